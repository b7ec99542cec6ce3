"""The effect of each claim under each specification, and how far it hangs on single units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from chengyan.claims.claim import LENGTHS, Claim
from chengyan.claims.counts import TermCounts, Tokens
from chengyan.claims.effects import Scale, Sides, log_mean, log_odds, log_ratio
from chengyan.claims.measures import ratios
from chengyan.claims.specifications import Options, Specification, names, specifications
from chengyan.claims.statistics import (
    Array,
    Codes,
    Flags,
    Layout,
    Median,
    Ratio,
    Statistic,
    Variety,
)
from chengyan.claims.text import Passages

# ASSUME so many draws of paragraphs; odd, so that their median is one of them.
DRAWS = 51
# ASSUME a word has two Han characters, so that the prior weighs as much where these are counted.
HAN_A_WORD = 2
COLUMNS = (
    *("claim", "specification", "unit", "estimate", "loo_low", "loo_high"),
    *("value_more", "value_less"),
)


@dataclass(frozen=True)
class Subset:
    """The sentences that one choice of headings, quotations and sections leaves of some groups.

    Attributes
    ----------
    rows : array of int
        Positions of the sentences in the passages.
    layout : Layout
    every, equal : array of bool, shapes (1, paragraphs) and (draws, paragraphs)
        All paragraphs; as many as are as long as the shortest group, drawn anew in each row.
    """

    rows: Codes
    layout: Layout
    every: Flags
    equal: Flags

    def kept(self, length: str) -> Flags:
        """Choices of paragraphs under a level of `length`."""
        return self.every if length == "all" else self.equal


class Estimator:
    """Measures claims on the sentences of one cut.

    Parameters
    ----------
    passages : Passages
    counts : TermCounts
        Tokens, or strings.
    options : Options
    seed : int
    alpha0 : float
        Strength of the prior of log-odds, in words.
    """

    def __init__(
        self, passages: Passages, counts: TermCounts, options: Options, *, seed: int, alpha0: float
    ) -> None:
        self._passages, self._counts, self._options = passages, counts, options
        self._alpha0 = alpha0 if isinstance(counts, Tokens) else alpha0 * HAN_A_WORD
        self._seed = seed
        self._subsets: dict[tuple[object, ...], Subset] = {}
        self._numbers: dict[tuple[object, ...], tuple[Array, Array]] = {}

    def estimates(self, claim: Claim, chosen: Iterable[Specification]) -> Iterator[tuple[Any, ...]]:
        """Rows of `COLUMNS`; none where a group has nothing left to measure.

        Specifications of the same estimate stand beside one another.
        """
        self._numbers.clear()
        for choice, alike in groupby(chosen, key=lambda found: replace(found, unit="")):
            subset = self.subset(claim.groups, choice)
            statistic, scale = self._statistic(claim, choice, subset)
            places = np.arange(len(claim.groups))
            sides = Sides(places[: len(claim.more)], places[len(claim.more) :], scale)
            kept = subset.kept(choice.length)
            rates, sizes = statistic.values(kept)
            effects = sides.effects(rates, sizes)
            if np.isnan(effects).any():
                continue
            middle = int(np.argsort(effects, kind="stable")[len(effects) // 2])
            values = [
                float(sides.side(rates, sizes, own)[0][middle]) for own in (sides.more, sides.less)
            ]
            for one in alike:
                span = sides.span(statistic, kept[middle], one.unit)
                yield (claim.id, names()[one], one.unit, float(effects[middle]), *span, *values)

    def subset(self, groups: tuple[str, ...], choice: Specification) -> Subset:
        """The sentences that a specification leaves of some groups."""
        key = (groups, choice.headings, choice.quotations, choice.sections)
        if key not in self._subsets:
            self._subsets[key] = self._make_subset(*key)
        return self._subsets[key]

    def _make_subset(
        self, groups: tuple[str, ...], headings: str, quotations: str, sections: str
    ) -> Subset:
        passages = self._passages
        of_group = pd.Index(groups).get_indexer(pd.Index(passages.group))
        here = of_group >= 0
        if headings == "out":
            here &= ~passages.heading
        if sections == "body":
            here &= passages.body
        rows = np.flatnonzero(here)
        numbers, first, paragraph = np.unique(
            passages.paragraph[rows], return_index=True, return_inverse=True
        )
        several = np.array([group in self._options.several for group in groups], dtype=bool)
        layout = Layout(
            paragraph.astype(np.int64),
            of_group[rows][first].astype(np.int64),
            passages.text[rows][first],
            len(groups),
            several,
        )
        length = np.bincount(
            paragraph, weights=passages.han[quotations][rows], minlength=len(numbers)
        )
        lots = np.stack([self._lots(group)[:, numbers] for group in groups])
        equal = equal_lengths(length.astype(np.float64), layout.group, lots)
        return Subset(rows, layout, np.ones((1, len(numbers)), dtype=bool), equal)

    def _lots(self, group: str) -> Array:
        """Random numbers of all paragraphs, the same for a group in every specification."""
        paragraphs = int(self._passages.paragraph.max(initial=-1)) + 1
        own = np.unique(self._passages.paragraph[self._passages.group == group])
        lots = np.zeros((DRAWS, paragraphs))
        random = np.random.default_rng([self._seed, *group.encode("utf-8")])
        lots[:, own] = random.random((DRAWS, len(own)))
        return lots

    def _statistic(
        self, claim: Claim, choice: Specification, subset: Subset
    ) -> tuple[Statistic, Scale]:
        if isinstance(self._counts, Tokens) and claim.subject == "mattr":
            window = int(choice.measure.removeprefix("window_"))
            return self._variety(self._counts, choice, subset, window), log_mean
        if choice.measure == "median":
            own = ratios(claim.subject, self._passages, choice.quotations, claim.of)
            place = np.full(len(self._passages.table), -1)
            place[subset.rows] = np.arange(len(subset.rows))
            kept = place[own.place] >= 0
            return Median(subset.layout, own.value[kept], place[own.place[kept]]), log_mean
        top, bottom = (x[subset.rows] for x in self._sums(claim, choice))
        if choice.measure == "sentences":
            return Ratio(subset.layout, top > 0, bottom > 0, "sum"), log_ratio
        each = "paragraph" if choice.measure == "paragraphs" else "sum"
        statistic = Ratio(subset.layout, top, bottom, each)
        if choice.measure == "log_odds":
            share = float(top.sum() / max(bottom.sum(), 1))
            return statistic, log_odds(share, self._alpha0)
        return statistic, log_mean if claim.subject in LENGTHS else log_ratio

    def _sums(self, claim: Claim, choice: Specification) -> tuple[Array, Array]:
        """Numerator and denominator of every sentence of the passages."""
        key = (claim.id, choice.quotations, choice.stopwords)
        if key not in self._numbers:
            if claim.subject == "terms":
                top, bottom = self._counts.of(claim, choice.quotations, choice.stopwords)
                self._numbers[key] = top.astype(float), bottom.astype(float)
            else:
                own = ratios(claim.subject, self._passages, choice.quotations, claim.of)
                self._numbers[key] = own.numerator, own.denominator
        return self._numbers[key]

    @staticmethod
    def _variety(tokens: Tokens, choice: Specification, subset: Subset, window: int) -> Variety:
        place = np.full(tokens.sentences, -1)
        place[subset.rows] = np.arange(len(subset.rows))
        kept = place[tokens.sentence] >= 0
        if choice.quotations == "out":
            kept &= ~tokens.quoted
        if choice.stopwords == "out":
            kept &= ~tokens.stopword
        paragraph = subset.layout.paragraph[place[tokens.sentence[kept]]]
        return Variety(subset.layout, tokens.code[kept], paragraph, window)


def equal_lengths(length: Array, group: Codes, lots: Array) -> Flags:
    """Draw paragraphs of each group until it is as long as the shortest.

    Parameters
    ----------
    length : array, shape (paragraphs,)
    group : array of int, shape (paragraphs,)
    lots : array, shape (groups, draws, paragraphs)
        Paragraphs are drawn by rising lot, without replacement.

    Returns
    -------
    array of bool, shape (draws, paragraphs)
        As many paragraphs as come nearest to the length of the shortest group, one at the least;
        of that one all.
    """
    kept = np.zeros(lots.shape[1:], dtype=bool)
    totals = np.bincount(group, weights=length, minlength=len(lots))
    for g, own_lots in enumerate(lots):
        own = np.flatnonzero(group == g)
        if not len(own):
            continue
        order = np.argsort(own_lots[:, own], axis=1, kind="stable")
        reached = np.cumsum(length[own][order], axis=1)
        number = np.abs(reached - totals.min()).argmin(axis=1)
        drawn = np.arange(len(own)) <= number[:, None]
        kept[np.arange(len(kept))[:, None], own[order]] = drawn
    return kept


def estimate_claims(
    claims: Sequence[Claim],
    variant: str,
    passages: Passages,
    counts: TermCounts,
    options: Options,
    *,
    seed: int,
    alpha0: float,
) -> pd.DataFrame:
    """Effects of claims under all specifications of one cut of the texts.

    Parameters
    ----------
    claims : sequence of Claim
    variant : str
        One of `chengyan.claims.specifications.variants`.
    passages : Passages
        The sentences of all groups that claims name.
    counts : TermCounts
        Of that cut.
    options : Options
    seed : int
        Of the draws that bring groups to one length.
    alpha0 : float
        Strength of the prior of log-odds, in words.

    Returns
    -------
    pandas.DataFrame
        claim, specification, unit, estimate, loo_low, loo_high, value_more, value_less; the effect
        in binary logarithms, the values as rates or means. Specifications under which a group has
        nothing left are left out.

    Notes
    -----
    An effect is f(a1, n1) - f(a2, n2), where a side's rate is the mean of those of its groups, n
    the sum of their sizes and a = rate * n. It is 0 where neither side has any. With several draws
    it is the median one, and its range that of this draw.
    """
    estimator = Estimator(passages, counts, options, seed=seed, alpha0=alpha0)
    found = [
        row
        for claim in claims
        for row in estimator.estimates(
            claim, [s for s in specifications(claim, options) if s.variant == variant]
        )
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))
