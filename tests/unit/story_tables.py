"""Tables of the published run, whole or as if the corpus had other groups."""

from functools import cache
from itertools import permutations
from pathlib import Path

import pandas as pd

from chengyan.tables import read_table

GALLERY = Path(__file__).parents[2] / "docs/gallery/tables"
CITIES = ("保定", "廊坊", "石家庄")
# Columns that name a group; `doc_id` and the like follow it.
NAMING = ("group", "group_a", "group_b", "city", "reference")
TEXTS = ("doc_id", "doc_a", "doc_b", "reference_doc")


@cache
def published() -> dict[str, pd.DataFrame]:
    """The tables of docs/gallery by name, but the findings themselves."""
    return {
        path.name.split(".")[0]: read_table(path)
        for path in sorted(GALLERY.iterdir())
        if path.name.split(".")[0] != "findings"
    }


def of_groups(names: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """The tables as if these groups had what the three cities have, in turn, a little changed.

    Rates and shares of the later rounds are smaller, so that no two groups are the same.
    """
    source = {name: CITIES[i % len(CITIES)] for i, name in enumerate(names)}
    tables = {}
    for title, table in published().items():
        if {"group_a", "group_b"} <= set(table):
            tables[title] = _paired(table, source, "group_a", "group_b")
        elif title == "keyness_pairs":
            tables[title] = _paired(table, source, "group", "reference")
        elif "group" in table:
            pieces = [
                _renamed(table[table["group"] == old], old, new) for new, old in source.items()
            ]
            pieces = [_smaller(piece, 0.97**i) for i, piece in enumerate(pieces)]
            tables[title] = pd.concat(pieces, ignore_index=True)
        else:
            tables[title] = table
    return tables


def _paired(table: pd.DataFrame, source: dict[str, str], first: str, second: str) -> pd.DataFrame:
    pieces = []
    for a, b in permutations(source, 2):
        own = table[(table[first] == source[a]) & (table[second] == source[b])]
        pieces.append(own.assign(**{first: a, second: b}))
    return pd.concat(pieces, ignore_index=True) if pieces else table[:0]


def _renamed(table: pd.DataFrame, old: str, new: str) -> pd.DataFrame:
    changed = {name: table[name].where(table[name] != old, new) for name in NAMING if name in table}
    changed |= {name: new + table[name].astype(str) for name in TEXTS if name in table}
    return table.assign(**changed)


def _smaller(table: pd.DataFrame, times: float) -> pd.DataFrame:
    shrunk = ("share", "value", "loo_low", "loo_high")
    return table.assign(
        **{
            name: pd.to_numeric(table[name], errors="coerce") * times
            for name in shrunk
            if name in table
        }
    )
