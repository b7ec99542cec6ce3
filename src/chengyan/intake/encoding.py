"""In which encoding a Chinese text is written, told from its bytes."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from chengyan.findings import Finding
from chengyan.han import has_han
from chengyan.intake.extract import refusal, with_line_ends
from chengyan.intake.frequent import FREQUENT

# UTF-32 before UTF-16, whose mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
# The narrower of two that fit alike comes first.
CANDIDATES = ("utf-8", "gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be")
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "cp950": "big5"}

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_PUNCTUATION = re.compile("[\u3000-\u3017\uff01-\uff5e“”‘’—…·]")
_SAMPLE = 1 << 16

# ASSUME below this a text is no Chinese of this encoding: real texts score above 1, wrong readings
# below 0, and characters drawn evenly from the 3,755 of daily use about .6.
_PLAUSIBLE = 0.25
# ASSUME a text in which more than 1 % of the characters are lost is not worth mending.
_TOLERATED = 0.01
# What the page says of itself counts for as much as one common character in four.
_DECLARED = 0.5


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was in, and the place where bytes fitted no character."""

    text: str
    encoding: str
    doubts: tuple[Finding, ...] = ()


def decode(data: bytes, place: str, declared: str = "") -> Decoded:
    """Read bytes in the encoding that makes the likeliest Chinese of them.

    A byte order mark decides; else UTF-8 if all fits; else the encoding under which most
    characters are common Han characters and Chinese punctuation.

    Parameters
    ----------
    data : bytes
    place : str
        The file, for messages.
    declared : str
        What the file says of its own encoding, if anything; believed where it is plausible.

    Raises
    ------
    TextError
        ``unknown-encoding``, if no encoding fits, or too many bytes fit no character.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or _likeliest(data, declared)
    if not encoding:
        raise refusal("unknown-encoding", place, "its bytes are Chinese in no encoding known here")
    # The byte order mark is no part of the text.
    body = memoryview(data)[len(mark) :]
    named = "utf-8-sig" if mark and encoding == "utf-8" else encoding
    try:
        return Decoded(with_line_ends(codecs.decode(body, encoding)), named)
    except UnicodeDecodeError:
        text = with_line_ends(codecs.decode(body, encoding, "replace"))
    lost = text.count("\ufffd")
    if lost > max(1, _TOLERATED * len(text)):
        raise refusal(
            "unknown-encoding",
            place,
            f"is {encoding} at best, and even so {lost} places of it fit no character",
        )
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    found = f"{lost} place{'s' if lost > 1 else ''} where the bytes are no {encoding}"
    message = f"{found}, the first here" if lost > 1 else found
    return Decoded(text, named, (Finding("replaced-characters", f"{place}, line {line}", message),))


def preload() -> None:
    """Load what decoding needs, since a locked-up process can load nothing any more."""
    for encoding in (*CANDIDATES, *_FAMILY, *(encoding for _, encoding in _MARKS)):
        codecs.lookup(encoding)


def _likeliest(data: bytes, declared: str) -> str:
    """The encoding without a mark; empty if none is plausible."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # UTF-16 that is UTF-8 by chance is full of control characters and holds no Han character.
        if has_han(text) or not _CONTROL.search(text):
            return "utf-8"
    declared = _codec_name(declared)
    first = _HIGH.search(data)
    # Two bytes make a character of UTF-16: the sample begins with a whole one.
    start = first.start() & ~1 if first else 0
    sample = data[start : start + _SAMPLE]
    whole = start + _SAMPLE >= len(data)
    best, highest = "", _PLAUSIBLE
    for encoding in CANDIDATES:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        score = _score(decoder.decode(sample, whole)) + _DECLARED * (encoding == declared)
        if score > highest:
            best, highest = encoding, score
    return best


def _codec_name(declared: str) -> str:
    """The candidate that a label such as GB2312 stands for."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    return _FAMILY.get(name, name)


def _score(text: str) -> float:
    """How Chinese a text looks: the mean weight of what is not ASCII.

    Text without any such character scores 0.
    """
    counts = Counter(text)
    weights = {char: _weight(char) for char in counts if char > "~" or _CONTROL.match(char)}
    total = sum(counts[char] for char in weights)
    return sum(counts[char] * weights[char] for char in weights) / max(total, 1)


@lru_cache(maxsize=1 << 16)
def _weight(char: str) -> float:
    if char in FREQUENT:
        return 2
    if char == "\ufffd":
        return -10
    if _PUNCTUATION.match(char):
        return 1
    return 0.5 if _is_current(char) else -1


def _is_current(char: str) -> bool:
    """Whether a Han character is of daily use: in the first level of GB2312 or of Big5."""
    for charset, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= char.encode(charset)[0] <= last:
                return True
        except UnicodeEncodeError:
            pass
    return False
