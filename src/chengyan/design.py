"""Which of its texts a corpus can compare, like with like.

Imports nothing but the standard library: it is read while the workflow starts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from chengyan.contrast import FIELDS, between, value_of

Row = Mapping[str, str]
Cell = tuple[str, ...]


@dataclass(frozen=True)
class MatchedTexts:
    """Texts of all groups that are alike in what is not compared.

    Attributes
    ----------
    doc_ids : tuple of str
        In the order of the manifest; empty if no texts of all groups are alike.
    city, genre, office : tuple of str
        What the texts have there, sorted; empty for the field that is compared.
    years : tuple of int
        Years of the texts, rising; empty where years are compared.
    """

    doc_ids: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def matched_texts(rows: Sequence[Row], compare: str, min_texts: int = 1) -> MatchedTexts:
    """The largest part of a corpus in which every group is matched with every other.

    Parameters
    ----------
    rows : sequence of mappings
        Rows of the manifest, with doc_id and the compared column; city, genre, office and date
        count as empty where they are missing.
    compare : str
        The column whose values make the groups.
    min_texts : int
        How many texts each group needs.

    Returns
    -------
    MatchedTexts
        The first of `matched_strata`; without texts if there is none.
    """
    return next(iter(matched_strata(rows, compare, min_texts)), MatchedTexts())


def matched_strata(rows: Sequence[Row], compare: str, min_texts: int = 1) -> list[MatchedTexts]:
    """Parts of a corpus in which every group is matched with every other, the best first.

    Parameters
    ----------
    rows, compare, min_texts
        As in `matched_texts`.

    Returns
    -------
    list of MatchedTexts
        The whole corpus alone if it is matched as it stands. Else, for each window of two adjacent
        years, all texts whose genre and office (and city, where another column is compared) occur
        in that window in every group. Sorted by falling number of texts, then later years, then
        genre; a part that lies within a better one is left out. Empty with fewer than two groups.

    Notes
    -----
    Windows are of two years because `between` wants every text within a year of every text of the
    other groups: texts of 2021 to 2024 cannot stand in one part, though each year would be matched.
    They are not put together year by year, because groups would then differ in how many texts they
    have of each year, and the measures of this package know no strata.

    Matched is a matter of which genres and offices there are, not of how many texts of each: a
    group with five reports and a speech is matched with one that has a report and five speeches.
    """
    if len({row[compare] for row in rows}) < 2:
        return []
    if _all_matched(rows, compare, min_texts):
        return [describe(rows, compare)]
    candidates = [
        describe(part, compare)
        for window in _windows(rows, compare)
        if (part := _shared_cells(window, rows, compare, min_texts))
    ]
    candidates.sort(key=_preference)
    kept: list[MatchedTexts] = []
    for candidate in candidates:
        if not any(set(candidate.doc_ids) <= set(better.doc_ids) for better in kept):
            kept.append(candidate)
    return kept


def describe(part: Sequence[Row], compare: str) -> MatchedTexts:
    """What the texts of a part are alike in."""
    values = {
        field: tuple(sorted({value_of(row, field) for row in part}))
        for field in cell_fields(compare)
    }
    years = {year for row in part if (year := year_of(row)) is not None}
    return MatchedTexts(
        tuple(row["doc_id"] for row in part),
        **values,
        years=() if years_compared(compare) else tuple(sorted(years)),
    )


def cell_of(row: Row, compare: str) -> Cell | None:
    """What a text has in each of `cell_fields`; None if it leaves one empty."""
    values = tuple(value_of(row, field) for field in cell_fields(compare))
    return values if all(values) else None


def cell_fields(compare: str) -> tuple[str, ...]:
    """The fields, apart from the year, in which texts must be alike."""
    return tuple(field for field in FIELDS if field not in (compare, "year"))


def year_of(row: Row) -> int | None:
    """The year of a text's date, as far as it is known."""
    year = value_of(row, "year")
    return int(year) if year else None


def by_group(rows: Iterable[Row], compare: str) -> dict[str, list[Row]]:
    """Rows by the value of the compared column, in the order of their first appearance."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[compare], []).append(row)
    return groups


def years_compared(compare: str) -> bool:
    """Whether the groups are years or dates, so that texts need not be of one year."""
    return compare in ("year", "date")


def _all_matched(rows: Sequence[Row], compare: str, min_texts: int) -> bool:
    groups = by_group(rows, compare).values()
    return all(
        between(a, b, compare=compare, min_texts=min_texts).contrast == "matched"
        for a, b in combinations(groups, 2)
    )


def _windows(rows: Sequence[Row], compare: str) -> list[list[Row]]:
    """Texts with all fields known, of each two adjacent years."""
    known = [row for row in rows if cell_of(row, compare)]
    if years_compared(compare):
        return [known]
    years = {row["doc_id"]: year_of(row) for row in known}
    return [
        [row for row in known if years[row["doc_id"]] in (first, first + 1)]
        for first in sorted({year for year in years.values() if year is not None})
    ]


def _shared_cells(
    window: Sequence[Row], rows: Sequence[Row], compare: str, min_texts: int
) -> list[Row]:
    """The texts of those cells that every group has, if that leaves each group enough texts."""
    found = by_group(window, compare)
    groups = [found.get(group, []) for group in by_group(rows, compare)]
    shared = set.intersection(*({cell_of(row, compare) for row in group} for group in groups))
    if not shared:
        return []
    kept = [row for row in window if cell_of(row, compare) in shared]
    enough = all(len(group) >= min_texts for group in by_group(kept, compare).values())
    return kept if enough else []


def _preference(part: MatchedTexts) -> tuple[object, ...]:
    later = tuple(-year for year in reversed(part.years))
    return -len(part.doc_ids), later, part.genre, part.office, part.city, part.doc_ids
