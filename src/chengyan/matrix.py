"""Document-term matrices, and the long tables they are kept as."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

# Lists that are counted at a time.
_LISTS = 2_000


@dataclass(frozen=True)
class TermMatrix:
    """Counts of terms in units, with what names the rows and columns.

    Attributes
    ----------
    counts : scipy.sparse.csr_matrix of int64, units × terms
    units : pandas.DataFrame
        A row a unit: unit, doc_id, group, paragraph.
    terms : numpy.ndarray of str
        Sorted by code point.
    """

    counts: sparse.csr_matrix
    units: pd.DataFrame
    terms: np.ndarray

    def without(self, dropped: Callable[[str], bool]) -> "TermMatrix":
        """The same units without the terms for which `dropped` holds."""
        kept = np.array([not dropped(term) for term in self.terms], dtype=bool)
        return TermMatrix(sparse.csr_matrix(self.counts[:, kept]), self.units, self.terms[kept])

    def by_text(self) -> "TermMatrix":
        """The same counts with texts as units, in their order; `paragraph` is the first one's."""
        return self.joined(self.units["doc_id"])

    def joined(self, labels: pd.Series) -> "TermMatrix":
        """Units of the same label put together, in the order of first appearance."""
        place, names = pd.factorize(labels)
        members = sparse.csr_matrix(
            (np.ones(len(place), np.int64), (place, range(len(place)))),
            shape=(len(names), len(place)),
        )
        units = self.units.iloc[np.unique(place, return_index=True)[1]].reset_index(drop=True)
        summed = sparse.csr_matrix(members @ self.counts)
        return TermMatrix(summed, units.assign(unit=range(len(names))), self.terms)

    def by_group(self) -> pd.DataFrame:
        """Long table group, term, count of all pairs that occur."""
        groups = self.units["group"].to_numpy()
        names = list(dict.fromkeys(groups))
        membership = sparse.csr_matrix(
            (np.ones(len(groups), np.int64), ([names.index(g) for g in groups], range(len(groups))))
        )
        summed = (membership @ self.counts).tocoo()
        return pd.DataFrame(
            {
                "group": np.asarray(names, dtype=object)[summed.row],
                "term": self.terms[summed.col],
                "count": summed.data,
            }
        )


def counted_lists(lists: Iterable[Sequence[str]]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """How often each term stands in each list.

    Parameters
    ----------
    lists : iterable of sequences of str

    Returns
    -------
    counts : scipy.sparse.csr_matrix of int64, lists × terms
        Columns of a row in order, no entry 0.
    terms : numpy.ndarray of str
        Sorted by code point.
    """
    numbers: dict[str, int] = {}
    pieces: list[Any] = []
    remaining = iter(lists)
    while piece := list(islice(remaining, _LISTS)):
        words = pa.array(list(chain.from_iterable(piece)), pa.string()).dictionary_encode()
        found = words.dictionary.to_pylist()
        known = np.array([numbers.setdefault(word, len(numbers)) for word in found], np.int32)
        columns = known[words.indices.to_numpy()]
        rows = np.repeat(np.arange(len(piece), dtype=np.int32), list(map(len, piece)))
        entries = (np.ones(len(rows), np.int64), (rows, columns))
        pieces.append(sparse.coo_matrix(entries, shape=(len(piece), len(numbers))).tocsr())
    terms = sorted(numbers)
    order = np.empty(len(terms), np.int32)
    order[[numbers[term] for term in terms]] = np.arange(len(terms))
    for each in pieces:
        each.resize(each.shape[0], len(terms))
        each.indices = order[each.indices]
        each.has_sorted_indices = False
        each.sort_indices()
    empty: Any = sparse.csr_matrix((0, len(terms)), dtype=np.int64)
    counts = sparse.csr_matrix(sparse.vstack([empty, *pieces], dtype=np.int64))
    return counts, np.array(terms, dtype=object)


def to_table(matrix: TermMatrix) -> pd.DataFrame:
    """The matrix as a long table: unit, doc_id, group, paragraph, term, count."""
    triplets = matrix.counts.tocoo()
    table = matrix.units.iloc[triplets.row].reset_index(drop=True)
    return table.assign(term=matrix.terms[triplets.col], count=triplets.data)


def from_table(table: pd.DataFrame) -> TermMatrix:
    """The matrix that a long table of `to_table` holds."""
    units = (
        table[["unit", "doc_id", "group", "paragraph"]].drop_duplicates("unit").sort_values("unit")
    )
    terms, columns = np.unique(table["term"].to_numpy(dtype=object), return_inverse=True)
    counts = sparse.csr_matrix(
        (table["count"].to_numpy(np.int64), (table["unit"].to_numpy(), columns)),
        shape=(len(units), len(terms)),
    )
    return TermMatrix(counts, units.reset_index(drop=True), terms)
