"""Charts of the corpus: how much text each group has, of what genre and date."""

from collections.abc import Mapping, Sequence
from typing import Any

from chengyan.genre import genre_name
from chengyan.language import _, n_
from chengyan.plots.style import plain, records
from chengyan.report.charts.bars import Bar, bars
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.shares import group_colour, key_of, sentence_gap
from chengyan.report.charts.words import address

FIRST = 6
# Texts that a chart shows at the most.
MOST = 60


def first_corpus(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """Han characters of each text, for the first screen: of many, the longest and the shortest."""
    return _chart(tables, groups, FIRST)


def corpus(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """Han characters of each text."""
    return _chart(tables, groups, MOST)


def _chart(tables: Tables, groups: Sequence[str], most: int) -> Spec | None:
    table = given(
        tables, "corpus", "doc_id group title genre date han_chars paragraphs sentences", groups
    )
    if table is None:
        return None
    place = {group: i for i, group in enumerate(groups)}
    texts = sorted(records(table), key=lambda row: (place[row.group], plain(row.date)))
    number = len(texts)
    if number > most:
        longest = sorted(texts, key=lambda row: (-row.han_chars, place[row.group]))
        texts = longest[: most - most // 3] + longest[-(most // 3) :]
    shown = [
        Bar(
            key=key_of(row.group, groups),
            name=" · ".join(
                filter(None, (plain(row.group), plain(row.date), genre_name(plain(row.genre))))
            ),
            at=row.han_chars,
            aside=f"{row.han_chars:,.0f}",
            told={
                "group": row.group,
                "name": plain(row.title),
                "value": f"{row.han_chars:,.0f}",
                "genre": genre_name(plain(row.genre)),
                "date": plain(row.date),
                "count": f"{row.paragraphs:,.0f}; {row.sentences:,.0f}",
            },
            href=address("read", text=row.doc_id),
        )
        for row in texts
    ]
    titles = {
        "group": _("Group"),
        "name": _("Title"),
        "value": _("Han characters"),
        "genre": _("Genre"),
        "date": _("Date"),
        "count": _("Paragraphs; sentences"),
    }
    description = n_("Length of one text", "Length of {number} texts", number)
    note = _("A bar is a text; a click opens it.")
    if number > len(shown):
        told = _("{some} of {all} texts: the longest and the shortest.", some=most, all=number)
        note = told + sentence_gap() + note
    chart = bars(
        shown, colours=group_colour(groups), titles=titles, title=_("Han characters"),
        description=description,
    )  # fmt: skip
    return finished(chart, table="corpus", note=note)
