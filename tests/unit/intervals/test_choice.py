"""Which interval is looked up, rounding down."""

import numpy as np
import pandas as pd
import pytest

from chengyan.intervals.choice import (
    LEAST_TEXTS,
    choose_method,
    choose_methods,
    coverage,
    held,
    ranking,
)


def least(name):
    return int(coverage()[name].min())


def test_each_number_is_rounded_down():
    chosen = choose_method(3, 5, 12, 20)
    assert chosen
    assert choose_method(28, 6, 97, 49) == chosen
    assert choose_method(3, 1000, 1000, 10**6) != ""


def test_below_the_least_that_was_simulated_there_is_none():
    assert choose_method(1, 5, 12, 20) == ""
    assert choose_method(3, 5, least("paragraphs") - 1, 20) == ""
    assert choose_method(3, 5, 12, least("count") - 1) == ""


@pytest.mark.parametrize("paragraphs", [9, 12, 98, 10_000])
@pytest.mark.parametrize("count", [5, 50, 5000])
def test_one_text_a_group_has_none_whatever_its_length(paragraphs, count):
    assert choose_method(3, LEAST_TEXTS - 1, paragraphs, count) == ""


def test_many_at_once_are_as_one_by_one():
    counts = np.array([0, 4, 5, 9, 10, 77, 100, 5000])
    expected = [choose_method(3, 4, 20, count) for count in counts]
    assert choose_methods(3, 4, 20, counts).tolist() == expected


def test_what_holds_is_shown_beyond_its_error_and_twice():
    table = pd.DataFrame(
        {
            "coverage": [0.92, 0.91, 0.95, 0.95, 0.95],
            "se": 0.008,
            "doubled": [0.92, 0.95, 0.91, 0.95, np.nan],
            "doubled_se": 0.008,
            "texts": [2, 2, 2, 1, 2],
        }
    )
    assert held(table).tolist() == [True, False, False, False, False]


def test_the_method_that_holds_most_often_comes_first():
    rows = coverage()
    number = rows[rows["holds"]]["method"].value_counts()
    assert number[ranking()[0]] == number.max()
    # One method for all that is compared, so that its intervals can be held against one another.
    used = {
        choose_method(groups, texts, paragraphs, count)
        for groups in (2, 3)
        for texts in (2, 3, 5, 10)
        for paragraphs in (9, 12, 98)
        for count in (5, 10, 20, 50, 100)
    }
    assert used <= {ranking()[0], ""}
