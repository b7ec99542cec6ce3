"""How fast raw texts become counts, beside what one would otherwise write, in one run.

    python benchmarks/throughput.py FOLDER --kept KEPT --sizes 1 10 100 1000 --csv ratios.csv

FOLDER holds some texts, from which corpora of so many million bytes are grown into KEPT. Each
measurement is a process of its own, on one core. Prints Markdown.
"""

import argparse
import gc
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from grown import MEGABYTE, read_sentences, write_grown
from history import add_rows

ROOT = Path(__file__).parents[1]
# The slow ones get so many million bytes, and are compared as rates.
SLOW = 10
_MADE = ("tokens", "counts", "vocabulary", "sums")
OPTIONS = {"kinds": ("heading", "body"), "unit": {"shortest": 20, "longest": 100}}


def texts_of(shards: list[Path], megabytes: float) -> Iterator[str]:
    """Texts of the shards until there are so many million bytes."""
    from chengyan.shards.texts import read_texts

    left = megabytes * MEGABYTE
    for shard in shards:
        for batch in read_texts(shard, "city"):
            for text in batch:
                if left <= 0:
                    return
                left -= len(text.text.encode())
                yield text.text


def ours(shards: list[Path], _: float, ready: Callable[[], None]) -> None:
    """Raw texts to tokens with part of speech and offsets, counts, and terms of all shards."""
    from chengyan.lexicon import read_formulations, read_terms
    from chengyan.segment import Segmenter
    from chengyan.shards.merge import merge_sums
    from chengyan.shards.process import count_shard

    segmenter = Segmenter("rjieba", read_formulations(ROOT / "lexicon/formulations.tsv"))
    stopwords = set(read_terms(ROOT / "lexicon/stopwords.tsv"))
    segmenter.table(["A-1，5.5%的中国"])
    # As the workflow's script does.
    gc.disable()
    ready()
    with tempfile.TemporaryDirectory(dir=shards[0].parent) as folder:
        sums = []
        for shard in shards:
            files = {name: Path(folder, shard.stem, name + ".parquet") for name in _MADE}
            count_shard(shard, "city", segmenter, files, stopwords=stopwords, **OPTIONS)
            sums.append(files["sums"])
        merge_sums(sums, Path(folder, "sums.parquet"), ["term", "group"])


def jieba_and_counts(shards: list[Path], megabytes: float, ready: Callable[[], None]) -> None:
    """``CountVectorizer`` on what ``jieba.cut`` gives, joined by blanks, as tutorials have it."""
    import jieba
    from sklearn.feature_extraction.text import CountVectorizer

    jieba.initialize()
    texts = list(texts_of(shards, megabytes))
    ready()
    cut = [" ".join(jieba.cut(text)) for text in texts]
    CountVectorizer().fit_transform(cut)


def posseg_and_counts(shards: list[Path], megabytes: float, ready: Callable[[], None]) -> None:
    """The same with ``jieba.posseg``, which gives parts of speech as well."""
    import jieba
    from jieba import posseg
    from sklearn.feature_extraction.text import CountVectorizer

    jieba.initialize()
    texts = list(texts_of(shards, megabytes))
    ready()
    cut = [" ".join(pair.word for pair in posseg.cut(text)) for text in texts]
    CountVectorizer().fit_transform(cut)


def engine_alone(shards: list[Path], megabytes: float, ready: Callable[[], None]) -> None:
    """Rjieba on the raw texts: nothing can be faster that uses it."""
    import rjieba

    rjieba.cut("中国", True)
    texts = list(texts_of(shards, megabytes))
    ready()
    for text in texts:
        rjieba.cut(text, True)


def reading(shards: list[Path], _: float, ready: Callable[[], None]) -> None:
    """Decompressing and decoding the shards."""
    ready()
    for _text in texts_of(shards, float("inf")):
        pass


def copying(_: list[Path], megabytes: float, ready: Callable[[], None]) -> None:
    """Copying so many bytes in memory, ten times: what the machine can do at all."""
    import numpy as np

    data = np.ones(int(megabytes * MEGABYTE), np.uint8)
    data.copy()
    ready()
    for _ in range(10):
        data.copy()


def _ready_tokens(shards: list[Path], megabytes: float) -> list[list[str]]:
    import rjieba

    return [rjieba.cut(text, True) for text in texts_of(shards, megabytes)]


def gensim_counts(shards: list[Path], megabytes: float, ready: Callable[[], None]) -> Any:
    """Gensim's ``Dictionary`` and ``doc2bow`` on ready tokens."""
    from gensim.corpora import Dictionary

    tokens = _ready_tokens(shards, megabytes)
    ready()
    dictionary = Dictionary()
    return [dictionary.doc2bow(text, allow_update=True) for text in tokens], dictionary


def our_counts(shards: list[Path], megabytes: float, ready: Callable[[], None]) -> Any:
    """Ours on the same tokens."""
    from chengyan.matrix import counted_lists

    tokens = _ready_tokens(shards, megabytes)
    ready()
    return counted_lists(tokens)


