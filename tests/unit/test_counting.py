"""Counts by paragraph, by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.counting import (
    count_terms,
    countable,
    from_word_lists,
    in_place_order,
    nested_counts,
    word_lists,
)
from chengyan.errors import DesignError
from chengyan.matrix import from_table, to_table
from chengyan.tables import read_table, write_table

KINDS = ("heading", "body")


def tokens(*paragraphs):
    """Tokens of (doc_id, group, kind, text) in order; paragraphs count from 1 in each document."""
    rows, number = [], {}
    for doc_id, group, kind, text in paragraphs:
        number[doc_id] = number.get(doc_id, 0) + 1
        rows += [(doc_id, group, number[doc_id], kind, token) for token in text.split()]
    return pd.DataFrame(rows, columns=["doc_id", "group", "paragraph", "kind", "token"])


TOKENS = tokens(
    ("a", "甲", "title", "报告"),
    ("a", "甲", "heading", "一 、 发展"),
    ("a", "甲", "body", "国 发展 ， 的 2021 GDP 国 。"),
    ("a", "甲", "body", "民 的 37.49%"),
    ("b", "乙", "body", "， 2021"),
    ("b", "乙", "body", "民 民"),
    ("b", "乙", "heading", "结语"),
)


def test_counts_by_hand():
    matrix = count_terms(TOKENS, KINDS, ["的"])
    assert matrix.units.to_numpy().tolist() == [
        [0, "a", "甲", 3],  # with the heading above it
        [1, "a", "甲", 4],
        [2, "b", "乙", 2],
        [3, "b", "乙", 3],  # a heading that opens nothing
    ]
    assert matrix.terms.tolist() == sorted(["GDP", "一", "发展", "国", "民", "结语"])
    counts = {
        (int(paragraph), term): int(count)
        for paragraph, row in zip(matrix.units["paragraph"], matrix.counts.toarray(), strict=True)
        for term, count in zip(matrix.terms, row, strict=True)
        if count and paragraph != 3
    }
    assert counts == {(4, "民"): 1, (2, "民"): 2}
    assert dict(zip(matrix.terms, matrix.counts.toarray()[0], strict=True)) == {
        "GDP": 1,
        "一": 1,
        "发展": 2,
        "国": 2,
        "民": 0,
        "结语": 0,
    }


@pytest.mark.parametrize(
    ("token", "counts"),
    [
        ("国", True),
        ("〇", True),
        ("\U0002ebf0", True),
        ("GDP", True),
        ("2021", False),
        ("37.49%", False),
        ("，", False),
        (" ", False),
        ("_", False),
        ("的", False),
        ("３", False),
    ],
)
def test_countable(token, counts):
    assert countable(tokens(("a", "甲", "body", "")), KINDS, []).empty
    table = pd.DataFrame({"kind": ["body", "title"], "token": token})
    assert countable(table, KINDS, ["的"]).tolist() == [counts, False]


def test_headings_open_counted_paragraphs_only():
    table = tokens(
        ("a", "甲", "heading", "一 回顾"),
        ("a", "甲", "salutation", "同志们"),
        ("a", "甲", "body", "人民"),
    )
    assert count_terms(table, KINDS, []).units["paragraph"].tolist() == [3]
    assert count_terms(table, ["heading"], []).units["paragraph"].tolist() == [1]
    assert count_terms(table, ["body"], []).units["paragraph"].tolist() == [3]


def test_a_run_in_heading_counts_with_its_own_paragraph():
    table = tokens(("a", "甲", "heading", "一是"), ("a", "甲", "body", "人民"))
    table["paragraph"] = 1
    assert count_terms(table, KINDS, []).units["paragraph"].tolist() == [1]


def test_headings_do_not_open_paragraphs_of_another_text():
    table = tokens(
        ("a", "甲", "heading", "结语"), ("b", "甲", "title", "题"), ("b", "甲", "body", "人民")
    )
    assert count_terms(table, KINDS, []).units[["doc_id", "paragraph"]].to_numpy().tolist() == [
        ["a", 1],
        ["b", 2],
    ]


def test_terms_are_dropped_and_units_stay():
    matrix = count_terms(TOKENS, KINDS, ["的"])
    left = matrix.without(lambda term: term in {"民", "国"})
    assert left.terms.tolist() == [term for term in matrix.terms if term not in {"民", "国"}]
    assert left.counts.sum(axis=1).ravel().tolist() == [[4, 0, 0, 1]]
    assert left.units is matrix.units
    assert matrix.without(lambda _: True).counts.shape == (4, 0)


def test_by_group():
    table = count_terms(TOKENS, KINDS, ["的"]).by_group()
    assert set(map(tuple, table.to_numpy().tolist())) == {
        ("甲", "GDP", 1),
        ("甲", "一", 1),
        ("甲", "发展", 2),
        ("甲", "国", 2),
        ("甲", "民", 1),
        ("乙", "民", 2),
        ("乙", "结语", 1),
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(["heading", "body", "title"]),
            st.lists(st.sampled_from("国民的aZ"), min_size=1, max_size=5).map(" ".join),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_tables_hold_the_whole_matrix(paragraphs):
    table = tokens(*((doc, doc.upper(), kind, text) for doc, kind, text in paragraphs))
    kept = table[table["kind"].isin(KINDS) & ~table["token"].isin(["的"])]
    if set(kept["group"]) != set(table["group"]):
        with pytest.raises(DesignError):
            count_terms(table, KINDS, ["的"])
        return
    matrix = count_terms(table, KINDS, ["的"])
    assert matrix.counts.sum() == len(kept)
    back = from_table(to_table(matrix).sample(frac=1, random_state=1))
    np.testing.assert_array_equal(back.counts.toarray(), matrix.counts.toarray())
    assert back.terms.tolist() == matrix.terms.tolist()
    pd.testing.assert_frame_equal(back.units, matrix.units, check_dtype=False)


def test_nothing_to_count():
    with pytest.raises(DesignError, match=r"`analysis.kinds`: leaves no token to count\. Add body"):
        count_terms(TOKENS, ["byline"], [])
    with pytest.raises(DesignError):
        count_terms(TOKENS[TOKENS["doc_id"] == "b"], KINDS, ["民", "结语"])


def test_nested_entries_are_counted_where_they_are_no_tokens():
    tokens = pd.DataFrame(
        {
            "group": ["甲", "甲", "乙", "乙"],
            "kind": ["body", "body", "body", "title"],
            "token": ["京津冀协同发展", "京津冀城市群", "发展", "京津冀协同发展"],
            "nested": ["京津冀;协同发展", "京津冀", "", "京津冀"],
            "pieces": ["京津冀;协同;发展", "京津冀;城市群", "", "京津冀;协同;发展"],
        }
    )
    found = nested_counts(tokens, ["body"])
    assert found.set_index(["group", "term"])["nested"].to_dict() == {
        ("甲", "京津冀"): 2,
        ("甲", "协同发展"): 1,
        ("甲", "协同"): 1,
        ("甲", "发展"): 1,
        ("甲", "城市群"): 1,
    }
    assert nested_counts(tokens.iloc[2:3], ["body"]).empty


def test_a_group_without_words_is_named():
    tokens = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "group": ["甲", "乙"],
            "paragraph": [1, 1],
            "kind": ["body", "body"],
            "token": ["发展", "的"],
        }
    )
    with pytest.raises(DesignError, match="group 乙: holds no word to count"):
        count_terms(tokens, ["body"], ["的"])


LISTED = TOKENS.assign(sentence=TOKENS["paragraph"] + 10)


def test_word_lists_by_hand():
    table = word_lists(LISTED, KINDS, ["的"], shortest=0, longest=99)
    columns = "unit doc_id group paragraph sentence last_paragraph last_sentence words sentences"
    assert " ".join(table) == columns
    assert table.to_numpy().tolist() == [
        [0, "a", "甲", 2, 12, 3, 13, "一 发展 国 发展 GDP 国".split(), [12] * 2 + [13] * 4],
        [1, "a", "甲", 4, 14, 4, 14, ["民"], [14]],
        [2, "b", "乙", 2, 12, 2, 12, ["民", "民"], [12, 12]],
        [3, "b", "乙", 3, 13, 3, 13, ["结语"], [13]],
    ]


def test_short_units_are_put_together_and_long_ones_split():
    joined = word_lists(LISTED, KINDS, ["的"], shortest=3, longest=10)
    assert joined[["doc_id", "paragraph", "last_paragraph"]].to_numpy().tolist() == [
        ["a", 2, 4],
        ["b", 2, 3],
    ]
    split = word_lists(LISTED, KINDS, ["的"], shortest=0, longest=3)
    assert split["words"].map(len).tolist() == [2, 4, 1, 2, 1]
    assert split["unit"].tolist() == [0, 1, 2, 3, 4]


def test_the_counts_of_word_lists_are_those_of_paragraphs():
    lists = word_lists(LISTED, KINDS, ["的"], shortest=0, longest=99)
    found, expected = from_word_lists(lists), count_terms(TOKENS, KINDS, ["的"])
    assert found.terms.tolist() == expected.terms.tolist()
    np.testing.assert_array_equal(found.counts.toarray(), expected.counts.toarray())
    assert found.units["group"].tolist() == expected.units["group"].tolist()
    assert not {"words", "sentences"} & set(found.units)


def test_word_lists_come_back_from_a_file(tmp_path):
    lists = word_lists(LISTED, KINDS, ["的"], shortest=0, longest=99)
    write_table(lists, tmp_path / "units.parquet")
    back = from_word_lists(read_table(tmp_path / "units.parquet"))
    before = from_word_lists(lists)
    assert back.terms.tolist() == before.terms.tolist()
    assert (back.counts != before.counts).nnz == 0


def test_word_lists_of_nothing():
    with pytest.raises(DesignError, match=r"`analysis\.kinds`: leaves no token to count"):
        word_lists(LISTED, ["byline"], [], shortest=0, longest=99)
    with pytest.raises(DesignError, match="group 乙: holds no word to count"):
        word_lists(LISTED, KINDS, ["民", "结语"], shortest=0, longest=99)


@given(st.permutations(["a", "b", "c"]), st.integers(0, 4), st.integers(3, 9))
def test_place_order_hangs_on_the_texts_alone(order, shortest, longest):
    texts = {name: LISTED[LISTED["doc_id"] == name] for name in "ab"}
    texts["c"] = texts["a"].assign(doc_id="c")
    one, two = (
        in_place_order(
            word_lists(
                pd.concat([texts[name] for name in names]),
                KINDS,
                ["的"],
                shortest=shortest,
                longest=max(shortest, longest),
            )
        )
        for names in ("abc", order)
    )
    pd.testing.assert_frame_equal(one, two)
    assert one["unit"].tolist() == list(range(len(one)))
    assert one["doc_id"].is_monotonic_increasing
