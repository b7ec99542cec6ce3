"""The tables of the page of large corpora, from what benchmarks kept."""

import math
from pathlib import Path

import pandas as pd

from doc_pages.markdown import between_marks, table_of

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
# What the page foretells: so many texts of so many million bytes together, in shards of so many.
TEXTS, SHARD = 1_000_000, 64
# Rules that have a job for each shard; the others have one.
OF_SHARD = ("count_shard", "spread_shard", "measure_shard", "share_shard")


def large_page(page: str) -> str:
    """The page with the tables between its marks made anew from the measurements that ship."""
    page = between_marks(page, "RATIOS", [_ratios()])
    return between_marks(page, "STAGES", [_stages()])


def _ratios() -> str:
    table = pd.read_csv(BENCHMARKS / "history.csv", dtype={"version": str})
    last = table[(table["version"] == table["version"].iloc[-1])]
    rows = last[["benchmark", "ratio", "value"]].to_numpy().tolist()
    return table_of(
        ["benchmark", "ratio", "value"], [[b, ratio, f"{value:.2f}"] for b, ratio, value in rows]
    )


def _stages() -> str:
    table = pd.read_csv(BENCHMARKS / "large.csv")
    megabytes = TEXTS * float((table["megabytes"] / table["texts"]).iloc[0])
    shards = math.ceil(megabytes / SHARD)
    rows = [
        [
            f"`{rule}`",
            shards if rule in OF_SHARD else 1,
            f"{seconds:.2f}",
            f"{seconds * megabytes / 3600:,.1f}",
            f"{disk * megabytes / 1000:,.1f}" if disk else "",
            f"{memory:,.0f}",
        ]
        for rule, seconds, disk, memory in zip(
            table["rule"],
            table["seconds_per_mb"].astype(float),
            table["disk_per_mb"].astype(float),
            table["memory_mb"].astype(float),
            strict=True,
        )
    ]
    hours = float(table["seconds_per_mb"].sum()) * megabytes / 3600
    disk = float(table["disk_per_mb"].sum()) * megabytes / 1000
    rows.append(["together", "", "", f"{hours:,.0f}", f"{disk:,.0f}", ""])
    heads = [
        "rule",
        "jobs",
        "seconds a MB",
        f"hours for {TEXTS:,} texts ({megabytes / 1000:,.0f} GB)",
        "GB of files",
        "memory measured, MB",
    ]
    return table_of(heads, rows)
