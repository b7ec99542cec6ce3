"""Sheets on disk: XLSX and CSV that spreadsheet programs open as they are, and any of them back."""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from chengyan.errors import TableError
from chengyan.intake.encoding import decode
from chengyan.intake.extract import megabytes
from chengyan.tables import FLOAT_FORMAT

# What a spreadsheet program takes for a formula; some do with signs of full width too.
_FORMULA = re.compile(r"^(?='*[=+\-@＝＋－＠\t\r])")
_SHIELDED = re.compile(r"^'(?='*[=+\-@＝＋－＠\t\r])")
# XML has no place for these.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_CODING, _CODEBOOK, _RULES = "coding", "codebook", "how to code"
_WIDTHS = {
    "id": 18, "doc_id": 14, "part": 6, "headings": 24, "before": 36, "text": 60, "after": 36,
    "secondary": 14, "note": 24, "digest": 18, "code": 10, "zh": 14, "en": 34, "holds": 70,
    "excludes": 50,
}  # fmt: skip
_USUAL_WIDTH = 11
_LINE, _LEAST_LINES, _MOST_LINES = 15, 5, 27  # points; Excel's highest row has 409
_DESIGN = "stratum frame inclusion digest sample".split()
# The file shall not tell when it was made, so that the same draw gives the same bytes.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  XLSX has no time zones
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
# ASSUME no sheet of sentences is larger. One stray cell in the last column would fill the memory.
_MOST_BYTES, _MOST_COLUMNS = 100_000_000, 200


@dataclass(frozen=True)
class Row:
    """A row of a sheet, with file and row for messages; what a cell lacks is empty."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV that Excel opens as it is: UTF-8 with byte order mark, formulas shielded."""
    shielded = table.map(lambda cell: _FORMULA.sub("'", cell, 1) if isinstance(cell, str) else cell)
    text = shielded.to_csv(index=False, float_format=FLOAT_FORMAT, lineterminator="\n")
    return f"\ufeff{text}".encode("utf-8", "replace")


