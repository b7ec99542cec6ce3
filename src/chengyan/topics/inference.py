"""How much of each unit each topic takes, for topics whose words are given."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chengyan.topics.voices import ALPHA

Array = NDArray[np.float64]

ROUNDS, ENOUGH = 200, 1e-6
# Terms of units times topics that are worked on at a time: some ten megabytes.
_CELLS = 1_000_000


def token_shares(counts: Any, words: Array, alpha: float = ALPHA) -> Array:
    """The expected number of each unit's tokens that each topic takes.

    Parameters
    ----------
    counts : scipy.sparse matrix, units × terms
    words : numpy.ndarray, topics × terms
        Rows sum to 1, no entry 0.
    alpha : float
        Of the symmetric Dirichlet prior over the topics of a unit.

    Returns
    -------
    numpy.ndarray, units × topics
        Rows sum to the tokens of the unit. Divided by that sum they are shares of tokens, which a
        prior does not draw to the middle; `alpha` plus them are the parameters of the Dirichlet
        distribution that stands for what is known of a unit's topics.

    Notes
    -----
    The zero-order collapsed variational update: each token is shared out among topics by
    word share × (alpha + what the topic has of the unit), until that changes no more.

    References
    ----------
    Asuncion, A., Welling, M., Smyth, P., & Teh, Y. W. (2009). On smoothing and inference for topic
    models. UAI.
    """
    table = sparse.csr_matrix(counts)
    found = np.zeros((table.shape[0], len(words)))
    ends = table.indptr
    piece = max(_CELLS // len(words), 1)
    start = 0
    while start < table.shape[0]:
        end = int(np.searchsorted(ends, ends[start] + piece, side="right")) - 1
        end = min(max(end, start + 1), table.shape[0])
        found[start:end] = _of_piece(table[start:end], words, alpha)
        start = end
    return found


def _of_piece(table: sparse.csr_matrix, words: Array, alpha: float) -> Array:
    lengths = np.diff(table.indptr)
    rows = np.repeat(np.arange(table.shape[0]), lengths)
    likely = words.T[table.indices]
    gather = sparse.csr_matrix(
        (table.data.astype(float), np.arange(len(rows)), table.indptr),
        shape=(table.shape[0], len(rows)),
    )
    sizes = np.asarray(table.sum(axis=1)).reshape(-1, 1)
    shares = np.repeat(sizes / len(words), len(words), axis=1)
    for _ in range(ROUNDS):
        parts = likely * (alpha + shares)[rows]
        parts /= parts.sum(axis=1, keepdims=True)
        after = gather @ parts
        moved = np.abs(after - shares).max(initial=0.0)
        shares = after
        if moved < ENOUGH * max(sizes.max(initial=1), 1):
            break
    return shares


def held_out_likelihood(counts: Any, words: Array, random: np.random.Generator) -> float:
    """Mean log likelihood of a token of one half of each unit, its topics learnt on the other.

    Parameters
    ----------
    counts : scipy.sparse matrix, units × terms
        Units that the topics were not fitted to.
    words : numpy.ndarray, topics × terms
    random : numpy.random.Generator
        Which tokens are of which half.

    Returns
    -------
    float
        Natural logarithm, per token; NaN where there is none. It compares models of one vocabulary
        only.

    References
    ----------
    Wallach, H. M., Murray, I., Salakhutdinov, R., & Mimno, D. (2009). Evaluation methods for topic
    models. ICML (document completion).
    """
    table = sparse.csr_matrix(counts)
    seen = table.copy()
    seen.data = random.binomial(table.data, 0.5)
    unseen = table - seen
    unseen.eliminate_zeros()
    if not unseen.nnz:
        return float("nan")
    known = token_shares(seen, words) + ALPHA
    known /= known.sum(axis=1, keepdims=True)
    rows = np.repeat(np.arange(unseen.shape[0]), np.diff(unseen.indptr))
    likely = np.einsum("ij,ij->i", known[rows], words.T[unseen.indices])
    return float((unseen.data * np.log(likely)).sum() / unseen.data.sum())
