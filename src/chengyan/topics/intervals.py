"""Intervals for the share of a topic: what refits and the posterior leave open, put together."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from chengyan.topics.voices import ALPHA

Array = NDArray[np.float64]
Interval = tuple[Array, Array]

LEVEL = 0.95
# Coverage below which no interval is printed.
LEAST_COVERAGE = 0.9
# What simulated corpora of known topics found: benchmarks/topic_coverage.py.
COVERAGE = Path(__file__).with_name("coverage.csv")
# ASSUME coverage is as simulated up to a quarter more units. It falls with their number: what
# resamples leave open shrinks, what a model gets wrong does not.
FARTHEST = 1.25
# The smallest group of the simulated corpora.
LEAST_UNITS = 10


def refit_variance(tokens: Array, share: float) -> Array:
    """Variance of each topic's share from refits on resamples.

    Parameters
    ----------
    tokens : numpy.ndarray, 1 + resamples × units × topics
        Of one group, as in `chengyan.topics.trial.Trial`.
    share : float
        Of the units that a resample holds.

    Returns
    -------
    numpy.ndarray, shape (topics,)

    Notes
    -----
    A resample of 80 % without replacement differs from the whole by less than another corpus of the
    same kind would: the delete-d jackknife multiplies the variance by share / (1 - share).

    References
    ----------
    Shao, J., & Wu, C. F. J. (1989). A general theory for jackknife variance estimation. Annals of
    Statistics, 17, 1176–1197.
    """
    shares = _shares(tokens)
    found: Array = share / (1 - share) * ((shares[1:] - shares[0]) ** 2).mean(axis=0)
    return found


def posterior_variance(tokens: Array) -> Array:
    """Variance of each topic's share from what one model leaves open about the units.

    Parameters
    ----------
    tokens : numpy.ndarray, units × topics

    Returns
    -------
    numpy.ndarray, shape (topics,)
        Units are taken for independent, each with the Dirichlet distribution of its parameters.
    """
    sizes = tokens.sum(axis=1)
    parameters = ALPHA + tokens
    total = parameters.sum(axis=1, keepdims=True)
    means = parameters / total
    variance = means * (1 - means) / (total + 1)
    found: Array = (sizes[:, None] ** 2 * variance).sum(axis=0) / max(sizes.sum(), 1e-12) ** 2
    return found


def composed_variance(tokens: Array, share: float) -> Array:
    """Both together, as the method of composition puts them.

    References
    ----------
    Roberts, M. E., Stewart, B. M., & Airoldi, E. M. (2016). A model of text for experimentation in
    the social sciences. JASA, 111, 988–1003.
    """
    return refit_variance(tokens, share) + posterior_variance(tokens[0])


def refit_range(tokens: Array, _share: float) -> Interval:
    """From the least to the largest share by any model, that of all units among them."""
    shares = _shares(tokens)
    return shares.min(axis=0), shares.max(axis=0)


def jackknife(tokens: Array, share: float) -> Interval:
    """The share with what refits leave open."""
    return _around(tokens, refit_variance(tokens, share))


def composition(tokens: Array, share: float) -> Interval:
    """The share with what refits and the posterior leave open."""
    return _around(tokens, composed_variance(tokens, share))


def cautious(tokens: Array, share: float) -> Interval:
    """As `composition`, and a bias as large as the standard error."""
    return _around(tokens, 2 * composed_variance(tokens, share))


METHODS: dict[str, Callable[[Array, float], Interval]] = {
    "refit range": refit_range,
    "jackknife": jackknife,
    "composition": composition,
    "cautious": cautious,
}


def method_for(model: str, sizes: Sequence[int]) -> str:
    """The narrowest interval whose simulated coverage reaches `LEAST_COVERAGE`.

    Parameters
    ----------
    model : str
    sizes : sequence of int
        Units of each group, none below `LEAST_UNITS`; their sum is rounded down to the next number
        that was simulated, which must not be farther than `FARTHEST`.

    Returns
    -------
    str
        A name of `METHODS`; empty where none covers well enough, or the design was not simulated.
    """
    units = int(sum(sizes))
    if min(sizes) < LEAST_UNITS:
        return ""
    table = pd.read_csv(COVERAGE)
    near = (table["units"] <= units) & (units <= FARTHEST * table["units"])
    table = table[(table["model"] == model) & near]
    if table.empty:
        return ""
    table = table[table["units"] == table["units"].max()]
    enough = table[table["coverage"] >= LEAST_COVERAGE]
    if enough.empty:
        return ""
    # Of those that cover, the narrowest: which is nearest to what it promises.
    return str(enough.sort_values(["width", "method"]).iloc[0]["method"])


def _shares(tokens: Array) -> Array:
    sums = tokens.sum(axis=1)
    found: Array = sums / sums.sum(axis=1, keepdims=True)
    return found


def _around(tokens: Array, variance: Array) -> Interval:
    middle = _shares(tokens[:1])[0]
    # ASSUME as many degrees of freedom as refits, less one.
    reach = stdtrit(max(len(tokens) - 2, 1), (1 + LEVEL) / 2) * np.sqrt(variance)
    return np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)
