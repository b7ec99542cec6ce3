"""What the topics of a model say: frequent words, exclusive words, labels."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def frex(words: Array, weight: float = 0.7) -> Array:
    """FREX score of every term in every topic: frequent in it and exclusive to it.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
        Rows sum to 1.
    weight : float
        Weight of exclusivity.

    Returns
    -------
    numpy.ndarray, topics × terms
        The harmonic mean 1 / (w / ECDF(exclusivity) + (1 - w) / ECDF(frequency)), 0–1.

    References
    ----------
    Bischof, J., & Airoldi, E. (2012). Summarizing topical content with word frequency and
    exclusivity. ICML. ECDF as average rank over the number of terms, as in the R package stm.
    """
    from scipy.stats import rankdata  # slow to import, and models are fitted without it

    totals = words.sum(axis=0)
    # A term that is in no topic is exclusive to none.
    exclusive = np.divide(words, totals, out=np.zeros_like(words), where=totals > 0)
    terms = words.shape[1]
    rank_exclusivity = rankdata(exclusive, axis=1) / terms
    rank_frequency = rankdata(words, axis=1) / terms
    scores: Array = 1 / (weight / rank_exclusivity + (1 - weight) / rank_frequency)
    return scores


def exclusivity(words: Array, top: int = 10, weight: float = 0.7) -> Array:
    """Sum of the FREX scores of each topic's `top` most frequent words (stm's exclusivity)."""
    scores = frex(words, weight)
    best = np.argsort(-words, axis=1, kind="stable")[:, :top]
    sums: Array = np.take_along_axis(scores, best, axis=1).sum(axis=1)
    return sums


def top_words(words: Array, top: int) -> NDArray[np.intp]:
    """The columns of each topic's most frequent words, topics × `top`, ties in column order.

    Rounded, so that the order does not hang on the last bit.
    """
    return np.argsort(-np.round(words, 12), axis=1, kind="stable")[:, :top].astype(np.intp)


def naming_words(words: Array, top: int, weight: float, number: int = 3) -> NDArray[np.intp]:
    """Of each topic's `top` most frequent words those of highest FREX: topics × `number`."""
    scores = np.round(frex(words, weight), 12)
    frequent = top_words(words, top)
    order = np.argsort(-np.take_along_axis(scores, frequent, axis=1), axis=1, kind="stable")
    return np.take_along_axis(frequent, order[:, :number], axis=1).astype(np.intp)


def labels(words: Array, terms: NDArray[Any], *, top: int = 10, weight: float = 0.7) -> list[str]:
    """A label for each topic: of its most frequent words the three with the highest FREX."""
    return [" · ".join(terms[row]) for row in naming_words(words, top, weight)]
