"""Shares of tokens and held-out likelihood against plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from chengyan.topics import inference
from chengyan.topics.inference import held_out_likelihood, token_shares
from chengyan.topics.voices import ALPHA

WORDS = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])


def plainly(row, words, alpha=ALPHA):
    """The fixed point, token by token."""
    shares = np.full(len(words), sum(row) / len(words))
    for _ in range(2000):
        after = np.zeros(len(words))
        for term, count in enumerate(row):
            part = words[:, term] * (alpha + shares)
            after += count * part / part.sum()
        shares = after
    return shares


@given(arrays(np.int64, (4, 3), elements=st.integers(0, 9)))
def test_rows_sum_to_the_tokens(counts):
    found = token_shares(sparse.csr_matrix(counts), WORDS)
    assert found.sum(axis=1) == pytest.approx(counts.sum(axis=1))
    assert (found >= 0).all()


@pytest.mark.parametrize("row", [[1, 0, 0], [4, 1, 0], [3, 3, 3], [0, 0, 12]])
@pytest.mark.parametrize("alpha", [ALPHA, 1.0])
def test_shares_by_plain_loops(row, alpha):
    found = token_shares(sparse.csr_matrix([row]), WORDS, alpha)
    assert found[0] == pytest.approx(plainly(row, WORDS, alpha), abs=1e-4)


def test_a_unit_of_one_word_by_hand():
    """With a prior beyond any word it is the word's own likelihood that decides."""
    found = token_shares(sparse.csr_matrix([[1, 0, 0]]), WORDS, 1e6)
    assert found[0] == pytest.approx([0.7 / 0.8, 0.1 / 0.8], abs=1e-5)


def test_topics_that_are_the_same_take_the_same():
    words = np.vstack([WORDS[0], WORDS[0], WORDS[0]])
    assert token_shares(sparse.csr_matrix([[2, 3, 1]]), words)[0] == pytest.approx([2, 2, 2])


def test_units_without_words():
    counts = sparse.csr_matrix([[0, 0, 0], [1, 2, 0], [0, 0, 0]])
    found = token_shares(counts, WORDS)
    assert found[[0, 2]].tolist() == [[0, 0], [0, 0]]
    assert token_shares(counts[:0], WORDS).shape == (0, 2)
    assert token_shares(counts[:1], WORDS).tolist() == [[0, 0]]


@pytest.mark.parametrize("piece", [1, 3, 4, 7, 50])
def test_pieces_give_the_same_as_the_whole(monkeypatch, piece):
    random = np.random.default_rng(3)
    counts = sparse.csr_matrix(random.poisson(0.8, (23, 3)))
    whole = token_shares(counts, WORDS)
    monkeypatch.setattr(inference, "_CELLS", piece * len(WORDS))
    np.testing.assert_allclose(token_shares(counts, WORDS), whole, atol=1e-4)


def test_held_out_likelihood_by_plain_loops():
    counts = sparse.csr_matrix([[4, 0, 3], [1, 6, 0], [0, 0, 0]])
    random = np.random.default_rng(5)
    halves = iter(random.binomial(counts.data, 0.5))
    seen = [[next(halves) if n else 0 for n in row] for row in counts.toarray()]
    total, tokens = 0.0, 0
    for row, half in zip(counts.toarray(), seen, strict=True):
        known = plainly(half, WORDS) + ALPHA
        known /= known.sum()
        for term, left in enumerate(row - np.array(half)):
            total += left * np.log(known @ WORDS[:, term])
            tokens += left
    assert 0 < tokens < 14
    found = held_out_likelihood(counts, WORDS, np.random.default_rng(5))
    assert found == pytest.approx(total / tokens, abs=1e-5)


def test_nothing_held_out():
    nothing = sparse.csr_matrix((2, 3), dtype=np.int64)
    assert np.isnan(held_out_likelihood(nothing, WORDS, np.random.default_rng(1)))
    assert np.isnan(held_out_likelihood(nothing[:0], WORDS, np.random.default_rng(1)))


def test_the_topics_that_made_the_units_are_the_likelier():
    random = np.random.default_rng(2)
    words = np.array([[0.9, 0.05, 0.05], [0.05, 0.05, 0.9]])
    counts = sparse.csr_matrix([random.multinomial(40, words[unit % 2]) for unit in range(20)])
    right, wrong = (
        held_out_likelihood(counts, topics, np.random.default_rng(1))
        for topics in (words, np.full((2, 3), 1 / 3))
    )
    assert right > wrong
