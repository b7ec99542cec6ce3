"""Which numbers count once each."""

import pandas as pd

from chengyan.targets.distinct import distinct
from chengyan.targets.table import targets


def of(words, *texts, documents=("a",)):
    rows = [
        {"group": "甲市", "doc_id": doc_id, "paragraph": n, "sentence": n, "source_line": n,
         "kind": "body", "orientation": "future", "section": "", "text": text}
        for doc_id in documents
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip
    table = targets(pd.DataFrame(rows), words, {})
    return dict(zip(table["expression"], table["distinct"], strict=False)), table


def test_what_is_said_again_counts_once(words):
    _, table = of(
        words, "新增就业5万人。", "新增就业5万人。", "新增就业6万人。", documents=("a", "b")
    )
    assert list(table["distinct"]) == [True, False, True, False, False, False]


def test_the_same_number_by_another_year_is_another(words):
    _, table = of(words, "到2025年，森林覆盖率达到45%。", "到2030年，森林覆盖率达到45%。")
    assert list(table["distinct"]) == [True, True]


def test_a_magnitude_that_tells_of_what_kind_the_counted_is_does_not_count(words):
    told, _ = of(words, "形成3个千亿级产业集群。")
    assert told == {"3个": True, "千亿级": False}


def test_a_range_is_one_and_spans_of_time_are_none(words):
    told, _ = of(words, "生产总值增长5%—6%，用3年时间完成。")
    assert told["5%"] is False
    assert told["6%"] is True
    assert told["3年时间"] is False


def test_the_same_bound_of_another_range_is_another(words):
    _, table = of(words, "生产总值增长5%—6%。", "生产总值增长4%—6%。")
    assert list(table["distinct"]) == [False, True, False, True]


def test_no_numbers_are_no_rows(words):
    _, table = of(words, "没有数字。")
    assert distinct(table).empty
