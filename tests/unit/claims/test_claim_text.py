"""Sentences of claims: quotations, opening and closing, paragraphs."""

import numpy as np
import pytest
from claim_corpus import sentences

from chengyan.claims.text import inside, passages
from chengyan.errors import TableError

KINDS = ["heading", "body"]


@pytest.mark.parametrize(
    ("texts", "bare"),
    [
        (["他说“好”。"], ["他说 。"]),
        (["读《论语》和「孟子」。"], ["读 和 。"]),
        # Over two sentences of one paragraph.
        (["他说：“一。", "二。”三。"], ["他说： ", " 三。"]),
        # The innermost pair, and a mark without partner.
        (["“甲“乙”丙。"], ["“甲 丙。"]),
        (["没有引号”。"], ["没有引号”。"]),
        (['直引"号"。'], ["直引 。"]),
    ],
)
def test_what_stands_in_quotation_marks_can_be_left_out(texts, bare):
    found = passages(sentences(*(("d", "甲", 1, text) for text in texts)), KINDS)
    assert found.texts["in"] == texts
    assert found.texts["out"] == bare
    for i, text in enumerate(texts):
        kept = "".join(c for j, c in enumerate(text) if not inside(i, found.quoted, j))
        assert kept == bare[i].replace(" ", "")


def test_a_quotation_ends_with_its_paragraph():
    found = passages(sentences(("d", "甲", 1, "他说：“一。"), ("d", "甲", 2, "二”三。")), KINDS)
    assert found.quoted == {}


def test_a_lone_heading_is_of_the_paragraph_it_opens():
    table = sentences(
        ("d", "甲", 1, "前言。"),
        ("d", "甲", 2, "一、过去", "heading", 1),
        ("d", "甲", 3, "做了。"),
        ("d", "甲", 4, "落款", "byline", 0),
        ("e", "甲", 3, "另文。"),
    )
    found = passages(table, KINDS)
    assert found.paragraph.tolist() == [0, 1, 1, 2]
    assert found.text.tolist() == [0, 0, 0, 1]
    assert found.heading.tolist() == [False, True, False, False]
    assert passages(table, ["body"]).table["kind"].tolist() == ["body", "heading", "body", "body"]
    np.testing.assert_array_equal(found.han["in"], [2, 3, 2, 2])


def body(*rows):
    return passages(sentences(*rows), KINDS).body.tolist()


def test_the_body_is_between_first_heading_and_closing_address():
    text = [
        ("d", "甲", 1, "各位代表，现在报告。"),
        ("d", "甲", 2, "一、过去", "heading", 1),
        ("d", "甲", 3, "同志们！第一节里的称呼不是结尾。"),
        ("d", "甲", 4, "二、今后", "heading", 1),
        ("d", "甲", 5, "要做的事。"),
        ("d", "甲", 6, "同志们，让我们前进。"),
        ("d", "甲", 7, "目标一定能够实现！"),
    ]
    assert body(*text) == [False, True, True, True, True, False, False]
    # No closing can be told where the last section addresses nobody.
    assert body(*text[:5]) == [False, True, True, True, True]


def test_without_headings_first_and_last_paragraph_are_no_body():
    three = [("d", "甲", n, f"第{n}段。") for n in (1, 2, 2, 3)]
    assert body(*three) == [False, True, True, False]
    assert body(*three[:1], *three[3:]) == [True, True]


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="level"):
        passages(sentences(("d", "甲", 1, "一。")).drop(columns="level"), KINDS)
