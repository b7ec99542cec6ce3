"""How each text spends its time: the leading topic of each paragraph, from first to last."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.language import _
from chengyan.plots.layout import are_many
from chengyan.plots.page import Page
from chengyan.plots.strips import Text, section_ticks, thin_rows, true_length
from chengyan.plots.style import (
    GREY,
    HEAD,
    INNER,
    NAMED,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    looks,
    of_groups,
    percent,
    plain,
    styled,
    text_width,
)
from chengyan.plots.topic_key import (
    Keys,
    caution,
    draw_legend,
    faded,
    label_colour,
    legend_size,
    topic_keys,
)
from chengyan.plots.wording import joined, together
from chengyan.tables import require_columns

COLUMNS = ("doc_id", "group", "paragraph", "start", "end", "section", "topic", "label", "verdict")
STRIP, HEADS, TICKS, RULES = 0.36, 0.22, 0.17, 0.36


@styled
def draw(course: pd.DataFrame, groups: list[str], *, contrast: str = "unmatched") -> Figure:
    """Draw a strip a text: paragraphs in their order, coloured by leading topic.

    Topics that fall share a pale grey: which of them leads says nothing. Many texts have thin
    strips without headings; of more than `TEXTS`, the longest of each group.

    Parameters
    ----------
    course : pandas.DataFrame
        The table ``course.csv``: one row a paragraph; `start` and `end` count Han characters from
        the start of the text, `section` is empty before the first heading of level one.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` or ``unmatched``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no text belongs to a group.
    """
    require_columns(course, COLUMNS, "course")
    rows = of_groups(course, groups)
    if rows.empty:
        raise DesignError("course", f"no text belongs to {', '.join(groups)}", "Mend the manifest")
    rows = rows.assign(
        topic=rows["topic"].map(lambda topic: "" if topic == 0 else plain(topic)),
        section=rows["section"].map(plain),
        verdict=rows["verdict"].map(plain),
        han=rows.end - rows.start,
    )
    rows = faded(rows)
    texts = [
        (group, plain(name), text.sort_values("start"))
        for group in groups
        for name, text in rows[rows["group"] == group].groupby("doc_id", sort=True)
    ]
    several = len(texts) > len({text[0] for text in texts})
    keys = topic_keys(rows)
    if are_many(len(texts)):
        return _thin(texts, keys, several=several, contrast=contrast)
    across, legend = legend_size(keys)
    heights = [
        HEADS + STRIP + RULES + (TICKS if (text["section"] != "").any() else 0)
        for *_name, text in texts
    ]
    page = Page(
        sum(heights) + legend,
        title=_title(texts, several),
        guide=_(
            "Strips: whole texts at full width, coloured by leading topic. Ticks: sections of "
            "level one. Rule below: true length."
        ),
        note=together(caution(keys), contrast_note(contrast)),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    longest = max(text["end"].max() for *_name, text in texts)
    look = looks(groups)
    top = page.body
    for (group, name, text), height in zip(texts, heights, strict=True):
        han = int(text["end"].max())
        head = fit(f"{group} {name}" if several else group, HEAD, 3)
        axes.text(0, top, head, va="top", size=HEAD)
        axes.text(
            INNER, top - 0.01, _("{number:,} Han characters analysed", number=han),
            va="top", ha="right", color=GREY, size=SMALL,
        )  # fmt: skip
        top -= height
        _strip(axes, text, top + RULES, INNER / max(han, 1), keys)
        true_length(axes, top + RULES - 0.085, han / longest, look[group].colour)
    draw_legend(axes, keys, legend, across)
    return page.figure


def _thin(texts: list[Text], keys: Keys, *, several: bool, contrast: str) -> Figure:
    """Many texts, a thin strip each, without headings."""
    across, legend = legend_size(keys)

    def paint(
        axes: Axes, text: pd.DataFrame, left: float, y: float, scale: float, line: float
    ) -> None:
        run = (text["topic"] != text["topic"].shift()).cumsum()
        for _run, part in text.groupby(run):
            start, width = part["start"].min(), part["end"].max() - part["start"].min()
            axes.add_patch(
                Rectangle(
                    (left + start * scale, y), width * scale, line * 0.72,
                    facecolor=keys[part["topic"].iloc[0]][0], linewidth=0,
                )
            )  # fmt: skip

    return thin_rows(
        texts,
        paint=paint,
        draw_key=lambda axes: draw_legend(axes, keys, legend, across),
        key=legend,
        title=_title(texts, several),
        guide=_(
            "Strips: whole texts at full width, coloured by leading topic. Ticks: sections of "
            "level one. At the right: Han characters analysed."
        ),
        note=together(caution(keys), contrast_note(contrast)),
        several=several,
    )


def _strip(axes: Axes, text: pd.DataFrame, y: float, scale: float, keys: Keys) -> None:
    """Draw runs of one topic as segments with their number, sections as ticks above."""
    spans = text[["topic", "section"]]
    run = (spans != spans.shift()).any(axis=1).cumsum()
    for _run, part in text.groupby(run):
        topic = part["topic"].iloc[0]
        x, width = part["start"].min() * scale, part["han"].sum() * scale
        axes.add_patch(
            Rectangle(
                (x, y), width, STRIP, facecolor=keys[topic][0], edgecolor="white", linewidth=0.4
            )
        )
        if topic and width > text_width(topic, SMALL) + 0.04:
            axes.text(
                x + width / 2, y + STRIP / 2, topic, ha="center", va="center_baseline", size=SMALL,
                color=label_colour(topic, keys[topic][0]),
            )  # fmt: skip
    section_ticks(axes, text, y, STRIP, scale)


def _title(texts: list[Text], several: bool) -> str:
    """Say how much of each text a topic leads that stands, or where none does, that wobbles."""
    verdicts = {verdict for *_name, text in texts for verdict in text["verdict"]} - {""}
    if not verdicts:
        return _("No paragraph has a leading topic")
    if verdicts == {"falls"}:
        return _("No leading topic stands: all fall, so that these strips show no course")
    firm = "stands" if "stands" in verdicts else "wobbles"
    led = [
        text.loc[text["verdict"] == firm, "han"].sum() / text["han"].sum() for *_name, text in texts
    ]
    if len(texts) > NAMED:
        low, middle, high = (percent(float(np.quantile(led, at))) for at in (0, 0.5, 1))
        told = _(
            "{middle} of a text, {low} to {high} in {number} texts",
            middle=middle,
            low=low,
            high=high,
            number=len(texts),
        )
    else:
        told = joined(
            _(
                "{share} of {text}",
                share=percent(share),
                text=fit(name if several else group, TITLE, 1.6),
            )
            for (group, name, _text), share in zip(texts, led, strict=True)
        )
    if firm == "stands":
        return _("A topic that stands leads {told}", told=told)
    return _("No leading topic stands; one that wobbles leads {told}", told=told)
