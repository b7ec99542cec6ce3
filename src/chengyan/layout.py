"""What page, print and web put between the lines of a text, undone.

Lines that a fixed width cut are joined, paragraphs that lost their breaks told apart, and running
heads, page numbers and the furniture of web pages set aside. Nothing is thrown away but page
numbers without a letter.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from chengyan.furniture import (
    is_furniture,
    is_label,
    is_page_number,
    opens_furniture,
    page_count,
)
from chengyan.han import count_han, is_worded
from chengyan.kinds import LONGEST_BARE_HEADING, SALUTATION, Line, numbered_heading
from chengyan.normalise import normalise, points_for_stops, points_to_stops
from chengyan.sentences import begins_closed, is_complete
from chengyan.wrapping import closes_up, indents_tell, unwrap, wrap_width

_MARKUP = re.compile(r"\*\*|^\s*(?:>\s*)+(?=\S)")
_ENTITY = re.compile(
    "&(?:nbsp|[lr][ds]quo|quot|amp|lt|gt|[mn]dash|hellip|middot|bull|e[mn]sp|thinsp|times|permil);"
)
_BLANK = re.compile(r"\s+")
_INDENT = re.compile(r"[\t\u3000]|[ \xa0]{2}")

# ASSUME no paragraph has more Han characters than this and five blanks, most of them behind the
# end of a sentence.
LONGEST_PARAGRAPH, _LEAST_BLANKS, _ENDING = 1500, 5, 0.6
_LOST_BREAK = re.compile(
    r"(?<=[^\x00-\x7f])\s+(?=\S)|(?<=[。！？])(?=[一二三四五六七八九十]{1,3}、)"
)
# What another program would have made a break of.
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n|</?(?:br|p)\s*/?>", re.IGNORECASE)
_SENTENCE_BLANK = re.compile(r"(?<=[。！？：；”])\s+(?=\S)")
# ASSUME what comes three times at the edges of pages is a running head.
_TIMES, _LONGEST_HEAD = 3, 30
# ASSUME a page has so many Han characters, where items of a list are numbered like pages: （1）.
_PAGE = 80
# ASSUME labels (来源：) stand among so many lines at either end of a text, or beside furniture.
_EDGE, _SHORT_EDGE = 8, 3


@dataclass(frozen=True)
class Layout:
    """A raw text as lines of its own, with what stood between them.

    Attributes
    ----------
    lines : tuple of Line
        Lines of the text, healed; in the order of the file.
    furniture : tuple of Line
        Lines that are no part of the text: running heads, page numbers in words, web pages' own.
    width : int
        At how many characters lines are cut; 0 where they are not.
    indented : bool
        Whether indents tell where paragraphs begin.
    joined : int
        Raw lines that were joined to the one before, since the width had cut them.
    split : int
        Paragraphs found inside lines that had lost their breaks.
    page_numbers : int
    running_heads : tuple of str
    normalised : str
        The raw text, its characters normalised and its lines ended by line feeds.
    """

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    width: int = 0
    indented: bool = False
    joined: int = 0
    split: int = 0
    page_numbers: int = 0
    running_heads: tuple[str, ...] = ()
    normalised: str = ""


def lay_out(raw: str) -> Layout:
    """Undo the layout of a raw text.

    Parameters
    ----------
    raw : str
        The text as it stands in the file; form feeds mark pages.

    Returns
    -------
    Layout
    """
    normalised = normalise(_with_line_feeds(raw))
    lines, page_edges = _visible_lines(normalised, pointed=points_for_stops(raw))
    numbers = _page_numbers(lines)
    edges = page_edges | {line.number for line in numbers}
    lines = _without(lines, numbers)
    heads = _running_heads(lines, edges)
    furniture = _furniture(lines, heads)
    # A page number in words (第12页) is kept as furniture; one without is no content.
    kept = [*furniture, *(line for line in numbers if count_han(line.text))]
    text = _without(lines, furniture)
    width = wrap_width(text)
    joined = unwrap(text, width) if width else text
    whole = [part for line in joined for part in _split_lost_breaks(line)]
    return Layout(
        lines=tuple(whole),
        furniture=tuple(sorted(kept, key=lambda line: line.number)),
        width=round(width),
        indented=indents_tell(text),
        joined=len(text) - len(joined),
        split=len(whole) - len(joined),
        page_numbers=len(numbers),
        running_heads=tuple(sorted(heads)),
        normalised=normalised,
    )


def raw_lines(raw: str) -> list[str]:
    """The lines of a raw text, whose numbers from 1 are those of all tables."""
    return _with_line_feeds(raw).split("\n")


def _with_line_feeds(raw: str) -> str:
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _visible_lines(normalised: str, *, pointed: bool) -> tuple[list[Line], set[int]]:
    """Lines that hold a letter, digit or Han character, or closing punctuation; pages' first lines.

    The numbers of lines at the edges of pages are those after and before a form feed.
    """
    lines: list[Line] = []
    edges: set[int] = set()
    turned = False
    for number, line in enumerate(normalised.split("\n"), start=1):
        if not line:
            continue
        turned = turned or "\f" in line
        whole = _unmarked(line)
        if pointed:
            whole = points_to_stops(whole)
        visible = whole.strip()
        unmarked = visible.lstrip("#")
        body = unmarked.strip()
        text = drop_blanks(body)
        if not (is_worded(text) or begins_closed(text)):
            continue
        if turned:
            edges |= {number, *(line.number for line in lines[-1:])}
            turned = False
        indented = _INDENT.match(whole) is not None
        marks = len(visible) - len(unmarked)
        lines.append(Line(number, body, text, marks, ((0, number),), indented))
    return lines, edges


def _unmarked(line: str) -> str:
    """A line without Markdown's ** and >, and with what common entities of HTML stand for."""
    if ">" in line or "**" in line:
        line = _MARKUP.sub("", line)
    if "&" not in line:
        return line
    return normalise(_ENTITY.sub(lambda entity: unescape(entity[0]), line))


