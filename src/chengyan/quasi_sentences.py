"""Quasi-sentences: the parts of a sentence that each make one statement."""

import re

from chengyan.han import is_worded
from chengyan.sentences import CLOSING, CLOSING_MARKS

_STOP = r"(?:[。！？；]|[!?;](?![A-Za-z0-9/=&])|…+)"
_END = re.compile(rf"{_STOP}(?:{_STOP}|[{re.escape(CLOSING_MARKS)}])*")
_RUNS_ON = re.compile(rf"\s*[{re.escape(CLOSING)}]")


def split_parts(sentence: str) -> list[tuple[int, int]]:
    """Spans of the quasi-sentences of a sentence; they cover it without a gap.

    A part ends at 。！？；…… and what closes it, unless a closing mark runs on behind it
    (“……”，他说). A part without a word goes with the one before it.
    """
    ends = [
        match.end()
        for match in _END.finditer(sentence)
        if not _RUNS_ON.match(sentence, match.end())
    ]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(sentence)]:
        if is_worded(sentence[start:end]):
            spans.append((start, end))
            start = end
    if not spans:
        return [(0, len(sentence))] if sentence else []
    spans[-1] = (spans[-1][0], len(sentence))
    return spans
