"""The instrument at work: from a codebook, its lexicon and coded samples to coded texts."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from chengyan.priorities.assign import assign, assign_parts
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue, unsuggested
from chengyan.priorities.evidence import Evidence, evidence
from chengyan.priorities.model import Instrument, fit
from chengyan.priorities.samples import in_context


def make_instrument(
    codebook: Sequence[Code], cues: Sequence[CodeCue], samples: pd.DataFrame
) -> Instrument:
    """The instrument of a codebook, learned from the coded sentences whose text is known.

    Parameters
    ----------
    codebook : sequence of Code
    cues : sequence of CodeCue
    samples : pandas.DataFrame
        As `chengyan.priorities.samples.read_samples` gives it; parts of sentences teach nothing
        that the whole does not.

    Returns
    -------
    Instrument
        Without a coded sentence, one that rests on the lexicon alone.
    """
    codes = [code.code for code in codebook]
    known = samples[(samples["part"] == 0) & (samples["text"] != "")]
    found = sample_evidence(known, cues, codes)
    return fit(found, known["primary"].tolist(), codes)


def sample_evidence(
    samples: pd.DataFrame, cues: Sequence[CodeCue], codes: Sequence[str]
) -> Evidence:
    """What speaks for each code in coded sentences, from their own words and what is round them.

    Cues that a sample itself suggested are left out: they fit it too well to teach how far cues are
    to be trusted, or to tell how often the instrument is right.
    """
    sentences, rows = in_context(samples)
    tested = unsuggested(cues, set(samples["sample"]))
    return evidence(sentences, tested, codes).take(rows)


def code_texts(
    sentences: pd.DataFrame,
    codebook: Sequence[Code],
    cues: Sequence[CodeCue],
    samples: pd.DataFrame,
    kinds: Collection[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sentences and quasi-sentences with their codes.

    Parameters
    ----------
    sentences : pandas.DataFrame
        The table ``sentences.csv`` before it has codes.
    codebook, cues, samples
        As in `make_instrument`.
    kinds : collection of str
        Kinds of sentence that are counted.

    Returns
    -------
    sentences, quasi_sentences : pandas.DataFrame
        The first with primary, secondary, primary_probability, primary_cues and counted (whether
        its code stands in the denominator of shares) before text; the second as
        `chengyan.priorities.assign.assign_parts` gives it, with counted.
    """
    instrument = make_instrument(codebook, cues, samples)
    counted = {code.code for code in codebook if code.counted}
    given = assign(sentences, cues, instrument)
    parts = assign_parts(sentences, given, cues, instrument, kinds)
    given["counted"] = given["primary"].isin(counted)
    parts.insert(len(parts.columns) - 1, "counted", parts["primary"].isin(counted))
    place = list(sentences.columns).index("text")
    told = pd.concat([sentences.iloc[:, :place], given, sentences.iloc[:, place:]], axis=1)
    return told, parts


def spoken_for(
    instrument: Instrument, sentences: pd.DataFrame, cues: Sequence[CodeCue]
) -> pd.Series:
    """Whether a sentence's code rests on cues of its own, on what is round it, or on nothing.

    Returns
    -------
    pandas.Series of str
        ``cue``, ``context`` or ``nothing``, with the index of `sentences`.
    """
    found = evidence(sentences, cues, instrument.codes)
    own = np.any(found.support[:, :, 0] > 0, axis=1)
    context = np.any(found.support > 0, axis=(1, 2))
    return pd.Series(np.where(own, "cue", np.where(context, "context", "nothing")), sentences.index)
