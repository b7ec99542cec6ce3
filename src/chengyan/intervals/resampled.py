"""Intervals of a log ratio of rates from resampled corpora; none of them is in use.

They are what others would take first, kept to be measured beside those in use
(`chengyan.intervals.methods`, docs/intervals.md). Logarithms are binary.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from chengyan.bootstrap import unit_weights
from chengyan.intervals.methods import TAIL, Bounds, Comparison, reference_weights
from chengyan.intervals.simulated import Corpus, Design
from chengyan.intervals.unit_sums import unit_sums
from chengyan.smoothing import smoothed_rate

Array = NDArray[Any]


class Resampling:
    """Resampled intervals of the corpora of one design, which all are resampled alike.

    Parameters
    ----------
    design : Design
    draws : int
        Resampled corpora.
    seed : int
        From 0.
    """

    def __init__(self, design: Design, draws: int, seed: int) -> None:
        paragraphs = np.repeat(design.paragraphs, design.texts)
        text = np.repeat(np.arange(len(paragraphs)), paragraphs)
        self.group = np.repeat(np.repeat(range(len(design.texts)), design.texts), paragraphs)
        several = min(design.texts) > 1
        units = pd.DataFrame({"doc_id": text, "group": self.group})
        in_heap = units.assign(doc_id=self.group)
        self.weights = {"paragraphs": _drawn(in_heap, draws, seed)}
        if several:
            self.weights["percentile"] = _drawn(units, draws, seed)
        whole = np.repeat(range(len(design.texts)), design.texts) if several else self.group
        each = pd.DataFrame({"doc_id": whole, "group": whole})
        self.whole_weights = _drawn(each, draws, seed)

    def intervals(self, corpus: Corpus) -> dict[tuple[str, str], Bounds]:
        """Intervals of the target's log ratios by ``balanced`` and method, as `intervals_of`."""
        groups = range(int(self.group.max()) + 1)
        units = corpus.by_text() if "percentile" in self.weights else corpus
        sums = unit_sums(units.filled(), units.group, groups)
        weights = reference_weights(sums.tokens, 0, "balanced")
        comparison = Comparison(sums, 0, weights, np.arange(corpus.counts.shape[1]))
        drawn = {name: self._draws(comparison, corpus, w) for name, w in self.weights.items()}
        found = {name: percentile(draws) for name, draws in drawn.items()}
        draws = drawn.get("percentile", drawn["paragraphs"])
        centre = comparison.centre / np.log(2)
        x, n = units.counts.astype(float), units.sizes
        found["basic"] = basic(draws, centre)
        found["bca"] = bca(draws, centre, influences(comparison, x, n, units.group))
        found["bootstrap_t"] = bootstrap_t(comparison, x, n, units.group, self.whole_weights)
        return {("balanced", name): bounds for name, bounds in found.items()}

    def _draws(self, comparison: Comparison, corpus: Corpus, weights: Array) -> Array:
        """Resampled log ratios of the target, of shape (draws, terms)."""
        counts, sizes = corpus.counts.astype(np.float32), corpus.sizes.astype(np.float32)
        rates, tokens = [], []
        for g in range(len(comparison.weights)):
            w = weights[:, self.group == g]
            tokens.append((w @ sizes[self.group == g])[:, np.newaxis])
            rates.append(w @ counts[self.group == g] / tokens[-1])
        per_group = comparison.weights[:, np.newaxis, np.newaxis]
        total = np.sum([of for of, w in zip(tokens, comparison.weights, strict=True) if w], axis=0)
        target = comparison.target
        one = smoothed_rate(rates[target] * tokens[target], tokens[target])
        other = smoothed_rate((per_group * np.stack(rates)).sum(axis=0) * total, total)
        draws: Array = np.log2(one / other)
        return draws


def _drawn(units: pd.DataFrame, draws: int, seed: int) -> NDArray[np.float32]:
    return unit_weights(units, draws=draws, seed=seed).astype(np.float32)


def percentile(draws: Array) -> Bounds:
    """Quantiles of the resampled log ratios, of shape (draws, terms)."""
    low, high = np.quantile(draws, [TAIL, 1 - TAIL], axis=0)
    return low, high


def basic(draws: Array, centre: Array) -> Bounds:
    """Quantiles of the resampled log ratios, mirrored at the log ratio itself."""
    low, high = percentile(draws)
    return 2 * centre - high, 2 * centre - low


