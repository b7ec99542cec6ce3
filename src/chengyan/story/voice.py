"""One sentence on what each group says as no other does: its subjects, its words, its slogan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import (
    NAMED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    inner,
    names_in,
    numbers,
    percent,
    records,
    tight,
    true,
)
from chengyan.story.formulas import own_slogans
from chengyan.story.priorities import lower
from chengyan.story.rows import condition, reading
from chengyan.story.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from chengyan.story.context import Context

CHAPTER = "priorities"
SUBJECTS, WORDS = 2, 4
ORDER = Doubt(
    "a single paragraph can change which subjects come first", "去掉一段就可能改变话题的排序"
)


def findings(context: Context) -> Iterator[Finding]:
    """The subject that leads everywhere, if one does; then the voice of each of a few groups."""
    if not 1 < len(context.groups) <= NAMED:
        return
    table = numbers(context.tables["priorities"], "share", "positives", "units")
    own = table[
        (table["method"] == "codebook")
        & (table["unit"] == "quasi_sentences")
        & true(table["counted"])
        & (table["positives"] > 0)
    ].sort_values(["share", "code"], ascending=[False, True], kind="stable")
    first = own.drop_duplicates("group").set_index("group")["code"]
    everywhere = str(first.iloc[0]) if len(first) > 1 and len(set(first)) == 1 else ""
    if everywhere:
        yield _everywhere(context, own[own["code"] == everywhere], own)
    strings = Strings(context)
    for group in context.groups:
        here = own[own["group"] == group]
        if len(here):
            yield _voice(context, strings, here, str(group), everywhere)


def _firm(leads: pd.DataFrame, rest: pd.DataFrame) -> bool:
    low = numbers(leads, "loo_low")["loo_low"].min()
    return bool(low > rest["share"].max())


def _everywhere(context: Context, leads: pd.DataFrame, own: pd.DataFrame) -> Finding:
    rows = records(leads)
    code = str(rows[0]["code"])
    firm = all(
        _firm(mine, own[(own["group"] == group) & (own["code"] != code)])
        for group, mine in leads.groupby("group")
    )
    en = and_en(f"{percent(row['share'])} in {row['group']}" for row in rows)
    zh = "、".join(f"{row['group']}占{tight(percent(row['share']))}" for row in rows)
    return Finding(
        id="first-everywhere",
        chapter=CHAPTER,
        text_en=(
            f"All of them give the largest share of their policy statements to "
            f"{lower(str(rows[0]['en']))}: {en}."
        ),
        text_zh=f"各组的政策语句都以{rows[0]['zh']}为最多：{zh}。",
        groups=tuple(context.groups),
        rows=(condition("priorities", method="codebook", unit="quasi_sentences", code=code),),
        doubts=() if firm else (ORDER,),
        sentences=reading(code=code),
        weight=92,
    )


def _voice(
    context: Context, strings: Strings, own: pd.DataFrame, group: str, everywhere: str
) -> Finding:
    mine = own[own["code"] != everywhere]
    top = mine.head(SUBJECTS)
    rows = records(top)
    beside = records(own[own["code"] == everywhere])
    en = and_en(f"{lower(str(row['en']))} ({percent(row['share'])})" for row in rows)
    zh = and_zh(f"{row['zh']}（{tight(percent(row['share']))}）" for row in rows)
    besides_en = (
        f"Besides {lower(str(beside[0]['en']))}, which leads everywhere, " if beside else ""
    )
    besides_zh = f"除各组都居首位的{beside[0]['zh']}外，" if beside else ""
    told_en = [f"{besides_en}{group} gives the largest shares of its policy statements to {en}"]
    told_zh = [f"{besides_zh}{group}的政策语句谈得最多的是{zh}"]
    said = [term for term, _, _ in strings.leading(group)[:WORDS]]
    slogans = own_slogans(context.tables["formulations"], group).head(1)
    conditions = [
        condition(
            "priorities",
            method="codebook",
            unit="quasi_sentences",
            group=group,
            code=[row["code"] for row in rows],
        )
    ]
    if said:
        told_en.append(f"it says {and_en(said)} more often than each of the others")
        told_zh.append(f"比其他每一组都更常说{and_zh(f'“{term}”' for term in said)}")
        conditions.append(condition("keyness", term=said))
    for row in records(slogans):
        told_en.append(f"the slogan it repeats most is {row['formulation']} ({row['count']:.0f})")
        told_zh.append(
            f"重复最多的自有提法是“{inner(str(row['formulation']))}”（{row['count']:.0f}次）"
        )
        conditions.append(
            condition("formulations", group=group, formulation=str(row["formulation"]))
        )
    firm = _firm(top, mine.iloc[SUBJECTS:]) if len(mine) > SUBJECTS else True
    return Finding(
        id=f"voice-{group}",
        chapter=CHAPTER,
        text_en=f"{'; '.join(told_en)}.",
        text_zh=f"{'；'.join(told_zh)}。",
        groups=(group,),
        rows=tuple(conditions),
        doubts=() if firm else (ORDER,),
        contrast=context.lengths.contrast(group),
        confounds=names_in(context.lengths.confounds(group)),
        sentences=reading(group=group, code=str(rows[0]["code"])) if rows else "",
        weight=91,
    )
