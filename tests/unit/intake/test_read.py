"""Files as people and their enemies name and make them: texts, or a refusal with its code."""

import io
import os
import struct
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from intake_files import (
    REPORT,
    TEXT,
    docx,
    html,
    outcome,
    packed,
    pdf,
    samples,
    spoiled,
    w_p,
    w_part,
)
from intake_files import word_parts as parts_of

from chengyan.errors import TextError
from chengyan.findings import KINDS
from chengyan.han import han_only
from chengyan.intake.package import Package
from chengyan.intake.read import Limits, read_file

MB = 10**6


@pytest.fixture
def read(tmp_path):
    """A function that writes bytes to a file and reads that."""

    def write_and_read(data, name="报告.txt", **limits):
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path, limits=Limits(**limits))

    return write_and_read


@pytest.fixture
def refused(read, tmp_path):
    """A function that gives the message of a file that must be refused, in good time."""

    def refuse(data, code, name="报告.txt", **limits):
        begun = time.monotonic()
        with pytest.raises(TextError) as error:
            read(data, name, **limits)
        assert time.monotonic() - begun < 20
        assert error.value.code == code
        assert str(error.value).startswith(str(tmp_path))
        return error.value.problem

    return refuse


@pytest.mark.parametrize(("suffix", "data"), samples().items())
def test_every_format(read, suffix, data):
    first = read(data, f"报告{suffix}")[0]
    assert first.format == suffix[1:]
    assert first.name == ("a" if suffix in {".csv", ".jsonl"} else "报告")
    assert [line for line in first.text.split("\n") if line] == list(TEXT)
    assert first.doubts == ()
    assert first.verbatim == (suffix == ".txt")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (html().encode(), "a.txt", "html"),
        (html().encode("utf-16"), "a", "html"),
        (docx(), "a.txt", "docx"),
        (docx(), "a.doc", "docx"),
        (pdf(), "a.txt", "pdf"),
        (pdf(), "a.html", "pdf"),
        (REPORT.encode(), "a", "txt"),
        (REPORT.encode("gb18030"), "a.htm", "txt"),
    ],
)
def test_a_file_is_what_it_holds(read, data, name, kind):
    [extract] = read(data, name)
    assert (extract.format, han_only(extract.text)) == (kind, han_only(REPORT))


@pytest.mark.parametrize(
    ("encoding", "end", "verbatim"),
    [
        ("utf-8", "\r\n", True),
        ("utf-8-sig", "\n", True),
        ("utf-16", "\r", False),
        ("gb18030", "\r\n", False),
    ],
)
def test_whether_the_bytes_can_be_kept(read, encoding, end, verbatim):
    [extract] = read(REPORT.replace("\n", end).encode(encoding), "a.md")
    assert (extract.text, extract.verbatim, extract.format) == (REPORT, verbatim, "md")


def test_damaged_utf8_is_not_kept(read):
    [extract] = read(REPORT.encode()[:-2])
    assert not extract.verbatim
    assert extract.doubts[0].code == "replaced-characters"


def test_the_column_of_texts_is_passed_on(tmp_path):
    (tmp_path / "a.csv").write_text("讲话,x\n甲,1\n", encoding="utf-8")
    assert read_file(tmp_path / "a.csv", text_column="讲话")[0].metadata == {"x": "1"}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.csv", "a.jsonl"])
def test_texts_without_a_han_character(refused, name):
    data = {
        "a.html": b"<p>abc",
        "a.docx": docx(w_p("abc")),
        "a.pdf": pdf([["abc"]]),
        "a.csv": b"text\nabc",
        "a.jsonl": b'{"text": "abc"}',
    }
    refused(data.get(name, b"abc"), "empty-text", name)


def test_nothing_at_all(refused):
    for name in ("a.txt", "a.md", "a"):
        refused(b"", "empty-text", name)


# What cannot be read as a file


def test_what_is_no_regular_file(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    for path in (
        tmp_path,
        tmp_path / "none.txt",
        tmp_path / "a.txt",
        tmp_path / "a.txt" / "b.txt",
        tmp_path / "loop.txt",
        tmp_path / "device.txt",
        tmp_path / ("长" * 200),
        tmp_path / "a\0b.txt",
    ):
        with pytest.raises(TextError) as error:
            read_file(path)
        assert error.value.code == "unreadable"


def test_a_link_to_a_file_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.md").symlink_to("a.txt")
    assert read_file(tmp_path / "b.md")[0].name == "b"


def test_a_file_of_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 2 * 10**9)
    with pytest.raises(TextError) as error:
        read_file(path)
    assert error.value.code == "too-large"
    assert "2,000 MB, more than 200 MB" in error.value.problem


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a b.txt", "a b"),
        ("'\"`$(touch x);&|.txt", "'\"`$(touch x);&|"),
        ("-rf.txt", "-rf"),
        ("甲\n乙.txt", "甲\\n乙"),
        ("\x1b[31m\u202e.txt", "\\x1b[31m\\u202e"),
        ("😀.txt", "😀"),
        (os.fsdecode("城".encode("gbk") + b".txt"), "\\xb3\\xc7"),
    ],
)
@pytest.mark.parametrize("data", [REPORT.encode(), b"<html>" + REPORT.encode()])
def test_names_of_all_kinds(tmp_path, name, shown, data):
    path = tmp_path / name
    try:
        path.write_bytes(data)
    except OSError:
        pytest.skip("this system has no such names")
    assert read_file(path)[0].name == shown
    path.write_bytes(data.replace(REPORT.encode(), b"abc"))
    with pytest.raises(TextError) as error:
        read_file(path)
    assert error.value.place == f"{tmp_path}/{shown}.txt"


