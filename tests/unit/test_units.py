"""Units of about one length, by hand and whatever the paragraphs are."""

from itertools import groupby, pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import ConfigError
from chengyan.units import even_units, opened_paragraph


def tokens(*paragraphs):
    """Tokens of (doc_id, kind, lengths of sentences); sentences count through a text."""
    rows, paragraph, sentence = [], {}, {}
    for doc_id, kind, lengths in paragraphs:
        paragraph[doc_id] = paragraph.get(doc_id, 0) + 1
        for length in lengths:
            sentence[doc_id] = sentence.get(doc_id, 0) + 1
            rows += [(doc_id, paragraph[doc_id], sentence[doc_id], kind)] * length
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "sentence", "kind"])


def units_of(table, shortest, longest, counted=None):
    """The sentences of each unit, as doc_id and number."""
    counted = pd.Series(True, table.index) if counted is None else counted
    units = even_units(table, counted, shortest=shortest, longest=longest)
    keys = table.assign(unit=units).drop_duplicates(["doc_id", "sentence"])
    names = keys["doc_id"] + keys["sentence"].astype(str)
    return [" ".join(part) for _, part in names.groupby(keys["unit"])]


def body(doc_id, *lengths):
    return (doc_id, "body", lengths)


@pytest.mark.parametrize(
    ("paragraphs", "units"),
    [
        # None too short, none too long: units are paragraphs.
        ([body("a", 3, 3), body("a", 5), body("b", 4)], ["a1 a2", "a3", "b1"]),
        # 14 of at most 10: two parts, cut where the half is nearest.
        ([body("a", 4, 4, 3, 3)], ["a1 a2", "a3 a4"]),
        ([body("a", 2, 3, 9)], ["a1 a2", "a3"]),
        # 21: three parts.
        ([body("a", 7, 7, 7)], ["a1", "a2", "a3"]),
        # A sentence is never split.
        ([body("a", 30)], ["a1"]),
        ([body("a", 30, 2)], ["a1", "a2"]),
        # Short ones go with the next, the last with the one before.
        ([body("a", 2), body("a", 6)], ["a1 a2"]),
        ([body("a", 6), body("a", 2)], ["a1 a2"]),
        ([body("a", 2), body("a", 2), body("a", 6)], ["a1 a2", "a3"]),
        ([body("a", 6), body("a", 2), body("a", 7)], ["a1", "a2 a3"]),
        # Not where both were longer than longest and shortest together.
        ([body("a", 2), body("a", 30)], ["a1", "a2"]),
        ([body("a", 30), body("a", 2)], ["a1", "a2"]),
        # Nor across texts.
        ([body("a", 2), body("b", 2), body("b", 6)], ["a1", "b1 b2"]),
    ],
)
def test_units_by_hand(paragraphs, units):
    assert units_of(tokens(*paragraphs), 4, 10) == units


def test_what_is_not_counted_has_no_length():
    table = tokens(body("a", 9, 9), body("a", 6))
    counted = pd.Series([True] * 3 + [False] * 15 + [True] * 6)
    assert units_of(table, 4, 10, counted) == ["a1 a2 a3"]
    assert units_of(table, 0, 10, counted) == ["a1 a2", "a3"]
    assert units_of(table, 4, 10, ~counted) == ["a1", "a2 a3"]
    assert units_of(table, 4, 10, counted & False) == ["a1 a2 a3"]


def test_a_lone_heading_goes_with_what_it_opens():
    table = tokens(
        ("a", "heading", [1]), body("a", 6, 6), ("a", "heading", [1]), ("b", "heading", [1]),
        ("b", "heading", [1]), body("b", 5),
    )  # fmt: skip
    assert units_of(table, 0, 10) == ["a1 a2", "a3", "a4", "b1 b2 b3"]
    assert opened_paragraph(table).drop_duplicates().tolist() == [2, 3]


def test_the_index_is_kept():
    table = tokens(body("a", 5, 9), body("b", 5)).set_index(pd.RangeIndex(7, 26))
    units = even_units(table, pd.Series(True, table.index), shortest=0, longest=10)
    assert units.index.equals(table.index)
    assert units.tolist() == [0] * 5 + [1] * 9 + [2] * 5


texts = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["heading", "body"]),
        st.lists(st.integers(1, 12), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=10,
).map(lambda rows: tokens(*sorted(rows, key=lambda row: row[0])))


@given(texts, st.integers(0, 8), st.integers(8, 20))
def test_units_are_runs_of_whole_sentences_of_one_text(table, shortest, longest):
    units = even_units(table, pd.Series(True, table.index), shortest=shortest, longest=longest)
    # Neighbours, counted from 0 without a gap.
    assert [unit for unit, _ in groupby(units)] == list(range(units.max() + 1))
    keys = table.assign(unit=units)
    assert keys.groupby("unit")["doc_id"].nunique().eq(1).all()
    assert keys.groupby(["doc_id", "sentence"])["unit"].nunique().eq(1).all()


@given(texts)
def test_without_bounds_units_are_paragraphs(table):
    units = even_units(table, pd.Series(True, table.index), shortest=0, longest=10**6)
    keys = table["doc_id"] + opened_paragraph(table).astype(str)
    assert units.tolist() == pd.factorize(keys)[0].tolist()


@given(texts, st.integers(1, 8), st.integers(8, 20))
def test_no_short_unit_has_room_beside_it(table, shortest, longest):
    units = even_units(table, pd.Series(True, table.index), shortest=shortest, longest=longest)
    sizes = (
        table.assign(unit=units)
        .groupby("unit")
        .agg(doc_id=("doc_id", "first"), n=("doc_id", "size"))
    )
    for _, text in sizes.groupby("doc_id"):
        lengths = text["n"].tolist()
        for before, after in pairwise(lengths):
            assert before >= shortest or before + after > longest + shortest
        if len(lengths) > 1 and lengths[-1] < shortest:
            assert sum(lengths[-2:]) > longest + shortest


def test_a_unit_cannot_be_longer_at_least_than_at_most():
    table = pd.DataFrame({"doc_id": ["a"], "paragraph": 1, "sentence": 1, "kind": "body"})
    with pytest.raises(ConfigError, match=r"`topics.unit`: its shortest, 50, is more than .* 20"):
        even_units(table, pd.Series([True]), shortest=50, longest=20)
