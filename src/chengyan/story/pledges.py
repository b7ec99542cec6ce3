"""Numbers achieved and pledged: how many, by when, the largest, and which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from chengyan.story.finding import (
    NAMED,
    Doubt,
    Finding,
    decimal,
    names_in,
    numbers,
    records,
    some,
    true,
)
from chengyan.story.promises import CHAPTER
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared
from chengyan.story.values import PER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

READ = Doubt(
    "a number is taken for pledged or achieved by the words around it",
    "承诺与完成是由上下文用词判定的",
)
# What leads from the thing counted to its number, and what bounds the number behind it.
REACHES, BOUNDS = ("达到", "突破", "超过", "达", "过"), ("左右", "以上", "以下", "以内")
# Pledges told one by one.
PLEDGES = 5


def findings(context: Context) -> Iterator[Finding]:
    """Numbers achieved and pledged, each thing once, and their years."""
    targets = numbers(context.tables["targets"], "value", "horizon_year", "quantity")
    targets = targets[true(targets["distinct"])]
    for kind in ("achieved", "pledged"):
        yield from _rate(context, targets[targets["kind"] == kind], kind)
    if len(context.groups) <= NAMED:
        yield from _balance(context, targets)
        yield from _due(context, targets)
        for group in context.groups:
            yield from _largest(targets, group)
            yield from _pledges(targets, group)


def _rate(context: Context, own: pd.DataFrame, kind: str) -> Iterator[Finding]:
    achieved = kind == "achieved"
    found = compared(
        context.lengths.rates(own),
        Wording(
            en=f"{{who}} [{'reports/report' if achieved else 'pledges/pledge'}] more in numbers "
            f"{'as achieved ' if achieved else ''}{{than}}",
            zh=f"{{who}}{{seem}}比{{than}}更多地用数字{'总结成绩' if achieved else '作出承诺'}",
            noun_en=f"how many numbers are {'reported as achieved' if achieved else 'pledged'}",
            noun_zh=f"用数字{'总结成绩' if achieved else '作出承诺'}的频率",
            number=decimal,
            unit_en=f"in {PER:,} characters",
            unit_zh="每万字个数，",
            case_en="in all",
            case_zh="个",
        ),
        name=f"numbers-{kind}",
        chapter=CHAPTER,
        rows=(condition("targets", kind=kind, distinct=True),),
        doubts=(READ,),
        sentences="group={top}&device=numbers_evidence" if achieved else "",
        weight=62,
    )
    if found:
        yield found


def _balance(context: Context, targets: pd.DataFrame) -> Iterator[Finding]:
    counts = Counter(zip(targets["group"], targets["kind"], strict=True))
    told = [
        (str(group), counts[group, "achieved"], counts[group, "pledged"])
        for group in context.groups
    ]
    told = [each for each in told if each[1] + each[2]]
    if not told:
        return
    yield Finding(
        id="numbers-balance",
        chapter=CHAPTER,
        text_en=(
            "Numbers achieved and numbers pledged: "
            f"{', '.join(f'{g} {a} and {b}' for g, a, b in told)}."
        ),
        text_zh=(
            f"已完成的数字与承诺的数字：{'，'.join(f'{g}分别有{a}个和{b}个' for g, a, b in told)}。"
        ),
        groups=tuple(group for group, _, _ in told),
        rows=(condition("targets", kind=["achieved", "pledged"], distinct=True),),
        doubts=(READ,),
        weight=60,
    )


def _due(context: Context, targets: pd.DataFrame) -> Iterator[Finding]:
    """How many pledged numbers have a year in which they are due, and which."""
    own = targets[targets["kind"] == "pledged"]
    told_en, told_zh, dated = [], [], 0
    for group in context.groups:
        mine = own[own["group"] == group]
        years = sorted({int(year) for year in mine["horizon_year"].dropna()})
        number = int(mine["horizon_year"].notna().sum())
        dated += number
        if len(mine):
            named = ", ".join(map(str, years))
            told_en.append(
                f"{group} {number or 'none'} of {len(mine)}{f' ({named})' if years else ''}"
            )
            named = "、".join(f"{year}年" for year in years)
            told_zh.append(f"{group}{len(mine)}个中{number}个{f'（{named}）' if years else ''}")
    if not told_en:
        return
    few = 2 * dated < len(own)
    yield Finding(
        id="due",
        chapter=CHAPTER,
        text_en=(
            f"{'Few pledged' if few else 'Pledged'} numbers{'' if few else ' often'} carry "
            f"a year: {', '.join(told_en)}."
        ),
        text_zh=f"承诺的数字{'很少' if few else '多半'}写明年份：{'，'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(condition("targets", kind="pledged", distinct=True),),
        doubts=(READ,),
        weight=61,
    )


def _largest(targets: pd.DataFrame, group: str) -> Iterator[Finding]:
    """The largest number that a group pledges."""
    own = targets[
        (targets["group"] == group)
        & (targets["kind"] == "pledged")
        & targets["value"].notna()
        & (targets["measure"] != "growth_rate")
    ]
    if own.empty:
        return
    row = max(records(own), key=lambda one: one["value"])
    year = "" if pd.isna(row["horizon_year"]) else f"{int(row['horizon_year'])}"
    until_en, until_zh = (
        (f", for {year}", f"（{year}年）") if year else (", without a year", "，未写年份")
    )
    what_en, what_zh = f"{row['object']} {row['expression']}", _what_zh(row)
    if len(own) == 1:
        text_en = f"The only number that {group} pledges is {what_en}{until_en}."
        text_zh = f"{group}只承诺了1个数字：{what_zh}{until_zh}。"
    else:
        text_en = (
            f"The largest number that {group} pledges is {what_en}{until_en}; it pledges "
            f"{some(len(own), 'number')} besides rates of growth."
        )
        text_zh = f"{group}承诺的最大数字是{what_zh}{until_zh}；除增速外，共承诺{len(own)}个数字。"
    yield Finding(
        id=f"largest-{group}",
        chapter=CHAPTER,
        text_en=text_en,
        text_zh=text_zh,
        groups=(group,),
        rows=(
            condition(
                "targets", kind="pledged", group=group, sentence=row["sentence"], start=row["start"]
            ),
        ),
        doubts=(READ,),
        sentences=reading(text=str(row["doc_id"]), s=str(row["sentence"])),
        weight=57,
    )


def _pledges(targets: pd.DataFrame, group: str) -> Iterator[Finding]:
    """What a group pledges in numbers, those with a year first."""
    own = targets[(targets["group"] == group) & (targets["kind"] == "pledged")]
    if len(own) < 2:
        return
    own = own.sort_values("horizon_year", kind="stable", na_position="last")
    told, told_zh = [], []
    for row in records(own.head(PLEDGES)):
        year = "" if pd.isna(row["horizon_year"]) else f"{int(row['horizon_year'])}"
        change = "" if row["measure"] == "level" else next(iter(names_in(row["modifier"])), "")
        told.append(f"{row['object']} {change}{row['expression']}{f' ({year})' if year else ''}")
        told_zh.append(f"{_what_zh(row, change)}{f'（{year}年）' if year else ''}")
    more = len(own) - len(told)
    among, among_zh = (", among others", "等") if more > 0 else ("", "")
    yield Finding(
        id=f"pledges-{group}",
        chapter=CHAPTER,
        text_en=f"In numbers {group} pledges{among}: {'; '.join(told)}.",
        text_zh=f"{group}用数字承诺的有：{'；'.join(told_zh)}{among_zh}。",
        groups=(group,),
        rows=(condition("targets", kind="pledged", group=group, distinct=True),),
        doubts=(READ,),
        sentences=reading(text=str(own["doc_id"].iloc[0]), s=str(own["sentence"].iloc[0])),
        weight=56,
    )


def _what_zh(row: dict[str, Any], change: str = "") -> str:
    """What is counted and its number, joined as the text joins them: GDP达到万亿左右."""
    given = names_in(row["modifier"])
    verb = change or next((word for word in REACHES if word in given), "")
    bound = next((word for word in BOUNDS if word in given), "")
    return f"{row['object']}{verb}{row['expression']}{bound}"
