"""Tables in and out: one float format, one line end, no half-written file.

Bulk data are Parquet; tables for people are UTF-8 CSV.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from chengyan.errors import TableError
from chengyan.whole import beside

FLOAT_FORMAT = "%.10g"
# A spreadsheet program takes a cell that begins so for a formula, and might run it.
_FORMULA = re.compile(r"^(?='*[=+\-@\t\r])")
_SHIELDED = re.compile(r"^'(?='*[=+\-@\t\r])")
# Rows written at a time.
PIECE = 50_000

# Text whatever it looks like: a group may be called 2021 and a document 001.
TEXT = (
    "doc_id group city title author office genre date kind section text term without_lexicon "
    "reference contrast confounds firm_against left_out model label point name code severity "
    "ci_method aspect part orientation orientation_cues theme theme_cues "
    "phrase terms within place message remedy "
    "group_a group_b measure null_of years have have_a have_b lack missing "
    "more less of unused_terms verdict category covariate baseline "
    "tables rows why_en why_zh "
    "primary secondary primary_cues truth predicted method zh en sphere cap sample "
    "way_a way_b codebook seeded topics rests_on coding "
    "expression object modifier horizon horizon_from unit_normal bound "
    "device family form rung addressee status baseline_note lexicon "
    "formulation first_use_source role shared_with candidate kind_guess suggestion holds "
    "doc_a doc_b passage passage_b reference_group reference_doc"
).split()


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV or Parquet, by its ending, whole or not at all.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows in the order in which they shall stand; the index is not written.
    path : path
        Ends in ``.csv`` or ``.parquet``.

    Notes
    -----
    In CSV a cell of text that begins like a formula of a spreadsheet program (``=``, ``+``, ``-``,
    ``@``) has an apostrophe before it, which `read_table` takes off.
    """
    path = Path(path)
    if path.suffix == ".csv":
        shielded = _replaced(table, _FORMULA, "'")
        with beside(path) as handle:
            # In pieces: as one string, a table of many groups takes several times its size.
            for start in range(0, max(len(shielded), 1), PIECE):
                text = shielded.iloc[start : start + PIECE].to_csv(
                    index=False, header=not start, float_format=FLOAT_FORMAT, lineterminator="\n"
                )
                handle.write(text.encode("utf-8"))
    elif path.suffix == ".parquet":
        with beside(path) as handle:
            table.to_parquet(
                handle,
                index=False,
                engine="pyarrow",
                compression="zstd",
                write_page_checksum=True,
            )
    else:
        raise TableError(str(path), "tables are .csv or .parquet", "Choose one of the two endings")


def read_table(
    path: str | Path, columns: Iterable[str] = (), *, only: bool = False
) -> pd.DataFrame:
    """Read a CSV or Parquet table and see that it has the columns asked for.

    Empty cells of text columns come back as empty strings; of number columns, as NaN.

    Parameters
    ----------
    path : path
    columns : iterable of str
        Columns that it must have.
    only : bool
        Leave out all others, which saves memory where a CSV table is large.
    """
    path, columns = Path(path), list(columns)
    with readable(path):
        if path.suffix == ".parquet":
            table = pd.read_parquet(path, engine="pyarrow", page_checksum_verification=True)
        else:
            table = pd.read_csv(
                path,
                encoding="utf-8",
                keep_default_na=False,
                na_values={},
                dtype=dict.fromkeys(TEXT, str),
                usecols=columns.__contains__ if only else None,
            )
    if path.suffix != ".parquet":
        for name in table.columns.difference(TEXT, sort=False):
            if _is_text(table[name]):
                table[name] = _numbers_or_text(table[name])
        table = _replaced(table, _SHIELDED, "")
    require_columns(table, columns, str(path))
    return table


def read_tables(paths: Iterable[str | Path]) -> dict[str, pd.DataFrame]:
    """Tables by the names of their files without endings."""
    return {Path(path).name.partition(".")[0]: read_table(path) for path in paths}


@contextmanager
def readable(path: str | Path) -> Iterator[None]:
    """Say which table is missing or damaged, and what to do, where reading it fails."""
    try:
        yield
    except FileNotFoundError:
        raise TableError(str(path), "is missing", "Make it: give the command again") from None
    # Damaged Parquet is an error of Arrow, of what is within, or of the system without a number.
    except (OSError, ValueError, TypeError, LookupError, pa.ArrowException) as error:
        if getattr(error, "errno", None):
            raise
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise TableError(str(path), problem, "Delete it and give the command again") from None


def read_cells(path: str | Path) -> pd.DataFrame:
    """The cells of a CSV table as text, as they were before formulas were shielded."""
    cells = pd.read_csv(path, encoding="utf-8", dtype=str, keep_default_na=False, na_values={})
    return _replaced(cells, _SHIELDED, "")


def table_shape(path: str | Path) -> tuple[int, int]:
    """Rows and columns of a CSV table, of which no more than a row at a time is kept."""
    with Path(path).open(encoding="utf-8", newline="") as handle:
        lines = csv.reader(handle)
        columns = len(next(lines))
        return sum(1 for _ in lines), columns


def read_grouped(paths: Sequence[str | Path], groups: Mapping[str, str]) -> pd.DataFrame:
    """Tables of single texts put together in the order of `groups`, a column `group` after doc_id.

    Parameters
    ----------
    paths : sequence of path
        Tables with a column doc_id, one text each.
    groups : mapping of str to str
        The group of each doc_id, in the order wanted.
    """
    table = pd.concat([read_table(path, ["doc_id"]) for path in paths], ignore_index=True)
    table.insert(1, "group", table["doc_id"].map(dict(groups)))
    position = {doc_id: i for i, doc_id in enumerate(groups)}
    return table.sort_values(
        "doc_id", key=lambda ids: ids.map(position), kind="stable", ignore_index=True
    )


