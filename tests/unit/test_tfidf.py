"""TF-IDF against scikit-learn's vectorizer and by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from chengyan.matrix import TermMatrix
from chengyan.tfidf import group_tfidf

PARAGRAPHS = [
    ("甲", "国 国 民 城"),
    ("甲", "国 民"),
    ("甲", "城 市 市"),
    ("乙", "国 乡 乡 乡"),
    ("乙", "国 路"),
]


def matrix(paragraphs):
    terms = sorted({term for _, text in paragraphs for term in text.split()})
    counts = [[text.split().count(term) for term in terms] for _, text in paragraphs]
    units = pd.DataFrame(
        [(i, group, group, i + 1) for i, (group, _) in enumerate(paragraphs)],
        columns=["unit", "doc_id", "group", "paragraph"],
    )
    return TermMatrix(sparse.csr_matrix(counts), units, np.array(terms, dtype=object))


@pytest.mark.parametrize(
    "reference", [None, [("r", "国 路"), ("r", "国"), ("r", "外"), ("r", "外")]]
)
def test_groups_are_those_of_scikit_learn(reference):
    learnt = TfidfVectorizer(analyzer=str.split, vocabulary=matrix(PARAGRAPHS).terms.tolist()).fit(
        [text for _, text in reference or PARAGRAPHS]
    )
    table = group_tfidf(matrix(PARAGRAPHS), reference and matrix(reference))
    for group in "甲乙":
        whole = " ".join(text for name, text in PARAGRAPHS if name == group)
        expected = dict(
            zip(learnt.get_feature_names_out(), learnt.transform([whole]).toarray()[0], strict=True)
        )
        found = table[table["group"] == group].set_index("term")["tfidf"].to_dict()
        assert found == pytest.approx({t: v for t, v in expected.items() if v > 0}, rel=1e-12)


def test_idf_is_over_paragraphs_by_hand():
    table = group_tfidf(matrix(PARAGRAPHS))
    idf = {"国": math.log(6 / 5) + 1, "乡": math.log(6 / 2) + 1, "路": math.log(6 / 2) + 1}
    weights = {"国": 2 * idf["国"], "乡": 3 * idf["乡"], "路": idf["路"]}
    length = math.sqrt(sum(w * w for w in weights.values()))
    assert table[table["group"] == "乙"][["term", "count", "rank"]].to_numpy().tolist() == [
        ["乡", 3, 1],
        ["国", 2, 2],
        ["路", 1, 3],
    ]
    assert table[table["group"] == "乙"]["tfidf"].tolist() == pytest.approx(
        [weights[t] / length for t in ("乡", "国", "路")]
    )


def test_a_term_that_the_reference_lacks_has_the_idf_of_df_0():
    table = group_tfidf(matrix([("甲", "国 城")]), matrix([("r", "国")] * 9))
    found = table.set_index("term")["tfidf"]
    assert found["城"] / found["国"] == pytest.approx((math.log(10) + 1) / 1)


def test_ties_go_by_term_and_groups_by_order():
    table = group_tfidf(matrix([("乙", "丙 丁 乙"), ("甲", "国")]))
    assert table["group"].tolist() == ["乙", "乙", "乙", "甲"]
    assert table["term"].tolist() == [*sorted("丙丁乙"), "国"]
    assert table["rank"].tolist() == [1, 2, 3, 1]
