"""Which rows of which table a finding rests on: written, and found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chengyan.story.finding import Finding

# What would end a value, a condition or a list of these.
_MARKS = " %;=<>|&:"
_PART = re.compile(r"(\w+)([=<>])(\S*)")


def condition(table: str, **columns: object) -> str:
    """A condition on the rows of a table: ``keyness: group=保定 term=文化|制度``.

    Parameters
    ----------
    table : str
    **columns : object
        The value that a column has, or several of which it has one. ``above_x`` and ``below_x`` say
        that the number in column x lies above, or below, the value.
    """
    parts = []
    for name, value in columns.items():
        sign, column = "=", name
        for word, found in (("above_", ">"), ("below_", "<")):
            if name.startswith(word):
                sign, column = found, name.removeprefix(word)
        values = value if isinstance(value, (list, tuple)) else [value]
        parts.append(f"{column}{sign}{'|'.join(_written(str(each)) for each in values)}")
    return f"{table}: {' '.join(parts)}".rstrip()


def _written(value: str) -> str:
    return "".join(quote(mark) if mark in _MARKS else mark for mark in value)


def rows_of(finding: Finding, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows that a finding rests on, by condition.

    Parameters
    ----------
    finding : Finding
    tables : mapping of str to pandas.DataFrame

    Returns
    -------
    dict of str to pandas.DataFrame
        For each of its conditions the rows that it holds for.
    """
    return {each: selected(each, tables) for each in finding.rows}


def selected(written: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows that one condition holds for."""
    name, _, parts = written.partition(":")
    table = tables[name]
    for column, sign, values in _PART.findall(parts):
        if sign == "=":
            wanted = {unquote(value) for value in values.split("|")}
            held = table[column].map(_plain).isin(wanted)
        else:
            number = pd.to_numeric(table[column], errors="coerce")
            held = number > float(values) if sign == ">" else number < float(values)
        table = table[held]
    return table


def _plain(value: object) -> str:
    """A cell as it is written in a condition: whole numbers without a point, nothing as nothing."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    text = str(value)
    return text.removesuffix(".0") if isinstance(value, float) else text


def reading(**keys: str) -> str:
    """The hash of the reading view: ``group=廊坊&q=首都``."""
    return "&".join(f"{name}={_written(value)}" for name, value in keys.items() if value)
