"""Which number of topics, and which voice: a rule that no single measure decides."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.stats import rankdata


def scores(candidates: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """How each number of topics does within its voice.

    Parameters
    ----------
    candidates : pandas.DataFrame
        A row a voice (`model`) and number of topics (`k`), with a column for each key of `weights`.
    weights : mapping of str to float
        Of each measure; only their proportions count.

    Returns
    -------
    pandas.Series
        From 0, last in every measure, to 1, first in every measure: the weighted mean of ranks
        within the voice. 1 for a voice with one number of topics. A measure that is NaN
        everywhere counts for nothing.
    """
    found = pd.Series(1.0, candidates.index)
    for _, rows in candidates.groupby("model", sort=False):
        if len(rows) == 1:
            continue
        ranks, total = np.zeros(len(rows)), 0.0
        for name, weight in weights.items():
            values = rows[name].to_numpy(float).round(8)
            if np.isnan(values).all():
                continue
            ranked = rankdata(np.nan_to_num(values, nan=-np.inf))
            ranks += weight * (ranked - 1) / (len(rows) - 1)
            total += weight
        found[rows.index] = ranks / total if total else 1.0
    return found


def best_of_each(candidates: pd.DataFrame) -> pd.Series:
    """Which row is the best of its voice: that of highest score, of several the fewest topics."""
    ordered = candidates.assign(score=candidates["score"].round(8)).sort_values(
        ["score", "k"], ascending=[False, True], kind="stable"
    )
    return pd.Series(
        candidates.index.isin(ordered.groupby("model").head(1).index), candidates.index
    )


def above_chance(stability: float, null: float) -> float:
    """How much of the way from chance to sameness: (stability - null) / (1 - null)."""
    return (stability - null) / (1 - null) if null < 1 else 0.0


def chosen(candidates: pd.DataFrame) -> pd.Series:
    """The one row that stands for all: of the best of each voice, the one most above chance.

    Parameters
    ----------
    candidates : pandas.DataFrame
        model, k, best, above_chance; voices in the order of the configuration, which decides where
        two are equal.

    Notes
    -----
    Voices are compared by what they have above the same voice on shuffled texts: one that gives
    much the same whatever it is fed looks stable and is not.
    """
    best = candidates[candidates["best"]]
    values = best["above_chance"].round(8).fillna(-np.inf).to_numpy()
    winner = best.index[int(np.argmax(values))]
    return pd.Series(candidates.index == winner, candidates.index)
