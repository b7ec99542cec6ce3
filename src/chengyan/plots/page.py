"""The sheet a figure is drawn on: title above, note below, a body between."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from chengyan.language import _
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    LEADING,
    MARGIN,
    SMALL,
    TITLE,
    WIDTH,
    Look,
    wrap,
)
from chengyan.plots.wording import OPENING, together

_ABOUT: ContextVar[tuple[str, str]] = ContextVar("about", default=("", ""))


@contextmanager
def about(subject: str, note: str) -> Iterator[None]:
    """Let pages made within name what alone they show, before their title and their note.

    For a figure that another module draws from a part of its usual table.
    """
    token = _ABOUT.set((subject, note))
    try:
        yield
    finally:
        _ABOUT.reset(token)


class Page:
    """A figure with its title above, its note below and a body between, measured in inches.

    Parameters
    ----------
    body : float
        Height of the body.
    title : str
        What is seen.
    guide : str
        How to read the marks.
    note : str
        What the figure does not show.
    """

    def __init__(self, body: float, *, title: str, guide: str = "", note: str = "") -> None:
        subject, aside = _ABOUT.get()
        if subject:
            told = f"{title[:1].lower()}{title[1:]}"
            title = _("{subject}: {told}", subject=subject, told=told)
        note = together(aside, note)
        blocks = [(title, TITLE, INK), (guide, BODY, GREY)]
        above = [
            (line, size, ink) for text, size, ink in blocks for line in wrap(text, size, INNER)
        ]
        below = wrap(note, SMALL, INNER)
        head = sum(size * LEADING for _, size, _ in above) + 0.12
        self.foot = len(below) * SMALL * LEADING + 0.12
        self.body = body
        self.height = MARGIN + head + body + self.foot + MARGIN
        self.figure = Figure(figsize=(WIDTH, self.height))
        FigureCanvasAgg(self.figure)
        at = self.height - MARGIN
        for line, size, ink in above:
            self._write(_start(line, size), at, line, va="top", size=size, color=ink)
            at -= size * LEADING
        for i, line in enumerate(reversed(below)):
            y = MARGIN + i * SMALL * LEADING
            self._write(_start(line, SMALL), y, line, va="bottom", size=SMALL, color=GREY)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Set text at a place of the body; (0, 0) is its lower left corner."""
        self._write(MARGIN + x, MARGIN + self.foot + y, text, **style)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Add axes at a place of the body, without frame and ticks."""
        left, bottom = MARGIN + x, MARGIN + self.foot + y
        axes = self.figure.add_axes(
            (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        )
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        return axes

    def swatch(self, x: float, y: float, look: Look, *, filled: bool = True) -> None:
        """Set a group's mark beside its name."""
        self.figure.add_artist(
            Line2D(
                [(MARGIN + x) / WIDTH],
                [(MARGIN + self.foot + y) / self.height],
                marker=look.marker,
                color=look.colour,
                markerfacecolor=look.colour if filled else "white",
                markersize=6,
                linestyle="none",
            )
        )

    def _write(self, x: float, y: float, text: str, **style: Any) -> None:
        self.figure.text(x / WIDTH, y / self.height, text, **style)


def _start(line: str, size: float) -> float:
    """Where a line starts: a full-width mark that opens it has its blank half in the margin."""
    return MARGIN - (0.5 * size / 72 if line[0] in OPENING else 0)
