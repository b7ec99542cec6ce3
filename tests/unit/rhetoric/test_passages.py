"""Instances are put together by the sentences that they stand in."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import TableError
from chengyan.rhetoric.passages import NEEDED, passages

COLUMNS = list(NEEDED)


def found(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_a_sentence_with_two_instances_is_one_passage():
    told = passages(found((1, "", "a", 3, 0, 2), (2, "x", "a", 3, 5, 7), (3, "", "a", 4, 1, 2)))
    assert [(p.doc_id, p.sentences) for p in told] == [("a", (3,)), ("a", (4,))]
    assert told[0].spans == ((1, 3, 0, 2, ""), (2, 3, 5, 7, "x"))
    assert told[0].marked(3) == [(0, 2), (5, 7)]
    assert [p.forms for p in told] == [["x"], []]


def test_a_run_joins_its_sentences_and_what_else_stands_in_them():
    told = passages(
        found(
            (1, "run", "a", 5, 0, 4),
            (1, "run", "a", 8, 0, 4),
            (2, "", "a", 8, 2, 6),
            (3, "", "a", 6, 0, 1),
            (1, "", "b", 5, 0, 1),
        )
    )
    assert [(p.doc_id, p.sentences) for p in told] == [("a", (5, 8)), ("a", (6,)), ("b", (5,))]
    # What overlaps is one mark.
    assert told[0].marked(8) == [(0, 6)]
    assert told[0].offsets(["甲甲甲甲。", "乙乙乙乙乙乙。"]) == (
        "甲甲甲甲。 … 乙乙乙乙乙乙。",
        {5: 0, 8: 8},
    )


def test_neighbours_stand_without_a_gap():
    told = passages(found((1, "", "a", 1, 0, 1), (1, "", "a", 2, 0, 1)))
    assert told[0].offsets(["甲。", "乙。"]) == ("甲。乙。", {1: 0, 2: 2})


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="column end is missing"):
        passages(found().drop(columns="end"))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9)), max_size=25, unique=True))
def test_each_instance_stands_in_one_passage_and_each_sentence_too(pairs):
    told = passages(found(*((i, "", "a", s, 0, 1) for i, s in pairs)))
    spans = [span[:2] for passage in told for span in passage.spans]
    assert sorted(spans) == sorted(pairs)
    sentences = [sentence for passage in told for sentence in passage.sentences]
    assert len(sentences) == len(set(sentences))
    for instance in {i for i, _ in pairs}:
        assert sum(any(span[0] == instance for span in p.spans) for p in told) == 1
