"""The exact interval of a proportion, against tables, scipy and what it promises."""

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from chengyan.proportion import clopper_pearson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # 0 of n: the upper end is 1 - 0.025^(1/n); 5 of 10 from tables of the exact interval.
    [(0, 10, 0.0, 1 - 0.025**0.1), (10, 10, 0.025**0.1, 1.0), (5, 10, 0.1871, 0.8129)],
)
def test_exact_intervals(successes, trials, low, high):
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.93])
def test_exact_intervals_cover(share):
    successes = np.arange(41)
    ends = np.array([clopper_pearson(int(s), 40) for s in successes])
    covers = (ends[:, 0] <= share) & (share <= ends[:, 1])
    assert binom.pmf(successes, 40, share)[covers].sum() >= 0.95


def test_more_successes_than_trials_are_refused():
    with pytest.raises(ValueError, match="3"):
        clopper_pearson(3, 2)


@pytest.mark.parametrize(("hits", "number"), [(0, 10), (10, 10), (3, 7), (50, 110)])
def test_the_exact_interval_is_scipys(hits, number):
    expected = binomtest(hits, number).proportion_ci(method="exact")
    assert clopper_pearson(hits, number) == pytest.approx((expected.low, expected.high))


def test_without_a_trial_nothing_is_known():
    assert clopper_pearson(0, 0) == (0.0, 1.0)
