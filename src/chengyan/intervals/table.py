"""Confidence intervals of log ratios where they have been shown to cover."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.intervals.choice import choose_methods
from chengyan.intervals.methods import METHODS, Comparison, reference_weights
from chengyan.intervals.unit_sums import UnitSums, unit_sums
from chengyan.matrix import TermMatrix

Array = NDArray[Any]
Columns = dict[str, Array]


class TextIntervals:
    """Intervals of the log ratios of a corpus, with texts as units.

    Parameters
    ----------
    sums : UnitSums
        Of all terms, with texts as units.
    terms : sequence of str
    paragraphs : numpy.ndarray, shape (groups,)
        The least number of paragraphs of a text.
    order : sequence
        The groups.

    Notes
    -----
    An interval is one of the log ratio of the group's rate, over all texts that it might have had,
    to that of what it is set against. What the texts of a group are like is taken to be all that is
    known of it: they must be a sample of such texts, independent of each other, and the term must
    not have been picked for what it shows (docs/intervals.md).

    It is there where `chengyan.intervals.choice.choose_method` names one for the number of groups
    compared, the least of their numbers of texts, the least number of paragraphs of their texts,
    and the term's occurrences in them. Texts and paragraphs without counted tokens are none.
    """

    def __init__(
        self, sums: UnitSums, terms: Sequence[str] | Array, paragraphs: Array, order: Sequence[Any]
    ) -> None:
        self._sums, self._paragraphs = sums, paragraphs
        self._terms = pd.Index(terms)
        self._place = {group: i for i, group in enumerate(order)}

    @classmethod
    def of_texts(cls, matrix: TermMatrix, order: Sequence[Any]) -> "TextIntervals":
        """Of the counts of all terms by paragraph."""
        texts = matrix.by_text()
        filled = matrix.units[np.asarray(matrix.counts.sum(axis=1)).ravel() > 0]
        paragraphs = filled.groupby(["group", "doc_id"], sort=False).size()
        least = paragraphs.groupby("group", sort=False).min().reindex(list(order))
        sums = unit_sums(texts.counts, texts.units["group"], order)
        return cls(sums, list(matrix.terms), least.to_numpy(), order)

    def against_rest(self, table: pd.DataFrame, reference: str) -> Columns:
        """Columns ci_low, ci_high and ci_method for the rows of `keyness`."""
        parts = [
            (group, reference_weights(self._sums.tokens, self._place[group], reference), at)
            for group, at in _rows(table["group"])
        ]
        return self._filled(table, parts)

    def against_each(self, table: pd.DataFrame) -> Columns:
        """Columns ci_low, ci_high and ci_method for the rows of `keyness_pairs`."""
        parts = []
        for group, rows in _rows(table["group"]):
            for other, at in _rows(table["reference"].iloc[rows]):
                weights = np.zeros(len(self._place))
                weights[self._place[other]] = 1
                parts.append((group, weights, rows[at]))
        return self._filled(table, parts)

    def _filled(self, table: pd.DataFrame, parts: Sequence[tuple[Any, Array, Array]]) -> Columns:
        low, high = (np.full(len(table), np.nan) for _ in range(2))
        named = np.full(len(table), "", dtype=object)
        terms = self._terms.get_indexer(pd.Index(table["term"]))
        for group, weights, rows in parts:
            target = self._place[group]
            compared = weights > 0
            compared[target] = True
            chosen = choose_methods(
                int(compared.sum()),
                int(self._sums.units[compared].min()),
                int(self._paragraphs[compared].min()),
                self._sums.counts[compared][:, terms[rows]].sum(axis=0),
            )
            for method in sorted(set(chosen) - {""}):
                at = rows[chosen == method]
                comparison = Comparison(self._sums, target, weights, terms[at])
                low[at], high[at] = METHODS[method](comparison)
                named[at] = method
        return {"ci_low": low, "ci_high": high, "ci_method": named}


def _rows(names: pd.Series) -> list[tuple[Any, Array]]:
    """Each name with the places where it stands."""
    place, found = pd.factorize(names)
    return [(name, np.flatnonzero(place == i)) for i, name in enumerate(found)]
