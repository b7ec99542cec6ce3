"""Words and patterns of a lexicon, and where they are found in texts."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from chengyan.errors import LexiconError
from chengyan.trie import Trie

# Left off from what is shown of a cue.
EDGES = "，；：、。！“”— "
_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")
_CROSSING = re.compile(r"\[\^|\\[sSDWAZn]|\(\?[a-z]")


@dataclass(frozen=True)
class TextCue:
    """A pattern that speaks for something."""

    pattern: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern; ``^`` and ``$`` stand for the ends of a line, each line a text."""
        return re.compile(self.pattern, re.MULTILINE)

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands, but for matches of nothing."""
        return (match for match in self.compiled.finditer(text) if match[0])

    @cached_property
    def is_plain(self) -> bool:
        """Whether the pattern stands for itself."""
        return _PLAIN.fullmatch(self.pattern) is not None

    @cached_property
    def may_cross(self) -> bool:
        """Whether the pattern may match the end of a line, and so is searched line by line."""
        return _CROSSING.search(self.pattern) is not None

    @property
    def rank(self) -> tuple[str, ...]:
        """What puts cues with the same place in order."""
        return (self.pattern,)


C = TypeVar("C", bound=TextCue)


@dataclass(frozen=True)
class Hit(Generic[C]):
    """A cue found in a text, with the word that it matched and where, in characters."""

    start: int
    end: int
    cue: C
    word: str


def checked(cue: C, place: str) -> C:
    """The cue, if its pattern can be searched for.

    Raises
    ------
    LexiconError
        With file and line: for a pattern that is none, or that matches nothing at all.
    """
    if cue.is_plain:
        return cue
    try:
        empty = cue.compiled.fullmatch("")
    except re.error as error:
        raise LexiconError(
            place,
            f"term {cue.pattern!r} is no pattern ({error})",
            "Mend it, or put a backslash before signs that stand for themselves",
        ) from None
    if empty:
        raise LexiconError(
            place, f"term {cue.pattern!r} matches nothing at all", "Write what it shall find"
        )
    return cue


class Finder(Generic[C]):
    """Finds cues in texts.

    Parameters
    ----------
    cues : iterable of TextCue
    """

    def __init__(self, cues: Iterable[C]) -> None:
        self._plain: dict[str, list[C]] = {}
        self._patterns: list[C] = []
        for cue in cues:
            if cue.is_plain:
                self._plain.setdefault(cue.pattern, []).append(cue)
            else:
                self._patterns.append(cue)

    @cached_property
    def _words(self) -> Trie:
        return Trie(list(self._plain))

    def find(self, text: str) -> list[Hit[C]]:
        """The cues that stand in a text, but none inside a longer one: 生态 is not in 政治生态."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str]) -> list[list[Hit[C]]]:
        """The cues that stand in each of several texts, as `find`."""
        lines = [text.replace("\n", " ") for text in texts]
        # One search over all is some times faster than many short ones.
        joined = "\n".join(lines)
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        found: list[list[Hit[C]]] = [[] for _ in lines]
        for start, word in self._plain_words(joined):
            i = bisect_right(starts, start) - 1
            begin = start - starts[i]
            found[i] += [Hit(begin, begin + len(word), cue, word) for cue in self._plain[word]]
        for cue in self._patterns:
            if cue.may_cross:
                matches = [(i, 0, m) for i, line in enumerate(lines) for m in cue.search(line)]
            else:
                matches = [
                    (i, starts[i], match)
                    for match in cue.search(joined)
                    for i in [bisect_right(starts, match.start()) - 1]
                ]
            for i, start, match in matches:
                word = match[0].strip(EDGES) or match[0]
                found[i].append(Hit(match.start() - start, match.end() - start, cue, word))
        return [_outermost(hits) for hits in found]

    def _plain_words(self, text: str) -> Iterator[tuple[int, str]]:
        """Where cues stand that stand for themselves."""
        if self._plain:
            starts, numbers = self._words.find(text)
            words = list(self._plain)
            for start, number in zip(starts.tolist(), numbers.tolist(), strict=True):
                yield start, words[number]


def _outermost(hits: list[Hit[C]]) -> list[Hit[C]]:
    """Hits that lie within no longer one, from left to right."""
    inside = _inside_longer({(hit.start, hit.end) for hit in hits})
    kept = [hit for hit in hits if (hit.start, hit.end) not in inside]
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.cue.rank))


def _inside_longer(spans: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans that lie within another."""
    inside = set()
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= reach:
            inside.add((start, end))
        reach = max(reach, end)
    return inside
