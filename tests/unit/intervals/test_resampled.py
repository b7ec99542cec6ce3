"""Resampled intervals beside scipy's, and beside loops."""

import numpy as np
import pytest
from scipy import stats

from chengyan.intervals.methods import Comparison, reference_weights
from chengyan.intervals.resampled import (
    Resampling,
    basic,
    bca,
    bootstrap_t,
    influences,
    percentile,
)
from chengyan.intervals.simulated import Design, simulate_corpora
from chengyan.intervals.unit_sums import unit_sums


@pytest.fixture(scope="module")
def skewed():
    rng = np.random.default_rng(4)
    sample = rng.exponential(1.0, 40)
    found = {
        method: stats.bootstrap(
            (sample,), np.mean, n_resamples=4000, method=method, rng=np.random.default_rng(1)
        )
        for method in ("percentile", "basic", "BCa")
    }
    return sample, found


def test_percentile_basic_and_bca_are_those_of_scipy(skewed):
    sample, found = skewed
    draws = found["percentile"].bootstrap_distribution[:, np.newaxis]
    centre = np.array([sample.mean()])
    influence = (sample - sample.mean())[:, np.newaxis]
    for method, (low, high) in (
        ("percentile", percentile(draws)),
        ("basic", basic(draws, centre)),
        ("BCa", bca(draws, centre, influence)),
    ):
        interval = found[method].confidence_interval
        assert (low[0], high[0]) == pytest.approx((interval.low, interval.high), rel=0.01)


def small():
    rng = np.random.default_rng(9)
    counts = rng.poisson(4.0, (7, 12)).astype(float)
    group = np.array([0, 0, 0, 1, 1, 2, 2])
    sums = unit_sums(counts, group, [0, 1, 2])
    weights = reference_weights(sums.tokens, 0, "balanced")
    return Comparison(sums, 0, weights, np.arange(12)), counts, counts.sum(axis=1), group


def test_influence_is_what_a_little_more_of_a_unit_adds():
    comparison, counts, sizes, group = small()
    found = influences(comparison, counts, sizes, group)

    def log_ratio(weight):
        rates = [
            weight[group == g] @ counts[group == g] / (weight[group == g] @ sizes[group == g])
            for g in range(3)
        ]
        return np.log2(rates[0]) - np.log2((rates[1] + rates[2]) / 2)

    for unit in range(len(group)):
        more = np.ones(len(group))
        more[unit] += 1e-5
        slope = (log_ratio(more) - log_ratio(np.ones(len(group)))) / 1e-5
        # Half an occurrence added to the rates makes the difference.
        assert found[unit] == pytest.approx(slope, abs=0.05)


def test_bootstrap_t_is_that_of_a_loop():
    comparison, counts, sizes, group = small()
    rng = np.random.default_rng(0)
    weights = np.column_stack(
        [rng.multinomial(n, np.full(n, 1 / n), size=60) for n in np.bincount(group)]
    )

    def studentised(weight):
        one, squared = {}, 0.0
        for g in range(3):
            own = group == g
            w, x, n = weight[own], counts[own], sizes[own]
            tokens = w @ n
            rate, k = w @ x / tokens, own.sum()
            left = k / (k - 1) * (w @ (x - rate * n[:, None]) ** 2) / tokens**2
            one[g] = rate, np.maximum(left, (w @ x + 0.5) / (tokens + 0.5) / tokens)
        first = one[0][0] + 0.5 / sizes[group == 0].sum()
        rest = (one[1][0] + one[2][0]) / 2 + 0.5 / sizes[group != 0].sum()
        squared = one[0][1] / first**2 + (one[1][1] + one[2][1]) / 4 / rest**2
        return np.log(first) - np.log(rest), np.sqrt(squared)

    centre, error = studentised(np.ones(len(group)))
    t = np.array([(d - centre) / e for d, e in map(studentised, weights)])
    low, high = np.quantile(t, [0.025, 0.975], axis=0)
    found = bootstrap_t(comparison, counts, sizes, group, weights)
    assert found[0] == pytest.approx((comparison.centre - high * error) / np.log(2))
    assert found[1] == pytest.approx((comparison.centre - low * error) / np.log(2))


@pytest.mark.parametrize(("texts", "methods"), [(1, 4), (3, 5)])
def test_a_simulated_corpus_has_its_intervals(texts, methods):
    design = Design((texts,) * 3, (9,) * 3)
    corpus = next(simulate_corpora(design, 1, 2))
    found = Resampling(design, 99, 1).intervals(corpus)
    assert len(found) == methods
    assert all(np.isfinite(bounds).all() for bounds in found.values())
    low, high = found["balanced", "paragraphs"]
    assert (low <= high).all()
    # A zero count in all paragraphs of a group is drawn as zero again: the fault of this method.
    again = Resampling(design, 99, 1).intervals(corpus)["balanced", "paragraphs"]
    assert np.array_equal([low, high], again)
