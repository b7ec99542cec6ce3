"""The catalogue of measures: worked numbers."""

import numpy as np
import pandas as pd
import pytest
from claim_corpus import sentences

from chengyan.claims.measures import count_figures, mattr, ratios
from chengyan.claims.text import passages, with_devices
from chengyan.diversity import type_sum


def of(subject, *texts, quotations="in", **columns):
    table = sentences(*(("d", "甲", 1, text) for text in texts)).assign(**columns)
    found = ratios(subject, passages(table, ["body"]), quotations)
    return found.numerator.tolist(), found.denominator.tolist()


def test_sentences_and_clauses_have_lengths():
    texts = ("一二三，四五；六。", "123。", "他说“七八，九”。")
    assert of("sentence_length", *texts) == ([6, 0, 5], [1, 0, 1])
    assert of("sentence_length", *texts, quotations="out") == ([6, 0, 2], [1, 0, 1])
    assert of("clause_length", *texts) == ([6, 0, 5], [3, 0, 2])
    assert of("clause_length", *texts, quotations="out") == ([6, 0, 2], [3, 0, 1])
    assert of("clause_length", "一、二、三。") == ([3], [1])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("增长6.5%，达到1,200亿元", 2),
        ("2021年和2021年5月1日", 0),
        ("5月1日有3项", 1),
        ("三千多亿、十几万、百分之八十", 3),
        ("千千万万群众，一心一意，四个意识", 0),
        ("实施“18项”工程", 1),
    ],
)
def test_figures_are_counted_and_dates_are_none(text, number):
    assert count_figures(text) == number


def test_numerals_and_orientation_are_shares_of_han_characters():
    assert of("numerals", "完成3项", "没有") == ([1, 0], [3, 2])
    oriented = {"orientation": ["past", "", "future"]}
    assert of("past", "一二", "三", "四五六", **oriented) == ([2, 0, 0], [2, 1, 3])
    assert of("future", "一二", "三", "四五六", **oriented) == ([0, 0, 3], [2, 1, 3])


def test_devices_are_counted_by_sentence_in_and_out_of_quotation_marks():
    texts = [("d", "甲", 1, text) for text in ("我们要“努力”。", "他们。", "我们、我们")]
    instances = pd.DataFrame(
        [("we", 1, 0), ("effort", 1, 4), ("we", 3, 0), ("we", 3, 3)],
        columns=["device", "sentence", "start"],
    ).assign(doc_id="d")
    table = sentences(*texts).assign(sentence=[1, 2, 3])
    found = passages(with_devices(table, instances), ["body"])
    both = ratios("device", found, "in", ["we", "effort"])
    assert both.numerator.tolist() == [2, 0, 2]
    assert both.denominator.tolist() == [5, 2, 4]
    assert ratios("device", found, "out", ["we", "effort"]).numerator.tolist() == [1, 0, 2]
    assert ratios("device", found, "in", ["effort"]).numerator.tolist() == [1, 0, 0]


@pytest.mark.parametrize(("window", "value"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_of_the_worked_example(window, value):
    # one one two one one two one
    assert mattr(np.array([0, 0, 1, 0, 0, 1, 0]), window) == pytest.approx(value)


def test_types_of_windows_are_those_counted_one_by_one():
    random = np.random.default_rng(1)
    for window in (1, 2, 5, 17):
        codes = random.integers(0, 9, 40)
        found = sum(len(set(codes[i : i + window].tolist())) for i in range(41 - window))
        assert type_sum(codes, window) == found
    assert type_sum(codes[:3], 5) == 0
    assert mattr(codes[:3], 5) == len(set(codes[:3].tolist())) / 3
    assert np.isnan(mattr(codes[:0], 5))
