"""Which interval has been shown to cover, for how many texts, paragraphs and occurrences."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.tables import read_table

Array = NDArray[Any]

COVERAGE = Path(str(files("chengyan.intervals"))) / "coverage.csv"

# An interval of 95 % that holds the truth less often is none.
LEAST_COVERAGE = 0.90
# ASSUME what is shown is what the simulation shows less twice its standard error.
ERRORS = 2.0
# ASSUME one text says nothing of how texts vary. What coverage a simulation finds for it follows
# from what it takes texts to be, which nothing at hand can tell (docs/intervals.md).
LEAST_TEXTS = 2
_DESIGN = ["groups", "texts", "paragraphs", "count"]


@cache
def coverage() -> pd.DataFrame:
    """The simulated coverage that ships with the package, for the rate of a group.

    Returns
    -------
    pandas.DataFrame
        As of `chengyan.intervals.coverage.coverage_table`, with holds: whether it is shown to be
        90 % at the least, both where texts vary as measured and where they vary twice as much.
    """
    table = read_table(COVERAGE, [*_DESIGN, "method", "of", "coverage", "se", "doubled"])
    table = table[table["of"] == "group"].reset_index(drop=True)
    return table.assign(holds=held(table))


def held(table: pd.DataFrame) -> pd.Series:
    """Which rows of a table of coverage show 90 % at the least, and may be used."""
    plain = table["coverage"] - ERRORS * table["se"] >= LEAST_COVERAGE
    doubled = table["doubled"] - ERRORS * table["doubled_se"] >= LEAST_COVERAGE
    return plain & doubled & (table["texts"] >= LEAST_TEXTS)


@cache
def ranking() -> list[str]:
    """Methods that hold in some design: those that hold in more first, then the narrower."""
    table = coverage()
    rows = (
        table[table["holds"]]
        .groupby("method")
        .agg(number=("holds", "size"), width=("width", "mean"))
    )
    rows = rows.sort_values(["number", "width"], ascending=[False, True], kind="stable")
    return [str(method) for method in rows.index]


@cache
def choose_method(groups: int, texts: int, paragraphs: int, count: int) -> str:
    """The interval to use for a log ratio, or none.

    Parameters
    ----------
    groups : int
        How many are compared, the group itself among them.
    texts, paragraphs : int
        The least of any of these groups, and of any of their texts.
    count : int
        Occurrences of the term in these groups together.

    Returns
    -------
    str
        A name of `chengyan.intervals.methods.METHODS`; empty where none has been shown to cover.

    Notes
    -----
    Every number is rounded down to the next one that was simulated, groups first and then texts,
    paragraphs and count; below the least there is none.
    """
    rows = coverage()
    for name, value in zip(_DESIGN, (groups, texts, paragraphs, count), strict=True):
        rows = rows[rows[name] <= value]
        rows = rows[rows[name] == rows[name].max()]
    found = set(rows.loc[rows["holds"], "method"])
    return next((method for method in ranking() if method in found), "")


def choose_methods(groups: int, texts: int, paragraphs: int, counts: Array) -> Array:
    """As `choose_method`, of many terms; array of str."""
    classes = np.unique(coverage()["count"])
    chosen = ["", *(choose_method(groups, texts, paragraphs, count) for count in classes.tolist())]
    return np.array(chosen, dtype=object)[np.searchsorted(classes, counts, "right")]
