"""Typical sentences: a planted one comes first, with its place."""

import numpy as np
import pandas as pd
import pytest

from chengyan.topics.sentences import sentence_counts, typical_sentences

TERMS = np.array(["a", "b", "c"], dtype=object)
WORDS = np.array([[0.8, 0.1, 0.1], [0.05, 0.05, 0.9]])
UNITS = pd.DataFrame(
    {
        "doc_id": ["y", "x", "x"],
        "words": [["c", "c", "c", "a"], ["a"] * 6 + ["z"], ["b", "c", "a", "a"]],
        "sentences": [[1, 1, 2, 2], [3] * 7, [4, 4, 7, 7]],
    }
)
SENTENCES = pd.DataFrame(
    [
        ("x", "甲", 1, 3, 11, "六个"),
        ("x", "甲", 2, 4, 12, "杂"),
        ("x", "甲", 2, 7, 13, "两个"),
        ("y", "乙", 1, 1, 21, "丙"),
        ("y", "乙", 1, 2, 22, "也杂"),
        ("y", "乙", 1, 3, 23, "没有词"),
    ],
    columns=["doc_id", "group", "paragraph", "sentence", "source_line", "text"],
)


def test_counts_by_sentence():
    places, counts = sentence_counts(UNITS, TERMS)
    assert places.to_numpy().tolist() == [["x", 3], ["x", 4], ["x", 7], ["y", 1], ["y", 2]]
    assert counts.toarray().tolist() == [[6, 0, 0], [0, 1, 1], [2, 0, 0], [0, 0, 2], [1, 0, 1]]


def test_lists_may_come_from_a_file(tmp_path):
    UNITS.to_parquet(tmp_path / "units.parquet")
    places, counts = sentence_counts(pd.read_parquet(tmp_path / "units.parquet"), TERMS)
    expected = sentence_counts(UNITS, TERMS)
    assert places.to_numpy().tolist() == expected[0].to_numpy().tolist()
    assert (counts != expected[1]).nnz == 0


def test_the_planted_sentence_comes_first_with_its_place():
    table = typical_sentences(WORDS, TERMS, UNITS, SENTENCES, number=2)
    columns = "topic rank group doc_id paragraph sentence source_line share text".split()
    assert list(table) == columns
    # Six words of a topic are more typical of it than two.
    assert table.drop(columns="share").to_numpy().tolist() == [
        [1, 1, "甲", "x", 1, 3, 11, "六个"],
        [1, 2, "甲", "x", 2, 7, 13, "两个"],
        [2, 1, "乙", "y", 1, 1, 21, "丙"],
        [2, 2, "甲", "x", 2, 4, 12, "杂"],
    ]
    assert table["share"].between(0, 1).all()
    assert table.loc[0, "share"] == pytest.approx(7 / 8, abs=0.02)


def test_no_more_sentences_than_there_are():
    table = typical_sentences(WORDS, TERMS, UNITS, SENTENCES, number=99)
    assert table.groupby("topic").size().tolist() == [5, 5]
    assert table["rank"].tolist() == [1, 2, 3, 4, 5] * 2
    assert table.groupby("topic")["share"].apply(lambda s: s.is_monotonic_decreasing).all()
    assert "没有词" not in set(table["text"])


def test_of_sentences_as_typical_the_first_comes_first():
    units = pd.DataFrame({"doc_id": ["y", "x"], "words": [["a"], ["a"]], "sentences": [[1], [3]]})
    table = typical_sentences(WORDS, TERMS, units, SENTENCES, number=1)
    assert table["doc_id"].tolist() == ["x", "x"]
