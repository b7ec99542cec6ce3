"""What texts of the same genre and time do."""

import numpy as np
import pandas as pd
import pytest

from chengyan.rhetoric.baseline import COLUMNS, baselines, fitting


def text(doc_id, date="2021", genre="report", group=""):
    return {"doc_id": doc_id, "group": group, "genre": genre, "date": date}


OWN = [text("own", "2021-09-03", group="甲市")]
FIVE = [text(name, str(2019 + i)) for i, name in enumerate("abcde")]


def test_texts_of_the_same_genre_within_two_years_fit():
    others = [
        *FIVE,
        text("early", "2018-12-31"),
        text("late", "2024"),
        text("speech", genre="speech"),
        text("undated", ""),
        text("misdated", "spring 2021"),
        text("unknown", genre=""),
    ]
    assert fitting(OWN, others) == (list("abcde"), "")


def test_a_text_must_lie_within_two_years_of_every_text_of_the_group():
    own = [text("x", "2020"), text("y", "2022")]
    middle = [text(name, "2020-01" if name in "ace" else "2022") for name in "abcde"]
    assert fitting(own, [*middle, text("f", "2019"), text("g", "2023")]) == (list("abcde"), "")


@pytest.mark.parametrize(
    ("own", "others", "note"),
    [
        (OWN, FIVE[:4], "4 other texts of genre report within 2 years, 5 are needed"),
        (OWN, FIVE[:1], "1 other text of genre report within 2 years, 5 are needed"),
        (OWN, [], "0 other texts of genre report within 2 years, 5 are needed"),
        ([*OWN, text("y", genre="speech")], FIVE, "its texts are not of one known genre"),
        ([text("x", genre="")], FIVE, "its texts are not of one known genre"),
        ([], FIVE, "its texts are not of one known genre"),
        ([*OWN, text("y", "")], FIVE, "a text of it has no date"),
    ],
)
def test_why_there_is_no_baseline(own, others, note):
    assert fitting(own, others) == ([], note)


def shares(**rates):
    return pd.DataFrame(
        [
            {"doc_id": doc_id, "device": device, "rate": rate}
            for device, told in rates.items()
            for doc_id, rate in told.items()
        ]
    )


FIVE_RATES = dict(zip("abcde", [0.3, 0.1, 0.5, 0.2, 0.4], strict=True))


def test_a_baseline_is_the_middle_nine_tenths_of_the_other_texts():
    table = pd.DataFrame({"group": "甲市", "device": ["we", "people"], "rate": [0.9, 0.9]})
    told = shares(we={"own": 0.9, **FIVE_RATES}, people={"own": 0.9, **dict.fromkeys("abcde", 0)})
    found = baselines(table, told, [*OWN, *FIVE])
    assert list(found.columns) == ["group", "device", "rate", *COLUMNS]
    # Of .1 to .5 in steps of .1, a fifth of a step from the ends.
    assert found.iloc[0, 3:6].tolist() == pytest.approx([0.12, 0.3, 0.48])
    assert found.iloc[1, 3:6].tolist() == [0, 0, 0]
    assert found["baseline_texts"].tolist() == [5, 5]
    assert found["baseline_note"].tolist() == ["", ""]


def test_a_group_is_not_seen_against_its_own_texts():
    own = [row | {"group": "甲市"} for row in FIVE]
    table = pd.DataFrame({"group": ["甲市"], "device": ["we"]})
    (row,) = baselines(table, shares(we=FIVE_RATES), own).to_dict("records")
    assert row["baseline_texts"] == 0
    assert np.isnan([row["baseline_low"], row["baseline_median"], row["baseline_high"]]).all()
    assert row["baseline_note"] == "0 other texts of genre report within 2 years, 5 are needed"


def test_texts_of_other_groups_and_of_a_reference_count_alike():
    table = pd.DataFrame({"group": ["甲市", "乙市"], "device": ["we", "we"]})
    documents = [*OWN, FIVE[0] | {"group": "乙市"}, *FIVE[1:]]
    found = baselines(table, shares(we={"own": 0.9, **FIVE_RATES}), documents)
    # 乙市's text of 2019 has but 2020, 2021 and that of 甲市 within two years.
    assert found["baseline_texts"].tolist() == [5, 0]
    assert found["baseline_note"].tolist()[1].startswith("3 other texts of genre report")


def test_rates_of_texts_that_are_not_known_are_no_texts():
    table = pd.DataFrame({"group": ["甲市"], "device": ["we"]})
    (row,) = baselines(table, shares(we={"a": 0.1, "b": np.nan}), [*OWN, *FIVE]).to_dict("records")
    assert row["baseline_texts"] == 0
    assert np.isnan(row["baseline_low"])
    assert row["baseline_note"] == "1 other text with sentences, 5 are needed"
