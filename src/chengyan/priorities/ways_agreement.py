"""How far ways to measure priorities agree, and where they do not."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.priorities.ways import Way, of_groups, parts

Array = NDArray[np.float64]

AGREEMENT = (
    "way_a way_b code codes units leads_a leads_b agreement kappa rank_correlation "
    "unit_correlation difference"
).split()


def way_agreement(ways: Sequence[Way], groups: pd.Series) -> pd.DataFrame:
    """How far ways to measure priorities agree, two by two: ``priority_ways.csv``.

    Parameters
    ----------
    ways : sequence of Way
        Of the same units and codes.
    groups : pandas.Series of str, shape (units,)

    Returns
    -------
    pandas.DataFrame
        way_a, way_b, code (``all``, then each code), codes (number that both ways know), units
        (those of which both ways name a leading code), leads_a, leads_b (how many of them the code
        leads), agreement (share of them with the same leading code; in the row of a code, of which
        both or neither way says that it leads), kappa (the same, corrected for chance),
        rank_correlation (Spearman, of the shares of groups; in the row ``all``, of each code in
        each group), unit_correlation (the same, of the shares of units), difference (mean absolute
        difference of the shares of groups). The last three are of codes that both ways know; in the
        row of another code, all is NaN.

    Notes
    -----
    Agreement of a rare code is high because both ways rarely name it, and its kappa rests on few
    units: look at `leads_a`, `leads_b` before comparing codes. The correlation over groups for one
    code has as many points as there are groups. Ways that agree may err alike, the more so as all
    three use one lexicon.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement, 20(1), 37–46.
    """
    rows = []
    for a, b in combinations(ways, 2):
        lead_a, lead_b = a.leading(), b.leading()
        named = (lead_a >= 0) & (lead_b >= 0)
        lead_a, lead_b = lead_a[named], lead_b[named]
        units_a, units_b = (parts(way.mass[named]) for way in (a, b))
        groups_a, groups_b = (of_groups(way.mass, groups) for way in (a, b))
        both = np.flatnonzero(a.known & b.known)
        every = [("all", both, lead_a, lead_b)] + [
            (code, both[both == place], lead_a == place, lead_b == place)
            for place, code in enumerate(a.codes)
        ]
        for code, known, one, two in every:
            row = {"way_a": a.name, "way_b": b.name, "code": code, "codes": len(known)}
            leads = [len(lead) if code == "all" else lead.sum() for lead in (one, two)]
            row |= {"units": len(one), "leads_a": leads[0], "leads_b": leads[1]}
            if len(known):
                shares = groups_a[:, known].ravel(), groups_b[:, known].ravel()
                row["agreement"] = _mean(one == two)
                row["kappa"] = cohen_kappa(one, two)
                row["rank_correlation"] = rank_correlation(*shares)
                row["unit_correlation"] = rank_correlation(
                    units_a[:, known].ravel(), units_b[:, known].ravel()
                )
                row["difference"] = _mean(np.abs(shares[0] - shares[1]))
            rows.append(row)
    return pd.DataFrame(rows, columns=AGREEMENT)


def most_disputed(ways: Sequence[Way], units: pd.DataFrame, number: int) -> pd.DataFrame:
    """The units of which each way names another code, those of least likeness first.

    Parameters
    ----------
    ways : sequence of Way
    units : pandas.DataFrame
        doc_id, group, paragraph, sentence: the first of each unit.
    number : int
        Units at the most.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, paragraph, sentence, for each way by its name the leading code and
        ``*_share``, that code's share of the unit; distance: half the sum of absolute differences
        of shares, mean over pairs of ways, from 0 to 1 (none in common).
    """
    leads = np.array([way.leading() for way in ways])
    shares = np.nan_to_num([parts(way.mass) for way in ways])
    pairs = combinations(range(len(ways)), 2)
    distance = np.mean([np.abs(shares[a] - shares[b]).sum(axis=1) / 2 for a, b in pairs], axis=0)
    apart = [len(set(lead)) == len(ways) and min(lead) >= 0 for lead in leads.T.tolist()]
    order = np.argsort(-distance.round(8), kind="stable")
    chosen = order[np.array(apart, dtype=bool)[order]][:number]
    table: pd.DataFrame = (
        units[["doc_id", "group", "paragraph", "sentence"]].iloc[chosen].reset_index(drop=True)
    )
    for way, lead, share in zip(ways, leads, shares, strict=True):
        table[way.name] = [way.codes[code] for code in lead[chosen]]
        table[f"{way.name}_share"] = share[chosen, lead[chosen]]
    return table.assign(distance=distance[chosen])


def cohen_kappa(one: NDArray[Any], two: NDArray[Any]) -> float:
    """Agreement of two codings above that expected by chance, (p_o - p_e) / (1 - p_e).

    Parameters
    ----------
    one, two : numpy.ndarray, shape (units,)

    Returns
    -------
    float
        1 where all agree, 0 where no more do than by chance; NaN without units, and where both name
        one and the same value throughout.
    """
    if not len(one):
        return float("nan")
    values = np.union1d(one, two)
    expected = sum(float((one == value).mean() * (two == value).mean()) for value in values)
    if expected == 1:
        return float("nan")
    return (float((one == two).mean()) - expected) / (1 - expected)


def rank_correlation(one: Array, two: Array) -> float:
    """Spearman's rank correlation, equal values with their mean rank; pairs with a NaN left out.

    Returns
    -------
    float
        NaN for fewer than three pairs, and where one of the two does not vary.
    """
    known = ~(np.isnan(one) | np.isnan(two))
    # Rounded, so that no tie hangs on the last bit.
    ranks = [pd.Series(values[known].round(10)).rank().to_numpy() for values in (one, two)]
    if known.sum() < 3 or any(np.ptp(values) == 0 for values in ranks):
        return float("nan")
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _mean(values: NDArray[Any]) -> float:
    """The mean of what is known; NaN where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
