"""Samples of equal size from texts of unequal length, in whole paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.matrix import TermMatrix

Array = NDArray[Any]


@dataclass(frozen=True)
class Source:
    """Tokens of a group, or of a city of the reference corpus, paragraph by paragraph.

    Attributes
    ----------
    name : str
    paragraphs : list of numpy.ndarray of int
        The term, as a column number, of each token of a paragraph; -1 for one that is not measured.
        None is empty.
    texts : numpy.ndarray of int, shape (paragraphs,)
        From 0, the text that each paragraph is of.
    """

    name: str
    paragraphs: list[Array]
    texts: Array

    @property
    def tokens(self) -> int:
        """How many there are."""
        return sum(map(len, self.paragraphs))

    def measured(self, columns: Array) -> "Source":
        """The same tokens, their terms numbered by place among `columns`."""
        # One place more than the terms, so that -1 stays -1.
        terms = max([int(columns.max()), *(int(p.max()) for p in self.paragraphs)]) + 2
        place = np.full(terms, -1)
        place[columns] = np.arange(len(columns))
        return replace(self, paragraphs=[place[paragraph] for paragraph in self.paragraphs])

    def largest(self, unit: str) -> int:
        """Tokens of the longest ``paragraph`` or ``text``."""
        sizes = np.array([len(paragraph) for paragraph in self.paragraphs])
        return int((np.bincount(self.texts, sizes) if unit == "text" else sizes).max())

    def units(self, unit: str) -> Array:
        """Number of the unit, ``paragraph`` or ``text``, that each paragraph is of."""
        return self.texts if unit == "text" else np.arange(len(self.paragraphs))


@dataclass(frozen=True)
class Sample:
    """Tokens in the order in which they were drawn: the first are the sample, others may follow.

    Attributes
    ----------
    terms : numpy.ndarray of int
        As in `Source`.
    units : numpy.ndarray of int
        The paragraph or text that each token is of.
    """

    terms: Array
    units: Array

    def counts(self, size: int, words: int) -> Array:
        """Counts of words 0 to `words` among the first `size` tokens."""
        drawn = self.terms[:size]
        return np.bincount(drawn[drawn >= 0], minlength=words)

    def without_each(self, size: int, words: int) -> tuple[Array, Array, Array]:
        """What changes in the counts when one unit is left out and the next tokens fill its place.

        Returns
        -------
        units, changed, change : numpy.ndarray of int
            Unit left out, word whose count changes, and by how much; sorted by unit.
        """
        tail, of_tail = self.terms[size:], self.units[size:]
        units, tokens = np.unique(self.units[:size], return_counts=True)
        filling = [
            (tail[of_tail != unit] if unit in of_tail else tail)[:number]
            for unit, number in zip(units, tokens, strict=True)
        ]
        unit = np.concatenate([self.units[:size], np.repeat(units, tokens)])
        term = np.concatenate([self.terms[:size], *filling])
        sign = np.repeat([-1, 1], size)
        keys, place = np.unique(unit * (words + 1) + term + 1, return_inverse=True)
        change = np.bincount(place, sign).astype(int)
        kept = (change != 0) & (keys % (words + 1) > 0)
        return keys[kept] // (words + 1), keys[kept] % (words + 1) - 1, change[kept]


def sources_of(matrix: TermMatrix, groups: Mapping[str, str]) -> list[Source]:
    """Cut counts by paragraph up into sources.

    Parameters
    ----------
    matrix : TermMatrix
    groups : mapping of str to str
        The source of each text by doc_id, in the order of the result.

    Returns
    -------
    list of Source
        Paragraphs without tokens are left out.
    """
    counts = matrix.counts.sorted_indices()
    texts = {doc_id: i for i, doc_id in enumerate(groups)}
    text = matrix.units["doc_id"].map(texts).to_numpy()
    of_group = matrix.units["doc_id"].map(dict(groups)).to_numpy(dtype=object)
    filled = np.diff(counts.indptr) > 0
    found = []
    for group in dict.fromkeys(groups.values()):
        rows = np.flatnonzero((of_group == group) & filled)
        ends = [slice(counts.indptr[row], counts.indptr[row + 1]) for row in rows]
        paragraphs = [np.repeat(counts.indices[part], counts.data[part]) for part in ends]
        found.append(Source(group, paragraphs, np.unique(text[rows], return_inverse=True)[1]))
    return found


def sample_size(sources: Sequence[Source]) -> int:
    """Tokens that every source can give, even without its longest paragraph.

    Where one paragraph is more than half of a source, half of it sets the size.

    Raises
    ------
    DesignError
        If a source has fewer than two tokens.
    """
    for source in sources:
        if source.tokens < 2:
            raise DesignError(
                f"group {source.name}",
                "holds too few words to be compared, names of places and occasions aside",
                "Give it a longer text",
            )
    return min(
        source.tokens - min(source.largest("paragraph"), source.tokens // 2) for source in sources
    )


def unit_to_leave_out(source: Source, size: int) -> str:
    """What can be left out of a source so that a whole sample remains.

    Returns
    -------
    str
        ``text`` if there are several and each can be spared, else ``paragraph``; empty if not every
        paragraph can be.
    """
    for unit in ("text", "paragraph"):
        if source.largest(unit) <= source.tokens - size:
            return unit
    return ""


def draw_sample(
    source: Source, *, size: int, unit: str, turn: int, rng: np.random.Generator
) -> Sample:
    """Draw tokens without replacement: text by text, paragraph by paragraph, until they are enough.

    Parameters
    ----------
    source : Source
    size : int
        Tokens of the sample.
    unit : {"text", "paragraph", ""}
        What will be left out of it: as many tokens more are drawn as the longest such unit has.
    turn : int
        Number of the draw, from 0: texts take turns in coming first.
    rng : numpy.random.Generator

    Returns
    -------
    Sample

    Notes
    -----
    A text of which more than `size` tokens are left fills the sample alone, so that one text stands
    against one text whatever number of them the sources have. The last paragraph is cut to fit, at
    random.
    """
    needed = size + (source.largest(unit) if unit else 0)
    units = source.units(unit)
    texts = rng.permutation(int(source.texts.max()) + 1)
    first = turn % len(texts)
    terms: list[Array] = []
    labels: list[Array] = []
    drawn = 0
    for text in [first, *texts[texts != first]]:
        for paragraph in rng.permutation(np.flatnonzero(source.texts == text)):
            if drawn >= needed:
                break
            terms.append(rng.permutation(source.paragraphs[paragraph]))
            labels.append(np.full(len(terms[-1]), units[paragraph]))
            drawn += len(terms[-1])
    return Sample(np.concatenate(terms), np.concatenate(labels))
