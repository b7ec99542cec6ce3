"""Bars with their names above, and dots in piles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from chengyan.plots.style import GREY, INK
from chengyan.report.charts.dots import NAME
from chengyan.report.charts.finish import inline
from chengyan.report.charts.marks import (
    FONT,
    SMALL,
    Layers,
    across,
    colours,
    name_width,
    spoken_label,
    told_of,
)
from chengyan.report.charts.words import number

BAR, APART = 13, 8


@dataclass(frozen=True)
class Bar:
    """A named number from 0."""

    key: str
    name: str
    at: float
    aside: str
    told: Mapping[str, str]
    href: str


def bars(
    shown: Sequence[Bar],
    *,
    colours: Mapping[str, str],
    titles: Mapping[str, str],
    title: str,
    description: str,
) -> Layers:
    """Draw bars, their names above them and their numbers at the right."""
    row = NAME + BAR + APART
    values: list[dict[str, Any]] = [
        {"k": bar.key, "x": number(bar.at), "y": 4 + i * row, "n": bar.name, "i": bar.aside}
        | {name: text for name, text in bar.told.items() if text}
        | {"href": bar.href}
        for i, bar in enumerate(shown)
    ]
    told = told_of(titles, values)
    data = inline(values)
    height = 4 + row * len(shown)
    scale = alt.Scale(domain=[height, 0], nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=scale)
    asides = max((name_width(bar.aside) for bar in shown), default=0)
    base = alt.Chart(data)
    marks = base.mark_rect(
        yOffset=NAME, y2Offset=NAME + BAR, description=spoken_label(told), opacity=1
    ).encode(
        x=alt.X("x:Q", title=title, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4)),
        x2=alt.X2Datum(0),
        y=y,
        y2=alt.Y2("y:Q"),
        color=_plain(colours),
        href=alt.Href("href:N"),
        tooltip=[alt.Tooltip(f"{name}:N", title=titles[name]) for name in told],
    )
    text: dict[str, Any] = {"aria": False, "baseline": "middle", "dy": NAME / 2}
    limit = alt.ExprRef(expr=f"width - {asides}")
    names = base.mark_text(align="left", fontSize=FONT, color=INK, limit=limit, **text).encode(
        x=across(0), y=y, text=alt.Text("n:N")
    )
    numbers = base.mark_text(align="right", fontSize=SMALL, color=GREY, **text).encode(
        x=across("width"), y=y, text=alt.Text("i:N")
    )
    return alt.layer(
        marks, names, numbers, description=description, width="container", height=height
    )


def _plain(of: Mapping[str, str]) -> Any:
    return colours(of, legend=False)
