"""What is looked back on and ahead to, and in which years."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from chengyan.story.finding import (
    NAMED,
    Finding,
    and_en,
    numbers,
    percent,
    tight,
)
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared
from chengyan.story.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "promises"
PARTS = {
    "past": ("[looks/look] back more", "looking back", "回顾过去", "回顾过去"),
    "future": ("[looks/look] ahead more", "looking ahead", "面向未来", "面向未来"),
}
# Look-back of a group with fewer sentences has no course to tell.
SENTENCES = 5
EARLY = 0.5
# How many years back a year is long past.
LONG = 10
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


def findings(context: Context) -> Iterator[Finding]:
    """Where texts look and in which order, and the years that they name."""
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
        yield from _horizons(context)


def _course(context: Context) -> Iterator[Finding]:
    """How far into its text each group has said half of what it looks back on."""
    sentences = context.sentences
    run = sentences["han_chars"].groupby(sentences["doc_id"])
    place = run.cumsum() / run.transform("sum")
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


def _horizons(context: Context) -> Iterator[Finding]:
    """Which years to come each group names, whether or not a number is due then; and long past."""
    corpus = context.tables["corpus"]
    written = pd.to_numeric(corpus["date"].astype(str).str[:4], errors="coerce")
    year_of = dict(zip(corpus["doc_id"], written, strict=True))
    sentences = context.sentences
    found = sentences.assign(year=sentences["text"].str.findall(_YEAR)).explode("year")
    found = numbers(found.dropna(subset="year"), "year")
    if found.empty:
        return
    away = found["year"] - found["doc_id"].map(year_of)
    yield from _years(
        context,
        found[away > 0],
        name="horizons",
        en="Years to come that they name",
        zh="点明的未来年份",
    )
    yield from _years(
        context,
        found[away <= -LONG],
        name="long-past",
        en=f"Years past by {LONG} and more that they name",
        zh=f"点明的{LONG}年以前的年份",
    )


def _years(
    context: Context, found: pd.DataFrame, *, name: str, en: str, zh: str
) -> Iterator[Finding]:
    if found.empty:
        return
    told_en, told_zh = [], []
    for group in context.groups:
        often = Counter(found.loc[found["group"] == group, "year"].astype(int))
        years = sorted(often.items())
        told_en.append(f"{group} {', '.join(f'{y} ({n})' for y, n in years) or 'none'}")
        told_zh.append(f"{group}{'、'.join(f'{y}年（{n}次）' for y, n in years) or '没有'}")
    yield Finding(
        id=name,
        chapter=CHAPTER,
        text_en=f"{en}: {'; '.join(told_en)}.",
        text_zh=f"{zh}：{'；'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(
            condition(
                "sentences",
                doc_id=list(dict.fromkeys(found["doc_id"])),
                sentence=list(dict.fromkeys(found["sentence"])),
            ),
        ),
        sentences=reading(q=f"{int(found['year'].min())}年"),
        weight=63 if name == "horizons" else 55,
    )
