"""Tables and lists of records: a text a row."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest

from chengyan.errors import TextError
from chengyan.findings import Finding
from chengyan.han import has_han
from chengyan.intake.encoding import Decoded, decode
from chengyan.intake.extract import Extract, printable, refusal, with_line_ends

TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "文本", "全文")
NAME_COLUMNS = ("id", "doc_id", "编号", "title", "标题", "题目", "name", "名称")
# Half a character, which JSON can escape and no file can hold.
_HALVES = re.compile("[\ud800-\udfff]")
_DELIMITERS = ",\t;"


@dataclass(frozen=True)
class _Row:
    """A row, counted from 1 without the header, with the line in which it ends."""

    number: int
    line: int
    cells: dict[str, str] = field(default_factory=dict)


def read_csv(data: bytes, place: str, stem: str, text_column: str = "") -> list[Extract]:
    """Read a table with a header: comma, semicolon or tab between the cells, as its header has it.

    Raises
    ------
    TextError
        If it cannot be decoded, quotes are not closed, a row has more cells than the header, no
        column holds the text, or no row has one.
    """
    decoded = decode(data, place)
    header_line = decoded.text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header_line.count)
    with _wide_fields():
        reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
        try:
            rows = list(_csv_rows(reader, place))
        except csv.Error as error:
            where = f"{place}, line {reader.line_num}"
            raise refusal(
                "broken-file", where, f"is no table with closed quotes ({error})"
            ) from None
    return _extracts(rows, decoded, "csv", place, stem, text_column)


def read_jsonl(data: bytes, place: str, stem: str, text_column: str = "") -> list[Extract]:
    """Read JSON lines, an object each; values that are lists or objects are left aside.

    Raises
    ------
    TextError
        If it cannot be decoded, a line is no object or its text no string, no field holds the text,
        or no line has one.
    """
    decoded = decode(data, place)
    lines = decoded.text.split("\n")
    filled = [(line, text) for line, text in enumerate(lines, start=1) if text.strip()]
    rows = [
        _Row(number, line, _json_object(text, f"{place}, line {line}"))
        for number, (line, text) in enumerate(filled, start=1)
    ]
    return _extracts(rows, decoded, "jsonl", place, stem, text_column)


@contextmanager
def _wide_fields() -> Iterator[None]:
    """A cell may hold a whole report; the csv module stops at 128 KB otherwise."""
    usual = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _csv_rows(reader: Iterable[list[str]], place: str) -> Iterator[_Row]:
    header: list[str] = []
    number = 0
    for cells in reader:
        line = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [name.strip() for name in cells]
            twice = {name for name in header if name and header.count(name) > 1}
            if twice:
                problem = f"column {', '.join(sorted(twice))} stands twice"
                raise refusal("broken-file", f"{place}, line {line}", problem, "Rename one")
            continue
        number += 1
        if any(cells[len(header) :]):
            problem = f"has {len(cells)} cells where the header has {len(header)}"
            remedy = "Put quotes around cells that hold the separator"
            raise refusal("broken-file", f"{place}, line {line}", problem, remedy)
        yield _Row(number, line, dict(zip_longest(header, cells[: len(header)], fillvalue="")))


def _json_object(line: str, place: str) -> dict[str, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise refusal(
            "broken-file", place, "is no JSON object", "Write one object ({…}) a line, and no more"
        )
    return {
        _HALVES.sub("\ufffd", name): _HALVES.sub("\ufffd", _scalar(value))
        for name, value in record.items()
        if not isinstance(value, dict | list)
    }


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def _extracts(
    rows: list[_Row], decoded: Decoded, kind: str, place: str, stem: str, text_column: str
) -> list[Extract]:
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    column = _text_column(names, text_column, place)
    doubts = list(decoded.doubts)
    texts = []
    for row in rows:
        if has_han(row.cells.get(column, "")):
            texts.append(row)
        else:
            message = f"row {row.number} has no Han character in {column}; it was passed over"
            doubts.append(Finding("empty-text", f"{place}, line {row.line}", message))
    if not texts:
        raise refusal("empty-text", place, f"no row has a Han character in {column}")
    return [
        Extract(
            name=_name(row, stem, column),
            text=with_line_ends(row.cells[column]),
            format=kind,
            encoding=decoded.encoding,
            metadata={name: value for name, value in row.cells.items() if name != column},
            doubts=tuple(doubts) if row is texts[0] else (),
        )
        for row in texts
    ]


def _text_column(names: list[str], asked: str, place: str) -> str:
    wanted = (asked,) if asked else TEXT_COLUMNS
    for name in wanted:
        for known in names:
            if known.casefold() == name.casefold():
                return known
    missing = f"column {asked}" if asked else "column called text, content, 正文 or the like"
    raise TextError(
        place,
        f"there is no {missing} (there are: {', '.join(filter(None, names)) or 'none'})",
        "Name the one that holds the texts with `--text-column`",
        code="broken-file",
    )


def _name(row: _Row, stem: str, column: str) -> str:
    named = (printable(row.cells.get(name, "").strip()) for name in NAME_COLUMNS if name != column)
    return next(filter(None, named), f"{stem}-{row.number}")
