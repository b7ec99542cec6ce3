"""Segmentation: every character in a token, two engines alike, the lexicon first."""

import os
import subprocess
import sys

import jieba
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chengyan.corpus import clean_document
from chengyan.errors import EngineError
from chengyan.lexicon import Entry
from chengyan.parts_of_speech import frequent_words
from chengyan.segment import Segmenter, token_table


@pytest.fixture(scope="module")
def plain():
    return Segmenter("jieba")


def entry(term, kind="formulation"):
    return Entry(term, kind, "national", 0)


def covers(tokens, sentence):
    assert "".join(token.text for token in tokens) == sentence
    end = 0
    for token in tokens:
        assert token.start == end
        end = token.end
        assert sentence[token.start : end] == token.text != ""


@pytest.mark.parametrize("city", ["保定", "廊坊", "石家庄"])
def test_engines_agree_on_the_shipped_texts(documents, engines, city):
    for sentence in clean_document(documents[city])[1]:
        tokens = engines["jieba"].tokens(sentence.text)
        covers(tokens, sentence.text)
        assert engines["rjieba"].tokens(sentence.text) == tokens


VOCABULARY = (
    "京津冀协同发展 两个维护 人民 高质量 建设 现代化 品质 生活 之城 研究 生命 的 了 和 就 雄安新区 "
    "长江大桥 结婚 尚未 乒乓球 拍卖 南京市 长春 药店 IC卡 T恤 AA制 卡拉OK "
    "PM2.5 5G A股 GDP 8272.61亿元 "
    "37.49% 2021年 6+1 30·60 C++ c# .NET a-b x_y R&D １２３ ＧＤＰ 百分之八十 二〇二一年 一二三产业"
).split()
STRETCHES = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(
        "._+#&%-0123456789aZé９Ａｚß１。，、：“”‘’（）《》—…·\"' \t\u3000\n\r\u200b😀👨"
    ),
    st.sampled_from("㐀䶵一龥龦鿿豈﨎𠀀\U00031350〇々的国人民不是在有大学生"),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
)
STRINGS = st.lists(STRETCHES, max_size=16).map("".join)


@settings(max_examples=3000)
@given(STRINGS)
@example("A1.5+b_c#&%-d")
@example("\r\n \u3000")
@example("龦龥龦")
@example("风高浪急" + "北" * 15 + "的国际")
@example("后的自自自自说")
@example("鑫说一国垚国垚国垚国垚")
@example("为这" + "中椅时" * 5 + "中")
def test_engines_agree_on_made_up_strings(engines, sentence):
    tokens = engines["jieba"].tokens(sentence)
    covers(tokens, sentence)
    assert engines["rjieba"].tokens(sentence) == tokens
    assert engines["rjieba"].cut_alone(sentence) == engines["jieba"].cut_alone(sentence)


@given(st.lists(STRINGS, max_size=5), st.sets(st.sampled_from(VOCABULARY), max_size=5))
def test_many_sentences_are_cut_like_each_of_them(sentences, terms):
    segmenter = Segmenter("rjieba", map(entry, terms))
    table = segmenter.table(sentences).to_pylist()
    expected = [
        {
            "sentence": number,
            "position": position,
            "start": token.start,
            "end": token.end,
            "token": token.text,
            "pos": token.pos,
            "by": token.by,
            "nested": ";".join(token.nested),
            "pieces": ";".join(token.pieces),
        }
        for number, sentence in enumerate(sentences)
        for position, token in enumerate(segmenter.tokens(sentence), start=1)
    ]
    assert table == expected


@given(st.lists(STRINGS, max_size=5), STRINGS, st.sets(st.sampled_from(VOCABULARY), max_size=5))
def test_texts_that_are_known_are_cut_like_others(texts, other, terms):
    segmenter = Segmenter("rjieba", map(entry, terms))
    cut = segmenter.knowing(texts)
    assert [cut(text) for text in [*texts, other]] == [
        segmenter.tokens(text) for text in [*texts, other]
    ]


NUMBERS = st.sampled_from("5.5% 37.49% 6+1 5 % 1号店 2021 1. .5 5%5 100&3 3-5 1_2 #1 5..5".split())


