"""The judgement whole: columns as promised, planted topics stand, the order of texts is nothing."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import planted
import pytest
from planted import FITTING, OPTIONS, THEMES, digest, tables_of

from chengyan.topics.judge import (
    Judged,
    chance,
    coherences,
    measured,
    with_chance,
)
from chengyan.topics.trial import Trial, try_model
from chengyan.topics.voices import VOICES

COLUMNS = {
    "topics": "rank term weight frex",
    "topic_prevalence": (
        "group share ci_low ci_high ci_method model_low model_high loo_low loo_high left_out units"
    ),
    "topic_sentences": "rank group doc_id paragraph sentence source_line share text",
    "topic_effects": "covariate level baseline estimate std_error ci_low ci_high texts",
    "topic_years": "year share texts",
    "topic_map": "x y prevalence",
}
WHOLE = {
    "topic_correlations": "model topic other correlation agreeing",
    "topic_models": (
        "model k c_npmi c_v exclusivity frex held_out stability null_stability above_chance "
        "standing score best chosen"
    ),
    "topic_verdicts": (
        "model k topic label prevalence stability stability_low null_stability verdict c_npmi c_v "
        "exclusivity category category_share category_covered"
    ),
    "paragraphs": "doc_id group paragraph topic label verdict share",
}


@pytest.fixture(scope="module")
def tables():
    return tables_of(list(VOICES))


def test_columns_are_as_promised(tables):
    promised = {name: f"model topic label verdict {rest}" for name, rest in COLUMNS.items()}
    promised |= WHOLE
    assert {name: " ".join(table) for name, table in tables.items()} == promised


def test_the_right_number_of_topics_is_found_and_they_stand(tables):
    models = tables["topic_models"]
    assert models[["model", "k"]].to_numpy().tolist() == [
        [voice, k] for voice in VOICES for k in (2, 3)
    ]
    assert models["best"].tolist() == [False, True] * 3
    assert models["chosen"].sum() == 1
    best = models[models["best"]]
    assert best["standing"].tolist() == [3, 3, 3]
    assert best.loc[best["chosen"], "above_chance"].item() == best["above_chance"].max()
    assert models.loc[~models["best"], ["null_stability", "above_chance"]].isna().all(axis=None)
    assert models.loc[~models["best"], "standing"].isna().all()
    assert models["held_out"].isna().tolist() == [True, True, False, False, False, False]
    verdicts = tables["topic_verdicts"]
    assert set(verdicts["verdict"]) == {"stands"}
    for _, part in verdicts.groupby("model"):
        assert set(part["category"]) == {"economy", "livelihood", "party"}
        assert part["topic"].tolist() == [1, 2, 3]
        assert part["prevalence"].is_monotonic_decreasing
        assert part["prevalence"].sum() == pytest.approx(1)


def test_the_chosen_model_stands_first(tables):
    first = tables["topic_models"].query("chosen")["model"].item()
    for name in ("topic_verdicts", "topics", "topic_prevalence", "topic_map"):
        assert tables[name]["model"].iloc[0] == first


def test_tables_agree_with_one_another(tables):
    names = tables["topic_verdicts"].set_index(["model", "topic"])
    for name in COLUMNS:
        table = tables[name].set_index(["model", "topic"])
        for column in ("label", "verdict"):
            assert (table[column] == names[column].reindex(table.index)).all()
    shares = tables["topic_prevalence"]
    assert shares.groupby(["model", "group"])["share"].sum().tolist() == pytest.approx([1] * 6)
    means = shares.groupby(["model", "topic"])["share"].mean()
    assert means.tolist() == pytest.approx(names["prevalence"].reindex(means.index).tolist())
    years = tables["topic_years"]
    assert years.groupby(["model", "year"])["share"].sum().tolist() == pytest.approx([1] * 9)
    assert years["texts"].tolist() == [2, 1, 1] * 9
    assert tables["topics"].groupby(["model", "topic"]).size().tolist() == [5] * 9
    assert tables["topic_effects"].empty


def test_typical_sentences_are_of_one_theme(tables):
    for _, part in tables["topic_sentences"].groupby(["model", "topic"]):
        themes = {
            number
            for text in part["text"]
            for number, theme in enumerate(THEMES)
            if any(word in text for word in theme)
        }
        assert len(themes) == 1
        assert part["rank"].tolist() == [1, 2]
        assert (part["source_line"] == part["sentence"] + 4).all()


def test_paragraphs_have_the_topic_of_their_theme(tables):
    table = tables["paragraphs"]
    number = {document["doc_id"]: i for i, document in enumerate(planted.DOCUMENTS)}
    theme = (table["paragraph"] + table["doc_id"].map(number)) % 3
    assert table.groupby(theme)["topic"].nunique().tolist() == [1, 1, 1]
    assert table["topic"].nunique() == 3
    assert len(table) == 40
    assert table["share"].between(0.5, 1).all()


@pytest.mark.parametrize("voice", VOICES)
def test_the_order_of_texts_changes_nothing(voice):
    one = tables_of([voice], k=[3])
    two = tables_of([voice], ["b1", "c2", "a1", "c1"], k=[3])
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, two[name], check_exact=True)
    assert digest(one) == digest(two)


def test_neither_the_process_nor_its_hashes_change_anything(tables):
    folder = Path(planted.__file__).parent
    found = [
        subprocess.run(
            [sys.executable, folder / "planted.py"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert found[0] == digest(tables)


def trial_of(matrix, voice="nmf", k=3):
    return try_model(matrix, voice, k=k, **FITTING)


def measured_of(candidates, matrix, texts):
    coherent = coherences(candidates, matrix.terms, texts, OPTIONS["words"])
    return measured(candidates, coherent, OPTIONS)


def test_measures_are_means_over_topics():
    matrix = planted.planted()
    texts = [list(matrix.terms[row.indices]) for row in matrix.counts]
    candidates = {("nmf", 3): trial_of(matrix), ("gibbs", 2): trial_of(matrix, "gibbs", 2)}
    together = measured_of(candidates, matrix, texts)
    for number, key in enumerate(candidates):
        alone = measured_of({key: candidates[key]}, matrix, texts)
        values = ["c_npmi", "c_v", "exclusivity", "frex", "stability"]
        assert together.loc[number, values].tolist() == pytest.approx(alone.loc[0, values].tolist())
    assert together.loc[0, "stability"] == candidates["nmf", 3].likeness.mean()
    assert together["best"].tolist() == [True, True]


def test_texts_that_hold_none_of_the_words_give_no_coherence():
    matrix = planted.planted()
    trial = trial_of(matrix, "gibbs")
    trial = Trial(trial.words, trial.tokens, trial.likeness, np.full(3, np.nan))
    table = measured_of({("gibbs", 3): trial}, matrix, [["别的"], ["词"]])
    assert table.loc[0, ["c_npmi", "c_v", "held_out"]].isna().all()
    assert table["score"].tolist() == [1.0]


def test_chance_is_of_shuffled_texts_and_repeats():
    matrix = planted.planted()
    one, two = (chance(matrix, "nmf", 3, shuffles=2, **FITTING) for _ in range(2))
    assert one.shape == (6,)
    assert one.tolist() == two.tolist()
    assert one[:3].tolist() != one[3:].tolist()
    assert one.mean() < trial_of(matrix).likeness.mean()


def test_with_chance_by_hand():
    candidates = pd.DataFrame(
        {
            "model": ["nmf", "nmf", "lda"],
            "k": [4, 8, 4],
            **dict.fromkeys("c_npmi c_v exclusivity frex held_out score".split(), 0.5),
            "stability": [0.9, 0.8, 0.6],
            "best": [False, True, True],
        }
    )
    table = with_chance(candidates, {"nmf": (0.6, 3), "lda": (0.0, 2)})
    assert table["above_chance"].tolist() == pytest.approx([np.nan, 0.5, 0.6], nan_ok=True)
    assert table["standing"].astype(object).tolist() == [pd.NA, 3, 2]
    assert table["chosen"].tolist() == [False, False, True]


def test_names_are_put_to_tables():
    topics = pd.DataFrame(
        {"model": "nmf", "topic": [1, 2], "label": ["一", "二"], "verdict": ["stands", "falls"]}
    )
    table = pd.DataFrame({"rank": [1, 1, 2], "topic": [2, 1, 2]})
    named = Judged("nmf", None, topics).named(table)
    assert list(named) == ["model", "topic", "label", "verdict", "rank"]
    assert named["label"].tolist() == ["二", "一", "二"]
    assert Judged("nmf", None, topics).named(table[:0]).empty
