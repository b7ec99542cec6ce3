"""Priorities measured in every way there is, with what is known of each way's errors."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.matrix import TermMatrix
from chengyan.priorities.codebook import Code
from chengyan.priorities.corrected import corrected
from chengyan.priorities.crossfit import cross_coded
from chengyan.priorities.cues import CodeCue, unsuggested
from chengyan.priorities.instrument import make_instrument, sample_evidence, spoken_for
from chengyan.priorities.seeded import fit_seeded
from chengyan.priorities.shares import shares
from chengyan.priorities.validation import (
    BY_TEXT,
    accuracy_by_text,
    confusion,
    predictions,
    validation,
)
from chengyan.priorities.validation import COLUMNS as VALIDATION
from chengyan.priorities.ways import Way, codebook_way, seeded_way, topics_way, way_shares
from chengyan.priorities.ways_agreement import most_disputed, way_agreement

Array = NDArray[np.float64]
Tables = dict[str, pd.DataFrame]
Options = Mapping[str, Any]

# Units on which the three ways differ most that are told.
DISPUTED = 10
# Words of a seeded topic that are told.
WORDS = 10


def validate(
    samples: pd.DataFrame,
    cues: Sequence[CodeCue],
    codebook: Sequence[Code],
    texts: Collection[str],
    options: Options,
) -> Tables:
    """How often codes are right: priority_validation, priority_accuracy, priority_confusion.

    Parameters
    ----------
    samples : pandas.DataFrame
        As `chengyan.priorities.samples.read_samples` gives it; sentences whose text is not known
        and parts of sentences are left out.
    cues : sequence of CodeCue
    codebook : sequence of Code
    texts : collection of str
        The texts of the corpus.
    options : mapping
        The configuration's keys of priorities: seed, folds, repeats.
    """
    codes = [code.code for code in codebook]
    known = samples[(samples["part"] == 0) & (samples["text"] != "")].reset_index(drop=True)
    if known.empty:
        return {
            "priority_validation": pd.DataFrame(columns=list(VALIDATION)),
            "priority_accuracy": pd.DataFrame(columns=list(BY_TEXT)),
            "priority_confusion": pd.DataFrame(columns=["sample", "truth", "predicted", "count"]),
        }
    found = sample_evidence(known, cues, codes)
    chosen = {name: options[name] for name in ("seed", "folds", "repeats")}
    tested = unsuggested(cues, set(known["sample"]))
    predicted = predictions(known, found, tested, codes, **chosen)
    return {
        "priority_validation": validation(known, predicted, codes),
        "priority_accuracy": accuracy_by_text(known, predicted, texts),
        "priority_confusion": confusion(known, predicted, codes),
    }


def coverage(
    sentences: pd.DataFrame,
    cues: Sequence[CodeCue],
    codebook: Sequence[Code],
    samples: pd.DataFrame,
    kinds: Sequence[str],
) -> pd.DataFrame:
    """What the codes of sentences rest on, by group: the table priority_coverage.

    Returns
    -------
    pandas.DataFrame
        group, rests_on (``cue`` of the sentence itself, ``context``: headings and neighbours alone,
        ``nothing``: the code is a guess), sentences, share (of the group's).
    """
    instrument = make_instrument(codebook, cues, samples)
    told = sentences.assign(rests_on=spoken_for(instrument, sentences, cues))
    told = told[told["kind"].isin(kinds)]
    rows = []
    for group, own in told.groupby("group", sort=False):
        for name in ("cue", "context", "nothing"):
            number = int((own["rests_on"] == name).sum())
            rows.append((group, name, number, number / len(own)))
    return pd.DataFrame(rows, columns=["group", "rests_on", "sentences", "share"])


def by_codebook(
    parts: pd.DataFrame,
    codebook: Sequence[Code],
    cues: Sequence[CodeCue],
    samples: pd.DataFrame,
    groups: Sequence[str],
    options: Options,
) -> pd.DataFrame:
    """Shares by the instrument and, where a sample of these texts is coded, corrected by it.

    Parameters
    ----------
    parts : pandas.DataFrame
        The table quasi_sentences.
    codebook : sequence of Code
    cues : sequence of CodeCue
    samples : pandas.DataFrame
        As `chengyan.priorities.samples.in_corpus` gives it.
    groups : sequence of str
    options : mapping
        The configuration's keys of priorities: seed, folds.
    """
    raw = shares(parts, codebook, groups)
    if samples.empty:
        return raw.assign(coded=0, coding="")
    predicted = cross_coded(
        parts, codebook, cues, samples, seed=options["seed"], folds=options["folds"]
    )
    mended = corrected(parts, predicted, samples, codebook, groups)
    return pd.concat([raw.assign(coded=0, coding=""), mended], ignore_index=True)


def by_ways(
    parts: pd.DataFrame,
    units: pd.DataFrame,
    matrix: TermMatrix,
    tokens: Array,
    categories: Sequence[str],
    codebook: Sequence[Code],
    cues: Sequence[CodeCue],
    *,
    seed: int,
    balance: float,
) -> Tables:
    """Codebook, seeded topics and unsupervised topics held against one another.

    Parameters
    ----------
    parts : pandas.DataFrame
        The table quasi_sentences.
    units : pandas.DataFrame
        Units of the topic models, as `chengyan.counting.in_place_order` has them.
    matrix : TermMatrix
        Of the same units.
    tokens : numpy.ndarray, draws × units × topics
        Of the chosen topic model, as in `chengyan.topics.trial.Trial`.
    categories : sequence of str
        The code that each of its topics is nearest to, empty for none.
    codebook : sequence of Code
    cues : sequence of CodeCue
    seed : int
    balance : float

    Returns
    -------
    dict of str to pandas.DataFrame
        priority_ways, priority_disputed, priority_seeds (the words of each code's seeded topic, and
        which of them it was told), and under ``shares`` rows of priorities of the methods
        ``seeded`` and ``topics`` (unit ``tokens``; model_low, model_high: range over fits).
    """
    model = fit_seeded(matrix, cues, codebook, seed=seed, balance=balance)
    ways: list[Way] = [
        codebook_way(parts, units, codebook),
        seeded_way(model),
        topics_way(tokens, categories, codebook),
    ]
    about = {code.code: code for code in codebook}
    found = pd.concat([way_shares(way, units["group"]) for way in ways[1:]], ignore_index=True)
    found = found.rename(columns={"share_low": "model_low", "share_high": "model_high"})
    for name in ("zh", "en", "sphere", "cap", "counted"):
        found[name] = [getattr(about[code], name) for code in found["code"]]
    return {
        "shares": found,
        "priority_ways": way_agreement(ways, units["group"]),
        "priority_disputed": most_disputed(ways, units, DISPUTED),
        "priority_seeds": model.top_words(WORDS),
    }
