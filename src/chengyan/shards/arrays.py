"""Steps on arrays that counting a shard and adding shards up have in common."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Array = NDArray[Any]


def ranked(names: Sequence[str] | pa.StringArray) -> tuple[pa.StringArray, Array]:
    """Different names by code point, which is the order of their bytes, and the rank of each."""
    array = pa.array(names, pa.string())
    order = pc.array_sort_indices(array)
    ranks = np.empty(len(array), np.int64)
    ranks[order.to_numpy()] = np.arange(len(array))
    return array.take(order), ranks


def coded(codes: Array, names: Sequence[str] | pa.StringArray) -> pa.DictionaryArray:
    """The name of each code, as Arrow keeps them."""
    return pa.DictionaryArray.from_arrays(
        pa.array(np.asarray(codes, np.int32)), pa.array(names, pa.string())
    )


def sums_between(values: Array, begins: Array) -> Array:
    """Sums from each beginning to the next; of fractions one after the other, for the same bits."""
    if values.dtype.kind == "f":
        place = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(values)))
        # Of no values at all, these would be whole numbers.
        return np.bincount(place, values, len(begins)).astype(float, copy=False)
    sums = np.append(0, np.cumsum(values))
    return np.diff(sums[np.append(begins, len(values))])
