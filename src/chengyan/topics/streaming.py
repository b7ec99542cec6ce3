"""Topics of a corpus that never is in memory: units are read piece by piece, again and again."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import sparse

from chengyan.errors import ConfigError, DesignError
from chengyan.tables import parquet_writer, read_pieces, readable
from chengyan.topics.balance import factors
from chengyan.topics.inference import token_shares
from chengyan.topics.voices import nmf_words, variational_words

Array = NDArray[np.float64]

# Units read at a time.
BATCH = 10_000
# Units of the sample that the first topics come from.
SAMPLE = 20_000
# A corpus is put into its order in so many parts, of which one is in memory.
PARTS = 64
# The voices of `fit_words` that see all units at once.
IN_MEMORY = ("nmf", "gibbs")

_NAMES = ["unit", "doc_id", "group"]


@dataclass(frozen=True)
class UnitStream:
    """Units of a Parquet table and their counts, piece by piece, as often as one goes through it.

    Attributes
    ----------
    path : pathlib.Path
        With columns unit, doc_id, group and words.
    terms : numpy.ndarray of str
        The columns of the counts; other words are not counted.
    batch : int
        Units of a piece, at the most.
    """

    path: Path
    terms: NDArray[Any]
    batch: int = BATCH

    def __len__(self) -> int:
        """Number of units."""
        return number_of_units(self.path)

    def __iter__(self) -> Iterator[tuple[pd.DataFrame, sparse.csr_matrix]]:
        """Pieces in the order of the file: unit, doc_id and group; their counts."""
        for piece in read_pieces(self.path, self.batch, [*_NAMES, "words"]):
            units, words = _flat(piece["words"].combine_chunks())
            terms = pc.index_in(words, value_set=pa.array(self.terms, type=words.type))
            known = terms.is_valid().to_numpy(zero_copy_only=False)
            columns = terms.drop_null().to_numpy()
            counts = sparse.coo_matrix(
                (np.ones(len(columns), np.int64), (units[known], columns)),
                shape=(len(piece), len(self.terms)),
            )
            yield piece.select(_NAMES).to_pandas(), sparse.csr_matrix(counts)


class Stream(Protocol):
    """Units and their counts, piece by piece, as often as one goes through them."""

    @property
    def terms(self) -> NDArray[Any]:
        """The columns of the counts."""

    def __iter__(self) -> Iterator[tuple[pd.DataFrame, sparse.csr_matrix]]:
        """Pieces: unit, doc_id and group; their counts."""


def fit_streamed(
    stream: Stream,
    *,
    k: int,
    seed: int,
    balance: float,
    passes: int = 1,
    scratch: str | Path | None = None,
) -> Array:
    """Fit the voice ``lda`` to units of which but a few are in memory.

    Parameters
    ----------
    stream : Stream
    k : int
        Number of topics.
    seed : int
    balance : float
        As in `chengyan.topics.balance.repeats`.
    passes : int
        How often all units are gone through.
    scratch : path, optional
        A folder with place for the counts, 8 bytes for each term of a unit; else the system's.

    Returns
    -------
    numpy.ndarray, topics × terms
        Rows sum to 1; topics in the order of falling share of a sample in which groups weigh the
        same.

    Raises
    ------
    DesignError
        If there are fewer than two units with words to a topic.

    Notes
    -----
    1. Groups get the weights that `chengyan.topics.balance.repeats` gives them: 2.5 is two times,
       and a third time for the half of its units that a hash of doc_id and unit draws.
    2. The counts are put into an order by such hashes, on disk, so that each stretch of the corpus
       holds all of its texts: of units in the order of texts, the last would be remembered best.
    3. Topics to start from are those of an NMF on the first `SAMPLE` units in that order.
    4. gensim goes through the units in that order.

    Neither the order of rows nor `batch` changes a bit of the words; other values of `unit` do.
    """
    totals: Counter[str] = Counter()
    for units, counts in stream:
        tokens = pd.Series(np.asarray(counts.sum(axis=1)).ravel())
        for group, total in tokens.groupby(units["group"]).sum().items():
            totals[str(group)] += int(total)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        corpus = _Shuffled(Path(folder), stream, factors(totals, balance), seed)
        if len(corpus) < 2 * k:
            raise DesignError(
                "config key `topics.k`",
                f"{k} topics are more than {len(corpus)} units hold",
                f"Set it to {len(corpus) // 2} or less",
            )
        sample = _matrix(islice(corpus, SAMPLE), len(stream.terms))
        words = variational_words(corpus, nmf_words(sample, k, seed), seed=seed, passes=passes)
    taken = token_shares(sample, words).sum(axis=0)
    # Rounded, so that the order does not hang on the last bit.
    return words[np.argsort(-np.round(taken / taken.sum(), 10), kind="stable")]


def fit_to_all(
    path: str | Path, terms: NDArray[Any], voice: str, *, k: int, seed: int, balance: float
) -> Array:
    """Fit a voice to more units than are held in memory.

    Raises
    ------
    ConfigError
        If it is not ``lda``, the one that streams.
    """
    if voice in IN_MEMORY:
        raise ConfigError(
            "config key `topics.models`",
            f"{voice} holds all units in memory, and {number_of_units(path):,} are more than"
            " `topics.in_memory`",
            "Choose lda, which streams them, or raise `topics.in_memory` if there is memory, or"
            " take fewer texts",
        )
    return fit_streamed(UnitStream(Path(path), terms), k=k, seed=seed, balance=balance)


def write_shares(stream: UnitStream, words: Array, path: str | Path) -> pd.DataFrame:
    """Write the share of each topic in each unit, piece by piece, and sum them up by group.

    Parameters
    ----------
    stream : UnitStream
    words : numpy.ndarray, topics × terms
        Rows sum to 1, no entry 0.
    path : path
        Parquet: unit, doc_id, group, tokens, and topic_1 and so on, which sum to 1, or are NaN in a
        unit without a term that counts. Rows in the order of the units.

    Returns
    -------
    pandas.DataFrame, groups × topics
        The share of each group's tokens that each topic takes; NaN where a group has none. Groups
        in the order of code points, topics from 1.

    Notes
    -----
    The shares of a unit are found together with those of its piece, until none changes by more than
    a millionth: so far they hang on `batch` and the order of rows.
    """
    topics = [f"topic_{topic + 1}" for topic in range(len(words))]
    schema = pa.schema(
        [
            ("unit", pa.int64()),
            ("doc_id", pa.string()),
            ("group", pa.string()),
            ("tokens", pa.int64()),
            *((topic, pa.float32()) for topic in topics),
        ]
    )
    sums: dict[str, Array] = {}
    with parquet_writer(path, schema, gaps=True) as write:
        for units, counts in stream:
            taken = token_shares(counts, words)
            tokens = np.asarray(counts.sum(axis=1)).ravel()
            for group, own in units.groupby("group").indices.items():
                sums[str(group)] = sums.get(str(group), 0) + taken[own].sum(axis=0)
            shares = np.full(taken.shape, np.nan)
            np.divide(taken, tokens[:, None], out=shares, where=tokens[:, None] > 0)
            table = units.assign(tokens=tokens, **dict(zip(topics, shares.T, strict=True)))
            write(pa.Table.from_pandas(table, schema, preserve_index=False))
    found = pd.DataFrame.from_dict(sums, orient="index", columns=range(1, len(words) + 1))
    totals = found.sum(axis=1)
    return found.sort_index().div(totals.where(totals > 0), axis=0).rename_axis("group")


def number_of_units(path: str | Path) -> int:
    """How many rows a table of units has, without reading them."""
    with readable(path):
        return int(pq.read_metadata(path).num_rows)


def sample_units(path: str | Path, number: int, seed: int, batch: int = BATCH) -> pd.DataFrame:
    """About so many units of a table, or all if there are no more.

    Parameters
    ----------
    path : path
        Parquet, with the columns of `chengyan.counting.word_lists`.
    number : int
    seed : int
    batch : int
        Units read at a time.

    Returns
    -------
    pandas.DataFrame
        All columns. Which units are drawn hangs on seed, doc_id and unit alone.
    """
    share = number / max(number_of_units(path), 1)
    pieces = []
    for piece in read_pieces(path, batch):
        if share < 1:
            chances = [
                _chance(f"{seed}\0{doc_id}\0{unit}")
                for doc_id, unit in zip(
                    piece["doc_id"].to_pylist(), piece["unit"].to_pylist(), strict=True
                )
            ]
            drawn = piece.filter(pa.array(np.array(chances) < share))
        else:
            drawn = piece
        pieces.append(drawn)
    table: pd.DataFrame = pa.concat_tables(pieces).to_pandas()
    return table


def _chance(name: str) -> float:
    """A number between 0 and 1 that looks random and hangs on the name alone."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") / 2**64


