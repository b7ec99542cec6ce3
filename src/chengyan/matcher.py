"""Where entries of a word list stand in a text."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from chengyan.lexicon import Entry

_WORD_EDGE = re.compile(r"[A-Za-z0-9]")
_QUOTES = '“‘「『《"', '"”’」』》'
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
        matches = []
        for start in self._starts(sentence):
            if sentence[start] in self._single:
                matches.append(Match(start, start + 1, self._entries[sentence[start]]))
            for length in self._lengths.get(sentence[start : start + 2], ()):
                entry = self._entries.get(sentence[start : start + length])
                if entry and len(entry.term) == length > 1:
                    matches.append(Match(start, start + length, entry))
        return [
            match
            for match in matches
            if match.entry.term not in self._guarded
            or _stands_alone(sentence, match.start, match.end)
        ]

    @staticmethod
    def longest(matches: Iterable[Match]) -> list[Match]:
        """Matches that do not overlap, the longest first chosen, of equal ones the leftmost."""
        return [match for match, _ in Matcher.chosen(matches)]

    @staticmethod
    def chosen(matches: Iterable[Match]) -> list[tuple[Match, tuple[str, ...]]]:
        """The matches of `longest`, each with the terms of others inside it."""
        chosen: list[tuple[Match, tuple[str, ...]]] = []
        for cluster in _clusters(sorted(matches, key=itemgetter(0))):
            if len(cluster) == 1:
                chosen.append((cluster[0], ()))
                continue
            own: list[Match] = []
            for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start)):
                if all(match.end <= other.start or match.start >= other.end for other in own):
                    own.append(match)
            chosen += [(match, _inside(match, cluster)) for match in sorted(own)]
        return chosen

    def _starts(self, text: str) -> Iterable[int]:
        """Where entries may begin: in a long text, where their first three characters stand."""
        if len(text) < _LONG or not self._entries:
            return range(len(text))
        import numpy as np

        (first, second, third), pairs, begins = self._tables
        codes = np.frombuffer(f"{text}\0\0".encode("utf-32-le", "surrogatepass"), np.uint32)
        pair = pairs[first[codes[:-2]], second[codes[1:-1]]]
        at = np.flatnonzero(pair)
        starts: list[int] = at[begins[pair[at], third[codes[at + 2]]]].tolist()
        return starts

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


def _inside(chosen: Match, cluster: Iterable[Match]) -> tuple[str, ...]:
    """Terms of other matches that lie within one."""
    return tuple(
        match.entry.term
        for match in cluster
        if chosen.start <= match.start
        and match.end <= chosen.end
        and match.entry is not chosen.entry
    )


def _clusters(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Runs of matches of which each overlaps one before it."""
    cluster: list[Match] = []
    end = 0
    for match in matches:
        if cluster and match.start >= end:
            yield cluster
            cluster = []
        cluster.append(match)
        end = max(end, match.end)
    if cluster:
        yield cluster


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
