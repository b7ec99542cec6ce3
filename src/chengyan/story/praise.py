"""What a group promises beyond what it praises, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chengyan.story.finding import (
    ERRORS,
    NAMED,
    Doubt,
    Finding,
    by,
    numbers,
    percent,
    quotient,
    tight,
    true,
)
from chengyan.story.priorities import least_right, lower
from chengyan.story.rows import condition, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "promises"
# With fewer counted statements of a side, praise is not set against promise.
BOTH = 10
FEW = Doubt("few statements are on one of the two sides", "其中一边的语句很少")
SIDE = Doubt("a single paragraph can change it", "去掉一段就可能改变结果")


def findings(context: Context) -> Iterator[Finding]:
    """Of each group the codes of its plans and of its review that are farthest apart."""
    if len(context.groups) > NAMED:
        return
    table = numbers(context.tables["priorities"], "share", "units", "positives")
    table = table[(table["method"] == "codebook") & (table["code"] != "NONE")]
    right = least_right(context.tables["priority_validation"])
    counted = table[true(table["counted"])]
    for group in context.groups:
        yield from _promised(counted[counted["group"] == group], group, right)


def _promised(
    own: pd.DataFrame, group: str, right: Mapping[str, tuple[float, float]]
) -> Iterator[Finding]:
    """The code that a group promises most beyond what it praises, and the other way round."""
    past, future = (by(own[own["unit"] == unit], "code") for unit in ("past", "future"))
    units = [max((row["units"] for row in side.values()), default=0) for side in (past, future)]
    if not past.keys() & future.keys() or not min(units) >= BOTH:
        return
    change = {c: future[c]["share"] - past[c]["share"] for c in future if c in past}
    low, high = min(change, key=lambda c: change[c]), max(change, key=lambda c: change[c])
    if change[high] <= 0 or change[low] >= 0:
        return

    def told(code: str, side: dict[str, dict[str, Any]]) -> str:
        row = side[code]
        return f"{percent(float(row['share']))} ({int(row['positives'])} of {int(row['units'])})"

    def told_zh(code: str, side: dict[str, dict[str, Any]]) -> str:
        row = side[code]
        share = tight(percent(float(row["share"])))
        return f"{share}（{int(row['units'])}个中的{int(row['positives'])}个）"

    firm = all(
        float(more[code]["loo_low"]) > float(less[code]["loo_high"])
        for code, more, less in ((high, future, past), (low, past, future))
    )
    few = min(units) < 3 * BOTH
    beyond = all(
        code in right
        and float(more[code]["share"]) * right[code][0]
        > float(less[code]["share"]) / max(right[code][1], 0.01)
        for code, more, less in ((high, future, past), (low, past, future))
    )
    yield Finding(
        id=f"promise-{group}",
        chapter=CHAPTER,
        text_en=(
            f"Plans and review differ in {group}: {lower(str(future[high]['en']))} takes "
            f"{told(high, future)} of its statements about the future and "
            f"{told(high, past)} of those about "
            f"the past, {lower(str(past[low]['en']))} {told(low, future)} and "
            f"{told(low, past)}."
        ),
        text_zh=(
            f"{group}要做的与已做的侧重不同："
            f"{future[high]['zh']}占面向未来的语句{told_zh(high, future)}，"
            f"占回顾的语句{told_zh(high, past)}；"
            f"{past[low]['zh']}则分别占{told_zh(low, future)}"
            f"和{told_zh(low, past)}。"
        ),
        groups=(group,),
        rows=tuple(
            condition("priorities", method="codebook", unit=unit, group=group, code=[high, low])
            for unit in ("past", "future")
        ),
        effect=quotient(float(future[high]["share"]), float(past[high]["share"])),
        doubts=(
            *(() if firm else (SIDE,)),
            *((FEW,) if few else ()),
            *(() if beyond else (ERRORS,)),
        ),
        sentences=reading(group=group, code=high, looks="future"),
        weight=40,
    )
