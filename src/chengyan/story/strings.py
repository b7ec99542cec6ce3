"""Words as strings, also inside longer ones: what one says beyond each other, or never says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chengyan.story.finding import (
    NAMED,
    Doubt,
    Finding,
    and_en,
    and_zh,
    decimal,
    names_in,
)
from chengyan.story.formulas import own_slogans
from chengyan.story.rows import condition, reading
from chengyan.story.say import RARELY
from chengyan.story.values import PER, Value, chance
from chengyan.story.words import PARAGRAPHS, usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chengyan.story.context import Context

CHAPTER = "words"
# How many strings are told, and how long one may be.
TOLD, LONGEST = 8, 4
# A string sets a group apart if it says it so many times as often as each of the others.
TIMES = 2.0
# Fewer cases are not told.
CASES = 5
# And is missing from it, if at the rate of the others it would stand there so many times.
EXPECTED = 3.0
# A string inside another that has most of its cases tells the same.
SAME = 0.55
ONE_OF_MANY = Doubt(
    "picked from many words for being the most unlike", "从许多词中挑出的差异最大者"
)


def findings(context: Context) -> Iterator[Finding]:
    """For each of a few groups, the strings that set it apart, and those it never uses."""
    if 1 < len(context.groups) <= NAMED:
        strings = Strings(context)
        for group in context.groups:
            yield from strings.beyond(group)
            yield from strings.never(group)


class Strings:
    """How often each group has each word of the table of keyness, wherever it stands."""

    def __init__(self, context: Context) -> None:
        self.context = context
        sentences = context.sentences
        texts = sentences.groupby("group")["text"].agg("\n".join)
        self.length = sentences.groupby("group")["han_chars"].sum()
        self.groups = [group for group in context.groups if self.length.get(group, 0) > 0]
        own = usable(context.tables["keyness"])
        terms = [
            term
            for term in dict.fromkeys(own["term"].astype(str))
            if len(term) <= LONGEST and not any(str(group) in term for group in context.groups)
        ]
        self.whole = {term: {g: texts[g].count(term) for g in self.groups} for term in terms}
        # What stands in a slogan of one's own is told with the slogan.
        for group in self.groups:
            for slogan in own_slogans(context.tables["formulations"], group)["formulation"]:
                texts[group] = texts[group].replace(str(slogan), "\n")
        self.counts = {
            term: {group: texts[group].count(term) for group in self.groups} for term in terms
        }

    def _value(self, term: str, group: str) -> Value:
        count, of = self.counts[term][group], int(self.length[group])
        rate = PER * count / of
        return Value(group, rate, rate, rate, count=count, of=of, share=False)

    def _others(self, term: str, group: str) -> list[Value]:
        return [self._value(term, other) for other in self.groups if other != group]

    def _paragraphs(self, term: str, group: str) -> int:
        sentences = self.context.sentences
        own = sentences[sentences["group"] == group]
        held = own["text"].str.contains(term, regex=False)
        return len(own[held].drop_duplicates(["doc_id", "paragraph"]))

    def leading(self, group: str) -> list[tuple[str, Value, float]]:
        """The strings of a group with its value and the rate of the others, the surest first."""
        found = []
        for term in self.counts:
            mine, others = self._value(term, group), self._others(term, group)
            if (mine.count or 0) < CASES or mine.value <= TIMES * max(
                value.value for value in others
            ):
                continue
            odds = chance([mine], others)
            if odds is not None and odds < RARELY:
                found.append((odds, term, mine, others))
        found.sort(key=lambda each: (each[0], each[1]))
        kept: list[tuple[str, Value, float]] = []
        for _, term, mine, others in found:
            if len(kept) == TOLD:
                break
            if _same([name for name, _, _ in kept], term, self.counts, [group]):
                continue
            if self._paragraphs(term, group) >= PARAGRAPHS:
                kept.append((term, mine, _rate(others)))
        return kept

    def beyond(self, group: str) -> Iterator[Finding]:
        """What a group says more often than each of the others."""
        own = self.leading(group)
        if len(own) < 2:
            return
        en = and_en(f"{t} ({decimal(v.value)} against {decimal(rest)})" for t, v, rest in own)
        zh = and_zh(f"“{t}”（{decimal(v.value)}对{decimal(rest)}）" for t, v, rest in own)
        others = tuple(name for name in self.groups if name != group)
        yield self._finding(
            group,
            [term for term, _, _ in own],
            name=f"strings-{group}",
            text_en=(
                f"Its own slogans left out and longer words looked into, {group} says more often "
                f"than each of the others: {en}, counted in {PER:,} characters."
            ),
            text_zh=f"自有提法除外，含在更长的词里的也算，{group}比其他每一组都更常说{zh}（每万字次数）。",
            more=(group,),
            less=others,
            sentences=reading(group=group, q=own[0][0]),
            weight=75,
        )

    def never(self, group: str) -> Iterator[Finding]:
        """What the others say so often that it would be expected, and a group never says."""
        found = []
        rest = [name for name in self.groups if name != group]
        for term in self.counts:
            often = sum(self.whole[term][other] for other in rest)
            due = often * float(self.length[group]) / max(float(self.length[rest].sum()), 1.0)
            if not self.whole[term][group] and due >= EXPECTED and often >= CASES:
                found.append((-due, term, often))
        kept: list[tuple[str, int]] = []
        for _, term, often in sorted(found):
            names = [name for name, _ in kept]
            if len(kept) < TOLD and not _same(names, term, self.whole, rest):
                kept.append((term, often))
        if len(kept) < 2:
            return
        en = and_en(f"{term} ({n})" for term, n in kept)
        zh = and_zh(f"“{term}”（{n}次）" for term, n in kept)
        yield self._finding(
            group,
            [term for term, _ in kept],
            name=f"never-{group}",
            text_en=(
                f"Not once, not even inside a longer word, does {group} say {en}: in brackets, "
                "how often the others do."
            ),
            text_zh=f"{group}一次也没有说过{zh}，含在更长的词里的也没有；括号内为其他各组的次数。",
            more=tuple(rest),
            less=(group,),
            sentences=reading(q=kept[0][0]),
            weight=59,
        )

    def _finding(
        self,
        group: str,
        terms: Sequence[str],
        *,
        name: str,
        text_en: str,
        text_zh: str,
        more: tuple[str, ...],
        less: tuple[str, ...],
        sentences: str,
        weight: float,
    ) -> Finding:
        return Finding(
            id=name,
            chapter=CHAPTER,
            text_en=text_en,
            text_zh=text_zh,
            groups=tuple(self.groups),
            more=more,
            less=less,
            rows=(condition("keyness", term=list(terms)),),
            doubts=(ONE_OF_MANY,),
            contrast=self.context.lengths.contrast(group),
            confounds=names_in(self.context.lengths.confounds(group)),
            sentences=sentences,
            weight=weight,
        )


def _rate(values: Sequence[Value]) -> float:
    """The rate of some groups taken together."""
    length = sum(value.of or 0 for value in values)
    return PER * sum(value.count or 0 for value in values) / max(length, 1)


def _same(
    kept: Sequence[str],
    term: str,
    counts: Mapping[str, Mapping[str, int]],
    groups: Sequence[str],
) -> bool:
    """Whether a string is most of one that is told, or the other way round."""
    mine = sum(counts[term][group] for group in groups)
    for other in kept:
        theirs = sum(counts[other][group] for group in groups)
        if (term in other or other in term) and min(mine, theirs) >= SAME * max(mine, theirs):
            return True
    return False
