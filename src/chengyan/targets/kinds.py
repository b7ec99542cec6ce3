"""Whether a number is reached, promised, or neither."""

import re
from dataclasses import dataclass

from chengyan.targets.expression import Expression
from chengyan.targets.horizon import TimePhrase
from chengyan.targets.modifiers import modifiers_behind
from chengyan.targets.words import DECLINE, GROWTH, LEVEL, MODIFIERS, NumberWords

ACHIEVED, PLEDGED, OTHER = "achieved", "pledged", "other"
KINDS = (ACHIEVED, PLEDGED, OTHER)

_CLAUSE = re.compile(r"[，。；：！？]")
_COMMEMORATED = ("周年",)
_SHORT = ("分钟", "小时")
# Units of sets that stand where it is said what shall be done with them: 两地, 市县两级, 十大领域.
_SETS = ("大", "级", "")
_FEW = 20
_LONG_AGO = 10
_AIM = re.compile(r"的(?:奋斗)?目标|愿景")
_DYNASTY = re.compile(r"[唐宋元明清汉代]代?以来|建[国党]以来")
_COMING = re.compile(r"未来|今后|明年|后年|接下来|本世纪中叶")
_OF_A_SET = re.compile(r"[^，。；：、]{1,6}的")
# Those who live in a city are neither reached nor promised: 向300万人民, 凝聚起百万儿女.
_PEOPLE = re.compile(
    r"[^，。；：、的]{0,6}(?:人民(?!调解|陪审|检察|法院|医院|币)|儿女|父老|乡亲|百姓|同胞)"
)
# What a text looks at a thing from: 5个方面, 三个维度.
_ASPECTS = re.compile(r"(?:方面|维度|层面|角度)(?:[^\u4e00-\u9fff]|的|$)")
# What a promise builds on is there: 依托现有的12家博物馆, 用好全市8个园区.
_EXISTING = re.compile(
    r"(?:现有|已有|原有|既有|现存|依托)(?:的?[^，。；：]*等)?$|(?:全[市省区县]|我[市省])$"
)
# Sets that something is only done about: 围绕三大产业, 使两大区域连成一片.
_ABOUT = re.compile(
    r"(?:围绕|聚焦|针对|立足|瞄准|紧扣|对标|引领|使(?![用馆命])|让|把|将)[^，。；：]*$"
)
# How far away something is, which is reached or promised as such: 15分钟健身圈.
_CIRCLE = re.compile(r"[^，。；：、]{0,8}圈")
_QUOTED_SET = re.compile(r"[^，。；：、“”]{0,6}”[^，。；：、]")


def kind(
    text: str,
    expression: Expression,
    *,
    orientation: str,
    phrase: TimePhrase | None,
    due: int | None,
    year: int,
    words: NumberWords,
    counted: str = "",
) -> str:
    """Whether a number is achieved, pledged or other.

    Parameters
    ----------
    text : str
        The sentence.
    expression : Expression
    orientation : str
        Of the sentence: past, present, future or empty.
    phrase : TimePhrase or None
        What it stands under.
    due : int or None
        The year of that phrase.
    year : int
        Of the text; 0 if unknown.
    words : NumberWords
    counted : str
        Its object.

    Returns
    -------
    str
        ``achieved`` (it is so, was reached, happened, is under way), ``pledged`` (shall be reached
        or done) or ``other`` (durations that only set the time, anniversaries, standing sets,
        what is long ago).
    """
    clause = _clause_of(text, expression)
    before = clause.before
    if _is_neither(text, expression, counted) or _is_long_ago(phrase, due, year):
        return OTHER
    ahead = _is_ahead(phrase, due, year) or bool(_AIM.search(clause.behind))
    forward = ahead or orientation == "future"
    whole = before + clause.behind.split("、", 1)[0]
    over = "perfect" if forward else "achieved"
    told = words.speaks("pledge", before), words.speaks(over, whole)
    if expression.unit_class == "duration" and "天数" not in before:
        return _of_duration(text, expression, phrase, before, forward=forward, words=words)
    if orientation == "past" and not ahead:
        standing = not told[1] and (
            expression.unit_class == "bare"
            or (expression.unit == "级" and expression.quantity <= _FEW)
            or (expression.unit == "大" and bool(_ABOUT.search(before)))
        )
        default = ACHIEVED
    else:
        standing = _is_standing(text, expression, before, words)
        default = PLEDGED if forward else _of_description(expression)
    if standing:
        return OTHER
    if default == PLEDGED and expression.unit_class == "classifier" and _EXISTING.search(before):
        return ACHIEVED
    if told[0] != told[1] and not ahead:
        return PLEDGED if told[0] else ACHIEVED
    return default


