"""Agreement against published and hand-worked numbers, and the one code that comes of two."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.clean import clean
from chengyan.priorities.agreement import (
    agreement_table,
    coded_table,
    decide,
    disagreements,
)
from chengyan.priorities.coding import units_of
from chengyan.priorities.samples import COLUMNS
from chengyan.sampling import frame_of


def codings(*coders, ids=(), secondary=()):
    """One table a coder, of strings with a letter for each unit."""
    ids = list(ids) or [f"x-s{i}" for i in range(1, len(coders[0]) + 1)]
    return [
        pd.DataFrame({"id": ids, "primary": list(coder)}).assign(
            secondary=secondary[i] if secondary else "", note=f"note of {i}",
            stratum="甲", frame=10, inclusion=0.5, sample="mine",
        )
        for i, coder in enumerate(coders)
    ]  # fmt: skip


def agreement(*coders):
    return agreement_table(decide(codings(*coders), {})).set_index("code")


def test_two_coders_of_krippendorff():
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, example B.
    table = agreement("aabbdcccedda", "babbbccceddd")
    every = table.loc[""]
    assert every["alpha"] == pytest.approx(0.692, abs=5e-4)
    # By hand: 9 of 12; expected (3·1 + 2·4 + 3·3 + 3·3 + 1·1) / 144 = 30/144.
    assert every["agreement"] == 0.75
    assert every["kappa"] == pytest.approx((0.75 - 30 / 144) / (1 - 30 / 144))
    assert every["units"] == 12
    # By hand: 2 both / (a + b).
    by_code = {"a": 2 / 4, "b": 4 / 6, "c": 1, "d": 4 / 6, "e": 1}
    assert table["agreement"].drop("").to_dict() == pytest.approx(by_code)
    assert table["units"].drop("").to_dict() == {"a": 3, "b": 4, "c": 3, "d": 4, "e": 1}


def test_two_values_of_krippendorff():
    # The same, example A: 0.095.
    table = agreement("0100000010", "1110010000")
    assert table.loc["", "alpha"] == pytest.approx(0.095, abs=5e-4)
    assert table.loc["", "agreement"] == 0.6


def test_three_coders_have_no_kappa_of_cohen():
    table = agreement("aab", "aab", "abb")
    # Of nine pairs seven agree.
    assert table.loc["", "agreement"] == pytest.approx(7 / 9)
    assert math.isnan(table.loc["", "kappa"])
    # By hand: coincidences aa 4, bb 3, ab 2 (of 9), so Do = 2/9, De = 2·5·4/(9·8) = 5/9.
    assert table.loc["", "alpha"] == pytest.approx(1 - (2 / 9) / (5 / 9))
    # a: 3·2 + 2·1 of 5·2 pairs; b: 1·0 + 3·2 of 4·2.
    assert table.loc["a", "agreement"] == pytest.approx(8 / 10)
    assert table.loc["b", "agreement"] == pytest.approx(6 / 8)


def test_without_variation_chance_is_not_defined():
    table = agreement("aaa", "aaa")
    assert table.loc["", "agreement"] == 1
    assert math.isnan(table.loc["", "alpha"])
    assert math.isnan(table.loc["", "kappa"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2))
def test_agreement_knows_no_order_of_coders_or_units(pairs):
    one, other = ("".join(side) for side in zip(*pairs, strict=True))
    table, turned = agreement(one, other), agreement(other[::-1], one[::-1])
    pd.testing.assert_frame_equal(table, turned)
    assert table["agreement"].between(0, 1).all()
    assert (table["alpha"].dropna() <= 1).all()


def test_sentences_and_their_parts_are_told_apart():
    ids = ["x-s1", "x-s2", "x-s2.1", "x-s2.2"]
    table = agreement_table(decide(codings("aabc", "aabb", ids=ids), {}))
    every = table[table["code"] == ""].set_index("unit")
    assert every["units"].to_dict() == {"sentence": 2, "quasi_sentence": 3}
    assert every["agreement"].to_dict() == pytest.approx({"sentence": 1, "quasi_sentence": 2 / 3})


def test_what_both_gave_is_the_code():
    pair = codings("AAB", "ABB", secondary=(["C,D", "C", ""], ["D,C", "", "C"]))
    decided = decide(pair, {})
    assert list(decided) == ["coder_a", "coder_b", "primary", "secondary"]
    assert decided["primary"].to_dict() == {"x-s1": "A", "x-s2": "", "x-s3": "B"}
    assert decided["secondary"].to_dict() == {"x-s1": "C,D", "x-s2": "", "x-s3": ""}
    decided = decide(pair, {"x-s2": ("C", "A")})
    assert tuple(decided.loc["x-s2"]) == ("A", "B", "C", "A")


def test_sheets_in_another_order_are_brought_together():
    one, other = codings("ABC", "ABC")
    assert list(decide([one, other.iloc[::-1]], {})["primary"]) == ["A", "B", "C"]


UNITS = units_of(
    frame_of([("x", "whatever", clean("第一句话在这里。修好公路；办好学校。第三句话在这里。")[1])]),
    parts=True,
)


def test_the_coded_sample_of_one_coder():
    (coding,) = codings("BA", ids=["x-s3", "x-s1"])
    coded, left_out = coded_table(decide([coding], {}), coding, UNITS, "human")
    assert tuple(coded) == COLUMNS
    assert left_out == 0
    assert list(coded["id"]) == ["x-s1", "x-s3"]
    assert set(coded["kind"]) == {"human"}
    assert coded.loc[0, ["coder_a", "coder_b", "primary", "stratum", "text"]].to_list() == [
        "A", "", "A", "甲", "第一句话在这里。"
    ]  # fmt: skip


def test_a_sentence_is_left_out_with_its_parts_until_all_have_a_code():
    ids = ["x-s1", "x-s2", "x-s2.1", "x-s2.2"]
    pair = codings("AABC", "AABB", ids=ids)
    decided = decide(pair, {})
    coded, left_out = coded_table(decided, pair[0], UNITS, "human")
    assert (list(coded["id"]), left_out) == (["x-s1"], 1)
    left = disagreements(decided, pair, UNITS)
    assert left.to_dict("records") == [
        {
            "id": "x-s2.2", "doc_id": "x", "sentence": 2, "part": 2, "headings": "",
            "before": "第一句话在这里。修好公路；", "text": "办好学校。",
            "after": "第三句话在这里。",
            "coder_a": "C", "secondary_a": "", "note_a": "note of 0",
            "coder_b": "B", "secondary_b": "", "note_b": "note of 1",
            "primary": "", "secondary": "",
        }
    ]  # fmt: skip
    decided = decide(pair, {"x-s2.2": ("C", "")})
    coded, left_out = coded_table(decided, pair[0], UNITS, "human")
    assert (list(coded["id"]), left_out) == (ids, 0)
    assert disagreements(decided, pair, UNITS).empty


def test_a_third_coder_has_a_column():
    three = codings("A", "A", "B", ids=["x-s1"])
    coded, _ = coded_table(decide(three, {"x-s1": ("A", "")}), three[0], UNITS, "model")
    assert set(coded) - set(COLUMNS) == {"coder_c"}
    assert coded.loc[0, ["kind", "coder_c"]].to_list() == ["model", "B"]
