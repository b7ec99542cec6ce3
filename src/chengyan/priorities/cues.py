"""The lexicon of a codebook: which words speak for which code, and where they are found."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of

# The class of cues that speak for nothing: they only silence what stands inside them.
SILENT = "-"
# Where a cue counts: in the sentence, as a heading for what stands under it, or both.
PLACES = ("any", "sentence", "heading")
# Left off from what is shown of a cue.
EDGES = "，；：、。！“”— "
_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]+")
_CROSSING = re.compile(r"\[\^|\\[sSDWAZn]|\(\?[a-z]")
_WEIGHT = re.compile(r"-?(\d+(\.\d+)?|\.\d+)")


@dataclass(frozen=True)
class CodeCue:
    """A pattern that speaks for a code, or against it where its weight is below 0.

    `source` says where it comes from; that may be a coded sample.
    """

    pattern: str
    code: str
    where: str
    weight: float
    source: str = ""

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


@dataclass(frozen=True)
class Hit:
    """A cue found in a text, with the word that it matched and where, in characters."""

    start: int
    end: int
    cue: CodeCue
    word: str


def read_code_cues(path: str | Path, codes: Collection[str]) -> list[CodeCue]:
    """Read the lexicon of a codebook (term, class, where, weight, source, reason).

    Parameters
    ----------
    path : path
    codes : collection of str
        The codes of the codebook.

    Raises
    ------
    LexiconError
        With file and line: for a class that is no code, an unknown place, a weight that is no
        number or 0, a pattern that is none, a pattern that stands twice for a code and place.
    """
    cues = []
    columns = ("term", "class", "where", "weight", "source", "reason")
    for place, row in rows_of(path, columns, key=("term", "class", "where")):
        one_of(row["class"], (*codes, SILENT), "class", place)
        one_of(row["where"], PLACES, "where", place)
        silent = row["class"] == SILENT
        if not _WEIGHT.fullmatch(row["weight"]) or (not float(row["weight"]) and not silent):
            raise LexiconError(
                place,
                f"weight {row['weight']!r} is no number other than 0",
                "Write one, such as 2, or -1 for a cue that speaks against the code",
            )
        weight = 0.0 if silent else float(row["weight"])
        cue = CodeCue(row["term"], row["class"], row["where"], weight, row["source"])
        try:
            empty = cue.compiled.fullmatch("")
        except re.error as error:
            raise LexiconError(
                place,
                f"term {row['term']!r} is no pattern ({error})",
                "Mend it, or put a backslash before signs that stand for themselves",
            ) from None
        if empty:
            raise LexiconError(
                place, f"term {row['term']!r} matches nothing at all", "Write what it shall find"
            )
        cues.append(cue)
    return cues


def unsuggested(cues: Iterable[CodeCue], samples: Collection[str]) -> list[CodeCue]:
    """The cues that no coded sample of these names suggested: what may be tested on them."""
    return [cue for cue in cues if cue.source not in samples]


class Finder:
    """Finds cues in texts.

    Parameters
    ----------
    cues : iterable of CodeCue
    """

    def __init__(self, cues: Iterable[CodeCue]) -> None:
        self._plain: dict[str, list[CodeCue]] = {}
        self._patterns: list[CodeCue] = []
        lengths: dict[str, set[int]] = {}
        for cue in cues:
            if cue.is_plain:
                self._plain.setdefault(cue.pattern, []).append(cue)
                lengths.setdefault(cue.pattern[0], set()).add(len(cue.pattern))
            else:
                self._patterns.append(cue)
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def find(self, text: str) -> list[Hit]:
        """The cues that stand in a text, but none inside a longer one: 生态 is not in 政治生态."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str]) -> list[list[Hit]]:
        """The cues that stand in each of several texts, as `find`."""
        lines = [text.replace("\n", " ") for text in texts]
        found = [self._plain_words(line) for line in lines]
        # One search over all is some times faster than many short ones.
        joined = "\n".join(lines)
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
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

    def _plain_words(self, text: str) -> list[Hit]:
        return [
            Hit(start, start + length, cue, text[start : start + length])
            for start, first in enumerate(text)
            for length in self._lengths.get(first, ())
            if start + length <= len(text)
            for cue in self._plain.get(text[start : start + length], ())
        ]


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Hits that lie within no longer one, from left to right."""
    inside = _inside_longer({(hit.start, hit.end) for hit in hits})
    kept = [hit for hit in hits if (hit.start, hit.end) not in inside]
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.cue.code, hit.cue.pattern))


def _inside_longer(spans: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans that lie within another."""
    inside = set()
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= reach:
            inside.add((start, end))
        reach = max(reach, end)
    return inside
