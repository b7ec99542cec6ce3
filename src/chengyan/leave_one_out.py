"""How far an effect hangs on a single paragraph or text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from chengyan.dispersion import Parts, group_by_term, parts_of
from chengyan.errors import DesignError
from chengyan.matrix import TermMatrix
from chengyan.reference import REFERENCES, at_least_two, of_others, one_of, other_counts
from chengyan.smoothing import smoothed_rate

Array = NDArray[Any]


def to_leave_out(matrix: TermMatrix) -> tuple[TermMatrix, dict[str, str]]:
    """What is left out at a time: a text where a group has several, else a paragraph.

    Returns
    -------
    units : TermMatrix
        `matrix`, the paragraphs of each text of such a group put together.
    left_out : dict of str to str
        ``text`` or ``paragraph`` for each group.

    Notes
    -----
    Paragraphs of one text hang together, so that leaving out one of them of many texts hides how
    far a number hangs on a text. Texts without counted tokens are no texts here.
    """
    units = matrix.units
    named = dict.fromkeys(units["group"], "paragraph")
    named |= left_out_of(units[np.asarray(matrix.counts.sum(axis=1)).ravel() > 0])
    whole = units["group"].map(named) == "text"
    labels = units["unit"].astype(str).where(~whole, "text " + units["doc_id"].astype(str))
    return (matrix.joined(labels) if whole.any() else matrix), named


def left_out_of(places: pd.DataFrame) -> dict[str, str]:
    """What is left out at a time: ``text`` of groups with several of them, else ``paragraph``.

    Parameters
    ----------
    places : pandas.DataFrame
        Columns group and doc_id of what is measured, as paragraphs, sentences or tokens.
    """
    texts = places.groupby("group", sort=False)["doc_id"].nunique()
    # ASSUME two texts are enough to leave out one of them, though the range then rests on two.
    return {str(group): "text" if number > 1 else "paragraph" for group, number in texts.items()}


def unit_codes(places: pd.DataFrame) -> Array:
    """Number what is left out at a time, as `left_out_of` has it, from 0 in order of appearance.

    Parameters
    ----------
    places : pandas.DataFrame
        Columns group, doc_id and unit (the paragraph it counts with) of what is measured.

    Returns
    -------
    array of int, shape (rows,)
    """
    texts = places["group"].map(left_out_of(places)) == "text"
    paragraph = places["unit"].where(~texts, 0)
    return pd.factorize(pd.MultiIndex.from_arrays([places["doc_id"], paragraph]))[0]


def share_range(has: Array, among: Array, left: Array) -> tuple[float, float]:
    """The range of a share when one part at a time is left out.

    Parameters
    ----------
    has, among : array, shape (units,)
        What each unit adds to the numerator and to the denominator.
    left : array of int, shape (units,)
        The part of each, as `unit_codes` gives it.

    Returns
    -------
    low, high : float
        NaN where there are fewer than two parts, or nothing is left.
    """
    if not len(left) or left.max() < 1:
        return np.nan, np.nan
    top = has.sum() - np.bincount(left, weights=has)
    bottom = among.sum() - np.bincount(left, weights=among)
    found = top[bottom > 0] / bottom[bottom > 0]
    return (float(found.min()), float(found.max())) if len(found) else (np.nan, np.nan)


def leave_one_out(
    unit_counts: Any,
    unit_groups: ArrayLike,
    terms: Sequence[str],
    *,
    reference: str,
    order: Sequence[Any] | None = None,
) -> pd.DataFrame:
    """Range of log_ratio when one unit of the target or of the reference is left out.

    Parameters
    ----------
    unit_counts : scipy CSR matrix or array, shape (units, terms)
        How often each term occurs in each unit; all terms, for tokens are the sums of the rows.
    unit_groups : array-like, shape (units,)
        The group of each unit.
    terms : sequence of str, shape (terms,)
        The term of each column.
    reference : {"pooled", "balanced"}
        As in `keyness`.
    order : sequence, optional
        The groups in the order of the result; by default that of first appearance.

    Returns
    -------
    pandas.DataFrame
        Columns group, term, loo_low, loo_high; one row per group and term, terms as in `terms`.

    Raises
    ------
    TableError
        If shapes do not fit, a count is not a whole number >= 0, or a term stands twice.
    DesignError
        If there is only one group, a group has only one unit or no tokens, `order` does not name
        every group once, or `reference` is unknown.

    Notes
    -----
    This is no confidence interval: it shows whether a number hangs on one unit (a paragraph or a
    text, as `to_leave_out` has it). It narrows as units become many, so it must not be compared
    between groups of different numbers of units. Units without tokens are not counted.
    """
    one_of("reference", reference, REFERENCES)
    parts = parts_of(unit_counts, unit_groups, terms, order)
    at_least_two("group", parts.groups, "Give the units of at least two groups")
    for group, units in zip(parts.groups, np.bincount(parts.group), strict=True):
        if units < 2:
            raise DesignError(
                f"group {group}",
                "nothing is left without its only unit",
                "Cut it into smaller units",
            )

    counts = np.stack(
        [parts.counts[parts.group == g].sum(axis=0) for g in range(len(parts.groups))]
    )
    tokens = counts.sum(axis=1)
    others = other_counts(counts, reference)
    unit = _decisive_units(parts)
    change = -unit.count
    if reference == "balanced":
        before, whole = counts[unit.group, unit.term], tokens[unit.group]
        change = ((before + change) / (whole - unit.size) - before / whole) / (len(tokens) - 1)

    def remaining(b: Array, n2: int, change: Array | int, size: Array) -> Array:
        """Count in the reference when a unit of `size` tokens is left out."""
        return (b / n2 + change) * (n2 - size) if reference == "balanced" else b + change

    # For a term that a group lacks, its units differ only in size, and the rate rises with that.
    sizes = [parts.sizes[parts.group == g] for g in range(len(tokens))]
    shortest = np.where(counts == 0, [[size.min()] for size in sizes], np.nan)
    longest = np.where(counts == 0, [[size.max()] for size in sizes], np.nan)
    near, far = of_others(np.fmin, shortest), of_others(np.fmax, longest)

    low, high = np.empty(counts.shape), np.empty(counts.shape)
    extreme = _extreme_units(unit, change)
    by_group = np.argsort(unit.group, kind="stable")
    of_group = np.split(by_group, np.cumsum(np.bincount(unit.group))[:-1])
    for g, (a, b) in enumerate(zip(counts, others, strict=True)):
        n1, n2 = tokens[g], tokens.sum() - tokens[g]
        its = unit.select(of_group[g])
        low1, high1 = its.extremes(
            smoothed_rate(a[its.term] - its.count, n1 - its.size),
            smoothed_rate(a, n1 - shortest[g]),
            smoothed_rate(a, n1 - longest[g]),
        )
        rows = _without(unit, extreme, g)
        other = unit.select(rows)
        left = remaining(b[other.term], n2, change[rows], other.size)
        low2, high2 = other.extremes(
            smoothed_rate(left, n2 - other.size),
            smoothed_rate(remaining(b, n2, 0, near[g]), n2 - near[g]),
            smoothed_rate(remaining(b, n2, 0, far[g]), n2 - far[g]),
        )
        rate1, rate2 = smoothed_rate(a, n1), smoothed_rate(b, n2)
        low[g] = np.minimum(np.log2(low1 / rate2), np.log2(rate1 / high2))
        high[g] = np.maximum(np.log2(high1 / rate2), np.log2(rate1 / low2))
    return group_by_term(parts.groups, parts.terms, loo_low=low, loo_high=high)


@dataclass(frozen=True)
class _Units:
    """Units to leave out, one row a term and unit, sorted by term."""

    term: Array
    group: Array
    count: Array
    size: Array

    def select(self, rows: Array) -> "_Units":
        return _Units(*(column[rows] for column in vars(self).values()))

    def extremes(self, rates: Array, low: Array, high: Array) -> tuple[Array, Array]:
        """Widen `low` and `high`, of shape (terms,), to the rates of each term; NaN is nothing."""
        start = np.flatnonzero(np.diff(self.term, prepend=-1))
        terms = self.term[start]
        low, high = low.copy(), high.copy()
        low[terms] = np.fmin(low[terms], np.fmin.reduceat(rates, start))
        high[terms] = np.fmax(high[terms], np.fmax.reduceat(rates, start))
        return low, high


def _extreme_units(unit: _Units, change: Array) -> Array:
    """Rows that can give a term the least or the greatest rate, in whatever reference they stand.

    Without a unit the rate of a reference is the higher, the longer the unit and the higher the
    change of its count or rate: a row is of no account if another of its term lies lower in both,
    and another higher.
    """
    found = []
    for sign in (1, -1):
        size = sign * unit.size
        order = np.lexsort((size, sign * change, unit.term))
        # Each term begins above all that stands before it.
        key = size[order] - (size.max() - size.min() + 1) * unit.term[order]
        before = np.minimum.accumulate(key)[:-1]
        found.append(order[np.concatenate([[True], key[1:] < before])])
    return np.unique(np.concatenate(found))


def _without(unit: _Units, extreme: Array, group: int) -> Array:
    """Rows of `extreme` and, of terms of which it has rows of the group, all but the group's."""
    own = unit.group[extreme] == group
    terms = np.unique(unit.term[extreme[own]])
    start, stop = (np.searchsorted(unit.term, terms, side) for side in ("left", "right"))
    every = np.repeat(stop - np.cumsum(stop - start), stop - start) + np.arange(
        (stop - start).sum()
    )
    rest = extreme[~np.isin(unit.term[extreme], terms)]
    return np.sort(np.concatenate([every[unit.group[every] != group], rest]))


