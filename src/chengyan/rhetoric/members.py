"""Members of a sentence: what stands between its marks, with the words in them."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from chengyan.han import count_han
from chengyan.segment import Token

Cut = Callable[[str], list[Token]]

# The marks that join members, the lightest first.
LEVELS = "、，；"
_WEIGHTS = range(len(LEVELS) + 1)
_ENDS = "：。！？…"
# Coarse classes of words, by the first letters of jieba's tags.
_COARSE = {"v": "v", "a": "a", "d": "d", "p": "p", "c": "c", "u": "u", "m": "m", "q": "m", "r": "r"}
_COARSE |= {"i": "i", "l": "i", "f": "f", "z": "a"}
_NUMBER = "[一二三四五六七八九十百\\d]+"
_NUMBERING = re.compile(
    rf"^(?:[—–-]+|[·•●]|[（(]{_NUMBER}[）)]|第{_NUMBER}步?[，、：]|{_NUMBER}[、.．是要])+\s*"
)


class Word(NamedTuple):
    """A word: its text, coarse class of speech, place in the sentence, and length.

    The length is in Han characters; without any it is that of the text.
    """

    text: str
    pos: str
    start: int
    end: int
    length: int


class Member:
    """What stands between two marks: one word at least, quotation marks left out.

    Attributes
    ----------
    words : tuple of Word
    length : int
        That of its words.
    shape : str
        The coarse classes of its words, a letter each.
    text : str
        Its words, joined.
    """

    __slots__ = ("length", "shape", "text", "words")

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.length = sum([word.length for word in words])
        self.shape = "".join([word.pos for word in words])
        self.text = "".join([word.text for word in words])

    @property
    def start(self) -> int:
        """Where its first word begins, in the sentence."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    def from_word(self, i: int) -> "Member":
        """The member without its first `i` words."""
        return Member(self.words[i:]) if i else self

    def up_to(self, i: int) -> "Member":
        """The first `i` words of the member."""
        return Member(self.words[:i]) if i < len(self.words) else self


class Chain(NamedTuple):
    """Successive members joined by the same mark.

    Attributes
    ----------
    members : tuple of Member
    mark : str
        One of `LEVELS`. Members joined by a weighty mark hold the lighter marks.
    text : str
        The sentence.
    """

    members: tuple[Member, ...]
    mark: str
    text: str


class Run(NamedTuple):
    """Successive members of a chain that may be an instance of a device.

    Attributes
    ----------
    members : tuple of Member
        Two at least; the first may lack a lead-in, the last a tail.
    chain : Chain
    at : int
        The place of the first in the chain.
    """

    members: tuple[Member, ...]
    chain: Chain
    at: int

    @property
    def start(self) -> int:
        """Where its first member begins, in the sentence."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where its last member ends."""
        return self.members[-1].end


# Words, and the weight of the mark behind them.
Piece = tuple[float, tuple[Word, ...]]


def chains(text: str, cut: Cut) -> Iterator[Chain]:
    """The chains of two or more members in a sentence, the lightest mark first.

    Quotation marks bound a chain if they hold a mark as weighty as that which joins it.

    Parameters
    ----------
    text : str
    cut : callable
        Cuts a text into tokens that cover it.
    """
    return chains_of(text, pieces_of(cut(text)))


def chains_of(text: str, pieces: list[Piece]) -> Iterator[Chain]:
    """As `chains`, of a sentence that is in pieces already."""
    for level, mark in enumerate(LEVELS):
        if mark not in text:
            continue
        members: list[Member] = []
        for end, words in _joined(pieces, level):
            if words:
                members.append(Member(words))
            if end > level:
                if len(members) > 1:
                    yield Chain(tuple(members), mark, text)
                members = []


def clauses(text: str, cut: Cut) -> list[Member]:
    """The clauses of a sentence: what stands between its marks, 、 excepted.

    Parameters
    ----------
    text : str
    cut : callable
    """
    return clauses_of(pieces_of(cut(text)))


def clauses_of(pieces: list[Piece]) -> list[Member]:
    """As `clauses`, of a sentence that is in pieces already."""
    # Quotation marks do not bound clauses.
    whole = [(weight if weight in _WEIGHTS else -1, words) for weight, words in pieces]
    return [Member(words) for _, words in _joined(whole, 1) if words]


def pieces_of(tokens: list[Token]) -> list[Piece]:
    """Words between marks, with the weight of the mark that ends them.

    That of a quotation mark is half a step above the weightiest mark inside: it parts members that
    such marks or lighter ones join, and no others.
    """
    quoted = _quoted(tokens)
    pieces: list[Piece] = []
    words: list[Word] = []
    for text, start, end, pos, *_ in tokens:
        weight, letter, length = _kind(text, pos)
        weight = quoted.get(start, weight) if quoted else weight
        if weight >= 0:
            pieces.append((weight, tuple(words)))
            words = []
        elif length:
            words.append(Word(text, letter, start, end, length))
    return [*pieces, (len(LEVELS), tuple(words))]


# As many as there are common words.
@lru_cache(maxsize=2**16)
def _kind(text: str, tag: str) -> tuple[float, str, int]:
    """Of a token its weight as a mark, its coarse class and its length; 0 for what is no word."""
    worded = any(character.isalnum() for character in text)
    return _weight(text), coarse(tag, text), (count_han(text) or len(text)) if worded else 0


def _joined(pieces: list[Piece], level: int) -> Iterator[Piece]:
    """Pieces put together where only lighter marks part them."""
    words: tuple[Word, ...] = ()
    for weight, more in pieces:
        words += more
        if weight >= level:
            yield weight, words
            words = ()


def _quoted(tokens: list[Token]) -> dict[int, float]:
    """The weight of quotation marks that hold marks, by where they stand."""
    found: dict[int, float] = {}
    opened: list[tuple[int, int]] = []
    for token in tokens:
        if token.text in ("“", "‘"):
            opened.append((token.start, -1))
        elif token.text in ("”", "’") and opened:
            start, inside = opened.pop()
            if inside >= 0:
                found[start] = found[token.start] = inside + 0.5
        elif opened and (weight := _weight(token.text)) >= 0:
            opened = [(start, max(inside, weight)) for start, inside in opened]
    return found


def coarse(tag: str, text: str = "") -> str:
    """A letter for a class: v a d p c u m r f, i for idioms and phrases, n for all else.

    Verbs and the like of four characters are idioms; so are the names of persons that jieba sees in
    them.
    """
    if len(text) == 4 and (tag[:1] in "vadz" or tag == "nr"):
        return "i"
    return "d" if tag in ("vd", "ad") else _COARSE.get(tag[:1], "n")


def without_numbering(text: str) -> int:
    """Where a heading or an item begins behind its number or dash."""
    match = _NUMBERING.match(text)
    return match.end() if match and match.end() < len(text) else 0


def _weight(mark: str) -> int:
    """How weighty a mark is; -1 for what is no mark."""
    if mark in LEVELS:
        return LEVELS.index(mark)
    return len(LEVELS) if mark[:1] in _ENDS else -1
