"""Which groups are alike in their words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from chengyan.story.finding import NAMED, UNMATCHED, Doubt, Finding
from chengyan.story.rows import condition
from chengyan.story.values import Value, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

CHAPTER = "words"


def findings(context: Context) -> Iterator[Finding]:
    """Which two groups are most alike in their words."""
    if len(context.groups) < 2:
        return
    own = context.tables["similarity"]
    own = own[own["measure"] == "cosine"]
    if len(own) < 3:
        return
    named = own.assign(group=own["group_a"] + "–" + own["group_b"])
    values: list[Value] = values_of(named, list(named["group"]))
    ordered = sorted(values, key=lambda value: -value.value)
    top, low = ordered[0], ordered[-1]
    close = top.value < 1.1 * low.value
    shown = ordered if len(ordered) <= NAMED else [ordered[0], ordered[-1]]
    listed_en = ", ".join(f"{v.group} {v.value:.2f}" for v in shown)
    listed_zh = "、".join(f"{v.group}为{v.value:.2f}" for v in shown)
    chance = Doubt("ranges of the pairs overlap", "各对的区间重叠")
    yield Finding(
        id="likeness",
        chapter=CHAPTER,
        text_en=(
            f"In their words no two are much closer than the others: cosine {listed_en}."
            if close
            else f"In their words {top.group} are most alike, {low.group} least: cosine "
            f"{listed_en}."
        ),
        text_zh=(
            f"就用词而言，没有哪两组明显更接近：余弦相似度{listed_zh}。"
            if close
            else f"就用词而言，{top.group}最接近，{low.group}最远：余弦相似度{listed_zh}。"
        ),
        groups=tuple(context.groups),
        rows=(condition("similarity", measure="cosine"),),
        effect=math.log2(top.value / low.value) if low.value > 0 else math.nan,
        doubts=() if close or top.low > low.high else (chance,),
        contrast=UNMATCHED,
        weight=40,
    )
