"""Intervals against formulas written out, scipy, and what no interval may do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from chengyan.errors import DesignError
from chengyan.intervals.methods import (
    METHODS,
    Comparison,
    cautious,
    linearised,
    moderated,
    pooled,
    reference_weights,
)
from chengyan.intervals.unit_sums import PRIOR_DEGREES, unit_sums
from chengyan.keyness import keyness

GROUPS = np.array([0, 0, 0, 1, 1])
# Two terms of interest and what fills the texts up.
COUNTS = np.array([[4, 0, 96], [9, 1, 190], [2, 0, 48], [3, 5, 92], [7, 2, 141]])


def comparison(counts, groups, target=0, weights=None, terms=None):
    sums = unit_sums(np.asarray(counts), groups, list(dict.fromkeys(groups)))
    weights = reference_weights(sums.tokens, target, "balanced") if weights is None else weights
    terms = np.arange(sums.counts.shape[1]) if terms is None else terms
    return Comparison(sums, target, np.asarray(weights, dtype=float), terms)


def alike(texts, groups=2, terms=40, each=3, tokens=500):
    """Groups whose texts have every term equally often: nothing varies, less than chance would."""
    counts = np.full((texts * groups, terms), each)
    rest = np.full((texts * groups, 1), tokens - each * terms)
    return np.hstack([counts, rest]), np.repeat(np.arange(groups), texts)


@pytest.mark.parametrize("reference", ["balanced", "pooled"])
def test_they_are_centred_at_the_printed_log_ratio(reference):
    rng = np.random.default_rng(3)
    counts, groups = rng.poisson(2.0, (9, 30)), np.array([0, 0, 0, 0, 1, 1, 1, 2, 2])
    long = pd.DataFrame(
        [(g, f"w{t:02}", counts[groups == g, t].sum()) for g in range(3) for t in range(30)],
        columns=["group", "term", "count"],
    )
    printed = keyness(long, reference=reference).set_index(["group", "term"])["log_ratio"]
    sums = unit_sums(counts, groups, [0, 1, 2])
    for target in range(3):
        weights = reference_weights(sums.tokens, target, reference)
        centre = Comparison(sums, target, weights, np.arange(30)).centre / np.log(2)
        assert centre == pytest.approx(printed[target].sort_index().to_numpy())


def test_linearised_by_hand():
    """Two groups: the cluster-robust variance of each log rate, and Welch's degrees."""
    found = comparison(COUNTS, GROUPS)
    low, high = linearised(found)
    variances = []
    for group in (0, 1):
        x, n = COUNTS[group == GROUPS, 0], COUNTS[group == GROUPS].sum(axis=1)
        k, smoothed = len(x), (x.sum() + 0.5) / (n.sum() + 0.5)
        robust = k / (k - 1) * ((x - x.sum() / n.sum() * n) ** 2).sum() / n.sum() ** 2
        variances.append(max(robust, smoothed / n.sum()) / smoothed**2)
    variance = sum(variances)
    degrees = variance**2 / (variances[0] ** 2 / 2 + variances[1] ** 2 / 1)
    reach = stats.t.ppf(0.975, degrees) * np.sqrt(variance) / np.log(2)
    centre = found.centre[0] / np.log(2)
    assert (low[0], high[0]) == pytest.approx((centre - reach, centre + reach))


def test_where_nothing_varies_beyond_chance_the_gamma_interval_is_that_of_jeffreys():
    """Its limits are those of F with twice the counts, plus one, as degrees of freedom."""
    counts, groups = alike(texts=50)
    counts[groups == 0, 0] = 1
    found = comparison(counts, groups)
    assert found.sums.usual == pytest.approx(0)
    low, high = cautious(found)
    own, other = counts[groups == 0, 0].sum(), counts[groups == 1, 0].sum()
    stretch = stats.t.ppf(0.975, 98 + PRIOR_DEGREES) / stats.norm.ppf(0.975)
    centre = found.centre[0] / np.log(2)
    tails = stats.f.ppf([0.025, 0.975], 2 * own + 1, 2 * other + 1)
    # The shapes are the counts and ½, but for the half token of smoothing.
    assert (low[0] - centre, high[0] - centre) == pytest.approx(np.log2(tails) * stretch, rel=1e-3)


def test_less_variation_than_usual_narrows_one_interval_and_not_the_other():
    counts, groups = alike(texts=5)
    found = comparison(counts, groups)
    assert found.sums.moderated[:40] == pytest.approx(PRIOR_DEGREES / (PRIOR_DEGREES + 8))
    (low, high), (low_cautious, high_cautious) = moderated(found), cautious(found)
    assert (high - low < high_cautious - low_cautious).all()


def test_pooled_without_variation_is_that_of_poisson_counts():
    counts, groups = alike(texts=10)
    found = comparison(counts, groups)
    low, high = pooled(found)
    variance = 1 / 30.5 + 1 / 30.5
    assert high[0] - low[0] == pytest.approx(2 * 1.959964 * np.sqrt(variance) / np.log(2), rel=1e-3)


@pytest.mark.parametrize("method", METHODS)
def test_a_pair_turned_round_is_its_mirror_image(method):
    rng = np.random.default_rng(8)
    counts, groups = rng.poisson(1.5, (7, 25)), np.array([0, 0, 0, 1, 1, 1, 1])
    one = METHODS[method](comparison(counts, groups, 0, [0, 1]))
    other = METHODS[method](comparison(counts, groups, 1, [1, 0]))
    assert one[0] == pytest.approx(-other[1])
    assert one[1] == pytest.approx(-other[0])


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_interval_is_empty_or_leaves_out_its_centre(method, data):
    texts = data.draw(st.integers(2, 4))
    cell = st.integers(0, 30)
    rows = data.draw(
        st.lists(st.lists(cell, min_size=3, max_size=3), min_size=2 * texts, max_size=2 * texts)
    )
    counts = np.column_stack([rows, np.full(2 * texts, 40)])
    found = comparison(counts, np.repeat([0, 1], texts))
    low, high = METHODS[method](found)
    centre = found.centre / np.log(2)
    assert np.isfinite([low, high]).all()
    assert (low < centre).all()
    assert (centre < high).all()
    assert (high - low > 0.1).all()


def test_a_term_that_a_group_lacks_is_known_on_one_side_only():
    rng = np.random.default_rng(2)
    counts, groups = rng.poisson(5, (10, 40)), np.repeat([0, 1], 5)
    counts[groups == 0, 0] = 0
    found = comparison(counts, groups)
    low, high = cautious(found)
    centre = found.centre / np.log(2)
    assert centre[0] - low[0] > 2 * (high[0] - centre[0])


def test_weights_of_the_reference():
    tokens = np.array([10.0, 30.0, 60.0])
    assert reference_weights(tokens, 0, "balanced").tolist() == [0, 0.5, 0.5]
    assert reference_weights(tokens, 0, "pooled") == pytest.approx([0, 1 / 3, 2 / 3])
    with pytest.raises(DesignError, match="'mean' is unknown"):
        reference_weights(tokens, 0, "mean")
