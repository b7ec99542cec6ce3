"""How often each word is used against how far a group's use of it differs from the others'."""

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _, n_
from chengyan.plots.effect_scale import MARK, Grid, Scale, crowds, frame, rate, side_by_side
from chengyan.plots.forest import firm_against
from chengyan.plots.layout import is_many
from chengyan.plots.names import name_marks
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INK,
    INNER,
    NEUTRAL,
    PALE,
    SMALL,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import contrast_word, further_groups, or_none
from chengyan.tables import require_columns

COLUMNS = (
    "group", "term", "count", "other_count", "per_10k", "other_per_10k", "log_ratio", "lrc",
    "log_odds_z", "paragraphs", "texts", "loo_low", "loo_high", "left_out", "contrast",
    "firm_against",
)  # fmt: skip
# Panels that one page holds; dots behind many small marks.
MOST, FAINT = 28, "#d8d8d8"
# Names of words that the group uses less, beside so many that it uses more.
FEWER = 3


@styled
def draw(keyness: pd.DataFrame, groups: list[str], *, labels: int = 12) -> Figure:
    """Draw every word of each group by how often it is used and how far the uses differ.

    Parameters
    ----------
    keyness : pandas.DataFrame
        The table ``keyness.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    labels : int
        Words that the group uses more and that are named, a third as many that it uses less; a few
        only where many groups share the page.

    Returns
    -------
    matplotlib.figure.Figure
        A panel a group, all on the same scales.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    The vertical scale is `log_ratio`, but only for words that occur on both sides. Where one side
    lacks a word there is no ratio: `log_ratio` is then what half an occurrence gives, lines that
    depend on the count alone, and above 0 even for words that a short text lacks. Such words lie
    on a rail above or below the scale. The horizontal scale is the mean of the two rates.
    """
    require_columns(keyness, COLUMNS, "keyness")
    rows = of_groups(keyness, groups)
    many = is_many(len(groups))
    shown = groups[:MOST]
    rows = rows[rows["group"].isin(shown) & (rate(rows) > 0)]
    others = len(groups) - 1
    panels = {group: rows[rows["group"] == group] for group in shown}
    grid = Grid.of(len(shown))
    firm = rows[rows["lrc"] != 0]
    matched = len(rows) > 0 and all(is_matched(contrast) for contrast in rows["contrast"])
    page = Page(
        grid.height,
        title=_title(rows, firm, others, matched=matched),
        guide=_(
            "Up: used more here than in the others, down: less. A grey dot holds the words of "
            "one place, larger where they are many; dots in a line are words that occur once, "
            "twice … here. Where one side lacks a word there is no ratio: it lies on a rail."
        ),
        note=further_groups(len(groups) - len(shown))
        + _(
            "Firm: the conservative log ratio is not 0. The log ratio adds half an occurrence on "
            "either side, which draws up the rare words of short texts. "
        )
        + contrast_note("matched" if matched else "unmatched"),
    )
    _key(page, page.body - 0.1, left_out_phrase(rows["left_out"]))
    scale = Scale.of(rows, grid)
    colours = group_colours(groups, NEUTRAL)
    look = looks(groups)
    for i, group in enumerate(shown):
        x, y = grid.place(i)
        head = y + grid.panel + 0.11
        size = BODY if many else HEAD
        if not many:
            page.swatch(x + 0.05, head, look[group])
        indent = 0 if many else 0.16
        name = fit(group, size, grid.width * 0.7)
        page.write(x + indent, head, name, va="center_baseline", size=size)
        axes = page.axes(x, y, grid.width, grid.panel)
        frame(axes, scale, ticks=grid.named(i), left=i % grid.across == 0)
        more = min(labels, grid.labels)
        unnamed = _panel(axes, panels[group], scale, colours[group], others, more)
        if unnamed:
            page.write(
                x + grid.width, head, _("{number} unnamed", number=unnamed), ha="right",
                va="center_baseline", size=SMALL, color=GREY,
            )  # fmt: skip
    page.write(
        INNER / 2, 0.06,
        _("occurrences in 10,000 words, mean of the rate here and in the others"), ha="center",
        va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _panel(
    axes: Axes, rows: pd.DataFrame, scale: Scale, colour: str, others: int, labels: int
) -> int:
    """Draw all words as dots, the firm and the named ones as marks; return the unnamed ones."""
    if rows.empty:
        middle = scale.grid.width / 2, scale.grid.panel / 2
        axes.text(*middle, _("no word"), ha="center", va="center", size=SMALL, color=GREY)
        return 0
    rows = rows.assign(strength=rows["log_odds_z"].abs(), firm=rows["lrc"] != 0).sort_values(
        ["firm", "strength", "term"], ascending=[False, False, True], kind="stable"
    )
    ahead = rows["log_odds_z"] > 0
    named = pd.concat([rows[ahead].head(labels), rows[~ahead].head(labels // FEWER)]).index
    named = rows.index[rows.index.isin(named)]
    marked = named.append(rows.index[rows["firm"] & ~rows.index.isin(named)])
    dots = crowds(scale.places(rows.drop(index=marked)), scale.grid)
    axes.scatter(
        dots["x"], dots["y"], s=math.pi * (dots["radius"] * 72) ** 2, linewidth=0, zorder=2,
        color=FAINT if scale.grid.small else PALE, clip_on=False,
    )  # fmt: skip
    chosen = rows.loc[marked]
    places = scale.places(chosen)
    if not scale.grid.small:
        places = side_by_side(places)
    for row, (x, y) in zip(records(chosen), places, strict=True):
        full = _hold(row, others)
        axes.plot(
            x, y, marker="X" if hangs(row) else "o", markersize=5.8 if hangs(row) else 4.8,
            color=colour, markeredgewidth=0.9, markerfacecoloralt="white", zorder=3,
            fillstyle="left" if full == "half" else "full", clip_on=False,
            markerfacecolor="white" if full == "none" else colour,
        )  # fmt: skip
    cloud = dots[["x", "y"]].to_numpy()

    def over_dots(low: np.ndarray, high: np.ndarray) -> np.ndarray:
        inside = ((cloud > low[:, None]) & (cloud < high[:, None])).all(axis=2).sum(axis=1)
        cost: np.ndarray = np.minimum(0.03 * inside, 0.4)
        return cost

    widest = min(1.6, scale.grid.width / 2)
    names = [fit(str(term), SMALL, widest) for term in rows.loc[named, "term"]]
    return name_marks(
        axes, names, places, np.full(len(places), MARK), [], size=SMALL, penalty=over_dots
    )


def _hold(row: Any, others: int) -> str:
    """How far a difference holds, be the word used more or less: none, half or full."""
    if row.lrc == 0:
        return "none"
    return "full" if firm_against(row) == others else "half"


def hangs(row: Any) -> bool:
    """Whether a difference is gone once one paragraph (or text) is left out.

    It is, where that holds all of a word that the group uses more, or where without it the word
    is used as much elsewhere, or less.
    """
    if row.log_odds_z > 0 and (row.texts if row.left_out == "text" else row.paragraphs) == 1:
        return True
    return bool(row.loo_low <= 0 <= row.loo_high)


def _key(page: Page, y: float, left_out: str) -> None:
    """Name the marks, in one line."""
    axes = page.axes(0, y - 0.1, INNER, 0.2)
    axes.set(xlim=(0, INNER), ylim=(0, 0.2), xticks=[], yticks=[])
    x = 0.06
    marks: tuple[tuple[str, dict[str, Any]], ...] = (
        (_("firm against each other"), {"markerfacecolor": INK}),
        (_("against the others together"), {"markerfacecolor": INK, "fillstyle": "left"}),
        (_("named, not firm"), {"markerfacecolor": "white"}),
        (
            _("cross: gone with {left_out}", left_out=left_out),
            {"marker": "X", "markerfacecolor": "white"},
        ),
    )
    for name, style in marks:
        look: dict[str, Any] = {"marker": "o", "markersize": 5, "markerfacecoloralt": "white"}
        axes.plot(x, 0.1, color=INK, markeredgewidth=0.9, **(look | style))
        axes.text(x + 0.09, 0.1, name, va="center", size=SMALL, color=GREY)
        x += text_width(name, SMALL) + 0.3


def _title(rows: pd.DataFrame, firm: pd.DataFrame, others: int, *, matched: bool) -> str:
    """Say how few of all words differ firmly, and how few of these against each other group."""
    contrast = contrast_word(matched=matched)
    number = f"{rows['term'].nunique():,}"
    if rows.empty:
        return _("No word is used by any of the groups")
    words = firm["term"].nunique()
    if not words:
        return _(
            "Of {all} words none is used firmly more or less in one group; {contrast}",
            all=number, contrast=contrast,
        )  # fmt: skip
    against_each = len({row.term for row in records(firm) if _hold(row, others) == "full"})
    return n_(
        "Of {all} words, {number} differs firmly in some group, {each} of them against each other "
        "one; {contrast}",
        "Of {all} words, {number} differ firmly in some group, {each} of them against each other "
        "one; {contrast}",
        words,
        all=number,
        each=or_none(against_each),
        contrast=contrast,
    )
