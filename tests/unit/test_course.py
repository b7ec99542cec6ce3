"""The course of a text: paragraphs end to end, each with its topic."""

import pandas as pd

from chengyan.course import course

COLUMNS = ["doc_id", "group", "paragraph", "kind", "section", "text"]


def sentences(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def topics(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "topic", "label", "verdict", "share"])


SENTENCES = sentences(
    ("a", "甲", 1, "title", "", "报告"),
    ("a", "甲", 2, "heading", "一、国", "一、国"),
    ("a", "甲", 3, "body", "一、国", "人民，GDP。"),
    ("a", "甲", 3, "body", "一、国", "城市。"),
    ("a", "甲", 4, "body", "一、国", "一二。"),
    ("a", "甲", 5, "body", "一、国", "三四五。"),
    ("a", "甲", 6, "heading", "结", "结语"),
    ("b", "乙", 1, "heading", "题", "题目"),
    ("b", "乙", 2, "body", "题", "乡村。"),
)
TOPICS = topics(
    ("a", 3, 2, "二", "stands", 0.75),
    ("a", 5, 1, "一", "falls", 0.5),
    ("b", 2, 3, "三", "wobbles", 1.0),
)


def test_course_by_hand():
    table = course(SENTENCES, TOPICS, ["heading", "body"])
    columns = "doc_id group paragraph start end section topic label verdict weight"
    assert " ".join(table) == columns
    assert table.drop(columns=["section", "verdict", "weight"]).to_numpy().tolist() == [
        ["a", "甲", 2, 0, 2, 2, "二"],  # a lone heading shows the topic of what it opens
        ["a", "甲", 3, 2, 6, 2, "二"],
        ["a", "甲", 4, 6, 8, 0, ""],  # no unit of the model: no topic, not the next one's
        ["a", "甲", 5, 8, 11, 1, "一"],
        ["a", "甲", 6, 11, 13, 0, ""],  # opens nothing, not even the next text
        ["b", "乙", 1, 0, 2, 3, "三"],
        ["b", "乙", 2, 2, 4, 3, "三"],
    ]
    assert table["section"].tolist() == ["一、国"] * 4 + ["结"] + ["题"] * 2
    assert table["verdict"].tolist() == ["stands"] * 2 + ["", "falls", ""] + ["wobbles"] * 2
    assert table["weight"].fillna(-1).tolist() == [0.75, 0.75, -1, 0.5, -1, 1.0, 1.0]


def test_paragraphs_lie_end_to_end():
    table = course(SENTENCES, TOPICS, ["heading", "body", "title"])
    for _, text in table.groupby("doc_id"):
        assert text["start"].tolist() == [0, *text["end"].tolist()[:-1]]
    assert table.groupby("doc_id")["end"].last().to_dict() == {"a": 15, "b": 4}


def test_a_heading_that_is_its_own_unit_keeps_its_topic():
    table = course(
        SENTENCES[:7],
        topics(("a", 2, 1, "一", "falls", 1.0), ("a", 3, 2, "二", "falls", 1.0)),
        ["heading"],
    )
    assert table["topic"].tolist() == [1, 0]


def test_a_heading_before_a_paragraph_without_topic_has_none():
    table = course(SENTENCES, TOPICS[1:], ["heading", "body"])
    assert table["topic"].tolist() == [0, 0, 0, 1, 0, 3, 3]
