"""What intervals need to know of texts: how their terms vary, and how terms as frequent do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from chengyan.errors import DesignError, TableError

Array = NDArray[Any]

# ASSUME what terms as frequent have says as much of a term's variation as four degrees of freedom
# of its own: among 25 government work reports the logarithm of that variation has a standard
# deviation of some .9 (benchmarks/interval_coverage.py), that of a chi-square of four has .8.
PRIOR_DEGREES = 4.0
# ASSUME terms are as frequent if their counts differ by a factor of 1.5 at the most, and twenty of
# them show what is usual: a mean over fewer would vary with each.
WIDTH = 1.5
LEAST_TERMS = 20


@dataclass(frozen=True)
class UnitSums:
    """What intervals need to know of the units (texts) of some groups.

    Attributes
    ----------
    counts : numpy.ndarray, shape (groups, terms)
    tokens : numpy.ndarray, shape (groups,)
    units : numpy.ndarray, shape (groups,)
        How many units with tokens each group has.
    squares : numpy.ndarray, shape (groups,)
        Sum of the squared numbers of tokens.
    residuals : numpy.ndarray, shape (groups, terms)
        Sum of (x - p n)², where a unit of n tokens has the term x times and its group at rate p.
    spread : numpy.ndarray, shape (terms,)
        Sum of (x - p n)² / n over the units of all groups that have several.
    """

    counts: Array
    tokens: Array
    units: Array
    squares: Array
    residuals: Array
    spread: Array

    @property
    def degrees(self) -> int:
        """Units less groups, those of a single unit left out."""
        return int((self.units - 1).sum())

    @cached_property
    def usual(self) -> Array:
        """Squared coefficient of variation, beyond chance, of terms as frequent; (terms,)."""
        rates, _, chance, per_variance = self._expected
        pairs = np.maximum(rates**2 - rates / self.tokens[:, np.newaxis], 0)
        weight = (pairs * per_variance[:, np.newaxis]).sum(axis=0)
        return _of_neighbours(self.counts.sum(axis=0), self.spread - chance, weight)

    @cached_property
    def excess(self) -> Array:
        """How many times as much as is usual each term varies; shape (terms,), 1 on average."""
        _, pairs, chance, _ = self._expected
        expected = chance + self.usual * pairs
        found: Array = np.ones_like(self.spread)
        np.divide(self.spread, expected, out=found, where=expected > 0)
        return found

    @cached_property
    def moderated(self) -> Array:
        """`excess`, drawn towards 1 by `PRIOR_DEGREES`; shape (terms,)."""
        own = self.degrees * self.excess
        shrunk: Array = (PRIOR_DEGREES + own) / (PRIOR_DEGREES + self.degrees)
        return shrunk

    @cached_property
    def _expected(self) -> tuple[Array, Array, Array, Array]:
        """Rates; what `spread` gains by variance, by chance; the former's factor for p²."""
        rates = self.counts / self.tokens[:, np.newaxis]
        several = self.units > 1
        per_variance = np.where(several, self.tokens - self.squares / self.tokens, 0)
        pairs = (rates**2 * per_variance[:, np.newaxis]).sum(axis=0)
        chance = (rates * (self.units - 1)[:, np.newaxis]).sum(axis=0)
        return rates, pairs, chance, per_variance


def unit_sums(counts: Any, unit_groups: ArrayLike, order: Sequence[Any]) -> UnitSums:
    """Add up the units of each group.

    Parameters
    ----------
    counts : scipy sparse matrix or array, shape (units, terms)
        How often each term occurs in each unit: texts, where the interval shall be one of texts
        like these. All terms, for tokens are the sums of the rows; those without are left out.
    unit_groups : array-like, shape (units,)
    order : sequence
        The groups in the order of the result.

    Raises
    ------
    TableError
        If shapes do not fit.
    DesignError
        If a group has no tokens.
    """
    groups = np.asarray(unit_groups)
    if counts.shape[0] != len(groups):
        raise TableError(
            "units",
            f"{counts.shape[0]} are counted and {len(groups)} grouped",
            "Give each unit a group",
        )
    table = (counts if isinstance(counts, np.ndarray) else csr_array(counts)).astype(float)
    sizes = np.asarray(table.sum(axis=1)).ravel()
    parts = []
    for group in order:
        own = np.flatnonzero((groups == group) & (sizes > 0))
        if not len(own):
            raise DesignError(f"group {group}", "it has no tokens", "Name groups that have some")
        parts.append(_sums(table[own], sizes[own]))
    names = ("count", "by_size", "squared", "per_size", "tokens", "units", "squares")
    stacked = (np.stack(values) for values in zip(*parts, strict=True))
    return of_moments(**dict(zip(names, stacked, strict=True)))


def of_moments(
    *,
    count: Array,
    by_size: Array,
    squared: Array,
    per_size: Array,
    tokens: Array,
    units: Array,
    squares: Array,
) -> UnitSums:
    """What intervals need to know, from sums over units that may have been taken piece by piece.

    Parameters
    ----------
    count, by_size, squared, per_size : numpy.ndarray, shape (groups, terms)
        Sums of x, x n, x² and x²/n over units of n tokens that have the term x times.
    tokens, units, squares : numpy.ndarray, shape (groups,)
        Sums of n, 1 and n² over units with tokens.
    """
    rate = count / tokens[:, np.newaxis]
    residuals = squared - 2 * rate * by_size + rate**2 * squares[:, np.newaxis]
    # The sum of n (x/n - p)² is that of x²/n, less X²/N. Of one unit it is 0, but for rounding.
    spread = np.maximum(per_size - count * rate, 0) * (units > 1)[:, np.newaxis]
    return UnitSums(count, tokens, units, squares, np.maximum(residuals, 0), np.sum(spread, axis=0))


def _sums(table: Any, sizes: Array) -> tuple[Any, ...]:
    # Matrix products alone: the table may be sparse or not.
    count, by_size = np.stack([np.ones_like(sizes), sizes]) @ table
    squared, per_size = np.stack([np.ones_like(sizes), 1 / sizes]) @ (table * table)
    return count, by_size, squared, per_size, sizes.sum(), len(sizes), (sizes**2).sum()


def _of_neighbours(count: Array, above: Array, below: Array) -> Array:
    """Ratio of sums over terms as frequent; the nearest by rank where there are few; from 0."""
    rank = np.argsort(count, kind="stable")
    log = np.log(count[rank] + 0.5)
    # Relative to the squared count, so that of few terms the most frequent is not the only voice.
    scale = 1 / np.maximum(count, 1)[rank] ** 2
    sums = [np.concatenate([[0.0], np.cumsum(of[rank] * scale)]) for of in (above, below)]
    size, least = len(count), min(LEAST_TERMS, len(count))
    first = np.searchsorted(log, log - np.log(WIDTH), "left")
    last = np.searchsorted(log, log + np.log(WIDTH), "right")
    few = last - first < least
    centred = np.clip(np.arange(size) - least // 2, 0, size - least)
    first = np.where(few, np.minimum(first, centred), first)
    last = np.where(few, np.maximum(last, first + least), last)
    total, weight = (of[last] - of[first] for of in sums)
    ratio = np.divide(total, weight, out=np.zeros(size), where=weight > 0)
    found = np.empty(size)
    found[rank] = np.maximum(ratio, 0)
    return found
