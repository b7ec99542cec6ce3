"""Marks of a forest: an effect, its range, and how far it holds."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chengyan.plots.style import PALE

# Points: as wide as a mark's core, so that no band is taken for an interval's line.
BAND_WIDTH = 3.4
# Octaves beyond the marks that the ends of intervals may take of the scale.
BEYOND = 2.0


def fill(row: Any, others: int) -> str:
    """How full a word's mark is: none, half or full, as its conservative log ratio holds."""
    if row.lrc <= 0:
        return "none"
    return "full" if firm_against(row) == others else "half"


def firm_against(row: Any) -> int:
    """Number of groups against which alone a word stands firm."""
    return len([group for group in str(row.firm_against).split(";") if group])


def effect(
    axes: Axes,
    y: float,
    row: Any,
    *,
    colour: str,
    marker: str,
    others: int,
    intervals: bool = False,
) -> None:
    """Draw the log ratio of a word with its leave-one-out range and, if it has one, its interval.

    An arrow ends the range where the word is gone once the one paragraph or text is left out that
    holds it. With `intervals`, ranges are pale bands, and intervals lines with a cap at each end,
    but for an end that lies beyond the scale.
    """
    gone = (row.texts if row.left_out == "text" else row.paragraphs) == 1
    ranged = [row.loo_low, row.loo_high]
    if intervals:
        axes.plot(ranged, [y, y], color=PALE, linewidth=BAND_WIDTH, solid_capstyle="butt", zorder=1)
        _interval(axes, y, row, colour)
    else:
        axes.plot(ranged, [y, y], color=colour, linewidth=0.8)
    if gone:
        axes.plot(row.loo_low, y, marker="<", markersize=4, color=PALE if intervals else colour)
    hold = fill(row, others)
    axes.plot(
        row.log_ratio, y, marker=marker, markersize=5.3, markeredgewidth=1.1, color=colour,
        markerfacecoloralt="white", fillstyle="left" if hold == "half" else "full",
        markerfacecolor="white" if hold == "none" else colour,
    )  # fmt: skip


def _interval(axes: Axes, y: float, row: Any, colour: str) -> None:
    if math.isnan(row.ci_low):
        return
    left, right = axes.get_xlim()
    ends = max(row.ci_low, left), min(row.ci_high, right)
    axes.plot(ends, [y, y], color=colour, linewidth=1.0, solid_capstyle="butt")
    capped = [end for end in (row.ci_low, row.ci_high) if left < end < right]
    axes.plot(
        capped, [y] * len(capped), marker="|", markersize=5, markeredgewidth=1.0, color=colour,
        linestyle="none",
    )  # fmt: skip


def limits(shown: pd.DataFrame) -> tuple[float, float]:
    """Ends of a scale that holds all marks and ranges, and what it can of the intervals."""
    marks = [0.0, 1.0, *shown["log_ratio"]]
    ends = [*marks, *shown["loo_low"].dropna(), *shown["loo_high"].dropna()]
    low, high = min(marks) - BEYOND, max(marks) + BEYOND
    ends += [*shown["ci_low"].dropna().clip(lower=low), *shown["ci_high"].dropna().clip(upper=high)]
    return min(ends) - 0.25, max(ends) + 0.25


def scale(axes: Axes, limits: tuple[float, float], *, labelled: bool, finest: int = 1) -> None:
    """Name the powers of two by what they are: multiples of the other rate."""
    step = finest if limits[1] - limits[0] <= 7 else 2 * finest
    powers = [n for n in range(math.ceil(limits[0]), math.floor(limits[1]) + 1) if n % step == 0]
    axes.set_xticks(powers, [multiple(n) for n in powers])
    axes.tick_params(axis="x", labelbottom=labelled, pad=2)
    axes.grid(axis="x")
    axes.axvline(0, color=PALE, linewidth=1)


def multiple(power: int) -> str:
    """Name a power of two as a multiple of the other rate."""
    return f"×{2**power}" if power >= 0 else f"×1/{2**-power}"
