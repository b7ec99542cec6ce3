"""What each group alone says of a subject: of one code's statements the words that no other has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import NAMED, Doubt, Finding, and_en, and_zh, inner, true
from chengyan.story.priorities import CHAPTER, lower
from chengyan.story.rows import condition, reading
from chengyan.story.words import usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from chengyan.story.context import Context

# ASSUME a word that stands in one statement is an example, not what is said of the subject; a group
# with fewer statements on it says too little to set beside the others; and a word that the group
# says as often of other subjects tells nothing of this one.
STATEMENTS, LEAST, OWN = 2, 3, 0.5
SHOWN = 4
LONGER = Doubt(
    "a longer text has more words of its own, and a word said a few times tells a direction only",
    "文本越长，独有的词越多；只说几次的词仅表明方向",
)


def findings(context: Context) -> Iterator[Finding]:
    """By code, the words in several statements of one group and in none of the others."""
    if not 1 < len(context.groups) <= NAMED:
        return
    parts = context.tables["quasi_sentences"]
    parts = parts[true(parts["counted"])]
    keyness = usable(context.tables["keyness"])
    # Of words of the same number the longest first: none is told beside one that it is part of.
    terms = sorted(set(keyness["term"].astype(str)), key=lambda term: (-len(term), term))
    for code, own in parts.groupby("primary", sort=False):
        texts = {group: own.loc[own["group"] == group, "text"] for group in context.groups}
        texts = {group: text for group, text in texts.items() if len(text) >= LEAST}
        alone = {
            group: _alone(texts, group, parts.loc[parts["group"] == group, "text"], terms)
            for group in texts
        }
        alone = {group: words for group, words in alone.items() if words}
        if len(alone) > 1:
            yield _told(context, str(code), alone)


def _alone(
    texts: Mapping[str, pd.Series], group: str, every: pd.Series, terms: Sequence[str]
) -> list[tuple[str, int]]:
    """The words of a group's statements that those of the others lack, most often said first."""
    others = "\n".join(text for other in texts if other != group for text in texts[other])
    whole = "\n".join(texts[group])
    found: list[tuple[str, int]] = []
    for term in terms:
        if term in whole and term not in others:
            number, anywhere = (
                int(of.str.contains(term, regex=False).sum()) for of in (texts[group], every)
            )
            if number >= STATEMENTS and number >= OWN * anywhere:
                found.append((term, number))
    kept: list[tuple[str, int]] = []
    for term, number in sorted(found, key=lambda pair: -pair[1]):
        if not any(term in other or other in term for other, _n in kept):
            kept.append((term, number))
    return kept[:SHOWN]


def _told(context: Context, code: str, alone: Mapping[str, list[tuple[str, int]]]) -> Finding:
    names = context.codes[code]
    en = [
        f"{group} alone says {and_en(f'{term} ({n})' for term, n in words)}"
        for group, words in alone.items()
    ]
    zh = [
        f"只有{group}说{and_zh(f'“{inner(term)}”（{n}句）' for term, n in words)}"
        for group, words in alone.items()
    ]
    first = next(iter(alone))
    return Finding(
        id=f"subject-{code}",
        chapter=CHAPTER,
        text_en=f"On {lower(str(names['en']))}, by number of statements, {'; '.join(en)}.",
        text_zh=f"谈{names['zh']}时，{'；'.join(zh)}。",
        groups=tuple(alone),
        rows=(condition("quasi_sentences", primary=code, group=list(alone)),),
        doubts=(LONGER,),
        sentences=reading(group=first, code=code, q=alone[first][0][0]),
        weight=52,
    )
