"""Tables and columns as the dictionary has them, read from the YAML files beside this module."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chengyan.errors import TableError

HERE = Path(__file__).parent
# In the order in which readers are told of the tables.
CHAPTERS = ("texts", "words", "priorities", "topics", "claims", "rhetoric")
KINDS = ("text", "list", "number", "integer", "flag")
# Shorter names of numbers within bounds.
BOUNDED = {
    "share": ("number", "0..1"),
    "count": ("integer", "0.."),
    "index": ("integer", "1.."),
}
# In C where there is one, ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TYPE = re.compile(r"(\w+)(\??)(?:\(([^)]*)\))?(?:\[([^\]]*)\])?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
    kind : {"text", "list", "number", "integer", "flag"}
        Lists are text with parts separated by ``;``, flags ``True`` or ``False``.
    empty : bool
        Whether cells may be empty.
    allowed : tuple of str
        All that cells, or parts of a list, may hold; empty where that is open.
    low, high : float or None
        Bounds of numbers, inclusive.
    unit : str
        Empty where there is none, or where another column has it.
    en, zh : str
        What it is. English may hold Markdown.
    shared : bool
        Whether it is described once for all tables.
    """

    name: str
    kind: str
    empty: bool
    allowed: tuple[str, ...]
    low: float | None
    high: float | None
    unit: str
    en: str
    zh: str
    shared: bool = False


@dataclass(frozen=True)
class Table:
    """A result table.

    Attributes
    ----------
    name : str
        That of the file, without its ending.
    chapter : str
        One of `CHAPTERS`.
    en, zh : str
        What one row is.
    key : tuple of str
        Columns that no two rows have alike.
    columns : tuple of Column
        In the order of the file.
    optional : bool
        Whether some analyses do without it.
    note : str
        What else must be known, in English; may hold Markdown.
    """

    name: str
    chapter: str
    en: str
    zh: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False
    note: str = ""

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name, in the order in which readers are told of them.

    Raises
    ------
    TableError
        If an entry of the dictionary cannot be read, with its file, table and column.
    """
    shared = {column.name: column for column in shared_columns()}
    found: dict[str, Table] = {}
    for chapter in CHAPTERS:
        for name, entry in _yaml(chapter).items():
            own = {column.name: column for column in _columns(chapter, name, entry["columns"])}
            like = found[entry["like"]].columns if "like" in entry else ()
            known = {**shared, **{column.name: column for column in like}}
            columns = [column if column.kind else known.get(key) for key, column in own.items()]
            if None in columns:
                lost = [key for key, column in own.items() if not column.kind and key not in known]
                raise _error(chapter, name, ", ".join(lost), "has no description")
            en, zh = entry["row"].split(" | ")
            key = tuple(str(entry.get("key", "")).split())
            if set(key) - set(own):
                raise _error(chapter, name, str(set(key) - set(own)), "is in the key only")
            found[name] = Table(
                name=name,
                chapter=chapter,
                en=en,
                zh=zh,
                key=key,
                columns=tuple(column for column in columns if column),
                optional=entry.get("optional", False),
                note=entry.get("note", ""),
            )
    return found


@cache
def shared_columns() -> tuple[Column, ...]:
    """Columns that mean the same in several tables."""
    return tuple(replace(column, shared=True) for column in _columns("shared", "", _yaml("shared")))


def plain(markdown: str) -> str:
    """English of the dictionary without the links that lead to other pages."""
    return _LINK.sub(r"\1", markdown)


def _yaml(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.load(
        (HERE / f"{name}.yaml").read_text(encoding="utf-8"),
        Loader=_LOADER,  # noqa: S506, safe
    )
    return told


def _columns(chapter: str, table: str, lines: Mapping[str, str | None]) -> Iterator[Column]:
    """The columns of lines like ``start end: count[characters] | English | 中文``."""
    for names, line in lines.items():
        for name in names.split():
            if line is None:
                # To be filled in from a table that it is like, or from the shared ones.
                yield Column(name, "", False, (), None, None, "", "", "")
                continue
            parts = line.split(" | ")
            typed = _TYPE.fullmatch(parts[0])
            if len(parts) != 3 or not typed:
                raise _error(chapter, table, name, f"cannot be read: {line}")
            yield _column(name, *typed.groups(default=""), en=parts[1], zh=parts[2])


def _column(
    name: str, kind: str, empty: str, inside: str, unit: str, *, en: str, zh: str
) -> Column:
    kind, bounds = BOUNDED.get(kind, (kind, inside))
    if kind not in KINDS:
        raise _error("", "", name, f"is of unknown type {kind}")
    numeric = kind in ("number", "integer")
    low, _, high = bounds.partition("..") if numeric else ("", "", "")
    return Column(
        name=name,
        kind=kind,
        empty=bool(empty),
        allowed=() if numeric or not inside else tuple(inside.split(", ")),
        low=float(low) if low else None,
        high=float(high) if high else None,
        unit=unit,
        en=en,
        zh=zh,
    )


def _error(chapter: str, table: str, column: str, problem: str) -> TableError:
    place = ", ".join(filter(None, [f"{chapter}.yaml", table, column]))
    return TableError(f"dictionary: {place}", problem, "Write `type | English | 中文`")
