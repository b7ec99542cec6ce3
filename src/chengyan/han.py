"""What counts as a Han character here, in one place."""

import re
from functools import lru_cache

# Unified ideographs with their extensions, compatibility ideographs, 〇 and the iteration mark 々.
HAN_RANGES = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(f"[{HAN}]+")
# By their blocks, since what counts as a letter grows with Python's Unicode tables.
_LETTER = re.compile(rf"[{HAN}]|[^\W\d_]")
_WORDED = re.compile(rf"[{HAN}]|[^\W_]")


def han_only(text: str) -> str:
    """The Han characters of `text` in their order, everything else left out."""
    return "".join(_RUN.findall(text))


def has_han(text: str) -> bool:
    """Whether `text` holds a Han character."""
    return _HAN.search(text) is not None


def has_letter(text: str) -> bool:
    """Whether `text` holds a Han character or a letter."""
    # Most words begin with a common Han character, which is told more quickly than by a search.
    return "\u4e00" <= text[:1] <= "\u9fff" or _LETTER.search(text) is not None


def is_worded(text: str) -> bool:
    """Whether `text` holds a Han character, letter or digit: more than punctuation."""
    return "\u4e00" <= text[:1] <= "\u9fff" or _WORDED.search(text) is not None


def count_han(text: str) -> int:
    """The length of `text` in Han characters, the unit of length in all tables."""
    return _count_short(text) if len(text) <= _SHORT else _count(text)


def _count(text: str) -> int:
    return sum(map(len, _RUN.findall(text)))


# Cleaning measures each line again and again; long texts are not held on to.
_SHORT = 1000
_count_short = lru_cache(maxsize=1024)(_count)
