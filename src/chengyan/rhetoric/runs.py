"""Runs of sentences and headings of one frame, other sentences between them or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from chengyan.rhetoric.likeness import same_last
from chengyan.rhetoric.members import Member, without_numbering
from chengyan.rhetoric.reading import Members
from chengyan.rhetoric.span import Instance, Span

# ASSUME: three make a run (the codebook's number).
LEAST = 3
# ASSUME: a sentence of one clause and so many characters can head what follows it.
SHORT = 14
# ASSUME: items of a run stand at most so many candidates apart.
REACH = 3
# ASSUME: so many shared characters, at the head and at the end together, make a frame.
FRAME, HEAD = 3, 4
# ASSUME: sentences of a frame differ by at most so many characters; those of equal build by one.
LOOSE, CLOSE = 4, 1

# ASSUME: opening clauses of so many characters make a run by their last word alone.
BRIEF = 8
# ASSUME: so many characters may a statement have that heads what follows it.
PREDICATION = 10

_MARKER = re.compile(r"^(?:(—)|[（(]|(第)|\S([、.．是要]))")


@dataclass(frozen=True)
class Item:
    """A heading or sentence that may belong to a run."""

    row: int
    heading: bool
    text: str
    clauses: tuple[Member, ...]

    @cached_property
    def marker(self) -> str:
        """Of what kind its number or dash is; empty without one."""
        start = without_numbering(self.text)
        match = _MARKER.match(self.text) if start else None
        return (match[0][-1] if match else "") or ""

    @cached_property
    def short(self) -> bool:
        """Whether it is of one clause and short."""
        return len(self.clauses) == 1 and self.clauses[0].length <= SHORT

    @property
    def lead(self) -> Member:
        """Its first clause."""
        return self.clauses[0]


def predicate(member: Member) -> bool:
    """Whether a clause says something of what it names first."""
    shape = member.shape
    if len(shape) > 2 and shape[-2] == "d":
        return True
    return shape[0] == "n" and any(letter in "vaid" for letter in shape[1:])


def common(a: str, b: str) -> int:
    """How many characters two texts share at their head."""
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def alike(a: Item, b: Item, gap: int) -> bool:
    """Whether two are of one frame; `gap` is how many candidates they stand apart."""
    if gap == 1 and (_framed(a.lead, b.lead, HEAD) or _last(a, b) or _ended(a.lead, b.lead)):
        return True
    marked = (a.marker and a.marker == b.marker) or (a.heading and b.heading)
    if len(a.clauses) != len(b.clauses) or not (marked or (a.short and b.short)):
        return False
    apart = abs(a.lead.length - b.lead.length)
    if apart <= LOOSE and _framed(a.lead, b.lead, FRAME):
        return True
    if len(a.clauses) > 1:
        return bool(marked and predicate(a.clauses[-1]) and predicate(b.clauses[-1]))
    stated = predicate(a.lead) and predicate(b.lead)
    if marked:
        return apart <= CLOSE and (a.lead.text[0] == b.lead.text[0] or stated)
    if apart <= CLOSE and a.lead.words[0].text == b.lead.words[0].text:
        return True
    near = apart <= (CLOSE if gap == 1 else 0)
    return near and stated and max(a.lead.length, b.lead.length) <= PREDICATION


def _ended(a: Member, b: Member) -> bool:
    """Whether two short clauses end with the same word."""
    return (
        same_last(a, b) and max(a.length, b.length) <= BRIEF and abs(a.length - b.length) <= CLOSE
    )


def _framed(a: Member, b: Member, least: int) -> bool:
    """Whether both begin alike, and share enough at the head and the end."""
    head = common(a.text, b.text)
    if head < 1 or a.text[:head] == a.text == b.text:
        return False
    end = min(common(a.text[::-1], b.text[::-1]), min(a.length, b.length) - head)
    return head + end >= least and (head > 1 or end > 1)


def _last(a: Item, b: Item) -> bool:
    """Whether the last of several clauses begin alike."""
    if len(a.clauses) < 2 or len(b.clauses) < 2:
        return False
    return common(a.clauses[-1].text, b.clauses[-1].text) >= FRAME


def sentence_runs(sentences: pd.DataFrame, members: Members) -> list[Instance]:
    """Runs of three or more headings or sentences of one frame, within a section."""
    items = []
    for row, (kind, text) in enumerate(zip(sentences["kind"], sentences["text"], strict=True)):
        parts = members.clauses(text[without_numbering(text) :])
        if parts:
            items.append(Item(row, kind == "heading", text, tuple(parts)))
    runs = {
        tuple(item.row for item in run): run
        for sequence in _sequences(items, sentences)
        for run in _runs(sequence)
    }
    taken: set[int] = set()
    instances = []
    for rows in sorted(runs, key=lambda rows: (-len(rows), rows)):
        free = [item for item in runs[rows] if item.row not in taken]
        if len(free) >= LEAST:
            taken.update(item.row for item in free)
            instances.append(tuple(_span(item, free) for item in free))
    return sorted(instances)


def _span(item: Item, run: Sequence[Item]) -> Span:
    """What of an item is alike: a heading, or the first or the last clause of a sentence."""
    start = without_numbering(item.text)
    if item.heading:
        return Span(item.row, start, len(item.text), "headings")
    others = [other for other in run if other is not item]
    lead = any(_framed(item.lead, o.lead, FRAME) or _ended(item.lead, o.lead) for o in others)
    clause = item.clauses[0 if lead else -1]
    return Span(item.row, start + clause.start, start + clause.end, "sentences")


def _sequences(items: Sequence[Item], sentences: pd.DataFrame) -> Iterator[list[Item]]:
    """Headings of a level; paragraphs, and of a section their heads, short and marked ones."""
    levels = list(sentences["level"])
    paragraphs = list(sentences["paragraph"])
    open_: dict[int, list[Item]] = {}
    section: list[list[Item]] = [[]]
    for item in items:
        if item.heading:
            level = levels[item.row]
            for deeper in sorted(x for x in open_ if x > level):
                yield open_.pop(deeper)
            open_.setdefault(level, []).append(item)
            section.append([])
        else:
            section[-1].append(item)
    for level in sorted(open_):
        yield open_[level]
    for part in section:
        seen: set[int] = set()
        heads = []
        for item in part:
            if paragraphs[item.row] not in seen:
                seen.add(paragraphs[item.row])
                heads.append(item)
        yield heads
        yield [item for item in part if item.short]
        for marker in sorted({item.marker for item in part} - {""}):
            yield [item for item in part if item.marker == marker]
        for paragraph in sorted(seen):
            yield [item for item in part if paragraphs[item.row] == paragraph]


def _runs(sequence: Sequence[Item]) -> Iterable[list[Item]]:
    """Items tied to one another by likeness, three or more."""
    group = list(range(len(sequence)))
    for i, item in enumerate(sequence):
        for j in range(i + 1, min(i + 1 + REACH, len(sequence))):
            if alike(item, sequence[j], j - i):
                old, new = group[j], group[i]
                group = [new if g == old else g for g in group]
    for g in sorted(set(group)):
        run = [item for item, own in zip(sequence, group, strict=True) if own == g]
        if len(run) >= LEAST:
            yield run
