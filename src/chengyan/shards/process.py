"""A shard from its texts to its tokens and counts: what the later steps read instead of texts."""

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd

from chengyan.segment import Segmenter
from chengyan.shards.counts import ShardCounter
from chengyan.shards.cut import cut_texts
from chengyan.shards.texts import BATCH, read_texts
from chengyan.tables import parquet_writer, write_arrow, write_table

# What is written of a batch, and what of the whole shard.
OF_BATCH = ("sentences", "tokens", "counts", "documents")
OF_SHARD = ("vocabulary", "sums", "groups")
# Rows of a row group of sums.
GROUP = 20_000


def count_shard(
    path: str | Path,
    compare: str,
    segmenter: Segmenter,
    results: Mapping[str, str | Path],
    *,
    kinds: Collection[str],
    stopwords: Collection[str],
    unit: Mapping[str, int],
    batch: int = BATCH,
) -> pd.DataFrame:
    """Clean, segment and count the texts of a shard, some megabytes at a time.

    Parameters
    ----------
    path, compare
        As in `chengyan.shards.texts.read_texts`.
    segmenter : Segmenter
    results : mapping of str to path
        Parquet files to write, by the names of `OF_BATCH` and `OF_SHARD`: sentences, tokens (with
        part of speech and offsets), counts (rows of the document-term matrix), documents (facts of
        each text), vocabulary, sums (of terms by group), groups. Those that are left out are not
        written.
    kinds, stopwords, unit
        As in `ShardCounter`; unit has shortest and longest.
    batch : int
        Bytes of text that are in memory at a time.

    Returns
    -------
    pandas.DataFrame
        As `ShardCounter.groups`.
    """
    counter = ShardCounter(kinds, stopwords, **unit)
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for texts in read_texts(path, compare, batch):
            cut = cut_texts(texts, segmenter, kinds)
            made = {
                "sentences": cut.sentence_table,
                "tokens": cut.token_table,
                "documents": cut.document_table,
            }
            tables = {"counts": counter.add(cut)} | {
                name: make() for name, make in made.items() if name in results
            }
            for name in tables.keys() & results.keys():
                if name not in writers:
                    writer = parquet_writer(results[name], tables[name].schema)
                    writers[name] = stack.enter_context(writer)
                writers[name](tables[name])
    vocabulary = counter.vocabulary()
    if "vocabulary" in results:
        write_arrow(vocabulary, results["vocabulary"])
    if "sums" in results:
        # Small groups: those of all shards are read at once.
        write_arrow(counter.sums(vocabulary), results["sums"], rows=GROUP)
    groups = counter.groups()
    if "groups" in results:
        write_table(groups, results["groups"])
    return groups
