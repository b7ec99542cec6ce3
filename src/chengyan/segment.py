"""Sentences to tokens with part of speech and offsets, behind one interface for two engines.

The lexicon goes first: where an entry occurs it is a token, the longest entry winning, and the
engine cuts what lies between. Thus both engines, fed the same stretches, give the same tokens.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd

from chengyan.errors import EngineError
from chengyan.lexicon import TAGS, Entry, Matcher

ENGINES = ("jieba", "rjieba")

# With these beside it, rjieba keeps runs of ASCII whole that jieba splits, and outside
# U+4E00–U+9FD5 the two differ in what they take for a Han character: such stretches go to jieba
# under either name.
# So are strings that say the same again and again: several cuts of them are as likely, and the
# engines choose differently.
_ENGINES_DIFFER = re.compile(
    r"[^\u4e00-\u9fd5A-Za-z0-9，。、；：！？“”‘’（）《》—…·]|(.{1,3})\1{3}"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_LATIN = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True)
class Token:
    """A token of a sentence.

    Attributes
    ----------
    text : str
    start, end : int
        Character offsets in the sentence.
    pos : str
        Part of speech in jieba's tag set; x where the dictionary does not know the word.
    by : str
        Who proposed the cut: ``engine`` or ``lexicon``.
    nested : tuple of str
        Shorter entries inside an entry's token.
    pieces : tuple of str
        What the engine would have cut an entry's token into.
    """

    text: str
    start: int
    end: int
    pos: str
    by: str
    nested: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


class Segmenter:
    """Cuts sentences into tokens.

    Parameters
    ----------
    engine : {"jieba", "rjieba"}
    entries : iterable of Entry
        Formulations; an entry wins over the engine's cut.
    guess : bool
        Whether the engine guesses words that its dictionary lacks, by its hidden Markov model.

    Raises
    ------
    EngineError
        If the engine is unknown or not installed.

    Notes
    -----
    The dictionary is jieba's own. It is read from the package each time: no cache file that could
    be stale or planted, no state shared between segmenters, nothing printed.
    """

    def __init__(
        self, engine: str = "jieba", entries: Iterable[Entry] = (), *, guess: bool = True
    ) -> None:
        if engine not in ENGINES:
            raise EngineError(
                f"engine {engine!r}", f"is not one of {', '.join(ENGINES)}", "Choose one of these"
            )
        self.engine = engine
        self._matcher = Matcher(list(entries))
        self._cut = _jieba_cut(guess) if engine == "jieba" else _rjieba_cut(guess)
        self._tags = _dictionary_tags()

    def tokens(self, sentence: str) -> list[Token]:
        """Tokens of a sentence, covering every character of it."""
        matches = self._matcher.all_matches(sentence)
        tokens: list[Token] = []
        done = 0
        for chosen in self._matcher.longest(matches):
            tokens.extend(self._engine_tokens(sentence, done, chosen.start))
            nested = tuple(
                match.entry.term
                for match in matches
                if chosen.start <= match.start
                and match.end <= chosen.end
                and match.entry is not chosen.entry
            )
            tokens.append(
                Token(
                    chosen.entry.term,
                    chosen.start,
                    chosen.end,
                    TAGS[chosen.entry.kind],
                    "lexicon",
                    nested,
                    tuple(self.cut_alone(chosen.entry.term)),
                )
            )
            done = chosen.end
        tokens.extend(self._engine_tokens(sentence, done, len(sentence)))
        return tokens

    def cut_alone(self, term: str) -> list[str]:
        """How the engine cuts a term without the lexicon."""
        return list(self._cut(term))

    def _engine_tokens(self, sentence: str, start: int, end: int) -> Iterator[Token]:
        if start == end:
            return
        for word in self._cut(sentence[start:end]):
            yield Token(word, start, start + len(word), self._tag(word), "engine")
            start += len(word)

    def _tag(self, word: str) -> str:
        if word in self._tags:
            return self._tags[word]
        if _NUMBER.fullmatch(word):
            return "m"
        return "eng" if _LATIN.fullmatch(word) else "x"


@cache
def _jieba_cut(guess: bool) -> Callable[[str], Iterable[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    cut: Callable[[str], Iterable[str]] = partial(tokenizer.cut, HMM=guess)
    return cut


@cache
def _rjieba_cut(guess: bool) -> Callable[[str], Iterable[str]]:
    try:
        import rjieba
    except ImportError:
        raise EngineError(
            "config key `engine`",
            "rjieba is not installed",
            "Install it (pip install 'chengyan[fast]') or set engine to jieba",
        ) from None

    def cut(stretch: str) -> Iterable[str]:
        if _ENGINES_DIFFER.search(stretch):
            return _jieba_cut(guess)(stretch)
        return rjieba.cut(stretch, guess)

    return cut


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


def token_table(sentences: pd.DataFrame, segmenter: Segmenter) -> pd.DataFrame:
    """Tokens of all sentences of a text.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, paragraph, sentence, kind, text.

    Returns
    -------
    pandas.DataFrame
        doc_id, paragraph, sentence, kind, position (from 1 in the sentence), start, end (characters
        in the sentence), token, pos, by, nested and pieces (separated by ``;``).
    """
    rows = [
        (
            place.doc_id,
            place.paragraph,
            place.sentence,
            place.kind,
            position,
            token.start,
            token.end,
            token.text,
            token.pos,
            token.by,
            ";".join(token.nested),
            ";".join(token.pieces),
        )
        for place in sentences.itertuples(index=False)
        for position, token in enumerate(segmenter.tokens(str(place.text)), start=1)
    ]
    columns = "doc_id paragraph sentence kind position start end token pos by nested pieces".split()
    return pd.DataFrame(rows, columns=columns)