def in_group_order(table: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """The rows with their groups in the given order, else as they stood."""
    position = {group: i for i, group in enumerate(groups)}
    return table.sort_values(
        "group", key=lambda names: names.map(position), kind="stable", ignore_index=True
    )


def require_columns(table: pd.DataFrame, columns: Iterable[str], place: str) -> None:
    """Raise TableError unless `table` has all of `columns`."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise TableError(
            place,
            f"column {', '.join(missing)} is missing (there are: {', '.join(table.columns)})",
            "Give the table that column",
        )


@contextmanager
def parquet_writer(
    path: str | Path, schema: pa.Schema, *, gaps: bool = False
) -> Iterator[Callable[[pa.Table], None]]:
    """Write a Parquet table piece by piece, whole or not at all.

    Parameters
    ----------
    path : path
    schema : pyarrow.Schema
        Columns of dictionaries come back as text.
    gaps : bool
        Whether cells may be empty.

    Yields
    ------
    callable
        Writes a table of the schema as the next piece.

    Raises
    ------
    ValueError
        If a cell is empty that may not be.
    """
    if not gaps:
        schema = pa.schema([_filled(field) for field in schema])
    options = {
        "compression": "zstd",
        # Whole numbers take no less place as numbers of others, and more time.
        "use_dictionary": [
            name for name, kind in map(_leaf, schema) if not pa.types.is_integer(kind)
        ],
        "store_schema": False,
        # Nothing reads single row groups by their least and greatest values.
        "write_statistics": False,
        "write_page_checksum": True,
    }
    with beside(Path(path)) as handle, pq.ParquetWriter(handle, schema, **options) as writer:
        yield lambda table: writer.write_table(table.cast(schema))


def _filled(field: pa.Field) -> pa.Field:
    """The field without empty cells, of which nothing is then written."""
    if pa.types.is_list(field.type):
        field = field.with_type(pa.list_(_filled(field.type.value_field)))
    return field.with_nullable(False)


def _leaf(field: pa.Field) -> tuple[str, pa.DataType]:
    """Where a column, or what is in its lists, is found in a file, and of what type it is."""
    if pa.types.is_list(field.type):
        return f"{field.name}.list.element", field.type.value_type
    return field.name, field.type


@contextmanager
def parquet_file(path: str | Path) -> Iterator[pq.ParquetFile]:
    """A Parquet table to be read piece by piece, its checksums compared."""
    # A row group may be the whole file: it is not read in one go.
    with (
        readable(path),
        pq.ParquetFile(
            path, buffer_size=2**20, pre_buffer=False, page_checksum_verification=True
        ) as file,
    ):
        yield file


def read_pieces(
    path: str | Path, batch: int, columns: Iterable[str] | None = None
) -> Iterator[pa.Table]:
    """Some columns of a Parquet table, or all, so many rows at a time.

    Raises
    ------
    TableError
        If it is missing or damaged.
    """
    with parquet_file(path) as file:
        left = file.metadata.num_rows
        chosen = None if columns is None else list(columns)
        for piece in file.iter_batches(batch, columns=chosen, use_threads=False):
            left -= piece.num_rows
            yield pa.Table.from_batches([piece])
        # A page whose kind was damaged is passed over without a word.
        if left:
            raise ValueError(f"{left} rows are lost")


def write_arrow(table: pa.Table, path: str | Path, *, rows: int = 2**20) -> None:
    """Write an Arrow table as Parquet, whole or not at all.

    Parameters
    ----------
    table : pyarrow.Table
    path : path
    rows : int
        Rows of a row group. Whoever reads the table piece by piece holds some pages of one.
    """
    # Each row group has a dictionary of its own then, not that of the whole table.
    table = table.cast(pa.schema([_decoded(field) for field in table.schema]))
    with parquet_writer(path, table.schema) as write:
        for start in range(0, max(table.num_rows, 1), rows):
            write(table.slice(start, rows))


def _decoded(field: pa.Field) -> pa.Field:
    kind = field.type
    return field.with_type(kind.value_type) if pa.types.is_dictionary(kind) else field


def _is_text(column: pd.Series) -> bool:
    return column.dtype == object or pd.api.types.is_string_dtype(column)


def _replaced(table: pd.DataFrame, pattern: re.Pattern[str], new: str) -> pd.DataFrame:
    """The table with a pattern replaced in its columns of text, where it occurs at all."""
    changed = {}
    for name, column in table.items():
        if not _is_text(column):
            continue
        found = {
            value: pattern.sub(new, value)
            for value in column.unique()
            if isinstance(value, str) and pattern.match(value)
        }
        if found:
            changed[str(name)] = column.map(lambda value, found=found: found.get(value, value))
    return table.assign(**changed) if changed else table


def _numbers_or_text(column: pd.Series) -> pd.Series:
    """A column with empty cells is one of numbers if everything else in it is a number."""
    filled = column[column != ""]
    if filled.empty:
        # Bounds that no text bears are bounds all the same.
        bounds = str(column.name).startswith(("ci_", "loo_", "null_", "percentile"))
        return pd.Series(np.nan, column.index) if bounds else column
    try:
        numbers = pd.to_numeric(filled)
    except (ValueError, TypeError):
        return column
    return numbers.reindex(column.index)
