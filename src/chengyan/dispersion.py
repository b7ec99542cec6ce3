"""How evenly a term is spread over the parts (paragraphs) of a group's text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from chengyan.errors import DesignError, TableError


def dispersion(
    unit_counts: Any,
    unit_groups: ArrayLike,
    terms: Sequence[str],
    order: Sequence[Any] | None = None,
) -> pd.DataFrame:
    """Deviation of proportions of every term in every group.

    Parameters
    ----------
    unit_counts : scipy CSR matrix or array, shape (units, terms)
        How often each term occurs in each unit. It must hold all tokens of a unit, for the size of
        a part is the sum of its row.
    unit_groups : array-like, shape (units,)
        The group of each unit.
    terms : sequence of str, shape (terms,)
        The term of each column.
    order : sequence, optional
        The groups in the order of the result; by default that of first appearance.

    Returns
    -------
    pandas.DataFrame
        Columns group, term, dp, dp_norm; one row per group and term, terms as in `terms`. Both
        measures run from 0 (spread as the parts are large) to 1 (all in one small part); they are
        NaN where the term does not occur in the group, and dp_norm also where the group has one
        part only.

    Raises
    ------
    TableError
        If shapes do not fit, a count is not a whole number >= 0, or a term stands twice.
    DesignError
        If a group has no tokens, or `order` does not name every group once.

    Notes
    -----
    Units without tokens are no parts. DP depends on the number and size of the parts and, for rare
    terms, on their frequency (a term that occurs once is always badly dispersed): compare terms of
    like frequency within a group, or groups cut into parts in the same way, not others.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics 13(4), 403-437.
    Lijffijt, J. & Gries, S. Th. (2012). Correction to "Dispersions and adjusted frequencies in
    corpora". International Journal of Corpus Linguistics 17(1), 147-149.
    """
    parts = parts_of(unit_counts, unit_groups, terms, order)
    groups, width = len(parts.groups), len(parts.terms)
    unit, term = parts.counts.nonzero()
    cell = parts.group[unit] * width + term

    size = parts.sizes / np.bincount(parts.group, weights=parts.sizes)[parts.group]
    total = np.bincount(cell, weights=parts.counts.data, minlength=groups * width)
    share = parts.counts.data / total[cell]
    # Half the sum of the differences of two distributions is 1 minus what they share, so only parts
    # that hold the term are looked at.
    shared = np.bincount(cell, weights=np.minimum(share, size[unit]), minlength=groups * width)
    dp = np.where(total > 0, np.maximum(1 - shared, 0), np.nan).reshape(groups, width)

    smallest = np.full(groups, np.inf)
    np.minimum.at(smallest, parts.group, size)
    with np.errstate(invalid="ignore"):
        dp_norm = dp / (1 - smallest)[:, np.newaxis]
    return group_by_term(parts.groups, parts.terms, dp=dp, dp_norm=dp_norm)


@dataclass(frozen=True)
class Parts:
    """Term counts of the units of each group; no unit is empty.

    Attributes
    ----------
    counts : csr_array of int, shape (units, terms), sorted, without stored zeros
    sizes : array of int, shape (units,), tokens of each unit
    group : array of int, shape (units,), position of each unit's group in `groups`
    groups, terms : pandas.Index
    """

    counts: Any
    sizes: NDArray[np.int64]
    group: NDArray[np.intp]
    groups: pd.Index
    terms: pd.Index


def parts_of(
    unit_counts: Any, unit_groups: ArrayLike, terms: Sequence[str], order: Sequence[Any] | None
) -> Parts:
    """Check a units × terms matrix and bring its groups into order."""
    counts = csr_array(unit_counts, copy=True)
    labels = pd.Index(np.asarray(unit_groups))
    if counts.shape != (len(labels), len(terms)):
        raise TableError(
            "unit_counts",
            f"its shape is {counts.shape}, but there are {len(labels)} groups of units "
            f"and {len(terms)} terms",
            "Give one row per unit and one column per term",
        )
    if labels.hasnans:
        raise TableError("unit_groups", "a unit has no group", "Give every unit a group")
    columns = pd.Index(terms)
    if not columns.is_unique:
        twice = columns[columns.duplicated()][0]
        raise TableError("terms", f"{twice} stands twice", "Sum the columns of the same term")
    if not (np.all(counts.data >= 0) and np.all(counts.data % 1 == 0)):
        raise TableError(
            "unit_counts", "a count is not a whole number >= 0", "Give counts, not weights"
        )
    counts.sum_duplicates()
    counts.eliminate_zeros()
    counts = counts.astype(np.int64)

    sizes = counts.sum(axis=1)
    filled = np.flatnonzero(sizes)
    groups = in_order(labels.unique(), labels[filled].unique(), order)
    labels = labels[filled]
    return Parts(counts[filled], sizes[filled], groups.get_indexer(labels), groups, columns)


def in_order(groups: pd.Index, filled: pd.Index, order: Sequence[Any] | None) -> pd.Index:
    """The groups as `order` has them: each once, no other, and all of them `filled` with tokens."""
    arranged = groups if order is None else pd.Index(order)
    if groups.empty:
        raise DesignError("group", "there is none", "Give the counts of at least one group")
    for group in arranged.union(groups, sort=False).difference(filled, sort=False):
        raise DesignError(
            f"group {group}", "it has no tokens", "Leave the group out, or give its counts"
        )
    if not arranged.is_unique or len(arranged) != len(groups):
        raise DesignError(
            "order",
            f"it names {', '.join(map(str, arranged))}; there are {', '.join(map(str, groups))}",
            "Name every group once",
        )
    return arranged


def group_by_term(groups: pd.Index, terms: pd.Index, **columns: NDArray[Any]) -> pd.DataFrame:
    """A long table from arrays of shape (groups, terms)."""
    keys = {
        "group": groups.repeat(len(terms)),
        "term": terms.take(np.tile(np.arange(len(terms)), len(groups))),
    }
    values = {name: array.ravel() for name, array in columns.items()}
    return pd.DataFrame(keys | values, copy=False)
