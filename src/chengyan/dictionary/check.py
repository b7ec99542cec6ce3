"""Whether a table that was written is what the dictionary says of it."""

import re
from pathlib import Path

import pandas as pd

from chengyan.dictionary.table import Column, Table, tables
from chengyan.tables import read_cells

# Cells named in a complaint.
NAMED = 3
_INTEGER = re.compile(r"-?\d+")


def problems(path: str | Path, name: str = "") -> list[str]:
    """What in a CSV table is not as the dictionary has it, a line each with table and column.

    Parameters
    ----------
    path : path
        May be compressed.
    name : str
        The table's name; by default that of the file.
    """
    name = name or Path(path).name.partition(".")[0]
    if name not in tables():
        return [f"{name}: the dictionary lacks this table"]
    return problems_of(read_cells(path), tables()[name])


def problems_of(cells: pd.DataFrame, table: Table) -> list[str]:
    """The same of a table whose cells are text."""
    told, there = [column.name for column in table.columns], list(cells.columns)
    found = [
        f"{table.name}: column {name} is not in the dictionary"
        for name in there
        if name not in told
    ]
    found += [
        f"{table.name}: column {name} is in the dictionary only"
        for name in told
        if name not in there
    ]
    if not found and told != there:
        found.append(f"{table.name}: columns stand in another order: {', '.join(there)}")
    for column in table.columns:
        if column.name in there:
            wrong = _wrong(cells[column.name], column)
            found += [f"{table.name}: column {column.name} {line}" for line in wrong]
    if table.key and set(table.key) <= set(there):
        twice = cells[cells.duplicated(list(table.key))]
        if len(twice):
            first = " ".join(twice.iloc[0][list(table.key)])
            found.append(f"{table.name}: key {', '.join(table.key)} comes twice: {first}")
    return found


def _wrong(cells: pd.Series, column: Column) -> list[str]:
    found = []
    filled = cells[cells != ""]
    if len(filled) < len(cells) and not column.empty:
        found.append(f"has {len(cells) - len(filled)} empty cells")
    distinct = pd.Series(filled.unique(), dtype=str)
    bad = distinct[~distinct.map(lambda cell: fits(cell, column)).astype(bool)]
    if len(bad):
        found.append(f"holds what is no {told(column)}: {', '.join(bad[:NAMED])}")
    return found


def fits(cell: str, column: Column) -> bool:
    """Whether a cell that is not empty holds what the column may hold."""
    if column.kind == "flag":
        return cell in ("True", "False")
    if column.kind in ("text", "list"):
        parts = cell.split(";") if column.kind == "list" else [cell]
        return not column.allowed or set(parts) <= set(column.allowed)
    if column.kind == "integer" and not _INTEGER.fullmatch(cell):
        return False
    try:
        number = float(cell)
    except ValueError:
        return False
    return (column.low is None or number >= column.low) and (
        column.high is None or number <= column.high
    )


def told(column: Column) -> str:
    """The type of a column in words."""
    if column.allowed:
        kind = "list of " if column.kind == "list" else ""
        return kind + ", ".join(f"`{value}`" for value in column.allowed)
    names = {"list": "list", "flag": "`True` or `False`"}
    kind = names.get(column.kind, column.kind)
    if (column.low, column.high) == (0, 1):
        kind = "share" if column.kind == "number" else kind
    elif column.low is not None and column.high is not None:
        kind += f" from {column.low:g} to {column.high:g}"
    elif column.low is not None:
        kind += f" from {column.low:g}"
    elif column.high is not None:
        kind += f" up to {column.high:g}"
    return kind
