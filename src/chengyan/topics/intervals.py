"""Intervals for the share of a topic: what refits and the posterior leave open, put together."""

import numpy as np
from numpy.typing import NDArray

from chengyan.topics.voices import ALPHA

Array = NDArray[np.float64]


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
    sums = tokens.sum(axis=1)
    shares = sums / sums.sum(axis=1, keepdims=True)
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
