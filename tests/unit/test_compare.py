import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from chengyan.compare import COLUMNS, REST_COLUMNS, keyness_tables
from chengyan.keyness import keyness, keyness_pairs
from chengyan.matrix import TermMatrix

CITIES = ["甲", "乙", "丙"]
DOCUMENTS = [
    {"group": "甲", "city": "甲", "genre": "report", "office": "市长", "date": "2021"},
    {"group": "乙", "city": "乙", "genre": "report", "office": "市长", "date": "2022-01"},
    {"group": "丙", "city": "丙", "genre": "speech", "office": "市长", "date": "2021"},
]
NESTED = pd.DataFrame({"group": ["丙"], "term": ["文化"], "nested": [3]})


@pytest.fixture
def matrix():
    counts = np.array([[3, 1, 0], [2, 0, 1], [0, 2, 4], [1, 1, 1], [0, 5, 1], [2, 2, 2]])
    units = pd.DataFrame({"unit": range(6), "doc_id": list("aabbcc"), "paragraph": [1, 2] * 3})
    units["group"] = [city for city in CITIES for _ in range(2)]
    return TermMatrix(csr_matrix(counts), units, np.array(["发展", "文化", "要"], dtype=object))


@pytest.fixture
def tables(matrix):
    return keyness_tables(matrix, NESTED, DOCUMENTS, compare="city")


def test_measures_are_those_of_keyness_with_doubt_beside_them(matrix, tables):
    rest, each = tables
    counts = matrix.by_group()
    for table, columns, plain in (
        (rest, REST_COLUMNS, keyness(counts, reference="balanced", order=CITIES)),
        (each, COLUMNS, keyness_pairs(counts, order=CITIES)),
    ):
        assert list(table.columns) == columns
        pd.testing.assert_frame_equal(table[list(plain.columns)], plain, check_dtype=False)
        assert table["ci_low"].isna().all()
        assert table["ci_high"].isna().all()
        assert (table["loo_low"] <= table["log_ratio"]).all()
        assert (table["log_ratio"] <= table["loo_high"]).all()


def test_contrasts_are_told_for_each_pair_and_for_the_rest(tables):
    rest, each = tables
    assert set(zip(rest["contrast"], rest["confounds"], strict=True)) == {("unmatched", "genre")}
    verdicts = each.set_index(["group", "reference"])["contrast"]
    assert set(verdicts["甲", "乙"]) == {"matched"}
    assert set(verdicts["丙", "乙"]) == {"unmatched"}


def test_occurrences_inside_longer_entries_are_told_and_not_counted(tables):
    for table in tables:
        there = (table["group"] == "丙") & (table["term"] == "文化")
        assert set(table.loc[there, "nested"]) == {3}
        assert set(table.loc[~there, "nested"]) == {0}


def test_a_pair_lists_only_terms_that_one_of_the_two_uses(matrix):
    counts = matrix.counts.toarray()
    counts[:4, 1] = 0
    alone = TermMatrix(csr_matrix(counts), matrix.units, matrix.terms)
    _, each = keyness_tables(alone, NESTED, DOCUMENTS, compare="city")
    terms = each.groupby(["group", "reference"])["term"].agg(set)
    assert terms["甲", "乙"] == {"发展", "要"}
    assert terms["甲", "丙"] == {"发展", "文化", "要"}


def test_paragraphs_that_hold_a_term_are_told(tables):
    for table in tables:
        row = table[(table["group"] == "乙") & (table["term"] == "发展")].iloc[0]
        assert (row["paragraphs"], row["of_paragraphs"]) == (1, 2)


def test_a_term_may_stand_firm_against_all_and_not_against_each():
    counts = np.repeat([[40, 460], [20, 480], [0, 500]], 2, axis=0)
    units = pd.DataFrame({"unit": range(6), "doc_id": list("aabbcc"), "paragraph": [1, 2] * 3})
    units["group"] = [city for city in CITIES for _ in range(2)]
    matrix = TermMatrix(csr_matrix(counts), units, np.array(["必须", "发展"], dtype=object))
    rest, each = keyness_tables(matrix, NESTED, DOCUMENTS, compare="city")
    firm = rest.set_index(["group", "term"])["firm_against"]
    alone = each.set_index(["group", "reference", "term"])["lrc"]
    for group in CITIES:
        for other in set(CITIES) - {group}:
            own = rest.set_index(["group", "term"])["lrc"][group, "必须"]
            same = own * alone[group, other, "必须"] > 0
            assert (other in firm[group, "必须"].split(";")) == same
    assert firm["甲", "必须"] == "乙;丙"
    assert firm["丙", "必须"] == "甲;乙"
    assert firm["乙", "必须"] == ""
