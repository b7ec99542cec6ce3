"""What a group is set against: the others pooled, or each of them weighing the same."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.errors import DesignError

Array = NDArray[Any]

REFERENCES = ("pooled", "balanced")


def one_of(place: str, choice: str, choices: Sequence[str]) -> None:
    """Raise DesignError unless the choice is one there is."""
    if choice not in choices:
        raise DesignError(place, f"{choice!r} is unknown", f"Choose {' or '.join(choices)}")


def at_least_two(place: str, items: pd.Index, remedy: str) -> None:
    """Raise DesignError where there is nothing to compare with."""
    if len(items) < 2:
        raise DesignError(place, f"there is only {', '.join(map(str, items))}", remedy)


def of_others(combine: np.ufunc, rows: Array) -> Array:
    """Combine, for each row, all other rows: nothing is subtracted, so nothing cancels."""
    before: Array = combine.accumulate(rows, axis=0)
    after: Array = combine.accumulate(rows[::-1], axis=0)[::-1]
    return np.concatenate([after[1:2], combine(before[:-2], after[2:]), before[-2:-1]])


def other_counts(counts: Array, reference: str) -> Array:
    """For each group the counts of its reference, as large as the other groups together."""
    # With two groups both references are the other group, whose whole numbers stay whole.
    if reference == "pooled" or len(counts) == 2:
        pooled: Array = counts.sum(axis=0) - counts
        return pooled
    tokens = counts.sum(axis=1, keepdims=True)
    rates = of_others(np.add, counts / tokens) / (len(counts) - 1)
    scaled: Array = rates * (tokens.sum() - tokens)
    return scaled
