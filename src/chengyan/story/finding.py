"""A finding: one statement in two languages, and all that it rests on."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROBUST, FRAGILE = "robust", "fragile"
MATCHED, UNMATCHED = "matched", "unmatched"
CHAPTERS = ("corpus", "priorities", "rhetoric", "words", "promises", "topics", "robustness")
COLUMNS = (
    *("id", "chapter", "text_en", "text_zh", "groups", "more", "less", "tables", "rows"),
    *("effect", "ci_low", "ci_high", "loo_low", "loo_high", "robust", "why_en", "why_zh"),
    *("contrast", "confounds", "lead", "sentences"),
)
# With more groups a sentence names the most, the least and the median.
NAMED = 5
# Below this quotient two values are told as alike.
ALIKE = 1.1
# And below this one where neither ranges nor counts tell them apart.
UNCLEAR = 1.4


@dataclass(frozen=True)
class Doubt:
    """What keeps a finding from being robust, in two languages.

    Attributes
    ----------
    en, zh : str
    turns : bool
        Whether another way to measure turns the order round.
    """

    en: str
    zh: str
    turns: bool = False


OVERLAP = Doubt("leaving out one paragraph can close the gap", "去掉一段就可能抹平差距")
CHANCE = Doubt("so few cases could differ by chance", "例数太少，差异可能出于偶然")
TOO_FEW = Doubt(
    "too little text to tell a small difference from none", "文本太少，分不清小差异与无差异"
)
UNTESTED = Doubt("how well it is found has not been tested enough", "识别得准不准，尚未充分检验")
ERRORS = Doubt(
    "known errors of finding it could make the difference", "已知的识别误差足以造成这一差异"
)


@dataclass(frozen=True)
class Finding:
    """One statement in two languages, and all that it rests on.

    Attributes
    ----------
    id : str
        Stable while tables keep their names: what is measured, and groups.
    chapter : str
        One of `CHAPTERS`.
    text_en, text_zh : str
        Plain text; the same statement, with its numbers.
    groups : tuple of str
        All that are named or compared.
    rows : tuple of str
        Which rows of which tables, as :func:`chengyan.story.rows.condition` writes them.
    more, less : tuple of str
        Which groups have more of it, and which less; empty where nothing is compared.
    effect : float
        Binary logarithm of the quotient of the sides, or NaN where there are none.
    ci_low, ci_high, loo_low, loo_high : float
        95 % interval, and range with one unit left out, of `effect`; NaN where there is none.
    doubts : tuple of Doubt
        What keeps it from being robust.
    robust : str
        Empty: by `doubts`. Claims have verdicts of their own.
    contrast : {"matched", "unmatched", ""}
    confounds : tuple of str
    lead : int
        Place in the front story; 0 if it has none.
    sentences : str
        Hash of the reading view that shows them; empty if there are none to show.
    weight : float
        The higher, the earlier in its chapter; not in the table.
    """

    id: str
    chapter: str
    text_en: str
    text_zh: str
    groups: tuple[str, ...]
    rows: tuple[str, ...]
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    effect: float = math.nan
    ci_low: float = math.nan
    ci_high: float = math.nan
    loo_low: float = math.nan
    loo_high: float = math.nan
    doubts: tuple[Doubt, ...] = ()
    robust: str = ""
    contrast: str = ""
    confounds: tuple[str, ...] = ()
    lead: int = 0
    sentences: str = ""
    weight: float = 0.0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that `rows` are of."""
        return tuple(dict.fromkeys(row.partition(":")[0] for row in self.rows))

    @property
    def verdict(self) -> str:
        """Robust, fragile, or what a claim was found to be."""
        return self.robust or (FRAGILE if self.doubts else ROBUST)

    def at(self, **changed: Any) -> Self:
        """The same finding with some attributes changed."""
        return replace(self, **changed)


def to_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """A row a finding, in the form of ``findings.csv``."""
    told = [
        {
            name: ";".join(value) if isinstance(value, tuple) else value
            for name, value in asdict(finding).items()
            if name != "doubts"
        }
        | {
            "tables": ";".join(finding.tables),
            "robust": finding.verdict,
            "why_en": "; ".join(doubt.en for doubt in finding.doubts),
            "why_zh": "；".join(doubt.zh for doubt in finding.doubts),
        }
        for finding in findings
    ]
    return pd.DataFrame(told, columns=list(COLUMNS))


def quotient(more: float, less: float) -> float:
    """Binary logarithm of a quotient; NaN where one side is nothing."""
    return math.log2(more / less) if more > 0 and less > 0 else math.nan


def percent(value: float) -> str:
    """A share, with the digits that count: 37 %, 6.8 %, 0.4 %."""
    if value <= 0:
        return "0 %"
    return f"{100 * value:.0f} %" if value >= 0.0995 else f"{100 * value:.1f} %"


def decimal(value: float) -> str:
    """A rate, with the digits that count: 162, 16, 1.6, 0."""
    return f"{value:.0f}" if value >= 9.95 or value == 0 else f"{value:.1f}"


def tight(number: str) -> str:
    """In Chinese a number and its sign stand close."""
    return number.replace(" %", "%")


def and_en(names: Iterable[str]) -> str:
    """A, B and C."""
    *first, last = list(names)
    return f"{', '.join(first)} and {last}" if first else last


def and_zh(names: Iterable[str]) -> str:
    """A、B和C; what is quoted stands close: “A”“B”和“C”."""
    *first, last = list(names)
    return f"{'、'.join(first)}和{last}".replace("”、“", "”“") if first else last


def inner(name: str) -> str:
    """Quotation marks inside quotation marks are single."""
    return name.replace("“", "‘").replace("”", "’")


def some(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 text, 3 texts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def numbers(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The table with columns as numbers, empty ones as NaN."""
    found = [name for name in columns if name in table]
    return table.assign(**{name: pd.to_numeric(table[name], errors="coerce") for name in found})


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, by name of column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def by(table: pd.DataFrame, column: str) -> dict[str, dict[str, Any]]:
    """The first row for each value of a column."""
    return {str(row[column]): row for row in reversed(records(table))}


def names_in(cell: object) -> tuple[str, ...]:
    """The names in a cell, which ``;`` parts; none in an empty one."""
    return tuple(name for name in cell.split(";") if name) if isinstance(cell, str) else ()


def true(column: pd.Series) -> pd.Series:
    """Whether a cell says so, read from a file or fresh."""
    return column.map(str) == "True"
