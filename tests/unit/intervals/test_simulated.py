"""Simulated corpora have the rates, the variation and the truths that they are said to have."""

import numpy as np
import pytest

from chengyan.errors import DesignError
from chengyan.intervals.simulated import PARAGRAPH_TOKENS, TRUTHS, Design, simulate_corpora

DESIGN = Design((3, 2), (9, 12))


def test_units_texts_and_groups():
    corpus = next(simulate_corpora(DESIGN, 1, 0))
    assert corpus.counts.shape[0] == 3 * 9 + 2 * 12
    assert np.bincount(corpus.group).tolist() == [27, 24]
    assert np.bincount(corpus.text).tolist() == [9, 9, 9, 12, 12]
    texts = corpus.by_text()
    assert texts.counts.sum(axis=0).tolist() == corpus.counts.sum(axis=0).tolist()
    assert texts.sizes[0] == corpus.sizes[:9].sum()
    assert texts.group.tolist() == [0, 0, 0, 1, 1]
    filled = texts.filled()
    assert (filled.sum(axis=1) >= texts.sizes).all()


def test_the_same_seed_gives_the_same_and_thinned_fewer_terms():
    one, other = (next(simulate_corpora(DESIGN, 1, 5)) for _ in range(2))
    assert np.array_equal(one.counts, other.counts)
    assert not np.array_equal(one.counts, next(simulate_corpora(DESIGN, 1, 6)).counts)
    thin = next(simulate_corpora(DESIGN, 1, 5, thinned=4))
    assert thin.counts.shape[1] == -(-one.counts.shape[1] // 4)


def test_effects_are_the_log_ratios_of_the_rates():
    log_ratios = {truth: [] for truth in TRUTHS}
    for corpus in simulate_corpora(Design((40, 40), (30, 30)), 150, 1, whole_texts=True):
        by_group = [corpus.counts[corpus.group == g].sum(axis=0) for g in (0, 1)]
        frequent = (sum(by_group) > 100) & (np.minimum(*by_group) > 0)
        rates = [count / corpus.sizes[corpus.group == g].sum() for g, count in enumerate(by_group)]
        for truth in TRUTHS:
            own = frequent & (corpus.effect == truth)
            log_ratios[truth] += np.log2(rates[0][own] / rates[1][own]).tolist()
    for truth, found in log_ratios.items():
        assert np.median(found) == pytest.approx(truth, abs=0.1)


def test_the_truth_of_just_these_texts_lies_about_that_of_the_groups():
    errors = []
    for corpus in simulate_corpora(Design((8, 8), (20, 20)), 40, 3, whole_texts=True):
        assert np.array_equal(corpus.truth["group"], corpus.effect)
        errors.append(corpus.truth["text"] - corpus.truth["group"])
    errors = np.concatenate(errors)
    assert np.median(errors) == pytest.approx(0, abs=0.05)
    assert np.percentile(np.abs(errors), 75) > 0.1


@pytest.mark.parametrize("variance", [1.0, 4.0])
def test_whole_texts_vary_as_those_of_paragraphs_do(variance):
    found = {}
    for whole in (False, True):
        spread = []
        for corpus in simulate_corpora(
            Design((12, 12), (9, 9)), 200, 11, whole_texts=whole, variance=variance
        ):
            texts = corpus if whole else corpus.by_text()
            own = (corpus.effect == 0) & (texts.counts.sum(axis=0) > 30)
            rates = texts.counts[:, own] / texts.sizes[:, None]
            spread += (rates.std(axis=0) / rates.mean(axis=0)).tolist()
        found[whole] = np.mean(spread)
    assert found[True] == pytest.approx(found[False], rel=0.08)
    # Chance and paragraphs are in it as well, so that it less than doubles.
    assert found[True] > (0.4 if variance == 1 else 0.55)


def test_paragraphs_are_uneven_and_as_long_as_in_reports():
    sizes = np.concatenate([c.sizes for c in simulate_corpora(Design((2, 2), (98, 98)), 20, 1)])
    assert sizes.mean() == pytest.approx(PARAGRAPH_TOKENS, rel=0.03)
    assert sizes.std() / sizes.mean() == pytest.approx(0.73, abs=0.05)


@pytest.mark.parametrize(
    ("texts", "paragraphs", "message"),
    [((1,), (9,), "no two groups"), ((1, 2), (9,), "no two groups"), ((1, 0), (9, 9), "empty")],
)
def test_designs_that_cannot_be(texts, paragraphs, message):
    with pytest.raises(DesignError, match=message):
        Design(texts, paragraphs)


def test_no_corpora_cannot_be_simulated():
    with pytest.raises(DesignError, match="Choose 1 or more"):
        next(simulate_corpora(DESIGN, 0, 1))
