"""Corpora of known topics: what is said to be true of them is."""

import numpy as np
import pytest

from chengyan.topics.synthetic import draw_corpus

UNITS = {"long": 40, "short": 5, "middle": 8}


def drawn(seed=1, units=UNITS, **design):
    design = {"k": 4, "terms": 150, **design}
    return draw_corpus(np.random.default_rng(seed), units, **design)


def test_units_come_by_group_and_terms_by_name():
    corpus = drawn()
    groups = corpus.matrix.units["group"]
    assert groups.value_counts(sort=False).to_dict() == UNITS
    assert list(dict.fromkeys(groups)) == list(UNITS)
    assert corpus.matrix.counts.shape == (53, 150)
    assert sorted(corpus.matrix.terms) == list(corpus.matrix.terms)


@pytest.mark.parametrize("noise", [0, 0.3, 1])
def test_every_token_is_of_one_topic_or_of_noise(noise):
    corpus = drawn(noise=noise)
    sizes = np.asarray(corpus.matrix.counts.sum(axis=1)).ravel()
    assert corpus.tokens.shape == (53, 5)
    assert (corpus.tokens.sum(axis=1) == sizes).all()
    assert (sum(corpus.by_topic) != corpus.matrix.counts).nnz == 0
    assert corpus.tokens[:, -1].sum() / sizes.sum() == pytest.approx(noise, abs=0.03)


def test_words_and_shares_are_distributions():
    corpus = drawn(noise=0.2)
    assert corpus.words.shape == (4, 150)
    assert corpus.words.sum(axis=1) == pytest.approx(1)
    shares = corpus.shares()
    assert list(shares.index) == list(UNITS)
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1)
    own = corpus.tokens[40:45].sum(axis=0)
    assert shares.loc["short"].to_numpy() == pytest.approx(own / own.sum())


def test_the_same_generator_draws_the_same_corpus():
    one, two, other = drawn(seed=1), drawn(seed=1), drawn(seed=2)
    assert (one.matrix.counts != two.matrix.counts).nnz == 0
    assert (one.tokens == two.tokens).all()
    assert (one.tokens.shape, other.tokens.shape) == ((53, 5), (53, 5))
    assert (one.tokens != other.tokens).any()


def test_topics_say_the_words_that_they_are_said_to():
    corpus = drawn(units={"long": 2000}, unevenness=20)
    said = np.stack([np.asarray(part.sum(axis=0)).ravel() for part in corpus.by_topic[:-1]])
    said = said / said.sum(axis=1, keepdims=True)
    assert said == pytest.approx(corpus.words, abs=0.01)


def test_prevalence_that_is_given_is_that_of_the_groups():
    given = {"long": np.array([0.6, 0.2, 0.1, 0.1]), "short": np.array([0.1, 0.1, 0.2, 0.6])}
    corpus = drawn(units={"long": 1500, "short": 1500}, prevalence=given)
    for group, shares in given.items():
        assert corpus.shares().loc[group].to_numpy()[:4] == pytest.approx(shares, abs=0.04)


def test_groups_differ_the_more_the_less_even_they_are():
    spread = [
        np.mean([drawn(seed, unevenness=uneven).shares().std().mean() for seed in range(20)])
        for uneven in (0.2, 50)
    ]
    assert spread[0] > 2 * spread[1]


def test_pruned_corpus_counts_the_tokens_of_terms_that_are_kept():
    corpus = drawn()
    kept = corpus.pruned(2, 0.3)
    spread = np.asarray((corpus.matrix.counts > 0).sum(axis=0)).ravel()
    columns = np.flatnonzero((spread >= 2) & (spread <= 0.3 * 53))
    assert kept.matrix.terms.tolist() == corpus.matrix.terms[columns].tolist()
    sizes = np.asarray(kept.matrix.counts.sum(axis=1)).ravel()
    assert (kept.tokens.sum(axis=1) == sizes).all()
    assert sizes.sum() < corpus.matrix.counts.sum()
    assert kept.words.sum(axis=1) == pytest.approx(1)
    ratio = kept.words / corpus.words[:, columns]
    assert ratio == pytest.approx(np.repeat(ratio[:, :1], len(columns), axis=1))
