"""Files are told by their content, and what cannot be read is called by its name."""

import pytest
from intake_files import REPORT, docx, html, jsonl, packed, pdf

from chengyan.errors import TextError
from chengyan.intake.extract import Limits
from chengyan.intake.formats import BY_SUFFIX, format_of
from chengyan.intake.package import Package

TEXT = REPORT.encode("utf-8")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(("suffix", "kind"), BY_SUFFIX.items())
def test_plain_text_is_what_its_name_says(suffix, kind):
    if kind in ("docx", "pdf"):
        with pytest.raises(TextError) as error:
            format_of(TEXT, suffix, "a")
        assert error.value.code == "broken-file"
    else:
        assert format_of(TEXT, suffix, "a") == ("txt" if kind == "html" else kind)


@pytest.mark.parametrize("suffix", ["", ".txt", ".doc", ".html", ".pdf", ".docx", ".bin"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "pdf"),
        (b"\n\n" + pdf(), "pdf"),
        (docx(), "docx"),
        (html().encode("utf-8"), "html"),
        (html().encode("utf-16"), "html"),
        (b"\xef\xbb\xbf\r\n<!-- x --><!-- y -->\n<HTML><p>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
    ],
)
def test_content_goes_before_the_name(data, kind, suffix):
    assert format_of(data, suffix, "a") == kind


@pytest.mark.parametrize(("suffix", "kind"), [(".第2稿", "txt"), (".2稿", "txt"), (".2024", "txt")])
def test_what_follows_a_point_is_not_always_an_ending(suffix, kind):
    assert format_of(TEXT, suffix, "a") == kind


def test_a_file_without_ending_may_be_records():
    assert format_of(jsonl([{"text": REPORT}]).encode(), "", "a") == "jsonl"
    assert format_of(b"[1]", "", "a") == "txt"


def test_a_web_page_without_tags_is_text_and_a_text_with_tags_is_none():
    assert format_of(TEXT, ".html", "a") == "txt"
    assert format_of(b"<p>" + TEXT, ".html", "a") == "html"
    assert format_of(b"<p>" + TEXT, ".md", "a") == "md"


@pytest.mark.parametrize(
    ("data", "suffix", "code", "parts"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), ".doc", "unknown-format", ["old Word", ".docx"]),
        (OLE + "WordDocument".encode("utf-16-le"), ".wps", "unknown-format", ["WPS", ".docx"]),
        (OLE + "Workbook".encode("utf-16-le"), ".xls", "unknown-format", ["Excel", ".csv"]),
        (OLE, ".doc", "unknown-format", ["old Office", ".docx"]),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "protected-file", ["password"]),
        (rb"{\rtf1\ansi", ".rtf", "unknown-format", ["RTF", ".docx"]),
        (rb"{\rtf1\ansi", ".doc", "unknown-format", ["RTF", ".docx"]),
        (b"\x89PNG\r\n\x1a\n", ".png", "unknown-format", ["picture", "OCR"]),
        (b"\xff\xd8\xff\xe0", ".txt", "unknown-format", ["picture", "OCR"]),
        (b"Rar!\x1a\x07", ".rar", "unknown-format", ["RAR", "Unpack"]),
        (b"\x7fELF\x02", "", "unknown-format", ["program"]),
        (b"#!/bin/sh\n", ".txt", "unknown-format", ["program"]),
        (b"MIME-Version: 1.0\r\n", ".mht", "unknown-format", ["MHTML", ".html"]),
        (b"CAJ\0", ".caj", "unknown-format", ["CNKI", "PDF"]),
        (b'<?xml version="1.0"?><w:wordDocument>', ".xml", "unknown-format", ["XML"]),
        (TEXT, ".py", "unknown-format", [".py files", ".docx, "]),
        (TEXT, ".docx", "broken-file", ["named .docx"]),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(data, suffix, code, parts):
    with pytest.raises(TextError) as error:
        format_of(data, suffix, "报告")
    assert error.value.code == code
    assert error.value.place == "报告"
    for part in parts:
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "Excel"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "PowerPoint"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["OFD.xml", "Doc_0/Document.xml"], "OFD"),
        (["META-INF/container.xml"], "EPUB"),
        (["报告.txt"], "zip archive"),
        ([], "zip archive"),
    ],
)
def test_other_zips_are_called_by_their_names(names, what):
    with pytest.raises(TextError) as error:
        Package(packed(dict.fromkeys(names, "x")), "a", Limits())
    assert error.value.code == "unknown-format"
    assert what in error.value.problem


def test_a_page_of_comments_does_not_take_for_ever():
    assert format_of(b"<!---->" * 500 + b"<b>", ".txt", "a") == "txt"
