"""The passages that texts share, by number: above their sentences, and in a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from chengyan.language import _
from chengyan.plots.strips import Text
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    PALE,
    SMALL,
    fit,
    plain,
    records,
    text_width,
)
from chengyan.plots.wording import joined

# Height of a line of the list.
LINE = 0.17

# Text, sentence, start and end.
Span = tuple[str, int, int, int]


@dataclass(frozen=True)
class Recurring:
    """A passage with all places where it stands: its words, equal characters, those that count."""

    number: int
    words: str
    overlap: int
    beyond: int
    spans: list[Span]

    def holds(self, span: Span) -> bool:
        """Whether one of its places shares characters with another one."""
        return any(
            own[:2] == span[:2] and own[2] < span[3] and span[2] < own[3] for own in self.spans
        )


def numbered(reuse: pd.DataFrame, docs: Collection[str]) -> list[Recurring]:
    """The passages, the longest beyond formula first; those that lie over one another are one."""
    rows = reuse.assign(**{name: reuse[name].map(plain) for name in ("doc_a", "doc_b", "passage")})
    rows = rows[rows["doc_a"].isin(docs) & rows["doc_b"].isin(docs)]
    found: list[Recurring] = []
    within: dict[tuple[str, int], list[int]] = {}
    for row in records(
        rows.sort_values(["beyond_formula", "overlap"], ascending=False, kind="stable")
    ):
        spans = [
            (row.doc_a, int(row.sentence_a), row.start_a, row.end_a),
            (row.doc_b, int(row.sentence_b), row.start_b, row.end_b),
        ]
        near = sorted(i for span in spans for i in within.get(span[:2], ()))
        same = next((found[i] for i in near if any(map(found[i].holds, spans))), None)
        if same is None:
            same = Recurring(len(found), row.passage, int(row.overlap), int(row.beyond_formula), [])
            found.append(same)
        for span in spans:
            if not same.holds(span):
                same.spans.append(span)
                within.setdefault(span[:2], []).append(same.number)
    return found


def draw_marks(
    axes: Axes, text: pd.DataFrame, doc_id: str, shown: Sequence[Recurring], y: float, scale: float
) -> None:
    """Numbers of the passages above their sentences, moved where they would meet."""
    marks = sorted(
        ((text["start"] + text["end"])[sentence] / 2 * scale, number)
        for number, each in enumerate(shown, start=1)
        for sentence in {span[1] for span in each.spans if span[0] == doc_id}
        if sentence in text.index
    )
    widths = [text_width(str(number), SMALL) + 0.06 for _, number in marks]
    for (x, number), at in zip(marks, _apart([mark[0] for mark in marks], widths), strict=True):
        axes.plot([x, at], [y, y + 0.13], color=INK, linewidth=0.7, solid_capstyle="butt")
        axes.text(at, y + 0.21, str(number), ha="center", va="center_baseline", size=SMALL)


def _apart(places: list[float], widths: list[float]) -> list[float]:
    """Places, rising, moved as far as their labels need, within the page."""
    moved = np.array(places)
    need = [(a + b) / 2 for a, b in pairwise(widths)]
    for i, least in enumerate(need):
        moved[i + 1] = max(moved[i + 1], moved[i] + least)
    if len(moved):
        moved[-1] = min(moved[-1], INNER - widths[-1] / 2)
    for i in reversed(range(len(need))):
        moved[i] = min(moved[i], moved[i + 1] - need[i])
    return [float(x) for x in moved]


def draw_list(axes: Axes, texts: Sequence[Text], shown: Sequence[Recurring], top: float) -> None:
    """The passages by their numbers, with who has them and how long they are."""
    if not shown:
        return
    place = {doc_id: (i, group) for i, (group, doc_id, _) in enumerate(texts)}
    columns = (0.28, 4.15, INNER)
    heads = _("passage"), _("groups that have it"), _("equal characters, beyond formulas")
    for x, head in zip(columns, heads, strict=True):
        side = "right" if x == INNER else "left"
        axes.text(x, top - LINE / 2, head, ha=side, va="center", size=SMALL, color=GREY)
    for number, each in enumerate(shown, start=1):
        y = top - (number + 0.5) * LINE
        who = dict.fromkeys(group for _, group in sorted({place[span[0]] for span in each.spans}))
        width = columns[2] - columns[1] - 0.6
        axes.plot([0, INNER], [y + LINE / 2] * 2, color=PALE, linewidth=0.4)
        axes.text(0.14, y, str(number), ha="right", va="center_baseline", size=SMALL)
        axes.text(0.28, y, fit(each.words, BODY, 3.75), va="center_baseline", size=BODY)
        named = fit(joined(who), BODY, width)
        axes.text(columns[1], y, named, va="center_baseline", size=BODY)
        told = _("{overlap}, {beyond}", overlap=each.overlap, beyond=each.beyond)
        axes.text(INNER, y, told, ha="right", va="center_baseline", size=BODY)
