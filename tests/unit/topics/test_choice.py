"""The rule that chooses, by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.topics.choice import above_chance, best_of_each, chosen, scores

NAN = float("nan")
WEIGHTS = {"stability": 2, "c_npmi": 1}


def candidates(*rows):
    return pd.DataFrame(rows, columns=["model", "k", "stability", "c_npmi"])


def test_ranks_by_hand():
    table = candidates(
        ("nmf", 4, 0.9, 0.1),  # ranks 2 of 0…2, 0 of 0…2
        ("nmf", 8, 0.5, 0.3),
        ("nmf", 12, 0.5, 0.2),
        ("lda", 4, 0.1, 0.0),
        ("lda", 8, 0.2, 0.0),
    )
    half = (2 * 0.25 + 1) / 3
    assert scores(table, WEIGHTS).tolist() == pytest.approx(
        [2 / 3, half, (2 * 0.25 + 0.5) / 3, 0.5 / 3, 2.5 / 3]
    )


def test_one_number_of_topics():
    assert scores(candidates(("nmf", 8, 0.0, NAN)), WEIGHTS).tolist() == [1.0]


def test_what_is_not_known():
    table = candidates(("nmf", 4, 0.1, NAN), ("nmf", 8, 0.2, NAN))
    assert scores(table, WEIGHTS).tolist() == [0.0, 1.0]
    table = candidates(("nmf", 4, NAN, NAN), ("nmf", 8, NAN, NAN))
    assert scores(table, WEIGHTS).tolist() == [1.0, 1.0]
    table = candidates(("nmf", 4, 0.1, NAN), ("nmf", 8, 0.1, -0.5))
    assert scores(table, WEIGHTS).tolist() == pytest.approx([1 / 3, 2 / 3])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6))
def test_scores_lie_between_0_and_1_and_scale_does_not_matter(values):
    table = candidates(*(("nmf", k, a / 3, b / 3) for k, (a, b) in enumerate(values, start=2)))
    found = scores(table, WEIGHTS)
    assert found.between(0, 1 + 1e-12).all()
    assert found.mean() == pytest.approx(0.5)
    twice = {name: 2 * weight for name, weight in WEIGHTS.items()}
    assert scores(table, twice).tolist() == pytest.approx(found.tolist())


def test_of_equal_scores_the_fewest_topics_are_best():
    table = candidates(("nmf", 8, 0, 0), ("nmf", 4, 0, 0), ("lda", 4, 0, 0), ("lda", 8, 0, 0))
    table["score"] = [0.5, 0.5 - 1e-12, 0.4, 0.6]
    assert best_of_each(table).tolist() == [False, True, False, True]


def test_above_chance():
    assert above_chance(0.6, 0.2) == pytest.approx(0.5)
    assert above_chance(0.2, 0.2) == 0
    assert above_chance(0.1, 0.2) == pytest.approx(-0.125)
    assert above_chance(1.0, 0.0) == 1
    assert above_chance(1.0, 1.0) == 0  # what chance gives always says nothing


def test_the_chosen_one_is_farthest_above_chance():
    table = pd.DataFrame(
        {
            "model": ["nmf", "nmf", "lda", "gibbs"],
            "k": [4, 8, 4, 8],
            "best": [False, True, True, True],
            "above_chance": [np.nan, 0.3, 0.5, 0.5],
        },
        index=[7, 3, 5, 1],
    )
    # Of two that are equal the first voice; a row that is not the best of its voice never.
    assert chosen(table).to_dict() == {7: False, 3: False, 5: True, 1: False}
    assert chosen(table.assign(above_chance=[9, np.nan, np.nan, -1.0]))[1]
