"""What the corpus is, on tables small enough to count by hand."""

import pandas as pd

from chengyan.describe import METADATA, corpus_table, segmentation_table
from chengyan.lexicon import Entry

PARAGRAPHS = pd.DataFrame(
    [
        ("a", "title", "报告"),
        ("a", "heading", "一、城"),
        ("a", "body", "人民，GDP。人。"),
        ("b", "body", "乡2020。"),
    ],
    columns=["doc_id", "kind", "text"],
)
SENTENCES = pd.DataFrame(
    [
        ("a", "title", 0, "报告"),
        ("a", "heading", 1, "一、城"),
        ("a", "body", 0, "人民，GDP。"),
        ("a", "heading", 3, "人。"),
        ("b", "body", 0, "乡2020。"),
    ],
    columns=["doc_id", "kind", "level", "text"],
)
TOKENS = pd.DataFrame(
    [
        ("a", "title", "报告"),
        *(("a", "heading", token) for token in "一 、 城".split()),
        *(("a", "body", token) for token in "人民 ， GDP 。 人 人 。".split()),
        *(("b", "body", token) for token in "乡 2020 。".split()),
    ],
    columns=["doc_id", "kind", "token"],
)
DOCUMENTS = [
    {"doc_id": "b", "group": "乙", "city": "乙", "date": "2020"},
    {"doc_id": "a", "group": "甲", "city": "甲", "title": "报告", "note": "left out"},
]


def test_corpus_table():
    table = corpus_table(PARAGRAPHS, SENTENCES, TOKENS, DOCUMENTS, ["heading", "body"])
    sizes = "han_chars analysed_han_chars tokens types paragraphs sentences sections".split()
    assert list(table) == ["doc_id", "group", *METADATA, *sizes]
    assert table[["doc_id", "group", "title", "date", *sizes]].to_numpy().tolist() == [
        ["b", "乙", "", "2020", 1, 1, 2, 2, 1, 1, 0],
        ["a", "甲", "报告", "", 7, 5, 6, 5, 1, 3, 1],
    ]


def test_corpus_table_of_other_kinds():
    table = corpus_table(PARAGRAPHS, SENTENCES, TOKENS, DOCUMENTS, ["title"])
    assert table["analysed_han_chars"].tolist() == [0, 2]
    assert table["tokens"].tolist() == [0, 1]
    assert table["han_chars"].tolist() == [1, 7]


def lexicon_tokens(*rows):
    return pd.DataFrame(rows, columns=["group", "token", "by", "nested"])


ENTRIES = [Entry("协同", "formulation", "local", 0), Entry("协同发展", "project", "national", 0)]


def test_segmentation_table():
    tokens = lexicon_tokens(
        ("乙", "协同发展", "lexicon", "协同"),
        ("乙", "协同发展", "lexicon", "协同"),
        ("乙", "协同", "lexicon", ""),
        ("甲", "协同发展", "lexicon", "协同;协同"),
        ("甲", "协同", "engine", ""),
    )
    table = segmentation_table(tokens, ENTRIES, ["甲", "乙"], list)
    assert list(table) == "term group count as_token nested without_lexicon kind level".split()
    assert table.to_numpy().tolist() == [
        ["协同", "甲", 2, 0, 2, "协;同", "formulation", "local"],
        ["协同", "乙", 3, 1, 2, "协;同", "formulation", "local"],
        ["协同发展", "甲", 1, 1, 0, "协;同;发;展", "project", "national"],
        ["协同发展", "乙", 2, 2, 0, "协;同;发;展", "project", "national"],
    ]


def test_a_lexicon_that_changed_nothing():
    table = segmentation_table(lexicon_tokens(("甲", "城", "engine", "")), ENTRIES, ["甲"], list)
    assert table.empty
    assert "without_lexicon" in table
