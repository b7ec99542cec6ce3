"""Who is named with a title, from the sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from chengyan.story.finding import UNTESTED, Finding, and_en, and_zh
from chengyan.story.rhetoric import CHAPTER
from chengyan.story.rows import condition, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chengyan.story.context import Context

SHOWN = 5
# ASSUME these surnames, which begin few other words, before these titles.
SURNAMES = (
    "习李王张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔邱秦江史顾侯邵孟龙万段雷钱汤尹黎武乔贺赖龚庞樊兰殷施陶翟"
    "倪严牛温季俞章鲁葛韦毛岳党骆"
)
TITLES = "同志|总书记|书记|主席|总理|省长|市长|县长|部长"
_PERSON = re.compile(rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:{TITLES})")
# What stands before a title without being a name.
_NOT = re.compile("[委组部长任席关位副总各]|中央|领导|负责")


def persons(context: Context) -> Iterator[Finding]:
    """The persons whom each group names with a title, and how often."""
    sentences = context.sentences
    names = sentences["text"].map(
        lambda text: [name for name in _PERSON.findall(text) if not _NOT.search(name)]
    )
    cases = sentences.assign(name=names).explode("name").dropna(subset="name")
    if cases.empty:
        return
    told_en, told_zh = [], []
    for group in context.groups:
        often = Counter(cases.loc[cases["group"] == group, "name"]).most_common(SHOWN)
        told_en.append(
            f"in {group} {and_en(f'{name} ({n})' for name, n in often) if often else 'none'}"
        )
        told_zh.append(
            f"{group}{and_zh(f'{name}（{n}次）' for name, n in often) if often else '没有'}"
        )
    yield Finding(
        id="named-person",
        chapter=CHAPTER,
        text_en=f"Whom they name with a title (同志, 书记 and the like): {'; '.join(told_en)}.",
        text_zh=f"连同职务或“同志”点名的人：{'；'.join(told_zh)}。",
        groups=tuple(context.groups),
        rows=(
            condition(
                "sentences",
                doc_id=list(dict.fromkeys(cases["doc_id"])),
                sentence=list(dict.fromkeys(cases["sentence"])),
            ),
        ),
        doubts=(UNTESTED,),
        sentences=reading(q=str(cases["name"].iloc[0])),
        weight=52,
    )
