"""Whether a sentence looks back, at what is, or ahead."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from chengyan.lexicon import Cue
from chengyan.tables import require_columns

ORIENTATIONS = ("past", "present", "future")


def orientations(
    sentences: pd.DataFrame, cues: Sequence[Cue], dates: Mapping[str, str]
) -> pd.Series:
    """The orientation of each sentence: past, present, future, or empty where nothing tells.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, kind, level, paragraph, text; in the order of the texts.
    cues : sequence of Cue
        As of :func:`chengyan.lexicon.read_cues`.
    dates : mapping of str to str
        The manifest's date of each doc_id, which begins with the year; may be empty.

    Returns
    -------
    pandas.Series of str
        ``past``, ``present``, ``future``; empty for sentences that are neither heading nor body,
        and where nothing tells.
    """
    require_columns(sentences, ["doc_id", "kind", "level", "text"], "sentences")
    found = []
    heading = dict.fromkeys(ORIENTATIONS, 0.0)
    before = ""
    for doc_id, kind, text in zip(
        sentences["doc_id"], sentences["kind"], sentences["text"], strict=True
    ):
        if doc_id != before:
            heading, before = dict.fromkeys(ORIENTATIONS, 0.0), doc_id
        year = re.match(r"\d{4}", dates.get(doc_id, ""))
        scores = dict.fromkeys(ORIENTATIONS, 0.0)
        for cue in cues:
            if cue.compiled(int(year[0]) if year else 0).search(text):
                scores[cue.label] += cue.weight * (cue.where == kind or cue.where == "sentence")
        if kind == "heading" and any(scores.values()):
            heading = scores
        elif kind == "body":
            scores = {name: scores[name] + heading[name] for name in ORIENTATIONS}
        best = max(ORIENTATIONS, key=lambda name: scores[name])
        analysed = kind in ("heading", "body") and scores[best] > 0
        found.append(best if analysed else "")
    return pd.Series(found, index=sentences.index, dtype=object)
