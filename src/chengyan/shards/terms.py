"""The terms of all shards: which are compared, and what is known of them in each group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.intervals.unit_sums import UnitSums, of_moments
from chengyan.shards.counts import SUMS
from chengyan.tables import read_pieces

Array = NDArray[Any]
# Rows of the merged sums that are in memory at a time.
BATCH = 100_000
# What the terms that are not compared are together, so that tokens stay the sum of counts.
REST = ""


@dataclass(frozen=True)
class GroupTerms:
    """Sums of the most frequent terms in each group, and of all others together.

    Attributes
    ----------
    terms : numpy.ndarray of str
        By code point; the first is `REST`.
    groups : pandas.DataFrame
        As `chengyan.shards.counts.ShardCounter.groups`.
    sums : dict of str to numpy.ndarray, shape (groups, terms)
        By the names of `chengyan.shards.counts.SUMS`; of `REST` the count alone is known.
    """

    terms: Array
    groups: pd.DataFrame
    sums: dict[str, Array]

    @property
    def order(self) -> list[str]:
        """The groups."""
        return self.groups["group"].tolist()

    @cached_property
    def unit_sums(self) -> UnitSums:
        """What intervals over texts need to know."""
        of_groups = self.groups.rename(columns={"texts": "units"})
        return of_moments(
            **{name: self.sums[name].astype(float) for name in SUMS[:4]},
            **{name: of_groups[name].to_numpy(float) for name in ("tokens", "squares")},
            units=of_groups["units"].to_numpy(),
        )

    def counts(self) -> pd.DataFrame:
        """Columns group, term, count, as `chengyan.keyness.keyness` takes them."""
        group, term = np.nonzero(self.sums["count"])
        return pd.DataFrame(
            {
                "group": self.groups["group"].to_numpy(object)[group],
                "term": self.terms[term],
                "count": self.sums["count"][group, term],
            }
        )


def frequent_terms(
    path: str | Path, number: int, dropped: Callable[[str], bool] = lambda _: False
) -> list[str]:
    """The most frequent terms of the merged sums, by code point.

    Parameters
    ----------
    path : path
        As `chengyan.shards.merge.merge_sums` writes it.
    number : int
        Of terms as frequent as one another the first by code point are taken.
    dropped : callable
        Terms for which it holds are left out.
    """
    held = pd.Series(dtype=np.int64)
    for table in read_pieces(path, BATCH, ["term", "count"]):
        counted = table.to_pandas().groupby("term", sort=False)["count"].sum()
        # A term may go on in the next batch: those held are added to.
        held = held.add(counted, fill_value=0).astype(np.int64)
        held = _most_frequent(held, 4 * number + BATCH)
    kept = held[[not dropped(term) for term in held.index]]
    return sorted(_most_frequent(kept, number).index)


def group_terms(
    path: str | Path, groups: pd.DataFrame, terms: Sequence[str], order: Sequence[str] = ()
) -> GroupTerms:
    """What is known of some terms in each group.

    Parameters
    ----------
    path : path
        The merged sums.
    groups : pandas.DataFrame
        Facts of the groups, as of `chengyan.shards.counts.add_up_groups`.
    terms : sequence of str
        As of `frequent_terms`.
    order : sequence of str
        The groups in the order wanted; by default that of code points.

    Raises
    ------
    DesignError
        If `order` does not name every group once, or there are fewer than two groups.
    """
    groups = _in_order(groups, order)
    place = {group: i for i, group in enumerate(groups["group"])}
    names = np.array([REST, *terms], object)
    value_set = pa.array(names[1:], pa.string())
    sums = {
        name: np.zeros((len(place), len(names)), float if name == "per_size" else np.int64)
        for name in SUMS
    }
    for table in read_pieces(path, BATCH, ["term", "group", *SUMS]):
        column = pc.index_in(table["term"], value_set=value_set)
        known = table.filter(column.is_valid())
        at = (
            np.array([place[group] for group in known["group"].to_pylist()], int),
            column.drop_null().to_numpy() + 1,
        )
        for name, values in sums.items():
            np.add.at(values, at, known[name].to_numpy())
    sums["count"][:, 0] = groups["tokens"].to_numpy() - sums["count"].sum(axis=1)
    return GroupTerms(names, groups, sums)


def _in_order(groups: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    found = groups["group"].tolist()
    if len(found) < 2:
        raise DesignError(
            "config key `compare`",
            f"there is one group only ({', '.join(found)}), and nothing to compare it with",
            "Add texts of another group, or compare another column",
        )
    if order and sorted(order) != sorted(found):
        raise DesignError(
            "config key `order`",
            f"it names {', '.join(order)}; the texts are of {', '.join(found)}",
            "Name every group once, or leave it empty",
        )
    return groups.set_index("group").loc[list(order) or sorted(found)].reset_index()


def _most_frequent(counts: pd.Series, number: int) -> pd.Series:
    if len(counts) <= number:
        return counts
    ordered = counts.sort_index().sort_values(ascending=False, kind="stable")
    return ordered.iloc[:number]
