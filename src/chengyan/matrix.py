"""Document-term matrices, and the long tables they are kept as."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import pandas as pd
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
    numbers: defaultdict[str, int] = defaultdict()
    # A new term has the next number.
    numbers.default_factory = numbers.__len__
    pieces = [(np.zeros(0, np.int64),) * 3]
    size = 0
    remaining = iter(lists)
    while piece := list(islice(remaining, _LISTS)):
        lengths = list(map(len, piece))
        words = map(numbers.__getitem__, chain.from_iterable(piece))
        column = np.fromiter(words, np.int64, sum(lengths))
        row = np.repeat(np.arange(len(piece)), lengths)
        # One number a cell is quicker to sort and count than a matrix to fill.
        width = max(len(numbers), 1)
        cells, counts = np.unique(row * width + column, return_counts=True)
        pieces.append((size + cells // width, cells % width, counts))
        size += len(piece)
    terms = sorted(numbers)
    rank = np.empty(len(terms), np.int64)
    rank[[numbers[term] for term in terms]] = np.arange(len(terms))
    rows, columns, counts = map(np.concatenate, zip(*pieces, strict=True))
    columns = rank[columns]
    order = np.argsort(rows * len(terms) + columns)
    begins = np.append(0, np.cumsum(np.bincount(rows, minlength=size)))
    matrix = sparse.csr_matrix(
        (counts[order], columns[order], begins), shape=(size, len(terms)), dtype=np.int64
    )
    return matrix, np.array(terms, dtype=object)


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
