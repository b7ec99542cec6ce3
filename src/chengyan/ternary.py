"""Shares of three groups in the use of each term they have in common."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.errors import DesignError
from chengyan.leave_one_out import to_leave_out
from chengyan.matrix import TermMatrix
from chengyan.tables import require_columns

# Units left out in one piece: the shares of all terms without each of them are held at once.
PIECE = 256


def ternary_table(
    matrix: TermMatrix, groups: Sequence[str], *, alpha0: float = 500.0, min_expected: float = 5.0
) -> pd.DataFrame:
    """Where each term lies between three groups, and how far that hangs on one unit.

    Parameters
    ----------
    matrix : TermMatrix
        Counts by paragraph.
    groups, alpha0, min_expected
        As in `ternary`.

    Returns
    -------
    pandas.DataFrame
        The rows and columns of `ternary`, with ci_low, ci_high (empty: no interval over so few
        paragraphs has been shown to cover), loo_low, loo_high (least and greatest share when one
        unit of any of the three groups is left out) and left_out (what is left out of this group).

    Raises
    ------
    DesignError
        As in `ternary`, and if a group has one unit only.
    """
    table = ternary(matrix.by_group(), groups, alpha0=alpha0, min_expected=min_expected)
    units, left_out = to_leave_out(matrix)
    terms = list(dict.fromkeys(table["term"]))
    low, high = share_ranges(units, groups, terms, alpha0=alpha0)
    return table.assign(
        ci_low=np.nan,
        ci_high=np.nan,
        loo_low=low.ravel(),
        loo_high=high.ravel(),
        left_out=table["group"].map(left_out).astype(object),
    )


def share_ranges(
    units: TermMatrix, groups: Sequence[str], terms: Sequence[str], *, alpha0: float = 500.0
) -> tuple[np.ndarray, np.ndarray]:
    """Range of the shares of terms when one unit of any group is left out.

    Parameters
    ----------
    units : TermMatrix
        Counts by unit, of all terms.
    groups : sequence of str
    terms : sequence of str
        Those whose shares are asked for.
    alpha0 : float
        As in `ternary`.

    Returns
    -------
    low, high : numpy.ndarray, shape (terms, groups)
        NaN where one unit holds all occurrences of a term, which has no place without it.

    Raises
    ------
    DesignError
        If nothing is left of a group without its only unit.

    Notes
    -----
    Without the unit everything is counted anew: rates, the group's tokens, and the prior. This is
    no confidence interval, and it narrows as units become many.
    """
    sizes = np.asarray(units.counts.sum(axis=1)).ravel()
    filled = np.flatnonzero(sizes)
    place = {group: i for i, group in enumerate(groups)}
    of_unit = units.units["group"].map(place).to_numpy()[filled]
    for group, number in zip(groups, np.bincount(of_unit, minlength=len(groups)), strict=True):
        if number < 2:
            raise DesignError(
                f"group {group}",
                "nothing is left without its only unit",
                "Cut it into smaller units",
            )
    counts = units.counts[filled][:, np.searchsorted(units.terms, list(terms))]
    member = np.arange(len(groups)) == of_unit[:, None]
    whole = np.stack(
        [np.asarray(counts[own].sum(axis=0), float).ravel() for own in member.T], axis=1
    )
    tokens = sizes[filled] @ member
    low, high = np.full(whole.shape, np.inf), np.full(whole.shape, -np.inf)
    for start in range(0, len(filled), PIECE):
        piece = slice(start, start + PIECE)
        left = whole - counts[piece].toarray()[:, :, None] * member[piece][:, None]
        size = tokens - sizes[filled[piece], None] * member[piece]
        prior = alpha0 * left.sum(axis=2) / size.sum(axis=1)[:, None]
        rates = (left + prior[:, :, None]) / (size + alpha0)[:, None]
        with np.errstate(invalid="ignore"):
            shares = rates / rates.sum(axis=2)[:, :, None]
        low = np.minimum(low, shares.min(axis=0))
        high = np.maximum(high, shares.max(axis=0))
    return low, high


def ternary(
    counts: pd.DataFrame, groups: Sequence[str], *, alpha0: float = 500.0, min_expected: float = 5.0
) -> pd.DataFrame:
    """Where each term lies between three groups.

    Parameters
    ----------
    counts : pandas.DataFrame
        Long table group, term, count.
    groups : sequence of three str
    alpha0 : float
        Weight, in tokens, of the prior that shrinks a group's rates towards the pooled ones.
    min_expected : float
        Count that the term must lead one to expect in each group, were it used alike in all.

    Returns
    -------
    pandas.DataFrame
        term, group, count, total (of the term in all groups), expected, rate_10k (shrunken, per
        10,000 counted tokens), share (of the three shrunken rates; sums to 1 over the groups).
        Sorted by falling total, then term, then group. Empty if no term passes.

    Raises
    ------
    DesignError
        If there are not three groups, or one has no tokens.

    Notes
    -----
    Shares are of rates, so each group weighs the same whatever its length; the shrinkage, that of
    the informative prior in the log-odds, draws terms of the small groups to the middle. A term
    that a group could hardly have used in its few words is not shown: its place would be chance.

    References
    ----------
    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis, 16,
    372–403.
    """
    require_columns(counts, ("group", "term", "count"), "counts")
    if len(groups) != 3:
        raise DesignError(
            "ternary plot", f"needs three groups, not {len(groups)}", "Compare three groups"
        )
    wide = counts.pivot_table(
        index="term", columns="group", values="count", aggfunc="sum", fill_value=0
    ).reindex(columns=list(groups), fill_value=0)
    table = wide.to_numpy(dtype=float)
    sizes = table.sum(axis=0)
    if not sizes.all():
        raise DesignError(
            f"group {groups[int(np.argmin(sizes))]}", "has no tokens", "Add texts to it"
        )
    totals = table.sum(axis=1)
    prior = alpha0 * totals / totals.sum()
    rates = (table + prior[:, None]) / (sizes + alpha0)
    expected = totals[:, None] * sizes / sizes.sum()
    shown = np.flatnonzero((expected >= min_expected).all(axis=1))
    terms = wide.index.to_numpy()
    order = sorted(shown, key=lambda i: (-totals[i], terms[i]))
    rows = [
        {
            "term": terms[i],
            "group": group,
            "count": int(table[i, g]),
            "total": int(totals[i]),
            "expected": expected[i, g],
            "rate_10k": 1e4 * rates[i, g],
            "share": rates[i, g] / rates[i].sum(),
        }
        for i in order
        for g, group in enumerate(groups)
    ]
    return pd.DataFrame(rows, columns="term group count total expected rate_10k share".split())
