"""How each text spends its time: the leading topic of each paragraph, from first to last."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INK,
    INNER,
    NAMED,
    PALE,
    SMALL,
    TOPICS,
    contrast_note,
    fit,
    looks,
    of_groups,
    plain,
    spaced,
    styled,
    text_width,
)
from chengyan.tables import require_columns

COLUMNS = ("doc_id", "group", "paragraph", "start", "end", "section", "topic", "label")
STRIP, HEADS, TICKS, RULES, KEY = 0.36, 0.22, 0.17, 0.36, 0.23
NONE = "#f0f0f0"


@styled
def draw(course: pd.DataFrame, groups: list[str], *, contrast: str = "unmatched") -> Figure:
    """Draw a strip a text: paragraphs in their order, coloured by leading topic.

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
        han=rows.end - rows.start,
    )
    texts = [
        (group, plain(name), text.sort_values("start"))
        for group in groups
        for name, text in rows[rows["group"] == group].groupby("doc_id", sort=True)
    ]
    several = len(texts) > len({group for group, _, _ in texts})
    keys = _keys(rows)
    widest = max(text_width(label, BODY) for _, label in keys.values()) + 0.45
    across = max(1, min(4, int(INNER / widest)))
    legend = -(-len(keys) // across) * KEY
    heights = [
        HEADS + STRIP + RULES + (TICKS if (text["section"] != "").any() else 0)
        for _, _, text in texts
    ]
    page = Page(
        sum(heights) + legend,
        title=_title(texts, several),
        guide="Strips: whole texts at full width, coloured by leading topic. Ticks: "
        "sections of level one. Rule below: true length.",
        note="Leading topic: that of largest weight, perhaps far from the whole paragraph; topics "
        "on so little text are fragile. " + contrast_note(contrast),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    longest = max(text["end"].max() for _, _, text in texts)
    look = looks(groups)
    top = page.body
    for (group, name, text), height in zip(texts, heights, strict=True):
        han = int(text["end"].max())
        head = fit(f"{group} {name}" if several else group, HEAD, 3)
        axes.text(0, top, head, va="top", size=HEAD)
        axes.text(
            INNER, top - 0.01, f"{han:,} Han characters analysed",
            va="top", ha="right", color=GREY, size=SMALL,
        )  # fmt: skip
        top -= height
        _strip(axes, text, top + RULES, INNER / max(han, 1), keys)
        bottom = top + RULES - 0.085
        axes.add_patch(Rectangle((0, bottom), INNER, 0.05, color=NONE, linewidth=0))
        axes.add_patch(
            Rectangle(
                (0, bottom), INNER * han / longest, 0.05, color=look[group].colour, linewidth=0
            )
        )
    _legend(axes, keys, legend, across)
    return page.figure


def _keys(rows: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Colour and label of each topic; those beyond the colours share a grey."""
    labels = (
        rows[rows["topic"] != ""].drop_duplicates("topic").set_index("topic")["label"].map(spaced)
    )
    names = sorted(labels.index, key=lambda name: (len(name), name))
    if len(names) > len(TOPICS):
        size = rows.groupby("topic")["han"].sum()
        kept = set(size[names].sort_values(ascending=False, kind="stable").index[: len(TOPICS)])
    else:
        kept = set(names)
    colours = iter(TOPICS)
    keys = {name: (next(colours) if name in kept else PALE, labels[name]) for name in names}
    if (rows["topic"] == "").any():
        keys[""] = (NONE, "no topic (headings, words too few)")
    return keys


def _strip(
    axes: Axes, text: pd.DataFrame, y: float, scale: float, keys: dict[str, tuple[str, str]]
) -> None:
    """Draw runs of one topic as segments with their number, sections as ticks above."""
    spans = text[["topic", "section"]]
    run = (spans != spans.shift()).any(axis=1).cumsum()
    for _, part in text.groupby(run):
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
                color=_on(keys[topic][0]),
            )  # fmt: skip
    sections = text[(text["section"] != "") & (text["section"] != text["section"].shift())]
    starts = [*sections["start"] * scale, text["end"].max() * scale]
    for x, end, section in zip(starts, starts[1:], sections["section"], strict=False):
        heading = fit(section, SMALL, end - x - 0.08)
        axes.plot([x, x], [y, y + STRIP + 0.13], color=INK, linewidth=0.8, solid_capstyle="butt")
        if heading != "…":
            axes.text(x + 0.04, y + STRIP + 0.03, heading, size=SMALL, va="bottom", color=INK)


def _legend(axes: Axes, keys: dict[str, tuple[str, str]], height: float, across: int) -> None:
    """Topics with their numbers, down the columns."""
    down, column = -(-len(keys) // across), INNER / across
    for i, (topic, (colour, label)) in enumerate(keys.items()):
        x, y = i // down * column, height - (i % down) * KEY - KEY
        axes.add_patch(Rectangle((x, y), 0.24, 0.16, color=colour, linewidth=0))
        axes.text(
            x + 0.12,
            y + 0.08,
            topic,
            ha="center",
            va="center_baseline",
            size=SMALL,
            color=_on(colour),
        )
        axes.text(
            x + 0.32, y + 0.08, fit(label, BODY, column - 0.4), va="center_baseline", size=BODY
        )


def _on(colour: str) -> str:
    """Ink or white, whichever is read better on a colour."""
    red, green, blue = to_rgb(colour)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 else INK


def _title(texts: list[tuple[str, str, pd.DataFrame]], several: bool) -> str:
    """Say at how many of its paragraph breaks each text changes its leading topic."""
    if len(texts) > NAMED:
        return f"How {len(texts)} texts move from topic to topic"
    counted = []
    for group, name, text in texts:
        topics = text.loc[text["topic"] != "", "topic"]
        changes = int((topics != topics.shift()).sum()) - 1
        counted.append(
            f"{max(changes, 0)} of {max(len(topics) - 1, 0)} in {name if several else group}"
        )
    return f"Breaks at which the leading topic changes: {', '.join(counted)}"
