"""A topic model whose topics are the codes of a codebook: it is told some words of each."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from chengyan.matrix import TermMatrix
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue
from chengyan.randomness import generator_of
from chengyan.topics.balance import repeats
from chengyan.topics.inference import token_shares
from chengyan.topics.voices import ALPHA, ETA, shared_out
from chengyan.topics.words import top_words

Array = NDArray[np.float64]

# ASSUME what no code holds goes to three topics of its own. In planted corpora in which two topics
# of ten have no seeds, shares of codes err by .027 with three, .046 with none, .028 with five.
BACKGROUND = 3
# ASSUME the seeds of a code weigh as .3 of the words that a topic has on average. In the same
# corpora shares err more with .1 and with .5. On real texts more than .5 parts seeds from the words
# they stand beside, and half of all words fall to the background: a word list, and no topic model.
STRENGTH = 0.3
# ASSUME on the three texts two fits agree on the leading code of .73 of the units, two means of
# twenty on that of .94.
FITS = 20
# ASSUME a cue of less weight is a hint that needs others beside it.
LEAST_WEIGHT = 1.0
# Rounds of the sampler: it begins at the seeds, and more rounds change nothing.
ROUNDS = 100


@dataclass(frozen=True)
class Seeded:
    """What the fits of a seeded topic model say.

    Attributes
    ----------
    codes : tuple of str
        The counted codes, in the order of the codebook.
    terms : numpy.ndarray of str
    seeds : numpy.ndarray, codes × terms
        The weight with which a term was given to a code; 0 where it was not.
    words : numpy.ndarray, codes × terms
        How many tokens of each term each code takes, mean over fits. NaN for a code without seeds.
    tokens : numpy.ndarray, fits × units × (codes + 1)
        How many tokens of each unit each code takes, and in the end the background. NaN for a code
        without seeds.
    """

    codes: tuple[str, ...]
    terms: NDArray[Any]
    seeds: Array
    words: Array
    tokens: Array

    def top_words(self, number: int) -> pd.DataFrame:
        """The most frequent words of each code that has seeds.

        Returns
        -------
        pandas.DataFrame
            code, rank, term, weight (share of the tokens that the code takes), seeded (whether the
            term was given to the code, and not found by the model).
        """
        weights = self.words / self.words.sum(axis=1, keepdims=True)
        rows = [
            (code, rank, self.terms[term], words[term], bool(seeds[term] > 0))
            for code, words, seeds in zip(self.codes, weights, self.seeds, strict=True)
            if seeds.any()
            for rank, term in enumerate(top_words(words[None], number)[0], start=1)
        ]
        return pd.DataFrame(rows, columns=["code", "rank", "term", "weight", "seeded"])


def seed_weights(terms: NDArray[Any], cues: Sequence[CodeCue], codes: Sequence[str]) -> Array:
    """With what weight the lexicon gives each term to each code.

    Parameters
    ----------
    terms : numpy.ndarray of str
    cues : sequence of CodeCue
        A term is a seed of a code if a cue of the code, of weight 1 or more and not for headings
        alone, matches it from end to end: a plain cue the word that it is, a pattern such as
        ``创新(?!驱动)`` the word 创新.
    codes : sequence of str

    Returns
    -------
    numpy.ndarray, codes × terms
        The largest weight of such cues; 0 where there is none.
    """
    found = np.zeros((len(codes), len(terms)))
    row_of = {code: row for row, code in enumerate(codes)}
    column_of = {str(term): column for column, term in enumerate(terms)}
    for cue in cues:
        row = row_of.get(cue.code)
        if row is None or cue.where == "heading" or cue.weight < LEAST_WEIGHT:
            continue
        if cue.is_plain:
            columns = [column_of[cue.pattern]] if cue.pattern in column_of else []
        else:
            whole = cue.compiled.fullmatch
            columns = [column for term, column in column_of.items() if whole(term)]
        found[row, columns] = np.maximum(found[row, columns], cue.weight)
    return found


def fit_seeded(
    matrix: TermMatrix,
    cues: Sequence[CodeCue],
    codes: Sequence[Code],
    *,
    seed: int,
    balance: float,
    background: int = BACKGROUND,
    strength: float = STRENGTH,
    fits: int = FITS,
) -> Seeded:
    """Fit a topic model that has a topic for each counted code, and a few for the rest.

    Parameters
    ----------
    matrix : TermMatrix
        As `chengyan.topics.corpus.topic_matrix` gives it, units in an order that hangs on the texts
        alone.
    cues : sequence of CodeCue
        The lexicon of the codebook.
    codes : sequence of Code
        The codebook; those not counted have no topic and no seeds.
    seed : int
        A fit hangs on it and on the number of the fit.
    balance : float
        As in `chengyan.topics.balance.repeats`.
    background : int
        Number of topics without seeds.
    strength : float
        What the seeds of a code weigh together, as a share of the tokens that a topic has on
        average, from 0, which leaves plain LDA whose topics are of no code.
    fits : int

    Returns
    -------
    Seeded
        A code of which no seed occurs has no topic: nothing is known of it, which is not to say
        that the texts pass over it.

    Notes
    -----
    Latent Dirichlet allocation by collapsed Gibbs sampling in which a term's Dirichlet prior is
    raised in the topic of its code, in proportion to the weight of its cue; a term of several codes
    is shared among them by weight. A prior draws and does not bind: what stands beside seeds of
    another code may take a seed along. Nearest is the seeded LDA of Watanabe & Baturo, whose
    seeds have pseudo-counts too; it is neither the model of Jagarlamudi et al. nor keyATM, in which
    a topic has a second distribution over its seeds alone.

    Fits differ, the more so the shorter the texts: look at the range over them. The shares are of
    counted words, not of text, and only of what the codes take.

    References
    ----------
    Jagarlamudi, J., Daumé III, H., & Udupa, R. (2012). Incorporating lexical priors into topic
    models. EACL.
    Watanabe, K., & Baturo, A. (2024). Seeded sequential LDA: A semi-supervised algorithm for
    topic-specific analysis of sentences. Social Science Computer Review, 42(1), 224–248.
    Eshima, S., Imai, K., & Sasaki, T. (2024). Keyword-assisted topic models. American Journal of
    Political Science, 68(2), 730–750.
    """
    names = tuple(code.code for code in codes if code.counted)
    weights = seed_weights(matrix.terms, cues, names)
    told = np.flatnonzero(weights.any(axis=1))
    words = np.full(weights.shape, np.nan)
    tokens = np.full((fits, matrix.counts.shape[0], len(names) + 1), np.nan)
    if not len(told):
        return Seeded(names, matrix.terms, weights, words, tokens)
    sizes = np.asarray(matrix.counts.sum(axis=1)).ravel()
    times = repeats(sizes, matrix.units["group"].to_numpy(), balance)
    heard = sparse.csr_matrix(matrix.counts[np.repeat(np.arange(len(sizes)), times)])
    prior = np.zeros((len(told) + background, weights.shape[1]))
    prior[: len(told)] = _shared_out(weights[told]) * strength * heard.sum() / len(prior)
    words[told] = 0
    for number in range(fits):
        own_seed = int(generator_of(seed, f"seeded {number}").integers(2**31))
        topics = _fitted(heard, ETA + prior, own_seed)
        taken = token_shares(matrix.counts, topics)
        tokens[number][:, told] = taken[:, : len(told)]
        tokens[number][:, -1] = taken[:, len(told) :].sum(axis=1)
        # Without the priors, of which a rare seed's words would be little else.
        words[told] += shared_out(matrix.counts, ALPHA + taken, topics)[: len(told)] / fits
    return Seeded(names, matrix.terms, weights, words, tokens)


def _shared_out(weights: Array) -> Array:
    """Each term shared out among its codes, then each code's seeds brought to a sum of 1."""
    totals = weights.sum(axis=0)
    parts = np.divide(weights**2, totals, out=np.zeros_like(weights), where=totals > 0)
    shared: Array = parts / parts.sum(axis=1, keepdims=True)
    return shared


def _fitted(counts: sparse.csr_matrix, prior: Array, seed: int) -> Array:
    """The words of topics, topics × terms, with a prior of the same shape."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tomotopy

    model = tomotopy.LDAModel(k=len(prior), alpha=ALPHA, eta=ETA, seed=seed)
    model.optim_interval = 0
    for begin, end in pairwise(counts.indptr):
        words = np.repeat(counts.indices[begin:end], counts.data[begin:end])
        if len(words):
            model.add_doc([str(word) for word in words])
    for term in np.flatnonzero((prior != ETA).any(axis=0)):
        model.set_word_prior(str(term), prior[:, term].tolist())
    model.train(ROUNDS, workers=1)
    # Counted here: what tomotopy gives as a topic's words leaves the priors of words out.
    columns = np.array([int(word) for word in model.used_vocabs])
    found = prior.copy()
    for unit in model.docs:
        np.add.at(found, (np.asarray(unit.topics), columns[np.asarray(unit.words)]), 1)
    found /= found.sum(axis=1, keepdims=True)
    return found
