"""Words and patterns of a lexicon, and where they are found in texts."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from chengyan.errors import LexiconError
from chengyan.literals import literals
from chengyan.trie import Trie

# Left off from what is shown of a cue.
EDGES = "，；：、。！“”— "
_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")


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
    def literals(self) -> frozenset[str]:
        """Words of which a text holds one at least where the pattern stands in it."""
        return literals(self.pattern)

    @property
    def rank(self) -> tuple[str, ...]:
        """What puts cues with the same place in order."""
        return (self.pattern,)


C = TypeVar("C", bound=TextCue)


class Hit(NamedTuple, Generic[C]):
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
    def _words(self) -> list[str]:
        """Words that stand for themselves, and those that patterns hold."""
        held = (word for cue in self._patterns for word in sorted(cue.literals))
        return list(dict.fromkeys([*self._plain, *held]))

    @cached_property
    def _trie(self) -> Trie:
        return Trie(self._words)

    def find(self, text: str) -> list[Hit[C]]:
        """The cues that stand in a text, but none inside a longer one: 生态 is not in 政治生态."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str]) -> list[list[Hit[C]]]:
        """The cues that stand in each of several texts, as `find`."""
        return [outermost(hits) for hits in self.hits(texts)]

    def hits(self, texts: Sequence[str]) -> list[list[Hit[C]]]:
        """The cues that stand in each of several texts, those inside longer ones too."""
        lines = [text.replace("\n", " ") for text in texts]
        found: list[list[Hit[C]]] = [[] for _ in lines]
        holding = self._plain_hits(lines, found)
        for cue in self._patterns:
            held = [holding[word] for word in cue.literals if word in holding]
            places: Iterable[int] = set().union(*held) if cue.literals else range(len(lines))
            for i in places:
                for match in cue.search(lines[i]):
                    word = match[0].strip(EDGES) or match[0]
                    found[i].append(Hit(*match.span(), cue, word))
        return found

    def _plain_hits(self, lines: Sequence[str], found: list[list[Hit[C]]]) -> dict[str, set[int]]:
        """Add the cues that stand for themselves; in which lines each word stands."""
        # One search over all is some times faster than many short ones.
        starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
        places, numbers = self._trie.find("\n".join(lines))
        rows = np.searchsorted(starts, places, "right") - 1
        holding: dict[str, set[int]] = {}
        for i, begin, number in zip(
            rows.tolist(), (places - starts[rows]).tolist(), numbers.tolist(), strict=True
        ):
            word = self._words[number]
            holding.setdefault(word, set()).add(i)
            for cue in self._plain.get(word, ()):
                found[i].append(Hit(begin, begin + len(word), cue, word))
        return holding


def outermost(hits: list[Hit[C]]) -> list[Hit[C]]:
    """Hits that lie within no longer one, from left to right."""
    if len(hits) < 2:
        return hits
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
