"""Shares of sentences that have a device."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import TableError
from chengyan.rhetoric import rates as module
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.rates import COLUMNS, pooled, rates


def device(name, family="person"):
    return Device(name, f"{name}字", name.title(), family, "core", "patterns", "d", "c", "", "")


WE, RUN = device("we"), device("run", "form")
TEN = "一二三四五，六七八九十。"


@pytest.fixture
def sentences(sentences_of):
    """Three paragraphs of 2, 1 and 2 sentences with ten Han characters each, below a title."""
    return sentences_of(
        *("题目",) + (TEN,) * 5, paragraph=[1, 2, 2, 3, 4, 4], kind=["title"] + ["body"] * 5
    )


def instances(*rows, doc_id="a"):
    """Of device, instance, sentence."""
    table = pd.DataFrame(rows, columns=["device", "instance", "sentence"])
    return table.assign(doc_id=doc_id, members=1)


# we: twice in sentence 2, once in 5, once in the title; a run over sentences 2 and 3.
FOUND = [("we", 1, 1), ("we", 2, 2), ("we", 3, 2), ("we", 4, 5), ("run", 1, 2), ("run", 1, 3)]


def by_device(*args, **kwargs):
    return rates(*args, **kwargs).set_index("device")


def test_rates_are_shares_of_sentences_and_counts_those_of_instances(sentences):
    table = rates(instances(*FOUND), sentences, [WE, RUN], ["甲市"])
    assert list(table.columns) == list(COLUMNS)
    we, run = table.to_dict("records")
    assert (we["group"], we["zh"], we["en"], we["family"]) == ("甲市", "we字", "We", "person")
    assert (we["count"], we["positives"], we["sentences"]) == (3, 2, 5)
    assert we["rate"] == pytest.approx(2 / 5)
    assert we["per_10k"] == pytest.approx(3 / 50 * 10_000)
    # A run over two sentences is one instance; both sentences have it.
    assert (run["count"], run["positives"]) == (1, 2)
    assert run["rate"] == pytest.approx(2 / 5)
    assert run["per_10k"] == pytest.approx(200)


def test_the_range_is_that_without_one_paragraph(sentences):
    table = by_device(instances(*FOUND), sentences, [WE, RUN], ["甲市"])
    # we without paragraph 2: 1 of 3; without 3: 2 of 4; without 4: 1 of 3.
    assert table.loc["we", ["loo_low", "loo_high"]].tolist() == pytest.approx([1 / 3, 1 / 2])
    # The run without 2: 0 of 3; without 3: 2 of 4; without 4: 2 of 3.
    assert table.loc["run", ["loo_low", "loo_high"]].tolist() == pytest.approx([0, 2 / 3])
    assert (table["left_out"] == "paragraph").all()
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)


def test_other_kinds_count_where_they_are_asked_for(sentences):
    table = by_device(instances(*FOUND), sentences, [WE], ["甲市"], kinds=["title", "body"])
    assert table.loc["we", ["count", "positives", "sentences"]].tolist() == [4, 3, 6]
    assert table.loc["we", "per_10k"] == pytest.approx(4 / 52 * 10_000)


def test_of_one_paragraph_nothing_is_left_out(sentences_of):
    table = by_device(instances(("we", 1, 1)), sentences_of(TEN), [WE], ["甲市"])
    assert table.loc["we", "rate"] == 1
    assert table[["loo_low", "loo_high"]].isna().all(axis=None)


def test_groups_are_apart_and_stand_as_asked_for(sentences, sentences_of):
    both = pd.concat([sentences, sentences_of(TEN, TEN, doc_id="b", group="乙市")])
    found = pd.concat([instances(*FOUND), instances(("we", 1, 2), doc_id="b")])
    table = rates(found, both, [WE, RUN], ["乙市", "甲市"])
    assert table["group"].tolist() == ["乙市", "乙市", "甲市", "甲市"]
    assert table["rate"].tolist() == pytest.approx([1 / 2, 0, 2 / 5, 2 / 5])
    pd.testing.assert_frame_equal(
        table.iloc[2:].reset_index(drop=True),
        rates(instances(*FOUND), sentences, [WE, RUN], ["甲市"]),
    )


def test_a_group_without_sentences_has_no_rate(sentences):
    (row,) = rates(instances(*FOUND), sentences, [WE], ["丙市"]).to_dict("records")
    assert (row["count"], row["positives"], row["sentences"], row["left_out"]) == (0, 0, 0, "")
    assert np.isnan([row["rate"], row["loo_low"], row["per_10k"], row["ci_low"]]).all()


def test_a_text_without_any_device_has_rates_of_nothing(sentences):
    table = rates(instances(), sentences, [WE, RUN], ["甲市"])
    assert table["count"].tolist() == [0, 0]
    assert table["rate"].tolist() == [0, 0]
    assert table["loo_high"].tolist() == [0, 0]


def test_metaphor_of_all_sources_is_pooled_by_sentence():
    war, way = device("war", "metaphor"), device("way", "metaphor")
    assert list(pooled([WE, war])) == ["we", "war"]
    assert pooled([war, way])["metaphor"] == (
        *("隐喻", "Metaphor, all sources", "metaphor"),
        ["war", "way"],
    )


def test_two_sources_in_one_sentence_make_one_positive(sentences):
    war, way = device("war", "metaphor"), device("way", "metaphor")
    found = instances(("war", 1, 2), ("way", 1, 2), ("way", 2, 4))
    table = by_device(found, sentences, [war, way], ["甲市"])
    assert table.loc["metaphor", ["count", "positives"]].tolist() == [3, 2]
    assert table.loc["way", ["count", "positives"]].tolist() == [2, 2]


def three_texts(sentences_of):
    """Ten sentences each, 2, 3 and 4 of which have the device."""
    sentences = pd.concat([sentences_of(*[TEN] * 10, doc_id=name) for name in "abc"])
    found = pd.concat(
        [
            instances(*(("we", i, i) for i in range(1, number + 1)), doc_id=name)
            for name, number in zip("abc", (2, 3, 4), strict=True)
        ]
    )
    return found, sentences


def test_of_several_texts_one_text_is_left_out(sentences_of):
    table = by_device(*three_texts(sentences_of), [WE], ["甲市"])
    assert table.loc["we", "left_out"] == "text"
    # 7 of 20 without the first, 5 of 20 without the last.
    assert table.loc["we", ["loo_low", "loo_high"]].tolist() == pytest.approx([0.25, 0.35])


@pytest.mark.parametrize("shown", [True, False])
def test_an_interval_stands_where_one_was_found_to_cover(sentences_of, monkeypatch, shown):
    asked = []
    monkeypatch.setattr(module, "covers", lambda *given: asked.append(given) or shown)
    table = by_device(*three_texts(sentences_of), [WE], ["甲市"])
    assert asked == [(3, 3.0)]
    # Without one: .35, .30, .25; error sqrt(2 / 3 * .005), Student's t of 2 degrees 4.302653.
    reach = 4.302653 * (2 / 3 * 0.005) ** 0.5
    told = [0.3 - reach, 0.3 + reach] if shown else [np.nan, np.nan]
    assert table.loc["we", ["ci_low", "ci_high"]].tolist() == pytest.approx(told, nan_ok=True)


@pytest.mark.parametrize("name", ["paragraph", "kind"])
def test_a_column_that_is_missing_is_named(sentences, name):
    with pytest.raises(TableError, match=f"sentences: column {name} is missing"):
        rates(instances(*FOUND), sentences.drop(columns=name), [WE], ["甲市"])


def test_instances_need_their_number(sentences):
    with pytest.raises(TableError, match="instances: column instance is missing"):
        rates(instances().drop(columns="instance"), sentences, [WE], ["甲市"])


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 6)), max_size=8))
def test_a_rate_lies_within_its_range_and_that_between_0_and_1(places):
    number = range(1, 7)
    sentences = pd.DataFrame(
        {"doc_id": "a", "group": "g", "paragraph": [1, 1, 2, 3, 3, 3], "sentence": number}
    ).assign(kind="body", text=TEN)
    found = instances(*(("we", instance, sentence) for instance, sentence in places))
    (row,) = rates(found, sentences, [WE], ["g"]).to_dict("records")
    assert 0 <= row["loo_low"] <= row["rate"] <= row["loo_high"] <= 1
    assert row["positives"] == len({sentence for _, sentence in places})
    assert row["count"] == len({instance for instance, _ in places})
