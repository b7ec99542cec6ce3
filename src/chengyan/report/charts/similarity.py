"""How alike the groups' texts are: a row a pair, or a map for many groups."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.layout import is_many
from chengyan.plots.style import NEUTRAL, SHADES, is_matched, plain, records
from chengyan.report.charts.dots import Form, Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given, inline
from chengyan.report.charts.marks import spoken_label, told_of
from chengyan.report.charts.shares import sentence_gap
from chengyan.report.charts.words import address, contrast, decimal, left_out, number, span

COLUMNS = (
    "group_a group_b measure value ci_low ci_high loo_low loo_high left_out null_low null_high "
    "null_pairs contrast"
)
MEASURE, KEY = "cosine", "pair"
CELL, LARGEST = 14, 420
# Groups whose names a map can hold.
MAPPED = 40


def similarity(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """The cosine of each pair of groups, with the range of pairs of the same genre."""
    table = given(tables, "similarity", COLUMNS)
    if table is None:
        return None
    ends = {name: table[name].map(plain) for name in ("group_a", "group_b")}
    nulls = {
        name: pd.to_numeric(table[name], errors="coerce") for name in ("null_low", "null_high")
    }
    table = table.assign(**ends, **nulls)
    known = table["group_a"].isin(list(groups)) & table["group_b"].isin(list(groups))
    own = table[known & (table["measure"] == MEASURE)].dropna(subset=["value"])
    if own.empty:
        return None
    own = own.sort_values(
        ["value", "group_a", "group_b"], ascending=[False, True, True], kind="stable"
    )
    if is_many(len(groups)):
        return _map(own, groups)
    rows = [Row(_pair(row), [_mark(row)]) for row in records(own)]
    form = Form(
        title=_("cosine of TF-IDF (1: alike in all words)"),
        colours={KEY: NEUTRAL},
        titles=_titles(),
        scale={"zero": True},
    )
    note = [
        _("Further right: more alike."),
        _("Thin line: range with one paragraph or text left out."),
    ]
    if own["null_low"].notna().any():
        note.append(_("Pale bar: what pairs of texts of the same genre are usually like."))
    note.append(_("Hollow: unmatched."))
    description = n_("How alike one pair is", "How alike {number} pairs are", len(rows))
    return finished(
        dots(rows, form, description=description), table="similarity",
        note=sentence_gap().join(note),
    )  # fmt: skip


def _pair(row: Any) -> str:
    return f"{row.group_a} – {row.group_b}"


def _titles() -> dict[str, str]:
    return {
        "name": _("Pair"),
        "value": _("Cosine of TF-IDF"),
        "range": _("Range"),
        "interval": _("95 % interval"),
        "null": _("Pairs of the same genre"),
        "contrast": _("Contrast"),
    }


def _told(row: Any) -> dict[str, str]:
    return {
        "name": _pair(row),
        "value": decimal(row.value),
        "range": left_out(row, decimal),
        "interval": span(row.ci_low, row.ci_high, decimal),
        "null": span(row.null_low, row.null_high, decimal),
        "contrast": contrast(row),
    }


def _address(row: Any) -> str:
    return address("data", table="keyness_pairs", group=row.group_a, reference=row.group_b)


def _mark(row: Any) -> Mark:
    return Mark(
        key=KEY,
        at=row.value,
        told=_told(row),
        href=_address(row),
        range=(row.loo_low, row.loo_high),
        interval=(row.ci_low, row.ci_high),
        spread=(row.null_low, row.null_high),
        filled=float(is_matched(plain(row.contrast))),
    )


def _map(own: pd.DataFrame, groups: Sequence[str]) -> Spec:
    """A square a pair, darker for more alike."""
    shown = list(groups)[:MAPPED]
    values: list[dict[str, Any]] = []
    for row in records(own[own["group_a"].isin(shown) & own["group_b"].isin(shown)]):
        told = {name: text for name, text in _told(row).items() if text} | {"href": _address(row)}
        pair = row.group_a, row.group_b
        values += [
            {"a": a, "b": b, "v": number(row.value)} | told for a, b in (pair, reversed(pair))
        ]
    titles = _titles()
    told_names = told_of(titles, values)
    size = max(CELL * len(shown), 160)
    chart = (
        alt.Chart(inline(values))
        .mark_rect(description=spoken_label(told_names))
        .encode(
            x=alt.X("a:N", sort=shown, title=None, axis=alt.Axis(labelAngle=-90, labelLimit=90)),
            y=alt.Y("b:N", sort=shown, title=None, axis=alt.Axis(labelLimit=90)),
            color=alt.Color(
                "v:Q",
                title=_("cosine of TF-IDF"),
                scale=alt.Scale(range=list(reversed(SHADES)), zero=False),
                legend=alt.Legend(orient="top", direction="horizontal", gradientLength=160),
            ),
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N", title=titles[name]) for name in told_names],
        )
        .properties(
            width="container",
            height=size,
            description=_("How alike each pair of groups is"),
        )
    )
    note = _("Darker: more alike.")
    if len(shown) < len(groups):
        more = _("{some} of {all} groups.", some=len(shown), all=len(groups))
        note = more + sentence_gap() + note
    return finished(chart, table="similarity", note=note)
