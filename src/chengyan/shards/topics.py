"""Topics of all shards, whose counts are streamed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.shards.rows import read_rows
from chengyan.topics.inference import token_shares
from chengyan.topics.words import frex, labels, top_words

Array = NDArray[Any]


@dataclass(frozen=True)
class ShardUnits:
    """The units of all shards with their counts, shard by shard, as often as one goes through them.

    Attributes
    ----------
    shards : sequence of (path, path)
        Counts and vocabulary of each shard.
    terms : numpy.ndarray of str
        The columns of the counts; other words are not counted.
    """

    shards: Sequence[tuple[Path, Path]]
    terms: NDArray[Any]

    def __iter__(self) -> Iterator[tuple[pd.DataFrame, sparse.csr_matrix]]:
        """Pieces in the order of the shards: unit, doc_id and group; their counts."""
        for counts, vocabulary in self.shards:
            for rows in read_rows(counts, vocabulary, self.terms):
                units = rows.joined_by("unit")
                names = {"unit": units.unit, "doc_id": units.doc_id, "group": units.group}
                yield pd.DataFrame(names), units.counts


def topic_words(words: Array, terms: NDArray[Any], *, top: int, weight: float) -> pd.DataFrame:
    """What topics say: the columns of ``topics.csv``.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
    terms : numpy.ndarray of str
    top : int
        Words of each topic.
    weight : float
        Of exclusivity, as in `chengyan.topics.words.frex`.
    """
    scores, named = frex(words, weight), labels(words, terms, weight=weight)
    rows = [
        ("lda", topic + 1, named[topic], rank, terms[i], words[topic, i], scores[topic, i])
        for topic, row in enumerate(top_words(words, top))
        for rank, i in enumerate(row, start=1)
    ]
    columns = ["model", "topic", "label", "rank", "term", "weight", "frex"]
    return pd.DataFrame(rows, columns=columns)


def share_sums(units: ShardUnits, words: Array) -> pd.DataFrame:
    """The tokens of each topic in the texts of each group, and what their interval needs.

    Parameters
    ----------
    units : ShardUnits
        Of one shard, or of all.
    words : numpy.ndarray, topics × terms
        Rows sum to 1, no entry 0.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, tokens (that the model knows), topic_1 and so on: tokens of each topic in
        each text.
    """
    topics = [f"topic_{topic + 1}" for topic in range(len(words))]
    tables = []
    for names, counts in units:
        taken = pd.DataFrame(token_shares(counts, words), columns=topics)
        taken.insert(0, "tokens", np.asarray(counts.sum(axis=1)).ravel())
        keys = [names["doc_id"], names["group"]]
        tables.append(taken.groupby(keys, sort=False).sum().reset_index())
    return pd.concat(tables, ignore_index=True)
