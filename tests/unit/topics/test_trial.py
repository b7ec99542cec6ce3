"""Trials: topics matched through resamples, shuffled texts, what is too small is named."""

import numpy as np
import pytest
from planted import FITTING, THEMES, planted
from scipy import sparse

from chengyan.errors import ConfigError, DesignError
from chengyan.matrix import TermMatrix
from chengyan.topics.trial import prevalence, pruned, require_enough, shuffled, try_model
from chengyan.topics.voices import VOICES
from chengyan.topics.words import top_words


@pytest.fixture(scope="module", params=VOICES)
def trial(request):
    return try_model(planted(), request.param, k=3, **FITTING)


def of_groups(matrix, groups, counts=None):
    counts = matrix.counts if counts is None else sparse.csr_matrix(counts)
    return TermMatrix(counts, matrix.units.assign(group=groups), matrix.terms)


def test_shapes_and_sums(trial):
    sizes = np.asarray(planted().counts.sum(axis=1)).ravel()
    assert trial.tokens.shape == (4, 30, 3)
    assert trial.likeness.shape == (3, 3)
    assert trial.held_out.shape == (3,)
    np.testing.assert_allclose(trial.words.sum(axis=1), 1)
    np.testing.assert_allclose(trial.tokens.sum(axis=2), np.tile(sizes, (4, 1)))


def test_topics_of_resamples_stand_in_the_order_of_the_model(trial):
    leading = trial.tokens.argmax(axis=2)
    assert (leading == leading[0]).all()
    assert trial.likeness.mean() > 0.7
    assert (trial.held_out < 0).all()


