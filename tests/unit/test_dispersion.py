"""Dispersion against Gries's corpus and a naive loop."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, csr_matrix

from chengyan.dispersion import dispersion
from chengyan.errors import DesignError, TableError

GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def units(*texts: str) -> tuple[csr_matrix, list[str]]:
    terms = sorted(set(" ".join(texts).split()))
    counts = [[Counter(text.split())[term] for term in terms] for text in texts]
    return csr_matrix(counts), terms


@pytest.mark.parametrize(
    ("term", "dp", "dp_norm"),
    [
        ("b", 0.02, 0.024390),
        ("i", 0.82, 1),
        ("q", 0.80, 0.975610),
        ("x", 0.78, 0.951220),
        ("a", 0.18, 0.219512),
    ],
)
def test_gries_s_corpus(term: str, dp: float, dp_norm: float) -> None:
    counts, terms = units(*GRIES)
    table = dispersion(counts, ["corpus"] * 5, terms).set_index("term")
    assert table.loc[term, "dp"] == pytest.approx(dp, abs=1e-9)
    assert table.loc[term, "dp_norm"] == pytest.approx(dp_norm, abs=5e-7)


def test_groups_are_measured_apart_and_in_order() -> None:
    counts, terms = units(*GRIES, "b b z", "z z z")
    groups = ["corpus"] * 5 + ["other"] * 2
    table = dispersion(counts, groups, terms, order=["other", "corpus"])
    assert list(table.columns) == ["group", "term", "dp", "dp_norm"]
    assert table["group"].to_list() == ["other"] * len(terms) + ["corpus"] * len(terms)
    assert table["term"].to_list() == terms * 2
    cells = table.set_index(["group", "term"])
    assert cells.loc[("other", "b"), "dp"] == pytest.approx(0.5)
    assert cells.loc[("other", "b"), "dp_norm"] == pytest.approx(1)
    assert cells.loc[("corpus", "b"), "dp"] == pytest.approx(0.02)
    assert np.isnan(cells.loc[("other", "a")]).all()
    assert np.isnan(cells.loc[("corpus", "z")]).all()
    assert dispersion(counts, groups, terms)["group"].iloc[0] == "corpus"


def test_one_part_has_no_norm() -> None:
    counts, terms = units("红 红 蓝")
    table = dispersion(counts, ["x"], terms)
    assert table["dp"].to_list() == [0, 0]
    assert table["dp_norm"].isna().all()


def test_empty_parts_do_not_count() -> None:
    counts, terms = units("红 红 蓝", "", "蓝")
    assert dispersion(counts, list("xxx"), terms)["dp_norm"].to_list() == pytest.approx(
        [1 / 3, 1 / 3]
    )


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any), min_size=2, max_size=7
    )
)
def test_definition(matrix: list[list[int]]) -> None:
    counts = np.array(matrix)
    table = dispersion(csr_array(counts), ["x"] * len(counts), list("春夏秋冬"))
    size = counts.sum(axis=1) / counts.sum()
    for column, row in zip(counts.T, table.itertuples(), strict=True):
        if not column.any():
            assert np.isnan([row.dp, row.dp_norm]).all()
            continue
        dp = np.abs(column / column.sum() - size).sum() / 2
        assert row.dp == pytest.approx(dp, abs=1e-12)
        assert row.dp_norm == pytest.approx(dp / (1 - size.min()), abs=1e-12)
        assert 0 <= row.dp_norm <= 1 + 1e-12


@pytest.mark.parametrize(
    ("counts", "groups", "terms", "message"),
    [
        ([[1, 2]], ["x"], ["红"], r"unit_counts: its shape is \(1, 2\)"),
        ([[1, 2]], ["x", "y"], ["红", "蓝"], "there are 2 groups of units and 2 terms"),
        ([[1, -2]], ["x"], ["红", "蓝"], "a count is not a whole number >= 0. Give counts"),
        ([[1, 0.5]], ["x"], ["红", "蓝"], "a count is not a whole number >= 0. Give counts"),
        ([[1, 2]], [None], ["红", "蓝"], "unit_groups: a unit has no group. Give every unit"),
        ([[1, 2]], ["x"], ["红", "红"], "terms: 红 stands twice. Sum the columns"),
    ],
)
def test_impossible_units(counts, groups, terms, message: str) -> None:
    with pytest.raises(TableError, match=message):
        dispersion(csr_matrix(counts), groups, terms)


def test_groups_without_tokens() -> None:
    counts = csr_matrix([[1, 2], [0, 0]])
    with pytest.raises(DesignError, match=r"group y: it has no tokens. Leave the group out"):
        dispersion(counts, ["x", "y"], ["红", "蓝"])
    with pytest.raises(
        DesignError, match=r"order: it names x; there are x, y. Name every group once"
    ):
        dispersion(counts + csr_matrix([[0, 0], [1, 0]]), ["x", "y"], ["红", "蓝"], order=["x"])
    with pytest.raises(DesignError, match="group: there is none"):
        dispersion(csr_matrix((0, 2)), [], ["红", "蓝"])
