"""Antithesis: two members of equal build."""

import pytest
from hypothesis import given
from rhetoric_texts import TEXTS, found, frame, members, scorers, sound

from chengyan.rhetoric.antithesis import find_antithesis
from chengyan.rhetoric.parallelism import find_parallelism
from chengyan.rhetoric.span import apart


def pairs(*texts):
    sentences = frame(*texts)
    parallel = find_parallelism(sentences, members, scorers()["parallelism"])
    return found(sentences, find_antithesis(sentences, members, scorers()["antithesis"], parallel))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("我们一定要把握大局、办好大事。", "把握大局、办好大事"),
        ("要始终坚持一切为了人民、一切依靠人民。", "一切为了人民、一切依靠人民"),
        (
            "不谋全局者，不足谋一域；不谋万世者，不足谋一时。",
            "不谋全局者，不足谋一域；不谋万世者，不足谋一时",
        ),
        (
            "把政治优势转化为发展优势，把制度优势转化为治理效能。",
            "把政治优势转化为发展优势，把制度优势转化为治理效能",
        ),
        (
            "努力做到“立足保定做强保定，跳出保定做大保定”。",
            "立足保定做强保定，跳出保定做大保定",
        ),
    ],
)
def test_two_members_of_equal_build(text, members):
    assert (members,) in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "推进和落实各项工作。",
        "天更蓝、山更绿、水更清。",
        "受到党中央、国务院的关注肯定。",
        "新建改造供水管网90公里，推进实施24个防汛消险工程。",
        "加强数字乡村建设，丰富农村公共文化产品供给和服务。",
    ],
)
def test_verbs_runs_of_three_and_unlike_members_are_none(text):
    assert pairs(text) == []


def test_two_of_three_members_count_once_a_run_is_known():
    sentences = frame("放眼保定、放眼全国、放眼世界。")
    known = find_parallelism(sentences, members, scorers()["parallelism"])
    assert found(sentences, known) == [("放眼保定、放眼全国、放眼世界",)]
    assert find_antithesis(sentences, members, scorers()["antithesis"], known) == []


def test_of_overlapping_stretches_the_better_stays():
    assert apart([(0.5, 0, 9), (0.9, 4, 12), (0.4, 12, 20)]) == [(4, 12), (12, 20)]
    assert apart([(0.5, 0, 4), (0.5, 2, 9)]) == [(2, 9)]
    assert apart([]) == []


@given(TEXTS)
def test_spans_are_sound(texts):
    sentences = frame(*texts)
    sound(sentences, find_antithesis(sentences, members, scorers()["antithesis"]))
