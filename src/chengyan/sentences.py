"""Where sentences end, and what closes them."""

import re
from itertools import cycle, pairwise

from chengyan.han import is_worded

_TERMINAL = "。！？!?…"
CLOSING_MARKS = "”’」』》〉）)】〕］]"
CLOSING = "，。、；：！？,.;:!?…" + CLOSING_MARKS

_STOP = r"(?:[。！？]|[!?](?![A-Za-z0-9/=&]))"
_SENTENCE_END = re.compile(rf"{_STOP}(?:{_STOP}|[{re.escape(CLOSING_MARKS)}])*")
_RUNS_ON = re.compile(rf"\s*[{re.escape(CLOSING)}]")


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
    return text.rstrip(CLOSING_MARKS + '"')[-1:] in tuple(_TERMINAL)
