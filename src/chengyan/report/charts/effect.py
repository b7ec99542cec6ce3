"""All words of each group by how often they are used and how far the uses differ."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from chengyan.language import _
from chengyan.plots.effect_scale import rate
from chengyan.plots.layout import is_many
from chengyan.plots.style import GREY, INK, RULE, records
from chengyan.report.charts.finish import Spec, Tables, finished, inline
from chengyan.report.charts.keyness import MULTIPLES, told_of, word_titles, words_of
from chengyan.report.charts.marks import (
    FONT,
    SMALL,
    Layers,
    across,
    colours,
    down,
    legible,
    name_width,
    opacity,
    spoken_label,
)
from chengyan.report.charts.marks import (
    told_of as columns_of,
)
from chengyan.report.charts.shares import group_colour, key_of, sentence_gap
from chengyan.report.charts.words import address, comma, number

PANEL, SMALL_PANEL, HEAD, MOST = 210, 120, 24, 28
# Places of a panel, where a place is all words of the same counts; words that a tooltip names.
PLACES, FEWER, NAMED = 400, 60, 12
# Words with a name beside their mark, and widths at which these do not meet.
LABELS, WIDTHS = 6, (250, 500, 1000)
Box = tuple[float, float, float, float]
RAIL = 0.7
# Where a name stands: behind its mark, before it, or below it where marks crowd the edge.
OFF, BELOW = 7, 15
SIDES: dict[str, dict[str, Any]] = {
    "left": {"align": "left", "dx": OFF},
    "right": {"align": "right", "dx": -OFF},
    "center": {"align": "center", "dy": BELOW},
}


def effect(tables: Tables, groups: Sequence[str], config: Mapping[str, Any]) -> Spec | None:
    """A panel a group, all on the same scales; a mark is a word, or all of the same counts."""
    table = words_of(tables, groups, config)
    if table is None:
        return None
    table = table.assign(at=rate(table), strength=table["log_odds_z"].abs())
    table = table[table["at"] > 0]
    shown = [group for group in groups if (table["group"] == group).any()][:MOST]
    if not shown:
        return None
    small = is_many(len(groups))
    places = {
        group: _places(table[table["group"] == group], groups, FEWER if small else PLACES)
        for group in shown
    }
    both = table.loc[(table["count"] > 0) & (table["other_count"] > 0), "log_ratio"]
    low, high = min([-1.0, *both]) - 0.4, max([1.0, *both]) + 0.4
    height = SMALL_PANEL if small else PANEL
    across = _across(table["at"])
    panels = [
        _panel(
            places[group], group, groups, (low, high), HEAD + i * (height + HEAD), height, across
        )
        for i, group in enumerate(shown)
    ]
    chart = alt.layer(
        *panels,
        description=_("Words by how often they are used and how far the uses differ"),
        width="container",
        height=len(shown) * (height + HEAD),
    ).resolve_scale(y="independent")
    told = sum(place["n"] for own in places.values() for place in own)
    words = _("A mark is a word, a larger one all words of the same counts; full: firm.")
    note = [
        words,
        _(
            "Up: used more here than in the others. Where one side lacks a word there is no ratio: "
            "it lies at the edge."
        ),
    ]
    if told < len(table) or len(shown) < len(groups):
        note.append(
            _(
                "{some} of {all} pairs of word and group, those that differ most.",
                some=f"{told:,}",
                all=f"{len(table):,}",
            )
        )
    return finished(chart, table="keyness", note=sentence_gap().join(note))


def _places(own: pd.DataFrame, groups: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The data of a panel: words of the same counts together, those that differ most first."""
    own = own.sort_values(["strength", "term"], ascending=[False, True], kind="stable")
    found = []
    keys = ["count", "other_count", "per_10k", "other_per_10k"]
    place = own.groupby(keys, sort=False).ngroup()
    own, place = own[place < most], place[place < most]
    words = own["term"].astype(str).groupby(place).agg(list)
    firsts = records(own[~place.duplicated()])
    for first, terms in zip(firsts, words, strict=True):
        told = told_of(first, len(groups) - 1)
        asked = {"q": first.term, "group": first.group}
        href = address("read", **asked)
        if len(terms) > 1:
            names = comma().join(terms[:NAMED])
            more = len(terms) - NAMED
            told |= {
                "name": _("{names} and {more} more", names=names, more=more) if more > 0 else names,
                "words": str(len(terms)),
                "paragraphs": "",
                "interval": "",
                "range": "",
            }
            counts = {"group": first.group, "count": first.count, "other_count": first.other_count}
            href = address("data", table="keyness", **counts)
        elif not first.count:
            href = address("read", q=first.term)
        found.append(
            {"k": key_of(first.group, groups), "x": number(first.at), "n": len(terms)}
            | {"y": _height(first), "z": float(first.log_odds_z), "t": str(first.term)}
            | {"f": float(first.lrc != 0), "href": href}
            | {name: text for name, text in told.items() if text}
        )
    return found


def _height(row: Any) -> float | str | None:
    """The log ratio, or on which edge the word lies."""
    if row.other_count == 0:
        return "top"
    return "bottom" if row.count == 0 else number(row.log_ratio)


