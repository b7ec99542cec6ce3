"""What the pages of the report are filled with, whatever language they speak."""

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pandas as pd

from chengyan.plots.layout import are_many, is_many
from chengyan.report.columns import COLUMNS, OPTIONAL_TABLES
from chengyan.report.facts import (
    Row,
    alike,
    axes_of,
    claims_of,
    groups_of_genres,
    leading,
    lexicon,
    measures_of,
    pairs_of,
    phrases_of,
    reach,
    rows,
    trail,
)
from chengyan.report.figures import given
from chengyan.report.priorities import priorities_of
from chengyan.report.rhetoric import rhetoric_of
from chengyan.report.trial import trial_of
from chengyan.tables import require_columns

TOP = 15
# Ways to a matched corpus that the report lists.
NEEDS = 5
PACKAGES = (
    *("chengyan", "snakemake", "jieba", "scikit-learn", "gensim", "tomotopy"),
    *("scipy", "numpy"),
    *("pandas", "matplotlib", "pylopdf-fonts-zh-cn"),
)


def checked(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables, with names of groups as text.

    Raises
    ------
    TableError
        If a table lacks a column.
    ChengyanError
        If one of `COLUMNS` is missing that is not in `OPTIONAL_TABLES`.
    """
    for name, columns in COLUMNS.items():
        if name in tables or name not in OPTIONAL_TABLES:
            require_columns(given(tables, name, "table"), columns.split(), f"{name}.csv")
    # Groups such as years are read as numbers.
    return {
        name: table.assign(group=table["group"].astype(str)) if "group" in table else table
        for name, table in tables.items()
    }


def facts_of(
    config: dict[str, Any],
    documents: list[dict[str, str]],
    tables: Mapping[str, pd.DataFrame],
    shapes: Mapping[str, tuple[int, int]],
) -> Row:
    """Everything that pages say of the tables, whatever language they speak.

    Parameters
    ----------
    config : dict
        The complete configuration.
    documents : list of dict
        Manifest rows with `group`, in the order of the groups.
    tables : mapping of str to pandas.DataFrame
        As `checked` gives them.
    shapes : mapping of str to (int, int)
        Rows and columns of every table there is.
    """
    groups = list(Counter(document["group"] for document in documents))
    listed = [name for name in ("keyness", "tfidf", "ternary") if name in tables]
    shown = {name: _without_occasion(tables[name], config) for name in listed}
    leaning = shown["keyness"][shown["keyness"]["log_odds_z"] > 0]
    keyness = {group: leading(leaning, group, "log_odds_z", TOP, rising=False) for group in groups}
    packages = [*PACKAGES, *(["rjieba"] if config["engine"] == "rjieba" else [])]
    reaches = [reach(group, tables, shown["keyness"], len(groups) - 1) for group in groups]
    return {
        "config": config,
        "groups": groups,
        "corpus": rows(tables["corpus"]),
        "reach": reaches,
        **_sizes(reaches),
        "intervals": bool(pd.to_numeric(tables["keyness"]["ci_low"]).notna().any()),
        "keyness": keyness,
        "tfidf": {group: leading(shown["tfidf"], group, "rank", TOP) for group in groups},
        "trial": trial_of(tables, groups),
        "priorities": priorities_of(tables, groups),
        "rhetoric": rhetoric_of(tables, groups),
        "shared": list(dict.fromkeys(shown["ternary"]["term"])) if "ternary" in shown else [],
        "axes": axes_of(tables["correspondence"]) if "correspondence" in tables else {},
        "genre_groups": groups_of_genres(tables["corpus"]),
        "many": is_many(len(groups)),
        "many_texts": are_many(len(documents)),
        "lexicon": lexicon(tables["segmentation"], TOP),
        "claims": claims_of(tables["claims"]),
        "nulls": bool(pd.to_numeric(tables["similarity"]["null_pairs"]).gt(0).any()),
        "prose": measures_of(tables["readability"], tables["diversity"]),
        "sample_tokens": int(tables["diversity"]["sample_tokens"].max()),
        "phrases": {group: phrases_of(tables["collocations"], group, TOP) for group in groups},
        "trail": trail(tables["sentences"], keyness, config["analysis"]["kinds"]),
        "shapes": {name: shapes[name] for name in sorted(shapes)},
        "versions": {name: _version(name) for name in packages},
        "checks": rows(tables["checks"]),
        "needs": rows(tables["needs"].head(NEEDS)),
        "alike": alike(tables["needs"], groups),
        "pairs": pairs_of(tables["contrasts"], groups),
        "top": TOP,
    }


def _sizes(reaches: list[Row]) -> Row:
    """Which groups are the largest and the smallest, and what is left out at a time."""
    longest = max(reaches, key=lambda each: each["length"])
    shortest = min(reaches, key=lambda each: each["length"])
    return {
        "single": max(each["texts"] for each in reaches) == 1,
        "longest": longest,
        "shortest": shortest,
        "ratio": longest["length"] / max(shortest["length"], 1),
        "unmatched": [each["group"] for each in reaches if not each["matched"]],
        "fewest": min(reaches, key=lambda each: each["units"]),
        "most_units": max(reaches, key=lambda each: each["units"]),
        "left_out": list(dict.fromkeys(each["left_out"] for each in reaches)),
    }


def _without_occasion(table: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame:
    """The rows that figures show: by default none that names the occasion."""
    named = table["occasion"].map(str) == "True"
    return table if config["figures"]["occasion_words"] else table[~named]


def _version(package: str) -> str:
    """The version of a package; empty where none is recorded."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
