"""Relations between topics: correlations by numpy, a map that keeps distances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon, pdist

from chengyan.topics.relations import correlations, topic_map


def test_correlations_by_numpy():
    random = np.random.default_rng(1)
    sizes, weights = random.integers(1, 20, 9), random.integers(1, 4, 9)
    tokens = sizes[:, None] * random.dirichlet(np.ones(3), (5, 9))
    table = correlations(tokens, weights)
    assert table[["topic", "other"]].to_numpy().tolist() == [[1, 2], [1, 3], [2, 3]]
    # A unit that weighs as three is as good as three units.
    found = [
        np.corrcoef(np.repeat(draw / sizes[:, None], weights, axis=0), rowvar=False)
        for draw in tokens
    ]
    pairs = [(0, 1), (0, 2), (1, 2)]
    assert table["correlation"].tolist() == pytest.approx([found[0][pair] for pair in pairs])
    agreeing = [np.mean([f[p] * found[0][p] > 0 for f in found[1:]]) for p in pairs]
    assert table["agreeing"].tolist() == pytest.approx(agreeing)


def test_units_without_words_do_not_count():
    tokens = np.array([[[1.0, 3.0], [4.0, 4.0], [0.0, 0.0], [3.0, 0.0]]])
    table = correlations(tokens, np.array([1, 1, 9, 1]))
    assert table["correlation"].tolist() == pytest.approx([-1.0])
    assert table["agreeing"].isna().all()


@pytest.mark.parametrize("tokens", [[[1, 1], [2, 2]], [[1, 3], [0, 0]]])
def test_without_variation_there_is_no_correlation(tokens):
    table = correlations(np.array([tokens, tokens], float), np.ones(2, int))
    assert table[["correlation", "agreeing"]].to_numpy().tolist() == [[0.0, 1.0]]


@given(st.integers(0, 2**32))
def test_a_map_of_three_topics_keeps_their_distances(seed):
    words = np.random.default_rng(seed).dirichlet(np.full(6, 0.5), 3) + 1e-9
    words /= words.sum(axis=1, keepdims=True)
    places = topic_map(words)
    distances = pdist(words, lambda a, b: jensenshannon(a, b, base=2))
    np.testing.assert_allclose(pdist(places), distances, atol=1e-7)
    # The sign is settled: what lies farthest out is positive.
    farthest = np.take_along_axis(places, np.abs(places).round(8).argmax(axis=0)[None], axis=0)
    assert (farthest >= 0).all()


def test_two_topics_lie_on_a_line():
    words = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])
    places = topic_map(words)
    assert places[:, 0] == pytest.approx(
        [1, -1] * pdist(words, jensenshannon) / np.log(2) ** 0.5 / 2
    )
    assert places[:, 1] == pytest.approx([0, 0], abs=1e-7)


@pytest.mark.parametrize("difference", [0, 1e-16, 1e-12, 1e-9, 1e-8])
def test_topics_that_are_all_but_the_same_fall_together(difference):
    words = np.random.default_rng(1).dirichlet(np.ones(60), 2)
    nearly = words[0] * (1 + difference * (np.arange(60) % 2))
    places = topic_map(np.vstack([words, nearly / nearly.sum()]))
    assert places[0] == pytest.approx(places[2], abs=1e-6)
    assert np.isfinite(places).all()


def test_topics_that_are_all_the_same_lie_in_the_middle():
    assert topic_map(np.full((4, 5), 0.2)) == pytest.approx(np.zeros((4, 2)), abs=1e-7)
