"""So that short groups are heard: their units come several times, resamples are drawn by group."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Indices = NDArray[np.intp]

# ASSUME no unit comes more often than so: beyond, a fit would see little but a few paragraphs.
MOST_REPEATS = 20


def repeats(sizes: ArrayLike, groups: ArrayLike, balance: float) -> NDArray[np.int64]:
    """How often each unit enters a fit, so that the largest group is not all that it hears.

    Parameters
    ----------
    sizes : array-like of int, shape (units,)
        Tokens of each unit.
    groups : array-like, shape (units,)
        The group of each unit.
    balance : float
        From 0, each token weighs the same, to 1, each group does; between, a group weighs as its
        tokens to the power of 1 - `balance`.

    Returns
    -------
    numpy.ndarray of int64, shape (units,)
        From 1 to `MOST_REPEATS`; the units of a group differ by one at the most, spread evenly over
        it. The largest group's units come once.

    Notes
    -----
    Whole numbers, since a model fitted by sampling knows no fractions of a paragraph. In corpora of
    known topics with groups as uneven as 98, 10 and 12 paragraphs, .5 finds more of the topics than
    1, which spends them on the few paragraphs that come ten times, and where groups differ much,
    more than 0 (docs/topics.md).
    """
    tokens, names = np.asarray(sizes), np.asarray(groups)
    totals = {name: tokens[names == name].sum() for name in dict.fromkeys(names.tolist())}
    times = np.ones(len(tokens), np.int64)
    for name, factor in factors(totals, balance).items():
        own = np.flatnonzero(names == name)
        # Cumulated and rounded: 2.5 gives 2, 3, 2, 3.
        steps = np.floor(factor * np.arange(1, len(own) + 1) + 1e-9).astype(np.int64)
        times[own] = np.diff(steps, prepend=0)
    return times


def factors(totals: Mapping[Any, float], balance: float) -> dict[Any, float]:
    """How often the units of each group enter a fit, on average, by the tokens of the groups."""
    most = max(totals.values())
    return {
        name: min((most / total) ** balance, MOST_REPEATS) if total else 1.0
        for name, total in totals.items()
    }


def subsample(groups: ArrayLike, share: float, random: np.random.Generator) -> Indices:
    """Units of one resample, drawn without replacement from each group.

    Parameters
    ----------
    groups : array-like, shape (units,)
    share : float
        Of each group's units, between 0 and 1; at least one unit of a group is drawn.
    random : numpy.random.Generator

    Returns
    -------
    numpy.ndarray of int
        Places of the drawn units, rising.
    """
    names = np.asarray(groups)
    drawn = []
    for name in sorted(dict.fromkeys(names.tolist())):
        own = np.flatnonzero(names == name)
        # A half is rounded up: half of each group is never less than half of all.
        number = max(1, int(share * len(own) + 0.5))
        drawn.append(random.choice(own, number, replace=False))
    return np.sort(np.concatenate(drawn)).astype(np.intp)
