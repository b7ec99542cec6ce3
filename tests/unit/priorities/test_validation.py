"""The instrument held against coded sentences."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from chengyan.priorities.cues import CodeCue
from chengyan.priorities.instrument import sample_evidence
from chengyan.priorities.samples import COLUMNS
from chengyan.priorities.validation import (
    ALL,
    accuracy_by_text,
    by_cues,
    by_keywords,
    confusion,
    paragraphs_of,
    predictions,
    validation,
)

CODES = ["ECOL", "LIVE", "NONE"]
CUES = [
    CodeCue("水", "ECOL", "any", 1.0),
    CodeCue("林", "ECOL", "any", 0.5),
    CodeCue("学校", "LIVE", "any", 3.0),
    CodeCue("医(院|疗)", "LIVE", "any", 1.0),
]


def sample(*rows):
    table = pd.DataFrame(rows, columns=["primary", "text"])
    return table.assign(**{name: "" for name in COLUMNS if name not in ("primary", "text")}).assign(
        sample="s", doc_id="a", sentence=range(1, len(table) + 1), part=0
    )


def test_keywords_count_plain_words_and_cues_weigh_them():
    rows = sample(("LIVE", "水、林和学校"), ("LIVE", "医院"), ("NONE", "好"))
    found = sample_evidence(rows, CUES, CODES)
    # 医院 is a pattern, no plain word: a plain count does not find it.
    assert by_keywords(rows["text"].tolist(), CUES, CODES) == ["ECOL", "NONE", "NONE"]
    assert by_cues(found, CODES) == ["LIVE", "LIVE", "NONE"]


def test_scores_by_hand():
    rows = sample(*[("ECOL", "水")] * 8, *[("LIVE", "水")] * 2, *[("LIVE", "学校")] * 8)
    given = pd.DataFrame(
        {"row": rows.index, "method": "codebook", "repeat": 0,
         "predicted": ["ECOL"] * 10 + ["LIVE"] * 8}
    )  # fmt: skip
    table = validation(rows, given, CODES).set_index("code")
    assert table.loc["ECOL", ["precision", "recall"]].tolist() == [0.8, 1.0]
    assert table.loc["LIVE", ["precision", "recall"]].tolist() == [1.0, 0.8]
    assert table.loc["ECOL", "f1"] == pytest.approx(16 / 18)
    assert table["support"].tolist() == [8, 10, 0, 18]
    assert table.loc["NONE", ["precision", "recall", "f1"]].isna().all()
    assert table.loc[ALL, "f1"] == pytest.approx((16 / 18 + 16 / 18) / 2)
    assert table.loc[ALL, "accuracy"] == pytest.approx(16 / 18)
    exact = binomtest(16, 18).proportion_ci(method="exact")
    assert table.loc[ALL, "accuracy_low"] == pytest.approx(exact.low)
    assert table.loc[ALL, "accuracy_high"] == pytest.approx(exact.high)


def test_codes_with_few_cases_are_out_of_the_mean():
    rows = sample(*[("ECOL", "水")] * 8, *[("LIVE", "水")] * 7)
    given = pd.DataFrame(
        {"row": rows.index, "method": "codebook", "repeat": 0, "predicted": "ECOL"}
    )
    table = validation(rows, given, CODES).set_index("code")
    assert table.loc[ALL, "f1"] == table.loc["ECOL", "f1"]
    assert table.loc["LIVE", "precision"] == 0


def test_confusions_are_means_over_repeats():
    rows = sample(("ECOL", "水"), ("LIVE", "学校"))
    given = pd.DataFrame(
        {"row": [0, 1, 0, 1], "method": "codebook", "repeat": [0, 0, 1, 1],
         "predicted": ["ECOL", "ECOL", "ECOL", "LIVE"]}
    )  # fmt: skip
    table = confusion(rows, given, CODES)
    assert table[["truth", "predicted", "count"]].to_numpy().tolist() == [
        *(["ECOL", "ECOL", 1.0], ["LIVE", "ECOL", 0.5], ["LIVE", "LIVE", 0.5]),
    ]


def test_sentences_of_one_paragraph_are_left_out_together():
    rows = sample(("ECOL", "水。"), ("ECOL", "林。"), ("LIVE", "学校。"))
    rows["before"], rows["after"] = ["", "水。", ""], ["林。", "", ""]
    assert paragraphs_of(rows).tolist() == [0, 0, 1]


def test_what_is_predicted_was_not_learned():
    # The only sentence of a code: an instrument that saw it would learn its bias.
    rows = sample(*[("ECOL", f"水{i}") for i in range(9)], ("NONE", "好"))
    found = sample_evidence(rows, CUES, CODES)
    table = predictions(rows, found, CUES, CODES, seed=1, folds=10, repeats=2)
    own = table[(table["row"] == 9) & (table["method"] == "codebook")]
    assert (own["predicted"] == "ECOL").all()
    assert len(own) == 2


def test_folds_hang_on_the_seed_alone():
    rows = sample(*[("ECOL", "水"), ("LIVE", "学校"), ("NONE", "好")] * 5)
    found = sample_evidence(rows, CUES, CODES)
    once, again = (
        predictions(rows, found, CUES, CODES, seed=7, folds=3, repeats=2) for _ in range(2)
    )
    pd.testing.assert_frame_equal(once, again)


def test_accuracy_is_told_of_each_text_and_whether_it_is_here():
    rows = sample(("ECOL", "水"), ("LIVE", "学校"), ("LIVE", "医院")).assign(
        doc_id=["a", "a", "b"], kind="human"
    )
    given = pd.DataFrame(
        {"row": [0, 1, 2], "method": "codebook", "repeat": 0,
         "predicted": ["ECOL", "ECOL", "LIVE"]}
    )  # fmt: skip
    table = accuracy_by_text(rows, given, {"b"})
    assert table[["doc_id", "coding", "here", "sentences", "accuracy"]].to_numpy().tolist() == [
        *(["a", "human-coded", False, 2, 0.5], ["b", "human-coded", True, 1, 1.0]),
    ]


def test_of_a_cut_off_paragraph_sentences_are_still_one_block():
    rows = sample(("ECOL", "甲水。"), ("ECOL", "乙林。"), ("LIVE", "丙学校。"))
    rows["before"], rows["after"] = ["", "…甲水。", ""], ["乙林。…", "", "丁。"]
    assert paragraphs_of(rows).tolist() == [0, 0, 1]
