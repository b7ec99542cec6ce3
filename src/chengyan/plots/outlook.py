"""Where each text looks, sentence by sentence: back, at what is, ahead."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.han import count_han
from chengyan.language import _, later
from chengyan.plots.layout import BODY_HEIGHT, are_many
from chengyan.plots.page import Page
from chengyan.plots.strips import Text, placed, section_ticks, thin_rows, true_length
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INNER,
    NAMED,
    SHADES,
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
from chengyan.plots.topic_key import NONE
from chengyan.plots.wording import joined
from chengyan.tables import require_columns

COLUMNS = ("doc_id", "group", "sentence", "kind", "section", "orientation", "text")
# From the lowest lane of a strip to the highest, as time rises.
LANES = {
    "past": later("looks back"), "present": later("at what is"), "future": later("looks ahead"),
}  # fmt: skip
STRIP, HEADS, TICKS, RULES, KEY = 0.42, 0.22, 0.17, 0.34, 0.24


@styled
def draw(
    sentences: pd.DataFrame,
    groups: list[str],
    *,
    kinds: Collection[str] = ("heading", "body"),
    contrast: str = "unmatched",
) -> Figure:
    """Draw a strip a text: its sentences in their order, high as they look ahead, low as back.

    Many texts have thin strips without headings; of more than `TEXTS`, the longest of each group.

    Parameters
    ----------
    sentences : pandas.DataFrame
        The table ``sentences.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    kinds : collection of str
        Kinds of sentences that are analysed.
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

    Notes
    -----
    Place and height tell what colour does not have to. A sentence that nothing is told of (an
    address) leaves its place empty.
    """
    require_columns(sentences, COLUMNS, "sentences")
    texts = _texts(of_groups(sentences[sentences["kind"].isin(kinds)], groups), groups)
    several = len(texts) > len({group for group, _, _ in texts})
    title = _title(texts, several=several)
    guide = _(
        "Strips: whole texts at full width, a bar a sentence, high where it looks ahead, low "
        "where it looks back. Ticks: sections of level one."
    )
    note = _(
        "Cues of headings and sentences tell where a sentence looks, and err: read stretches, not "
        "single bars. "
    ) + contrast_note(contrast)
    room = (BODY_HEIGHT - KEY) / len(texts)
    if are_many(len(texts)) or room < HEADS + TICKS + STRIP + RULES:
        return thin_rows(
            texts,
            paint=_paint,
            draw_key=lambda axes: _key(axes, 0.1, SHADES[0]),
            key=KEY,
            title=title,
            guide=guide + _(" At the right: Han characters."),
            note=note,
            several=several,
        )
    above = [TICKS if (text["section"] != "").any() else 0.0 for *_, text in texts]
    page = Page(
        sum(above) + len(texts) * (HEADS + STRIP + RULES) + KEY,
        title=title,
        guide=guide + _(" Rule below: true length."),
        note=note,
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    longest = max(1, *(int(text["end"].max()) for *_, text in texts))
    look = looks(groups)
    top = page.body
    for (group, name, text), ticks in zip(texts, above, strict=True):
        han = max(int(text["end"].max()), 1)
        head = fit(f"{group} {name}" if several else group, HEAD, 3)
        axes.text(0, top, head, va="top", size=HEAD)
        axes.text(
            INNER, top - 0.01,
            _("{han} Han characters, {sentences} sentences", han=f"{han:,}",
              sentences=f"{len(text):,}"),
            va="top", ha="right", color=GREY, size=SMALL,
        )  # fmt: skip
        y = top - HEADS - ticks - STRIP
        _strip(axes, text, 0, y, INNER / han, STRIP, look[group].colour)
        section_ticks(axes, text, y, STRIP, INNER / han)
        true_length(axes, y - 0.085, han / longest, look[group].colour)
        top = y - RULES
    _key(axes, top - KEY / 2 + 0.1, GREY)
    return page.figure


def _texts(rows: pd.DataFrame, groups: list[str]) -> list[Text]:
    """Group, name and sentences of each text, with their places in Han characters."""
    rows = rows.assign(
        orientation=rows["orientation"].map(plain),
        section=rows["section"].map(plain),
        han=rows["text"].map(count_han),
    )
    ordered = rows.sort_values(["doc_id", "sentence"], kind="stable")
    return placed(ordered, groups, "sentences")


def _strip(
    axes: Axes, text: pd.DataFrame, left: float, y: float, scale: float, height: float, colour: str
) -> None:
    """Sentences as bars, each in the lane of where it looks, on a pale ground."""
    whole = int(text["end"].max()) * scale
    axes.add_patch(Rectangle((left, y), whole, height, color=NONE, linewidth=0))
    for lane, part in enumerate(LANES):
        own = text[text["orientation"] == part]
        axes.bar(
            left + own["start"] * scale, height / len(LANES), own["han"] * scale,
            y + lane * height / len(LANES), align="edge", color=colour, linewidth=0,
        )  # fmt: skip


def _paint(
    axes: Axes, text: pd.DataFrame, left: float, y: float, scale: float, line: float
) -> None:
    _strip(axes, text, left, y, scale, line * 0.76, SHADES[0])


def _key(axes: Axes, y: float, colour: str) -> None:
    """A small strip for each lane, with what it means."""
    x, width, height = 0.0, 0.3, 0.16
    for lane, (part, named) in enumerate(LANES.items()):
        label = _(named)
        axes.add_patch(Rectangle((x, y - height / 2), width, height, color=NONE, linewidth=0))
        bottom = y - height / 2 + lane * height / len(LANES)
        axes.add_patch(
            Rectangle((x, bottom), width, height / len(LANES), color=colour, linewidth=0, gid=part)
        )
        axes.text(x + width + 0.08, y, label, va="center_baseline", size=BODY)
        x += width + text_width(label, BODY) + 0.4


def middle(text: pd.DataFrame, part: str) -> float:
    """The share of a text by which half of what looks one way is said; NaN where nothing does."""
    own = text[(text["orientation"] == part) & (text["han"] > 0)]
    if own.empty:
        return float("nan")
    said = own["han"].cumsum() / own["han"].sum()
    at = int(np.argmax(said.to_numpy() >= 0.5))  # half
    return float(own["end"].iloc[at] / text["end"].max())


def _title(texts: Sequence[Text], *, several: bool) -> str:
    """Say by where half of what looks back, and half of what looks ahead, is said."""
    back, ahead = (
        [
            (fit(name if several else group, TITLE, 1.6), share)
            for group, name, text in texts
            if not np.isnan(share := middle(text, part))
        ]
        for part in ("past", "future")
    )
    if back and ahead:
        return _(
            "Half of what looks back is said in the first {back}; half of what looks ahead in the "
            "first {ahead}",
            back=_said(back),
            ahead=_said(ahead),
        )
    if back:
        return _("Half of what looks back is said in the first {back}", back=_said(back))
    if ahead:
        return _("Half of what looks ahead in the first {ahead}", ahead=_said(ahead))
    return _("No sentence is told to look back or ahead")


def _said(found: Sequence[tuple[str, float]]) -> str:
    shares = [share for _, share in found]
    if len(found) > NAMED:
        low, mid, high = (percent(float(np.quantile(shares, at))) for at in (0, 0.5, 1))
        return _(
            "{mid} of a text ({low} to {high} in {texts} texts)",
            mid=mid, low=low, high=high, texts=len(found),
        )  # fmt: skip
    told = [_("{share} of {name}", share=percent(share), name=name) for name, share in found]
    return joined(told)