def tsv_bytes(table: pd.DataFrame) -> bytes:
    """A table as the project keeps them: tab-separated without quoting, so without breaks."""
    rows = [
        [_decimal(cell) if isinstance(cell, float) else str(cell) for cell in row]
        for row in [list(table.columns), *table.itertuples(index=False)]
    ]
    lines = ("\t".join(re.sub(r"[\t\r\n]+", " ", cell) for cell in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _decimal(number: float) -> str:
    """Ten digits, without an exponent."""
    return np.format_float_positional(number, precision=10, fractional=False, trim="-")


def xlsx_bytes(sheet: pd.DataFrame, codebook: pd.DataFrame, rules: list[str]) -> bytes:
    """A workbook for a coder: the sheet, the codebook, and how to code.

    Parameters
    ----------
    sheet : pandas.DataFrame
        As `chengyan.priorities.coding.sheet_of` gives it.
    codebook : pandas.DataFrame
        code, zh, en, holds, excludes.
    rules : list of str

    Notes
    -----
    The same arguments give the same bytes under one version of openpyxl and zlib.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook()
    properties = workbook.properties
    properties.creator, properties.created, properties.modified = "chengyan", _MADE, _MADE
    _fill(workbook.active, _CODING, sheet)
    _fill(workbook.create_sheet(), _CODEBOOK, codebook)
    _fill(workbook.create_sheet(), _RULES, pd.DataFrame({"how to code": rules}))
    _finish(workbook[_CODING], sheet, len(codebook))
    workbook[_RULES].column_dimensions["A"].width = 110
    written, fixed = io.BytesIO(), io.BytesIO()
    # Not `workbook.save`, which writes the time.
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(workbook, archive).save()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(fixed, "w") as dated:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, _ENTRY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(entry, archive.read(name))
    return fixed.getvalue()


def _fill(sheet: Any, title: str, table: pd.DataFrame) -> None:
    """Write a table: header frozen, text wrapped and never a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.title = title
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _USUAL_WIDTH)
        sheet.cell(1, number, column).font = Font(bold=True)
        # The end of what stands before a sentence is what stands beside it.
        shown = Alignment(wrap_text=True, vertical="bottom" if column == "before" else "top")
        for row, value in enumerate(table[column].tolist(), start=2):
            cell = sheet.cell(row, number)
            cell.alignment = shown
            if isinstance(value, str) and value:
                cell.value = _NO_XML.sub("", value)
                cell.data_type = "s"
                # Else it would become a formula when the cell is edited.
                cell.quotePrefix = bool(_FORMULA.match(value))
            elif not isinstance(value, str):
                cell.value = value


def _finish(sheet: Any, table: pd.DataFrame, codes: int) -> None:
    """What the sheet to fill in has beside its cells: choices, grey columns, heights of rows."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {name: get_column_letter(i) for i, name in enumerate(table.columns, start=1)}
    last = len(table) + 1
    # A warning, not a ban: names of codes in Chinese or small letters are read as well.
    choice = DataValidation(
        "list", formula1=f"{_CODEBOOK}!$A$2:$A${codes + 1}", allow_blank=True,
        showErrorMessage=True, errorStyle="warning", errorTitle="No code",
        error="This is no code of the codebook.",
    )  # fmt: skip
    sheet.add_data_validation(choice)
    choice.add(f"{letters['primary']}2:{letters['primary']}{last}")
    for name in ("primary", "secondary", "note"):
        for row in range(2, last + 1):
            # As text: 1,2 is no number, and =x no formula.
            sheet[f"{letters[name]}{row}"].number_format = "@"
    grey, fill = Font(color="808080"), PatternFill("solid", fgColor="EDEDED")
    for name in _DESIGN:
        for row in range(1, last + 1):
            cell = sheet[f"{letters[name]}{row}"]
            cell.font, cell.fill = grey, fill
    for row, text in enumerate(table["text"], start=2):
        lines = min(max(len(text) * 2 // _WIDTHS["text"] + 2, _LEAST_LINES), _MOST_LINES)
        sheet.row_dimensions[row].height = lines * _LINE


def read_sheet(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Read a sheet: XLSX, or CSV or TSV in any encoding and with any separator.

    Parameters
    ----------
    path : pathlib.Path
    columns : tuple of str
        Columns that it must have.

    Raises
    ------
    TableError
        If it cannot be read, a column is missing or stands twice, or there is no row.
    TextError
        If its encoding is unknown.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(
            str(path), f"cannot be read ({error.strerror})", "Name a filled sheet"
        ) from None
    is_workbook = data.startswith(b"PK") or path.suffix.lower() == ".xlsx"
    table = _cells_of_workbook(data, path) if is_workbook else _cells_of_text(data, path)
    header = [name.strip().lower() for name in table[0]] if table else []
    for name in columns:
        if header.count(name) != 1:
            how = "stands twice" if name in header else "is missing"
            problem = f"column {name} {how} (there are: {', '.join(filter(None, header))})"
            raise TableError(f"{path}, row 1", problem, "Give it the columns it was drawn with")
    rows = [
        Row(f"{path}, row {number}", {name: _plain(cell) for name, cell in zip(header, cells)})  # noqa: B905
        for number, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise TableError(str(path), "has no row below its header", "Name a filled sheet")
    return rows


def _plain(cell: str) -> str:
    """A cell without what shields it; Excel writes a carriage return in its own way."""
    return _SHIELDED.sub("", cell.replace("_x000D_", "").strip(), 1)


def _cells_of_workbook(data: bytes, path: Path) -> list[list[str]]:
    """The cells of the sheet called coding, else of the first one."""
    from openpyxl import load_workbook

    _refuse_bomb(data, path)
    try:
        with warnings.catch_warnings():
            # Of what other programs leave in a workbook, openpyxl does not know everything.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            title = _CODING if _CODING in workbook.sheetnames else workbook.sheetnames[0]
            rows = workbook[title].iter_rows(max_col=_MOST_COLUMNS, values_only=True)
            return [_written(row) for row in rows]
    except Exception as error:  # noqa: BLE001  a damaged file makes openpyxl raise almost anything
        raise TableError(
            str(path), f"is no whole XLSX file ({error})", "Save it again as .xlsx or .csv"
        ) from None


def _refuse_bomb(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        # What is wrong with it is for its reader to say.
        return
    if unpacked > _MOST_BYTES:
        problem = f"unpacks to {megabytes(unpacked)}, more than {megabytes(_MOST_BYTES)}"
        raise TableError(str(path), problem, "Save it again as .csv")


def _written(row: tuple[object, ...]) -> list[str]:
    """The cells of a row as text, up to the last one that is filled."""
    if row.count(None) == len(row):
        return []
    whole = [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row]
    written = ["" if cell is None else str(cell) for cell in whole]
    filled = max((place for place, cell in enumerate(written, start=1) if cell), default=0)
    return written[:filled]


def _cells_of_text(data: bytes, path: Path) -> list[list[str]]:
    text = decode(data, str(path)).text
    header = text.partition("\n")[0]
    delimiter = max(",\t;", key=header.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise TableError(
            str(path), f"is no table with closed quotes ({error})", "Save it again as .csv or .xlsx"
        ) from None
