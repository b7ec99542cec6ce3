"""Measures of two-by-two tables: a term in a target and in its reference, for all terms."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, log_ndtr, xlog1py

from chengyan.errors import DesignError
from chengyan.reference import one_of
from chengyan.smoothing import smoothed_rate

Array = NDArray[Any]

PRIORS = ("informative", "uniform")


@dataclass(frozen=True)
class Method:
    """The choices of a keyness table."""

    prior: str
    alpha0: float
    fisher: bool
    yates: bool
    two_cell: bool
    williams: bool
    alpha: float

    def __post_init__(self) -> None:
        one_of("prior", self.prior, PRIORS)
        if not 0 < self.alpha0 < np.inf:
            raise DesignError("alpha0", f"it is {self.alpha0}", "Choose a number above 0")
        if not 0 < self.alpha < 1:
            raise DesignError("alpha", f"it is {self.alpha}", "Choose a number between 0 and 1")


def measures(
    count: Array, n1: int, other_count: Array, n2: int, prior: Array, method: Method
) -> dict[str, Array]:
    """All columns of one target against one reference, each of shape (terms,)."""
    a, b = count.astype(float), other_count.astype(float)
    n, row = n1 + n2, a + b
    observed = np.maximum([a, b, n1 - a, n2 - b], 0)
    expected = np.array([row * n1, row * n2, (n - row) * n1, (n - row) * n2]) / n
    surplus = (a * n2 - b * n1) / n
    sign = np.sign(surplus)

    g2 = _g2(observed, expected, surplus, cells=2 if method.two_cell else 4)
    if method.williams:
        g2 = g2 / _williams(observed, n)
    # sf(g2) of one degree of freedom is twice a normal tail, whose logarithm does not underflow.
    log_p = np.log(2) + log_ndtr(-np.sqrt(g2))
    y1, y2 = a + prior, b + prior
    log_odds = np.log(y1 / (n1 + prior.sum() - y1)) - np.log(y2 / (n2 + prior.sum() - y2))
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(a / expected[0])
    columns = {
        "count": count,
        "other_count": b,
        "per_10k": a / n1 * 10_000,
        "other_per_10k": b / n2 * 10_000,
        "g2": sign * g2,
        "chi2": sign * _chi2(expected, surplus, method.yates),
        "p": np.exp(log_p),
        "log_p": log_p,
        "q": _benjamini_hochberg(log_p),
        "pmi": pmi,
        "log_ratio": np.log2(smoothed_rate(a, n1) / smoothed_rate(b, n2)),
        "lrc": _lrc(a, n1, b, n2, sign, method.alpha),
        "log_odds": log_odds,
        "log_odds_z": log_odds / np.sqrt(1 / y1 + 1 / y2),
    }
    if method.fisher:
        columns["fisher_p"] = _fisher(observed)
    return {name: values + 0 for name, values in columns.items()}  # no -0.0


def _g2(observed: Array, expected: Array, surplus: Array, cells: int) -> Array:
    """Sum of 2 O ln(O/E), from O/E - 1, which is exact where O and E are close."""
    deviation = np.multiply.outer(np.array([1, -1, -1, 1]), surplus)
    deviation = np.divide(deviation, expected, out=np.zeros_like(expected), where=expected > 0)
    g2: Array = 2 * xlog1py(observed, deviation)[:cells].sum(axis=0)
    return np.maximum(g2, 0)


def _williams(observed: Array, n: int) -> Array:
    """Divisor of G2 that brings it nearer to chi-square; 1 where a cell is empty."""
    a, b, c, d = observed
    filled = observed.min(axis=0) > 0
    rows, columns = np.where(filled, (a + b) * (c + d), 1), np.where(filled, (a + c) * (b + d), 1)
    # N / x + N / y - 1 of margins x and y, which are N together.
    by_row, by_column = n**2 / rows - 1, n**2 / columns - 1
    divisor: Array = np.where(filled, 1 + by_row * by_column / (6 * n), 1)
    return divisor


def _chi2(expected: Array, surplus: Array, yates: bool) -> Array:
    distance = np.abs(surplus)
    if yates:
        corrected = (distance >= 0.5) & (expected.min(axis=0) < 5)
        distance = distance - np.where(corrected, 0.5, 0)
    parts = np.divide(distance**2, expected, out=np.zeros_like(expected), where=expected > 0)
    chi2: Array = parts.sum(axis=0)
    return chi2


def _benjamini_hochberg(log_p: Array) -> Array:
    rank = np.argsort(log_p, kind="stable")
    scaled = log_p[rank] + np.log(len(rank) / np.arange(1, len(rank) + 1))
    q = np.empty_like(log_p)
    q[rank] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.exp(q)


def _lrc(a: Array, n1: int, b: Array, n2: int, sign: Array, alpha: float) -> Array:
    """Conservative LogRatio: from the end of the interval that lies nearer to equal rates."""
    more, less = np.where(sign > 0, a, b), np.where(sign > 0, b, a)
    tokens, other_tokens = np.where(sign > 0, n1, n2), np.where(sign > 0, n2, n1)
    tail = alpha / len(a) / 2
    lrc = np.zeros_like(a)
    # The interval is solved for only where it leaves out equal rates, which its tail tells faster.
    some = np.flatnonzero(sign != 0)
    some = some[leaves_out_equal(more, less, tokens / (n1 + n2), tail)[some]]
    low = betaincinv(more[some], less[some] + 1, tail)
    ratio = np.log2(other_tokens[some] / tokens[some] * low / (1 - low))
    lrc[some] = sign[some] * np.maximum(ratio, 0)
    return lrc


def leaves_out_equal(more: Array, less: Array, share: Array, tail: float) -> Array:
    """Whether the interval of a ratio of rates leaves out 1, given the greater rate's tokens."""
    found: Array = betainc(more, less + 1, share) < tail
    return found


def _fisher(observed: Array) -> Array:
    from scipy.stats import fisher_exact  # slow to import, and seldom wanted

    tables, which = np.unique(np.rint(observed).astype(int), axis=1, return_inverse=True)
    p = [fisher_exact(cells.reshape(2, 2)).pvalue for cells in tables.T]
    return np.array(p, dtype=float)[which]
