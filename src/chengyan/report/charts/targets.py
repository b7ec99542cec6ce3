"""What is promised in numbers, by the year it is due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.promises_labels import PLEDGED
from chengyan.plots.style import INK, RULE, plain, records
from chengyan.report.charts.dots import NAME
from chengyan.report.charts.finish import Spec, Tables, finished, given, inline
from chengyan.report.charts.marks import (
    FONT,
    across,
    colours,
    filled,
    opacity,
    spoken_label,
    told_of,
)
from chengyan.report.charts.shares import group_colour, key_of, sentence_gap
from chengyan.report.charts.words import address

COLUMNS = (
    "group doc_id sentence expression object modifier kind horizon horizon_year horizon_from "
    "distinct text"
)
STEP, TALLEST, MARK = 11, 110, 62
LONGEST = 60


def targets(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """A mark a promised number, piled up by the year it is due, a band a group."""
    table = given(tables, "targets", COLUMNS, groups)
    if table is None:
        return None
    table = table[(table["kind"] == PLEDGED) & (table["distinct"].map(str) == "True")]
    if table.empty:
        return None
    table = table.assign(year=pd.to_numeric(table["horizon_year"], errors="coerce"))
    undated = _("no year")
    high = Counter((row.group, plain(row.year)) for row in records(table))
    step = min(STEP, TALLEST / max(high.values()))
    years = [str(int(year)) for year in sorted(table["year"].dropna().unique())]
    domain = years + ([undated] if table["year"].isna().any() else [])
    heads, marks = [], []
    top = 4.0
    for group in groups:
        own = table[table["group"] == group]
        most = max((high[group, year] for year in {*map(plain, own["year"])}), default=0)
        heads.append({"y": top + NAME / 2, "n": f"{group}  {len(own):,}", "top": top - 4})
        top += NAME + step * most
        stood: Counter[str] = Counter()
        for row in records(own):
            year = plain(row.year) or undated
            marks.append(_datum(row, year, top - (stood[year] + 0.5) * step, groups))
            stood[year] += 1
        top += 10
    titles = {
        "group": _("Group"),
        "name": _("Promise"),
        "year": _("Due"),
        "text": _("Sentence"),
    }
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[top, 0], nice=False, zero=False))
    x = alt.X(
        "x:N",
        sort=domain,
        title=_("year by which it is due"),
        scale=alt.Scale(domain=domain),
        axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=True),
    )
    of = group_colour(groups)
    told = told_of(titles, marks)
    points = (
        alt.Chart(inline(marks))
        .mark_point(
            size=MARK * (step / STEP) ** 2, strokeWidth=1.6, opacity=1,
            description=spoken_label(told),
        )
        .encode(
            x=x, y=y, stroke=colours(of, legend=False),
            fill=filled("datum.f > 0", colours(of, legend=False)),
            fillOpacity=opacity("datum.f == 0.5", 0.45, 1),
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N", title=titles[name]) for name in told],
        )
    )  # fmt: skip
    names = alt.Chart(inline(heads))
    text = names.mark_text(
        aria=False, align="left", baseline="middle", fontSize=FONT, color=INK,
        limit=alt.ExprRef(expr="width"),
    ).encode(x=across(0), y=y, text=alt.Text("n:N"))  # fmt: skip
    lines = names.mark_rule(aria=False, color=RULE).encode(
        y=alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[top, 0], nice=False, zero=False))
    )
    chart = alt.layer(
        lines, points, text, width="container", height=top,
        description=n_("One promised number", "{number} promised numbers", len(marks)),
    )  # fmt: skip
    note = [
        _("A mark is a promised number; a click opens its sentence."),
        _("Full: the sentence names the year; pale: only the heading above it; hollow: no year."),
    ]
    return finished(chart, table="targets", note=sentence_gap().join(note))


def _datum(row: Any, year: str, y: float, groups: Sequence[str]) -> dict[str, Any]:
    words = [plain(row.object), plain(row.modifier), plain(row.expression)]
    text = plain(row.text)
    told = plain(row.horizon_from)
    return {
        "k": key_of(row.group, groups),
        "x": year,
        "y": round(y, 2),
        "f": 0 if not plain(row.year) else 0.5 if told == "heading" else 1,
        "group": row.group,
        "name": " ".join(filter(None, words)),
        "year": year,
        "text": text if len(text) <= LONGEST else text[:LONGEST] + "…",
        "href": address("read", text=row.doc_id, s=row.sentence),
    }
