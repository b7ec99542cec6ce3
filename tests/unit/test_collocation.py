"""Collocations: quanteda's numbers, a count by hand, and what a phrase is."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.collocation import COLUMNS, association, collocations, pattern_counts
from chengyan.errors import DesignError, TableError

KINDS = ["heading", "body"]


def table(*sentences, group="甲", doc_id="a", kind="body"):
    """Tokens of sentences, each a paragraph, given as words separated by blanks."""
    return pd.DataFrame(
        [
            {"doc_id": doc_id, "group": group, "paragraph": n, "sentence": n, "kind": kind,
             "token": token}
            for n, sentence in enumerate(sentences, start=1)
            for token in sentence.split()
        ]
    )  # fmt: skip


def ngrams(sentences, length):
    return [
        tuple(words[i : i + length])
        for words in (sentence.split() for sentence in sentences)
        for i in range(len(words) - length + 1)
    ]


def by_hand(grams, phrase):
    """Lambda, z and npmi from the definition, n-gram by n-gram."""
    cells = dict.fromkeys(itertools.product((0, 1), repeat=len(phrase)), 0.5)
    for gram in grams:
        cells[tuple(int(a == b) for a, b in zip(gram, phrase, strict=True))] += 1
    lambda_ = sum((-1) ** (len(phrase) - sum(b)) * math.log(n) for b, n in cells.items())
    z = lambda_ / math.sqrt(sum(1 / n for n in cells.values()))
    p = grams.count(phrase) / len(grams)
    parts = [sum(gram[i] == word for gram in grams) / len(grams) for i, word in enumerate(phrase)]
    if p == 1:
        return lambda_, z, math.nan
    return lambda_, z, math.log(p / math.prod(parts)) / ((len(phrase) - 1) * -math.log(p))


def test_quantedas_numbers():
    found = collocations(
        table("i like good ice cream", "me too", "i like good ice cream"), kinds=KINDS, min_count=2
    )
    row = found[found["terms"] == "ice;cream"].iloc[0]
    assert row["lambda"] == pytest.approx(4.317488, abs=5e-7)
    assert row["z"] == pytest.approx(2.027787, abs=5e-7)
    assert (row["count"], row["length"]) == (2, 2)


def test_the_table_of_quantedas_example():
    words = {word: i for i, word in enumerate("i like good ice cream me too".split())}
    grams = [
        [words[a], words[b]]
        for a, b in ngrams(["i like good ice cream", "me too", "i like good ice cream"], 2)
    ]
    counts = pattern_counts(np.array(grams), np.array([3]))
    assert grams[3] == [words["ice"], words["cream"]]
    assert counts.tolist() == [[7, 0, 0, 2]]


SENTENCES = st.lists(
    st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=9).map(" ".join),
    min_size=1,
    max_size=6,
)


@given(SENTENCES)
@settings(max_examples=25)
def test_every_number_is_that_of_counting_n_gram_by_n_gram(sentences):
    found = collocations(table(*sentences), kinds=KINDS, min_count=1)
    every = [gram for length in (2, 3, 4) for gram in ngrams(sentences, length)]
    assert sorted(found["terms"]) == sorted({";".join(gram) for gram in every})
    for row in found.to_dict("records"):
        phrase = tuple(row["terms"].split(";"))
        grams = ngrams(sentences, len(phrase))
        assert row["count"] == grams.count(phrase)
        told = [row["lambda"], row["z"], row["npmi"]]
        np.testing.assert_allclose(told, by_hand(grams, phrase), atol=1e-9)
        assert math.isnan(row["npmi"]) or -1 - 1e-9 <= row["npmi"] <= 1 + 1e-9
        holding = [n for n in sentences if phrase in ngrams([n], len(phrase))]
        assert row["paragraphs"] == len(holding)


@given(SENTENCES)
@settings(max_examples=25)
def test_within_is_the_longest_phrase_that_one_never_stands_without(sentences):
    found = collocations(table(*sentences), kinds=KINDS, min_count=1).to_dict("records")
    for row in found:
        part = row["phrase"]
        holders = [
            other
            for other in found
            if len(other["phrase"]) > len(part)
            and part in other["phrase"]
            and other["count"] == row["count"]
        ]
        if not holders:
            assert row["within"] == ""
            continue
        longest = max(len(other["phrase"]) for other in holders)
        assert row["within"] in {o["phrase"] for o in holders if len(o["phrase"]) == longest}


def test_what_always_stands_together_has_npmi_1():
    found = collocations(table("甲 乙 丙", "甲 乙 丙", "丁 戊 己"), kinds=KINDS, min_count=2)
    by_terms = found.set_index("terms")["npmi"]
    assert by_terms["甲;乙"] == pytest.approx(1)
    assert by_terms["甲;乙;丙"] == pytest.approx(1)


def test_lambda_is_0_where_tokens_meet_as_by_chance():
    # Tables in which each cell is the product of its margins.
    lambda_, z, npmi = association(np.array([[1, 1, 1, 1], [2, 2, 2, 2]]))
    np.testing.assert_allclose(lambda_, 0, atol=1e-12)
    np.testing.assert_allclose(z, 0, atol=1e-12)
    np.testing.assert_allclose(npmi, 0, atol=1e-12)


def test_punctuation_numbers_and_sentences_end_a_phrase():
    broken = ["乡村 ， 振兴", "乡村 2021 振兴", "乡村", "振兴"]
    found = collocations(table(*broken * 3), kinds=KINDS, min_count=1)
    assert found.empty
    assert list(found.columns) == COLUMNS


def test_sentences_of_two_texts_are_two():
    tokens = pd.concat([table("甲 乙", doc_id="a"), table("丙 丁", doc_id="b")])
    assert collocations(tokens, kinds=KINDS, min_count=1)["terms"].tolist() == ["丙;丁", "甲;乙"]


def test_stop_words_stand_inside_a_phrase_and_not_at_its_ends():
    found = collocations(
        table(*["坚持 党 的 领导"] * 3), kinds=KINDS, stopwords={"的", "坚持"}, min_count=3
    )
    assert found["phrase"].tolist() == ["党的领导"]


def test_a_phrase_must_occur_often_enough_in_its_own_group():
    tokens = pd.concat(
        [table("乡村 振兴", "乡村 振兴", group="甲", doc_id="a"),
         table("乡村 振兴", group="乙", doc_id="b")]
    )  # fmt: skip
    found = collocations(tokens, kinds=KINDS, min_count=2)
    assert found[["group", "count"]].to_numpy().tolist() == [["甲", 2]]
    ordered = collocations(tokens, kinds=KINDS, min_count=1, order=["乙", "甲"])
    assert ordered["group"].tolist() == ["乙", "甲"]


def test_only_analysed_kinds_count_and_headings_belong_to_what_they_open():
    tokens = pd.concat(
        [table("乡村 振兴", kind="title"), table("乡村 振兴", kind="heading").assign(paragraph=2),
         table("乡村 振兴").assign(paragraph=3, sentence=3)]
    )  # fmt: skip
    row = collocations(tokens, kinds=KINDS, min_count=1).iloc[0]
    assert (row["count"], row["paragraphs"], row["of_paragraphs"]) == (2, 1, 1)


def test_groups_may_be_years():
    found = collocations(table("乡村 振兴", group="2021"), kinds=KINDS, min_count=1)
    assert found["group"].tolist() == ["2021"]


def test_what_is_wrong_is_said():
    with pytest.raises(DesignError, match="min_count: is 0"):
        collocations(table("甲 乙"), kinds=KINDS, min_count=0)
    with pytest.raises(TableError, match="sentence"):
        collocations(table("甲 乙").drop(columns="sentence"), kinds=KINDS)
    with pytest.raises(DesignError, match="order: lacks group 甲"):
        collocations(table("甲 乙"), kinds=KINDS, order=["乙"])
