"""From a raw text to paragraphs and sentences, each with the raw lines it came from.

Nothing is lost: the Han characters of all paragraphs are those of the raw text, in their order.
What is no part of the analysis (a colophon, a byline, a running head) is kept and marked by its
kind.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from chengyan.han import count_han, han_only, is_worded
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
from chengyan.layout import Layout, lay_out, raw_lines
from chengyan.normalise import normalise
from chengyan.sentences import begins_closed, is_complete, split_sentences, without_closing
from chengyan.wrapping import closes_up


class Sentence(NamedTuple):
    """A sentence with its place: numbers count from 1 through the document."""

    paragraph: int
    sentence: int
    kind: str
    level: int
    section: str
    source_line: int
    last_line: int
    text: str


class Paragraph(NamedTuple):
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
    line: Line
    kind: str = "body"
    level: int = 0
    starts: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        # Closing punctuation at the head of a text is dropped.
        dropped = len(self.line.text) - len(self.text)
        self.starts = [(max(start - dropped, 0), number) for start, number in self.line.starts]

    def append(self, line: Line) -> None:
        glue = "" if closes_up(self.text[-1:], line.text[:1]) else " "
        offset = len(self.text) + len(glue)
        self.starts += [(offset + start, number) for start, number in line.starts]
        self.text += glue + line.text

    def lines(self) -> tuple[int, int]:
        return self.starts[0][1], self.starts[-1][1]

    def lines_of(self, parts: Sequence[str]) -> list[tuple[int, int]]:
        """The first and last raw line of each of the parts of the text."""
        if len(self.starts) == 1:
            return [self.lines()] * len(parts)
        offsets = list(accumulate(map(len, parts), initial=0))
        return [(self._line_at(start), self._line_at(end - 1)) for start, end in pairwise(offsets)]

    def _line_at(self, offset: int) -> int:
        return self.starts[bisect_right(self.starts, offset, key=itemgetter(0)) - 1][1]


def clean(raw: str, *, title: str = "", author: str = "") -> tuple[list[Paragraph], list[Sentence]]:
    """Turn a raw text into paragraphs and sentences.

    Characters are normalised, the layout of page, print and web undone, lines that a page break cut
    joined, spaces inside numbers and between Han characters dropped, and each paragraph and
    sentence gets a kind: ``front_matter``, ``title``, ``byline``, ``salutation``, ``heading`` (with
    a level from 1 to 3), ``body`` or ``furniture`` (running heads, what a web page puts around a
    text; it stands behind the paragraph that it interrupts). A run-in heading (``（一）…。`` and
    ``一是…。`` at the head of a paragraph) is a sentence of kind heading inside a body paragraph.

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
    return clean_layout(lay_out(raw), title=title, author=author)


def clean_layout(
    layout: Layout, *, title: str = "", author: str = ""
) -> tuple[list[Paragraph], list[Sentence]]:
    """Turn a text whose layout is undone into paragraphs and sentences, as `clean` does."""
    lines = list(layout.lines)
    first = next((i for i, line in enumerate(lines) if opens_text(line)), 0)
    blocks = _head_blocks(lines[:first], title, author)
    for line in lines[first:]:
        _add_line(blocks, line)
    _mark_signature(blocks, author)
    furniture = layout.furniture
    blocks += [_Block(without_closing(line.text), line, "furniture") for line in furniture]
    return _number(sorted(blocks, key=lambda block: block.line.number))


def keeps_everything(raw: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs hold the raw text's Han characters, normalised, in their order.

    Furniture may stand inside a paragraph that it interrupts; its own order is looked at apart.
    """
    aside = [paragraph for paragraph in paragraphs if paragraph.kind == "furniture"]
    numbers = {paragraph.source_line for paragraph in aside}
    of_text: list[str] = []
    of_furniture: list[str] = []
    for number, line in enumerate(raw_lines(raw), start=1):
        (of_furniture if number in numbers else of_text).append(line)
    text = [paragraph.text for paragraph in paragraphs if paragraph.kind != "furniture"]
    return all(
        han_only("".join(kept)) == han_only(normalise("\n".join(lines)))
        for kept, lines in ((text, of_text), ([p.text for p in aside], of_furniture))
    )


def _head_blocks(lines: list[Line], title: str, author: str) -> list[_Block]:
    """Tell title and byline from what stands above them.

    A gap of two or more blank lines cuts a colophon off, unless only bylines would be left below
    it.
    """
    cut = 0
    for i in range(len(lines) - 1, 0, -1):
        gap = lines[i].number - lines[i - 1].starts[-1][1] - 1
        if gap >= 2 and any(is_title(line, title, author) for line in lines[i:]):
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
            blocks[-1].append(line)
        elif is_worded(line.text):
            blocks.append(_Block(without_closing(line.text), line, kind))
    return blocks


def _add_line(blocks: list[_Block], line: Line) -> None:
    """Begin a paragraph with this line, or heal the one that a page break cut."""
    last = blocks[-1] if blocks else None
    numbered = numbered_heading(line.text)
    opens = bool(line.marks or numbered or line.text.startswith("——"))
    unfinished = last is not None and last.kind == "body" and not is_complete(last.text)
    if last is not None and (begins_closed(line.text) or (unfinished and not opens)):
        last.append(line)
        return
    text = without_closing(line.text) if last is None else line.text
    if not is_worded(text):
        return
    block = _Block(text, line)
    if line.marks:
        block.kind, block.level = "heading", min(line.marks, 3)
    elif SALUTATION.fullmatch(text):
        block.kind = "salutation"
    elif numbered and is_lone_heading(text, numbered[1]):
        block.kind, block.level = "heading", numbered[0]
    elif not unfinished and is_bare_heading(text):
        block.kind, block.level = "heading", 1
    blocks.append(block)


def _mark_signature(blocks: list[_Block], author: str) -> None:
    """Name and date below the text are its byline."""
    for block in reversed(blocks[1:]):
        line = Line(block.line.number, block.line.raw, block.text, 0)
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
        paragraphs.append(Paragraph(i, block.kind, block.level, *block.lines(), block.text))
        parts = split_sentences(block.text)
        kind, level = block.kind, block.level
        if kind == "body":
            level = run_in_level(parts[0].strip(), followed=len(parts) > 1)
            kind = "heading" if level else "body"
        for part, (first, last) in zip(parts, block.lines_of(parts), strict=True):
            text = part.strip()
            if kind == "heading" and level == 1:
                section = text
            within = section if kind in ("heading", "body") else ""
            number = len(sentences) + 1
            sentences.append(Sentence(i, number, kind, level, within, first, last, text))
            # Only the first sentence of a paragraph may be a run-in heading.
            kind, level = block.kind, block.level
    return paragraphs, sentences