@settings(max_examples=3000)
@given(st.lists(st.one_of(NUMBERS, st.sampled_from(sorted(frequent_words(20000)))), max_size=8))
def test_engines_agree_around_numbers(engines, parts):
    text = "".join(parts)
    assert engines["rjieba"].cut_alone(text) == engines["jieba"].cut_alone(text)


def test_without_a_lexicon_the_cut_is_jiebas_own(documents, plain):
    reference = jieba.Tokenizer()
    reference.FREQ, reference.total = reference.gen_pfdict(reference.get_dict_file())
    reference.initialized = True
    for sentence in clean_document(documents["廊坊"])[1]:
        assert [t.text for t in plain.tokens(sentence.text)] == reference.lcut(sentence.text)
        assert plain.cut_alone(sentence.text) == reference.lcut(sentence.text)


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        ("做到“两个维护”。", ["做到", "“", "两个维护", "”", "。"]),
        ("京津冀协同发展", ["京津冀协同发展"]),
        ("“11258”总体要求", ["“", "11258", "”", "总体", "要求"]),
        ("国之大者", ["国之大者"]),
        ("我的国，民", ["我", "的", "国", "，", "民"]),
        ("", []),
    ],
)
def test_entries_win(sentence, tokens):
    entries = map(entry, ["两个维护", "协同发展", "京津冀协同发展", "11258", "国之大者"])
    assert [t.text for t in Segmenter("jieba", entries).tokens(sentence)] == tokens


def test_who_cut_and_what_is_nested():
    entries = [
        entry("京津冀协同发展", "project"),
        *map(entry, ["京津冀", "协同", "发展", "协同发展"]),
    ]
    found = Segmenter("jieba", entries).tokens("推动京津冀协同发展，发展。")
    assert [(t.text, t.by, t.nested) for t in found] == [
        ("推动", "engine", ()),
        ("京津冀协同发展", "lexicon", ("京津冀", "协同", "协同发展", "发展")),
        ("，", "engine", ()),
        ("发展", "lexicon", ()),
        ("。", "engine", ()),
    ]


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("GDP", ["eng"]),
        ("T3x", ["eng"]),
        ("2021", ["m"]),
        ("37.49%", ["m"]),
        ("，", ["x"]),
        ("😀", ["x"]),
        ("人民", ["n"]),
        ("的", ["uj"]),
        ("发展", ["vn"]),
    ],
)
def test_tags(plain, sentence, tags):
    assert [token.pos for token in plain.tokens(sentence)] == tags


@pytest.mark.parametrize(
    ("kind", "tag"), [("formulation", "l"), ("idiom", "i"), ("institution", "nt"), ("place", "ns")]
)
def test_tags_of_entries(kind, tag):
    [token] = Segmenter("jieba", [entry("发展", kind)]).tokens("发展")
    assert token.pos == tag


@pytest.mark.parametrize("name", ["jieba", "rjieba"])
def test_nothing_is_printed_and_nothing_cached(tmp_path, name):
    code = f"from chengyan.segment import Segmenter; Segmenter({name!r}).tokens('人民建设城市。')"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", code],
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout + done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_engine():
    with pytest.raises(EngineError, match=r"'pkuseg': is not one of jieba, rjieba\. Choose"):
        Segmenter("pkuseg")


def test_rjieba_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(
        EngineError, match=r"rjieba is not installed\. Install it .*chengyan\[fast\]"
    ):
        Segmenter("rjieba")


def test_token_table():
    sentences = pd.DataFrame(
        [("a", 1, 1, "title", "人民城市"), ("a", 2, 2, "body", "协同发展。")],
        columns=["doc_id", "paragraph", "sentence", "kind", "text"],
    )
    table = token_table(sentences, Segmenter("jieba", [entry("协同发展"), entry("发展")]))
    assert table.to_numpy().tolist() == [
        ["a", 1, 1, "title", 1, 0, 2, "人民", "n", "engine", "", ""],
        ["a", 1, 1, "title", 2, 2, 4, "城市", "ns", "engine", "", ""],
        ["a", 2, 2, "body", 1, 0, 4, "协同发展", "l", "lexicon", "发展", "协同;发展"],
        ["a", 2, 2, "body", 2, 4, 5, "。", "x", "engine", "", ""],
    ]
    assert list(token_table(sentences[:0], Segmenter("jieba"))) == list(table)
