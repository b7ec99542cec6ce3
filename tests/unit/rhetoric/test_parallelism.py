"""Parallelism inside sentences and over sentences and headings."""

import pandas as pd
import pytest
from hypothesis import given
from rhetoric_texts import TEXTS, cut, found, frame, members, scorers, sound

from chengyan.rhetoric.members import clauses
from chengyan.rhetoric.parallelism import find_parallelism
from chengyan.rhetoric.runs import predicate


def parallel(*texts, **options):
    sentences = frame(*texts, **options)
    return found(sentences, find_parallelism(sentences, members, scorers()["parallelism"]))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("天更蓝、山更绿、水更清的美丽图景。", "天更蓝、山更绿、水更清"),
        ("打造有靓度、有高度、有温度的幸福美丽家园。", "有靓度、有高度、有温度"),
        ("推动质量变革、效率变革、动力变革。", "质量变革、效率变革、动力变革"),
        (
            "带头依法履职、带头为民服务、带头担当作为，充分展示形象。",
            "带头依法履职、带头为民服务、带头担当作为",
        ),
        (
            "要让核心价值凝心铸魂，让文化魅力竞相绽放，让天下英才近悦远来。",
            "让核心价值凝心铸魂，让文化魅力竞相绽放，让天下英才近悦远来",
        ),
        (
            "推动发展更高质量、更有效率、更加公平、更可持续。",
            "更高质量、更有效率、更加公平、更可持续",
        ),
        # With the closing mark of the quotation that ends it.
        (
            "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
            "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
        ),
    ],
)
def test_members_of_like_build(text, members):
    assert parallel(text) == [(members,)]


@pytest.mark.parametrize(
    "text",
    [
        "交通、产业、生态三个领域实现率先突破。",
        "人民群众获得感、幸福感、安全感不断提高。",
        "我们一定要把握大局、办好大事。",
        "做大汽车产业、光伏、锂电池等20个产业链。",
        "优化城市布局，新建学校12所，推进中心城区和各县的公共服务均等化。",
        "保定的发展，受到党中央、国务院的关注肯定。",
    ],
)
def test_lists_pairs_and_unlike_clauses_are_none(text):
    assert parallel(text) == []


def test_headings_of_one_frame():
    headings = [
        f"#（{n}）坚定不移加强{x}建设。"
        for n, x in zip("一二三", ("政治", "思想", "组织"), strict=True)
    ]
    body = "党的作风关乎形象。"
    assert parallel(
        headings[0], body, headings[1], body, headings[2], heading="#", paragraphs=[1, 2, 3, 4, 5]
    ) == [("坚定不移加强政治建设。", "坚定不移加强思想建设。", "坚定不移加强组织建设。")]
    assert parallel(headings[0], body, headings[1], heading="#", paragraphs=[1, 2, 3]) == []


def test_headings_of_other_build_are_no_run():
    tasks = ("实施居民收入倍增计划", "办好人民满意的教育", "打造健康样板")
    headings = [f"#（{n}）{task}。" for n, task in zip("一二三", tasks, strict=True)]
    assert parallel(*headings, heading="#", paragraphs=[1, 2, 3]) == []


def test_items_with_detail_between_them():
    run = parallel("要提高政治站位。", "旗帜鲜明讲政治，是我们党的优势。", "要认清发展大势。",
                   "当前，变局加速演进，我们要找准定位。", "要放大机遇优势。")  # fmt: skip
    assert run == [("要提高政治站位", "要认清发展大势", "要放大机遇优势")]


def test_leads_that_say_something_are_a_run_and_tasks_are_none():
    said = parallel(
        "重点改革持续推进。", "营商环境持续优化。", "开放发展持续深化。", paragraphs=[1, 2, 3]
    )
    assert [len(run) for run in said] == [3]
    assert (
        parallel(
            "打造一流营商环境。", "深化重点领域改革。", "建强国际门户枢纽。", paragraphs=[1, 2, 3]
        )
        == []
    )


def test_a_run_of_sentences_goes_before_what_is_inside():
    lead = "走在全省前列，我们一定要"
    run = parallel(
        *(lead + x + "。" for x in ("把握大局", "做强实体", "顺应民心")), paragraphs=[1, 2, 3]
    )
    assert run == [("走在全省前列",) * 3]


def test_three_statements_count_what_they_name():
    assert predicate(*clauses("营商环境持续优化", cut))
    assert not predicate(*clauses("完善社会治理体系", cut))


@given(TEXTS)
def test_spans_are_sound(texts):
    sentences = frame(*texts)
    sound(sentences, find_parallelism(sentences, members, scorers()["parallelism"]))


def test_nothing_in_no_sentences():
    assert find_parallelism(frame("")[:0], members, scorers()["parallelism"]) == []


def test_rows_are_positions_whatever_the_index():
    sentences = frame("发展有关的事。", "天更蓝、山更绿、水更清。")
    instances = find_parallelism(sentences, members, scorers()["parallelism"])
    assert instances == find_parallelism(
        sentences.set_index(pd.Index([7, 3])), members, scorers()["parallelism"]
    )
    assert [(span.row, span.form) for (span,) in instances] == [(1, "members")]
