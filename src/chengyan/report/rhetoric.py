"""What the report says of rhetoric: devices and their errors, formulations, shared passages."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.plots.echo_passages import numbered
from chengyan.plots.style import plain
from chengyan.report.facts import Row, is_true, rows
from chengyan.rhetoric.devices import POOLED
from chengyan.rhetoric.worth import (
    FAILED,
    LEAST_F1,
    LEAST_SUPPORT,
    LEAST_UNSEEN,
    NOT_VALIDATED,
    VALIDATED,
    pooled_counts,
)

STATUSES = (VALIDATED, NOT_VALIDATED, FAILED)
# Formulations of each group that the report names, and passages.
FORMULAS, PASSAGES = 8, 12
_RATES = (
    *("rate", "ci_low", "ci_high", "loo_low", "loo_high", "f1"),
    *("baseline_low", "baseline_high"),
)


def rhetoric_of(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Row:
    """Devices, how well they are found, what may be said of groups, formulations, reuse.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        rhetoric, rhetoric_validation, rhetoric_differences, rhetoric_examples, formulations,
        formulation_coverage, reuse, echo.
    groups : sequence of str

    Returns
    -------
    dict
        devices (one each: device, zh, en, family, status, f1, of (sentences that it
        is of), support, unseen and, by group, rates;
        of devices that fail no rates), looked_for (how many, metaphor of all sources not counted
        again), families, statuses (how many of these have each), least (what validation asks
        for), samples (who coded how much), coders (their agreement), differences (by device, those
        larger than the errors seen allow, each with an example), formulas (by group), reuse.
    """
    table = rates_of(tables["rhetoric"])
    devices = devices_of(table, tables["rhetoric_validation"], groups)
    return {
        "devices": devices,
        "looked_for": sum(each["device"] != POOLED for each in devices),
        "families": list(dict.fromkeys(each["family"] for each in devices)),
        "statuses": statuses_of(devices),
        "least": {"f1": LEAST_F1, "support": LEAST_SUPPORT, "unseen": LEAST_UNSEEN},
        "samples": samples_of(tables["rhetoric_validation"]),
        "coders": _coders(tables["rhetoric_validation"]),
        "differences": _differences(tables, groups),
        "formulas": _formulas(tables, groups),
        "reuse": _reuse(tables, groups),
    }


def rates_of(table: pd.DataFrame) -> pd.DataFrame:
    """The table of rhetoric with its numbers as numbers: an empty column was read as text."""
    numbers = {name: pd.to_numeric(table[name], errors="coerce") for name in _RATES}
    return table.assign(**numbers)


def devices_of(table: pd.DataFrame, validation: pd.DataFrame, groups: Sequence[str]) -> list[Row]:
    """The devices in their order with rates by group, none of a device that fails."""
    counts = pooled_counts(validation)
    devices = []
    for device, own in table.groupby("device", sort=False):
        told = {row["group"]: row for row in rows(own)}
        first = next(iter(told.values()))
        devices.append(
            {
                **first,
                "unseen": bool(counts["unseen"].get(device, False)),
                "of": counts["support"].get(device, first["support"]),
                "mean": float(own["rate"].mean()),
                "groups": {
                    group: told[group]
                    for group in groups
                    if group in told and first["status"] != FAILED
                },
            }
        )
    return devices


def statuses_of(devices: Sequence[Row]) -> dict[str, int]:
    """How many devices have each status; metaphor of all sources is not counted again."""
    told = [each["status"] for each in devices if each["device"] != POOLED]
    return {name: told.count(name) for name in STATUSES}


def samples_of(validation: pd.DataFrame) -> list[Row]:
    """The coded samples: sample, coding, seen, sentences."""
    each = validation.drop_duplicates("sample")
    return [{**row, "seen": is_true(row["seen"])} for row in rows(each)]


def _coders(validation: pd.DataFrame) -> Row:
    """How two coders agree: the median F1 over devices that the first coded often enough."""
    agreed = validation.assign(f1=pd.to_numeric(validation["coders_f1"], errors="coerce"))
    told = agreed[(agreed["support"] >= LEAST_UNSEEN) & (agreed["device"] != POOLED)]
    told = told.dropna(subset="f1")
    return {"devices": told["device"].nunique(), "f1": float(told["f1"].median())}


def _differences(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> list[Row]:
    """By device, which groups have it more often than which, and where that is seen."""
    table, shown = tables["rhetoric_differences"], tables["rhetoric_examples"]
    order = {device: i for i, device in enumerate(dict.fromkeys(table["device"]))}
    table = table.sort_values("rate_more", ascending=False, kind="stable").sort_values(
        "device", key=lambda names: names.map(order), kind="stable"
    )
    first = shown[shown["rank"] == 1]
    example: dict[Any, Row] = {(row["device"], row["group"]): row for row in rows(first)}
    pairs = len(groups) * (len(groups) - 1) // 2
    return [
        {
            **rows(own.head(1))[0],
            "unseen": is_true(own["unseen"].iloc[0]),
            "told": len(own),
            "pairs": pairs,
            "contrast": "matched" if set(own["contrast"]) == {"matched"} else "unmatched",
            "more": [
                {
                    "group": group,
                    "rate": mine["rate_more"].iloc[0],
                    "least": mine["least_more"].iloc[0],
                    "less": rows(mine),
                    "example": example.get((device, group)),
                }
                for group, mine in own.groupby("more", sort=False)
            ],
        }
        for device, own in table.groupby("device", sort=False)
    ]


def _formulas(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> list[Row]:
    """What each group repeats, what it alone has, what it could not have used."""
    table, coverage = tables["formulations"], tables["formulation_coverage"]
    comparable = coverage[coverage["comparable"].map(is_true)].set_index("group")
    told = []
    for group in groups:
        own = table[table["group"] == group]
        often = own.sort_values("count", ascending=False, kind="stable")
        roles = {
            role: rows(often.loc[often["role"] == role, ["formulation", "level", "count"]])
            for role in ("repeated", "own")
        }
        late = own.loc[own["status"] == "not yet coined", "formulation"].tolist()
        share = comparable.loc[[group]] if group in comparable.index else comparable.head(0)
        told.append(
            {
                "group": group,
                **{role: listed[:FORMULAS] for role, listed in roles.items()},
                **{f"{role}_all": len(listed) for role, listed in roles.items()},
                "late": late[:FORMULAS],
                "late_all": len(late),
                "share": next(iter(rows(share[["share", "loo_low", "loo_high"]])), None),
            }
        )
    return told


def _reuse(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Row:
    """Passages that groups share, the longest beyond formula first, and what each text echoes.

    Of all those that lie over one another are one, as in the figure; pairs are of their places.
    """
    table, echo = tables["reuse"], tables["echo"]
    longest = table.sort_values("beyond_formula", ascending=False, kind="stable")
    docs = [plain(doc_id) for side in ("doc_a", "doc_b") for doc_id in table[side].unique()]
    sums = echo.groupby("group")[
        ["han_chars", "echoed", "beyond_formula", "formula", "local"]
    ].sum()
    return {
        "all": len(numbered(table, docs)),
        "pairs": len(table),
        "passages": rows(longest.head(PASSAGES)),
        "echo": [{"group": group, **sums.loc[group]} for group in groups if group in sums.index],
    }
