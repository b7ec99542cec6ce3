"""What the report says of priorities: shares by code, how often they are right, three ways."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.report.facts import Row, is_true, rows

WAYS = {"codebook": "codebook", "seeded": "seeded topics", "topics": "free topics"}
# Shares that a coded sample of these texts gives.
BY_SAMPLE = ("coded", "codebook_corrected")
# Pledges that the report lists, the first in the order of the texts.
PLEDGES = 40


def priorities_of(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Row:
    """Shares of codes, the instrument's errors, agreement of the ways, pledges in numbers.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        priorities, priority_validation, priority_accuracy, priority_confusion, priority_coverage,
        priority_ways, priority_disputed, sentences, targets.
    groups : sequence of str

    Returns
    -------
    dict
        codes (one each, counted ones first, by falling mean share: code, zh, en, counted and, by
        group, shares), corrected (whether a sample gives any), checks (methods with their accuracy,
        by sample), by_text (the instrument's accuracy in coded texts of this corpus), coding (who
        coded), confused (the errors that come most often), rests_on (how many codes rest on cues,
        on context, on nothing), ways (agreement of each pair), disputed, pledges, and how many
        numbers there are and are pledged.
    """
    table = tables["priorities"]
    checks, by_text = tables["priority_validation"], tables["priority_accuracy"]
    group_of = dict(zip(tables["sentences"]["doc_id"], tables["sentences"]["group"], strict=True))
    confusion = tables["priority_confusion"]
    wrong = confusion[confusion["truth"] != confusion["predicted"]]
    coverage = tables["priority_coverage"].groupby("rests_on", sort=False)["sentences"].sum()
    ways = tables["priority_ways"]
    numbers = tables["targets"]
    numbers = numbers[numbers["distinct"].map(is_true).astype(bool)]
    pledged = numbers[numbers["kind"] == "pledged"]
    told = dict(
        zip(
            zip(tables["sentences"]["doc_id"], tables["sentences"]["sentence"], strict=True),
            tables["sentences"]["text"],
            strict=True,
        )
    )
    return {
        "codes": _codes(table, groups),
        "checks": rows(checks[checks["code"] == "all"]),
        "by_text": [
            {**row, "group": group_of[row["doc_id"]]}
            for row in rows(by_text)
            if row["doc_id"] in group_of
        ],
        "coding": sorted(set(checks["coding"])),
        "confused": rows(wrong.sort_values("count", ascending=False, kind="stable").head(5)),
        "rests_on": {name: int(number) for name, number in coverage.items()},
        "ways": [
            {**row, "a": WAYS[row["way_a"]], "b": WAYS[row["way_b"]]}
            for row in rows(ways[ways["code"] == "all"])
        ],
        "disputed": [
            {**row, "text": told.get((row["doc_id"], row["sentence"]), "")}
            for row in rows(tables["priority_disputed"])
        ],
        "pledges": rows(pledged.head(PLEDGES)),
        "pledged": len(pledged),
        "numbers": len(numbers),
        "corrected": bool(table.loc[table["method"].isin(BY_SAMPLE), "share"].notna().any()),
    }


def _codes(table: pd.DataFrame, groups: Sequence[str]) -> list[Row]:
    own = table[table["method"] == "codebook"]
    share = own[own["unit"] == "quasi_sentences"]
    mean = share.groupby("code", sort=False)["share"].mean()
    named = share.drop_duplicates("code").set_index("code")
    order = sorted(mean.index, key=lambda code: (not is_true(named["counted"][code]), -mean[code]))
    lookup: dict[tuple[Any, ...], Row] = {
        (row["method"], row["unit"], row["group"], row["code"]): row for row in rows(table)
    }
    ranks = share.groupby("group", sort=False)["first"].rank(method="min")
    rank_of = dict(zip(zip(share["group"], share["code"], strict=True), ranks, strict=True))
    return [
        {
            "code": code,
            "zh": named["zh"][code],
            "en": named["en"][code],
            "counted": is_true(named["counted"][code]),
            "groups": {
                group: {
                    "raw": lookup["codebook", "quasi_sentences", group, code],
                    "corrected": next(
                        (
                            lookup[way, "quasi_sentences", group, code]
                            for way in BY_SAMPLE
                            if (way, "quasi_sentences", group, code) in lookup
                        ),
                        None,
                    ),
                    "rank": rank_of[group, code],
                    **{
                        unit: lookup["codebook", unit, group, code]["share"]
                        for unit in ("characters", "headings", "future")
                    },
                }
                for group in groups
            },
        }
        for code in order
    ]
