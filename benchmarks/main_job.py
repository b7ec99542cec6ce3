"""What the main job from nothing takes, and how much of it is neither computing nor drawing.

    python benchmarks/main_job.py --cores 2 1

Runs the workflow in a copy of the project below a temporary folder, for each number of cores. Each
job tells how long its process lived, how long it imported, and what it read and wrote; what is not
import is what it computes. Prints times in seconds and ratios as Markdown; `--csv FILE` adds the
ratios to a table, a row each. Ratios tell of the workflow, seconds of the machine as well. Those of
the clock hold where nothing else runs; those of processor time hardly mind.
"""

import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).parents[1]
PARTS = (
    *("Snakefile", "CITATION.cff", "config.yaml", "coded", "corpora", "lexicon", "profiles"),
    *("scripts", "src", "workflow"),
)
# Python runs a module of this name before anything else; other programs than scripts tell nothing.
PROBE = """
import atexit, builtins, json, os, sys, time

begin, plain, depth = time.time(), builtins.__import__, 0
spent = [0.0, 0.0]


def timed(*given, **named):
    global depth
    depth += 1
    start = time.perf_counter(), time.process_time()
    try:
        return plain(*given, **named)
    finally:
        depth -= 1
        if not depth:
            spent[0] += time.perf_counter() - start[0]
            spent[1] += time.process_time() - start[1]


def tell():
    job = getattr(sys.modules["__main__"], "snakemake", None)
    if hasattr(job, "rule"):
        row = {
            "rule": job.rule, "input": [*map(str, job.input)], "output": [*map(str, job.output)],
            "wall": time.time() - begin, "import": spent[0],
            "cpu": time.process_time(), "cpu_import": spent[1],
        }
        with open(f"{os.environ['PROBED']}/{os.getpid()}.json", "w") as file:
            json.dump(row, file)


builtins.__import__ = timed
atexit.register(tell)
"""


def main(cores: list[int], table: Path | None) -> None:
    ratios = {}
    for number in cores:
        with tempfile.TemporaryDirectory() as scratch:
            jobs, wall, cpu = run(Path(scratch), number)
        path, compute = critical_path(jobs), jobs["wall"].sum() - jobs["import"].sum()
        cpu_of_compute = (jobs["cpu"] - jobs["cpu_import"]).sum()
        ratios |= {
            f"wall_over_shared_compute_{number}_cores": wall * number / compute,
            f"wall_over_longest_chain_{number}_cores": wall / path,
            f"cpu_over_cpu_of_compute_{number}_cores": cpu / cpu_of_compute,
        }
        print(f"\n## {number} cores\n")
        print(f"{len(jobs)} jobs of {jobs['rule'].nunique()} rules took {wall:.1f} s of the clock")
        print(f"and {cpu:.1f} s of processors, of which {cpu_of_compute:.1f} s to compute.")
        print(f"Jobs computed for {compute:.1f} s and imported for {jobs['import'].sum():.1f} s.")
        print(f"The longest chain of jobs that wait for one another took {path:.1f} s.")
        print("\n| rule | jobs | wall, s | computes, s | imports, s | CPU, s |")
        print("| --- | --: | --: | --: | --: | --: |")
        for row in by_rule(jobs).itertuples():
            print(f"| `{row.rule}` | {row.jobs} |", " | ".join(f"{v:.2f}" for v in row[3:]), "|")
    print("\n| ratio | value |\n| --- | --: |")
    for name, value in ratios.items():
        print(f"| {name} | {value:.2f} |")
    if table:
        add_rows(table, ratios)


def run(folder: Path, cores: int) -> tuple[pd.DataFrame, float, float]:
    """Run the workflow in a copy; its jobs, and seconds of the clock and of processors."""
    project, probe, told = folder / "project", folder / "probe", folder / "told"
    for made in (project, probe, told):
        made.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, project / part)
    (probe / "sitecustomize.py").write_text(PROBE, encoding="utf-8")
    before, start = children(), time.monotonic()
    done = subprocess.run(  # noqa: S603, our own program
        [sys.executable, "-m", "snakemake", "--cores", str(cores)],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(probe), "PROBED": str(told)},
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.monotonic() - start
    if done.returncode:
        sys.exit(f"The run failed, so there is nothing to tell.\n{done.stderr}")
    jobs = pd.DataFrame([pd.read_json(path, typ="series") for path in sorted(told.glob("*.json"))])
    return jobs, wall, children() - before


def children() -> float:
    """Seconds of processors that all processes started from here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_rule(jobs: pd.DataFrame) -> pd.DataFrame:
    """A row a rule, the one that computes longest first."""
    jobs = jobs.assign(jobs=1, compute=jobs["wall"] - jobs["import"])
    sums = jobs.groupby("rule")[["jobs", "wall", "compute", "import", "cpu"]].sum()
    return sums.sort_values("compute", ascending=False).reset_index()


def critical_path(jobs: pd.DataFrame) -> float:
    """Seconds of the longest chain of jobs that wait for one another."""
    rows: list[Any] = jobs.to_dict("records")
    made = {path: number for number, row in enumerate(rows) for path in row["output"]}

    @cache
    def until(number: int) -> float:
        before = {made[path] for path in rows[number]["input"] if path in made}
        return float(rows[number]["wall"]) + max(map(until, before), default=0.0)

    return max(map(until, range(len(rows))))


def add_rows(table: Path, ratios: dict[str, float]) -> None:
    """Add a row for each ratio; the columns are benchmark, ratio, value."""
    head = not table.exists()
    with table.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        if head:
            rows.writerow(["benchmark", "ratio", "value"])
        rows.writerows([Path(__file__).stem, name, f"{v:.4g}"] for name, v in ratios.items())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cores", type=int, nargs="+", default=[2, 1], help="a run for each")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a table to add the ratios to")
    given = parser.parse_args()
    main(given.cores, given.csv)
