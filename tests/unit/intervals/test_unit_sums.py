"""Sums of texts by hand, and the variation that simulated ones were given."""

import numpy as np
import pytest
from scipy import sparse

from chengyan.errors import DesignError, TableError
from chengyan.intervals.unit_sums import PRIOR_DEGREES, unit_sums

GROUPS = np.array([0, 0, 0, 1, 1])
# Two terms of interest and what fills the texts up.
COUNTS = np.array([[4, 0, 96], [9, 1, 190], [2, 0, 48], [3, 5, 92], [7, 2, 141]])


def test_sums_by_hand():
    sums = unit_sums(COUNTS, GROUPS, [0, 1])
    sizes = COUNTS.sum(axis=1)
    assert sums.tokens.tolist() == [350, 250]
    assert sums.units.tolist() == [3, 2]
    assert sums.degrees == 3
    assert sums.squares.tolist() == [100**2 + 200**2 + 50**2, 100**2 + 150**2]
    for group in (0, 1):
        own = group == GROUPS
        x, n = COUNTS[own], sizes[own, None]
        left = x - x.sum(axis=0) / n.sum() * n
        assert sums.residuals[group] == pytest.approx((left**2).sum(axis=0))
    spread = 0
    for group in (0, 1):
        x, n = COUNTS[group == GROUPS], sizes[group == GROUPS, None]
        spread = spread + (n * (x / n - x.sum(axis=0) / n.sum()) ** 2).sum(axis=0)
    assert sums.spread == pytest.approx(spread)


def test_sparse_tables_and_empty_texts_change_nothing():
    dense = unit_sums(COUNTS, GROUPS, [0, 1])
    padded = sparse.csr_matrix(np.vstack([COUNTS, [[0, 0, 0]]]))
    empty = unit_sums(padded, [*GROUPS, 1], [0, 1])
    for name in ("counts", "tokens", "units", "squares", "residuals", "spread"):
        assert getattr(empty, name) == pytest.approx(getattr(dense, name), abs=1e-9)


def test_units_that_cannot_be():
    with pytest.raises(TableError, match="5 are counted and 2 grouped"):
        unit_sums(COUNTS, [0, 1], [0, 1])
    with pytest.raises(DesignError, match="group 2: it has no tokens"):
        unit_sums(COUNTS, GROUPS, [0, 1, 2])


def test_a_term_s_own_variation_counts_the_more_the_more_texts_there_are():
    rng = np.random.default_rng(0)
    excess = {}
    for texts in (2, 20):
        counts = rng.poisson(20, (2 * texts, 40))
        counts[:, 0] = rng.poisson(20 * rng.gamma(1, 1, 2 * texts))
        groups = np.repeat([0, 1], texts)
        sums = unit_sums(counts, groups, [0, 1])
        own = sums.degrees * sums.excess
        assert sums.moderated == pytest.approx(
            (PRIOR_DEGREES + own) / (PRIOR_DEGREES + sums.degrees)
        )
        excess[texts] = sums.moderated[0] / sums.excess[0]
    assert excess[20] > excess[2]


def test_variation_that_is_usual_is_found_again():
    rng = np.random.default_rng(5)
    texts, tokens, variance = 40, 4000, 0.3
    rates = rng.gamma(1 / variance, variance, (2 * texts, 200)) * 0.002
    counts = rng.poisson(rates * tokens)
    rest = tokens * 10 - counts.sum(axis=1, keepdims=True)
    sums = unit_sums(np.hstack([counts, rest]), np.repeat([0, 1], texts), [0, 1])
    assert np.median(sums.usual[:200]) == pytest.approx(variance, abs=0.03)
    assert sums.excess[:200].mean() == pytest.approx(1, abs=0.05)
