"""Planted faults in the form of a text: each is named, and a sound text is left in peace."""

import os
from pathlib import Path

import pytest
from reports import report

from chengyan.checks.text import check_form, read
from chengyan.corpus import read_text
from chengyan.manifest import read_manifest
from chengyan.script import to_simplified, traditional_share

ROOT = Path(__file__).parents[3]
BESIDE = ROOT.parent / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))

SOUND = report("唐山")
LINES = SOUND.split("\n\n")


def codes(raw, **row):
    return {finding.code for finding in check_form(read(raw, "a.txt", **row))}


def only(raw, code):
    """The one finding of this kind, its place and message."""
    (found,) = [f for f in check_form(read(raw, "a.txt")) if f.code == code]
    return found


def test_a_sound_text_is_not_doubted():
    assert codes(SOUND) == set()


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"{REPORTS} is not there")
def test_real_reports_are_doubted_where_they_are_dirty_and_nowhere_else():
    found = {file.stem: codes(file.read_text("utf-8")) for file in sorted(REPORTS.glob("*.txt"))}
    assert {city: kinds for city, kinds in found.items() if kinds} == {
        "承德": {"hard-wrapped"},
        "柳州": {"heading-gap"},
        "潍坊": {"lost-line-breaks"},
    }


def test_the_shipped_texts_are_not_doubted():
    for document in read_manifest(ROOT / "corpora/documents.tsv"):
        row = {name: document.row[name] for name in ("title", "author")}
        assert codes(read_text(document), **row) == set(), document.doc_id


def utf8_as_gbk(text):
    return text.encode("utf-8").decode("gb18030", errors="replace")


def utf8_as_latin(text):
    return text.encode("utf-8").decode("latin-1")


def gbk_as_latin(text):
    return text.encode("gb18030").decode("latin-1")


