"""The tables of the page of intervals, from the coverage that ships."""

from itertools import pairwise, product

import pandas as pd

from chengyan.intervals.choice import COVERAGE, ERRORS, LEAST_COVERAGE, ranking
from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of


def intervals_page(page: str) -> str:
    """The page with the tables between its marks made anew from the coverage that ships."""
    table = read_table(COVERAGE)
    chosen = ranking()[0]
    group = table[(table["of"] == "group") & (table["texts"] > 1)]
    used = group[group["method"] == chosen]
    three = table[(table["groups"] == 3) & (table["paragraphs"] == 12)]
    parts = [
        f"### The interval in use: `{chosen}`",
        "Coverage where it is least; in brackets where texts vary twice as much.",
        _coverage_table(used, ["groups", "texts", "paragraphs"]),
        "### All candidates",
        (
            "Three groups, 12 paragraphs, least coverage; an asterisk where 90 % is shown. "
            "Methods that resample were measured where all groups are alike, which flatters them."
        ),
        _candidates(three[three["of"] == "group"]),
        "### One text a group",
        (
            f"Three groups, paragraphs as units, `{chosen}`. Coverage of the group's rate, and of"
            " that of just these texts."
        ),
        _coverage_table(
            table[(table["texts"] == 1) & (table["method"] == chosen)], ["of", "paragraphs"]
        ),
        "### Width, and the tenth of the terms that vary most",
        (
            "Three groups, 12 paragraphs: median width in octaves where all groups are alike; in "
            "brackets the coverage of the tenth of terms that vary most, for terms as frequent."
        ),
        _coverage_table(
            three[(three["method"] == chosen) & (three["texts"] > 1)],
            ["texts"],
            "width",
            "variable",
            places=1,
        ),
    ]
    return between_marks(page, "INTERVALS", parts)


def _coverage_table(
    table: pd.DataFrame,
    keys: list[str],
    shown: str = "coverage",
    beside: str = "doubled",
    *,
    places: int = 3,
) -> str:
    counts = sorted(table["count"].unique())
    heads = _classes(counts)
    lines = []
    for named, rows in table.groupby(keys, sort=True):
        by_count = rows.set_index("count")
        cells = [
            f"{by_count.loc[count, shown]:.{places}f} ({by_count.loc[count, beside]:.3f})"
            if count in by_count.index
            else ""
            for count in counts
        ]
        lines.append([*named, *cells])
    return table_of([*keys, *heads.values()], lines)


def _classes(counts: list[int]) -> dict[int, str]:
    """Classes of count in words, by the least of each."""
    named = {count: f"{count} to {after - 1}" for count, after in pairwise(counts)}
    return {**named, counts[-1]: f"from {counts[-1]}"}


def _candidates(table: pd.DataFrame) -> str:
    """Methods by texts, in those numbers in which all were measured, and two classes of count."""
    counts = sorted(table.loc[table["method"] == "bca", "count"].unique())
    texts = sorted(table.loc[table["method"] == "bca", "texts"].unique())
    named = _classes(sorted(table["count"].unique()))
    keys = ["method", "count"]
    heads = [f"{number} text{'s' if number > 1 else ''}" for number in texts]
    lines = []
    some = table[table["count"].isin(counts)]
    for method, count in product(sorted(table["method"].unique()), counts):
        rows = some[(some["method"] == method) & (some["count"] == count)]
        by_text = rows.set_index("texts")
        shown = (by_text["coverage"] - ERRORS * by_text["se"] >= LEAST_COVERAGE).map({True: "*"})
        cells = (by_text["coverage"].map("{:.3f}".format) + shown.fillna("")).reindex(texts)
        lines.append([f"`{method}`", named[int(str(count))], *cells.fillna("")])
    return table_of([*keys, *heads], lines)
