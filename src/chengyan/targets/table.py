"""The tables of numeric targets and of numbers in names, one row an expression."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from chengyan.contrast import value_of
from chengyan.segment import Segmenter
from chengyan.tables import require_columns
from chengyan.targets import find
from chengyan.targets.distinct import distinct
from chengyan.targets.horizon import horizon_year, phrase_of, time_phrases, years_named
from chengyan.targets.kinds import PLEDGED, kind
from chengyan.targets.modifiers import inherited, measure, modifier
from chengyan.targets.objects import Objects
from chengyan.targets.words import NumberWords

PLACE = ("group", "doc_id", "paragraph", "sentence", "source_line")
NEEDED = (*PLACE, "kind", "orientation", "section", "text")
COLUMNS = (
    *PLACE, "start", "end", "expression", "object", "quantity", "unit", "modifier", "horizon",
    "kind", "value", "unit_normal", "measure", "bound", "horizon_year", "horizon_from", "distinct",
    "code", "text",
)  # fmt: skip
# Phrases of time that leave open of which year.
_OF_ITS_YEAR = ("全年", "上半年", "下半年", "年末")
SHORTHAND_COLUMNS = (*PLACE, "start", "end", "shorthand", "text")


def targets(
    sentences: pd.DataFrame,
    words: NumberWords,
    dates: Mapping[str, str],
    *,
    kinds: Collection[str] = ("heading", "body"),
    engine: str = "jieba",
) -> pd.DataFrame:
    """Every numeric statement of every sentence.

    Parameters
    ----------
    sentences : pandas.DataFrame
        The table ``sentences.csv``: group, doc_id, paragraph, sentence, source_line, kind,
        orientation, section, text.
    words : NumberWords
        The word list ``lexicon/numbers.tsv`` and the lexicon of formulations.
    dates : mapping of str to str
        The manifest's date of each doc_id; where it is missing or empty, 今年 has no year.
    kinds : collection of str
        Kinds of sentence that are read.
    engine : {"jieba", "rjieba"}
        Cuts the words round a number.

    Returns
    -------
    pandas.DataFrame
        One row an expression, in the order of the text: group, doc_id, paragraph, sentence,
        source_line; start, end (characters in the sentence), expression (number with its unit);
        object (what is counted or measured, in the sentence's words); quantity (the number, 万 and
        亿 multiplied out; of 翻番 2, of 一半 0.5, of 数十 10), unit (as written), modifier (what
        bounds or changes it, separated by ``;``), horizon (phrase of time in the sentence), kind
        (achieved, pledged, other); value and unit_normal (the number in the one spelling of its
        unit: 三成 is 30 %), measure (level, change, growth_rate), bound (low or high of a range,
        from or to of a change), horizon_year (Int64; missing where it cannot be told), horizon_from
        (sentence, or heading where a promise has no year but that of the section it stands in),
        distinct (as the function of that name tells), code (empty: filled from the
        quasi-sentence), text.

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Values are comparable only with the same unit_normal and measure, and no sum of rows is a sum of
    what cities have: texts repeat themselves and count parts of one another. What a city
    promises in numbers is what it chose to count; genres differ in how much they count.
    """
    require_columns(sentences, NEEDED, "sentences")
    objects = Objects(words, Segmenter(engine).tokens)
    rows: list[dict[str, Any]] = []
    for sentence in _read(sentences, kinds):
        year = int(value_of({"date": dates.get(str(sentence["doc_id"]), "")}, "year") or 0)
        rows += _of_sentence(sentence, words, objects, year)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["horizon_year"] = table["horizon_year"].astype("Int64")
    return table.assign(distinct=distinct(table))


def with_codes(found: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Numeric statements with the code of the quasi-sentence that each stands in.

    Parameters
    ----------
    found : pandas.DataFrame
        As `targets` gives it.
    parts : pandas.DataFrame
        The table ``quasi_sentences.csv``: doc_id, sentence, primary, text; the parts of a sentence
        cover it.
    """
    ends: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for doc_id, sentence, code, text in zip(
        *(parts[name] for name in ("doc_id", "sentence", "primary", "text")), strict=True
    ):
        told = ends.setdefault((doc_id, sentence), [])
        told.append(((told[-1][0] if told else 0) + len(text), code))
    codes = [
        next((code for end, code in ends.get((doc_id, sentence), []) if start < end), "")
        for doc_id, sentence, start in zip(
            *(found[name] for name in ("doc_id", "sentence", "start")), strict=True
        )
    ]
    return found.assign(code=pd.Series(codes, found.index, dtype=object))


def shorthands(
    sentences: pd.DataFrame,
    words: NumberWords,
    *,
    kinds: Collection[str] = ("heading", "body"),
) -> pd.DataFrame:
    """Numbers in names, slogans and formulas, which count nothing: 十四五, “1+5”, 12345.

    Parameters
    ----------
    sentences, words, kinds
        As for `targets`.

    Returns
    -------
    pandas.DataFrame
        group, doc_id, paragraph, sentence, source_line, start, end, shorthand, text.

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(sentences, (*PLACE, "kind", "text"), "sentences")
    rows = [
        {
            **{name: sentence[name] for name in PLACE},
            "start": start,
            "end": end,
            "shorthand": sentence["text"][start:end],
            "text": sentence["text"],
        }
        for sentence in _read(sentences, kinds)
        for start, end in find.shorthands(sentence["text"], words)
    ]
    return pd.DataFrame(rows, columns=list(SHORTHAND_COLUMNS))


def _read(sentences: pd.DataFrame, kinds: Collection[str]) -> list[dict[str, Any]]:
    table = sentences[sentences["kind"].isin(list(kinds))]
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


def _of_sentence(
    sentence: Mapping[str, Any], words: NumberWords, objects: Objects, year: int
) -> list[dict[str, Any]]:
    text = str(sentence["text"])
    found = find.expressions(text, words)
    if not found:
        return []
    phrases = time_phrases(text)
    times = [(phrase.start, phrase.end) for phrase in phrases]
    modifiers = inherited(text, found, [modifier(text, e, words, times) for e in found], words)
    rows = []
    for expression, told, bounds in zip(
        found, objects.of(text, found, times), modifiers, strict=True
    ):
        phrase = phrase_of(text, expression, phrases)
        due = horizon_year(phrase.text, year) if phrase else None
        of_kind = kind(
            text, expression, orientation=str(sentence["orientation"]), phrase=phrase, due=due,
            year=year, words=words, counted=told,
        )  # fmt: skip
        source = "sentence" if due else ""
        untimed = phrase is None or phrase.text in _OF_ITS_YEAR
        if due is None and untimed and of_kind == PLEDGED:
            # ASSUME what a section on one coming year promises without a time is due in that year.
            due = _of_heading(str(sentence["section"]), year)
            source = "heading" if due else ""
        rows.append(
            {
                **{name: sentence[name] for name in PLACE},
                "start": expression.start,
                "end": expression.end,
                "expression": text[expression.start : expression.end],
                "object": told,
                "quantity": expression.quantity,
                "unit": expression.unit,
                "modifier": bounds,
                "horizon": phrase.text if phrase else "",
                "kind": of_kind,
                "value": expression.value,
                "unit_normal": expression.unit_normal,
                "measure": measure(expression, bounds, words),
                "bound": expression.bound,
                "horizon_year": due,
                "horizon_from": source,
                "distinct": True,
                "code": "",
                "text": text,
            }
        )
    return rows


def _of_heading(section: str, year: int) -> int | None:
    """The one year, not before the text's own, that a section's heading names."""
    named = years_named(section)
    return named[0] if len(named) == 1 and year and named[0] >= year else None
