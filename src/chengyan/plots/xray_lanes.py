"""Where terms stand along many texts: a row a text, a column a term."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from chengyan.language import _, n_
from chengyan.plots.layout import BODY_HEIGHT, TEXTS
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    INNER,
    NEUTRAL,
    SMALL,
    contrast_note,
    fit,
    group_colours,
    text_width,
)
from chengyan.plots.wording import further_groups

# A row, and the least it may be; a column, and the least that has room for counts.
TALLEST, LOWEST = 0.26, 0.12
NARROWEST, COUNTED = 0.36, 0.6
NAME, HEAD, BETWEEN = 1.0, 0.12, 0.14
# Steps along a text.
STEPS = 40


@dataclass(frozen=True)
class Text:
    """A text with its occurrences and its rows of ``spread.csv``."""

    group: str
    doc_id: str
    ticks: pd.DataFrame
    spread: pd.DataFrame


@dataclass(frozen=True)
class _Lane:
    """A row of the map: a text, or all of a group laid over one another; or a group's name."""

    name: str
    colour: str
    texts: list[Text]


def draw_lanes(
    texts: list[Text], terms: list[str], groups: list[str], *, title: str, contrast: str
) -> Figure:
    """Draw many texts as rows of a map with a column a term, in one block or two."""
    lanes, laid, hidden = _lanes(texts, groups)
    left = max(text_width(fit(lane.name, SMALL, NAME), SMALL) for lane in lanes) + 0.1
    blocks = 2 if 2 * (len(lanes) * LOWEST + 3 * HEAD + BETWEEN) < BODY_HEIGHT else 1
    columns = min(-(-len(terms) // blocks), int((INNER - left) / NARROWEST))
    shown = terms[: blocks * columns]
    width = min((INNER - left) / columns, 1.5)
    named = {term: _in_two(term, width - 0.05) for term in shown}
    heads = HEAD * max(len(lines) for lines in named.values()) + 0.05
    row = min(TALLEST, ((BODY_HEIGHT - BETWEEN) / blocks - heads) / len(lanes))
    block = heads + row * len(lanes)
    counts = [sum(text.spread.set_index("term")["count"] for text in lane.texts) for lane in lanes]
    most = max(int(numbers.max()) for numbers in counts if not isinstance(numbers, int))
    beside = text_width(f"{most}", SMALL) + 0.05 if width >= COUNTED else 0.0
    page = Page(
        blocks * block + (blocks - 1) * BETWEEN,
        title=title,
        guide=(
            _(
                "A strip: a text from its beginning to its end, the darker the more often the term "
                "stands there, the texts of a group laid over one another."
            )
            if laid
            else _(
                "A strip: a text from its beginning to its end, the darker the more often the term "
                "stands there."
            )
        )
        + (_(" At its right: occurrences.") if width >= COUNTED else ""),
        note=further_groups(hidden)
        + further_terms(len(terms) - len(shown))
        + _(
            "Strings are counted, also inside longer words, but for those that the cut into words "
            "runs through. Longer texts have more of everything. "
        )
        + contrast_note(contrast),
    )
    for b in range(blocks):
        own = shown[b * columns : (b + 1) * columns]
        top = page.body - b * (block + BETWEEN) - heads
        axes = page.axes(0, top - row * len(lanes), INNER, row * len(lanes))
        axes.set(xlim=(0, INNER), ylim=(row * len(lanes), 0), xticks=[], yticks=[])
        for j, term in enumerate(own):
            x = left + j * width
            for k, line in enumerate(reversed(named[term])):
                page.write(x, top + 0.03 + HEAD * k, line, va="bottom", size=SMALL)
        for k, lane in enumerate(lanes):
            _name(axes, lane, (k + 0.5) * row, left)
            if lane.texts:
                _strips(axes, lane, own, (k * row, row), (left, width, width - 0.07 - beside))
    return page.figure


def further_terms(number: int) -> str:
    """Say how many terms the figure has no room for; nothing where it shows all."""
    if not number:
        return ""
    return n_(
        "{number} further term is in the table only. ",
        "{number} further terms are in the table only. ",
        number,
    )


def _lanes(texts: list[Text], groups: list[str]) -> tuple[list[_Lane], bool, int]:
    """Rows, whether texts are laid over one another in them, and how many groups have none.

    A row is a text, below the name of its group where that has several; of too many texts, a group.
    """
    colours = group_colours(groups, NEUTRAL)
    by_group = {g: [text for text in texts if text.group == g] for g in groups}
    by_group = {group: own for group, own in by_group.items() if own}
    several = len(texts) > len(by_group)
    if len(texts) + several * len(by_group) > TEXTS:
        lanes = [_Lane(group, colours[group], own) for group, own in by_group.items()]
        return lanes[:TEXTS], several, max(len(lanes) - TEXTS, 0)
    rows = []
    for group, own in by_group.items():
        if several:
            rows.append(_Lane(group, colours[group], []))
        rows += [_Lane(t.doc_id if several else group, colours[group], [t]) for t in own]
    return rows, False, 0


def _name(axes: Axes, lane: _Lane, y: float, left: float) -> None:
    if lane.texts:
        axes.text(left - 0.07, y, fit(lane.name, SMALL, NAME), ha="right", va="center", size=SMALL)
    else:
        axes.text(0, y, fit(lane.name, BODY, INNER), va="center", size=BODY)


def _strips(
    axes: Axes,
    lane: _Lane,
    terms: list[str],
    at: tuple[float, float],
    across: tuple[float, float, float],
) -> None:
    """The strips of a row: how often each term stands in each step of the way."""
    (y, row), (left, width, long) = at, across
    low, high = y + 0.14 * row, y + 0.86 * row
    step = long / STEPS
    ticks = pd.concat([text.ticks for text in lane.texts])
    boxes, colours = [], []
    for j, term in enumerate(terms):
        x = left + j * width
        places = ticks.loc[ticks["term"] == term, "position"]
        axes.fill_between([x, x + long], low, high, color=BAND, linewidth=0)
        numbers = np.bincount((places * STEPS).astype(int).clip(0, STEPS - 1), minlength=STEPS)
        for n in np.flatnonzero(numbers):
            a, b = x + n * step, x + (n + 1) * step
            boxes.append([(a, low), (b, low), (b, high), (a, high)])
            # One occurrence a text is seen, three are dark; of many texts it is their mean.
            colours.append(to_rgba(lane.colour, 1 - 0.35 ** (numbers[n] / len(lane.texts))))
        if width >= COUNTED and len(places):
            axes.text(
                x + long + 0.04, (low + high) / 2, str(len(places)), va="center", size=SMALL,
                color=GREY,
            )  # fmt: skip
    axes.add_collection(PolyCollection(boxes, facecolors=colours, linewidths=0))


def _in_two(term: str, width: float) -> list[str]:
    """A term on one line, or on two where it is too long, the second cut if it must be."""
    if text_width(term, SMALL) <= width:
        return [term]
    first = next(n for n in range(len(term), 0, -1) if text_width(term[:n], SMALL) <= width)
    return [term[:first], fit(term[first:], SMALL, width)]
