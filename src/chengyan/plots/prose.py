"""How long the sentences of each group are: quantiles, not one average."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    plain,
    records,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import contrast_word, further_groups, joined
from chengyan.tables import require_columns

COLUMNS = ("group", "measure", "value", "cases", "loo_low", "loo_high", "left_out", "contrast")
MEDIAN = "sentence_length_median"
OUTER, INNER_HALF = ("p10", "p90"), ("p25", "p75")
# What stands in figures beside a group: measure, cell, form.
FIGURES = (
    (MEDIAN, "cases", "{:,.0f}"),
    (MEDIAN, "value", "{:.0f}"),
    ("sentence_length", "value", "{:.0f}"),
    ("clause_length", "value", "{:.1f}"),
)
# Mean clauses that differ by less than a fifth are called alike.
ALIKE = 1.2
ROW, LEAST, COLUMN, NAME, HEAD, FOOT = 0.34, 0.17, 0.58, 1.3, 0.2, 0.42

Cells = dict[tuple[str, str], Any]


@styled
def draw(readability: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw the length of each group's sentences: median, middle half and middle 80 %.

    Parameters
    ----------
    readability : pandas.DataFrame
        The table ``readability.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.

    Returns
    -------
    matplotlib.figure.Figure
        A row a group; many groups stand by falling median.

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no group has a sentence.

    Notes
    -----
    A mark is hollow where the group is unmatched with the others. The line through it is the range
    of the median when one paragraph (of a group with several texts, one text) at a time is left
    out; it is not a confidence interval.
    """
    require_columns(readability, COLUMNS, "readability")
    table = of_groups(readability, groups)
    medians = table[(table["measure"] == MEDIAN) & table["value"].notna()]
    if medians.empty:
        raise DesignError("readability", f"no sentence of {', '.join(groups)}", "Add texts")
    many = is_many(len(groups))
    length = {row.group: float(row.value) for row in records(medians)}
    present = [group for group in groups if group in length]
    if many:
        present.sort(key=lambda group: -length[group])
    shown = present[: rows_that_fit(1, HEAD + FOOT, LEAST, len(present))]
    cells: Cells = {(row.group, row.measure): row for row in records(table)}
    row = LEAST if many else ROW
    contrast = "matched" if all(map(is_matched, medians["contrast"])) else "unmatched"
    page = Page(
        HEAD + len(shown) * row + FOOT,
        title=_title(cells, present, matched=is_matched(contrast)),
        guide=_(
            "Mark: median. Wide bar: the middle half of the sentences; narrow bar: all but the "
            "shortest and the longest tenth. Line: range of the median with {left_out} (not a "
            "confidence interval).",
            left_out=left_out_phrase(medians["left_out"]),
        ),
        note=_hidden(groups, present, shown)
        + _(
            "Headings are left out. Mean and clause (what stands between commas, semicolons and "
            "colons) in Han characters. Length is a habit of genre and no measure of how hard a "
            "text is to read. "
        )
        + contrast_note(contrast),
    )
    names = min(max(text_width(fit(group, BODY, NAME), BODY) for group in shown), NAME) + 0.3
    width = INNER - names - len(FIGURES) * COLUMN - 0.08
    axes = page.axes(names, FOOT, width, len(shown) * row)
    end = max(_value(cells, group, f"sentence_length_{OUTER[1]}") for group in shown)
    end = max(end, float(medians["loo_high"].max()) if medians["loo_high"].notna().any() else 0)
    axes.set(xlim=(0, end * 1.04), ylim=(len(shown) - 0.5, -0.5), yticks=[])
    ticks(axes, 6, lambda value: f"{value:.0f}")
    colours, look = group_colours(groups), looks(groups)
    for i, name in enumerate((_("sentences"), _("median"), _("mean"), _("clause"))):
        x = names + width + 0.08 + (i + 1) * COLUMN
        page.write(
            x, page.body - HEAD + 0.05, name, ha="right", va="bottom", size=SMALL, color=GREY
        )
    for j, group in enumerate(shown):
        y = FOOT + (len(shown) - j - 0.5) * row
        one = Look(colours[group], "o" if many else look[group].marker)
        page.write(0.02, y, fit(group, BODY, NAME), va="center")
        _quantiles(axes, j, cells, group, one)
        for i, (measure, cell, form) in enumerate(FIGURES):
            x = names + width + 0.08 + (i + 1) * COLUMN
            told = form.format(float(getattr(cells[group, measure], cell)))
            page.write(x, y, told, ha="right", va="center", size=SMALL, color=GREY)
        if j and not many:
            edges = -names / width, 1 + (INNER - names - width) / width
            axes.axhline(
                j - 0.5, xmin=edges[0], xmax=edges[1], color=RULE, linewidth=0.6, clip_on=False
            )
    page.write(
        names + width / 2, 0.08, _("Han characters a sentence"), ha="center", va="center",
        size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _quantiles(axes: Axes, y: int, cells: Cells, group: str, look: Look) -> None:
    """Two bars about the median, its range and its mark."""
    for (low, high), height, tint in ((OUTER, 0.16, 0.8), (INNER_HALF, 0.46, 0.65)):
        left, right = (_value(cells, group, f"sentence_length_{end}") for end in (low, high))
        axes.add_patch(
            Rectangle(
                (left, y - height / 2), right - left, height, linewidth=0, zorder=1,
                color=_tinted(look.colour, tint),
            )
        )  # fmt: skip
    median = cells[group, MEDIAN]
    axes.plot([median.loo_low, median.loo_high], [y, y], color=look.colour, linewidth=1.2)
    axes.scatter(
        median.value, y, s=26, marker=look.marker, linewidth=1.1, zorder=3,
        **look.mark(filled=is_matched(median.contrast)),
    )  # fmt: skip


def _tinted(colour: str, white: float) -> tuple[float, float, float]:
    """The colour with so large a part of white."""
    red, green, blue = (part + (1 - part) * white for part in to_rgb(colour))
    return red, green, blue


def _value(cells: Cells, group: str, measure: str) -> float:
    return float(cells[group, measure].value)


def _hidden(groups: list[str], present: list[str], shown: list[str]) -> str:
    lacking = [group for group in groups if group not in present]
    told = further_groups(len(present) - len(shown))
    if not lacking:
        return told
    named = fit(joined(lacking), SMALL, INNER / 2)
    return told + _("No sentence: {groups}. ", groups=named)


def _title(cells: Cells, present: list[str], *, matched: bool) -> str:
    """Say where sentences are longest and shortest, and whether clauses are alike."""
    length = {group: _value(cells, group, MEDIAN) for group in present}
    clause = [_value(cells, group, "clause_length") for group in present]
    longest, shortest = max(length, key=length.__getitem__), min(length, key=length.__getitem__)
    most, least = (plain(round(length[group], 1)) for group in (longest, shortest))
    if most == least:
        return _(
            "The median sentence has {most} Han characters in every group; {contrast}",
            most=most, contrast=contrast_word(matched=matched),
        )  # fmt: skip
    told = {
        "longest": longest,
        "shortest": shortest,
        "most": most,
        "least": least,
        "contrast": contrast_word(matched=matched),
    }
    if max(clause) < ALIKE * min(clause):
        return _(
            "The median sentence has {most} Han characters in {longest}, {least} in {shortest}; "
            "clauses are much alike; {contrast}",
            **told,
        )
    return _(
        "The median sentence has {most} Han characters in {longest}, {least} in {shortest}; "
        "{contrast}",
        **told,
    )
