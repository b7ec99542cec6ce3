"""Texts to sentences and tokens, as columns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from chengyan.clean import Paragraph, Sentence, clean_layout, keeps_everything
from chengyan.errors import TextError
from chengyan.han import HAN_RANGES, is_worded
from chengyan.layout import lay_out
from chengyan.segment import Segmenter, Texts
from chengyan.shards.texts import Text

_COLUMNS = [
    pa.field(name, pa.string() if kind is str else pa.int32())
    for name, kind in Sentence.__annotations__.items()
]
# Documents times types that are looked at together.
_CELLS = 20_000_000
# Facts of a document: what `corpus.csv` has of a text.
FACTS = ("han_chars", "analysed_han_chars", "tokens", "types", "paragraphs", "sentences")


@dataclass(frozen=True)
class Cut:
    """What a batch of texts consists of.

    Attributes
    ----------
    documents : pandas.DataFrame
        doc_id, group and `FACTS`, a row a text.
    sentences : list of chengyan.clean.Sentence
    owner : numpy.ndarray
        The place of each sentence's text in `documents`.
    rows : list of mapping
        What else is known of each text.
    tokens : pyarrow.Table
        As of `chengyan.segment.Segmenter.table`.
    """

    documents: pd.DataFrame
    sentences: list[Sentence]
    owner: NDArray[np.int64]
    rows: list[Mapping[str, str]]
    tokens: pa.Table

    @property
    def sentence(self) -> NDArray[np.int64]:
        """The place of each token's sentence in `sentences`."""
        place: NDArray[np.int64] = self.tokens["sentence"].to_numpy()
        return place

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        """Which sentences are of some kinds."""
        return of_kinds(self.sentences, kinds)

    def document_table(self) -> pa.Table:
        """The documents as a table, with what is known of them."""
        facts = {name: pa.array(column.tolist()) for name, column in self.documents.items()}
        names = dict.fromkeys(name for row in self.rows for name in row if name not in facts)
        known = {name: pa.array([row.get(name, "") for row in self.rows]) for name in names}
        return pa.table(facts | known)

    def sentence_table(self) -> pa.Table:
        """The sentences as a table: doc_id, group and the columns of `Sentence`."""
        columns = zip(*self.sentences, strict=True) if self.sentences else [()] * len(_COLUMNS)
        owners = {
            name: pa.array(self.documents[name].to_numpy(object)[self.owner], pa.string())
            for name in ("doc_id", "group")
        }
        own = {
            field.name: pa.array(list(column), field.type)
            for field, column in zip(_COLUMNS, columns, strict=True)
        }
        return pa.table(owners | own)

    def token_table(self) -> pa.Table:
        """The tokens as a table of their own: whose they are, where they stand."""
        doc_ids = pa.array(self.documents["doc_id"].tolist(), pa.string())
        kinds = Texts(sentence.kind for sentence in self.sentences)
        at = self.sentence
        paragraph, sentence = (
            np.array([getattr(each, name) for each in self.sentences], np.int32)
            for name in ("paragraph", "sentence")
        )
        own = {name: self.tokens[name] for name in self.tokens.column_names[1:]}
        for name in ("position", "start", "end"):
            own[name] = pa.array(own[name].to_numpy().astype(np.int32))
        return pa.table(
            {
                "doc_id": pa.DictionaryArray.from_arrays(self.owner.astype(np.int32)[at], doc_ids),
                "paragraph": paragraph[at],
                "sentence": sentence[at],
                "kind": kinds.array(kinds.codes[at]),
                **own,
            }
        )


def cut_texts(texts: Sequence[Text], segmenter: Segmenter, kinds: Collection[str]) -> Cut:
    """Clean and segment a batch of texts.

    Parameters
    ----------
    texts : sequence of Text
    segmenter : Segmenter
    kinds : collection of str
        Kinds of sentences that are analysed.

    Raises
    ------
    TextError
        If cleaning lost a Han character.

    Notes
    -----
    The same sentences and tokens as of texts that a manifest names.
    """
    sentences: list[Sentence] = []
    owners: list[int] = []
    normalised: list[str] = []
    cleaned: list[list[Paragraph]] = []
    for number, text in enumerate(texts):
        layout = lay_out(text.text)
        paragraphs, found = clean_layout(
            layout, title=text.row.get("title", ""), author=text.row.get("author", "")
        )
        normalised.append(layout.normalised)
        cleaned.append(paragraphs)
        sentences += found
        owners += [number] * len(found)
    owner = np.array(owners, np.int64)
    strings = [sentence.text for sentence in sentences]
    kept, han = _han_of(strings)
    han_chars = np.bincount(owner, han, len(texts)).astype(np.int64)
    _require_everything(texts, cleaned, _han_of(normalised), (kept, han_chars))
    tokens = segmenter.table(strings)
    names = {"doc_id": [text.doc_id for text in texts], "group": [text.group for text in texts]}
    bodies = [sum(paragraph.kind == "body" for paragraph in each) for each in cleaned]
    documents = pd.DataFrame({**names, "paragraphs": bodies})
    documents = documents.assign(**_sizes(sentences, han, owner, tokens, kinds, len(texts)))
    return Cut(
        documents[["doc_id", "group", *FACTS]],
        sentences,
        owner,
        [text.row for text in texts],
        tokens,
    )


