"""Colours of topics, and their legend."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from chengyan.language import _, n_
from chengyan.plots.style import BODY, INNER, PALE, SMALL, TOPICS, fit, on, spaced, text_width
from chengyan.plots.verdicts import FADED, numbers
from chengyan.plots.wording import together

KEY = 0.23
NONE = "#f0f0f0"

# All topics that fall are drawn as one: no change between them means anything.
FALLEN, FALLEN_TONE = "×", "#dcdcdc"

# Colour and label by topic.
Keys = dict[str, tuple[str, str]]


def faded(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the topics that fall one number, `FALLEN`, and a label that lists theirs."""
    falls = rows["verdict"] == "falls"
    numbers_of = sorted({*rows.loc[falls, "topic"]}, key=lambda name: (len(name), name))
    label = n_(
        "fallen topic (no. {numbers})",
        "fallen topics (no. {numbers})",
        len(numbers_of),
        numbers=numbers(numbers_of),
    )
    wobbles = rows["label"].map(lambda label: _("{label} (wobbles)", label=spaced(label)))
    return rows.assign(
        topic=rows["topic"].mask(falls, FALLEN),
        label=rows["label"].mask(falls, label).mask(rows["verdict"] == "wobbles", wobbles),
    )


def topic_keys(rows: pd.DataFrame) -> Keys:
    """Colour and label of each topic; those beyond the colours share a grey.

    Parameters
    ----------
    rows : pandas.DataFrame
        topic, label, han; as `faded` gives them.
    """
    told = rows[rows["topic"] != ""].drop_duplicates("topic").set_index("topic")["label"]
    labels = told.map(spaced)
    names = sorted(labels.index.difference([FALLEN]), key=lambda name: (len(name), name))
    if len(names) > len(TOPICS):
        size = rows.groupby("topic")["han"].sum()
        kept = set(size[names].sort_values(ascending=False, kind="stable").index[: len(TOPICS)])
    else:
        kept = set(names)
    colours = iter(TOPICS)
    keys = {name: (next(colours) if name in kept else PALE, labels[name]) for name in names}
    if FALLEN in labels.index:
        keys[FALLEN] = (FALLEN_TONE, labels[FALLEN])
    if (rows["topic"] == "").any():
        keys[""] = (NONE, _("no topic (headings, words too few)"))
    return keys


def caution(keys: Keys) -> str:
    """Say what a leading topic is, and what is pale."""
    told = _("Leading topic: that of largest weight, perhaps far from the whole paragraph.")
    if FALLEN not in keys:
        return told
    return together(told, _("Pale: topics that fall, no result."))


def legend_size(keys: Keys) -> tuple[int, float]:
    """Columns of the legend, and its height."""
    widest = max(text_width(label, BODY) for _, label in keys.values()) + 0.45
    across = max(1, min(4, int(INNER / widest)))
    return across, -(-len(keys) // across) * KEY


def label_colour(topic: str, colour: str) -> str:
    """Colour of a topic's number on its own."""
    return FADED if topic == FALLEN else on(colour)


def draw_legend(axes: Axes, keys: Keys, height: float, across: int) -> None:
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
            color=label_colour(topic, colour),
        )
        axes.text(
            x + 0.32, y + 0.08, fit(label, BODY, column - 0.4), va="center_baseline", size=BODY
        )
