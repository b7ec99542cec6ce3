"""Who and what is named: centre, province, hearers, places, oneself, one another, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from chengyan.rhetoric.worth import FAILED
from chengyan.story.finding import (
    NAMED,
    UNTESTED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    inner,
)
from chengyan.story.persons import persons
from chengyan.story.rhetoric import CHAPTER
from chengyan.story.rows import condition, reading
from chengyan.story.say import Wording, compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

# What each device names, and how a sentence says so.
CALLED = {
    "loyalty_centre": ("How they name the Party’s centre", "援引党中央的说法"),
    "loyalty_province": ("How they name the province’s leaders", "援引省里的说法"),
    "address": ("How they address hearers", "对听众的称呼"),
    "named_place": (
        "Which places they name most, as words of their own",
        "点出最多的地名（独立成词者）",
    ),
    "thanks": ("In which words they thank", "致谢与致敬的用语"),
    "allusion": ("Which sayings they quote or echo", "引用或化用的古语、名言"),
    "prohibition": ("In which words they forbid", "表示禁止的用语"),
}
NAMES, IMAGES = 4, 6
# In characters, of what is shown.
LONGEST = 16
# ASSUME these words admit a lack wherever they stand; the list was never tested.
SHORTCOMINGS = (
    *(
        "短板",
        "差距",
        "薄弱",
        "不充分",
        "不平衡",
        "不够",
        "程度不高",
        "亟需",
        "亟待",
        "滞后",
        "瓶颈",
    ),
    *("顽疾", "欠缺", "任重道远", "仍需"),
)
_CUT = re.compile(r"[，；、].?$")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
ONCE = Doubt("most of them stand once", "多数只出现一次")


def findings(context: Context) -> Iterator[Finding]:
    """Names by device, images of each group's own, and how often groups name themselves."""
    instances = context.tables["rhetoric_instances"]
    rhetoric = context.tables["rhetoric"]
    failed = set(rhetoric.loc[rhetoric["status"] == FAILED, "device"])
    once = instances[~instances["device"].isin(failed)]
    once = once.drop_duplicates(["device", "doc_id", "instance"])
    if len(context.groups) <= NAMED:
        for device in CALLED:
            yield from _called(context, once[once["device"] == device], device)
        if len(context.groups) > 1:
            images = once[once["family"] == "metaphor"]
            for group in context.groups:
                yield from _images(images, group)
    if len(context.groups) <= NAMED:
        yield from persons(context)
    yield from _shortcomings(context)
    if all(_HAN.fullmatch(str(group)) for group in context.groups):
        yield from _themselves(context)


def _called(context: Context, cases: pd.DataFrame, device: str) -> Iterator[Finding]:
    if cases.empty:
        return
    told_en, told_zh = [], []
    for group in context.groups:
        often = cases.loc[cases["group"] == group, "text"].value_counts(sort=False)
        often = often.sort_values(ascending=False, kind="stable")
        names = [(_whole(str(text)), int(n)) for text, n in often.items()]
        names = [(text, n) for text, n in names if len(text) <= LONGEST]
        again = [(text, n) for text, n in names if n > 1]
        names = again[:NAMES] if len(again) > 1 else names[: NAMES - 1]
        told_en.append(
            f"in {group} {and_en(f'{text} ({n})' for text, n in names) if names else 'none'}"
        )
        told_zh.append(
            f"{group}"
            f"{and_zh(f'“{inner(text)}”（{n}次）' for text, n in names) if names else '没有'}"
        )
    en, zh = CALLED[device]
    yield Finding(
        id=f"named-{device}",
        chapter=CHAPTER,
        text_en=f"{en}: {'; '.join(told_en)}.",
        text_zh=f"{zh}：{'；'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(condition("rhetoric_instances", device=device),),
        doubts=(UNTESTED,) if device != "named_place" else (),
        sentences=reading(device=device),
        weight=52,
    )


def _whole(text: str) -> str:
    """Without the first character of a clause that was cut off."""
    return _CUT.sub("", text)


def _images(images: pd.DataFrame, group: str) -> Iterator[Finding]:
    """The images that a group alone has."""
    elsewhere = set(images.loc[images["group"] != group, "text"])
    mine = images[images["group"] == group]
    own = mine[~mine["text"].isin(elsewhere) & (mine["text"].str.len() <= 12)]
    order = own.sort_values(["doc_id", "sentence", "start"], kind="stable")["text"]
    often = order.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if len(often) < 2:
        return
    shown = [(str(text), int(n)) for text, n in often.head(IMAGES).items()]
    named_en = and_en(text if n == 1 else f"{text} ({n})" for text, n in shown)
    named_zh = and_zh(f"“{text}”" if n == 1 else f"“{text}”（{n}次）" for text, n in shown)
    yield Finding(
        id=f"images-{group}",
        chapter=CHAPTER,
        text_en=f"Of the {len(mine)} images of {group}, some that it alone uses are {named_en}.",
        text_zh=f"{group}的{len(mine)}处隐喻中，仅其使用的有{named_zh}等。",
        groups=(group,),
        rows=(
            condition(
                "rhetoric_instances", family="metaphor", group=group, text=[t for t, _ in shown]
            ),
        ),
        doubts=(ONCE,) if sum(n > 1 for _, n in shown) < 2 else (),
        sentences=reading(group=group, q=shown[0][0]),
        weight=50,
    )


