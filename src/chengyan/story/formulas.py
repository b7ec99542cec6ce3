"""Fixed formulations: one's own slogans, what all repeat, what one leaves out."""

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
    some,
    true,
)
from chengyan.story.rhetoric import CHAPTER
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared
from chengyan.story.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from chengyan.story.context import Context

SHOWN = 5
# A formulation inside another of not many more characters is a variant of it.
VARIANT = 0.6
LEVELS = {
    "national": (
        "national formulations that documents from elsewhere date",
        "有外部出处的全国性提法",
    ),
    "provincial": ("formulations of the province", "省级提法"),
    "local": ("local slogans and programmes", "地方提法"),
}
LIST = Doubt("only what the list of formulations holds is found", "只能找到提法词表中已有的条目")
ONCE = Doubt("each stands once only", "各只出现一次")


def findings(context: Context) -> Iterator[Finding]:
    """Slogans and shorthand, what is shared, what is missing, how much room they take."""
    used = numbers(context.tables["formulations"], "count")
    used = used.assign(count=used["count"].fillna(0))
    if len(context.groups) <= NAMED:
        for group in context.groups:
            yield from _slogans(used, group)
        yield from _shorthand(context, used)
        yield from _provincial(context, used)
        if len(context.groups) > 1:
            for group in context.groups:
                yield from _missing(context, used, group)
                yield from _alone(used, group)
    if len(context.groups) > 1:
        yield from _shared(context, used)
        yield from _coverage(context)


def _often(own: pd.DataFrame) -> pd.DataFrame:
    return own.sort_values(["count", "formulation"], ascending=[False, True], kind="stable")


def _listed(own: pd.DataFrame) -> tuple[str, str]:
    named = [
        (str(row["formulation"]), int(row["count"])) for row in own.head(SHOWN).to_dict("records")
    ]
    return (
        and_en(f"{name} ({n})" if n > 1 else name for name, n in named),
        and_zh(f"“{inner(name)}”（{n}次）" if n > 1 else f"“{inner(name)}”" for name, n in named),
    )


def _rows(own: pd.DataFrame, group: str) -> tuple[str, ...]:
    return (
        condition("formulations", group=group, formulation=list(own["formulation"].head(SHOWN))),
    )


def own_slogans(used: pd.DataFrame, group: str) -> pd.DataFrame:
    """The local formulations that a group alone has and repeats, the most frequent first."""
    used = numbers(used, "count")
    own = used[(used["group"] == group) & (used["role"] == "own") & (used["level"] == "local")]
    return _often(own[own["count"] > 1])


def _slogans(used: pd.DataFrame, group: str) -> Iterator[Finding]:
    """Formulations that a group alone has and repeats."""
    own = own_slogans(used, group)
    if own.empty:
        return
    en, zh = _listed(own)
    yield Finding(
        id=f"slogans-{group}",
        chapter=CHAPTER,
        text_en=f"{group} repeats slogans of its own: {en}.",
        text_zh=f"{group}反复使用的自有提法：{zh}。",
        groups=(group,),
        rows=_rows(own, group),
        sentences=reading(group=group, q=str(own["formulation"].iloc[0])),
        weight=68,
    )


def _shorthand(context: Context, used: pd.DataFrame) -> Iterator[Finding]:
    own = used[
        (used["kind"] == "numbered_shorthand") & (used["level"] == "local") & (used["count"] > 0)
    ]
    told_en, told_zh = [], []
    for group in context.groups:
        here = _often(own[own["group"] == group])
        if here.empty:
            continue
        en, zh = _listed(here)
        more = len(here) - SHOWN
        told_en.append(f"{group} has {len(here)}, {'such as ' if more > 0 else ''}{en}")
        told_zh.append(f"{group}有{len(here)}个，{'如' if more > 0 else '即'}{zh}")
    if told_en:
        yield Finding(
            id="own-shorthand",
            chapter=CHAPTER,
            text_en=f"Numbered programmes of their own: {'; '.join(told_en)}.",
            text_zh=f"自有的数字提法：{'；'.join(told_zh)}。",
            groups=tuple(context.groups),
            rows=(
                condition("formulations", kind="numbered_shorthand", level="local", above_count=0),
            ),
            doubts=(LIST,),
            sentences=reading(device="numbered_shorthand"),
            weight=48,
        )


def _provincial(context: Context, used: pd.DataFrame) -> Iterator[Finding]:
    """What of the province's formulations each group takes up."""
    own = used[(used["level"] == "provincial") & (used["count"] > 0)]
    told_en, told_zh = [], []
    for group in context.groups:
        here = _often(own[own["group"] == group])
        if len(here):
            en, zh = _listed(here)
            told_en.append(f"{group} {en}")
            told_zh.append(f"{group}用{zh}")
    if told_en:
        yield Finding(
            id="provincial",
            chapter=CHAPTER,
            text_en=f"Of the province’s formulations, the first are: {'; '.join(told_en)}.",
            text_zh=f"省级提法中，{'；'.join(told_zh)}。",
            groups=tuple(context.groups),
            rows=(condition("formulations", level="provincial", above_count=0),),
            doubts=(LIST,),
            sentences=reading(formulation=str(_often(own)["formulation"].iloc[0])),
            weight=47,
        )


