"""Scores made on texts that are not given on."""

import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.rhetoric.scores import LEXICON, digest_of_lexicon, holding
from chengyan.rhetoric.validation import COLUMNS
from chengyan.tables import write_table


def score(**given):
    numbers = dict.fromkeys(COLUMNS, 0.5)
    named = {"sample": "test", "coding": "model-coded", "seen": False, "device": "we"}
    return {**numbers, **named, LEXICON: "abc", **given}


def test_the_digest_names_what_the_word_lists_hold_in_their_order(tmp_path):
    one, two = tmp_path / "one.tsv", tmp_path / "two.tsv"
    one.write_bytes(b"a")
    two.write_bytes(b"b")
    digest = digest_of_lexicon([one, two])
    assert len(digest) == 16
    assert digest == digest_of_lexicon([str(one), str(two)])
    assert digest != digest_of_lexicon([two, one])
    # What stands in one file and what in the other is told apart.
    one.write_bytes(b"ab")
    two.write_bytes(b"")
    assert digest != digest_of_lexicon([one, two])


def test_scores_hold_as_long_as_their_word_lists_stand(tmp_path):
    path = tmp_path / "scores.csv"
    rows = [score(), score(device="people", seen=True), score(device="idiom", lexicon="old")]
    write_table(pd.DataFrame(rows), path)
    table = holding(path, "abc")
    assert list(table.columns) == list(COLUMNS)
    assert table["device"].tolist() == ["we", "people"]
    assert table["seen"].tolist() == [False, True]
    assert table["seen"].dtype == bool
    assert holding(path, "new").empty


@pytest.mark.parametrize("name", [LEXICON, "support"])
def test_a_column_that_is_missing_is_named(tmp_path, name):
    path = tmp_path / "scores.csv"
    write_table(pd.DataFrame([score()]).drop(columns=name), path)
    with pytest.raises(TableError, match=f"column {name} is missing"):
        holding(path, "abc")
