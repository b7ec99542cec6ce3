"""What each group gives attention to: the share of each code, raw and corrected for error."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.language import _, later, n_
from chengyan.plots.codes import (
    SHARE_COLUMNS,
    VALIDATION_COLUMNS,
    by_mean,
    err_phrase,
    instrument_note,
    may_err,
    name_code,
    names,
    page_contrast,
    required_shares,
    shares_of,
)
from chengyan.plots.layout import BODY_HEIGHT, is_many
from chengyan.plots.page import Page
from chengyan.plots.priorities_title import one_of, title_of
from chengyan.plots.range_strips import range_strips
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    Look,
    fit,
    is_matched,
    left_out_phrase,
    looks,
    percent,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import together
from chengyan.tables import require_columns

UNIT = "quasi_sentences"
# Shares that a coded sample gives: of a part of the statements, or of all.
BY_SAMPLE = ("codebook_corrected", "coded")
NAMES, KEY, SCALE, APART = 2.15, 0.3, 0.3, 0.26
OCCASION = later("Occasion: outside the denominator; share of all statements")
# Heights of a group's lane and of what sets rows apart; a lane is lower where codes are many.
LANE, LEAST, GAP = 0.15, 0.062, 0.11


@styled
def draw(
    priorities: pd.DataFrame,
    validation: pd.DataFrame,
    groups: list[str],
    *,
    coding: str,
    sample: str | None = None,
) -> Figure:
    """Draw the share of each code in each group, codes by falling mean, the occasion's apart.

    Few groups have a lane each in the row of a code; many are a strip of dots, with the quarter of
    them in the middle as a box and its extremes named.

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

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no group has a share, or there is no such sample.

    Notes
    -----
    A mark is hollow where the group is unmatched. The thin line is the range with one paragraph (or
    text) left out; only lines with caps are 95 % intervals, for what the instrument gets wrong.
    """
    require_columns(priorities, SHARE_COLUMNS, "priorities")
    require_columns(validation, VALIDATION_COLUMNS, "priority_validation")
    rows = required_shares(priorities, groups, UNIT)
    mended = pd.concat([shares_of(priorities, groups, way, UNIT) for way in BY_SAMPLE])
    mended = mended.dropna(subset=["share"])
    err = may_err(validation, sample)
    title = title_of(rows, mended, err)
    note = together(instrument_note(validation, coding, sample), err_phrase(err))
    if is_many(len(groups)):
        return _many(rows, title, note)
    return _few(rows, mended, groups, title, note)


def _few(
    rows: pd.DataFrame, mended: pd.DataFrame, groups: list[str], title: str, note: str
) -> Figure:
    policy, occasion = (rows[rows["counted"] == counted] for counted in (True, False))
    ordered, others = by_mean(policy), by_mean(occasion)
    heads = KEY + SCALE + (APART + SCALE if others else 0)
    room = (BODY_HEIGHT - heads) / max(len(ordered) + len(others), 1)
    lane = min(LANE, max(LEAST, (room - GAP) / len(groups)))
    row = lane * len(groups) + GAP
    shown = ordered[: max(1, int((BODY_HEIGHT - heads) / row) - len(others))]
    hidden = policy[policy["code"].isin(ordered[len(shown) :])]
    page = Page(
        heads + row * (len(shown) + len(others)),
        title=title,
        guide=_guide(left_out_phrase(rows["left_out"]), mended=len(mended) > 0),
        note=together(_left_out(hidden, len(ordered) - len(shown)), note, page_contrast(rows)),
    )
    look = looks(groups)
    # A corrected share stands in the lower half of its lane.
    size = min(22.0, ((0.6 if len(mended) else 0.8) * lane * 72) ** 2)
    _key(page, policy, groups, look)
    ends = pd.concat([rows, mended])
    end = max(0.01, *(ends[name].max() for name in ("share", "loo_high", "ci_high"))) * 1.04
    top = page.body - KEY
    for codes, head in ((shown, ""), (others, _(OCCASION))):
        if not codes:
            continue
        if head:
            top -= APART
            page.write(0, top + 0.08, head, size=SMALL, color=GREY)
        height = row * len(codes)
        axes = page.axes(NAMES, top - height, INNER - NAMES, height)
        axes.set(xlim=(0, end), ylim=(len(codes) - 0.5, -0.5), yticks=[])
        ticks(axes, 5, percent)
        plane = page.axes(0, top - height, NAMES, height)
        plane.set(xlim=(0, NAMES), ylim=(0, height), xticks=[], yticks=[])
        plane.patch.set_visible(False)
        told = names(rows)
        for j, code in enumerate(codes):
            if j:
                axes.axhline(
                    j - 0.5, xmin=-NAMES / (INNER - NAMES), color=RULE, linewidth=0.6, clip_on=False
                )
            at = height - (j + 0.5) * row
            name_code(plane, 0, at, code, told[code], width=NAMES - 0.15, row=row)
            for i, group in enumerate(groups):
                y = j + ((i - (len(groups) - 1) / 2) * lane) / row
                _share(axes, one_of(rows, group, code), y, look[group], size)
                _corrected(axes, one_of(mended, group, code), y + 0.42 * lane / row, look[group])
        top -= height + SCALE
    return page.figure


def _guide(left_out: str, *, mended: bool) -> str:
    """How to read the marks."""
    return together(
        _(
            "Share of the statements (quasi-sentences) on policy, codes by falling mean. Thin "
            "line: range with {left_out} (no confidence interval).",
            left_out=left_out,
        ),
        _(
            "Small mark below, line with caps: corrected for the instrument's errors, with 95 % "
            "interval."
        )
        if mended
        else "",
        _("Hollow: unmatched."),
    )


def _key(page: Page, policy: pd.DataFrame, groups: list[str], look: dict[str, Look]) -> None:
    """Marks of the groups in one line, and how many statements each has."""
    units = policy.groupby("group")["units"].max().to_dict()
    matched = policy.groupby("group")["contrast"].agg(lambda own: all(map(is_matched, own)))
    x, y, last = 0.0, page.body - 0.08, _("statements on policy")
    room = (INNER - text_width(last, SMALL)) / len(groups)
    for group in groups:
        number = f"{units.get(group, 0):,.0f}"
        name = fit(group, BODY, min(1.6, room - text_width(number, SMALL) - 0.45))
        page.swatch(x + 0.05, y, look[group], filled=bool(matched.get(group, False)))
        page.write(x + 0.16, y, name, va="center_baseline", size=BODY)
        x += 0.16 + text_width(name, BODY) + 0.08
        page.write(x, y, number, va="center_baseline", size=SMALL, color=GREY)
        x += text_width(number, SMALL) + 0.2
    page.write(x - 0.14, y, last, va="center_baseline", size=SMALL, color=GREY)


def _share(axes: Axes, row: Any, y: float, look: Look, size: float) -> None:
    """Draw the mark of a share and its range."""
    if row is None:
        return
    axes.plot(
        [row.loo_low, row.loo_high], [y, y], color=look.colour, linewidth=0.8,
        solid_capstyle="butt", clip_on=False,
    )  # fmt: skip
    axes.scatter(
        row.share, y, s=size, marker=look.marker, linewidth=1.0, zorder=3, clip_on=False,
        **look.mark(filled=is_matched(row.contrast)),
    )  # fmt: skip


def _corrected(axes: Axes, row: Any, y: float, look: Look) -> None:
    """Draw a corrected share, smaller, with the caps of its interval."""
    if row is None:
        return
    if not math.isnan(row.ci_low + row.ci_high):
        axes.plot(
            [row.ci_low, row.ci_high], [y, y], color=look.colour, linewidth=0.6, marker="|",
            markersize=3, markeredgewidth=0.8, solid_capstyle="butt", clip_on=False,
        )  # fmt: skip
    axes.scatter(
        row.share, y, s=6, marker=look.marker, linewidth=0.7, zorder=3, clip_on=False,
        **look.mark(filled=is_matched(row.contrast)),
    )  # fmt: skip


def _many(rows: pd.DataFrame, title: str, note: str) -> Figure:
    policy, occasion = (rows[rows["counted"] == counted] for counted in (True, False))
    return range_strips(
        [
            (policy.assign(value=policy["share"]), by_mean(policy), ""),
            (occasion.assign(value=occasion["share"]), by_mean(occasion), _(OCCASION)),
        ],
        title=title,
        guide=_(
            "Share of each group's statements (quasi-sentences) on policy, codes by falling mean."
        ),
        note=together(
            _(
                "Groups of few statements lie far out by chance. Ranges and corrected shares are "
                "in the table only."
            ),
            note,
            page_contrast(rows),
        ),
        form=percent,
    )


def _left_out(hidden: pd.DataFrame, number: int) -> str:
    """Say which codes have no row."""
    if not number:
        return ""
    return n_(
        "{number} further code, of {most} at the most, is in the table only.",
        "{number} further codes, of {most} at the most, are in the table only.",
        number,
        most=percent(hidden["share"].max()),
    )
