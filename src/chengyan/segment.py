"""Sentences to tokens with part of speech and offsets, behind one interface for two engines.

The lexicon goes first: where an entry occurs it is a token, the longest entry winning, and the
engine cuts what lies between. Thus both engines, fed the same stretches, give the same tokens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chengyan.engines import cutter, tag_of
from chengyan.lexicon import TAGS, Entry
from chengyan.matcher import Match, Matcher

# Entries among the tokens, by the place of each.
Chosen = dict[int, Match]


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
        self.engine = engine
        self._matcher = Matcher(list(entries))
        self._cut = cutter(engine, guess)
        self._pieces: dict[str, tuple[str, ...]] = {}

    def tokens(self, sentence: str) -> list[Token]:
        """Tokens of a sentence, covering every character of it."""
        matches = self._matcher.all_matches(sentence)
        words, _, chosen = self._words([sentence], matches)
        tokens: list[Token] = []
        start = 0
        for i, word in enumerate(words):
            end = start + len(word)
            if i in chosen:
                kind, nested = chosen[i].entry.kind, Matcher.nested(chosen[i], matches)
                pieces = self._pieces_of(word)
                tokens.append(Token(word, start, end, TAGS[kind], "lexicon", nested, pieces))
            else:
                tokens.append(Token(word, start, end, tag_of(word), "engine"))
            start = end
        return tokens

    def table(self, sentences: Sequence[str]) -> pa.Table:
        """Tokens of many sentences, a column for each of their facts.

        Parameters
        ----------
        sentences : sequence of str

        Returns
        -------
        pyarrow.Table
            sentence (from 0, its place in `sentences`), position (from 1 in the sentence), start,
            end, token, pos, by, nested and pieces (separated by ``;``); text as dictionaries.

        Notes
        -----
        The same tokens as those of `tokens`, many times as fast, since nothing but the engine looks
        at one token at a time.
        """
        matches = self._matcher.all_matches("\n".join(sentences))
        words, numbers, chosen = self._words(sentences, matches)
        sentence = np.repeat(np.arange(len(numbers)), numbers)
        token = pa.array(words, pa.string()).dictionary_encode()
        firsts = np.cumsum(numbers) - numbers
        ends = np.cumsum(pc.utf8_length(token.dictionary).to_numpy()[token.indices.to_numpy()])
        begins = np.concatenate([[0], ends])[firsts]
        starts = np.concatenate([[0], ends[:-1]])
        return pa.table(
            {
                "sentence": sentence,
                "position": np.arange(len(words)) - np.repeat(firsts, numbers) + 1,
                "start": starts - begins[sentence],
                "end": ends - begins[sentence],
                "token": token,
                **self._facts(token, chosen, matches),
            }
        )

    def _words(
        self, sentences: Sequence[str], matches: Sequence[Match]
    ) -> tuple[list[str], NDArray[np.int64], Chosen]:
        """All tokens one after the other, how many a sentence has, and which are entries.

        Matches are those in all sentences joined by a character each.
        """
        longest = iter(Matcher.longest(matches))
        match = next(longest, None)
        words: list[str] = []
        counts: list[int] = []
        chosen: Chosen = {}
        begin = 0
        for sentence in sentences:
            done = 0
            while match and match.start < begin + len(sentence):
                if done < match.start - begin:
                    words += self._cut(sentence[done : match.start - begin])
                chosen[len(words)] = match
                words.append(match.entry.term)
                done = match.end - begin
                match = next(longest, None)
            if done < len(sentence):
                words += self._cut(sentence[done:])
            counts.append(len(words))
            begin += len(sentence) + 1
        return words, np.diff(counts, prepend=0).astype(np.int64), chosen

    def _facts(
        self, token: pa.DictionaryArray, chosen: Chosen, matches: Sequence[Match]
    ) -> dict[str, pa.Array]:
        """Part of speech of each token, who cut it, and what stands inside entries."""
        pos = Texts(map(tag_of, token.dictionary.to_pylist()))
        codes = pos.codes[token.indices.to_numpy()]
        by, nested, pieces = (np.zeros(len(token), np.int32) for _ in range(3))
        within, cut = Texts([""]), Texts([""])
        for i, match in chosen.items():
            codes[i] = pos.code(TAGS[match.entry.kind])
            by[i] = 1
            nested[i] = within.code(";".join(Matcher.nested(match, matches)))
            pieces[i] = cut.code(";".join(self._pieces_of(match.entry.term)))
        return {
            "pos": pos.array(codes),
            "by": Texts(["engine", "lexicon"]).array(by),
            "nested": within.array(nested),
            "pieces": cut.array(pieces),
        }

    def cut_alone(self, term: str) -> list[str]:
        """How the engine cuts a term without the lexicon."""
        return list(self._cut(term))

    def _pieces_of(self, term: str) -> tuple[str, ...]:
        if term not in self._pieces:
            self._pieces[term] = tuple(self._cut(term))
        return self._pieces[term]


class Texts:
    """Different texts with a number for each, as the dictionary of a column."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._codes: dict[str, int] = {}
        self.codes = np.array([self.code(text) for text in texts], np.int32)

    def code(self, text: str) -> int:
        """The number of a text, a new one if it has none."""
        return self._codes.setdefault(text, len(self._codes))

    def array(self, codes: NDArray[np.int32]) -> pa.DictionaryArray:
        """A column of these texts, by their numbers."""
        return pa.DictionaryArray.from_arrays(
            pa.array(codes), pa.array(list(self._codes), pa.string())
        )


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
    tokens = segmenter.table(sentences["text"].astype(str).tolist())
    places = sentences[["doc_id", "paragraph", "sentence", "kind"]].iloc[tokens["sentence"]]
    facts = tokens.drop_columns(["sentence"])
    plain = [
        pa.string() if pa.types.is_dictionary(field.type) else field.type for field in facts.schema
    ]
    facts = facts.cast(pa.schema(zip(facts.column_names, plain, strict=True)))
    table: pd.DataFrame = pd.concat([places.reset_index(drop=True), facts.to_pandas()], axis=1)
    return table
