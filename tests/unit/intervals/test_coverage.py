"""Coverage is counted right, and what ships is what the simulation gives."""

import numpy as np
import pandas as pd
import pytest

from chengyan.intervals.choice import COVERAGE, LEAST_COVERAGE, LEAST_TEXTS, coverage, ranking
from chengyan.intervals.coverage import (
    COLUMNS,
    COUNTS,
    LEAST_SEEN,
    Tally,
    coverage_table,
    intervals_of,
    measure,
    shapes,
)
from chengyan.intervals.simulated import Corpus, Design, simulate_corpora
from chengyan.tables import read_table

KEYS = ["method", "of", "groups", "texts", "paragraphs", "count"]


def corpus_of(counts, effect, variable=None):
    number = len(counts)
    return Corpus(
        np.vstack([counts, np.zeros(number, dtype=int)]),
        np.array([1000.0, 1000.0]),
        np.array([0, 1]),
        np.array([0, 1]),
        {"group": np.asarray(effect, dtype=float)},
        np.asarray(effect, dtype=float),
        np.zeros(number, dtype=bool) if variable is None else np.asarray(variable),
    )


def test_intervals_are_counted_by_occurrences_and_effect():
    """400 terms of effect 0, three in four held; 400 of effect 1, half; 10 of 2 do not count."""
    effect = np.repeat([0.0, 1.0, 2.0], [400, 400, 10])
    low = effect - 0.5
    low[:100] += 1
    low[400:600] += 1
    tally, key = Tally(), ("balanced", "any", "group")
    corpus = corpus_of(np.full(810, 12), effect, effect == 1)
    for _ in range(5):
        tally.add(key, corpus, np.full(810, 12), (low, low + 2))
    found = tally.worst(key)
    assert found["count"].tolist() == [10]
    row = found.iloc[0]
    assert (row["coverage"], row["effect"], row["width"]) == (0.5, 1, 2)
    assert row["average"] == pytest.approx((300 + 200 + 10) / 810)
    assert row["variable"] == 0.5
    # Corpora are all alike: what is left is the least that can be told apart.
    assert row["se"] == pytest.approx(1 / 2000)


def test_the_error_is_that_between_corpora():
    """Terms of a corpus hold or fail together: there are ten observations, not a thousand."""
    tally, key = Tally(), ("balanced", "any", "group")
    for number in range(10):
        corpus = corpus_of(np.full(100, 12), np.zeros(100))
        low = np.full(100, -1.0 if number < 8 else 0.5)
        tally.add(key, corpus, np.full(100, 12), (low, low + 2))
    row = tally.worst(key).iloc[0]
    assert row["coverage"] == 0.8
    assert row["se"] == pytest.approx(np.sqrt(0.8 * 0.2 / 9))


def test_terms_that_occur_too_seldom_are_not_judged():
    tally, key = Tally(), ("balanced", "any", "group")
    tally.add(key, corpus_of([4, 4], [0, 0]), np.array([4, 4]), (np.zeros(2), np.ones(2)))
    tally.add(key, corpus_of([9, 4], [0, 0]), np.array([9, 4]), (np.zeros(2), np.ones(2)))
    assert [int(seen.sum()) for seen in tally.seen[key]] == [1]
    assert tally.worst(key).empty


def test_shapes_have_no_fewer_texts_and_paragraphs():
    assert shapes(2, 3, 12) == [Design((3, 3), (12, 12)), Design((3, 15), (12, 98))]
    even, small, large = shapes(3, 2, 9)
    assert even == Design((2, 2, 2), (9, 9, 9))
    assert small == Design((2, 10, 4), (9, 98, 30))
    assert large == Design((10, 2, 4), (98, 9, 30))
    assert shapes(3, 1, 98)[1] == Design((1, 1, 1), (98, 98, 98))


def test_intervals_of_paragraphs_know_nothing_of_texts():
    """With one text a group they hold the truth of that text more often than that of the group."""
    corpora = list(simulate_corpora(Design((1, 1, 1), (98, 98, 98)), 40, 1))
    tally = measure(corpora, lambda c: intervals_of(c, ["cautious"]), ("group", "text"))
    share = {}
    for of in ("group", "text"):
        held, seen = (np.sum(x["balanced", "cautious", of]) for x in (tally.held, tally.seen))
        share[of] = held / seen
    assert share["text"] > 0.94
    assert share["group"] < share["text"] - 0.03


@pytest.mark.parametrize(("groups", "texts", "paragraphs"), [(2, 2, 12), (3, 3, 9)])
def test_what_ships_is_what_a_small_run_gives_again(groups, texts, paragraphs, monkeypatch):
    # As many as fit 2,000 corpora, so that the same classes are looked at.
    monkeypatch.setattr("chengyan.intervals.coverage.LEAST_SEEN", LEAST_SEEN * 150 // 2000)
    again = coverage_table(groups, texts, paragraphs, corpora=150, seed=7)
    assert list(again.columns) == COLUMNS
    both = again.merge(read_table(COVERAGE), on=KEYS, suffixes=("", "_shipped"))
    both = both[both["method"] == ranking()[0]]
    assert len(both) >= 4
    for name, error in (("coverage", "se"), ("doubled", "doubled_se")):
        rows = both.dropna(subset=[name])
        apart = rows[name] - rows[f"{name}_shipped"]
        chance = np.hypot(rows[error], rows[f"{error}_shipped"])
        # The least of some twenty classes is the lower the fewer corpora there are.
        assert (apart < 3 * chance).all()
        assert (apart > -4 * chance).all()


def test_resampled_intervals_cover_less_than_the_one_in_use():
    again = coverage_table(3, 2, 9, corpora=300, seed=7, resampled=True).set_index("method")
    assert set(again.index) == {"paragraphs", "percentile", "basic", "bca", "bootstrap_t"}
    assert set(again["count"]) <= {10, 50}
    assert (again["coverage"] < LEAST_COVERAGE).all()


def test_the_table_that_ships_is_whole():
    table = read_table(COVERAGE)
    assert list(table.columns) == COLUMNS
    assert not table.duplicated(KEYS).any()
    assert table["coverage"].between(0, 1).all()
    assert set(table["count"]) == set(COUNTS)
    assert (table["corpora"] >= 2000).all()
    assert (table["se"] < 0.02).all()
    assert COVERAGE.stat().st_size < 60_000
    rows = coverage()
    used = rows[rows["holds"]]
    assert len(used) > 0
    assert (used["coverage"] >= LEAST_COVERAGE).all()
    assert (used["doubled"] >= LEAST_COVERAGE).all()
    assert (used["texts"] >= LEAST_TEXTS).all()
    one_text = pd.concat([table[table["texts"] == 1], rows[rows["texts"] == 1]])
    frequent = one_text[(one_text["of"] == "group") & (one_text["count"] == max(COUNTS))]
    assert (frequent["coverage"] < LEAST_COVERAGE).all()
