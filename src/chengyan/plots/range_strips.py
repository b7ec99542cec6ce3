"""Values of many groups by code: a dot a group, a box for half of them, the extremes named."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _, later
from chengyan.plots.codes import listed, name_code, names
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    INK,
    INNER,
    NEUTRAL,
    PALE,
    RULE,
    SHADES,
    SMALL,
    fit,
    is_matched,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import further_codes, together

NAMES, EXTREME, ROW, LOWEST = 2.15, 1.05, 0.34, 0.2
HEAD, SCALE, APART = 0.22, 0.36, 0.3
ENDS = (later("least"), later("most"))

# Rows with a column value, the order of codes, a head.
Block = tuple[pd.DataFrame, list[str], str]


@styled
def range_strips(
    blocks: Sequence[Block],
    *,
    title: str,
    guide: str,
    note: str,
    form: Callable[[float], str],
    ends: tuple[str, str] = ENDS,
) -> Figure:
    """Draw a strip a code over all groups.

    Parameters
    ----------
    blocks : sequence of (pandas.DataFrame, list of str, str)
        code, zh, en, group, value, contrast; the order of codes; a head, which may be empty. All on
        one scale, with a rule at 0.
    title, guide, note : str
    form : callable
        How a value is written.
    ends : (str, str)
        Heads of the columns that name the extremes, in English, marked for the catalogs.
    """
    blocks = [(rows.dropna(subset=["value"]), codes, head) for rows, codes, head in blocks if codes]
    number = sum(len(codes) for _, codes, _ in blocks)
    heads = HEAD + sum(SCALE + (APART if head else 0) for *_, head in blocks)
    row = min(ROW, max(LOWEST, (BODY_HEIGHT - heads) / number))
    rest = number - int((BODY_HEIGHT - heads) / row)
    if rest > 0:
        note = together(further_codes(rest), note)
        first, *others = blocks
        blocks = [(first[0], first[1][: len(first[1]) - rest], first[2]), *others]
    page = Page(
        heads + row * sum(len(codes) for _, codes, _ in blocks),
        title=title,
        guide=together(
            guide,
            _(
                "Dot: a group, hollow where unmatched. Box: middle half of groups; tick: median; "
                "line: all."
            ),
        ),
        note=note,
    )
    values = pd.concat([rows["value"] for rows, *_ in blocks])
    low, high = min(0.0, values.min()), max(0.0, values.max())
    pad = 0.03 * (high - low or 0.01)
    width = INNER - NAMES - 2 * EXTREME - 0.2
    right = INNER - 2 * EXTREME
    top = page.body - HEAD
    for i, end in enumerate(ends):
        page.write(right + i * EXTREME, top + 0.06, _(end), size=SMALL, color=GREY)
    for rows, codes, head in blocks:
        if head:
            top -= APART
            page.write(0, top + 0.1, head, size=SMALL, color=GREY)
        height = row * len(codes)
        axes = page.axes(NAMES, top - height, width, height)
        axes.set(xlim=(low - pad, high + pad), ylim=(len(codes) - 0.5, -0.5), yticks=[])
        ticks(axes, 4, form)
        axes.axvline(0, color=PALE, linewidth=0.8)
        plane = page.axes(0, top - height, INNER, height)
        plane.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
        plane.patch.set_visible(False)
        told = names(rows)
        for j, code in enumerate(codes):
            y = height - (j + 0.5) * row
            if j:
                plane.axhline(y + row / 2, color=RULE, linewidth=0.6, zorder=0)
            name_code(plane, 0, y, code, told[code], width=NAMES - 0.15, row=row)
            own = rows[rows["code"] == code]
            if own.empty:
                continue
            _strip(axes, own, j)
            for i, far in enumerate((own["value"].min(), own["value"].max())):
                _extreme(plane, own, far, right + i * EXTREME, y, form)
        top -= height + SCALE
    return page.figure


def _strip(axes: Axes, own: pd.DataFrame, y: float) -> None:
    """Line, box and median above, dots below."""
    values = own["value"].to_numpy()
    low, first, middle, third, high = np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
    up = y - 0.14
    axes.plot([low, high], [up, up], color=NEUTRAL, linewidth=0.8, solid_capstyle="butt")
    axes.add_patch(
        Rectangle((first, up - 0.13), third - first, 0.26, facecolor=SHADES[2], linewidth=0)
    )
    axes.plot([middle, middle], [up - 0.19, up + 0.19], color=INK, linewidth=1.4, zorder=3)
    filled = [is_matched(contrast) for contrast in own["contrast"]]
    axes.scatter(
        values, np.full(len(values), y + 0.24), s=7, marker="o", linewidth=0.6, zorder=3,
        facecolor=[NEUTRAL if fill else "white" for fill in filled], edgecolor=NEUTRAL,
        clip_on=False,
    )  # fmt: skip


def _extreme(
    plane: Axes, own: pd.DataFrame, far: float, x: float, y: float, form: Callable[[float], str]
) -> None:
    """Name the group that lies farthest, or say how many do."""
    told = form(far)
    there = own.loc[own["value"] == far, "group"]
    room = EXTREME - text_width(told, SMALL) - 0.16
    name = fit(listed(there, 1), SMALL, room)
    plane.text(x, y, name, va="center_baseline", size=SMALL)
    plane.text(
        x + text_width(name, SMALL) + 0.06, y, told, va="center_baseline", size=SMALL, color=GREY
    )
