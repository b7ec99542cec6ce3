"""Subjects that share a predicate: A率、B率均达100%, A指数、B浓度分别下降3%、4%."""

import re
from collections.abc import Sequence

from chengyan.targets.expression import Expression
from chengyan.targets.modifiers import modifiers_before, modifiers_behind
from chengyan.targets.words import NumberWords

SHARED = re.compile("分别|均|都")
EACH = "分别"
# What a change is told against, or a rate is of: 比2010年, 较上年, 每百平方公里.
COMPARISON = re.compile(
    r"为?每[^，。；：、]{1,8}$|[由从]$|(?:高于|低于|快于|高出|好于|优于)[^，。；：]{1,14}$|[比较]"
    r"(?:\d{4}年|[上去前]年|年初|同期|全[国省区球]|省定|市定|国家|规划|计划|预期|城镇|改革前|以往)[^，。；：]{0,8}$"
)
_LISTED = re.compile(r"[、和与]")
# Ends of names of measures; a list of subjects is read as one only where each is whole.
_MEASURE = re.compile(r"[率量额值]$|指数|浓度|密度|强度|比重|占比|面积|里程|收入|支出|能力|满意度$")


def shared_before(text: str, end: int, start: int, words: NumberWords) -> tuple[int, bool]:
    """Where the subjects of a number end, and whether several share its predicate.

    Parameters
    ----------
    text : str
    end, start : int
        Where its modifiers begin, and where it begins.
    words : NumberWords

    Returns
    -------
    (int, bool)
        The end, moved before a comparison that stands between (分别比2016年下降).
    """
    if SHARED.search(text[end:start]):
        return end, True
    compared = COMPARISON.search(text[:end])
    if compared:
        earlier, _ = modifiers_before(text, compared.start(), words)
        if SHARED.search(text[earlier : compared.start()]):
            return earlier, True
    return end, False


def subject_of(
    stretch: str, text: str, found: Sequence[Expression], i: int, words: NumberWords
) -> str:
    """The measure in a list of them that a number tells of; empty where there is no such list.

    Parameters
    ----------
    stretch : str
        The list, up to the predicate.
    text : str
        The sentence.
    found : sequence of Expression
    i : int
        Which of them.
    words : NumberWords

    Returns
    -------
    str
        With 分别 and as many numbers as measures, the one in its place; else the whole list.
    """
    parts = _LISTED.split(stretch)
    if len(parts) == 1 or not all(_MEASURE.search(part) for part in parts):
        return ""
    first = last = first_of_list(text, found, i, words)
    while last + 1 < len(found) and _follow(text, found[last], found[last + 1], words):
        last += 1
    each = EACH in text[max(found[first].start - len(stretch) - 20, 0) : found[first].start]
    return parts[i - first] if each and last - first + 1 == len(parts) else stretch


def first_of_list(text: str, found: Sequence[Expression], i: int, words: NumberWords) -> int:
    """The first of the numbers that one is listed behind."""
    while i and _follow(text, found[i - 1], found[i], words):
        i -= 1
    return i


def _follow(text: str, one: Expression, other: Expression, words: NumberWords) -> bool:
    """Whether two numbers are listed one behind the other."""
    end, _ = modifiers_behind(text, one.end, words)
    start, _ = modifiers_before(text, other.start, words)
    return bool(_LISTED.fullmatch(text[end : max(start, end)]))
