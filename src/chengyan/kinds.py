"""What a line of a raw text is: title, byline, salutation, heading or body, told by its form."""

import re
from typing import NamedTuple

from chengyan.han import HAN, count_han, han_only
from chengyan.sentences import is_complete, split_sentences

KINDS = ("front_matter", "title", "byline", "salutation", "heading", "body", "furniture")

_NUMERAL = "[一二三四五六七八九十百]+"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}

_ADDRESSEE = "代表|委员|同志|来宾|嘉宾|朋友|领导|女士|先生|市民|乡亲|父老|青年|同学"
SALUTATION = re.compile(rf"(?:尊敬的|亲爱的|各位|全体|广大|们|的|[、，\s]|{_ADDRESSEE})+[：:！!]")
DATE = re.compile(r"[（(]?\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?[）)]?")
COLOPHON = re.compile(r"二维码|公众号|№|扫描|责任编辑|系列")
_BARE_NAME = re.compile(f"[{HAN}·]{{2,4}}")
_OFFICE_AND_NAME = re.compile(
    rf"[{HAN}、]*(?:书记|市长|省长|县长|区长|主席|主任|总理|代表)\s+[{HAN}·]{{2,5}}"
)
_CORPORATE_AUTHOR = re.compile(
    rf"(?:中共|中国共产党)?[{HAN}、]*(?:委员会|[省市县区]委|政府|办公室)"
)
_SPEECH_FORM = re.compile(r"(?:讲话|报告|致辞|决议|公报|通知|纲要|规划|文章|意见)$")

# ASSUME a heading is known by its numbering and its length: each numbering with the longest
# first sentence (in Han characters) that is still one.
_NUMBERED = (
    (1, re.compile(rf"{_NUMERAL}(?:、|[.．](?!{_NUMERAL}))"), 60),
    (2, re.compile(rf"[（(]{_NUMERAL}[）)]"), 40),
    (2, re.compile(rf"第{_NUMERAL}，"), 60),
    (3, re.compile(rf"{_NUMERAL}是"), 40),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)"), 30),
)
# What each of them begins with, looked for first since most lines begin otherwise.
_NUMBERING = re.compile(r"[一二三四五六七八九十百（(第\d]")
_NEEDS_FOLLOWER = re.compile(rf"第{_NUMERAL}，|{_NUMERAL}是")
# ASSUME a short line without punctuation, where a paragraph should begin, is a heading.
LONGEST_BARE_HEADING = 20
_UNPUNCTUATED = re.compile(rf"[{HAN}A-Za-z0-9 “”]+")
_LONGEST_HEAD_LINE = 40


class Line(NamedTuple):
    """A line of a raw text that has content.

    Attributes
    ----------
    number : int
        Its number in the file, from 1.
    raw, text : str
        Without Markdown marks, blanks kept and dropped.
    marks : int
        Markdown marks (#) before it.
    starts : tuple of (int, int)
        At which offset of the text each raw line begins that it was joined from.
    indented : bool
        Whether the raw line begins with blanks.
    """

    number: int
    raw: str
    text: str
    marks: int
    starts: tuple[tuple[int, int], ...] = ()
    indented: bool = False


def opens_text(line: Line) -> bool:
    """Whether the text proper begins here, after whatever stands above it."""
    return bool(
        SALUTATION.fullmatch(line.text)
        or numbered_heading(line.text)
        or "。" in line.text
        or (not line.marks and is_complete(line.text) and "，" in line.text)
        or (not line.marks and count_han(line.text) >= _LONGEST_HEAD_LINE)
    )


def is_title(line: Line, title: str, author: str) -> bool:
    """Whether a line above the text is its title: what is neither byline, date nor colophon."""
    if DATE.fullmatch(line.text) or COLOPHON.search(line.text):
        return False
    if han_only(title) and count_han(line.text) >= 5 and han_only(line.text) in han_only(title):
        return True
    return not is_byline(line, author)


def is_byline(line: Line, author: str) -> bool:
    """Whether a line above or below the text says whose it is."""
    if _SPEECH_FORM.search(line.text):
        return False
    names_author = bool(han_only(author)) and han_only(author) in han_only(line.text)
    return bool(
        names_author
        or _BARE_NAME.fullmatch(line.text)
        or _OFFICE_AND_NAME.fullmatch(line.raw)
        or _CORPORATE_AUTHOR.fullmatch(line.text)
    )


def numeral_value(numeral: str) -> int:
    """The value of a Chinese numeral up to 99; 0 of any other."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def numbered_heading(text: str) -> tuple[int, int] | None:
    """Level and greatest length of the numbered heading that begins here, if one does."""
    if not _NUMBERING.match(text):
        return None
    for level, pattern, longest in _NUMBERED:
        if pattern.match(text):
            return level, longest
    return None


def is_lone_heading(text: str, longest: int) -> bool:
    """Whether a numbered paragraph is a heading rather than an item of a list (一是…。 or …；)."""
    return (
        count_han(text) <= longest
        and len(split_sentences(text)) == 1
        and text[-1] not in "；;，,"
        and not (_NEEDS_FOLLOWER.match(text) and is_complete(text))
    )


def is_bare_heading(text: str) -> bool:
    """A short line without any punctuation, standing where a paragraph should begin."""
    return _UNPUNCTUATED.fullmatch(text) is not None and 0 < count_han(text) <= LONGEST_BARE_HEADING


def run_in_level(sentence: str, *, followed: bool) -> int:
    """Level of a heading run in at the head of a paragraph, 0 if the sentence is none."""
    numbered = numbered_heading(sentence)
    if not numbered or not is_complete(sentence) or count_han(sentence) > numbered[1]:
        return 0
    if _NEEDS_FOLLOWER.match(sentence) and not followed:
        return 0
    return numbered[0]
