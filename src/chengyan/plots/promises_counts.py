"""Promises in numbers of many groups: how many are due by which year."""

from collections import Counter
from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _, later
from chengyan.plots.layout import rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    SHADES,
    SMALL,
    contrast_note,
    fit,
    on,
    styled,
    text_width,
)
from chengyan.plots.wording import further_groups, together

# Group, year and what tells it: the sentence, a heading, or nothing.
Dated = tuple[str, int | None, str]
ROW, HEAD, LONGEST_NAME, TOTAL = 0.21, 0.24, 1.3, 0.45
# Columns of years; where more are named, the least promised stand together.
YEARS = 8
REST, UNDATED = later("other years"), later("no date")
WIDEST = 1.9


@styled
def draw_counts(
    promises: Sequence[Dated], groups: Sequence[str], *, title: str, contrast: str
) -> Figure:
    """Draw a row a group and a column a year, in each cell how many promises are due by then.

    Parameters
    ----------
    promises : sequence of (group, year, told)
    groups : sequence of str
    title : str
    contrast : str
        ``matched`` or ``unmatched``.
    """
    counts = Counter((group, year) for group, year, _told in promises)
    totals = Counter(promise[0] for promise in promises)
    by_heading = sum(promise[2] == "heading" for promise in promises)
    columns, own = _columns(promises)
    order = sorted(groups, key=lambda group: -totals[group])
    shown = order[: rows_that_fit(1, HEAD + 0.1, ROW, len(order))]
    cells = {
        (group, name): sum(counts[group, year] for year in own[name])
        for group in shown
        for name in columns
    }
    page = Page(
        HEAD + len(shown) * ROW + 0.06,
        title=title,
        guide=_(
            "Promised numbers by the year they are due; the darker, the more. Groups that promise "
            "most stand first."
        ),
        note=together(
            further_groups(len(order) - len(shown)),
            _("Of {number:,} the heading above alone names the year.", number=by_heading)
            if by_heading
            else "",
            _("Durations are left out."),
            _("A longer text promises more."),
            _("What is promised, and for when, is found by rules and errs."),
            contrast_note(contrast),
        ),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    left = max(text_width(fit(group, BODY, LONGEST_NAME), BODY) for group in shown) + 0.12
    width = min((INNER - left - TOTAL) / max(len(columns), 1), WIDEST)
    top = page.body - HEAD
    most = max(cells.values(), default=0)
    for i, name in enumerate(columns):
        page.write(
            left + (i + 0.5) * width, top + 0.07, _(name), ha="center", size=SMALL, color=GREY
        )
    end = left + len(columns) * width + TOTAL - 0.1
    page.write(end, top + 0.07, _("all"), ha="right", size=SMALL, color=GREY)
    for j, group in enumerate(shown):
        y = top - (j + 1) * ROW
        middle = y + ROW / 2
        page.write(
            left - 0.1, middle, fit(group, BODY, LONGEST_NAME), ha="right", va="center_baseline",
            size=BODY,
        )  # fmt: skip
        page.write(end, middle, f"{totals[group]:,}", ha="right", va="center_baseline", size=SMALL)
        for i, name in enumerate(columns):
            number = cells[group, name]
            colour = _shade(number, most)
            axes.add_patch(
                Rectangle(
                    (left + i * width + 0.01, y + 0.01), width - 0.02, ROW - 0.02,
                    facecolor=colour, linewidth=0,
                )
            )  # fmt: skip
            if number:
                page.write(
                    left + (i + 0.5) * width, middle, f"{number:,}", ha="center",
                    va="center_baseline", size=SMALL, color=on(colour),
                )  # fmt: skip
    return page.figure


def _columns(promises: Sequence[Dated]) -> tuple[list[str], dict[str, list[int | None]]]:
    """Names of the columns in their order, and the years in each."""
    named = Counter(promise[1] for promise in promises if promise[1] is not None)
    kept = sorted(sorted(named, key=lambda year: (-named[year], year))[:YEARS])
    rest: list[int | None] = [year for year in named if year not in kept]
    own: dict[str, list[int | None]] = {str(year): [year] for year in kept}
    if rest:
        own[REST] = rest
    if any(promise[1] is None for promise in promises):
        own[UNDATED] = [None]
    return list(own), own


def _shade(number: int, most: int) -> str:
    """One hue, the darker the more; white for none."""
    if not number:
        return "#fafafa"
    steps = len(SHADES)
    return SHADES[::-1][min(int(steps * number / max(most, 1)), steps - 1)]
