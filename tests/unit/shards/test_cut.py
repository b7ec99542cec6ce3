"""Cutting: each text has its own size, and none loses a Han character unseen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.clean import clean, keeps_everything
from chengyan.errors import TextError
from chengyan.han import count_han, has_han, is_worded
from chengyan.shards import cut
from chengyan.shards.texts import Text

KINDS = ("heading", "body")
LINES = [
    "",
    "各位代表：",
    "一、过去一年",
    "改革开放取得了新的成就，增长5.5%。人民生活得到改善！",
    "⼯作⽤⼒，\U00020000字\u200b。",
    "abc 123",
    "下载 打印",
    "责任编辑：王某",
    "——",
]


def numbered(raws):
    return [Text(f"text {i}", "甲", raw) for i, raw in enumerate(raws)]


def test_the_table_of_han_characters_holds_them_all():
    expected = [code for code in range(0x110000) if has_han(chr(code))]
    assert np.flatnonzero(cut._is_han()).tolist() == expected


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(LINES), max_size=6).map("\n".join), max_size=5))
def test_sizes_are_those_of_each_text(segmenter, raws):
    found = cut.cut_texts(numbered(raws), segmenter, KINDS)
    words = found.tokens["token"].to_pylist()
    owners = found.owner[found.sentence]
    for i, row in enumerate(found.documents.to_dict("records")):
        paragraphs, sentences = clean(raws[i])
        analysed = [sentence for sentence in sentences if sentence.kind in KINDS]
        places = [
            place
            for place in np.flatnonzero(owners == i)
            if found.sentences[found.sentence[place]].kind in KINDS and is_worded(words[place])
        ]
        assert row == {
            "doc_id": f"text {i}",
            "group": "甲",
            "han_chars": sum(count_han(sentence.text) for sentence in sentences),
            "analysed_han_chars": sum(count_han(sentence.text) for sentence in analysed),
            "tokens": len(places),
            "types": len({words[place] for place in places}),
            "paragraphs": sum(paragraph.kind == "body" for paragraph in paragraphs),
            "sentences": len(analysed),
        }


@pytest.mark.parametrize("furniture", ["", "责任编辑：王某\n"])
def test_a_lost_character_is_one_message(segmenter, monkeypatch, furniture):
    def losing(layout, **_):
        paragraphs, sentences = honest(layout)
        if "失" not in layout.normalised:
            return paragraphs, sentences
        return (
            [each._replace(text=each.text.replace("失", "")) for each in paragraphs],
            [each._replace(text=each.text.replace("失", "")) for each in sentences],
        )

    honest = cut.clean_layout
    monkeypatch.setattr(cut, "clean_layout", losing)
    texts = numbered([LINES[3], f"{furniture}得而复失，失而复得。", LINES[4]])
    with pytest.raises(TextError, match=r"text 1.*loses a Han character"):
        cut.cut_texts(texts, segmenter, KINDS)


def test_furniture_inside_a_sentence_is_no_loss(segmenter):
    raw = f"{LINES[3]}\n得而\n责任编辑：王某\n复失，失而复得。"
    paragraphs, _ = clean(raw)
    assert any(paragraph.kind == "furniture" for paragraph in paragraphs)
    assert keeps_everything(raw, paragraphs)
    assert len(cut.cut_texts(numbered([raw]), segmenter, KINDS).documents) == 1
