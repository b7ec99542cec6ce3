"""The words that set each group apart from the others, with what speaks against them."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots.forest import effect, firm_against, limits, scale
from chengyan.plots.keyness_words import (
    lines_phrase,
    picked_note,
    several,
    title_of,
    with_intervals,
)
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INNER,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    looks,
    of_groups,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import further_groups
from chengyan.tables import require_columns

COLUMNS = (
    "group", "term", "count", "per_10k", "other_per_10k", "log_ratio", "lrc", "log_odds_z",
    "paragraphs", "of_paragraphs", "texts", "ci_low", "ci_high", "loo_low", "loo_high", "left_out",
    "contrast", "firm_against",
)  # fmt: skip
ROW, HEADING, COLUMN = 0.185, 0.42, 0.6
# The list of many groups, in two columns.
ACROSS, GUTTER = 2, 0.3
LINE, BETWEEN = 0.15, 0.085
NAME, PARAGRAPHS, FIRM = 0.62, 0.56, 0.3


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
        Words a group, fewer where the page is full.

    Returns
    -------
    matplotlib.figure.Figure
        A panel a group; of many groups, one list in two columns.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    A mark is hollow where the conservative log ratio is 0, filled where it is above 0 against the
    other groups together and against each of them alone, else half filled. The line through it is
    the range of the log ratio when one paragraph (of a group with several texts, one text) at a
    time is left out; it is not a confidence interval, and where all occurrences stand in what is
    left out, its end is what half an occurrence gives. Where the table has intervals, these are
    lines with caps, and ranges are bands.
    """
    require_columns(keyness, COLUMNS, "keyness")
    rows = of_groups(keyness, groups)
    rows = rows[rows["log_odds_z"] > 0].sort_values(
        ["log_odds_z", "term"], ascending=[False, True], kind="stable"
    )
    blocks = -(-len(groups) // ACROSS), BETWEEN, LINE
    fitting = rows_that_fit(*(blocks if is_many(len(groups)) else (len(groups), HEADING, ROW)), top)
    panels = {group: rows[rows["group"] == group].head(fitting) for group in groups}
    return (_list if is_many(len(groups)) else _panels)(panels)


def _panels(panels: dict[str, pd.DataFrame]) -> Figure:
    """Draw the groups below one another."""
    groups, shown = list(panels), pd.concat(panels.values())
    matched, intervals = _matched(shown), with_intervals(shown)
    look = looks(groups)
    heights = {group: HEADING + max(len(panels[group]), 1) * ROW for group in groups}
    page = Page(
        sum(heights.values()) + 0.2,
        title=title_of(panels, matched, others=len(groups) - 1, texts=not several(shown)),
        guide=(
            _(
                "Filled: conservative log ratio above 0 against each other group; half filled: "
                "against the others together only. "
            )
            if several(shown)
            else _(
                "Filled: conservative log ratio above 0 against each other text; half filled: "
                "against the others together only. "
            )
        )
        + lines_phrase(shown, label=_("not a confidence interval")),
        note=picked_note(shown)
        + _(
            "Paragraphs: those that hold the word. Per 10k: rate per 10,000 words here and in "
            "the others. The log ratio adds half an occurrence on either side, which draws it in. "
        )
        + contrast_note("matched" if matched else "unmatched"),
    )
    words = _widest(shown, 2.0) + 0.12
    heads = _("count"), _("paragraphs"), _("per 10k"), _("others")
    width = INNER - words - len(heads) * COLUMN - 0.05
    span = limits(shown)
    y = page.body + 0.14
    for i, group in enumerate(groups):
        panel, top_edge = panels[group], y
        y -= heights[group]
        page.swatch(0.05, top_edge - 0.26, look[group])
        page.write(0.16, top_edge - 0.26, fit(group, HEAD, 3), va="center_baseline", size=HEAD)
        axes = page.axes(words, y, width, heights[group] - HEADING)
        axes.set(xlim=span, ylim=(max(len(panel), 1) - 0.5, -0.5), yticks=[])
        scale(axes, span, labelled=i == len(groups) - 1)
        _forest(axes, panel, look[group], words, others=len(groups) - 1, intervals=intervals)
        for j, name in enumerate(heads):
            x = words + width + (j + 1) * COLUMN
            page.write(
                x, top_edge - 0.26, name, ha="right", va="center_baseline", size=SMALL, color=GREY
            )
        for k, row in enumerate(records(panel)):
            told = f"{row.count:.0f}", _held(row), f"{row.per_10k:.1f}", f"{row.other_per_10k:.1f}"
            for j, text in enumerate(told):
                page.write(
                    words + width + (j + 1) * COLUMN,
                    y + heights[group] - HEADING - (k + 0.5) * ROW,
                    text, ha="right", va="center", size=SMALL, color=GREY,
                )  # fmt: skip
    page.write(
        words + width / 2, y - 0.3, _scale_name(), ha="center", va="center", size=SMALL, color=GREY
    )
    return page.figure


def _held(row: Any) -> str:
    """How many paragraphs hold a word."""
    return _("{number} of {all}", number=row.paragraphs, all=row.of_paragraphs)


def _scale_name() -> str:
    return _("rate here as a multiple of the rate in the others (log ratio)")


def _forest(
    axes: Axes, panel: pd.DataFrame, look: Look, words: float, *, others: int, intervals: bool
) -> None:
    """One row a word: name, leave-one-out range, mark."""
    place = axes.get_yaxis_transform()
    for j, row in enumerate(records(panel)):
        effect(
            axes, j, row, colour=look.colour, marker=look.marker, others=others, intervals=intervals
        )
        term = fit(str(row.term), BODY, words - 0.1)
        axes.text(-0.02, j, term, ha="right", va="center", transform=place)
    if panel.empty:
        axes.text(0.5, 0, _("no word leans this way"), ha="center", transform=place, color=GREY)


def _list(panels: dict[str, pd.DataFrame]) -> Figure:
    """Draw the groups as one list in columns, each with its few words."""
    every, others = list(panels), len(panels) - 1
    most = rows_that_fit(1, 0.4, LINE + BETWEEN, len(every))
    groups = every[: ACROSS * most]
    shown = pd.concat([panels[group] for group in groups])
    matched, intervals = _matched(shown), with_intervals(shown)
    down = -(-len(groups) // ACROSS)
    columns = [groups[i : i + down] for i in range(0, len(groups), down)]
    heights = {group: BETWEEN + max(len(panels[group]), 1) * LINE for group in groups}
    tallest = max(sum(heights[group] for group in column) for column in columns)
    page = Page(
        tallest + 0.6,
        title=title_of(
            {group: panels[group] for group in groups}, matched, others=others, texts=False
        ),
        guide=_(
            "Half filled: conservative log ratio above 0 against the others together; filled: "
            "against each of them too; firm: against how many of the {others} alone. ",
            others=others,
        )
        + lines_phrase(shown, label=_("no confidence interval")),
        note=further_groups(len(every) - len(groups))
        + picked_note(shown)
        + _(
            "Paragraphs: those that hold the word. The log ratio adds half an occurrence on either "
            "side, which draws it in. "
        )
        + contrast_note("matched" if matched else "unmatched"),
    )
    colours = group_colours(every)
    name = min(max(text_width(fit(group, BODY, NAME), BODY) for group in groups) + 0.1, NAME + 0.1)
    words = _widest(shown, 0.9) + 0.1
    width = (INNER - GUTTER) / ACROSS
    forest = width - name - words - PARAGRAPHS - FIRM
    span = limits(shown)
    for i, column in enumerate(columns):
        x, y = i * (width + GUTTER), page.body - 0.2
        height = sum(heights[group] for group in column)
        for edge, text in ((width - FIRM, _("paragraphs")), (width, _("firm"))):
            page.write(x + edge, y + 0.06, text, ha="right", size=SMALL, color=GREY)
        axes = page.axes(x + name + words, y - height, forest, height)
        axes.set(xlim=span, ylim=(-height, 0), yticks=[])
        scale(axes, span, labelled=True, finest=2)
        place = axes.get_yaxis_transform()
        edges = -(name + words) / forest, (width - name - words) / forest
        at = 0.0
        for group in column:
            axes.plot(edges, [at, at], color=RULE, linewidth=0.6, transform=place, clip_on=False)
            at -= BETWEEN / 2 + LINE / 2
            page.write(x, y + at, fit(group, BODY, NAME), va="center")
            if panels[group].empty:
                page.write(x + name, y + at, _("no word"), va="center", size=SMALL, color=GREY)
            for row in records(panels[group]):
                effect(
                    axes, at, row, colour=colours[group], marker="o", others=others,
                    intervals=intervals,
                )  # fmt: skip
                page.write(x + name, y + at, fit(str(row.term), BODY, words - 0.08), va="center")
                told = _held(row), str(firm_against(row))
                for edge, text in zip((width - FIRM, width), told, strict=True):
                    page.write(
                        x + edge, y + at, text, ha="right", va="center", size=SMALL, color=GREY
                    )
                at -= LINE
            at = at + LINE / 2 - BETWEEN / 2 - (LINE if panels[group].empty else 0)
    page.write(INNER / 2, 0.06, _scale_name(), ha="center", va="center", size=SMALL, color=GREY)
    return page.figure


def _matched(shown: pd.DataFrame) -> bool:
    return len(shown) > 0 and all(is_matched(contrast) for contrast in shown["contrast"])


def _widest(shown: pd.DataFrame, most: float) -> float:
    return min(max([text_width(term, BODY) for term in shown["term"]], default=0.5), most)
