"""Many texts at a glance: a line each, or a line a group with its texts end to end."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.language import _, later, n_
from chengyan.plots.layout import BODY_HEIGHT, TEXTS
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BODY,
    GREY,
    INK,
    INNER,
    SMALL,
    fit,
    group_colours,
    plain,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import further_groups, together

LINE, LEAST, HEAD, INDENT = 0.22, 0.125, 0.22, 0.12
NAME, KIND, DATE, COLUMN = 1.25, 1.6, 0.72, 0.62
COUNTS = (later("paragraphs"), later("sentences"))
CAUTION = later(
    "Counts follow from length: compare rates, never counts, and mind that a rate from a "
    "short text is coarse."
)


@styled
def ranking(texts: pd.DataFrame, groups: list[str], *, title: str) -> Figure:
    """Draw lengths as bars, the longest first within a group.

    Parameters
    ----------
    texts : pandas.DataFrame
        Rows of ``corpus.csv`` of these groups.
    groups : list of str
    title : str
    """
    present = [group for group in groups if group in set(texts["group"])]
    if len(texts) > TEXTS:
        return _by_group(texts, groups, present, title)
    several = len(present) < len(texts)
    place = {group: i if several else 0 for i, group in enumerate(groups)}
    texts = texts.assign(place=texts["group"].map(place)).sort_values(
        ["place", "han_chars", "doc_id"], ascending=[True, False, True], kind="stable"
    )
    heads = len(present) if several else 0
    line = min(LINE, (BODY_HEIGHT - HEAD) / (len(texts) + heads))
    page = Page(
        HEAD + (len(texts) + heads) * line,
        title=title,
        guide=together(
            _("Length of each bar: Han characters of the text, the longest first in each group.")
            if several
            else _("Length of each bar: Han characters of the text, the longest first."),
            _("All texts on one scale."),
        ),
        note=_(CAUTION),
    )
    kinds = [plain(genre) or _("not given") for genre in texts["genre"]]
    usual = max(kinds, key=kinds.count)
    dates = [plain(date) or _("no date") for date in texts["date"]]
    names = text_names(texts)
    indent = INDENT if several else 0.0
    widths = [
        min(max(text_width(fit(text, BODY, most), BODY) for text in told), most) + 0.12
        for told, most in ((names, NAME), (kinds, KIND), (dates, DATE))
    ]
    widths[0] += indent
    bars = sum(widths)
    longest = int(texts["han_chars"].max())
    room = INNER - bars - len(COUNTS) * COLUMN - text_width(f"{longest:,}", SMALL) - 0.1
    colours = group_colours(groups)
    y = page.body
    for i, name in enumerate(COUNTS):
        x = INNER - (len(COUNTS) - 1 - i) * COLUMN
        page.write(x, y - 0.02, _(name), ha="right", va="top", size=SMALL, color=GREY)
    page.write(bars, y - 0.02, _("Han characters"), va="top", size=SMALL, color=GREY)
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    y -= HEAD
    before = ""
    for text, name, kind, date in zip(records(texts), names, kinds, dates, strict=True):
        if several and text.group != before:
            total = int(texts.loc[texts["group"] == text.group, "han_chars"].sum())
            number = int((texts["group"] == text.group).sum())
            told = n_(
                "{number} text, {total:,} Han characters",
                "{number} texts, {total:,} Han characters",
                number,
                total=total,
            )
            group = fit(str(text.group), BODY, INNER / 2)
            axes.text(0, y - line / 2, group, va="center_baseline", size=BODY)
            axes.text(
                text_width(group, BODY) + 0.15, y - line / 2, told, va="center_baseline",
                size=SMALL, color=GREY,
            )  # fmt: skip
            y, before = y - line, text.group
        y -= line
        x = indent
        for told, width, colour in zip(
            (name, kind, date), widths, (INK, INK if kind != usual else GREY, GREY), strict=True
        ):
            axes.text(
                x, y + line / 2, fit(told, BODY, width - 0.1), color=colour,
                va="center_baseline", size=BODY,
            )  # fmt: skip
            x += width - (indent if told is name else 0.0)
        chars = int(text.han_chars)
        axes.add_patch(
            Rectangle(
                (bars, y + line * 0.2), chars / longest * room, line * 0.6,
                color=colours[str(text.group)], linewidth=0,
            )
        )  # fmt: skip
        axes.text(
            bars + chars / longest * room + 0.05, y + line / 2, f"{chars:,}", size=SMALL,
            va="center_baseline",
        )  # fmt: skip
        for i, column in enumerate(COUNTS):
            x = INNER - (len(COUNTS) - 1 - i) * COLUMN
            value = plain(getattr(text, column)) or "–"
            axes.text(
                x, y + line / 2, value, ha="right", va="center_baseline", size=SMALL, color=GREY
            )
    return page.figure


def _by_group(texts: pd.DataFrame, groups: list[str], present: list[str], title: str) -> Figure:
    """Draw a line a group: what its texts are, how many, and their lengths end to end."""
    totals = texts.groupby("group")["han_chars"].sum()
    ordered = sorted(present, key=lambda group: -int(totals[group]))
    kept = ordered[: int((BODY_HEIGHT - HEAD) / LEAST)]
    line = min(LINE * 1.4, (BODY_HEIGHT - HEAD) / len(kept))
    page = Page(
        HEAD + len(kept) * line,
        title=title,
        guide=_(
            "A bar for each group, its texts end to end from the longest: Han characters. "
            "All on one scale, the longest bar first."
        ),
        note=together(further_groups(len(ordered) - len(kept)), _(CAUTION)),
    )
    told = {group: _kinds(texts[texts["group"] == group]) for group in kept}
    widths = [
        min(max(text_width(fit(text, BODY, most), BODY) for text in column), most) + 0.12
        for column, most in (
            (kept, NAME),
            ([kinds for kinds, _ in told.values()], KIND),
            ([dates for _, dates in told.values()], DATE + 0.2),
        )
    ]
    bars, longest = sum(widths), int(totals.max())
    room = INNER - bars - COLUMN - text_width(f"{longest:,}", SMALL) - 0.1
    colours = group_colours(groups)
    page.write(INNER, page.body - 0.02, _("texts"), ha="right", va="top", size=SMALL, color=GREY)
    page.write(bars, page.body - 0.02, _("Han characters"), va="top", size=SMALL, color=GREY)
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body), xticks=[], yticks=[])
    y = page.body - HEAD
    for group in kept:
        y -= line
        x = 0.0
        for text, width, colour in zip(
            (group, *told[group]), widths, (INK, GREY, GREY), strict=True
        ):
            axes.text(
                x, y + line / 2, fit(text, BODY, width - 0.1), va="center_baseline", size=BODY,
                color=colour,
            )  # fmt: skip
            x += width
        lengths = texts.loc[texts["group"] == group, "han_chars"].sort_values(ascending=False)
        for chars in lengths.astype(int):
            axes.add_patch(
                Rectangle(
                    (x, y + line * 0.2), chars / longest * room, line * 0.6,
                    facecolor=colours[group], edgecolor="white", linewidth=0.3,
                )
            )  # fmt: skip
            x += chars / longest * room
        axes.text(x + 0.05, y + line / 2, f"{totals[group]:,}", size=SMALL, va="center_baseline")
        axes.text(
            INNER, y + line / 2, str(len(lengths)), ha="right", va="center_baseline", size=SMALL,
            color=GREY,
        )  # fmt: skip
    return page.figure


def _kinds(texts: pd.DataFrame) -> tuple[str, str]:
    """Genres and years of a group's texts."""
    genres = sorted({plain(genre) or _("not given") for genre in texts["genre"]})
    years = sorted({plain(date)[:4] for date in texts["date"]} - {""})
    told = genres[0] if len(genres) == 1 else n_("{number} genre", "{number} genres", len(genres))
    return told, "–".join(dict.fromkeys([years[0], years[-1]])) if years else _("no date")


def text_names(texts: pd.DataFrame) -> list[str]:
    """What tells texts apart: their group; else their city, or else their doc_id."""
    if texts["group"].is_unique:
        return [str(group) for group in texts["group"]]
    cities = texts["city"].map(plain) if "city" in texts else pd.Series(dtype=str)
    if len(cities) and cities.is_unique and all(cities):
        return list(cities)
    return [plain(doc_id) for doc_id in texts["doc_id"]]
