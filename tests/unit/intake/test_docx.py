"""Word files: all the text in its order, and a word on what is left out."""

import io
import os
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import REPORT, TEXT, docx, packed, w_p, w_part, word_parts

from chengyan.errors import TextError
from chengyan.han import han_only
from chengyan.intake.docx import read_docx
from chengyan.intake.extract import Limits

BESIDE = Path(__file__).parents[4] / "shared/corpora/city_gwr_2024"
WORD_FILES = sorted(Path(os.environ.get("CHENGYAN_TEXTS", BESIDE)).glob("docx/*.docx"))

STYLES = """
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="Mine"/><w:basedOn w:val="31"/></w:style>
<w:style w:styleId="31"><w:name w:val="Heading 3"/><w:basedOn w:val="3"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="heading 4"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
"""


def read(body=None, **parts):
    return read_docx(docx(body, **parts), "a.docx", Limits())


def run(text, properties=""):
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def cell(*texts):
    return f"<w:tc><w:tcPr/>{''.join(map(w_p, texts))}</w:tc>"


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.stem)
def test_reports_agree_with_their_plain_copies(path):
    extract = read_docx(path.read_bytes(), str(path), Limits())
    plain = path.parents[1] / f"{path.stem}.txt"
    assert han_only(extract.text) == han_only(plain.read_text(encoding="utf-8"))
    assert extract.doubts == ()


def test_paragraphs_are_lines():
    extract = read()
    assert (extract.text, extract.doubts, extract.metadata) == (REPORT, (), {})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (w_p("甲") + "<w:p/>" + w_p("乙"), "甲\n\n乙\n"),
        (f"<w:p>{run('甲')}<w:r><w:br/><w:tab/><w:t>乙</w:t><w:cr/></w:r></w:p>", "甲\n\t乙\n"),
        (f"<w:p><w:hyperlink r:id='x'>{run('甲')}</w:hyperlink>{run('乙')}</w:p>", "甲乙\n"),
        (f"<w:p><w:ins>{run('甲')}</w:ins><w:moveTo>{run('乙')}</w:moveTo></w:p>", "甲乙\n"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{w_p('甲')}</w:sdtContent></w:sdt>", "甲\n"),
        (f"<w:p><w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt></w:p>", "甲\n"),
        (f"<w:customXml>{w_p('甲')}</w:customXml>", "甲\n"),
        (f"<w:p><w:smartTag>{run('甲')}</w:smartTag></w:p>", "甲\n"),
        (
            ("<w:p><w:r><w:fldChar/><w:instrText>域</w:instrText></w:r>"
            f"<w:fldSimple w:instr='域'>{run('甲')}</w:fldSimple></w:p>"),
            "甲\n",
        ),
        (
            (f"<w:p><w:r><w:ruby><w:rubyPr/><w:rt>{run('音')}</w:rt><w:rubyBase>{run('城')}"
            "</w:rubyBase></w:ruby></w:r></w:p>"),
            "城\n",
        ),
        (f"<w:tbl>{row(cell('年'), cell('数'))}{row(cell('甲', '乙'), cell(''))}</w:tbl>",
         "年\t数\n甲 乙\t\n"),
        (f"<w:tbl>{row(cell('甲', '乙'))}</w:tbl>", "甲\n乙\n"),
        (
            (f"<w:tbl><w:sdt><w:sdtContent>{row(cell('甲'), cell('乙'))}</w:sdtContent></w:sdt>"
            "</w:tbl>"),
            "甲\t乙\n",
        ),
        (f"<w:tbl><w:tr><w:tc><w:tbl>{row(cell('甲'), cell('乙'))}</w:tbl></w:tc></w:tr></w:tbl>",
         "甲\t乙\n"),
    ],
)  # fmt: skip
def test_layout(body, text):
    extract = read(body)
    assert extract.text == text
    assert extract.doubts == ()


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("1", "# 甲"),
        ("2", "## 甲"),
        ("3", "### 甲"),
        ("31", "### 甲"),
        ("4", "甲"),
        ("t", "甲"),
        ("a", "甲"),
        ("Heading2", "## 甲"),
        ("none", "甲"),
    ],
)
def test_headings_by_style(style, line):
    assert read(w_p("甲", f'<w:pStyle w:val="{style}"/>'), styles=STYLES).text == line + "\n"


def box(text):
    return f"<w:txbxContent>{w_p(text)}</w:txbxContent>"


