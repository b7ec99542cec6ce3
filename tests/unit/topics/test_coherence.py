"""Coherence: gensim's own numbers, words that texts lack."""

import warnings

import numpy as np
import pytest

from chengyan.topics.coherence import MEASURES, coherence

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from gensim.test.utils import common_texts

GOOD = [["human", "computer", "system", "interface"], ["graph", "minors", "trees", "eps"]]


def test_the_numbers_of_gensim():
    npmi = coherence(GOOD, common_texts, "c_npmi")
    assert npmi == pytest.approx([0.276803, -0.221157], abs=1e-6)
    assert coherence(GOOD, common_texts, "c_v").mean() == pytest.approx(0.637083, abs=1e-6)


@pytest.mark.parametrize("measure", MEASURES)
def test_neither_the_order_of_texts_nor_other_topics_matter(measure):
    whole = coherence(GOOD, common_texts, measure)
    assert coherence(GOOD, common_texts[::-1], measure) == pytest.approx(whole, abs=1e-12)
    assert coherence(GOOD[1:], common_texts, measure) == pytest.approx(whole[1:], abs=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_words_that_the_texts_lack_keep_company_with_none(measure):
    pair = coherence([["human", "computer"]], common_texts, measure)
    four = coherence([["human", "nowhere", "computer", "never"]], common_texts, measure)
    assert four == pytest.approx(pair * 2 / 12)


@pytest.mark.parametrize("measure", MEASURES)
def test_topics_without_two_known_words_have_no_value(measure):
    topics = [["nowhere", "human"], GOOD[0], ["nowhere", "never"]]
    found = coherence(topics, common_texts, measure)
    assert np.isnan(found).tolist() == [True, False, True]
    assert found[1] == pytest.approx(coherence(GOOD[:1], common_texts, measure)[0])
    assert np.isnan(coherence([["nowhere", "never"]], common_texts, measure)).all()
    assert coherence([], common_texts, measure).shape == (0,)
