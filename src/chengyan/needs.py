"""Which further texts would make groups comparable, like with like.

Imports nothing but the standard library. Tables are lists of rows, a dictionary each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import inf

from chengyan.contrast import against_rest, between
from chengyan.design import (
    Cell,
    Row,
    by_group,
    cell_fields,
    cell_of,
    describe,
    year_of,
    years_compared,
)
from chengyan.series import series_by_cell

Groups = Mapping[str, Sequence[Row]]
Table = list[dict[str, object]]

# doc_ids of a group's texts by what they are alike in, and year.
_Held = dict[tuple[Cell | None, int | None], list[str]]

OTHERS = "others"

_STRATUM = ("city", "genre", "office", "years")
CONTRAST_COLUMNS = (
    *("group_a", "group_b", "contrast", "confounds", "texts_a", "texts_b", *_STRATUM),
    *("standing", "have_a", "have_b", "needed", "missing", "cheapest"),
)
NEED_COLUMNS = (*_STRATUM, "standing", "have", "lack", "needed", "missing", "cheapest")


def contrast_table(rows: Sequence[Row], compare: str, min_texts: int = 1) -> Table:
    """What each contrast between groups can be taken for, and which texts would make it matched.

    Parameters
    ----------
    rows : sequence of mappings
        Rows of the manifest, with doc_id and the compared column, in the order of the groups.
    compare : str
        The column whose values make the groups.
    min_texts : int
        How many texts each group needs.

    Returns
    -------
    list of dict
        For each pair of groups, then for each group against the `OTHERS`, a row for each stratum:
        texts alike in city, genre and office (without the compared one) and of one year, or of two
        adjacent years where that needs fewer texts. Strata are those of which one of the groups has
        a text, and, where cities are compared, those of `SERIES` in the years of the corpus and in
        the series' own; of a matched contrast only the one stratum of its texts; an empty one if
        nothing is known that would match. Keys:

        group_a, group_b; contrast and confounds of all their texts; texts_a and texts_b, their
        numbers; city, genre, office, years (``;`` between several; empty what is compared);
        standing, whether such texts are taken to exist for every group; have_a and have_b, the
        doc_ids that are there; needed, the number of texts that are missing (None if unknown);
        missing, which ones; cheapest, whether no stratum needs fewer, one that is standing coming
        before one that is not.

        Rows of a contrast begin with the fewest texts needed, then standing ones, then later years.

    Raises
    ------
    DesignError
        If there are fewer than two groups.

    Notes
    -----
    needed counts texts for this contrast alone; `needs_table` counts them for all groups at once.
    Where it is 0 beside ``unmatched``, the texts in have_a and have_b are matched among themselves,
    and others stand in the way. A text with an unknown field belongs to no stratum: fill in the
    manifest before looking for other texts.
    """
    groups = by_group(rows, compare)
    held = _held(groups, compare)
    strata = _strata(held, rows, compare)
    table: Table = []
    for a, b in combinations(groups, 2):
        both = {a: groups[a], b: groups[b]}
        found = between(groups[a], groups[b], compare=compare, min_texts=min_texts)
        head: dict[str, object] = {"group_a": a, "group_b": b, **vars(found)}
        table += _contrast_rows(head, both, a, held, strata, compare, min_texts)
    for a in groups:
        found = against_rest(groups, a, compare=compare, min_texts=min_texts)
        head = {"group_a": a, "group_b": OTHERS, **vars(found)}
        table += _contrast_rows(head, groups, a, held, strata, compare, min_texts)
    return table


def needs_table(rows: Sequence[Row], compare: str, min_texts: int = 1) -> Table:
    """Which texts would make all groups matched at once, by stratum.

    Parameters
    ----------
    rows, compare, min_texts
        As in `contrast_table`.

    Returns
    -------
    list of dict
        A row a stratum, those that need fewest texts first. Keys: city, genre, office, years,
        standing as in `contrast_table`; have, the groups with their doc_ids
        (``保定: baoding-2021``); lack, the groups that have too few; needed, missing, cheapest as
        there, for all groups.
    """
    held = _held(by_group(rows, compare), compare)
    return [
        {
            **route.named(compare),
            "have": ";".join(f"{g}: {','.join(ids)}" for g, ids in route.have.items() if ids),
            "lack": ";".join(group for group, short in route.short.items() if short),
            **route.needs(compare),
            "cheapest": cheapest,
        }
        for route, cheapest in _routes(held, _strata(held, rows, compare), min_texts)
    ]


@dataclass(frozen=True)
class _Stratum:
    """Texts alike; at_most is how many of them a group can have, as far as that is known."""

    cell: Cell
    years: tuple[int, ...]
    standing: bool
    at_most: float = inf


@dataclass(frozen=True)
class _Route:
    """A stratum as a way to match some groups: what they have of it and how many they lack."""

    stratum: _Stratum
    have: dict[str, list[str]]
    short: dict[str, int]

    @property
    def needed(self) -> int:
        return sum(self.short.values())

    @property
    def cost(self) -> tuple[int, bool]:
        return self.needed, not self.stratum.standing

    def named(self, compare: str) -> dict[str, object]:
        values = dict.fromkeys(_STRATUM, "")
        values |= dict(zip(cell_fields(compare), self.stratum.cell, strict=True))
        values["years"] = ";".join(map(str, self.stratum.years))
        return {**values, "standing": self.stratum.standing}

    def needs(self, compare: str) -> dict[str, object]:
        cell = dict(zip(cell_fields(compare), self.stratum.cell, strict=True))
        office = f"({cell.pop('office')})" if "office" in cell else ""
        missing = []
        for group, short in self.short.items():
            # Of a series two texts of two years are one of each.
            between_years = " and " if short == self.stratum.at_most else " or "
            years = between_years.join(map(str, self.stratum.years))
            text = " ".join(filter(None, [*cell.values(), years, office]))
            if short:
                missing.append(f"{group}: {f'{short} × ' if short > 1 else ''}{text}")
        return {"needed": self.needed, "missing": ";".join(missing)}


def _contrast_rows(
    head: dict[str, object],
    groups: Groups,
    a: str,
    held: Mapping[str, _Held],
    strata: Iterable[_Stratum],
    compare: str,
    min_texts: int,
) -> Iterator[dict[str, object]]:
    others = [group for group in groups if group != a]
    texts_b = sum(len(groups[group]) for group in others)
    head |= {"texts_a": len(groups[a]), "texts_b": texts_b}
    if head["contrast"] == "matched":
        yield head | _as_it_stands(groups, a, compare)
        return
    routes = _routes({group: held[group] for group in groups}, strata, min_texts)
    for route, cheapest in routes:
        yield {
            **head,
            **route.named(compare),
            "have_a": ";".join(route.have[a]),
            "have_b": ";".join(doc_id for group in others for doc_id in route.have[group]),
            **route.needs(compare),
            "cheapest": cheapest,
        }
    if not routes:
        empty = dict.fromkeys([*_STRATUM, "have_a", "have_b", "missing"], "")
        yield head | empty | {"standing": False, "needed": None, "cheapest": False}


def _as_it_stands(groups: Groups, a: str, compare: str) -> dict[str, object]:
    """The one row of a matched contrast: nothing is missing."""
    rows = [row for texts in groups.values() for row in texts]
    found = describe(rows, compare)
    have_b = [row["doc_id"] for group in groups if group != a for row in groups[group]]
    return {
        **{name: ";".join(map(str, getattr(found, name))) for name in _STRATUM},
        "standing": False,
        "have_a": ";".join(row["doc_id"] for row in groups[a]),
        "have_b": ";".join(have_b),
        "needed": 0,
        "missing": "",
        "cheapest": True,
    }


def _routes(
    held: Mapping[str, _Held], strata: Iterable[_Stratum], min_texts: int
) -> list[tuple[_Route, bool]]:
    """Strata by what they cost these groups, and whether none costs less."""
    routes = []
    for stratum in strata:
        have = {
            group: [
                doc_id
                for year in stratum.years or (None,)
                for doc_id in texts.get((stratum.cell, year), ())
            ]
            for group, texts in held.items()
        }
        short = {group: max(0, min_texts - len(doc_ids)) for group, doc_ids in have.items()}
        route = _Route(stratum, have, short)
        offered = stratum.standing or any(have.values())
        if offered and (not route.needed or min_texts <= stratum.at_most):
            routes.append(route)
    single = {(r.stratum.cell, r.stratum.years): r.needed for r in routes}
    kept = [
        route
        for route in routes
        if len(route.stratum.years) < 2
        or all(
            route.needed < single.get((route.stratum.cell, (year,)), inf)
            for year in route.stratum.years
        )
    ]
    kept.sort(key=lambda r: (r.cost, [-year for year in reversed(r.stratum.years)], r.stratum.cell))
    return [(route, route.cost == kept[0].cost) for route in kept]


def _held(groups: Groups, compare: str) -> dict[str, _Held]:
    """The texts of each group by what they are alike in."""
    held: dict[str, _Held] = {group: defaultdict(list) for group in groups}
    for group, rows in groups.items():
        for row in rows:
            cell, year = cell_of(row, compare), year_of(row)
            if years_compared(compare):
                held[group][cell, None].append(row["doc_id"])
            elif year is not None:
                held[group][cell, year].append(row["doc_id"])
    return held


def _strata(held: Mapping[str, _Held], rows: Sequence[Row], compare: str) -> list[_Stratum]:
    """Strata of which some group has a text, and those of standing."""
    found: dict[Cell, set[int]] = {}
    for cell, year in chain.from_iterable(held.values()):
        if cell:
            found.setdefault(cell, set()).update([] if year is None else [year])
    if years_compared(compare):
        return [_Stratum(cell, (), standing=False) for cell in found]
    series = series_by_cell(rows) if compare == "city" else {}
    dates = {year for years in found.values() for year in years}
    strata = []
    for cell in found | dict.fromkeys(series):
        one = series.get(cell)
        years = set(found.get(cell, ()))
        if one:
            years |= set(one.years)
            years |= {year for year in dates if (year - one.years[0]) % one.every == 0}
        for year in sorted(years):
            strata.append(_Stratum(cell, (year,), bool(one), 1 if one else inf))
            if year + 1 in years:
                strata.append(_Stratum(cell, (year, year + 1), bool(one), 2 if one else inf))
    return strata
