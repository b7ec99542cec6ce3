"""Intervals of a log ratio of rates, from how its term varies between texts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, stdtrit

from chengyan.intervals.unit_sums import PRIOR_DEGREES, UnitSums
from chengyan.reference import REFERENCES, one_of
from chengyan.smoothing import smoothed_rate

Array = NDArray[Any]
Bounds = tuple[Array, Array]

TAIL = 0.025
_NORMAL = 1.959963984540054


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
