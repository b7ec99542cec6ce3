"""The table of rates with status, baseline and contrast."""

import pandas as pd
import pytest

from chengyan.rhetoric.baseline import COLUMNS as OF_BASELINE
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.measure import rhetoric_table
from chengyan.rhetoric.rates import COLUMNS as OF_RATES
from chengyan.rhetoric.validation import COLUMNS as OF_VALIDATION

DEVICES = [
    Device(name, name, name, "person", "core", "patterns", "d", "c", "", "")
    for name in ("we", "people", "idiom")
]
CONTRAST = {"compare": "city", "min_texts": 1}
COLUMNS = [
    *OF_RATES, "status", "f1", "support", *OF_BASELINE, "contrast", "confounds",
]  # fmt: skip


def document(doc_id, group, **given):
    row = {"doc_id": doc_id, "group": group, "city": group, "genre": "report", "office": "party"}
    return row | {"date": "2021"} | given


DOCUMENTS = [document("a", "甲市"), document("b", "乙市", genre="speech")]


def scores(device, support, found, both):
    row = {**dict.fromkeys(OF_VALIDATION, 0.5), "sample": "s", "coding": "model-coded"}
    return row | {"seen": True, "device": device, "support": support, "found": found, "both": both}


VALIDATED = pd.DataFrame([scores("we", 20, 20, 18), scores("people", 20, 20, 8)])


def instances(**texts):
    """Sentences with 我们 by text."""
    rows = [
        {"device": "we", "instance": number, "doc_id": doc_id, "sentence": sentence}
        for doc_id, sentences in texts.items()
        for number, sentence in enumerate(sentences, start=1)
    ]
    columns = ["device", "instance", "doc_id", "sentence"]
    return pd.DataFrame(rows, columns=columns).assign(members=1)


@pytest.fixture
def texts(sentences_of):
    """Four sentences of each of two texts."""
    return pd.concat(
        [sentences_of(*"子丑寅卯"), sentences_of(*"辰巳午未", doc_id="b", group="乙市")],
        ignore_index=True,
    )


def table_of(texts, *, validated=VALIDATED, documents=DOCUMENTS, **options):
    found = instances(a=[1], b=[1, 2, 3])
    return rhetoric_table(
        found, texts, DEVICES, validated, documents, ["甲市", "乙市"], CONTRAST, **options
    )


def reference(sentences_of, rates):
    """Texts of four sentences, so many of which have 我们."""
    sentences = pd.concat(
        [sentences_of(*"申酉戌亥", doc_id=name, group=name) for name in rates], ignore_index=True
    )
    found = instances(**{name: range(1, number + 1) for name, number in rates.items()})
    return found, sentences, [document(name, name) for name in rates]


def test_rates_come_with_what_is_known_of_them(texts):
    table = table_of(texts)
    assert list(table.columns) == COLUMNS
    assert table["rate"].tolist() == [1 / 4, 0, 0, 3 / 4, 0, 0]
    own = table.iloc[:3]
    assert own["status"].tolist() == ["validated", "fails", "not validated"]
    assert own["f1"].tolist() == pytest.approx([0.9, 0.4, float("nan")], nan_ok=True)
    assert own["support"].tolist() == [20, 20, 0]
    assert set(table["contrast"]) == {"unmatched"}
    assert set(table["confounds"]) == {"genre"}
    assert table["baseline_note"].unique().tolist() == [
        "0 other texts of genre report within 2 years, 5 are needed",
        "0 other texts of genre speech within 2 years, 5 are needed",
    ]


def test_where_nothing_is_coded_nothing_is_validated(texts):
    table = table_of(texts, validated=VALIDATED.iloc[:0])
    assert (table["status"] == "not validated").all()
    assert table["f1"].isna().all()
    assert (table["support"] == 0).all()


def test_alike_texts_make_a_matched_contrast(texts):
    documents = [document("a", "甲市"), document("b", "乙市", date="2022")]
    table = table_of(texts, documents=documents)
    assert set(table["contrast"]) == {"matched"}
    assert set(table["confounds"]) == {""}


def test_a_reference_gives_a_baseline_and_no_rows(texts, sentences_of):
    rates = dict(zip("vwxyz", range(5), strict=True))
    table = table_of(texts, reference=reference(sentences_of, rates))
    we = table[table["device"] == "we"].set_index("group")
    # Rates 0, .25, .5, .75, 1: a fifth of a step from the ends.
    assert we.loc["甲市", list(OF_BASELINE)].tolist() == [
        *(pytest.approx(0.05), 0.5, pytest.approx(0.95), 5, "")
    ]
    assert we.loc["乙市", "baseline_texts"] == 0
    assert we.loc["乙市", "baseline_note"].startswith("0 other texts of genre speech")
    assert table["group"].unique().tolist() == ["甲市", "乙市"]
    assert table["rate"].tolist() == table_of(texts)["rate"].tolist()


def test_a_text_that_the_reference_holds_too_is_that_of_the_corpus(texts, sentences_of):
    rates = {"a": 4, **dict(zip("vwxyz", range(5), strict=True))}
    table = table_of(texts, reference=reference(sentences_of, rates))
    we = table[table["device"] == "we"].set_index("group")
    assert we.loc["甲市", ["baseline_texts", "baseline_median"]].tolist() == [5, 0.5]
    assert we.loc["甲市", "rate"] == 1 / 4


def test_kinds_that_count_can_be_chosen(texts):
    texts.loc[0, "kind"] = "heading"
    table = table_of(texts, kinds=["body"])
    assert table.loc[0, ["sentences", "positives"]].tolist() == [3, 0]
