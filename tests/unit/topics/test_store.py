"""Trials in files come back to the last bit."""

import numpy as np
import pytest
from planted import planted

from chengyan.tables import read_table, write_table
from chengyan.topics.store import TABLES, by_candidate, from_tables, to_tables
from chengyan.topics.trial import Trial, try_model


@pytest.mark.parametrize("resamples", [0, 3])
def test_a_trial_comes_back(tmp_path, resamples):
    matrix = planted()
    trial = try_model(
        matrix, "nmf", k=12, seed=1, resamples=resamples, share=0.8, balance=0.5, words=5
    )
    tables = to_tables(trial, matrix.terms)
    assert list(tables) == ["words", "tokens", "refits"]
    for name, table in tables.items():
        write_table(table, tmp_path / f"{name}.parquet")
    back = from_tables(*(read_table(tmp_path / f"{name}.parquet") for name in tables))
    for name in ("words", "tokens", "likeness", "held_out"):
        one, two = getattr(trial, name), getattr(back, name)
        assert one.shape == two.shape
        np.testing.assert_array_equal(one, two)


def test_tables_by_hand():
    trial = Trial(
        np.array([[0.25, 0.75], [0.5, 0.5]]),
        np.arange(12.0).reshape(3, 2, 2),
        np.array([[0.1, 0.2], [0.3, 0.4]]),
        np.array([-5.0, -6.0]),
    )
    tables = to_tables(trial, np.array(["a", "b"], dtype=object))
    assert tables["words"].to_numpy().tolist() == [["a", 0.25, 0.5], ["b", 0.75, 0.5]]
    assert list(tables["tokens"]) == ["draw", "unit", "1", "2"]
    assert tables["tokens"].iloc[3].tolist() == [1, 1, 6, 7]
    assert tables["refits"].to_numpy().tolist() == [[1, -5, 0.1, 0.2], [2, -6, 0.3, 0.4]]


def test_tables_of_all_candidates_are_by_voice_then_number():
    tried = [f"{voice}-{k}-{name}" for voice in ("nmf", "lda") for k in (4, 8) for name in TABLES]
    found = by_candidate(tried, ["nmf", "lda"], [4, 8])
    assert list(found) == [("nmf", 4), ("nmf", 8), ("lda", 4), ("lda", 8)]
    assert found["lda", 4] == ["lda-4-words", "lda-4-tokens", "lda-4-refits"]
