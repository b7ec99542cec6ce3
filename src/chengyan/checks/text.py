"""Doubts about the form of a single text: its characters, its layout, its completeness."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengyan.clean import Paragraph, clean_layout
from chengyan.findings import Finding
from chengyan.furniture import is_page_number, page_count
from chengyan.han import count_han, han_only
from chengyan.kinds import numeral_value
from chengyan.layout import LONGEST_PARAGRAPH, Layout, lay_out, raw_lines
from chengyan.normalise import private_use
from chengyan.script import traditional_share
from chengyan.sentences import is_complete

# ASSUME a political text is longer than this, in Han characters.
SHORTEST = 500
# ASSUME the share of characters that are traditional beyond which a text is; names alone have less.
TRADITIONAL = 0.05
# ASSUME shares of the text: foreign words per Han character, kana and the like.
_FOREIGN_WORDS, _FOREIGN_SCRIPT = 0.2, 0.02
# ASSUME a paragraph of so many Han characters does not come twice by chance.
_REPEATED = 30
_TABLE_ROWS = 3
# ASSUME fewer ends of sentences in 1,000 Han characters are too few; 28 real texts had 12 to 39.
_LEAST_ENDS = 4
_END = re.compile("[。！？!?]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|&(?:[a-z]{2,8}|#\d{2,6});")

# The text was UTF-8 read as GBK, UTF-8 read as Latin-1, GBK read as Latin-1; filled memory.
_MOJIBAKE = (
    re.compile("[锛銆鐨鈥鍙鍦鏄]"),
    re.compile("ï¼|ã€|â€|[äåæçèé][\x80-\xbf€-™]"),
    re.compile("[£¡][¬º»¿¡£]|[µÄÊÇÎÒ]{2}"),
    re.compile("锟斤拷|烫烫烫|屯屯屯"),
)
_MOJIBAKE_RATE = 0.01
# The 200 characters that are commonest in modern Chinese, in both scripts: in any text of it they
# make up more than half, in gibberish hardly a tenth.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三"
    "又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先"
    "這個們來為國說時會對後裡過發經學現當還進樣從開實軍無與長機關點業將兩間問應戰頭體見產話給門"
)
_LEAST_COMMON, _ENOUGH = 0.2, 200
_FOREIGN = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_CELLS = re.compile(r"[^|\t]*(?:[|\t]|\S[ \u3000]{3,}\S)(?:.*(?:[|\t]|\S[ \u3000]{3,}\S))")
_NUMBER_ALONE = re.compile(r"[\d.,，%％‰±+\-—/]+")
_NUMBERED = (
    re.compile(r"([一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
)
_ADDRESS = re.compile("^(?:各位代表|同志们|各位委员)|向大会(?:作?报告|作)")
_CLOSING = re.compile("让我们|奋斗|谢谢|谢 谢|贡献|新篇章|努力|前进|胜利|共勉|祝")


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
    han = count_han(reading.raw)
    if not han:
        return [Finding("empty-text", reading.place, "there is no Han character in it")]
    checks = (_characters, _languages, _layout, _marks, _tables, _headings, _repetitions, _ends)
    return [finding for check in checks for finding in check(reading, han)]


def _characters(reading: Reading, han: int) -> Iterator[Finding]:
    lines = raw_lines(reading.raw)
    if broken := _mojibake(reading.raw, han):
        line = next((n for n, line in enumerate(lines, start=1) if broken in line), 1)
        yield Finding("mojibake", reading.at(line), f"“{broken}” comes of a wrong encoding")
    replaced = [n for n, line in enumerate(lines, start=1) if "\ufffd" in line]
    if replaced:
        number = reading.raw.count("\ufffd")
        yield Finding("replaced-characters", reading.at(replaced[0]), _times(number, "� stands"))
    private = [(n, found) for n, line in enumerate(lines, start=1) if (found := private_use(line))]
    if private:
        names = sorted({f"U+{ord(character):04X}" for _, found in private for character in found})
        message = f"{', '.join(names[:5])}{' …' if len(names) > 5 else ''}"
        yield Finding("private-use", reading.at(private[0][0]), message)
    traditional = traditional_share(reading.raw)
    if traditional >= TRADITIONAL:
        message = f"{traditional:.0%} of its Han characters are traditional"
        yield Finding("traditional-script", reading.place, message)


def _mojibake(raw: str, han: int) -> str:
    """A stretch that shows a wrong encoding; empty if there is none."""
    *rates, filler = _MOJIBAKE
    if found := filler.search(raw):
        return found[0]
    for pattern in rates:
        found_all = pattern.findall(raw)
        if len(found_all) >= max(3, _MOJIBAKE_RATE * len(raw)):
            at = pattern.search(raw)
            return raw[at.start() : at.start() + 6].split("\n", maxsplit=1)[0] if at else ""
    characters = han_only(raw)
    common = sum(character in _COMMON for character in characters)
    if han >= _ENOUGH and common < _LEAST_COMMON * han:
        return characters[:6]
    return ""


def _languages(reading: Reading, han: int) -> Iterator[Finding]:
    foreign = len(_FOREIGN.findall(reading.raw))
    words = len(_LATIN_WORD.findall(reading.raw))
    if foreign > _FOREIGN_SCRIPT * han or words > _FOREIGN_WORDS * han:
        message = f"beside {han:,} Han characters stand {words:,} words in Latin letters"
        others = f" and {foreign:,} letters of other scripts" if foreign else ""
        yield Finding("mixed-language", reading.place, message + others)


def _layout(reading: Reading, _: int) -> Iterator[Finding]:
    layout = reading.layout
    if layout.width:
        message = f"lines are cut at {layout.width} characters; {layout.joined} were joined"
        doubt = "" if layout.indented else "; without indents some paragraphs may have been merged"
        yield Finding("hard-wrapped", reading.place, message + doubt)
    long = [p for p in reading.text() if count_han(p.text) > LONGEST_PARAGRAPH]
    if long:
        message = f"one paragraph has {count_han(long[0].text):,} Han characters"
        yield Finding("lost-line-breaks", reading.at(long[0].source_line), message)
    elif layout.split:
        message = f"{layout.split + 1} paragraphs were found in lines that had lost their breaks"
        yield Finding("lost-line-breaks", reading.place, message)
    heads = [line for line in layout.furniture if _bare(line.text) in layout.running_heads]
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


def _marks(reading: Reading, _: int) -> Iterator[Finding]:
    """Tags that stand in the text, and sentences that hardly ever end."""
    tags = [(p.source_line, found) for p in reading.text() for found in _TAG.findall(p.text)]
    if tags:
        line, tag = tags[0]
        yield Finding("markup", reading.at(line), f"“{tag}” and the like, {len(tags)} in all")
    body = "".join(paragraph.text for paragraph in reading.text("body"))
    han, ends = count_han(body), len(_END.findall(body))
    if han >= SHORTEST and 1000 * ends < _LEAST_ENDS * han:
        message = f"{ends} marks end a sentence in {han:,} Han characters"
        yield Finding("lost-punctuation", reading.place, message)


def _bare(text: str) -> str:
    return re.sub(r"\d+", "", text).strip(" -—·|/")


def _tables(reading: Reading, _: int) -> Iterator[Finding]:
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


def _headings(reading: Reading, _: int) -> Iterator[Finding]:
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


def _repetitions(reading: Reading, _: int) -> Iterator[Finding]:
    first: dict[str, int] = {}
    repeated: list[tuple[int, int]] = []
    for paragraph in reading.text():
        text = han_only(paragraph.text)
        if len(text) >= _REPEATED and text in first:
            repeated.append((first[text], paragraph.source_line))
        first.setdefault(text, paragraph.source_line)
    if repeated:
        before, line = repeated[0]
        more = f", and {len(repeated) - 1} more" if len(repeated) > 1 else ""
        message = f"the paragraph of line {before} stands here again{more}"
        yield Finding("repeated-paragraph", reading.at(line), message)


def _ends(reading: Reading, _: int) -> Iterator[Finding]:
    han = sum(count_han(paragraph.text) for paragraph in reading.text())
    if han < SHORTEST:
        yield Finding("short-text", reading.place, f"it has {han} Han characters")
    body = reading.text("body")
    if not body:
        return
    last = reading.text("heading", "body")[-1]
    if last.kind == "heading":
        message = f"the last line is a heading, “{last.text[:20]}”"
        yield Finding("cut-off", reading.at(last.source_line), message)
    elif not is_complete(last.text):
        message = f"the last sentence is not finished: “…{last.text[-12:]}”"
        yield Finding("cut-off", reading.at(last.last_line), message)
    elif _addressed(reading.text()) and not _closes(body[-1].text):
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
