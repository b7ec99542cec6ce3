"""Words of topics: FREX by hand, ranks, labels."""

import numpy as np
import pytest

from chengyan.topics.words import exclusivity, frex, labels, naming_words, top_words

BETA = np.array([[0.5, 0.3, 0.1, 0.05, 0.05], [0.1, 0.1, 0.2, 0.4, 0.2]])
TERMS = np.array(list("edcba"), dtype=object)


def test_frex_by_hand():
    assert exclusivity(BETA, top=2, weight=0.7) == pytest.approx([1.8, 1.626866], abs=1e-6)
    # The first term of the first topic leads in both: 1; the last is third and a half-shared last.
    first = frex(BETA, 0.7)[0]
    assert first[0] == pytest.approx(1 / (0.7 / 1 + 0.3 / 1))
    assert first[4] == pytest.approx(1 / (0.7 / 0.4 + 0.3 / 0.3))


def test_frex_of_a_term_in_no_topic():
    beta = np.array([[0.5, 0.5, 0.0], [0.2, 0.8, 0.0]])
    scores = frex(beta)
    assert np.isfinite(scores).all()
    assert (scores.argmin(axis=1) == 2).all()


def test_weight_leads_from_frequent_to_exclusive():
    beta = np.array([[0.6, 0.3, 0.1], [0.6, 0.05, 0.35]])
    assert frex(beta, 0.01)[0].argmax() == 0
    assert frex(beta, 0.99)[0].argmax() == 1


def test_top_words():
    assert top_words(BETA, 3).tolist() == [[0, 1, 2], [3, 2, 4]]  # 2 before 4: equal
    assert top_words(BETA, 99).shape == BETA.shape
    # What differs in the last bit is equal.
    nearly = np.array([[0.1 + 0.2, 0.3, 0.4]])
    assert top_words(nearly[:, ::-1], 3).tolist() == [[0, 1, 2]]
    assert top_words(nearly, 3).tolist() == [[2, 0, 1]]


def test_labels_are_of_frequent_words_the_most_exclusive():
    assert labels(BETA, TERMS, top=2) == ["e · d", "b · c"]
    assert all(len(label.split(" · ")) == 3 for label in labels(BETA, TERMS, top=4))
    # 0 is the most frequent word of both topics, and the least exclusive of the three.
    beta = np.array([[0.5, 0.3, 0.2, 0.0, 0.0], [0.5, 0.0, 0.0, 0.3, 0.2]])
    assert naming_words(beta, 3, 0.9)[0].tolist() == [1, 2, 0]
    assert naming_words(beta, 3, 0.9, number=1).tolist() == [[1], [3]]
