"""Resampling as the texts came about: texts within a group first, then paragraphs within a text."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csc_array, csr_array

from chengyan.errors import DesignError, TableError
from chengyan.randomness import generator_of
from chengyan.reference import REFERENCES, at_least_two, of_others, one_of
from chengyan.smoothing import smoothed_rate
from chengyan.tables import require_columns

Array = NDArray[Any]

# A few megabytes of a draw at a time stay in the processor's own memory.
_TERMS_AT_A_TIME = 256


def unit_weights(units: pd.DataFrame, *, draws: int, seed: int) -> NDArray[np.int32]:
    """How often each unit (paragraph) of a corpus is drawn, in each of many resampled corpora.

    Parameters
    ----------
    units : pandas.DataFrame
        A row a unit, with columns doc_id and group, such as `TermMatrix.units`.
    draws : int
        Number of resampled corpora.
    seed : int
        From 0. The same seed gives the same weights.

    Returns
    -------
    numpy.ndarray of int32, shape (draws, units)
        Whole numbers whose expectation is 1. ``weights @ counts`` sums a units × terms matrix over
        each resampled corpus. A group of D texts draws D texts with replacement; a text of n units,
        each time it is drawn, draws n of its units with replacement. So the weights of a text sum
        to a multiple of n, and those of a group with one text to its number of units.

    Raises
    ------
    TableError
        If a column is missing, a unit has no text or group, or a text stands in two groups.
    DesignError
        If there is no unit, draws is below 1 or seed below 0.

    Notes
    -----
    The variation between texts cannot be learnt from one text: where a group has one, its draws
    vary as its paragraphs do, which says nothing of other texts that the group might have had.
    Percentiles of such draws cover badly where texts or paragraphs are few. With D texts, the
    variance between texts is too small by a factor (D - 1) / D.

    The draws of a group depend on the seed, its name, its texts and their numbers of units, and on
    no other group: another group, or another order of groups, changes nothing.

    References
    ----------
    Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge
    University Press, section 3.8 (hierarchical data).
    """
    require_columns(units, ["doc_id", "group"], "units")
    _check(units, draws, seed)
    weights = np.empty((draws, len(units)), dtype=np.int32)
    groups = units["group"].astype(str).to_numpy()
    doc_ids = units["doc_id"].astype(str).to_numpy()
    for group in dict.fromkeys(groups):
        rng = generator_of(seed, group)
        own = np.flatnonzero(groups == group)
        texts, text = np.unique(doc_ids[own], return_inverse=True)
        drawn = rng.multinomial(len(texts), np.full(len(texts), 1 / len(texts)), size=draws)
        for i, times in enumerate(drawn.T):
            columns = own[text == i]
            n = len(columns)
            # A text drawn twice is resampled twice; the sum of multinomial draws is one of all.
            weights[:, columns] = rng.multinomial(times * n, np.full(n, 1 / n))
    return weights


def resampled_counts(
    counts: Any,
    unit_groups: ArrayLike,
    weights: Array,
    order: Sequence[Any] | None = None,
) -> Array:
    """Counts of each group in each resampled corpus.

    Parameters
    ----------
    counts : scipy CSR matrix or array, shape (units, terms)
    unit_groups : array-like, shape (units,)
        The group of each unit.
    weights : array, shape (draws, units)
        As `unit_weights` gives them.
    order : sequence, optional
        The groups in the order of the result; by default that of first appearance.

    Returns
    -------
    numpy.ndarray of int64, shape (groups, draws, terms)
        Eight bytes a number: for many groups and terms, choose columns of `counts` first, or call
        it once for each group in `order`.

    Raises
    ------
    TableError
        If shapes do not fit.
    DesignError
        If `order` names a group without units.
    """
    groups = np.asarray(unit_groups)
    if counts.shape[0] != len(groups) or weights.shape[1:] != groups.shape:
        raise TableError(
            "weights",
            f"{weights.shape[-1]} units are weighted, {counts.shape[0]} counted and "
            f"{len(groups)} grouped",
            "Give all of them the same units",
        )
    names = list(dict.fromkeys(groups.tolist())) if order is None else list(order)
    found = np.empty((len(names), len(weights), counts.shape[1]), dtype=np.int64)
    for g, name in enumerate(names):
        own = np.flatnonzero(groups == name)
        if not len(own):
            raise DesignError(f"group {name}", "it has no unit", "Name groups that have units")
        found[g] = (counts[own].T @ weights[:, own].T.astype(np.int64)).T
    return found


def log_ratio_draws(
    counts: Any,
    unit_groups: ArrayLike,
    weights: Array,
    *,
    reference: str,
    order: Sequence[Any] | None = None,
) -> NDArray[np.float32]:
    """The log ratio of every term in each resampled corpus, smoothed as that of keyness.

    Parameters
    ----------
    counts : scipy CSR matrix or array, shape (units, terms)
        All terms, for tokens are the sums of the rows.
    unit_groups, weights, order
        As in `resampled_counts`.
    reference : {"pooled", "balanced"}
        As in `chengyan.keyness.keyness`.

    Returns
    -------
    numpy.ndarray of float32, shape (groups, draws, terms)
        Binary logarithms. Four bytes a number; what it takes beside is little.

    Raises
    ------
    TableError
        If shapes do not fit.
    DesignError
        If there is one group only, `order` names a group without units, or a draw leaves a group
        without tokens.

    Notes
    -----
    Quantiles of these are no interval: they cover badly (docs/intervals.md).
    """
    one_of("reference", reference, REFERENCES)
    groups = np.asarray(unit_groups)
    names = list(dict.fromkeys(groups.tolist())) if order is None else list(order)
    at_least_two("group", pd.Index(names), "Give the units of at least two groups")
    table = csr_array(counts)
    sizes = np.asarray(table.sum(axis=1)).reshape(-1, 1)
    tokens = resampled_counts(sizes, groups, weights, names)[:, :, 0].astype(float)
    if not tokens.all():
        raise DesignError("weights", "a draw leaves a group without tokens", "Give more units")
    found = np.empty((len(names), len(weights), table.shape[1]), dtype=np.float32)
    every = tokens.sum(axis=0) - tokens
    by_term = csc_array(table)
    for start in range(0, table.shape[1], _TERMS_AT_A_TIME):
        part = by_term[:, start : start + _TERMS_AT_A_TIME]
        drawn = resampled_counts(part, groups, weights, names).astype(float)
        if reference == "balanced":
            others = of_others(np.add, drawn / tokens[:, :, None]) / (len(names) - 1)
            others *= every[:, :, None]
        else:
            others = of_others(np.add, drawn)
        one = smoothed_rate(drawn, tokens[:, :, None])
        found[:, :, start : start + _TERMS_AT_A_TIME] = np.log2(
            one / smoothed_rate(others, every[:, :, None])
        )
    return found


def _check(units: pd.DataFrame, draws: int, seed: int) -> None:
    if units.empty:
        raise DesignError("units", "there is none", "Give the units of at least one text")
    if draws < 1:
        raise DesignError("draws", f"it is {draws}", "Choose 1 or more")
    if seed < 0:
        raise DesignError("seed", f"it is {seed}", "Choose 0 or more")
    for column in ("doc_id", "group"):
        if units[column].isna().any():
            raise TableError(f"units, column {column}", "a unit has none", "Fill it in")
    groups = units.groupby("doc_id", sort=False)["group"].nunique()
    if (groups > 1).any():
        raise TableError(
            "units",
            f"text {groups.index[groups > 1][0]} stands in two groups",
            "Give each text one group",
        )
