"""The corpus at a glance: how long each text is, of what kind and of when."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError
from chengyan.genre import genre_name
from chengyan.language import _, later, n_
from chengyan.plots.layout import are_many
from chengyan.plots.page import Page
from chengyan.plots.ranking import CAUTION, ranking, text_names
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
from chengyan.plots.wording import phrases
from chengyan.tables import require_columns

COLUMNS = (
    "doc_id", "group", "title", "author", "office", "genre", "date", "han_chars", "paragraphs",
    "sentences", "sections",
)  # fmt: skip
COUNTS = (later("sections"), later("paragraphs"), later("sentences"))
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
        guide=_("Length of each bar: Han characters of the text. All texts on one scale."),
        note=_(CAUTION),
    )
    longest, total = int(texts["han_chars"].max()), int(texts["han_chars"].sum())
    scale = (INNER - text_width(_length("000,000", 1.0), BODY)) / longest
    axes = page.axes(0, 0, INNER, page.body)
    axes.set(xlim=(0, INNER), ylim=(0, page.body))
    axes.set_xticks([])
    axes.set_yticks([])
    for i, name in enumerate(COUNTS):
        x = INNER - (len(COUNTS) - 1 - i) * COLUMN
        axes.text(x, page.body, _(name), ha="right", va="top", size=SMALL, color=GREY)
    for i, text in enumerate(records(texts)):
        top = page.body - 0.2 - i * ROW
        group, chars = str(text.group), int(text.han_chars)
        room = INNER - len(COUNTS) * COLUMN
        kind = phrases(
            [
                genre_name(plain(text.genre)) or _("genre not given"),
                plain(text.date) or _("no date"),
            ]
        )
        name = fit(group, HEAD, room / 2)
        axes.text(0, top, name, va="top", size=HEAD, color=INK)
        start = text_width(name, HEAD) + 0.12
        axes.text(start, top - 0.012, fit(kind, BODY, room - start), va="top", size=BODY)
        source = phrases(filter(None, map(plain, (text.title, text.author, text.office))))
        axes.text(0, top - 0.2, fit(source, SMALL, INNER), va="top", size=SMALL, color=GREY)
        axes.add_patch(Rectangle((0, top - 0.56), chars * scale, 0.18, color=look[group].colour))
        axes.text(
            chars * scale + 0.06,
            top - 0.47,
            _length(f"{chars:,}", chars / total),
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
        return _("{name}: one text, and nothing to compare it with", name=names[0])
    ratio = lengths[-1] / max(lengths[0], 1)
    if ratio < 1.5:
        length = _("The {number} texts are of much the same length", number=len(names))
    else:
        length = _(
            "{longest}'s text is {times} times as long as {shortest}'s",
            longest=names[-1],
            times=f"{ratio:.0f}" if ratio >= 3 else f"{ratio:.1f}",
            shortest=names[0],
        )
    genres = [plain(genre) for genre in texts["genre"]]
    kinds = len(set(genres))
    if "" in genres:
        return _("{length}; not every genre is known", length=length)
    if kinds == len(genres):
        return _("{length}; no two share a genre", length=length)
    return n_(
        "{length}; all are of one genre",
        "{length}; they are of {number} genres",
        kinds,
        length=length,
    )


def _length(chars: str, share: float) -> str:
    """How long a text is, and of all texts together."""
    return _("{chars} Han characters ({share})", chars=chars, share=percent(share))