def _across(rates: pd.Series) -> alt.X:
    ends = [float(rates.min()) * 0.8, float(rates.max()) * 1.3]
    values = [
        step * 10**power
        for power in range(math.floor(math.log10(ends[0])), math.ceil(math.log10(ends[1])))
        for step in (1, 3)
        if ends[0] <= step * 10**power <= ends[1]
    ]
    return alt.X(
        "x:Q",
        title=_("in 10,000 words, mean of here and the others"),
        scale=alt.Scale(type="log", domain=[number(end) for end in ends], nice=False),
        axis=alt.Axis(values=values, format="~g", labelOverlap="greedy", grid=False),
    )


def _panel(
    places: list[dict[str, Any]],
    group: str,
    groups: Sequence[str],
    ends: tuple[float, float],
    top: int,
    height: int,
    x: alt.X,
) -> Layers:
    low, high = ends
    edges = {"top": high + RAIL, "bottom": low - RAIL}
    data = [place | {"y": edges.get(place["y"], place["y"])} for place in places]
    step = 2 if height == PANEL else 4
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(
            domain=[low - 2 * RAIL, high + 2 * RAIL], range=[top + height, top], nice=False,
            zero=False,
        ),
        axis=alt.Axis(
            orient="left",
            values=[n for n in range(math.ceil(low), math.floor(high) + 1) if n % step == 0],
            labelExpr=MULTIPLES,
            grid=False,
        ),
    )  # fmt: skip
    titles = word_titles() | {"words": _("Words of these counts")}
    told = columns_of(titles, data)
    of = group_colour(groups)
    size = alt.Size(
        "n:Q", scale=alt.Scale(type="sqrt", domain=[1, 1000], range=[30, 420]), legend=None
    )
    points = (
        alt.Chart(inline([_without(place, "ztq") for place in data]))
        .mark_point(opacity=1, strokeWidth=1, description=spoken_label(told))
        .encode(
            x=x, y=y, size=size,
            stroke=colours(of, legend=False),
            fill=colours(of, legend=False),
            fillOpacity=opacity("datum.f > 0", 1, 0.2),
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N", title=titles[name]) for name in told],
        )
    )  # fmt: skip
    edge = [{"y": edges["top"], "t": _("here only")}, {"y": edges["bottom"], "t": _("not here")}]
    rails = (
        alt.Chart(inline(edge))
        .mark_text(aria=False, align="right", fontSize=SMALL, color=GREY, baseline="middle")
        .encode(x=across("width"), y=y, text=alt.Text("t:N"))
    )
    middle = alt.Chart(inline([{"y": 0}])).mark_rule(aria=False, color=GREY).encode(y=y)
    head = (
        alt.Chart(inline([{"t": group}]))
        .mark_text(
            aria=False,
            align="left",
            baseline="middle",
            fontSize=FONT,
            fontWeight="bold",
            color=INK,
            dx=14,
        )
        .encode(x=across(0), y=down(top - HEAD / 2), text=alt.Text("t:N"))
    )
    sign = (
        alt.Chart(inline([{"k": key_of(group, groups)}]))
        .mark_point(aria=False, filled=True, size=62, opacity=1)
        .encode(x=across(5), y=down(top - HEAD / 2), color=colours(of, legend=False))
    )
    line = alt.Chart(inline([{}])).mark_rule(aria=False, color=RULE).encode(y=down(top))
    labels = [
        alt.Chart(inline(own))
        .mark_text(aria=False, fontSize=SMALL, **place, **form)
        .encode(x=x, y=y, text=alt.Text("t:N"))
        for side, place in SIDES.items()
        if (own := [label for label in _labels(data, ends, height, x) if label.pop("side") == side])
        for form in legible(INK)
    ]
    return alt.layer(line, middle, points, rails, head, sign, *labels)


def _without(place: Mapping[str, Any], names: str) -> dict[str, Any]:
    return {name: value for name, value in place.items() if name not in names}


def _labels(
    data: Sequence[Mapping[str, Any]], ends: tuple[float, float], height: int, x: Any
) -> list[dict[str, Any]]:
    """Names of leading words that do not meet, however wide the page is."""
    first, last = (math.log(end) for end in x.to_dict()["scale"]["domain"])
    low, high = ends[0] - 2 * RAIL, ends[1] + 2 * RAIL
    # The names of the edges stand at the right.
    boxes: list[list[Box]] = [
        [(width - 70, 0, width + 100, 22) for width in WIDTHS],
        [(width - 70, height - 22, width + 100, height) for width in WIDTHS],
    ]
    labels: list[dict[str, Any]] = []
    ahead = [place for place in data if place["n"] == 1 and (place["z"] > 0 or place["f"] > 0)]
    for place in sorted(ahead, key=lambda place: (-place["f"], -abs(place["z"])))[: 3 * LABELS]:
        share = (math.log(place["x"]) - first) / (last - first)
        down = (high - place["y"]) / (high - low) * height
        on_edge = place["y"] >= ends[1] + RAIL
        side = "center" if on_edge else "left" if share < 0.6 else "right"
        down += BELOW if on_edge else 0
        own = [_box(share * width, down, name_width(place["t"]), side) for width in WIDTHS]
        meets = any(_meet(a, b) for taken in boxes for a, b in zip(own, taken, strict=True))
        if not meets and own[0][0] >= 0 and len(labels) < LABELS:
            boxes.append(own)
            labels.append({"x": place["x"], "y": place["y"], "t": place["t"], "side": side})
    return labels


def _box(across: float, down: float, wide: float, side: str) -> Box:
    """Where a name lies: left, top, right, bottom."""
    left = across + {"left": OFF, "right": -OFF - wide, "center": -wide / 2}[side]
    return left, down - 7, left + wide, down + 7


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
