"""What looks like a number and counts nothing: dates, ranks, names, formulas, ordinary words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengyan.targets.numbers import ARABIC, Numeral, numerals
from chengyan.targets.words import NumberWord, NumberWords

_ONES = "一二两三四五六七八九"
# In 三项两类 each counts; 三县一市 and 一案两单 are names.
_COUNTERS = "个项家名次年月日天位条件场大座所级类种成倍"
_CN = "零〇一二两三四五六七八九十百千万亿"
_N = rf"(?:\d+|[{_CN}]+)"
_NAMED = rf"(?![{_COUNTERS}{_CN}])[^\W\d_]"
_YEAR = r"(?<!\d)(?:1[89]|20)\d\d"
_DATES = (
    # ASSUME a year is from 1800 to 2099.
    rf"{_YEAR}年?(?:[-—–~～至到]+{_YEAR}|[-—–~～至到]+\d\d(?=年))年?|{_YEAR}年(?!来)",
    r"[一二][〇零一二三四五六七八九]{3}年",
    rf"{_N}月(?:份|底|初|末|中旬|上旬|下旬)?(?:{_N}日)?(?=[^内]|$)|\d+[-—~至到]\d+月份?|\d{{1,2}}日",
    rf"(?:上|本|下|{_N})(?:个)?世纪(?:[{_CN}\d]+年代)?|[{_CN}\d]{{2}}年代",
    r"(?:前|第)?[一二三四]季度|[上下]半年|正月[初十]?[一-十]*|[一二三四五六七八九十]+月(?=[，。、])",
    r"\d{1,2}[:：]\d\d(?!\.)|\d{1,2}[时点](?:\d{1,2}分|[许整半])",
)
_RANKS = (
    rf"第{_N}(?:[次届批期轮个位名条项步座家])?(?:产业)?",
    r"(?<=[百千]强[县市区镇])\d+位",
    rf"[前退]{_N}(?:[名位强列佳大甲]|分之{_N})?(?![年天日个月万亿\d.])",
    rf"(?<![{_CN}\d续两]){_N}届(?:[{_CN}\d]+中全会|[{_CN}\d]+次全?[体会]\w*)?",
    rf"{_N}次(?:全体?会|党代会|代表大会|人代会)|(?<=人大|政协|员会){_N}次会议|{_N}中全会|党的十[五六七八九]大",
    r"(?:^|(?<=[。；：，！？—“”]))[一二三四五六七八九十]+(?:是(?!个)|要(?![求素])|、)",
    rf"[（(][{_CN}\d]{{1,3}}[）)]|^\d{{1,2}}[.．、](?!\d)|[①-⑳]",
)
_NAMES = (
    r"[A-Za-z][A-Za-z.\-]*\d+(?:\.\d+)?[A-Za-z]*",
    rf"(?<![\d.{_CN}])[\d{_CN}]+(?:[+＋][\dA-Za-z{_CN}]+)+|[A-Z](?:[+＋][\dA-Z]+)+|\d+[×xX]\d+",
    r"(?<![\d.])0\d+(?![\d.])|\d+(?:\.\d+)+\.\d+|〔\d+〕\d+号",
    r"\d+(?:\.\d+)?(?:号(?!人|召)|版|#)(?:线|楼|馆|台|门|公路)?|\d+(?:\.\d+)?(?:[/∶:：]\d+(?:\.\d+)?){2,}|\d+/\d+",
    r"[零一二三四五六七八九十]+号(?=[工线楼馆风文令])|[二三四五六七八九]位一体",
    r"[一二两三四五六七八九十\d]+年(?:行动|攻坚|规划|滚动|大提升|提升|计划|工作方案)|\d+[国省县乡]道",
    rf"(?<![\d{_CN}])[{_ONES}]{_NAMED}[{_ONES}](?!体){_NAMED}(?!\w?[{_COUNTERS}])",
    r"\d+强|[00-9]0后|\d{2}后(?=[，、”的优年干])",
)
_MASKS = [
    (what, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))
    for what, patterns in (("date", _DATES), ("rank", _RANKS), ("name", _NAMES))
]
_QUOTED = re.compile(r"[“‘]([^“”‘’。；，]*)[”’]")
_TITLE = re.compile(r"《[^》]*》")
# ASSUME a name in quotation marks has so many characters at the most.
_LONGEST_NAME = 12
_ENUMERATED = re.compile(r"(?:、[^，。；、]{2,10}|等|[^，。；、]和[^，。；、]{2,8})[“‘]?$")
_ONLY_NUMBERS = re.compile(rf"[\d+·.\-—×/N{_CN}]+")
# Numerals as part of a rounder one: the word 万家 does not stand in 3万家, 近万家.
_INSIDE = re.compile(rf"[\d.{_CN}数几]")
_BOUNDED = re.compile(r"[近上约超过逾]")
_IDIOM = 4
# 承办四届大会 counts how often, 四届全国政协 tells which.
_HELD = re.compile(
    rf"(?:举办|承办|主办|协办|召开|举行|参加|办好)了?(?:[^，。；：]*、)?[{_ONES}]届"
    r"(?![^，。；、]{0,3}(?:全[国省市会]|[省市区县]|人大|政协|人民|党代|代表|[一二三四五六七八九十]+次))"
)


@dataclass(frozen=True)
class Mask:
    """A stretch in which no quantity is looked for.

    Attributes
    ----------
    start, end : int
    what : str
        ``name`` (shorthand: names, slogans, formulas), ``date``, ``rank`` or ``word``.
    """

    start: int
    end: int
    what: str


def masks(text: str, words: NumberWords) -> list[Mask]:
    """What a sentence holds of dates, ranks, names and words with numerals, left to right."""
    found = [*_formulas(text, words), *_quoted(text, words)]
    found += [Mask(*match.span(), "title") for match in _TITLE.finditer(text)]
    found += [
        Mask(*match.span(), what)
        for what, pattern in _MASKS
        for match in pattern.finditer(text)
        if (what != "name" or _is_name(match, words)) and not held_before(text, match.end())
    ]
    found += [
        Mask(match.start, match.end, "word")
        for match in words.plain_words(text)
        if not _is_counted(text, match.start, match.end, words)
    ]
    # The widest of those that overlap.
    chosen: list[Mask] = []
    for mask in sorted(found, key=lambda mask: (mask.start - mask.end, mask.start)):
        if all(mask.end <= other.start or mask.start >= other.end for other in chosen):
            chosen.append(mask)
    return sorted(chosen, key=lambda mask: mask.start)


def held_before(text: str, end: int) -> bool:
    """Whether 届 before a place counts how often something was held."""
    clause = max(text.rfind(mark, 0, end) for mark in "，。；：") + 1
    return any(match.end() == end for match in _HELD.finditer(text, clause))


def _is_name(match: re.Match[str], words: NumberWords) -> bool:
    """Whether a number beside letters is no measure: 100P and 5GW are."""
    number = ARABIC.match(match[0])
    return not (number and words.at(("unit",), match.string, match.start() + number.end()))


def _is_counted(text: str, start: int, end: int, words: NumberWords) -> bool:
    """Whether a word with a numeral is cut out of a number: 十分 of 十分钟, 万家 of 3万家."""
    if text[start] in _CN and start and _INSIDE.match(text[start - 1]):
        return True
    if end - start < _IDIOM and start and _BOUNDED.match(text[start - 1]):
        return True
    for number in numerals(text[start:end]):
        unit = words.at(("classifier", "unit", "duration"), text, start + number.end)
        if unit and start + number.end + len(unit.term) > end:
            return True
    return False


def _formulas(text: str, words: NumberWords) -> Iterator[Mask]:
    """Shorthands that are known, unless they sum up what stands before them."""
    for match in words.shorthands(text):
        before = text[: match.start]
        local = match.entry.level == "local"
        if local and _ENUMERATED.search(before):
            continue
        if any(
            text.find(term, max(match.end - len(term), 0), match.end) >= 0
            for term in words.terms("counted")
        ):
            continue
        if words.is_formulation(match.entry.term) and _measures(match.entry.term, words):
            continue
        if not _is_part_of_number(text, match.start):
            yield Mask(match.start, match.end, "name")


def _measures(name: str, words: NumberWords) -> bool:
    """Whether a formulation says how long or how often: 15分钟健身圈, 三年大变样, 九连冠."""
    first = next(iter(numerals(name)), None)
    if first is None or first.start or set(first.text) <= set("百千万亿"):
        return False
    unit = words.at(("duration", "classifier"), name, first.end)
    return unit is not None and (unit.label == "duration" or unit.term.startswith("连"))


def _is_part_of_number(text: str, start: int) -> bool:
    return bool(text[start] in _CN and start and re.match(rf"[\d.{_CN}]", text[start - 1]))


def _quoted(text: str, words: NumberWords) -> Iterator[Mask]:
    """Short names in quotation marks, but for counts, times and measures in them."""
    for match in _QUOTED.finditer(text):
        name = match[1]
        first = next(iter(numerals(name)), None)
        if name.startswith("双"):
            yield Mask(match.start(1), match.end(1), "name")
        if first is None or (len(name) > _LONGEST_NAME and name.count("一") < 3):
            continue
        unit = words.at(("classifier", "unit", "duration"), name, first.end)
        if unit and not _ONLY_NUMBERS.fullmatch(name) and _stays(text, match, first, unit):
            continue
        yield Mask(match.start(1), match.end(1), "name")


def _stays(text: str, quoted: re.Match[str], first: Numeral, unit: NumberWord) -> bool:
    """Whether a number in quotation marks counts: “三年大变样”, “九连冠”, 等“八大国保”."""
    name = quoted[1]
    if unit.term.startswith("连"):
        return True
    if unit.term == "大":
        enumerated = bool(_ENUMERATED.search(text[: quoted.start()]))
        return enumerated and not numerals(name[first.end :])
    ranks = unit.term == "级" and first.value < 10**4
    one = first.text == "一" and unit.label != "duration"
    scale_only = unit.term != "级" and set(first.text) <= set("百千万亿")
    method = unit.term == "%" and name[-1] in "法制"
    measured = unit.label in {"duration", "unit"} and not (ranks or one or scale_only or method)
    return measured and first.start == 0
