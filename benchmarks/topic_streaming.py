"""How much memory and time streamed topics take, by the units of the corpus.

    python benchmarks/topic_streaming.py --units 100000 1000000

Each corpus is drawn from known topics, written piece by piece, and fitted in a process of its own;
its file, some 60 MB for a million units of 30 words, is deleted after. Prints a row for each.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from chengyan.topics.streaming import SAMPLE, UnitStream, fit_streamed, sample_units, write_shares

PIECE = 10_000
TOPICS_OF_UNIT = 2
GROUPS = 10
COLUMNS = (
    "units",
    "MB on disk",
    "vocabulary, s",
    "words, s",
    "shares, s",
    "MB at most",
    "at start",
)


def main(units: list[int], k: int, terms: int, length: int, folder: Path | None) -> None:
    spawn = multiprocessing.get_context("spawn")
    print("|", " | ".join(COLUMNS), "|")
    print("|", " | ".join("--:" for _ in COLUMNS), "|")
    for number in units:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            path = Path(scratch) / "units.parquet"
            write_units(path, number, k, terms, length)
            with spawn.Pool(1) as pool:
                row = pool.apply(measure, (path, k))
            print("|", " | ".join(f"{value:,.0f}" for value in (number, *row)), "|", flush=True)


def write_units(path: Path, number: int, k: int, terms: int, length: int) -> None:
    """Units of two topics each, groups one after the other, groups of different topics."""
    random = np.random.default_rng(number)
    frequency = 1 / np.arange(5, terms + 5)
    words = random.dirichlet(1000 * frequency / frequency.sum(), k)
    bounds = (np.arange(k)[:, None] + np.cumsum(words, axis=1)).ravel()
    prevalence = random.dirichlet(np.ones(k), GROUPS)
    vocabulary = pa.array([f"w{term:05}" for term in range(terms)])
    schema = pa.schema(
        [
            ("unit", pa.int64()),
            ("doc_id", pa.string()),
            ("group", pa.string()),
            ("words", pa.list_(pa.string())),
        ]
    )
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, number, PIECE):
            unit = np.arange(start, min(start + PIECE, number))
            group = unit * GROUPS // number
            own = np.array([random.choice(k, TOPICS_OF_UNIT, p=prevalence[g]) for g in group])
            topic = np.take_along_axis(
                own, random.integers(0, TOPICS_OF_UNIT, (len(unit), length)), axis=1
            ).ravel()
            drawn = np.searchsorted(bounds, topic + random.random(len(topic))) - topic * terms
            lists = pa.ListArray.from_arrays(
                pa.array(np.arange(len(unit) + 1, dtype=np.int32) * length),
                vocabulary.take(pa.array(drawn.clip(0, terms - 1))),
            )
            texts = [f"text{place // 100}" for place in unit]
            names = [f"group{place}" for place in group]
            writer.write_table(pa.table([unit, texts, names, lists], schema=schema))


def measure(path: Path, k: int) -> tuple[float, ...]:
    at_start = peak()
    times = [time.monotonic()]
    sample = sample_units(path, SAMPLE, seed=1)["words"]
    found = Counter(word for words in sample for word in set(words))
    terms = np.array(sorted(word for word, times in found.items() if times >= 5), dtype=object)
    times.append(time.monotonic())
    stream = UnitStream(path, terms)
    words = fit_streamed(stream, k=k, seed=1, balance=0.5, scratch=path.parent)
    times.append(time.monotonic())
    write_shares(stream, words, path.with_name("shares.parquet"))
    times.append(time.monotonic())
    return (path.stat().st_size / 1e6, *np.diff(times), peak(), at_start)


def peak() -> float:
    """Megabytes that this process has held at the most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--terms", type=int, default=20_000)
    parser.add_argument("--length", type=int, default=30, help="words of a unit")
    parser.add_argument("--folder", type=Path, help="a folder with place; else the system's")
    options = parser.parse_args()
    main(options.units, options.topics, options.terms, options.length, options.folder)
