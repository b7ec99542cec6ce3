"""Doubts about the characters of a text: encoding, script, language, recognition."""

import re
from collections.abc import Iterator
from functools import cache

from chengyan.findings import Finding
from chengyan.han import HAN, count_han, han_only
from chengyan.layout import raw_lines
from chengyan.normalise import private_use
from chengyan.script import traditional_share

# ASSUME the share of characters that are traditional beyond which a text is; names alone have less.
TRADITIONAL = 0.05
# ASSUME shares of the text: foreign words per Han character, kana and the like.
_FOREIGN_WORDS, _FOREIGN_SCRIPT = 0.2, 0.02
# The text was UTF-8 read as GBK, UTF-8 read as Latin-1, GBK read as Latin-1.
_MOJIBAKE = (
    re.compile("[锛銆鐨鈥鍙鍦鏄]"),
    re.compile("ï¼|ã€|â€|[äåæçèé][\x80-\xbf€-™]"),
    re.compile("[£¡][¬º»¿¡£]|[µÄÊÇÎÒ]{2}"),
)
_FILLER = re.compile("锟斤拷|烫烫烫|屯屯屯")
# ASSUME shares of a text and of a line.
_MOJIBAKE_RATE, _LINE_RATE = 0.01, 0.03
# The 200 characters that are commonest in modern Chinese, in both scripts: in any text of it they
# make up a fifth of a line at least, in gibberish hardly a twentieth.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三"
    "又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先"
    "這個們來為國說時會對後裡過發經學現當還進樣從開實軍無與長機關點業將兩間問應戰頭體見產話給門"
)
_LEAST_COMMON, _ENOUGH = 0.1, 200
_LEAST_OF_LINE, _ENOUGH_OF_LINE = 0.06, 80
_FOREIGN = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
# ASSUME share of rare characters, and how many; in 28 real texts it was .0008 to .0036.
_RARE, _LEAST_RARE, _LEAST_UNKNOWN = 0.015, 15, 3
_UNKNOWN, _COMMA = (re.compile(f"(?<=[{HAN}]){mark}(?=[{HAN}])") for mark in (r"\?", ","))


def check_characters(raw: str, place: str) -> list[Finding]:
    """Find what is doubtful in the characters of a raw text.

    Parameters
    ----------
    raw : str
    place : str
        What the text is called in messages.

    Returns
    -------
    list of Finding
        Without doc_id; each kind at most once, at its first line.
    """
    lines = raw_lines(raw)
    findings = [*_encoding(raw, lines, place), *_languages(raw, place)]
    known = {finding.code for finding in findings}
    if not known & {"mojibake", "traditional-script"}:
        findings += _noise(raw, lines, place)
    return findings


def _encoding(raw: str, lines: list[str], place: str) -> Iterator[Finding]:
    if broken := mojibake(raw) or next(filter(None, map(_broken_line, lines)), ""):
        line = next((n for n, line in enumerate(lines, start=1) if broken in line), 1)
        yield Finding("mojibake", f"{place}, line {line}", f"“{broken}” comes of a wrong encoding")
    replaced = [n for n, line in enumerate(lines, start=1) if "\ufffd" in line]
    if replaced:
        number = raw.count("\ufffd")
        message = f"� stands {number} time{'s' * (number != 1)}"
        yield Finding("replaced-characters", f"{place}, line {replaced[0]}", message)
    private = [(n, found) for n, line in enumerate(lines, start=1) if (found := private_use(line))]
    if private:
        names = sorted({f"U+{ord(character):04X}" for _, found in private for character in found})
        message = f"{', '.join(names[:5])}{' …' if len(names) > 5 else ''}"
        yield Finding("private-use", f"{place}, line {private[0][0]}", message)
    traditional = traditional_share(raw)
    if traditional >= TRADITIONAL:
        message = f"{traditional:.0%} of its Han characters are traditional"
        yield Finding("traditional-script", place, message)


def mojibake(raw: str) -> str:
    """A stretch that shows that a text was read in a wrong encoding; empty if there is none."""
    if found := _FILLER.search(raw):
        return found[0]
    return _dense(raw, _MOJIBAKE_RATE) or _gibberish(raw, _ENOUGH, _LEAST_COMMON)


def _broken_line(line: str) -> str:
    """A stretch of a line by itself, which must show more than a whole text."""
    return _dense(line, _LINE_RATE) or _gibberish(line, _ENOUGH_OF_LINE, _LEAST_OF_LINE)


def _dense(text: str, rate: float) -> str:
    """The first stretch of a pattern of wrong encodings that is frequent enough."""
    for pattern in _MOJIBAKE:
        starts = [match.start() for match in pattern.finditer(text)]
        if len(starts) >= max(3, rate * len(text)):
            return re.split(r"[\r\n]", text[starts[0] : starts[0] + 6])[0]
    return ""


def _gibberish(text: str, enough: int, least: float) -> str:
    """The first Han characters of a text in which the common ones hardly occur."""
    characters = han_only(text)
    common = sum(character in _COMMON for character in characters)
    return characters[:6] if len(characters) >= enough and common < least * len(characters) else ""


def _languages(raw: str, place: str) -> Iterator[Finding]:
    han = count_han(raw)
    foreign = len(_FOREIGN.findall(raw))
    words = len(_LATIN_WORD.findall(raw))
    if foreign > _FOREIGN_SCRIPT * han or words > _FOREIGN_WORDS * han:
        message = f"beside {han:,} Han characters stand {words:,} words in Latin letters"
        others = f" and {foreign:,} letters of other scripts" if foreign else ""
        yield Finding("mixed-language", place, message + others)


def _noise(raw: str, lines: list[str], place: str) -> Iterator[Finding]:
    """Characters that recognition takes for common ones, and ? where it knew none."""
    characters = han_only(raw)
    rare = [character for character in characters if _is_rare(character)]
    unknown = [n for n, line in enumerate(lines, start=1) if _UNKNOWN.search(line)]
    if len(rare) >= max(_LEAST_RARE, _RARE * len(characters)):
        line = next(n for n, line in enumerate(lines, start=1) if any(map(_is_rare, line)))
        shown = "".join(rare[:6])
        message = f"{len(rare)} of {len(characters):,} Han characters are rare ones: “{shown}”"
        yield Finding("noise", f"{place}, line {line}", message)
    elif unknown and len(_UNKNOWN.findall(raw)) >= max(_LEAST_UNKNOWN, len(_COMMA.findall(raw))):
        message = f"? stands between Han characters {len(_UNKNOWN.findall(raw))} times"
        yield Finding("noise", f"{place}, line {unknown[0]}", message)


@cache
def _is_rare(character: str) -> bool:
    """Whether GB 2312 does not have it among its 3,755 common characters (level 1)."""
    code = character.encode("gb2312", errors="ignore")
    return count_han(character) > 0 and not (code and 0xB0 <= code[0] <= 0xD7)
