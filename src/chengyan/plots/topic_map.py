"""Topics on a plane, those of like words near to one another, with a list of their words."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from chengyan.language import _, n_
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.names import name_marks
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    NEUTRAL,
    RULE,
    SMALL,
    TITLE,
    fit,
    percent,
    plain,
    records,
    spaced,
    styled,
)
from chengyan.plots.verdicts import FADED, FALLEN, draw_mark, ink, judged, of_model
from chengyan.plots.wording import together
from chengyan.tables import require_columns

COLUMNS = ("model", "topic", "label", "verdict", "x", "y", "prevalence")
WORD_COLUMNS = ("model", "topic", "rank", "term")
# Heights of the map at the least and at the most, of a row of the list at either end, and of its
# head.
LOWEST, HIGHEST, ROW, LEAST, HEAD = 1.5, 3.6, 0.19, 0.14, 0.3
# The largest circle, and room beside the outermost circles, where their names find a place.
LARGEST, SIDE, ROOM = 0.3, 1.0, 0.22
# Up to so many topics have large circles with their labels; beyond twice as many, numbers alone.
FEW = 12
# Ends of the list's columns: verdicts, labels, and shares at the right.
VERDICT, LABELS, SHARE, TOP = 0.78, 1.75, 0.5, 10


@styled
def draw(topic_map: pd.DataFrame, topics: pd.DataFrame, model: str) -> Figure:
    """Draw each topic as a circle, its area its share, and list what it is about below.

    Parameters
    ----------
    topic_map, topics : pandas.DataFrame
        The tables ``topic_map.csv`` and ``topics.csv``.
    model : str
        Which of the tables' models is drawn.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing or a verdict is unknown.
    DesignError
        Where the tables do not hold the model.

    Notes
    -----
    A plane keeps the distances between topics only in part: what lies apart differs, what lies
    together may differ in what the plane does not show.
    """
    require_columns(topic_map, COLUMNS, "topic_map")
    require_columns(topics, WORD_COLUMNS, "topics")
    words = of_model(topics, model, "topics").sort_values(["topic", "rank"])
    ordered = judged(of_model(topic_map, model, "topic_map"), "topic_map")
    share = ordered["prevalence"].to_numpy(float)
    largest = LARGEST * min(1, np.sqrt(FEW / len(ordered)))
    radii = largest * np.sqrt(share / max(share.max(), 1e-9))
    points, height = _places(ordered[["x", "y"]].to_numpy(float), radii)
    row = min(ROW, max(LEAST, (BODY_HEIGHT - height - HEAD) / len(ordered)))
    listed = ordered.head(int((BODY_HEIGHT - height - HEAD) / row))
    page = Page(
        height + HEAD + len(listed) * row,
        title=_title(ordered, points),
        guide=_(
            "Circles: topics, their area the mean share of the groups' texts. Near: of like words; "
            "the plane keeps distances only approximately, and its directions mean nothing."
        ),
        note=_note(ordered, listed),
    )
    axes = page.axes(0, page.body - height, INNER, height)
    unnamed = _map(axes, ordered, points, radii)
    if unnamed:
        told = _("{number} unnamed", number=unnamed)
        axes.text(INNER - 0.06, 0.1, told, ha="right", va="center", size=SMALL, color=GREY)
    plane = page.axes(0, 0, INNER, page.body - height)
    plane.patch.set_visible(False)
    plane.set(xlim=(0, INNER), ylim=(0, page.body - height), xticks=[], yticks=[])
    for i, topic in enumerate(records(listed)):
        terms = words.loc[words["topic"] == topic.topic, "term"].astype(str).head(TOP)
        _entry(plane, (len(listed) - i - 0.5) * row, topic, list(terms))
    plane.text(
        INNER, len(listed) * row + 0.08, _("share"), ha="right", va="center", size=SMALL, color=GREY
    )
    return page.figure


def _places(points: np.ndarray, radii: np.ndarray) -> tuple[np.ndarray, float]:
    """Places in inches, one scale on both axes, and the height that they take."""
    low, span = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-9)
    margin = radii.max() + ROOM
    scale = min((INNER - 2 * (radii.max() + SIDE)) / span[0], (HIGHEST - 2 * margin) / span[1])
    if np.ptp(points, axis=0).max() < 1e-6:
        scale = 0.0
    height = float(np.clip(span[1] * scale + 2 * margin, LOWEST, HIGHEST))
    middle = low + np.ptp(points, axis=0) / 2
    placed: np.ndarray = (points - middle) * scale + (INNER / 2, height / 2)
    return placed, height


def _map(axes: Axes, ordered: pd.DataFrame, points: np.ndarray, radii: np.ndarray) -> int:
    """Circles and their names; how many names found no room."""
    axes.set(xlim=(0, INNER), ylim=(0, axes.bbox.height / axes.figure.dpi), xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=RULE, linewidth=0.6)
    for topic, place, radius in zip(records(ordered), points, radii, strict=True):
        # The smaller lie on the larger, and all are opaque: none is lost behind another.
        falls, stands = topic.verdict == "falls", topic.verdict == "stands"
        axes.add_patch(
            Circle(
                tuple(place), radius, facecolor=NEUTRAL if stands else "white", linewidth=1.1,
                edgecolor=FALLEN if falls else "white" if stands else NEUTRAL,
                linestyle=(0, (3, 2)) if falls else "-", zorder=3 - radius,
            )
        )  # fmt: skip
    names = [_map_name(topic, len(ordered)) for topic in records(ordered)]
    unnamed = name_marks(axes, names, points, radii + 0.02, [], size=SMALL)
    fallen = {name for name, v in zip(names, ordered["verdict"], strict=True) if v == "falls"}
    for text in axes.texts:
        if text.get_text() in fallen:
            text.set_color(FADED)
    return unnamed


def _map_name(topic: Any, number: int) -> str:
    """Number and label, the less of the label the more topics there are."""
    words = spaced(topic.label).split()
    shown = words if number <= FEW else words[:1] if number <= 2 * FEW else []
    return fit(f"{plain(topic.topic)}  {' '.join(shown)}".rstrip(), SMALL, 1.6)


def _entry(plane: Axes, y: float, topic: Any, terms: list[str]) -> None:
    """Verdict, number, label, other top words and share of a topic in one line."""
    dark, light = ink(topic.verdict)
    draw_mark(plane, 0.06, y, 0.045, topic.verdict, NEUTRAL)
    plane.text(0.17, y, _(topic.verdict), va="center_baseline", size=SMALL, color=dark)
    number, label = plain(topic.topic), spaced(topic.label)
    plane.text(VERDICT, y, number, ha="right", va="center_baseline", color=dark)
    left = VERDICT + 0.1
    plane.text(left, y, fit(label, BODY, LABELS), va="center_baseline", color=dark)
    rest = " ".join(term for term in terms if term not in label.split())
    x = left + LABELS + 0.1
    plane.text(
        x, y, fit(rest, SMALL, INNER - x - SHARE), va="center_baseline", size=SMALL, color=light
    )
    plane.text(
        INNER, y, percent(topic.prevalence), ha="right", va="center_baseline", size=SMALL,
        color=light,
    )  # fmt: skip


def _note(ordered: pd.DataFrame, listed: pd.DataFrame) -> str:
    told = [_("Topics that lie together may differ in what the plane does not show.")]
    if (ordered["verdict"] == "falls").any():
        told.append(
            _("Dashed: topics that fall, found again too seldom or no more surely than by chance.")
        )
    if rest := len(ordered) - len(listed):
        told.append(
            n_(
                "{number} further topic is in the table only.",
                "{number} further topics are in the table only.",
                rest,
            )
        )
    return together(*told)


def _title(ordered: pd.DataFrame, points: np.ndarray) -> str:
    """Name the two topics nearest to one another, of those that do not fall."""
    holding = ordered[ordered["verdict"] != "falls"].sort_values("topic")
    names = [
        _(
            "{number} ({label})",
            number=plain(topic.topic),
            label=fit(spaced(topic.label), TITLE, 1.3),
        )
        for topic in records(holding)
    ]
    if not names:
        return _(
            "No topic stands: all fall, so that this map shows what chance makes of these words"
        )
    stands = bool((ordered["verdict"] == "stands").any())
    if len(names) <= 2:
        told = n_(
            "{names} is the only topic that does not fall",
            "{names} are the only topics that do not fall",
            len(names),
            names=_(" and ").join(names),
        )
        return told if stands else _("No topic stands: {told}", told=told)
    own = points[holding.index]
    gaps = np.hypot(*(own[:, None] - own[None]).transpose(2, 0, 1))
    gaps[np.tril_indices(len(own))] = np.inf
    a, b = np.unravel_index(gaps.argmin(), gaps.shape)
    if stands:
        return _(
            "Of the topics that do not fall, {one} and {other} lie nearest",
            one=names[a],
            other=names[b],
        )
    return _(
        "No topic stands: of those that wobble, {one} and {other} lie nearest",
        one=names[a],
        other=names[b],
    )
