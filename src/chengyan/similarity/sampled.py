"""Measures of pairs over many samples of equal size, and what leaving out a unit changes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.randomness import generator_of
from chengyan.similarity.alike import Measure
from chengyan.similarity.samples import Source, draw_sample, unit_to_leave_out

Array = NDArray[Any]

# ASSUME so many times through the text of the largest group leave little of chance in the mean.
PASSES = 40
MOST_DRAWS = 1000
# Few pairs cost little: of all of them together, so many pairs of samples are drawn at the least.
LEAST_PAIRS = 600


@dataclass(frozen=True)
class Compared:
    """A measure of all pairs of sources.

    Attributes
    ----------
    mean : numpy.ndarray, shape (sources, sources)
        Over draws.
    low, high : numpy.ndarray, shape (groups, groups)
        Range when one unit of one of the two is left out; NaN where that cannot be.
    """

    mean: Array
    low: Array
    high: Array


def compare_samples(
    sources: Sequence[Source],
    measures: Sequence[Measure],
    *,
    groups: int,
    size: int,
    words: int,
    seed: int,
) -> list[Compared]:
    """Draw samples of all sources again and again, and measure each pair of samples.

    Parameters
    ----------
    sources : sequence of Source
        The groups first. Each must have `size` tokens.
    measures : sequence of Measure
    groups : int
        How many of the sources are groups: of these alone units are left out.
    size : int
        Tokens of a sample.
    words : int
        How many are measured.
    seed : int

    Returns
    -------
    list of Compared
        One for each measure.

    Notes
    -----
    As many samples are drawn as go `PASSES` times through the largest group, or as give
    `LEAST_PAIRS` pairs of samples, `MOST_DRAWS` at most.
    In every second of them the tokens of one unit at a time are taken out, and those that were
    drawn next fill it up again; ranges are of the value plus the mean change. A sample is compared
    with itself, so that most of its chance cancels.
    """
    largest = max(source.tokens for source in sources[:groups])
    pairs = groups * (groups - 1) // 2
    draws = max(math.ceil(PASSES * largest / size), LEAST_PAIRS // max(pairs, 1))
    draws = min(draws, MOST_DRAWS)
    kinds = [unit_to_leave_out(s, size) if i < groups else "" for i, s in enumerate(sources)]
    generators = [
        generator_of(seed, f"{'group' if i < groups else 'reference'} {source.name}")
        for i, source in enumerate(sources)
    ]
    spared = [g for g, kind in enumerate(kinds) if kind]
    totals = [np.zeros((len(sources),) * 2) for _ in measures]
    changes = [
        {g: np.zeros((int(sources[g].units(kinds[g]).max()) + 1, groups)) for g in spared}
        for _ in measures
    ]
    for turn in range(draws):
        drawn = [
            draw_sample(source, size=size, unit=kind, turn=turn, rng=rng)
            for source, kind, rng in zip(sources, kinds, generators, strict=True)
        ]
        counts = np.stack([sample.counts(size, words) for sample in drawn])
        found = [measure.sums(counts) for measure in measures]
        for i, (measure, sums) in enumerate(zip(measures, found, strict=True)):
            totals[i] += measure.of_sums(sums)
        for g in [] if turn % 2 else spared:
            left = drawn[g].without_each(size, words)
            for measure, sums, changed in zip(measures, found, changes, strict=True):
                of_groups = sums[:groups, :groups]
                units, change = _changes(measure, of_groups, counts[:groups], g, *left)
                changed[g][units] += change
    return [
        _with_range(total / draws, changed, (draws + 1) // 2, groups)
        for total, changed in zip(totals, changes, strict=True)
    ]


def _with_range(mean: Array, changed: dict[int, Array], draws: int, groups: int) -> Compared:
    low, high = (np.full((groups, groups), np.nan) for _ in range(2))
    for g, by_unit in changed.items():
        # The value itself lies in the range: leaving out nothing changes nothing.
        low[g], high[g] = by_unit.min(axis=0, initial=0), by_unit.max(axis=0, initial=0)
    own = mean[:groups, :groups]
    return Compared(
        mean,
        own + np.minimum(low, low.T) / draws,
        own + np.maximum(high, high.T) / draws,
    )


def _changes(
    measure: Measure,
    sums: Array,
    counts: Array,
    g: int,
    units: Array,
    words: Array,
    change: Array,
) -> tuple[Array, Array]:
    """How the values of group `g` with each group change without each unit of its sample.

    Parameters
    ----------
    measure : Measure
    sums : numpy.ndarray, shape (groups, groups)
    counts : numpy.ndarray, shape (groups, words)
        Samples of all groups.
    g : int
    units, words, change
        As `Sample.without_each` gives them for `g`.

    Returns
    -------
    units : numpy.ndarray of int
        Those without which something changes.
    changes : numpy.ndarray, shape (units, groups)
    """
    left_out, start = np.unique(units, return_index=True)
    if not len(left_out):
        return left_out, np.empty((0, len(counts)))
    others, old = counts[:, words], counts[g, words]
    new = old + change

    def summed(parts: Array) -> Array:
        return np.asarray(np.add.reduceat(parts, start, axis=-1))

    parts = measure.parts(new, others, words) - measure.parts(old, others, words)
    own = measure.parts(new, new, words) - measure.parts(old, old, words)
    other = sums.diagonal()[:, None]
    after = measure.value(
        sums[g][:, None] + summed(parts), sums[g, g] + summed(own)[None, :], other
    )
    before = measure.value(sums[g][:, None], sums[g, g], other)
    return left_out, (after - before).T