# What means harm


def bomb(size, *, lie=0):
    """A Word file that unpacks to more than it says, or says so."""
    content = w_part("document", f"<w:body>{w_p('零')}{' ' * size}</w:body>").encode()
    data = packed({**parts_of(""), "word/document.xml": content})
    if lie:
        data = data.replace(struct.pack("<I", len(content)), struct.pack("<I", lie))
    return data


def test_a_zip_bomb_that_says_so(refused):
    assert "th of its size" in refused(bomb(30 * MB), "unsafe-file", "a.docx")
    assert "unpacks to 120" in refused(bomb(120 * MB), "unsafe-file", "a.docx")


def test_a_zip_bomb_that_lies(refused):
    refused(bomb(120 * MB, lie=2000), "broken-file", "a.docx")
    problem = refused(bomb(8 * MB, lie=2000), "broken-file", "a.docx")
    assert "damaged" in problem


def test_a_part_that_unpacks_to_more_than_is_left():
    package = Package(docx(), "a.docx", Limits())
    package._left = 100
    with pytest.raises(TextError) as error:
        package.xml("word/document.xml")
    assert error.value.code == "unsafe-file"


def test_a_zip_of_very_many_parts(refused):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for i in range(20_000):
            package.writestr(f"word/{i}", b"")
    assert "20000 parts" in refused(buffer.getvalue(), "unsafe-file", "a.docx")


def test_a_zip_packed_as_no_word_file_is(refused):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as package:
        for name, content in parts_of(w_part("document", w_p("甲"))).items():
            package.writestr(name, content)
    refused(buffer.getvalue(), "broken-file", "a.docx")


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
DECLARATIONS = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "哈哈">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
    "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_word_file(refused, declaration, encoding):
    document = w_part("document", f"<w:body>{w_p('甲')}</w:body>").replace("甲", "甲&l11;")
    document = document.replace("<w:document", declaration + "<w:document", 1)
    document = document.replace("UTF-8", encoding)
    data = packed({**parts_of(""), "word/document.xml": document.encode(encoding)})
    assert "entities" in refused(data, "unsafe-file", "a.docx")


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
def test_entities_in_a_web_page(read, declaration):
    declaration = declaration.replace("DOCTYPE x", "DOCTYPE html")
    [extract] = read(f"{declaration}<html><body><p>甲&l11;乙</p></body></html>".encode(), "a.html")
    assert "root:" not in extract.text
    assert len(extract.text) < 2000


def test_parts_outside_the_file_are_never_fetched(read):
    parts = parts_of(w_part("document", f"<w:body>{w_p('甲')}</w:body>"), header=w_p("乙"))
    name = "word/_rels/document.xml.rels"
    for target in ("http://127.0.0.1:9/x", "file:///etc/passwd", "../../../../etc/passwd"):
        changed = parts[name].replace('"header.xml"', f'"{target}" TargetMode="External"')
        [extract] = read(packed({**parts, name: changed}), "a.docx")
        assert (extract.text, extract.doubts) == ("甲\n", ())


@pytest.mark.parametrize("element", ["div", "span", "font"])
def test_a_web_page_of_elements_in_one_another(refused, element):
    refused(f"<html><{element}>".encode() * 100_000 + "甲".encode(), "unsafe-file", "a.html")


def test_xml_nested_deep_in_a_word_file(refused):
    refused(docx("<w:tbl>" * 100_000 + "</w:tbl>" * 100_000), "broken-file", "a.docx")


def test_tables_nested_as_deep_as_the_parser_goes(read):
    body = "<w:tbl><w:tr><w:tc>" * 80 + w_p("甲") + "</w:tc></w:tr></w:tbl>" * 80
    assert read(docx(body), "a.docx")[0].text == "甲\n"


def test_a_web_page_with_scripts_does_nothing(read):
    page = "<script>alert('脚本')</script><img src=x onerror=alert(1)><a href='javascript:x'>甲</a>"
    assert read(f"<html>{page}".encode())[0].text == "甲\n"


def test_nul_bytes(read):
    assert han_only(read(f"甲\0{REPORT}\0".encode())[0].text) == "甲" + han_only(REPORT)
    assert han_only(read(f"<html>甲\0{REPORT}".encode())[0].text) == "甲" + han_only(REPORT)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_line_of_fifty_megabytes(read, encoding):
    data = ("城市发展，" * (50 * MB // 15)).encode(encoding)
    [extract] = read(data)
    assert extract.text.count("\n") == 1
    assert extract.encoding == encoding


@pytest.mark.parametrize(("suffix", "data"), samples().items())
def test_files_cut_short(read, suffix, data):
    for end in range(1, len(data), max(1, len(data) // 25)):
        found = outcome(read, data[:end], f"a{suffix}")
        assert found in KINDS if isinstance(found, str) else found


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=spoiled())
def test_whatever_the_bytes_there_is_a_text_or_a_refusal(read, file):
    suffix, data = file
    begun = time.monotonic()
    found = outcome(read, data, f"a{suffix}", seconds=10)
    assert time.monotonic() - begun < 11
    if isinstance(found, str):
        assert found in KINDS
    else:
        assert found
        assert all(han_only(extract.text) for extract in found)
