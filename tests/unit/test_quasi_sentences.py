"""Sentences to quasi-sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.quasi_sentences import split_parts


def parts(sentence):
    return [sentence[start:end] for start, end in split_parts(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("要办好教育。", ["要办好教育。"]),
        ("办好教育；办好医院；修好路。", ["办好教育；", "办好医院；", "修好路。"]),
        # The splitter of sentences keeps a quotation whole; its parts are cut.
        ("“先有山。后有水”的故事。", ["“先有山。", "后有水”的故事。"]),
        # A closing mark that runs on closes nothing.
        ("“干！”，他说。", ["“干！”，他说。"]),
        ("曾经是古都……今天是新城。", ["曾经是古都……", "今天是新城。"]),
        # No part without a word.
        ("修路；——。", ["修路；——。"]),
        ("；；。", ["；；。"]),
        ("", []),
        ("地址是 a;b=1 的页面。", ["地址是 a;b=1 的页面。"]),
    ],
)
def test_parts_of_a_sentence(sentence, expected):
    assert parts(sentence) == expected


@given(st.text(alphabet="干路水；。！？…”“，a;!1 ", max_size=40))
def test_parts_cover_the_sentence_and_each_has_a_word(sentence):
    found = parts(sentence)
    assert "".join(found) == sentence
    assert len(found) <= 1 or all(any(c.isalnum() for c in part) for part in found)
