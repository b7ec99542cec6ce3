"""Intervals for the shares of groups of several texts, where simulation has shown them to cover."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

Array = NDArray[np.float64]

LEVEL = 0.95
# Coverage below which no interval is printed.
LEAST_COVERAGE = 0.9
# What simulated groups of texts found: benchmarks/priority_texts.py.
COVERAGE = Path(__file__).with_name("text_coverage.csv")


def jackknife(has: Array, among: Array) -> tuple[Array, Array]:
    """Ends of the interval of a share over texts: delete-one jackknife, Student's t.

    Parameters
    ----------
    has, among : array, shape (..., texts)
        Units with the code, and units of the denominator, of each text.

    Returns
    -------
    low, high : array, shape (...)
        Between 0 and 1; NaN of fewer than two texts, or where a text alone has all there is.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 6.17. Wiley.
    """
    texts = has.shape[-1]
    top, bottom = has.sum(axis=-1), among.sum(axis=-1)
    left = bottom[..., None] - among
    if texts < 2:
        return np.full(top.shape, np.nan), np.full(top.shape, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = top / bottom
        without = np.where(left > 0, (top[..., None] - has) / left, np.nan)
    spread = ((without - without.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    error = np.sqrt((texts - 1) / texts * spread)
    reach = stdtrit(texts - 1, (1 + LEVEL) / 2) * error
    return np.clip(share - reach, 0, 1), np.clip(share + reach, 0, 1)


def covers(texts: int, positives: float) -> bool:
    """Whether such an interval was found to cover often enough.

    Parameters
    ----------
    texts : int
        Of the group.
    positives : float
        Units with the code in a text, on the mean.

    Notes
    -----
    Both are rounded down to what was simulated; what is smaller than that was not. It must have
    covered there and at every larger size, so that more texts never lose an interval by chance.
    """
    table = _coverage()
    known = table[(table["texts"] <= texts) & (table["positives"] <= positives)]
    if known.empty:
        return False
    larger = (table["texts"] >= known["texts"].max()) & (
        table["positives"] >= known["positives"].max()
    )
    return bool((table.loc[larger, "coverage"] >= LEAST_COVERAGE).all())


@cache
def _coverage() -> pd.DataFrame:
    return pd.read_csv(COVERAGE)