PLANTED = {
    "mojibake: UTF-8 read as GBK": (utf8_as_gbk(SOUND), "mojibake"),
    "mojibake: UTF-8 read as Latin-1": (utf8_as_latin(SOUND) + "中国", "mojibake"),
    "mojibake: GBK read as Latin-1": (gbk_as_latin(SOUND), "mojibake"),
    "mojibake: one paragraph, UTF-8 read as GBK": (SOUND + utf8_as_gbk(LINES[4]), "mojibake"),
    "mojibake: one paragraph, UTF-8 read as Latin-1": (
        SOUND + utf8_as_latin(LINES[4]),
        "mojibake",
    ),
    "mojibake: one paragraph, GBK read as Latin-1": (SOUND + gbk_as_latin(LINES[4]), "mojibake"),
    "mojibake: twice lost": (SOUND.replace("工业", "锟斤拷"), "mojibake"),
    "mojibake: gibberish": ("".join(map(chr, range(0x5DC0, 0x5F00))) * 2, "mojibake"),
    "lost bytes": (SOUND.replace("建设", "建�"), "replaced-characters"),
    "private use": (SOUND.replace("工作", "工\ue123"), "private-use"),
    "hard-wrapped": (
        "\n".join(p[i : i + 30] for p in LINES for i in range(0, len(p), 30)),
        "hard-wrapped",
    ),
    "lost line breaks": (" ".join(LINES), "lost-line-breaks"),
    "one paragraph": (SOUND.replace("\n\n", ""), "lost-line-breaks"),
    "breaks in writing": (SOUND.replace("\n\n", "\\n"), "lost-line-breaks"),
    "tags": (SOUND.replace("\n\n", "</span>\n\n<span class='a'>"), "markup"),
    "paragraphs in tags": ("\n".join(f"<p>{p}</p>" for p in LINES), "markup"),
    "numeric entities": (SOUND + "他说&#8220;好。\n", "markup"),
    "no full stops": (SOUND.replace("。", "，"), "lost-punctuation"),
    "web page": ("首页 > 要闻\n\n下载 打印\n\n" + SOUND + "\n责任编辑：某某\n", "web-page"),
    "running heads": (
        "\n".join(f"{p}\n\f\n某某市政府工作报告\n" for p in LINES),
        "running-head",
    ),
    "lost heading": (SOUND.replace("一、2023年工作回顾\n\n", ""), "heading-gap"),
    "lost second level": (
        "\n\n".join(p for p in LINES if not p.startswith("（三）")),
        "heading-gap",
    ),
    "a paragraph twice": ("\n\n".join([*LINES[:5], LINES[4], *LINES[5:]]), "repeated-paragraph"),
    "nearly the same": (
        "\n\n".join([*LINES[:5], LINES[4][:70] + "的" + LINES[4][70:], *LINES[5:]]),
        "repeated-paragraph",
    ),
    "pasted into another": (
        "\n\n".join([*LINES[:5], LINES[6] + LINES[4] + LINES[7], *LINES[8:]]),
        "repeated-paragraph",
    ),
    "two reports": (SOUND + "\n" + report("保定"), "several-texts"),
    "recognition": (SOUND.replace("工", "璺").replace("新", "薪"), "noise"),
    "question marks": (SOUND.replace("建设", "建?设"), "noise"),
    "cut where much is striven for": (
        "\n\n".join(LINES[:10]) + "\n\n我们要继续努力，做好各项工作。\n",
        "cut-off",
    ),
    "cut in mid-sentence": (SOUND[: len(SOUND) * 2 // 3] + "加快", "cut-off"),
    "cut between paragraphs": ("\n\n".join(LINES[:10]), "cut-off"),
    "cut at a heading": (SOUND.partition("二、2024")[0] + "二、2024年重点工作安排", "cut-off"),
    "too short": ("\n\n".join([LINES[0], LINES[3], LINES[-1]]), "short-text"),
    "table of tabs": (SOUND + "\n指标\t2023\t2024\n生产总值\t1\t2\n收入\t3\t4\n", "table"),
    "table of blanks": (SOUND + "\n指标  去年  今年\n总值  1  2\n收入  3  4\n", "table"),
    "table of wide blanks": (SOUND + "\n指标　去年　今年\n总值　1　2\n收入　3　4\n", "table"),
    "table of lines": (SOUND + "\n│指标│值│\n│总值│1│\n│收入│2│\n", "table"),
    "table of pipes": (SOUND + "\n| 指标 | 值 |\n|---|---|\n| 总值 | 1 |\n| 收入 | 2 |\n", "table"),
    "English": (
        SOUND + "\n" + "The city will build new schools and roads. " * 60,
        "mixed-language",
    ),
    "Japanese": (SOUND + "\n" + "これはとてもよいまちです。" * 20, "mixed-language"),
    "empty": ("\n \n", "empty-text"),
    "Latin only": ("Report of the city.\n", "empty-text"),
}


@pytest.mark.parametrize(("raw", "code"), PLANTED.values(), ids=PLANTED)
def test_planted_faults_are_named(raw, code):
    assert code in codes(raw)


def test_a_finding_names_line_and_words():
    found = only(PLANTED["a paragraph twice"][0], "repeated-paragraph")
    assert found.place == "a.txt, line 11"
    assert "line 9" in found.message
    assert only(PLANTED["private use"][0], "private-use").message == "U+E123"
    assert "2 times" in only("字�" * 2 + SOUND, "replaced-characters").message


def test_traditional_script_is_told_and_converted():
    raw = SOUND.translate(
        str.maketrans("产业发现动会实国务为经济项设", "產業發現動會實國務為經濟項設")
    )
    assert "traditional-script" in codes(raw)
    assert traditional_share(to_simplified(raw)) == 0
    assert to_simplified("漢語，GDP 12") == "汉语，GDP 12"
    # Some names have characters of the other script, and no text is traditional for that.
    assert traditional_share(SOUND + "喆瞭乾") < 0.01


def test_numbering_that_begins_anew_is_no_gap():
    parts = [
        "一、过去",
        "（一）好的。" + LINES[3],
        "（二）好的。" + LINES[4],
        "二、今后",
        "（一）要的。" + LINES[5],
    ]
    assert "heading-gap" not in codes("\n\n".join(parts))


def test_numbering_that_runs_on_over_chapters_is_no_gap():
    numerals = iter("一二三四")
    parts = [
        part
        for chapter in ("一、过去", "二、今后")
        for part in (chapter, *(f"（{next(numerals)}）好的。" + LINES[i] for i in (3, 4)))
    ]
    assert "heading-gap" not in codes("\n\n".join(parts))


def test_page_numbers_are_not_called_a_web_page():
    raw = "\n\n".join(f"{p}\n第{n}页" for n, p in enumerate(LINES, start=1))
    assert "web-page" not in codes(raw)


@pytest.mark.parametrize(
    "end",
    [
        "以上报告，请予审议。",
        "今天我就讲这些。",
        "请批评指正。",
        "述职完毕。",
        "谢谢大家。",
        f"{LINES[-1]}\n\n（此件公开发布）",
        f"{LINES[-1]}\n\n附件：重点任务分工",
    ],
)
def test_a_text_that_ends_in_due_form_is_not_cut_off(end):
    assert codes("\n\n".join([*LINES[:-1], end])) == set()


def test_a_goal_that_is_said_again_among_others_is_no_copy():
    goal, other = LINES[4][:80], LINES[5][:80]
    again = f"指导思想是：{goal[:40]}，{other}，{goal[40:]}。"
    assert "repeated-paragraph" not in codes("\n\n".join([*LINES[:3], goal + "。", again]))


def test_questions_in_punctuation_of_half_width_are_no_noise():
    assert "noise" not in codes(SOUND.replace("，", ",") + "怎么办?我们干。" * 4)
