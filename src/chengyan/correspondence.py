"""Correspondence analysis: groups and terms on the axes along which their profiles differ most."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.errors import DesignError
from chengyan.tables import require_columns

COLUMNS = (
    "point name axis coordinate contribution cos2 axis_inertia axis_share count groups mass inertia"
).split()
# Of the unit: what is smaller is left of zero after the decomposition.
NOTHING = 1e-10


def correspondence(
    counts: pd.DataFrame,
    groups: Sequence[str],
    *,
    min_groups: float = 0.5,
    min_count: float = 3.0,
    axes: int = 5,
) -> pd.DataFrame:
    """Coordinates of groups and terms, and how much of the differences each axis holds.

    Parameters
    ----------
    counts : pandas.DataFrame
        Long table group, term, count.
    groups : sequence of str
        In the order of the result.
    min_groups : float
        Share of the groups that must use a term.
    min_count : float
        Occurrences that a term must have for each group, on average.
    axes : int
        Axes told of, at most.

    Returns
    -------
    pandas.DataFrame
        A row for each point and axis, groups first, then terms by falling count and by code point:
        point (``group`` or ``term``), name, axis (from 1), coordinate (principal), contribution
        (the point's part of the axis's inertia; sums to 1 over groups, and over terms), cos2 (the
        axis's part of the point's inertia), axis_inertia, axis_share (of the total inertia), count,
        groups (that use the term; for a group, 1), mass (share of all occurrences), inertia (of the
        point; sums to the total over groups, and over terms). Empty if no two terms pass, or if
        the groups do not differ.

    Raises
    ------
    DesignError
        If there are fewer than three groups: two differ along one line, which needs no map.

    Notes
    -----
    With P the counts divided by their sum n, r and c its row and column sums, the standardised
    residuals (P - rc') / sqrt(rc') are decomposed as U D V'. Principal coordinates are U D /
    sqrt(r) for groups and V D / sqrt(c) for terms, the inertia of an axis is its squared singular
    value, and all of them add up to chi2 / n. An axis points to where its largest group coordinate
    is.

    Groups weigh as they have tokens, and short ones lie far out by chance. Distances between
    groups, and between terms, approximate chi-square distances; those between a group and a term
    mean nothing. Nothing is tested. Groups without any of the terms are left out.

    References
    ----------
    Greenacre, M. J. (1984). Theory and Applications of Correspondence Analysis. Academic Press.
    """
    require_columns(counts, ("group", "term", "count"), "counts")
    if len(groups) < 3:
        raise DesignError(
            "correspondence analysis", f"needs three groups, not {len(groups)}", "Compare more"
        )
    wide = counts.pivot_table(
        index="group", columns="term", values="count", aggfunc="sum", fill_value=0
    ).reindex(index=list(groups), fill_value=0)
    # ASSUME a term that few groups use is a name or a single text's theme: it would pull an axis
    # towards itself, for chi-square distances weigh rare terms up.
    wide = wide.loc[:, (wide > 0).sum() >= max(min_groups * len(groups), 2)]
    wide = wide.loc[:, wide.sum() >= min_count * len(groups)]
    order = sorted(wide.columns, key=lambda term: (-wide[term].sum(), term))
    wide = wide.loc[wide.sum(axis=1) > 0, order]
    if min(wide.shape) < 2:
        return pd.DataFrame(columns=COLUMNS)
    table = wide.to_numpy(dtype=float)
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    residuals = (shares - expected) / np.sqrt(expected)
    left, values, right = np.linalg.svd(residuals, full_matrices=False)
    kept = np.flatnonzero(values > NOTHING)[:axes]
    if not len(kept):
        return pd.DataFrame(columns=COLUMNS)
    total = (residuals**2).sum()
    values = values[kept]
    by_group = left[:, kept] * values / np.sqrt(rows)[:, None]
    by_term = right[kept].T * values / np.sqrt(columns)[:, None]
    # Rounded, so that of two groups as far out the first decides, whatever the last bit.
    farthest = np.abs(np.round(by_group, 8)).argmax(axis=0)
    signs = np.sign(by_group[farthest, range(len(kept))])
    parts = [
        _points("group", wide.index, by_group * signs, rows, (residuals**2).sum(axis=1), values),
        _points("term", wide.columns, by_term * signs, columns, (residuals**2).sum(axis=0), values),
    ]
    number = {"group": table.sum(axis=1), "term": table.sum(axis=0)}
    used = {"group": np.ones(len(table)), "term": (table > 0).sum(axis=0)}
    for part, kind in zip(parts, ("group", "term"), strict=True):
        part["axis_share"] = part["axis_inertia"] / total
        part["count"] = number[kind].repeat(len(kept)).astype(int)
        part["groups"] = used[kind].repeat(len(kept)).astype(int)
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _points(
    point: str,
    names: pd.Index,
    coordinates: np.ndarray,
    mass: np.ndarray,
    inertia: np.ndarray,
    values: np.ndarray,
) -> pd.DataFrame:
    """Rows of one kind of points, the axes of a point together."""
    size, axes = coordinates.shape
    pulled = mass[:, None] * coordinates**2
    own = np.maximum(inertia, NOTHING**2)[:, None]
    return pd.DataFrame(
        {
            "point": point,
            "name": np.repeat(names.to_numpy(dtype=object), axes),
            "axis": np.tile(np.arange(1, axes + 1), size),
            "coordinate": (np.round(coordinates, 10) + 0.0).ravel(),
            "contribution": np.round(pulled / values**2, 10).ravel(),
            "cos2": np.round(pulled / own, 10).ravel(),
            "axis_inertia": np.tile(values**2, size),
            "mass": mass.repeat(axes),
            "inertia": inertia.repeat(axes),
        }
    )
