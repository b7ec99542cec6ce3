"""What the tables of priorities say: which codes lead, where groups differ, what stands apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
from scipy.special import betaincinv

from chengyan.story.finding import (
    ERRORS,
    NAMED,
    UNTESTED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    by,
    names_in,
    numbers,
    percent,
    some,
    tight,
    true,
)
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared
from chengyan.story.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chengyan.story.context import Context

CHAPTER = "priorities"
# ASSUME a code that no group gives a thirtieth of its statements, or that has fewer in all, is not
# told: three statements of sixty move it by half.
LEAST, STATEMENTS = 0.033, 2
# How many codes of a group are told as its first.
FIRST = 3
# A code counts as absent from a group if the others give it so much on average.
ABSENT = 0.03
# And as firmly, if as many statements would be expected where there is none.
EXPECTED = 8
WEAK = Doubt("a single paragraph can change which come first", "去掉一段就可能改变排序")
ROOM = Doubt(
    "by characters instead of statements the order is another",
    "若按字数而非语句计，次序不同",
    turns=True,
)
SHORT = Doubt("a short text has room for few subjects", "短文本容不下许多话题")


def lower(name: str) -> str:
    """A name inside a sentence; a Party keeps its capital."""
    return name if name.startswith("Party") else name[:1].lower() + name[1:]


def findings(context: Context) -> Iterator[Finding]:
    """Leading codes of each group, each code compared, what is absent."""
    table = numbers(context.tables["priorities"], "share", "units", "positives")
    table = table[(table["method"] == "codebook") & (table["code"] != "NONE")]
    whole = table[table["unit"] == "quasi_sentences"]
    counted = whole[true(whole["counted"])]
    for place, group in enumerate(context.groups):
        yield from _leading(counted[counted["group"] == group], group, 90 - place / 10)
    bounds = least_right(context.tables["priority_validation"])
    characters = table[table["unit"] == "characters"]
    for code, own in whole.groupby("code", sort=False):
        if own["share"].max() >= LEAST and own["positives"].sum() >= STATEMENTS:
            room = characters[characters["code"] == code]
            yield from _compared(own, room, str(code), context.groups, bounds)
    if 1 < len(context.groups) <= NAMED:
        for group in context.groups:
            yield from _absent(counted, group)


def _leading(own: pd.DataFrame, group: str, weight: float) -> Iterator[Finding]:
    own = own.sort_values(["share", "code"], ascending=[False, True], kind="stable")
    if own.empty or own["share"].iloc[0] <= 0:
        return
    top = own[own["positives"] > 0].head(FIRST)
    rest = own["share"].iloc[len(top) :].max() if len(own) > len(top) else 0.0
    holds = bool((pd.to_numeric(top["loo_low"], errors="coerce") > rest).all())
    units = int(own["units"].max())
    rows = top.to_dict("records")
    names_en = and_en(
        f"{lower(row['en'])} ({percent(row['share'])}: {row['positives']:.0f})" for row in rows
    )
    names_zh = and_zh(
        f"{row['zh']}（{tight(percent(row['share']))}，{row['positives']:.0f}个）" for row in rows
    )
    yield Finding(
        id=f"first-{group}",
        chapter=CHAPTER,
        text_en=f"Of its {some(units, 'statement')} on policy, {group} gives most to {names_en}.",
        text_zh=f"{group}的{units:,}个政策语句中，谈得最多的是{names_zh}。",
        groups=(group,),
        rows=tuple(
            condition(
                "priorities",
                method="codebook",
                unit="quasi_sentences",
                group=group,
                code=row["code"],
            )
            for row in rows
        ),
        doubts=() if holds else (WEAK,),
        sentences=reading(group=group, code=str(rows[0]["code"])),
        weight=weight,
    )


def least_right(validation: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """By code, how much of what is found is right, and how much of what is there is found.

    Notes
    -----
    Lower ends of 95 % intervals (Clopper–Pearson): five sentences found right of five do not make
    an instrument that never errs.
    """
    own = numbers(validation[validation["method"] == "codebook"], "precision", "recall", "support")
    worst: dict[str, tuple[float, float]] = {}
    for row in own.to_dict("records"):
        precision, recall, there = (float(row[n]) for n in ("precision", "recall", "support"))
        if any(map(math.isnan, (precision, recall, there))) or not precision:
            continue
        right = recall * there
        ends = _at_least(right, right / precision), _at_least(right, there)
        before = worst.get(str(row["code"]), (1.0, 1.0))
        worst[str(row["code"])] = min(before[0], ends[0]), min(before[1], ends[1])
    return worst


def _at_least(right: float, of: float) -> float:
    return float(betaincinv(right, max(of - right, 0.0) + 1, 0.025)) if right > 0 else 0.0


def _compared(
    own: pd.DataFrame,
    room: pd.DataFrame,
    code: str,
    groups: Sequence[str],
    right: Mapping[str, tuple[float, float]],
) -> Iterator[Finding]:
    values = values_of(own, groups, "share", "positives", "units")
    if len(values) < 2:
        return
    top, low = max(values, key=lambda v: v.value), min(values, key=lambda v: v.value)
    en, zh = str(own["en"].iloc[0]), str(own["zh"].iloc[0])
    policy = bool(true(own["counted"]).all())
    doubts: list[Doubt] = []
    if code not in right:
        doubts.append(UNTESTED)
    else:
        precision, recall = right[code]
        # Were all errors on one side: what is found in one group wrong, in the other missed, and
        # one case at least, since none found is not none there.
        one_more = ((low.count or 0) + 1) / max(low.of or 0, 1)
        if top.value * precision <= max(low.value / max(recall, 0.01), one_more):
            doubts.append(ERRORS)
    by_room = room.set_index("group")["share"]
    if by_room.get(top.group, 0.0) <= by_room.get(low.group, 0.0):
        doubts.append(ROOM)
    finding = compared(
        values,
        Wording(
            en=f"{{who}} [gives/give] {lower(en)} more room {{than}}",
            zh=f"{{who}}{{seem}}比{{than}}更多地谈{zh}",
            noun_en=f"the room for {lower(en)}",
            noun_zh=f"谈{zh}的篇幅",
            unit_en=f"of its {'policy statements' if policy else 'statements'}",
            unit_zh=f"占{'政策' if policy else '全部'}语句的比例，",
            case_zh="个",
        ),
        name=f"{'code' if policy else 'aside'}-{code}",
        chapter=CHAPTER,
        rows=(
            condition("priorities", method="codebook", unit="quasi_sentences", code=code),
            *(
                [condition("priority_validation", method="codebook", code=code)]
                if code in right
                else []
            ),
        ),
        doubts=doubts,
        sentences=reading(group="{top}", code=code).replace("%7Btop%7D", "{top}"),
        weight=(70 if policy else 60) + 20 * (top.value - low.value),
    )
    if finding:
        yield finding


def _absent(counted: pd.DataFrame, group: str) -> Iterator[Finding]:
    """The codes of which a group says nothing while the others do."""
    own = counted[counted["group"] == group]
    mine = by(own, "code")
    others = counted[counted["group"] != group].groupby("code")["share"].mean()
    gone = [code for code in mine if not mine[code]["positives"] and others[code] >= ABSENT]
    if not gone:
        return
    units = int(own["units"].max())
    gone.sort(key=lambda code: -others[code])
    en = [lower(str(mine[code]["en"])) for code in gone]
    en = [f"{name} ({percent(others[c])})" for name, c in zip(en, gone, strict=True)]
    en[0] = en[0].replace(" %)", " % of the statements of the others)")
    zh = [f"{mine[c]['zh']}（{tight(percent(others[c]))}）" for c in gone]
    zh[0] = zh[0].replace("（", "（其他各组平均占")
    expected = units * sum(float(others[code]) for code in gone)
    yield Finding(
        id=f"absent-{group}",
        chapter=CHAPTER,
        text_en=f"None of the {units:,} policy statements of {group} is mainly on {_or(en)}.",
        text_zh=f"{group}的{units:,}个政策语句中，没有一个以{'、'.join(zh)}为主。",
        groups=tuple(dict.fromkeys(counted["group"])),
        less=(group,),
        more=tuple(
            str(g)
            for g in dict.fromkeys(counted["group"])
            if counted[(counted["group"] == g) & counted["code"].isin(gone)]["positives"].sum() > 0
        ),
        rows=(
            condition(
                "priorities", method="codebook", unit="quasi_sentences", group=group, code=gone
            ),
        ),
        doubts=() if expected >= EXPECTED else (SHORT,),
        contrast=str(own["contrast"].iloc[0]),
        confounds=names_in(own["confounds"].iloc[0]),
        weight=75,
    )


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
