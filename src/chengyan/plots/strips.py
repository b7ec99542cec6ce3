"""The course of many texts: thin strips without headings, on one page."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.plots.layout import BODY_HEIGHT, TEXTS
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    SMALL,
    contrast_note,
    fit,
    styled,
    text_width,
)
from chengyan.plots.topic_key import Keys, caution, draw_legend, legend_size

THIN = 0.24
# Texts that a group shows at the least below its name, where not all can be shown.
FEWEST = 4

# Group, name and paragraphs.
Text = tuple[str, str, pd.DataFrame]


@styled
def thin_strips(
    texts: list[Text],
    keys: Keys,
    *,
    title: str,
    several: bool,
    contrast: str,
) -> Figure:
    """Draw many texts as thin strips, below the name of their group where it has several."""
    shown = longest_of_each(texts, TEXTS)
    number = len({group for group, _, _ in shown})
    if len(shown) < len(texts) and number * FEWEST > len(shown):
        # Names of many groups would take the room of their texts: each has one, under its name.
        shown, several = longest_of_each(texts, number), False
    across, legend = legend_size(keys)
    heads = len({group for group, _, _ in shown}) if several else 0
    line = min(THIN, (BODY_HEIGHT - legend - 0.3) / (len(shown) + heads))
    page = Page(
        (len(shown) + heads) * line + legend + 0.3,
        title=title,
        guide="Strips: whole texts at full width, coloured by leading topic. Ticks: sections of "
        "level one. At the right: Han characters analysed.",
        note=(f"{len(shown)} of {len(texts)} texts, the longest of each group. " if len(shown)
        < len(texts) else "")
        + f"{caution(keys)} {contrast_note(contrast)}",
    )  # fmt: skip
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    names = [doc_id if several else group for group, doc_id, _ in shown]
    left = min(max(text_width(fit(name, SMALL, 1.3), SMALL) for name in names), 1.3) + 0.1
    width = INNER - left - 0.5
    y, before = page.body - 0.05, ""
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
        for topic, start, end in topic_runs(text):
            axes.add_patch(
                Rectangle(
                    (left + start * scale, y), (end - start) * scale, line * 0.72,
                    facecolor=keys[topic][0], linewidth=0,
                )
            )  # fmt: skip
        sections = text[(text["section"] != "") & (text["section"] != text["section"].shift())]
        for start in sections["start"]:
            x = left + start * scale
            axes.plot([x, x], [y, y + line * 0.95], color=INK, linewidth=0.7)
    draw_legend(axes, keys, legend, across)
    return page.figure


def longest_of_each(texts: list[Text], most: int) -> list[Text]:
    """At most so many texts: of each group as many of its longest, in the order given."""
    if len(texts) <= most:
        return texts
    groups = list(dict.fromkeys(group for group, _, _ in texts))[:most]
    length = {id(text): int(text["end"].max()) for _, _, text in texts}
    ranked = {
        group: sorted((t for t in texts if t[0] == group), key=lambda t: -length[id(t[2])])
        for group in groups
    }
    # A group with fewer texts leaves its room to the others.
    rounds = [(i, group) for i in range(most) for group in groups if i < len(ranked[group])]
    kept = {id(ranked[group][i][2]) for i, group in rounds[:most]}
    return [text for text in texts if id(text[2]) in kept]


def topic_runs(text: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Topic, start and end of each stretch of one topic."""
    run = (text["topic"] != text["topic"].shift()).cumsum()
    return [
        (part["topic"].iloc[0], int(part["start"].min()), int(part["end"].max()))
        for _, part in text.groupby(run)
    ]
