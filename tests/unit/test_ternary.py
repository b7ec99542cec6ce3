"""Shares between three corners: they add up, shrink to the middle, and need enough words."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from chengyan.errors import DesignError, TableError
from chengyan.matrix import TermMatrix
from chengyan.ternary import share_ranges, ternary, ternary_table

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


def units(*rows, terms="国城"):
    """A matrix of units: group, text and counts of each."""
    counts = sparse.csr_matrix(np.array([row[2:] for row in rows], dtype=np.int64))
    table = pd.DataFrame(
        [(n, row[1], row[0], n) for n, row in enumerate(rows)],
        columns=["unit", "doc_id", "group", "paragraph"],
    )
    order = sorted(range(len(terms)), key=lambda i: terms[i])
    return TermMatrix(counts[:, order], table, np.array([terms[i] for i in order], dtype=object))


UNITS = units(
    ("丙", "a", 4, 6), ("丙", "a", 2, 8), ("甲", "b", 1, 4), ("甲", "b", 1, 4), ("乙", "c", 2, 9),
    ("乙", "c", 0, 9),
)  # fmt: skip


def test_ranges_by_hand():
    low, high = share_ranges(UNITS, GROUPS, ["国"], alpha0=10)
    # Without each paragraph: 国 and tokens of each group.
    left = [
        ((2, 10), (2, 10), (2, 20)), ((4, 10), (2, 10), (2, 20)), ((6, 20), (1, 5), (2, 20)),
        ((6, 20), (1, 5), (2, 20)), ((6, 20), (2, 10), (0, 9)), ((6, 20), (2, 10), (2, 11)),
    ]  # fmt: skip
    shares = []
    for groups in left:
        prior = 10 * sum(n for n, _ in groups) / sum(size for _, size in groups)
        rates = np.array([(n + prior) / (size + 10) for n, size in groups])
        shares.append(rates / rates.sum())
    assert low[0] == pytest.approx(np.min(shares, axis=0))
    assert high[0] == pytest.approx(np.max(shares, axis=0))


def test_the_table_has_the_columns_of_the_contract_and_its_range_holds_the_share():
    table = ternary_table(UNITS, GROUPS, alpha0=10, min_expected=2)
    pd.testing.assert_frame_equal(
        table.iloc[:, :7], ternary(UNITS.by_group(), GROUPS, alpha0=10, min_expected=2)
    )
    assert list(table)[7:] == ["ci_low", "ci_high", "loo_low", "loo_high", "left_out"]
    assert table["ci_low"].isna().all()
    assert (table["loo_low"] < table["share"]).all()
    assert (table["loo_high"] > table["share"]).all()
    assert set(table["left_out"]) == {"paragraph"}


def test_texts_are_left_out_of_a_group_that_has_several():
    rows = [("丙", "a", 4, 6), ("丙", "a", 2, 8), ("丙", "d", 1, 9), ("甲", "b", 1, 4)]
    rows += [("甲", "b", 1, 4), ("乙", "c", 2, 9), ("乙", "c", 0, 9)]
    table = ternary_table(units(*rows), GROUPS, min_expected=0)
    assert dict(zip(table["group"], table["left_out"], strict=True)) == {
        "丙": "text", "甲": "paragraph", "乙": "paragraph",
    }  # fmt: skip
    joined = units(("丙", "a", 6, 14), *rows[2:])
    low, high = share_ranges(joined, GROUPS, ["国"])
    own = table[table["term"] == "国"]
    assert own["loo_low"].to_numpy() == pytest.approx(low[0])
    assert own["loo_high"].to_numpy() == pytest.approx(high[0])


@settings(max_examples=15)
@given(
    st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=6, max_size=9),
    st.floats(0.1, 1e4),
    st.integers(1, 5),
)
def test_ranges_are_those_of_the_corpus_without_each_unit(rows, alpha0, piece):
    labelled = [(GROUPS[n % 3], "a", *row, 1) for n, row in enumerate(rows)]
    matrix = units(*labelled, terms="国民城乡")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chengyan.ternary.PIECE", piece)
        low, high = share_ranges(matrix, GROUPS, ["乡", "国"], alpha0=alpha0)
    shares = []
    for n in range(len(rows)):
        kept = np.arange(len(rows)) != n
        rest = TermMatrix(matrix.counts[kept], matrix.units[kept], matrix.terms)
        table = ternary(rest.by_group(), GROUPS, alpha0=alpha0, min_expected=0)
        wide = table[table["total"] > 0].pivot_table(index="term", columns="group", values="share")
        shares.append(wide.reindex(index=["乡", "国"], columns=GROUPS).to_numpy())
    # Where nothing of a term is left, it has no place, and so no range.
    assert low == pytest.approx(np.min(shares, axis=0), nan_ok=True)
    assert high == pytest.approx(np.max(shares, axis=0), nan_ok=True)


def test_a_term_of_one_unit_has_no_range():
    matrix = units(*[(g, g, int(n == 0), 5) for n, g in enumerate(GROUPS * 2)])
    low, high = share_ranges(matrix, GROUPS, ["国", "城"])
    assert np.isnan(low[0]).all()
    assert np.isnan(high[0]).all()
    assert np.isfinite(low[1]).all()


def test_a_group_with_one_unit_cannot_spare_it():
    with pytest.raises(DesignError, match="group 甲: nothing is left without its only unit"):
        share_ranges(units(*[(g, g, 1, 1) for g in "丙丙甲乙乙"]), GROUPS, ["国"])


def test_without_a_placed_term_the_table_is_empty():
    table = ternary_table(UNITS, GROUPS, min_expected=99)
    assert table.empty
    assert "loo_low" in table
