"""Counts of a shard: its document-term matrix in rows, and what adds up over shards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from chengyan.han import has_letter
from chengyan.shards.arrays import Array, coded, ranked, sums_between
from chengyan.shards.cut import Cut
from chengyan.units import differs, opened_by, units_of_sentences

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
    """Counts of a batch, row by row: a paragraph or a unit's part of one; none is empty.

    Attributes
    ----------
    begins : numpy.ndarray
        Where the entries of each row begin, and where the last ends.
    terms, counts : numpy.ndarray
        Of each entry.
    document, paragraph, unit : numpy.ndarray
        Of each row.
    """

    begins: Array
    terms: Array
    counts: Array
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
        self._sums: list[dict[str, Array]] = []
        self._texts: list[pd.DataFrame] = []

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
            name: pa.ListArray.from_arrays(pa.array(rows.begins), pa.array(values))
            for name, values in (("terms", rows.terms), ("counts", rows.counts))
        }
        columns = {
            "doc_id": coded(rows.document, documents["doc_id"].tolist()),
            "group": coded(group[rows.document], list(self._groups)),
            "paragraph": pa.array(rows.paragraph.astype(np.int32)),
            "unit": pa.array(rows.unit.astype(np.int32)),
        }
        return pa.table(columns | lists, schema=ROWS)

    def vocabulary(self) -> pa.Table:
        """The terms by code point, and the number that each has in the rows: term, id."""
        terms, ranks = ranked(list(self._ids))
        return pa.table({"term": terms, "id": pa.array(np.argsort(ranks), pa.int32())})

    def sums(self, vocabulary: pa.Table) -> pa.Table:
        """What adds up of each term in each group, by term, then group.

        Parameters
        ----------
        vocabulary : pyarrow.Table
            As of `vocabulary`.

        Returns
        -------
        pyarrow.Table
            term, group; of its texts, each with n counted tokens and x times the term, the sums of
            x (count), x n (by_size), x² (squared) and x²/n (per_size); texts and paragraphs that
            hold it.
        """
        of_term = np.argsort(vocabulary["id"].to_numpy())
        groups, of_group = ranked(list(self._groups))
        sums = _added_up(
            [
                each | {"term": of_term[each["term"]], "group": of_group[each["group"]]}
                for each in self._sums
            ],
            len(groups),
        )
        named = {
            "term": coded(sums["term"], vocabulary["term"].combine_chunks()),
            "group": coded(sums["group"], groups),
        }
        return pa.table(named | {name: pa.array(sums[name]) for name in SUMS})

    def groups(self) -> pd.DataFrame:
        """Of each group, by code point: texts, tokens, squares and paragraphs; the least of a text.

        Returns
        -------
        pandas.DataFrame
            group; texts (with counted tokens), tokens, squares (sum of the squared tokens of a
            text), paragraphs, least_paragraphs (of a text).
        """
        texts = pd.concat(self._texts)
        names = np.array(list(self._groups), object)
        texts = texts.assign(
            group=names[texts["group"]],
            texts=1,
            squares=texts["tokens"] ** 2,
            least_paragraphs=texts["paragraphs"],
        )
        return add_up_groups([texts])

    def _group(self, name: str) -> int:
        return self._groups.setdefault(name, len(self._groups))

    def _rows(self, cut: Cut) -> _Rows:
        analysed = np.flatnonzero(cut.of_kinds(self._kinds))
        document = cut.owner[analysed]
        paragraph = opened_by(
            document,
            np.array([sentence.paragraph for sentence in cut.sentences], np.int64)[analysed],
            cut.of_kinds(["heading"])[analysed],
        )
        of_sentence = np.full(len(cut.sentences), -1)
        of_sentence[analysed] = np.arange(len(analysed))
        at = of_sentence[cut.sentence]
        inside = np.flatnonzero(at >= 0)
        column = cut.tokens["token"].combine_chunks()
        number = self._numbers(column.indices.to_numpy()[inside], column.dictionary)
        kept = np.flatnonzero(number >= 0)
        at, number = at[inside[kept]], number[kept]
        lengths = np.bincount(at, minlength=len(analysed))
        unit = units_of_sentences(document, paragraph, lengths, **self._lengths)
        new = differs(document, paragraph, unit)
        row = np.cumsum(new) - 1

        width = max(len(self._ids), 1)
        cells, counts = np.unique(row[at] * width + number, return_counts=True)
        row, terms = np.divmod(cells, width)
        begins = np.flatnonzero(differs(row))
        first = np.flatnonzero(new)[row[begins]]
        unit -= unit[np.searchsorted(document, document)]
        return _Rows(
            np.append(begins, len(cells)).astype(np.int32),
            terms.astype(np.int32),
            counts.astype(np.int32),
            document[first],
            paragraph[first],
            unit[first],
        )

    def _numbers(self, codes: Array, types: pa.StringArray) -> Array:
        """The number of each token that counts, else -1."""
        used = np.flatnonzero(np.bincount(codes, minlength=len(types)))
        numbers = np.empty(len(types), np.int64)
        numbers[used] = [
            self._ids.setdefault(token, len(self._ids))
            if has_letter(token) and token not in self._stopwords
            else -1
            for token in types.take(pa.array(used)).to_pylist()
        ]
        return numbers[codes]

    def _add_up(self, rows: _Rows, group: Array) -> None:
        """Add a batch to the sums of terms and groups."""
        lengths = np.diff(rows.begins)
        tokens = np.bincount(np.repeat(rows.document, lengths), rows.counts, len(group))
        tokens = tokens.astype(np.int64)
        # Of a term, what one group, text or paragraph has stands together.
        place = np.empty(len(lengths), np.int64)
        place[np.argsort(group[rows.document], kind="stable")] = np.arange(len(lengths))
        order = np.argsort(rows.terms * np.int64(len(lengths)) + np.repeat(place, lengths))
        row = np.repeat(np.arange(len(lengths)), lengths)[order]
        term, document = rows.terms[order], rows.document[row]
        of_text, of_pair = differs(term, document), differs(term, group[document])
        of_paragraph = differs(term, document, rows.paragraph[row])
        text, pair = np.flatnonzero(of_text), np.flatnonzero(of_pair)

        x, n = sums_between(rows.counts[order], text), tokens[document[text]]
        begins = np.flatnonzero(of_pair[text])
        sums = {
            "term": term[pair],
            "group": group[document[pair]],
            "count": sums_between(x, begins),
            "by_size": sums_between(x * n, begins),
            "squared": sums_between(x * x, begins),
            "per_size": sums_between(x * x / n, begins),
            "texts": np.diff(begins, append=len(text)),
            "paragraphs": sums_between(of_paragraph, pair),
        }
        self._sums.append(sums)
        if sum(len(each["term"]) for each in self._sums) > HELD:
            self._sums = [_added_up(self._sums, len(self._groups))]

        opened = differs(rows.document, rows.paragraph)
        paragraphs = np.bincount(rows.document[opened], minlength=len(group))
        texts = pd.DataFrame({"group": group, "tokens": tokens, "paragraphs": paragraphs})
        self._texts.append(texts[tokens > 0])


def add_up_groups(tables: Collection[pd.DataFrame]) -> pd.DataFrame:
    """Facts of groups of several batches or shards, as of `ShardCounter.groups`."""
    of_groups = pd.concat(tables, ignore_index=True).groupby("group", sort=True)
    summed = of_groups[["texts", "tokens", "squares", "paragraphs"]].sum()
    return summed.assign(least_paragraphs=of_groups["least_paragraphs"].min()).reset_index()


def _added_up(batches: Sequence[dict[str, Array]], groups: int) -> dict[str, Array]:
    """Sums of batches added up, sorted by the numbers of terms, then of so many groups."""
    pairs = [each["term"] * np.int64(groups) + each["group"] for each in batches]
    batch = np.repeat(np.arange(len(batches)), list(map(len, pairs)))
    pair = np.concatenate(pairs)
    order = np.argsort(pair * len(batches) + batch)
    pair = pair[order]
    begins = np.flatnonzero(differs(pair))
    term, group = np.divmod(pair[begins], groups)
    sums = {"term": term, "group": group}
    for name in SUMS:
        sums[name] = sums_between(np.concatenate([each[name] for each in batches])[order], begins)
    return sums
