"""Orientation: what single cues, headings and neighbours do, and how often a coder agrees."""

import hashlib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.corpus import clean_document
from chengyan.errors import TableError
from chengyan.lexicon import LABELS, ORIENTATIONS, Cue, read_cues
from chengyan.orientation import _best_sequence, orient, orientations

ROOT = Path(__file__).parents[2]
CODES = Path(__file__).parent / "data/orientation_codes.tsv"
REPORTS = CODES.with_name("orientation_codes_reports.tsv")


@pytest.fixture(scope="module")
def cues():
    return read_cues(ROOT / "lexicon/orientation.tsv", LABELS["orientation"])


def sentences(*rows, doc_id="a"):
    """Rows of paragraph, level (0 for running text) and text."""
    table = pd.DataFrame(rows, columns=["paragraph", "level", "text"])
    kinds = ["heading" if level else "body" for level in table["level"]]
    return table.assign(doc_id=doc_id, kind=kinds)


@pytest.fixture(scope="module")
def coded(documents, cues):
    """The coded sentences of the three texts, with what the cues make of them."""
    codes = pd.read_csv(CODES, sep="\t")
    tables = []
    for document in documents.values():
        found = pd.DataFrame(clean_document(document)[1])
        tables.append(found.assign(doc_id=document.doc_id))
    table = pd.concat(tables, ignore_index=True)
    dates = {document.doc_id: document.row["date"] for document in documents.values()}
    table = table.join(orient(table, cues, dates))
    joined = codes.merge(table, on=["doc_id", "sentence"])
    assert len(joined) == len(codes) == 60
    digests = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in joined["text"]]
    assert joined["digest"].tolist() == digests
    return joined


def test_a_coder_agrees_as_often_as_the_methods_say(coded):
    right = coded["code"] == coded["orientation"]
    held_out = coded["sample"] == "test"
    assert held_out.sum() == 30
    assert right.mean() >= 0.87  # measured: 54 of 60
    assert right[held_out].mean() >= 0.76  # measured: 24 of 30
    for orientation, least in (("past", 0.8), ("future", 0.9), ("present", 0.7)):
        told, meant = (coded[name] == orientation for name in ("orientation", "code"))
        assert 2 * (told & meant).sum() / (told.sum() + meant.sum()) >= least


def test_codes_of_other_reports_hold_no_text():
    codes = pd.read_csv(REPORTS, sep="\t")
    assert list(codes.columns) == ["doc_id", "digest", "sample", "code"]
    assert codes["digest"].str.fullmatch("[0-9a-f]{12}").all()
    assert set(codes["code"]) == set(ORIENTATIONS)
    assert codes["sample"].value_counts().to_dict() == {"fresh": 70, "dev": 30, "test": 30}


@pytest.mark.parametrize(
    ("text", "orientation"),
    [
        ("去年，全市生产总值完成一千亿元。", "past"),
        ("2019年建成了三条道路。", "past"),
        ("“十三五”期间，贫困县全部摘帽。", "past"),
        ("到2035年，城市面貌焕然一新。", "future"),
        ("我们要办好这件事。", "future"),
        ("将实施十项工程。", "future"),
        ("当前，外部环境严峻复杂。", "present"),
        ("人民是真正的英雄。", "present"),
        ("向全市人民表示衷心的感谢！", "present"),
        ("同志们！", ""),
        ("甲乙丙丁。", ""),
    ],
)
def test_one_sentence(cues, text, orientation):
    found = orientations(sentences((1, 0, text)), cues, {"a": "2021-06"})
    assert found.tolist() == [orientation]


@pytest.mark.parametrize(
    "text",
    [
        "主要任务是甲。",
        "重要的是乙。",
        "需要丙。",
        "要素齐全。",
        "将军丁。",
        "了解戊。",
        "以来自己。",
    ],
)
def test_words_that_hold_a_cue_and_are_none(cues, text):
    told = orient(sentences((1, 0, text)), cues, {"a": "2021"})["orientation_cues"].iloc[0]
    assert not {"要", "将", "了"} & set(told.split(";"))


def test_years_count_from_the_texts_own_date(cues):
    rows = sentences((1, 0, "2023年投产。"))
    for date, expected in (("2024-01", "past"), ("2021", "future"), ("2023", ""), ("", "")):
        assert orientations(rows, cues, {"a": date}).tolist() == [expected], date
    assert orientations(rows, cues, {}).tolist() == [""]
    chinese = sentences((1, 0, "二〇三五年基本实现现代化。"))
    assert orientations(chinese, cues, {"a": "2021"}).tolist() == ["future"]


def test_the_same_clause_follows_its_section(cues):
    clause = "推进开发区改革，培育壮大企业。"
    rows = sentences(
        (1, 1, "一、2023年工作回顾"),
        (2, 0, clause),
        (3, 1, "二、2024年工作安排"),
        (4, 0, clause),
        (5, 0, "同志们！"),
        (6, 0, "在肯定成绩的同时，我们也清醒认识到存在的问题和不足。"),
    )
    told = orient(rows, cues, {"a": "2024"})
    assert told["orientation"].tolist() == ["past", "past", "future", "future", "", "present"]
    assert "「回顾」" in told["orientation_cues"].iloc[1]
    assert "「2024年」" in told["orientation_cues"].iloc[3]
    assert told["orientation_cues"].iloc[4] == ""


def test_a_silent_sentence_looks_where_its_neighbour_looks(cues):
    rows = sentences((1, 0, "去年成绩不小。"), (1, 0, "甲乙丙丁。"))
    told = orient(rows, cues, {"a": "2021"})
    assert told["orientation"].tolist() == ["past", "past"]
    assert told["orientation_cues"].tolist()[1] == "neighbour"


def test_texts_do_not_lean_on_one_another(cues):
    one = sentences((1, 0, "甲乙丙丁。"), doc_id="a")
    other = sentences((1, 0, "去年建成了道路。"), doc_id="b")
    both = pd.concat([one, other, one.assign(doc_id="c")], ignore_index=True)
    assert orientations(both, cues, {"b": "2021"}).tolist() == ["", "past", ""]


def test_what_is_not_analysed_has_none_and_the_index_stays(cues):
    rows = sentences((1, 0, "去年建成了道路。"), (2, 0, "去年建成了道路。"))
    rows["kind"] = ["title", "body"]
    rows.index = [7, 3]
    told = orient(rows, cues, {})
    assert told.index.tolist() == [7, 3]
    assert told["orientation"].tolist() == ["", "past"]
    assert orient(rows, [], {})["orientation"].tolist() == ["", ""]
    with pytest.raises(TableError, match="level"):
        orient(rows.drop(columns="level"), cues, {})


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_the_sequence_is_the_best_of_all(evidence, bonus):
    table = np.array(evidence, dtype=float)
    stay = [0.0] + [float(bonus)] * (len(table) - 1)

    def worth(path):
        kept = sum(bonus for a, b in pairwise(path) if a == b)
        return sum(table[i, s] for i, s in enumerate(path)) + kept

    every = np.stack(np.meshgrid(*[range(3)] * len(table)), -1).reshape(-1, len(table))
    assert worth(_best_sequence(table, stay)) == max(worth(tuple(path)) for path in every)


def test_a_weight_of_a_heading_is_bounded():
    heavy = [Cue("旧", "past", "heading", 50.0), Cue("新", "future", "sentence", 4.0)]
    rows = sentences((1, 1, "旧"), (2, 0, "新"))
    assert orientations(rows, heavy, {}).tolist() == ["past", "future"]
