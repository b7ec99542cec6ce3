"""Sentences as Han characters: which of them a formula or a name covers, and where words end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.checks.row import bare, places
from chengyan.han import has_han
from chengyan.lexicon import Entry
from chengyan.segment import Segmenter
from chengyan.tables import require_columns

Array = NDArray[Any]

# ASSUME titles, bylines and addresses belong to the occasion: to share them is no echo.
KINDS = ("heading", "body")
COLUMNS = ("doc_id", "group", "paragraph", "sentence", "kind", "source_line", "text")


@dataclass(frozen=True)
class Line:
    """The Han characters of a sentence, all else left out.

    Attributes
    ----------
    codes : numpy.ndarray of int, shape (characters,)
        Code points.
    free : numpy.ndarray of bool, shape (characters,)
        Whether neither an entry of the lexicon nor the name of a province or city of China covers
        the character.
    offsets : numpy.ndarray of int, shape (characters,)
        Offsets in the sentence's text.
    words : numpy.ndarray of int, shape (characters,)
        Number of the word that a character belongs to, rising; a formula is one word.
    """

    codes: Array
    free: Array
    offsets: Array
    words: Array

    def __len__(self) -> int:
        return len(self.codes)

    def shuffled(self, generator: np.random.Generator) -> "Line":
        """The same words in random order; `offsets` say nothing then."""
        starts = np.flatnonzero(np.diff(self.words, prepend=-1))
        lengths = np.diff(starts, append=len(self))
        drawn = generator.permutation(len(starts))
        ends = np.cumsum(lengths[drawn])
        order = np.arange(len(self)) + np.repeat(
            starts[drawn] - ends + lengths[drawn], lengths[drawn]
        )
        return Line(self.codes[order], self.free[order], self.offsets, self.words[order])


@dataclass(frozen=True)
class Text:
    """A text: the rows of its sentences that count, their lines, and the formulas in them.

    Attributes
    ----------
    doc_id, group : str
    rows : pandas.DataFrame
        Of the table of sentences, one a line.
    lines : list of Line
    formulas : list of tuples (term, start, end)
        For each line every formula and place name, nested ones too; a span of its characters.
    """

    doc_id: str
    group: str
    rows: pd.DataFrame
    lines: list[Line]
    formulas: list[list[tuple[str, int, int]]]

    @property
    def han(self) -> int:
        """Its length in Han characters."""
        return sum(map(len, self.lines))

    def shuffled(self, generator: np.random.Generator) -> "Text":
        """The same sentences, the words of each in random order."""
        lines = [line.shuffled(generator) for line in self.lines]
        return Text(self.doc_id, self.group, self.rows, lines, self.formulas)


def texts_of(
    sentences: pd.DataFrame, entries: Sequence[Entry], *, engine: str = "jieba"
) -> list[Text]:
    """The texts of a table of sentences, in its order.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, source_line, text; headings and body count.
    entries : sequence of Entry
        As :func:`chengyan.lexicon.read_formulations` reads them. Every kind is covered: to share a
        formula, a name or an idiom is to share the language, not a passage.
    engine : str
        What cuts the rest into words: see :class:`chengyan.segment.Segmenter`.

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(sentences, COLUMNS, "sentences")
    kept = sentences[sentences["kind"].isin(KINDS) & sentences["text"].map(has_han).astype(bool)]
    segmenter = Segmenter(engine, entries)
    texts = []
    for (doc_id, group), rows in kept.groupby(["doc_id", "group"], sort=False):
        lines, formulas = [], []
        for sentence in rows["text"]:
            line, found = _line(sentence, segmenter)
            lines.append(line)
            formulas.append(found)
        texts.append(Text(str(doc_id), str(group), rows, lines, formulas))
    return texts


def _line(sentence: str, segmenter: Segmenter) -> tuple[Line, list[tuple[str, int, int]]]:
    """The line of a sentence, and the formulas in it."""
    at = np.array([i for i, character in enumerate(sentence) if has_han(character)])
    free = np.ones(len(sentence), bool)
    words = np.zeros(len(sentence), int)
    spans: list[tuple[str, int, int]] = []
    for number, token in enumerate(segmenter.tokens(sentence)):
        words[token.start : token.end] = number
        if token.by == "lexicon" or (token.pos == "ns" and bare(token.text) in places()):
            free[token.start : token.end] = False
            spans.append((token.text, token.start, token.end))
            spans.extend(_nested(token.text, token.nested, token.start))
    codes = np.array([ord(sentence[i]) for i in at])
    formulas = [
        (term, int(np.searchsorted(at, start)), int(np.searchsorted(at, end)))
        for term, start, end in spans
    ]
    return Line(codes, free[at], at, words[at]), formulas


def _nested(term: str, nested: Sequence[str], start: int) -> Iterator[tuple[str, int, int]]:
    for inner in nested:
        begin = start + term.index(inner)
        yield inner, begin, begin + len(inner)
