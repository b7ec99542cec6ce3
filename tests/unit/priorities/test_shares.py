"""Shares of codes, by hand."""

import numpy as np
import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.priorities.codebook import Code
from chengyan.priorities.shares import UNITS, shares

CODEBOOK = [
    Code("ECOL", "生态", "Environment", "生态文明", "7", counted=True),
    Code("LIVE", "民生", "Livelihood", "社会", "3", counted=True),
    Code("NONE", "无", "None", "", "", counted=False),
]


def parts(*rows, doc_id="a", group="甲"):
    columns = ["paragraph", "kind", "orientation", "primary", "text"]
    return pd.DataFrame(rows, columns=columns).assign(doc_id=doc_id, group=group)


ONE_TEXT = parts(
    (1, "heading", "past", "ECOL", "水好"),
    (1, "body", "past", "ECOL", "水水水水水水"),
    (2, "body", "future", "LIVE", "学学"),
    (3, "body", "future", "NONE", "谢谢谢谢谢"),
    (3, "body", "future", "LIVE", "学学学学学"),
)


def row(table, unit, code, group="甲"):
    found = table[(table["unit"] == unit) & (table["code"] == code) & (table["group"] == group)]
    assert len(found) == 1
    return found.iloc[0]


def test_shares_are_among_counted_codes_and_others_among_all():
    table = shares(ONE_TEXT, CODEBOOK, ["甲"])
    assert len(table) == len(UNITS) * 3
    assert row(table, "quasi_sentences", "ECOL")["share"] == 2 / 4
    assert row(table, "quasi_sentences", "NONE")["share"] == 1 / 5
    assert row(table, "characters", "ECOL")["share"] == pytest.approx(8 / 15)
    assert row(table, "characters", "NONE")["share"] == pytest.approx(5 / 20)
    assert row(table, "headings", "ECOL")["share"] == 1.0
    assert row(table, "future", "LIVE")["share"] == 1.0
    assert row(table, "past", "LIVE")["share"] == 0.0
    assert row(table, "characters", "LIVE")["units"] == 15
    assert row(table, "characters", "LIVE")["positives"] == 2


def test_the_range_is_that_without_one_paragraph():
    found = row(shares(ONE_TEXT, CODEBOOK, ["甲"]), "quasi_sentences", "ECOL")
    # Without the first paragraph 0 of 2, without the second or third 2 of 3.
    assert (found["loo_low"], found["loo_high"]) == (0.0, pytest.approx(2 / 3))
    assert found["left_out"] == "paragraph"
    assert np.isnan(found["ci_low"])


def test_of_several_texts_one_is_left_out():
    more = parts((1, "body", "past", "LIVE", "学"), doc_id="b")
    found = row(shares(pd.concat([ONE_TEXT, more]), CODEBOOK, ["甲"]), "quasi_sentences", "ECOL")
    assert (found["loo_low"], found["loo_high"]) == (0.0, 0.5)
    assert found["left_out"] == "text"


def test_first_mention_is_the_share_of_the_text_before_it():
    table = shares(ONE_TEXT, CODEBOOK, ["甲"])
    assert row(table, "quasi_sentences", "ECOL")["first"] == 0
    assert row(table, "quasi_sentences", "LIVE")["first"] == pytest.approx(8 / 20)
    assert np.isnan(row(table, "characters", "LIVE")["first"])


def test_first_mention_is_the_mean_of_the_texts_that_have_one():
    more = parts((1, "body", "past", "LIVE", "学"), (1, "body", "", "ECOL", "水"), doc_id="b")
    table = shares(pd.concat([ONE_TEXT, more]), CODEBOOK, ["甲"])
    assert row(table, "quasi_sentences", "LIVE")["first"] == pytest.approx((0.4 + 0) / 2)


def test_a_group_without_units_has_no_share():
    table = shares(ONE_TEXT, CODEBOOK, ["甲", "乙"])
    other = row(table, "quasi_sentences", "ECOL", "乙")
    assert np.isnan(other["share"])
    assert other["units"] == 0
    assert np.isnan(row(table, "headings", "NONE", "乙")["loo_low"])


def test_shares_of_counted_codes_add_up_to_one():
    table = shares(ONE_TEXT, CODEBOOK, ["甲"])
    sums = table[table["counted"]].groupby("unit")["share"].sum()
    assert sums.to_numpy() == pytest.approx(1)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="column orientation is missing"):
        shares(ONE_TEXT.drop(columns="orientation"), CODEBOOK, ["甲"])
