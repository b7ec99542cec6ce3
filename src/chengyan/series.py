"""Genres of which every city has a text, so that it can be asked for.

Imports nothing but the standard library.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chengyan.design import Cell, Row, cell_of


@dataclass(frozen=True)
class Series:
    """A genre of which every city is taken to have a text at regular times.

    Attributes
    ----------
    names : tuple of str
        The genre's names; a corpus that uses one of them keeps it, others are given the first.
    office : str
        In which office its author speaks, where the corpus does not tell.
    every : int
        Years between two texts of a city.
    years : tuple of int
        Years that are suggested whatever the dates of the corpus.
    """

    names: tuple[str, ...]
    office: str
    every: int
    years: tuple[int, ...]


# ASSUME every Chinese city's mayor reports to its People's Congress early in each year, and its
# Party secretary to its Party congress every five years, for most cities of Hebei last in 2021; the
# reports of the years since then can be found.
SERIES = (
    Series(("government work report", "政府工作报告"), "市长", 1, (2021, 2022, 2023, 2024)),
    Series(("Party congress report", "党代会报告"), "市委书记", 5, (2021,)),
)


def series_by_cell(rows: Sequence[Row]) -> dict[Cell, Series]:
    """The standing series, in the corpus's own words for genre and office where it has any."""
    found: dict[Cell, Series] = {}
    for series in SERIES:
        names = [name.casefold() for name in series.names]
        known = [cell for row in rows if (cell := cell_of(row, "city"))]
        cells = Counter(cell for cell in known if cell[0].casefold() in names)
        cell = max(cells, key=cells.__getitem__) if cells else (series.names[0], series.office)
        found[cell] = series
    return found
