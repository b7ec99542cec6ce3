import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from chengyan.compare import COLUMNS, PAIRED, REST_COLUMNS, WHOLE_PAIRS, keyness_tables
from chengyan.keyness import keyness, keyness_pairs
from chengyan.leave_one_out import leave_one_out, left_out_of, to_leave_out, unit_codes
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


def random_matrix(groups, *, texts=1, paragraphs=6, terms=40):
    """Groups of texts of paragraphs, each group with a term of its own."""
    random = np.random.default_rng(5)
    number = groups * texts * paragraphs
    counts = random.poisson(1.0, (number, terms))
    at = np.arange(number) // paragraphs
    units = pd.DataFrame(
        {
            "unit": range(number),
            "doc_id": [f"t{text}" for text in at],
            "group": [f"g{text // texts}" for text in at],
            "paragraph": np.arange(number) % paragraphs + 1,
        }
    )
    for group in range(groups):
        counts[at // texts == group, group] += 9
    matrix = TermMatrix(csr_matrix(counts), units, np.array([f"w{i:02}" for i in range(terms)]))
    documents = [{"group": f"g{g}", "city": f"g{g}"} for g in range(groups) for _ in range(texts)]
    return matrix, documents


def test_beyond_a_few_groups_pairs_hold_the_terms_with_a_difference_and_the_same_values():
    matrix, documents = random_matrix(WHOLE_PAIRS + 1)
    nothing = NESTED.iloc[:0]
    rest, each = keyness_tables(matrix, nested=nothing, documents=documents, compare="city")
    assert len(each) > 0
    assert (each["lrc"] != 0).all()
    whole = keyness_pairs(matrix.by_group(), order=list(dict.fromkeys(matrix.units["group"])))
    firm = whole[whole["lrc"] != 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(each[list(whole.columns)], firm, check_dtype=False)
    assert each[["loo_low", "loo_high", "dp_norm"]].isna().sum().tolist()[:2] == [0, 0]
    # Every group and every term is in the other table still.
    assert len(rest) == (WHOLE_PAIRS + 1) * 40
    own = rest[(rest["group"] == "g2") & (rest["term"] == "w02")].iloc[0]
    assert own["firm_against"] == "g0;g1;g3;g4;g5"


def test_with_few_groups_pairs_are_whole():
    matrix, documents = random_matrix(WHOLE_PAIRS)
    _, each = keyness_tables(matrix, NESTED.iloc[:0], documents, compare="city")
    assert (each["lrc"] == 0).any()


def test_of_a_group_with_several_texts_one_text_is_left_out():
    matrix, documents = random_matrix(2, texts=3)
    alone = matrix.units["doc_id"].isin(["t0", "t1", "t2", "t3"]).to_numpy()
    matrix = TermMatrix(matrix.counts[alone], matrix.units[alone], matrix.terms)
    units, left_out = to_leave_out(matrix)
    assert left_out == {"g0": "text", "g1": "paragraph"}
    assert units.counts.shape[0] == 3 + 6
    rest, each = keyness_tables(matrix, NESTED.iloc[:0], documents, compare="city")
    for table in (rest, each):
        assert table.groupby("group")["left_out"].unique().map(list).to_dict() == {
            "g0": ["text"], "g1": ["paragraph"],
        }  # fmt: skip
    by_hand = leave_one_out(
        np.vstack([matrix.counts[6 * i : 6 * i + 6].sum(axis=0) for i in range(3)]
                  + [matrix.counts[18:].toarray()]),
        ["g0"] * 3 + ["g1"] * 6, list(matrix.terms), reference="balanced",
    ).set_index(["group", "term"])  # fmt: skip
    found = rest.set_index(["group", "term"]).loc[by_hand.index, ["loo_low", "loo_high"]]
    pd.testing.assert_frame_equal(found, by_hand)
    assert set(rest.loc[rest["group"] == "g0", "texts"]) <= {0, 1, 2, 3}


def test_a_text_without_counted_words_is_no_text_to_leave_out():
    matrix, _ = random_matrix(2, texts=2)
    counts = matrix.counts.toarray()
    counts[matrix.units["doc_id"] == "t1"] = 0
    _, left_out = to_leave_out(TermMatrix(csr_matrix(counts), matrix.units, matrix.terms))
    assert left_out == {"g0": "paragraph", "g1": "text"}


def test_units_are_texts_where_a_group_has_several_and_else_paragraphs():
    places = pd.DataFrame(
        [("甲", "a", 1), ("甲", "b", 1), ("乙", "c", 1), ("乙", "c", 2), ("甲", "a", 2)],
        columns=["group", "doc_id", "unit"],
    )
    assert left_out_of(places) == {"甲": "text", "乙": "paragraph"}
    assert unit_codes(places).tolist() == [0, 1, 2, 3, 0]


def test_of_more_groups_than_anyone_reads_pairs_of_there_are_none_but_the_firm_are_named():
    matrix, documents = random_matrix(PAIRED + 1, terms=60)
    order = [document["group"] for document in documents]
    rest, each = keyness_tables(matrix, NESTED.iloc[:0], documents, compare="city")
    assert each.empty
    assert list(each.columns) == COLUMNS
    pairs = keyness_pairs(matrix.by_group(), order=order).set_index(["group", "term", "reference"])
    firm = pairs["lrc"].unstack().reindex(columns=order)
    for row in rest.itertuples():
        same = firm.loc[(row.group, row.term)] * row.lrc > 0
        assert row.firm_against == ";".join(same.index[same])
    assert rest["firm_against"].str.contains(";").any()
