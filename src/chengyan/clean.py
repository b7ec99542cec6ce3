"""From a raw text to paragraphs and sentences, each with the raw lines it came from.

Nothing is lost: the Han characters of all paragraphs are those of the raw text, in their order.
What is no part of the analysis (a colophon, a byline) is kept and marked by its kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, pairwise

from chengyan.han import HAN, count_han, han_only, is_worded

KINDS = ("front_matter", "title", "byline", "salutation", "heading", "body")

_TERMINAL = "。！？!?…"
_CLOSING_MARKS = "”’」』》〉）)】〕］]"
_CLOSING = "，。、；：！？,.;:!?…" + _CLOSING_MARKS
_CJK = f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·]"
_NUMERAL = "[一二三四五六七八九十百]+"

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_BLANK = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-—–]\s*\d{1,4}\s*[-—–]")
_STOP = r"(?:[。！？]|[!?](?![A-Za-z0-9/=&]))"
_SENTENCE_END = re.compile(rf"{_STOP}(?:{_STOP}|[{re.escape(_CLOSING_MARKS)}])*")
_RUNS_ON = re.compile(rf"\s*[{re.escape(_CLOSING)}]")

_ADDRESSEE = "代表|委员|同志|来宾|嘉宾|朋友|领导|女士|先生|市民|乡亲|父老|青年|同学"
_SALUTATION = re.compile(rf"(?:尊敬的|亲爱的|各位|全体|广大|们|的|[、，\s]|{_ADDRESSEE})+[：:！!]")
_DATE = re.compile(r"[（(]?\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?[）)]?")
_COLOPHON = re.compile(r"二维码|公众号|№|扫描|责任编辑|系列")
_BARE_NAME = re.compile(f"[{HAN}·]{{2,4}}")
_OFFICE_AND_NAME = re.compile(
    rf"[{HAN}、]*(?:书记|市长|省长|县长|区长|主席|主任|总理|代表)\s+[{HAN}·]{{2,5}}"
)
_CORPORATE_AUTHOR = re.compile(
    rf"(?:中共|中国共产党)?[{HAN}、]*(?:委员会|[省市县区]委|政府|办公室)"
)
_SPEECH_FORM = re.compile(r"(?:讲话|报告|致辞|决议|公报|通知|纲要|规划|文章|意见)$")

# Numbered headings, each with the longest first sentence (in Han characters) that is still one.
_NUMBERED = (
    (1, re.compile(rf"{_NUMERAL}、"), 60),
    (2, re.compile(rf"[（(]{_NUMERAL}[）)]"), 40),
    (2, re.compile(rf"第{_NUMERAL}，"), 60),
    (3, re.compile(rf"{_NUMERAL}是"), 40),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)"), 30),
)
_NEEDS_FOLLOWER = re.compile(rf"第{_NUMERAL}，|{_NUMERAL}是")
_LONGEST_BARE_HEADING = 20
_LONGEST_HEAD_LINE = 40


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place: numbers count from 1 through the document."""

    paragraph: int
    sentence: int
    kind: str
    level: int
    section: str
    source_line: int
    last_line: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of one kind with the first and last raw line it came from."""

    paragraph: int
    kind: str
    level: int
    source_line: int
    last_line: int
    text: str


@dataclass
class _Block:
    """A paragraph in the making: its text, and at which offset each raw line begins."""

    text: str
    line: int
    kind: str = "body"
    level: int = 0
    starts: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [(0, self.line)]

    def append(self, text: str, line: int) -> None:
        glue = "" if _closes_up(self.text[-1:], text[:1]) else " "
        self.starts.append((len(self.text) + len(glue), line))
        self.text += glue + text

    def line_at(self, offset: int) -> int:
        return next(line for start, line in reversed(self.starts) if start <= offset)


@dataclass(frozen=True)
class _Line:
    number: int
    raw: str
    text: str
    marks: int
    gap: int


def clean(raw: str, *, title: str = "", author: str = "") -> tuple[list[Paragraph], list[Sentence]]:
    """Turn a raw text into paragraphs and sentences.

    Lines that a page break cut are joined, spaces inside numbers and between Han characters
    dropped, and each paragraph and sentence gets a kind: ``front_matter``, ``title``, ``byline``,
    ``salutation``, ``heading`` (with a level from 1 to 3) or ``body``. A run-in heading
    (``（一）…。`` and ``一是…。`` at the head of a paragraph) is a sentence of kind heading inside
    a body paragraph.

    Parameters
    ----------
    raw : str
        The text as it stands in the file.
    title, author : str
        What the manifest says, used to recognise the lines that hold them.

    Returns
    -------
    paragraphs, sentences : list of Paragraph, list of Sentence
        Both numbered from 1; empty for a text without letters or Han characters.

    Notes
    -----
    A page break inside a sentence leaves no trace but an unfinished line. A line without closing
    punctuation is therefore joined to the next one unless that one opens something new, so a list
    of body lines without punctuation comes out as one paragraph.
    """
    lines = list(_content_lines(raw))
    first = next((i for i, line in enumerate(lines) if _opens_text(line)), 0)
    blocks = _head_blocks(lines[:first], title, author)
    for line in lines[first:]:
        _add_line(blocks, line)
    _mark_signature(blocks, lines, author)
    return _number(blocks)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph, closing quotation marks kept with their sentence.

    A sentence ends at 。！？ unless the quotation it closes runs on inside a longer sentence
    (“……！”，他说). The spans cover the text without a gap.
    """
    paired = _pair_quotes(text)
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(paired)
        if not _RUNS_ON.match(paired, match.end())
    ]
    spans: list[tuple[int, int]] = []
    start = 0
    for begin, end in pairwise([0, *ends, len(text)]):
        if is_worded(text[begin:end]):
            spans.append((start, end))
            start = end
    if not spans:
        return [(0, len(text))] if text else []
    spans[-1] = (spans[-1][0], len(text))
    return spans


