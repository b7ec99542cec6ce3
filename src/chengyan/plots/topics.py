"""How much of each group's text a topic takes, and whether the topic is one at all."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chengyan.errors import DesignError
from chengyan.language import _, n_
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.share_map import share_map
from chengyan.plots.shares import (
    SHARE_COLUMNS,
    VERDICT_COLUMNS,
    draw_share,
    line_phrase,
    shares_with_lines,
    title,
)
from chengyan.plots.style import (
    BODY,
    GREY,
    INNER,
    RULE,
    SMALL,
    Look,
    contrast_note,
    fit,
    is_matched,
    looks,
    of_groups,
    percent,
    plain,
    records,
    some,
    spaced,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.verdicts import FALLEN, draw_mark, ink, judged, of_model, voice
from chengyan.plots.wording import decimal, phrases, together
from chengyan.tables import require_columns

WORD_COLUMNS = ("model", "topic", "label", "rank", "term")
LINE, WORDS, VERDICT, TOP = 0.125, 2.5, 1.05, 10
# Heights above and below the rows.
HEAD, FOOT = 0.46, 0.3


@styled
def draw(
    topics: pd.DataFrame,
    prevalence: pd.DataFrame,
    verdicts: pd.DataFrame,
    groups: list[str],
    model: str,
    *,
    contrast: str = "unmatched",
) -> Figure:
    """Draw the share of each topic in each group with its doubt, topics that stand first.

    Few groups share a row a topic; many have a row each, and topics are columns.

    Parameters
    ----------
    topics, prevalence, verdicts : pandas.DataFrame
        The tables ``topics.csv``, ``topic_prevalence.csv`` and ``topic_verdicts.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.
    model : str
        Which of the tables' models is drawn.
    contrast : str
        ``matched`` (filled marks) or ``unmatched`` (hollow).

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing or a verdict is unknown.
    DesignError
        Where the tables do not hold the model, or no share of any group.
    """
    require_columns(topics, WORD_COLUMNS, "topics")
    require_columns(prevalence, SHARE_COLUMNS, "topic_prevalence")
    require_columns(verdicts, VERDICT_COLUMNS, "topic_verdicts")
    words = of_model(topics, model, "topics").sort_values(["topic", "rank"])
    ordered = judged(of_model(verdicts, model, "topic_verdicts"))
    shares = shares_with_lines(of_groups(of_model(prevalence, model, "topic_prevalence"), groups))
    if shares.empty:
        raise DesignError("topic_prevalence", f"no share of {some(groups)}", "Mend the manifest")
    if is_many(len(groups)):
        return share_map(shares, ordered, groups, model, contrast=contrast)
    row = max(0.42, LINE * len(groups) + 0.12)
    drawn = ordered.head(rows_that_fit(1, HEAD + FOOT, row, len(ordered)))
    shown = shares[shares["topic"].isin(drawn["topic"])]
    page = Page(
        len(drawn) * row + HEAD + FOOT,
        title=title(shares, ordered),
        guide=together(
            _(
                "Named by distinctive words; other top words in grey. Verdict: how surely refits "
                "on resampled texts find the topic again (stability, 1 at most), beside topics of "
                "shuffled texts (chance)."
            ),
            line_phrase(shown),
        ),
        note=together(_note(ordered, drawn), contrast_note(contrast)),
    )
    look = looks(groups)
    _key(page, groups, look, filled=is_matched(contrast))
    width = INNER - WORDS - VERDICT - 0.1
    axes = page.axes(WORDS + VERDICT, FOOT, width, len(drawn) * row)
    end = max(0.01, *(shown[name].max() for name in ("share", "low", "high")))
    axes.set(xlim=(0, end * 1.04), ylim=(len(drawn) - 0.5, -0.5), yticks=[])
    ticks(axes, 5, percent)
    plane = page.axes(0, FOOT, WORDS + VERDICT, len(drawn) * row)
    plane.set(xlim=(0, WORDS + VERDICT), ylim=(0, len(drawn) * row), xticks=[], yticks=[])
    plane.patch.set_visible(False)
    for j, topic in enumerate(records(drawn)):
        if j:
            left = -(WORDS + VERDICT) / width
            axes.axhline(j - 0.5, color=RULE, linewidth=0.6, xmin=left, clip_on=False)
        terms = words.loc[words["topic"] == topic.topic, "term"].astype(str).head(TOP)
        _name(plane, (len(drawn) - j - 0.5) * row, topic, list(terms))
        here = {share.group: share for share in records(shown[shown["topic"] == topic.topic])}
        for i, group in enumerate(groups):
            if group in here:
                lane = j + (i - (len(groups) - 1) / 2) * LINE / row
                one = Look(FALLEN, look[group].marker) if topic.verdict == "falls" else look[group]
                draw_share(axes, here[group], lane, one, filled=is_matched(contrast))
    page.write(
        WORDS + VERDICT + width / 2, 0.02,
        _(
            "share of the text in the model, {number} topics by {model}",
            number=len(ordered), model=voice(model),
        ),
        ha="center", va="center", size=SMALL, color=GREY,
    )  # fmt: skip
    return page.figure


def _key(page: Page, groups: list[str], look: dict[str, Look], *, filled: bool) -> None:
    """Marks of the groups in one line."""
    x = 0.0
    for group in groups:
        name = fit(group, BODY, min(1.6, INNER / len(groups) - 0.4))
        page.swatch(x + 0.05, page.body - 0.1, look[group], filled=filled)
        page.write(x + 0.16, page.body - 0.1, name, va="center")
        x += text_width(name, BODY) + 0.4
    head = _("verdict, stability")
    page.write(WORDS, page.body - 0.36, head, va="center", size=SMALL, color=GREY)


def _name(plane: Axes, y: float, topic: Any, terms: list[str]) -> None:
    """Number, label and other top words of a topic; beside them its verdict."""
    dark, light = ink(topic.verdict)
    label, number = spaced(topic.label), f"{plain(topic.topic)}  "
    indent = text_width(number, BODY)
    rest = fit(" ".join(t for t in terms if t not in label.split()), SMALL, WORDS - indent - 0.15)
    plane.text(0, y + 0.01, fit(number + label, BODY, WORDS - 0.15), va="bottom", color=dark)
    plane.text(indent, y - 0.01, rest, va="top", size=SMALL, color=light)
    draw_mark(plane, WORDS + 0.05, y + 0.074, 0.045, topic.verdict)
    plane.text(WORDS + 0.17, y + 0.01, _(topic.verdict), va="bottom", color=dark)
    if math.isnan(topic.stability):
        return
    told = [_short(topic.stability)]
    if not math.isnan(topic.null_stability):
        told.append(_("chance {value}", value=_short(topic.null_stability)))
    plane.text(WORDS, y - 0.01, phrases(told), va="top", size=SMALL, color=light)


def _short(value: float) -> str:
    """A number between 0 and 1 without its leading zero."""
    return decimal(f"{value:.2f}")


def _note(ordered: pd.DataFrame, drawn: pd.DataFrame) -> str:
    told = ""
    if (drawn["verdict"] == "falls").any():
        told = _("Grey: topics that fall, whose shares are no result.")
    rest = len(ordered) - len(drawn)
    if not rest:
        return told
    falling = int((ordered["verdict"].iloc[len(drawn) :] == "falls").sum())
    further = (
        n_(
            "{number} further topic, which falls, is in the table only.",
            "{number} further topics, all of which fall, are in the table only.",
            rest,
        )
        if falling == rest
        else n_(
            "{number} further topic is in the table only.",
            "{number} further topics, {falling} of which fall, are in the table only.",
            rest,
            falling=falling,
        )
    )
    return together(told, further)
