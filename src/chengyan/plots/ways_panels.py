"""Panels of ways to measure priorities: a group across, codes down, a lane a way."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _, later
from chengyan.plots.codes import INSTRUMENT, by_mean, name_code, names
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    INK,
    INNER,
    NEUTRAL,
    PALE,
    RULE,
    SMALL,
    Look,
    fit,
    looks,
    percent,
    records,
    text_width,
    ticks,
)
from chengyan.plots.style import HEAD as HEADING
from chengyan.plots.wording import decimal, further_codes, joined, together

WAYS = {
    INSTRUMENT: later("codebook"),
    "seeded": later("seeded topics"),
    "topics": later("free topics"),
}
LESS = {
    "seeded": later("Seeded topics less codebook, in points"),
    "topics": later("Free topics less codebook, in points"),
}
# Shapes of their own, since colour is the group's and fill tells matched from unmatched.
SHAPES = {INSTRUMENT: "o", "seeded": "^", "topics": "s"}
SAID = {
    INSTRUMENT: later("share of characters"),
    "seeded": later("share of words; told words of the codes"),
    "topics": later("share of words; named afterwards"),
}
NAMES, GAP, KEY, LINE, SCALE = 1.9, 0.16, 0.3, 0.15, 0.3
ROW, LEAST = 0.36, 0.21
# The block of agreement: its head, a row, where its columns end, and its bar.
HEAD, PAIR, BAR = 0.4, 0.19, 2.0
# What title and notes have more of than those of other figures.
LONG = 0.5
SPAN = "#e9e9e9"
COLUMNS = ((later("kappa"), 5.15), (later("passages"), 5.85), (later("codes of both"), 6.9))

GUIDE = later(
    "Codes by the codebook's mean. Above a panel: what each way puts first, its mark large below. "
    "Grey: from the least to the largest of the ways. Thin line: range over fits of a model, or of "
    "the codebook with one paragraph (or text) left out; neither is a confidence interval. No "
    "square: no topic stands for the code."
)


def way_name(way: str) -> str:
    """What a way to measure is called."""
    return _(WAYS[way])


def draw_panels(
    shares: pd.DataFrame,
    pairs: dict[tuple[str, str], Any],
    groups: list[str],
    title: str,
    note: str,
    *,
    filled: bool,
) -> Figure:
    """Draw a panel a group, with what each way puts first above, and agreement below.

    Parameters
    ----------
    shares : pandas.DataFrame
        method (a key of `WAYS`), group, code, zh, en, share, low, high; methods in the order of
        `WAYS`.
    pairs : dict of (str, str) to row
        units, codes, agreement, kappa, most (the largest agreement possible) of each pair of ways.
    groups : list of str
    title, note : str
    filled : bool
        Whether marks are filled, as those of matched groups are.
    """
    found = list(dict.fromkeys(shares["method"]))
    ordered = by_mean(shares[shares["method"] == INSTRUMENT])
    heads = KEY + 0.24 + LINE * len(found) + 0.08
    block = HEAD + PAIR * len(pairs) if pairs else 0.0
    room = BODY_HEIGHT - LONG - heads - SCALE - block
    row = min(ROW, max(LEAST, room / len(ordered)))
    shown = ordered[: int(room / row + 1e-9)]
    rest = len(ordered) - len(shown)
    height = row * len(shown)
    page = Page(
        heads + height + SCALE + block,
        title=title,
        guide=together(_(GUIDE), "" if filled else _("Hollow: unmatched.")),
        note=together(further_codes(rest), note),
    )
    _key(page, found)
    bottom = page.body - heads - height
    plane = page.axes(0, bottom, INNER, height)
    plane.set(xlim=(0, INNER), ylim=(0, height), xticks=[], yticks=[])
    told = names(shares)
    for j, code in enumerate(shown):
        y = height - (j + 0.5) * row
        if j:
            plane.axhline(y + row / 2, color=RULE, linewidth=0.6)
        name_code(plane, 0, y, code, told[code], width=NAMES - 0.1, row=row)
    width = (INNER - NAMES - GAP * (len(groups) - 1)) / len(groups)
    end = max(0.01, *(shares[name].max() for name in ("share", "high"))) * 1.06
    look = looks(groups)
    for i, group in enumerate(groups):
        x = NAMES + i * (width + GAP)
        own = shares[(shares["group"] == group) & shares["share"].notna()]
        first = first_codes(own)
        _head(page, own, first, found, x, width, group, look[group])
        axes = page.axes(x, bottom, width, height)
        axes.patch.set_visible(False)
        axes.set(xlim=(0, end), ylim=(len(shown) - 0.5, -0.5), yticks=[])
        ticks(axes, max(2, int(width / 0.36)), lambda share: f"{100 * share:g}")
        axes.axvline(0, color=PALE, linewidth=0.8)
        for j, code in enumerate(shown):
            _row(axes, own[own["code"] == code], j, first, found, look[group], row, filled=filled)
    page.write(0, bottom - 0.13, _("share in per cent"), size=SMALL, color=GREY)
    _block(page, pairs)
    return page.figure


def _key(page: Page, found: list[str]) -> None:
    """Name the shapes of ways, in one line."""
    x, y = 0.05, page.body - 0.08
    for way in found:
        page.swatch(x, y, Look(INK, SHAPES[way]), filled=False)
        x += 0.11
        name, said = way_name(way), _(SAID[way])
        page.write(x, y, name, va="center_baseline", size=BODY)
        x += text_width(name, BODY) + 0.06
        page.write(x, y, said, va="center_baseline", size=SMALL, color=GREY)
        x += text_width(said, SMALL) + 0.18


def _head(
    page: Page,
    own: pd.DataFrame,
    first: dict[str, str],
    found: list[str],
    x: float,
    width: float,
    group: str,
    look: Look,
) -> None:
    """A group's name, and the code that each way puts first with its share."""
    y = page.body - KEY - 0.1
    page.write(x, y, fit(group, HEADING, width), va="center_baseline", size=HEADING,
               color=look.colour)  # fmt: skip
    told = names(own)
    for i, way in enumerate(found):
        at = y - 0.06 - LINE * (i + 1)
        page.swatch(x + 0.05, at, Look(look.colour, SHAPES[way]), filled=False)
        if way not in first:
            page.write(x + 0.15, at, "–", va="center_baseline", size=BODY, color=GREY)
            continue
        share = own.loc[(own["method"] == way) & (own["code"] == first[way]), "share"].iloc[0]
        number = percent(share)
        room = width - 0.22 - text_width(number, SMALL)
        name = told[first[way]][0]
        # The short name stands in the row, too.
        if text_width(name, BODY) > room:
            name = fit(first[way], BODY, room)
        page.write(x + 0.15, at, name, va="center_baseline", size=BODY)
        page.write(x + 0.21 + text_width(name, BODY), at, number, va="center_baseline", size=SMALL,
                   color=GREY)  # fmt: skip


