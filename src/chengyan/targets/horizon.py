"""By when, or since when, a number holds: the sentence's own phrases of time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chengyan.lexicon import FIVE_YEAR_PLANS
from chengyan.targets.expression import Expression
from chengyan.targets.numbers import read_numeral

_N = r"(?:\d+|[一二两三四五六七八九十百几数]+)"
_UNIT = r"(?:年|个月|天|周|个季度|个工作日)"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]+)月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?"
_DAY = rf"(?:年?[底末初中](?!期)|上半年|下半年|{_MONTH})"
_YEARS = r"(?<!\d)(?:1[89]|20)\d\d"
_PLAN = rf"[“‘]?(?:{'|'.join(FIVE_YEAR_PLANS)})[”’]?(?:末|期末|期间|时期|以来)"
_SINCE_SHORT = (
    r"(?:[\u4e00-\u9fff]代|今年|去年|年初|入[春夏秋冬]|建[市国党]|改革开放"
    r"|(?:党的)?[一二三四五六七八九十]+大)以来"
)
_SINCE = rf"(?:(?<![^，。；：！？])[^，。；：！？“”、\s]{{2,14}}?以来|{_SINCE_SHORT})"
_SPAN = (
    rf"(?:未来|今后|过去|刚刚过去|近|最近|此后|接下来|这|前|后|每)(?:的)?{_N}多?{_UNIT}(?:来|内|间|左右)?"
    rf"|连续{_N}{_UNIT}|{_N}多?{_UNIT}(?:来|以来|间|(?:之|以)?内)"
)
_KINDS = (
    ("since", rf"{_SINCE}的{_N}{_UNIT}|{_SINCE}"),
    ("year", rf"{_YEARS}年?(?:[-—–~～至到]+{_YEARS})年|{_YEARS}年(?:{_DAY})?"),
    ("year", rf"(?:今年|去年|明年|前年|后年|本年度?|当年|上年)(?:{_DAY})?"),
    ("plan", _PLAN),
    ("span", _SPAN),
    ("often", r"每年|每月|每周|每天|每日|每季度|每半年|年均|月均|日均"),
    ("year", r"年内|年底前?|年末|全年|本世纪中叶"),
    (
        "year",
        r"(?:前[一二三两]|[一二三四])季度|上半年|下半年|本届政府任期|任期内|近年来|多年来|目前",
    ),
)
_PHRASE = re.compile("|".join(f"(?P<{kind}{i}>{form})" for i, (kind, form) in enumerate(_KINDS)))
_COMPARED = re.compile(r"(?:比|较|与|同|相比|超过|超|于|恢复到|的)$")
# A time that is itself what changes: 压缩至1个工作日以内.
_SHORTENED = re.compile(r"(?:缩短|压缩|压减|减少|控制|降低|降|延长|增加|提速)[^，。；：、]{0,3}$")
# 上年的2.5倍 compares too.
_TIMES_AS_MUCH = re.compile(r"的\d[\d.]*倍|同期")
_HEAD = re.compile(
    r"(?:^|[，。；：！？、—“（)）])(?:到|至|截至|截止|自|从|在|力争|确保|争取|预计|特别是|尤其是|其中|计划|第[一二三]步|我们|我市|全市)*$"
)
# What is to come about within a bare duration: 三年大变样.
_DEADLINE = re.compile(r"(?:[大上]|基本|全面|初步|见|实现|完成|建成|翻|任务)")
_CLAUSE = re.compile(r"[，。；：！？]")
# What stands before the phrase proper: 到, 特别是, and the start of a clause before 唐代以来.
_SHORTEST = re.compile(
    rf"^(?:到|至|截至|自|从|在|特别是|尤其是)+|^(?!{_SINCE_SHORT}$).+?(?={_SINCE_SHORT}$)"
)
# A span of years sets a time of its own; what takes days or minutes happens within one.
_OWN_TIME = ("年", "世纪", "个世纪")
# How many years after that of the text.
_NAMED_YEARS = {
    **dict.fromkeys(("今年", "本年", "年内", "年底"), 0),
    **dict.fromkeys(("去年", "上年"), -1),
    "明年": 1,
    "后年": 2,
    "前年": -2,
}


@dataclass(frozen=True)
class TimePhrase:
    """A phrase of time.

    Attributes
    ----------
    start, end : int
    text : str
    kind : str
        ``year``, ``plan``, ``span``, ``since`` or ``often``.
    leads : bool
        Whether it opens its clause, and so speaks for the clauses behind it too.
    """

    start: int
    end: int
    text: str
    kind: str
    leads: bool


def time_phrases(text: str) -> list[TimePhrase]:
    """The phrases of time of a sentence, but for what is only compared with (比2010年)."""
    phrases = []
    for match in _PHRASE.finditer(text):
        kind = (match.lastgroup or "").rstrip("0123456789")
        before = text[: match.start()]
        if _COMPARED.search(before) or (kind == "span" and _SHORTENED.search(before)):
            continue
        if _TIMES_AS_MUCH.match(text, match.end()):
            continue
        leads = bool(_HEAD.search(before)) and kind != "often"
        start = match.end() - len(_SHORTEST.sub("", match[0]))
        phrases.append(TimePhrase(start, match.end(), text[start : match.end()], kind, leads))
    return phrases


def phrase_of(
    text: str, expression: Expression, phrases: Sequence[TimePhrase]
) -> TimePhrase | None:
    """The phrase of time that an expression stands under, if there is one.

    It is the one round a duration, else the last in the expression's clause, else the last that
    opened a clause before it. Semicolons end its reach. A bare number of years stands under none.
    """
    around = [
        phrase
        for phrase in phrases
        if phrase.start <= expression.start and expression.end <= phrase.end
    ]
    if around:
        return around[0]
    before = [phrase for phrase in phrases if phrase.end <= expression.start]
    if expression.unit_class == "duration":
        # A bare duration takes the phrase that told it in full.
        number = text[expression.start : expression.end]
        told = [p for p in before if p.kind in {"since", "span"} and number in p.text]
        if told:
            return told[-1]
        takes = text[: expression.start].endswith(("用", "经过", "历时"))
        if _DEADLINE.match(text, expression.end) and not takes:
            return TimePhrase(expression.start, expression.end, number, "deadline", leads=False)
        if expression.unit_normal in _OWN_TIME:
            return None
    near = [p for p in before if not _CLAUSE.search(text, p.end, expression.start)]
    absolute = [p for p in near if p.kind != "often"]
    if absolute:
        return absolute[-1]
    leading = [p for p in before if p.leads and _reaches(text[p.end : expression.start])]
    if leading and not (near and leading[-1].kind == "since"):
        return leading[-1]
    return near[-1] if near else None


def _reaches(between: str) -> bool:
    """Whether a phrase still holds: semicolons end its reach, but not in a list that it opens."""
    return not re.search("[；。]", between) or "：" in re.split("[；。]", between)[0]


def horizon_year(phrase: str, year: int) -> int | None:
    """The year in which a horizon ends, where it can be told.

    Parameters
    ----------
    phrase : str
        As `horizon` gives it.
    year : int
        That of the text; 0 if unknown, which leaves 今年 and 未来五年 without a year.

    Returns
    -------
    int or None
        Of 2025年底 2025, of 十四五末 2025, of 未来五年 the text's year and five, of 今年 the text's
        year. None for what is repeated (每年), for times that are over without a year of their own
        (五年来), and where nothing tells.
    """
    years = years_named(phrase)
    if years:
        return years[-1]
    plan = re.search("|".join(sorted(FIVE_YEAR_PLANS, key=len, reverse=True)), phrase)
    if plan and not phrase.endswith("以来"):
        return FIVE_YEAR_PLANS[plan[0]] + 4
    if not year:
        return None
    for name, offset in _NAMED_YEARS.items():
        if phrase.startswith(name):
            return year + offset
    ahead = re.match(rf"(?:未来|今后|接下来)(?:的)?({_N})多?年", phrase) or re.fullmatch(
        rf"({_N})年(?:之|以)?内", phrase
    )
    if ahead:
        try:
            return year + int(read_numeral(ahead[1]))
        except ValueError:
            return None
    return 2050 if phrase == "本世纪中叶" else None


def years_named(text: str) -> list[int]:
    """The years that a text names in digits, in their order."""
    return [int(year) for year in re.findall(_YEARS, text)]
