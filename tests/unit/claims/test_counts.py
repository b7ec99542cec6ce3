"""Occurrences of a claim's terms, as tokens and as strings."""

import pandas as pd
import pytest
from claim_corpus import claim, sentences, tokens

from chengyan.claims.counts import Strings, count_strings, tokens_of
from chengyan.claims.text import passages

TABLE = sentences(
    ("d", "甲", 1, "红的“红”花，红。"), ("d", "甲", 1, "的的的。"), ("d", "甲", 2, "蓝")
)
PASSAGES = passages(TABLE, ["body"])


def listed(pair):
    return [numbers.tolist() for numbers in pair]


@pytest.mark.parametrize(
    ("quotations", "stopwords", "found"),
    [
        ("in", "in", [[3, 0, 0], [5, 3, 1]]),
        ("in", "out", [[3, 0, 0], [4, 0, 1]]),
        ("out", "in", [[2, 0, 0], [4, 3, 1]]),
        ("out", "out", [[2, 0, 0], [3, 0, 1]]),
    ],
)
def test_tokens_are_counted_within_and_without(quotations, stopwords, found):
    cut = tokens_of(tokens(TABLE), PASSAGES, ["的"])
    assert listed(cut.of(claim(), quotations, stopwords)) == found


def test_a_claimed_stop_word_counts_all_the_same():
    cut = tokens_of(tokens(TABLE), PASSAGES, ["的", "红"])
    assert listed(cut.of(claim(of=("的",)), "in", "out")) == [[1, 3, 0], [2, 3, 1]]


def test_tokens_of_other_sentences_are_left_out():
    other = pd.concat([tokens(TABLE), tokens(TABLE).assign(doc_id="e")])
    cut = tokens_of(other, PASSAGES, [])
    assert listed(cut.of(claim(), "in", "in")) == [[3, 0, 0], [5, 3, 1]]


@pytest.mark.parametrize(
    ("terms", "text", "number"),
    [
        (["红色", "红色基因"], "红色基因和红色", 2),
        (["创新"], "科技创新，创新", 2),
        (["甲乙", "乙丙丁"], "甲乙丙丁", 1),
        (["一一"], "一一一", 1),
        (["甲"], "", 0),
    ],
)
def test_strings_are_found_longest_first_without_overlap(terms, text, number):
    assert count_strings(terms, [text]).tolist() == [number]


def test_strings_are_set_against_han_characters():
    found = Strings(PASSAGES).of(claim(), "out", "")
    assert listed(found) == [[2, 0, 0], [4, 3, 1]]
