"""Result tables as Parquet, with the types that the data dictionary gives their columns."""

from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chengyan.dictionary.table import Column, plain, tables
from chengyan.errors import TableError
from chengyan.tables import read_cells

TYPES = {
    "text": pa.string(),
    "list": pa.list_(pa.string()),
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
}
TRUTH = {"True": True, "False": False}


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
    cells = read_cells(path)
    known = {column.name: column for column in tables()[name].columns}
    unknown = [name for name in map(str, cells) if name not in known]
    if unknown:
        raise TableError(
            str(path),
            f"column {', '.join(unknown)} is not in the data dictionary",
            f"Describe it in src/chengyan/dictionary/{tables()[name].chapter}.yaml",
        )
    columns = [known[str(column)] for column in cells]
    arrays = [
        _typed(cells[column.name].tolist(), column, f"{path}, column {column.name}")
        for column in columns
    ]
    schema = pa.schema([_field(column) for column in columns])
    buffer = BytesIO()
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd",
        compression_level=9,
    )  # fmt: skip
    return buffer.getvalue()


def _field(column: Column) -> pa.Field:
    about = {"description": plain(column.en), "description_zh": column.zh, "unit": column.unit}
    return pa.field(
        column.name,
        TYPES[column.kind],
        metadata={name: text for name, text in about.items() if text},
    )


def _typed(cells: list[str], column: Column, place: str) -> pa.Array:
    try:
        if column.kind == "list":
            values: list[object] = [cell.split(";") if cell else [] for cell in cells]
        elif column.kind == "flag":
            values = [TRUTH[cell] if cell else None for cell in cells]
        elif column.kind == "text":
            values = [cell or None for cell in cells]
        else:
            of = int if column.kind == "integer" else float
            values = [of(cell) if cell else None for cell in cells]
    except (KeyError, ValueError) as error:
        raise TableError(
            place,
            f"holds {error.args[0]!r}, which is no {column.kind}",
            "Mend the table or the data dictionary",
        ) from None
    return pa.array(values, type=TYPES[column.kind])
