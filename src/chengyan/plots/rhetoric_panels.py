"""Panels of the fingerprint: a family's devices, their names, a lane a group."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from chengyan.language import _, later
from chengyan.plots.device_columns import GAP, TWO_LINES
from chengyan.plots.device_worth import scores
from chengyan.plots.devices import METAPHOR, draw_share
from chengyan.plots.page import Page
from chengyan.plots.style import BODY, GREY, PALE, SMALL, Look, fit, records

FAMILIES = {
    "form": later("form"), "formula": later("formulas, quotations"), "stance": later("stance"),
    "person": later("persons"), "metaphor": later("metaphor"),
    "evidence": later("evidence, time"),
}  # fmt: skip
# Inches: of names, F1, coded sentences, and all that stands before the scale.
NAMES, F1, CODED = 1.3, 0.28, 0.56
NAMED = NAMES + F1 + CODED + 0.1
MARKS = (0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1)
GENRE, MEDIAN = "#e2e2e2", "#9a9a9a"


def panel(
    page: Page, x: float, y: float, width: float, family: str, height: float, end: float, *,
    last: bool,
) -> tuple[Axes, Axes]:  # fmt: skip
    """The scale of a family, named below the last of a column, and the plane of its names."""
    right, top = x + NAMES, y + height + 0.07
    named = _(FAMILIES[family]) if family in FAMILIES else family
    page.write(x, top, fit(named, BODY, NAMES - 0.02), size=BODY)
    for head, room in ((_("F1"), F1), (_("coded"), CODED)):
        right += room
        page.write(right, top, head, ha="right", size=SMALL, color=GREY)
    axes = page.axes(x + NAMED, y, width - NAMED, height)
    axes.set_xscale("function", functions=(root, np.square))
    axes.set_xlim(0, min(end, 1))
    marks = [mark for mark in MARKS if mark <= end]
    axes.set_xticks(marks, [f"{100 * mark:.0f}" if last else "" for mark in marks])
    axes.tick_params(axis="x", pad=2)
    axes.grid(axis="x")
    axes.axvline(0, color=PALE, linewidth=1, clip_on=False)
    if last:
        page.write(x + (NAMED + width) / 2, y - 0.3, _("% of sentences"), ha="center", size=SMALL,
                   color=GREY)  # fmt: skip
    plane = page.axes(x, y, NAMED, height)
    plane.set(xlim=(0, NAMED), ylim=(0, height), xticks=[], yticks=[])
    plane.patch.set_visible(False)
    return axes, plane


def name(plane: Axes, told: Any, y: float, row: float, known: pd.DataFrame) -> None:
    """A device's names, the F1 of finding it and its coded sentences."""
    two = row >= TWO_LINES and told.en not in {"", told.zh}
    up = y + 0.066 if two else y
    indent = 0.1 if told.family == METAPHOR != told.device else 0.0
    plane.text(indent, up, fit(told.zh, BODY, NAMES - indent), va="center_baseline", size=BODY)
    if two:
        plane.text(indent, y - 0.059, fit(told.en, SMALL, NAMES + F1 + CODED - indent - 0.05),
                   va="center_baseline", size=SMALL, color=GREY)  # fmt: skip
    for text, x in zip(scores(known, told.device), (NAMES + F1, NAMES + F1 + CODED), strict=True):
        plane.text(x, up, text, ha="right", va="center_baseline", size=SMALL, color=GREY)


def lanes(
    axes: Axes, own: pd.DataFrame, j: int, row: float, groups: list[str], look: Mapping[str, Look]
) -> None:
    """A lane a group: the band of its genre behind, its share before."""
    lane = (row - GAP) / len(groups)
    for told in records(own):
        y = j + (groups.index(told.group) - (len(groups) - 1) / 2) * lane / row
        if told.baseline_low <= told.baseline_high:
            half = 0.45 * lane / row
            axes.add_patch(
                Rectangle((told.baseline_low, y - half), told.baseline_high - told.baseline_low,
                          2 * half, facecolor=GENRE, linewidth=0, zorder=1)
            )  # fmt: skip
            axes.plot([told.baseline_median] * 2, [y - half, y + half], color=MEDIAN,
                      linewidth=1, solid_capstyle="butt", zorder=1.5)  # fmt: skip
        draw_share(axes, told, y, look[told.group], min(20.0, (0.85 * lane * 72) ** 2))


def root(values: Any) -> Any:
    """The square root, of what lies below 0 that of 0."""
    return np.sqrt(np.maximum(values, 0))
