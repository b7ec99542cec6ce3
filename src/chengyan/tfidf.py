"""TF-IDF of groups, with an idf that is learnt over paragraphs."""

import numpy as np
import pandas as pd
from scipy import sparse

from chengyan.matrix import TermMatrix


def smooth_idf(counts: sparse.csr_matrix) -> np.ndarray:
    """The idf of each term, ln((1 + n) / (1 + df)) + 1, as scikit-learn has it.

    Parameters
    ----------
    counts : scipy.sparse.csr_matrix, documents × terms
    """
    weights: np.ndarray = np.log((1 + counts.shape[0]) / (1 + counts.getnnz(axis=0))) + 1
    return weights


def group_tfidf(matrix: TermMatrix, reference: TermMatrix | None = None) -> pd.DataFrame:
    """TF-IDF of each group's terms.

    Parameters
    ----------
    matrix : TermMatrix
        Counts by paragraph; a group's counts are the sum of its paragraphs'.
    reference : TermMatrix, optional
        A corpus whose paragraphs the idf is learnt from; by default those of `matrix`. Terms that
        it lacks get the idf of a document frequency of 0.

    Returns
    -------
    pandas.DataFrame
        Columns group, term, count, tfidf (0–1), rank (from 1, by falling tfidf, ties by term); a
        row for each term that the group uses. Groups in the order of the units.

    Notes
    -----
    scikit-learn's smooth idf, ln((1 + n) / (1 + df)) + 1, and vectors of length 1 (l2 norm). With
    an idf learnt over three texts there would be three values of idf only; over paragraphs it tells
    a theme's word from one that is everywhere. Because of the norm, values compare within a group,
    and between groups only by rank.

    References
    ----------
    Salton, G., & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing & Management, 24(5), 513–523.
    """
    # ASSUME a paragraph is the document of the idf: over three texts it would have three values.
    learnt_from = matrix.counts if reference is None else _columns_of(reference, matrix.terms)
    idf = smooth_idf(learnt_from)
    groups = list(dict.fromkeys(matrix.units["group"]))
    tables = []
    for group in groups:
        counts = np.asarray(
            matrix.counts[(matrix.units["group"] == group).to_numpy()].sum(axis=0)
        ).ravel()
        used = np.flatnonzero(counts)
        weights = counts[used] * idf[used]
        weights /= np.sqrt(weights @ weights)
        table = pd.DataFrame(
            {
                "group": group,
                "term": matrix.terms[used],
                "count": counts[used],
                "tfidf": weights,
            }
        ).sort_values(["tfidf", "term"], ascending=[False, True], kind="stable")
        tables.append(table.assign(rank=range(1, len(table) + 1)))
    return pd.concat(tables, ignore_index=True)


def _columns_of(reference: TermMatrix, terms: np.ndarray) -> sparse.csr_matrix:
    """The reference's counts with the columns of `terms`."""
    position = {term: i for i, term in enumerate(reference.terms)}
    found = [(position[term], i) for i, term in enumerate(terms) if term in position]
    selection = sparse.csr_matrix(
        (
            np.ones(len(found), np.int64),
            ([a for a, _ in found], [b for _, b in found]),
        ),
        shape=(len(reference.terms), len(terms)),
    )
    return sparse.csr_matrix(reference.counts @ selection)
