"""Where terms stand: each occurrence found once, in its form and place, and how evenly."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.errors import TableError
from chengyan.lexicon import Entry
from chengyan.positions import COLUMNS, FORMS, positions, spread
from chengyan.segment import Segmenter, token_table

KINDS = ["heading", "body"]


def sentences(*rows):
    """Sentences of texts: doc_id, paragraph, kind, text; the group is the doc_id's first letter."""
    table = pd.DataFrame(rows, columns=["doc_id", "paragraph", "kind", "text"])
    table["group"] = table["doc_id"].str[0]
    table["sentence"] = table.groupby("doc_id").cumcount() + 1
    return table.assign(source_line=10 + table["sentence"])


def tokens(table, *lines):
    """Tokens of these sentences, cut at blanks; the pieces of an entry are set off by |."""
    rows = []
    for place, line in zip(table.itertuples(), lines, strict=True):
        at = 0
        for word in line.split():
            pieces = word.split("|")
            token = "".join(pieces)
            joined = ";".join(pieces) if len(pieces) > 1 else ""
            rows.append((place.doc_id, place.sentence, at, at + len(token), token, joined))
            at += len(token)
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "start", "end", "token", "pieces"])


TEXTS = sentences(
    ("a1", 1, "title", "改革报告"),
    ("a1", 2, "heading", "一、改革"),
    ("a1", 3, "body", "深化改革GDP，改革开放。"),
    ("a1", 4, "body", "人民生活，改善民生。"),
    ("b1", 1, "body", "全面深化改革。"),
)
TOKENS = tokens(
    TEXTS, "改革 报告", "一 、 改革", "深化 改革 GDP ， 改革|开放 。", "人民 生活 ， 改善 民生 。",
    "全面|深化|改革 。",
)  # fmt: skip


def test_occurrences_by_hand():
    table = positions(TEXTS, TOKENS, ["改革", "民生", "深化改革"], KINDS)
    assert list(table) == COLUMNS
    assert table[["term", "doc_id", "sentence", "start", "end", "form"]].to_numpy().tolist() == [
        ["改革", "a1", 2, 2, 4, "token"],
        ["改革", "a1", 3, 2, 4, "token"],
        ["改革", "a1", 3, 8, 10, "nested"],
        ["改革", "b1", 1, 4, 6, "nested"],
        # Not the one in 人民 生活, which the cut runs through.
        ["民生", "a1", 4, 7, 9, "token"],
        ["深化改革", "a1", 3, 0, 4, "phrase"],
        ["深化改革", "b1", 1, 2, 6, "nested"],
    ]
    # Of 3 + 8 + 8 Han characters; the title is not analysed, and GDP is no Han character.
    first = table[table["doc_id"] == "a1"]
    assert first["position"].tolist() == pytest.approx([1 / 19, 5 / 19, 7 / 19, 17 / 19, 3 / 19])
    assert first["source_line"].tolist() == [12, 13, 13, 14, 13]
    assert set(first["group"]) == {"a"}


def test_a_piece_of_an_entry_is_an_edge():
    text = sentences(("a", 1, "body", "重点项目建设项目"), ("a", 1, "body", "全球目建设"))
    cut = tokens(text, "重点|项目 建设 项目", "全球目 建设")
    assert positions(text, cut, ["项目建设"], KINDS)["start"].tolist() == [2]
    # 目建设 begins inside a word on both occasions.
    assert positions(text, cut, ["目建设"], KINDS, missing_ok=True).empty


def test_spread_by_hand():
    found = positions(TEXTS, TOKENS, ["改革", "民生", "乡村"], KINDS, missing_ok=True)
    table = spread(found, TEXTS, ["改革", "民生", "乡村"], KINDS)
    whole = ["term", "doc_id", "count", *FORMS, "paragraphs", "of_paragraphs"]
    assert list(table) == [
        "term", "group", "doc_id", "count", *FORMS, "per_10k_han", "paragraphs", "of_paragraphs",
        "dp_norm",
    ]  # fmt: skip
    assert table[whole].to_numpy().tolist() == [
        ["改革", "a1", 3, 2, 1, 0, 1, 2],  # the heading counts with the paragraph it opens
        ["改革", "b1", 1, 0, 1, 0, 1, 1],
        ["民生", "a1", 1, 1, 0, 0, 1, 2],
        ["民生", "b1", 0, 0, 0, 0, 0, 1],
        ["乡村", "a1", 0, 0, 0, 0, 0, 2],
        ["乡村", "b1", 0, 0, 0, 0, 0, 1],
    ]
    assert table["per_10k_han"].iloc[0] == pytest.approx(1e4 * 3 / 19)
    # Parts of 11 and 8 of 19; all of the term in the larger one, or in the smaller.
    assert table["dp_norm"].iloc[[0, 2]].tolist() == pytest.approx([(8 / 19) / (11 / 19), 1])
    assert table["dp_norm"].iloc[[1, 3, 4, 5]].isna().all()


