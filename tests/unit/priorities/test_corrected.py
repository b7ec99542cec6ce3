"""Which units count as coded, and what becomes of them."""

import numpy as np
import pandas as pd
import pytest

from chengyan.priorities.codebook import Code
from chengyan.priorities.corrected import coded_units, corrected
from chengyan.priorities.crossfit import cross_coded
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.instrument import make_instrument
from chengyan.priorities.samples import COLUMNS

CODEBOOK = [
    Code("ECOL", "生态", "Environment", "生态文明", "7", counted=True),
    Code("LIVE", "民生", "Livelihood", "社会", "3", counted=True),
    Code("NONE", "无", "None", "", "", counted=False),
]


def parts(*rows):
    """Rows of doc_id, sentence, part, text; a paragraph a sentence."""
    table = pd.DataFrame(rows, columns=["doc_id", "sentence", "part", "text"])
    return table.assign(
        group=table["doc_id"].str[0], paragraph=table["sentence"], kind="body", level=0
    )


def sample(*rows, kind="model", **given):
    """Rows of doc_id, sentence, part, primary."""
    table = pd.DataFrame(rows, columns=["doc_id", "sentence", "part", "primary"])
    blank = {name: "" for name in COLUMNS if name not in table}
    design = {"sample": "s", "kind": kind, "stratum": table["doc_id"], "frame": 4, "inclusion": 0.5}
    return table.assign(**{**blank, **design, **given})


TEXT = parts(
    ("a1", 1, 1, "一、水"),
    ("a1", 2, 1, "要修好大水库。"),
    ("a1", 3, 1, "要办好学校；"),
    ("a1", 3, 2, "要修水库。"),
    ("a1", 4, 1, "要办好大学校。"),
    ("b1", 1, 1, "要修好大水库。"),
)
GUESS = pd.Series(["ECOL", "ECOL", "LIVE", "ECOL", "LIVE", "ECOL"])


def test_only_parts_take_the_code_of_their_sentence_and_others_their_own():
    found = coded_units(
        TEXT, GUESS, sample(("a1", 2, 0, "LIVE"), ("a1", 3, 0, "ECOL"), ("a1", 3, 2, "NONE"))
    )
    assert found["true"].tolist() == ["", "LIVE", "", "NONE", "", ""]
    # A heading of two characters could not be drawn; of text b1 nothing is coded.
    assert found["inclusion"].tolist() == [0, 0.5, 0.5, 0.5, 0.5, 0]
    assert found["coding"].tolist() == ["model-coded"] * 5 + [""]
    assert found["han"].tolist() == [2, 6, 5, 4, 6, 6]


def test_a_stratum_may_be_a_group_of_texts():
    two = pd.concat([TEXT, parts(("a2", 1, 1, "要修好大水库。"))], ignore_index=True)
    guess = pd.concat([GUESS, pd.Series(["ECOL"])], ignore_index=True)
    found = coded_units(two, guess, sample(("a1", 2, 0, "LIVE"), stratum="a", inclusion=0.2))
    assert found.loc[found["doc_id"] == "a2", "inclusion"].tolist() == [0.2]


def test_what_people_coded_counts_where_both_have_coded():
    both = pd.concat(
        [
            sample(("a1", 2, 0, "LIVE"), ("a1", 4, 0, "LIVE")),
            sample(("a1", 2, 0, "ECOL"), kind="human", sample="mine", inclusion=0.25),
        ]
    )
    found = coded_units(TEXT, GUESS, both)
    assert found["true"].tolist() == ["", "ECOL", "", "", "", ""]
    assert found["coding"].iloc[0] == "human-coded"
    assert found["inclusion"].max() == 0.25


def test_whole_sentences_alone_say_nothing_of_those_with_several_parts():
    found = coded_units(TEXT, GUESS, sample(("a1", 2, 0, "LIVE"), ("a1", 3, 0, "ECOL")))
    assert found["true"].tolist() == ["", "LIVE", "", "", "", ""]
    assert found["inclusion"].tolist() == [0, 0.5, 0, 0, 0.5, 0]


