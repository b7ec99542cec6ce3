"""Charts of distinctive words: how much more a group uses them, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.forest import fill
from chengyan.plots.layout import is_many
from chengyan.plots.style import plain, records
from chengyan.report.charts.dots import Form, Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.shares import group_colour, key_of, sentence_gap
from chengyan.report.charts.words import address, contrast, left_out, multiple, span

COLUMNS = (
    "group term count other_count per_10k other_per_10k log_ratio lrc log_odds_z paragraphs "
    "of_paragraphs texts ci_low ci_high loo_low loo_high left_out contrast firm_against"
)
RATES = (
    *("count", "other_count", "per_10k", "other_per_10k", "log_ratio", "lrc", "log_odds_z"),
    *("paragraphs", "of_paragraphs", "texts"),
)
# Words of a group on the first screen and in the chapter, and where there are many groups.
FIRST, TOP, OF_MANY = 5, 25, 5
FIRST_OF_MANY = 10
FULL = {"none": 0.0, "half": 0.5, "full": 1.0}
# The axis tells powers of two as multiples.
MULTIPLES = "datum.value >= 0 ? '×' + pow(2, datum.value) : '×1/' + pow(2, -datum.value)"


def words_of(
    tables: Tables, groups: Sequence[str], config: Mapping[str, Any]
) -> pd.DataFrame | None:
    """Words of groups that may be shown: none that names the occasion, unless config says so."""
    table = given(tables, "keyness", COLUMNS, groups)
    if table is None:
        return None
    table = table.assign(**{one: pd.to_numeric(table[one], errors="coerce") for one in RATES})
    if "occasion" in table and not config.get("figures", {}).get("occasion_words", False):
        table = table[table["occasion"].map(str) != "True"]
    return None if table.empty else table


def first_words(tables: Tables, groups: Sequence[str], config: Mapping[str, Any]) -> Spec | None:
    """The words that lead in each group, for the first screen."""
    leading = _leading(tables, groups, config)
    if leading is None:
        return None
    if is_many(len(groups)):
        best = leading.head(FIRST_OF_MANY)
        rows = [Row(f"{row.term} · {row.group}", [_mark(row, groups)]) for row in records(best)]
        told = _("The {some} leading words of {all} groups.", some=len(rows), all=len(groups))
        return _chart(rows, groups, told, len(rows))
    shown = _by_group(leading, groups, FIRST)
    told = _("The {some} leading words of each group.", some=FIRST)
    return _chart(shown, groups, told, _number(shown))


def keyness(tables: Tables, groups: Sequence[str], config: Mapping[str, Any]) -> Spec | None:
    """The words that lead in each group, in the chapter."""
    leading = _leading(tables, groups, config)
    if leading is None:
        return None
    most = OF_MANY if is_many(len(groups)) else TOP
    shown = _by_group(leading, groups, most)
    told = _("The {some} leading words of each group.", some=most)
    return _chart(shown, groups, told, _number(shown), tall=True)


def _leading(
    tables: Tables, groups: Sequence[str], config: Mapping[str, Any]
) -> pd.DataFrame | None:
    table = words_of(tables, groups, config)
    if table is None:
        return None
    ahead = table[table["log_odds_z"] > 0].sort_values(
        ["log_odds_z", "term", "group"], ascending=[False, True, True], kind="stable"
    )
    return None if ahead.empty else ahead


def _by_group(leading: pd.DataFrame, groups: Sequence[str], most: int) -> list[Row]:
    shown: list[Row] = []
    for group in groups:
        own = leading[leading["group"] == group].head(most)
        if len(own):
            shown.append(Row(group, key=key_of(group, groups)))
            shown += [Row(str(row.term), [_mark(row, groups)]) for row in records(own)]
    return shown


def _number(rows: Sequence[Row]) -> int:
    return sum(len(row.marks) for row in rows)


def _mark(row: Any, groups: Sequence[str]) -> Mark:
    return Mark(
        key=key_of(row.group, groups),
        at=row.log_ratio,
        told=told_of(row, len(groups) - 1),
        href=address("read", q=row.term, group=row.group),
        range=(row.loo_low, row.loo_high),
        interval=(row.ci_low, row.ci_high),
        filled=FULL[fill(row, len(groups) - 1)],
        gone=is_gone(row),
    )


def is_gone(row: Any) -> bool:
    """Whether one paragraph (or text) holds all there is of a word."""
    return bool((row.texts if plain(row.left_out) == "text" else row.paragraphs) == 1)


def told_of(row: Any, others: int) -> dict[str, str]:
    """What a word's tooltip says."""
    gone = _("all of it stands in one paragraph or text")
    return {
        "group": row.group,
        "name": str(row.term),
        "value": multiple(row.log_ratio),
        "rate": _(
            "{here} here, {there} in the others",
            here=f"{row.per_10k:.1f}",
            there=f"{row.other_per_10k:.1f}",
        ),
        "count": _(
            "{here} here, {there} in the others", here=_int(row.count), there=_int(row.other_count)
        ),
        "paragraphs": _("{some} of {all}", some=_int(row.paragraphs), all=_int(row.of_paragraphs)),
        "interval": span(row.ci_low, row.ci_high, multiple),
        "range": gone if is_gone(row) else left_out(row, multiple),
        "firm": firm_phrase(row, others),
        "contrast": contrast(row),
    }


def _int(value: Any) -> str:
    return f"{value:,.0f}"


def firm_phrase(row: Any, others: int) -> str:
    """How far a word's difference holds."""
    return {
        "full": _("yes, against each other group"),
        "half": _("against the others together"),
        "none": _("no, not firm"),
    }[fill(row, others)]


def word_titles() -> dict[str, str]:
    """What tooltips of words say, in order."""
    return {
        "group": _("Group"),
        "name": _("Word"),
        "value": _("Times the rate in the others"),
        "rate": _("Per 10,000 words"),
        "count": _("Occurrences"),
        "paragraphs": _("Paragraphs with it"),
        "interval": _("95 % interval"),
        "range": _("Range"),
        "firm": _("Firm"),
        "contrast": _("Contrast"),
    }


def _chart(
    rows: Sequence[Row],
    groups: Sequence[str],
    told: str,
    number: int,
    *,
    tall: bool = False,
) -> Spec:
    title = _("times the rate in the others")
    form = Form(
        title=title,
        colours=group_colour(groups),
        titles=word_titles(),
        beside=True,
        label=MULTIPLES,
        scale={"zero": True, "nice": False, "padding": 8},
        zero=0,
        on_top=tall,
        legend=False,
    )
    note = [
        told,
        _(
            "Full: firm against each other group; pale: against the others together; hollow: "
            "not firm."
        ),
        _("Line: range with one paragraph or text left out; arrow: then the word is gone."),
    ]
    description = n_("Distinctive words, one word", "Distinctive words, {number} words", number)
    chart = dots(rows, form, description=description)
    return finished(chart, table="keyness", note=sentence_gap().join(note))
