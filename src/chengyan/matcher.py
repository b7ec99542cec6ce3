"""Where entries of a word list stand in a text."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from chengyan.lexicon import Entry

_WORD_EDGE = re.compile(r"[A-Za-z0-9]")
_QUOTES = '“‘「『《"', '"”’」』》'
# Of the hashes of terms; odd, so that no digit of a character is lost.
_FACTOR = 0x9E3779B97F4A7C15
# From so many characters on, looking for pairs of characters all at once is faster.
_LONG = 500


class Match(NamedTuple):
    """An occurrence of an entry in a sentence, `start` and `end` in characters."""

    start: int
    end: int
    entry: Entry


class Matcher:
    """Finds entries in sentences.

    Parameters
    ----------
    entries : collection of Entry

    Notes
    -----
    An entry that begins or ends with an ASCII letter or digit does not match inside a longer run of
    such (6+1 not in 16+1); one without any letter, such as 11258, only directly between quotation
    marks.
    """

    def __init__(self, entries: Collection[Entry]) -> None:
        self._entries = {entry.term: entry for entry in entries}
        # By their first two characters, which most places in a text do not have.
        lengths: dict[str, set[int]] = {}
        for term in self._entries:
            lengths.setdefault(term[:2], set()).add(len(term))
        self._lengths = {begin: sorted(found) for begin, found in lengths.items()}
        self._single = {term for term in self._entries if len(term) == 1}
        self._guarded = {term for term in self._entries if _is_guarded(term)}

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
        if len(text) >= _LONG and self._entries:
            return self._found_in_long(text)
        lengths, entries = self._lengths, self._entries
        found = []
        for start, first in enumerate(text):
            if first in self._single:
                found.append(Match(start, start + 1, entries[first]))
            for length in lengths.get(text[start : start + 2], ()):
                term = text[start : start + length]
                if len(term) == length > 1 and term in entries:
                    found.append(Match(start, start + length, entries[term]))
        return found

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

    def _found_in_long(self, text: str) -> list[Match]:
        """The same, all places looked at at once; but for what hashes find, which is read."""
        import numpy as np

        (first, second, third), pairs, begins = self._tables
        codes = np.frombuffer(
            (text + "\0" * self._longest).encode("utf-32-le", "surrogatepass"), np.uint32
        )
        pair = pairs[first[codes[: len(text)]], second[codes[1 : len(text) + 1]]]
        at = np.flatnonzero(pair)
        at = at[begins[pair[at], third[codes[at + 2]]]]
        hashes = np.zeros(len(at), np.uint64)
        found: list[tuple[int, int, str]] = []
        for length in range(1, self._longest + 1):
            hashes = hashes * _FACTOR + codes[at + length - 1]
            known, terms = self._hashes[length]
            if not len(known):
                continue
            place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            same = known[place] == hashes
            found += zip(
                at[same].tolist(),
                repeat(length),
                terms[place[same]].tolist(),
                strict=False,
            )
        found.sort()
        return [
            Match(start, start + length, self._entries[term])
            for start, length, term in found
            if text.startswith(term, start)
        ]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._entries))

    @cached_property
    def _hashes(self) -> list[tuple[Any, Any]]:
        """Of entries of each length, hashes in order, and whose each is."""
        import numpy as np

        tables: list[tuple[Any, Any]] = [(np.zeros(0, np.uint64), np.zeros(0, object))]
        for length in range(1, self._longest + 1):
            terms = np.array([term for term in self._entries if len(term) == length], object)
            hashes = np.zeros(len(terms), np.uint64)
            for place in range(length):
                hashes = hashes * _FACTOR + np.array([ord(t[place]) for t in terms], np.uint64)
            order = np.argsort(hashes, kind="stable")
            tables.append((hashes[order], terms[order]))
        return tables

    @cached_property
    def _tables(self) -> tuple[Any, Any, Any]:
        """Numbers of the first three characters of entries, of their pairs, and which begin one."""
        import numpy as np

        numbers = []
        for place in range(3):
            characters = sorted({ord(term[place]) for term in self._entries if len(term) > place})
            table = np.zeros(0x110000, np.uint16)
            table[characters] = np.arange(1, len(characters) + 1)
            numbers.append(table)
        first, second, third = numbers
        pairs = np.zeros((int(first.max()) + 1, int(second.max()) + 1), np.int32)
        # Pair 1 is any that begins with an entry of one character.
        pairs[[first[ord(term)] for term in self._single]] = 1
        for number, pair in enumerate((b for b in self._lengths if len(b) > 1), start=2):
            pairs[first[ord(pair[0])], second[ord(pair[1])]] = number
        begins = np.zeros((len(self._lengths) + 2, int(third.max()) + 1), bool)
        begins[1] = True
        for term in self._entries:
            if len(term) > 1:
                number = pairs[first[ord(term[0])], second[ord(term[1])]]
                begins[number, third[ord(term[2])] if len(term) > 2 else slice(None)] = True
                begins[number] |= term[0] in self._single
        return (first, second, third), pairs, begins


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
