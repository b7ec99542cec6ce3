"""What speaks for each code in a sentence, and round it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.cues import Finder, Hit
from chengyan.outline import Outline
from chengyan.priorities.cues import SILENT, CodeCue
from chengyan.tables import require_columns

Array = NDArray[np.float64]

# What is known of a sentence for each code, in the order of the last axis of `Evidence.support`.
SOURCES = (
    "sentence",  # the cues of the sentence itself
    "early",  # those that come early in it: of areas in a list the first named is primary
    "heading",  # the nearest heading above
    "headings",  # all headings above
    "lead",  # the first sentence of the paragraph
    "paragraph",  # the other sentences of the paragraph
    "before",  # the sentence before, in the paragraph
    "after",
)
# ASSUME a cue of the twentieth character weighs half of one at the beginning, where order counts.
EARLY = 20.0
# ASSUME a cue that comes again and again speaks louder, but not in proportion.
REPEATED = 0.5
COLUMNS = ("doc_id", "paragraph", "kind", "level", "text")


@dataclass(frozen=True)
class Evidence:
    """What speaks for each code in each sentence.

    Attributes
    ----------
    support : array, shape (sentences, codes, len(SOURCES))
    silent : array of bool, shape (sentences,)
        Whether no cue stands in the sentence itself.
    hits : list of list of Hit
        The cues of each sentence.
    above : list of list of Hit
        The cues of the headings above it, the nearest first.
    """

    support: Array
    silent: NDArray[np.bool_]
    hits: list[list[Hit[CodeCue]]]
    above: list[list[Hit[CodeCue]]]

    def take(self, rows: NDArray[np.int64]) -> "Evidence":
        """That of some sentences."""
        return Evidence(
            self.support[rows],
            self.silent[rows],
            [self.hits[i] for i in rows],
            [self.above[i] for i in rows],
        )


def evidence(sentences: pd.DataFrame, cues: Sequence[CodeCue], codes: Sequence[str]) -> Evidence:
    """Collect what speaks for each code, from the sentence and from what stands round it.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, kind, level, text; in the order of the texts. Rows may be parts of
        sentences, which then are each other's neighbours.
    cues : sequence of CodeCue
    codes : sequence of str

    Returns
    -------
    Evidence

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(sentences, COLUMNS, "sentences")
    in_sentence = Finder(cue for cue in cues if cue.where != "heading")
    in_heading = Finder(cue for cue in cues if cue.where != "sentence")
    place = {code: i for i, code in enumerate(codes)}
    values = np.zeros((len(sentences), len(codes), len(SOURCES)))
    texts = sentences["text"].tolist()
    hits = in_sentence.find_all(texts)
    for i, found in enumerate(hits):
        if found:
            values[i, :, :2] = np.transpose(list(map(_shares, _sums(found, place))))
    above: list[list[Hit[CodeCue]]] = [[] for _ in texts]
    is_heading = np.flatnonzero(sentences["kind"].eq("heading"))
    told = in_heading.find_all([texts[i] for i in is_heading])
    as_heading = dict(zip(is_heading.tolist(), told, strict=True))
    at = {name: n for n, name in enumerate(SOURCES)}
    for rows in _places(sentences, "doc_id"):
        text = sentences.iloc[rows]
        for i, nearest, every, found in _under_headings(text, rows, as_heading, place):
            values[i, :, at["heading"]], values[i, :, at["headings"]] = nearest, every
            above[i] = found
        for paragraph in _places(text, "paragraph"):
            places = rows[paragraph]
            own = values[places, :, 0]
            others = own.sum(axis=0) - own
            values[places, :, at["paragraph"]] = others / max(1, len(places) - 1)
            values[places[1:], :, at["lead"]] = own[0]
            values[places[1:], :, at["before"]] = own[:-1]
            values[places[:-1], :, at["after"]] = own[1:]
    return Evidence(values, np.array([not found for found in hits], dtype=bool), hits, above)


def _places(table: pd.DataFrame, column: str) -> list[NDArray[np.int64]]:
    """The rows of each value of a column, as places from 0."""
    codes, values = pd.factorize(table[column])
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], range(len(values) + 1))
    return [order[start:end] for start, end in pairwise(bounds)]


def _sums(hits: Sequence[Hit[CodeCue]], place: Mapping[str, int]) -> tuple[Array, Array]:
    """The weight of cues for each code, and where early ones weigh more.

    One that repeats weighs less each time.
    """
    by_cue: dict[CodeCue, list[int]] = defaultdict(list)
    for hit in hits:
        if hit.cue.code != SILENT:
            by_cue[hit.cue].append(hit.start)
    sums, early = np.zeros((2, len(place)))
    for cue, starts in by_cue.items():
        sums[place[cue.code]] += cue.weight * len(starts) ** REPEATED
        early[place[cue.code]] += cue.weight * 0.5 ** (min(starts) / EARLY)
    return sums, early


def _shares(sums: Array) -> Array:
    """Weights above 0 as shares of their sum; weights below 0 as they are, at most -1."""
    total = sums[sums > 0].sum()
    shares = np.maximum(sums, 0) / total if total else np.zeros_like(sums)
    return np.asarray(np.where(sums < 0, np.maximum(sums, -1.0), shares))


def _under_headings(
    text: pd.DataFrame,
    rows: NDArray[np.int64],
    as_heading: Mapping[int, list[Hit[CodeCue]]],
    place: Mapping[str, int],
) -> list[tuple[int, Array, Array, list[Hit[CodeCue]]]]:
    """For each row of a text what the nearest and what all headings above it speak for."""
    outline: Outline[tuple[Array, list[Hit[CodeCue]]]] = Outline()
    runs_on = text.duplicated("paragraph", keep=False).to_numpy()
    nothing = np.zeros(len(place))
    found = []
    for n, (i, kind, level, paragraph) in enumerate(
        zip(
            rows,
            *(text[name] for name in ("kind", "level", "paragraph")),
            strict=True,
        )
    ):
        outline.come_to(paragraph)
        in_force = outline.above()
        if kind == "heading":
            hits = as_heading[int(i)]
            told = _shares(_sums(hits, place)[0]), hits
            outline.enter(level, told, paragraph if runs_on[n] else None)
            # A heading stands under those of the levels above its own.
            in_force = [item for item in outline.above() if item is not told]
        telling = [item for item in in_force if np.any(item[0] > 0)]
        every = np.mean([item[0] for item in telling], axis=0) if telling else nothing
        nearest = telling[-1][0] if telling else nothing
        hits_above = [hit for item in reversed(telling) for hit in item[1]]
        found.append((int(i), nearest, every, hits_above))
    return found
