"""What is looked back on, what is promised, in which numbers and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from chengyan.story.finding import (
    NAMED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    decimal,
    numbers,
    percent,
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
    "present": ("[says/say] more of what is", "what is", "讲述现状", "讲述现状"),
    "future": ("[looks/look] ahead more", "looking ahead", "面向未来", "面向未来"),
}
# Spans of time are no targets.
TIME = ("年", "天", "夜", "月", "周年")
READ = Doubt(
    "a number is taken for pledged or achieved by the words around it", "承诺与完成是由上下文用词判定的"
)
# Look-back of a group with fewer sentences has no course to tell.
SENTENCES = 5


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
        for group in context.groups:
            yield from _largest(targets, group)
            yield from _subjects(context, targets, group)


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
        told.append((str(group), percent(float(half))))
    if len(told) < 2:
        return
    en = ", ".join(f"{share} into {group}" for group, share in told)
    zh = "、".join(f"{group}{tight(share)}处" for group, share in told)
    yield Finding(
        id="course-past",
        chapter=CHAPTER,
        text_en=f"Half of what each text looks back on has been said by {en}.",
        text_zh=f"各文回顾过去的内容，有一半在读到以下位置时已经说完：{zh}。",
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
    counts = targets.groupby(["group", "kind"]).size().unstack(fill_value=0)
    told = [
        (str(group), int(counts.loc[group].get("achieved", 0)), int(counts.loc[group].get("pledged", 0)))
        for group in context.groups
        if group in counts.index
    ]
    told = [each for each in told if each[1] + each[2]]
    if not told:
        return
    yield Finding(
        id="numbers-balance",
        chapter=CHAPTER,
        text_en=f"Numbers achieved and numbers pledged: {', '.join(f'{g} {a} and {b}' for g, a, b in told)}.",
        text_zh=f"已完成的数字与承诺的数字：{'，'.join(f'{g}分别有{a}个和{b}个' for g, a, b in told)}。",
        groups=tuple(group for group, _, _ in told),
        rows=(condition("targets", kind=["achieved", "pledged"]),),
        doubts=(READ,),
        weight=60,
    )


def _due(context: Context, targets: pd.DataFrame) -> Iterator[Finding]:
    """In which years pledged numbers are due, and who names none."""
    due = targets[(targets["kind"] == "pledged") & targets["horizon_year"].notna()]
    told_en, told_zh, none = [], [], []
    for group in context.groups:
        years = due.loc[due["group"] == group, "horizon_year"].astype(int).value_counts()
        if years.empty:
            none.append(str(group))
            continue
        named = sorted((int(year), int(n)) for year, n in years.items())
        told_en.append(f"{group} has {and_en(f'{n} for {year}' for year, n in named)}")
        told_zh.append(f"{group}有{and_zh(f'{year}年的{n}个' for year, n in named)}")
    if none:
        told_en.append(f"{and_en(none)} {'has' if len(none) == 1 else 'have'} none")
        told_zh.append(f"{'、'.join(none)}没有")
    yield Finding(
        id="due",
        chapter=CHAPTER,
        text_en=f"Of pledged numbers with a year, {'; '.join(told_en)}.",
        text_zh=f"写明年份的承诺数字，{'；'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(condition("targets", kind="pledged"),),
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
    row = own.loc[own["value"].idxmax()]
    year = "" if pd.isna(row["horizon_year"]) else f"{int(row['horizon_year'])}"
    until_en, until_zh = (f", for {year}", f"（{year}年）") if year else (", without a year", "，未写年份")
    yield Finding(
        id=f"largest-{group}",
        chapter=CHAPTER,
        text_en=f"The largest number that {group} pledges is {row['object']} {row['expression']}{until_en}, of {some(len(own), 'pledged number')} that {'is' if len(own) == 1 else 'are'} no rate of growth.",
        text_zh=f"{group}承诺的最大数字是{row['object']}{row['expression']}{until_zh}；除增速外，承诺的数字共{len(own)}个。",
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


def _subjects(context: Context, targets: pd.DataFrame, group: str) -> Iterator[Finding]:
    """On which codes the numbers of a group fall."""
    own = targets[(targets["group"] == group) & targets["kind"].isin(["achieved", "pledged"])]
    codes = context.tables["priorities"].drop_duplicates("code").set_index("code")
    often = own["code"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    often = often[[code for code in often.index if code in codes.index and code != "NONE"]].head(3)
    if len(own) < 2 * SENTENCES or len(often) < 2:
        return
    names = [(codes.loc[code], int(n)) for code, n in often.items()]
    yield Finding(
        id=f"numbers-on-{group}",
        chapter=CHAPTER,
        text_en=f"Of the {len(own)} numbers that {group} reports or pledges, most are on {and_en(_lower(str(c['en'])) + f' ({n})' for c, n in names)}.",
        text_zh=f"{group}总结或承诺的{len(own)}个数字，最多的落在{and_zh(str(c['zh']) + f'（{n}个）' for c, n in names)}。",
        groups=(group,),
        rows=(condition("targets", group=group, kind=["achieved", "pledged"], code=list(often.index)),),
        doubts=(READ,),
        sentences=reading(group=group, device="numbers_evidence"),
        weight=48,
    )


def _lower(name: str) -> str:
    return name if name.startswith("Party") else name[:1].lower() + name[1:]
