"""Which numbers are numbers of their own, so that each thing that is counted counts once."""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from chengyan.targets.objects import TIME

_NAMES = [
    *("group", "doc_id", "sentence", "kind", "object", "expression"),
    *("modifier", "measure", "bound", "horizon_year"),
]


def distinct(found: pd.DataFrame) -> pd.Series:
    """Whether each expression is a number of its own, which stands for the first time.

    Parameters
    ----------
    found : pandas.DataFrame
        group, doc_id, sentence, kind, object, expression, modifier, measure, bound, horizon_year;
        in the order of the texts.

    Returns
    -------
    pandas.Series of bool
        False for spans of time; for the first of two bounds, which are one range; for a number
        that only tells of what kind another's object is (5个千亿级产业集群); and for what the group
        has said before of the same object: the same number, achieved or pledged, by the same year.
    """
    seen: set[tuple[str, ...]] = set()
    told: list[bool] = []
    low = ""
    filled = found[_NAMES].astype(object).where(found[_NAMES].notna(), "")
    rows = [dict(zip(_NAMES, row, strict=True)) for row in filled.itertuples(index=False)]
    for _, sentence in groupby(rows, key=itemgetter("doc_id", "sentence")):
        together = list(sentence)
        for row in together:
            number = str(row["expression"])
            if row["bound"] == "low":
                low = number
            elif row["bound"] == "high":
                number = f"{low}–{number}"
            # A growth of 6 % is not a level of 6 %.
            change = "" if row["measure"] == "level" else str(row["modifier"]).split(";")[0]
            same = (row["group"], row["kind"], row["object"], row["horizon_year"])
            key = (*map(str, same), change, number)
            part = row["object"] == TIME or row["bound"] in {"low", "from"}
            new = not part and key not in seen and not any(_tells_kind(row, o) for o in together)
            told.append(new)
            if new:
                seen.add(key)
    return pd.Series(told, found.index, dtype=bool)


def _tells_kind(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a number only tells of what kind the object of another is."""
    held = str(other["object"])
    return str(row["expression"]) in held and str(row["object"]) in held
