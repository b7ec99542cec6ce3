"""What is praised against what is promised: codes of statements that look back, and ahead."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _, later
from chengyan.plots.codes import (
    SHARE_COLUMNS,
    VALIDATION_COLUMNS,
    by_mean,
    err_phrase,
    full_name,
    in_points,
    instrument_note,
    may_err,
    name_code,
    names,
    page_contrast,
    required_shares,
)
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.range_strips import range_strips
from chengyan.plots.style import (
    BAND,
    GREY,
    HEAD,
    INK,
    INNER,
    PALE,
    SMALL,
    TITLE,
    Look,
    fit,
    is_matched,
    looks,
    percent,
    records,
    some,
    styled,
    ticks,
)
from chengyan.plots.wording import further_codes, together
from chengyan.tables import require_columns

# ASSUME shares of fewer statements than these, which move by 5 points with each, are not read.
LEAST = 20
PAST, AHEAD = "past", "future"
ROW, HEADS, SCALE, NAMES, GAP = 0.3, 0.7, 0.4, 2.0, 0.24
NAMED = 1.2


@styled
def draw(
    priorities: pd.DataFrame,
    validation: pd.DataFrame,
    groups: list[str],
    *,
    coding: str,
    sample: str | None = None,
    least: int = LEAST,
) -> Figure:
    """Draw a panel a group: each code's share of what looks back and of what looks ahead.

    Of many groups, the difference of the two is drawn: a dot a group, by code.

    Parameters
    ----------
    priorities : pandas.DataFrame
        The table ``priorities.csv``.
    validation : pandas.DataFrame
        The table ``priority_validation.csv``, empty where no sample is coded.
    groups : list of str
        Values compared, in the order that gives them their colours.
    coding : str
        How the sample was coded: ``model-coded``, ``human-coded``.
    sample : str, optional
        The sample whose accuracy is told; by default all, and the largest error counts.
    least : int
        Statements of either kind that a group must have for its shares to be read; groups with
        fewer are pale, and of many groups left out.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no group has a share, or there is no such sample.
    """
    require_columns(priorities, SHARE_COLUMNS, "priorities")
    require_columns(validation, VALIDATION_COLUMNS, "priority_validation")
    past, ahead = (
        rows[rows["counted"]]
        for rows in (required_shares(priorities, groups, unit) for unit in (PAST, AHEAD))
    )
    both = past.merge(
        ahead[["group", "code", "share", "units"]], on=["group", "code"],
        suffixes=("_past", "_ahead"),
    ).assign(change=lambda told: told["share_ahead"] - told["share_past"])  # fmt: skip
    sizes = {
        str(group): (int(own["units_past"].max()), int(own["units_ahead"].max()))
        for group, own in both.groupby("group")
    }
    read = [group for group in groups if min(sizes.get(group, (0, 0))) >= least]
    err = may_err(validation, sample)
    title = _title(both[both["group"].isin(read)], groups, read, err)
    note = together(
        instrument_note(validation, coding, sample),
        err_phrase(err),
        _("Cues tell what looks back or ahead, and err as well."),
        page_contrast(past),
    )
    # The order of the figure of priorities.
    policy = required_shares(priorities, groups, "quasi_sentences")
    order = [code for code in by_mean(policy[policy["counted"]]) if code in set(both["code"])]
    if is_many(len(groups)):
        return _many(both[both["group"].isin(read)], order, groups, read, least, title, note)
    return _few(both, order, groups, sizes, least, title, note)


def _few(
    both: pd.DataFrame,
    order: list[str],
    groups: list[str],
    sizes: Mapping[str, tuple[int, int]],
    least: int,
    title: str,
    note: str,
) -> Figure:
    shown = order[: rows_that_fit(1, HEADS + SCALE, ROW, len(order))]
    height = ROW * len(shown)
    pale = {group for group in groups if min(sizes.get(group, (0, 0))) < least}
    hidden = len(order) - len(shown)
    page = Page(
        HEADS + height + SCALE,
        title=title,
        guide=together(
            _(
                "Share of a group's statements on policy: upright stroke, of those that look back "
                "(praise); mark, of those that look ahead (promise). Codes by falling share of all."
            ),
            _("Hollow: unmatched."),
            _(
                "Pale: fewer than {least} of either, not to be read (arrow: off the scale).",
                least=least,
            )
            if pale
            else "",
        ),
        note=together(further_codes(hidden), note),
    )
    look = looks(groups)
    width = (INNER - NAMES - (len(groups) - 1) * GAP) / len(groups)
    scaled = both if len(pale) == len(groups) else both[~both["group"].isin(pale)]
    shares = scaled.loc[scaled["code"].isin(shown), ["share_past", "share_ahead"]]
    end = max(0.01, float(np.nanmax(shares.to_numpy(dtype=float), initial=0.0))) * 1.12
    plane = page.axes(0, SCALE, NAMES, height)
    plane.set(xlim=(0, NAMES), ylim=(0, height), xticks=[], yticks=[])
    told, top = names(both), SCALE + height + HEADS - 0.1
    for j, code in enumerate(shown):
        name_code(plane, 0, height - (j + 0.5) * ROW, code, told[code], width=NAMES - 0.15, row=ROW)
    for i, group in enumerate(groups):
        x = NAMES + i * (width + GAP)
        before, after = sizes.get(group, (0, 0))
        mark = Look(PALE, look[group].marker) if group in pale else look[group]
        own = both[both["group"] == group]
        filled = len(own) > 0 and all(map(is_matched, own["contrast"]))
        page.swatch(x + 0.05, top, look[group], filled=filled)
        page.write(x + 0.16, top, fit(group, HEAD, width - 0.2), size=HEAD, va="center_baseline")
        lines = [
            (_("{number:,} look back", number=before), GREY),
            (_("{number:,} look ahead", number=after), GREY),
        ]
        lines += [(_("too few to read"), INK)] if group in pale else []
        for k, (line, ink) in enumerate(lines):
            page.write(
                x, top - 0.18 - 0.14 * k, fit(line, SMALL, width + 0.1), size=SMALL, color=ink,
                va="center_baseline",
            )  # fmt: skip
        axes = page.axes(x, SCALE, width, height)
        axes.set(xlim=(-0.02 * end, end), ylim=(len(shown) - 0.5, -0.5), yticks=[])
        ticks(axes, max(1, min(5, int(width / 0.42))), percent)
        for j in range(0, len(shown), 2):
            axes.axhspan(j - 0.5, j + 0.5, color=BAND, zorder=0)
        for row in records(own[own["code"].isin(shown)]):
            _pair(axes, row, shown.index(row.code), mark, end, filled=filled)
    page.write(
        NAMES + (INNER - NAMES) / 2,
        0.05,
        _("share of the statements on policy that look back, or ahead"),
        ha="center",
        va="center",
        size=SMALL,
        color=GREY,
    )
    return page.figure


def _pair(axes: Axes, row: Any, y: float, look: Look, end: float, *, filled: bool) -> None:
    """Draw both shares of a code, and the way between them; an arrow where it leaves the scale."""
    past, ahead = row.share_past, row.share_ahead
    if not math.isnan(past + ahead):
        axes.plot(
            [min(past, end), min(ahead, end)], [y, y], color=look.colour, linewidth=1.1,
            solid_capstyle="butt", zorder=2,
        )  # fmt: skip
    if max(past, ahead) > end:
        axes.plot(end, y, marker=">", markersize=4, color=look.colour, clip_on=False, zorder=3)
    if past <= end:
        axes.plot(
            [past, past], [y - 0.26, y + 0.26], color=look.colour, linewidth=1.8, zorder=3,
            solid_capstyle="butt",
        )  # fmt: skip
    if ahead <= end:
        axes.scatter(
            ahead, y, s=24, marker=look.marker, linewidth=1.1, zorder=4, clip_on=False,
            **look.mark(filled=filled),
        )  # fmt: skip


def _many(
    both: pd.DataFrame,
    order: list[str],
    groups: list[str],
    read: list[str],
    least: int,
    title: str,
    note: str,
) -> Figure:
    if both.empty:
        return Page(0.3, title=title, note=note).figure
    fewer = [group for group in groups if group not in read]
    told = _(
        "Left out, with fewer than {least} statements of a kind: {groups}.",
        least=least,
        groups=some(fewer),
    )
    return range_strips(
        [(both.assign(value=both["change"]), order, "")],
        title=title,
        guide=_(
            "Share among statements that look ahead (promise) less that among those that look "
            "back (praise), in points: right of 0, promised more than praised."
        ),
        note=together(told if fewer else "", note),
        form=points,
        ends=(later("most praised"), later("most promised")),
    )


def points(change: float) -> str:
    """A difference of shares in points, with its sign."""
    value = round(100 * change)
    return "0" if value == 0 else f"{value:+d}".replace("-", "−")


def _title(both: pd.DataFrame, groups: list[str], read: list[str], err: float) -> str:
    """Say which code moves most between praise and promise, where there is enough to read."""
    if both.empty:
        return _("No group has enough statements that look back, and ahead, to compare the two")
    told = names(both)
    if is_many(len(groups)):
        changes = both.groupby("code", sort=False)["change"].median()
        code, change = _farthest(changes)
        shape = (
            later(
                "{code} is promised more than praised, by {points} in the median of {number} groups"
            )
            if change > 0
            else later(
                "{code} is praised more than promised, by {points} in the median of {number} groups"
            )
        )
        said = _(
            shape,
            code=full_name(*told[code]),
            points=in_points(change),
            number=len(read),
        )
    else:
        changes = both.set_index(["code", "group"])["change"]
        (code, group), change = _farthest(changes)
        row = next(records(both[(both["group"] == group) & (both["code"] == code)]))
        first, second = sorted((row.share_past, row.share_ahead), reverse=True)
        shape = (
            later("{group} promises more of {code} than it praises: {more} against {less}")
            if change > 0
            else later("{group} praises more of {code} than it promises: {more} against {less}")
        )
        said = _(
            shape,
            group=fit(group, TITLE, NAMED),
            code=full_name(*told[code]),
            more=percent(first),
            less=percent(second),
        )
    if math.isnan(err):
        return _("{said}; how far the instrument errs is not known", said=said)
    if abs(change) > err:
        return said
    return _("{said}, no more than the instrument may err", said=said)


def _farthest(changes: pd.Series) -> tuple[Any, float]:
    """Where a change is farthest from 0, and the change."""
    where = changes.abs().sort_values(ascending=False, kind="stable").index[0]
    return where, float(changes[where])
