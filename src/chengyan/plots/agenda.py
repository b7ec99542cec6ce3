"""What each text speaks of from its first statement to its last, by the codes of the codebook."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.han import count_han, han_only
from chengyan.language import _
from chengyan.plots.codes import (
    VALIDATION_COLUMNS,
    code_colours,
    hues_are_spheres,
    instrument_note,
)
from chengyan.plots.layout import BODY_HEIGHT, are_many
from chengyan.plots.page import Page
from chengyan.plots.ribbons import (
    LOW,
    UNCODED,
    draw_legend,
    legend_size,
    runs,
    thin_ribbons,
)
from chengyan.plots.strips import Text, placed, section_ticks, true_length
from chengyan.plots.style import (
    GREY,
    HEAD,
    INNER,
    NAMED,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    looks,
    of_groups,
    on,
    percent,
    plain,
    styled,
    text_width,
)
from chengyan.plots.wording import joined, together
from chengyan.priorities.codebook import Code
from chengyan.tables import require_columns

PART_COLUMNS = ("doc_id", "group", "sentence", "part", "primary", "text")
SENTENCE_COLUMNS = ("doc_id", "sentence", "section")
STRIP, LEAST, HEADS, TICKS, RULES = 0.54, 0.2, 0.22, 0.17, 0.34


@styled
def draw(
    parts: pd.DataFrame,
    sentences: pd.DataFrame,
    validation: pd.DataFrame,
    codes: Sequence[Code],
    groups: list[str],
    *,
    coding: str,
    sample: str | None = None,
    contrast: str = "unmatched",
) -> Figure:
    """Draw a ribbon a text: its statements in their order, coloured by primary code.

    Neighbours of one code are one segment, named where there is room. Many texts have thin ribbons
    without names; of more than `TEXTS`, the longest of each group.

    Parameters
    ----------
    parts : pandas.DataFrame
        The table ``quasi_sentences.csv``.
    sentences : pandas.DataFrame
        The table ``sentences.csv``, for the sections of level one.
    validation : pandas.DataFrame
        The table ``priority_validation.csv``, empty where no sample is coded.
    codes : sequence of Code
        The codebook, in its order.
    groups : list of str
        Values compared, in the order that gives them their colours.
    coding : str
        How the sample was coded: ``model-coded``, ``human-coded``.
    sample : str, optional
        The sample whose accuracy is told; by default all.
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
        Where no text belongs to a group, or there is no such sample.
    """
    require_columns(parts, PART_COLUMNS, "quasi_sentences")
    require_columns(sentences, SENTENCE_COLUMNS, "sentences")
    require_columns(validation, VALIDATION_COLUMNS, "priority_validation")
    texts = _texts(of_groups(parts, groups), sentences, groups)
    several = len(texts) > len({text[0] for text in texts})
    title = _title(texts, {code.code: code.zh for code in codes}, several=several)
    note = together(
        _("One miscoded statement breaks a segment."),
        instrument_note(validation, coding, sample),
        contrast_note(contrast),
    )
    guide = together(
        _("coloured by primary code."),
        _("Shades of one hue: codes of one sphere.") if hues_are_spheres(codes) else "",
        "" if all(code.counted for code in codes) else _("Grey and low: the occasion, no policy."),
        _("Ticks: sections of level one."),
    )
    room = (BODY_HEIGHT - legend_size(codes)[1]) / len(texts)
    if are_many(len(texts)) or room < HEADS + TICKS + RULES + LEAST:
        return thin_ribbons(texts, codes, title=title, guide=guide, note=note, several=several)
    return _full(texts, codes, groups, title=title, guide=guide, note=note)


def _texts(parts: pd.DataFrame, sentences: pd.DataFrame, groups: list[str]) -> list[Text]:
    """Group, name and statements of each text, with their places in Han characters."""
    section = sentences[list(SENTENCE_COLUMNS)].drop_duplicates(["doc_id", "sentence"])
    rows = parts.drop(columns="section", errors="ignore").merge(
        section, on=["doc_id", "sentence"], how="left"
    )
    rows = rows.assign(
        code=rows["primary"].map(plain),
        section=rows["section"].map(plain),
        han=rows["text"].map(count_han),
    )
    ordered = rows.sort_values(["doc_id", "sentence", "part"], kind="stable")
    return placed(ordered, groups, "quasi_sentences")


def _full(
    texts: list[Text],
    codes: Sequence[Code],
    groups: list[str],
    *,
    title: str,
    guide: str,
    note: str,
) -> Figure:
    """A ribbon a text with names, sections and true length."""
    across, legend = legend_size(codes)
    above = [TICKS if (text["section"] != "").any() else 0.0 for *_, text in texts]
    fixed = sum(above) + len(texts) * (HEADS + RULES) + legend
    strip = min(STRIP, (BODY_HEIGHT - fixed) / len(texts))
    page = Page(
        fixed + strip * len(texts),
        title=title,
        guide=_(
            "Ribbons: whole texts at full width, {guide} Rule below: true length.", guide=guide
        ),
        note=note,
    )
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    several = len(texts) > len({text[0] for text in texts})
    longest = max(1, *(int(text["end"].max()) for *_, text in texts))
    colours, look, names = code_colours(codes), looks(groups), {c.code: c.zh for c in codes}
    low = {code.code for code in codes if not code.counted}
    top = page.body
    for (group, name, text), ticks in zip(texts, above, strict=True):
        han = max(int(text["end"].max()), 1)
        head = fit(f"{group} {name}" if several else group, HEAD, 3)
        axes.text(0, top, head, va="top", size=HEAD)
        size = _("{han:,} Han characters, {statements:,} statements", han=han, statements=len(text))
        axes.text(INNER, top - 0.01, size, va="top", ha="right", color=GREY, size=SMALL)
        y = top - HEADS - ticks - strip
        for code, start, end in runs(text):
            x, width = start * INNER / han, (end - start) * INNER / han
            height = strip * (LOW if code in low else 1)
            _segment(axes, x, y, width, height, colours.get(code, UNCODED))
            _label(axes, names.get(code, ""), x, y, width, height, colours.get(code, UNCODED))
        section_ticks(axes, text, y, strip, INNER / han)
        true_length(axes, y - 0.085, han / longest, look[group].colour)
        top = y - RULES
    draw_legend(axes, codes, legend, across)
    return page.figure


def _segment(axes: Axes, x: float, y: float, width: float, height: float, colour: str) -> None:
    """Draw a segment, set apart from its neighbours where it is wide enough for that."""
    axes.add_patch(
        Rectangle(
            (x, y), width, height, facecolor=colour, edgecolor="white",
            linewidth=0.3 if width > 0.05 else 0,
        )
    )  # fmt: skip


def _label(
    axes: Axes, name: str, x: float, y: float, width: float, height: float, colour: str
) -> None:
    """Name a segment in one line, in two, or upright, if it has the room."""
    half = -(-len(name) // 2)
    forms = [name] if name else []
    # Letters do not stand one below another.
    if name and name == han_only(name):
        forms += [f"{name[:half]}\n{name[half:]}", "\n".join(name)]
    for form in forms:
        lines = form.split("\n")
        wide = max(text_width(line, SMALL) for line in lines) + 0.03
        if wide <= width and len(lines) * SMALL * 1.2 / 72 + 0.03 <= height:
            axes.text(
                x + width / 2, y + height / 2, form, ha="center", va="center", size=SMALL,
                color=on(colour), linespacing=1.0,
            )  # fmt: skip
            return


def _title(texts: list[Text], names: dict[str, str], *, several: bool) -> str:
    """Say where each text dwells longest without a break, or how long many do."""
    longest = []
    for group, name, text in texts:
        code, start, end = max(runs(text) or [("", 0, 0)], key=lambda run: run[2] - run[1])
        share = (end - start) / max(int(text["end"].max()), 1)
        longest.append((fit(name if several else group, TITLE, 1.6), code, share))
    if len(longest) > NAMED:
        shares = [share for *_, share in longest]
        low, middle, high = (percent(float(np.quantile(shares, at))) for at in (0, 0.5, 1))
        return _(
            "The longest stretch on one code takes {middle} of a text, {low} to {high} in "
            "{number} texts",
            middle=middle,
            low=low,
            high=high,
            number=len(texts),
        )
    told: list[str] = []
    for name, code, share in longest:
        values = {
            "text": name,
            "code": fit(names.get(code) or _("no code"), TITLE, 1.2),
            "share": percent(share),
        }
        told.append(
            _("{text} on {code} ({share})", **values)
            if told
            else _("{text} on {code} ({share} of its length)", **values)
        )
    return _("Longest stretch on one code: {told}", told=joined(told))
