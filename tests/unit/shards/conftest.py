"""The shipped texts as shards, each cut into several documents, and counted."""

import pytest
from shard_texts import OPTIONS, cut_up

from chengyan.segment import Segmenter
from chengyan.shards.process import OF_BATCH, OF_SHARD, count_shard
from chengyan.shards.texts import write_shards


@pytest.fixture(scope="session")
def segmenter(entries):
    return Segmenter("rjieba", entries)


@pytest.fixture(scope="session")
def texts(documents):
    return cut_up(documents)


@pytest.fixture(scope="session")
def count(segmenter):
    """A function that counts texts in shards and batches of some size: the files of each shard."""

    def counted(texts, folder, size, batch=100_000):
        shards = []
        for path in write_shards(texts, folder / "shards", size):
            files = {
                name: folder / path.stem / f"{name}.parquet" for name in (*OF_BATCH, *OF_SHARD)
            }
            count_shard(path, "city", segmenter, files, batch=batch, **OPTIONS)
            shards.append(files)
        return shards

    return counted


@pytest.fixture(scope="session")
def shards(texts, count, tmp_path_factory):
    return count(texts, tmp_path_factory.mktemp("counted"), 20_000)
