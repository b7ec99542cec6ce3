"""Samples compared: what is left out is measured as if the sample had been drawn without it."""

import numpy as np
import pytest

from chengyan.similarity import sampled
from chengyan.similarity.alike import burrows_delta, cosine, jsd
from chengyan.similarity.samples import Source, draw_sample

WORDS = 30


def source(name, sizes, seed):
    rng = np.random.default_rng(seed)
    paragraphs = [rng.choice(WORDS, n, p=rng.dirichlet(np.full(WORDS, 0.3))) for n in sizes]
    return Source(name, paragraphs, np.zeros(len(sizes), dtype=int))


def measures(size):
    rng = np.random.default_rng(2)
    return [
        cosine(1 + rng.random(WORDS)),
        jsd(size, WORDS),
        burrows_delta(0.01 + rng.random(WORDS), size),
    ]


@pytest.mark.parametrize("kind", range(3))
def test_changes_are_those_of_samples_measured_anew(kind):
    size = 60
    measure = measures(size)[kind]
    sources = [source(str(i), [20] * 5, i) for i in range(4)]
    rng = np.random.default_rng(4)
    samples = [draw_sample(s, size=size, unit="paragraph", turn=0, rng=rng) for s in sources]
    counts = np.stack([sample.counts(size, WORDS) for sample in samples])
    units, changes = sampled._changes(
        measure, measure.sums(counts), counts, 2, *samples[2].without_each(size, WORDS)
    )
    before = measure.values(counts)[2]
    assert len(units) == 3
    for unit, change in zip(units, changes, strict=True):
        rest = samples[2].terms[samples[2].units != unit][:size]
        anew = counts.copy()
        anew[2] = np.bincount(rest, minlength=WORDS)
        after = measure.values(anew)[2]
        np.testing.assert_allclose(np.delete(change, 2), np.delete(after - before, 2), atol=1e-12)


def test_the_range_is_that_of_the_smallest_of_equal_groups():
    """A group of which a sample is all but one paragraph: leaving one out is known exactly."""
    sources = [source("甲", [30, 30, 30], 1), source("乙", [30, 30, 30], 2)]
    size = 60
    measure = measures(size)[0]
    (found,) = sampled.compare_samples(sources, [measure], groups=2, size=size, words=WORDS, seed=1)
    two = [
        [np.bincount(np.concatenate([s.paragraphs[i] for i in range(3) if i != out]),
                     minlength=WORDS) for out in range(3)]
        for s in sources
    ]  # fmt: skip
    exact = np.array([[measure.values(np.stack([a, b]))[0, 1] for b in two[1]] for a in two[0]])
    assert found.mean[0, 1] == pytest.approx(exact.mean(), abs=0.03)
    ends = [*exact.mean(axis=0), *exact.mean(axis=1)]
    assert found.low[0, 1] == pytest.approx(min(ends), abs=0.03)
    assert found.high[0, 1] == pytest.approx(max(ends), abs=0.03)


def test_a_group_that_can_spare_nothing_has_no_range():
    sources = [source("甲", [10, 90], 1), source("乙", [40, 40], 2), source("丙", [50, 50, 50], 3)]
    found = sampled.compare_samples(sources, measures(50), groups=3, size=50, words=WORDS, seed=1)
    for one in found:
        assert np.isnan(one.low[0]).all()
        assert np.isnan(one.high[:, 0]).all()
        assert np.isfinite(one.mean).all()


def test_sources_of_the_reference_are_measured_and_nothing_is_left_out_of_them():
    sources = [source(str(i), [20] * 4, i) for i in range(5)]
    (found,) = sampled.compare_samples(
        sources, measures(60)[:1], groups=2, size=60, words=WORDS, seed=1
    )
    assert found.mean.shape == (5, 5)
    assert found.low.shape == (2, 2)
    (alone,) = sampled.compare_samples(
        sources[:2], measures(60)[:1], groups=2, size=60, words=WORDS, seed=1
    )
    # The samples of a group do not depend on who else is there.
    assert alone.mean[0, 1] == found.mean[0, 1]
