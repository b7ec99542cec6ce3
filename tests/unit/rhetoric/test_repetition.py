"""Anaphora: successive members or sentences that begin with the same word."""

import pytest
from hypothesis import given
from rhetoric_texts import TEXTS, found, frame, members, sound

from chengyan.rhetoric.repetition import find_anaphora


def repeated(*texts, **options):
    sentences = frame(*texts, **options)
    return found(sentences, find_anaphora(sentences, members))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "希望各位代表带头依法履职、带头为民服务、带头担当作为。",
            "带头依法履职、带头为民服务、带头担当作为",
        ),
        ("一体推进不敢腐、不能腐、不想腐。", "不敢腐、不能腐、不想腐"),
        ("打造有靓度、有高度、有温度的家园。", "有靓度、有高度、有温度"),
        ("提出新的思路、新的战略、新的举措。", "新的思路、新的战略、新的举措"),
    ],
)
def test_members_that_begin_with_the_same_word(text, members):
    assert repeated(text) == [(members,)]


@pytest.mark.parametrize(
    "text",
    [
        "带头依法履职、带头为民服务。",
        "增强时代性、原则性、战斗性。",
        "一是抓项目，二是抓产业，三是抓民生。",
        "主动对接京津雄、服务京津雄、融入京津雄。",
    ],
)
def test_two_members_numbers_and_same_endings_are_none(text):
    assert repeated(text) == []


def test_three_sentences_in_a_row():
    texts = ("要提高站位。", "要认清大势。", "要放大优势。")
    assert repeated(*texts) == [("要", "要", "要")]
    assert repeated(*texts[:2]) == []
    assert repeated(*texts, paragraphs=[1, 1, 2]) == []


def test_numbers_of_items_are_no_repetition():
    assert repeated("一是抓项目。", "二是促消费。", "三是惠民生。") == []


@given(TEXTS)
def test_spans_are_sound(texts):
    sentences = frame(*texts)
    sound(sentences, find_anaphora(sentences, members))
