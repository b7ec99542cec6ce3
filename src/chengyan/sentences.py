"""Where sentences end, and what closes them."""

import re
from itertools import cycle, pairwise

from chengyan.han import is_worded

_TERMINAL = tuple("。！？!?…")
CLOSING_MARKS = "”’」』》〉）)】〕］]"
CLOSING = "，。、；：！？,.;:!?…" + CLOSING_MARKS

# A class first, for which a search is much quicker than for a choice of two patterns.
_STOP = r"[。！？!?](?:(?<=[。！？])|(?![A-Za-z0-9/=&]))"
_STOPS = rf"{_STOP}(?:(?:{_STOP})|[{re.escape(CLOSING_MARKS)}])*"
# Only at the end of a sentence the group takes part.
_STOPPED = re.compile(rf"{_STOPS}(?:(?=\s*[{re.escape(CLOSING)}])|())")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, which joined are the paragraph.

    A sentence ends at 。！？ and the quotation marks that close there, unless the quotation runs on
    inside a longer sentence (“……！”，他说).
    """
    ends = [match.end() for match in _STOPPED.finditer(_pair_quotes(text)) if match.lastindex]
    if ends[-1:] != [len(text)]:
        ends.append(len(text))
    parts = [text[start:end] for start, end in pairwise([0, *ends])]
    return parts if all(map(is_worded, parts)) else _worded(parts)


def _worded(parts: list[str]) -> list[str]:
    """Punctuation alone joined to the sentence behind it, or before it at the end of the text."""
    sentences: list[str] = []
    left = ""
    for part in parts:
        left += part
        if is_worded(part):
            sentences.append(left)
            left = ""
    if left:
        sentences[-1:] = ["".join([*sentences[-1:], left])]
    return sentences


def _pair_quotes(text: str) -> str:
    """Straight double quotes as opening and closing ones, by turns."""
    if '"' not in text:
        return text
    marks = cycle("“”")
    return re.sub('"', lambda _: next(marks), text)


def begins_closed(text: str) -> bool:
    """Whether the text begins with punctuation that closes something before it."""
    return text[:1] != "" and text[0] in CLOSING


def without_closing(text: str) -> str:
    """The text from behind the closing punctuation it begins with."""
    return text.lstrip(CLOSING + " ")


def is_complete(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return text.rstrip(CLOSING_MARKS + '"').endswith(_TERMINAL)
