"""Sorted tables of shards merged to one, of which only a batch of each is in memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from chengyan.tables import parquet_file, parquet_writer, read_pieces

# Rows of each shard that are in memory at a time.
BATCH = 20_000


def merge_sums(
    paths: Sequence[str | Path], path: str | Path, keys: Sequence[str], batch: int = BATCH
) -> int:
    """Add up tables that are sorted alike.

    Parameters
    ----------
    paths : sequence of path
        Parquet, sorted by `keys`, which are text, in the order of code points; all other columns
        are numbers.
    path : path
        Where the merged table goes, sorted alike, each key once, numbers added up.
    keys : sequence of str
    batch : int
        Rows of each table that are read at a time.

    Returns
    -------
    int
        Number of rows.

    Notes
    -----
    Memory grows with the number of tables times `batch`, not with their length. Sums are taken in
    the order of `paths`.
    """
    number = 0
    with parquet_writer(path, _schema(paths[0])) as write:
        for table in merged(paths, keys, batch):
            number += table.num_rows
            write(table)
    return number


def merged(
    paths: Sequence[str | Path], keys: Sequence[str], batch: int = BATCH
) -> Iterator[pa.Table]:
    """The pieces of the table that `merge_sums` writes; none is empty, no first key in two."""
    sources = [_Source(Path(path), keys[0], batch) for path in paths]
    sources = [source for source in sources if source.fill()]
    while sources:
        # Of a first key that is the last one held, more rows may come.
        limit = min((s.last for s in sources if not s.ended), default=None)
        taken = [source.take(limit) for source in sources]
        pieces = [piece for piece in taken if piece.num_rows]
        if pieces:
            yield _summed(pa.concat_tables(pieces), keys)
        for source in sources:
            # At the limit itself, a source holds nothing that may go: it needs more.
            source.fill(more=not pieces and source.last == limit)
        sources = [source for source in sources if source.held.num_rows]


class _Source:
    """A sorted table, read batch by batch."""

    def __init__(self, path: Path, key: str, batch: int) -> None:
        self._key = key
        self._batches = read_pieces(path, batch)
        self.ended = False
        self.held: pa.Table = _schema(path).empty_table()

    @property
    def last(self) -> str:
        """The last of the first key's values that are held."""
        value: str = self.held[self._key][-1].as_py()
        return value

    def fill(self, *, more: bool = False) -> bool:
        """Read on if nothing is held, or if there shall be more; whether anything is held then."""
        while not self.ended and (more or not self.held.num_rows):
            read = next(self._batches, None)
            if read is None:
                self.ended = True
            else:
                self.held = pa.concat_tables([self.held, read]).combine_chunks()
                more = False
        return bool(self.held.num_rows)

    def take(self, limit: str | None) -> pa.Table:
        """What comes before a limit, or all that is held."""
        if limit is None:
            number = self.held.num_rows
        else:
            number = pc.sum(pc.less(self.held[self._key], limit)).as_py() or 0
        taken, self.held = self.held.slice(0, number), self.held.slice(number)
        return taken


def _schema(path: str | Path) -> pa.Schema:
    with parquet_file(path) as file:
        return file.schema_arrow.remove_metadata()


def _summed(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    numbers = [name for name in table.column_names if name not in keys]
    summed = table.group_by(list(keys), use_threads=False).aggregate([(n, "sum") for n in numbers])
    summed = summed.rename_columns(
        [name.removesuffix("_sum") if name not in keys else name for name in summed.column_names]
    )
    return summed.select(table.column_names).sort_by([(key, "ascending") for key in keys])
