"""How much of each group a topic takes, with what is not known of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.matrix import TermMatrix
from chengyan.topics.intervals import METHODS
from chengyan.topics.trial import Trial, prevalence

COLUMNS = (
    "topic group share ci_low ci_high ci_method model_low model_high loo_low loo_high left_out "
    "units"
).split()


def topic_prevalence(
    trial: Trial, matrix: TermMatrix, groups: list[str], *, share: float, methods: Sequence[str]
) -> pd.DataFrame:
    """The share of each group's tokens that each topic takes.

    Parameters
    ----------
    trial : Trial
    matrix : TermMatrix
        What it was fitted to.
    groups : list of str
    share : float
        Of each group's units that a resample holds.
    methods : sequence of str
        How the interval of each topic is made, if there shall be one: a name of
        `chengyan.topics.intervals.METHODS`. Empty where coverage is not known to reach 90 %.

    Returns
    -------
    pandas.DataFrame
        topic (from 1), group, share (0–1; a group's shares sum to 1), ci_low, ci_high (a 95 %
        interval for the share in these very texts, of what the model does not know; empty without a
        method), ci_method, model_low, model_high (range of the share by the models of the
        resamples), loo_low, loo_high (range of the share when one text at a time is left out, where
        a group has several, or one unit, the model unchanged), left_out, units. Only ``ci_*`` is an
        interval. None of them says anything of other texts that a group might have.
    """
    names = matrix.units["group"].to_numpy()
    by_group = prevalence(trial.tokens, names)
    rows: list[tuple[Any, ...]] = []
    for topic in range(len(trial.words)):
        for group in groups:
            own = names == group
            drawn = by_group[group][:, topic]
            low, high = np.nan, np.nan
            if methods[topic]:
                ends = METHODS[methods[topic]](trial.tokens[:, own], share)
                low, high = (end[topic] for end in ends)
            loo_low, loo_high, left_out = _left_out(
                trial.tokens[0, own, topic],
                trial.tokens[0, own].sum(axis=1),
                matrix.units.loc[own, "doc_id"],
            )
            rows.append(
                (
                    *(topic + 1, group, drawn[0], low, high, methods[topic]),
                    *(drawn.min(), drawn.max(), loo_low, loo_high, left_out, int(own.sum())),
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _left_out(
    mass: NDArray[np.float64], sizes: NDArray[np.float64], doc_ids: pd.Series
) -> tuple[float, float, str]:
    """The range of mass / size when one part is left out, and what a part is."""
    total_mass, total = mass.sum(), sizes.sum()
    texts, names = pd.factorize(doc_ids)
    several = np.count_nonzero(np.bincount(texts, sizes, minlength=len(names))) > 1
    if several:
        mass, sizes = (np.bincount(texts, part).astype(float) for part in (mass, sizes))
    without = total - sizes
    left = (total_mass - mass)[without > 1e-9] / without[without > 1e-9]
    word = "text" if several else "paragraph"
    return (left.min(), left.max(), word) if len(left) else (np.nan, np.nan, word)
