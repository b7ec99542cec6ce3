"""Topic models over paragraphs: two voices behind one interface, and what their topics say."""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import rankdata
from sklearn.decomposition import NMF

from chengyan.errors import ConfigError, DesignError
from chengyan.matrix import TermMatrix
from chengyan.tfidf import paragraph_tfidf

MODELS = ("nmf", "lda")


@dataclass(frozen=True)
class TopicModel:
    """A fitted model, topics ordered by prevalence.

    Attributes
    ----------
    name : str
    word_shares : numpy.ndarray, topics × terms
        Rows sum to 1.
    topic_shares : numpy.ndarray, units × topics
        Rows sum to 1; a unit without a word of the vocabulary has equal shares.
    units : pandas.DataFrame
        The rows of `topic_shares`, as in TermMatrix.
    sizes : numpy.ndarray
        Tokens of each unit, in the vocabulary of the model.
    terms : numpy.ndarray of str
    """

    name: str
    word_shares: np.ndarray
    topic_shares: np.ndarray
    units: pd.DataFrame
    sizes: np.ndarray
    terms: np.ndarray


def fit_topics(
    matrix: TermMatrix, model: str, *, k: int, seed: int, min_paragraphs: int = 2
) -> TopicModel:
    """Fit a topic model over paragraphs.

    Parameters
    ----------
    matrix : TermMatrix
    model : {"nmf", "lda"}
        ``nmf``: scikit-learn's NMF on TF-IDF; ``lda``: gensim's LdaModel on counts.
    k : int
        Number of topics.
    seed : int
    min_paragraphs : int
        Paragraphs that a term must occur in.

    Returns
    -------
    TopicModel
        Topics in the order of falling prevalence, each group weighing the same, ties by first term.

    Raises
    ------
    ConfigError
        If the model is unknown.
    DesignError
        If the vocabulary is empty after pruning, or k exceeds half the paragraphs or the
        vocabulary.

    Notes
    -----
    On a few short texts topics change with the seed: over three texts of 26,000 characters the top
    words of LDA agree only by .2 to .4 between seeds. Read such topics as one arrangement among
    many. Shares of an NMF are normalised weights, not probabilities.

    References
    ----------
    Blei, D. M., Ng, A. Y., & Jordan, M. I. (2003). Latent Dirichlet allocation. JMLR, 3, 993–1022.
    Lee, D. D., & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix
    factorization. Nature, 401, 788–791.
    """
    if model not in MODELS:
        raise ConfigError(
            "config key `topics.models`", f"{model!r} is no model", f"Choose of {', '.join(MODELS)}"
        )
    spread = np.asarray((matrix.counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(spread >= min_paragraphs)
    if not len(kept):
        raise DesignError(
            "config key `topics.min_paragraphs`",
            f"no term occurs in {min_paragraphs} paragraphs",
            "Set it lower",
        )
    most = min(matrix.counts.shape[0] // 2, len(kept))
    if k > most:
        raise DesignError(
            "config key `topics.k`",
            f"{k} topics are more than {len(matrix.units)} paragraphs with {len(kept)} terms hold",
            f"Set it to {most} or less",
        )
    pruned = TermMatrix(sparse.csr_matrix(matrix.counts[:, kept]), matrix.units, matrix.terms[kept])
    words, shares = (_fit_nmf if model == "nmf" else _fit_lda)(pruned, k, seed)
    sizes = np.asarray(pruned.counts.sum(axis=1)).ravel()
    shares = np.where(sizes[:, None] > 0, shares, 0)
    words, shares = _normalised(words), _normalised(shares)
    prevalence = _balanced_prevalence(shares, sizes, pruned.units["group"])
    first_terms = pruned.terms[words.argmax(axis=1)]
    # ASSUME each group weighs the same in the order of topics, whatever its length.
    # Rounded, so that the order does not hang on the last bit.
    order = sorted(
        range(k), key=lambda topic: (-round(float(prevalence[topic]), 10), first_terms[topic])
    )
    return TopicModel(model, words[order], shares[:, order], pruned.units, sizes, pruned.terms)


def frex(word_shares: np.ndarray, weight: float = 0.7) -> np.ndarray:
    """FREX score of every term in every topic: frequent in it and exclusive to it.

    Parameters
    ----------
    word_shares : numpy.ndarray, topics × terms
        Rows sum to 1.
    weight : float
        Weight of exclusivity.

    Returns
    -------
    numpy.ndarray, topics × terms
        The harmonic mean 1 / (w / ECDF(exclusivity) + (1 - w) / ECDF(frequency)), 0–1.

    References
    ----------
    Bischof, J., & Airoldi, E. (2012). Summarizing topical content with word frequency and
    exclusivity. ICML. ECDF as average rank over the number of terms, as in the R package stm.
    """
    totals = word_shares.sum(axis=0)
    # An NMF can leave a term out of all topics: it is exclusive to none.
    exclusivity = np.divide(word_shares, totals, out=np.zeros_like(word_shares), where=totals > 0)
    terms = word_shares.shape[1]
    rank_exclusivity = rankdata(exclusivity, axis=1) / terms
    rank_frequency = rankdata(word_shares, axis=1) / terms
    scores: np.ndarray = 1 / (weight / rank_exclusivity + (1 - weight) / rank_frequency)
    return scores


def exclusivity(word_shares: np.ndarray, words: int = 10, weight: float = 0.7) -> np.ndarray:
    """Sum of the FREX scores of each topic's most frequent words (stm's exclusivity)."""
    scores = frex(word_shares, weight)
    top = np.argsort(-word_shares, axis=1, kind="stable")[:, :words]
    sums: np.ndarray = np.take_along_axis(scores, top, axis=1).sum(axis=1)
    return sums


def topic_words(model: TopicModel, *, words: int = 10, weight: float = 0.7) -> pd.DataFrame:
    """The most frequent words of each topic: model, topic, label, rank, term, weight, frex.

    `topic` counts from 1; the label is the three words of highest FREX among the listed ones.
    """
    scores = frex(model.word_shares, weight)
    rows = []
    for topic, label in enumerate(labels(model, words=words, weight=weight)):
        shares = model.word_shares[topic]
        top = sorted(range(len(shares)), key=lambda t: (-round(shares[t], 12), model.terms[t]))
        rows += [
            (
                model.name,
                topic + 1,
                label,
                rank,
                model.terms[term],
                shares[term],
                scores[topic, term],
            )
            for rank, term in enumerate(top[:words], start=1)
        ]
    return pd.DataFrame(rows, columns=["model", "topic", "label", "rank", "term", "weight", "frex"])


def labels(model: TopicModel, *, words: int = 10, weight: float = 0.7) -> list[str]:
    """A label for each topic: of its most frequent words the three with the highest FREX."""
    scores = frex(model.word_shares, weight)
    found = []
    for shares, score in zip(model.word_shares, scores, strict=True):
        top = sorted(range(len(shares)), key=lambda t: (-round(shares[t], 12), model.terms[t]))
        best = sorted(top[:words], key=lambda t: (-round(score[t], 12), model.terms[t]))[:3]
        found.append(" · ".join(model.terms[best]))
    return found


def topic_prevalence(
    model: TopicModel, groups: list[str], *, words: int = 10, weight: float = 0.7
) -> pd.DataFrame:
    """The share of each group's tokens that each topic takes.

    Returns
    -------
    pandas.DataFrame
        model, topic, label, group, share (0–1), ci_low, ci_high, loo_low, loo_high, left_out,
        units. A group's shares sum to 1. ``loo_*`` is the range of the share when one text at a
        time is left out, where a group has several, or one paragraph; ``left_out`` says which. It
        is no confidence interval. ``ci_*`` stay empty: the model's own uncertainty is not in them
        yet.
    """
    rows = []
    for topic, label in enumerate(labels(model, words=words, weight=weight)):
        for group in groups:
            own = (model.units["group"] == group).to_numpy()
            sizes, shares = model.sizes[own], model.topic_shares[own, topic]
            mass, total = sizes @ shares, sizes.sum()
            part_sizes, part_mass = sizes, sizes * shares
            texts, names = pd.factorize(model.units.loc[own, "doc_id"])
            several = np.count_nonzero(np.bincount(texts, sizes, minlength=len(names))) > 1
            if several:
                part_sizes, part_mass = (
                    np.bincount(texts, part) for part in (part_sizes, part_mass)
                )
            without = total - part_sizes
            left = (mass - part_mass)[without > 0] / without[without > 0]
            rows.append(
                (
                    model.name,
                    topic + 1,
                    label,
                    group,
                    mass / total if total else np.nan,
                    np.nan,
                    np.nan,
                    left.min() if len(left) else np.nan,
                    left.max() if len(left) else np.nan,
                    "text" if several else "paragraph",
                    int(own.sum()),
                )
            )
    columns = "model topic label group share ci_low ci_high loo_low loo_high left_out units".split()
    return pd.DataFrame(rows, columns=columns)


def unit_topics(model: TopicModel, *, words: int = 10, weight: float = 0.7) -> pd.DataFrame:
    """The leading topic of each unit: model, doc_id, group, paragraph, topic, label, share."""
    named = labels(model, words=words, weight=weight)
    leading = np.round(model.topic_shares, 10).argmax(axis=1)
    return pd.DataFrame(
        {
            "model": model.name,
            "doc_id": model.units["doc_id"],
            "group": model.units["group"],
            "paragraph": model.units["paragraph"],
            "topic": leading + 1,
            "label": [named[topic] for topic in leading],
            "share": model.topic_shares[np.arange(len(leading)), leading],
        }
    )


def _fit_nmf(matrix: TermMatrix, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    model = NMF(n_components=k, init="nndsvda", random_state=seed, max_iter=2000, tol=1e-6)
    weights = model.fit_transform(paragraph_tfidf(matrix))
    # A topic's scale is free between the two factors: weights count with all that they multiply.
    return model.components_, weights * model.components_.sum(axis=1)


def _fit_lda(matrix: TermMatrix, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gensim.matutils import Sparse2Corpus
        from gensim.models import LdaModel

    corpus = list(Sparse2Corpus(matrix.counts, documents_columns=False))
    model = LdaModel(
        corpus,
        id2word=dict(enumerate(matrix.terms)),
        num_topics=k,
        random_state=np.random.RandomState(seed),
        alpha="symmetric",
        passes=40,
        iterations=400,
        chunksize=len(corpus),
        eval_every=None,
        dtype=np.float64,
    )
    gamma, _ = model.inference(corpus)
    return model.get_topics(), gamma


def _balanced_prevalence(shares: np.ndarray, sizes: np.ndarray, groups: pd.Series) -> np.ndarray:
    """Mean over the groups of each topic's share of their tokens."""
    own = [(groups == group).to_numpy() for group in groups.unique()]
    own = [mask for mask in own if sizes[mask].any()]
    means: np.ndarray = np.mean([sizes[o] @ shares[o] / sizes[o].sum() for o in own], axis=0)
    return means


def _normalised(weights: np.ndarray) -> np.ndarray:
    totals = weights.sum(axis=1, keepdims=True)
    return np.where(totals > 0, weights / np.where(totals > 0, totals, 1), 1 / weights.shape[1])
