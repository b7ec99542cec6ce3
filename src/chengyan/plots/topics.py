"""How much of each group's text a topic takes."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from chengyan.errors import DesignError
from chengyan.plots.layout import is_many
from chengyan.plots.page import Page
from chengyan.plots.share_map import share_map
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    contrast_note,
    fit,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    percent,
    plain,
    some,
    spaced,
    styled,
    text_width,
    ticks,
)
from chengyan.tables import require_columns

WORD_COLUMNS = ("model", "topic", "label", "rank", "term")
SHARE_COLUMNS = (*("model", "topic", "label", "group", "share", "loo_low", "loo_high", "left_out"),)
LINE, WORDS, TOP = 0.125, 2.75, 10


@styled
def draw(
    topics: pd.DataFrame,
    prevalence: pd.DataFrame,
    groups: list[str],
    model: str,
    *,
    contrast: str = "unmatched",
) -> Figure:
    """Draw the share of each topic in each group with its leave-one-out range.

    Few groups share a row a topic; many have a row each, and topics are columns.

    Parameters
    ----------
    topics, prevalence : pandas.DataFrame
        The tables ``topics.csv`` and ``topic_prevalence.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    model : str
        Which of the table's models is drawn.
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where the tables do not hold the model.
    """
    require_columns(topics, WORD_COLUMNS, "topics")
    require_columns(prevalence, SHARE_COLUMNS, "topic_prevalence")
    words = topics[topics["model"] == model].sort_values(["topic", "rank"])
    shares = of_groups(prevalence[prevalence["model"] == model], groups)
    if shares.empty or words.empty:
        known = ", ".join(sorted({*map(str, topics["model"])})) or "none"
        raise DesignError("topics", f"no model {model} (there are: {known})", "Choose one of them")
    mean = shares.groupby("topic")["share"].mean()
    order = mean.sort_values(ascending=False, kind="stable").index
    row = max(0.42, LINE * len(groups) + 0.12)
    if is_many(len(groups)):
        return share_map(shares, groups, list(order), model, contrast=contrast)
    look = looks(groups)
    page = Page(
        len(order) * row + 0.62,
        title=_title(shares, groups),
        guide="Named by distinctive words; other top words in grey. Line: range with "
        f"{left_out_phrase(shares['left_out'])} (not a confidence interval).",
        note=contrast_note(contrast),
    )
    x = 0.0
    for group in groups:
        name = fit(group, BODY, 1.6)
        page.swatch(x + 0.05, page.body - 0.1, look[group], filled=is_matched(contrast))
        page.write(x + 0.16, page.body - 0.1, name, va="center")
        x += text_width(name, BODY) + 0.4
    width = INNER - WORDS - 0.1
    axes = page.axes(WORDS, 0.3, width, len(order) * row)
    end = max(shares["share"].max(), shares["loo_high"].max(), 0.01)
    axes.set(xlim=(0, end * 1.04), ylim=(len(order) - 0.5, -0.5), yticks=[])
    ticks(axes, 6, percent)
    lanes = (np.arange(len(groups)) - (len(groups) - 1) / 2) * LINE / row
    for j, topic in enumerate(order):
        if j:
            axes.axhline(j - 0.5, color=RULE, linewidth=0.6, xmin=-WORDS / width, clip_on=False)
        top = list(words.loc[words["topic"] == topic, "term"].astype(str).head(TOP))
        y = 0.3 + (len(order) - j - 0.5) * row
        name = spaced(shares.loc[shares["topic"] == topic, "label"].iloc[0])
        head = f"{plain(topic)}  {name}"
        page.write(0, y + 0.01, fit(head, BODY, WORDS - 0.15), va="bottom")
        indent = text_width(f"{plain(topic)}  ", BODY)
        others = " ".join(term for term in top if term not in name.split())
        rest = fit(others, SMALL, WORDS - indent - 0.15)
        page.write(indent, y - 0.01, rest, va="top", size=SMALL, color=GREY)
        here = shares[shares["topic"] == topic].set_index("group")
        for lane, group in zip(lanes, groups, strict=True):
            if group not in here.index:
                continue
            low, share, high = here.loc[group, ["loo_low", "share", "loo_high"]]
            axes.plot([low, high], [j + lane] * 2, color=look[group].colour, linewidth=0.8)
            axes.scatter(
                share, j + lane, s=26, marker=look[group].marker, linewidth=1.1, zorder=3,
                clip_on=False, **look[group].mark(filled=is_matched(contrast)),
            )  # fmt: skip
    page.write(
        WORDS + width / 2, 0.02,
        f"share of the text in the model, {len(order)} topics by {model.upper()}",
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _title(shares: pd.DataFrame, groups: list[str]) -> str:
    """Name the largest topic of each group by its number."""
    largest = (
        shares.sort_values(["share", "topic"], ascending=[False, True]).groupby("group").first()
    )
    lead: Any = largest.to_dict("index")
    named = [
        f"{group} {plain(lead[group]['topic'])} ({percent(lead[group]['share'])})"
        for group in groups
        if group in lead
    ]
    return f"Topics are fragile on so little text; the largest: {some(named)}"
