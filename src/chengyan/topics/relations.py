"""How topics go together: correlations over units, and a map of how alike their words are."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon

Array = NDArray[np.float64]


def correlations(tokens: Array, weights: NDArray[np.int64]) -> pd.DataFrame:
    """Correlation of the shares of each pair of topics over units.

    Parameters
    ----------
    tokens : numpy.ndarray, 1 + resamples × units × topics
        As in `chengyan.topics.trial.Trial`.
    weights : numpy.ndarray, shape (units,)
        How much each unit counts.

    Returns
    -------
    pandas.DataFrame
        topic, other (from 1, topic < other), correlation (of the model of all units), agreeing
        (share of the resamples' models whose correlation has the same sign).

    Notes
    -----
    Shares of a unit sum to 1: what one topic takes another lacks, so that k topics that have
    nothing to do with one another correlate by about -1 / (k - 1).
    """
    sizes = tokens.sum(axis=2, keepdims=True)
    shares = np.divide(tokens, sizes, out=np.zeros_like(tokens), where=sizes > 0)
    used = (sizes[0, :, 0] > 0) * weights
    found = np.array([_correlation(draw, used) for draw in shares])
    rows = [
        (
            *(a + 1, b + 1, found[0, a, b]),
            float(np.mean(np.sign(found[1:, a, b]) == np.sign(found[0, a, b])))
            if len(found) > 1
            else np.nan,
        )
        for a in range(tokens.shape[2])
        for b in range(a + 1, tokens.shape[2])
    ]
    return pd.DataFrame(rows, columns=["topic", "other", "correlation", "agreeing"])


def _correlation(shares: Array, weights: NDArray[np.int64]) -> Array:
    covariance = np.cov(shares, rowvar=False, aweights=weights, ddof=0)
    scale = np.sqrt(np.diag(covariance))
    product = np.outer(scale, scale)
    found: Array = np.divide(covariance, product, out=np.zeros_like(covariance), where=product > 0)
    return found


def topic_map(words: Array) -> Array:
    """Topics on a plane, those with like words near one another.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms

    Returns
    -------
    numpy.ndarray, topics × 2
        Classical scaling of the Jensen–Shannon distances between topics. Axes have no unit and no
        meaning; their signs are set so that the topic farthest from 0 lies on the positive side.

    References
    ----------
    Sievert, C., & Shirley, K. (2014). LDAvis: A method for visualizing and interpreting topics.
    ACL Workshop on Interactive Language Learning, Visualization, and Interfaces.
    Torgerson, W. S. (1952). Multidimensional scaling. Psychometrika, 17, 401–419.
    """
    k = len(words)
    # Of topics that are all but the same it may be the root of -1e-17.
    with np.errstate(invalid="ignore"):
        distances = np.array([[jensenshannon(a, b, base=2) for b in words] for a in words])
    centre = np.eye(k) - 1 / k
    gram = -0.5 * centre @ np.nan_to_num(distances) ** 2 @ centre
    values, vectors = np.linalg.eigh(gram)
    places = np.zeros((k, 2))
    for axis, i in enumerate(np.argsort(-values, kind="stable")[:2]):
        column = vectors[:, i] * np.sqrt(max(values[i], 0.0))
        far = int(np.argmax(np.round(np.abs(column), 8)))
        places[:, axis] = column * (-1.0 if column[far] < 0 else 1.0)
    return places
