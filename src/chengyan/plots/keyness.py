"""The words that set each group apart from the others, with what speaks against them."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INNER,
    PALE,
    SMALL,
    Look,
    contrast_note,
    fit,
    is_matched,
    looks,
    of_groups,
    records,
    styled,
    text_width,
)
from chengyan.tables import require_columns

COLUMNS = (
    "group", "term", "count", "per_10k", "other_per_10k", "log_ratio", "lrc", "log_odds_z",
    "paragraphs", "of_paragraphs", "loo_low", "loo_high", "contrast", "firm_against",
)  # fmt: skip
FIGURES = (
    ("count", "{0.count:.0f}"),
    ("paragraphs", "{0.paragraphs} of {0.of_paragraphs}"),
    ("per 10k", "{0.per_10k:.1f}"),
    ("others", "{0.other_per_10k:.1f}"),
)
ROW, HEADING, COLUMN = 0.185, 0.42, 0.6


@styled
def draw(keyness: pd.DataFrame, groups: list[str], *, top: int = 12) -> Figure:
    """Draw the words of highest log-odds z of each group as a forest.

    Parameters
    ----------
    keyness : pandas.DataFrame
        The table ``keyness.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    top : int
        Words a group.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    A mark is hollow where the conservative log ratio is 0, filled where it is above 0 against the
    other groups together and against each of them alone, else half filled. The line through it is
    the range of the log ratio when one paragraph at a time is left out; it is not a confidence
    interval, and where all occurrences stand in one paragraph, its end is what half an occurrence
    gives.
    """
    require_columns(keyness, COLUMNS, "keyness")
    rows = of_groups(keyness, groups)
    rows = rows[rows["log_odds_z"] > 0].sort_values(
        ["log_odds_z", "term"], ascending=[False, True], kind="stable"
    )
    panels = {group: rows[rows["group"] == group].head(top) for group in groups}
    shown = pd.concat(panels.values())
    matched = len(shown) > 0 and all(is_matched(contrast) for contrast in shown["contrast"])
    look = looks(groups)
    heights = {group: HEADING + max(len(panels[group]), 1) * ROW for group in groups}
    page = Page(
        sum(heights.values()) + 0.2,
        title=_title(panels, matched),
        guide="Filled: conservative log ratio above 0 against each other text; half filled: "
        "against the others together only. Line: range with one paragraph left out (not a "
        "confidence interval); arrow: then the word is gone.",
        note="Paragraphs: those that hold the word. Per 10k: rate per 10,000 words here and in "
        "the others. The log ratio adds half an occurrence on either side, which draws it in. "
        + contrast_note("matched" if matched else "unmatched"),
    )
    widest = max([text_width(term, BODY) for term in shown["term"]], default=0.5)
    words = min(widest, 2.0) + 0.12
    width = INNER - words - len(FIGURES) * COLUMN - 0.05
    ends = [0.0, 1.0, *shown["loo_low"].dropna(), *shown["loo_high"].dropna(), *shown["log_ratio"]]
    limits = (min(ends) - 0.25, max(ends) + 0.25)
    y = page.body + 0.14
    for i, group in enumerate(groups):
        panel, top_edge = panels[group], y
        y -= heights[group]
        page.swatch(0.05, top_edge - 0.26, look[group])
        page.write(0.16, top_edge - 0.26, fit(group, HEAD, 3), va="center_baseline", size=HEAD)
        axes = page.axes(words, y, width, heights[group] - HEADING)
        axes.set(xlim=limits, ylim=(max(len(panel), 1) - 0.5, -0.5), yticks=[])
        _scale(axes, limits, labelled=i == len(groups) - 1)
        _forest(axes, panel, look[group], words, others=len(groups) - 1)
        for j, (name, _) in enumerate(FIGURES):
            x = words + width + (j + 1) * COLUMN
            page.write(
                x, top_edge - 0.26, name, ha="right", va="center_baseline", size=SMALL, color=GREY
            )
        for k, row in enumerate(records(panel)):
            for j, (_, form) in enumerate(FIGURES):
                page.write(
                    words + width + (j + 1) * COLUMN,
                    y + heights[group] - HEADING - (k + 0.5) * ROW,
                    form.format(row),
                    ha="right", va="center", size=SMALL, color=GREY,
                )  # fmt: skip
    page.write(
        words + width / 2, y - 0.3, "rate here as a multiple of the rate in the others (log ratio)",
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _scale(axes: Axes, limits: tuple[float, float], *, labelled: bool) -> None:
    """Name the powers of two by what they are: multiples of the other rate."""
    step = 1 if limits[1] - limits[0] <= 7 else 2
    powers = [n for n in range(math.ceil(limits[0]), math.floor(limits[1]) + 1) if n % step == 0]
    axes.set_xticks(powers, [f"×{2**n}" if n >= 0 else f"×1/{2**-n}" for n in powers])
    axes.tick_params(axis="x", labelbottom=labelled, pad=2)
    axes.grid(axis="x")
    axes.axvline(0, color=PALE, linewidth=1)


def _forest(axes: Axes, panel: pd.DataFrame, look: Look, words: float, *, others: int) -> None:
    """One row a word: name, leave-one-out range, mark."""
    place = axes.get_yaxis_transform()
    for j, row in enumerate(records(panel)):
        axes.plot([row.loo_low, row.loo_high], [j, j], color=look.colour, linewidth=0.8)
        if row.paragraphs == 1:
            axes.plot(row.loo_low, j, marker="<", markersize=4, color=look.colour)
        hold = fill(row, others)
        axes.plot(
            row.log_ratio, j, marker=look.marker, markersize=5.3, markeredgewidth=1.1,
            color=look.colour, markerfacecoloralt="white",
            fillstyle="left" if hold == "half" else "full",
            markerfacecolor="white" if hold == "none" else look.colour,
        )  # fmt: skip
        term = fit(str(row.term), BODY, words - 0.1)
        axes.text(-0.02, j, term, ha="right", va="center", transform=place)
    if panel.empty:
        axes.text(0.5, 0, "no word leans this way", ha="center", transform=place, color=GREY)


def fill(row: Any, others: int) -> str:
    """How full a word's mark is: none, half or full, as its conservative log ratio holds."""
    if row.lrc <= 0:
        return "none"
    against = [group for group in str(row.firm_against).split(";") if group]
    return "full" if len(against) == others else "half"


def _title(panels: dict[str, pd.DataFrame], matched: bool) -> str:
    """Say how many of the words shown hold at the conservative bound."""
    rows = [row for panel in panels.values() for row in records(panel)]
    if not rows:
        return "No word leans towards one of the groups"
    fills = [fill(row, len(panels) - 1) for row in rows]
    full, half = fills.count("full"), fills.count("half")
    contrast = "matched" if matched else "unmatched"
    return (
        f"Of {len(rows)} leading words, {full or 'none'} {'stands' if full == 1 else 'stand'} firm "
        f"against each other text and {half or 'none'} against the others together; {contrast}"
    )
