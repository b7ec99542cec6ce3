"""Names, colours and words of the marks of a chart."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from chengyan.plots.style import GREY, INK, RULE
from chengyan.report.charts.finish import inline

FONT, SMALL = 12, 11
HAN, LATIN = 12.5, 6
# Names in a legend, the sign before one, and the narrowest page.
LEGEND, SIGN, NARROWEST = 100, 22, 270
PAPER, NOTHING = "#ffffff", "–"
# Charts in layers, as Altair gives them.
Layers = alt.LayerChart | alt.FacetChart


def told_of(titles: Mapping[str, str], marks: Sequence[dict[str, Any]]) -> list[str]:
    """What tooltips say, in order; marks that lack something of it get a dash."""
    told = [name for name in titles if any(mark.get(name) for mark in marks)]
    for mark in marks:
        mark.update({name: NOTHING for name in told if not mark.get(name)})
    return told


def spoken_label(told: Sequence[str]) -> alt.ExprRef:
    """What a screen reader says of a mark: all that its tooltip tells."""
    parts = [f"(datum.{name} == '{NOTHING}' ? '' : datum.{name} + '; ')" for name in told]
    return alt.ExprRef(expr=" + ".join(parts) or "''")


def colours(of: Mapping[str, str], *, legend: bool = True) -> Any:
    """The colours of keys, with a legend where there are several.

    Fill and stroke share one legend, which Vega-Lite wants to be the same in all layers.
    """
    widest = max(min(LEGEND, name_width(name)) for name in of) + SIGN
    key = alt.Legend(
        orient="top",
        direction="horizontal",
        columns=max(1, NARROWEST // widest),
        title=None,
        symbolOpacity=1,
        symbolStrokeWidth=1.6,
    )
    return alt.Color(
        "k:N",
        scale=alt.Scale(domain=list(of), range=list(of.values())),
        legend=key if legend and len(of) > 1 else None,
        title=None,
    )


def filled(test: str, colour: Any) -> alt.FillValue:
    """A fill in this colour where the test holds, else as paper."""
    # Named classes: the one that fits a dictionary is looked for among all, each time.
    return alt.FillValue(**alt.condition(test, colour, alt.value(PAPER)))


def opacity(test: str, yes: float, no: float) -> alt.FillOpacityValue:
    """How dense a fill is where the test holds, and where it does not."""
    return alt.FillOpacityValue(**alt.condition(test, alt.value(yes), alt.value(no)))


def across(at: float | str) -> alt.XValue:
    """A place in pixels from the left, or ``width``."""
    return alt.XValue(at)  # type: ignore[no-untyped-call]


def down(at: float) -> alt.YValue:
    """A place in pixels from the top."""
    return alt.YValue(at)  # type: ignore[no-untyped-call]


def rules(names: Sequence[Mapping[str, Any]], y: alt.Y) -> Any:
    """Lines between rows."""
    tops = [{"y": name["top"]} for name in names[1:] if "top" in name]
    return alt.Chart(inline(tops)).mark_rule(aria=False, color=RULE).encode(y=y)


def texts(
    names: Sequence[Mapping[str, Any]], y: alt.Y, left: int, sign: Mapping[str, Any]
) -> list[Any]:
    """Names of rows, with what stands at their right ends; headings with their colours."""
    layers = []
    inside = left - 6 if left else None
    asides = max((name_width(name.get("i", "")) for name in names), default=0)
    limit = alt.ExprRef(expr=str(inside) if inside else f"width - {asides}")
    for heading in (False, True):
        for small in (False, True):
            own = [
                {"y": name["y"], "n": name["n"]}
                for name in names
                if name["n"] and name["head"] == heading and name.get("small", False) == small
            ]
            # A heading with a colour makes room for its sign.
            signed = heading and any(name.get("k") for name in names)
            if own:
                layers += [
                    alt.Chart(inline(own))
                    .mark_text(
                        aria=False,
                        align="left",
                        baseline="middle",
                        dx=14 if signed else 0,
                        fontSize=SMALL if small else FONT,
                        fontWeight="bold" if heading else "normal",
                        limit=alt.ExprRef(expr="width - 14") if heading or small else limit,
                        **form,
                    )
                    .encode(x=across(0), y=y, text=alt.Text("n:N"))
                    for form in legible(GREY if small else INK)
                ]
    signs = [{"y": name["y"], "k": name["k"]} for name in names if name["head"] and name.get("k")]
    if signs:
        layers.append(
            alt.Chart(inline(signs))
            .mark_point(aria=False, size=62, strokeWidth=1.6, opacity=1)
            .encode(x=across(5), y=y, **sign)
        )
    own = [{"y": name["y"], "i": name["i"]} for name in names if name.get("i")]
    if own:
        layers.append(
            alt.Chart(inline(own))
            .mark_text(aria=False, align="right", baseline="middle", fontSize=SMALL, color=GREY)
            .encode(x=across("width"), y=y, text=alt.Text("i:N"))
        )
    return layers


def legible(colour: str) -> list[dict[str, Any]]:
    """How a text is drawn over lines and marks: first paper around its signs, then they."""
    return [{"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}, {"color": colour}]


def in_lines(name: str, room: int) -> tuple[str, str]:
    """A name in one line, or in two where the narrowest page has no room for it."""
    if name_width(name) <= room:
        return name, ""
    fits = max((at for at in range(1, len(name)) if name_width(name[:at]) <= room), default=1)
    blank = name.rfind(" ", 0, fits + 1)
    at = blank if blank > fits // 2 else fits
    return name[:at].rstrip(), name[at:].lstrip()


def name_width(text: str) -> int:
    """About how many pixels a text takes."""
    return round(sum(HAN if ord(sign) > 0x2E7F else LATIN for sign in text)) + (8 if text else 0)