def measured(
    task: Callable[..., Any], shards: list[Path], megabytes: float, core: int = 0
) -> dict[str, float]:
    """Seconds, and million bytes of memory at the most, of a task in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(task, shards, megabytes, core, there))
    process.start()
    there.close()
    try:
        found: dict[str, float] = here.recv()
    except EOFError:
        raise RuntimeError(f"{task.__name__} came to nothing") from None
    process.join()
    return found


def _run(
    task: Callable[..., Any], shards: list[Path], megabytes: float, core: int, pipe: Any
) -> None:
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[core]})
    begun: list[float] = []

    def ready() -> None:
        begun.extend([time.perf_counter(), time.process_time()])

    kept = task(shards, megabytes, ready)
    pipe.send(
        {
            "wall": time.perf_counter() - begun[0],
            "cpu": time.process_time() - begun[1],
            "peak": _peak(),
            "held": _held(kept),
        }
    )


def _held(kept: Any) -> float:
    """What counts take in memory, in million bytes; 0 where a task keeps none."""
    if kept is None:
        return 0.0
    counts = kept[0]
    if isinstance(counts, list):
        size = sys.getsizeof
        return sum(size(row) + sum(map(size, row)) for row in counts) / MEGABYTE
    arrays = (counts.data, counts.indices, counts.indptr)
    return float(sum(array.nbytes for array in arrays)) / MEGABYTE


def _peak() -> float:
    """Most memory so far, in million bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def main(folder: Path, kept: Path, sizes: list[int], repeats: int, csv: Path | None) -> None:
    sentences = read_sentences(folder)
    # In a process of its own: later ones would be said to have had its memory.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        corpora = {
            size: pool.apply(write_grown, (sentences, size, kept / str(size)))
            for size in (*sizes, SLOW)
        }
    slow = corpora[SLOW]
    ratios: dict[str, float] = {}

    def rate(
        task: Callable[..., Any], shards: list[Path], megabytes: float, times: int = 1
    ) -> float:
        # Processor time: the machine may have other things to do.
        found = [megabytes / measured(task, shards, megabytes)["cpu"] for _ in range(times)]
        return statistics.median(found)

    peers = {
        name: rate(task, slow, megabytes, repeats)
        for name, task, megabytes in (
            ("jieba", jieba_and_counts, SLOW),
            ("posseg", posseg_and_counts, SLOW / 4),
            ("engine", engine_alone, SLOW),
            ("reading", reading, SLOW),
            ("copying", copying, 100 * SLOW),
        )
    }
    print(
        "| million bytes | MB/s of processor time | memory, MB "
        "| ÷ jieba | ÷ posseg | of the engine alone |"
    )
    print("|---|---|---|---|---|---|")
    rates = {}
    for size in sizes:
        shards = corpora[size]
        found = [measured(ours, shards, size) for _ in range(repeats if size <= SLOW else 1)]
        own = statistics.median(size / each["cpu"] for each in found)
        peak = max(each["peak"] for each in found)
        rates[size] = own
        ratios |= {
            f"raw to counts ÷ jieba and CountVectorizer, {size} MB": own / peers["jieba"],
            f"raw to counts ÷ posseg, {size} MB": own / peers["posseg"],
            f"raw to counts ÷ the engine alone, {size} MB": own / peers["engine"],
            f"memory in GB, {size} MB": peak / 1000,
        }
        print(
            f"| {size:,} | {own:.1f} | {peak:,.0f} | {own / peers['jieba']:.1f} "
            f"| {own / peers['posseg']:.0f} | {own / peers['engine']:.0%} |"
        )
    large = [size for size in rates if size >= SLOW]
    if len(large) > 1:
        ratios["slowest ÷ fastest rate from 10 MB on"] = min(rates[s] for s in large) / max(
            rates[s] for s in large
        )
    counts = [
        [measured(task, slow, SLOW) for _ in range(repeats)] for task in (gensim_counts, our_counts)
    ]
    theirs, own_counts = (
        {k: statistics.median(r[k] for r in runs) for k in runs[0]} for runs in counts
    )
    ratios["counting ÷ gensim"] = theirs["cpu"] / own_counts["cpu"]
    ratios["memory of counts ÷ gensim"] = own_counts["held"] / theirs["held"]
    ratios["reading ÷ the engine alone"] = peers["reading"] / peers["engine"]
    ratios["two cores ÷ one"] = _two_cores(corpora[min(s for s in sizes if s >= SLOW)], kept)
    print()
    print("| ratio | value |")
    print("|---|---|")
    for name, value in ratios.items():
        print(f"| {name} | {value:.2f} |")
    print()
    print(
        "Beside it, in MB/s: " + ", ".join(f"{name} {value:,.1f}" for name, value in peers.items())
    )
    if csv:
        add_rows(csv, Path(__file__).stem, ratios)


def _two_cores(shards: list[Path], kept: Path) -> float:
    """Wall time of the shards on one core over that of half of them on each of two."""
    if len(os.sched_getaffinity(0)) < 2:
        return float("nan")
    halves = []
    for half in range(2):
        folder = kept / f"half-{half}"
        folder.mkdir(exist_ok=True)
        halves.append([_linked(shard, folder) for shard in shards[half::2]])
    alone = measured(ours, shards, 0)["wall"]
    with ThreadPool(2) as pool:
        both = pool.starmap(measured, [(ours, half, 0, core) for core, half in enumerate(halves)])
    return alone / max(each["wall"] for each in both)


def _linked(path: Path, folder: Path) -> Path:
    link = folder / path.name
    link.unlink(missing_ok=True)
    link.symlink_to(path.resolve())
    return link


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "chengyan-bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    main(options.folder, options.kept, options.sizes, options.repeats, options.csv)
