"""Marks of a forest: an effect, its range, and how far it holds."""

import math
from typing import Any

from matplotlib.axes import Axes

from chengyan.plots.style import PALE


def fill(row: Any, others: int) -> str:
    """How full a word's mark is: none, half or full, as its conservative log ratio holds."""
    if row.lrc <= 0:
        return "none"
    return "full" if firm_against(row) == others else "half"


def firm_against(row: Any) -> int:
    """Number of groups against which alone a word stands firm."""
    return len([group for group in str(row.firm_against).split(";") if group])


def effect(axes: Axes, y: float, row: Any, *, colour: str, marker: str, others: int) -> None:
    """Draw the log ratio of a word with its leave-one-out range.

    An arrow ends the range where the word is gone once the one paragraph or text is left out that
    holds it.
    """
    axes.plot([row.loo_low, row.loo_high], [y, y], color=colour, linewidth=0.8)
    if (row.texts if row.left_out == "text" else row.paragraphs) == 1:
        axes.plot(row.loo_low, y, marker="<", markersize=4, color=colour)
    hold = fill(row, others)
    axes.plot(
        row.log_ratio, y, marker=marker, markersize=5.3, markeredgewidth=1.1, color=colour,
        markerfacecoloralt="white", fillstyle="left" if hold == "half" else "full",
        markerfacecolor="white" if hold == "none" else colour,
    )  # fmt: skip


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
