"""The leading words of many groups: words down, groups across, shaded by rank."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    SHADES,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    on,
    plain,
    some,
    text_width,
)
from chengyan.plots.wording import further_groups, together

ROW, KEY, HEADS = 0.163, 0.3, 1.1
# A narrower cell holds no number of two figures, and the narrowest is seen at all.
NUMBERED, NARROWEST = 0.17, 0.11
# Ranks that a shade reaches to, from the darkest; the others are white.
SHADED = (3, 10, 30, 100)


def rank_map(tfidf: pd.DataFrame, groups: list[str], *, top: int, contrast: str) -> Figure:
    """Draw words that lead a list as rows, groups as columns, and the rank as shade.

    Parameters
    ----------
    tfidf : pandas.DataFrame
        Rows of ``tfidf.csv`` of these groups.
    groups : list of str
    top : int
        Words a group at most: as many as the page holds together.
    contrast : str
        ``matched`` or ``unmatched``.
    """
    head = min(max(text_width(fit(group, SMALL, HEADS), SMALL) for group in groups), HEADS) + 0.1
    room = int((BODY_HEIGHT - head - KEY) / ROW)
    top = max(
        (n for n in range(1, top + 1) if tfidf.loc[tfidf["rank"] <= n, "term"].nunique() <= room),
        default=1,
    )
    leading = tfidf[tfidf["rank"] <= top]
    lists = leading["term"].value_counts()
    shown = tfidf[tfidf["term"].isin(lists.index)]
    # Words of one list stand by its group, so that they form a staircase.
    place = {group: i for i, group in enumerate(groups)}
    ordered = leading.assign(place=leading["group"].map(place)).sort_values(["place", "rank"])
    first = {term: i for i, term in enumerate(dict.fromkeys(ordered["term"]))}
    terms = sorted(lists.index, key=lambda term: (-lists[term], first[term]))[:room]
    words = min(max([text_width(term, BODY) for term in terms], default=0.5), 1.5) + 0.11
    room_across = INNER - words - 0.3
    columns = groups[: int(room_across / NARROWEST)]
    cell = min(room_across / len(columns), 0.55)
    page = Page(
        KEY + head + len(terms) * ROW + 0.05,
        title=_title(lists, groups, top),
        guide=_(
            "All words that are among the first {top} of a group by TF-IDF; figures at the "
            "right: on how many of these lists.",
            top=top,
        ),
        note=together(
            further_groups(len(groups) - len(columns)),
            _(
                "Ranks compare between groups, TF-IDF values do not; they count words left out "
                "here too."
            ),
            contrast_note(contrast),
        ),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    _key(axes, page.body - 0.12)
    base = page.body - KEY - head
    for i, group in enumerate(columns):
        axes.text(
            words + (i + 0.5) * cell, base + 0.06, fit(group, SMALL, HEADS), rotation=90,
            ha="center", va="bottom", size=SMALL,
        )  # fmt: skip
    ranks = shown.set_index(["term", "group"])["rank"]
    for j, term in enumerate(terms):
        y = base - (j + 1) * ROW
        shared = lists[term] > 1
        axes.text(
            words - 0.08, y + ROW / 2, fit(term, BODY, words - 0.1), ha="right",
            va="center_baseline", color=GREY if shared else INK,
        )  # fmt: skip
        axes.text(
            words + len(columns) * cell + 0.24, y + ROW / 2, str(lists[term]), ha="right",
            va="center_baseline", size=SMALL, color=GREY,
        )  # fmt: skip
        for i, group in enumerate(columns):
            rank = ranks.get((term, group))
            shade = _shade(rank)
            axes.add_patch(
                Rectangle(
                    (words + i * cell, y), cell, ROW, facecolor=shade, edgecolor="white",
                    linewidth=0.6,
                )
            )  # fmt: skip
            if rank is not None and rank <= top and cell >= NUMBERED:
                axes.text(
                    words + (i + 0.5) * cell, y + ROW / 2, plain(rank), ha="center",
                    va="center_baseline", size=SMALL, color=on(shade),
                )  # fmt: skip
    if not terms:
        axes.text(INNER / 2, 0, _("no words"), ha="center", va="bottom", color=GREY)
    return page.figure


def _shade(rank: float | None) -> str:
    if rank is None:
        return "#ffffff"
    return next((SHADES[i] for i, end in enumerate(SHADED) if rank <= end), SHADES[-1])


def _key(axes: Axes, y: float) -> None:
    """What the shades mean."""
    x = 0.0
    starts = (1, *(end + 1 for end in SHADED[:-1]))
    told = [_("rank {first}–{last}", first=a, last=b) for a, b in zip(starts, SHADED, strict=True)]
    for shade, text in zip(SHADES, (*told, _("lower")), strict=True):
        axes.add_patch(Rectangle((x, y - 0.06), 0.22, 0.13, facecolor=shade, linewidth=0))
        axes.text(x + 0.28, y, text, va="center", size=SMALL, color=GREY)
        x += 0.28 + text_width(text, SMALL) + 0.25
    axes.text(x, y, _("white: not used"), va="center", size=SMALL, color=GREY)


def _title(lists: pd.Series, groups: list[str], top: int) -> str:
    """Say how far the lists share their words, and name the most shared."""
    if lists.empty:
        return _("No word stands on a list")
    most = int(lists.max())
    common = sorted(lists.index[lists == most])
    alone = int((lists == 1).sum())
    if most == 1:
        return _(
            "No two of {number} groups share one of their first {top} words",
            number=len(groups),
            top=top,
        )
    return _(
        "{alone} of {words} leading words are on one list only; {named} on {most} of {groups}",
        alone=alone,
        words=len(lists),
        named=some([fit(str(term), TITLE, 1.5) for term in common]),
        most=most,
        groups=len(groups),
    )
