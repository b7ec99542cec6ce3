"""Where tables of keyness have an interval, and where not."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from chengyan.compare import keyness_tables
from chengyan.intervals.choice import choose_method
from chengyan.intervals.methods import METHODS, Comparison, reference_weights
from chengyan.intervals.table import TextIntervals
from chengyan.intervals.unit_sums import unit_sums
from chengyan.matrix import TermMatrix

NOTHING = pd.DataFrame({"group": [], "term": [], "nested": []})


def corpus(texts, paragraphs=12, terms=60, seed=1):
    """Groups of so many texts each; every term about as frequent as its number."""
    rng = np.random.default_rng(seed)
    rows, units = [], []
    for group, number in texts.items():
        for text in range(number):
            for paragraph in range(paragraphs):
                rows.append(rng.poisson(np.arange(terms) / 40))
                rows[-1][-1] += 1
                units.append((len(units), f"{group}{text}", group, paragraph + 1))
    table = pd.DataFrame(units, columns=["unit", "doc_id", "group", "paragraph"])
    names = np.array([f"w{i:02}" for i in range(terms)], dtype=object)
    return TermMatrix(csr_matrix(np.array(rows)), table, names)


def tables(matrix, **options):
    documents = [
        {"group": group, "city": group}
        for group, _ in matrix.units[["group", "doc_id"]].drop_duplicates().itertuples(index=False)
    ]
    return keyness_tables(matrix, NOTHING, documents, compare="city", **options)


def test_one_text_a_group_has_no_interval():
    for table in tables(corpus({"甲": 1, "乙": 1, "丙": 1}, paragraphs=98)):
        assert table[["ci_low", "ci_high"]].isna().all(axis=None)
        assert set(table["ci_method"]) == {""}


@pytest.mark.parametrize("reference", ["balanced", "pooled"])
def test_intervals_are_those_of_the_texts_and_of_the_method_named(reference):
    matrix = corpus({"甲": 3, "乙": 2, "丙": 5})
    rest, each = tables(matrix, reference=reference)
    texts = matrix.by_text()
    order = ["甲", "乙", "丙"]
    sums = unit_sums(texts.counts, texts.units["group"], order)
    for table, pairs in ((rest, False), (each, True)):
        filled = table[table["ci_method"] != ""]
        assert len(filled) > 20
        assert (filled["ci_low"] < filled["log_ratio"]).all()
        assert (filled["log_ratio"] < filled["ci_high"]).all()
        for row in filled.iloc[::17].itertuples():
            target = order.index(row.group)
            weights = reference_weights(sums.tokens, target, reference)
            if pairs:
                weights = np.eye(3)[order.index(row.reference)]
            at = np.array([int(row.term[1:])])
            low, high = METHODS[row.ci_method](Comparison(sums, target, weights, at))
            assert (row.ci_low, row.ci_high) == pytest.approx((low[0], high[0]))


def test_a_group_of_one_text_leaves_only_pairs_of_the_others():
    rest, each = tables(corpus({"甲": 3, "乙": 3, "丙": 1}))
    assert set(rest["ci_method"]) == {""}
    filled = each[each["ci_method"] != ""]
    assert set(zip(filled["group"], filled["reference"], strict=True)) == {
        ("甲", "乙"), ("乙", "甲"),
    }  # fmt: skip
    turned = filled.merge(
        filled, left_on=["group", "reference", "term"], right_on=["reference", "group", "term"]
    )
    assert len(turned) == len(filled)
    assert turned["ci_low_x"].to_numpy() == pytest.approx(-turned["ci_high_y"].to_numpy())


def test_seldom_terms_and_short_texts_have_none():
    matrix = corpus({"甲": 4, "乙": 4}, paragraphs=9)
    rest, _ = tables(matrix)
    counts = dict(zip(matrix.terms, np.asarray(matrix.counts.sum(axis=0)).ravel(), strict=True))
    for row in rest.itertuples():
        assert row.ci_method == choose_method(2, 4, 9, counts[row.term])
    assert len(set(rest["ci_method"])) == 2
    short, _ = tables(corpus({"甲": 4, "乙": 4}, paragraphs=8))
    assert set(short["ci_method"]) == {""}


def test_a_text_without_counted_words_is_no_text():
    matrix = corpus({"甲": 2, "乙": 4})
    emptied = matrix.counts.toarray()
    emptied[(matrix.units["doc_id"] == "甲1").to_numpy()] = 0
    rest, _ = tables(TermMatrix(csr_matrix(emptied), matrix.units, matrix.terms))
    assert set(rest["ci_method"]) == {""}


def test_groups_may_be_numbers():
    matrix = corpus({2021: 3, 2022: 3})
    columns = TextIntervals.of_texts(matrix, [2021, 2022]).against_rest(
        pd.DataFrame({"group": [2021, 2022], "term": ["w59", "w59"]}), "balanced"
    )
    assert columns["ci_method"].tolist() == [choose_method(2, 3, 12, 100)] * 2
    assert columns["ci_low"] == pytest.approx(-columns["ci_high"][::-1])
