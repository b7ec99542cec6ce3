"""Tables and records: a text a row, the other columns beside it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import REPORT, TEXT, jsonl, table

from chengyan.errors import TextError
from chengyan.han import count_han, han_only
from chengyan.intake.tabular import read_csv, read_jsonl


def csv_of(rows, encoding="utf-8", delimiter=",", **options):
    return read_csv(table(rows, delimiter).encode(encoding), "a.csv", "a", **options)


def refused(read, data, code="broken-file", **options):
    with pytest.raises(TextError) as error:
        read(data, "a.csv", "a", **options)
    assert error.value.code == code
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rows_are_texts(encoding, delimiter):
    rows = [["city", "text", "year"], ["保定", REPORT, "2021"], ["廊坊", TEXT[1], ""]]
    first, second = csv_of(rows, encoding, delimiter)
    assert (first.name, first.text, first.format) == ("a-1", REPORT, "csv")
    assert first.metadata == {"city": "保定", "year": "2021"}
    assert (second.name, second.text) == ("a-2", TEXT[1] + "\n")
    assert second.metadata == {"city": "廊坊", "year": ""}
    assert not first.verbatim
    assert not first.doubts


def test_quotes_separators_and_lines_within_a_cell():
    [extract] = csv_of([["text"], ['说：“"甲", 乙”\n第二行\r\n，三']])
    assert extract.text == '说：“"甲", 乙”\n第二行\n，三\n'


def test_a_cell_may_hold_a_book():
    book = TEXT[1] * 20_000
    assert csv_of([["text"], [book]])[0].text == book + "\n"


@pytest.mark.parametrize(
    "name", ["text", "Content", "BODY", "正文", "内容", "文本", "全文", " text "]
)
def test_the_column_of_texts_by_its_name(name):
    assert csv_of([["x", name], ["1", "甲"]])[0].text == "甲\n"


def test_the_column_of_texts_by_request():
    rows = [["text", "报告"], ["甲", "乙"]]
    [extract] = csv_of(rows, text_column="报告")
    assert (extract.text, extract.metadata) == ("乙\n", {"text": "甲"})
    message = refused(read_csv, table(rows).encode(), text_column="speech")
    assert "there is no column speech (there are: text, 报告)" in message
    assert "--text-column" in refused(read_csv, table([["x", "y"], ["甲", "乙"]]).encode())


def test_names_of_rows():
    rows = [["id", "title", "text"], ["b-1", "题", "甲"], ["", "题", "乙"], ["", "", "丙"]]
    assert [extract.name for extract in csv_of(rows)] == ["b-1", "题", "a-3"]


def test_rows_without_text_are_told_and_passed_over():
    first, second = csv_of([["text"], ["abc"], ["甲"], [" ; "], ["乙"]])
    assert (first.name, second.name) == ("a-2", "a-4")
    assert [(doubt.code, doubt.place) for doubt in first.doubts] == [
        ("empty-text", "a.csv, line 2"),
        ("empty-text", "a.csv, line 4"),
    ]
    assert "row 1" in first.doubts[0].message
    assert second.doubts == ()
    assert "no row" in refused(read_csv, b"text\nabc\n", "empty-text")


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        ("text,x\n甲,1\n乙,丙,丁\n", ["a.csv, line 3", "3 cells", "header has 2"]),
        ('text\n"甲\n乙\n', ["a.csv", "quotes"]),
        ('text\n"甲"乙\n', ["a.csv, line 2", "quotes"]),
        ("text,text\n甲,乙\n", ["line 1", "column text stands twice"]),
        ("", ["there are: none"]),
        ("\n\n", ["there are: none"]),
    ],
)
def test_tables_that_are_none(data, parts):
    message = refused(read_csv, data.encode())
    for part in parts:
        assert part in message


def test_missing_and_nameless_cells():
    [extract] = read_csv("text,x,\n甲\n".encode(), "a", "a")
    assert extract.metadata == {"x": "", "": ""}
    assert read_csv("x,text\n1,甲,,\n".encode(), "a", "a")[0].text == "甲\n"


def test_records():
    first, second = read_jsonl(
        jsonl(
            [
                {"id": 7, "text": REPORT, "n": 1.5, "ok": True, "none": None, "list": [1], "o": {}},
                {"text": "甲\r\n乙", "further": "丙"},
            ]
        ).encode("utf-8-sig"),
        "a",
        "a",
    )
    assert (first.name, first.text, first.format) == ("7", REPORT, "jsonl")
    assert first.metadata == {"id": "7", "n": "1.5", "ok": "true", "none": ""}
    assert (second.name, second.text, second.metadata) == ("a-2", "甲\n乙\n", {"further": "丙"})


def test_records_in_ascii_with_escapes():
    [extract] = read_jsonl(json.dumps({"text": REPORT}).encode("ascii"), "a", "a")
    assert extract.text == REPORT


def test_halves_of_characters_and_names_that_are_none():
    line = '{"id": "a\\n\\ud800", "text": "甲\\udc80乙\\ud83d\\ude00", "\\udfff": 1}'
    [extract] = read_jsonl(line.encode(), "a", "a")
    assert extract.text == "甲\ufffd乙😀\n"
    assert extract.name == "a\\n\ufffd"
    assert extract.metadata == {"id": "a\n\ufffd", "\ufffd": "1"}


@pytest.mark.parametrize(
    "line", ["[1]", '"甲"', "1", "{", '{"text": "甲"} x', "[" * 100_000, "1" * 10_000, '{"a":'],
    ids=lambda line: line[:9],
)  # fmt: skip
def test_lines_that_are_no_objects(line):
    data = jsonl([{"text": "甲"}]) + "\n" + line
    assert "a.csv, line 3: is no JSON object" in refused(read_jsonl, data.encode())


CELLS = st.text(st.sampled_from("市发展，,;\"'\n\t a1"), min_size=1)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_nothing_is_lost(cells):
    rows = [(note, "甲" + text) for note, text in cells]
    wanted = [han_only(text) for _, text in rows]
    extracts = csv_of([("note", "text"), *rows])
    assert [han_only(extract.text) for extract in extracts] == wanted
    assert [count_han(extract.metadata["note"]) for extract in extracts] == [
        count_han(note) for note, _ in rows
    ]
    records = jsonl([{"note": note, "text": text} for note, text in rows])
    extracts = read_jsonl(records.encode(), "a", "a")
    assert [han_only(extract.text) for extract in extracts] == wanted
