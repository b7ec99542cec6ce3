"""Word lists as data: formulations that are one token, stop words, words of the occasion."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chengyan.errors import LexiconError
from chengyan.nearest import nearest

# Part of speech, in jieba's tag set, that an entry's kind stands for.
TAGS = {
    "formulation": "l",
    "numbered_shorthand": "l",
    "idiom": "i",
    "institution": "nt",
    "place": "ns",
    "person": "nr",
    "project": "nz",
    "occasion": "nz",
}
LEVELS = ("national", "provincial", "local")
# What the cues of a word list can speak for, by its key in the config.
ORIENTATIONS = ("past", "present", "future")
THEMES = (
    *("opening", "review", "plan", "economy", "region", "rural", "ecology", "livelihood"),
    *("culture", "reform", "safety", "party", "closing"),
)
LABELS = {"orientation": (*ORIENTATIONS, "none"), "sections": THEMES}
# ASSUME no text compares itself with years before the Opium War.
FIRST_YEAR = 1840
# The first year of each five-year plan that texts call by its number.
FIVE_YEAR_PLANS = {
    name: 1981 + 5 * i
    for i, name in enumerate(
        "六五 七五 八五 九五 十五 十一五 十二五 十三五 十四五 十五五 十六五".split()
    )
}
# Where a cue counts.
PLACES = ("heading", "sentence")


@dataclass(frozen=True)
class Entry:
    """A formulation: its term, kind and level, and the year it was first used (0 if unknown)."""

    term: str
    kind: str
    level: str
    first_use: int


@dataclass(frozen=True)
class Cue:
    """A pattern that speaks for a class, in headings or in sentences, with what weight."""

    pattern: str
    label: str
    where: str
    weight: float

    def compiled(self, year: int) -> re.Pattern[str]:
        """The pattern for a text of that year (0 if unknown), in which it stands for years.

        ``{earlier}``, ``{own}`` and ``{later}`` match years before, of and after the text's own,
        ``{ended}`` and ``{coming}`` five-year plans (十四五) that ended before it and that begin in
        it or later; nothing where that is unknown.
        """
        return _compiled(self.pattern, year)


def read_formulations(path: str | Path) -> list[Entry]:
    """Read formulations.tsv (term, kind, level, first_use, …).

    Raises
    ------
    LexiconError
        With file and line: for an unknown kind or level, a year that is none, a blank inside or
        punctuation around a term, a term that stands twice.
    """
    entries = []
    for place, row in rows_of(path, ("term", "kind", "level", "first_use")):
        one_of(row["kind"], TAGS, "kind", place)
        one_of(row["level"], LEVELS, "level", place)
        if row["first_use"] and not re.fullmatch(r"[12]\d{3}", row["first_use"]):
            raise LexiconError(
                place,
                f"first_use {row['first_use']!r} is no year",
                "Write four digits or leave it empty",
            )
        if not (row["term"][0].isalnum() and row["term"][-1].isalnum()) and not _quotes_are_paired(
            row["term"]
        ):
            raise LexiconError(
                place,
                f"term {row['term']!r} begins or ends with punctuation",
                "Leave the punctuation off",
            )
        entries.append(Entry(row["term"], row["kind"], row["level"], int(row["first_use"] or 0)))
    return entries


def read_terms(path: str | Path) -> dict[str, str]:
    """Read a word list (term, class, reason) as a mapping from term to class."""
    return {row["term"]: row["class"] for _, row in rows_of(path, ("term", "class", "reason"))}


def read_cues(path: str | Path, labels: Collection[str]) -> list[Cue]:
    """Read cues (term, class, where, weight, reason): patterns that speak for one of `labels`.

    Raises
    ------
    LexiconError
        With file and line: for a pattern that is none, an unknown class or place, a weight that is
        no number above 0, a pattern that stands twice for the same place.
    """
    cues = []
    columns = ("term", "class", "where", "weight", "reason")
    for place, row in rows_of(path, columns, key=("term", "where")):
        one_of(row["class"], labels, "class", place)
        one_of(row["where"], PLACES, "where", place)
        if not re.fullmatch(r"\d+(\.\d+)?", row["weight"]) or not float(row["weight"]):
            raise LexiconError(
                place, f"weight {row['weight']!r} is no number above 0", "Write one, such as 2"
            )
        cue = Cue(row["term"], row["class"], row["where"], float(row["weight"]))
        try:
            cue.compiled(2000)
        except re.error as error:
            raise LexiconError(
                place,
                f"term {row['term']!r} is no pattern ({error})",
                "Mend it, or put a backslash before signs that stand for themselves",
            ) from None
        cues.append(cue)
    return cues


def occasion_test(
    word_lists: Iterable[str | Path], groups: Collection[str], *, inside: bool = False
) -> Callable[[str], bool]:
    """A test whether a term names the occasion: a list has it, or it is a group's own name.

    With `inside`, a term that holds a group's name (新保定) names the occasion too.

    The name of a group counts with and without the suffix of its level (保定, 保定市).
    """
    levels = "市省县区"
    bare = {name[:-1] if len(name) > 2 and name[-1] in levels else name for name in groups}
    own = set(groups) | {name + suffix for name in bare for suffix in ("", *levels)}
    occasion = own.union(*(read_terms(path) for path in word_lists))
    names = bare if inside else set()
    return lambda term: term in occasion or any(name in term for name in names)


def _quotes_are_paired(term: str) -> bool:
    """Whether the punctuation at the edges is a quotation mark with its partner in the term."""
    return all(term.count(a) == term.count(b) for a, b in zip("“‘《", "”’》", strict=True)) and (
        term[0].isalnum() or term[0] in "“‘《"
    )


def one_of(value: str, valid: Collection[str], column: str, place: str) -> None:
    """Raise LexiconError unless a column's value is one of those valid."""
    if value not in valid:
        near = nearest(value, valid)
        raise LexiconError(
            place,
            f"{column} {value!r} is not one of {', '.join(valid)}",
            f"Did you mean {near}?" if near else "Choose one of these",
        )


