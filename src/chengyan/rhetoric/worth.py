"""What the coded samples allow to say of each device."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

# Below so many coded sentences a device counts as not validated; below that F1 it is not drawn.
LEAST_SUPPORT = 20
LEAST_F1 = 0.6
# ASSUME with fewer coded sentences, samples that nothing was tuned on tell too little alone.
LEAST_UNSEEN = 5
VALIDATED, NOT_VALIDATED, FAILED = "validated", "not validated", "fails"


def statuses(table: pd.DataFrame) -> Mapping[str, str]:
    """What may be said of each device.

    Parameters
    ----------
    table : pandas.DataFrame
        As `chengyan.rhetoric.validation.validation` gives it.

    Returns
    -------
    mapping of str to str
        ``validated``; ``not validated`` (fewer than `LEAST_SUPPORT` coded sentences in all
        samples); ``fails`` (F1 below `LEAST_F1`, with `LEAST_UNSEEN` coded sentences or more).

    Notes
    -----
    The F1 is that of `pooled_f1`.
    """
    support = table.groupby("device", sort=False)["support"].sum()
    f1 = pooled_f1(table)
    told = np.where(
        (f1 < LEAST_F1) & (support >= LEAST_UNSEEN),
        FAILED,
        np.where(support < LEAST_SUPPORT, NOT_VALIDATED, VALIDATED),
    )
    return dict(zip(support.index, told.tolist(), strict=True))


def pooled_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Coded and found sentences of each device over samples together.

    Parameters
    ----------
    table : pandas.DataFrame
        As `chengyan.rhetoric.validation.validation` gives it.

    Returns
    -------
    pandas.DataFrame
        By device support, found, both, sentences: of the samples that nothing was tuned on where
        they have at least `LEAST_UNSEEN` coded sentences with the device, else of all; unseen
        (which of the two).
    """
    counts = ["support", "found", "both", "sentences"]
    sums = table.groupby("device", sort=False)[counts].sum()
    unseen = table[~table["seen"].astype(bool)].groupby("device", sort=False)[counts].sum()
    told = unseen[unseen["support"] >= LEAST_UNSEEN]
    sums.loc[told.index] = told
    return sums.assign(unseen=sums.index.isin(told.index))


def pooled_f1(table: pd.DataFrame) -> pd.Series:
    """F1 of each device over samples together.

    Parameters
    ----------
    table : pandas.DataFrame
        As `chengyan.rhetoric.validation.validation` gives it.

    Returns
    -------
    pandas.Series
        By device: of the samples that `pooled_counts` takes; NaN where nothing was coded or found.
    """
    sums = pooled_counts(table)
    return 2 * sums["both"] / (sums["support"] + sums["found"]).replace(0, np.nan)
