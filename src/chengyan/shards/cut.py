"""Texts to sentences and tokens, as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from chengyan.clean import Sentence, clean, keeps_everything
from chengyan.errors import TextError
from chengyan.han import count_han, is_worded
from chengyan.segment import Segmenter
from chengyan.shards.texts import Text

# Facts of a document: what `corpus.csv` has of a text.
FACTS = ("han_chars", "analysed_han_chars", "tokens", "types", "paragraphs", "sentences")


@dataclass(frozen=True)
class Cut:
    """What a batch of texts consists of.

    Attributes
    ----------
    documents : pandas.DataFrame
        doc_id, group and `FACTS`, a row a text.
    sentences : pandas.DataFrame
        document (the place of its text, from 0), and the columns of `chengyan.clean.Sentence`.
    tokens : pyarrow.Table
        As of `chengyan.segment.Segmenter.table`.
    """

    documents: pd.DataFrame
    sentences: pd.DataFrame
    tokens: pa.Table

    @property
    def sentence(self) -> NDArray[Any]:
        """The place of each token's sentence in `sentences`."""
        place: NDArray[Any] = self.tokens["sentence"].to_numpy()
        return place

    def table(self) -> pa.Table:
        """The tokens as a table of their own: whose they are, where they stand."""
        doc_ids = pa.array(self.documents["doc_id"].tolist(), pa.string())
        kinds, names = pd.factorize(self.sentences["kind"])
        of_sentence = {
            "doc_id": pa.DictionaryArray.from_arrays(
                pa.array(self.sentences["document"].to_numpy(np.int32)), doc_ids
            ),
            "paragraph": pa.array(self.sentences["paragraph"].to_numpy(np.int32)),
            "sentence": pa.array(self.sentences["sentence"].to_numpy(np.int32)),
            "kind": pa.DictionaryArray.from_arrays(
                pa.array(kinds.astype(np.int32)), pa.array(list(names), pa.string())
            ),
        }
        at = self.tokens["sentence"]
        places = {name: column.take(at.combine_chunks()) for name, column in of_sentence.items()}
        own = {name: self.tokens[name] for name in self.tokens.column_names[1:]}
        for name in ("position", "start", "end"):
            own[name] = own[name].cast(pa.int32())
        return pa.table({**places, **own})


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
    facts = []
    for number, text in enumerate(texts):
        paragraphs, found = clean(
            text.text, title=text.row.get("title", ""), author=text.row.get("author", "")
        )
        if not keeps_everything(text.text, paragraphs):
            raise TextError(
                f"text {text.doc_id}",
                "cleaning loses a Han character, or their order",
                "Please report this text as a bug",
            )
        sentences += found
        owners += [number] * len(found)
        facts.append(
            (
                sum(count_han(paragraph.text) for paragraph in paragraphs),
                sum(count_han(sentence.text) for sentence in found if sentence.kind in kinds),
                sum(paragraph.kind == "body" for paragraph in paragraphs),
                sum(sentence.kind in kinds for sentence in found),
            )
        )
    table = pd.DataFrame(sentences, columns=Sentence._fields)
    table.insert(0, "document", np.array(owners, np.int64))
    tokens = segmenter.table([sentence.text for sentence in sentences])
    documents = pd.DataFrame(
        facts, columns=["han_chars", "analysed_han_chars", "paragraphs", "sentences"]
    )
    documents.insert(0, "doc_id", [text.doc_id for text in texts])
    documents.insert(1, "group", [text.group for text in texts])
    words = _words(table, tokens, kinds)
    for name, column in words.items():
        documents[name] = np.bincount(column, minlength=len(texts))
    return Cut(documents[["doc_id", "group", *FACTS]], table, tokens)


def of_dictionary(tokens: pa.Table, test: Any) -> NDArray[np.bool_]:
    """For which tokens a test holds, which is asked once for each type."""
    column = tokens["token"].combine_chunks()
    held = np.fromiter(map(test, column.dictionary.to_pylist()), bool, len(column.dictionary))
    known: NDArray[np.bool_] = held[column.indices.to_numpy()]
    return known


def _words(
    sentences: pd.DataFrame, tokens: pa.Table, kinds: Collection[str]
) -> dict[str, NDArray[Any]]:
    """The document of each analysed word, and of each type of each document."""
    sentence = tokens["sentence"].to_numpy()
    analysed = sentences["kind"].isin(list(kinds)).to_numpy()[sentence]
    worded = analysed & of_dictionary(tokens, is_worded)
    document = sentences["document"].to_numpy()[sentence[worded]]
    column = tokens["token"].combine_chunks()
    size = len(column.dictionary)
    types = np.unique(document * size + column.indices.to_numpy()[worded])
    return {"tokens": document, "types": types // max(size, 1)}
