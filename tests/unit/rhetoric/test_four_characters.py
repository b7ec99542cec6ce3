"""Four-character phrases side by side."""

import pytest
from hypothesis import given
from rhetoric_texts import TEXTS, found, frame, members, sound

from chengyan.rhetoric.four_characters import find_four_character_runs


def runs(text):
    sentences = frame(text)
    return found(sentences, find_four_character_runs(sentences, members))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("踔厉奋发、勇毅前行，奋力谱写新篇章。", "踔厉奋发、勇毅前行"),
        ("而今政通人和、物阜民安，盛世如愿。", "政通人和、物阜民安"),
        ("我们凝心聚力，苦干实干，抢抓机遇。", "苦干实干，抢抓机遇"),
        ("感怀流血牺牲、前仆后继的革命先烈。", "流血牺牲、前仆后继"),
        ("完善党委领导、政府负责、社会协同、公众参与、法治保障的体制。",
         "党委领导、政府负责、社会协同、公众参与、法治保障"),
        ("持之以恒正风肃纪，严格要求。", "持之以恒正风肃纪"),
    ],
)  # fmt: skip
def test_phrases_side_by_side(text, members):
    assert runs(text) == [(members,)]


@pytest.mark.parametrize(
    "text",
    [
        "抓好疫情防控、安全生产、食品安全、社会稳定等工作。",
        "推动商贸物流、医疗卫生、社会保障、文化体育改革。",
        "我们要把握大局。",
        "政府工作报告提出，进一步完善体制机制。",
    ],
)
def test_terms_single_phrases_and_parts_are_none(text):
    assert runs(text) == []


@given(TEXTS)
def test_spans_are_sound(texts):
    sentences = frame(*texts)
    sound(sentences, find_four_character_runs(sentences, members))
