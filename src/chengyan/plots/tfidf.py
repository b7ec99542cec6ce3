"""The words that TF-IDF puts first in each group."""

import pandas as pd
from matplotlib.figure import Figure

from chengyan.language import _
from chengyan.plots.layout import is_many, rows_that_fit
from chengyan.plots.page import Page
from chengyan.plots.rank_map import rank_map
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INK,
    INNER,
    PALE,
    RULE,
    SMALL,
    TITLE,
    contrast_note,
    fit,
    looks,
    of_groups,
    records,
    some,
    styled,
    text_width,
    ticks,
)
from chengyan.plots.wording import decimal
from chengyan.tables import require_columns

COLUMNS = ("group", "term", "count", "tfidf", "rank")
ROW, HEADING, GAP = 0.19, 0.32, 0.34


@styled
def draw(
    tfidf: pd.DataFrame, groups: list[str], *, top: int = 15, contrast: str = "unmatched"
) -> Figure:
    """Draw the leading words of each group.

    Few groups have a panel each, with TF-IDF as dots and counts beside them; many share a map of
    words and groups, shaded by rank.

    Parameters
    ----------
    tfidf : pandas.DataFrame
        The table ``tfidf.csv``, without the words that are to be left out.
    groups : list of str
        Values compared, in the order that gives them their colours.
    top : int
        Words a group, fewer where the page is full.
    contrast : str
        ``matched`` or ``unmatched``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.

    Notes
    -----
    A group's values have length 1 together: they compare within a panel, between panels by rank
    only.
    """
    require_columns(tfidf, COLUMNS, "tfidf")
    if is_many(len(groups)):
        return rank_map(of_groups(tfidf, groups), groups, top=top, contrast=contrast)
    across = min(len(groups), 4 if len(groups) != 5 else 3)
    down = -(-len(groups) // across)
    top = rows_that_fit(down, HEADING + GAP, ROW, top)
    leading = of_groups(tfidf, groups).sort_values(["rank", "term"]).groupby("group").head(top)
    lists = leading["term"].value_counts()
    look = looks(groups)
    block = HEADING + top * ROW
    page = Page(
        down * block + (down - 1) * GAP + 0.34,
        title=_title(leading, groups),
        guide=_(
            "Dot: TF-IDF of the word in the text. Grey: a word on more than one of these lists."
        ),
        note=_("Dots compare within a panel; between panels, ranks alone do. ")
        + contrast_note(contrast),
    )
    width = (INNER - (across - 1) * GAP) / across
    widest = max([text_width(term, BODY) for term in leading["term"]], default=0.5)
    words = min(widest + 0.01, 0.36 * width) + 0.1
    counts = max([text_width(str(n), SMALL) for n in leading["count"]], default=0.1) + 0.08
    end = max(leading["tfidf"].max() if len(leading) else 1.0, 1e-9)
    for i, group in enumerate(groups):
        x = i % across * (width + GAP)
        y = page.body - i // across * (block + GAP) - block
        head = y + block - 0.09
        page.swatch(x + 0.05, head, look[group])
        page.write(x + 0.16, head, fit(group, HEAD, width - 0.7), va="center_baseline", size=HEAD)
        page.write(
            x + width, head, _("count"), ha="right", va="center_baseline", size=SMALL, color=GREY
        )
        axes = page.axes(x + words, y, width - words - counts, top * ROW)
        axes.set(xlim=(0, end * 1.06), ylim=(top - 0.5, -0.5), yticks=[])
        ticks(axes, 4, lambda value: decimal(f"{value:g}"))
        if i // across < down - 1 and i + across < len(groups):
            axes.tick_params(axis="x", labelbottom=False)
        rows = leading[leading["group"] == group]
        place = axes.get_yaxis_transform()
        for j, row in enumerate(records(rows)):
            label, size = _label(str(row.term), words - 0.1)
            own = lists[row.term] == 1
            colour = look[group].colour if own else PALE
            axes.plot([0, row.tfidf], [j, j], color=RULE if not own else colour, linewidth=0.8)
            axes.scatter(row.tfidf, j, s=26, marker=look[group].marker, color=colour, zorder=3)
            axes.text(
                -0.1 / (width - words - counts), j, label, ha="right", va="center", size=size,
                linespacing=0.95, transform=place, color=INK if own else GREY,
            )  # fmt: skip
            axes.text(
                1 + counts / (width - words - counts), j, str(row.count), ha="right",
                va="center", size=SMALL, color=GREY, transform=place,
            )  # fmt: skip
        if rows.empty:
            axes.text(0.5, top / 2, _("no words"), ha="center", color=GREY, transform=place)
    page.write(INNER / 2, 0.06, "TF-IDF", va="center", ha="center", size=SMALL, color=GREY)
    return page.figure


def _label(term: str, width: float) -> tuple[str, float]:
    """Set a word that is too wide for its column on two smaller lines."""
    if text_width(term, BODY) <= width:
        return term, BODY
    half = -(-len(term) // 2)
    return "\n".join(fit(part, SMALL, width) for part in (term[:half], term[half:])), SMALL


def _title(leading: pd.DataFrame, groups: list[str]) -> str:
    """Count the words that stand on one list only, and name the first of each."""
    lists = leading["term"].value_counts()
    own = leading[leading["term"].map(lists) == 1].groupby("group")["term"].first()
    named = [
        _("{group} {term}", group=group, term=fit(str(own[group]), TITLE, 1.5))
        for group in groups
        if group in own
    ]
    if not named:
        return _("No word stands on one list only")
    shared = int((lists > 1).sum())
    return _(
        "{shared} of {all} top words are on several lists; first of the others: {first}",
        shared=shared, all=len(lists), first=some(named),
    )  # fmt: skip
