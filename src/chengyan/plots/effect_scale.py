"""Panels of all words by rate and log ratio: how they stand, their scales, their ground."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from chengyan.language import _
from chengyan.plots.forest import multiple
from chengyan.plots.layout import BODY_HEIGHT, is_many
from chengyan.plots.style import BAND, GREY, INNER, PALE, RULE, SMALL

# Room for the key, the rates and the names of the rails; between panels.
KEY, FOOT, LEFT, GUTTER = 0.3, 0.3, 0.6, 0.2
# Of a panel of few groups; radius of a mark.
TALLEST, MARK = 2.35, 0.045
# Dots of small panels are put together where they would lie over one another.
CELL, SMALL_CELL = 0.002, 0.0075


@dataclass(frozen=True)
class Grid:
    """How the panels stand: so many in a row, each so wide and high, with so many names."""

    number: int
    across: int
    width: float
    panel: float
    heading: float
    rail: float
    small: bool
    labels: int

    @classmethod
    def of(cls, number: int) -> "Grid":
        """Lay out so many panels on one page."""
        across = 1 if number <= 3 else 2 if number <= 5 else 3 if number <= 12 else 4
        down = max(-(-number // across), 1)
        width = (INNER - LEFT - (across - 1) * GUTTER) / across
        small = is_many(number)
        heading, rail = (0.23, 0.12) if small else (0.3, 0.2)
        panel = min(TALLEST, (BODY_HEIGHT - KEY - FOOT) / down - heading)
        labels = {1: 30, 2: 12, 3: 6, 4: 3}[across]
        return cls(number, across, width, panel, heading, rail, small, labels)

    @property
    def cell(self) -> float:
        """Side of the squares whose words share a dot."""
        return SMALL_CELL * (self.across - 2) ** 2 if self.small else CELL

    @property
    def down(self) -> int:
        """Panels below one another."""
        return max(-(-self.number // self.across), 1)

    @property
    def height(self) -> float:
        """Height of the page's body."""
        return KEY + FOOT + self.down * (self.panel + self.heading)

    def place(self, i: int) -> tuple[float, float]:
        """Lower left corner of a panel."""
        row, column = divmod(i, self.across)
        x = LEFT + column * (self.width + GUTTER)
        return x, self.height - KEY - (row + 1) * (self.panel + self.heading)

    def named(self, i: int) -> bool:
        """Whether no panel stands below this one, so that it names the rates."""
        return i + self.across >= self.number


@dataclass(frozen=True)
class Scale:
    """From rates and log ratios to inches of a panel."""

    low: float
    high: float
    bottom: float
    top: float
    grid: Grid

    @classmethod
    def of(cls, rows: pd.DataFrame, grid: Grid) -> "Scale":
        """One scale for all panels, which holds all rates and all ratios there are."""
        rates = np.log10(rate(rows)) if len(rows) else pd.Series([0.0, 1.0])
        both = rows.loc[(rows["count"] > 0) & (rows["other_count"] > 0), "log_ratio"]
        ends = [-1.0, 1.0, *both]
        return cls(rates.min() - 0.1, rates.max() + 0.1, min(ends) - 0.4, max(ends) + 0.4, grid)

    def x(self, rates: Any) -> Any:
        """Where rates per 10,000 words lie, from the left."""
        return (np.log10(rates) - self.low) / (self.high - self.low) * self.grid.width

    def y(self, ratio: Any) -> Any:
        """Where log ratios lie, from below."""
        part = (np.asarray(ratio) - self.bottom) / (self.top - self.bottom)
        return self.grid.rail + part * (self.grid.panel - 2 * self.grid.rail)

    def places(self, rows: pd.DataFrame) -> np.ndarray:
        """Where words lie, those that one side lacks on the rails."""
        y = np.where(rows["count"] == 0, self.grid.rail / 2, self.y(rows["log_ratio"]))
        y = np.where(rows["other_count"] == 0, self.grid.panel - self.grid.rail / 2, y)
        return np.column_stack([self.x(rate(rows)), y])


def rate(rows: pd.DataFrame) -> pd.Series:
    """Mean of the rates here and in the others, so that words that one side lacks have one."""
    return (rows["per_10k"] + rows["other_per_10k"]) / 2


def frame(axes: Axes, scale: Scale, *, ticks: bool, left: bool) -> None:
    """Rails, grid and their values."""
    width, height, rail = scale.grid.width, scale.grid.panel, scale.grid.rail
    axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    for y, name in ((0.0, _("not here")), (height - rail, _("here only"))):
        axes.fill_between([0, width], y, y + rail, color=BAND, linewidth=0, zorder=0)
        if left:
            axes.text(-0.05, y + rail / 2, name, ha="right", va="center", size=SMALL, color=GREY)
    unit = (height - 2 * rail) / (scale.top - scale.bottom)
    step = next(n for n in (1, 2, 4, 8, 16, 32) if n * unit > (0.12 if scale.grid.small else 0.2))
    for power in range(math.ceil(scale.bottom), math.floor(scale.top) + 1):
        if power % step:
            continue
        y = float(scale.y(power))
        axes.plot([0, width], [y, y], color=RULE if power else PALE, linewidth=0.8, zorder=1)
        if left and 1.5 * rail < y < height - 1.5 * rail:
            axes.text(-0.05, y, multiple(power), ha="right", va="center", size=SMALL, color=GREY)
    decades = range(math.floor(scale.low), math.ceil(scale.high) + 1)
    digits = (1, 3) if width / (scale.high - scale.low) > 0.8 else (1,)
    for value in (digit * 10.0**decade for decade in decades for digit in digits):
        x = float(scale.x(value))
        if 0 <= x <= width:
            axes.plot([x, x], [rail, height - rail], color=RULE, linewidth=0.6, zorder=1)
        if ticks and 0.1 <= x <= width - 0.1:
            axes.text(x, -0.09, f"{value:g}", ha="center", va="center", size=SMALL, color=GREY)


def crowds(places: np.ndarray, grid: Grid) -> pd.DataFrame:
    """One dot for the words that share a place, or a cell of it: x, y, radius."""
    cells = pd.DataFrame(np.rint(places / grid.cell) * grid.cell, columns=["x", "y"])
    dots = cells.groupby(["x", "y"], sort=True).size().rename("number").reset_index()
    least, most = (0.008, grid.rail / 2) if grid.small else (0.011, 0.08)
    return dots.assign(radius=np.minimum(least + least / 2 * np.log2(dots["number"]), most))


def side_by_side(places: np.ndarray) -> np.ndarray:
    """The same places, but of marks that would cover one another one beside the other.

    Two hollow marks half over one another would look like one half filled.
    """
    moved = places.copy()
    order = np.argsort(places[:, 0], kind="stable")
    for n, i in enumerate(order):
        for before in order[:n]:
            apart = np.abs(moved[i] - moved[before])
            if (apart < MARK).all():
                moved[i, 0] = moved[before, 0] + 2 * MARK
    return moved
