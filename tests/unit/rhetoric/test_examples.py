"""Examples are chosen by the rule that the docstring states."""

import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.rhetoric.examples import examples

PROSE = "我们要把这一件事情真正办成办好办实。"  # 17 Han characters
HALF = "我们我们我们我们要把这一件事情办好。"  # 17 Han characters, eight of them 我们
LONG = "我们" * 41 + "。"
SHORT = "我们我们。"


def sentences(*told):
    """Sentences of 甲城 in one text, each with its kind."""
    rows = [("d", "甲城", i, i, kind, 10 * i, text) for i, (kind, text) in enumerate(told, start=1)]
    columns = ["doc_id", "group", "paragraph", "sentence", "kind", "source_line", "text"]
    return pd.DataFrame(rows, columns=columns)


def instances(*rows):
    columns = ["device", "instance", "form", "sentence", "start", "end"]
    return pd.DataFrame(rows, columns=columns).assign(group="甲城", doc_id="d")


def table(**status):
    rows = [("甲城", name, name, name.title(), told) for name, told in status.items()]
    return pd.DataFrame(rows, columns=["group", "device", "zh", "en", "status"])


def every_we(sentence, text, device="we", first=1):
    starts = [i for i in range(len(text)) if text.startswith("我们", i)]
    return [(device, first + n, "", sentence, i, i + 2) for n, i in enumerate(starts)]


def test_prose_of_middling_length_that_the_device_fills_most_goes_first():
    texts = [("body", SHORT), ("heading", HALF), ("body", LONG), ("body", PROSE), ("body", HALF)]
    found = [
        row for i, (_, text) in enumerate(texts, 1) for row in every_we(i, text, first=100 * i)
    ]
    told = examples(table(we="validated"), instances(*found), sentences(*texts), ["甲城"])
    # Then those that do not fit, by what the device fills: 82 of 83, 4 of 5, 8 of 18 characters.
    assert told["sentence"].tolist() == [5, 4, 3]
    assert told["rank"].tolist() == [1, 2, 3]
    assert told["source_line"].tolist() == [50, 40, 30]
    assert told.loc[0, ["start", "end", "words", "text"]].tolist() == [0, 2, "我们", HALF]


def test_a_sentence_is_not_the_example_of_two_devices_where_there_is_another():
    texts = [("body", HALF), ("body", PROSE)]
    found = [
        *every_we(1, HALF), *every_we(2, PROSE, first=9),
        *every_we(1, HALF, "twin"), *every_we(2, PROSE, "twin", first=9),
        *every_we(1, HALF, "lone"),
    ]  # fmt: skip
    told = examples(
        table(we="validated", twin="not validated", lone="validated"),
        instances(*found), sentences(*texts), ["甲城"],
    )  # fmt: skip
    chosen = {name: own["sentence"].tolist() for name, own in told.groupby("device")}
    assert chosen == {"we": [1, 2], "twin": [2, 1], "lone": [1]}
    assert told["status"].tolist() == ["validated"] * 2 + ["not validated"] * 2 + ["validated"]


def test_equal_ones_go_by_their_place_and_the_longest_instance_is_told():
    texts = [("body", PROSE)] * 2
    found = [("x", 1, "a", 2, 0, 3), ("x", 2, "", 1, 0, 1), ("x", 3, "b", 1, 4, 6)]
    told = examples(table(x="validated"), instances(*found), sentences(*texts), ["甲城"])
    assert told["sentence"].tolist() == [1, 2]
    assert told.loc[0, ["form", "start", "end", "words"]].tolist() == ["b", 4, 6, PROSE[4:6]]


def test_the_sentences_of_a_run_are_joined():
    texts = [("body", "要把第一件事办好。"), ("body", "要把第二件事办好。"), ("body", PROSE)]
    found = [("x", 1, "run", 1, 0, 8), ("x", 1, "run", 2, 0, 8)]
    told = examples(table(x="validated"), instances(*found), sentences(*texts), ["甲城"])
    row = told.iloc[0]
    assert (row["sentence"], row["last_sentence"], row["form"]) == (1, 2, "run")
    assert row["text"] == "要把第一件事办好。要把第二件事办好。"
    assert row["words"] == row["text"][row["start"] : row["end"]] == row["text"][:-1]


def test_a_device_that_fails_or_has_no_instance_has_no_example():
    found = instances(*every_we(1, HALF), *every_we(1, HALF, "bad"))
    told = examples(
        table(we="validated", bad="fails", none="validated"), found, sentences(("body", HALF)),
        ["甲城", "乙城"],
    )  # fmt: skip
    assert told["device"].tolist() == ["we"]


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="sentences: column kind is missing"):
        examples(
            table(we="validated"), instances(), sentences().drop(columns="kind"), ["甲城"]
        )  # fmt: skip
