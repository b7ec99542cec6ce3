"""Sentences and headings of one text that begin alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from chengyan.story.finding import NAMED, Doubt, Finding, inner
from chengyan.story.rhetoric import CHAPTER
from chengyan.story.rows import condition, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from chengyan.story.context import Context

# ASSUME three sentences that begin with the same four characters were made to; two may happen to.
TIMES, SHORTEST, LONGEST = 3, 4, 14
SHOWN = 3
LONGER = Doubt(
    "a longer text has more sentences that may begin alike", "文本越长，句首相同的机会越多"
)
# Numbers of headings and dashes, which open a sentence but are none of its words.
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十]+[，、]?|—+)\s*"
)


def findings(context: Context) -> Iterator[Finding]:
    """How the sentences of each group begin, where several begin alike."""
    if len(context.groups) > NAMED:
        return
    sentences = context.sentences
    alike = {
        group: _alike(sentences[sentences["group"] == group]["text"]) for group in context.groups
    }
    if not any(alike.values()):
        return
    en = [
        f"{group} {', '.join(f'{words}… ({n})' for words, n in own) or 'none'}"
        for group, own in alike.items()
    ]
    zh = [
        f"{group}{'、'.join(f'“{inner(words)}……”（{n}句）' for words, n in own) or '没有'}"
        for group, own in alike.items()
    ]
    group, own = next((group, own) for group, own in alike.items() if own)
    begun = tuple(words for own in alike.values() for words, _n in own)
    rows = sentences[sentences["text"].map(_unnumbered).str.startswith(begun)]
    yield Finding(
        id="openings",
        chapter=CHAPTER,
        text_en=f"Sentences and headings that begin alike: {'; '.join(en)}.",
        text_zh=f"起首相同的句子和标题：{'；'.join(zh)}。",
        groups=tuple(context.groups),
        rows=(
            condition(
                "sentences",
                doc_id=list(dict.fromkeys(rows["doc_id"])),
                sentence=list(dict.fromkeys(rows["sentence"])),
            ),
        ),
        doubts=(LONGER,),
        sentences=reading(group=group, q=own[0][0]),
        weight=58,
    )


def _unnumbered(text: str) -> str:
    return _NUMBER.sub("", text)


def _alike(texts: pd.Series) -> list[tuple[str, int]]:
    """The beginnings that several sentences share, each as long as it goes."""
    begin = texts.map(_unnumbered)
    often = Counter(
        text[:size] for text in begin for size in range(SHORTEST, min(LONGEST, len(text) - 1) + 1)
    )
    found: list[tuple[str, int]] = []
    for words, number in sorted(often.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        held = any(longer.startswith(words) and number == n for longer, n in found)
        if number >= TIMES and not held:
            found.append((words, number))
    # Of beginnings that go on in several ways the longest of most sentences.
    found.sort(key=lambda pair: (-pair[1] * len(pair[0]), pair[0]))
    kept: list[tuple[str, int]] = []
    for words, number in found:
        if not any(words.startswith(other) or other.startswith(words) for other, _n in kept):
            kept.append((words.rstrip("，、：；"), number))
    return sorted(kept, key=lambda pair: -pair[1])[:SHOWN]
