"""The share of corpora in which a difference would be seen, by simulation.

The corpora are made up as texts are: a text's rate of a term lies about that of its group, a
paragraph's about that of its text, and counts vary by chance about those.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from chengyan.errors import DesignError
from chengyan.overdispersion import Overdispersion

Array = NDArray[Any]


def power_curve(
    per_10k: float,
    ratio: float,
    *,
    tokens_per_text: float,
    dispersion: Overdispersion,
    alpha: float = 0.05,
    seed: int,
    draws: int = 2000,
    most: int = 40,
) -> Array:
    """Share of simulated corpora in which a difference is seen, by number of texts a group.

    Parameters
    ----------
    per_10k : float
        Occurrences of the term in 10,000 tokens of one group.
    ratio : float
        How many times as often it occurs in the other.
    tokens_per_text : float
        Length of each text in tokens that count (see `chengyan.counting.countable`).
    dispersion : Overdispersion
        How the rate varies between texts of a group, and within them.
    alpha : float
        Level of the test, two-sided.
    seed : int
        From 0.
    draws : int
        Simulated corpora.
    most : int
        The largest number of texts a group.

    Returns
    -------
    numpy.ndarray of float, shape (most,)
        For 1, 2, … `most` texts in each of two groups; NaN for one, where there is no test. With
        ratio 1 it is the error rate of the test. The standard error of a share s is
        √(s (1 - s) / draws).

    Raises
    ------
    DesignError
        If a number lies where it cannot.

    Notes
    -----
    A term that occurs at rate r in a group is counted in a text of n tokens as Poisson with mean
    n r U V: U is gamma with mean 1 and variance `dispersion.text`, V the mean of n /
    tokens_per_paragraph paragraphs that are gamma with mean 1 and variance `dispersion.paragraph`,
    so itself gamma. Corpora of more texts hold those of fewer, so that a curve rises smoothly.

    The test is Welch's t on √((count + 3/8) / n), one number a text: Welch because nothing says
    that groups vary alike; the root because it makes the variance of counts nearly free of their
    mean. It holds its level at all rates and numbers of texts tried, errs far less with two texts,
    and sees little there; on raw rates or their logarithms it sees no more. A permutation test
    cannot reach .05 with three texts a group at all (docs/design.md has the numbers).

    Texts are taken to be of one length and independent: reports of one city in following years
    repeat each other, and are fewer than they seem. One term is tested, chosen beforehand: for the
    best of many terms more texts are needed.

    References
    ----------
    Church, K. W. & Gale, W. A. (1995). Poisson mixtures. Natural Language Engineering 1(2),
    163-190.
    Lijffijt, J., Nevalainen, T., Säily, T., Papapetrou, P., Puolamäki, K. & Mannila, H. (2016).
    Significance testing of word frequencies in corpora. Digital Scholarship in the Humanities
    31(2), 374-397.
    Anscombe, F. J. (1948). The transformation of Poisson, binomial and negative-binomial data.
    Biometrika 35(3/4), 246-254.
    Welch, B. L. (1947). The generalization of "Student's" problem when several different population
    variances are involved. Biometrika 34(1/2), 28-35.
    """
    _check(per_10k, ratio, tokens_per_text, alpha, seed, draws, most)
    rng = np.random.Generator(np.random.PCG64(seed))
    mean = per_10k / 10_000 * tokens_per_text
    a, b = (
        simulated_counts(rng, m, tokens_per_text, dispersion, (draws, most))
        for m in (mean, mean * ratio)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        p = _welch(np.sqrt((a + 0.375) / tokens_per_text), np.sqrt((b + 0.375) / tokens_per_text))
    share: Array = (p < alpha).mean(axis=0)
    share[0] = np.nan
    return share


def simulated_counts(
    rng: np.random.Generator,
    mean: float,
    tokens: float,
    dispersion: Overdispersion,
    shape: tuple[int, int],
) -> Array:
    """Counts of a term in texts of one length, independent of each other.

    Parameters
    ----------
    rng : numpy.random.Generator
    mean : float
        Expected count in a text.
    tokens : float
        Length of a text.
    dispersion : Overdispersion
    shape : tuple of int

    Returns
    -------
    numpy.ndarray of int, of that shape
    """
    rates = np.full(shape, mean)
    paragraphs = tokens / dispersion.tokens_per_paragraph
    for variance in (dispersion.text, dispersion.paragraph / paragraphs):
        if variance > 0:
            rates *= rng.gamma(1 / variance, variance, shape)
    return rng.poisson(rates)


def _welch(a: Array, b: Array) -> Array:
    """Error probability by Welch's test of the first 1, 2, … columns of two arrays, row by row.

    Where neither group varies there is no test, and p is 1.
    """
    n = np.arange(1, a.shape[1] + 1)
    centre = (a.mean() + b.mean()) / 2
    means, variances = [], []
    for values in (a - centre, b - centre):
        sums, squares = values.cumsum(axis=1), (values**2).cumsum(axis=1)
        means.append(sums / n)
        # What is left of equal numbers is rounding.
        variances.append(np.maximum(squares - sums**2 / n, 0) / (n - 1) / n)
    variance = variances[0] + variances[1]
    degrees = variance**2 / ((variances[0] ** 2 + variances[1] ** 2) / (n - 1))
    t = np.abs(means[0] - means[1]) / np.sqrt(variance)
    p: Array = np.where(variance > 1e-12 * centre**2, 2 * stdtr(degrees, -t), 1.0)
    return p


def lies_between(value: float, place: str, low: float, high: float) -> None:
    """Raise DesignError unless a number lies strictly between two others."""
    if not low < value < high:
        above = f"between {low} and {high}" if np.isfinite(high) else f"above {low}"
        raise DesignError(place, f"it is {value}", f"Choose a number {above}")


def _check(
    per_10k: float,
    ratio: float,
    tokens_per_text: float,
    alpha: float,
    seed: int,
    draws: int,
    most: int,
) -> None:
    lies_between(per_10k, "per_10k", 0, 10_000)
    lies_between(ratio, "ratio", 0, np.inf)
    lies_between(per_10k * ratio, "per_10k times ratio", 0, 10_000)
    lies_between(tokens_per_text, "tokens_per_text", 0, np.inf)
    lies_between(alpha, "alpha", 0, 1)
    for place, value, least in (("seed", seed, 0), ("draws", draws, 1), ("most", most, 2)):
        if value < least:
            raise DesignError(place, f"it is {value}", f"Choose {least} or more")
