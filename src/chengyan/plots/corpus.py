"""The corpus at a glance: how long each text is, of what kind and of when."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.plots.layout import are_many
from chengyan.plots.page import Page
from chengyan.plots.ranking import ranking, text_names
from chengyan.plots.style import (
    BODY,
    GREY,
    HEAD,
    INK,
    INNER,
    SMALL,
    fit,
    looks,
    of_groups,
    percent,
    plain,
    records,
    styled,
    text_width,
)
from chengyan.tables import require_columns

COLUMNS = (
    "doc_id", "group", "title", "author", "office", "genre", "date", "han_chars", "paragraphs",
    "sentences", "sections",
)  # fmt: skip
COUNTS = ("sections", "paragraphs", "sentences")
ROW, COLUMN = 0.74, 0.72


@styled
def draw(corpus: pd.DataFrame, groups: list[str]) -> Figure:
    """Draw one row a text: what it is, how it is divided, and its length as a bar.

    Many texts have a line each, the longest first; of more than `TEXTS`, each group has a line with
    its texts end to end.

    Parameters
    ----------
    corpus : pandas.DataFrame
        The table ``corpus.csv``.
    groups : list of str
        Values compared, in the order that gives them their colours.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    TableError
        Where a column is missing.
    DesignError
        Where no text belongs to a group.
    """
    require_columns(corpus, COLUMNS, "corpus")
    texts = of_groups(corpus, groups)
    if texts.empty:
        raise DesignError("corpus", f"no text belongs to {', '.join(groups)}", "Mend the manifest")
    place = {group: i for i, group in enumerate(groups)}
    texts = texts.sort_values("group", key=lambda column: column.map(place), kind="stable")
    if are_many(len(texts)):
        return ranking(texts, groups, title=_title(texts))
    look = looks(groups)
    page = Page(
        0.2 + ROW * len(texts),
        title=_title(texts),
        guide="Length of each bar: Han characters of the text. All texts on one scale.",
        note="Counts follow from length: compare rates, never counts, and mind that a rate from a "
        "short text is coarse.",
    )
    longest, total = int(texts["han_chars"].max()), int(texts["han_chars"].sum())
    scale = (INNER - text_width("000,000 Han characters (100 %)", BODY)) / longest
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body))
    axes.set_xticks([])
    axes.set_yticks([])
    for i, name in enumerate(COUNTS):
        x = INNER - (len(COUNTS) - 1 - i) * COLUMN
        axes.text(x, page.body, name, ha="right", va="top", size=SMALL, color=GREY)
    for i, text in enumerate(records(texts)):
        top = page.body - 0.2 - i * ROW
        group, chars = str(text.group), int(text.han_chars)
        room = INNER - len(COUNTS) * COLUMN
        kind = ", ".join([plain(text.genre) or "genre not given", plain(text.date) or "no date"])
        name = fit(group, HEAD, room / 2)
        axes.text(0, top, name, va="top", size=HEAD, color=INK)
        start = text_width(name, HEAD) + 0.12
        axes.text(start, top - 0.012, fit(kind, BODY, room - start), va="top", size=BODY)
        source = ", ".join(filter(None, map(plain, (text.title, text.author, text.office))))
        axes.text(0, top - 0.2, fit(source, SMALL, INNER), va="top", size=SMALL, color=GREY)
        axes.add_patch(Rectangle((0, top - 0.56), chars * scale, 0.18, color=look[group].colour))
        axes.text(
            chars * scale + 0.06,
            top - 0.47,
            f"{chars:,} Han characters ({percent(chars / total)})",
            va="center",
            size=BODY,
        )
        for j, column in enumerate(COUNTS):
            x = INNER - (len(COUNTS) - 1 - j) * COLUMN
            value = plain(getattr(text, column)) or "–"
            axes.text(x, top - 0.012, value, ha="right", va="top", size=BODY)
    return page.figure


def _title(texts: pd.DataFrame) -> str:
    """Say how unequal the lengths are and whether the genres differ."""
    ordered = texts.sort_values("han_chars", kind="stable")
    names = text_names(ordered)
    lengths = [int(length) for length in ordered["han_chars"]]
    if len(names) == 1:
        return f"{names[0]}: one text, and nothing to compare it with"
    ratio = lengths[-1] / max(lengths[0], 1)
    if ratio < 1.5:
        length = f"The {len(names)} texts are of much the same length"
    else:
        times = f"{ratio:.0f}" if ratio >= 3 else f"{ratio:.1f}"
        length = f"{names[-1]}'s text is {times} times as long as {names[0]}'s"
    genres = [plain(genre) for genre in texts["genre"]]
    kinds = len(set(genres))
    if "" in genres:
        return f"{length}; not every genre is known"
    if kinds == len(genres):
        return f"{length}; no two share a genre"
    return f"{length}; {'all are of one genre' if kinds == 1 else f'they are of {kinds} genres'}"
