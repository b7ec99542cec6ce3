"""Intervals of a log ratio of rates, from how its term varies between texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.special import betaincinv, stdtrit

from chengyan.contingency import smoothed_rate
from chengyan.errors import DesignError, TableError
from chengyan.reference import REFERENCES, one_of

Array = NDArray[Any]
Bounds = tuple[Array, Array]

TAIL = 0.025
_NORMAL = 1.959963984540054

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
    counted, tokens, units, squares, residuals, spread = zip(*parts, strict=True)
    return UnitSums(
        np.stack(counted),
        np.array(tokens),
        np.array(units),
        np.array(squares),
        np.stack(residuals),
        np.sum(spread, axis=0),
    )


@dataclass(frozen=True)
class Comparison:
    """A group's rate against the weighted mean of other groups' rates.

    Attributes
    ----------
    sums : UnitSums
    target : int
        Number of the group.
    weights : numpy.ndarray, shape (groups,)
        Of the groups it is set against, with sum 1; 0 for itself.
    terms : numpy.ndarray of int
        The columns wanted.
    """

    sums: UnitSums
    target: int
    weights: Array
    terms: Array

    @cached_property
    def other_tokens(self) -> float:
        """Tokens of the groups it is set against."""
        return float(self.sums.tokens[self.weights > 0].sum())

    @cached_property
    def rates(self) -> Bounds:
        """Smoothed rates of both sides, as keyness has them."""
        own = self.sums.counts[:, self.terms]
        other = self.weights @ (own / self.sums.tokens[:, np.newaxis]) * self.other_tokens
        return (
            smoothed_rate(own[self.target], self.sums.tokens[self.target]),
            smoothed_rate(other, self.other_tokens),
        )

    @property
    def centre(self) -> Array:
        """Natural logarithm of the ratio of rates, that of keyness."""
        one, other = self.rates
        return np.log(one) - np.log(other)

    def shares(self, variances: Array) -> Array:
        """What each group's variance of its rate adds to that of `centre`; (groups, terms)."""
        one, other = self.rates
        added: Array = variances * (self.weights**2)[:, np.newaxis] / other**2
        added[self.target] = variances[self.target] / one**2
        return added

    def modelled(self, factor: Array | float = 1.0) -> Bounds:
        """Squared coefficients of variation of both sides, `factor` times what is usual."""
        counts, sums = self.sums.counts[:, self.terms], self.sums
        # Half an occurrence more in every group: one that lacks the term is not sure of its lack.
        rates = smoothed_rate(counts, sums.tokens[:, np.newaxis])
        per_square = (sums.squares / sums.tokens**2)[:, np.newaxis]
        chance = rates / sums.tokens[:, np.newaxis]
        variances = factor * (chance + sums.usual[self.terms] * rates**2 * per_square)
        shares = self.shares(variances)
        own = shares[self.target]
        return own, shares.sum(axis=0) - own


def reference_weights(tokens: Array, target: int, reference: str) -> Array:
    """What each group weighs in the rate that the target is set against; see `keyness`."""
    one_of("reference", reference, REFERENCES)
    weights: Array = np.ones(len(tokens)) if reference == "balanced" else tokens.astype(float)
    weights[target] = 0
    weights /= weights.sum()
    return weights


def linearised(comparison: Comparison) -> Bounds:
    """Cluster-robust: the delta method over units, with Welch's and Satterthwaite's degrees.

    Notes
    -----
    The variance of a ratio estimator of k units has the factor k / (k - 1). No group may have one
    unit. It is not let fall below that of chance: where the units happen to agree, or the term
    occurs nowhere, they would have none.
    """
    sums, terms = comparison.sums, comparison.terms
    units = sums.units[:, np.newaxis].astype(float)
    tokens = sums.tokens[:, np.newaxis]
    chance = smoothed_rate(sums.counts[:, terms], tokens) / tokens
    found = units / (units - 1) * sums.residuals[:, terms] / tokens**2
    shares = comparison.shares(np.maximum(found, chance))
    variance = shares.sum(axis=0)
    degrees = variance**2 / (shares**2 / (units - 1)).sum(axis=0)
    return _around(comparison.centre, variance, degrees)


def pooled(comparison: Comparison) -> Bounds:
    """Every term varies between units as is usual for terms as frequent."""
    one, other = comparison.modelled()
    return _around(comparison.centre, one + other, np.inf)


def moderated(comparison: Comparison) -> Bounds:
    """A term's own variation drawn towards what is usual, each rate a gamma variable.

    Notes
    -----
    Given a count x of a Poisson variable, its mean is taken for a gamma variable of shape x + ½
    (Jeffreys); with variation between texts, of that shape whose coefficient of variation is the
    rate's. The ratio of two gamma variables is one of F, so that the interval is long towards the
    side of which little is known, and none is empty where a count is 0. Distances from the centre
    are stretched as those of t are over those of the normal distribution.
    """
    return _gamma(comparison, comparison.sums.moderated)


def cautious(comparison: Comparison) -> Bounds:
    """As `moderated`, but no term is taken to vary less than is usual."""
    return _gamma(comparison, np.maximum(comparison.sums.moderated, 1))


METHODS: dict[str, Callable[[Comparison], Bounds]] = {
    "linearised": linearised,
    "pooled": pooled,
    "moderated": moderated,
    "cautious": cautious,
}


def _gamma(comparison: Comparison, factor: Array) -> Bounds:
    one, other = comparison.modelled(factor[comparison.terms])
    a, b = 1 / one, 1 / other
    stretch = stdtrit(comparison.sums.degrees + PRIOR_DEGREES, 1 - TAIL) / _NORMAL
    low = stretch * (_log_beta_odds(a, b) - np.log(a / b))
    high = stretch * (-_log_beta_odds(b, a) - np.log(a / b))
    centre = comparison.centre
    # The mean of a gamma variable of minute shape lies beyond its quantiles.
    return _in_octaves(centre + np.minimum(low, 0), centre + np.maximum(high, 0))


def _log_beta_odds(a: Array, b: Array) -> Array:
    """Logarithm of the odds at the lower tail of a beta variable."""
    edge = np.finfo(float)
    share = np.clip(betaincinv(a, b, TAIL), edge.tiny, 1 - edge.eps)
    odds: Array = np.log(share) - np.log1p(-share)
    return odds


def _around(centre: Array, variance: Array, degrees: Array | float) -> Bounds:
    # Below one degree of freedom the quantile of t has no end.
    reach = np.sqrt(variance) * stdtrit(np.maximum(degrees, 1), 1 - TAIL)
    return _in_octaves(centre - reach, centre + reach)


def _in_octaves(low: Array, high: Array) -> Bounds:
    return low / np.log(2), high / np.log(2)


def _sums(table: Any, sizes: Array) -> tuple[Any, ...]:
    # Matrix products alone: the table may be sparse or not.
    count, by_size = np.stack([np.ones_like(sizes), sizes]) @ table
    squared, per_size = np.stack([np.ones_like(sizes), 1 / sizes]) @ (table * table)
    tokens, squares = sizes.sum(), (sizes**2).sum()
    rate = count / tokens
    residuals = np.maximum(squared - 2 * rate * by_size + rate**2 * squares, 0)
    # The sum of n (x/n - p)² is that of x²/n, less X²/N. Of one unit it is 0, but for rounding.
    spread = np.maximum(per_size - count * rate, 0) * (len(sizes) > 1)
    return count, tokens, len(sizes), squares, residuals, spread


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
