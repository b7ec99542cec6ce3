"""Result tables as Parquet, with the types that the data dictionary gives their columns."""

import csv
import re
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from chengyan.dictionary.table import Column, plain, tables
from chengyan.errors import TableError

TYPES = {
    "text": pa.string(),
    "list": pa.list_(pa.string()),
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
}
# RE2, which knows no looking ahead: as `chengyan.tables` shields cells.
SHIELD = r"^'('*[=+\-@\t\r])"
_PLACE = re.compile(r"In CSV column #(\d+): (?:Row #\d+: )?(.*)")


def to_parquet(path: str | Path, name: str) -> bytes:
    """A CSV table as Parquet, typed, with the descriptions of its columns.

    An empty cell is missing, in a list it is the empty list; the apostrophe before what looks like
    a formula is gone. The bytes follow from the table and the version of pyarrow alone.

    Parameters
    ----------
    path : path
        A CSV table.
    name : str
        Its name in the dictionary.

    Raises
    ------
    TableError
        If a column is not in the dictionary, or holds what the dictionary does not have it hold.
    """
    own = tables()[name]
    known = {column.name: column for column in own.columns}
    with Path(path).open(encoding="utf-8", newline="") as handle:
        columns = next(csv.reader(handle))
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise TableError(
            str(path),
            f"column {', '.join(unknown)} is not in the data dictionary",
            f"Describe it in src/chengyan/dictionary/{own.chapter}.yaml",
        )
    told = [known[column] for column in columns]
    read = _read(Path(path), told)
    arrays = [_finished(read.column(column.name), column) for column in told]
    schema = pa.schema([_field(column) for column in told])
    buffer = BytesIO()
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd",
        compression_level=9,
    )  # fmt: skip
    return buffer.getvalue()


def _read(path: Path, columns: list[Column]) -> pa.Table:
    """The table with numbers and flags typed; lists are text yet."""
    types = {
        column.name: TYPES["text" if column.kind == "list" else column.kind] for column in columns
    }
    try:
        return pa_csv.read_csv(
            path,
            # One thread: pieces that others cut would be row groups of other sizes.
            read_options=pa_csv.ReadOptions(use_threads=False, encoding="utf-8"),
            parse_options=pa_csv.ParseOptions(newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types=types,
                null_values=[""],
                true_values=["True"],
                false_values=["False"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        found = _PLACE.match(str(error))
        place = f"{path}, column {columns[int(found[1])].name}" if found else str(path)
        raise TableError(
            place, found[2] if found else str(error), "Mend the table or the data dictionary"
        ) from None


def _finished(cells: pa.ChunkedArray, column: Column) -> pa.Array:
    """Text without the apostrophe before formulas, and lists in their parts."""
    whole = cells.combine_chunks()
    if column.kind not in ("text", "list"):
        return whole
    whole = pc.replace_substring_regex(whole, SHIELD, r"\1")
    if column.kind == "text":
        return whole
    nothing = pa.scalar([], TYPES["list"])
    return pc.coalesce(pc.split_pattern(whole, ";"), nothing)


def _field(column: Column) -> pa.Field:
    about = {"description": plain(column.en), "description_zh": column.zh, "unit": column.unit}
    return pa.field(
        column.name,
        TYPES[column.kind],
        metadata={name: text for name, text in about.items() if text},
    )
