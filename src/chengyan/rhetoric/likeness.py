"""How like two members are in build, and what of them is alike."""

import sys
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from chengyan.rhetoric.members import Member

# ASSUME: words that any two members may share without being built alike.
COMMON = frozenset("的了和与及等在是个")
# ASSUME: what counts for how much where a lead-in or a tail is trimmed off.
_SAME_FIRST, _SAME_LAST, _SAME_LENGTH, _IDIOMS = 0.6, 0.2, 0.8, 0.5
_WHOLE, _LONGER, _TORN = 0.15, 0.06, 0.5
# ASSUME: members of fewer characters are no phrases; those beyond are compared no longer.
SHORTEST, LONGEST = 2, 60
ANY = range(SHORTEST, sys.maxsize)
# ASSUME: a lead-in or tail leaves members that differ by at most so many characters.
SLACK = 2

T = TypeVar("T")


@lru_cache(maxsize=2**16)
def order(a: str, b: str) -> float:
    """Share of two sequences of word classes that stands in the same order (Dice, 0 to 1)."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            kept = row[j]
            row[j] = diagonal + 1 if x == y else max(kept, row[j - 1])
            diagonal = kept
    return 2 * row[-1] / (len(a) + len(b)) if a or b else 0.0


def same_first(a: Member, b: Member) -> bool:
    """Whether both begin with the same word, or the same character, that is not common."""
    return a.text[0] == b.text[0] and a.words[0].text not in COMMON


def same_last(a: Member, b: Member) -> bool:
    """Whether both end with the same word of two characters or more."""
    last = a.words[-1].text
    return last == b.words[-1].text and len(last) > 1


def affinity(a: Member, b: Member) -> float:
    """How well two stretches match, to choose where a lead-in ends or a tail begins."""
    short, long = (a.length, b.length) if a.length < b.length else (b.length, a.length)
    score = order(a.shape, b.shape) - (long - short) / long
    score += _SAME_LENGTH * (short == long) + _LONGER * min(short, 6)
    score += _SAME_FIRST * (a.text[0] == b.text[0]) + _SAME_LAST * (a.text[-1] == b.text[-1])
    score += _IDIOMS * (a.shape == b.shape == "i")
    return score - _TORN * (a.shape[0] in "uc") - _TORN * (b.shape[-1] in "ucp")


def leads(member: Member, other: Member, mark: str, within: range = ANY) -> list[Member]:
    """The member, and what it may be without a lead-in: from where the other's first word is.

    Parts of other lengths than those within a range are left out.
    """
    words, first = member.words, other.words[0].text
    parts = [member]
    left = member.length
    for i in range(1, len(words)):
        left -= words[i - 1].length
        if left in within if mark == "、" else words[i].text == first:
            parts.append(member.from_word(i))
    return parts


def tails(member: Member, mark: str, within: range = ANY) -> list[Member]:
    """The member, and what it may be without a tail, which commas do not leave.

    Parts of other lengths than those within a range are left out.
    """
    parts = [member]
    length = 0
    for i, word in enumerate(member.words[:-1] if mark == "、" else (), start=1):
        length += word.length
        if length in within:
            parts.append(member.up_to(i))
    return parts


def without_lead(member: Member, other: Member, mark: str) -> Member:
    """The end of a member that matches another best."""
    return matched(member, other, mark, tail=False)[0]


def without_tail(member: Member, other: Member, mark: str) -> Member:
    """The beginning of a member that matches another best."""
    return matched(other, member, mark, lead=False)[1]


def matched(
    a: Member, b: Member, mark: str, *, lead: bool = True, tail: bool = True
) -> tuple[Member, Member]:
    """Two members, the lead-in of the first and the tail of the second left out."""
    ends = tails(b, mark, range(SHORTEST, a.length + SLACK + 1)) if tail else [b]
    least, most = (of(end.length for end in ends) for of in (min, max))
    near = range(max(least - SLACK, SHORTEST), most + SLACK + 1)
    heads = leads(a, b, mark, near) if lead else [a]
    if len(heads) == len(ends) == 1:
        return a, b
    best, found = affinity(a, b) + 2 * _WHOLE, (a, b)
    for head in heads:
        for end in ends:
            if abs(head.length - end.length) > SLACK or head.text == end.text:
                continue
            score = affinity(head, end) + _WHOLE * ((head is a) + (end is b))
            if score > best:
                best, found = score, (head, end)
    return found


def places(a: Member, b: Member) -> float:
    """Share of the characters between first and last that stand in the same place."""
    inner = min(len(a.text), len(b.text)) - 2
    same = sum([x == y for x, y in zip(a.text[1:-1], b.text[1:-1], strict=False)])
    return same / inner if inner > 0 else 0.0


class Alike(NamedTuple, Generic[T]):
    """What of two neighbours is alike."""

    first: T
    last: T
    last_character: T
    places: T
    shared: T
    order: T
    affinity: T


def alike(a: Member, b: Member) -> Alike[float]:
    """What of two neighbours is alike."""
    return Alike(
        same_first(a, b),
        same_last(a, b),
        a.text[-1] == b.text[-1],
        places(a, b),
        len(set(a.text) & set(b.text)) / min(a.length, b.length),
        order(a.shape, b.shape),
        affinity(a, b),
    )
