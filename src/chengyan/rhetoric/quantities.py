"""Which numbers argue: they support a claim of achievement, or set a target."""

import re

import pandas as pd

# ASSUME a number up to ten in Chinese numerals before these orders or lists, and proves nothing
# (统筹两个大局, 三县一市); 四项工作受到表彰 does.
_LISTING = frozenset("大 级 关 条 件 次 种 类 方面 步 层 县 省 市 区 点 维 体 时 心".split())
_LISTED = re.compile(
    r"方面|坚持|大局|百年|必须|一律|重点|关键|阶段|层面|环节|维度|抓手|领域|标准|要求|结合|文明|问题"
    r"|[大新高中更不字要]|重要|战略|确立|维护|没有|专项|突破|定位|一体|转变|率先"
)
_FEW = re.compile(r"[一二两三四五六七八九十双]+")
# 三县, 九省: no classifier between.
_BARE = re.compile(r"[一二两三四五六七八九十双]+\D?")
_TIME = re.compile(r"周?年|天|夜|日|个?月|周|季度|岁|小时|分钟|昼夜")
_STREAK = re.compile(r"(?:连续|近|提前)$")
_BEST = re.compile(r"最|第|前列|连续|提前")
_TITLES = re.compile(r"连[冠胜]$")


def argues(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a quantity argues.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Where number and unit stand.
    unit : str
        As written.

    Returns
    -------
    bool
        False for spans of time (五年来), unless they measure a streak (连续15年位居前列), for
        counts that only order or list (两个大局, 八大行动), and for titles (九连冠).
    """
    expression, before, after = text[start:end], text[:start], text[end : end + 12]
    if _TIME.fullmatch(unit):
        return bool(_STREAK.search(before) and _BEST.search(before[-6:] + after))
    if _TITLES.search(expression):
        return False
    if not unit:
        return not _BARE.fullmatch(expression)
    number = expression.removesuffix(unit)
    if unit == "个" and _LISTED.match(after) and (_FEW.fullmatch(number) or after[0] in "字要方"):
        return False
    if not _FEW.fullmatch(number):
        return True
    if unit in _LISTING:
        return False
    return unit not in ("个", "项") or (number not in "一两二双" and not _LISTED.match(after))


def arguing(targets: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``targets.csv`` whose number argues."""
    kept = [
        argues(text, start, end, unit)
        for text, start, end, unit in zip(
            *(targets[name] for name in ("text", "start", "end", "unit")), strict=True
        )
    ]
    return targets[pd.Series(kept, index=targets.index, dtype=bool)]
