"""Files that were damaged between two runs, and clocks that were set."""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from faults.bench import Run
from faults.record import Record

_NAMED = re.compile(
    r"^chengyan: (\S.*?): cannot be read .*Delete it and give the command again", re.MULTILINE
)


def flip(path: Path, chance: random.Random) -> None:
    """Turn one bit, and leave the time as it was: so do disks."""
    raw = bytearray(path.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    status = path.stat()
    path.write_bytes(raw)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def cut(path: Path, chance: random.Random) -> None:
    """Cut a file short."""
    os.truncate(path, chance.randrange(1, path.stat().st_size))


def empty(path: Path, chance: random.Random) -> None:  # noqa: ARG001
    """Leave nothing of a file but its name."""
    os.truncate(path, 0)


DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "a bit turned": flip,
    "cut short": cut,
    "emptied": empty,
}


def one_of_each_kind(results: Path, chance: random.Random) -> list[Path]:
    """One file of each kind of intermediate, and some of what people read.

    Bulk data with the same columns are of one kind.
    """
    kinds: dict[str, list[Path]] = {}
    for path in sorted((results / "work").rglob("*.parquet")):
        kinds.setdefault(" ".join(pq.read_schema(path).names), []).append(path)
    for pattern in ("tables/*.csv", "figures/*.svg", "report/*.html", "topics/*/*.csv"):
        kinds[pattern] = sorted(results.glob(pattern))
    return [chance.choice(paths) for paths in kinds.values()]


def found_at_start(
    project: Path, fault: str, chance: random.Random, record: Record, paths: list[Path]
) -> None:
    """The next run names each damaged file, and makes it anew."""
    for path in paths:
        name = path.relative_to(project)
        DAMAGES[fault](path, chance)
        record.injected(f"file {fault}", _stage_of(name), str(name))
    run = Run(project)
    said = run.finish()
    for path in paths:
        name = path.relative_to(project)
        run.must(
            f"chengyan: {name}: is not as it was written" in said,
            f"{name} was not named",
        )
    record.ended(project / "results")
    shutil.rmtree(project / "results/aside")


def found_when_read(project: Path, chance: random.Random, record: Record) -> None:
    """Without logs a job that reads damaged bulk data names it; deleted, it is made anew."""
    results = project / "results"
    bulk = [path for path in one_of_each_kind(results, chance) if path.suffix == ".parquet"]
    damaged = {str(path.relative_to(project)) for path in bulk}
    for folder in ("logs", "tables", "figures", "report", "topics"):
        shutil.rmtree(results / folder)
    for path in bulk:
        cut(path, chance)
        name = path.relative_to(project)
        record.injected("file cut short, logs deleted", _stage_of(name), str(name))
    while True:
        run = Run(project)
        if run.wait() == 0:
            break
        named = set(_NAMED.findall(run.said())) & damaged
        run.must(bool(named), "failed, and named no damaged file")
        for name in named:
            (project / name).unlink()
        damaged -= named
    record.ended(results)


def clock_set(project: Path, chance: random.Random, record: Record, hours: list[int]) -> None:
    """Runs killed, and then the times of all files moved as by clocks that were wrong so far."""
    for shift in hours:
        run = Run(project)
        begun = chance.randint(2, 12)
        run.until_job(begun, chance.uniform(0, 1))
        run.process.kill()
        run.fail()
        for path in (project / "results").rglob("*"):
            if path.is_file():
                status = path.stat()
                os.utime(path, (status.st_atime, status.st_mtime + 3600 * shift))
        record.injected("clock set", "any", f"files {shift:+} hours, killed in job {begun}")
    Run(project).finish()
    record.ended(project / "results")


def _stage_of(name: Path) -> str:
    """The folder below results that a file is in stands for its stage."""
    return name.parts[1]
