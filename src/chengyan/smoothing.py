"""Rates that have a logarithm."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]


def smoothed_rate(count: Array, tokens: Any) -> Array:
    """Rate with half an occurrence added, so that it has a logarithm also where the count is 0."""
    rate: Array = (count + 0.5) / (tokens + 0.5)
    return rate
