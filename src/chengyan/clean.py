"""From a raw text to paragraphs and sentences, each with the raw lines it came from.

Nothing is lost: the Han characters of all paragraphs are those of the raw text, in their order.
What is no part of the analysis (a colophon, a byline) is kept and marked by its kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chengyan.han import HAN, count_han, is_worded
from chengyan.kinds import (
    COLOPHON,
    DATE,
    LONGEST_BARE_HEADING,
    SALUTATION,
    Line,
    is_bare_heading,
    is_byline,
    is_lone_heading,
    is_title,
    numbered_heading,
    opens_text,
    run_in_level,
)
from chengyan.sentences import begins_closed, is_complete, split_sentences, without_closing

_CJK = f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·]"
_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_BLANK = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-—–]\s*\d{1,4}(?:\s*[-—–])?")


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
    first = next((i for i, line in enumerate(lines) if opens_text(line)), 0)
    blocks = _head_blocks(lines[:first], title, author)
    for line in lines[first:]:
        _add_line(blocks, line)
    _mark_signature(blocks, lines, author)
    return _number(blocks)


def _content_lines(raw: str) -> Iterator[Line]:
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
        elif is_worded(text) or begins_closed(text):
            yield Line(number, visible[marks:].strip(), text, marks, gap)
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


def _head_blocks(lines: list[Line], title: str, author: str) -> list[_Block]:
    """Tell title and byline from what stands above them.

    A gap of two or more blank lines cuts a colophon off, unless only bylines would be left below
    it.
    """
    cut = 0
    for i in range(len(lines) - 1, 0, -1):
        if lines[i].gap >= 2 and any(is_title(line, title, author) for line in lines[i:]):
            cut = i
            break
    blocks: list[_Block] = []
    titled = False
    for i, line in enumerate(lines):
        if i < cut or COLOPHON.search(line.text):
            kind = "front_matter"
        elif is_title(line, title, author):
            kind, titled = "title", True
        else:
            kind = "byline" if titled or not DATE.fullmatch(line.text) else "front_matter"
        if begins_closed(line.text) and blocks:
            blocks[-1].append(line.text, line.number)
        elif is_worded(line.text):
            blocks.append(_Block(without_closing(line.text), line.number, kind))
    return blocks


def _add_line(blocks: list[_Block], line: Line) -> None:
    """Begin a paragraph with this line, or heal the one that a page break cut."""
    last = blocks[-1] if blocks else None
    numbered = numbered_heading(line.text)
    opens = bool(line.marks or numbered or line.text.startswith("——"))
    unfinished = last is not None and last.kind == "body" and not is_complete(last.text)
    if last is not None and (begins_closed(line.text) or (unfinished and not opens)):
        last.append(line.text, line.number)
        return
    text = without_closing(line.text) if last is None else line.text
    if not is_worded(text):
        return
    block = _Block(text, line.number)
    if line.marks:
        block.kind, block.level = "heading", min(line.marks, 3)
    elif SALUTATION.fullmatch(text):
        block.kind = "salutation"
    elif numbered and is_lone_heading(text, numbered[1]):
        block.kind, block.level = "heading", numbered[0]
    elif not unfinished and is_bare_heading(text):
        block.kind, block.level = "heading", 1
    blocks.append(block)


def _mark_signature(blocks: list[_Block], lines: list[Line], author: str) -> None:
    """Name and date below the text are its byline."""
    raw = {line.number: line.raw for line in lines}
    for block in reversed(blocks[1:]):
        line = Line(block.line, raw[block.line], block.text, 0, 0)
        if block.kind in ("heading", "body") and (
            DATE.fullmatch(block.text)
            or (count_han(block.text) <= LONGEST_BARE_HEADING and is_byline(line, author))
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
                level = run_in_level(text, followed=len(spans) > 1)
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
