"""Marks in piles along a scale, one a case."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from chengyan.language import _
from chengyan.plots.style import GREY
from chengyan.report.charts.finish import inline
from chengyan.report.charts.marks import PAPER, SMALL, Layers, down, filled, spoken_label, told_of
from chengyan.report.charts.marks import colours as colour_of

HEIGHT, STEP, MARK = 148, 12, 62


@dataclass(frozen=True)
class Pile:
    """One case, and where on the scale it is piled up."""

    key: str
    at: float
    told: Mapping[str, str]
    href: str
    filled: bool


def piles(
    shown: Sequence[Pile],
    *,
    colours: Mapping[str, str],
    shapes: Mapping[str, str],
    keys: Mapping[str, str],
    titles: Mapping[str, str],
    title: str,
    line: float,
    description: str,
) -> Layers:
    """Pile up cases on a scale of shares, with a line from where on they count as robust."""
    high: Counter[float] = Counter()
    values: list[dict[str, Any]] = []
    for case in shown:
        high[case.at] += 1
        values.append(
            {"k": keys.get(case.key, case.key), "x": case.at, "i": high[case.at]}
            | {"f": int(case.filled), "href": case.href}
            | {name: text for name, text in case.told.items() if text}
        )
    most = max(high.values())
    step = min(STEP, HEIGHT / most)
    told = told_of(titles, values)
    data = inline(values)
    x = alt.X(
        "x:Q",
        title=title,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    y = alt.Y("i:Q", axis=None, scale=alt.Scale(domain=[0, HEIGHT / step], nice=False, zero=False))
    domain = list(colours)
    full = any(value["f"] for value in values)
    coloured = colour_of(colours)
    shape = alt.Shape(
        "k:N",
        scale=alt.Scale(domain=domain, range=[shapes[key] for key in domain]),
        legend=coloured.to_dict()["legend"],
        title=None,
    )
    marks = (
        alt.Chart(data)
        .mark_point(
            size=MARK * (step / STEP) ** 2,
            strokeWidth=1.6,
            opacity=1,
            yOffset=step / 2,
            description=spoken_label(told),
        )
        .encode(
            x=x,
            y=y,
            stroke=coloured,
            fill=filled("datum.f", coloured) if full else alt.FillValue(PAPER),
            shape=shape,
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N", title=titles[name]) for name in told],
        )
    )
    edge = alt.Chart(inline([{"x": line, "n": _("robust from here")}]))
    rule = edge.mark_rule(aria=False, color=GREY, strokeDash=[3, 3]).encode(x=x)
    name = edge.mark_text(
        aria=False, align="right", baseline="top", dx=-4, fontSize=SMALL, color=GREY
    ).encode(x=x, y=down(0), text=alt.Text("n:N"))
    return alt.layer(rule, name, marks, description=description, width="container", height=HEIGHT)
