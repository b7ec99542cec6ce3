"""Sentences to tokens with part of speech and offsets, behind one interface for two engines.

The lexicon goes first: where an entry occurs it is a token, the longest entry winning, and the
engine cuts what lies between. Thus both engines, fed the same stretches, give the same tokens.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from chengyan.engines import engine_of
from chengyan.lexicon import TAGS, Entry
from chengyan.matcher import Chosen, Matcher
from chengyan.parts_of_speech import tag_of, tags_of


class Token(NamedTuple):
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


# The columns that hold what a token is.
_OF_TOKEN = ("token", "start", "end", "pos", "by", "nested", "pieces")


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

    def knowing(self, texts: Sequence[str]) -> Callable[[str], list[Token]]:
        """A function that gives the same as `tokens`, and has cut these texts already."""
        known = list(dict.fromkeys(texts))
        table = self.table(known)
        columns = [table[name].to_numpy().tolist() for name in _OF_TOKEN]
        firsts = np.searchsorted(table["sentence"].to_numpy(), range(len(known) + 1)).tolist()
        places = {text: slice(*at) for text, at in zip(known, pairwise(firsts), strict=True)}

        def tokens(text: str) -> list[Token]:
            if text not in places:
                return self.tokens(text)
            *facts, nested, pieces = (column[places[text]] for column in columns)
            return list(map(Token, *facts, _split(nested), _split(pieces)))

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
        text = "\n".join(sentences)
        sizes = np.fromiter(map(len, sentences), np.int64, len(sentences))
        begins = np.cumsum(sizes + 1) - sizes - 1
        chosen = self._matcher.choose(text)
        found = self._engine.cut_lines(text, begins[1:] - 1, chosen.start, chosen.end)

        firsts = np.searchsorted(found, begins)
        counts = np.diff(firsts, append=len(found))
        sentence = np.repeat(np.arange(len(sentences), dtype=np.int32), counts)
        start = found - begins[sentence]
        end = np.roll(start, -1)
        end[(firsts + counts - 1)[counts > 0]] = sizes[counts > 0]
        # Without the line feeds, each sentence stands as many characters before as others precede.
        token = _pieces("".join(sentences), found - sentence)
        place = np.searchsorted(found, chosen.start)
        return pa.table(
            {
                "sentence": sentence,
                "position": np.arange(1, len(found) + 1, dtype=np.int32) - firsts[sentence],
                "start": start,
                "end": end,
                "token": token,
                **self._facts(token, place, chosen),
            }
        )

    def _facts(
        self, token: pa.DictionaryArray, place: NDArray[np.intp], entries: Chosen
    ) -> dict[str, pa.Array]:
        """Part of speech of each token, who cut it, and what stands inside entries."""
        tags = Texts(tags_of(token.dictionary.to_pylist()))
        pos = tags.codes[token.indices.to_numpy()]
        by, nested, pieces = (np.zeros(len(token), np.int32) for _ in range(3))
        within, cut = Texts([""]), Texts([""])
        # Each entry and each combination of terms is looked at once.
        used, which = np.unique(entries.entry, return_inverse=True)
        own = [self._matcher.entries[number] for number in used.tolist()]
        kinds = np.array([tags.code(TAGS[entry.kind]) for entry in own], np.int32)
        cuts = np.array([cut.code(";".join(self._pieces_of(e.term))) for e in own], np.int32)
        pos[place], pieces[place], by[place] = kinds[which], cuts[which], 1
        nested[place[list(entries.inside)]] = [
            within.code(";".join(terms)) for terms in entries.inside.values()
        ]
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


def _split(cells: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Terms of cells that have them separated by ``;``."""
    return (tuple(cell.split(";")) if cell else () for cell in cells)


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


def _pieces(text: str, starts: NDArray[np.int64]) -> pa.DictionaryArray:
    """What a text consists of: pieces of which each ends where the next one starts."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    # Bytes of each character in UTF-8.
    widths = 1 + (codes > 0x7F).view(np.int8) + (codes > 0x7FF) + (codes > 0xFFFF)
    ends = np.concatenate([[0], np.cumsum(widths)])
    bounds = ends[np.append(starts, len(codes))].astype(np.int32)
    buffers = pa.py_buffer(bounds), pa.py_buffer(text.encode())
    return pa.StringArray.from_buffers(len(starts), *buffers).dictionary_encode()


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
