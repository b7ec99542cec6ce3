"""How much of each group's text stands inside formulations, and what of that can be compared."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from chengyan.language import _
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    HEAD,
    INK,
    INNER,
    MARGIN,
    PALE,
    RULE,
    SMALL,
    TITLE,
    WIDTH,
    Look,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    percent,
    records,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import contrast_word, further_groups
from chengyan.tables import require_columns

COLUMNS = (
    "group", "level", "comparable", "share", "of_characters", "entries", "loo_low", "loo_high",
    "left_out", "contrast",
)  # fmt: skip
# The levels of the whole lexicon, each with its shade and the width of its figures in inches.
LEVELS = {
    "national": (GREY, 0.62), "provincial": (INK, 0.7), "local": ("#a3a3a3", 0.5),
    "own words": (RULE, 0.74),
}  # fmt: skip
ROW, THIN, LONGEST_NAME = 0.34, 0.21, 1.0
HEADS, SCALE = 0.56, 0.3
# The column that can be compared; room for its figures, between columns, and for characters.
WIDE, FIGURES, GAP, LENGTHS = 1.3, 0.38, 0.15, 0.66


@styled
def draw(coverage: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw the share of national formulations that can be compared beside all that cannot.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The table ``formulation_coverage.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.

    Returns
    -------
    matplotlib.figure.Figure
        A row a group: in colour, a mark for what can be compared; beyond a rule, in grey, a strip
        of the levels of the whole lexicon and the rest. Many groups stand in thin rows of one
        colour, those with most that can be compared first.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    A line is the range when one paragraph (of a group with several texts, one text) at a time is
    left out; it is not a confidence interval. On a strip it is that of all levels together. Without
    a formulation nothing is drawn.
    """
    require_columns(coverage, COLUMNS, "formulation_coverage")
    rows = of_groups(coverage, groups)
    listed = rows[rows["level"] != "own words"]
    if not pd.to_numeric(listed["entries"], errors="coerce").gt(0).any():
        return Page(0.3, title=_("No list of formulations is named"), note="").figure
    compared = rows[rows["comparable"].astype(bool)]
    whole = rows[~rows["comparable"].astype(bool)]
    many = is_many(len(groups))
    order = _most_first(compared, groups) if many else groups
    step = THIN if many else ROW
    shown = order[: rows_that_fit(1, HEADS + SCALE, step, len(order))]
    matched = len(rows) > 0 and all(is_matched(contrast) for contrast in rows["contrast"])
    page = Page(
        len(shown) * step + HEADS + SCALE,
        title=_title(compared, matched=matched),
        guide=_(
            "Share of a text's Han characters inside set formulations (提法). Line: range with "
            "{left_out} (not a confidence interval). Hollow: unmatched.",
            left_out=left_out_phrase(rows["left_out"]),
        )
        + (_(" Those with most stand first.") if many else ""),
        note=further_groups(len(order) - len(shown)) + _note(compared, matched=matched),
    )
    _draw_rows(page, compared, whole, shown, step, _looks(groups))
    return page.figure


def _draw_rows(
    page: Page,
    compared: pd.DataFrame,
    whole: pd.DataFrame,
    shown: list[str],
    step: float,
    look: dict[str, Look],
) -> None:
    size = HEAD if step == ROW else BODY
    names = {group: fit(group, size, LONGEST_NAME) for group in shown}
    left = max(text_width(name, size) for name in names.values()) + (0.32 if step == ROW else 0.14)
    top, height = page.body - HEADS, len(shown) * step
    lengths = whole.groupby("group")["of_characters"].max()
    for i, group in enumerate(shown):
        y = top - (i + 0.5) * step
        if step == ROW:
            page.swatch(0.06, y, look[group])
        page.write(0.18 if step == ROW else left - 0.14, y, names[group], size=size,
                   ha="left" if step == ROW else "right", va="center_baseline")  # fmt: skip
        if group in lengths.index:
            page.write(INNER, y, f"{lengths[group]:,.0f}", ha="right", va="center_baseline",
                       size=SMALL, color=GREY)  # fmt: skip
    page.write(INNER, top + 0.08, _("characters"), ha="right", size=SMALL, color=GREY)

    page.write(left, top + 0.3, _("can be compared"), size=BODY, color=INK)
    page.write(left, top + 0.08, _("national, dated before the texts"), size=SMALL, color=INK)
    end = max([0.02, *compared["share"].dropna(), *compared["loo_high"].dropna()]) * 1.06
    axes = _column(page, left, WIDE, end, shown, step)
    ticks(axes, 3, percent)
    for row in records(compared[compared["group"].isin(shown)]):
        i = shown.index(row.group)
        unknown = pd.isna(row.share)
        if not unknown:
            _mark(axes, row, i, look[row.group], 30 if step == ROW else 18)
        page.write(left + WIDE + FIGURES, top - (i + 0.5) * step,
                   _("no date") if unknown else _written(row.share), ha="right",
                   va="center_baseline", size=SMALL, color=INK)  # fmt: skip

    x = left + WIDE + FIGURES + GAP
    across, up = MARGIN + x, [MARGIN + page.foot + y for y in (top - height, top + 0.42)]
    page.figure.add_artist(
        Line2D([across / WIDTH] * 2, [y / page.height for y in up], color=PALE, linewidth=0.8)
    )
    x += GAP
    told = _("cannot be compared: all that the lexicon has")
    page.write(x, top + 0.3, told, size=BODY, color=GREY)
    width = INNER - LENGTHS - sum(room for _, room in LEVELS.values()) - x
    axes = _column(page, x, width, 1.0, shown, step)
    axes.set_xticks([0, 1], [percent(0), percent(1)])
    _strips(page, axes, whole, shown, step, x + width)


