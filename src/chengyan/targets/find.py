"""Where a sentence counts or measures something."""

import re

from chengyan.targets.expression import Expression, with_bounds
from chengyan.targets.masks import Mask, held_before, masks
from chengyan.targets.numbers import (
    MORE,
    MYRIADS,
    ONES,
    PART_OF,
    RATIO,
    SOME,
    TENS,
    Numeral,
    numerals,
    part_of,
)
from chengyan.targets.words import BOUND, MODIFIERS, NumberWord, NumberWords

_SCALES = frozenset("百千万亿")
# One of these stands in whatever counts, but for words that are number and unit.
_COUNTING = re.compile(rf"[\d{''.join(ONES)}{''.join(TENS)}{''.join(MYRIADS)}]")
_JOINER = re.compile(r"[-—–~～]+|[至到]|、|和|或")
_GAP = re.compile(r"[，。；：！？]")
# What 一 must stand beside to count: else it is an article.
_ONCE = re.compile(r"(?:至少|不少于|最少|每[^，。；]{1,8}|新增|仅|只)[^，。；]{0,6}$")
_PER = re.compile(r"每(?:年|月|周|天|季度?|半年|个?[^，。；]{1,6}?)[^，。；]{0,6}$")
_PAST_YEAR = re.compile(r"(?:过去|近|最近|未来|今后|刚刚过去)(?:的)?$")
_MEDALS = re.compile(r"(?:[^\u4e00-\u9fff]|[的零一二两三四五六七八九十]|$)")
# A share in tenths, not 成 as a verb (三成立).
_TENTHS = re.compile(r"[，。；、）以左的多]|$|[^立为果功员本都效长型]")
_RATE_BASE = re.compile(r"每$|(?:每|按)[^，。；]{0,2}$")
_RATE_OF = re.compile(r"口|发明|拥有|托位|床位|元?(?:GDP|地区生产总值|国内生产总值|工业增加值)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_LEVEL = re.compile(r"[省市县区乡镇村校厂院国]$")


def expressions(text: str, words: NumberWords) -> list[Expression]:
    """The quantities of a sentence, from left to right.

    Parameters
    ----------
    text : str
    words : NumberWords

    Returns
    -------
    list of Expression
        Cardinal numbers that count or measure something. Dates, ordinals, 一 as an article,
        numerals in words and idioms are none; for names and slogans see `shorthands`.
    """
    counts = _COUNTING.search(text) or words.next_fixed(text, 0)
    return _read(text, words)[0] if counts else []


def shorthands(text: str, words: NumberWords) -> list[tuple[int, int]]:
    """Where names, slogans and formulas with a number stand, which count nothing."""
    return _read(text, words)[1]


def _read(text: str, words: NumberWords) -> tuple[list[Expression], list[tuple[int, int]]]:
    hidden = masks(text, words)
    found = _in_words(text, words, hidden)
    names = [(mask.start, mask.end) for mask in hidden if mask.what == "name"]
    taken = [*hidden, *(Mask(e.start, e.end, "found") for e in found)]
    free = [
        number
        for number in numerals(text)
        if all(number.end <= mask.start or number.start >= mask.end for mask in taken)
    ]
    for i, number in enumerate(free):
        follow = free[i + 1] if i + 1 < len(free) else None
        unit, shared = _unit_of(text, number, follow, free[i + 2 :], words)
        if not _counts(text, number, unit, words, shared=shared):
            if _is_identifier(number, unit):
                names.append((number.start, number.end))
            continue
        found.append(_expression(text, number, unit, words, shared=shared))
    return with_bounds(text, sorted(found, key=lambda e: e.start)), sorted(names)


def _in_words(text: str, words: NumberWords, hidden: list[Mask]) -> list[Expression]:
    """Shares as fractions, and numbers that are words: 翻番, 一半, 两位数."""
    found = []
    for match in RATIO.finditer(text):
        ratio = round(float(match["of"]) / float(match["to"]), 4) if float(match["to"]) else 0.0
        found.append(Expression(*match.span(), match[0], ratio, "", "", ratio, ""))
    for match in PART_OF.finditer(text):
        try:
            quantity, unit = part_of(match)
        except ValueError:
            continue
        value, normal = (quantity, unit) if unit else (round(100 * quantity, 2), "%")
        found.append(Expression(*match.span(), match[0], quantity, unit, "unit", value, normal))
    at = 0
    while place := words.next_fixed(text, at):
        at, word = place
        taken = [(mask.start, mask.end) for mask in hidden] + [(e.start, e.end) for e in found]
        covered = any(start <= at < end for start, end in taken)
        if not covered and text[at - 1 : at] not in {"上", "下", "前", "后"}:
            found.append(_fixed(word, at))
            at += len(word.term)
        else:
            at += 1
    return found


def _fixed(word: NumberWord, at: int) -> Expression:
    share = word.normal == "%" and word.factor <= 50
    quantity = word.factor / 100 if share and word.factor == 50 else word.factor
    unit = "" if share and word.factor == 50 else word.normal
    end = at + len(word.term)
    return Expression(at, end, word.term, quantity, unit, "fixed", word.factor, word.normal)


def _unit_of(
    text: str,
    number: Numeral,
    follow: Numeral | None,
    later: list[Numeral],
    words: NumberWords,
) -> tuple[NumberWord | None, bool]:
    """The unit behind a number, or the one it shares with the number that it is joined to."""
    unit = _unit_at(text, number, words)
    if unit or follow is None:
        return unit, False
    joined = text[number.end : follow.start]
    adjacent = not joined and number.value + 1 == follow.value and number.value < 10
    if not (adjacent or _JOINER.fullmatch(joined)):
        return None, False
    unit = _unit_at(text, follow, words)
    if unit is None and later and _JOINER.fullmatch(text[follow.end : later[0].start]):
        unit = _unit_at(text, later[0], words)
    return unit, unit is not None


def _unit_at(text: str, number: Numeral, words: NumberWords) -> NumberWord | None:
    unit = words.at(("classifier", "unit", "duration", "bare"), text, number.end)
    if words.at(("unitless",), text, number.end):
        return None
    if unit and unit.term == "成" and not _TENTHS.match(text, number.end + 1):
        unit = None
    if unit and unit.label == "bare" and len(unit.term) == 1 and number.value >= 100:
        # 12万城镇居民 are no 城.
        unit = None
    medal = words.at(("medal",), text, number.end)
    if medal and unit is None and _MEDALS.match(text, number.end + len(medal.term)):
        return medal
    return unit


def _counts(
    text: str, number: Numeral, unit: NumberWord | None, words: NumberWords, *, shared: bool
) -> bool:
    """Whether a number counts or measures."""
    before = text[: number.start]
    behind = number.end + (len(unit.term) if unit and not shared else 0)
    timed = unit is not None and unit.label == "duration"
    if (
        not timed
        and _RATE_BASE.search(before)
        and (before.endswith("每") or _RATE_OF.match(text, behind))
    ):
        return False
    if unit is None:
        bounded = words.before(MODIFIERS, text, number.start) is not None
        return number.text != "一" and _counts_alone(text, number, words, bounded=bounded)
    if number.text == "一":
        return _one_counts(text, number, unit, words)
    if words.has("rank", unit.term) and unit.label == "classifier":
        return _rank_counts(before, number, unit) or held_before(text, behind)
    if unit.term == "级":
        large = set(number.text) <= _SCALES or number.value >= 10**4
        return large or bool(_BEFORE_LEVEL.search(before))
    if set(number.text) <= _SCALES and not number.vague:
        return _scale_counts(text, number, unit, words, behind=behind)
    in_word = not number.text[0].isdigit() and len(number.text) == 1
    a_year = unit.label == "bare" and _YEAR.fullmatch(number.text) is not None
    return not a_year and not (in_word and words.has("digits", unit.term))


def _rank_counts(before: str, number: Numeral, unit: NumberWord) -> bool:
    """Whether 届, 期, 轮 count rather than rank: 连续三届, 两轮, but not 三期."""
    counted = number.text[0].isdigit() and unit.term in {"轮", "批"}
    return before.endswith("连续") or number.text == "两" or counted


def _scale_counts(
    text: str, number: Numeral, unit: NumberWord, words: NumberWords, *, behind: int
) -> bool:
    """Whether 百, 千, 万 alone count: 近百家, 千亿元, but not 百家, 万元GDP."""
    if _RATE_OF.match(text, behind):
        return False
    money = unit.label == "unit" and unit.normal in {"元", "美元", "吨级"}
    bounded = words.before(MODIFIERS, text, number.start) is not None
    # 百家, 千户 and 万人 are mostly part of names.
    counted = unit.term in {"个", "项", "条", "名", "座"}
    of_a_kind = number.text in {"十亿", "百亿", "千亿"} and len(unit.term) > 1
    return bounded or money or counted or of_a_kind or number.text in {"百万", "千万", "万亿"}


def _one_counts(text: str, number: Numeral, unit: NumberWord, words: NumberWords) -> bool:
    """Whether 一 counts rather than being an article."""
    before, behind = text[: number.start], number.end + len(unit.term)
    if unit.label == "duration":
        if unit.normal == "年":
            return text.startswith("来", behind) or bool(_PAST_YEAR.search(before))
        return bool(
            words.at(("after",), text, behind)
            or text.startswith("内", behind)
            or words.before((BOUND,), text, number.start)
        )
    if unit.normal in {"倍", "%"}:
        return unit.normal == "倍" or bool(words.before(MODIFIERS, text, number.start))
    if unit.normal == "个百分点":
        return True
    if unit.term in {"次", "场", "期", "批次"} and _PER.search(before):
        return True
    return bool(
        unit.label == "classifier" and re.search(r"(?:至少|不少于|最少)[^，。；]{0,6}$", before)
    )


def _counts_alone(text: str, number: Numeral, words: NumberWords, *, bounded: bool) -> bool:
    """Whether a number without a unit counts: 1000万保定人民, 指数达到4.12, 近百企业, 过万亿."""
    behind = words.at(("after",), text, number.end)
    end = number.end + (len(behind.term) if behind else 0)
    ends = bool(re.match(r"[，。；、！？）”]|$", text[end:]))
    if number.text[0].isdigit():
        large = number.text[-1] in "万亿" or bool(number.vague)
        return large or (ends and (bounded or "." in number.text))
    if number.text[0] in SOME:
        return len(number.text) > 1
    large = number.text[-1] in "万亿" or number.text[-1] in MORE
    people = words.at(("person",), text, number.end) is not None
    if large and len(number.text) > 1:
        return bounded or ends or people or number.text[-1] in MORE
    return bounded and set(number.text) <= _SCALES and number.text != "万"


def _is_identifier(number: Numeral, unit: NumberWord | None) -> bool:
    return number.text[0].isdigit() and unit is None and len(number.text) > 1


def _expression(
    text: str, number: Numeral, unit: NumberWord | None, words: NumberWords, *, shared: bool
) -> Expression:
    if unit is None:
        person = words.at(("person",), text, number.end) or _people(text, number.end, words)
        name = "人" if person else ""
        return Expression(
            number.start, number.end, number.text, number.value, name, "", number.value, name,
            number.vague,
        )  # fmt: skip
    # 1000万群众 is 1000万, 三县 is one word.
    counted = unit.label == "bare" and len(unit.term) > 1
    end = number.end + (0 if shared or counted else len(unit.term))
    written, normal = unit.term, unit.normal
    if unit.label in {"bare", "medal"}:
        written = normal = "人" if words.has("person", unit.term) else ""
    return Expression(
        number.start, end, number.text, number.value, written, unit.label,
        number.value * unit.factor, normal, number.vague,
    )  # fmt: skip


def _people(text: str, start: int, words: NumberWords) -> bool:
    """Whether a word for people stands within the next few characters of the clause."""
    stretch = _GAP.split(text[start : start + 6])[0]
    return any(words.at(("person",), stretch, at) for at in range(len(stretch)))