def _missing(context: Context, used: pd.DataFrame, group: str) -> Iterator[Finding]:
    """National formulations that all the others have and one has not, though it could."""
    national = used[used["level"] == "national"]
    able = national[(national["group"] == group) & (national["status"] == "not used")]
    others = national[(national["group"] != group) & (national["count"] > 0)]
    held = others.groupby("formulation").agg(groups=("group", "nunique"), count=("count", "sum"))
    held = held[held["groups"] == len(context.groups) - 1].reset_index()
    own = _often(held[held["formulation"].isin(able["formulation"])])
    if len(own) < 2 or len(context.groups) < 3:
        return
    names = [str(name) for name in own["formulation"].head(SHOWN)]
    some_en, some_zh = (", such as", "，如") if len(own) > SHOWN else (":", "：")
    yield Finding(
        id=f"missing-{group}",
        chapter=CHAPTER,
        text_en=(
            f"{some(len(own), 'national formulation')} that the others all use are missing "
            f"from {group}{some_en} {and_en(names)}."
        ),
        text_zh=(
            f"其他各组都用而{group}不用的全国性提法有{len(own)}"
            f"条{some_zh}{and_zh(f'“{inner(name)}”' for name in names)}。"
        ),
        groups=tuple(context.groups),
        more=tuple(str(other) for other in context.groups if other != group),
        less=(group,),
        rows=(condition("formulations", formulation=names),),
        doubts=(LIST,),
        contrast=context.lengths.contrast(group),
        confounds=names_in(context.lengths.confounds(group)),
        weight=47,
    )


def _alone(used: pd.DataFrame, group: str) -> Iterator[Finding]:
    """National formulations that one alone has."""
    national = used[(used["level"] == "national") & (used["count"] > 0)]
    alone = national["shared_with"].fillna("").astype(str) == ""
    elsewhere = set(national.loc[national["group"] != group, "formulation"].astype(str))
    own = national[(national["group"] == group) & alone]
    # Of those that stand as often, the newest first.
    own = numbers(own, "first_use").sort_values(
        ["count", "first_use", "formulation"], ascending=[False, False, True], kind="stable"
    )
    own = own[[not _varied(str(name), elsewhere) for name in own["formulation"]]]
    if len(own) < 2:
        return
    en, zh = _listed(own)
    single = own["count"].iloc[0] < 2
    yield Finding(
        id=f"alone-{group}",
        chapter=CHAPTER,
        text_en=f"{group} alone has {some(len(own), 'national formulation')}, such as {en}.",
        text_zh=f"只有{group}使用的全国性提法有{len(own)}条，如{zh}。",
        groups=(group,),
        rows=_rows(own, group),
        doubts=(LIST, *((ONCE,) if single else ())),
        sentences=reading(group=group, q=str(own["formulation"].iloc[0])),
        weight=46 if single else 49,
    )


def _varied(name: str, elsewhere: Iterable[str]) -> bool:
    """Whether another says nearly the same, shorter or longer: 世界百年未有之大变局."""
    return any(
        (one in name or name in one)
        and min(len(one), len(name)) >= VARIANT * max(len(one), len(name))
        for one in elsewhere
    )


def _shared(context: Context, used: pd.DataFrame) -> Iterator[Finding]:
    national = used[(used["level"] == "national") & (used["status"] == "used")]
    each = national.groupby("formulation").agg(groups=("group", "nunique"), count=("count", "sum"))
    own = _often(each[each["groups"] == len(context.groups)].reset_index())
    if own.empty:
        return
    en, zh = _listed(own)
    yield Finding(
        id="shared-formulations",
        chapter=CHAPTER,
        text_en=(
            f"{some(len(own), 'national formulation')} {'stands' if len(own) == 1 else 'stand'} in "
            f"the texts of all {len(context.groups)}, most often {en}; what is part of a longer "
            "one is not counted."
        ),
        text_zh=f"各组都使用的全国性提法有{len(own)}条，最常见的是{zh}；含在更长提法里的不计次数。",
        groups=tuple(context.groups),
        rows=(
            condition(
                "formulations", above_count=0, formulation=list(own["formulation"].head(SHOWN))
            ),
        ),
        weight=66,
    )


def _coverage(context: Context) -> Iterator[Finding]:
    table = numbers(context.tables["formulation_coverage"], "share", "characters", "of_characters")
    for level, (en, zh) in LEVELS.items():
        comparable = level == "national"
        own = table[(table["level"] == level) & (true(table["comparable"]) == comparable)]
        found = compared(
            values_of(own, context.groups, "share"),
            Wording(
                en=f"{{who}} [gives/give] a larger share of characters to {en} {{than}}",
                zh=f"{{who}}{{seem}}比{{than}}用更多的字数写{zh}",
                noun_en=f"the room for {en}",
                noun_zh=f"{zh}所占字数",
                unit_en="of characters",
                unit_zh="占字数比例，",
            ),
            name=f"coverage-{level}",
            chapter=CHAPTER,
            rows=(condition("formulation_coverage", level=level, comparable=comparable),),
            doubts=() if comparable else (LIST,),
            sentences="group={top}&device=formulation",
            weight=53,
        )
        if found:
            yield found
