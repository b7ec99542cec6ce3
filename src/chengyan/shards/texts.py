"""Shards of texts: Parquet files with a text a row, read a few at a time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chengyan.errors import TextError
from chengyan.whole import beside

# Bytes of text that are in memory at a time.
BATCH = 2_000_000
# Texts that are read at a time, at the most: what a batch is made up of.
ROWS = 64


@dataclass(frozen=True)
class Text:
    """A text of a shard.

    Attributes
    ----------
    doc_id, group, text : str
    row : dict of str to str
        Its other columns: title, author, genre, date and so on; empty where there is none.
    """

    doc_id: str
    group: str
    text: str
    row: Mapping[str, str] = field(default_factory=dict)


def read_texts(path: str | Path, compare: str, size: int = BATCH) -> Iterator[list[Text]]:
    """The texts of a shard in batches of about `size` bytes, in the order of the file.

    Parameters
    ----------
    path : path
        Parquet with text columns doc_id, text and `compare`; others are facts of the texts.
    compare : str
        The column whose values are the groups.
    size : int

    Raises
    ------
    TextError
        With file and row: for a file that is none, a column that is missing or no text, a doc_id or
        group that is empty, a doc_id that stands twice.
    """
    path = Path(path)
    seen: set[str] = set()
    batch: list[Text] = []
    held = 0
    for row in _rows(path, compare):
        place = f"{path}, row {len(seen) + 1}"
        doc_id, group = str(row["doc_id"] or ""), str(row[compare] or "")
        if not doc_id or not group:
            missing = compare if doc_id else "doc_id"
            raise TextError(place, f"{missing} is empty", "Give every text one, or leave it out")
        if doc_id in seen:
            raise TextError(place, f"doc_id {doc_id} stands twice", "Give every text its own")
        seen.add(doc_id)
        text = row.pop("text") or ""
        facts = {name: "" if value is None else str(value) for name, value in row.items()}
        batch.append(Text(doc_id, group, text, facts))
        # Three bytes a Han character.
        held += 3 * len(text)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
    if not seen:
        raise TextError(str(path), "holds no text", "Write some there, or take the file away")


def write_shards(texts: Iterable[Text], folder: str | Path, size: int) -> list[Path]:
    """Write texts as shards of about `size` bytes each, in their order.

    Parameters
    ----------
    texts : iterable of Text
    folder : path
    size : int
        Bytes of text of a shard.

    Returns
    -------
    list of pathlib.Path
        ``00000.parquet`` and so on.
    """
    written: list[Path] = []
    held: list[Text] = []
    total = 0
    for text in texts:
        held.append(text)
        total += len(text.text.encode("utf-8"))
        if total >= size:
            written.append(_write(held, Path(folder), len(written)))
            held, total = [], 0
    if held:
        written.append(_write(held, Path(folder), len(written)))
    return written


def _write(texts: list[Text], folder: Path, number: int) -> Path:
    path = folder / f"{number:05}.parquet"
    facts = dict.fromkeys(name for text in texts for name in text.row)
    columns = {name: [text.row.get(name, "") for text in texts] for name in facts}
    columns |= {"doc_id": [t.doc_id for t in texts], "text": [t.text for t in texts]}
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    with beside(path) as handle:
        pq.write_table(table, handle, row_group_size=ROWS * 16, compression="zstd")
    return path


def _rows(path: Path, compare: str) -> Iterator[dict[str, str | None]]:
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**20) as file:
            _check_columns(path, file.schema_arrow, compare)
            for batch in file.iter_batches(ROWS, use_threads=False):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        problem = str(error).splitlines()[0]
        raise TextError(
            str(path), f"cannot be read as Parquet ({problem})", "Write it anew, or take it away"
        ) from None


def _check_columns(path: Path, schema: pa.Schema, compare: str) -> None:
    for name in ("doc_id", "text", compare):
        if name not in schema.names:
            raise TextError(
                str(path),
                f"column {name} is missing (there are: {', '.join(schema.names)})",
                "Give the texts that column" + (", or set `compare`" if name == compare else ""),
            )
    kind = schema.field("text").type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise TextError(str(path), f"column text is {kind}, no text", "Write it as text")
