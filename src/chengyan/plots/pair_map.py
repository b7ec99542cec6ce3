"""Pairs of many groups: a triangle of cells, groups that are alike side by side."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from chengyan.language import _
from chengyan.plots.page import Page
from chengyan.plots.pair_words import (
    by_pair,
    foot,
    headline,
    pair_name,
    percentile,
    ranked,
    short,
    unusual,
)
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    SHADES,
    SMALL,
    fit,
    is_matched,
    on,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import joined, together

NAME, CELL, NARROWEST, NUMBERED = 0.8, 0.42, 0.12, 0.3
# Room of the key and of the lists in the empty corner, and pairs that a list has.
CORNER, LISTED = 2.45, 5


def fits_map(groups: int) -> bool:
    """Whether the cells of so many groups can be seen."""
    return groups <= int((INNER - NAME) / NARROWEST)


@styled
def pair_map(rows: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw a cell for each pair, shaded by fifths of the cosine; hollow where unmatched.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of ``similarity.csv`` of these groups.
    groups : list of str
    """
    cosine = rows[rows["measure"] == "cosine"]
    order = _leaves(cosine, groups)
    place = {group: i for i, group in enumerate(order)}
    widest = min(max(text_width(fit(g, SMALL, NAME), SMALL) for g in order), NAME)
    cell = min(CELL, (INNER - widest - 0.08) / len(order))
    held = bool((cosine["null_pairs"] > 0).any())
    page = Page(
        max(cell * len(order), CORNER) + 0.05,
        title=headline(rows),
        guide=together(
            _(
                "Each cell: a pair, shaded by the cosine of its TF-IDF. Groups that are alike "
                "stand side by side (average linkage)."
            ),
            _("+ and −: more or less alike than 97.5 % of other pairs of the genre.")
            if held
            else "",
        ),
        note=together(foot(rows), _agreement(rows)),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    top = page.body - 0.02
    bounds = np.quantile(cosine["value"], [0.8, 0.6, 0.4, 0.2])
    for group, i in place.items():
        axes.text(
            i * cell + 0.05, top - (i + 0.5) * cell, fit(group, SMALL, NAME), va="center_baseline",
            size=SMALL,
        )  # fmt: skip
    for row in records(cosine):
        i, j = sorted((place[row.group_a], place[row.group_b]))
        shade = SHADES[int((row.value < bounds).sum())]
        _cell(axes, i * cell, top - (j + 1) * cell, cell, shade, row)
    _corner(axes, cosine, bounds, top, held=held)
    return page.figure


def _cell(axes: Axes, x: float, y: float, cell: float, shade: str, row: Any) -> None:
    filled = is_matched(row.contrast)
    inset = 0.08 * cell
    rim = 0 if filled else 0.24 * cell
    axes.add_patch(
        Rectangle(
            (x + inset + rim / 2, y + inset + rim / 2), *(cell - 2 * inset - rim,) * 2,
            facecolor=shade if filled else "white", edgecolor=shade, linewidth=72 * rim,
            joinstyle="miter",
        )
    )  # fmt: skip
    sign, ink = unusual(row), on(shade) if filled else INK
    if cell >= NUMBERED:
        text = short(row.value) + {1: "+", -1: "−", 0: ""}[sign]
        axes.text(
            x + cell / 2, y + cell / 2, text, ha="center", va="center_baseline", size=SMALL,
            color=ink,
        )  # fmt: skip
    elif sign:
        axes.plot(
            x + cell / 2, y + cell / 2, marker="+" if sign > 0 else "_", color=ink,
            markersize=72 * cell * 0.34, markeredgewidth=0.8,
        )  # fmt: skip


def _corner(
    axes: Axes, cosine: pd.DataFrame, bounds: np.ndarray, top: float, *, held: bool
) -> None:
    """Key of shades, then the pairs that are most and least alike."""
    x = INNER - CORNER + 0.15
    y = top - 0.08
    edges = [cosine["value"].max(), *bounds, cosine["value"].min()]
    axes.text(x, y, _("cosine, fifths of the pairs"), va="center", size=SMALL, color=GREY)
    step = (INNER - x) / len(SHADES)
    for i, shade in enumerate(SHADES):
        axes.add_patch(
            Rectangle((x + i * step, y - 0.26), step * 0.94, 0.13, facecolor=shade, linewidth=0)
        )
    for i, edge in enumerate(edges):
        align = "left" if i == 0 else "right" if i == len(SHADES) else "center"
        axes.text(
            x + i * step - 0.02 * (0 < i < len(SHADES)), y - 0.35, short(edge), ha=align,
            va="center", size=SMALL, color=GREY,
        )  # fmt: skip
    row_of = by_pair(cosine)
    pairs = ranked(cosine)
    y -= 0.6
    ends = ((_("most alike"), pairs[:LISTED]), (_("least alike"), pairs[::-1][:LISTED]))
    column = _("cosine, percentile") if held else _("cosine")
    for head, listed in ends:
        axes.text(x, y, head, va="center", size=SMALL, color=GREY)
        axes.text(INNER, y, column, ha="right", va="center", size=SMALL, color=GREY)
        for pair in listed:
            y -= 0.15
            row = row_of[pair]
            axes.text(x, y, fit(pair_name(pair), BODY, CORNER - 0.9), va="center_baseline")
            axes.text(
                INNER - (0.3 if held else 0),
                y,
                short(row.value),
                ha="right",
                va="center_baseline",
                size=SMALL,
            )
            if held:
                axes.text(
                    INNER, y, percentile(row), ha="right", va="center_baseline", size=SMALL,
                    color=GREY,
                )  # fmt: skip
        y -= 0.24


def _leaves(cosine: pd.DataFrame, groups: list[str]) -> list[str]:
    """Order groups so that those alike stand side by side, the first group in the first half."""
    place = {group: i for i, group in enumerate(groups)}
    far = np.zeros((len(groups),) * 2)
    a, b = (cosine[name].map(place).to_numpy() for name in ("group_a", "group_b"))
    far[a, b] = far[b, a] = 1 - cosine["value"].to_numpy()
    # Rounded, so that the last bits of a machine cannot turn a branch.
    tree = linkage(squareform(far.round(9)), "average", optimal_ordering=True)
    order = [groups[i] for i in leaves_list(tree)]
    return order[::-1] if order.index(groups[0]) > (len(order) - 1) / 2 else order


def _agreement(rows: pd.DataFrame) -> str:
    """How far the other measures order the pairs alike."""
    wide = rows.pivot(index=["group_a", "group_b"], columns="measure", values="value")
    ranks = wide.rank()
    told = [
        f"{name} {short(-ranks['cosine'].corr(ranks[measure]))}"
        for measure, name in (("jsd", "JSD"), ("burrows_delta", "Delta"))
        if measure in wide
    ]
    return _(
        "Rank correlation of the cosine with other measures of likeness: {told}.",
        told=joined(told),
    )