@cache
def _compiled(pattern: str, year: int) -> re.Pattern[str]:
    """The pattern with the years and plans of a text of that year in the place of their names."""
    known = {
        "earlier": _years(range(FIRST_YEAR, year)),
        "own": _years(range(year, year + 1)),
        "later": _years(range(year + 1, year + 100)),
        "ended": [name for name, begins in FIVE_YEAR_PLANS.items() if begins + 5 <= year],
        "coming": [name for name, begins in FIVE_YEAR_PLANS.items() if begins >= year],
    }
    for name, words in known.items():
        # What nothing can match, where the year is unknown.
        either = f"(?:{'|'.join(words)})" if year and words else "(?!)"
        pattern = pattern.replace(f"{{{name}}}", either)
    return re.compile(pattern)


def _years(years: Iterable[int]) -> list[str]:
    """Years as they are written, in digits and in Chinese numerals."""
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    written = "|".join(map(str, years))
    # Looking ahead spares most sentences the long list.
    return [
        rf"(?=[12]\d{{3}})(?<!\d)(?:{written})",
        rf"(?=[一二][〇一二三四五六七八九]{{3}})(?:{written.translate(digits)})",
    ]


def rows_of(
    path: str | Path,
    columns: tuple[str, ...],
    key: tuple[str, ...] = ("term",),
    term: str = "term",
) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a word list, each with its file and line; `term` is the column that names a row.

    Raises
    ------
    LexiconError
        With file and line: for a file that cannot be read, a missing column, a row of another
        length, a term that is empty or holds a blank or ``;``, rows with the same `key`.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(
            str(path),
            f"there is no such word list to read ({error.strerror})",
            "Name another in the config, or leave the key empty",
        ) from None
    except UnicodeDecodeError:
        raise LexiconError(str(path), "is not UTF-8", "Save it as UTF-8") from None
    rows = csv.reader(re.split(r"\r?\n", text), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    for name in columns:
        if name not in header:
            raise LexiconError(f"{path}, line 1", f"column {name} is missing", "Add that column")
    seen: dict[tuple[str, ...], int] = {}
    for number, fields in enumerate(rows, start=2):
        place = f"{path}, line {number}"
        if not fields:
            continue
        if len(fields) != len(header):
            raise LexiconError(
                place,
                f"has {len(fields)} fields where the header has {len(header)}",
                "Separate the fields by single tabs and leave unknown ones empty",
            )
        row = dict(zip(header, (field.strip() for field in fields), strict=True))
        if not row[term] or re.search(r"[\s;]", row[term]):
            raise LexiconError(
                place,
                f"{term} {row[term]!r} is empty or holds a blank or `;`",
                "Write it without these",
            )
        named = tuple(row[name] for name in key)
        if named in seen:
            raise LexiconError(
                place,
                f"{term} {row[term]} stands in line {seen[named]} already",
                "Remove one of the two",
            )
        seen[named] = number
        yield place, row
