"""Texts as ribbons of codes: their runs, the legend, and many of them as thin lines."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _
from chengyan.plots.codes import code_colours
from chengyan.plots.strips import Text, thin_rows
from chengyan.plots.style import BODY, GREY, INNER, SMALL, fit, text_width
from chengyan.plots.wording import aside
from chengyan.priorities.codebook import Code

# A statement outside the denominator stands lower than one on policy, so that no hue must tell it.
LOW = 0.55
# The colour of what has no code of the codebook; heights of the legend.
UNCODED, LINE, SWATCH = "white", 0.185, 0.24


def runs(text: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Code, start and end of each stretch of one code in a section, in Han characters."""
    kept = text[text["han"] > 0]
    told = kept[["code", "section"]]
    run = (told != told.shift()).any(axis=1).cumsum()
    spans = kept.groupby(run).agg(
        code=("code", "first"), start=("start", "min"), end=("end", "max")
    )
    return [(str(code), int(start), int(end)) for code, start, end in spans.itertuples(index=False)]


def thin_ribbons(
    texts: list[Text],
    codes: Sequence[Code],
    *,
    title: str,
    guide: str,
    note: str,
    several: bool,
) -> Figure:
    """Many texts as thin ribbons, below the name of their group where it has several."""
    across, legend = legend_size(codes)
    colours = code_colours(codes)
    low = {code.code for code in codes if not code.counted}

    def paint(
        axes: Axes, text: pd.DataFrame, left: float, y: float, scale: float, line: float
    ) -> None:
        for code, start, end in runs(text):
            axes.add_patch(
                Rectangle(
                    (left + start * scale, y), (end - start) * scale,
                    line * 0.76 * (LOW if code in low else 1),
                    facecolor=colours.get(code, UNCODED), linewidth=0,
                )
            )  # fmt: skip

    return thin_rows(
        texts,
        paint=paint,
        draw_key=lambda axes: draw_legend(axes, codes, legend, across),
        key=legend,
        title=title,
        guide=_(
            "Ribbons: whole texts at full width, {guide} At the right: Han characters.",
            guide=guide,
        ),
        note=note,
        several=several,
    )


def legend_size(codes: Sequence[Code]) -> tuple[int, float]:
    """Columns of the legend, and its height."""
    widest = max(
        text_width(code.zh, BODY) + text_width(aside(code.en), SMALL) + SWATCH + 0.3
        for code in codes
    )
    across = max(1 if len(codes) < 12 else 2, min(4, int(INNER / widest)))
    return across, -(-len(codes) // across) * LINE


def draw_legend(axes: Axes, codes: Sequence[Code], height: float, across: int) -> None:
    """Codes with both names, down the columns in the order of the codebook."""
    down, column = -(-len(codes) // across), INNER / across
    colours = code_colours(codes)
    for i, code in enumerate(codes):
        x, y = i // down * column, height - (i % down + 1) * LINE
        tall = 0.13 * (1 if code.counted else LOW)
        axes.add_patch(Rectangle((x, y), SWATCH, tall, color=colours[code.code], linewidth=0))
        name = fit(code.zh, BODY, column - SWATCH - 0.2)
        after = x + SWATCH + 0.08
        axes.text(after, y + 0.065, name, va="center_baseline", size=BODY)
        after += text_width(name, BODY) + 0.08
        other = aside(code.en) if code.en != code.zh else ""
        english = fit(other, SMALL, x + column - after - 0.1)
        if english not in {"", "…"}:
            axes.text(after, y + 0.065, english, va="center_baseline", size=SMALL, color=GREY)
