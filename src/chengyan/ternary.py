"""Shares of three groups in the use of each term they have in common."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.errors import DesignError
from chengyan.tables import require_columns


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
