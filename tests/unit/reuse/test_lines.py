"""Which characters of a sentence count, and what covers them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reuse_texts import FORMULA, sentences

from chengyan.errors import TableError
from chengyan.lexicon import Entry
from chengyan.reuse.lines import texts_of


def line_of(sentence, *entries):
    (text,) = texts_of(sentences({("甲", "a"): [sentence]}), entries)
    return text.lines[0], text.formulas[0]


def told(line, which):
    return "".join(chr(code) for code, ok in zip(line.codes, which, strict=True) if ok)


def test_only_han_characters_count_with_their_offsets():
    line, _ = line_of("做到“两个维护”，GDP增长6.5%。")
    assert told(line, np.ones(len(line), bool)) == "做到两个维护增长"
    assert line.offsets.tolist() == [0, 1, 3, 4, 5, 6, 12, 13]


def test_formulas_and_places_are_covered_and_ordinary_words_are_not():
    line, formulas = line_of("在天津做到两个维护，建设美丽城市", FORMULA)
    # The dictionary has 美丽 and 城市 for places.
    assert told(line, line.free) == "在做到建设美丽城市"
    assert formulas == [("天津", 1, 3), ("两个维护", 5, 9)]
    assert line.words[5:9].tolist() == [line.words[5]] * 4


def test_a_formula_inside_another_is_told_too():
    inner = Entry("维护", "formulation", "national", 0)
    _, formulas = line_of("“两个维护”", FORMULA, inner)
    assert formulas == [("两个维护", 0, 4), ("维护", 2, 4)]


def test_titles_and_what_has_no_han_are_left_out():
    table = sentences({("甲", "a"): ["题目", "正文。", "2021"]})
    table.loc[0, "kind"] = "title"
    (text,) = texts_of(table, [])
    assert text.rows["text"].tolist() == ["正文。"]
    assert text.han == 2


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="source_line"):
        texts_of(sentences({("甲", "a"): ["正文。"]}).drop(columns="source_line"), [])


@given(st.integers(0, 2**32 - 1))
def test_shuffling_keeps_words_whole(seed):
    line, _ = line_of("坚决做到两个维护，加快建设美丽城市", FORMULA)
    other = line.shuffled(np.random.default_rng(seed))
    words = [
        ["".join(map(chr, each.codes[each.words == word])) for word in np.unique(each.words)]
        for each in (line, other)
    ]
    assert words[0] == words[1]
    assert "两个维护" in told(other, np.ones(len(other), bool))
    assert told(other, ~other.free) == "两个维护"
