"""Which promised numbers are drawn, and what is written beside their marks."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from chengyan.language import _
from chengyan.plots.style import NAMED, plain, records
from chengyan.plots.wording import clauses, joined

PLEDGED = "pledged"
# Labels that one page holds; of more, some from all over the text are shown.
LABELS = 40


@dataclass(frozen=True)
class Promise:
    """A promised number.

    Attributes
    ----------
    group, label : str
    year : int or None
        By which it is due.
    told : str
        What tells the year: ``sentence``, ``heading``, or nothing.
    """

    group: str
    label: str
    year: int | None
    told: str


def promises_of(table: pd.DataFrame) -> list[Promise]:
    """The promises to be drawn: each number of a thing once in a group and year, ranges as one."""
    low = ""
    promises = []
    for row in records(table[table["kind"] == PLEDGED]):
        if row.bound == "low":
            low = f"{row.expression}–"
        if not row.distinct:
            continue
        change = "" if row.measure == "level" else plain(row.modifier).split(";")[0]
        number = f"{low if row.bound == 'high' else ''}{row.expression}"
        label = f"{plain(row.object)} {change}{number}".strip()
        year = None if pd.isna(row.horizon_year) else int(row.horizon_year)
        promises.append(Promise(row.group, label, year, "" if year is None else row.horizon_from))
    return promises


def thinned(promises: Sequence[Promise], groups: Sequence[str]) -> list[Promise]:
    """At most so many promises as there is room for, shared out among the groups."""
    waiting = {
        group: _by_weight([promise for promise in promises if promise.group == group])
        for group in groups
    }
    kept: set[int] = set()
    for turn in range(LABELS):
        for group in groups:
            if turn < len(waiting[group]) and len(kept) < LABELS:
                kept.add(id(waiting[group][turn]))
    return [promise for promise in promises if id(promise) in kept]


def title_of(promises: Sequence[Promise], groups: Sequence[str]) -> str:
    """Say how many of the promised numbers have a date, and in which year most are due."""
    if not promises:
        return _("No text promises anything in numbers")
    total = len(promises)
    dated = [promise.year for promise in promises if promise.year is not None]
    if 2 * len(dated) < total:
        lead = _(
            "{number:,} of {total:,} promised numbers have no date",
            number=total - len(dated),
            total=total,
        )
    elif len(set(dated)) > 1:
        most = max(sorted(set(dated)), key=dated.count)
        lead = _(
            "{number:,} of {total:,} promised numbers have a date, most often {year} ({times:,})",
            number=len(dated),
            total=total,
            year=most,
            times=dated.count(most),
        )
    else:
        lead = _(
            "{number:,} of {total:,} promised numbers have a date, all of them {year}",
            number=len(dated),
            total=total,
            year=dated[0],
        )
    if not 1 < len(groups) <= NAMED:
        return lead
    numbers = []
    for group in groups:
        own = [promise for promise in promises if promise.group == group]
        of = sum(promise.year is not None for promise in own)
        numbers.append(_("{number} of {of} in {group}", number=of, of=len(own), group=group))
    return _("{lead}; dated are {numbers}", lead=lead, numbers=joined(numbers))


def guide_of(promises: Sequence[Promise]) -> str:
    """How full a mark is, as far as it occurs."""
    told = {promise.told for promise in promises}
    parts = {
        "sentence": _("full: the sentence names the year"),
        "heading": _("half: only the heading above it does"),
        "": _("hollow: no date"),
    }
    said = clauses(part for name, part in parts.items() if name in told)
    return _("{sentence}.", sentence=f"{said[:1].upper()}{said[1:]}") if said else ""


def _by_weight(promises: list[Promise]) -> list[Promise]:
    """Dated ones first, but after every three one without a date, so that none are hidden by it.

    Of equally dated ones the first lie far apart in the text.
    """
    tiers = {
        told: [promise for promise in promises if promise.told == told]
        for told in ("sentence", "heading", "")
    }
    spread = {told: [own[i] for i in _spread(len(own))] for told, own in tiers.items()}
    dated, undated = spread["sentence"] + spread["heading"], spread[""]
    ranked: list[Promise] = []
    for i in range(0, len(dated), 3):
        ranked += [*dated[i : i + 3], *undated[i // 3 : i // 3 + 1]]
    return ranked + undated[-(-len(dated) // 3) :]


def _spread(number: int) -> list[int]:
    """All indices, halving the gaps: the first ones lie far apart (0, 4, 2, 6, 1, 3 …)."""
    order: list[int] = []
    step = 1
    while step < max(number, 1):
        step *= 2
    while step:
        order += [i for i in range(0, number, step) if i not in set(order)]
        step //= 2
    return order
