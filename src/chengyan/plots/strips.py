"""Texts as strips at full width: sections, true length, and many of them as thin rows."""

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import BODY_HEIGHT, TEXTS
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    SMALL,
    fit,
    plain,
    text_width,
)
from chengyan.plots.topic_key import NONE
from chengyan.plots.wording import together

THIN = 0.24
# Texts that a group shows at the least below its name, where not all can be shown.
FEWEST = 4

# Group, name and paragraphs.
Text = tuple[str, str, pd.DataFrame]
Paint = Callable[[Axes, pd.DataFrame, float, float, float, float], None]


def placed(rows: pd.DataFrame, groups: list[str], table: str) -> list[Text]:
    """Group, name and rows of each text, each row with its place in Han characters.

    Parameters
    ----------
    rows : pandas.DataFrame
        doc_id, group, han (Han characters of the row), in the order of the texts.
    groups : list of str
    table : str
        What an error names.

    Returns
    -------
    list of Text
        Rows with `start` and `end`, from the start of their text.

    Raises
    ------
    DesignError
        Where no text belongs to a group.
    """
    if rows.empty:
        raise DesignError(table, f"no text belongs to {', '.join(groups)}", "Mend the manifest")
    end = rows.groupby("doc_id")["han"].cumsum()
    rows = rows.assign(doc_id=rows["doc_id"].map(plain), start=end - rows["han"], end=end)
    return [
        (group, str(name), text)
        for group in groups
        for name, text in rows[rows["group"] == group].groupby("doc_id", sort=True)
    ]


def section_ticks(axes: Axes, text: pd.DataFrame, y: float, height: float, scale: float) -> None:
    """Ticks where a section of level one begins, with as much of its heading as fits."""
    sections = _beginnings(text)
    starts = [*sections["start"] * scale, text["end"].max() * scale]
    for x, end, section in zip(starts, starts[1:], sections["section"], strict=False):
        heading = fit(section, SMALL, end - x - 0.08)
        axes.plot([x, x], [y, y + height + 0.13], color=INK, linewidth=0.8, solid_capstyle="butt")
        if heading != "…":
            axes.text(x + 0.04, y + height + 0.03, heading, size=SMALL, va="bottom", color=INK)


def true_length(axes: Axes, y: float, share: float, colour: str) -> None:
    """A rule below a text that is as long as the text is of the longest."""
    axes.add_patch(Rectangle((0, y), INNER, 0.05, color=NONE, linewidth=0))
    axes.add_patch(Rectangle((0, y), INNER * share, 0.05, color=colour, linewidth=0))


def thin_rows(
    texts: list[Text],
    *,
    paint: Paint,
    draw_key: Callable[[Axes], None],
    key: float,
    title: str,
    guide: str,
    note: str,
    several: bool,
) -> Figure:
    """Draw many texts as thin rows, below the name of their group where it has several.

    Parameters
    ----------
    texts : list of Text
        Of more than `TEXTS`, the longest of each group are drawn, and the note says so.
    paint : callable
        Draws a text into its row: axes, text, left end, lower end, inches a Han character, height.
    draw_key : callable
        Draws the legend into the lowest `key` inches of the axes.
    key : float
    title, guide, note : str
    several : bool
        Whether a group has several texts.
    """
    shown = longest_of_each(texts, TEXTS)
    number = len({text[0] for text in shown})
    if len(shown) < len(texts) and number * FEWEST > len(shown):
        # Names of many groups would take the room of their texts: each has one, under its name.
        shown, several = longest_of_each(texts, number), False
    if len(shown) < len(texts):
        told = _(
            "{number} of {of} texts, the longest of each group.", number=len(shown), of=len(texts)
        )
        note = together(told, note)
    heads = number if several else 0
    line = min(THIN, (BODY_HEIGHT - key - 0.3) / (len(shown) + heads))
    page = Page((len(shown) + heads) * line + key + 0.3, title=title, guide=guide, note=note)
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    names = [doc_id if several else group for group, doc_id, _ in shown]
    left = max(text_width(fit(name, SMALL, 1.3), SMALL) for name in names) + 0.1
    width = INNER - left - 0.5
    y, before = page.body - 0.05, ""
    for (group, _doc_id, text), name in zip(shown, names, strict=True):
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
        paint(axes, text, left, y, scale, line)
        for start in _beginnings(text)["start"]:
            x = left + start * scale
            axes.plot([x, x], [y, y + line * 0.95], color=INK, linewidth=0.7)
    draw_key(axes)
    return page.figure


def _beginnings(text: pd.DataFrame) -> pd.DataFrame:
    """What begins a section of level one."""
    return text[(text["section"] != "") & (text["section"] != text["section"].shift())]


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