def _decisive_units(parts: Parts) -> _Units:
    """For each term of a group the units that hold it, and the shortest and longest that do not."""
    by_size = np.lexsort((parts.sizes, parts.group))
    group, size = parts.group[by_size], parts.sizes[by_size]
    units = np.bincount(group)
    first = np.cumsum(units) - units

    matrix = parts.counts[by_size].tocoo()
    cell = group[matrix.row] * len(parts.terms) + matrix.col
    entry = np.lexsort((matrix.row, cell))
    row, term, count = matrix.row[entry], matrix.col[entry], matrix.data[entry]
    _, start, holding = np.unique(cell[entry], return_index=True, return_counts=True)

    # As long as a term's n-th unit by size is the group's n-th, no unit without it has been passed.
    place = np.arange(len(entry)) - np.repeat(start, holding)
    rank = row - first[group[row]]
    from_top = units[group[row]] - rank
    shortest = np.add.reduceat(rank == place, start, dtype=int)
    longest = np.add.reduceat(from_top == np.repeat(holding, holding) - place, start, dtype=int)
    some = holding < units[group[row[start]]]
    lacks, at = start[some], group[row[start[some]]]
    ends = first[at] + shortest[some], first[at] + units[at] - 1 - longest[some]

    lacking = np.zeros(len(lacks), dtype=count.dtype)
    every = _Units(
        np.concatenate([term, term[lacks], term[lacks]]),
        np.concatenate([group[row], at, at]),
        np.concatenate([count, lacking, lacking]),
        np.concatenate([size[row], size[ends[0]], size[ends[1]]]),
    )
    return every.select(np.argsort(every.term, kind="stable"))