def _row(
    axes: Axes,
    own: pd.DataFrame,
    y: int,
    first: dict[str, str],
    found: list[str],
    look: Look,
    row: float,
    *,
    filled: bool,
) -> None:
    """The marks of a code, a lane a way, on a band from the least to the largest."""
    if own.empty:
        return
    low, high = own["share"].min(), own["share"].max()
    axes.add_patch(Rectangle((low, y - 0.42), high - low, 0.84, facecolor=SPAN, linewidth=0))
    for mark in records(own):
        lane = y + (found.index(mark.method) - (len(found) - 1) / 2) * 0.8 / len(found)
        axes.plot([mark.low, mark.high], [lane, lane], color=look.colour, linewidth=0.7,
                  solid_capstyle="butt", clip_on=False)  # fmt: skip
        leads = first[mark.method] == mark.code
        axes.scatter(
            mark.share, lane, s=(34 if leads else 11) * row / ROW, marker=SHAPES[mark.method],
            linewidth=1.6 if leads else 0.8, zorder=4 if leads else 3, clip_on=False,
            **look.mark(filled=filled),
        )  # fmt: skip


def _block(page: Page, pairs: dict[tuple[str, str], Any]) -> None:
    """How often each pair of ways names the same leading code, as a bar and in numbers."""
    if not pairs:
        return
    height = PAIR * len(pairs)
    page.write(
        0,
        height + 0.07,
        _(
            "Same leading code, of passages. Tick: the most possible, given how often either way "
            "names each"
        ),
        size=SMALL,
        color=GREY,
    )
    for name, right in COLUMNS:
        page.write(right, height + 0.07, _(name), ha="right", size=SMALL, color=GREY)
    axes = page.axes(NAMES, 0, BAR, height)
    axes.set(xlim=(0, 1), ylim=(len(pairs) - 0.5, -0.5), xticks=[], yticks=[])
    for i, ((one, other), pair) in enumerate(pairs.items()):
        y = height - (i + 0.5) * PAIR
        name = joined([way_name(one), way_name(other)])
        page.write(0, y, name, va="center_baseline", size=BODY)
        axes.barh(i, 1, height=0.5, color=BAND, linewidth=0)
        axes.barh(i, pair.agreement, height=0.5, color=NEUTRAL, linewidth=0)
        axes.plot([pair.most] * 2, [i - 0.42, i + 0.42], color=INK, linewidth=1.2, clip_on=False)
        page.write(NAMES + BAR + 0.1, y, percent(pair.agreement), va="center_baseline", size=BODY)
        cells = (score(pair.kappa), f"{pair.units:,.0f}", f"{pair.codes:,.0f}")
        for (_name, right), cell in zip(COLUMNS, cells, strict=True):
            page.write(right, y, cell, ha="right", va="center_baseline", size=BODY)


def first_codes(own: pd.DataFrame) -> dict[str, str]:
    """The code of the largest share by each way, of one group."""
    largest = own.dropna(subset=["share"]).sort_values("share", ascending=False, kind="stable")
    return {row.method: row.code for row in records(largest.drop_duplicates("method"))}


def score(value: float) -> str:
    """A score without its leading zero; a dash where there is none."""
    return "–" if math.isnan(value) else decimal(f"{value:.2f}").replace("-", "−")