def _pair_quotes(text: str) -> str:
    """Straight double quotes as opening and closing ones, by turns."""
    marks = cycle("“”")
    return re.sub('"', lambda _: next(marks), text)


def _content_lines(raw: str) -> Iterator[_Line]:
    """Lines that hold a letter, digit or Han character; a line of mere closing punctuation too.

    Page numbers (— 12 —) are no content.
    """
    gap = 0
    for number, raw_line in enumerate(_LINE_END.split(raw), start=1):
        visible = _INVISIBLE.sub("", raw_line).strip()
        marks = len(visible) - len(visible.lstrip("#"))
        text = _drop_spaces(visible[marks:].strip())
        if _PAGE_NUMBER.fullmatch(text):
            gap += 1
        elif is_worded(text) or _begins_closed(text):
            yield _Line(number, visible[marks:].strip(), text, marks, gap)
            gap = 0
        else:
            gap += 1


def _drop_spaces(text: str) -> str:
    """Drop blanks beside Han characters and inside numbers; fold the others to one space."""

    def replacement(blank: re.Match[str]) -> str:
        before, after = text[blank.start() - 1], text[blank.end()]
        return "" if _closes_up(before, after) else " "

    return _BLANK.sub(replacement, text)


def _closes_up(before: str, after: str) -> bool:
    """Whether no blank belongs between two characters."""
    return bool(
        re.match(_CJK, before) or re.match(_CJK, after) or (before.isdigit() and after.isdigit())
    )


def _begins_closed(text: str) -> bool:
    return text[:1] != "" and text[0] in _CLOSING


def _without_closing(text: str) -> str:
    """The text from behind the closing punctuation it begins with."""
    return text.lstrip(_CLOSING + " ")


def _complete(text: str) -> bool:
    return text.rstrip(_CLOSING_MARKS + '"')[-1:] in tuple(_TERMINAL)


def _opens_text(line: _Line) -> bool:
    """Whether the text proper begins here, after whatever stands above it."""
    return bool(
        _SALUTATION.fullmatch(line.text)
        or _numbered_heading(line.text)
        or "。" in line.text
        or (not line.marks and _complete(line.text) and "，" in line.text)
        or (not line.marks and count_han(line.text) >= _LONGEST_HEAD_LINE)
    )


def _head_blocks(lines: list[_Line], title: str, author: str) -> list[_Block]:
    """Tell title and byline from what stands above them.

    A gap of two or more blank lines cuts a colophon off, unless only bylines would be left below
    it.
    """
    cut = 0
    for i in range(len(lines) - 1, 0, -1):
        if lines[i].gap >= 2 and any(_is_title(line, title, author) for line in lines[i:]):
            cut = i
            break
    blocks: list[_Block] = []
    titled = False
    for i, line in enumerate(lines):
        if i < cut or _COLOPHON.search(line.text):
            kind = "front_matter"
        elif _is_title(line, title, author):
            kind, titled = "title", True
        else:
            kind = "byline" if titled or not _DATE.fullmatch(line.text) else "front_matter"
        if _begins_closed(line.text) and blocks:
            blocks[-1].append(line.text, line.number)
        elif is_worded(line.text):
            blocks.append(_Block(_without_closing(line.text), line.number, kind))
    return blocks