def _require_everything(
    texts: Sequence[Text],
    cleaned: Sequence[list[Paragraph]],
    raw: tuple[NDArray[np.uint32], NDArray[np.int64]],
    kept: tuple[NDArray[np.uint32], NDArray[np.int64]],
) -> None:
    """See that no Han character was lost, line by line where furniture changes their order.

    What `_han_of` the texts gives, before and after.
    """
    before, after = (np.split(codes, np.cumsum(lengths))[:-1] for codes, lengths in (raw, kept))
    for text, paragraphs, has, keeps in zip(texts, cleaned, before, after, strict=True):
        plain = all(paragraph.kind != "furniture" for paragraph in paragraphs)
        same = plain and np.array_equal(has, keeps)
        if not same and not keeps_everything(text.text, paragraphs):
            raise TextError(
                f"text {text.doc_id}",
                "cleaning loses a Han character, or their order",
                "Please report this text as a bug",
            )


def of_kinds(sentences: Sequence[Sentence], kinds: Collection[str]) -> NDArray[np.bool_]:
    """Which sentences are of some kinds."""
    return np.array([sentence.kind in kinds for sentence in sentences], bool)


def of_dictionary(tokens: pa.Table, test: Callable[[str], bool]) -> NDArray[np.bool_]:
    """For which tokens a test holds, which is asked once for each type."""
    column = tokens["token"].combine_chunks()
    held = np.fromiter(map(test, column.dictionary.to_pylist()), bool, len(column.dictionary))
    known: NDArray[np.bool_] = held[column.indices.to_numpy()]
    return known


def _sizes(
    sentences: Sequence[Sentence],
    han: NDArray[np.int64],
    owner: NDArray[np.int64],
    tokens: pa.Table,
    kinds: Collection[str],
    number: int,
) -> dict[str, NDArray[Any]]:
    """Han characters, sentences, words and types of each of a number of documents."""
    counted = of_kinds(sentences, kinds)
    sentence = tokens["sentence"].to_numpy()
    # By their places: a mask is slow where what it chooses lies scattered.
    worded = np.flatnonzero(counted[sentence] & of_dictionary(tokens, is_worded))
    document = owner[sentence[worded]]
    column = tokens["token"].combine_chunks()
    return {
        "han_chars": np.bincount(owner, han, number).astype(np.int64),
        "analysed_han_chars": np.bincount(owner, han * counted, number).astype(np.int64),
        "sentences": np.bincount(owner, counted, number).astype(np.int64),
        "tokens": np.bincount(document, minlength=number),
        "types": _types(document, column.indices.to_numpy()[worded], number),
    }


def _types(document: NDArray[np.int64], code: NDArray[np.int32], number: int) -> NDArray[np.int64]:
    """How many different codes each document has; documents stand in their order."""
    size = int(code.max(initial=-1)) + 1
    step = max(_CELLS // max(size, 1), 1)
    types = []
    for first in range(0, number, step):
        start, end = np.searchsorted(document, [first, first + step])
        seen = np.zeros((min(step, number - first), size), bool)
        np.put(seen, (document[start:end] - first) * size + code[start:end], True)
        types.append(seen.sum(axis=1))
    return np.concatenate(types) if types else np.zeros(0, np.int64)


def _han_of(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The Han characters of texts, one after the other, and how many each text has."""
    codes = _codes(texts)
    places = np.flatnonzero(_is_han().take(codes))
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return codes[places], np.diff(np.searchsorted(places, ends), prepend=0)


def _codes(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of texts, one after the other."""
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def _is_han() -> NDArray[np.bool_]:
    """Which code points are Han characters."""
    known = np.zeros(0x110000, bool)
    for first, last in HAN_RANGES:
        known[first : last + 1] = True
    return known