def _column(page: Page, x: float, width: float, end: float, shown: list[str], step: float) -> Axes:
    height = len(shown) * step
    axes = page.axes(x, page.body - HEADS - height, width, height)
    axes.set(xlim=(0, end), ylim=(len(shown) - 0.5, -0.5), yticks=[])
    axes.tick_params(axis="x", pad=2)
    for i in range(0, len(shown), 2):
        axes.axhspan(i - 0.5, i + 0.5, color=BAND, zorder=0)
    return axes


def _mark(axes: Axes, row: Any, y: int, look: Look, size: float) -> None:
    axes.plot([row.loo_low, row.loo_high], [y, y], color=look.colour, linewidth=1.2,
              solid_capstyle="butt", clip_on=False)  # fmt: skip
    axes.scatter(row.share, y, marker=look.marker, s=size, linewidth=1.2, zorder=3, clip_on=False,
                 **look.mark(filled=is_matched(row.contrast)))  # fmt: skip


def _strips(
    page: Page, axes: Axes, whole: pd.DataFrame, shown: list[str], step: float, right: float
) -> None:
    """A strip a group of all levels, and each level's share in figures below its head."""
    top = page.body - HEADS
    start = dict.fromkeys(shown, 0.0)
    names = {
        "national": _("national"),
        "provincial": _("provincial"),
        "local": _("local"),
        "own words": _("own words"),
    }
    for level, (shade, room) in LEVELS.items():
        right += room
        page.write(right, top + 0.08, names[level], ha="right", size=SMALL, color=GREY)
        at = right - text_width(names[level], SMALL) - 0.09
        page.swatch(at, top + 0.125, Look(shade, "s"))
        for row in records(whole[(whole["level"] == level) & whole["group"].isin(shown)]):
            i = shown.index(row.group)
            axes.barh(i, row.share, left=start[row.group], height=0.5, color=shade, zorder=1)
            start[row.group] += row.share
            page.write(right, top - (i + 0.5) * step, _written(row.share), ha="right",
                       va="center_baseline", size=SMALL, color=GREY)  # fmt: skip
            if level == "own words":
                axes.plot([1 - row.loo_high, 1 - row.loo_low], [i, i], color=INK, linewidth=1.2,
                          solid_capstyle="butt", zorder=2)  # fmt: skip


def _written(share: float) -> str:
    """A share in per cent, what is little with a decimal."""
    return (
        percent(share)
        if share == 0 or share >= 0.0995
        else _("{number} %", number=f"{100 * share:.1f}")
    )


def _looks(groups: list[str]) -> dict[str, Look]:
    if not is_many(len(groups)):
        return looks(groups)
    return {group: Look(colour, "o") for group, colour in group_colours(groups).items()}


def _most_first(compared: pd.DataFrame, groups: list[str]) -> list[str]:
    shares = compared.set_index("group")["share"].fillna(0)
    return sorted(groups, key=lambda group: -shares.get(group, 0.0))


def _title(compared: pd.DataFrame, *, matched: bool) -> str:
    """Say between which groups the comparable share spreads, and whether that is much."""
    told = compared.dropna(subset="share").sort_values("share", kind="stable")
    if told.empty:
        return _("No text has a date, so that no share of formulations can be compared")
    least, most = records(told.iloc[[0, -1]])
    low, high = (
        _(
            "{share} ({group})",
            share=_written(row.share), group=fit(row.group, TITLE, LONGEST_NAME),
        )
        for row in (least, most)
    )  # fmt: skip
    if len(told) == 1:
        return _(
            "Dated national formulations take {share} of a text; no other group has a date",
            share=low,
        )
    ends = {"low": low, "high": high, "contrast": contrast_word(matched=matched)}
    if not least.loo_high >= most.loo_low:
        return _(
            "Dated national formulations take from {low} to {high} of a text; {contrast}", **ends
        )
    if {least.left_out, most.left_out} == {"text"}:
        return _(
            "Dated national formulations take from {low} to {high} of a text, no more apart than "
            "one text can move them; {contrast}",
            **ends,
        )
    return _(
        "Dated national formulations take from {low} to {high} of a text, no more apart than one "
        "paragraph can move them; {contrast}",
        **ends,
    )


def _note(compared: pd.DataFrame, *, matched: bool) -> str:
    entries = compared["entries"].max() if len(compared) else 0
    told = (
        _(
            "To be compared: {number} national formulations that a document from elsewhere dates "
            "to before the year of every text. ",
            number=f"{entries:,.0f}",
        )
        if entries
        else ""
    )
    return (
        told
        + _("Own words: what the lexicon does not list as a formulation, names and idioms too. ")
        + contrast_note("matched" if matched else "unmatched")
    )
