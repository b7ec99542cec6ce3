"""Measures of likeness against scipy, scikit-learn, values by hand, and what must hold of any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial.distance import jensenshannon
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity

from chengyan.errors import DesignError
from chengyan.similarity.alike import burrows_delta, cosine, frequent_words, jsd

TEXTS = np.array([[10, 2, 0, 4], [8, 4, 2, 2], [3, 3, 5, 5], [9, 0, 1, 6]])


def measures(size, words):
    rng = np.random.default_rng(5)
    return [
        cosine(1 + rng.random(words)),
        jsd(size, words),
        burrows_delta(0.01 + rng.random(words), size),
    ]


@st.composite
def samples(draw):
    """Counts of two or more samples of one size."""
    words, size = draw(st.integers(2, 8)), draw(st.integers(2, 30))
    tokens = st.lists(st.integers(0, words - 1), min_size=size, max_size=size)
    drawn = draw(st.lists(tokens, min_size=2, max_size=4))
    return np.array([np.bincount(t, minlength=words) for t in drawn]), size


def test_divergence_of_the_known_example():
    found = jsd(2, 2).values(np.array([[2, 0], [1, 1]]))
    assert found[0, 1] == pytest.approx(0.311278, abs=5e-7)
    assert found.diagonal().tolist() == pytest.approx([0, 0], abs=1e-12)


@given(samples())
def test_divergence_is_the_square_of_scipys_distance(drawn):
    counts, size = drawn
    found = jsd(size, counts.shape[1]).values(counts)
    for i, x in enumerate(counts):
        for j, y in enumerate(counts):
            assert found[i, j] == pytest.approx(jensenshannon(x, y, base=2) ** 2, abs=1e-7)


def test_cosine_is_that_of_scikit_learns_vectors():
    transformer = TfidfTransformer().fit(sparse.csr_matrix([[1, 0, 2, 0], [1, 1, 0, 0]] * 3))
    expected = cosine_similarity(transformer.transform(sparse.csr_matrix(TEXTS)))
    np.testing.assert_allclose(cosine(transformer.idf_).values(TEXTS), expected, rtol=1e-12)


def test_delta_is_the_mean_difference_of_z_scores():
    columns, deviations = frequent_words(sparse.csr_matrix(TEXTS), 3)
    rates = TEXTS / 16
    assert columns.tolist() == [0, 3, 1]
    z = (rates - rates.mean(axis=0)) / rates.std(axis=0, ddof=1)
    expected = np.abs(z[0, columns] - z[1, columns]).mean()
    assert burrows_delta(deviations, 16).values(TEXTS[:, columns])[0, 1] == pytest.approx(expected)


def test_words_that_all_texts_use_alike_have_no_z_score():
    columns, deviations = frequent_words(sparse.csr_matrix([[4, 3, 1], [4, 1, 3], [0, 0, 0]]), 9)
    assert columns.tolist() == [1, 2]
    assert (deviations > 0).all()
    with pytest.raises(DesignError, match="one text has no deviation"):
        frequent_words(sparse.csr_matrix([[1, 2], [0, 0]]), 2)


@given(samples(), st.randoms(use_true_random=False))
def test_what_must_hold_of_any_measure(drawn, random):
    counts, size = drawn
    words = counts.shape[1]
    order = random.sample(range(words), words)
    for measure in measures(size, words):
        found = measure.values(counts)
        np.testing.assert_allclose(found, found.T, atol=1e-12)
        best = 1.0 if measure.likeness else 0.0
        np.testing.assert_allclose(found.diagonal(), best, atol=1e-9)
        assert (found <= 1 + 1e-9).all() or measure.name == "burrows_delta"
        assert (found >= -1e-9).all()
        # In another order of words, and with weights that go with them, nothing changes.
        moved = type(measure)(**{**vars(measure), "weights": measure.weights[order]})
        np.testing.assert_allclose(moved.values(counts[:, order]), found, atol=1e-9)


def test_samples_without_a_word_in_common_are_as_unlike_as_can_be():
    apart = np.array([[3, 1, 0, 0], [0, 0, 2, 2]])
    assert jsd(4, 4).values(apart)[0, 1] == pytest.approx(1)
    assert cosine(np.ones(4)).values(apart)[0, 1] == 0
