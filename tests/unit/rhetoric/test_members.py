"""What stands between marks, and what begins a heading."""

import pytest
from hypothesis import given
from rhetoric_texts import TEXTS, cut

from chengyan.rhetoric.members import LEVELS, chains, clauses, coarse, without_numbering


def texts_of(sentence):
    return [
        (chain.mark, [member.text for member in chain.members]) for chain in chains(sentence, cut)
    ]


def test_a_heavier_mark_ends_a_chain_and_holds_lighter_ones():
    assert texts_of("天更蓝、山更绿，水更清。") == [
        ("、", ["天更蓝", "山更绿"]),
        ("，", ["天更蓝山更绿", "水更清"]),
    ]


def test_quotation_marks_bound_what_is_joined_inside_and_are_no_bounds_outside():
    assert texts_of("开展“百村示范、千村整治”行动，打造和美乡村。") == [
        ("、", ["百村示范", "千村整治"]),
        ("，", ["开展百村示范千村整治行动", "打造和美乡村"]),
    ]


def test_a_quotation_of_one_member_is_no_bound():
    assert texts_of("做到“两个维护”、增强“四个意识”。")[0][1] == ["做到两个维护", "增强四个意识"]


def test_members_keep_their_places_and_count_han_characters():
    text = "增长8%，稳中求进。"
    (chain,) = chains(text, cut)
    first, second = chain.members
    assert text[first.start : first.end] == "增长8%"
    assert text[second.start : second.end] == "稳中求进"
    assert (first.length, second.length) == (4, 4)


def test_clauses_are_not_parted_by_the_light_mark():
    assert [m.text for m in clauses("把握大局、办好大事，走在前列。", cut)] == [
        "把握大局办好大事",
        "走在前列",
    ]


def test_a_text_without_marks_has_no_chain():
    assert texts_of("") == texts_of("政治建设是党的根本性建设。") == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("（一）坚定不移", "坚定不移"),
        ("一是发展绿色经济", "发展绿色经济"),
        ("——这是一个", "这是一个"),
        ("第一步，到2025年", "到2025年"),
        ("二要全面贯彻", "全面贯彻"),
        ("三、聚焦", "聚焦"),
        ("10个镇入选", "10个镇入选"),
        ("一度电", "一度电"),
        ("——", "——"),
    ],
)
def test_numbering(text, rest):
    assert text[without_numbering(text) :] == rest


def test_classes():
    assert "".join(map(coarse, ("v", "vd", "vn", "an", "q", "l", "nr", "x", "z"))) == "vdvaminna"


@given(TEXTS)
def test_members_of_a_chain_follow_one_another(texts):
    for text in texts:
        for chain in chains(text, cut):
            assert chain.mark in LEVELS
            assert len(chain.members) > 1
            for one, other in zip(chain.members, chain.members[1:], strict=False):
                assert 0 <= one.start < one.end < other.start < other.end <= len(text)
                assert chain.mark in text[one.end : other.start]
