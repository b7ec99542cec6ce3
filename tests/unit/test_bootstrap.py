"""Resampling texts and paragraphs: what is drawn, how often, and on what it depends."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from chengyan.bootstrap import log_ratio_draws, resampled_counts, unit_weights
from chengyan.errors import DesignError, TableError
from chengyan.keyness import keyness


def units(**groups):
    """Units of groups given as the numbers of paragraphs of their texts."""
    rows = [
        (f"{group}{text}", group, paragraph)
        for group, texts in groups.items()
        for text, paragraphs in enumerate(texts)
        for paragraph in range(1, paragraphs + 1)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "group", "paragraph"])


KNOWN = [[2, 1, 0, 2, 2, 0, 0], [2, 0, 1, 1, 1, 2, 0]]
CORPORA = st.dictionaries(
    st.text("甲乙丙丁", min_size=1, max_size=2),
    st.lists(st.integers(1, 6), min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


@given(CORPORA, st.integers(0, 2**40))
def test_texts_are_drawn_whole_and_groups_keep_their_number(corpus, seed):
    table = units(**corpus)
    weights = unit_weights(table, draws=7, seed=seed)
    assert weights.shape == (7, len(table))
    assert weights.min() >= 0
    sums = pd.DataFrame(weights.T).groupby(table["doc_id"].to_numpy()).sum()
    for group, texts in corpus.items():
        times = np.array([sums.loc[f"{group}{i}"] / n for i, n in enumerate(texts)])
        assert (times % 1 == 0).all()
        assert (times.sum(axis=0) == len(texts)).all()


@given(CORPORA, st.randoms(use_true_random=False))
def test_a_group_is_drawn_alike_whatever_stands_beside_it(corpus, random):
    together = units(**corpus)
    weights = unit_weights(together, draws=5, seed=3)
    shuffled = list(corpus)
    random.shuffle(shuffled)
    in_other_order = units(**{group: corpus[group] for group in shuffled})
    other_weights = unit_weights(in_other_order, draws=5, seed=3)
    for group in corpus:
        own = weights[:, together["group"] == group]
        assert (own == other_weights[:, in_other_order["group"] == group]).all()
        assert (own == unit_weights(units(**{group: corpus[group]}), draws=5, seed=3)).all()


def test_the_order_of_texts_does_not_matter():
    table = units(a=[2, 3, 4])
    turned = table.sort_values("doc_id", ascending=False, kind="stable", ignore_index=True)
    weights = pd.DataFrame(unit_weights(table, draws=9, seed=1).T).groupby(table["doc_id"])
    others = pd.DataFrame(unit_weights(turned, draws=9, seed=1).T).groupby(turned["doc_id"])
    pd.testing.assert_frame_equal(weights.sum(), others.sum())


def test_one_text_resamples_its_paragraphs_only():
    weights = unit_weights(units(a=[12], b=[5, 5]), draws=400, seed=1)
    assert (weights[:, :12].sum(axis=1) == 12).all()
    assert weights[:, :12].std() > 0.5
    assert set(weights[:, 12:17].sum(axis=1)) == {0, 5, 10}


def test_expectation_and_variance():
    weights = unit_weights(units(a=[4, 10], b=[20]), draws=40_000, seed=5).astype(float)
    assert weights.mean(axis=0) == pytest.approx(np.ones(34), abs=0.03)
    # One text of n units: binomial with variance 1 - 1/n.
    assert weights[:, 14:].var(axis=0) == pytest.approx(np.full(20, 0.95), abs=0.04)
    # By the law of total variance: E[times](1 - 1/n) + Var[times], with times binomial(2, 1/2).
    assert weights[:, :4].var(axis=0) == pytest.approx(np.full(4, 0.75 + 0.5), abs=0.05)
    assert weights[:, 4:14].var(axis=0) == pytest.approx(np.full(10, 0.9 + 0.5), abs=0.05)


def test_seeds():
    table = units(a=[9], b=[9])
    first = unit_weights(table, draws=3, seed=1)
    assert (first == unit_weights(table, draws=3, seed=1)).all()
    assert (first != unit_weights(table, draws=3, seed=2)).any()
    # Groups alike in shape are drawn apart.
    assert (first[:, :9] != first[:, 9:]).any()


def test_known_draws():
    """A new version of numpy or of this module that draws otherwise would change every interval."""
    assert unit_weights(units(保定=[3], 廊坊=[2, 2]), draws=2, seed=1947).tolist() == KNOWN


@given(CORPORA)
@settings(max_examples=30)
def test_counts_are_sums_over_drawn_units(corpus):
    table = units(**corpus)
    rng = np.random.default_rng(1)
    counts = rng.poisson(1, (len(table), 5))
    weights = unit_weights(table, draws=4, seed=2)
    found = resampled_counts(csr_matrix(counts), table["group"], weights)
    for g, group in enumerate(dict.fromkeys(table["group"])):
        for draw in range(4):
            rows = np.repeat(np.arange(len(table)), weights[draw])
            rows = rows[(table["group"] == group).to_numpy()[rows]]
            assert found[g, draw].tolist() == counts[rows].sum(axis=0).tolist()
    assert (found.sum(axis=0) == weights @ counts).all()


def test_order_of_counts():
    table = units(a=[2], b=[3])
    counts = csr_matrix(np.arange(10).reshape(5, 2))
    weights = np.ones((1, 5), dtype=int)
    assert resampled_counts(counts, table["group"], weights, ["b", "a"]).tolist() == [
        [[18, 21]],
        [[2, 4]],
    ]
    with pytest.raises(DesignError, match="group c: it has no unit"):
        resampled_counts(counts, table["group"], weights, ["c"])
    with pytest.raises(TableError, match="4 units are weighted, 5 counted and 5 grouped"):
        resampled_counts(counts, table["group"], weights[:, 1:])


def test_a_corpus_of_usual_size_takes_seconds():
    table = units(a=[95], b=[9], c=[12])
    counts = csr_matrix(np.random.default_rng(1).poisson(0.03, (116, 3200)))
    start = perf_counter()
    weights = unit_weights(table, draws=2000, seed=1)
    assert resampled_counts(counts, table["group"], weights).shape == (3, 2000, 3200)
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    ("table", "choice", "kind", "message"),
    [
        (units(a=[2]).drop(columns="group"), {}, TableError, "column group is missing"),
        (units(a=[2]).iloc[:0], {}, DesignError, "units: there is none"),
        (units(a=[2]), {"draws": 0}, DesignError, "draws: it is 0"),
        (units(a=[2]), {"seed": -1}, DesignError, "seed: it is -1"),
        (units(a=[2]).assign(group=["a", "b"]), {}, TableError, "text a0 stands in two groups"),
        (units(a=[2]).assign(doc_id=["a", None]), {}, TableError, "column doc_id: a unit has none"),
    ],
)
def test_wrong_input(table, choice, kind, message):
    with pytest.raises(kind, match=message):
        unit_weights(table, **{"draws": 1, "seed": 1, **choice})


@pytest.mark.parametrize("reference", ["balanced", "pooled"])
def test_log_ratios_of_a_draw_are_those_of_keyness_of_that_draw(reference):
    table = units(甲=[4, 3], 乙=[5], 丙=[2, 2, 2])
    terms = [f"w{i:03}" for i in range(300)]
    counts = csr_matrix(np.random.default_rng(1).poisson(2.0, (len(table), len(terms))))
    weights = unit_weights(table, draws=3, seed=4)
    found = log_ratio_draws(counts, table["group"], weights, reference=reference)
    assert found.shape == (3, 3, 300)
    for draw, weight in enumerate(weights):
        drawn = csr_matrix(counts.multiply(weight[:, np.newaxis]))
        sums = pd.DataFrame(drawn.toarray(), columns=terms).groupby(table["group"].to_numpy())
        long = sums.sum().melt(ignore_index=False, var_name="term", value_name="count")
        printed = keyness(long.reset_index(names="group"), reference=reference)
        printed = printed.set_index(["group", "term"])["log_ratio"]
        for group, ratios in zip("甲乙丙", found[:, draw], strict=True):
            assert ratios == pytest.approx(printed[group].sort_index().to_numpy(), abs=1e-5)


def test_log_ratios_need_two_groups_with_tokens():
    counts, one = csr_matrix([[1, 2], [0, 0]]), np.ones((1, 2), dtype=int)
    with pytest.raises(DesignError, match="at least two groups"):
        log_ratio_draws(counts, ["甲", "甲"], one, reference="balanced")
    with pytest.raises(DesignError, match="leaves a group without tokens"):
        log_ratio_draws(counts, ["甲", "乙"], one, reference="balanced")
    with pytest.raises(DesignError, match="'mean' is unknown"):
        log_ratio_draws(counts, ["甲", "乙"], one, reference="mean")
