"""Where entries of a word list stand in a text."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chengyan.lexicon import Entry
from chengyan.trie import Trie

_WORD_EDGE = re.compile(r"[A-Za-z0-9]")
_QUOTES = '“‘「『《"', '"”’」』》'
# From so many characters on, looking at all places at once is faster.
_LONG = 500


class Match(NamedTuple):
    """An occurrence of an entry in a sentence, `start` and `end` in characters."""

    start: int
    end: int
    entry: Entry


class Chosen(NamedTuple):
    """Matches that do not overlap, as columns, from left to right.

    Attributes
    ----------
    start, end : numpy.ndarray
        In characters.
    entry : numpy.ndarray
        The place of the entry in `Matcher.entries`.
    inside : dict of int to tuple of str
        By the place of a match here, the terms of others inside it, where there are such.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    entry: NDArray[np.int64]
    inside: dict[int, tuple[str, ...]]


class Matcher:
    """Finds entries in sentences.

    Parameters
    ----------
    entries : collection of Entry

    Attributes
    ----------
    entries : list of Entry
        Without those whose term another one has.

    Notes
    -----
    An entry that begins or ends with an ASCII letter or digit does not match inside a longer run of
    such (6+1 not in 16+1); one without any letter, such as 11258, only directly between quotation
    marks.
    """

    def __init__(self, entries: Collection[Entry]) -> None:
        self._entries = {entry.term: entry for entry in entries}
        self.entries = list(self._entries.values())
        # By their first two characters, which most places in a text do not have.
        lengths: dict[str, set[int]] = {}
        for term in self._entries:
            lengths.setdefault(term[:2], set()).add(len(term))
        self._lengths = {begin: sorted(found) for begin, found in lengths.items()}
        self._single = {term for term in self._entries if len(term) == 1}
        self._guarded = {term for term in self._entries if _is_guarded(term)}

    @cached_property
    def _trie(self) -> Trie:
        return Trie(list(self._entries))

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return np.array([len(term) for term in self._entries], np.int64)

    @cached_property
    def _are_guarded(self) -> NDArray[np.bool_]:
        return np.array([term in self._guarded for term in self._entries], bool)

    def all_matches(self, sentence: str) -> list[Match]:
        """Every occurrence of every entry, nested ones too, from left to right, short first."""
        found = self._found(sentence)
        if not self._guarded:
            return found
        return [
            match
            for match in found
            if match.entry.term not in self._guarded
            or _stands_alone(sentence, match.start, match.end)
        ]

    def _found(self, text: str) -> list[Match]:
        """Where the characters of entries stand."""
        lengths, entries = self._lengths, self._entries
        if len(text) >= _LONG:
            at, number = (column.tolist() for column in self._trie.find(text))
            own = [self.entries[i] for i in number]
            return [Match(i, i + len(e.term), e) for i, e in zip(at, own, strict=True)]
        found = []
        for start, first in enumerate(text):
            if first in self._single:
                found.append(Match(start, start + 1, entries[first]))
            for length in lengths.get(text[start : start + 2], ()):
                term = text[start : start + length]
                if len(term) == length > 1 and term in entries:
                    found.append(Match(start, start + length, entries[term]))
        return found

    def choose(self, text: str) -> Chosen:
        """The same as `chosen` of all matches, as columns: many times as fast for long texts."""
        start, number = self._trie.find(text)
        end = start + self._sizes[number]
        alone = ~self._are_guarded[number]
        for i in np.flatnonzero(~alone).tolist():
            alone[i] = _stands_alone(text, int(start[i]), int(end[i]))
        start, end, number = start[alone], end[alone], number[alone]

        # Whose each character is: the longest take theirs first, of equal ones the leftmost.
        owner = np.full(len(text), -1, np.int32)
        size = end - start
        for length in np.unique(size)[::-1].tolist():
            at = np.flatnonzero(size == length)
            at = at[(owner[start[at]] < 0) & (owner[end[at] - 1] < 0)]
            at = at[_apart(start[at], length)]
            for offset in range(length):
                owner[start[at] + offset] = at
        holder = owner[start]
        chosen = holder == np.arange(len(start))
        place = (np.cumsum(chosen) - 1)[holder]
        within = ~chosen & (holder >= 0) & (holder == owner[end - 1])
        inside: dict[int, tuple[str, ...]] = {}
        for own, entry in zip(place[within].tolist(), number[within].tolist(), strict=True):
            inside[own] = (*inside.get(own, ()), self.entries[entry].term)
        return Chosen(start[chosen], end[chosen], number[chosen], inside)

    @staticmethod
    def longest(matches: Iterable[Match]) -> list[Match]:
        """Matches that do not overlap, the longest first chosen, of equal ones the leftmost."""
        return [match for match, _ in Matcher.chosen(matches)]

    @staticmethod
    def chosen(matches: Iterable[Match]) -> list[tuple[Match, tuple[str, ...]]]:
        """The matches of `longest`, each with the terms of others inside it."""
        ordered = sorted(matches, key=itemgetter(0))
        chosen: list[tuple[Match, tuple[str, ...]]] = []
        first = 0
        while first < len(ordered):
            # A run of matches of which each overlaps one before it; most are alone.
            end, last = ordered[first][1], first + 1
            while last < len(ordered) and ordered[last][0] < end:
                end = max(end, ordered[last][1])
                last += 1
            if last == first + 1:
                chosen.append((ordered[first], ()))
            else:
                chosen += _longest_of(ordered[first:last])
            first = last
        return chosen


def _apart(starts: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which stretches of a length overlap none of these before them."""
    apart = np.ones(len(starts), bool)
    if np.any(np.diff(starts) < length):
        end = 0
        for place, start in enumerate(starts.tolist()):
            apart[place] = start >= end
            end = start + length if start >= end else end
    return apart


def _longest_of(cluster: list[Match]) -> list[tuple[Match, tuple[str, ...]]]:
    """Of matches that overlap, those of `Matcher.longest`, and what lies inside each."""
    own: list[Match] = []
    for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or match.start >= other.end for other in own):
            own.append(match)
    return [(match, _inside(match, cluster)) for match in sorted(own, key=itemgetter(0))]


def _inside(chosen: Match, cluster: Iterable[Match]) -> tuple[str, ...]:
    """Terms of other matches that lie within one."""
    return tuple(
        match.entry.term
        for match in cluster
        if chosen.start <= match.start
        and match.end <= chosen.end
        and match.entry is not chosen.entry
    )


def _is_guarded(term: str) -> bool:
    """Whether it hangs on its neighbours whether a term stands at a place."""
    edges = _WORD_EDGE.match(term) or _WORD_EDGE.match(term[-1])
    return bool(edges) or not any(character.isalpha() for character in term)


def _stands_alone(sentence: str, start: int, end: int) -> bool:
    term, before, after = sentence[start:end], sentence[start - 1 : start], sentence[end : end + 1]
    if not any(character.isalpha() for character in term):
        return before in _QUOTES[0] and after in _QUOTES[1] and bool(before and after)
    return not (
        (_WORD_EDGE.match(term) and _WORD_EDGE.match(before))
        or (_WORD_EDGE.match(term[-1]) and _WORD_EDGE.match(after))
    )
