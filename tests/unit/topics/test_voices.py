"""Three voices: planted topics found, the same twice, odd counts borne."""

import numpy as np
import pytest
from planted import THEMES, planted
from scipy import sparse

from chengyan.errors import ConfigError
from chengyan.topics.inference import token_shares
from chengyan.topics.voices import VOICES, fit_words, nmf_words, shared_out
from chengyan.topics.words import top_words

voices = pytest.mark.parametrize("voice", VOICES)


def first_words(words, terms, number=4):
    return {frozenset(terms[row]) for row in top_words(words, number)}


@voices
def test_planted_topics_are_found(voice):
    matrix = planted()
    words = fit_words(matrix.counts, voice, k=3, seed=1)
    assert words.shape == (3, len(matrix.terms))
    assert words.sum(axis=1) == pytest.approx([1, 1, 1])
    assert (words > 0).all()
    found = first_words(words, matrix.terms)
    assert all(any(topic <= {*theme, "发展"} for theme in THEMES) for topic in found)
    assert len(found) == 3
    leading = token_shares(matrix.counts, words).argmax(axis=1).reshape(-1, 3)
    assert (leading == leading[0]).all()
    assert set(leading[0]) == {0, 1, 2}


@voices
def test_the_same_twice(voice):
    one, two = (fit_words(planted().counts, voice, k=4, seed=3).tobytes() for _ in range(2))
    assert one == two


@voices
def test_the_same_topics_whatever_the_order_of_terms(voice):
    one, two = (
        first_words(fit_words(matrix.counts, voice, k=3, seed=1), matrix.terms, 3)
        for matrix in (planted(), planted(backwards=True))
    )
    assert one == two


@voices
def test_units_and_terms_without_a_count(voice):
    counts = planted().counts.toarray()
    counts[4], counts[:, 7] = 0, 0
    words = fit_words(sparse.csr_matrix(counts), voice, k=3, seed=1)
    assert np.isfinite(words).all()
    assert (words > 0).all()
    assert words[:, 7].max() < 1e-4


@voices
def test_more_topics_than_there_is_to_tell(voice):
    """Six units of two kinds, three topics: no warning, and distributions all the same."""
    counts = sparse.csr_matrix(np.kron(np.eye(2, dtype=int), np.ones((3, 2), dtype=int)))
    words = fit_words(counts, voice, k=3, seed=1)
    assert words.sum(axis=1) == pytest.approx([1, 1, 1])


def test_a_block_that_no_topic_covers_leaves_no_gap():
    """With fewer topics than blocks an NMF gives the terms of the smallest block no weight."""
    counts = np.kron(np.eye(3, dtype=int), np.ones((4, 4), dtype=int))
    counts[:4, :4] *= 9
    words = fit_words(sparse.csr_matrix(counts), "nmf", k=2, seed=1)
    assert np.isfinite(words).all()
    assert words.sum(axis=1) == pytest.approx([1, 1])


def test_tokens_are_shared_out_and_none_is_lost():
    counts = sparse.csr_matrix([[2, 1, 0], [0, 4, 1]])
    weights = np.array([[1.0, 0.0], [1.0, 3.0]])
    components = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.0]])
    # Of the second unit's four, .5 against 1.5; of the last term no factor has any: halves.
    assert shared_out(counts, weights, components).tolist() == [[2, 2, 0.5], [0, 3, 0.5]]
    counts = planted().counts
    totals = np.asarray(counts.sum(axis=0)).ravel()
    assert nmf_words(counts, 3, 1).sum(axis=0) == pytest.approx(totals)


def test_an_unknown_voice():
    with pytest.raises(
        ConfigError, match=r"`topics.models`: 'stm' is no model\. Choose of nmf, lda, gibbs"
    ):
        fit_words(planted().counts, "stm", k=3, seed=1)
