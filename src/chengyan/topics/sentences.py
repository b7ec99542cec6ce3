"""The sentences that are most typical of a topic."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.topics.inference import token_shares

# ASSUME a sentence is known by some words: with a prior of one token a topic, three words of a
# topic are less typical of it than twenty.
PRIOR = 1.0


def sentence_counts(units: pd.DataFrame, terms: NDArray[Any]) -> tuple[pd.DataFrame, Any]:
    """Counts of terms by sentence.

    Parameters
    ----------
    units : pandas.DataFrame
        doc_id, words, sentences: lists of one length, as `chengyan.counting.word_lists` gives them.
    terms : numpy.ndarray of str
        Sorted; other words are left out.

    Returns
    -------
    places : pandas.DataFrame
        doc_id, sentence.
    counts : scipy.sparse.csr_matrix, sentences × terms
    """
    long = pd.DataFrame(
        {
            "doc_id": np.repeat(units["doc_id"].to_numpy(), units["words"].map(len)),
            "sentence": np.concatenate([*units["sentences"]]),
            "word": np.concatenate([*units["words"]]),
        }
    )
    place = {term: column for column, term in enumerate(terms)}
    long = long[long["word"].isin(place)]
    keys = ["doc_id", "sentence"]
    rows = long.groupby(keys, sort=True).ngroup().to_numpy()
    columns = long["word"].map(place).to_numpy(np.intp)
    places = long[keys].drop_duplicates().sort_values(keys, ignore_index=True)
    counts = sparse.coo_matrix(
        (np.ones(len(long), np.int64), (rows, columns)), shape=(len(places), len(terms))
    )
    return places, sparse.csr_matrix(counts)


def typical_sentences(
    words: NDArray[np.float64],
    terms: NDArray[Any],
    units: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    number: int,
) -> pd.DataFrame:
    """The sentences that a topic takes most of.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
    terms : numpy.ndarray of str
    units : pandas.DataFrame
        As in `sentence_counts`.
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, source_line, text.
    number : int
        Sentences of each topic.

    Returns
    -------
    pandas.DataFrame
        topic (from 1), rank, group, doc_id, paragraph, sentence, source_line, share (of the
        sentence's counted words, drawn to the mean by a prior of one word a topic), text.

    References
    ----------
    Roberts, M. E., Stewart, B. M., & Tingley, D. (2019). stm: An R package for structural topic
    models. Journal of Statistical Software, 91(2) (findThoughts).
    """
    places, counts = sentence_counts(units, terms)
    shares = token_shares(counts, words, PRIOR) + PRIOR
    shares /= shares.sum(axis=1, keepdims=True)
    tables = []
    for topic in range(len(words)):
        order = np.argsort(-np.round(shares[:, topic], 8), kind="stable")[:number]
        best = places.iloc[order].assign(
            topic=topic + 1, rank=range(1, len(order) + 1), share=shares[order, topic]
        )
        tables.append(best)
    found = pd.concat(tables).merge(sentences, on=["doc_id", "sentence"], how="left")
    columns = "topic rank group doc_id paragraph sentence source_line share text".split()
    return found[columns]
