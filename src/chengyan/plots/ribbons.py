"""Texts as ribbons of codes: their runs, the legend, and many of them as thin lines."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.plots.codes import code_colours
from chengyan.plots.layout import BODY_HEIGHT, TEXTS
from chengyan.plots.page import Page
from chengyan.plots.strips import FEWEST, THIN, Text, longest_of_each
from chengyan.plots.style import BODY, GREY, INK, INNER, SMALL, fit, styled, text_width
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


@styled
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
    shown = longest_of_each(texts, TEXTS)
    number = len({group for group, _, _ in shown})
    if len(shown) < len(texts) and number * FEWEST > len(shown):
        # Names of many groups would take the room of their texts: each has one, under its name.
        shown, several = longest_of_each(texts, number), False
    if len(shown) < len(texts):
        note = f"{len(shown)} of {len(texts)} texts, the longest of each group. {note}"
    across, legend = legend_size(codes)
    heads = number if several else 0
    line = min(THIN, (BODY_HEIGHT - legend - 0.1) / (len(shown) + heads))
    page = Page(
        (len(shown) + heads) * line + legend + 0.1,
        title=title,
        guide=f"Ribbons: whole texts at full width, {guide} At the right: Han characters.",
        note=note,
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    names = [doc_id if several else group for group, doc_id, _ in shown]
    left = max(text_width(fit(name, SMALL, 1.3), SMALL) for name in names) + 0.1
    width = INNER - left - 0.5
    colours = code_colours(codes)
    low = {code.code for code in codes if not code.counted}
    y, before = page.body, ""
    for (group, _, text), name in zip(shown, names, strict=True):
        if several and group != before:
            axes.text(0, y - line / 2, fit(group, BODY, INNER), va="center_baseline", size=BODY)
            y, before = y - line, group
        y -= line
        han = int(text["end"].max())
        scale = width / max(han, 1)
        axes.text(
            left - 0.08, y + line * 0.4, fit(name, SMALL, 1.3), ha="right", va="center_baseline",
            size=SMALL,
        )  # fmt: skip
        axes.text(
            INNER, y + line * 0.4, f"{han:,}", ha="right", va="center_baseline", size=SMALL,
            color=GREY,
        )  # fmt: skip
        for code, start, end in runs(text):
            axes.add_patch(
                Rectangle(
                    (left + start * scale, y), (end - start) * scale,
                    line * 0.76 * (LOW if code in low else 1),
                    facecolor=colours.get(code, UNCODED), linewidth=0,
                )
            )  # fmt: skip
        sections = text[(text["section"] != "") & (text["section"] != text["section"].shift())]
        for start in sections["start"]:
            x = left + start * scale
            axes.plot([x, x], [y, y + line * 0.95], color=INK, linewidth=0.7)
    draw_legend(axes, codes, legend, across)
    return page.figure


def legend_size(codes: Sequence[Code]) -> tuple[int, float]:
    """Columns of the legend, and its height."""
    widest = max(
        text_width(code.zh, BODY) + text_width(code.en, SMALL) + SWATCH + 0.3 for code in codes
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
        english = fit(code.en, SMALL, x + column - after - 0.1) if code.en != code.zh else ""
        if english not in {"", "…"}:
            axes.text(after, y + 0.065, english, va="center_baseline", size=SMALL, color=GREY)
