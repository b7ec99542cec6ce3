"""What many groups share: a cell for how much of a row's texts a column's texts have too."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    INNER,
    SHADES,
    SMALL,
    contrast_note,
    fit,
    on,
    plain,
    records,
    text_width,
)
from chengyan.plots.topic_key import NONE

GROUPS = ("group_a", "group_b", "passages", "han_chars", "beyond_formula", "share")
NAME, CELL, NARROWEST, NUMBERED, KEY, GAP = 0.9, 0.36, 0.115, 0.26, 0.5, 0.06


def draw_map(between: pd.DataFrame, groups: list[str], *, contrast: str) -> Figure:
    """Draw a row and a column a group, those that share most first, shaded by fifths of cells.

    Parameters
    ----------
    between : pandas.DataFrame
        The table ``reuse_groups.csv``.
    groups : list of str
    contrast : str

    Raises
    ------
    DesignError
        Where no two of the groups were compared.
    """
    rows = between.assign(**{name: between[name].map(plain) for name in ("group_a", "group_b")})
    rows = rows[rows["group_a"].isin(groups) & rows["group_b"].isin(groups)]
    if rows.empty:
        raise DesignError("reuse_groups", "there is no pair", "Compare two groups or more")
    mean = rows.groupby("group_a")["share"].mean().to_dict()
    order = sorted(groups, key=lambda group: -mean.get(group, 0.0))
    name = min(max(text_width(fit(group, SMALL, NAME), SMALL) for group in order), NAME) + GAP
    shown = order[: int(min(INNER, BODY_HEIGHT - KEY) / NARROWEST - name / NARROWEST)]
    cell = min(CELL, (min(INNER, BODY_HEIGHT - KEY) - name) / len(shown))
    rows = rows[rows["group_a"].isin(shown) & rows["group_b"].isin(shown)]
    hidden = _("The {shown} of {all} groups that share most. ", shown=len(shown), all=len(groups))
    page = Page(
        name + cell * len(shown) + KEY,
        title=_title(rows),
        guide=_(
            "Each cell: of 10,000 Han characters of the row's texts, those that stand in a "
            "passage which the column's texts have too, formulas left out. Rows by falling mean."
        ),
        note=(hidden if len(shown) < len(groups) else "")
        + _(
            "More of a text recurs in long texts than in short ones: compare the cells of a "
            "column. A passage may be a formula that the lexicon lacks. "
        )
        + contrast_note(contrast),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    place = {group: i for i, group in enumerate(shown)}
    top = page.body - name
    above = rows.loc[rows["share"] > 0, "share"]
    bounds = np.quantile(above, [0.8, 0.6, 0.4, 0.2]) if len(above) else np.zeros(4)
    for group, i in place.items():
        label = fit(group, SMALL, NAME)
        axes.text(
            name - GAP, top - (i + 0.5) * cell, label, ha="right", va="center_baseline", size=SMALL
        )
        axes.text(
            name + (i + 0.5) * cell, top + GAP, label, ha="center", va="bottom", rotation=90,
            size=SMALL,
        )  # fmt: skip
    for row in records(rows):
        x, y = name + place[row.group_b] * cell, top - (place[row.group_a] + 1) * cell
        shade = SHADES[min(int((row.share < bounds).sum()), 4)] if row.share > 0 else NONE
        axes.add_patch(Rectangle((x, y), cell * 0.94, cell * 0.94, color=shade, linewidth=0))
        if cell >= NUMBERED:
            axes.text(
                x + cell * 0.47, y + cell * 0.47, _number(row.share), ha="center",
                va="center_baseline", size=SMALL, color=on(shade),
            )  # fmt: skip
    _key(axes, above, bounds)
    return page.figure


def _key(axes: Axes, above: pd.Series, bounds: np.ndarray) -> None:
    """The shades with their edges, and the cell of those that share nothing."""
    y, step = 0.17, 0.55
    axes.add_patch(Rectangle((0, y), step * 0.94, 0.13, color=NONE, linewidth=0))
    axes.text(step * 0.47, 0.07, _("none"), ha="center", va="center", size=SMALL, color=GREY)
    if above.empty:
        return
    edges = [above.min(), *bounds[::-1], above.max()]
    for i, shade in enumerate(SHADES[::-1]):
        x = (i + 1.4) * step
        axes.add_patch(Rectangle((x, y), step * 0.94, 0.13, color=shade, linewidth=0))
    for i, edge in enumerate(edges):
        axes.text(
            (i + 1.4) * step, 0.07, _number(edge), ha="center", va="center", size=SMALL, color=GREY
        )
    axes.text(
        7.0 * step, y + 0.06, _("of 10,000 Han characters; fifths of the cells"), va="center",
        size=SMALL, color=GREY,
    )  # fmt: skip


def _title(rows: pd.DataFrame) -> str:
    """Say what a text usually shares with another, and who shares most."""
    if not (rows["share"] > 0).any():
        return _("No passage beyond formulas recurs in a text of another group")
    most = rows.iloc[int(rows["share"].to_numpy().argmax())]
    none = int((rows["share"] == 0).sum())
    told = _(
        "Beyond formulas, a text shares {median} of 10,000 characters with another group's "
        "(median); most: {most}, {group} with {other}",
        median=_number(rows["share"].median()),
        most=_number(most["share"]),
        group=fit(most["group_a"], SMALL, 1.2),
        other=fit(most["group_b"], SMALL, 1.2),
    )
    if not none:
        return told
    return _("{told}; {none} of {all} cells are empty", told=told, none=none, all=len(rows))


def _number(share: float) -> str:
    return f"{10_000 * share:.0f}"
