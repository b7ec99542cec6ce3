"""Find the passages that texts share beyond formula and chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from chengyan.errors import DesignError
from chengyan.lexicon import Entry
from chengyan.reuse.align import Passage, align
from chengyan.reuse.chance import DRAWS, Chance, chance_of
from chengyan.reuse.lines import Array, Text, texts_of
from chengyan.reuse.seeds import candidates

# ASSUME fewer than one pair of texts in a hundred shares a passage by chance.
LEVEL = 0.01

# Number of a text, and of a line in it.
Place = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A passage and where it stands: numbers of texts and of their lines."""

    a: int
    line_a: int
    b: int
    line_b: int
    passage: Passage

    @property
    def sides(self) -> tuple[tuple[Place, Array], tuple[Place, Array]]:
        """Text and line, and the places in it, of either side."""
        return ((self.a, self.line_a), self.passage.a), ((self.b, self.line_b), self.passage.b)


@dataclass(frozen=True)
class Shared:
    """What some texts share.

    Attributes
    ----------
    texts : list of Text
        Those compared, then those of the reference corpus.
    own : int
        How many of `texts` are no reference.
    pairs : list of pairs of int
        Numbers of the texts that were compared with one another.
    found : list of Found
        In the order of texts and sentences.
    chance : Chance
    level : float
    """

    texts: list[Text]
    own: int
    pairs: list[tuple[int, int]]
    found: list[Found]
    chance: Chance
    level: float

    def others(self) -> dict[int, list[int]]:
        """The texts that each text which is no reference was compared with."""
        others: dict[int, list[int]] = {k: [] for k in range(self.own)}
        for a, b in self.pairs:
            others[a].append(b)
            if b < self.own:
                others[b].append(a)
        return others


def find_shared(
    sentences: pd.DataFrame,
    entries: Sequence[Entry],
    *,
    seed: int,
    reference: pd.DataFrame | None = None,
    within: bool = False,
    level: float = LEVEL,
    draws: int = DRAWS,
    engine: str = "jieba",
) -> Shared:
    """Find the passages that texts of different groups share, or texts and a reference corpus.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, source_line, text, in the order of the texts.
    entries : sequence of Entry
        Formulas, as :func:`chengyan.lexicon.read_formulations` reads them.
    seed : int
        Of the shuffled texts.
    reference : pandas.DataFrame, optional
        Sentences of a reference corpus, with the same columns. Each text is then compared with each
        of it, and not with one another.
    within : bool
        Compare texts of the same group too.
    level : float
        Passages by chance that a pair of texts shares, fewer than which are expected.
    draws : int
        Pairs of shuffled texts.
    engine : str
        What cuts into words: see :class:`chengyan.segment.Segmenter`.

    Raises
    ------
    TableError
        If a column is missing.
    DesignError
        If no two texts are to be compared, or the level is not above 0 and at most 1.
    """
    if not 0 < level <= 1:
        raise DesignError(f"level {level}", "is no expected number", "Give one of 0.05 or less")
    texts = texts_of(sentences, entries, engine=engine)
    own = len(texts)
    if reference is not None:
        texts += texts_of(reference, entries, engine=engine)
        # A text that is in the reference corpus as well is no source of itself.
        names = [(text.group, text.doc_id) for text in texts]
        pairs = [(a, b) for a in range(own) for b in range(own, len(texts)) if names[a] != names[b]]
    else:
        pairs = [
            (a, b)
            for a in range(own)
            for b in range(a + 1, own)
            if within or texts[a].group != texts[b].group
        ]
    if not pairs:
        raise DesignError(
            "reuse", "no two texts are to be compared", "Give two groups or a reference corpus"
        )
    chance = chance_of(texts, pairs, seed=seed, draws=draws)
    found: list[Found] = []
    for _, those in groupby(candidates(texts, pairs), key=lambda each: each[0]):
        found += _aligned(texts, list(those), chance, level)
    return Shared(texts, own, pairs, found, chance, level)


def _aligned(
    texts: Sequence[Text],
    those: Sequence[tuple[int, int, list[tuple[int, int]]]],
    chance: Chance,
    level: float,
) -> list[Found]:
    """The passages in candidates, as :func:`chengyan.reuse.seeds.candidates` gives them."""
    least = {(a, b): chance.least(texts[a].han, texts[b].han, level) for a, b, _ in those}
    places = [(a, i, b, j) for a, b, lines in those for i, j in lines]
    lines = [(texts[a].lines[i], texts[b].lines[j]) for a, i, b, j in places]
    return [
        Found(*place, passage)
        for place, passages in zip(places, align(lines, min(least.values())), strict=True)
        for passage in passages
        if passage.score >= least[place[0], place[2]]
    ]