def test_what_was_coded_could_be_drawn_however_short():
    found = coded_units(TEXT, GUESS, sample(("a1", 1, 0, "LIVE"), inclusion=1.0))
    assert found.loc[0, ["true", "inclusion"]].tolist() == ["LIVE", 1.0]


def test_of_a_group_that_has_grown_since_the_draw_nothing_is_corrected():
    drawn = sample(("a1", 2, 0, "LIVE"), ("a1", 4, 0, "LIVE"), frame=1)
    found = coded_units(TEXT, GUESS, drawn)
    assert not found["true"].any()
    assert not found["coding"].any()


def test_a_text_that_is_coded_throughout_has_its_own_shares():
    text = parts(
        ("a1", 1, 1, "要修好大水库。"),
        ("a1", 2, 1, "要办好大学校。"),
        ("a1", 3, 1, "感谢大家的支持。"),
    )
    every = sample(("a1", 1, 0, "LIVE"), ("a1", 2, 0, "LIVE"), ("a1", 3, 0, "NONE"), inclusion=1.0)
    table = corrected(text, pd.Series(["ECOL", "LIVE", "NONE"]), every, CODEBOOK, ["a"])
    own = table[table["unit"] == "quasi_sentences"].set_index("code")
    assert set(table["method"]) == {"coded"}
    assert own["share"].to_dict() == {"ECOL": 0, "LIVE": 1, "NONE": pytest.approx(1 / 3)}
    assert own["coded"].tolist() == [3, 3, 3]
    assert own["units"].isna().all()


def test_of_a_small_sample_nothing_is_told():
    table = corrected(TEXT, GUESS, sample(("a1", 2, 0, "LIVE")), CODEBOOK, ["a", "b"])
    assert set(table["method"]) == {"codebook_corrected"}
    assert table[["share", "ci_low", "ci_high"]].isna().all(axis=None)
    assert table["unit"].unique().tolist() == ["quasi_sentences", "characters"]
    assert table["group"].unique().tolist() == ["a", "b"]


def test_a_large_sample_moves_the_share_towards_what_was_coded():
    rows = [("a1", i, 1, "要修好大水库。") for i in range(1, 201)]
    text = parts(*rows)
    # The instrument says ECOL throughout; of a hundred coded sentences half are LIVE.
    coded = [("a1", i, 0, "LIVE" if i % 4 == 1 else "ECOL") for i in range(1, 201, 2)]
    drawn = sample(*coded, frame=200)
    table = corrected(text, pd.Series(["ECOL"] * 200), drawn, CODEBOOK, ["a"])
    own = table[table["unit"] == "quasi_sentences"].set_index("code")
    assert own.loc["LIVE", "share"] == pytest.approx(0.5, abs=0.02)
    assert own.loc["LIVE", "ci_low"] < 0.5 < own.loc["LIVE", "ci_high"]
    assert np.isnan(own.loc["NONE", "share"])


def test_codes_are_cross_fitted_without_the_cues_of_the_sample():
    cues = [
        CodeCue("水库", "ECOL", "any", 2.0),
        CodeCue("学校", "LIVE", "any", 2.0),
        CodeCue("大学校", "ECOL", "any", 3.0, "s"),
    ]
    coded = sample(
        ("a1", 2, 0, "ECOL"), ("a1", 4, 0, "LIVE"), text=["要修好大水库。", "要办好大学校。"]
    )
    given = cross_coded(TEXT, CODEBOOK, cues, coded, seed=1, folds=2)
    # By all cues the fifth would be ECOL: the sample itself suggested that cue.
    assert given.tolist()[1:] == ["ECOL", "LIVE", "ECOL", "LIVE", "ECOL"]
    instrument = make_instrument(CODEBOOK, cues, coded)
    assert set(instrument.codes) == {"ECOL", "LIVE", "NONE"}
