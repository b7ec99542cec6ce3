"""How much of each group looks back, at what is, and ahead."""

import pandas as pd
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.style import (
    BAND,
    BODY,
    GREY,
    HEAD,
    INNER,
    SMALL,
    Look,
    contrast_note,
    fit,
    group_colours,
    is_matched,
    left_out_phrase,
    looks,
    of_groups,
    percent,
    records,
    styled,
    text_width,
)
from chengyan.plots.wording import contrast_word, further_groups
from chengyan.tables import require_columns

COLUMNS = (
    "aspect", "part", "group", "sentences", "share", "loo_low", "loo_high", "left_out", "contrast",
)  # fmt: skip
# In the order of time, as one reads.
PARTS = ("past", "present", "future")
ROW, THIN, LONGEST_NAME = 0.34, 0.21, 1.3
# Room at the right of a column for the share in figures.
FIGURES, GAP = 0.36, 0.2
MARKED = (0, 0.2, 0.4, 0.6, 0.8, 1)


@styled
def draw(parts: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw the shares of past, present and future of each group, with their ranges.

    Parameters
    ----------
    parts : pandas.DataFrame
        The table ``parts.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.

    Returns
    -------
    matplotlib.figure.Figure
        A row a group, a column an orientation, all on one scale. Many groups stand in thin rows of
        one colour, those that look ahead most first.

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    A mark is hollow where the group is not matched with the others. The line through it is the
    range when one paragraph (of a group with several texts, one text) at a time is left out; it is
    not a confidence interval.
    """
    require_columns(parts, COLUMNS, "parts")
    rows = of_groups(parts[parts["aspect"] == "orientation"], groups)
    # What nothing is told of has no part in the figure; shares are of all that is analysed.
    rows = rows[rows["part"].isin(PARTS)]
    many = is_many(len(groups))
    order = _ahead_first(rows, groups) if many else groups
    step = THIN if many else ROW
    shown = order[: rows_that_fit(1, 0.6, step, len(order))]
    matched = len(rows) > 0 and all(is_matched(contrast) for contrast in rows["contrast"])
    page = Page(
        len(shown) * step + 0.6,
        title=_title(rows, matched),
        guide=_(
            "Share of the analysed text. Line: range with {left_out} (not a confidence interval). "
            "Hollow: unmatched.",
            left_out=left_out_phrase(rows["left_out"]),
        )
        + (_(" Those that look ahead most stand first.") if many else ""),
        note=further_groups(len(order) - len(shown))
        + _(
            "Cues of headings and sentences tell the orientation, and err. What they tell nothing "
            "of (addresses) makes up the rest. "
        )
        + contrast_note("matched" if matched else "unmatched"),
    )
    _columns(page, rows, shown, step, _looks(groups))
    return page.figure


def _columns(
    page: Page, rows: pd.DataFrame, shown: list[str], step: float, look: dict[str, Look]
) -> None:
    """One column an orientation, one row a group."""
    size = HEAD if step == ROW else BODY
    names = {group: fit(group, size, LONGEST_NAME) for group in shown}
    left = max(text_width(name, size) for name in names.values()) + (0.32 if step == ROW else 0.14)
    ends = {part: _end(rows[rows["part"] == part]) for part in PARTS}
    # One scale for all: a column is as wide as its largest share.
    inch = (INNER - left - FIGURES * 1.4 - len(PARTS) * (FIGURES + GAP)) / sum(ends.values())
    x = left
    top, height = page.body - 0.3, len(shown) * step
    for i, group in enumerate(shown):
        y = top - (i + 0.5) * step
        if step == ROW:
            page.swatch(0.06, y, look[group])
        page.write(left - 0.14 if step != ROW else 0.18, y, names[group], size=size,
                   ha="left" if step == ROW else "right", va="center_baseline")  # fmt: skip
        told = rows.loc[rows["group"] == group, "sentences"].sum()
        page.write(INNER, y, f"{told:,.0f}", ha="right", va="center_baseline", size=SMALL,
                   color=GREY)  # fmt: skip
    page.write(INNER, top + 0.1, _("sentences"), ha="right", size=SMALL, color=GREY)
    heads = _("looks back"), _("how things stand"), _("looks ahead")
    for part, head in zip(PARTS, heads, strict=True):
        width = ends[part] * inch
        page.write(x, top + 0.1, head, size=BODY)
        axes = page.axes(x, top - height, width, height)
        axes.set(xlim=(0, ends[part]), ylim=(len(shown) - 0.5, -0.5), yticks=[])
        marked = [mark for mark in MARKED if mark <= ends[part]]
        axes.set_xticks(marked, [percent(mark) for mark in marked])
        axes.tick_params(axis="x", pad=2)
        axes.grid(axis="x")
        own = rows[rows["part"] == part].set_index("group", drop=False)
        for j, group in enumerate(shown):
            if j % 2 == 0:
                axes.axhspan(j - 0.5, j + 0.5, color=BAND, zorder=0)
            if group not in own.index:
                continue
            (row,) = records(own.loc[[group]])
            axes.plot([row.loo_low, row.loo_high], [j, j], color=look[group].colour,
                      linewidth=1.2, solid_capstyle="butt", clip_on=False)  # fmt: skip
            axes.scatter(row.share, j, marker=look[group].marker, s=30 if step == ROW else 18,
                         linewidth=1.2, zorder=3, clip_on=False,
                         **look[group].mark(filled=is_matched(row.contrast)))  # fmt: skip
            page.write(
                x + width + FIGURES, top - (j + 0.5) * step, percent(row.share), ha="right",
                va="center_baseline", size=SMALL, color=GREY,
            )  # fmt: skip

        x += width + FIGURES + GAP


def _end(own: pd.DataFrame) -> float:
    """Where the scale of a column ends: beyond its marks and ranges, with room for its head."""
    return float(min(max([0.22, *own["loo_high"].dropna(), *own["share"].dropna()]) * 1.04, 1.0))


def _looks(groups: list[str]) -> dict[str, Look]:
    if not is_many(len(groups)):
        return looks(groups)
    return {group: Look(colour, "o") for group, colour in group_colours(groups).items()}


def _ahead_first(rows: pd.DataFrame, groups: list[str]) -> list[str]:
    shares = rows[rows["part"] == "future"].set_index("group")["share"]
    return sorted(groups, key=lambda group: -shares.get(group, 0.0))


def _title(rows: pd.DataFrame, matched: bool) -> str:
    """Say between which groups the shares of past and future spread."""
    if rows.empty:
        return _("No sentence is told to look back or ahead")
    return _(
        "Looking ahead takes {ahead} of a text, looking back {back}; {contrast}",
        ahead=_ends(rows, "future"),
        back=_ends(rows, "past"),
        contrast=contrast_word(matched=matched),
    )


def _ends(rows: pd.DataFrame, part: str) -> str:
    """The least and the largest share of an orientation, with their groups."""
    own = rows[rows["part"] == part].dropna(subset="share").sort_values("share", kind="stable")
    if own.empty:
        return _("nothing")
    least, *__, most = records(own.iloc[[0, -1]])
    return _(
        "from {low} ({least}) to {high} ({most})",
        low=percent(least.share), least=least.group, high=percent(most.share), most=most.group,
    )  # fmt: skip
