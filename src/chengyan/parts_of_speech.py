"""What part of speech a word is, by jieba's dictionary, and which words are frequent in it."""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_LATIN = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")


def tag_of(word: str) -> str:
    """Part of speech of a word in jieba's tag set; x where the dictionary does not know it."""
    tags = dictionary_tags()
    if word in tags:
        return tags[word]
    if word.isascii() and _NUMBER.fullmatch(word):
        return "m"
    return "eng" if word.isascii() and _LATIN.fullmatch(word) else "x"


@cache
def dictionary_tags() -> dict[str, str]:
    """The part of speech of each word of jieba's dictionary."""
    return {word: tag for word, _, tag in _dictionary()}


def tags_of(words: Iterable[str]) -> list[str]:
    """Parts of speech of many words, as of `tag_of`."""
    tags = dictionary_tags()
    return [tags.get(word) or tag_of(word) for word in words]


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
