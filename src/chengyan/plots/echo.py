"""What texts share: along each text, passages that another has too and formulas they all use."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _
from chengyan.plots.echo_map import GROUPS, draw_map
from chengyan.plots.echo_passages import LINE, Recurring, draw_list, draw_marks, numbered
from chengyan.plots.layout import BODY_HEIGHT, are_many, is_many
from chengyan.plots.page import Page
from chengyan.plots.strips import Text, placed, true_length
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
    styled,
    text_width,
)
from chengyan.plots.topic_key import NONE
from chengyan.plots.wording import joined
from chengyan.tables import require_columns

REUSE = (
    *("group_a", "doc_a", "sentence_a", "start_a", "end_a"),
    *("group_b", "doc_b", "sentence_b", "start_b", "end_b"),
    *("overlap", "beyond_formula", "passage"),
)
ECHO = ("doc_id", "group", "sentence", "han_chars", "echoed", "beyond_formula", "formula")
BEYOND, FORMULA = SHADES[0], SHADES[2]
STRIP, HEADS, NUMBERS, RULES, KEY = 0.4, 0.18, 0.3, 0.27, 0.3
# Passages that are listed at the most.
LISTED = 12


@styled
def draw(
    reuse: pd.DataFrame,
    echo: pd.DataFrame,
    between: pd.DataFrame,
    groups: list[str],
    *,
    contrast: str = "unmatched",
) -> Figure:
    """Draw a strip a text, its sentences in order, and join the longest passages they share.

    Parameters
    ----------
    reuse : pandas.DataFrame
        The table ``reuse.csv``.
    echo : pandas.DataFrame
        The table ``echo.csv``, of texts compared with those of the other groups.
    between : pandas.DataFrame
        The table ``reuse_groups.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` or ``unmatched``.

    Returns
    -------
    matplotlib.figure.Figure
        Of many groups or texts, a map with a cell for what a group shares with another.

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no text belongs to a group.
    """
    require_columns(reuse, REUSE, "reuse")
    require_columns(echo, ECHO, "echo")
    require_columns(between, GROUPS, "reuse_groups")
    rows = of_groups(echo, groups)
    texts = placed(rows.assign(han=rows["han_chars"]), groups, "echo")
    if is_many(len(groups)) or are_many(len(texts)):
        return draw_map(between, groups, contrast=contrast)
    return _strips(
        texts, numbered(reuse, [doc_id for _, doc_id, _ in texts]), groups, contrast=contrast
    )


def _strips(
    texts: Sequence[Text], found: list[Recurring], groups: list[str], *, contrast: str
) -> Figure:
    """Strips below one another, then the passages by their numbers."""
    block = HEADS + NUMBERS + STRIP + RULES
    room = int((BODY_HEIGHT - block * len(texts) - KEY) / LINE) - 1
    shown = found[: min(LISTED, room)]
    page = Page(
        block * len(texts) + KEY + (len(shown) + 1) * LINE * bool(shown),
        title=_title(texts),
        guide=_(
            "Strips: whole texts at full width, a bar a sentence. Its height: how much of the "
            "sentence another group's text has too. Rule below: true length."
        )
        + (_(" Numbers: the passages listed.") if shown else ""),
        note=(
            _("The {shown} longest of {all} passages. ", shown=len(shown), all=len(found))
            if shown != found
            else ""
        )
        + _(
            "A passage is longer than what fewer than one in a hundred pairs of such texts would "
            "share, were the words of each sentence in random order; it may yet be a formula that "
            "the lexicon lacks. "
        )
        + contrast_note(contrast),
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    several = len(texts) > len({group for group, _, _ in texts})
    longest = max(int(text["end"].max()) for _, _, text in texts)
    look = looks(groups)
    top = page.body
    for group, doc_id, text in texts:
        han = int(text["end"].max())
        head = fit(f"{group} {doc_id}" if several else group, HEAD, 3.5)
        axes.text(0, top, head, va="top", size=HEAD)
        axes.text(
            INNER, top - 0.01, _("{han} Han characters", han=f"{han:,}"), va="top",
            ha="right", color=GREY, size=SMALL,
        )  # fmt: skip
        y = top - HEADS - NUMBERS - STRIP
        scale = INNER / max(han, 1)
        _strip(axes, text, y, scale)
        draw_marks(axes, text.set_index("sentence"), doc_id, shown, y + STRIP, scale)
        true_length(axes, y - 0.09, han / longest, look[group].colour)
        top -= block
    _key(axes, top - 0.1)
    draw_list(axes, texts, shown, top - KEY)
    return page.figure


def _strip(axes: Axes, text: pd.DataFrame, y: float, scale: float) -> None:
    """Bars of sentences: beyond formula below, formula above, the rest pale."""
    x, width = text["start"] * scale, text["han_chars"] * scale
    han = text["han_chars"].clip(lower=1)
    beyond = STRIP * text["beyond_formula"] / han
    formula = STRIP * (text["formula"] + text["echoed"] - text["beyond_formula"]) / han
    axes.add_patch(Rectangle((0, y), INNER, STRIP, color=NONE, linewidth=0))
    for heights, bottoms, colour in ((beyond, y, BEYOND), (formula, y + beyond, FORMULA)):
        axes.bar(x, heights, width, bottoms, align="edge", color=colour, linewidth=0)


def _key(axes: Axes, y: float) -> None:
    x = 0.0
    for colour, label in (
        (BEYOND, _("in a shared passage, beyond formulas")),
        (FORMULA, _("in formulas and names that are shared")),
        (NONE, _("in this text only")),
    ):
        axes.add_patch(Rectangle((x, y - 0.06), 0.2, 0.12, color=colour, linewidth=0))
        axes.text(x + 0.27, y, label, va="center_baseline", size=BODY)
        x += text_width(label, BODY) + 0.5


def _title(texts: Sequence[Text]) -> str:
    """Say how much of each text stands in another beyond formulas, and how much by formulas."""
    sums = [text[["han_chars", "echoed", "beyond_formula", "formula"]].sum() for *_, text in texts]
    beyond = [each["beyond_formula"] / max(each["han_chars"], 1) for each in sums]
    formula = [
        (each["formula"] + each["echoed"] - each["beyond_formula"]) / max(each["han_chars"], 1)
        for each in sums
    ]
    names = [group for group, _, _ in texts]
    many = len(texts) > NAMED or len(set(names)) < len(names)
    names = [fit(name, TITLE, 1.4) for name in names]
    if not any(beyond):
        return _(
            "No passage beyond formulas recurs in another text; shared formulas: {shares}",
            shares=_span_of_texts(formula) if many else _told(formula, names),
        )
    return _(
        "Beyond formulas, {shares} stand in another text too; shared formulas take {formulas}",
        shares=_span_of_texts(beyond) if many else _told(beyond, names),
        formulas=_span(formula) if many else joined(map(_percent, formula)),
    )


def _told(shares: Sequence[Any], names: Sequence[str]) -> str:
    return joined(
        _("{share} of {name}", share=_percent(share), name=name)
        for share, name in zip(shares, names, strict=True)
    )


def _span(shares: Sequence[Any]) -> str:
    return _("{low} to {high}", low=_percent(min(shares)), high=_percent(max(shares)))


def _span_of_texts(shares: Sequence[Any]) -> str:
    return _("{low} to {high} of a text", low=_percent(min(shares)), high=_percent(max(shares)))


def _percent(share: float) -> str:
    """A share in per cent, with a digit more where it is small."""
    return _("{number} %", number=f"{100 * share:.{0 if share >= 0.1 or not share else 1}f}")
