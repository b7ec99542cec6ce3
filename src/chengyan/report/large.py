"""Tables too large to be read whole, of which the viewer gets some rows all the same."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from chengyan.errors import TableError
from chengyan.tables import read_table

# Tables that pages look into and do not rest on; this one has a row a term and pair of groups.
LOOKED_INTO = {"keyness_pairs"}
# Bytes from which such a table is read a piece at a time.
LARGE = 32_000_000
PIECE = 16_000_000

Condition = Mapping[str, str]


def is_large(path: Path) -> bool:
    """Whether a table is too large to be read for the rows that the viewer gets."""
    return path.stem in LOOKED_INTO and path.stat().st_size > LARGE


def some_rows(
    path: Path, wanted: Sequence[Condition] = (), *, most: int
) -> tuple[pd.DataFrame, int]:
    """Rows of a CSV table without reading it whole: those wanted, and the first of each group.

    Parameters
    ----------
    path : pathlib.Path
    wanted : sequence of mapping, optional
        Conditions (column: cell) on rows that must be there.
    most : int
        Rows of a group that are enough.

    Returns
    -------
    pandas.DataFrame
        The rows in their order, as `read_table` gives them.
    int
        How many rows the table has.

    Raises
    ------
    TableError
        Where it is no table.
    """
    kept: list[pa.RecordBatch] = []
    met: dict[str, int] = {}
    total = 0
    try:
        for piece in _pieces(path):
            total += piece.num_rows
            here = _asked(piece, wanted) | _first(piece, met, most)
            kept.append(piece.filter(pa.array(here)))
    except pa.ArrowInvalid as error:
        raise TableError(str(path), str(error), "Make the table anew") from None
    with TemporaryDirectory() as folder:
        few = Path(folder, path.name)
        # Types are those that a table of these rows would have.
        pa_csv.write_csv(pa.Table.from_batches(kept), few)
        return read_table(few), total


def _pieces(path: Path) -> Iterator[pa.RecordBatch]:
    with path.open(encoding="utf-8") as handle:
        columns = handle.readline().rstrip("\n").split(",")
    yield from pa_csv.open_csv(
        path,
        read_options=pa_csv.ReadOptions(use_threads=False, block_size=PIECE),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
        ),
    )


def _asked(piece: pa.RecordBatch, wanted: Sequence[Condition]) -> np.ndarray:
    """Which rows meet one of the conditions."""
    cells: dict[tuple[str, ...], set[str]] = {}
    for condition in wanted:
        names = tuple(sorted(condition))
        cells.setdefault(names, set()).add("\0".join(condition[name] for name in names))
    here = np.zeros(piece.num_rows, dtype=bool)
    for names, values in cells.items():
        if names and set(names) <= set(piece.schema.names):
            joined = pc.binary_join_element_wise(*(piece.column(name) for name in names), "\0")
            here |= pc.is_in(joined, pa.array(sorted(values))).to_numpy(zero_copy_only=False)
    return here


def _first(piece: pa.RecordBatch, met: dict[str, int], most: int) -> np.ndarray:
    """Which rows are among the first of their group; `met` is how many of each went before."""
    known = "group" in piece.schema.names
    groups = piece.column("group").to_pandas() if known else pd.Series([""] * piece.num_rows)
    keys, names = pd.factorize(groups)
    before = np.array([met.get(str(name), 0) for name in names])
    place = pd.Series(keys).groupby(keys).cumcount().to_numpy() + before[keys]
    for name, number in zip(names, np.bincount(keys, minlength=len(names)), strict=True):
        met[str(name)] = met.get(str(name), 0) + int(number)
    first: np.ndarray = place < most
    return first