class _Shuffled:
    """Counts in the order of hashes, on disk: a corpus as gensim reads it, the same each time."""

    def __init__(
        self, folder: Path, stream: Stream, weights: Mapping[str, float], seed: int
    ) -> None:
        self._folder = folder
        self._number = 0
        with ExitStack() as stack:
            files = [
                [stack.enter_context(path.open("wb")) for path in self._paths(part)]
                for part in range(PARTS)
            ]
            for units, counts in stream:
                rows, keys = _drawn(units, counts, weights, seed)
                self._number += len(rows)
                part_of = keys // np.uint64(2**64 // PARTS)
                for part in np.unique(part_of):
                    own = part_of == part
                    piece = counts[rows[own]]
                    entries = np.column_stack([piece.indices, piece.data]).astype(np.int32)
                    lengths = np.diff(piece.indptr).astype(np.int32)
                    for file, values in zip(
                        files[part], (keys[own], lengths, entries), strict=True
                    ):
                        file.write(values.tobytes())

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[list[list[int]]]:
        for part in range(PARTS):
            paths = self._paths(part)
            keys, lengths = np.fromfile(paths[0], np.uint64), np.fromfile(paths[1], np.int32)
            entries = np.fromfile(paths[2], np.int32).reshape(-1, 2)
            ends = np.cumsum(lengths)
            for unit in np.argsort(keys, kind="stable"):
                yield entries[ends[unit] - lengths[unit] : ends[unit]].tolist()

    def _paths(self, part: int) -> list[Path]:
        return [self._folder / f"{part}.{name}" for name in ("keys", "lengths", "entries")]


