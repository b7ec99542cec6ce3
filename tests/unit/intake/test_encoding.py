"""Encodings are told from the bytes, short texts and both scripts included."""

import codecs
import os
import random
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import outcome

from chengyan.errors import TextError
from chengyan.han import han_only
from chengyan.intake.encoding import decode
from chengyan.intake.frequent import SIMPLIFIED, TRADITIONAL

BESIDE = Path(__file__).parents[4] / "shared/corpora/city_gwr_2024"
REPORTS = sorted(Path(os.environ.get("CHENGYAN_TEXTS", BESIDE)).glob("*.txt"))
TRADITIONALLY = opencc.OpenCC("s2t")

UNICODE = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]
SIMPLIFIED_ENCODINGS = [*UNICODE, "gb18030", "gb2312"]
TRADITIONAL_ENCODINGS = [*UNICODE, "gb18030", "big5", "big5hkscs"]

# 联通 alone, in GBK, has the form of UTF-8.
SENTENCE = "中国联通的报告：我们要全面推进城市建设，努力提高人民生活水平。"


def within(text, encoding):
    """The text without what an encoding lacks, its lines as readers give them."""
    kept = text.encode(encoding, "ignore").decode(encoding)
    kept = kept.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return kept if kept.endswith("\n") or not kept else kept + "\n"


def level_one(charset, first, last):
    """Characters of daily use in a charset."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)] if charset == "big5" else range(0xA1, 0xFF)
    pairs = (bytes([lead, trail]) for lead in range(first, last) for trail in trails)
    return "".join(pair.decode(charset, "ignore") for pair in pairs)


def chinese(common, rarer):
    """Texts of 20 characters and more: commas, common characters, some of the rarer ones."""
    char = st.one_of(
        st.sampled_from(common), st.sampled_from(common), st.sampled_from(rarer), st.just("，")
    )
    return st.text(char, min_size=20, max_size=200)


@given(chinese(SIMPLIFIED, level_one("gb2312", 0xB0, 0xD8)), st.sampled_from(SIMPLIFIED_ENCODINGS))
def test_simplified_text_comes_back(text, encoding):
    assert decode(text.encode(encoding), "a").text == text + "\n"


@given(
    chinese(TRADITIONAL.replace("产", ""), level_one("big5", 0xA4, 0xC6)),
    st.sampled_from(TRADITIONAL_ENCODINGS),
)
def test_traditional_text_comes_back(text, encoding):
    text = within(text, encoding)
    assert decode(text.encode(encoding), "a").text == text


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_come_back_whole_and_in_pieces(path):
    simplified = path.read_text(encoding="utf-8-sig")
    traditional = TRADITIONALLY.convert(simplified)
    chance = random.Random(path.stem)
    for text, encodings in (
        (simplified, SIMPLIFIED_ENCODINGS),
        (traditional, TRADITIONAL_ENCODINGS),
    ):
        starts = [chance.randrange(len(text)) for _ in range(10)]
        for piece in [text, *(text[start : start + 20] for start in starts)]:
            if not han_only(piece):
                continue
            for encoding in encodings:
                wanted = within(piece, encoding)
                assert decode(wanted.encode(encoding), "a").text == wanted, encoding


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_names_of_encodings_and_ends_of_lines(encoding, name, end):
    found = decode((SENTENCE + end + SENTENCE).encode(encoding), "a")
    assert (found.text, found.encoding, found.doubts) == (f"{SENTENCE}\n{SENTENCE}\n", name, ())


def test_the_narrower_of_two_encodings_is_named():
    assert decode("我們要提高人民的生活水平".encode("big5"), "a").encoding == "big5"
    assert decode("我們要提高人民的生活水平，㗎".encode("big5hkscs"), "a").encoding == "big5hkscs"


def test_a_mark_decides():
    data = "\ufeff".encode("gb18030") + SENTENCE.encode("gb18030")
    assert decode(data, "a").text == SENTENCE + "\n"
    assert decode(codecs.BOM_UTF16_BE + "丨".encode("utf-16-be"), "a").text == "丨\n"


def test_a_long_head_in_latin_letters_does_not_mislead():
    text = "<a href='index.htm'>\n" * 10_000 + SENTENCE
    for encoding in ("gb18030", "utf-16-le"):
        assert decode(text.encode(encoding), "a").text == text + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_text_cut_within_a_character_loses_that_character(encoding):
    text = "我要全面推行市政建立，努力提高人民生活水平。" * 3
    found = decode(text.encode(encoding)[:-1], "a.txt")
    assert found.text.startswith(text[:-1])
    [doubt] = found.doubts
    assert (doubt.code, doubt.place) == ("replaced-characters", "a.txt, line 1")


def test_bad_bytes_in_a_long_text_are_counted_and_placed():
    lines = [SENTENCE.encode("utf-8")] * 40
    lines[2] = lines[2][:9] + b"\xff" + lines[2][9:]
    lines[30] = b"\xfe" + lines[30]
    found = decode(b"\n".join(lines), "a.txt")
    assert han_only(found.text) == han_only(SENTENCE) * 40
    [doubt] = found.doubts
    assert doubt.place == "a.txt, line 3"
    assert doubt.message == "2 places where the bytes are no utf-8, the first here"


@pytest.mark.parametrize(
    "data",
    [
        "déjà vu".encode("latin-1") * 5,
        "これは日本語です。".encode("shift_jis") * 3,
        bytes(range(128, 256)),
        SENTENCE.encode() * 3 + SENTENCE.encode("gb18030") * 3,
        b"\xef\xbb\xbf" + SENTENCE.encode("gb18030"),
    ],
)
def test_what_no_encoding_fits_is_refused(data):
    with pytest.raises(TextError) as error:
        decode(data, "a.txt")
    assert error.value.code == "unknown-encoding"
    assert str(error.value).startswith("a.txt: ")


def test_what_a_page_says_of_itself_counts_only_where_it_is_plausible():
    data = SENTENCE.encode("utf-8")
    assert decode(data, "a", "gb2312").encoding == "utf-8"
    assert decode(SENTENCE.encode("gb18030"), "a", "big5").encoding == "gb18030"
    assert decode(SENTENCE.encode("gb18030"), "a", "no such thing\0").encoding == "gb18030"
    rare = "彧鹏飞".encode("gb18030")
    assert decode(rare, "a", "GB2312").text == "彧鹏飞\n"


def test_nul_bytes_among_text_stay():
    assert decode(f"{SENTENCE}\0{SENTENCE}".encode(), "a").encoding == "utf-8"


def test_nothing_is_an_empty_text():
    assert decode(b"", "a").text == ""


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    found = outcome(decode, data, "a")
    assert found == "unknown-encoding" or isinstance(found.text, str)
