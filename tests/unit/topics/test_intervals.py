"""Intervals: variances by hand, methods from wide to narrow, which is printed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import dirichlet
from scipy.stats import t as student

from chengyan.topics import intervals
from chengyan.topics.intervals import (
    METHODS,
    composed_variance,
    composition,
    jackknife,
    method_for,
    posterior_variance,
    refit_range,
    refit_variance,
)
from chengyan.topics.voices import ALPHA, VOICES

# Two units of 10 and 30 tokens; shares of the first topic .5, .4, .7.
TOKENS = np.array([[[5, 5], [15, 15]], [[10, 0], [6, 24]], [[4, 6], [24, 6]]], float)


def test_refit_variance_by_hand():
    expected = 4 * np.mean([0.1**2, 0.2**2])  # .8 of the units: .8 / .2
    assert refit_variance(TOKENS, 0.8) == pytest.approx([expected, expected])


def test_posterior_variance_is_that_of_dirichlet_distributions():
    units = [dirichlet(ALPHA + unit).var() for unit in TOKENS[1]]
    expected = (10**2 * units[0] + 30**2 * units[1]) / 40**2
    assert posterior_variance(TOKENS[1]) == pytest.approx(expected)
    both = refit_variance(TOKENS, 0.8) + posterior_variance(TOKENS[0])
    assert composed_variance(TOKENS, 0.8) == pytest.approx(both)


def test_intervals_by_hand():
    low, high = refit_range(TOKENS, 0.8)
    assert low == pytest.approx([0.4, 0.3])
    assert high == pytest.approx([0.7, 0.6])
    # Three models: two refits, one degree of freedom.
    reach = student.ppf(0.975, 1) * np.sqrt(refit_variance(TOKENS, 0.05))
    low, high = jackknife(TOKENS, 0.05)
    assert low == pytest.approx(0.5 - reach)
    assert high == pytest.approx(0.5 + reach)


@given(
    st.integers(0, 2**32), st.integers(1, 4), st.integers(2, 4), st.integers(1, 5),
    st.floats(0.5, 0.95),
)  # fmt: skip
def test_intervals_hold_the_share_and_grow_with_caution(seed, units, topics, resamples, share):
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 50, units)
    tokens = sizes[:, None] * random.dirichlet(np.ones(topics), (1 + resamples, units))
    own = tokens[0].sum(axis=0) / tokens[0].sum()
    for interval in METHODS.values():
        low, high = interval(tokens, share)
        assert (low >= 0).all()
        assert (high <= 1).all()
        assert (low <= own + 1e-12).all()
        assert (own <= high + 1e-12).all()
    wide, narrow = (METHODS[name](tokens, share) for name in ("cautious", "composition"))
    assert (wide[0] <= narrow[0]).all()
    assert (narrow[1] <= wide[1]).all()
    assert (composition(tokens, share)[0] <= jackknife(tokens, share)[0]).all()


def table(*rows):
    names = ["model", "units", "method", "coverage", "width", "corpora"]
    return pd.DataFrame(rows, columns=names)


@pytest.mark.parametrize(
    ("model", "units", "method"),
    [
        ("lda", 50, "jackknife"),
        ("lda", 62, "jackknife"),  # rounded down
        ("lda", 99, ""),  # too far from what was simulated
        ("lda", 100, "composition"),  # the narrowest of those that cover
        ("lda", 125, "composition"),
        ("lda", 5000, ""),
        ("lda", 49, ""),  # smaller than what was simulated
        ("gibbs", 60, ""),  # nothing below .9
        ("gibbs", 100, "cautious"),  # .9 itself will do
        ("nmf", 100, ""),
    ],
)
def test_which_interval_is_printed(monkeypatch, tmp_path, model, units, method):
    simulated = table(
        ("lda", 50, "jackknife", 0.93, 0.2, 40),
        ("lda", 100, "cautious", 0.99, 0.3, 40),
        ("lda", 100, "composition", 0.95, 0.2, 40),
        ("lda", 100, "jackknife", 0.89, 0.1, 40),
        ("gibbs", 50, "cautious", 0.899, 0.2, 40),
        ("gibbs", 100, "cautious", 0.9, 0.2, 40),
    )
    path = tmp_path / "coverage.csv"
    simulated.to_csv(path, index=False)
    monkeypatch.setattr(intervals, "COVERAGE", path)
    assert method_for(model, [units - 10, 10]) == method


def test_what_is_shipped_was_simulated_for_what_there_is():
    shipped = pd.read_csv(intervals.COVERAGE)
    assert list(shipped) == list(table())
    assert set(shipped["method"]) <= set(METHODS)
    assert set(shipped["model"]) <= set(VOICES)
    assert shipped["coverage"].between(0, 1).all()
    assert method_for("lda", [1]) == ""
