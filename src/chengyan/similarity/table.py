"""How alike the groups' texts are, at equal size, against pairs of texts of the same genre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.contrast import Document, between
from chengyan.lexicon import occasion_test
from chengyan.matrix import TermMatrix
from chengyan.similarity.alike import Measure, burrows_delta, cosine, frequent_words, jsd
from chengyan.similarity.null import FEWEST, Circumstances, circumstances_of, held_against, null_of
from chengyan.similarity.sampled import Compared, compare_samples
from chengyan.similarity.samples import Source, sample_size, sources_of, unit_to_leave_out
from chengyan.tfidf import smooth_idf

Array = NDArray[Any]

COLUMNS = [
    *("group_a", "group_b", "measure", "value", "ci_low", "ci_high"),
    *("loo_low", "loo_high", "left_out", "null_low", "null_median", "null_high"),
    *("null_pairs", "null_of", "percentile", "sample_tokens", "contrast", "confounds"),
]
# ASSUME from so many texts on, the spread of a word's frequency over texts can be told.
DELTA_TEXTS = 20


@dataclass(frozen=True)
class Counts:
    """Counts by paragraph of the groups' texts, or of the reference corpus.

    Attributes
    ----------
    documents : sequence of mappings
        Rows of the manifest with `doc_id` and `group`: what is compared, or whose texts those of
        the reference are (its cities). In the order of the groups.
    terms : TermMatrix
        Without stop words.
    words : TermMatrix, optional
        Of all words, for Burrows's Delta.
    """

    documents: Sequence[Document]
    terms: TermMatrix
    words: TermMatrix | None = None

    def by_group(self) -> dict[str, list[Document]]:
        """The rows of each group."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(document["group"], []).append(document)
        return found

    def circumstances(self) -> list[Circumstances]:
        """Genres and years of each group."""
        return [circumstances_of(group, rows) for group, rows in self.by_group().items()]


@dataclass(frozen=True)
class _Kind:
    """Counts of one kind of corpus and reference, on the same columns."""

    matrices: list[TermMatrix]
    sources: list[list[Source]]
    size: int


@dataclass(frozen=True)
class _Made:
    """A measure of all pairs, of samples of so many tokens, and what was left out of each group."""

    measure: Measure
    compared: Compared
    size: int
    left_out: list[str]


def similarity_table(
    corpus: Counts,
    reference: Counts | None = None,
    *,
    compare: str,
    min_texts: int = 1,
    seed: int = 1947,
    delta_words: int = 150,
) -> pd.DataFrame:
    """Likeness of each pair of groups, and of the pairs that it can be held against.

    Parameters
    ----------
    corpus : Counts
        Of two groups or more.
    reference : Counts, optional
        A corpus whose paragraphs the idf is learnt from, and whose pairs a pair is held against
        where they are of the same genre.
    compare : str
        The compared column, which confounds nothing.
    min_texts : int
        Texts that each group must have to be called matched.
    seed : int
        From 0. The same seed gives the same table.
    delta_words : int
        Words of Burrows's Delta.

    Returns
    -------
    pandas.DataFrame
        One row a pair and measure (``cosine``, ``jsd``; ``burrows_delta`` where corpus and
        reference together have `DELTA_TEXTS` texts, counted in words), pairs in the order of the
        groups. Columns: group_a, group_b; measure; value, the mean over samples of sample_tokens
        tokens of either group; ci_low, ci_high (empty: no interval has been shown to cover);
        loo_low, loo_high (range of value when one unit is left out of one of the two, the size of
        the samples unchanged), left_out (``text`` or ``paragraph``, joined by ``;`` where the two
        differ; empty where a group can spare none); null_low, null_median, null_high, null_pairs
        and percentile as of :func:`chengyan.similarity.null.held_against`, null_of as of
        :func:`chengyan.similarity.null.null_of`; contrast and confounds.

    Raises
    ------
    DesignError
        If a group has too few words to be compared.

    Notes
    -----
    All samples of a measure have one size, so that its rows compare with each other and with their
    null. Values of another corpus, whose samples have another size, do not compare.

    References
    ----------
    See :mod:`chengyan.similarity.alike`.
    """
    parts = [corpus] if reference is None else [corpus, reference]
    terms = _kind([part.terms for part in parts], parts)
    kinds = [terms]
    counted = [part.words for part in parts if part.words is not None]
    # ASSUME texts of the reference tell as well as the corpus's own how far words vary.
    if counted and sum(len(part.documents) for part in parts) >= DELTA_TEXTS:
        kinds.append(_kind(counted, parts))
    short = {s.name for kind in kinds for s in _others(kind) if s.tokens < kind.size}

    idf = smooth_idf(terms.matrices[-1].counts)
    measures = [cosine(idf), jsd(terms.size, len(idf))]
    made = _made(terms, measures, np.arange(len(idf)), short, seed)
    for words in kinds[1:]:
        texts = sparse.vstack([matrix.by_text().counts for matrix in words.matrices])
        columns, deviations = frequent_words(texts.tocsr(), delta_words)
        made += _made(words, [burrows_delta(deviations, words.size)], columns, short, seed)
    return _table(made, corpus, reference, short, compare, min_texts)


