"""Three ways to measure priorities, held against one another: what each puts first."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots.codes import (
    ALL,
    INSTRUMENT,
    SHARE_COLUMNS,
    by_mean,
    required_shares,
    shares_of,
)
from chengyan.plots.layout import is_many
from chengyan.plots.range_strips import Block, range_strips
from chengyan.plots.style import (
    TITLE,
    contrast_note,
    fit,
    is_matched,
    percent,
    plain,
    records,
    styled,
)
from chengyan.plots.ways_panels import LESS, WAYS, draw_panels, first_codes, score, way_name
from chengyan.plots.wording import aside, clauses, together
from chengyan.priorities.codebook import Code
from chengyan.tables import require_columns

UNIT, MODEL_UNIT = "characters", "tokens"
RANGE = ("model_low", "model_high")
# Codes of the second block of strips at the most.
SECOND = 12
WAYS_COLUMNS = (
    *("way_a", "way_b", "code", "codes", "units", "leads_a", "leads_b", "agreement", "kappa"),
)


@styled
def draw(
    priorities: pd.DataFrame,
    ways: pd.DataFrame,
    codes: Sequence[Code],
    groups: list[str],
    *,
    contrast: str = "unmatched",
) -> Figure:
    """Draw a panel a group, codes by falling mean share, and how often the ways agree below.

    Many groups are strips of how far the shares of each other way are from the codebook's.

    Parameters
    ----------
    priorities : pandas.DataFrame
        The table ``priorities.csv``.
    ways : pandas.DataFrame
        The table ``priority_ways.csv``, empty where only the codebook measures.
    codes : sequence of Code
        The codebook: names, and which codes are counted.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where the codebook has no share of characters of these groups.

    Notes
    -----
    Shares of a way add up to 1 over the codes that it knows: those of a way that knows few codes
    are larger for that alone. Ranges are no intervals, and no way is the truth for another: all
    three read one lexicon.
    """
    require_columns(priorities, (*SHARE_COLUMNS, *RANGE), "priorities")
    require_columns(ways, WAYS_COLUMNS, "priority_ways")
    shares = _shares(priorities, codes, groups).assign(contrast=contrast)
    pairs = _pairs(ways)
    title = _title(shares, pairs, groups)
    note = together(
        _fewer(shares), _("All use one lexicon and may err together."), contrast_note(contrast)
    )
    if is_many(len(groups)) and len(set(shares["method"])) > 1:
        return _many(shares, pairs, title, note)
    return draw_panels(shares, pairs, groups, title, note, filled=is_matched(contrast))


def _shares(priorities: pd.DataFrame, codes: Sequence[Code], groups: list[str]) -> pd.DataFrame:
    """Rows of the counted codes by all ways, with the ends of their ranges as low and high."""
    counted = {code.code: code for code in codes if code.counted}
    own = required_shares(priorities, groups, UNIT)
    parts = [own.assign(low=own["loo_low"], high=own["loo_high"])]
    for way in list(WAYS)[1:]:
        rows = shares_of(priorities, groups, way, MODEL_UNIT)
        if rows["share"].notna().any():
            ends = (pd.to_numeric(rows[name], errors="coerce") for name in RANGE)
            parts.append(rows.assign(**dict(zip(("low", "high"), ends, strict=True))))
    rows = pd.concat(parts)
    rows = rows[rows["code"].isin(list(counted))]
    return rows.assign(
        zh=[counted[code].zh for code in rows["code"]],
        en=[aside(counted[code].en) for code in rows["code"]],
    ).reset_index(drop=True)


def _pairs(ways: pd.DataFrame) -> dict[tuple[str, str], Any]:
    """The row of all codes for each pair of ways, with the agreement that their leads allow.

    Two ways that lead with a code 3 and 5 times agree on it 3 times at the most.
    """
    pairs = {}
    for pair in combinations(WAYS, 2):
        own = ways[(ways["way_a"] == pair[0]) & (ways["way_b"] == pair[1])]
        each = own[own["code"] != ALL]
        most = each[["leads_a", "leads_b"]].astype(float).min(axis=1).sum()
        every = own[(own["code"] == ALL) & (own["units"] > 0) & own["agreement"].notna()]
        for row in records(every.assign(most=most / every["units"]).head(1)):
            pairs[pair] = row
    return pairs


def _many(shares: pd.DataFrame, pairs: dict[tuple[str, str], Any], title: str, note: str) -> Figure:
    wide = shares.pivot(index=["group", "code"], columns="method", values="share")
    ordered = by_mean(shares[shares["method"] == INSTRUMENT])
    own = shares[shares["method"] == INSTRUMENT].set_index(["group", "code"])
    blocks: list[Block] = []
    cut = ""
    for way in [way for way in WAYS if way in wide and way != INSTRUMENT]:
        rows = own.assign(value=wide[way] - wide[INSTRUMENT]).reset_index().dropna(subset=["value"])
        known = [code for code in ordered if code in set(rows["code"])]
        # Of strips that a page has no room for, the first block gives up its last.
        kept = known[:SECOND] if blocks else known
        if len(kept) < len(known):
            cut = _(
                "Of {way} {number} of {of} codes.", way=way_name(way), number=SECOND, of=len(known)
            )
        blocks.append((rows, kept, _(LESS[way])))
    agree = clauses(
        _(
            "{one} and {other} {kappa} ({passages:,.0f})",
            one=way_name(one),
            other=way_name(other),
            kappa=score(pair.kappa),
            passages=pair.units,
        )
        for (one, other), pair in pairs.items()
    )
    return range_strips(
        blocks,
        title=title,
        guide=_("Share by a model less share by the codebook; codes by the codebook's mean."),
        note=together(
            cut,
            _("Kappa of leading codes (passages): {agree}.", agree=agree) if agree else "",
            note,
        ),
        form=_points,
    )


def _points(change: float) -> str:
    """A difference in points, with its sign."""
    points = round(100 * change)
    return f"{points:+d}".replace("-", "−") if points else "0"


def _fewer(shares: pd.DataFrame) -> str:
    """Say what shares add up to, and which ways know fewer codes and so give more to each."""
    known = shares.dropna(subset=["share"]).groupby("method")["code"].nunique()
    number = shares["code"].nunique()
    few = [way for way in WAYS if known.get(way, number) < number]
    if not few:
        return _("Shares of a way add up to 100 %.")
    told = _(" and ").join(
        _("{way} ({number} of {of} codes)", way=way_name(way), number=known[way], of=number)
        for way in few
    )
    return _("Shares of a way add up to 100 %: {ways} give more to each.", ways=told)


def _title(shares: pd.DataFrame, pairs: dict[tuple[str, str], Any], groups: list[str]) -> str:
    """Say in how many groups all ways put the same first, and in how many passages two do."""
    found = list(dict.fromkeys(shares["method"]))
    if len(found) < 2:
        return _("Only the codebook measures priorities here: there is no other way to hold it to")
    said: list[str] = []
    number = len(set(shares["code"]))
    for (one, other), pair in pairs.items():
        if one != INSTRUMENT:
            continue
        told = _("kappa {kappa}", kappa=score(pair.kappa))
        if pair.codes < number:
            told = _(
                "at most {most}, with a topic for {number:.0f} of {of} codes",
                most=percent(pair.most),
                number=pair.codes,
                of=number,
            )
        values = {"way": way_name(other), "share": percent(pair.agreement), "told": told}
        said.append(
            _("codebook and {way} in {share} ({told})", **values)
            if said
            else _(
                "codebook and {way} name the same leading code in {share} of passages ({told})",
                **values,
            )
        )
    said.append(_same_first(shares, groups, found))
    # Strips of many groups show gaps by themselves.
    said.append("" if is_many(len(groups)) else _gap(shares, found[1]))
    title = clauses(part for part in said if part)
    return title[:1].upper() + title[1:]


def _same_first(shares: pd.DataFrame, groups: list[str], found: list[str]) -> str:
    """In how many groups all ways put the same code first."""
    firsts = [first_codes(shares[shares["group"] == group]) for group in groups]
    firsts = [first for first in firsts if len(first) == len(found)]
    same = sum(len(set(first.values())) == 1 for first in firsts)
    if not firsts:
        return ""
    every = _("both ways") if len(found) == 2 else _("all three ways")
    if len(firsts) == 1 and same:
        return _("{ways} put the same code first", ways=every)
    if len(firsts) == 1:
        return _("{ways} do not put the same code first", ways=every)
    if not same:
        return _(
            "{ways} put the same code first in none of {of} groups", ways=every, of=len(firsts)
        )
    return _(
        "{ways} put the same code first in {number} of {of} groups",
        ways=every,
        number=same,
        of=len(firsts),
    )


def _gap(shares: pd.DataFrame, way: str) -> str:
    """The group and code of which the codebook and another way say the most different."""
    shares = shares.dropna(subset=["share"])
    one, other = (shares[shares["method"] == name] for name in (INSTRUMENT, way))
    both = one.merge(other, on=["group", "code"], suffixes=("", "_other"))
    both = both.assign(gap=(both["share"] - both["share_other"]).abs().round(10))
    for row in records(both.sort_values("gap", ascending=False, kind="stable").head(1)):
        return _(
            "widest gap of codebook and {way}: {group}, {code}, {share:.0f} and {other}",
            way=way_name(way),
            group=fit(plain(row.group), TITLE, 1.2),
            code=fit(row.zh, TITLE, 1.2),
            share=100 * row.share,
            other=percent(row.share_other),
        )
    return ""
