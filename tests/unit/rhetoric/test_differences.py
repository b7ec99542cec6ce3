"""Differences are told where errors could not make them, and nowhere else."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import TableError
from chengyan.rhetoric.differences import Errors, differences

NOTHING = float("nan")
# The lower end for ten of ten is the tenth root of .025, the upper for none of 100 one less its
# hundredth root.
TEN, NONE_OF_100 = 0.025**0.1, 1 - 0.025**0.01


def rates(*rows):
    """Group, rate, loo_low, loo_high."""
    table = pd.DataFrame(rows, columns=["group", "rate", "loo_low", "loo_high"])
    return table.assign(
        device="we", zh="我们", en="We", status="validated", ci_low=NOTHING, ci_high=NOTHING,
        contrast="unmatched",
    )  # fmt: skip


def scores(support=10, found=10, both=10, sentences=100, *, seen=False):
    row = {"device": "we", "seen": seen, "support": support, "found": found, "both": both}
    return pd.DataFrame([{**row, "sentences": sentences}])


def test_errors_of_a_sample_in_which_none_was_made():
    errors = Errors.of(10, 10, 10, 100)
    assert errors.precision == errors.recall == pytest.approx(TEN)
    assert errors.misread == errors.missed == pytest.approx(NONE_OF_100)
    assert errors.least(0.5) == pytest.approx(0.5 * TEN)  # .346
    assert errors.most(0.5) == pytest.approx(0.5 / TEN)  # .723
    # Of a rate of nothing a share of it says nothing.
    assert errors.most(0) == pytest.approx(NONE_OF_100)
    assert errors.least(0.02) == 0
    assert errors.most(0.9) == 1


def test_what_was_never_coded_or_found_may_be_anything():
    errors = Errors.of(0, 0, 0, 50)
    assert (errors.least(1), errors.most(0.01)) == (0, 1)


def test_a_difference_is_told_beyond_both_bounds():
    table = rates(("甲城", 0.5, 0.48, 0.52), ("乙城", 0.1, 0.09, 0.11), ("丙城", 0.3, 0.28, 0.32))
    told = differences(table, scores(), ["甲城", "乙城", "丙城"])
    # .48 × .69 = .33 > .11 / .69 = .16; .28 × .69 = .19 > .16; .32 / .69 = .46 > .33.
    assert told[["more", "less"]].to_numpy().tolist() == [["甲城", "乙城"], ["丙城", "乙城"]]
    first = told.iloc[0]
    assert (first["rate_more"], first["rate_less"]) == (0.5, 0.1)
    assert first["least_more"] == pytest.approx(0.48 * TEN)
    assert first["most_less"] == pytest.approx(0.11 / TEN)
    assert (first["contrast"], first["unseen"]) == ("unmatched", True)


def test_an_interval_goes_before_a_range():
    table = rates(("甲城", 0.5, 0.48, 0.52), ("乙城", 0.1, 0.09, 0.11))
    table.loc[0, ["ci_low", "ci_high"]] = [0.2, 0.8]
    assert differences(table, scores(), ["甲城", "乙城"]).empty


@pytest.mark.parametrize("status", ["not validated", "fails"])
def test_only_of_devices_that_are_validated(status):
    table = rates(("甲城", 0.9, 0.9, 0.9), ("乙城", 0, 0, 0)).assign(status=status)
    assert differences(table, scores(), ["甲城", "乙城"]).empty


def test_contrasts_are_matched_where_both_groups_are():
    table = rates(("甲城", 0.9, 0.9, 0.9), ("乙城", 0, 0, 0)).assign(contrast="matched")
    assert differences(table, scores(), ["甲城", "乙城"])["contrast"].tolist() == ["matched"]
    table.loc[1, "contrast"] = "unmatched"
    assert differences(table, scores(), ["甲城", "乙城"])["contrast"].tolist() == ["unmatched"]


def test_scores_that_flatter_are_marked():
    table = rates(("甲城", 0.9, 0.9, 0.9), ("乙城", 0, 0, 0))
    told = differences(table, scores(seen=True), ["甲城", "乙城"])
    assert told["unseen"].tolist() == [False]


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="rhetoric: column loo_low is missing"):
        differences(rates().drop(columns="loo_low"), scores(), ["甲城"])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.floats(0, 1))
def test_bounds_hold_the_rate_and_what_the_sample_itself_shows(right, misread, missed, rate):
    errors = Errors.of(right + missed, right + misread, right, 90)
    low, high = errors.least(rate), errors.most(rate)
    assert 0 <= low <= rate <= high <= 1
    if right:
        shown = rate * right / (right + misread)
        assert low <= shown + 1e-12
        assert min(1, rate * (right + missed) / right) <= high + 1e-12
