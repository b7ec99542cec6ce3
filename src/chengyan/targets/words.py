"""The words that numbers come with, as data: units, classifiers, modifiers, names, cues."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from chengyan.errors import LexiconError
from chengyan.lexicon import Entry, one_of, rows_of
from chengyan.matcher import Match, Matcher

# What the number counts or measures comes with one of these.
UNITS = ("classifier", "bare", "medal", "unit", "duration")
# What bounds, softens or changes a number stands before it, or behind it.
GROWTH, DECLINE, LEVEL, BOUND = "growth", "decline", "level", "bound"
MODIFIERS = (BOUND, GROWTH, DECLINE, LEVEL)
# Their terms are patterns: what speaks for a promise, for something reached, for something over.
CUES = ("pledge", "achieved", "perfect", "creation")
CLASSES = (
    *UNITS, "fixed", *MODIFIERS, "after", "silent", "person", "rank", "digits", "unitless",
    "frame", "verb", "head", "noun", "nominal", "predicate", "tail", *CUES, "counted", "word",
    "shorthand",
)  # fmt: skip


# Classes whose words have a spelling and a factor of their own.
_VALUED = (*UNITS, "fixed")


@dataclass(frozen=True)
class NumberWord:
    """A word of the list.

    Attributes
    ----------
    term, label : str
        The word and its class.
    normal : str
        How the unit is spelled where units are compared; the word itself where nothing is said.
    factor : float
        What one of it is in that unit: 一成 is 10 %, 一刻钟 15 minutes.
    """

    term: str
    label: str
    normal: str
    factor: float


def read_number_words(path: str | Path) -> list[NumberWord]:
    """Read the word list of numbers (term, class, normal, factor, reason).

    Raises
    ------
    LexiconError
        With file and line: for an unknown class, a spelling or factor of a word that is no unit, a
        factor that is no number above 0, a word that stands twice in a class.
    """
    words = []
    columns = ("term", "class", "normal", "factor", "reason")
    for place, row in rows_of(path, columns, key=("term", "class")):
        one_of(row["class"], CLASSES, "class", place)
        if (row["normal"] or row["factor"]) and row["class"] not in _VALUED:
            raise LexiconError(
                place,
                f"class {row['class']} has no unit to spell or to convert",
                "Leave normal and factor empty",
            )
        if row["class"] in CUES:
            _compiled(row["term"], place)
        words.append(
            NumberWord(
                row["term"],
                row["class"],
                row["normal"] or row["term"],
                _factor(row["factor"], place),
            )
        )
    return words


def _compiled(pattern: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise LexiconError(
            place,
            f"term {pattern!r} is no pattern ({error})",
            "Mend it, or put a backslash before signs that stand for themselves",
        ) from None


def _factor(written: str, place: str) -> float:
    try:
        factor = float(written or 1)
    except ValueError:
        factor = 0.0
    if not (isfinite(factor) and factor > 0):
        raise LexiconError(
            place, f"factor {written!r} is no number above 0", "Write one, such as 10, or none"
        )
    return factor


class NumberWords:
    """The word list of numbers, looked up by where a word begins or ends in a text.

    Parameters
    ----------
    words : iterable of NumberWord
    entries : collection of Entry
        The lexicon of formulations: those of kind ``numbered_shorthand`` are shorthands too.
    """

    def __init__(self, words: Iterable[NumberWord], entries: Collection[Entry] = ()) -> None:
        self._terms: dict[str, dict[str, NumberWord]] = {label: {} for label in CLASSES}
        for word in words:
            self._terms[word.label][word.term] = word
        self._lengths = {
            label: sorted({len(term) for term in terms}, reverse=True)
            for label, terms in self._terms.items()
        }
        # What nothing can match, where a class of cues is empty.
        self._cues = {label: re.compile("|".join(self._terms[label]) or "(?!)") for label in CUES}
        self._fixed = re.compile("|".join(map(re.escape, self.terms("fixed"))) or "(?!)")
        own = [
            Entry(word.term, "numbered_shorthand", "national", 0)
            for word in self._terms["shorthand"].values()
        ]
        numbered = [entry for entry in entries if entry.kind == "numbered_shorthand"]
        self._formulations = {entry.term for entry in numbered} - set(self._terms["shorthand"])
        self._shorthands = Matcher([*own, *(e for e in numbered if e.term in self._formulations)])
        self._plain, self._nouns = (
            Matcher([Entry(term, "idiom", "national", 0) for term in self._terms[label]])
            for label in ("word", "noun")
        )

    def has(self, label: str, term: str) -> bool:
        """Whether a class has a word."""
        return term in self._terms[label]

    def terms(self, label: str) -> list[str]:
        """The words of a class, the longest first."""
        return sorted(self._terms[label], key=lambda term: (-len(term), term))

    def speaks(self, label: str, text: str) -> bool:
        """Whether a cue of a class stands in a text."""
        return self._cues[label].search(text) is not None

    def at(self, labels: Sequence[str], text: str, start: int) -> NumberWord | None:
        """The longest word of some classes that begins at a place."""
        return self._longest(labels, lambda length: text[start : start + length])

    def before(self, labels: Sequence[str], text: str, end: int) -> NumberWord | None:
        """The longest word of some classes that ends at a place."""
        return self._longest(labels, lambda length: text[max(end - length, 0) : end])

    def next_fixed(self, text: str, start: int) -> tuple[int, NumberWord] | None:
        """Where, from a place on, the next word stands that is number and unit, and which."""
        match = self._fixed.search(text, start)
        return (match.start(), self._terms["fixed"][match[0]]) if match else None

    def shorthands(self, text: str) -> list[Match]:
        """Names and formulas with a number in them, the longest first chosen."""
        return Matcher.longest(self._shorthands.all_matches(text))

    def is_formulation(self, term: str) -> bool:
        """Whether a shorthand comes from the lexicon of formulations alone."""
        return term in self._formulations

    def plain_words(self, text: str) -> list[Match]:
        """Ordinary words with a numeral in them, the longest first chosen."""
        return Matcher.longest(self._plain.all_matches(text))

    def nouns(self, text: str) -> list[Match]:
        """Noun phrases that are kept whole, the longest first chosen."""
        return Matcher.longest(self._nouns.all_matches(text))

    def begins_predicate(self, term: str) -> bool:
        """Whether a word begins the predicate behind a noun.

        So do words that the engine ran together with it (建成投产), unless they end in a noun.
        """
        if self.has("predicate", term) or len(term) < 4:
            return self.has("predicate", term)
        begins = self.has("predicate", term[:2]) or self.has("predicate", term[:3])
        return begins and self.before(("head",), term, len(term)) is None

    def _longest(self, labels: Sequence[str], piece: Callable[[int], str]) -> NumberWord | None:
        found = [
            word
            for label in labels
            for word in [self._longest_of(label, piece)]
            if word is not None
        ]
        return max(found, key=lambda word: len(word.term)) if found else None

    def _longest_of(self, label: str, piece: Callable[[int], str]) -> NumberWord | None:
        terms = self._terms[label]
        for length in self._lengths[label]:
            word = terms.get(piece(length))
            if word is not None:
                return word
        return None
