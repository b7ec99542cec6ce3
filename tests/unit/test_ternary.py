"""Shares between three corners: they add up, shrink to the middle, and need enough words."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import DesignError, TableError
from chengyan.ternary import ternary

GROUPS = ["丙", "甲", "乙"]


def counts(**terms):
    rows = [
        (group, term, n)
        for term, row in terms.items()
        for group, n in zip(GROUPS, row, strict=True)
        if n
    ]
    return pd.DataFrame(rows, columns=["group", "term", "count"])


def test_rates_and_shares_by_hand():
    table = ternary(counts(国=(6, 2, 2), 城=(14, 8, 18)), GROUPS, alpha0=10, min_expected=2)
    assert table["term"].tolist() == ["城"] * 3 + ["国"] * 3
    assert table["group"].tolist() == GROUPS * 2
    last = table[table["term"] == "国"]
    assert last["count"].tolist() == [6, 2, 2]
    assert last["total"].tolist() == [10] * 3
    assert last["expected"].tolist() == pytest.approx([4, 2, 4])
    rates = [(6 + 2) / 30, (2 + 2) / 20, (2 + 2) / 30]  # prior: 10 tokens times 10/50
    assert last["rate_10k"].tolist() == pytest.approx([1e4 * rate for rate in rates])
    assert last["share"].tolist() == pytest.approx([rate / sum(rates) for rate in rates])


def test_a_strong_prior_draws_to_the_middle():
    table = counts(国=(20, 1, 5), 城=(10, 30, 40))
    weak, strong = (
        ternary(table, GROUPS, alpha0=alpha0, min_expected=1).set_index(["term", "group"])["share"]
        for alpha0 in (1, 1e9)
    )
    assert strong.tolist() == pytest.approx([1 / 3] * 6, abs=1e-6)
    assert weak["国", "丙"] > 0.7


@pytest.mark.parametrize(("least", "terms"), [(2, {"国", "城"}), (2.1, {"城"}), (99, set())])
def test_terms_that_a_group_could_hardly_use_are_left_out(least, terms):
    table = ternary(counts(国=(6, 2, 2), 城=(14, 8, 18)), GROUPS, min_expected=least)
    assert set(table["term"]) == terms
    assert list(table) == "term group count total expected rate_10k share".split()


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=1, max_size=6), st.floats(0.1, 1e4))
def test_shares_add_up(rows, alpha0):
    terms = dict(zip("国民城乡路桥", rows, strict=False))
    table = ternary(counts(**terms, 水=(1, 1, 1)), GROUPS, alpha0=alpha0, min_expected=0)
    assert table.groupby("term")["share"].sum().tolist() == pytest.approx(
        [1] * table["term"].nunique()
    )
    assert table["share"].between(0, 1).all()
    assert table["total"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        (["甲", "乙"], "needs three groups, not 2. Compare three groups"),
        ([*GROUPS, "丁"], "needs three groups, not 4"),
        (["甲", "乙", "丁"], "group 丁: has no tokens"),
    ],
)
def test_wrong_groups(groups, message):
    with pytest.raises(DesignError, match=message):
        ternary(counts(国=(1, 1, 1)), groups)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="column count is missing"):
        ternary(pd.DataFrame({"group": [], "term": []}), GROUPS)
