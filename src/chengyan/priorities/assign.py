"""Give sentences and their parts codes, each with what led to it."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.cues import Hit
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.evidence import SOURCES, Evidence, evidence
from chengyan.priorities.model import Instrument
from chengyan.quasi_sentences import split_parts

Array = NDArray[np.float64]

# ASSUME a further code counts for which so large a share of the sentence's own cues speaks; two at
# most.
SECONDARY, MOST = 0.2, 2
# Cues that are told, the weightiest first.
TOLD = 4
_OWN = [SOURCES.index(name) for name in ("sentence", "early")]
_HEADED = [SOURCES.index(name) for name in ("heading", "headings")]
_ROUND = [SOURCES.index(name) for name in ("lead", "paragraph", "before", "after")]


def assign(
    sentences: pd.DataFrame, cues: Sequence[CodeCue], instrument: Instrument
) -> pd.DataFrame:
    """The codes of sentences and what led to them.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, kind, level, text; in the order of the texts.
    cues : sequence of CodeCue
    instrument : Instrument

    Returns
    -------
    pandas.DataFrame
        The index of `sentences`; primary; secondary: up to two more that the sentence's own cues
        speak for, joined by ``;``; primary_probability; primary_cues: what speaks for the primary
        code, by falling weight, joined by ``;``: words of the sentence, words of headings in
        ``「」``, ``neighbour`` where the paragraph speaks for it more than these together do.
        It is empty where nothing speaks for the code but that nothing speaks for another.
    """
    found = evidence(sentences, cues, instrument.codes)
    return assigned(found, instrument).set_index(sentences.index)


def assigned(found: Evidence, instrument: Instrument) -> pd.DataFrame:
    """The codes that an instrument gives for what was found, as `assign`."""
    probabilities = instrument.probabilities(found)
    rows = [
        (*_named(row, own, instrument.codes), reasons)
        for row, own, reasons in zip(
            probabilities,
            found.support[:, :, SOURCES.index("sentence")],
            _reasons(found, probabilities, instrument),
            strict=True,
        )
    ]
    columns = ["primary", "secondary", "primary_probability", "primary_cues"]
    return pd.DataFrame(rows, columns=columns)


def assign_parts(
    sentences: pd.DataFrame,
    coded: pd.DataFrame,
    cues: Sequence[CodeCue],
    instrument: Instrument,
    kinds: Collection[str],
) -> pd.DataFrame:
    """The quasi-sentences of texts with their codes.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, level, orientation, text.
    coded : pandas.DataFrame
        What `assign` gives for them.
    cues : sequence of CodeCue
    instrument : Instrument
    kinds : collection of str
        Kinds of sentence that are counted.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, paragraph, sentence, part (from 1), kind, level, orientation, primary,
        secondary, primary_probability, text. The only part of a sentence has the sentence's codes,
        since it is the same text in the same place.
    """
    counted = sentences[sentences["kind"].isin(list(kinds))].reset_index()
    spans = [split_parts(text) for text in counted["text"]]
    repeats = np.repeat(np.arange(len(counted)), [len(found) for found in spans])
    parts = counted.iloc[repeats].reset_index(drop=True)
    parts["text"] = [
        text[start:end]
        for text, found in zip(counted["text"], spans, strict=True)
        for start, end in found
    ]
    parts["part"] = parts.groupby(repeats).cumcount() + 1
    names = ["primary", "secondary", "primary_probability"]
    parts[names] = coded.loc[parts["index"], names].reset_index(drop=True)
    several = parts.duplicated(["doc_id", "sentence"], keep=False)
    # What speaks for a part stands in its paragraph, or in headings.
    telling = several | parts["kind"].eq("heading")
    telling = telling.groupby([parts["doc_id"], parts["paragraph"]]).transform("any")
    if several.any():
        own = assign(parts[telling], cues, instrument)
        parts.loc[several, names] = own.loc[several[telling], names]
    columns = "doc_id group paragraph sentence part kind level orientation".split()
    return parts[[*columns, *names, "text"]]


def _named(probabilities: Array, own: Array, codes: Sequence[str]) -> tuple[str, str, float]:
    """The most probable code, the others that the sentence itself speaks for, how probable."""
    primary = int(np.round(probabilities, 12).argmax())
    order = np.argsort(-np.round(own, 12), kind="stable")
    more = [codes[i] for i in order if i != primary and own[i] >= SECONDARY][:MOST]
    return codes[primary], ";".join(more), round(float(probabilities[primary]), 4)


def _reasons(found: Evidence, probabilities: Array, instrument: Instrument) -> list[str]:
    best = np.argsort(-np.round(probabilities, 12), axis=1, kind="stable")[:, 0]
    weighed = found.support[np.arange(len(best)), best] * instrument.sources
    own, headed, others = (weighed[:, group].sum(axis=1) for group in (_OWN, _HEADED, _ROUND))
    told = []
    for i, code in enumerate(best):
        name = instrument.codes[code]
        reasons = _words(found.hits[i], name)
        reasons += [f"「{word}」" for word in _words(found.above[i], name)]
        if others[i] > max(own[i] + headed[i], 0):
            reasons.insert(0, "neighbour")
        told.append(";".join(reasons[:TOLD]))
    return told


def _words(hits: Sequence[Hit[CodeCue]], code: str) -> list[str]:
    """The words of the cues for a code, the weightiest first, each once."""
    weights: dict[str, float] = {}
    for hit in hits:
        if hit.cue.code == code and hit.cue.weight > 0:
            weights[hit.word] = max(weights.get(hit.word, 0.0), hit.cue.weight)
    return sorted(weights, key=lambda word: (-weights[word], word))