def bca(draws: Array, centre: Array, influence: Array) -> Bounds:
    """Bias-corrected and accelerated quantiles.

    Parameters
    ----------
    draws : array, shape (draws, terms)
    centre : array, shape (terms,)
    influence : array, shape (units, terms)
        What each unit (text) adds to the log ratio, as `influences` has it.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical
    Association 82(397), 171-185.
    """
    below = (draws < centre).mean(axis=0) + (draws == centre).mean(axis=0) / 2
    # A term whose draws lie all on one side has no bias that could be told.
    bias = ndtri(np.clip(below, 1 / len(draws), 1 - 1 / len(draws)))
    size = (influence**2).sum(axis=0) ** 1.5
    skewness = np.divide(
        (influence**3).sum(axis=0), 6 * size, out=np.zeros_like(size), where=size > 0
    )
    ordered = np.sort(draws, axis=0)
    bounds = []
    for tail in (TAIL, 1 - TAIL):
        shifted = bias + ndtri(tail)
        level = ndtr(bias + shifted / np.maximum(1 - skewness * shifted, 1e-3))
        place = np.clip((level * len(draws)).astype(int), 0, len(draws) - 1)
        bounds.append(np.take_along_axis(ordered, place[np.newaxis], axis=0)[0])
    return bounds[0], bounds[1]


def influences(comparison: Comparison, counts: Array, sizes: Array, group: Array) -> Array:
    """What each unit adds to the log ratio: the infinitesimal jackknife.

    Parameters
    ----------
    comparison : Comparison
    counts : array, shape (units, terms)
        Of the terms compared.
    sizes : array, shape (units,)
        Tokens.
    group : array of int, shape (units,)

    Returns
    -------
    numpy.ndarray, shape (units, terms)
        Of a group with one unit all are 0.
    """
    sums = comparison.sums
    one, other = comparison.rates
    rates = sums.counts[:, comparison.terms] / sums.tokens[:, np.newaxis]
    surplus = (counts - rates[group] * sizes[:, np.newaxis]) / sums.tokens[group, np.newaxis]
    own = (group == comparison.target)[:, np.newaxis]
    weight = np.where(own, 1 / one, -comparison.weights[group, np.newaxis] / other)
    found: Array = surplus * weight / np.log(2)
    return found


def bootstrap_t(
    comparison: Comparison, counts: Array, sizes: Array, group: Array, weights: Array
) -> Bounds:
    """Resampled log ratios in units of their own linearised standard errors.

    Parameters
    ----------
    comparison, counts, sizes, group
        As in `influences`; no group has one unit.
    weights : array, shape (draws, units)
        How often each unit is drawn: whole texts.

    References
    ----------
    Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge
    University Press, section 5.2.
    """
    centre = comparison.centre
    found, error = _studentised(comparison, counts, sizes, group, np.ones((1, len(group))))
    drawn, errors = _studentised(comparison, counts, sizes, group, weights)
    low, high = np.quantile((drawn - found) / errors, [TAIL, 1 - TAIL], axis=0)
    return (centre - high * error[0]) / np.log(2), (centre - low * error[0]) / np.log(2)


def _studentised(
    comparison: Comparison, counts: Array, sizes: Array, group: Array, weights: Array
) -> tuple[Array, Array]:
    """Log ratios and linearised standard errors, each of shape (draws, terms)."""
    rates, variances = [], []
    for g in range(len(comparison.weights)):
        own = group == g
        x, n, w = counts[own], sizes[own], weights[:, own]
        tokens, drawn = (w @ n)[:, np.newaxis], w @ x
        rate = drawn / tokens
        residuals = (
            w @ (x * x) - 2 * rate * (w @ (x * n[:, np.newaxis])) + rate**2 * (w @ n**2)[:, None]
        )
        units = own.sum()
        chance = smoothed_rate(drawn, tokens) / tokens
        rates.append(rate)
        variances.append(np.maximum(units / (units - 1) * residuals / tokens**2, chance))
    rate, variance = np.stack(rates), np.stack(variances)
    per_group = comparison.weights[:, np.newaxis, np.newaxis]
    half = 0.5 / comparison.other_tokens
    one = rate[comparison.target] + 0.5 / comparison.sums.tokens[comparison.target]
    other = (per_group * rate).sum(axis=0) + half
    squared = variance[comparison.target] / one**2
    squared = squared + (per_group**2 * variance).sum(axis=0) / other**2
    return np.log(one) - np.log(other), np.sqrt(squared)