def without_own_names(matrix: TermMatrix, groups: Mapping[str, str]) -> TermMatrix:
    """Counts without the terms that hold the name of the group whose text they stand in.

    Parameters
    ----------
    matrix : TermMatrix
    groups : mapping of str to str
        The group of each text by doc_id.

    Notes
    -----
    A city's name stands in each of its texts and in few others, so that it would set all cities
    apart alike. In the text of another city it says something, and stays.
    """
    group = matrix.units["doc_id"].map(dict(groups))
    counts = matrix.counts.tocsc()
    row_groups, columns = group.to_numpy(dtype=object)[counts.indices], _columns(counts)
    for name in dict.fromkeys(group):
        names = occasion_test([], [str(name)], inside=True)
        own = np.array([names(term) for term in matrix.terms], dtype=bool)
        counts.data[own[columns] & (row_groups == name)] = 0
    counts.eliminate_zeros()
    return TermMatrix(counts.tocsr(), matrix.units, matrix.terms)


def _columns(counts: sparse.csc_matrix) -> Array:
    """The column of each number of a matrix."""
    return np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))


def _kind(matrices: Sequence[TermMatrix], parts: Sequence[Counts]) -> _Kind:
    matrices = _on_same_terms(matrices)
    sources = [
        sources_of(matrix, {row["doc_id"]: row["group"] for row in part.documents})
        for matrix, part in zip(matrices, parts, strict=True)
    ]
    size = sample_size(sources[0])
    for part, own in zip(parts[1:], sources[1:], strict=True):
        genres = {fact.genres for fact in parts[0].circumstances()}
        fit = {fact.name for fact in part.circumstances() if fact.genres in genres}
        # ASSUME a tenth of the reference may be too short: the null is then of nearly all of it.
        tokens = sorted(source.tokens for source in own if source.name in fit and source.tokens)
        if len(tokens) >= FEWEST:
            size = min(size, tokens[len(tokens) // 10])
    return _Kind(matrices, sources, size)


def _others(kind: _Kind) -> list[Source]:
    """Sources of the reference."""
    return [source for sources in kind.sources[1:] for source in sources]


def _made(
    kind: _Kind,
    measures: Sequence[Measure],
    columns: Array,
    short: set[str],
    seed: int,
) -> list[_Made]:
    groups = kind.sources[0]
    # ASSUME paragraphs are drawn, not tokens: words come in bursts, and tokens from all over a long
    # text would cover more themes than a short text has room for.
    sources = [*groups, *(source for source in _others(kind) if source.name not in short)]
    compared = compare_samples(
        [source.measured(columns) for source in sources],
        measures,
        groups=len(groups),
        size=kind.size,
        words=len(columns),
        seed=seed,
    )
    left_out = [unit_to_leave_out(source, kind.size) for source in groups]
    return [_Made(m, c, kind.size, left_out) for m, c in zip(measures, compared, strict=True)]


def _table(
    made: Sequence[_Made],
    corpus: Counts,
    reference: Counts | None,
    short: set[str],
    compare: str,
    min_texts: int,
) -> pd.DataFrame:
    documents = corpus.by_group()
    facts = corpus.circumstances()
    others = [
        fact for fact in (reference.circumstances() if reference else []) if fact.name not in short
    ]
    rows = []
    for (a, group_a), (b, group_b) in combinations(enumerate(documents), 2):
        verdict = between(
            documents[group_a], documents[group_b], compare=compare, min_texts=min_texts
        )
        null = null_of(a, b, facts, others)
        for one in made:
            mean, likeness = one.compared.mean, one.measure.likeness
            left_out = [one.left_out[a], one.left_out[b]]
            rows.append(
                {
                    "group_a": group_a,
                    "group_b": group_b,
                    "measure": one.measure.name,
                    "value": mean[a, b],
                    "ci_low": np.nan,
                    "ci_high": np.nan,
                    "loo_low": one.compared.low[a, b],
                    "loo_high": one.compared.high[a, b],
                    "left_out": ";".join(_unique(left_out)) if all(left_out) else "",
                    **held_against(mean[a, b], mean[null.first, null.second], likeness=likeness),
                    "null_of": null.of,
                    "sample_tokens": one.size,
                    "contrast": verdict.contrast,
                    "confounds": verdict.confounds,
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _on_same_terms(matrices: Sequence[TermMatrix]) -> list[TermMatrix]:
    """The same counts with a column for each term of any of them, sorted."""
    terms = np.array(sorted({term for matrix in matrices for term in matrix.terms}), dtype=object)
    place = {term: i for i, term in enumerate(terms)}
    found = []
    for matrix in matrices:
        triplets = matrix.counts.tocoo()
        columns = np.array([place[term] for term in matrix.terms], dtype=int)[triplets.col]
        counts = sparse.csr_matrix(
            (triplets.data, (triplets.row, columns)), shape=(matrix.counts.shape[0], len(terms))
        )
        found.append(TermMatrix(counts, matrix.units, terms))
    return found
