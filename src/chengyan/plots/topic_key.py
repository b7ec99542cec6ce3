"""Colours of topics, and their legend."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from chengyan.plots.style import BODY, INNER, PALE, SMALL, TOPICS, fit, on, spaced, text_width

KEY = 0.23
NONE = "#f0f0f0"

# Colour and label by topic.
Keys = dict[str, tuple[str, str]]


def topic_keys(rows: pd.DataFrame) -> Keys:
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


def legend_size(keys: Keys) -> tuple[int, float]:
    """Columns of the legend, and its height."""
    widest = max(text_width(label, BODY) for _, label in keys.values()) + 0.45
    across = max(1, min(4, int(INNER / widest)))
    return across, -(-len(keys) // across) * KEY


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
            color=on(colour),
        )
        axes.text(
            x + 0.32, y + 0.08, fit(label, BODY, column - 0.4), va="center_baseline", size=BODY
        )
