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
# Units of sets that stand where it is said what shall be done with them: 两地, 市县两级, 十大领域.
_SETS = ("大", "级", "")
_LONG_AGO = 10
_AIM = re.compile(r"的(?:奋斗)?目标|愿景")
_DYNASTY = re.compile(r"[唐宋元明清汉代]代?以来|建[国党]以来")
_COMING = re.compile(r"未来|今后|明年|后年|接下来|本世纪中叶")
_OF_A_SET = re.compile(r"[^，。；：、]{1,6}的")
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

    Returns
    -------
    str
        ``achieved`` (it is so, was reached, happened, is under way), ``pledged`` (shall be reached
        or done) or ``other`` (durations that only set the time, anniversaries, standing sets,
        what is long ago).
    """
    clause = _clause_of(text, expression)
    before = clause.before
    if expression.unit_normal in _COMMEMORATED or _is_long_ago(phrase, due, year):
        return OTHER
    ahead = _is_ahead(phrase, due, year) or bool(_AIM.search(clause.behind))
    forward = ahead or orientation == "future"
    whole = before + clause.behind.split("、", 1)[0]
    over = "perfect" if forward else "achieved"
    told = words.speaks("pledge", before), words.speaks(over, whole)
    if expression.unit_class == "duration" and "天数" not in before:
        return _of_duration(text, expression, phrase, before, forward=forward, words=words)
    if orientation == "past" and not ahead:
        standing = expression.unit_class == "bare" and not told[1]
        default = ACHIEVED
    else:
        standing = _is_standing(text, expression, before, words)
        default = PLEDGED if forward else _of_description(expression)
    if standing:
        return OTHER
    if told[0] != told[1] and not ahead:
        return PLEDGED if told[0] else ACHIEVED
    return default


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
    if deadline or (changed and not inside):
        return PLEDGED if forward else ACHIEVED
    return OTHER


def _is_standing(text: str, expression: Expression, before: str, words: NumberWords) -> bool:
    """Whether a number tells of a set that stands: 市县两级开放大学, 把1000万人民的热情."""
    end, bounds = modifiers_behind(text, expression.end, words)
    if words.before(MODIFIERS, text, expression.start) or bounds:
        # 近50所书院的资源 has a modifier and stands all the same.
        return bool(_OF_A_SET.match(text, end)) and expression.unit_class != "unit"
    small = expression.quantity <= 20 and not expression.number[0].isdigit()
    last = before.rsplit("、", 1)[-1]
    own = last if last.startswith(("以", "把", "将", "用", "对", "在")) else before
    creates = words.speaks("creation", own) and expression.unit != "级"
    if _OF_A_SET.match(text, end) or _QUOTED_SET.match(text, end):
        return True
    if expression.unit in _SETS and small:
        return not creates or expression.unit == ""
    return small and not creates and expression.unit_class == "classifier"
