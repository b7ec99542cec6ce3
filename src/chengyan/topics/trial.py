"""A model on trial: fitted to all units and to resamples of them, its topics matched throughout."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chengyan.errors import DesignError
from chengyan.matrix import TermMatrix
from chengyan.randomness import generator_of
from chengyan.topics.agreement import matched
from chengyan.topics.balance import repeats, subsample
from chengyan.topics.inference import held_out_likelihood, token_shares
from chengyan.topics.voices import fit_words
from chengyan.topics.words import top_words

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """A model of all units, and the models of resamples with their topics in its order.

    Attributes
    ----------
    words : numpy.ndarray, topics × terms
        The model of all units; rows sum to 1. Topics by falling prevalence, groups weighing the
        same, then by first term.
    tokens : numpy.ndarray, 1 + resamples × units × topics
        How many tokens of each unit each topic takes: by the model of all units, then by that of
        each resample, which is asked of all units too.
    likeness : numpy.ndarray, resamples × topics
        Average Jaccard of each topic's first words with those of its partner in the resample.
    held_out : numpy.ndarray, shape (resamples,)
        Mean log likelihood of a token of the units left out; NaN where none is.
    """

    words: Array
    tokens: Array
    likeness: Array
    held_out: Array


def pruned(matrix: TermMatrix, min_units: int, max_share: float = 1.0) -> TermMatrix:
    """The terms that occur in at least `min_units` units and in no larger share than `max_share`.

    Raises
    ------
    DesignError
        If none does.
    """
    spread = np.asarray((matrix.counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero((spread >= min_units) & (spread <= max_share * matrix.counts.shape[0]))
    if not len(kept):
        raise DesignError(
            "config key `topics.min_paragraphs`",
            f"no term occurs in {min_units} paragraphs and in no more than {max_share:.0%} of them",
            "Set it lower, or `topics.max_share` higher",
        )
    return TermMatrix(sparse.csr_matrix(matrix.counts[:, kept]), matrix.units, matrix.terms[kept])


def require_enough(matrix: TermMatrix, k: int) -> None:
    """Raise DesignError if `k` topics are more than half the units, or than the terms, can hold."""
    units, terms = matrix.counts.shape
    most = min(units // 2, terms)
    if k > most:
        remedy = f"Leave out what is above {most}" if most > 1 else "Give more text"
        raise DesignError(
            "config key `topics.k`",
            f"{k} topics are more than {units} paragraph{'s' * (units != 1)} with {terms} "
            f"term{'s' * (terms != 1)} hold",
            remedy,
        )
    for group, own in matrix.units.groupby("group", sort=False).indices.items():
        if not matrix.counts[own].nnz:
            raise DesignError(
                f"group {group}",
                "has no word that the topic models know",
                "Add texts to it, or set `topics.min_paragraphs` lower",
            )


def try_model(
    matrix: TermMatrix,
    voice: str,
    *,
    k: int,
    seed: int,
    resamples: int,
    share: float,
    balance: float,
    words: int,
    first: Array | None = None,
) -> Trial:
    """Fit a model to all units, and again to resamples of them.

    Parameters
    ----------
    matrix : TermMatrix
        Units in an order that hangs on the texts alone.
    voice : str
        As in `chengyan.topics.voices.fit_words`.
    k : int
        Number of topics.
    seed : int
    resamples : int
    share : float
        Of each group's units that a resample holds.
    balance : float
        As in `chengyan.topics.balance.repeats`.
    words : int
        How many words of a topic are compared.
    first : numpy.ndarray, topics × terms, optional
        The model of all units, where these are a sample of more.

    Returns
    -------
    Trial

    Raises
    ------
    ConfigError
        If the voice is unknown.
    DesignError
        If there are more topics than the units can hold, or a group without a word.

    References
    ----------
    Greene, D., O'Callaghan, D., & Cunningham, P. (2014). How many topics? Stability analysis for
    topic models. ECML PKDD.
    """
    require_enough(matrix, k)
    counts, groups = matrix.counts, matrix.units["group"].to_numpy()
    sizes = np.asarray(counts.sum(axis=1)).ravel()

    def fitted(units: NDArray[np.intp]) -> Array:
        times = repeats(sizes[units], groups[units], balance)
        return fit_words(counts[np.repeat(units, times)], voice, k=k, seed=seed)

    every = np.arange(len(sizes))
    if first is None:
        first = fitted(every)
    tokens = [token_shares(counts, first)]
    order = _canonical(first, tokens[0], groups, matrix.terms)
    first, tokens[0] = first[order], tokens[0][:, order]
    ranked = top_words(first, words)
    likeness, held_out = [], []
    for number in range(resamples):
        random = generator_of(seed, f"resample {number}")
        units = subsample(groups, share, random)
        again = fitted(units)
        partner, alike = matched(ranked, top_words(again, words))
        again = again[partner]
        tokens.append(token_shares(counts, again))
        likeness.append(alike)
        left = np.setdiff1d(every, units)
        held_out.append(held_out_likelihood(counts[left], again, random))
    return Trial(first, np.array(tokens), np.array(likeness).reshape(-1, k), np.array(held_out))


def shuffled(matrix: TermMatrix, random: np.random.Generator) -> TermMatrix:
    """The same units and terms, each as often, with the words dealt out over units at random."""
    counts = sparse.csr_matrix(matrix.counts)
    columns = np.repeat(counts.indices, counts.data)
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    rows = np.repeat(np.arange(counts.shape[0]), sizes)
    dealt: Any = sparse.coo_matrix(
        (np.ones(len(rows), np.int64), (rows, random.permutation(columns))), shape=counts.shape
    )
    return TermMatrix(sparse.csr_matrix(dealt), matrix.units, matrix.terms)


def prevalence(tokens: Array, groups: NDArray[Any]) -> dict[Any, Array]:
    """The share of each topic in each group's tokens, by group in order of appearance.

    Parameters
    ----------
    tokens : numpy.ndarray, (draws ×) units × topics
    groups : numpy.ndarray, shape (units,)

    Returns
    -------
    dict of group to numpy.ndarray, (draws ×) topics
    """
    found = {}
    for group in dict.fromkeys(groups.tolist()):
        sums = tokens[..., groups == group, :].sum(axis=-2)
        found[group] = sums / sums.sum(axis=-1, keepdims=True)
    return found


def mean_prevalence(tokens: Array, groups: NDArray[Any]) -> Array:
    """The `prevalence` of each topic, (draws ×) topics, with each group weighing the same."""
    means: Array = np.mean(list(prevalence(tokens, groups).values()), axis=0)
    return means


def _canonical(words: Array, tokens: Array, groups: NDArray[Any], terms: NDArray[Any]) -> list[int]:
    # ASSUME each group weighs the same in the order of topics, whatever its length.
    # Rounded, so that the order does not hang on the last bit.
    shares = mean_prevalence(tokens, groups).round(8)
    first = terms[top_words(words, 1)[:, 0]]
    return sorted(range(len(words)), key=lambda topic: (-shares[topic], first[topic]))
