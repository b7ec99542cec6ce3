"""Charts of priorities: the share of each code in each group."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.codes import ALL, INSTRUMENT, by_mean, shares_of
from chengyan.plots.style import plain, records
from chengyan.report.charts.dots import Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.shares import (
    reading,
    sentence_gap,
    share_form,
    share_mark,
    share_rows,
    share_titles,
)
from chengyan.report.charts.words import address, both, label, number, percent, span

UNIT, CORRECTED, FIRST = "quasi_sentences", "codebook_corrected", 8
COLUMNS = (
    "method unit group code zh en counted share ci_low ci_high loo_low loo_high left_out units "
    "positives contrast"
)


def first_priorities(
    tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]
) -> Spec | None:
    """The codes in which groups are farthest apart, for the first screen."""
    return _chart(tables, groups, FIRST)


def priorities(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """All codes, the occasion's apart."""
    return _chart(tables, groups, None)


def _chart(tables: Tables, groups: Sequence[str], most: int | None) -> Spec | None:
    table = given(tables, "priorities", COLUMNS)
    if table is None:
        return None
    rows = shares_of(table, groups, INSTRUMENT, UNIT).dropna(subset=["share"])
    policy, occasion = (rows[rows["counted"] == counted] for counted in (True, False))
    if policy.empty:
        return None
    corrected = _corrected(shares_of(table, groups, CORRECTED, UNIT))
    scores = _scores(tables)

    def mark(row: Any) -> Mark:
        return share_mark(
            row,
            value=row.share,
            name=both(row.zh, row.en),
            count=_("{some} of {all}", some=f"{row.positives:,.0f}", all=f"{row.units:,.0f}"),
            href=address("read", group=row.group, code=row.code),
            corrected=corrected.get((row.group, row.code), ""),
            check=scores.get(row.code, _("no coded sample")),
        )

    def named(own: pd.DataFrame, order: Sequence[str]) -> list[Row]:
        return share_rows(
            own, "code", order, groups, value="share", mark=mark,
            name=lambda row: label(row.zh, row.en),
        )  # fmt: skip

    order = by_mean(policy)
    if most is not None:
        order = sorted(order, key=_spread(policy).__getitem__, reverse=True)
    shown = named(policy, order[:most])
    note = reading(groups)
    if most is None:
        others = named(occasion, by_mean(occasion))
        if others:
            shown += [Row(_("Not policy: share of all statements")), *others]
    elif len(order) > most:
        told = _(
            "{some} of {all} codes: those in which groups are farthest apart.",
            some=most, all=len(order),
        )  # fmt: skip
        note = told + sentence_gap() + note
    titles = share_titles(_("Share of statements"), _("Statements"))
    form = share_form(groups, _("share of statements on policy"), titles, on_top=most is None)
    description = n_(
        "Share of statements by priority, one code",
        "Share of statements by priority, {number} codes",
        len(order[:most]),
    )
    return finished(dots(shown, form, description=description), table="priorities", note=note)


def _spread(rows: pd.DataFrame) -> dict[str, float]:
    """How far apart the groups are in each code."""
    shares = rows.groupby("code", sort=False)["share"]
    return {plain(code): float(gap) for code, gap in (shares.max() - shares.min()).items()}


def _scores(tables: Tables) -> dict[str, str]:
    """F1 of the instrument by code, in the coded sample that has most of it."""
    table = given(tables, "priority_validation", "sample method code f1 support")
    if table is None:
        return {}
    own = table[(table["method"] == INSTRUMENT) & (table["code"].map(plain) != ALL)]
    own = own.sort_values(["support", "sample"], kind="stable")
    return {plain(row.code): f1_phrase(row.f1, row.support) for row in records(own)}


def f1_phrase(f1: object, support: object) -> str:
    """An F1 with the number of coded sentences that it rests on."""
    score, cases = number(f1), number(support)
    if score is None:
        return _("no coded sentence")
    return _("F1 {f1}, {n} coded", f1=f"{score:.2f}", n=f"{cases or 0:,.0f}")


def _corrected(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Shares corrected for error, by group and code."""
    told: dict[tuple[str, str], str] = {}
    for one in records(table.dropna(subset=["share"])):
        interval = span(one.ci_low, one.ci_high, percent)
        share = percent(one.share)
        told.setdefault(
            (one.group, one.code),
            _("{share} (95 % interval {interval})", share=share, interval=interval)
            if interval
            else share,
        )
    return told
