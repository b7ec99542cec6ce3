"""Sheets written and read back, and what spreadsheet programs make of them."""

import csv
import io
import tracemalloc
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from chengyan.errors import ChengyanError, TableError
from chengyan.priorities.sheets import Row, csv_bytes, read_sheet, tsv_bytes, xlsx_bytes

CODEBOOK = pd.DataFrame(
    {"code": ["A", "B"], "zh": ["甲", "乙"], "en": ["a", "b"], "holds": ["x", "y"], "excludes": ""}
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "'=1"]


def sheet(texts):
    columns = "id doc_id sentence part headings before text after primary secondary note".split()
    table = pd.DataFrame("", range(len(texts)), columns)
    table["id"] = [f"a-s{i}" for i in range(len(texts))]
    table["text"] = texts
    return table.assign(
        sentence=range(len(texts)), part=0, stratum="甲", frame=3, inclusion=1 / 3,
        digest="1234567890123456", sample="mine",
    )  # fmt: skip


def book(texts, rules=("One rule.",)):
    return xlsx_bytes(sheet(texts), CODEBOOK, list(rules))


def opened(data):
    return load_workbook(io.BytesIO(data))


def test_a_workbook_for_a_coder():
    workbook = opened(book(["修好公路。", "办好学校。"]))
    assert workbook.sheetnames == ["coding", "codebook", "how to code"]
    coding = workbook["coding"]
    assert coding.freeze_panes == "A2"
    header = [cell.value for cell in coding[1]]
    assert header == list(sheet([]))
    assert all(cell.alignment.wrap_text for cell in coding[2])
    (choice,) = coding.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("I2:I3", "codebook!$A$2:$A$3")
    grey = [cell.value for cell in coding[1] if cell.fill.fgColor.rgb == "00EDEDED"]
    assert grey == header[-5:]
    assert [row[0].value for row in workbook["codebook"]["A2:A3"]] == ["A", "B"]
    assert workbook["how to code"]["A2"].value == "One rule."


def test_the_same_sheet_is_the_same_bytes():
    data = book(["修好公路。"])
    assert data == book(["修好公路。"])
    assert data != book(["办好学校。"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_no_cell_is_a_formula():
    coding = opened(book(FORMULAS))["coding"]
    for row, text in enumerate(FORMULAS, start=2):
        cell = coding.cell(row, 7)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        # What a coder types is text as well.
        assert coding.cell(row, 10).number_format == "@"
    data = csv_bytes(sheet(FORMULAS))
    assert data.startswith(b"\xef\xbb\xbfid,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["text"] for row in rows] == [f"'{text}" for text in FORMULAS]
    assert [row["id"] for row in rows] == [f"a-s{i}" for i in range(len(FORMULAS))]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_is_read(tmp_path, ending):
    table = sheet(["修好公路，“通车”。", *FORMULAS[:-1]])
    path = tmp_path / f"x.{ending}"
    path.write_bytes(csv_bytes(table) if ending == "csv" else xlsx_bytes(table, CODEBOOK, []))
    rows = read_sheet(path, ("id", "text"))
    assert [row["text"] for row in rows] == list(table["text"])
    assert [row["sentence"] for row in rows] == [str(i) for i in range(len(table))]
    assert float(rows[0]["inclusion"]) == pytest.approx(1 / 3, abs=1e-9)
    assert rows[1].place == f"{path}, row 3"
    assert rows[0]["no such column"] == ""


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip))
def test_any_text_comes_through_csv(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes(csv_bytes(pd.DataFrame({"id": ["甲"], "text": [text]})))
    assert read_sheet(path, ("id",)) == [Row(f"{path}, row 2", {"id": "甲", "text": text})]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", ";"), ("utf-8", "\t")],
)
def test_sheets_as_spreadsheet_programs_save_them(tmp_path, encoding, delimiter):
    lines = [
        "ID,Primary ,text",
        "",
        "a-s1,经济,坚持人民至上，办好人民满意的教育。",
        ",,",
        "a-s2,ECON,",
    ]
    path = tmp_path / "x.txt"
    path.write_bytes("\r\n".join(lines).replace(",", delimiter).encode(encoding))
    rows = read_sheet(path, ("id", "primary"))
    assert [(row.place[-5:], row["id"], row["primary"]) for row in rows] == [
        ("row 3", "a-s1", "经济"),
        ("row 5", "a-s2", "ECON"),
    ]


def test_of_a_workbook_the_sheet_for_coding_is_read(tmp_path):
    workbook = Workbook()
    workbook.active.append(["something", "else"])
    own = workbook.create_sheet("coding")
    own.append(["id", "primary", "frame", "inclusion"])
    own.append(["a-s1", None, 12.0, 0.25])
    workbook.save(tmp_path / "x.xlsx")
    (row,) = read_sheet(tmp_path / "x.xlsx", ("id",))
    assert row.cells == {"id": "a-s1", "primary": "", "frame": "12", "inclusion": "0.25"}
    workbook.remove(workbook.worksheets[0])
    own.title = "Sheet1"
    workbook.save(tmp_path / "x.xlsx")
    assert read_sheet(tmp_path / "x.xlsx", ("id",)) == [row]


def test_a_stray_cell_in_the_last_corner_does_not_fill_the_memory(tmp_path):
    workbook = Workbook()
    workbook.active.append(["id", "primary"])
    workbook.active.append(["a-s1", 0])
    workbook.active["XFD20000"] = "x"
    workbook.save(tmp_path / "x.xlsx")
    tracemalloc.start()
    rows = read_sheet(tmp_path / "x.xlsx", ("id",))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [row.cells for row in rows] == [{"id": "a-s1", "primary": "0"}]
    # A list of empty texts for each row of that width would be 2.6 GB.
    assert most < 100_000_000


def test_a_workbook_that_unpacks_to_more_than_any_sheet_is_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_001)
    (tmp_path / "x.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(TableError, match=r"x\.xlsx: unpacks to 100 MB, more than 100 MB"):
        read_sheet(tmp_path / "x.xlsx", ("id",))


WRONG = {
    "nothing": (b"", r"row 1: column id is missing"),
    "no such column": (b"name,primary\nx,y\n", r"row 1: column id is missing .*name, primary"),
    "a column twice": (b"id,ID\nx,y\n", r"row 1: column id stands twice"),
    "no row": (b"id,primary\n,\n", r"has no row below its header"),
    "quotes left open": (b'id,primary\n"x,y\n', r"is no table with closed quotes"),
    "a damaged workbook": (b"PK\x03\x04", r"is no whole XLSX file"),
}


@pytest.mark.parametrize(("data", "message"), WRONG.values(), ids=WRONG)
def test_what_is_no_sheet_is_told_in_one_line(tmp_path, data, message):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(ChengyanError, match=message) as error:
        read_sheet(path, ("id",))
    assert str(error.value).startswith(str(path))


def test_a_sheet_that_is_not_there(tmp_path):
    with pytest.raises(TableError, match=r"x\.csv: cannot be read"):
        read_sheet(tmp_path / "x.csv", ("id",))


def test_a_project_table_has_tabs_and_no_breaks():
    table = pd.DataFrame({"inclusion": [1 / 3, 1.0, 0.00005], "text": ['说“好”"\n是\t的', "", "x"]})
    assert tsv_bytes(table).decode().splitlines() == [
        *("inclusion\ttext", '0.3333333333\t说“好”" 是 的', "1\t", "0.00005\tx")
    ]
