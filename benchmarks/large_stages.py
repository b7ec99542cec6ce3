"""What each stage of a corpus in shards takes, from a run that is finished.

    snakemake --cores 1 --config shards='{folder: shards}' engine=rjieba results=large
    python benchmarks/large_stages.py shards large --write

Reads what Snakemake notes of each job (time by the clock, memory) and how large its files are: run
it where nothing else runs. Prints CSV: a row a rule, per million bytes of text; `--write` keeps it
for docs/large.md.
"""

import argparse
import re
import sys
from pathlib import Path

import pandas as pd

from chengyan.shards.texts import read_texts

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("large.csv")
# Whose files are whose: by the end of their path below results/work/shards.
FILES = {
    "count_shard": "sentences tokens counts documents vocabulary sums groups",
    "spread_shard": "spread",
    "measure_shard": "measures coded_sentences rhetoric_instances",
    "share_shard": "topic_shares",
}


def stages(results: Path, megabytes: float) -> pd.DataFrame:
    """A row a rule: rule, jobs, seconds and disk (both per million bytes of text), memory."""
    rows = []
    for path in sorted((results / "logs/benchmarks").iterdir()):
        tables = [path] if path.is_file() else sorted(path.glob("*.tsv"))
        noted = pd.concat([pd.read_csv(table, sep="\t") for table in tables])
        files = FILES.get(path.stem, "").split()
        made = [file for name in files for file in results.glob(f"work/shards/*/{name}.parquet")]
        rows.append(
            {
                "rule": path.stem,
                "jobs": len(noted),
                # Not `cpu_time`, whose last sample may be half a minute old.
                "seconds_per_mb": noted["s"].sum() / megabytes,
                "seconds": noted["s"].sum(),
                "memory_mb": noted["max_rss"].max(),
                "disk_per_mb": sum(file.stat().st_size for file in made) / 1e6 / megabytes,
            }
        )
    return pd.DataFrame(rows)


def main(shards: Path, results: Path, *, write: bool) -> None:
    """Print the table, and keep it if asked to."""
    compare = re.search(
        r"^compare: (\S+)", (ROOT / "config.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    texts = [
        len(text.text.encode())
        for path in sorted(shards.glob("*.parquet"))
        for batch in read_texts(path, compare[1] if compare else "city")
        for text in batch
    ]
    table = stages(results, sum(texts) / 1e6)
    table = table.assign(texts=len(texts), megabytes=sum(texts) / 1e6)
    for file in (sys.stdout, *([KEPT] if write else [])):
        table.to_csv(file, index=False, float_format="%.4g", lineterminator="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shards", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    main(given.shards, given.results, write=given.write)