@pytest.mark.parametrize("voice", VOICES)
def test_the_same_twice(voice):
    one, two = (try_model(planted(), voice, k=3, **FITTING) for _ in range(2))
    for name in ("words", "tokens", "likeness", "held_out"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()


def test_another_seed_draws_other_resamples():
    one, two = (
        try_model(planted(), "nmf", k=3, **{**FITTING, "seed": seed}).held_out for seed in (1, 2)
    )
    assert (one != two).all()


def test_topics_stand_by_prevalence_each_group_weighing_the_same():
    matrix = planted()
    counts = matrix.counts.toarray()
    # The small group speaks of the second theme alone: six units of it make half of all.
    for unit in range(24, 30):
        counts[unit] = [3 if term in THEMES[1] else 0 for term in matrix.terms]
    matrix = of_groups(matrix, ["甲"] * 24 + ["乙"] * 6, counts)
    trial = try_model(matrix, "nmf", k=3, **FITTING)
    by_group = prevalence(trial.tokens[0], matrix.units["group"].to_numpy())
    means = np.mean(list(by_group.values()), axis=0)
    assert (np.diff(means) <= 0).all()
    assert set(matrix.terms[top_words(trial.words, 4)[0]]) <= set(THEMES[1])


def test_prevalence_by_hand():
    tokens = np.array([[30.0, 0.0], [2.5, 7.5], [1.0, 4.0]])
    groups = np.array(["甲", "甲", "乙"])
    found = prevalence(tokens, groups)
    assert list(found) == ["甲", "乙"]
    assert found["甲"].tolist() == [32.5 / 40, 7.5 / 40]
    assert found["乙"].tolist() == [0.2, 0.8]
    twice = prevalence(np.stack([tokens, tokens[:, ::-1]]), groups)
    assert twice["乙"].tolist() == [[0.2, 0.8], [0.8, 0.2]]


def test_shuffled_texts_have_the_same_lengths_and_words():
    matrix = planted()
    dealt = shuffled(matrix, np.random.default_rng(1))
    before, after = matrix.counts.toarray(), dealt.counts.toarray()
    assert (after.sum(axis=0) == before.sum(axis=0)).all()
    assert (after.sum(axis=1) == before.sum(axis=1)).all()
    assert (after != before).any()
    assert dealt.units is matrix.units
    again = shuffled(matrix, np.random.default_rng(1))
    assert (again.counts != dealt.counts).nnz == 0


def test_topics_of_shuffled_texts_are_less_stable():
    matrix = planted()
    dealt = shuffled(matrix, np.random.default_rng(1))
    stability = [try_model(m, "gibbs", k=3, **FITTING).likeness.mean() for m in (matrix, dealt)]
    assert stability[0] > stability[1] + 0.2


def test_rare_and_common_terms_are_pruned():
    counts = sparse.csr_matrix([[1, 3, 1, 0], [1, 0, 2, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    matrix = TermMatrix(counts, planted().units[:4], np.array(list("abcd"), dtype=object))
    assert pruned(matrix, 1).terms.tolist() == ["a", "b", "c"]
    assert pruned(matrix, 2).terms.tolist() == ["a", "c"]
    assert pruned(matrix, 1, 0.5).terms.tolist() == ["b", "c"]
    left = pruned(matrix, 2, 0.5)
    assert left.counts.toarray().tolist() == [[1], [2], [0], [0]]
    with pytest.raises(DesignError) as error:
        pruned(matrix, 3, 0.9)
    assert str(error.value) == (
        "config key `topics.min_paragraphs`: no term occurs in 3 paragraphs and in no more than "
        "90% of them. Set it lower, or `topics.max_share` higher."
    )


def test_a_vocabulary_that_is_empty_from_the_beginning():
    with pytest.raises(DesignError, match=r"`topics\.min_paragraphs`"):
        pruned(planted().without(lambda _: True), 1)


@pytest.mark.parametrize(
    ("units", "k", "message"),
    [
        (30, 16, r"than 30 paragraphs with 22 terms hold\. Leave out what is above 15"),
        (5, 3, r"than 5 paragraphs with 22 terms hold\. Leave out what is above 2"),
        (3, 2, r"than 3 paragraphs with 22 terms hold\. Give more text"),
        (1, 2, r"than 1 paragraph with 22 terms hold\. Give more text"),
    ],
)
def test_more_topics_than_the_units_hold(units, k, message):
    matrix = planted()
    few = TermMatrix(matrix.counts[:units], matrix.units[:units], matrix.terms)
    with pytest.raises(DesignError, match=f"`topics.k`: {k} topics are more {message}"):
        require_enough(few, k)
    with pytest.raises(DesignError, match=message):
        try_model(few, "nmf", k=k, **FITTING)


def test_more_topics_than_terms():
    matrix = pruned(planted(), 30)
    assert matrix.terms.tolist() == ["发展"]
    with pytest.raises(DesignError, match="2 topics are more than 30 paragraphs with 1 term hold"):
        require_enough(matrix, 2)


def test_a_group_without_words_in_the_model():
    matrix = planted()
    counts = matrix.counts.toarray()
    counts[-1] = 0
    matrix = of_groups(matrix, ["甲"] * 29 + ["丙"], counts)
    message = "group 丙: has no word that the topic models know. Add texts to it, or set"
    with pytest.raises(DesignError, match=message):
        try_model(matrix, "nmf", k=3, **FITTING)


def test_an_unknown_voice():
    with pytest.raises(ConfigError, match="'stm' is no model"):
        try_model(planted(), "stm", k=3, **FITTING)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("units", [[2, 2], [5, 5], [3, 1]])
def test_as_many_topics_as_are_allowed_in_resamples_as_small_as_are_allowed(voice, units):
    matrix = planted()
    chosen = [*range(units[0]), *range(15, 15 + units[1])]
    small = TermMatrix(matrix.counts[chosen], matrix.units.iloc[chosen], matrix.terms)
    k = sum(units) // 2
    trial = try_model(small, voice, k=k, **{**FITTING, "share": 0.5, "balance": 0})
    assert np.isfinite(trial.tokens).all()
    assert trial.likeness.shape == (3, k)


def test_resamples_that_leave_nothing_out_have_no_likelihood():
    matrix = planted()
    small = TermMatrix(matrix.counts[13:17], matrix.units[13:17], matrix.terms)
    trial = try_model(small, "nmf", k=2, **{**FITTING, "share": 0.95})
    assert np.isnan(trial.held_out).all()
