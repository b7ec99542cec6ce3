"""What cuts text into words and says what part of speech a word is: jieba, or rjieba in its place.

Both give the same words; rjieba does it some twenty times as fast.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import takewhile

from chengyan.errors import EngineError

ENGINES = ("jieba", "rjieba")

# With other characters beside it, rjieba keeps runs of ASCII whole that jieba splits, and outside
# U+4E00–U+9FD5 the two differ in what they take for a Han character.
_ENGINES_DIFFER = re.compile(r"[^\u4e00-\u9fd5A-Za-z0-9，。、；：！？“”‘’（）《》—…·]")
# What jieba cuts by itself, and what lies between, of which each character is a token.
_BLOCKS = re.compile(r"([\u4e00-\u9fd5A-Za-z0-9+#&._%-]+)|([^\u4e00-\u9fd5A-Za-z0-9+#&._%-]+)")
_SINGLE = re.compile(r"\r\n|.", re.DOTALL)
# Signs that make the engines differ inside a block; a number, and what jieba cuts it into.
_SIGNS = re.compile(r"[+#&._%-]")
_RUN_OF_NUMBERS = re.compile(r"([0-9+#&._%-]+)")
_INSIDE_NUMBERS = re.compile(r"([0-9]+(?:\.[0-9]+)?%?)")
_LETTER = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_LATIN = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")


Cut = Callable[[str], Iterable[str]]


def cutter(engine: str, guess: bool) -> Cut:
    """What cuts a stretch of text into words.

    Parameters
    ----------
    engine : {"jieba", "rjieba"}
    guess : bool
        As in :class:`chengyan.segment.Segmenter`.

    Raises
    ------
    EngineError
        If the engine is unknown or not installed.
    """
    if engine not in ENGINES:
        raise EngineError(
            f"engine {engine!r}", f"is not one of {', '.join(ENGINES)}", "Choose one of these"
        )
    return _jieba_cut(guess) if engine == "jieba" else _rjieba_cut(guess)


def tag_of(word: str) -> str:
    """Part of speech of a word in jieba's tag set; x where the dictionary does not know it."""
    tags = _dictionary_tags()
    if word in tags:
        return tags[word]
    if _NUMBER.fullmatch(word):
        return "m"
    return "eng" if _LATIN.fullmatch(word) else "x"


@cache
def _jieba_cut(guess: bool) -> Cut:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    cut: Cut = partial(tokenizer.cut, HMM=guess)
    return cut


@cache
def _rjieba_cut(guess: bool) -> Cut:
    try:
        import rjieba
    except ImportError:
        raise EngineError(
            "config key `engine`",
            "rjieba is not installed",
            "Install it (pip install 'chengyan[fast]') or set engine to jieba",
        ) from None

    def cut(stretch: str) -> Iterable[str]:
        if not _ENGINES_DIFFER.search(stretch):
            found: Iterable[str] = rjieba.cut(stretch, guess)
            return found
        words: list[str] = []
        for block, between in _BLOCKS.findall(stretch):
            if between:
                words += _SINGLE.findall(between)
            elif _SIGNS.search(block):
                own = _around_numbers(block, rjieba.cut) if guess else None
                words += _jieba_cut(guess)(block) if own is None else own
            else:
                words += rjieba.cut(block, guess)
        return words

    return cut


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
            if {_left_over(found), _left_over(found[::-1])[::-1]} & _dictionary_tags().keys():
                return None
            words += found
    return words


@cache
def _numbered_words() -> list[str]:
    words = _dictionary_tags()
    return [word for word in words if _RUN_OF_NUMBERS.search(word) and not _LETTER.search(word)]


def _left_over(words: Iterable[str]) -> str:
    """The characters that stand alone at the head of a run of words, if there are several."""
    single = "".join(takewhile(lambda word: len(word) == 1, words))
    return single if len(single) > 1 else ""


@cache
def _dictionary_tags() -> dict[str, str]:
    return {word: tag for word, _, tag in _dictionary()}


@cache
def _dictionary_frequencies() -> dict[str, int]:
    return {word: int(frequency) for word, frequency, _ in _dictionary()}


def _dictionary() -> Iterator[list[str]]:
    """Word, frequency and tag of each entry of jieba's dictionary."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    with jieba.Tokenizer().get_dict_file() as dictionary:
        for line in dictionary.read().decode("utf-8").splitlines():
            yield line.split(" ")


def frequent_words(number: int) -> frozenset[str]:
    """The most frequent words of jieba's dictionary.

    Parameters
    ----------
    number : int
        Of words as frequent as one another the first by code point are taken.
    """
    ranked = sorted((-frequency, word) for word, frequency in _dictionary_frequencies().items())
    return frozenset(word for _, word in ranked[:number])
