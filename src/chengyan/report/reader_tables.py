"""What the table viewer needs of each table: its rows, or as many as a page bears."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from chengyan.report.reader import script
from chengyan.tables import FLOAT_FORMAT

# Rows of a table that a page on disk gets; download/ has all.
MOST_ROWS = 1_000
# Of these, rows that one link leads to.
MOST_LINKED = 40
# Characters of a cell; a sentence may be longer than anyone reads in a table.
MOST_CHARACTERS = 4_000

Condition = Mapping[str, str]


def table_files(
    tables: Mapping[str, pd.DataFrame],
    wanted: Mapping[str, Sequence[Condition]] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The chunks of data that the table viewer loads, one a table.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        By name.
    wanted : mapping of str to sequence of mapping, optional
        Conditions (column: value) by table whose rows must be there because the report links to
        them, however many rows the table has: the first `MOST_LINKED` of each.

    Yields
    ------
    tuple of str and bytes
        ``data/table-<name>.js`` with name, columns, rows and ``total``, the number of all rows.
    """
    for name, table in tables.items():
        rows = shown_rows(table, (wanted or {}).get(name, ()))
        chunk = {
            "name": name,
            "columns": [str(column) for column in table.columns],
            "total": len(table),
            "rows": _cells(rows),
        }
        yield f"data/table-{name}.js", script("table", name, chunk)


def shown_rows(table: pd.DataFrame, wanted: Sequence[Condition] = ()) -> pd.DataFrame:
    """The rows that the viewer gets, in their order.

    All where there are at most `MOST_ROWS`; else those wanted, and the first of each group, so
    many of each as there is room for.
    """
    if len(table) <= MOST_ROWS:
        return table
    asked = np.zeros(len(table), dtype=bool)
    # Many conditions ask for the same columns: these are looked through once.
    cells: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for condition in wanted:
        names = tuple(sorted(condition))
        cells.setdefault(names, set()).add(tuple(condition[name] for name in names))
    for names, values in cells.items():
        if names and set(names) <= set(table.columns):
            own = pd.MultiIndex.from_arrays([table[name].astype(str) for name in names])
            nth = pd.Series(0, index=range(len(own))).groupby(pd.factorize(own)[0]).cumcount()
            asked |= own.isin(values) & (nth < MOST_LINKED).to_numpy()
    keys = np.zeros(len(table), dtype=int)
    if "group" in table:
        keys = pd.factorize(table["group"])[0]
    place = pd.Series(keys).groupby(keys).cumcount().to_numpy()
    # First the wanted ones, then the first of each group, the second of each group …
    order = np.lexsort((np.arange(len(table)), place, ~asked))
    return table.iloc[np.sort(order[: max(MOST_ROWS, int(asked.sum()))])]


def _cells(rows: pd.DataFrame) -> list[list[Any]]:
    columns = [[_cell(value) for value in rows[name].tolist()] for name in rows.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> Any:
    """Numbers as numbers, as many digits as the CSV has; nothing as null; all else as text."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = "" if value is None or value is pd.NaT or value is pd.NA else str(value)
        return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
    if isinstance(value, int):
        return value
    return float(FLOAT_FORMAT % value) if math.isfinite(value) else None
