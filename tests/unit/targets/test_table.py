"""The tables of targets and of shorthands."""

import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.tables import read_table, write_table
from chengyan.targets.table import COLUMNS, SHORTHAND_COLUMNS, shorthands, targets

TEXTS = [
    ("body", "past", "一、2020年回顾", "全市建成学校12所、增长5%—6%。"),
    ("body", "future", "二、2021年安排", "落实“十四五”规划，新增就业5万人。"),
    ("body", "future", "二、2021年安排", "到2025年，森林覆盖率达到45%。"),
    ("heading", "future", "三、展望", "三、建设10个园区"),
    ("title", "", "", "2021年报告 附件3份"),
    ("body", "future", "三、展望", "没有数字。"),
]


@pytest.fixture
def sentences():
    rows = [
        {"group": "甲市", "doc_id": "a", "paragraph": n, "sentence": n, "source_line": 2 * n,
         "kind": kind, "orientation": orientation, "section": section, "text": text}
        for n, (kind, orientation, section, text) in enumerate(TEXTS, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_one_row_an_expression(sentences, words):
    table = targets(sentences, words, {"a": "2021-01-05"})
    assert tuple(table.columns) == COLUMNS
    assert list(table["expression"]) == ["12所", "5%", "6%", "5万人", "45%", "10个"]
    assert list(table["object"]) == ["学校", "学校", "学校", "新增就业", "森林覆盖率", "园区"]
    assert list(table["kind"]) == ["achieved"] * 3 + ["pledged"] * 3
    assert list(table["bound"]) == ["", "low", "high", "", "", ""]
    assert list(table["sentence"]) == [1, 1, 1, 2, 3, 4]
    assert list(table["source_line"]) == [2, 2, 2, 4, 6, 8]
    assert list(table["code"]) == [""] * 6
    for row in table.itertuples():
        assert row.text[row.start : row.end] == row.expression


def test_a_promise_without_a_time_takes_the_year_of_its_heading(sentences, words):
    table = targets(sentences, words, {"a": "2021-01-05"})
    assert list(table["horizon"]) == ["", "", "", "", "2025年", ""]
    assert list(table["horizon_from"]) == ["", "", "", "heading", "sentence", ""]
    assert table["horizon_year"].tolist() == [pd.NA] * 3 + [2021, 2025, pd.NA]


def test_without_a_date_a_heading_tells_no_year(sentences, words):
    table = targets(sentences, words, {})
    assert table["horizon_year"].dropna().tolist() == [2025]


def test_shorthands_stand_apart(sentences, words):
    table = shorthands(sentences, words)
    assert tuple(table.columns) == SHORTHAND_COLUMNS
    assert list(table["shorthand"]) == ["十四五"]
    assert list(table["sentence"]) == [2]


def test_only_the_kinds_asked_for_are_read(sentences, words):
    table = targets(sentences, words, {}, kinds=["title"])
    assert list(table["expression"]) == ["3份"]


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_both_engines_give_the_same(sentences, words, engine):
    table = targets(sentences, words, {"a": "2021"}, engine=engine)
    pd.testing.assert_frame_equal(table, targets(sentences, words, {"a": "2021"}))


def test_a_text_without_numbers_gives_an_empty_table(sentences, words, tmp_path):
    table = targets(sentences.iloc[5:], words, {})
    assert table.empty
    assert tuple(table.columns) == COLUMNS
    assert shorthands(sentences.iloc[5:], words).empty
    write_table(table, tmp_path / "targets.csv")
    assert read_table(tmp_path / "targets.csv", COLUMNS).empty


def test_the_table_comes_back_from_its_file(sentences, words, tmp_path):
    table = targets(sentences, words, {"a": "2021-01-05"})
    write_table(table, tmp_path / "targets.csv")
    again = read_table(tmp_path / "targets.csv", COLUMNS)
    assert again["expression"].tolist() == table["expression"].tolist()
    assert again["horizon_year"].dropna().tolist() == [2021, 2025]


def test_a_missing_column_is_named(sentences, words):
    with pytest.raises(TableError, match="orientation is missing"):
        targets(sentences.drop(columns="orientation"), words, {})
    with pytest.raises(TableError, match="source_line is missing"):
        shorthands(sentences.drop(columns="source_line"), words)
