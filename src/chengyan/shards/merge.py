"""Sorted tables of shards merged to one, of which only a batch of each is in memory."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from chengyan.shards.arrays import coded, ranked, sums_between
from chengyan.tables import parquet_file, parquet_writer, read_pieces
from chengyan.units import differs

# Rows that are read at a time, of all tables together, and of each at the least.
ROWS, LEAST = 400_000, 2_000


def merge_sums(
    paths: Sequence[str | Path], path: str | Path, keys: Sequence[str], batch: int | None = None
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
    batch : int, optional
        Rows of each table that are read at a time; else the fewer, the more tables there are.

    Returns
    -------
    int
        Number of rows.

    Notes
    -----
    Memory grows with the number of tables times `batch`, not with their length; where no `batch` is
    given, beyond `ROWS` / `LEAST` tables only. Sums are taken in the order of `paths`.
    """
    number = 0
    schema = _schema(paths[0])
    for key in keys:
        place = schema.get_field_index(key)
        schema = schema.set(place, pa.field(key, pa.dictionary(pa.int32(), pa.string())))
    with parquet_writer(path, schema) as write:
        for table in merged(paths, keys, batch):
            number += table.num_rows
            write(table)
    return number


def merged(
    paths: Sequence[str | Path], keys: Sequence[str], batch: int | None = None
) -> Iterator[pa.Table]:
    """The pieces of the table that `merge_sums` writes; none is empty, no first key in two.

    Keys are columns of dictionaries.
    """
    size = batch or max(ROWS // len(paths), LEAST)
    sources = [_Source(Path(path), keys[0], size) for path in paths]
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
        self._key, self._batch = key, batch
        self._batches = read_pieces(path, batch)
        self.ended = False
        self.held: pa.Table = _schema(path).empty_table()

    @property
    def last(self) -> str:
        """The last of the first key's values that are held."""
        value: str = self.held[self._key][-1].as_py()
        return value

    def fill(self, *, more: bool = False) -> bool:
        """Read on if less than a batch is held, or if there shall be more; whether any is then."""
        while not self.ended and (more or self.held.num_rows < self._batch):
            read = next(self._batches, None)
            if read is None:
                self.ended = True
            else:
                self.held = pa.concat_tables([self.held, read])
                more = False
        return bool(self.held.num_rows)

    def take(self, limit: str | None) -> pa.Table:
        """What comes before a limit, or all that is held."""
        number = self.held.num_rows
        if limit is not None:
            number = bisect_left(self.held[self._key], limit, key=lambda value: value.as_py())
        taken, self.held = self.held.slice(0, number), self.held.slice(number)
        return taken


def _schema(path: str | Path) -> pa.Schema:
    with parquet_file(path) as file:
        return file.schema_arrow.remove_metadata()


def _summed(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    place = np.zeros(table.num_rows, np.int64)
    ranks, names = {}, {}
    for key in keys:
        column = table[key].combine_chunks().dictionary_encode()
        names[key], rank = ranked(column.dictionary)
        ranks[key] = rank[column.indices.to_numpy()]
        place = place * len(rank) + ranks[key]
    # Stable: sums of fractions hang on their order.
    order = np.argsort(place, kind="stable")
    begins = np.flatnonzero(differs(place[order]))
    summed = {}
    for name in table.column_names:
        if name in keys:
            summed[name] = coded(ranks[name][order[begins]], names[name])
        else:
            summed[name] = pa.array(sums_between(table[name].to_numpy()[order], begins))
    return pa.table(summed)
