"""Numbers that a word processor sets before paragraphs (一、 （二） 3.), made out as it does."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from chengyan.intake.package import W

_SLOT = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = dict(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
# By the largest number each goes up to.
_SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_COUNTING = (
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting "
    "taiwaneseCountingThousand"
).split()
_DIGITAL = ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand")


def number_text(number: int, style: str) -> str | None:
    """A number as a list shows it, by the names of the standard; None if it is not known how.

    >>> number_text(12, "chineseCountingThousand"), number_text(10, "ideographDigital")
    ('十二', '一〇')
    """
    if style in _SERIES:
        series = _SERIES[style]
        return series[number - 1] if 0 < number <= len(series) else None
    if style in _DIGITAL:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if style in _COUNTING:
        counted = _counted(number, "零" + _DIGITS[1:], "十百千")
        return counted[1:] if counted and 10 <= number < 20 else counted
    known = {
        "none": "",
        "decimal": str(number),
        "decimalZero": f"{number:02}",
        "decimalFullWidth": str(number).translate(
            str.maketrans("0123456789", "０１２３４５６７８９")
        ),
        "chineseLegalSimplified": _counted(number, _LEGAL_DIGITS, "拾佰仟"),
        "lowerRoman": _roman(number),
        "upperRoman": _roman(number).upper(),
    }
    return known.get(style)


def _counted(number: int, digits: str, units: str) -> str | None:
    """A number below 10,000 with its units: 一百零二."""
    if not 0 < number < 10_000:
        return None
    places = [
        digits[int(digit)] + ("", *units)[place] if digit != "0" else digits[0]
        for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True)
    ]
    zeros = digits[0] + "+"
    return re.sub(f"{zeros}$", "", re.sub(zeros, digits[0], "".join(places)))


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN.items():
        # A number that no list reaches must not fill the memory.
        parts.append(letters * min(number // value, 9))
        number %= value
    return "".join(parts)


@dataclass
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts: bool = True
    arabic: bool = False
    paragraph_style: str = ""


@dataclass
class _List:
    """The levels of a list, and where its counting stands."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, in the state that the paragraphs so far have brought about."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._numbered: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._begun: Counter[str] = Counter()
        if tree is None:
            return
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for entry in tree.iter(f"{{{W}}}abstractNum"):
            key = entry.get(f"{{{W}}}abstractNumId", "")
            self._lists[key] = _List(_levels(entry))
            linked[key] = _value(entry, "numStyleLink")
            by_style[_value(entry, "styleLink")] = key
        for entry in tree.iter(f"{{{W}}}num"):
            key = _value(entry, "abstractNumId")
            key = by_style.get(linked.get(key, ""), key) if linked.get(key) else key
            starts = {
                _integer(override.get(f"{{{W}}}ilvl")): _integer(_value(override, "startOverride"))
                for override in entry.iter(f"{{{W}}}lvlOverride")
                if _value(override, "startOverride")
            }
            number = entry.get(f"{{{W}}}numId", "")
            self._numbered[number] = (key, _levels(entry), starts)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list keeps for paragraphs of a style; 0 if none."""
        levels = self._levels(number)
        return next((i for i, level in levels.items() if level.paragraph_style == style), 0)

    def label(self, number: str, depth: int) -> str | None:
        """Count a paragraph of list `number` at level `depth` and give what stands before it.

        Empty for a bullet, and for a list that is not there, as 0; None if the number is of a kind
        not known here.
        """
        levels = self._levels(number)
        if number not in self._numbered:
            return ""
        if depth not in levels:
            return None
        key, _, starts = self._numbered[number]
        counts = self._lists[key].counts
        if not self._begun[number]:
            # A number of its own may begin the list anew.
            counts.update({i: start - 1 for i, start in starts.items()})
        self._begun[number] += 1
        level = levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [i for i in counts if i > depth and i in levels and levels[i].restarts]:
            del counts[deeper]
        if level.style == "bullet":
            return ""
        return _filled(level, levels, counts)

    def _levels(self, number: str) -> dict[int, _Level]:
        key, own, _ = self._numbered.get(number, ("", {}, {}))
        return {**self._lists[key].levels, **own} if key in self._lists else own


def _filled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str | None:
    """The text of a level with the numbers in it."""
    parts = {}
    for slot in _SLOT.findall(level.text):
        above = int(slot) - 1
        shown = levels.get(above, _Level())
        style = "decimal" if level.arabic else shown.style
        part = number_text(counts.get(above, shown.start), style)
        if part is None:
            return None
        parts[slot] = part
    label = _SLOT.sub(lambda match: parts[match[1]], level.text)
    return label + " " if label[-1:].isascii() and label and level.suffix != "nothing" else label


def _levels(entry: etree._Element) -> dict[int, _Level]:
    return {
        _integer(level.get(f"{{{W}}}ilvl")): _Level(
            start=_integer(_value(level, "start") or "1"),
            style=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText"),
            suffix=_value(level, "suff") or "tab",
            restarts=_value(level, "lvlRestart") != "0",
            arabic=level.find(f"{{{W}}}isLgl") is not None,
            paragraph_style=_value(level, "pStyle"),
        )
        for level in entry.iter(f"{{{W}}}lvl")
    }


def _value(element: etree._Element, name: str) -> str:
    """The `w:val` of a child; empty if there is none."""
    child = element.find(f"{{{W}}}{name}")
    return "" if child is None else child.get(f"{{{W}}}val", "")


def _integer(text: str | None) -> int:
    """A small whole number; 0 if it is none."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0
