"""Numerals as they are written in Chinese texts, in digits or in characters, and their values."""

import re
from dataclasses import dataclass
from math import isfinite

ONES = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
# Before a round number: some, several (数十, 几百); the round base is its value.
SOME = "数几"
# Behind it: and more (十多, 百余, 十几).
MORE = "多余几来"

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# 千 and 百 that begin a unit are none of the number's: 5万千瓦, 3百分点.
_KILO = r"千(?![瓦米克伏卡安赫帕升])"
_SCALE = rf"(?:百(?!分)|{_KILO}|[十万亿])"
_CHARACTER = rf"(?:[零〇一二两三四五六七八九十万亿]|百(?!分)|{_KILO})"
ARABIC = re.compile(rf"{_DIGITS}(?:[{MORE}]?{_SCALE}+)*[{MORE}]?")
CHINESE = re.compile(
    rf"[{SOME}]?{_CHARACTER}+(?:点[零〇一二三四五六七八九]+{_SCALE}*)?[{MORE}]?{_SCALE}*"
)
# What any of both begins with, which most characters are not.
_BEGIN = re.compile(rf"[\d{SOME}]|{_CHARACTER}")
PART_OF = re.compile(
    rf"(?P<whole>百|千|万|{_CHARACTER}+)分之(?P<part>{_DIGITS}|[{SOME}]?[零〇一二两三四五六七八九十百点]+)"
)
# One number to another, but no time of day and no more than two: 2.2∶1.
RATIO = re.compile(r"(?<![\d.:：∶/])(?P<of>\d+(?:\.\d+)?)[:：∶](?P<to>\d(?:\.\d+)?)(?![\d.:：∶])")


@dataclass(frozen=True)
class Numeral:
    """A numeral found in a text.

    Attributes
    ----------
    start, end : int
        Where it stands, in characters.
    text : str
    value : float
        With 万 and 亿 multiplied out; of 数十 and 十几 the round base.
    vague : str
        What makes it vague: 数, 几, 多, 余, 来; else empty.
    """

    start: int
    end: int
    text: str
    value: float
    vague: str = ""


def read_numeral(text: str) -> float:
    """The value of a numeral: 8272.61亿, 1,200, 二十, 两百零三, 三点五, 千亿, 数十, 十几.

    Parameters
    ----------
    text : str
        The numeral alone, without its unit.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is none, or one that could be read in two ways (一二, 二千百).
    """
    bare = text.lstrip(SOME) if text[:1] in SOME else text
    bare = "".join(character for character in bare if character not in MORE)
    match = re.match(_DIGITS, bare)
    if match:
        value = float(match[0].replace(",", "")) * _scales(bare[match.end() :])
    elif "点" in bare:
        value = _with_point(bare)
    else:
        value = float(_whole(bare))
    if not isfinite(value):
        raise ValueError(text)
    return value


def write_numeral(number: int) -> str:
    """A whole number from 0 to 2⁵³ in characters: 203 is 二百零三.

    Raises
    ------
    ValueError
        If it is below 0 or too large.
    """
    if not 0 <= number <= 2**53:
        raise ValueError(number)
    if not number:
        return "零"
    written, gap = "", False
    for scale, name in ((10**12, "万"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10**4
        if part:
            zero = "零" if written and (gap or part < 1000) else ""
            written += zero + _below_myriad(part) + name
        elif scale == 10**8 and number >= 10**12:
            written += name
        gap = not part
    return written[1:] if written.startswith("一十") else written


def part_of(match: re.Match[str]) -> tuple[float, str]:
    """Value and unit of what `PART_OF` found: 百分之三 is 3 %, 三分之一 is 0.3333 of a whole."""
    part = read_numeral(match["part"])
    if match["whole"] == "百":
        return part, "%"
    if match["whole"] == "千":
        return part, "‰"
    return round(part / read_numeral(match["whole"]), 4), ""


def _scales(text: str) -> float:
    """The product of 十百千万亿."""
    value = 1.0
    for character in text:
        value *= (TENS | MYRIADS)[character] if character in TENS | MYRIADS else float("nan")
    return value


def _with_point(text: str) -> float:
    before, _, after = text.partition("点")
    digits = re.match("[零〇一二三四五六七八九]+", after)
    if not digits:
        raise ValueError(text)
    decimals = "".join(str(ONES[character]) for character in digits[0])
    return float(f"{_whole(before)}.{decimals}") * _scales(after[digits.end() :])


def _whole(text: str) -> int:
    """A whole number in characters, by myriads: 亿 outermost, then 万, then 千百十."""
    if not text:
        raise ValueError(text)
    if all(character in ONES for character in text):
        # 二〇二一 is read digit by digit, 一二 is not one number.
        if len(text) == 1 or len(text) >= 4:
            return int("".join(str(ONES[character]) for character in text))
        raise ValueError(text)
    for name, scale in (("亿", 10**8), ("万", 10**4)):
        if name in text:
            before, _, after = text.rpartition(name)
            rest = _whole(after.lstrip("零〇")) if after.lstrip("零〇") else 0
            if len(after) == 1 and after in ONES:
                # 三万五 is 35,000.
                rest *= scale // 10
            if rest >= scale:
                raise ValueError(text)
            return (_whole(before) if before else 1) * scale + rest
    return _below(text)


def _below(text: str) -> int:
    """A number below 万: digits before 千, 百, 十 in falling order; 十 may stand alone."""
    total, last, digit, zero = 0, 10**4, -1, False
    for character in text:
        if character in TENS:
            scale = TENS[character]
            implied = digit < 0 and (scale == 10 or not total)
            if scale >= last or digit == 0 or (digit < 0 and not implied):
                raise ValueError(text)
            total, last = total + (1 if digit < 0 else digit) * scale, scale
            digit, zero = -1, False
        elif character in ONES and digit <= 0:
            zero = zero or ONES[character] == 0
            digit = ONES[character]
        else:
            raise ValueError(text)
    # 三百五 is 350, 三百零五 is 305.
    short = digit > 0 and not zero and 10 < last < 10**4
    return total + max(digit, 0) * (last // 10 if short else 1)


def _below_myriad(number: int) -> str:
    digits = "零一二三四五六七八九"
    written = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += digits[digit] + name
        elif written and number % scale:
            written = written.rstrip("零") + "零"
    return written


def numerals(text: str) -> list[Numeral]:
    """All numerals of a text that can be read, from left to right."""
    found: list[Numeral] = []
    at = 0
    while begin := _BEGIN.search(text, at):
        at = begin.start()
        match = ARABIC.match(text, at) or CHINESE.match(text, at)
        if not match:
            at += 1
            continue
        longest = _longest(match[0])
        if longest:
            value, length = longest
            written = match[0][:length]
            vague = "".join(c for c in written if c in SOME + MORE)
            found.append(Numeral(at, at + length, written, value, vague))
            at += length
        else:
            at = match.end()
    return found


def _longest(text: str) -> tuple[float, int] | None:
    """The value of the longest beginning that can be read, and its length."""
    for length in range(len(text), 0, -1):
        try:
            return read_numeral(text[:length]), length
        except ValueError:
            continue
    return None
