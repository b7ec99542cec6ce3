"""Counts of a shard: its document-term matrix in rows, and what adds up over shards."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from chengyan.han import has_letter
from chengyan.shards.cut import Cut, of_dictionary
from chengyan.units import opened_paragraph, units_of_sentences

Array = NDArray[Any]

# A row of the matrix: a paragraph, or what a unit of the topic models has of one.
ROWS = pa.schema(
    [
        ("doc_id", pa.dictionary(pa.int32(), pa.string())),
        ("group", pa.dictionary(pa.int32(), pa.string())),
        ("paragraph", pa.int32()),
        ("unit", pa.int32()),
        ("terms", pa.list_(pa.int32())),
        ("counts", pa.list_(pa.int32())),
    ]
)
# What is added up of a term in a group: `chengyan.intervals.unit_sums` needs no more of its texts.
SUMS = ("count", "by_size", "squared", "per_size", "texts", "paragraphs")
# Rows of sums that are held before those of the same term and group are added up.
HELD = 2_000_000


@dataclass(frozen=True)
class _Rows:
    """Counts of a batch, a row a paragraph or a unit's part of one; none is empty."""

    counts: sparse.csr_matrix
    document: Array
    paragraph: Array
    unit: Array


class ShardCounter:
    """Counts the terms of a shard, batch by batch.

    Parameters
    ----------
    kinds, stopwords : collection of str
        As in `chengyan.counting.countable`.
    shortest, longest : int
        As in `chengyan.units.even_units`.
    """

    def __init__(
        self, kinds: Collection[str], stopwords: Collection[str], *, shortest: int, longest: int
    ) -> None:
        self._kinds, self._stopwords = list(kinds), set(stopwords)
        self._lengths = {"shortest": shortest, "longest": longest}
        self._ids: dict[str, int] = {}
        self._groups: dict[str, int] = {}
        self._sums: list[pd.DataFrame] = []
        self._of_groups: list[pd.DataFrame] = []

    def add(self, cut: Cut) -> pa.Table:
        """Count a batch.

        Returns
        -------
        pyarrow.Table
            Of the schema `ROWS`: a row a paragraph that holds a term, or a unit's part of one; unit
            counts from 0 through the document. Terms are numbers, whose names `vocabulary` has;
            those of a batch may be new.
        """
        rows = self._rows(cut)
        documents = cut.documents
        group = np.array([self._group(name) for name in documents["group"]], np.int32)
        self._add_up(rows, group)
        lists = {
            name: pa.ListArray.from_arrays(
                pa.array(rows.counts.indptr.astype(np.int32)), pa.array(values.astype(np.int32))
            )
            for name, values in (("terms", rows.counts.indices), ("counts", rows.counts.data))
        }
        columns = {
            "doc_id": _dictionary(rows.document, documents["doc_id"]),
            "group": _dictionary(group[rows.document], self._groups),
            "paragraph": pa.array(rows.paragraph.astype(np.int32)),
            "unit": pa.array(rows.unit.astype(np.int32)),
        }
        return pa.table(columns | lists, schema=ROWS)

    def vocabulary(self) -> pa.Table:
        """The terms by code point, and the number that each has in the rows: term, id."""
        terms = sorted(self._ids)
        ids = pa.array([self._ids[term] for term in terms], pa.int32())
        return pa.table({"term": pa.array(terms, pa.string()), "id": ids})

    def sums(self) -> pa.Table:
        """What adds up of each term in each group, by term, then group.

        Returns
        -------
        pyarrow.Table
            term, group; of its texts, each with n counted tokens and x times the term, the sums of
            x (count), x n (by_size), x² (squared) and x²/n (per_size); texts and paragraphs that
            hold it.
        """
        sums = self._summed()
        terms, groups = (np.array(list(names), object) for names in (self._ids, self._groups))
        ranks = [
            np.argsort(np.argsort(names)) if len(names) else names for names in (terms, groups)
        ]
        sums = sums.iloc[np.lexsort((ranks[1][sums["group"]], ranks[0][sums["term"]]))]
        named = {
            "term": _dictionary(sums["term"].to_numpy(), terms).cast(pa.string()),
            "group": _dictionary(sums["group"].to_numpy(), groups).cast(pa.string()),
        }
        return pa.table(named | {name: pa.array(sums[name].to_numpy()) for name in SUMS})

    def groups(self) -> pd.DataFrame:
        """Of each group, by code point: texts, tokens, squares and paragraphs; the least of a text.

        Returns
        -------
        pandas.DataFrame
            group; texts (with counted tokens), tokens, squares (sum of the squared tokens of a
            text), paragraphs, least_paragraphs (of a text).
        """
        return add_up_groups(self._of_groups)

    def _group(self, name: str) -> int:
        return self._groups.setdefault(name, len(self._groups))

    def _rows(self, cut: Cut) -> _Rows:
        analysed = np.flatnonzero(cut.of_kinds(self._kinds))
        document = cut.owner[analysed]
        sentences = pd.DataFrame(
            {
                "doc_id": document,
                "paragraph": [cut.sentences[i].paragraph for i in analysed],
                "kind": [cut.sentences[i].kind for i in analysed],
            }
        )
        paragraph = opened_paragraph(sentences).to_numpy()
        of_sentence = np.full(len(cut.sentences), -1)
        of_sentence[analysed] = np.arange(len(analysed))
        at = of_sentence[cut.sentence]
        kept = (at >= 0) & of_dictionary(cut.tokens, self._counts)
        lengths = np.bincount(at[kept], minlength=len(analysed))
        unit = units_of_sentences(document, paragraph, lengths, **self._lengths)
        new = np.ones(len(analysed), bool)
        new[1:] = np.any(np.diff([document, paragraph, unit], axis=1), axis=0)
        row = np.cumsum(new) - 1

        column = cut.tokens["token"].combine_chunks()
        found = column.indices.to_numpy()[kept]
        used = np.flatnonzero(np.bincount(found, minlength=len(column.dictionary)))
        names = column.dictionary.take(pa.array(used)).to_pylist()
        numbers = np.zeros(len(column.dictionary), np.int64)
        numbers[used] = [self._ids.setdefault(name, len(self._ids)) for name in names]
        counts = sparse.coo_matrix(
            (np.ones(len(found), np.int64), (row[at[kept]], numbers[found])),
            shape=(int(new.sum()), len(self._ids)),
        ).tocsr()
        filled = np.flatnonzero(np.diff(counts.indptr))
        first = np.flatnonzero(new)[filled]
        begins = unit[np.searchsorted(document, document)]
        return _Rows(
            sparse.csr_matrix(counts[filled]),
            document[first],
            paragraph[first],
            (unit - begins)[first],
        )

    def _counts(self, token: str) -> bool:
        return has_letter(token) and token not in self._stopwords

    def _add_up(self, rows: _Rows, group: Array) -> None:
        """Add a batch to the sums of terms and groups."""
        counts = rows.counts
        opened = np.ones(len(rows.document), bool)
        opened[1:] = np.any(np.diff([rows.document, rows.paragraph], axis=1), axis=0)
        paragraphs = _joined(np.cumsum(opened) - 1, counts).tocoo()
        of_paragraph = group[rows.document[opened]]
        texts = _joined(rows.document, counts, len(group)).tocoo()
        size = np.asarray(texts.sum(axis=1)).ravel()
        x, n = texts.data, size[texts.row]
        key = group[texts.row].astype(np.int64) * len(self._ids) + texts.col
        keys, place = np.unique(key, return_inverse=True)
        held = np.searchsorted(keys, of_paragraph[paragraphs.row] * len(self._ids) + paragraphs.col)
        sums = {
            name: np.bincount(place, weights=values, minlength=len(keys)).astype(kind)
            for name, values, kind in (
                ("count", x, np.int64),
                ("by_size", x * n, np.int64),
                ("squared", x * x, np.int64),
                ("per_size", x * x / n, np.float64),
                ("texts", np.ones_like(x), np.int64),
            )
        }
        sums["paragraphs"] = np.bincount(held, minlength=len(keys))
        ids = {"group": keys // len(self._ids), "term": keys % len(self._ids)} if len(keys) else {}
        self._sums.append(pd.DataFrame(ids | sums))
        if sum(map(len, self._sums)) > HELD:
            self._sums = [self._summed()]

        names = np.array(list(self._groups), object)
        filled = size > 0
        own = np.bincount(rows.document[opened], minlength=len(group))[filled]
        table = pd.DataFrame({"group": names[group[filled]], "tokens": size[filled]})
        table = table.assign(texts=1, squares=table["tokens"] ** 2, paragraphs=own)
        self._of_groups.append(add_up_groups([table.assign(least_paragraphs=own)]))

    def _summed(self) -> pd.DataFrame:
        if not self._sums:
            return pd.DataFrame(columns=["group", "term", *SUMS], dtype=np.int64)
        sums = pd.concat(self._sums, ignore_index=True)
        return sums.groupby(["group", "term"], sort=False, as_index=False).sum()


def add_up_groups(tables: Collection[pd.DataFrame]) -> pd.DataFrame:
    """Facts of groups of several batches or shards, as of `ShardCounter.groups`."""
    of_groups = pd.concat(tables, ignore_index=True).groupby("group", sort=True)
    summed = of_groups[["texts", "tokens", "squares", "paragraphs"]].sum()
    return summed.assign(least_paragraphs=of_groups["least_paragraphs"].min()).reset_index()


def _joined(place: Array, counts: sparse.csr_matrix, number: int | None = None) -> Any:
    """Rows of the same place put together."""
    size = (int(place.max()) + 1 if len(place) else 0) if number is None else number
    ones = (np.ones(len(place), np.int64), (place, np.arange(len(place))))
    return sparse.csr_matrix(ones, shape=(size, len(place))) @ counts


def _dictionary(codes: Array, names: Any) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(
        pa.array(np.asarray(codes, np.int32)), pa.array(list(names), pa.string())
    )
