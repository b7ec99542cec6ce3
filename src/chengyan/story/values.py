"""Values of groups with the ranges in which they stay: from tables, or counted from instances."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import binomtest, fisher_exact

from chengyan.story.finding import UNMATCHED, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PER = 10_000


@dataclass(frozen=True)
class Value:
    """A value of a group with the range in which it stays.

    Attributes
    ----------
    group : str
    value, low, high : float
    interval : bool
        Whether the range is a 95 % interval, not one with a unit left out.
    count, of : int, optional
        What the value is a share or rate of, and how many of these count.
    share : bool
        Whether `count` is of `of` (sentences), not in `of` (characters).
    contrast, confounds : str
    """

    group: str
    value: float
    low: float
    high: float
    interval: bool = False
    count: int | None = None
    of: int | None = None
    share: bool = True
    contrast: str = UNMATCHED
    confounds: str = ""


def values_of(
    table: pd.DataFrame,
    groups: Sequence[str],
    column: str = "value",
    count: str = "",
    of: str = "",
) -> list[Value]:
    """The values of groups, each with its interval or the range with one unit left out.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a group.
    groups : sequence of str
    column : str
    count, of : str, optional
        Columns of what the value is a share of.
    """
    named = [name for name in (column, count, of) if name]
    table = numbers(table, *named, "ci_low", "ci_high", "loo_low", "loo_high")
    by_group = {str(row["group"]): row for row in table.to_dict("records")}
    found = []
    for row in (by_group[group] for group in groups if group in by_group):
        value = float(row[column])
        if math.isnan(value):
            continue
        interval = not math.isnan(row.get("ci_low", math.nan))
        low, high = (
            float(row.get(f"{'ci' if interval else 'loo'}_{end}", value)) for end in ("low", "high")
        )
        found.append(
            Value(
                str(row["group"]),
                value,
                value if math.isnan(low) else low,
                value if math.isnan(high) else high,
                interval,
                _whole(row, count),
                _whole(row, of),
                contrast=str(row.get("contrast", UNMATCHED)),
                confounds=_text(row.get("confounds", "")),
            )
        )
    return found


def _whole(row: Mapping[object, object], name: str) -> int | None:
    value = pd.to_numeric(row[name], errors="coerce") if name else math.nan  # type: ignore[call-overload]
    return None if math.isnan(value) else int(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


class Lengths:
    """How much text each group has, by the units that are left out: texts, or its paragraphs.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        With ``echo``, which has the length of each sentence analysed, and ``parts``.
    groups : sequence of str
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> None:
        echo = numbers(tables["echo"], "han_chars")
        texts = echo.groupby("group")["doc_id"].nunique()
        self.groups = [group for group in groups if texts.get(group, 0)]
        self._several = {group: texts[group] > 1 for group in self.groups}
        sizes = echo["han_chars"].groupby([echo["group"], self.unit(echo)]).sum()
        self._chars: dict[str, dict[str, float]] = {}
        for group, unit, chars in sizes.reset_index(name="chars").to_numpy().tolist():
            self._chars.setdefault(group, {})[unit] = float(chars)
        own = tables["parts"].drop_duplicates("group").set_index("group")
        self._contrast = own["contrast"].to_dict()
        self._confounds = own["confounds"].map(_text).to_dict()

    def contrast(self, group: str) -> str:
        """Whether a group is matched with the others."""
        return str(self._contrast.get(group, UNMATCHED))

    def confounds(self, group: str) -> str:
        """In what else it differs from them."""
        return self._confounds.get(group, "")

    def unit(self, table: pd.DataFrame) -> pd.Series:
        """Which unit, of those that are left out one at a time, each row is in."""
        paragraph = table["doc_id"] + " " + table["paragraph"].astype(str)
        several = table["group"].map(self._several).fillna(value=False).astype(bool)
        return paragraph.where(~several, table["doc_id"])

    def rates(self, cases: pd.DataFrame) -> list[Value]:
        """Cases in 10,000 Han characters of each group, with one unit at a time left out.

        Parameters
        ----------
        cases : pandas.DataFrame
            A row a case: group, doc_id, paragraph.
        """
        counted = Counter(zip(cases["group"], self.unit(cases), strict=True))
        return [self._rate(group, counted) for group in self.groups]

    def _rate(self, group: str, counted: Mapping[tuple[str, str], int]) -> Value:
        chars = self._chars[group]
        here = {unit: counted.get((group, unit), 0) for unit in chars}
        total, length = sum(here.values()), int(sum(chars.values()))
        without = [
            PER * (total - n) / (length - chars[unit])
            for unit, n in here.items()
            if length > chars[unit]
        ]
        value = PER * total / max(length, 1)
        return Value(
            group,
            value,
            float(min(without, default=value)),
            float(max(without, default=value)),
            count=total,
            of=length,
            share=False,
            contrast=self.contrast(group),
            confounds=self.confounds(group),
        )


def shares_of(
    units: pd.DataFrame, hit: pd.Series, groups: Sequence[str], like: Lengths
) -> list[Value]:
    """Share of units (sentences, statements) that are hit, with one unit of text left out.

    Parameters
    ----------
    units : pandas.DataFrame
        A row a sentence: group, doc_id, paragraph.
    hit : pandas.Series
        Of the same index, whether it is one.
    groups : sequence of str
    like : Lengths
        Which knows what is left out, and what the groups differ in.
    """
    told = units.assign(hit=hit.astype(int), place=like.unit(units))
    found = []
    for group in groups:
        own = told[told["group"] == group].groupby("place")["hit"].agg(["sum", "size"])
        total, of = int(own["sum"].sum()), int(own["size"].sum())
        if not of:
            continue
        left = (total - own["sum"]) / (of - own["size"]).where(of > own["size"])
        value = total / of
        found.append(
            Value(
                group,
                value,
                float(min(left.min(), value)) if left.notna().any() else value,
                float(max(left.max(), value)) if left.notna().any() else value,
                count=total,
                of=of,
                contrast=like.contrast(group),
                confounds=like.confounds(group),
            )
        )
    return found


def chance(more: Sequence[Value], less: Sequence[Value]) -> float | None:
    """How often equal rates would give counts so far apart, each side taken together.

    Notes
    -----
    Fisher's exact test for shares of sentences, a binomial test for counts in so many characters;
    None where values are no counts.
    """
    every = [*more, *less]
    if any(value.count is None or value.of is None for value in every):
        return None
    a, b = (sum(value.count or 0 for value in side) for side in (more, less))
    n, m = (sum(value.of or 0 for value in side) for side in (more, less))
    if a + b == 0 or min(n, m) == 0:
        return 1.0
    if every[0].share:
        return float(fisher_exact(np.array([[a, n - a], [b, m - b]])).pvalue)
    return float(binomtest(a, a + b, n / (n + m)).pvalue)
