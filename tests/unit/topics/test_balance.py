"""Balance of groups: how often units come, what a resample draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.topics.balance import MOST_REPEATS, factors, repeats, subsample

units = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 90)), min_size=1, max_size=30)


@pytest.mark.parametrize(("balance", "times"), [(0, 1), (0.5, 2), (1, 4)])
def test_repeats_by_hand(balance, times):
    # 40 tokens against 10: at full balance each of the few comes four times.
    assert repeats([20, 5, 20, 5], list("甲乙甲乙"), balance).tolist() == [1, times, 1, times]


def test_fractions_are_spread_over_the_group():
    sizes, groups = [50, 5, 5, 5, 5], list("甲乙乙乙乙")
    assert repeats(sizes, groups, 1).tolist() == [1, 2, 3, 2, 3]


def test_no_unit_comes_more_often_than_the_cap():
    assert repeats([10_000, 1], list("甲乙"), 1).tolist() == [1, MOST_REPEATS]
    assert factors({"甲": 10_000, "乙": 1}, 1) == {"甲": 1, "乙": MOST_REPEATS}


def test_a_group_without_tokens_comes_once():
    assert repeats([10, 0, 0], list("甲乙乙"), 1).tolist() == [1, 1, 1]
    assert repeats([0, 0], list("甲乙"), 1).tolist() == [1, 1]


@given(units, st.floats(0, 1))
def test_repeats_are_whole_and_even(rows, balance):
    groups, sizes = np.array([g for g, _ in rows]), np.array([n for _, n in rows])
    times = repeats(sizes, groups, balance)
    assert times.min() >= 1
    assert times.max() <= MOST_REPEATS
    totals = {group: sizes[groups == group].sum() for group in set(groups)}
    for group, factor in factors(totals, balance).items():
        own = times[groups == group]
        assert own.max() - own.min() <= 1
        assert own.sum() == int(factor * len(own) + 1e-9)
    assert (times[groups == max(totals, key=totals.get)] == 1).all()
    assert (repeats(sizes, groups, 0) == 1).all()


@given(units, st.floats(0.5, 0.95))
def test_a_resample_holds_its_share_of_each_group(rows, share):
    groups = np.array([group for group, _ in rows])
    drawn = subsample(groups, share, np.random.default_rng(1))
    assert (np.diff(drawn) > 0).all()
    for group in set(groups):
        own = int((groups == group).sum())
        found = int((groups[drawn] == group).sum())
        assert found >= 1
        assert abs(found - share * own) <= 0.5 or own == found == 1
    # Half of the units bear as many topics as may be asked for.
    assert 2 * len(drawn) >= len(groups)


def test_a_resample_hangs_on_its_generator_alone():
    groups = list("甲乙甲乙甲乙甲甲")
    one, two, three = (subsample(groups, 0.5, np.random.default_rng(n)) for n in (1, 1, 2))
    assert one.tolist() == two.tolist() != three.tolist()
