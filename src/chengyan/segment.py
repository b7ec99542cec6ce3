"""Sentences to tokens with part of speech and offsets, behind one interface for two engines.

The lexicon goes first: where an entry occurs it is a token, the longest entry winning, and the
engine cuts what lies between. Thus both engines, fed the same stretches, give the same tokens.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chengyan.engines import engine_of
from chengyan.lexicon import TAGS, Entry
from chengyan.matcher import Match, Matcher
from chengyan.parts_of_speech import tag_of, tags_of

# An entry that is a token, and the terms of others inside it.
Chosen = tuple[Match, tuple[str, ...]]


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
        self._engine = engine_of(engine, guess)
        self._pieces: dict[str, tuple[str, ...]] = {}

    def tokens(self, sentence: str) -> list[Token]:
        """Tokens of a sentence, covering every character of it."""
        tokens: list[Token] = []
        done = 0
        for match, nested in Matcher.chosen(self._matcher.all_matches(sentence)):
            start, end, entry = match
            tokens += self._between(sentence, done, start)
            pieces = self._pieces_of(entry.term)
            tokens.append(
                Token(entry.term, start, end, TAGS[entry.kind], "lexicon", nested, pieces)
            )
            done = end
        tokens += self._between(sentence, done, len(sentence))
        return tokens

    def _between(self, sentence: str, start: int, end: int) -> Iterator[Token]:
        for word in self._engine.cut(sentence[start:end]) if start < end else ():
            yield Token(word, start, start + len(word), tag_of(word), "engine")
            start += len(word)

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
        text = "\n".join(sentences)
        chosen = Matcher.chosen(self._matcher.all_matches(text))
        lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
        begins = np.cumsum(lengths + 1) - lengths - 1
        spans = [(match.start, match.end) for match, _ in chosen]
        token, start = self._engine.cut_lines(text, (begins[1:] - 1).tolist(), spans)

        sentence = np.searchsorted(begins, start, side="right") - 1
        counts = np.bincount(sentence, minlength=len(sentences))
        firsts = np.cumsum(counts) - counts
        starts = start - begins[sentence]
        size = pc.utf8_length(token.dictionary).to_numpy()[token.indices.to_numpy()]
        place = np.searchsorted(start, [begin for begin, _ in spans])
        return pa.table(
            {
                "sentence": sentence,
                "position": np.arange(1, len(token) + 1) - firsts[sentence],
                "start": starts,
                "end": starts + size,
                "token": token,
                **self._facts(token, place, chosen),
            }
        )

    def _facts(
        self, token: pa.DictionaryArray, place: NDArray[np.intp], entries: Sequence[Chosen]
    ) -> dict[str, pa.Array]:
        """Part of speech of each token, who cut it, and what stands inside entries."""
        tags = Texts(tags_of(token.dictionary.to_pylist()))
        pos = tags.codes[token.indices.to_numpy()]
        by, nested, pieces = (np.zeros(len(token), np.int32) for _ in range(3))
        # Each entry and each combination of terms is looked at once.
        known: dict[str, tuple[int, int]] = {}
        combined: dict[tuple[str, ...], int] = {}
        within, cut = Texts([""]), Texts([""])
        facts = []
        for (_, _, entry), inside in entries:
            if entry.term not in known:
                own = ";".join(self._pieces_of(entry.term))
                known[entry.term] = tags.code(TAGS[entry.kind]), cut.code(own)
            if inside not in combined:
                combined[inside] = within.code(";".join(inside))
            facts.append((*known[entry.term], combined[inside]))
        pos[place], pieces[place], nested[place] = np.array(facts, np.int32).reshape(-1, 3).T
        by[place] = 1
        return {
            "pos": tags.array(pos),
            "by": Texts(["engine", "lexicon"]).array(by),
            "nested": within.array(nested),
            "pieces": cut.array(pieces),
        }

    def cut_alone(self, term: str) -> list[str]:
        """How the engine cuts a term without the lexicon."""
        return self._engine.cut(term)

    def _pieces_of(self, term: str) -> tuple[str, ...]:
        if term not in self._pieces:
            self._pieces[term] = tuple(self._engine.cut(term))
        return self._pieces[term]


class Texts:
    """Different texts with a number for each, as the dictionary of a column."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._codes: dict[str, int] = {}
        texts = list(texts)
        for text in texts:
            self._codes.setdefault(text, len(self._codes))
        self.codes = np.fromiter(map(self._codes.__getitem__, texts), np.int32, len(texts))

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
