"""Corpora whose topics are known, to see what a model finds of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.matrix import TermMatrix
from chengyan.topics.trial import pruned

Array = NDArray[np.float64]


@dataclass(frozen=True)
class KnownCorpus:
    """A corpus and what it was made of.

    Attributes
    ----------
    matrix : TermMatrix
        Terms are named ``w0000`` and so on, by falling frequency over all topics.
    words : numpy.ndarray, topics × terms
        What each topic says; rows sum to 1.
    by_topic : sequence of scipy.sparse.csr_matrix of int64, units × terms
        The counts of each topic; they sum to those of `matrix`. Beyond the topics there is one
        more: noise, tokens that are of no topic.
    """

    matrix: TermMatrix
    words: Array
    by_topic: Sequence[sparse.csr_matrix]

    @property
    def tokens(self) -> NDArray[np.int64]:
        """How many tokens of each unit are each topic's, units × topics, and in the end noise."""
        return np.column_stack([np.asarray(part.sum(axis=1)).ravel() for part in self.by_topic])

    def shares(self) -> pd.DataFrame:
        """The share of each topic in each group's tokens: groups × topics, rows sum to 1."""
        groups = self.matrix.units["group"].to_numpy()
        table = pd.DataFrame(self.tokens).groupby(groups, sort=False).sum()
        return table.div(table.sum(axis=1), axis=0)

    def pruned(self, min_units: int, max_share: float) -> "KnownCorpus":
        """The terms that `chengyan.topics.trial.pruned` keeps, and what is true of them alone."""
        matrix = pruned(self.matrix, min_units, max_share)
        kept = np.flatnonzero(np.isin(self.matrix.terms, matrix.terms))
        words = self.words[:, kept]
        by_topic = [sparse.csr_matrix(part[:, kept]) for part in self.by_topic]
        return KnownCorpus(matrix, words / words.sum(axis=1, keepdims=True), by_topic)


def draw_corpus(
    random: np.random.Generator,
    units: Mapping[str, int],
    *,
    k: int,
    terms: int,
    length: float = 60,
    sparsity: float = 0.05,
    mixing: float = 0.1,
    unevenness: float = 1.0,
    noise: float = 0.0,
    prevalence: Mapping[str, Array] | None = None,
) -> KnownCorpus:
    """Draw a corpus by the model that latent Dirichlet allocation assumes.

    Parameters
    ----------
    random : numpy.random.Generator
    units : mapping of str to int
        Number of units of each group; a group is one text.
    k : int
        Number of topics.
    terms : int
        Size of the vocabulary, whose frequencies follow Zipf's law.
    length : float
        Mean tokens of a unit, at least 10; lengths vary as those of paragraphs do.
    sparsity : float
        The smaller, the fewer words a topic has to itself: the Dirichlet parameters of a topic are
        `sparsity` × `terms` × a word's frequency.
    mixing : float
        The smaller, the fewer topics a unit has: its Dirichlet parameters are `mixing` × k × the
        share of a topic in the group.
    unevenness : float
        The smaller, the more groups differ: the Dirichlet parameter of their shares.
    noise : float
        Share of tokens that follow no topic but a distribution that each unit has of its own.
    prevalence : mapping of str to numpy.ndarray, shape (k,), or None
        The share of each topic in each group, if it shall not be drawn.

    Returns
    -------
    KnownCorpus
    """
    frequency = 1 / np.arange(5, terms + 5)
    frequency /= frequency.sum()
    concentration = sparsity * terms * frequency
    words = _dirichlets(random, concentration, k)
    names = [name for name, number in units.items() for _ in range(number)]
    rows = []
    for name, number in units.items():
        of_group = random.dirichlet(np.full(k, unevenness))
        if prevalence is not None:
            of_group = prevalence[name]
        for _ in range(number):
            size = 10 + random.negative_binomial(2, 2 / (2 + length - 10))
            shares = _dirichlets(random, mixing * k * of_group + 1e-6, 1)[0]
            by_topic = random.multinomial(size, np.append(shares * (1 - noise), noise))
            # A unit's noise is bursty, as a topic of that unit alone would be.
            said = [*words, _dirichlets(random, concentration, 1)[0]]
            rows.append(sparse.csr_matrix(random.multinomial(by_topic, np.stack(said))))
    table = pd.DataFrame(
        {
            "unit": range(len(names)),
            "doc_id": names,
            "group": names,
            "paragraph": range(1, len(names) + 1),
        }
    )
    vocabulary = np.array([f"w{term:04}" for term in range(terms)], dtype=object)
    every: Any = sparse.csr_matrix(sparse.vstack(rows))
    parts = [every[topic :: k + 1] for topic in range(k + 1)]
    counts = sparse.csr_matrix(sum(parts[1:], parts[0]))
    return KnownCorpus(TermMatrix(counts, table, vocabulary), words, parts)


def _dirichlets(random: np.random.Generator, parameters: Array, number: int) -> Array:
    """Draws of small parameters, whose sum of gammas must not vanish."""
    drawn = random.gamma(parameters, size=(number, len(parameters)))
    drawn += 1e-300
    found: Array = drawn / drawn.sum(axis=1, keepdims=True)
    return found