def _drawn(
    units: pd.DataFrame, counts: sparse.csr_matrix, weights: Mapping[str, float], seed: int
) -> tuple[NDArray[np.intp], NDArray[np.uint64]]:
    """Rows with words, each as often as its group's weight says, and what decides their order."""
    rows, keys = [], []
    filled = np.flatnonzero(np.diff(counts.indptr))
    names = units.iloc[filled]
    for row, unit, doc_id, group in zip(filled, *(names[name] for name in _NAMES), strict=True):
        weight, time = weights[group], 0
        while time < weight:
            digest = blake2b(f"{seed}\0{doc_id}\0{unit}\0{time}".encode(), digest_size=16).digest()
            chance = int.from_bytes(digest[8:], "big") / 2**64
            if chance < weight - time:
                rows.append(row)
                keys.append(int.from_bytes(digest[:8], "big"))
            time += 1
    return np.array(rows, np.intp), np.array(keys, np.uint64)


def _matrix(units: Iterator[Sequence[Sequence[int]]], terms: int) -> sparse.csr_matrix:
    parts = [np.array(unit, np.int64) for unit in units]
    entries = np.concatenate(parts) if parts else np.zeros((0, 2), np.int64)
    ends = np.cumsum([0, *map(len, parts)])
    return sparse.csr_matrix((entries[:, 1], entries[:, 0], ends), shape=(len(parts), terms))


def _flat(words: pa.Array) -> tuple[NDArray[np.int64], pa.Array]:
    """All words of a piece, and the row of each."""
    rows = pc.list_parent_indices(words).to_numpy(zero_copy_only=False)
    return rows.astype(np.int64), pc.list_flatten(words)
