"""Rows of the document-term matrix, read shard by shard with the columns that are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.tables import parquet_file

Array = NDArray[Any]


@dataclass(frozen=True)
class Rows:
    """Counts of some paragraphs or units, of whole texts.

    Attributes
    ----------
    doc_id, group, paragraph, unit : numpy.ndarray
    size : numpy.ndarray
        All counted tokens, whether their columns are here or not.
    counts : scipy.sparse.csr_matrix, rows × terms
    """

    doc_id: Array
    group: Array
    paragraph: Array
    unit: Array
    size: Array
    counts: sparse.csr_matrix

    def joined_by(self, name: str) -> "Rows":
        """Neighbours of the same text and the same paragraph or unit put together."""
        values = getattr(self, name)
        new = np.ones(len(values), bool)
        new[1:] = (self.doc_id[1:] != self.doc_id[:-1]) | (values[1:] != values[:-1])
        place = np.cumsum(new) - 1
        members = sparse.csr_matrix(
            (np.ones(len(place), np.int64), (place, np.arange(len(place)))),
            shape=(int(new.sum()), len(place)),
        )
        return Rows(
            self.doc_id[new],
            self.group[new],
            self.paragraph[new],
            self.unit[new],
            members @ self.size,
            sparse.csr_matrix(members @ self.counts),
        )


def read_rows(
    counts: str | Path, vocabulary: str | Path, terms: Sequence[str] | Array
) -> Iterator[Rows]:
    """The rows of a shard, batch by batch, whole texts at a time.

    Parameters
    ----------
    counts, vocabulary : path
        As `chengyan.shards.process.count_shard` writes them.
    terms : sequence of str
        The columns of the counts.
    """
    with parquet_file(vocabulary) as file:
        known = file.read(use_threads=False)
    place = pd.Index(terms)
    column = np.full(known.num_rows, -1)
    column[known["id"].to_numpy()] = place.get_indexer(known["term"].to_pylist())
    with parquet_file(counts) as file:
        for number in range(file.num_row_groups):
            yield _rows(file.read_row_group(number, use_threads=False), column, len(place))


def _rows(table: Any, column: Array, width: int) -> Rows:
    terms, counts = (table[name].combine_chunks() for name in ("terms", "counts"))
    ends = terms.offsets.to_numpy()
    number = counts.flatten().to_numpy()
    row = np.repeat(np.arange(len(terms)), np.diff(ends))
    at = column[terms.flatten().to_numpy()]
    kept = at >= 0
    return Rows(
        table["doc_id"].to_pandas().to_numpy(object),
        table["group"].to_pandas().to_numpy(object),
        table["paragraph"].to_numpy(),
        table["unit"].to_numpy(),
        np.bincount(row, number, len(terms)).astype(np.int64),
        sparse.csr_matrix((number[kept], (row[kept], at[kept])), shape=(len(terms), width)),
    )