def _is_neither(text: str, expression: Expression, counted: str) -> bool:
    """Whether a number is never reached or promised: anniversaries, a city's people, aspects."""
    people = expression.unit_class in {"", "bare"} and _PEOPLE.match(text, expression.end)
    # 八大厂: a name for what stands.
    named = expression.unit == "大" and len(counted) == 1
    aspects = _ASPECTS.match(text, expression.end)
    return bool(expression.unit_normal in _COMMEMORATED or people or named or aspects)


def _of_description(expression: Expression) -> str:
    """What is measured is so; how many people live somewhere is neither reached nor promised."""
    measured = expression.unit_class == "unit" or expression.number[0].isdigit()
    return ACHIEVED if measured and expression.unit != "人" else OTHER


@dataclass(frozen=True)
class _Clause:
    before: str
    behind: str


def _clause_of(text: str, expression: Expression) -> _Clause:
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, expression.start)), default=0)
    end = _CLAUSE.search(text, expression.end)
    return _Clause(
        text[start : expression.start], text[expression.end : end.start() if end else len(text)]
    )


def _is_long_ago(phrase: TimePhrase | None, due: int | None, year: int) -> bool:
    if phrase is None:
        return False
    return bool(_DYNASTY.search(phrase.text)) or bool(year and due and due < year - _LONG_AGO)


def _is_ahead(phrase: TimePhrase | None, due: int | None, year: int) -> bool:
    if phrase is None:
        return False
    return bool(year and due and due > year) or bool(_COMING.match(phrase.text))


def _of_duration(
    text: str,
    expression: Expression,
    phrase: TimePhrase | None,
    before: str,
    *,
    forward: bool,
    words: NumberWords,
) -> str:
    """A duration is reached or promised only where it is more than the time of something."""
    if before.endswith("连续"):
        return OTHER if forward else ACHIEVED
    inside = phrase is not None and phrase.start <= expression.start < phrase.end
    changed = words.before((GROWTH, DECLINE, LEVEL), text, expression.start) is not None
    deadline = phrase is not None and phrase.start == expression.start and phrase.kind == "deadline"
    if expression.unit_normal in _SHORT and _CIRCLE.match(text, expression.end):
        return PLEDGED if forward else ACHIEVED
    if deadline or (changed and not inside):
        return PLEDGED if forward else ACHIEVED
    return OTHER


def _is_standing(text: str, expression: Expression, before: str, words: NumberWords) -> bool:
    """Whether a number tells of a set that stands: 市县两级开放大学, 把1000万人民的热情."""
    end, bounds = modifiers_behind(text, expression.end, words)
    if words.before(MODIFIERS, text, expression.start) or bounds:
        # 近50所书院的资源 has a modifier and stands all the same.
        return bool(_OF_A_SET.match(text, end)) and expression.unit_class != "unit"
    small = expression.quantity <= _FEW and not expression.number[0].isdigit()
    last = before.rsplit("、", 1)[-1]
    own = last if last.startswith(("以", "把", "将", "用", "对", "在")) else before
    creates = words.speaks("creation", own) and expression.unit != "级"
    if _OF_A_SET.match(text, end) or _QUOTED_SET.match(text, end):
        return True
    if expression.unit in _SETS and small:
        return not creates or expression.unit == ""
    return small and not creates and expression.unit_class == "classifier"
