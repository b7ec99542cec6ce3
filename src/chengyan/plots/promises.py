"""What is promised in numbers, and by when: a timeline, or counts where there are many groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _, n_
from chengyan.plots.layout import is_many
from chengyan.plots.page import Page
from chengyan.plots.promises_counts import draw_counts
from chengyan.plots.promises_labels import Promise, guide_of, promises_of, thinned, title_of
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INNER,
    PALE,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    looks,
    of_groups,
    styled,
    text_width,
)
from chengyan.plots.wording import together
from chengyan.tables import require_columns

COLUMNS = (
    "group", "object", "expression", "modifier", "kind", "measure", "bound", "horizon_year",
    "horizon_from", "distinct",
)  # fmt: skip
LINE, BETWEEN, TOP, LONGEST_NAME = 0.165, 0.16, 0.24, 1.1
MARK, GAP, LONGEST_LABEL = 0.1, 0.16, 2.3
# Inches between two years that their figures need.
YEAR = 0.42


@dataclass(frozen=True)
class _Scale:
    """Where the years stand, and the column of what has no date, with its lists side by side."""

    years: dict[int, float]
    left: float
    end: float
    undated: float
    dated_lists: list[float]
    undated_lists: list[float]


@dataclass(frozen=True)
class _Placed:
    """A promise with its line in the band of its group, its mark and its label."""

    promise: Promise
    line: int
    x: float
    label: str
    left: bool


@styled
def draw(targets: pd.DataFrame, groups: list[str], *, contrast: str = "unmatched") -> Figure:
    """Draw the promised numbers of each group along the years by which they are due.

    Parameters
    ----------
    targets : pandas.DataFrame
        The table ``targets.csv``; of kind ``pledged`` the distinct rows are drawn.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` or ``unmatched``.

    Returns
    -------
    matplotlib.figure.Figure
        A band a group, a mark a promise, labelled with what is promised and how much; those
        without a date stand in a column of their own. Of many groups, the number of promises a
        year, in rows.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    What is distinct :func:`chengyan.targets.distinct.distinct` tells. Of more promises than a page
    holds, those dated in their sentence are kept first, with one in four without a date where there
    are any, and of equal ones some from all over the text.
    """
    require_columns(targets, COLUMNS, "targets")
    promises = promises_of(of_groups(targets, groups))
    title = title_of(promises, groups)
    if is_many(len(groups)):
        dated = [(promise.group, promise.year, promise.told) for promise in promises]
        return draw_counts(dated, groups, title=title, contrast=contrast)
    shown = thinned(promises, groups)
    return _timeline(shown, len(promises) - len(shown), groups, title=title, contrast=contrast)


def _timeline(
    promises: list[Promise], hidden: int, groups: list[str], *, title: str, contrast: str
) -> Figure:
    """One band a group, one below the other."""
    look = looks(groups)
    left = max(text_width(fit(group, HEAD, LONGEST_NAME), HEAD) for group in groups) + 0.36
    scale = _scale(promises, left)
    placed = {group: _placed([p for p in promises if p.group == group], scale) for group in groups}
    lines = {group: max((one.line for one in placed[group]), default=0) + 1 for group in groups}
    height = TOP + sum(number * LINE + BETWEEN for number in lines.values())
    page = Page(
        height,
        title=title,
        guide=together(
            _("A mark a promised number, at the year by which it is due."), guide_of(promises)
        ),
        note=together(
            _left_out(hidden),
            _spacing(scale),
            _("Durations are left out."),
            _("What is promised, and for when, is found by rules and errs."),
            contrast_note(contrast),
        ),
    )
    axes = page.axes(0, 0, INNER, height)
    axes.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
    top = height - TOP
    _heads(axes, scale, top)
    for group in groups:
        axes.plot([0, INNER], [top, top], color=PALE, linewidth=0.6)
        first = top - (BETWEEN + LINE) / 2
        page.swatch(0.06, first, look[group])
        page.write(0.18, first, fit(group, HEAD, LONGEST_NAME), size=HEAD, va="center_baseline")
        if not placed[group]:
            told = _("no promise in numbers")
            axes.text(left, first, told, va="center_baseline", size=SMALL, color=GREY)
        for one in placed[group]:
            _mark(axes, one, first - one.line * LINE, look[group])
        top -= lines[group] * LINE + BETWEEN
    return page.figure


def _scale(promises: Sequence[Promise], left: float) -> _Scale:
    """Share the width between what is dated and what is not, and set the years."""
    years = sorted({promise.year for promise in promises if promise.year is not None})
    dated = [promise for promise in promises if promise.year is not None]
    undated = [promise for promise in promises if promise.year is None]
    start, end, beyond = left + MARK, INNER if years else left, left
    if years and undated:
        share = (INNER - left) * len(undated) / len(promises)
        # Each part holds its longest label; many years want half of the room.
        room = min(share, INNER - left - GAP - _column(dated))
        room = min(room, (INNER - left) / 2) if len(years) > 2 else room
        width = _column(undated) + GAP
        beyond = INNER - max(int(room / width), 1) * width + GAP
        end = beyond - GAP
    lists = [
        _lists(part, begin, stop)
        for part, begin, stop in ((dated, start, end), (undated, beyond + MARK, INNER))
    ]
    return _Scale(_years(years, start + 0.06, end), left, end, beyond, *lists)


def _years(years: Sequence[int], start: float, end: float) -> dict[int, float]:
    """Years in proportion where their figures have room, else evenly spaced."""
    if len(years) < 2:
        return dict.fromkeys(years, start + 0.02)
    room = end - start - 0.3
    at = {year: start + room * (year - years[0]) / (years[-1] - years[0]) for year in years}
    if any(b - a < YEAR for a, b in pairwise(at.values())):
        at = {year: start + room * i / (len(years) - 1) for i, year in enumerate(years)}
    return at


def _lists(promises: Sequence[Promise], start: float, end: float) -> list[float]:
    """Where the marks of lists side by side stand."""
    if not promises:
        return []
    room = end - start + MARK
    number = max(int((room + GAP + 0.01) / (_column(promises) + GAP)), 1)
    number = min(number, len(promises))
    return [start + i * (room + GAP) / number for i in range(number)]


def _column(promises: Sequence[Promise]) -> float:
    """Width of a list with its marks."""
    widest = max(text_width(promise.label, SMALL) for promise in promises)
    return 2 * MARK + min(widest, LONGEST_LABEL) + 0.02


def _placed(promises: Sequence[Promise], scale: _Scale) -> list[_Placed]:
    """Each promise on a line of its group where its label covers no other."""
    placed = []
    for lists, limit, part in (
        (scale.undated_lists, INNER, [p for p in promises if p.year is None]),
        (scale.dated_lists, scale.end, [p for p in promises if p.year is not None]),
    ):
        if part and part[0].year is not None and len(scale.years) > 1:
            placed += _along_years(part, scale)
            continue
        for i, promise in enumerate(part):
            x = lists[i % len(lists)]
            label = fit(promise.label, SMALL, min(LONGEST_LABEL, limit - x - MARK))
            placed.append(_Placed(promise, i // len(lists), x, label, left=False))
    return placed


def _along_years(promises: Sequence[Promise], scale: _Scale) -> list[_Placed]:
    """Marks below their years, on the first line that has room for the label."""
    lines: list[list[tuple[float, float]]] = []
    placed = []
    for promise in sorted(promises, key=lambda promise: promise.year or 0):
        x = scale.years[promise.year or 0]
        width = text_width(fit(promise.label, SMALL, LONGEST_LABEL), SMALL)
        on_left = x + MARK + width > scale.end and x - scale.left > scale.end - x
        room = min((x - scale.left if on_left else scale.end - x) - MARK, LONGEST_LABEL)
        label = fit(promise.label, SMALL, room)
        width = text_width(label, SMALL)
        taken = (x - MARK - width, x + MARK / 2) if on_left else (x - MARK / 2, x + MARK + width)
        free = (
            i
            for i, others in enumerate(lines)
            if all(taken[1] + GAP < a or b + GAP < taken[0] for a, b in others)
        )
        line = next(free, len(lines))
        if line == len(lines):
            lines.append([])
        lines[line].append(taken)
        placed.append(_Placed(promise, line, x, label, on_left))
    return placed


def _heads(axes: Axes, scale: _Scale, top: float) -> None:
    """The years, with a line down from each of several, and the head of what has no date."""
    one = len(scale.years) == 1
    for year, x in scale.years.items():
        at, align = (scale.left + MARK / 2, "left") if one else (x, "center")
        axes.text(at, top + 0.07, str(year), ha=align, size=BODY, color=GREY)
        if not one:
            axes.plot([x, x], [0, top], color=RULE, linewidth=0.6, zorder=0)
    if scale.undated_lists:
        axes.text(scale.undated + MARK / 2, top + 0.07, _("no date"), size=BODY, color=GREY)
        if scale.years:
            edge = scale.undated - GAP / 4
            axes.plot([edge, edge], [0, top + TOP - 0.03], color=PALE, linewidth=0.6)


def _mark(axes: Axes, one: _Placed, y: float, look: Look) -> None:
    """A mark, as full as its year is told, and its label beside it."""
    told = one.promise.told
    axes.plot(
        one.x, y, marker="o", markersize=4.2, markeredgewidth=0.9, linestyle="none",
        color=look.colour, markerfacecoloralt="white", zorder=3,
        fillstyle="left" if told == "heading" else "full",
        markerfacecolor=look.colour if told else "white",
    )  # fmt: skip
    axes.text(
        one.x - MARK if one.left else one.x + MARK, y, one.label, size=SMALL,
        ha="right" if one.left else "left", va="center_baseline", zorder=2,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _spacing(scale: _Scale) -> str:
    """Whether the years stand in proportion."""
    steps = {
        round((b - a) / (later - year), 6)
        for (year, a), (later, b) in pairwise(sorted(scale.years.items()))
    }
    return _("Years are set evenly, whatever lies between them.") if len(steps) > 1 else ""


def _left_out(hidden: int) -> str:
    if not hidden:
        return ""
    return n_(
        "{number} further promise is in the table only.",
        "{number} further promises are in the table only.",
        hidden,
    )
