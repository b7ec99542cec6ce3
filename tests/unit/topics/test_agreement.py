"""Agreement of topics: the numbers of the paper, permutations undone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.topics.agreement import average_jaccard, likeness, matched

ranked_words = st.permutations(range(12)).map(lambda words: words[:6])


def test_average_jaccard_of_the_paper():
    one = "album music best award win".split()
    two = "cinema best award album music".split()
    assert average_jaccard(one, two) == pytest.approx(0.293333, abs=1e-6)
    # Of beginnings of 1 to 5 words: 0, 0, 1/5, 3/5, 4/6.
    assert average_jaccard(one, two) == pytest.approx((1 / 5 + 3 / 5 + 4 / 6) / 5)


@given(ranked_words, ranked_words)
def test_average_jaccard_is_symmetric_and_1_for_the_same_alone(one, two):
    value = average_jaccard(one, two)
    assert 0 <= value <= 1
    assert value == average_jaccard(two, one)
    assert (value == 1) == (one == two)


def test_likeness_of_each_with_each():
    one, two = np.array([[0, 1], [2, 3]]), np.array([[0, 1], [1, 0], [4, 5]])
    assert likeness(one, two).tolist() == [[1.0, 0.5, 0.0], [0.0, 0.0, 0.0]]


@given(st.lists(ranked_words, min_size=1, max_size=5, unique_by=tuple), st.randoms())
def test_permuted_topics_are_found(topics, random):
    order = random.sample(range(len(topics)), len(topics))
    one = np.array(topics)
    partner, alike = matched(one, one[order])
    assert (one[order][partner] == one).all()
    assert alike.tolist() == [1.0] * len(topics)


def test_the_sum_is_what_is_made_large():
    """Each alone would take the first partner; together the second topic goes without."""
    one = np.array([[0, 1], [0, 2]])
    two = np.array([[0, 2], [0, 9]])
    partner, alike = matched(one, two)
    assert partner.tolist() == [1, 0]
    assert alike == pytest.approx([(1 + 1 / 3) / 2, 1.0])
