"""Rows of dots with their ranges: the form that most charts share.

Heights are pixels, counted from above; widths are left to the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from chengyan.plots.style import GREY, PALE
from chengyan.report.charts.finish import inline
from chengyan.report.charts.marks import (
    NARROWEST,
    PAPER,
    Layers,
    colours,
    filled,
    in_lines,
    name_width,
    opacity,
    rules,
    spoken_label,
    texts,
    told_of,
)
from chengyan.report.charts.words import number

# Heights of a row's name, of a group's lane, of a lane that all share, between rows; of one line.
NAME, LANE, SHARED, GAP, LINE = 17, 9, 15, 7, 19
# Room that names beside their marks may take.
WIDEST = 132


@dataclass(frozen=True)
class Mark:
    """One number in a chart.

    Attributes
    ----------
    key : str
        What gives it its colour: a group, a verdict.
    at : float
    told : mapping of str to str
        What its tooltip says, by the names of `titles`; what is empty is not said.
    href : str
        Where its sentences are.
    range, interval, spread : pair of float or None
        The leave-one-out range (thin line), the 95 % interval (line with caps) and the spread over
        specifications (pale bar), where there are.
    filled : float
        1 for a full mark, 0 for a hollow one, and what is between.
    gone : bool
        Whether the range ends where there is nothing left.
    lane : int
    """

    key: str
    at: float
    told: Mapping[str, str]
    href: str
    range: tuple[object, object] = (None, None)
    interval: tuple[object, object] = (None, None)
    spread: tuple[object, object] = (None, None)
    filled: float = 1
    gone: bool = False
    lane: int = 0


@dataclass(frozen=True)
class Row:
    """A named row of marks; without marks it is a heading."""

    name: str
    marks: Sequence[Mark] = ()
    aside: str = ""
    below: str = ""
    key: str = ""


@dataclass(frozen=True)
class Form:
    """How rows of dots are laid out.

    Attributes
    ----------
    title : str
        Of the axis.
    colours : mapping of str to str
        By key; more than one have a legend.
    titles : mapping of str to str
        Of what tooltips say, in order.
    lanes : int
        Marks of one row, one below the other.
    beside : bool
        Whether names stand to the left of their marks, not above them.
    format, label : str
        Of the axis: a d3 format, or a Vega expression.
    values : sequence of float
        Where the axis has its lines, if not where Vega sets them.
    scale : dict
        Of the axis.
    zero : float, optional
        Where a line is drawn for no difference.
    on_top : bool
        Whether the axis stands above.
    """

    title: str
    colours: Mapping[str, str]
    titles: Mapping[str, str]
    lanes: int = 1
    beside: bool = False
    format: str = ""
    label: str = ""
    values: Sequence[float] = ()
    scale: Mapping[str, Any] = field(default_factory=dict)
    zero: float | None = None
    on_top: bool = False
    legend: bool = True

    @property
    def lane(self) -> int:
        """Height of a lane."""
        return LANE if self.lanes > 1 else SHARED


def dots(rows: Sequence[Row], form: Form, *, description: str) -> Layers:
    """Draw rows of dots, each with its ranges.

    Parameters
    ----------
    rows : sequence of Row
        At least one mark among them.
    form : Form
    description : str
        What a screen reader says of the whole.

    Returns
    -------
    altair.LayerChart
    """
    marks, names, height = _placed(rows, form)
    told = told_of(form.titles, marks)
    data = inline(marks)
    left = _name_width(rows) if form.beside else 0
    x = _Across(form, left)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    full = any(mark["f"] for mark in marks)
    coloured = colours(form.colours, legend=form.legend)
    layers: list[Any] = [rules(names, y)] if not form.beside else []
    if form.zero is not None:
        layers.append(
            alt.Chart(inline([{"x": form.zero}]))
            .mark_rule(aria=False, color=GREY, strokeWidth=1)
            .encode(x=x("x"))
        )
    if any("p" in mark for mark in marks):
        layers.append(
            alt.Chart(data)
            .transform_filter("isValid(datum.p)")
            .mark_bar(aria=False, color=PALE, height=7, opacity=0.7)
            .encode(x=x("p"), x2=alt.X2("q:Q"), y=y)
        )
    layers += [
        alt.Chart(data)
        .transform_filter(f"isValid(datum.{low})")
        .mark_rule(aria=False, strokeWidth=width)
        .encode(x=x(low), x2=alt.X2(f"{high}:Q"), y=y, stroke=coloured)
        for low, high, width in (("a", "b", 1.5), ("l", "h", 1))
        if any(low in mark for mark in marks)
    ]
    if any("l" in mark for mark in marks):
        layers += [
            alt.Chart(data)
            .transform_filter(f"isValid(datum.{end})")
            .mark_point(aria=False, shape="stroke", angle=90, size=50, strokeWidth=1, opacity=1)
            .encode(x=x(end), y=y, stroke=coloured)
            for end in ("l", "h")
        ]
    if any(mark.get("e") for mark in marks):
        layers.append(
            alt.Chart(data)
            .transform_filter("datum.e")
            .mark_point(aria=False, shape="triangle-left", size=30, opacity=1)
            .encode(x=x("a"), y=y, stroke=coloured, fill=coloured if full else alt.FillValue(PAPER))
        )
    layers.append(
        alt.Chart(data)
        .mark_point(size=62, strokeWidth=1.6, opacity=1, description=spoken_label(told))
        .encode(
            x=x("x"),
            y=y,
            stroke=coloured,
            fill=filled("datum.f > 0", coloured) if full else alt.FillValue(PAPER),
            fillOpacity=opacity("datum.f == 0.5", 0.45, 1),
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N", title=form.titles[name]) for name in told],
        )
    )
    layers += texts(
        names, y, left, {"stroke": coloured, "fill": coloured if full else alt.FillValue(PAPER)}
    )
    return alt.layer(*layers, description=description, width="container", height=height)


@dataclass(frozen=True)
class _Across:
    """The horizontal channel, the same in all layers."""

    form: Form
    left: int

    def __call__(self, name: str) -> alt.X:
        form = self.form
        axis: dict[str, Any] = {"orient": "top"} if form.on_top else {}
        if form.format:
            axis["format"] = form.format
        if form.label:
            axis["labelExpr"] = form.label
        if form.values:
            axis["values"] = list(form.values)
        scale = dict(form.scale)
        if self.left:
            scale["range"] = [self.left, alt.ExprRef(expr="width")]
        return alt.X(
            f"{name}:Q",
            axis=alt.Axis(tickCount=4, labelOverlap="greedy", **axis),
            scale=alt.Scale(**scale),
            title=form.title,
        )


def _placed(rows: Sequence[Row], form: Form) -> tuple[list[dict[str, Any]], list[Any], int]:
    """Rows of the data of marks and of names, with their heights, and the height of all."""
    marks, names = [], []
    top = 4
    room = NARROWEST - max((name_width(row.aside) for row in rows), default=0)
    for row in rows:
        if form.beside:
            middle = top + LINE / 2
            names.append({"y": middle, "n": row.name, "i": row.aside, "k": row.key})
            names[-1]["head"] = not row.marks
            marks += [_datum(mark, middle) for mark in row.marks]
            top += LINE
            continue
        name, rest = in_lines(row.name, room)
        names.append(
            {"y": top + NAME / 2, "n": name, "i": row.aside, "top": top - GAP / 2}
            | {"head": not row.marks, "k": row.key}
        )
        top += NAME
        if rest:
            names.append({"y": top + NAME / 2 - 2, "n": rest, "head": not row.marks})
            top += NAME - 2
        if row.marks:
            marks += [_datum(mark, top + (mark.lane + 0.5) * form.lane) for mark in row.marks]
            top += form.lane * form.lanes
        if row.below:
            names.append({"y": top + NAME / 2 - 2, "n": row.below, "head": False, "small": True})
            top += NAME - 2
        top += GAP
    return marks, names, top


def _datum(mark: Mark, y: float) -> dict[str, Any]:
    row: dict[str, Any] = {"k": mark.key, "x": number(mark.at), "y": y, "f": mark.filled}
    for (low, high), ends in (
        ("ab", mark.range),
        ("lh", mark.interval),
        ("pq", mark.spread),
    ):
        first, last = number(ends[0]), number(ends[1])
        if first is not None and last is not None:
            row |= {low: first, high: last}
    if mark.gone:
        row["e"] = True
    return row | {name: text for name, text in mark.told.items() if text} | {"href": mark.href}


def _name_width(rows: Sequence[Row]) -> int:
    names = [name_width(row.name) for row in rows if row.marks]
    return min(WIDEST, max(names, default=0) + 6)
