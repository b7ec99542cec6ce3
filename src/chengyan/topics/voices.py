"""Three voices behind one interface: counts to the words of topics."""

import warnings
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chengyan.errors import ConfigError

Array = NDArray[np.float64]

# ASSUME a unit is of few topics, a topic of few words: the sparse priors of the literature on short
# documents, the same for both voices of LDA.
ALPHA, ETA = 0.1, 0.01
# A word that a topic lacks still has so small a share of it, so that every unit has a likelihood.
FLOOR = 1e-7
# gensim reads units in chunks: small corpora are one, and are read again and again.
CHUNK, ENOUGH_UNITS = 2000, 20_000
# Of so many short runs of the sampler the likeliest goes on: one may leave two topics in one.
STARTS = 10
# Rounds of a short run: the fewer tokens, the more, up to 50.
ENOUGH_TOKENS = 2_500_000


def fit_words(counts: Any, voice: str, *, k: int, seed: int) -> Array:
    """Fit a topic model and give the words of its topics.

    Parameters
    ----------
    counts : scipy.sparse matrix, units × terms
        Whole numbers.
    voice : {"nmf", "lda", "gibbs"}
        ``nmf``: scikit-learn's non-negative matrix factorisation of TF-IDF, its topics turned into
        distributions over counted words; ``lda``: latent Dirichlet allocation by variational
        Bayes, gensim; ``gibbs``: the same by collapsed Gibbs sampling, tomotopy.
    k : int
        Number of topics.
    seed : int

    Returns
    -------
    numpy.ndarray, topics × terms
        Rows sum to 1. The order of topics has no meaning.

    Raises
    ------
    ConfigError
        If the voice is unknown.

    References
    ----------
    Blei, D. M., Ng, A. Y., & Jordan, M. I. (2003). Latent Dirichlet allocation. JMLR, 3, 993–1022.
    Griffiths, T. L., & Steyvers, M. (2004). Finding scientific topics. PNAS, 101, 5228–5235.
    Hoffman, M., Blei, D. M., & Bach, F. (2010). Online learning for latent Dirichlet allocation.
    NIPS.
    Lee, D. D., & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix
    factorization. Nature, 401, 788–791.
    """
    if voice not in VOICES:
        raise ConfigError(
            "config key `topics.models`", f"{voice!r} is no model", f"Choose of {', '.join(VOICES)}"
        )
    words = VOICES[voice](sparse.csr_matrix(counts), k, seed)
    words = words + FLOOR / words.shape[1]
    normalised: Array = words / words.sum(axis=1, keepdims=True)
    return normalised


def nmf_words(counts: sparse.csr_matrix, k: int, seed: int) -> Array:
    """The tokens of each term that each topic takes by an NMF: topics × terms, not normalised."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfTransformer

    tfidf = TfidfTransformer().fit_transform(counts)
    model = NMF(n_components=k, init="nndsvda", random_state=seed, max_iter=1000, tol=1e-4)
    with warnings.catch_warnings():
        # Words without structure may not have converged by then: that is as good as it gets.
        warnings.simplefilter("ignore", ConvergenceWarning)
        weights = model.fit_transform(tfidf)
    return shared_out(counts, weights, model.components_)


def shared_out(counts: sparse.csr_matrix, weights: Array, components: Array) -> Array:
    """Each counted token shared out among the topics as the factors say, summed by topic.

    A factor's own weights are of TF-IDF: they say which words tell a topic, not how often it says
    them.
    """
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    parts = weights[rows] * components[:, counts.indices].T
    totals = parts.sum(axis=1, keepdims=True)
    parts = np.divide(parts, totals, out=np.full_like(parts, 1 / len(components)), where=totals > 0)
    parts *= counts.data[:, None]
    words = np.zeros(components.shape)
    for topic in range(len(components)):
        words[topic] = np.bincount(counts.indices, parts[:, topic], minlength=counts.shape[1])
    return words


def _lda(counts: sparse.csr_matrix, k: int, seed: int) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gensim.matutils import Sparse2Corpus

    start = nmf_words(counts, k, seed)
    # Mixed, so that no chunk is of one text: the last would be remembered best.
    mixed = np.random.default_rng(seed).permutation(counts.shape[0])
    corpus = list(Sparse2Corpus(counts[mixed], documents_columns=False))
    rounds = int(np.clip(ENOUGH_UNITS // max(len(corpus), 1), 2, 20))
    return variational_words(corpus, start, seed=seed, passes=rounds)


def variational_words(corpus: Iterable[Any], start: Array, *, seed: int, passes: int) -> Array:
    """Fit gensim's LDA to units that are read as often as `passes` says and never kept.

    Parameters
    ----------
    corpus : iterable of lists of (int, int)
        Column and count of each term of a unit; it must begin anew each time it is gone through.
    start : numpy.ndarray, topics × terms
        Expected counts to start from. From a random start the variational bound has so many poor
        maxima that of eight planted topics two or three are missed.
    seed, passes : int

    Returns
    -------
    numpy.ndarray, topics × terms
        Rows sum to 1.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gensim.models import LdaModel

    model = LdaModel(
        id2word=dict(enumerate(map(str, range(start.shape[1])))),
        num_topics=len(start),
        random_state=np.random.RandomState(seed),
        alpha=ALPHA,
        eta=ETA,
        chunksize=CHUNK,
        passes=passes,
        iterations=100,
        eval_every=None,
        dtype=np.float64,
    )
    model.state.sstats[:] = start
    model.sync_state()
    model.update(corpus)
    words: Array = model.get_topics()
    return words


def _gibbs(counts: sparse.csr_matrix, k: int, seed: int) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tomotopy

    rounds = int(np.clip(ENOUGH_TOKENS // max(int(counts.sum()), 1), 30, 50))

    def started(seed: int) -> Any:
        model = tomotopy.LDAModel(k=k, alpha=ALPHA, eta=ETA, seed=seed)
        model.optim_interval = 0
        for begin, end in pairwise(counts.indptr):
            words = np.repeat(counts.indices[begin:end], counts.data[begin:end])
            if len(words):
                model.add_doc([str(word) for word in words])
        model.train(rounds, workers=1)
        return model

    starts = (started(seed + start) for start in range(STARTS))
    best = max(starts, key=lambda model: model.ll_per_word)
    best.train(6 * rounds, workers=1)
    found = np.zeros((k, counts.shape[1]))
    columns = [int(word) for word in best.used_vocabs]
    for topic in range(k):
        found[topic, columns] = best.get_topic_word_dist(topic)
    return found


VOICES: dict[str, Callable[[sparse.csr_matrix, int, int], Array]] = {
    "nmf": nmf_words,
    "lda": _lda,
    "gibbs": _gibbs,
}
