"""What cuts text into words: jieba, or rjieba in its place.

Both give the same words; rjieba does it some twenty times as fast.
"""

import re
import string
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise, takewhile
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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

Span = tuple[int, int]


class Words(NamedTuple):
    """Words of a text, and where each starts."""

    token: pa.DictionaryArray
    start: NDArray[np.int64]


class Engine(Protocol):
    """What cuts text into words."""

    def cut(self, stretch: str) -> list[str]:
        """The words of a stretch of text."""

    def cut_lines(self, text: str, ends: Sequence[int], whole: Sequence[Span]) -> Words:
        """The words of lines of text, each cut by itself, some stretches being words as a whole.

        Parameters
        ----------
        text : str
        ends : sequence of int
            Where the line feed stands that ends each line but the last.
        whole : sequence of tuple of int
            Start and end of each such stretch, from left to right.
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

    def cut_lines(self, text: str, ends: Sequence[int], whole: Sequence[Span]) -> Words:
        words: list[str] = []
        starts: list[int] = []
        for start, end, is_word in _stretches(len(text), ends, whole):
            found = [text[start:end]] if is_word else self.cut(text[start:end])
            words += found
            starts += accumulate(map(len, found[:-1]), initial=start)
        return Words(_encoded(words), np.array(starts, np.int64))


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

    def cut_lines(self, text: str, ends: Sequence[int], whole: Sequence[Span]) -> Words:
        # One call for all that the engines agree on, with a line feed for each stretch besides.
        blocks, single = _on_which_engines_differ(text, ends, whole)
        cut = [self._cut_odd(text[start:end]) for start, end in blocks]
        apart = sorted([*whole, *blocks, *single])
        bounds = pairwise([(0, 0), *apart, (len(text), len(text))])
        gaps = [text[end:start] for (_, end), (start, _) in bounds]
        agreed = self._cut("\n".join(gaps), self._guess)
        named = [text[start:end] for start, end in chain(whole, single)]
        token = _encoded([*agreed, *named, *chain.from_iterable(cut)])
        codes = token.indices.to_numpy()
        length = pc.utf8_length(token.dictionary).to_numpy()[codes]

        number = len(agreed)
        start = np.cumsum(length[:number]) - length[:number]
        begins, stops = np.array(apart, np.int64).reshape(-1, 2).T
        longer = np.concatenate([[0], np.cumsum(stops - begins - 1)])
        # Where the line feed for each stretch stands, and how much longer the text before it is.
        start += longer[np.searchsorted(begins - longer[:-1], start, side="left")]
        kept = codes[:number] != pc.index(token.dictionary, "\n").as_py()
        rest = [start for start, _ in chain(whole, single)]
        for (begin, _), found in zip(blocks, cut, strict=True):
            rest += accumulate(map(len, found[:-1]), initial=begin)
        starts = np.concatenate([start[kept], np.array(rest, np.int64)])
        codes = np.concatenate([codes[:number][kept], codes[number:]])
        order = np.argsort(starts, kind="stable")
        token = pa.DictionaryArray.from_arrays(pa.array(codes[order]), token.dictionary)
        return Words(token, starts[order])


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


def _encoded(words: list[str]) -> pa.DictionaryArray:
    return pa.array(words, pa.string()).dictionary_encode()


def _stretches(
    length: int, ends: Sequence[int], whole: Sequence[Span]
) -> Iterator[tuple[int, int, bool]]:
    """Whole words and what lies between them, without the line feeds that end lines."""
    words = [(start, end, True) for start, end in whole]
    feeds = [(end, end + 1, False) for end in ends]
    done = 0
    for start, end, is_word in sorted([*words, *feeds, (length, length, False)]):
        if done < start:
            yield done, start, False
        if is_word:
            yield start, end, True
        done = end


def _on_which_engines_differ(
    text: str, ends: Sequence[int], whole: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """Blocks with signs or repetitions, and characters that are words by themselves.

    What is whole has neither.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kind = _kinds()[codes]
    inside = np.zeros(len(codes) + 1, np.int8)
    begins, stops = np.array(whole, np.int64).reshape(-1, 2).T
    inside[begins] += 1
    inside[stops] -= 1
    kind[np.cumsum(inside[:-1]) > 0] = _MARK
    kind[np.array(ends, np.int64)] = _MARK
    again = np.concatenate([_repeated(codes, period) for period in (1, 2, 3)])
    signs = np.concatenate([np.flatnonzero(kind == _SIGN), again[kind[again] >= _PART]])
    edges = np.concatenate([[-1], np.flatnonzero(kind < _PART), [len(codes)]])
    at = np.unique(np.searchsorted(edges, signs))
    blocks = list(zip((edges[at - 1] + 1).tolist(), edges[at].tolist(), strict=True))
    single: list[Span] = []
    for i in np.flatnonzero(kind == _APART).tolist():
        after_return = single and single[-1] == (i - 1, i) and text[i - 1 : i + 1] == "\r\n"
        if after_return:
            single[-1] = (i - 1, i + 1)
        else:
            single.append((i, i + 1))
    return blocks, single


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
