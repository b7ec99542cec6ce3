"""Where a text spends its room: breadth, spheres, how it opens and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from chengyan.story.finding import NAMED, TOO_FEW, Doubt, Finding, percent, tight, true
from chengyan.story.priorities import CHAPTER, SHORT, lower
from chengyan.story.rows import condition
from chengyan.story.say import Wording, compared
from chengyan.story.values import shares_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

# The first and the last tenth of a text's characters are its opening and its closing.
END = 0.1
# The codes that lead a text.
LEADING = 3
FEW_SENTENCES = Doubt("an opening or closing is a few sentences", "开头和结尾各只有几句")


def findings(context: Context) -> Iterator[Finding]:
    """How much room the leading codes take, what is on the economy, first and last subjects."""
    quasi = context.tables["quasi_sentences"]
    quasi = quasi[quasi["doc_id"].isin(context.sentences["doc_id"])]
    counted = quasi[true(quasi["counted"])]
    yield from _breadth(context, counted)
    yield from _spheres(context, counted)
    yield from _ends(context)


def _breadth(context: Context, counted: pd.DataFrame) -> Iterator[Finding]:
    leading = {
        group: set(own["primary"].value_counts().index[:LEADING])
        for group, own in counted.groupby("group")
    }
    hit = pd.Series(
        [
            code in leading[group]
            for group, code in zip(counted["group"], counted["primary"], strict=True)
        ],
        index=counted.index,
    )
    sizes = counted["group"].value_counts()
    found = compared(
        shares_of(counted, hit, context.groups, context.lengths),
        Wording(
            en=(
                "{who} [keeps/keep] more to a few subjects {than}, by the share of its "
                "three leading ones"
            ),
            zh="{who}{seem}比{than}更集中于少数话题，按前三个话题的占比计",
            noun_en="how much room their three leading subjects take",
            noun_zh="前三个话题所占的篇幅",
            unit_en="of policy statements",
            case_zh="个",
        ),
        name="breadth",
        chapter=CHAPTER,
        rows=(condition("quasi_sentences", counted=True),),
        doubts=[SHORT] if sizes.max() > 2 * sizes.min() else [],
        weight=60,
    )
    if found:
        yield found


def _spheres(context: Context, counted: pd.DataFrame) -> Iterator[Finding]:
    codes = context.tables["priorities"].drop_duplicates("code")
    codes = codes[true(codes["counted"])]
    for sphere, own in codes.groupby("sphere", sort=False):
        if len(own) < 3:
            continue
        named = list(own["code"])
        en = ", ".join(lower(str(name)) for name in own["en"])
        zh = "、".join(str(name) for name in own["zh"])
        found = compared(
            shares_of(counted, counted["primary"].isin(named), context.groups, context.lengths),
            Wording(
                en=(
                    f"{{who}} [gives/give] the subjects of “{sphere}” together ({en}) more "
                    f"room {{than}}"
                ),
                zh=f"“{sphere}”各类（{zh}）合计，{{who}}的篇幅{{seem}}多于{{than}}",
                noun_en=f"the room for the subjects of “{sphere}” together ({en})",
                noun_zh=f"“{sphere}”各类（{zh}）的合计篇幅",
                unit_en="of policy statements",
                case_zh="个",
            ),
            name=f"sphere-{sphere}",
            chapter=CHAPTER,
            rows=(condition("quasi_sentences", counted=True, primary=named),),
            weight=55,
        )
        if found and TOO_FEW not in found.doubts:
            yield found


def _ends(context: Context) -> Iterator[Finding]:
    """The code that takes most of the first, and of the last, tenth of each group's texts."""
    if len(context.groups) > NAMED:
        return
    sentences = context.sentences
    share = (
        sentences["han_chars"].groupby(sentences["doc_id"]).cumsum() - sentences["han_chars"] / 2
    )
    place = share / sentences["han_chars"].groupby(sentences["doc_id"]).transform("sum")
    codes = context.codes
    for name, part in (("opening", place < END), ("closing", place > 1 - END)):
        here = sentences[part & (sentences["primary"] != "NONE")]
        verb = "opens" if name == "opening" else "closes"
        told_en: list[str] = []
        told_zh: list[str] = []
        rows: list[str] = []
        for group in context.groups:
            own = here[here["group"] == group]
            chars = own.groupby("primary")["han_chars"].sum().sort_values(ascending=False)
            if chars.empty:
                continue
            code, whole = str(chars.index[0]), sentences[part]["group"] == group
            room = percent(chars.iloc[0] / sentences[part][whole]["han_chars"].sum())
            first = "" if told_en else f" {verb}"
            told_en.append(f"{group}{first} with {lower(str(codes[code]['en']))} ({room} of it)")
            told_zh.append(f"{group}为{codes[code]['zh']}（占{tight(room)}）")
            rows.append(
                condition(
                    "sentences",
                    group=group,
                    primary=code,
                    sentence=list(own.loc[own["primary"] == code, "sentence"]),
                )
            )
        if not told_en:
            continue
        which_en, which_zh = ("first", "开头") if name == "opening" else ("last", "结尾")
        yield Finding(
            id=f"course-{name}",
            chapter=CHAPTER,
            text_en=(
                f"{', '.join(told_en)}: the subject with most room in the {which_en} tenth of "
                "each text."
            ),
            text_zh=f"全文{which_zh}十分之一里篇幅最多的内容，{'，'.join(told_zh)}。",
            groups=tuple(context.groups),
            rows=tuple(rows),
            doubts=(FEW_SENTENCES,),
            weight=50,
        )
