"""X-ray of the texts: where chosen terms stand along each."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.errors import DesignError
from chengyan.language import _, n_
from chengyan.plots.layout import BODY_HEIGHT, are_many
from chengyan.plots.page import Page
from chengyan.plots.style import (
    GREY,
    HEAD,
    INNER,
    PALE,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    looks,
    of_groups,
    plain,
    styled,
    text_width,
)
from chengyan.plots.xray_lanes import Text, draw_lanes, further_terms
from chengyan.tables import require_columns

POSITIONS = ("term", "group", "doc_id", "form", "position")
SPREAD = ("term", "group", "doc_id", "count", "paragraphs", "of_paragraphs", "dp_norm")
COURSE = ("doc_id", "group", "start", "end", "section")
HEADING, ROW, LEAST, BETWEEN = 0.4, 0.17, 0.114, 0.12
COLUMN, GUTTER = 0.42, 0.3
# Texts below one another; more stand in two columns.
ACROSS = 3


@styled
def draw(
    positions: pd.DataFrame,
    spread: pd.DataFrame,
    course: pd.DataFrame,
    groups: list[str],
    *,
    contrast: str = "unmatched",
) -> Figure:
    """Draw a panel a text and in it a row a term, with a tick for each occurrence.

    Parameters
    ----------
    positions : pandas.DataFrame
        The table ``positions.csv``.
    spread : pandas.DataFrame
        The table ``spread.csv``: it says which terms were looked for, also those that no text has.
    course : pandas.DataFrame
        The table ``course.csv``: where sections begin, and the length of each text.
    groups : list of str
        Values compared, in the order that gives them their colours.
    contrast : str
        ``matched`` or ``unmatched``.

    Returns
    -------
    matplotlib.figure.Figure
        Of many texts, a map with a row a text (or a group, its texts laid over one another) and a
        column a term.

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no text belongs to a group.

    Notes
    -----
    Each text is stretched to the full width. A tall tick is a word of its own, a short one stands
    inside a longer word or formulation, or is made of several words.
    """
    require_columns(positions, POSITIONS, "positions")
    require_columns(spread, SPREAD, "spread")
    require_columns(course, COURSE, "course")
    rows = of_groups(spread, groups)
    if rows.empty:
        raise DesignError("spread", f"no text belongs to {', '.join(groups)}", "Mend the manifest")
    rows, ticks = (t.assign(doc_id=t["doc_id"].map(plain)) for t in (rows, positions))
    texts = [
        Text(group, doc_id, ticks[ticks["doc_id"] == doc_id], rows[rows["doc_id"] == doc_id])
        for group in groups
        for doc_id in sorted(rows.loc[rows["group"] == group, "doc_id"].unique())
    ]
    terms = list(dict.fromkeys(rows["term"]))
    title = _title(rows, terms, len(texts))
    if are_many(len(texts)):
        return draw_lanes(texts, terms, groups, title=title, contrast=contrast)
    return _panels(texts, terms, course, groups, title=title, contrast=contrast)


def _panels(
    texts: list[Text],
    terms: list[str],
    course: pd.DataFrame,
    groups: list[str],
    *,
    title: str,
    contrast: str,
) -> Figure:
    """Draw the texts below one another, or in two columns."""
    across = 1 if len(texts) <= ACROSS else 2
    down = -(-len(texts) // across)
    every = course.assign(doc_id=course["doc_id"].map(plain), section=course["section"].map(plain))
    room = BODY_HEIGHT / down - BETWEEN - HEADING
    shown = terms[: int(room / LEAST)]
    row = min(ROW, room / len(shown))
    panel = BETWEEN + HEADING + row * len(shown)
    page = Page(
        down * panel,
        title=title,
        guide=_(
            "Whole texts at full width. A tall tick: the term as a word of its own; a short one: "
            "inside a longer word or formulation, or made of several words. Lines: sections of "
            "level one."
        ),
        note=further_terms(len(terms) - len(shown))
        + _(
            "Strings are counted, but for those that the cut into words runs through. Paragraphs: "
            "those that hold the term. DP: 0 spread as paragraphs are long, 1 all in a short one; "
            "it rises as terms get rarer. "
        )
        + contrast_note(contrast),
    )
    several = len(texts) > len({text.group for text in texts})
    look = looks(groups)
    width = (INNER - (across - 1) * GUTTER) / across
    for i, text in enumerate(texts):
        x = i // down * (width + GUTTER)
        top = page.body - i % down * panel - BETWEEN
        own = every[every["doc_id"] == text.doc_id]
        name = f"{text.group} {text.doc_id}" if several else text.group
        page.swatch(x + 0.05, top - 0.09, look[text.group])
        page.write(
            x + 0.16, top - 0.09, fit(name, HEAD, width * 0.5), va="center_baseline", size=HEAD
        )
        _panel(
            page, text, shown, own, look[text.group],
            x=x, top=top - HEADING, width=width, row=row, whole=across == 1,
        )  # fmt: skip
    return page.figure


def _panel(
    page: Page, text: Text, terms: list[str], course: pd.DataFrame, look: Look,
    *, x: float, top: float, width: float, row: float, whole: bool,
) -> None:  # fmt: skip
    """Rows of one text: name, ticks, count, paragraphs and dispersion."""
    heads = ("count", "paragraphs", "DP") if whole else ("count", "DP")
    named = {"count": _("count"), "paragraphs": _("paragraphs"), "DP": _("DP")}
    edges = [0.62 if head == "paragraphs" else COLUMN for head in heads]
    left = min(max(text_width(term, SMALL) for term in terms), 1.0) + 0.1
    long = width - left - sum(edges)
    height = row * len(terms)
    axes = page.axes(x + left, top - height, long, height)
    axes.set(xlim=(0, 1), ylim=(height, 0), xticks=[], yticks=[])
    _sections(page, axes, course, x + left, top, long)
    for j, head in enumerate(heads):
        at = x + width - sum(edges[j + 1 :])
        page.write(at, top + 0.03, named[head], ha="right", va="bottom", size=SMALL, color=GREY)
    numbers = text.spread.set_index("term")
    for k, term in enumerate(terms):
        y, middle = (k + 1) * row, top - (k + 0.5) * row
        own = text.ticks[text.ticks["term"] == term]
        axes.plot([0, 1], [y - 0.1 * row] * 2, color=RULE, linewidth=0.6, zorder=1)
        word = (own["form"] == "token").to_numpy()
        ends = y - row * np.where(word, 0.92, 0.5)
        axes.vlines(own["position"], ends, y - 0.1 * row, color=look.colour, linewidth=0.9)
        page.write(
            x + left - 0.07, middle, fit(term, SMALL, left - 0.1), ha="right", va="center",
            size=SMALL,
        )  # fmt: skip
        count = int(numbers["count"].get(term, 0))
        if not count:
            told = _("no occurrence")
            axes.text(0.004, y - 0.5 * row, told, va="center", size=SMALL, color=GREY)
        cells = {"count": str(count), "paragraphs": "", "DP": ""}
        if count:
            of = numbers.loc[term]
            cells["paragraphs"] = _(
                "{number} of {all}",
                number=f"{of['paragraphs']:.0f}", all=f"{of['of_paragraphs']:.0f}",
            )  # fmt: skip
            cells["DP"] = "" if np.isnan(of["dp_norm"]) else f"{of['dp_norm']:.2f}"
        for j, head in enumerate(heads):
            at = x + width - sum(edges[j + 1 :])
            page.write(at, middle, cells[head], ha="right", va="center", size=SMALL, color=GREY)


def _sections(
    page: Page, axes: Axes, course: pd.DataFrame, x: float, top: float, width: float
) -> None:
    """Lines where sections begin, with as much of their headings as has room, and the length."""
    han = int(course["end"].max()) if len(course) else 0
    page.write(
        x + width, top + HEADING - 0.07, _("{han} Han characters", han=f"{han:,}"), ha="right",
        va="center_baseline", size=SMALL, color=GREY,
    )  # fmt: skip
    titled = course[(course["section"] != "") & (course["section"] != course["section"].shift())]
    starts = [*(titled["start"] / max(han, 1)), 1.0]
    for start, end, section in zip(starts, starts[1:], titled["section"], strict=False):
        axes.axvline(start, color=PALE, linewidth=0.6, zorder=0)
        heading = fit(section, SMALL, (end - start) * width - 0.06)
        if len(heading) > 4 or heading == section:
            page.write(x + start * width + 0.02, top + 0.03, heading, va="bottom", size=SMALL)


def _title(rows: pd.DataFrame, terms: list[str], texts: int) -> str:
    """Say how many terms all texts have, and how often one paragraph holds all of a text's."""
    held = rows[rows["count"] > 0]
    holders = held.groupby("term")["doc_id"].nunique()
    if held.empty:
        return _("No text holds any of the {terms} terms looked for", terms=len(terms))
    every, none = int((holders == texts).sum()), len(terms) - len(holders)
    lone = int(((held["paragraphs"] == 1) & (held["count"] > 1)).sum())
    often = int((held["count"] > 1).sum())
    told = n_(
        "{every} of {terms} terms stands in every text",
        "{every} of {terms} terms stand in every text",
        every,
        every=str(every) if every else _("None"),
        terms=len(terms),
    )
    if none:
        told = _("{told}, {none} in none", told=told, none=none)
    if not often:
        return _("{told}; no text repeats one", told=told)
    return _(
        "{told}; texts that repeat one do so in one paragraph alone in {lone} of {often} cases",
        told=told, lone=lone, often=often,
    )  # fmt: skip
