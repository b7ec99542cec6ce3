"""Benchmarks of known topics: what their helpers count, and that pages and package hold it."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import TRIAL, kept, matched
from topic_coverage import coverage_table, shipped
from topic_regression import TEXTS, K, drawn, effects_table
from topic_verdicts import Rule, ranked, stability, verdict_table
from topic_words import normalised, recovery_table, weights_table

import write_docs
from chengyan.tables import read_table
from chengyan.topics.intervals import method_for
from chengyan.topics.synthetic import draw_corpus
from chengyan.topics.trial import try_model
from doc_pages.topics import TOPICS

PACKAGED = write_docs.ROOT / "src/chengyan/topics/coverage.csv"


def test_topics_are_matched_whatever_their_order():
    planted = np.random.default_rng(1).dirichlet(np.full(30, 0.1), 4)
    extra = np.full((1, 30), 1 / 30)
    partner, cosines = matched(planted, np.vstack([planted[::-1], extra]))
    assert partner.tolist() == [3, 2, 1, 0]
    assert cosines == pytest.approx(1)


def test_what_is_kept_is_not_made_again(tmp_path):
    made = []

    def make():
        made.append(1)
        return {"words": np.arange(3)}

    for folder in (tmp_path, tmp_path, None):
        assert kept(folder, "some/fit", make)["words"].tolist() == [0, 1, 2]
    assert len(made) == 2


def test_benchmark_of_verdicts_does_what_the_trial_does():
    corpus = draw_corpus(np.random.default_rng(2), {"long": 40, "short": 8}, k=3, terms=120)
    _, ranks = ranked(corpus.matrix, "nmf", 3)
    trial = try_model(corpus.matrix, "nmf", k=3, seed=1947, **TRIAL)
    ours, theirs = stability(ranks, TRIAL["words"]), trial.likeness
    # The trial has topics in an order of its own.
    assert np.sort(ours.mean(axis=0)) == pytest.approx(np.sort(theirs.mean(axis=0)))


def test_topics_are_counted_by_verdict():
    likeness = np.array([[0.9, 0.55, 0.4, 0.2]] * 3)
    rows = pd.DataFrame(
        {
            "case": "planted",
            "corpus": [0, 1],
            "words": 10,
            "planted": [np.array([True, True, False, False])] * 2,
            "likeness": [likeness, likeness],
            "null": [np.full((2, 4), 0.3)] * 2,
        }
    )
    table = verdict_table(rows, [Rule(shuffles=2, stands=0.6), Rule(shuffles=3)])
    assert table["shuffles"].unique().tolist() == [2], "there were no three shuffles"
    shares = table.set_index("topics")[["falling", "wobbling", "standing"]]
    assert shares.loc["planted"].tolist() == [0, 0.5, 0.5]
    assert shares.loc["other"].tolist() == [0.5, 0.5, 0]
    assert table["number"].tolist() == [4, 4]


def test_coverage_that_ships_is_the_least_of_groups_and_noise():
    rows = [
        {"corpus": corpus, "noise": noise, "group": group, "method": "x", "truth": truth}
        for corpus in range(10)
        for noise in (0.0, 0.2, 0.4)
        for group, truth in (
            ("long", 0.9 if corpus < 2 or noise > 0.3 else 0.4),
            ("short", 0.9 if corpus < 1 + 2 * (noise > 0.1) else 0.4),
        )
    ]
    table = coverage_table(pd.DataFrame(rows).assign(low=0.3, high=0.5))
    found = table.set_index(["noise", "group"])["coverage"]
    assert found[0.0, "long"] == pytest.approx(0.8)
    assert found[0.0, "short"] == pytest.approx(0.9)
    assert found[0.2, "all"] == pytest.approx(0.75)
    assert set(table["topics"]) == {10}
    [row] = shipped(table.assign(model="nmf", units=120)).to_dict("records")
    assert (row["coverage"], row["width"], row["corpora"]) == (0.0, pytest.approx(0.2), 30)


def test_times_are_multiples_and_gains_are_on_the_same_corpora():
    cases = pd.DataFrame(
        {
            "units": 120,
            "unevenness": 5.0,
            "model": ["nmf", "scikit-learn LDA"] * 2,
            "corpus": [0, 0, 1, 1],
            "cosine": [0.9, 0.6, 0.8, 0.5],
            "least": 0.5,
            "error": 0.1,
            "seconds": [1.0, 4.0, 3.0, 4.0],
        }
    )
    assert recovery_table(cases)["time"].tolist() == [0.5, 1.0]
    cases = pd.DataFrame(
        {
            "unevenness": 5.0,
            "corpus": [0, 0, 1, 1],
            "balance": [0.0, 0.5] * 2,
            "cosine": [0.5, 0.7, 0.8, 0.9],
            "error": 0.1,
        }
    )
    table = weights_table(cases)
    assert table["gain"].tolist() == pytest.approx([0, 0.15])
    assert table["corpora"].tolist() == [2, 2]


def test_rows_are_normalised_even_if_empty():
    assert normalised(np.array([[1, 3], [0, 0]])).tolist() == [[0.25, 0.75], [0.5, 0.5]]


def test_genres_alternate_over_texts_and_differ_as_said():
    corpus, documents, difference = drawn(3)
    assert [d["genre"] for d in documents[:4]] == ["a", "b", "a", "b"]
    assert len(documents) == TEXTS
    assert difference.sum() == pytest.approx(0)
    shares = corpus.shares().to_numpy()[:, :K]
    assert shares[1::2].mean(axis=0) - shares[::2].mean(axis=0) == pytest.approx(
        difference, abs=0.12
    )


def test_coverage_of_effects_is_counted_by_corpus():
    rows = pd.DataFrame(
        {
            "corpus": [0, 0, 1],
            "truth": [0.1, -0.1, 0.2],
            "estimate": [0.05, -0.05, 0.1],
            "low": [0.0, -0.2, 0.3],
            "high": [0.2, 0.0, 0.4],
        }
    )
    table = effects_table(rows).iloc[0]
    # Each corpus weighs the same.
    assert table["coverage"] == pytest.approx(0.5)
    assert table["slope"] == pytest.approx(0.5)


def test_the_coverage_that_ships_is_that_which_was_measured():
    measured = shipped(read_table(TOPICS / "coverage.csv"))
    pd.testing.assert_frame_equal(measured, read_table(PACKAGED), check_dtype=False)


def test_an_interval_is_printed_only_where_it_covers():
    table = read_table(PACKAGED)
    for (model, units), rows in table.groupby(["model", "units"]):
        method = method_for(model, [units - 20, 10, 10])
        enough = rows[rows["coverage"] >= 0.9]
        assert (method in set(enough["method"])) if len(enough) else not method
        assert not method_for(model, [units - 9, 9])
        assert not method_for(model, [10, 10])
        assert not method_for(model, [table["units"].max()] * 2)


@pytest.mark.parametrize("name", ["recovery", "weights", "coverage", "regression", "verdicts"])
def test_the_page_of_topics_has_what_was_measured(name):
    page = write_docs.pages()["topics.md"]
    shown = {
        "recovery": "cosine",
        "weights": "cosine",
        "coverage": "coverage",
        "regression": "coverage",
    }
    table = read_table(TOPICS / f"{name}.csv")
    if name == "verdicts":
        values = [
            row.standing if row.topics == "planted" else row.falling for row in table.itertuples()
        ]
    else:
        values = table[shown[name]]
    for value in values:
        assert f" {value:.3f} " in page
