"""Topic models: FREX by hand, planted topics found, shares that add up, the same twice."""

import warnings
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from chengyan.errors import ConfigError, DesignError
from chengyan.matrix import TermMatrix
from chengyan.topics import (
    MODELS,
    TopicModel,
    exclusivity,
    fit_topics,
    frex,
    labels,
    topic_prevalence,
    topic_words,
    unit_topics,
)

BETA = np.array([[0.5, 0.3, 0.1, 0.05, 0.05], [0.1, 0.1, 0.2, 0.4, 0.2]])
THEMES = ["工业项目园区制造投资", "教育医疗就业养老社保", "干部纪律作风巡察廉政"]


def planted(*, backwards=False):
    """Thirty paragraphs, each of one theme's words and one that all share."""
    themes = [[theme[i : i + 2] for i in range(0, 10, 2)] for theme in THEMES]
    terms = sorted([*chain(*themes), "发展"])
    if backwards:
        terms = terms[::-1]
    random = np.random.default_rng(7)
    rows = []
    for unit in range(30):
        words = random.choice(themes[unit % 3], 10 + unit % 5)
        rows.append([int((words == term).sum()) + (term == "发展") for term in terms])
    units = pd.DataFrame(
        {
            "unit": range(30),
            "doc_id": ["a"] * 15 + ["b"] * 15,
            "group": ["甲"] * 15 + ["乙"] * 15,
            "paragraph": range(1, 31),
        }
    )
    return TermMatrix(sparse.csr_matrix(rows), units, np.array(terms, dtype=object))


@pytest.fixture(scope="module", params=MODELS)
def model(request):
    return fit_topics(planted(), request.param, k=3, seed=1)


def test_frex_by_hand():
    assert exclusivity(BETA, words=2, weight=0.7) == pytest.approx([1.8, 1.626866], abs=1e-6)
    # The first term of the first topic leads in both: 1; the last is third and a half-shared last.
    first = frex(BETA, 0.7)[0]
    assert first[0] == pytest.approx(1 / (0.7 / 1 + 0.3 / 1))
    assert first[4] == pytest.approx(1 / (0.7 / 0.4 + 0.3 / 0.3))


def test_frex_of_a_term_in_no_topic():
    beta = np.array([[0.5, 0.5, 0.0], [0.2, 0.8, 0.0]])
    scores = frex(beta)
    assert np.isfinite(scores).all()
    assert (scores.argmin(axis=1) == 2).all()


def test_planted_topics_are_found(model):
    table = topic_words(model, words=5)
    found = {frozenset(part["term"]) - {"发展"} for _, part in table.groupby("topic")}
    themes = [{theme[i : i + 2] for i in range(0, 10, 2)} for theme in THEMES]
    assert all(any(words <= theme and len(words) >= 4 for theme in themes) for words in found)
    assert len(found) == 3
    leading = unit_topics(model)["topic"].to_numpy().reshape(10, 3)
    assert (leading == leading[0]).all()
    assert set(leading[0]) == {1, 2, 3}


def test_shares_add_up(model):
    np.testing.assert_allclose(model.word_shares.sum(axis=1), 1)
    np.testing.assert_allclose(model.topic_shares.sum(axis=1), 1)
    table = topic_prevalence(model, ["乙", "甲"])
    np.testing.assert_allclose(table.groupby("group")["share"].sum(), 1)
    assert table["group"].tolist() == ["乙", "甲"] * 3
    assert table["units"].tolist() == [15] * 6
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)
    assert (table["loo_low"] <= table["share"]).all()
    assert (table["share"] <= table["loo_high"]).all()
    assert (table["loo_low"] < table["loo_high"]).all()


def test_topics_stand_in_the_order_of_prevalence_each_group_weighing_the_same():
    matrix = planted()
    groups = ["甲"] * 24 + ["乙"] * 6
    counts = matrix.counts.toarray()
    themes = {theme[i : i + 2]: n for n, theme in enumerate(THEMES) for i in range(0, 10, 2)}
    # The small group speaks of the second theme alone: one unit of it makes half of all.
    for unit in range(24, 30):
        counts[unit] = [3 if themes.get(term) == 1 else 0 for term in matrix.terms]
    matrix = TermMatrix(sparse.csr_matrix(counts), matrix.units.assign(group=groups), matrix.terms)
    model = fit_topics(matrix, "nmf", k=3, seed=1)
    means = topic_prevalence(model, ["甲", "乙"]).groupby("topic")["share"].mean()
    assert means.is_monotonic_decreasing
    assert set(topic_words(model, words=3)["term"][:3]) <= {t for t, n in themes.items() if n == 1}


@pytest.mark.parametrize("name", MODELS)
def test_a_group_without_vocabulary_has_no_share(name):
    matrix = planted()
    counts = matrix.counts.toarray()
    counts[-1] = 0
    units = matrix.units.assign(group=["甲"] * 29 + ["乙"])
    model = fit_topics(
        TermMatrix(sparse.csr_matrix(counts), units, matrix.terms), name, k=3, seed=1
    )
    table = topic_prevalence(model, ["甲", "乙"]).set_index("group")["share"]
    assert table["乙"].isna().all()
    assert table["甲"].sum() == pytest.approx(1)


