"""Samples: of one size, without replacement, paragraph by paragraph, texts in turn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from chengyan.errors import DesignError
from chengyan.matrix import TermMatrix
from chengyan.randomness import generator_of
from chengyan.similarity.samples import (
    Source,
    draw_sample,
    sample_size,
    sources_of,
    unit_to_leave_out,
)

WORDS = 12


def source(*sizes, texts=None, seed=3):
    rng = np.random.default_rng(seed)
    paragraphs = [rng.integers(0, WORDS, size) for size in sizes]
    return Source("甲", paragraphs, np.array(texts or [0] * len(sizes)))


def drawn(made, size, unit="paragraph", turn=0, seed=1):
    rng = np.random.default_rng(seed)
    return draw_sample(made, size=size, unit=unit, turn=turn, rng=rng)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=8), st.integers(0, 99))
def test_a_sample_is_drawn_without_replacement_in_whole_paragraphs(sizes, seed):
    made = source(*sizes, seed=seed)
    if made.tokens < 2:
        return
    size = sample_size([made])
    sample = drawn(made, size, unit_to_leave_out(made, size), seed=seed)
    counts = sample.counts(size, WORDS)
    whole = np.bincount(np.concatenate(made.paragraphs), minlength=WORDS)
    assert counts.sum() == size
    assert (counts <= whole).all()
    # Every paragraph but the last of the sample is there as a whole.
    units, numbers = np.unique(sample.units[:size], return_counts=True)
    cut = [n != sizes[unit] for unit, n in zip(units, numbers, strict=True)]
    assert sum(cut) <= 1


@given(st.lists(st.integers(1, 9), min_size=3, max_size=8), st.integers(0, 99))
def test_what_leaving_out_a_unit_changes_is_what_a_sample_without_it_has(sizes, seed):
    made = source(*sizes, seed=seed)
    size = made.tokens - made.largest("paragraph")
    sample = drawn(made, size, seed=seed)
    before = sample.counts(size, WORDS)
    units, words, change = sample.without_each(size, WORDS)
    for unit in np.unique(sample.units[:size]):
        after = before.copy()
        after[words[units == unit]] += change[units == unit]
        rest = sample.terms[sample.units != unit][:size]
        np.testing.assert_array_equal(after, np.bincount(rest, minlength=WORDS))


def test_words_that_are_not_measured_fill_the_sample_and_are_not_counted():
    made = source(30, 30).measured(np.array([4, 2]))
    sample = drawn(made, 30)
    assert len(sample.terms) == 60
    assert sample.counts(30, 2).sum() == (sample.terms[:30] >= 0).sum() < 30
    plain = np.concatenate(source(30, 30).paragraphs)
    found = np.concatenate(made.paragraphs)
    assert set(plain[found == 0]) == {4}
    assert set(plain[found == 1]) == {2}
    assert not set(plain[found == -1]) & {2, 4}


def test_texts_take_turns_and_one_long_enough_stands_alone():
    made = source(20, 20, 20, 20, 5, texts=[0, 0, 1, 1, 2])
    first = [set(drawn(made, 20, "text", turn).units[:20].tolist()) for turn in range(4)]
    assert first[:2] == [{0}, {1}]
    assert 2 in first[2]
    assert len(first[2]) == 2
    assert first[3] == {0}


def test_the_size_leaves_room_for_the_longest_paragraph_or_half():
    assert sample_size([source(10, 10, 30), source(40, 40)]) == 25
    assert sample_size([source(10, 10, 10), source(40, 40)]) == 20
    with pytest.raises(DesignError, match="group 甲: holds too few words"):
        sample_size([source(1)])


@pytest.mark.parametrize(
    ("made", "size", "unit"),
    [
        (source(20, 20, 20, 20, texts=[0, 0, 1, 1]), 40, "text"),
        (source(20, 20, 20, 20, texts=[0, 0, 1, 1]), 60, "paragraph"),
        (source(20, 20, 20, 20), 60, "paragraph"),
        (source(20, 20, 90), 60, ""),
    ],
)
def test_what_can_be_left_out(made, size, unit):
    assert unit_to_leave_out(made, size) == unit


def test_sources_are_the_groups_of_a_matrix():
    units = pd.DataFrame({"doc_id": ["a", "b", "a", "a", "c"], "group": "?"})
    counts = sparse.csr_matrix([[1, 0, 2], [0, 3, 0], [0, 0, 0], [0, 1, 0], [2, 0, 0]])
    matrix = TermMatrix(counts, units, np.array(list("国民城"), dtype=object))
    found = sources_of(matrix, {"c": "乙", "a": "甲", "b": "甲"})
    assert [s.name for s in found] == ["乙", "甲"]
    assert [p.tolist() for p in found[1].paragraphs] == [[0, 2, 2], [1, 1, 1], [1]]
    assert found[1].texts.tolist() == [0, 1, 0]
    assert found[1].largest("text") == 4


def test_a_generator_is_its_sources_own():
    first, again, other, further = (
        generator_of(seed, name).random(3).tolist()
        for seed, name in ((1, "甲"), (1, "甲"), (1, "乙"), (2, "甲"))
    )
    assert first == again
    assert first not in (other, further)
