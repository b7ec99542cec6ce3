"""How alike the groups' texts are, with what pairs of the same genre are usually like."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import BODY_HEIGHT, is_many
from chengyan.plots.page import Page
from chengyan.plots.pair_map import fits_map, pair_map
from chengyan.plots.pair_words import by_pair, foot, headline, pair_name, percentile, ranked
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    INK,
    INNER,
    NEUTRAL,
    SHADES,
    SMALL,
    fit,
    is_matched,
    left_out_phrase,
    plain,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import decimal
from chengyan.tables import require_columns

COLUMNS = (
    *("group_a", "group_b", "measure", "value", "loo_low", "loo_high", "left_out"),
    *("null_low", "null_median", "null_high", "null_pairs", "null_of", "percentile"),
    *("sample_tokens", "contrast"),
)
# The way to more alike on the axis of a measure.
MEASURES = {"cosine": 1, "jsd": -1, "burrows_delta": -1}
ROW, HEAD, SCALE, GAP, NAME = 0.26, 0.3, 0.36, 0.26, 1.9
# The least span of an axis.
NARROWEST = 0.1
# Pairs at either end of a list that cannot show all, and the height of their rows.
ENDS, THIN = 20, 0.18


@styled
def draw(similarity: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw each pair of groups: a row each for few groups, a map for many.

    Of more groups than a map holds, the pairs that are most and least alike have a row.

    Parameters
    ----------
    similarity : pandas.DataFrame
        The table ``similarity.csv``.
    groups : list of str
        Values compared, in their order.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no pair is of two of the groups.
    """
    require_columns(similarity, COLUMNS, "similarity")
    rows = similarity.assign(
        **{name: similarity[name].map(plain) for name in ("group_a", "group_b", "left_out")}
    )
    rows = rows[rows["group_a"].isin(groups) & rows["group_b"].isin(groups)]
    if rows.empty:
        raise DesignError("similarity", "there is no pair", "Compare two groups or more")
    if is_many(len(groups)) and fits_map(len(groups)):
        return pair_map(rows, groups)
    return _list(rows, many=is_many(len(groups)))


def _list(rows: pd.DataFrame, *, many: bool) -> Figure:
    """Rows of pairs, the most alike first, a panel for each measure."""
    pairs = ranked(rows)
    shown = [*pairs[:ENDS], *pairs[-ENDS:]] if many and len(pairs) > 2 * ENDS else pairs
    cut = ENDS if len(shown) < len(pairs) else 0
    row = min(ROW, (BODY_HEIGHT - HEAD - SCALE) / (len(shown) + bool(cut))) if many else ROW
    height = row * (len(shown) + bool(cut))
    held = bool((rows["null_pairs"] > 0).any())
    left_out = {kind for kinds in rows["left_out"] for kind in kinds.split(";") if kind}
    phrase = _(
        "Line: range with {left_out} (no confidence interval). ",
        left_out=left_out_phrase(left_out),
    )
    page = Page(
        HEAD + height + SCALE,
        title=headline(rows),
        guide=_("Right is more alike in every panel. Mark: mean over samples of equal size. ")
        + (phrase if left_out else "")
        + (
            _(
                "Band: 95 % of other pairs of the genre, with their median; percentile: how "
                "many per cent of these are at most as alike by cosine."
            )
            if held
            else ""
        ),
        note=(
            _(
                "The {ends} most and the {ends} least alike of {pairs} pairs. ",
                ends=ENDS,
                pairs=len(pairs),
            )
            if cut
            else ""
        )
        + foot(rows),
    )
    measures = [name for name in MEASURES if (rows["measure"] == name).any()]
    names = {pair: fit(pair_name(pair), BODY, NAME) for pair in shown}
    left = max(text_width(name, BODY) for name in names.values()) + 0.15
    told = 0.55 if held else 0.0
    width = (INNER - left - told - (len(measures) - 1) * GAP) / len(measures)
    place = {pair: i + (1 if cut and i >= cut else 0) for i, pair in enumerate(shown)}
    for pair, i in place.items():
        y = page.body - HEAD - (i + 0.5) * row
        page.write(0, y, names[pair], va="center_baseline", size=BODY if row > THIN else SMALL)
    if cut:
        page.write(0.1, page.body - HEAD - (cut + 0.5) * row, "…", va="center", color=GREY)
    headings = {
        "cosine": _("Cosine of TF-IDF"),
        "jsd": _("Divergence (JSD), bits"),
        "burrows_delta": _("Burrows's Delta"),
    }
    for k, measure in enumerate(measures):
        x = left + k * (width + GAP)
        page.write(x, page.body - 0.12, headings[measure], va="center", size=BODY, color=INK)
        axes = page.axes(x, SCALE, width, height)
        row_of = by_pair(rows, measure)
        _scale(axes, [row_of[pair] for pair in shown], MEASURES[measure])
        axes.set(ylim=(len(shown) + bool(cut) - 0.5, -0.5), yticks=[])
        for pair, i in place.items():
            if i % 2:
                axes.axhspan(i - 0.5, i + 0.5, color=BAND, linewidth=0, zorder=0)
            _pair(axes, i, row_of[pair])
        page.write(
            x + width / 2,
            0.06,
            _("more alike →"),
            ha="center",
            va="center",
            size=SMALL,
            color=GREY,
        )
    if held:
        page.write(
            INNER,
            page.body - 0.12,
            _("percentile"),
            ha="right",
            va="center",
            size=SMALL,
            color=GREY,
        )
        row_of = by_pair(rows)
        for pair, i in place.items():
            y = page.body - HEAD - (i + 0.5) * row
            text = percentile(row_of[pair])
            page.write(INNER, y, text, ha="right", va="center_baseline", size=SMALL, color=GREY)
    return page.figure


def _scale(axes: Axes, rows: list[Any], way: int) -> None:
    """From the least to the greatest of what is drawn, more alike to the right."""
    ends = [(r.value, r.loo_low, r.loo_high, r.null_low, r.null_high) for r in rows]
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    # Differences of a hundredth shall not look like all the difference there can be.
    room = max((high - low) * 0.08, (NARROWEST * max(high, 1.0) - (high - low)) / 2)
    axes.set_xlim(low - room, high + room)
    ticks(axes, 5, lambda value: decimal(f"{value:.3g}"))
    if way < 0:
        axes.invert_xaxis()


def _pair(axes: Axes, y: int, row: Any) -> None:
    """The null's band and median, the range and the mark of a pair."""
    if row.null_pairs > 0:
        axes.add_patch(
            Rectangle(
                (row.null_low, y - 0.3), row.null_high - row.null_low, 0.6,
                facecolor=SHADES[3], linewidth=0,
            )
        )  # fmt: skip
        axes.plot([row.null_median] * 2, [y - 0.3, y + 0.3], color=SHADES[1], linewidth=1)
    axes.plot([row.loo_low, row.loo_high], [y, y], color=NEUTRAL, linewidth=1)
    axes.scatter(
        row.value, y, s=24, linewidth=1.1, zorder=3, edgecolor=NEUTRAL,
        facecolor=NEUTRAL if is_matched(row.contrast) else "white",
    )  # fmt: skip
