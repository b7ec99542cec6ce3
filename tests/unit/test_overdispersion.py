"""Variation beyond chance: recovered from simulated counts, and by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from chengyan.errors import DesignError, TableError
from chengyan.matrix import TermMatrix
from chengyan.overdispersion import (
    Overdispersion,
    assumed,
    of_term,
    overdispersion_table,
    row_of,
    usual,
)


def matrix(counts, doc_ids, groups, terms=None):
    counts = csr_matrix(counts)
    units = pd.DataFrame(
        {"unit": range(len(doc_ids)), "doc_id": doc_ids, "group": groups, "paragraph": 1}
    )
    terms = [f"t{i:03}" for i in range(counts.shape[1])] if terms is None else terms
    return TermMatrix(counts, units, np.array(terms, dtype=object))


def simulated(texts, terms, *, text=0.0, paragraph=0.0, paragraphs=20, size=500, rate=0.004):
    """Texts of equal paragraphs in two groups; a last term fills each paragraph up."""
    rng = np.random.default_rng(7)
    of_text = rng.gamma(1 / text, text, (texts, 1, terms)) if text else 1
    shape = (texts, paragraphs, terms)
    of_paragraph = rng.gamma(1 / paragraph, paragraph, shape) if paragraph else np.ones(shape)
    counts = rng.poisson(rate * size * of_text * of_paragraph).reshape(-1, terms)
    rest = np.maximum(size * 100 - counts.sum(axis=1, keepdims=True), 0)
    doc_ids = [f"d{i}" for i in range(texts) for _ in range(paragraphs)]
    groups = [f"g{i % 2}" for i in range(texts) for _ in range(paragraphs)]
    return matrix(np.hstack([counts, rest]), doc_ids, groups)


@pytest.mark.parametrize(("text", "paragraph"), [(0.0, 0.0), (0.3, 0.0), (0.0, 1.5), (0.2, 2.0)])
def test_simulated_variation_is_found_again(text, paragraph):
    table = overdispersion_table(simulated(40, 200, text=text, paragraph=paragraph)).iloc[:-1]
    whole = (1 + text) * (1 + paragraph / 20) - 1
    # 200 terms with 38 degrees of freedom each leave little chance in the mean. Both are too small
    # by what the 20 texts of a group and the 20 paragraphs of a text leave unknown of their rate.
    assert table["of_texts"].mean() == pytest.approx(
        whole / (1 + whole / 20), abs=0.02 + 0.04 * whole
    )
    assert table["of_paragraphs"].mean() == pytest.approx(
        paragraph / (1 + paragraph / 20), abs=0.03 + 0.04 * paragraph
    )
    assert set(table["degrees"]) == {38}


def test_by_hand():
    """Two texts of 10 and 20 tokens with 4 and 2 of a: p = .2 and the sum .6."""
    table = overdispersion_table(
        matrix([[4, 6], [2, 18]], ["x", "y"], ["g", "g"], ["a", "b"])
    ).set_index("term")
    assert table.loc["a", "of_texts"] == pytest.approx((0.6 - 0.2) / (30 / 900 * (30 - 500 / 30)))
    assert np.isnan(table.loc["a", "of_paragraphs"])
    assert table.loc["a", ["count", "per_10k", "degrees"]].tolist() == [6, 2000, 1]
    assert table.loc["a", "tokens_per_text"] == 15


def test_kinds_are_groups_and_genres():
    counts = [[4, 6], [2, 18], [9, 1], [1, 9]]
    texts = matrix(counts, list("wxyz"), ["g", "g", "h", "h"], ["a", "b"])
    assert set(overdispersion_table(texts)["degrees"]) == {2}
    genres = {"w": "report", "x": "speech", "y": "report", "z": "report"}
    by_genre = overdispersion_table(texts, genres)
    assert set(by_genre["degrees"]) == {1}
    alone = overdispersion_table(matrix(counts[2:], ["y", "z"], ["h", "h"], ["a", "b"]))
    assert by_genre["of_texts"].tolist() == pytest.approx(alone["of_texts"].tolist())
    with pytest.raises(TableError, match="text x has none"):
        overdispersion_table(texts, {"w": "report"})


def test_a_text_of_one_paragraph_has_no_say_on_paragraphs():
    counts = [[5, 5], [1, 9], [500, 500]]
    table = overdispersion_table(matrix(counts, ["x", "x", "y"], ["g"] * 3, ["a", "b"]))
    assert set(table["tokens_per_paragraph"]) == {10}
    alone = overdispersion_table(matrix(counts[:2], ["x", "x"], ["g"] * 2, ["a", "b"]))
    assert table["of_paragraphs"].tolist() == pytest.approx(alone["of_paragraphs"].tolist())


def test_one_text_a_group_tells_nothing_of_texts():
    table = overdispersion_table(matrix([[4, 6], [2, 18]], ["x", "y"], ["g", "h"], ["a", "b"]))
    assert table["of_texts"].isna().all()
    assert set(table["degrees"]) == {0}
    assert of_term(table, "a") == usual(table, 2000) == assumed(2000)
    assert of_term(table, "a").source == "assumed"


def test_a_term_s_own_what_is_usual_and_what_is_assumed():
    many = overdispersion_table(simulated(40, 40, text=0.2, paragraph=1.0))
    own = of_term(many, "t000")
    assert own.source == "term"
    assert own.of_whole_text(many["tokens_per_text"].iloc[0]) == pytest.approx(
        row_of(many, "t000")["of_texts"]
    )
    rate = many["per_10k"].iloc[0]
    common = usual(many, rate)
    assert common.source == "corpus"
    assert common.of_whole_text(many["tokens_per_text"].iloc[0]) == pytest.approx(0.26, abs=0.05)
    assert usual(many, 100 * rate).source == "assumed"
    few = overdispersion_table(simulated(8, 40, text=0.2))
    assert of_term(few, "t000") == assumed(few["per_10k"].iloc[0])
    with pytest.raises(TableError, match="没有 does not occur"):
        of_term(few, "没有")


def test_paragraphs_account_for_no_more_than_the_whole():
    """Each text has the term in the same one paragraph of ten: paragraphs vary, texts do not."""
    counts = np.array([[10, 90], *[[0, 100]] * 9] * 20)
    doc_ids = [f"d{i // 10}" for i in range(200)]
    table = overdispersion_table(matrix(counts, doc_ids, ["g"] * 200, ["a", "b"]))
    found = of_term(table, "a")
    assert row_of(table, "a")["of_paragraphs"] > 5
    assert (found.text, found.paragraph) == (0, 0)


def test_what_is_assumed_falls_with_the_rate():
    rates = [1, 5, 10, 20, 50, 100, 400]
    whole = [assumed(rate).of_whole_text(5800) for rate in rates]
    assert whole == sorted(whole, reverse=True)
    assert whole[0] == whole[1] == pytest.approx(0.16)
    assert whole[3] == pytest.approx(0.10)
    assert whole[5] == whole[6] == pytest.approx(0.032)
    assert assumed(20).of_whole_text(600) > 2 * assumed(20).of_whole_text(5800)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ((-0.1,), "it is -0.1 for texts"),
        ((0.1, np.nan), "nan for paragraphs"),
        ((0.1, 0.1, 0), "tokens_per_paragraph: it is 0"),
    ],
)
def test_variances_that_cannot_be(values, message):
    with pytest.raises(DesignError, match=message):
        Overdispersion(*values)
