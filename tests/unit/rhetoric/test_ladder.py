"""The ladder of obligation."""

import numpy as np
import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.rhetoric.instances import COLUMNS as OF_INSTANCES
from chengyan.rhetoric.ladder import ADDRESSEES, COLUMNS, RUNGS, ladder

ROWS = [
    ("modality_strong", "yao:us", 1),
    ("modality_strong", "yao:us", 1),
    ("modality_strong", "yao:others", 1),
    ("modality_strong", "yao:others", 3),
    ("modality_strong", "must:assembly", 2),
    ("modality_strong", "resolve", 2),
    ("commissive", "", 4),
    ("modality_effort", "", 4),
    ("weak_obligation", "", 4),
    ("we", "must:us", 4),
]


@pytest.fixture
def sentences(sentences_of):
    """Four sentences that count, and a title."""
    return sentences_of(*"甲乙丙丁题", kind=["body", "heading", "body", "body", "title"])


DEVICES = sorted({device for _, device, *_ in RUNGS})


def instances(rows, group="甲市", doc_id="a"):
    table = pd.DataFrame(rows, columns=["device", "form", "sentence"])
    return table.assign(group=group, doc_id=doc_id)


def test_each_rung_is_counted_and_said_to_somebody(sentences):
    table = ladder(instances(ROWS), sentences, DEVICES, ["甲市"])
    assert list(table.columns) == list(COLUMNS)
    counted = {
        (rung, addressee): (count, positives)
        for rung, addressee, count, positives in zip(
            *(table[name] for name in ("rung", "addressee", "count", "positives")), strict=True
        )
    }
    assert counted == {
        ("must", "all"): (1, 1),
        ("must", "us"): (0, 0),
        ("must", "assembly"): (1, 1),
        ("must", "others"): (0, 0),
        ("resolve", "all"): (1, 1),
        ("command", "all"): (4, 2),
        ("command", "us"): (2, 1),
        ("command", "assembly"): (0, 0),
        ("command", "others"): (2, 2),
        ("promise", "all"): (1, 1),
        ("effort", "all"): (1, 1),
        ("ought", "all"): (1, 1),
    }
    assert (table["sentences"] == 4).all()
    command = table[table["rung"] == "command"].set_index("addressee")["share"]
    assert command[["all", "us", "others"]].tolist() == [2 / 4, 1 / 4, 2 / 4]


def test_rungs_go_from_the_highest_down_group_by_group(sentences, sentences_of):
    both = pd.concat([sentences, sentences_of("子", doc_id="b", group="乙市")])
    found = pd.concat([instances(ROWS), instances([("commissive", "", 1)], "乙市", "b")])
    table = ladder(found, both, DEVICES, ["乙市", "甲市"])
    assert table["group"].unique().tolist() == ["乙市", "甲市"]
    assert table["rung"].unique().tolist() == [rung for rung, *_ in RUNGS]
    other = table[(table["group"] == "乙市") & (table["rung"] == "promise")]
    assert other[["count", "sentences", "share"]].to_numpy().tolist() == [[1, 1, 1.0]]
    assert table["addressee"].unique().tolist() == ["all", *ADDRESSEES]


def test_sentences_of_two_texts_are_two(sentences_of):
    both = pd.concat([sentences_of("甲", doc_id=name) for name in "ab"])
    rows = [("modality_effort", "", 1)]
    found = pd.concat([instances(rows), instances(rows, doc_id="b")])
    effort = ladder(found, both, DEVICES, ["甲市"]).set_index("rung").loc["effort"]
    assert effort[["count", "positives", "share"]].tolist() == [2, 2, 1.0]


def test_texts_without_any_device_have_shares_of_nothing(sentences):
    table = ladder(pd.DataFrame(columns=list(OF_INSTANCES)), sentences, DEVICES, ["甲市"])
    assert table["count"].tolist() == [0] * 12
    assert table["share"].tolist() == [0] * 12


def test_a_group_without_sentences_has_no_share(sentences):
    table = ladder(instances(ROWS), sentences, DEVICES, ["丙市"])
    assert table["sentences"].tolist() == [0] * 12
    assert np.isnan(table["share"]).all()


def test_kinds_that_count_can_be_chosen(sentences):
    table = ladder(instances(ROWS), sentences, DEVICES, ["甲市"], kinds=["body"])
    assert (table["sentences"] == 3).all()


def test_a_column_that_is_missing_is_named(sentences):
    with pytest.raises(TableError, match="instances: column form is missing"):
        ladder(instances(ROWS).drop(columns="form"), sentences, DEVICES, ["甲市"])
    with pytest.raises(TableError, match="sentences: column kind is missing"):
        ladder(instances(ROWS), sentences.drop(columns="kind"), DEVICES, ["甲市"])
