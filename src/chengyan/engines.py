"""What cuts text into words: jieba, or rjieba in its place.

Both give the same words; rjieba does it some twenty times as fast.
"""

import re
import string
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, takewhile
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import EngineError
from chengyan.parts_of_speech import dictionary_tags

ENGINES = ("jieba", "rjieba")

# With other characters beside it, rjieba keeps runs of ASCII whole that jieba splits, and outside
# U+4E00–U+9FD5 the two differ in what they take for a Han character.
_MARKS = "，。、；：！？“”‘’（）《》—…·"
# Of strings that say the same again and again several cuts are as likely, and the engines choose
# differently.
_AGAIN = re.compile(r"(.{1,3})\1{3}")
_ENGINES_DIFFER = re.compile(rf"[^\u4e00-\u9fd5A-Za-z0-9{_MARKS}]|{_AGAIN.pattern}")
# What jieba cuts by itself, and what lies between, of which each character is a token.
_BLOCKS = re.compile(r"([\u4e00-\u9fd5A-Za-z0-9+#&._%-]+)|([^\u4e00-\u9fd5A-Za-z0-9+#&._%-]+)")
_SINGLE = re.compile(r"\r\n|.", re.DOTALL)
# Signs that make the engines differ inside a block; a number, and what jieba cuts it into.
_SIGNS = re.compile(r"[+#&._%-]")
_RUN_OF_NUMBERS = re.compile(r"([0-9+#&._%-]+)")
_INSIDE_NUMBERS = re.compile(r"([0-9]+(?:\.[0-9]+)?%?)")
_LETTER = re.compile(r"[A-Za-z]")
# What a character is to the engines: a word by itself, whether rjieba knows it or not; part of a
# block, whether they agree on it or not.
_APART, _MARK, _PART, _SIGN = range(4)
_LINE_FEED = ord("\n")

Places = NDArray[np.int64]


class Engine(Protocol):
    """What cuts text into words."""

    def cut(self, stretch: str) -> list[str]:
        """The words of a stretch of text."""

    def cut_lines(self, text: str, ends: Places, starts: Places, stops: Places) -> Places:
        """Where the words of lines of text start, each line being cut by itself.

        Parameters
        ----------
        text : str
        ends : numpy.ndarray
            Where the line feed stands that ends each line but the last.
        starts, stops : numpy.ndarray
            Where each stretch starts and ends that is a word as a whole, from left to right.

        Returns
        -------
        numpy.ndarray
            From left to right. A word ends where the next one starts, or with its line.
        """


def engine_of(name: str, guess: bool) -> Engine:
    """What cuts text into words, by its name.

    Parameters
    ----------
    name : {"jieba", "rjieba"}
    guess : bool
        As in :class:`chengyan.segment.Segmenter`.

    Raises
    ------
    EngineError
        If the engine is unknown or not installed.
    """
    if name not in ENGINES:
        raise EngineError(
            f"engine {name!r}", f"is not one of {', '.join(ENGINES)}", "Choose one of these"
        )
    return _Jieba(guess) if name == "jieba" else _Rjieba(guess)


class _Jieba:
    def __init__(self, guess: bool) -> None:
        self._tokenizer, self._guess = _tokenizer(), guess

    def cut(self, stretch: str) -> list[str]:
        return list(self._tokenizer.cut(stretch, HMM=self._guess))

    def cut_lines(self, text: str, ends: Places, starts: Places, stops: Places) -> Places:
        found: list[int] = starts.tolist()
        for start, end in _gaps(len(text), ends, starts, stops):
            found += accumulate(map(len, self.cut(text[start:end])[:-1]), initial=start)
        return np.sort(np.array(found, np.int64))


