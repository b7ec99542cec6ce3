"""Doubts about the form of a single text: its characters, its layout, its completeness."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengyan.checks.characters import check_characters
from chengyan.clean import Paragraph, clean_layout
from chengyan.findings import Finding
from chengyan.furniture import is_page_number, page_count
from chengyan.han import count_han, han_only
from chengyan.kinds import numeral_value
from chengyan.layout import LONGEST_PARAGRAPH, Layout, lay_out, raw_lines, without_digits
from chengyan.sentences import is_complete

# ASSUME a political text is longer than this, in Han characters.
SHORTEST = 500
# ASSUME a paragraph of so many Han characters does not come twice by chance; a longer one not even
# nearly: of the runs of eight characters of the shorter one the longer one has most, and those in
# one stretch. (Goals that are said again come in pieces, with others between them.)
_REPEATED, _LONG, _RUN, _SHARED, _STRETCH = 30, 60, 8, 0.8, 1.1
_TABLE_ROWS = 3
# ASSUME fewer ends of sentences in 1,000 Han characters are too few; 28 real texts had 12 to 39.
_LEAST_ENDS = 4
_END = re.compile("[。！？!?]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});")

_GAP = r"(?:[|\t│┃]|(?<=\S)(?:  +|\u3000+)(?=\S))"
_CELLS = re.compile(rf"[^|\t]*?{_GAP}.*?{_GAP}")
_NUMBER_ALONE = re.compile(r"[\d.,，%％‰±+\-—/]+")
_NUMBERED = (
    re.compile(r"([一二三四五六七八九十]{1,3})[、.．]"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
)
_ADDRESS = re.compile("^(?:各位代表|同志们|各位委员)|向大会(?:作?报告|作)")
_CLOSING = re.compile(
    "让我们|奋斗|谢谢|谢 谢|贡献|新篇章|前进|胜利|共勉|祝|审议|我就讲这些|讲到这里|批评指正"
    "|(?:述职|汇报|报告)完毕|特此报告"
)
_OPENING = re.compile("(?:现在|下面|^我|，我|我受)[^。]{0,12}(?:代表|受)[^。]{2,60}报告")
# What stands below the end of a document: that it is public, what comes with it, who gets it.
_BELOW = re.compile(r"[（(]此件.{2,12}[）)]|附件?\s*\d*[:：].*|抄送[:：].*")
_ATTACHMENTS = 8


@dataclass(frozen=True)
class Reading:
    """A text as cleaning has read it.

    Attributes
    ----------
    raw : str
    layout : Layout
    paragraphs : list of Paragraph
    place : str
        What the text is called in messages: its file.
    """

    raw: str
    layout: Layout
    paragraphs: list[Paragraph]
    place: str

    def at(self, line: int) -> str:
        """The place of a line."""
        return f"{self.place}, line {line}"

    def text(self, *kinds: str) -> list[Paragraph]:
        """Paragraphs of some kinds, by default all but the furniture."""
        return [p for p in self.paragraphs if (p.kind in kinds if kinds else p.kind != "furniture")]


def read(raw: str, place: str, *, title: str = "", author: str = "") -> Reading:
    """Read a raw text as cleaning does."""
    layout = lay_out(raw)
    paragraphs, _ = clean_layout(layout, title=title, author=author)
    return Reading(raw, layout, paragraphs, place)


def check_form(reading: Reading) -> list[Finding]:
    """Find what is doubtful in the form of a text.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    list of Finding
        Without doc_id. Each kind at most once, at its first place, with how often it occurs.
    """
    characters = check_characters(reading.raw, reading.place)
    if not count_han(reading.raw):
        empty = Finding("empty-text", reading.place, "there is no Han character in it")
        return [found for found in characters if found.code == "mojibake"] or [empty]
    checks = (_layout, _marks, _tables, _headings, _repetitions, _openings, _ends)
    return [*characters, *(finding for check in checks for finding in check(reading))]


def _layout(reading: Reading) -> Iterator[Finding]:
    layout = reading.layout
    if layout.width:
        message = f"lines are cut at {layout.width} characters; {layout.joined} were joined"
        doubt = "" if layout.indented else "; without indents some paragraphs may have been merged"
        yield Finding("hard-wrapped", reading.place, message + doubt)
    long = [
        p
        for p in reading.text()
        if p.source_line == p.last_line and count_han(p.text) > LONGEST_PARAGRAPH
    ]
    if long:
        message = f"one paragraph has {count_han(long[0].text):,} Han characters"
        yield Finding("lost-line-breaks", reading.at(long[0].source_line), message)
    elif layout.split:
        message = f"{layout.split + 1} paragraphs were found in lines that had lost their breaks"
        yield Finding("lost-line-breaks", reading.place, message)
    running = layout.running_heads
    heads = [line for line in layout.furniture if without_digits(line.text) in running]
    if heads:
        message = f"“{heads[0].text}”, {_times(len(heads), 'it stands')}"
        yield Finding("running-head", reading.at(heads[0].number), message)
    numbers = {line.number for line in heads}
    page = [
        line
        for line in layout.furniture
        if line.number not in numbers and not (is_page_number(line.text) or page_count(line.text))
    ]
    if page:
        message = f"“{page[0].text[:30]}” and the like, {len(page)} in all"
        yield Finding("web-page", reading.at(page[0].number), message)


def _marks(reading: Reading) -> Iterator[Finding]:
    """Tags that stand in the text, and sentences that hardly ever end."""
    lines = enumerate(raw_lines(reading.raw), start=1)
    tags = [(number, found) for number, line in lines for found in _TAG.findall(line)]
    # Common entities have been undone.
    tags += [(p.source_line, found) for p in reading.text() for found in _ENTITY.findall(p.text)]
    if tags:
        line, tag = tags[0]
        yield Finding("markup", reading.at(line), f"“{tag}” and the like, {len(tags)} in all")
    body = "".join(paragraph.text for paragraph in reading.text("body"))
    han, ends = count_han(body), len(_END.findall(body))
    if han >= SHORTEST and 1000 * ends < _LEAST_ENDS * han:
        message = f"{ends} marks end a sentence in {han:,} Han characters"
        yield Finding("lost-punctuation", reading.place, message)


def _tables(reading: Reading) -> Iterator[Finding]:
    rows: list[int] = []
    longest: list[int] = []
    for number, line in enumerate(raw_lines(reading.raw), start=1):
        visible = line.strip()
        if not visible:
            continue
        if _CELLS.match(visible) or _NUMBER_ALONE.fullmatch(visible):
            rows.append(number)
            longest = max(longest, rows, key=len)
        else:
            rows = []
    if len(longest) >= _TABLE_ROWS:
        yield Finding(
            "table", reading.at(longest[0]), f"{len(longest)} lines on end look like rows"
        )


def _headings(reading: Reading) -> Iterator[Finding]:
    """Numbered headings that do not follow one another; （一） may begin anew or run on."""
    expected = [1, 1]
    for paragraph in reading.text("heading", "body"):
        for level, pattern in enumerate(_NUMBERED):
            match = pattern.match(paragraph.text)
            if not match:
                continue
            number = numeral_value(match[1])
            if number not in (expected[level], 1):
                wanted = f"({expected[level]})" if level else f"{expected[level]}"
                message = f"{match[0]} stands where number {wanted} should come"
                yield Finding("heading-gap", reading.at(paragraph.source_line), message)
                return
            expected[level] = number + 1


def _repetitions(reading: Reading) -> Iterator[Finding]:
    first: dict[str, int] = {}
    repeated: list[tuple[int, int]] = []
    copies = _Copies()
    for paragraph in reading.text():
        text = han_only(paragraph.text)
        before = first.get(text, 0)
        if len(text) >= _LONG:
            before = copies.earlier(text, paragraph.source_line) or before
        if len(text) >= _REPEATED and before:
            repeated.append((before, paragraph.source_line))
        first.setdefault(text, paragraph.source_line)
    if repeated:
        before, line = repeated[0]
        more = f", and {len(repeated) - 1} more" if len(repeated) > 1 else ""
        message = f"the paragraph of line {before} stands here again, or nearly so{more}"
        yield Finding("repeated-paragraph", reading.at(line), message)


class _Copies:
    """Paragraphs by their runs of characters, so that each is held only against its like."""

    def __init__(self) -> None:
        self._paragraphs: list[tuple[int, list[str]]] = []
        self._having: dict[str, list[int]] = {}

    def earlier(self, text: str, line: int) -> int:
        """Take a paragraph in; the line of an earlier one of which it is nearly a copy, or 0."""
        own = [text[i : i + _RUN] for i in range(len(text) - _RUN + 1)]
        like = Counter(i for run in own for i in self._having.get(run, ()))
        for run in set(own):
            self._having.setdefault(run, []).append(len(self._paragraphs))
        self._paragraphs.append((line, own))
        for i, shared in sorted(like.items()):
            before, other = self._paragraphs[i]
            if shared >= _SHARED * min(len(own), len(other)) and _copied(own, other):
                return before
        return 0


def _copied(one: list[str], other: list[str]) -> bool:
    """Whether the longer of two paragraphs has most runs of the shorter one, in one stretch."""
    shorter, longer = sorted((one, other), key=len)
    wanted = frozenset(shorter)
    least = math.ceil(_SHARED * len(shorter))
    places = [i for i, run in enumerate(longer) if run in wanted]
    return any(
        last - start < _STRETCH * len(shorter)
        for start, last in zip(places, places[least - 1 :], strict=False)
    )


def _openings(reading: Reading) -> Iterator[Finding]:
    """A second opening, where another report begins."""
    openings = [p for p in reading.text("body", "heading") if _OPENING.search(p.text)]
    if len(openings) > 1:
        found = openings[1]
        message = f"“{found.text[:20]}…” opens a report a second time"
        yield Finding("several-texts", reading.at(found.source_line), message)


def _ends(reading: Reading) -> Iterator[Finding]:
    han = sum(count_han(paragraph.text) for paragraph in reading.text())
    if han < SHORTEST:
        yield Finding("short-text", reading.place, f"it has {han} Han characters")
    body = reading.text("body")
    if not body:
        return
    text = reading.text("heading", "body")
    below = [i for i, p in enumerate(text) if _BELOW.fullmatch(p.text)]
    if below and below[0] > 0 and len(text) - below[0] <= _ATTACHMENTS:
        text = text[: below[0]]
    last = text[-1]
    if last.kind == "heading":
        message = f"the last line is a heading, “{last.text[:20]}”"
        yield Finding("cut-off", reading.at(last.source_line), message)
    elif not is_complete(last.text):
        message = f"the last sentence is not finished: “…{last.text[-12:]}”"
        yield Finding("cut-off", reading.at(last.last_line), message)
    elif _addressed(reading.text()) and not _closes(last.text):
        message = f"an address to an assembly ends without a closing word: “…{last.text[-12:]}”"
        yield Finding("cut-off", reading.at(last.last_line), message)


def _addressed(paragraphs: Sequence[Paragraph]) -> bool:
    return any(_ADDRESS.search(paragraph.text) for paragraph in paragraphs[:12])


def _closes(text: str) -> bool:
    """Whether a paragraph ends an address: with an exclamation, or words of farewell."""
    tail = text[-60:]
    return tail.rstrip("”’）)")[-1:] in ("！", "!") or _CLOSING.search(tail) is not None


def _times(number: int, clause: str) -> str:
    return f"{clause} {number} time{'s' * (number != 1)}"