@pytest.mark.parametrize(
    "shape",
    [
        (
            f"<mc:AlternateContent><mc:Choice><wps:txbx>{box('框')}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent>"
        ),
        (
            "<mc:AlternateContent><mc:Choice><wps:x/></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent>"
        ),
        f"<w:pict><v:textbox>{box('框')}</v:textbox></w:pict>",
    ],
)
def test_a_text_box_stands_once_after_its_paragraph(shape):
    body = f"<w:p>{run('甲')}<w:r>{shape}</w:r>{run('乙')}</w:p>" + w_p("丙")
    assert read(body).text == "甲乙\n框\n丙\n"


def test_what_is_left_out_is_counted():
    deleted = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移')}</w:moveFrom>"
    hidden = run("藏", "<w:vanish/>") + run("见", '<w:vanish w:val="0"/>')
    row_gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('行')}</w:tr></w:tbl>"
    extract = read(
        f"<w:p>{run('甲')}{deleted}{moved}{hidden}</w:p>{row_gone}<w:altChunk r:id='x'/>",
        footnotes=f"<w:footnote>{w_p('注释')}</w:footnote>",
        endnotes="<w:endnote/>",
        comments=f"<w:comment>{w_p('批')}</w:comment>",
        header=w_p("页眉"),
        footer=w_p("— 1 —"),
    )
    assert extract.text == "甲见\n"
    [doubt] = extract.doubts
    assert (doubt.code, doubt.place) == ("left-out", "a.docx")
    for part in (
        "deleted text (4)",
        "hidden text (1)",
        "embedded documents (1)",
        "footnotes (2)",
        "comments (1)",
        "headers (2)",
    ):
        assert part in doubt.message
    assert "endnotes" not in doubt.message
    assert "footers" not in doubt.message


def test_what_python_docx_writes():
    document = python_docx.Document()
    document.core_properties.title = "报告"
    document.add_heading("政府工作报告", 0)
    document.add_heading("一、回顾", 1)
    document.add_heading("（一）经济", 2)
    document.add_paragraph("现在报告工作。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    buffer = io.BytesIO()
    document.save(buffer)
    extract = read_docx(buffer.getvalue(), "a.docx", Limits())
    assert extract.text == "政府工作报告\n# 一、回顾\n## （一）经济\n现在报告工作。\n甲\t乙\n"
    assert extract.metadata == {"title": "报告"}
    assert [doubt.message for doubt in extract.doubts] == [
        "left out, with Han characters each: footers (2)"
    ]


def test_the_strict_variant_of_the_standard():
    parts = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in word_parts(w_part("document", f"<w:body>{w_p('甲')}</w:body>")).items()
    }
    assert read_docx(packed(parts), "a", Limits()).text == "甲\n"


@pytest.mark.parametrize(
    "change",
    [
        {"_rels/.rels": "<Relationships/>"},
        {"_rels/.rels": "<Relationships"},
        {"word/document.xml": "<w:document"},
        {"word/document.xml": w_part("document", w_p("甲"))[:-30]},
        {"word/document.xml": ""},
    ],
)
def test_damaged_parts(change):
    parts = {**word_parts(w_part("document", w_p("甲"))), **change}
    with pytest.raises(TextError) as error:
        read_docx(packed(parts), "a.docx", Limits())
    assert error.value.code == "broken-file"
    assert error.value.place.startswith("a.docx")


CHARS = st.sampled_from("市发展一二（）。，“<>&'\" \t　#abc1")
PARAGRAPHS = st.lists(st.text(CHARS, min_size=1), min_size=1)


@given(PARAGRAPHS, st.sampled_from(["plain", "rows", "boxes", "inserted", "heading"]))
def test_nothing_is_lost(paragraphs, kind):
    written = {
        "plain": w_p,
        "rows": lambda text: f"<w:tbl>{row(cell(text[:2]), cell(text[2:]))}</w:tbl>",
        "boxes": lambda text: f"<w:p><w:r><w:pict>{box(text)}</w:pict></w:r></w:p>",
        "inserted": lambda text: (
            w_p(text).replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>")
        ),
        "heading": lambda text: w_p(text, '<w:pStyle w:val="1"/>'),
    }[kind]
    extract = read("".join(map(written, paragraphs)), styles=STYLES)
    assert han_only(extract.text) == han_only("".join(paragraphs))


def test_all_of_the_report_stands_in_order():
    assert [line for line in read().text.split("\n") if line] == list(TEXT)