def _is_title(line: _Line, title: str, author: str) -> bool:
    if _DATE.fullmatch(line.text) or _COLOPHON.search(line.text):
        return False
    if han_only(title) and count_han(line.text) >= 5 and han_only(line.text) in han_only(title):
        return True
    return not _is_byline(line, author)


def _is_byline(line: _Line, author: str) -> bool:
    if _SPEECH_FORM.search(line.text):
        return False
    names_author = bool(han_only(author)) and han_only(author) in han_only(line.text)
    return bool(
        names_author
        or _BARE_NAME.fullmatch(line.text)
        or _OFFICE_AND_NAME.fullmatch(line.raw)
        or _CORPORATE_AUTHOR.fullmatch(line.text)
    )


def _add_line(blocks: list[_Block], line: _Line) -> None:
    """Begin a paragraph with this line, or heal the one that a page break cut."""
    last = blocks[-1] if blocks else None
    numbered = _numbered_heading(line.text)
    opens = bool(line.marks or numbered or line.text.startswith("——"))
    unfinished = last is not None and last.kind == "body" and not _complete(last.text)
    if last is not None and (_begins_closed(line.text) or (unfinished and not opens)):
        last.append(line.text, line.number)
        return
    text = _without_closing(line.text) if last is None else line.text
    if not is_worded(text):
        return
    block = _Block(text, line.number)
    if line.marks:
        block.kind, block.level = "heading", min(line.marks, 3)
    elif _SALUTATION.fullmatch(text):
        block.kind = "salutation"
    elif numbered and _is_lone_heading(text, numbered[1]):
        block.kind, block.level = "heading", numbered[0]
    elif not unfinished and _is_bare_heading(text):
        block.kind, block.level = "heading", 1
    blocks.append(block)


def _numbered_heading(text: str) -> tuple[int, int] | None:
    """Level and greatest length of the numbered heading that begins here, if one does."""
    for level, pattern, longest in _NUMBERED:
        if pattern.match(text):
            return level, longest
    return None


def _is_lone_heading(text: str, longest: int) -> bool:
    """Whether a numbered paragraph is a heading rather than an item of a list (一是…。 or …；)."""
    return (
        count_han(text) <= longest
        and len(split_sentences(text)) == 1
        and text[-1] not in "；;，,"
        and not (_NEEDS_FOLLOWER.match(text) and _complete(text))
    )


def _is_bare_heading(text: str) -> bool:
    """A short line without any punctuation, standing where a paragraph should begin."""
    return (
        0 < count_han(text) <= _LONGEST_BARE_HEADING
        and re.fullmatch(rf"[{HAN}A-Za-z0-9 “”]+", text) is not None
    )


def _mark_signature(blocks: list[_Block], lines: list[_Line], author: str) -> None:
    """Name and date below the text are its byline."""
    raw = {line.number: line.raw for line in lines}
    for block in reversed(blocks[1:]):
        line = _Line(block.line, raw[block.line], block.text, 0, 0)
        if block.kind in ("heading", "body") and (
            _DATE.fullmatch(block.text)
            or (count_han(block.text) <= _LONGEST_BARE_HEADING and _is_byline(line, author))
        ):
            block.kind, block.level = "byline", 0
        else:
            return


def _number(blocks: Iterable[_Block]) -> tuple[list[Paragraph], list[Sentence]]:
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    section = ""
    for i, block in enumerate(blocks, start=1):
        paragraphs.append(
            Paragraph(i, block.kind, block.level, block.line, block.starts[-1][1], block.text)
        )
        spans = split_sentences(block.text)
        for position, (start, end) in enumerate(spans):
            text = block.text[start:end].strip()
            kind, level = block.kind, block.level
            if kind == "body" and position == 0:
                level = _run_in_level(text, followed=len(spans) > 1)
                kind = "heading" if level else "body"
            if kind == "heading" and level == 1:
                section = text
            sentences.append(
                Sentence(
                    paragraph=i,
                    sentence=len(sentences) + 1,
                    kind=kind,
                    level=level,
                    section=section if kind in ("heading", "body") else "",
                    source_line=block.line_at(start),
                    last_line=block.line_at(end - 1),
                    text=text,
                )
            )
    return paragraphs, sentences


def _run_in_level(sentence: str, *, followed: bool) -> int:
    """Level of a heading run in at the head of a paragraph, 0 if the sentence is none."""
    numbered = _numbered_heading(sentence)
    if not numbered or not _complete(sentence) or count_han(sentence) > numbered[1]:
        return 0
    if _NEEDS_FOLLOWER.match(sentence) and not followed:
        return 0
    return numbered[0]
