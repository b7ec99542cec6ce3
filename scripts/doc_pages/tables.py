"""The reference of the page of tables, from the data dictionary."""

from itertools import groupby

from chengyan.dictionary.check import told
from chengyan.dictionary.table import Column, Table, tables
from doc_pages.markdown import between_marks, table_of

HEADS = ["column", "type", "what it is"]


def tables_page(page: str) -> str:
    """The page with the tables between its marks made anew."""
    return between_marks(page, "TABLES", [_section(table) for table in tables().values()])


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    alike = "are alike in" if len(table.key) > 1 else "have the same"
    unique = f" No two rows {alike} {key}." if key else ""
    parts = [
        f"## {table.name}.csv",
        f"One row is {table.en}.{unique}{' ' + table.note if table.note else ''}",
        table_of(HEADS, _rows(table.columns)),
    ]
    return "\n\n".join(parts)


def _rows(columns: tuple[Column, ...]) -> list[list[str]]:
    """Columns with what they are; neighbours of which the same is said share a row."""
    return [
        [", ".join(f"`{column.name}`" for column in alike), kind, words]
        for (kind, words), alike in groupby(columns, _said)
    ]


def _said(column: Column) -> tuple[str, str]:
    kind = told(column)
    if column.unit:
        kind += f", {column.unit}"
    if column.empty:
        kind += "; may be empty"
    return kind, column.en
