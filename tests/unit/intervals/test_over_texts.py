"""Intervals of shares over texts."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from chengyan.intervals import over_texts
from chengyan.intervals.over_texts import COVERAGE, LEAST_COVERAGE, covers, jackknife


def test_with_texts_of_one_length_it_is_students_interval_of_the_mean():
    has, among = np.array([1.0, 3.0, 4.0, 8.0]), np.full(4, 20.0)
    low, high = jackknife(has, among)
    shares = has / among
    reach = student.ppf(0.975, 3) * shares.std(ddof=1) / 2
    assert (low, high) == pytest.approx((max(shares.mean() - reach, 0), shares.mean() + reach))


def test_a_ratio_by_hand():
    low, high = jackknife(np.array([2.0, 6.0]), np.array([10.0, 30.0]))
    # Both texts have a fifth: leaving one out changes nothing.
    assert (low, high) == pytest.approx((0.2, 0.2))


def test_one_text_has_no_interval():
    assert np.isnan(jackknife(np.array([2.0]), np.array([10.0]))).all()
    assert not covers(1, 100)


def test_a_text_that_has_all_there_is_gives_none():
    assert np.isnan(jackknife(np.array([2.0, 0.0]), np.array([10.0, 0.0]))).all()


def test_the_table_is_looked_up_rounding_down(monkeypatch):
    table = pd.DataFrame(
        {
            "texts": [2, 5, 5, 9, 9],
            "positives": [5, 5, 10, 5, 10],
            "coverage": [0.8, 0.95, 0.85, 0.95, 0.95],
        }
    )
    monkeypatch.setattr(over_texts, "_coverage", lambda: table)
    # At five texts a larger band fails, and with it the smaller one.
    assert [covers(*at) for at in [(9, 5), (12, 7.5), (5, 5), (5, 10), (4, 50), (9, 4.9)]] == [
        *(True, True, False, False, False, False),
    ]


def test_what_ships_was_simulated_and_refuses_rare_codes_and_two_texts():
    table = pd.read_csv(COVERAGE)
    assert table["coverage"].between(0, 1).all()
    assert not covers(2, 100)
    assert not covers(30, 0.5)
    assert covers(10, 10)
    assert (table.loc[table["texts"] >= 10, "coverage"] >= LEAST_COVERAGE).any()