class _Rjieba:
    def __init__(self, guess: bool) -> None:
        try:
            import rjieba
        except ImportError:
            raise EngineError(
                "config key `engine`",
                "rjieba is not installed",
                "Install it (pip install 'chengyan[fast]') or set engine to jieba",
            ) from None
        self._cut: Callable[[str, bool], list[str]] = rjieba.cut
        self._guess, self._jieba = guess, _Jieba(guess)

    def cut(self, stretch: str) -> list[str]:
        if not _ENGINES_DIFFER.search(stretch):
            return self._cut(stretch, self._guess)
        words: list[str] = []
        for block, between in _BLOCKS.findall(stretch):
            if between:
                words += _SINGLE.findall(between)
            elif _SIGNS.search(block) or _AGAIN.search(block):
                words += self._cut_odd(block)
            else:
                words += self._cut(block, self._guess)
        return words

    def _cut_odd(self, block: str) -> list[str]:
        again = _AGAIN.search(block) is not None
        own = _around_numbers(block, self._cut) if self._guess and not again else None
        return self._jieba.cut(block) if own is None else own

    def cut_lines(self, text: str, ends: Places, starts: Places, stops: Places) -> Places:
        # One call for all that the engines agree on, with a line feed for each stretch besides.
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
        kinds = _kinds()[codes]
        kinds[ends] = _MARK
        kinds[_inside(starts, stops, len(codes))] = _MARK
        begins, dones = _odd_blocks(codes, kinds)
        apart = np.flatnonzero(kinds == _APART)
        feeds = apart[codes[apart] == _LINE_FEED]
        # After a carriage return a line feed is no word of its own.
        feeds = feeds[(feeds > 0) & (codes[feeds - 1] == ord("\r"))]

        heads = np.concatenate([starts, begins])
        codes[np.concatenate([heads, apart])] = _LINE_FEED
        left_out = _inside(heads + 1, np.concatenate([stops, dones]), len(codes))
        kept = np.flatnonzero(~left_out)
        agreed = self._cut(codes[kept].tobytes().decode("utf-32-le", "surrogatepass"), self._guess)
        lengths = np.fromiter(map(len, agreed), np.int64, len(agreed))

        is_start = np.zeros(len(codes), bool)
        is_start[kept[np.cumsum(lengths) - lengths]] = True
        is_start[ends] = False
        is_start[feeds] = False
        for begin, end in zip(begins.tolist(), dones.tolist(), strict=True):
            words = self._cut_odd(text[begin:end])
            is_start[list(accumulate(map(len, words[:-1]), initial=begin))] = True
        return np.flatnonzero(is_start)


@cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    return tokenizer


def _gaps(length: int, ends: Places, starts: Places, stops: Places) -> Iterator[tuple[int, int]]:
    """What lies between whole words and the line feeds that end lines."""
    apart = sorted([*zip(starts, stops, strict=True), *zip(ends, ends + 1, strict=True)])
    done = 0
    for start, stop in [*apart, (length, length)]:
        if done < start:
            yield done, start
        done = stop


def _inside(starts: Places, stops: Places, length: int) -> NDArray[np.bool_]:
    """Which places of a text lie in stretches that do not overlap."""
    change = np.zeros(length + 1, np.int8)
    change[starts] += 1
    change[stops] -= 1
    return np.cumsum(change[:-1], dtype=np.int8).astype(bool)


def _odd_blocks(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Where blocks with signs or repetitions start and end."""
    again = np.concatenate([_repeated(codes, period) for period in (1, 2, 3)])
    odd = np.concatenate([np.flatnonzero(kinds == _SIGN), again[kinds[again] >= _PART]])
    edges = np.concatenate([[-1], np.flatnonzero(kinds < _PART), [len(codes)]])
    at = np.unique(np.searchsorted(edges, odd))
    return edges[at - 1] + 1, edges[at]


def _repeated(codes: NDArray[np.uint32], period: int) -> NDArray[np.intp]:
    """Where as many characters as `period` stand four times, one time after the other."""
    same = np.flatnonzero(codes[period:] == codes[:-period])
    length = 3 * period
    first, last = same[: len(same) - length + 1], same[length - 1 :]
    first = first[: len(last)]
    starts: NDArray[np.intp] = first[last - first == length - 1]
    return starts


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each code point is to the engines."""
    kinds = np.full(0x110000, _APART, np.uint8)
    for kind, characters in (
        (_MARK, _MARKS),
        (_PART, string.ascii_letters + string.digits),
        (_SIGN, "+#&._%-"),
    ):
        kinds[list(map(ord, characters))] = kind
    kinds[0x4E00:0x9FD6] = _PART
    return kinds


def _around_numbers(block: str, cut: Callable[[str, bool], list[str]]) -> list[str] | None:
    """Numbers, and the words between them; None where jieba may find others.

    But for a few, no word of the dictionary holds a digit or sign, so that the best path never
    crosses the edge of a number. One thing does: single characters left over are joined to words
    unless all of them together are a word of the dictionary, which they cannot be with a number
    among them.
    """
    if _LETTER.search(block) or any(word in block for word in _numbered_words()):
        return None
    words: list[str] = []
    for i, part in enumerate(_RUN_OF_NUMBERS.split(block)):
        if i % 2:
            words += filter(None, _INSIDE_NUMBERS.split(part))
        elif part:
            found = cut(part, True)
            if {_left_over(found), _left_over(found[::-1])[::-1]} & dictionary_tags().keys():
                return None
            words += found
    return words


@cache
def _numbered_words() -> list[str]:
    words = dictionary_tags()
    return [word for word in words if _RUN_OF_NUMBERS.search(word) and not _LETTER.search(word)]


def _left_over(words: Iterable[str]) -> str:
    """The characters that stand alone at the head of a run of words, if there are several."""
    single = "".join(takewhile(lambda word: len(word) == 1, words))
    return single if len(single) > 1 else ""
