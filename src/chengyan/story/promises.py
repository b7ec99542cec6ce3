"""What is looked back on, what is promised, in which numbers and until when."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from chengyan.story.finding import (
    NAMED,
    Doubt,
    Finding,
    and_en,
    decimal,
    names_in,
    numbers,
    percent,
    records,
    some,
    tight,
)
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared
from chengyan.story.values import PER, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "promises"
PARTS = {
    "past": ("[looks/look] back more", "looking back", "回顾过去", "回顾过去"),
    "future": ("[looks/look] ahead more", "looking ahead", "面向未来", "面向未来"),
}
# What leads from the thing counted to its number, and what bounds the number behind it.
REACHES, BOUNDS = ("达到", "突破", "超过", "达", "过"), ("左右", "以上", "以下", "以内")
# Spans of time are no targets.
TIME = ("年", "天", "夜", "月", "周年")
READ = Doubt(
    "a number is taken for pledged or achieved by the words around it",
    "承诺与完成是由上下文用词判定的",
)
# Look-back of a group with fewer sentences has no course to tell.
SENTENCES = 5
EARLY = 0.5
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


def findings(context: Context) -> Iterator[Finding]:
    """Where texts look and in which order, then numbers achieved and pledged, and their years."""
    parts = context.tables["parts"]
    for part, (en, noun, zh, noun_zh) in PARTS.items():
        own = parts[(parts["aspect"] == "orientation") & (parts["part"] == part)]
        found = compared(
            values_of(own, context.groups, "share"),
            Wording(
                en=f"{{who}} {en} {{than}}",
                zh=f"{{who}}{{seem}}比{{than}}更多地{zh}",
                noun_en=f"how much of the text is {noun}",
                noun_zh=f"{noun_zh}的篇幅",
                unit_en="of characters",
                unit_zh="占字数比例，",
            ),
            name=f"part-{part}",
            chapter=CHAPTER,
            rows=(condition("parts", aspect="orientation", part=part),),
            sentences=f"group={{top}}&looks={part}",
            weight=80,
        )
        if found:
            yield found
    if len(context.groups) <= NAMED:
        yield from _course(context)
    targets = numbers(context.tables["targets"], "value", "horizon_year", "quantity")
    targets = targets[~targets["unit"].isin(TIME)]
    for kind in ("achieved", "pledged"):
        yield from _rate(context, targets[targets["kind"] == kind], kind)
    if len(context.groups) <= NAMED:
        yield from _balance(context, targets)
        yield from _due(context, targets)
        yield from _horizons(context)
        for group in context.groups:
            yield from _largest(targets, group)


def _course(context: Context) -> Iterator[Finding]:
    """How far into its text each group has said half of what it looks back on."""
    sentences = context.sentences
    run = sentences["han_chars"].groupby(sentences["doc_id"])
    place = (run.cumsum() - sentences["han_chars"] / 2) / run.transform("sum")
    told = []
    for group in context.groups:
        back = (sentences["group"] == group) & (sentences["orientation"] == "past")
        if back.sum() < SENTENCES:
            continue
        own = pd.DataFrame({"place": place[back], "chars": sentences.loc[back, "han_chars"]})
        own = own.sort_values("place")
        half = own.loc[own["chars"].cumsum() >= own["chars"].sum() / 2, "place"].iloc[0]
        told.append((str(group), float(half)))
    if len(told) < 2:
        return
    en = and_en(f"{percent(half)} of {group}" for group, half in told)
    zh = "、".join(f"{group}{tight(percent(half))}" for group, half in told)
    early = all(half < EARLY for _, half in told)
    lead_en = "Looking back comes early: " if early else "Of looking back, "
    lead_zh = "回顾都集中在前部：" if early else ""
    yield Finding(
        id="course-past",
        chapter=CHAPTER,
        text_en=f"{lead_en}half of it has been said after {en}.",
        text_zh=f"{lead_zh}回顾的内容说完一半时，全文才读到以下位置：{zh}。",
        groups=tuple(group for group, _ in told),
        rows=(condition("sentences", orientation="past", group=[group for group, _ in told]),),
        sentences=reading(looks="past"),
        weight=50,
    )


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
        rows=(condition("targets", kind=kind),),
        doubts=(READ,),
        sentences="group={top}&device=numbers_evidence",
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
        rows=(condition("targets", kind=["achieved", "pledged"]),),
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
        rows=(condition("targets", kind="pledged"),),
        doubts=(READ,),
        weight=61,
    )


def _horizons(context: Context) -> Iterator[Finding]:
    """Which years to come each group names, whether or not a number is due then."""
    corpus = context.tables["corpus"]
    written = pd.to_numeric(corpus["date"].astype(str).str[:4], errors="coerce")
    year_of = dict(zip(corpus["doc_id"], written, strict=True))
    sentences = context.sentences
    found = sentences.assign(year=sentences["text"].str.findall(_YEAR)).explode("year")
    found = numbers(found.dropna(subset="year"), "year")
    if found.empty:
        return
    found = found[found["year"] > found["doc_id"].map(year_of)]
    if found.empty:
        return
    told_en, told_zh = [], []
    for group in context.groups:
        often = Counter(found.loc[found["group"] == group, "year"].astype(int))
        years = sorted(often.items())
        told_en.append(f"{group} {', '.join(f'{y} ({n})' for y, n in years) or 'none'}")
        told_zh.append(f"{group}{'、'.join(f'{y}年（{n}次）' for y, n in years) or '没有'}")
    yield Finding(
        id="horizons",
        chapter=CHAPTER,
        text_en=f"Years to come that they name: {'; '.join(told_en)}.",
        text_zh=f"点明的未来年份：{'；'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(
            condition(
                "sentences",
                doc_id=list(dict.fromkeys(found["doc_id"])),
                sentence=list(dict.fromkeys(found["sentence"])),
            ),
        ),
        sentences=reading(q=f"{int(found['year'].min())}年"),
        weight=63,
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


def _what_zh(row: dict[str, Any]) -> str:
    """What is counted and its number, joined as the text joins them: GDP达到万亿左右."""
    given = names_in(row["modifier"])
    verb = next((word for word in REACHES if word in given), "")
    bound = next((word for word in BOUNDS if word in given), "")
    return f"{row['object']}{verb}{row['expression']}{bound}"