def test_prevalence_by_hand():
    units = pd.DataFrame({"group": ["甲", "甲", "乙", "丙"], "doc_id": "a", "paragraph": range(4)})
    shares = np.array([[1.0, 0.0], [0.25, 0.75], [0.5, 0.5], [0.5, 0.5]])
    model = TopicModel(
        "nmf", BETA, shares, units, np.array([30, 10, 5, 0]), np.array(list("abcde"), dtype=object)
    )
    table = topic_prevalence(model, ["甲", "乙", "丙"], words=3).set_index(["group", "topic"])
    columns = ["share", "loo_low", "loo_high"]
    assert table.loc[("甲", 1), columns].tolist() == pytest.approx([32.5 / 40, 0.25, 1.0])
    assert table.loc[("乙", 1), columns].tolist() == pytest.approx(
        [0.5, np.nan, np.nan], nan_ok=True
    )
    # A group without a word of the vocabulary has no share, rather than a warning or an error.
    assert table.loc[("丙", 1), columns].isna().all()


def test_words_and_labels():
    units = pd.DataFrame({"group": ["甲"], "doc_id": "a", "paragraph": [1]})
    terms = np.array(list("edcba"), dtype=object)
    model = TopicModel("nmf", BETA, np.array([[0.5, 0.5]]), units, np.array([3]), terms)
    table = topic_words(model, words=4)
    assert "".join(table["term"]) == "edca" + "bacd"
    assert table["rank"].tolist() == [1, 2, 3, 4] * 2
    assert table["weight"].tolist() == pytest.approx([0.5, 0.3, 0.1, 0.05, 0.4, 0.2, 0.2, 0.1])
    assert labels(model, words=2) == ["e · d", "b · a"]
    assert all(len(label.split(" · ")) == 3 for label in labels(model, words=4))
    assert unit_topics(model)["topic"].tolist() == [1]  # equal shares: the first


@pytest.mark.parametrize("name", MODELS)
def test_the_same_twice(name):
    one, two = (fit_topics(planted(), name, k=3, seed=1) for _ in range(2))
    np.testing.assert_array_equal(one.word_shares, two.word_shares)
    np.testing.assert_array_equal(one.topic_shares, two.topic_shares)


@pytest.mark.parametrize("name", MODELS)
def test_the_same_topics_whatever_the_order_of_terms(name):
    one, two = (
        fit_topics(planted(backwards=turned), name, k=3, seed=1) for turned in (False, True)
    )
    found = [
        {frozenset(part["term"]) for _, part in topic_words(model, words=5).groupby("topic")}
        for model in (one, two)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("name", MODELS)
def test_a_unit_without_vocabulary_has_equal_shares(name):
    matrix = planted()
    counts = matrix.counts.toarray()
    counts[4] = 0
    matrix = TermMatrix(sparse.csr_matrix(counts), matrix.units, matrix.terms)
    model = fit_topics(matrix, name, k=3, seed=1)
    np.testing.assert_allclose(model.topic_shares[4], 1 / 3)


def test_a_block_that_no_topic_covers_leaves_no_gap():
    """With fewer topics than blocks an NMF gives the terms of the smallest block no weight."""
    counts = np.kron(np.eye(3, dtype=int), np.ones((4, 4), dtype=int))
    counts[:4, :4] *= 9
    units = pd.DataFrame({"unit": range(12), "doc_id": "a", "group": "甲", "paragraph": range(12)})
    matrix = TermMatrix(
        sparse.csr_matrix(counts), units, np.array(list("abcdefghijkl"), dtype=object)
    )
    model = fit_topics(matrix, "nmf", k=2, seed=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert topic_words(model)["frex"].notna().all()


def test_terms_of_few_paragraphs_are_pruned():
    matrix = planted()
    spread = np.asarray((matrix.counts > 0).sum(axis=0)).ravel()
    least = int(np.median(spread))
    model = fit_topics(matrix, "nmf", k=2, seed=1, min_paragraphs=least)
    assert model.terms.tolist() == matrix.terms[spread >= least].tolist()
    assert 0 < len(model.terms) < len(matrix.terms)


@pytest.mark.parametrize(
    ("choice", "kind", "message"),
    [
        ({"model": "stm"}, ConfigError, "'stm' is no model. Choose of nmf, lda"),
        ({"k": 16}, DesignError, "16 topics are more than 30 paragraphs with 16 terms hold"),
        ({"min_paragraphs": 31}, DesignError, "no term occurs in 31 paragraphs. Set it lower"),
        ({"min_paragraphs": 30}, DesignError, "3 topics are more than .* with 1 terms"),
    ],
)
def test_errors(choice, kind, message):
    with pytest.raises(kind, match=message):
        fit_topics(planted(), **({"model": "nmf", "k": 3, "seed": 1} | choice))


def test_of_a_group_with_several_texts_one_text_is_left_out_of_its_share(model):
    units = model.units.assign(
        doc_id=[f"{row.doc_id}{i % 3}" for i, row in enumerate(model.units.itertuples())]
    )
    units["doc_id"] = units["doc_id"].where(units["group"] == "甲", "b")
    several = TopicModel(
        model.name, model.word_shares, model.topic_shares, units, model.sizes, model.terms
    )
    table = topic_prevalence(several, ["甲", "乙"]).set_index(["group", "topic"])
    assert set(table.loc["甲", "left_out"]) == {"text"}
    assert set(table.loc["乙", "left_out"]) == {"paragraph"}
    own = (units["group"] == "甲").to_numpy()
    shares = [
        np.average(model.topic_shares[kept, 0], weights=model.sizes[kept])
        for text in ("a0", "a1", "a2")
        for kept in [own & (units["doc_id"] != text).to_numpy()]
    ]
    assert table.loc[("甲", 1), ["loo_low", "loo_high"]].tolist() == pytest.approx(
        [min(shares), max(shares)]
    )
    before = topic_prevalence(model, ["甲", "乙"]).set_index(["group", "topic"])
    pd.testing.assert_frame_equal(table.loc[["乙"]], before.loc[["乙"]])