def test_dispersion_of_griess_corpus():
    """Gries (2008), each word a character: b .024390, i 1, q .975610, x .951220, a .219512."""
    parts = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
    han = str.maketrans("abceghimnpqstuwx", "甲乙丙戊己庚辛壬癸子丑寅卯辰巳午")
    text = sentences(*[("a", n, "body", part.translate(han)) for n, part in enumerate(parts)])
    terms = [letter.translate(han) for letter in "biqxa"]
    cut = tokens(text, *[" ".join(row.text) for row in text.itertuples()])
    table = spread(positions(text, cut, terms, KINDS), text, terms, KINDS)
    expected = [0.024390, 1, 0.975610, 0.951220, 0.219512]
    assert table["dp_norm"].tolist() == pytest.approx(expected, abs=1e-6)


@settings(max_examples=30)
@given(st.lists(st.text("人民生活改", min_size=1, max_size=12), min_size=1, max_size=5))
def test_occurrences_stand_where_they_say_and_in_order(lines):
    text = sentences(*[("a", n, "body", line) for n, line in enumerate(lines)])
    entries = [Entry("人民生活", "formulation", "national", 0)]
    cut = token_table(text, Segmenter("jieba", entries))
    terms = ["民生", "人民", "生"]
    table = positions(text, cut, terms, KINDS, missing_ok=True)
    by_sentence = dict(zip(text["sentence"], text["text"], strict=True))
    for row in table.itertuples():
        assert by_sentence[row.sentence][row.start : row.end] == row.term
        before = "".join(lines[: row.sentence - 1]) + by_sentence[row.sentence][: row.start]
        assert row.position == pytest.approx(len(before) / len("".join(lines)))
    for term in terms:
        own = table[table["term"] == term]
        assert own["position"].is_monotonic_increasing
        assert (own["form"] == "token").sum() == (cut["token"] == term).sum()
        assert len(own) <= "|".join(lines).count(term)
    counted = spread(table, text, terms, KINDS)
    assert counted["count"].tolist() == [int((table["term"] == term).sum()) for term in terms]
    assert counted["dp_norm"].dropna().between(0, 1 + 1e-9).all()


def test_terms_that_no_sentence_holds_are_named_with_the_nearest():
    named = r"terms: no analysed sentence holds 改苹, 乡村. Did you mean 改"
    with pytest.raises(TableError, match=named):
        positions(TEXTS, TOKENS, ["改革", "改苹", "乡村"], KINDS)
    # 报告 stands in the title only.
    with pytest.raises(TableError, match=r"no analysed sentence holds 报告"):
        positions(TEXTS, TOKENS, ["报告"], KINDS)
    empty = positions(TEXTS, TOKENS, ["报告"], KINDS, missing_ok=True)
    assert empty.empty
    assert list(empty) == COLUMNS
    assert (spread(empty, TEXTS, ["报告"], KINDS)["count"] == 0).all()


@pytest.mark.parametrize(
    ("tokens", "terms", "kinds", "message"),
    [
        (TOKENS[:0], ["改革"], KINDS, r"tokens: text .* has none"),
        (TOKENS, ["改革"], ["heding"], r"sentences: none is of the kinds heding"),
        (TOKENS, "改革", KINDS, r"terms: '改革' is no list of different words"),
        (TOKENS, ["改革", ""], KINDS, r"is no list of different words"),
        (TOKENS, ["改革", "改革"], KINDS, r"is no list of different words"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(tokens, terms, kinds, message):
    with pytest.raises(TableError, match=message):
        positions(TEXTS, tokens, terms, kinds)


@pytest.mark.parametrize(("column", "table"), [("source_line", 0), ("pieces", 1)])
def test_a_missing_column_is_named(column, table):
    tables = [TEXTS, TOKENS]
    tables[table] = tables[table].drop(columns=column)
    with pytest.raises(TableError, match=f"column {column} is missing"):
        positions(*tables, ["改革"], KINDS)


def test_a_term_with_marks_of_regular_expressions_is_taken_as_it_is():
    text = sentences(("a", 1, "body", "6+1和666.1"))
    cut = tokens(text, "6+1 和 666 . 1")
    table = positions(text, cut, ["6+1", "6.1"], KINDS, missing_ok=True)
    assert table[["term", "start", "form"]].to_numpy().tolist() == [["6+1", 0, "token"]]
    assert np.isfinite(table["position"]).all()
