"""Which choice moves the estimates of claims most."""

import numpy as np
import pandas as pd

from chengyan.claims.specifications import CHOICES
from chengyan.tables import require_columns

COLUMNS = ("claim", "choice", "change", "largest", "comparisons")


def choice_table(robustness: pd.DataFrame, specifications: pd.DataFrame) -> pd.DataFrame:
    """How far the estimate of a claim moves when one choice alone is switched.

    Parameters
    ----------
    robustness, specifications : pandas.DataFrame
        As of `chengyan.claims.robustness`.

    Returns
    -------
    pandas.DataFrame
        A row a claim and choice that it has, in their order: change, the median of the absolute
        differences between estimates that differ in this choice alone, in binary logarithms;
        largest, the largest of them; comparisons, their number.

    Notes
    -----
    A choice of several levels is compared level by level. What an engine without tokens has no
    stop words or lexicon for is compared with nothing in these.
    """
    require_columns(robustness, ["claim", "specification", "estimate"], "robustness")
    require_columns(specifications, ["specification", "unit", *CHOICES], "specifications")
    every = robustness.merge(specifications.drop(columns="reported"), on="specification")
    rows = []
    for claim, own in every.groupby("claim", sort=False):
        once = own[own["unit"] == own["unit"].iloc[0]]
        for choice in CHOICES:
            difference = _differences(once, choice)
            if len(difference):
                rows.append(
                    (claim, choice, np.median(difference), difference.max(), len(difference))
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _differences(once: pd.DataFrame, choice: str) -> np.ndarray:
    """Absolute differences between estimates that differ in one choice alone."""
    others = [name for name in CHOICES if name != choice]
    wide = once[once[choice] != ""].pivot(index=others, columns=choice, values="estimate")
    numbers = wide.to_numpy(dtype=float)
    first, second = np.triu_indices(numbers.shape[1], k=1)
    found = np.abs(numbers[:, first] - numbers[:, second]).ravel()
    return np.asarray(found[~np.isnan(found)])
