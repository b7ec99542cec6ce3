"""Measures of how alike two samples of equal size are: cosine, divergence, Delta.

Each is a sum over words that a function of that sum turns into the value, so that a sample that
changes in a few words need not be measured anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import DesignError

Array = NDArray[Any]


@dataclass(frozen=True)
class Measure:
    """A measure of pairs of samples.

    Attributes
    ----------
    name : str
    likeness : bool
        Whether it is high where two samples are alike; else it is a distance.
    weights : numpy.ndarray, shape (words,)
        What the part of each word is multiplied by.
    part : callable
        ``part(x, y)``: the part of a word that occurs x times in one sample and y times in another.
    start : float
        What the sum is added to.
    angle : bool
        Whether it is then divided by the root of the sums of the two samples with themselves.
    shared : bool
        Whether words that one of two samples lacks add nothing.
    """

    name: str
    likeness: bool
    weights: Array
    part: Callable[[Array, Array], Array]
    start: float = 0.0
    angle: bool = False
    shared: bool = True

    def parts(self, x: Array, y: Array, words: Array) -> Array:
        """What some words, given by column, add to the sum; `x` and `y` are counts of these."""
        added: Array = self.part(x, y) * self.weights[words]
        return added

    def sums(self, counts: Array) -> Array:
        """Sums over words of all pairs of samples.

        Parameters
        ----------
        counts : numpy.ndarray of int, shape (samples, words)

        Returns
        -------
        numpy.ndarray, shape (samples, samples)
        """
        found = np.zeros((len(counts),) * 2)
        every = np.arange(counts.shape[1])
        for i, own in enumerate(counts):
            words = np.flatnonzero(own) if self.shared else every
            found[i, i:] = self.parts(own[words], counts[i:, words], words).sum(axis=1)
            found[i:, i] = found[i, i:]
        return found

    def value(self, sums: Array, own: Array, other: Array) -> Array:
        """The measure of pairs, from their sums and those of each sample with itself."""
        value: Array = self.start + sums
        return value / np.sqrt(own * other) if self.angle else value

    def values(self, counts: Array) -> Array:
        """The measure of all pairs of samples, shape (samples, samples)."""
        return self.of_sums(self.sums(counts))

    def of_sums(self, sums: Array) -> Array:
        """The measure of all pairs, from their sums."""
        own = sums.diagonal()
        return self.value(sums, own[:, None], own[None, :])


def cosine(idf: Array) -> Measure:
    """Cosine of the angle between TF-IDF vectors, 0 (no word in common) to 1.

    Parameters
    ----------
    idf : numpy.ndarray, shape (words,)

    Notes
    -----
    Depends on the size of the samples, as small ones hold fewer of the words in common: compare
    samples of one size only.

    References
    ----------
    Salton, G., & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing & Management, 24(5), 513-523.
    """
    return Measure("cosine", likeness=True, weights=idf**2, part=np.multiply, angle=True)


def jsd(size: int, words: int) -> Measure:
    """Jensen-Shannon divergence in bits, 0 (the same relative frequencies) to 1 (none in common).

    Parameters
    ----------
    size : int
        Tokens of each sample.
    words : int
        Number of columns.

    Notes
    -----
    With p = x / n and q = y / n of two samples of n tokens, words of one sample alone add half
    their share, so that

        JSD = 1 - 1 / (2 n) sum over shared words of L(x + y) - L(x) - L(y),  L(k) = k log2 k.

    It is biased upwards, the more the smaller the samples are: two samples of one text do not have
    0. Compare samples of one size only.

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on
    Information Theory 37(1), 145-151.
    """
    k = np.arange(2 * size + 1, dtype=float)
    log = k * np.log2(np.maximum(k, 1))

    def part(x: Array, y: Array) -> Array:
        added: Array = log[x + y] - log[x] - log[y]
        return added

    weights = np.full(words, -1 / (2 * size))
    return Measure("jsd", likeness=False, weights=weights, part=part, start=1.0)


def burrows_delta(deviations: Array, size: int) -> Measure:
    """Mean absolute difference of z-scores of relative frequencies.

    Parameters
    ----------
    deviations : numpy.ndarray, shape (words,)
        Standard deviation of each word's relative frequency over texts, above 0.
    size : int
        Tokens of each sample, other words among them.

    Notes
    -----
    The mean of a word's frequency over texts, which z-scores subtract, is the same in both samples
    and cancels. The noise of small samples raises it: compare samples of one size only.

    References
    ----------
    Burrows, J. (2002). "Delta": a measure of stylistic difference and a guide to likely authorship.
    Literary and Linguistic Computing 17(3), 267-287.
    """
    weights = 1 / (deviations * size * len(deviations))
    return Measure("burrows_delta", likeness=False, weights=weights, part=_difference, shared=False)


def _difference(x: Array, y: Array) -> Array:
    return np.abs(np.subtract(x, y))


def frequent_words(text_counts: Any, number: int) -> tuple[Array, Array]:
    """The most frequent words of some texts, and how much their frequencies differ between these.

    Parameters
    ----------
    text_counts : scipy CSR matrix, shape (texts, words)
        Counts of all words, function words included.
    number : int
        Words wanted at most; ties go to the first column.

    Returns
    -------
    columns : numpy.ndarray of int
        By falling count; words that are equally frequent in all texts are left out.
    deviations : numpy.ndarray of float
        Standard deviation of the relative frequency over texts (n - 1).

    Raises
    ------
    DesignError
        If there are fewer than two texts with words.
    """
    sizes = np.asarray(text_counts.sum(axis=1)).ravel()
    if (sizes > 0).sum() < 2:
        raise DesignError("texts", "one text has no deviation", "Give two texts or more")
    totals = np.asarray(text_counts.sum(axis=0)).ravel()
    columns = np.argsort(-totals, kind="stable")[:number]
    filled = text_counts[sizes > 0][:, columns].toarray() / sizes[sizes > 0, None]
    deviations = filled.std(axis=0, ddof=1)
    return columns[deviations > 0], deviations[deviations > 0]
