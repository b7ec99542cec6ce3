"""Pieces of Markdown: tables, and what stands between two comments of a page."""

from typing import Any


def between_marks(page: str, mark: str, parts: list[str]) -> str:
    """The page with those parts in place of what stands between two comments of that name."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    head, _, rest = page.partition(start)
    _, _, tail = rest.partition(end)
    return "\n".join([head + start, "", *(f"{part}\n" for part in parts), end]) + tail


def table_of(heads: list[str], rows: list[list[Any]]) -> str:
    """A table in Markdown."""
    return "\n".join([row_of(heads), "|---" * len(heads) + "|", *map(row_of, rows)])


def row_of(cells: list[Any]) -> str:
    """A row of it."""
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
