"""Lengths of sentences, clauses and words: as counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import DesignError, TableError
from chengyan.parts_of_speech import frequent_words
from chengyan.prose import COLUMNS, clause_length, clauses, prose_table, sentence_length

ROW = {"office": "市长", "genre": "report", "date": "2021"}


def test_sentences_are_as_long_as_their_han_characters():
    assert sentence_length(["我们要加快发展。", "增长8.5%，GDP达到1000亿元！"]) == (7 + 6) / 2
    assert sentence_length(["我们。", "2021", "……"]) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("要坚持、要奋斗，要干；是：三条。", ["要坚持、要奋斗", "要干", "是", "三条"]),
        ("他说：“快！再快！”大家都笑。", ["他说", "“快", "再快", "”大家都笑"]),
        ("从8:30到10:00，一直开会。", ["从8:30到10:00", "一直开会"]),
        ("增长12,000亿元,好", ["增长12,000亿元", "好"]),
        ("目标——共同富裕——不变。", ["目标", "共同富裕", "不变"]),
        ("，，。", []),
    ],
)  # fmt: skip
def test_clauses_stand_between_pauses(text, parts):
    assert clauses([text]) == parts


def test_clause_length_is_a_mean_over_clauses():
    assert clause_length(["我们要干，快干。", "干。"]) == (4 + 2 + 1) / 3


@given(st.lists(st.text("我要，；：、。！a1", max_size=30), max_size=8))
def test_clauses_lose_no_han_character(texts):
    han = [character for text in texts for character in text if character in "我要"]
    kept = [character for clause in clauses(texts) for character in clause if character in "我要"]
    assert kept == han
    if han:
        assert 1 <= clause_length(texts) <= sentence_length(texts)


def test_nothing_to_measure_is_said():
    for measure in (sentence_length, clause_length):
        with pytest.raises(DesignError, match="none holds a Han character"):
            measure(["2021", ""])


def test_frequent_words_are_nested_and_of_the_dictionary():
    few, many = frequent_words(50), frequent_words(500)
    assert {"的", "是", "我"} <= few < many
    assert (len(few), len(many)) == (50, 500)


SENTENCES = {
    "甲": ["我们要加快发展。", "好。", "坚定不移，抓好落实，久久为功。"],
    "乙": ["要干。"],
}


def frames(texts=SENTENCES, kind="body"):
    """Sentences, one a paragraph, and tokens of one character but for the four-character ones."""
    sentences = pd.DataFrame(
        [
            {"doc_id": group, "group": group, "paragraph": n, "kind": kind, "text": text}
            for group, own in texts.items()
            for n, text in enumerate(own, start=1)
        ]
    )
    tokens = sentences.assign(
        token=[[*text.replace("坚定不移", "")] for text in sentences["text"]], pieces=""
    ).explode("token")
    idiom = sentences[sentences["text"].str.contains("坚定不移")]
    idiom = idiom.assign(pieces="坚定不移;抓好")
    idiom["token"] = ["坚定不移抓好"]
    return sentences, pd.concat([tokens, idiom], ignore_index=True).drop(columns="text")


def made(sentences, tokens, **changes):
    rows = [{"group": group, "city": group, **ROW} for group in ("甲", "乙")]
    options = {"kinds": ["heading", "body"], "common": {"我", "们", "要", "好"}}
    options |= {"long_sentence": 6, "compare": "city"} | changes
    return prose_table(sentences, tokens, rows, **options)


def test_measures_are_those_counted_by_hand():
    table = made(*frames())
    assert list(table.columns) == COLUMNS
    values = table.set_index(["group", "measure"])
    own = values.loc["甲", "value"].to_dict()
    # Sentences of 7, 1 and 12 Han characters; clauses of 7, 1, 4, 4 and 4.
    assert own["sentence_length"] == pytest.approx(20 / 3)
    assert own["sentence_length_median"] == 7
    assert own["sentence_length_p10"] == pytest.approx(np.quantile([1, 7, 12], 0.1))
    assert own["long_sentences"] == pytest.approx(2 / 3)
    assert own["clause_length"] == pytest.approx(4)
    assert own["clauses_per_sentence"] == pytest.approx(5 / 3)
    # 16 words of one character, 坚定不移 and 抓好, which the lexicon had joined.
    assert own["word_length"] == pytest.approx((16 + 4 + 2) / 18)
    assert own["four_character_words"] == pytest.approx(1 / 18)
    assert own["rare_words"] == pytest.approx((18 - 5) / 18)
    cases = values.loc["甲", "cases"]
    assert (cases["sentence_length"], cases["clause_length"], cases["word_length"]) == (3, 5, 18)
    assert table["ci_low"].isna().all()


def test_ranges_are_those_of_leaving_out_each_paragraph():
    row = made(*frames()).set_index(["group", "measure"])
    mean = row.loc[("甲", "sentence_length")]
    assert [mean["loo_low"], mean["loo_high"]] == [(7 + 1) / 2, (7 + 12) / 2]
    median = row.loc[("甲", "sentence_length_median")]
    assert [median["loo_low"], median["loo_high"]] == [4, 9.5]
    clause = row.loc[("甲", "clause_length")]
    assert [clause["loo_low"], clause["loo_high"]] == pytest.approx([13 / 4, 19 / 4])
    # Of one sentence nothing is left.
    alone = row.loc["乙"]
    assert alone["loo_low"].isna().all()
    assert set(alone["left_out"]) == {"paragraph"}


def test_of_several_texts_a_text_is_left_out():
    sentences, tokens = frames({"甲": ["要干。", "我们要干好。", "好。"], "乙": ["要干。"]})
    sentences.loc[2, "doc_id"] = "丙"
    tokens.loc[(tokens["group"] == "甲") & (tokens["paragraph"] == 3), "doc_id"] = "丙"
    row = made(sentences, tokens).set_index(["group", "measure"]).loc[("甲", "sentence_length")]
    assert row["left_out"] == "text"
    assert [row["loo_low"], row["loo_high"]] == [1, 3.5]


def test_headings_are_no_sentences():
    sentences, tokens = frames()
    heads, head_tokens = frames(kind="heading")
    table = made(
        pd.concat([sentences, heads], ignore_index=True),
        pd.concat([tokens, head_tokens], ignore_index=True),
    )
    pd.testing.assert_frame_equal(table, made(*frames()))


def test_a_group_without_sentences_has_empty_values():
    sentences, tokens = frames()
    sentences.loc[sentences["group"] == "乙", "kind"] = "heading"
    tokens.loc[tokens["group"] == "乙", "kind"] = "heading"
    table = made(sentences, tokens)
    lacking = table[table["group"] == "乙"]
    assert lacking["value"].isna().all()
    assert (lacking["cases"] == 0).all()


def test_a_missing_column_is_named():
    sentences, tokens = frames()
    with pytest.raises(TableError, match=r"tokens: column pieces is missing"):
        made(sentences, tokens.drop(columns="pieces"))
