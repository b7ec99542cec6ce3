"""Numbers that the word processor makes are written out as it shows them."""

import pytest
from intake_files import docx, w_p
from lxml import etree

from chengyan.intake.docx import read_docx
from chengyan.intake.extract import Limits
from chengyan.intake.numbering import Numbering, number_text


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {10: "１０"}),
        ("ideographDigital", {1: "一", 10: "一〇", 25: "二五", 100: "一〇〇"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九"},
        ),
        (
            "chineseCountingThousand",
            {100: "一百", 101: "一百零一", 110: "一百一十", 120: "一百二十", 1001: "一千零一"},
        ),
        ("japaneseCounting", {12: "十二"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍", 0: None}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: None}),
        ("decimalEnclosedCircle", {20: "⑳"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: None}),
        ("lowerLetter", {1: "a", 26: "z", 27: None}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix"}),
        ("none", {5: ""}),
        ("hebrew1", {1: None}),
    ],
)
def test_numbers(style, numbers):
    assert {number: number_text(number, style) for number in numbers} == numbers


def level(depth, style, text, further=""):
    return (
        f'<w:lvl w:ilvl="{depth}">{further}<w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, number="", further=""):
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{number}</w:num>{further}'
    )


CHINESE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)


def numbered(text, depth=0, number=1):
    return w_p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def read(body, numbering, styles=""):
    extract = read_docx(docx(body, numbering=numbering, styles=styles), "a.docx", Limits())
    return extract.text.split("\n")[:-1], extract.doubts


def test_chinese_headings():
    body = (
        numbered("回顾") + numbered("经济", 1) + numbered("农业", 2) + numbered("工业", 2)
        + numbered("社会", 1) + numbered("", 1) + numbered("展望") + numbered("目标", 1)
        + numbered("农业", 2) + w_p("完")
    )  # fmt: skip
    assert read(body, lists(*CHINESE)) == (
        [
            "一、回顾",
            "（一）经济",
            "1. 农业",
            "2. 工业",
            "（二）社会",
            "",
            "二、展望",
            "（一）目标",
            "1. 农业",
            "完",
        ],
        (),
    )


def test_lists_of_one_kind_count_on_unless_they_begin_anew():
    body = numbered("甲") + numbered("乙", number=2)
    assert read(body, lists(*CHINESE))[0] == ["一、甲", "二、乙"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body += numbered("丙", number=2)
    assert read(body, lists(*CHINESE, number=anew))[0] == ["一、甲", "一、乙", "二、丙"]


def test_levels_above_show_in_a_level():
    levels = (
        level(0, "chineseCounting", "%1、", '<w:start w:val="3"/>'),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
    )
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 1)
    body += numbered("戊", 2)
    assert read(body, lists(*levels))[0] == ["三、甲", "3.1 乙", "a)丙", "3.2 丁", "b)戊"]


def test_numbers_by_style():
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="x"><w:name w:val="Mine"/><w:basedOn w:val="2"/></w:style>'
    )
    levels = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        w_p(text, f'<w:pStyle w:val="{style}"/>{further}')
        for text, style, further in (
            ("甲", "1", ""),
            ("乙", "2", ""),
            ("丙", "x", ""),
            ("丁", "1", off),
            ("戊", "1", ""),
        )
    )
    assert read(body, lists(*levels), styles) == (
        ["# 一、甲", "## （一）乙", "## （二）丙", "# 丁", "# 二、戊"],
        (),
    )


def test_a_list_that_another_defines():
    further = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    )
    numbering = lists(*CHINESE, further=further).replace(
        '"7"><w:lvl', '"7"><w:styleLink w:val="S"/><w:lvl', 1
    )
    assert read(numbered("甲", number=3), numbering) == (["一、甲"], ())


def test_bullets_are_no_numbers():
    assert read(numbered("甲"), lists(level(0, "bullet", "•"))) == (["甲"], ())


def test_numbers_not_known_are_told():
    body = numbered("甲") + numbered("") + numbered("乙") + numbered("丙", number=9)
    lines, [doubt] = read(body, lists(level(0, "hebrew1", "%1.")))
    assert lines == ["甲", "", "乙", "丙"]
    assert (doubt.code, doubt.place) == ("automatic-numbers", "a.docx")
    assert doubt.message == "2 paragraphs lack the number before them, the first is 甲"


def test_numbers_without_a_list_in_the_file():
    assert Numbering(None).label("1", 0) == ""
    assert Numbering(None).label("0", 0) == ""


def test_lists_that_lead_nowhere():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    numbering = Numbering(
        etree.fromstring(f'<w:numbering xmlns:w="{w}"><w:num w:numId="1"/></w:numbering>')
    )
    assert numbering.label("1", 0) is None