def _shortcomings(context: Context) -> Iterator[Finding]:
    """Words by which a text admits what is lacking."""
    # In a plan these words say what will be done about it.
    sentences = context.sentences
    sentences = sentences[sentences["orientation"] != "future"]
    found = sentences["text"].str.findall("|".join(SHORTCOMINGS))
    cases = sentences.assign(words=found).explode("words").dropna(subset="words")
    if len(cases) < len(context.groups):
        return
    told_en, told_zh = [], []
    for group in context.groups if len(context.groups) <= NAMED else ():
        often = cases.loc[cases["group"] == group, "words"].value_counts(sort=False)
        often = often.sort_values(ascending=False, kind="stable").head(IMAGES)
        told_en.append(f"{group} {', '.join(f'{w} ({n})' for w, n in often.items()) or 'none'}")
        told_zh.append(f"{group}{'、'.join(f'“{w}”（{n}次）' for w, n in often.items()) or '没有'}")
    compare = compared(
        context.lengths.rates(cases),
        Wording.of_rate(
            en=(
                "{who} [admits/admit] more often {than} what is lacking (words such as 短板, "
                "差距, 薄弱, outside plans)"
            ),
            zh="{who}{seem}比{than}更常承认不足（“短板”“差距”“薄弱”等词，部署除外）",
            noun_en=(
                "how often they admit what is lacking (words such as 短板, 差距, 薄弱, "
                "outside plans)"
            ),
            noun_zh="承认不足（“短板”“差距”“薄弱”等词，部署除外）的频率",
        ),
        name="shortcomings",
        chapter=CHAPTER,
        rows=(condition("sentences", sentence=list(dict.fromkeys(cases["sentence"]))),),
        doubts=(UNTESTED,),
        sentences=f"group={{top}}&{reading(q='|'.join(SHORTCOMINGS))}",
        weight=60,
    )
    if compare:
        yield compare.at(
            text_en=f"{compare.text_en[:-1]}; {'; '.join(told_en)}."
            if told_en
            else compare.text_en,
            text_zh=f"{compare.text_zh[:-1]}；{'；'.join(told_zh)}。"
            if told_zh
            else compare.text_zh,
        )


def _themselves(context: Context) -> Iterator[Finding]:
    sentences = context.sentences
    named = {group: sentences["text"].str.count(str(group)) for group in context.groups}
    own = pd.concat(
        [
            sentences.loc[sentences.index.repeat(counts.where(sentences["group"] == group, 0))]
            for group, counts in named.items()
        ]
    )
    found = compared(
        context.lengths.rates(own),
        Wording.of_rate(
            en="{who} [names/name] itself more often {than}",
            zh="{who}{seem}比{than}更常自称其名",
            noun_en="how often they name themselves",
            noun_zh="自称其名的频率",
        ),
        name="names-itself",
        chapter=CHAPTER,
        rows=(condition("sentences", group=list(context.groups)),),
        sentences="group={top}&q={top}",
        weight=46,
    )
    if found:
        yield found.at(text_en=_themselves_plural(found))
    if not 1 < len(context.groups) <= NAMED:
        return
    pairs = [
        (str(a), str(b), int(named[b][sentences["group"] == a].sum()))
        for a in context.groups
        for b in context.groups
        if a != b
    ]
    said = [(a, b, n) for a, b, n in pairs if n]
    silent = [str(b) for b in context.groups if not any(b == to for _, to, _ in said)]
    en = [f"{a} names {b} ({n})" for a, b, n in said]
    zh = [f"{a}提到{b}{n}次" for a, b, n in said]
    if silent:
        en.append(f"nobody else names {_or(silent)}")
        zh.append(f"{'、'.join(silent)}未被其他组提到")
    yield Finding(
        id="names-others",
        chapter=CHAPTER,
        text_en=f"They hardly name one another: {', '.join(en)}."
        if len(said) < len(pairs) / 2
        else f"They name one another: {', '.join(en)}.",
        text_zh=f"各组{'很少' if len(said) < len(pairs) / 2 else ''}互相提及：{'，'.join(zh)}。",
        groups=tuple(context.groups),
        rows=(condition("sentences", group=list(context.groups)),),
        weight=44,
    )


def _or(names: list[str]) -> str:
    return and_en(names).replace(" and ", " or ")


def _themselves_plural(found: Finding) -> str:
    return found.text_en.replace("itself", "themselves") if len(found.more) > 1 else found.text_en
