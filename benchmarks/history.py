"""Ratios of benchmarks beside those of the last release, so that a slowdown is seen.

    python benchmarks/history.py RATIOS                  what has become slower since then
    python benchmarks/history.py RATIOS --record 0.2.0   keep them as those of a release

RATIOS is what benchmarks wrote with `--csv`. Exit code 1: some ratio is worse by more than a fifth.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

HISTORY = Path(__file__).with_name("history.csv")
KEYS = ["benchmark", "ratio"]
# By so much a ratio may be worse before it is called a slowdown; less is noise.
TOLERANCE = 0.2
# Ratios of which less is better begin so; of all others more is.
LESS_IS_BETTER = ("memory", "wall", "cpu")


def add_rows(table: Path, benchmark: str, ratios: Mapping[str, float]) -> None:
    """Add a row for each ratio; the columns are benchmark, ratio, value."""
    rows = pd.DataFrame({"benchmark": benchmark, "ratio": ratios.keys(), "value": ratios.values()})
    rows["value"] = rows["value"].map("{:.4g}".format)
    rows.to_csv(table, mode="a", header=not table.exists(), index=False, lineterminator="\n")


def compared(ratios: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Ratios beside the last known ones: benchmark, ratio, before, value, worse (by what share)."""
    last = history.drop_duplicates(KEYS, keep="last").rename(columns={"value": "before"})
    both = ratios.merge(last[[*KEYS, "version", "before"]], on=KEYS, how="left")
    less = both["ratio"].str.startswith(LESS_IS_BETTER)
    change = both["value"] / both["before"] - 1
    both["worse"] = change.where(less, both["before"] / both["value"] - 1)
    return both


def main(ratios: Path, history: Path, version: str) -> int:
    """Print the comparison, record if asked to, and return the exit code."""
    found = pd.read_csv(ratios).drop_duplicates(KEYS, keep="last")
    known = (
        pd.read_csv(history, dtype={"version": str})
        if history.exists()
        else pd.DataFrame(columns=["version", *KEYS, "value"])
    )
    both = compared(found, known)
    print("| benchmark | ratio | last release | now | worse by |")
    print("|---|---|---|---|---|")
    for row in both.itertuples():
        worse = "" if pd.isna(row.worse) else f"{row.worse:.0%}"
        before = "" if pd.isna(row.before) else f"{row.before:.4g} ({row.version})"
        print(f"| {row.benchmark} | {row.ratio} | {before} | {row.value:.4g} | {worse} |")
    if version:
        kept = known[known["version"] != version]
        table = pd.concat([kept, found.assign(version=version)[known.columns]])
        table.to_csv(history, index=False, lineterminator="\n")
        return 0
    slower = both[both["worse"] > TOLERANCE]
    if len(slower):
        print(f"\n{len(slower)} worse by more than {TOLERANCE:.0%}.", file=sys.stderr)
    return int(len(slower) > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ratios", type=Path)
    parser.add_argument("--record", metavar="VERSION", default="")
    parser.add_argument("--history", type=Path, default=HISTORY)
    given = parser.parse_args()
    sys.exit(main(given.ratios, given.history, given.record))