def drop_blanks(text: str) -> str:
    """Drop blanks beside Han characters and inside numbers; fold the others to one space."""
    # Quicker than a search, where there is none.
    if text.split() == [text]:
        return text

    def replacement(blank: re.Match[str]) -> str:
        return "" if closes_up(text[blank.start() - 1], text[blank.end()]) else " "

    return _BLANK.sub(replacement, text)


def _page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Page numbers by their form, and numbers of one form that count up by one along the text."""
    formed = [line for line in lines if is_page_number(line.text)]
    runs: dict[str, list[list[tuple[int, int]]]] = {}
    for i, line in enumerate(lines):
        if not (counted := page_count(line.text)):
            continue
        form, number = counted
        of_form = runs.setdefault(form, [])
        if of_form and number == of_form[-1][-1][1] + 1:
            of_form[-1].append((i, number))
        else:
            of_form.append([(i, number)])
    counts = [
        [i for i, _ in run]
        for form, of_form in runs.items()
        for run in of_form
        if len(run) >= _TIMES and _apart(lines, [i for i, _ in run], _PAGE if form else 1)
    ]
    return [*formed, *(lines[i] for run in counts for i in run if lines[i] not in formed)]


def _apart(lines: Sequence[Line], run: Sequence[int], least: int) -> bool:
    """Whether text stands between numbers: else they are a list or the column of a table."""
    han = [sum(count_han(line.text) for line in lines[i:j]) for i, j in pairwise(run)]
    far = all(lines[j].number - lines[i].number > 2 for i, j in pairwise(run))
    return (far or bool(least > 1 and min(han))) and sum(han) >= least * len(han)


def _running_heads(lines: Sequence[Line], edges: set[int]) -> set[str]:
    """Lines, but for their digits, that come again at the edges of pages."""
    heads: Counter[str] = Counter()
    at_edges: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if not _may_be_head(line):
            continue
        head = without_digits(line.text)
        heads[head] += 1
        near = {line.number, *range(line.number - 2, line.number + 3)}
        torn = (
            0 < i < len(lines) - 1
            and not is_complete(lines[i - 1].text)
            and count_han(lines[i - 1].text) > LONGEST_BARE_HEADING
        )
        at_edges[head] += bool(near & edges) or torn
    return {
        head for head, times in heads.items() if times >= _TIMES and 3 * at_edges[head] >= 2 * times
    }


def _may_be_head(line: Line) -> bool:
    return (
        not is_complete(line.text)
        and 0 < count_han(line.text) <= _LONGEST_HEAD
        and not line.marks
        and line.text[-1] not in "，；：、,;:"
        and not SALUTATION.fullmatch(line.text)
        and not numbered_heading(line.text)
    )


def without_digits(text: str) -> str:
    """A running head without what changes from page to page."""
    return re.sub(r"\d+", "", text).strip(" -—·|/")


def _furniture(lines: Sequence[Line], heads: set[str]) -> list[Line]:
    """Running heads and what a web page puts around a text."""
    kept = _around(lines)
    own = [
        line
        for i, line in enumerate(lines)
        if i in kept or (heads and _may_be_head(line) and without_digits(line.text) in heads)
    ]
    # Below “related reading” nothing of the text comes any more, if what comes is short.
    tail = next((i for i, line in enumerate(lines) if opens_furniture(line.text)), len(lines))
    rest = lines[tail:]
    return own if any("。" in line.text for line in rest) else [*_without(own, rest), *rest]


def _around(lines: Sequence[Line]) -> set[int]:
    """Which lines are furniture: labels only at the ends of the text or beside other furniture."""
    found = [i for i, line in enumerate(lines) if is_furniture(line.raw)]
    sure = {i for i in found if not is_label(lines[i].raw)}
    edge = max(_SHORT_EDGE, min(_EDGE, len(lines) // 4))
    for i in [*found, *reversed(found)]:
        if i < edge or i >= len(lines) - edge or {i - 1, i + 1} & sure:
            sure.add(i)
    return sure


def _without(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    numbers = {line.number for line in others}
    return [line for line in lines if line.number not in numbers]


def _split_lost_breaks(line: Line) -> list[Line]:
    """The paragraphs of a line, told by breaks in writing; of a long one by blanks and numbers."""
    if len(line.starts) > 1:
        return [line]
    written = "\\" in line.raw or "<" in line.raw
    parts = _WRITTEN_BREAK.split(line.raw) if written else [line.raw]
    long = len(line.text) > LONGEST_PARAGRAPH and count_han(line.text) > LONGEST_PARAGRAPH
    if len(parts) == 1 and long:
        ending, all_blanks = (len(p.findall(line.raw)) for p in (_SENTENCE_BLANK, _BLANK))
        if ending >= max(_LEAST_BLANKS, _ENDING * all_blanks):
            parts = _LOST_BREAK.split(line.raw)
    if len(parts) == 1:
        return [line]
    parts = [part.strip() for part in parts if is_worded(part) or begins_closed(part)]
    return [line._replace(raw=part, text=drop_blanks(part)) for part in parts]
