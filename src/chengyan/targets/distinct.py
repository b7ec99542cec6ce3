"""Which numbers are numbers of their own, so that each thing that is counted counts once."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from chengyan.targets.objects import TIME


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
    told = pd.Series(False, found.index, dtype=bool)
    low = ""
    for _key, sentence in found.groupby(["doc_id", "sentence"], sort=False):
        rows = sentence.astype(object).where(sentence.notna(), "").to_dict("records")
        for place, row in zip(sentence.index, rows, strict=True):
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
            if not part and key not in seen and not any(_tells_kind(row, one) for one in rows):
                seen.add(key)
                told[place] = True
    return told


def _tells_kind(row: Mapping[Hashable, Any], other: Mapping[Hashable, Any]) -> bool:
    """Whether a number only tells of what kind the object of another is."""
    held = str(other["object"])
    return str(row["expression"]) in held and str(row["object"]) in held
