"""Characters: what a reader sees is what is counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.han import count_han
from chengyan.normalise import normalise, private_use


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("２０２４年增长５．５％", "2024年增长5.5%"),
        ("ＧＤＰ增长", "GDP增长"),
        ("高\u200b质\u00ad量\ufeff发\u2060展", "高质量发展"),
        ("\u202e发展\u202c", "发展"),
        ("⼈⺠", "人⺠"),
        ("⼯作⽤⼒", "工作用力"),
        ("\uf92f", "勞"),
        ("ﬁnance ﬂow", "finance flow"),
        ("\ue5e5第一章", "\u3000第一章"),
        ("\uf0b7 项目", "· 项目"),
        ("\ue81e", "\u9fb4"),
        ("Ⅲ类水质，①②，3㎡", "Ⅲ类水质，①②，3㎡"),
        ("（一）“好”：是！", "（一）“好”：是！"),
        ("甲､乙｡", "甲、乙。"),
        ("plain ASCII 12", "plain ASCII 12"),
    ],
)
def test_each_kind_of_character(raw, text):
    assert normalise(raw) == text


@given(st.text())
def test_nothing_is_left_to_normalise(raw):
    once = normalise(raw)
    assert normalise(once) == once
    assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n\x0b\x0c\r\x85" for c in once)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_characters_stay(raw):
    assert normalise(raw) == raw
    assert count_han(normalise(raw)) == count_han(raw)


def test_unknown_private_characters_are_found_and_kept():
    raw = "这是\ue000一个\U000f1234字\ue5e5"
    assert private_use(raw) == ["\ue000", "\U000f1234"]
    assert "\ue000" in normalise(raw)
