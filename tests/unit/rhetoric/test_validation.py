"""Precision, recall, agreement of coders, and what may be said of a device."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.validation import COLUMNS, validation
from chengyan.rhetoric.worth import pooled_f1, statuses

# Two observers and ten units, nominal: Krippendorff (2011), Computing Krippendorff's
# Alpha-Reliability, part A; alpha = 1 - 19 * 4 / (14 * 6) = 8 / 84.
MEG = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
OWEN = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def device(name, family="person", codebook="core"):
    return Device(name, name, name, family, codebook, "patterns", "d", "c", "", "")


WE, ALSO = device("we"), device("people", codebook="supplement")


def sample(given, second=None, *, name="s", **columns):
    told = [",".join(["we"] * has) for has in given]
    return pd.DataFrame(
        {
            "sample": name,
            "kind": "model",
            "coders": 1 + (second is not None),
            "seen": "yes",
            "doc_id": "a",
            "sentence": range(1, len(given) + 1),
            "codebooks": "core",
            "devices": told,
            "coder_a": told,
            "coder_b": [",".join(["we"] * has) for has in second or [0] * len(given)],
            **columns,
        }
    )


def instances(*sentences, name="we"):
    return pd.DataFrame({"device": name, "doc_id": "a", "sentence": list(sentences)})


def scores(device, support, found, both, *, seen=True):
    return {
        **dict.fromkeys(COLUMNS, np.nan),
        "device": device,
        "support": support,
        "found": found,
        "both": both,
        "seen": seen,
    }


def test_scores_count_sentences_once():
    # Coded: 2 and 9. Found: 2 (twice), 3, 4; sentence 11 is not in the sample.
    table = validation(sample(MEG), instances(2, 2, 3, 4, 11), [WE])
    assert list(table.columns) == list(COLUMNS)
    (row,) = table.to_dict("records")
    assert (row["support"], row["found"], row["both"], row["sentences"]) == (2, 3, 1, 10)
    assert row["precision"] == pytest.approx(1 / 3)
    assert row["recall"] == pytest.approx(1 / 2)
    assert row["f1"] == pytest.approx(2 / 5)
    # Clopper and Pearson: 1 of 2, 1 of 3.
    assert (row["recall_low"], row["recall_high"]) == pytest.approx((0.01258, 0.98742), abs=1e-5)
    assert (row["precision_low"], row["precision_high"]) == pytest.approx(
        (0.00840, 0.90570), abs=1e-5
    )
    assert (row["coding"], row["seen"], row["sample"]) == ("model-coded", True, "s")
    assert np.isnan([row["coders_f1"], row["coders_alpha"]]).all()


def test_agreement_of_two_coders_is_krippendorffs_alpha():
    (row,) = validation(sample(MEG, OWEN), instances(), [WE]).to_dict("records")
    assert row["coders_alpha"] == pytest.approx(8 / 84)
    # One unit both have; 2 and 4 each has.
    assert row["coders_f1"] == pytest.approx(2 / 6)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=12))
def test_alpha_is_that_of_nltk(units):
    one, two = ([int(given) for given in codes] for codes in zip(*units, strict=True))
    (row,) = validation(sample(one, two), instances(), [WE]).to_dict("records")
    coded = [(coder, i, given) for coder in (0, 1) for i, given in enumerate((one, two)[coder])]
    alike = len({given for *_, given in coded}) == 1
    expected = np.nan if alike else AnnotationTask(coded).alpha()
    assert row["coders_alpha"] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(("both", "f1"), [([0] * 4, np.nan), ([1] * 4, 1.0)])
def test_where_all_is_alike_alpha_is_not_known(both, f1):
    (row,) = validation(sample(both, both), instances(), [WE]).to_dict("records")
    assert np.isnan(row["coders_alpha"])
    assert row["coders_f1"] == pytest.approx(f1, nan_ok=True)


def test_sentences_that_one_coded_tell_nothing_of_agreement():
    more = sample([1, 1, 1], coders=1, doc_id="b")
    table = validation(pd.concat([sample(MEG, OWEN), more]), instances(), [WE])
    assert table["coders_alpha"].tolist() == pytest.approx([8 / 84])
    assert table["support"].tolist() == [5]


def test_nothing_coded_or_found_has_no_score():
    (row,) = validation(sample([0, 0]), instances(), [WE]).to_dict("records")
    assert np.isnan([row["precision"], row["recall"], row["f1"]]).all()
    assert (row["recall_low"], row["recall_high"]) == (0, 1)


def test_samples_are_asked_for_the_devices_of_their_codebook():
    both = sample([1], name="t", codebooks="core,supplement", seen="no", kind="human")
    table = validation(pd.concat([sample([1, 0]), both]), instances(1), [WE, ALSO])
    assert table[["sample", "device", "seen", "coding"]].to_numpy().tolist() == [
        *(["s", "we", True, "model-coded"], ["t", "we", False, "human-coded"]),
        ["t", "people", False, "human-coded"],
    ]


def test_metaphors_of_all_sources_are_scored_as_one():
    war, way = device("war", "metaphor"), device("way", "metaphor")
    coded = sample([0, 0, 0]).assign(devices=["war", "way", ""])
    found = pd.concat([instances(1, name="way"), instances(3, name="war")])
    table = validation(coded, found, [war, way]).set_index("device")
    # Sentence 1 is a metaphor, whatever its source; 2 is missed, 3 is none.
    assert table.loc["war", ["support", "found", "both"]].tolist() == [1, 1, 0]
    assert table.loc["metaphor", ["support", "found", "both"]].tolist() == [2, 2, 1]


def test_no_sample_gives_a_table_with_types_that_others_can_stand_below():
    empty = validation(sample([]), instances(), [WE])
    full = validation(sample([1]), instances(1), [WE])
    assert empty.empty
    together = pd.concat([empty, full], ignore_index=True)
    assert together["f1"].dtype == float
    assert together["seen"].dtype == bool
    assert statuses(empty) == {}


@pytest.mark.parametrize(
    ("rows", "status", "f1"),
    [
        # 20 in all samples, and F1 at .6 exactly.
        ([(12, 12, 8), (8, 8, 4)], "validated", 0.6),
        ([(12, 12, 8), (7, 8, 4)], "not validated", 24 / 39),
        ([(12, 12, 8), (8, 8, 3)], "fails", 0.55),
        ([(19, 19, 19)], "not validated", 1.0),
        ([(20, 0, 0)], "fails", 0.0),
        ([(0, 0, 0)], "not validated", np.nan),
    ],
)
def test_a_device_is_validated_by_twenty_sentences_and_f1(rows, status, f1):
    table = pd.DataFrame([scores("we", *row) for row in rows])
    assert statuses(table) == {"we": status}
    assert pooled_f1(table)["we"] == pytest.approx(f1, nan_ok=True)


@pytest.mark.parametrize(
    ("unseen", "f1", "status"),
    [
        # 5 of samples that nothing was tuned on tell, whatever the others flatter.
        ((5, 5, 1), 0.2, "fails"),
        ((5, 5, 5), 1.0, "validated"),
        # 4 do not: 2 * (20 + 1) / (24 + 25).
        ((4, 5, 1), 42 / 49, "validated"),
    ],
)
def test_unseen_samples_tell_f1_where_they_have_five_sentences(unseen, f1, status):
    table = pd.DataFrame([scores("we", 20, 20, 20), scores("we", *unseen, seen=False)])
    assert pooled_f1(table)["we"] == pytest.approx(f1)
    assert statuses(table) == {"we": status}


def test_unseen_samples_are_put_together_and_devices_kept_apart():
    table = pd.DataFrame(
        [
            *(scores("we", 30, 30, 3), scores("people", 30, 30, 27)),
            *(scores("we", 3, 3, 3, seen=False), scores("we", 2, 2, 1, seen=False)),
        ]
    )
    assert pooled_f1(table).to_dict() == pytest.approx({"we": 8 / 10, "people": 0.9})
    assert statuses(table) == {"we": "validated", "people": "validated"}
