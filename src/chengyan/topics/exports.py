"""Corpora and topic models as files that other programs read, to go on with elsewhere."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.errors import TableError
from chengyan.matrix import TermMatrix
from chengyan.tables import FLOAT_FORMAT, PIECE, require_columns, write_table
from chengyan.topics.ldavis import ldavis_html
from chengyan.topics.trial import Trial, mean_prevalence
from chengyan.topics.voices import ALPHA
from chengyan.whole import beside, write_whole

Array = NDArray[np.float64]

# What may explain how much of a topic a text has, as far as the manifest says it.
COVARIATES = ("city", "genre", "office", "date")
# As many words as MALLET lists of a topic.
KEYS = 20
_NO_WORD = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_corpus(
    folder: str | Path,
    units: pd.DataFrame,
    matrix: TermMatrix,
    manifest: pd.DataFrame | None = None,
) -> None:
    r"""Write the units of a topic model, for gensim, R and MALLET to start from.

    Parameters
    ----------
    folder : path
        It gets ``corpus.mm`` (Matrix Market, units × terms: `gensim.corpora.MmCorpus`,
        `scipy.io.mmread`, R's ``Matrix::readMM``), ``vocabulary.txt`` (the terms of its columns, a
        line each), ``units.tsv`` (its rows, with a header; a field with a quote, tab or line end is
        quoted as in CSV) and ``corpus.mallet.tsv`` (name, group and words of each unit:
        ``mallet import-file --keep-sequence --preserve-case --token-regex '\S+'``).
    units : pandas.DataFrame
        A row a unit: unit, doc_id, group, paragraph, and words, the list of its terms in the order
        of the text.
    matrix : TermMatrix
        Counts of the same units; words that are none of its terms are in no file.
    manifest : pandas.DataFrame, optional
        With doc_id; its columns `COVARIATES`, as far as there are any, go to ``units.tsv``.

    Raises
    ------
    TableError
        If a column is missing, or units and matrix are not of the same length.

    Notes
    -----
    In the text files a term, group or name is one word: blanks and control characters in it are an
    underscore (智慧 城市 is 智慧_城市), with one more where that would make two terms the same.
    MALLET's own idea of a word needs three letters and so leaves out most of Chinese: give the
    ``--token-regex`` above.
    """
    folder = Path(folder)
    require_columns(units, ["unit", "doc_id", "group", "paragraph", "words"], "units of topics")
    if len(units) != matrix.counts.shape[0]:
        raise TableError(
            "units of topics",
            f"there are {len(units)} units, but counts of {matrix.counts.shape[0]}",
            "Give the units that were counted",
        )
    terms = _one_word(matrix.terms)
    names = unit_names(units)
    _write_counts(folder / "corpus.mm", matrix.counts)
    _write_lines(folder / "vocabulary.txt", terms.values())
    told = units[["unit", "doc_id", "group", "paragraph"]].reset_index(drop=True)
    told.insert(0, "name", names)
    if manifest is not None:
        known = [column for column in COVARIATES if column in manifest]
        rows = manifest.drop_duplicates("doc_id").set_index("doc_id")[known]
        told = told.join(rows, on="doc_id").fillna(dict.fromkeys(known, ""))
    text = told.to_csv(sep="\t", index=False, float_format=FLOAT_FORMAT, lineterminator="\n")
    _write_lines(folder / "units.tsv", text.removesuffix("\n").split("\n"))
    groups = units["group"].map(_one_word(units["group"]))
    words = (" ".join(terms[word] for word in unit if word in terms) for unit in units["words"])
    lines = zip(names, groups, words, strict=True)
    _write_lines(folder / "corpus.mallet.tsv", map("\t".join, lines))


def unit_names(units: pd.DataFrame) -> list[str]:
    """What a unit is called in exported files: doc_id:unit, no blank in it."""
    texts = units["doc_id"].map(_one_word(units["doc_id"]))
    return [f"{text}:{unit}" for text, unit in zip(texts, units["unit"], strict=True)]


def write_model(
    folder: str | Path,
    model_name: str,
    words: Array,
    shares: Array,
    unit_names: Sequence[str],
    terms: Sequence[str] | NDArray[Any],
    prevalence: Array,
) -> None:
    """Write a fitted model as MALLET does, for whatever reads MALLET's output.

    Parameters
    ----------
    folder : path
    model_name : str
        The folder in `folder` that gets ``doc-topics.txt`` (as of ``--output-doc-topics``: number
        of the unit, name, the share of each topic), ``topic-keys.txt`` (``--output-topic-keys``:
        topic, Dirichlet parameter, its words), ``topic-word-weights.txt``
        (``--topic-word-weights-file``: topic, word, weight) and ``topic-word.csv`` (a row a term, a
        column a topic).
    words : numpy.ndarray, topics × terms
        Rows sum to 1.
    shares : numpy.ndarray, units × topics
        Rows sum to 1.
    unit_names : sequence of str
        As of the function of that name.
    terms : sequence of str
    prevalence : numpy.ndarray, shape (topics,)
        Sums to 1. A topic's Dirichlet parameter, in ``topic-keys.txt``, is `ALPHA` × topics × its
        prevalence: the prior that the model would have, were it not the same for all topics.

    Notes
    -----
    MALLET counts units and topics from 0, and so do its files here; ``topic-word.csv`` counts
    topics from 1, as all other tables do. Weights of words are shares of the topic, where MALLET
    writes smoothed counts: each topic's sum to 1. Terms are spelt as `write_corpus` does, but for
    the CSV.
    """
    folder = Path(folder) / model_name
    spelt = np.array(list(_one_word(terms).values()), dtype=object)
    topics = len(words)
    documents = pd.DataFrame(shares)
    documents.insert(0, "name", list(unit_names))
    documents.insert(0, "unit", range(len(documents)))
    _write_rows(folder / "doc-topics.txt", _pieces(documents))
    # Rounded, so that the order does not hang on the last bit; ties stay in the order of terms.
    orders = np.argsort(-np.round(words, 12), axis=1, kind="stable")[:, :KEYS]
    _write_lines(
        folder / "topic-keys.txt",
        (
            f"{topic}\t{ALPHA * topics * prevalence[topic]:.5f}\t{' '.join(spelt[order])}"
            for topic, order in enumerate(orders)
        ),
    )
    _write_rows(
        folder / "topic-word-weights.txt",
        (
            pd.DataFrame({"topic": topic, "term": spelt, "weight": weights})
            for topic, weights in enumerate(words)
        ),
    )
    columns = {f"topic_{topic}": weights for topic, weights in enumerate(words, start=1)}
    write_table(
        pd.DataFrame({"term": np.asarray(terms, dtype=object), **columns}),
        folder / "topic-word.csv",
    )


def write_exports(
    folder: str | Path,
    trials: Mapping[str, Trial],
    units: pd.DataFrame,
    matrix: TermMatrix,
    manifest: pd.DataFrame,
) -> None:
    """Write the corpus, each model in a folder of its name, and a page to look into each.

    Parameters
    ----------
    folder : path
    trials : mapping of str to Trial
        By the names of the models, which were fitted to `matrix`.
    units, matrix, manifest
        As in `write_corpus`.
    """
    folder = Path(folder)
    write_corpus(folder, units, matrix, manifest)
    names = unit_names(units)
    groups = matrix.units["group"].to_numpy()
    for name, trial in trials.items():
        tokens = trial.tokens[0]
        sizes = tokens.sum(axis=1)
        shares = np.full(tokens.shape, 1 / tokens.shape[1])
        np.divide(tokens, sizes[:, None], out=shares, where=sizes[:, None] > 0)
        means = mean_prevalence(tokens, groups)
        write_model(folder, name, trial.words, shares, names, matrix.terms, means)
        page = ldavis_html(
            trial.words,
            shares,
            sizes.round().astype(int),
            matrix.terms,
            title=f"{len(means)} topics by {name}",
        )
        write_whole(folder / name / "ldavis.html", page.encode("utf-8"))


def _one_word(values: Iterable[Any]) -> dict[str, str]:
    """Each value and how it is spelt as one word, different ones differently."""
    spelt: dict[str, str] = {}
    taken = set()
    for value in dict.fromkeys(map(str, values)):
        word = _NO_WORD.sub("_", value) or "_"
        while word in taken:
            word += "_"
        taken.add(word)
        spelt[value] = word
    return spelt


def _write_counts(path: Path, counts: Any) -> None:
    """Matrix Market, sorted by row, and of type real, since gensim reads no other."""
    table = sparse.csr_matrix(counts, copy=True)
    table.sum_duplicates()
    table.eliminate_zeros()
    with beside(path) as handle:
        handle.write(b"%%MatrixMarket matrix coordinate real general\n")
        handle.write(f"{table.shape[0]} {table.shape[1]} {table.nnz}\n".encode())
        for start in range(0, table.shape[0], PIECE):
            piece = table[start : start + PIECE].tocoo()
            rows = pd.DataFrame(
                {"row": piece.row + start + 1, "column": piece.col + 1, "count": piece.data}
            )
            text = rows.to_csv(sep=" ", header=False, index=False, lineterminator="\n")
            handle.write(text.encode())


def _pieces(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    return (table.iloc[start : start + PIECE] for start in range(0, len(table), PIECE))


def _write_rows(path: Path, pieces: Iterable[pd.DataFrame]) -> None:
    with beside(path) as handle:
        for piece in pieces:
            text = piece.to_csv(
                sep="\t",
                header=False,
                index=False,
                float_format=FLOAT_FORMAT,
                lineterminator="\n",
                quoting=csv.QUOTE_NONE,
            )
            handle.write(text.encode("utf-8"))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with beside(path) as handle:
        for line in lines:
            handle.write(f"{line}\n".encode())
