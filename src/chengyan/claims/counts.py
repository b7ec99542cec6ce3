"""How often the terms of claims stand in each sentence: as tokens of a cut, or as strings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.claims.claim import Claim
from chengyan.claims.text import Passages, inside
from chengyan.han import has_letter
from chengyan.lexicon import Entry
from chengyan.matcher import Matcher

Counts = NDArray[np.int64]


class TermCounts(Protocol):
    """Occurrences of a claim's terms in sentences, and what they are set in proportion to."""

    def of(self, claim: Claim, quotations: str, stopwords: str) -> tuple[Counts, Counts]:
        """Occurrences and size of each sentence, with or without what stands in quotation marks."""
        ...


@dataclass(frozen=True)
class Tokens:
    """Tokens that count, in the order of the texts; one entry each in every array.

    Attributes
    ----------
    sentence : array of int
        Position of its sentence in the passages.
    code : array of int
        Its type, as an index of `vocabulary`.
    vocabulary : pandas.Index of str
    quoted, stopword : array of bool
        Whether it stands in quotation marks; whether it is a stop word.
    sentences : int
        Number of sentences in the passages.
    """

    sentence: Counts
    code: Counts
    vocabulary: pd.Index
    quoted: NDArray[np.bool_]
    stopword: NDArray[np.bool_]
    sentences: int

    def of(self, claim: Claim, quotations: str, stopwords: str) -> tuple[Counts, Counts]:
        """Occurrences in each sentence, and its tokens.

        A term of the claim counts also where it is a stop word.
        """
        here = ~self.quoted if quotations == "out" else np.ones(len(self.code), dtype=bool)
        claimed = np.isin(self.code, self.vocabulary.get_indexer(pd.Index(claim.of))) & here
        sized = here & (claimed | ~self.stopword) if stopwords == "out" else here
        return self._by_sentence(claimed), self._by_sentence(sized)

    def _by_sentence(self, chosen: NDArray[np.bool_]) -> Counts:
        return np.bincount(self.sentence[chosen], minlength=self.sentences).astype(np.int64)


def tokens_of(tokens: pd.DataFrame, passages: Passages, stopwords: Collection[str]) -> Tokens:
    """Bring tokens to the passages that they stand in.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, sentence, start, token, in the order of the text; those of other sentences
        are left out, and those without letter or Han character, as in all counts.
    passages : Passages
    stopwords : collection of str
    """
    keys = ["doc_id", "sentence"]
    place = pd.MultiIndex.from_frame(passages.table[keys]).get_indexer(
        pd.MultiIndex.from_frame(tokens[keys])
    )
    words = {word: has_letter(word) for word in tokens["token"].unique()}
    kept = (place >= 0) & tokens["token"].map(words).to_numpy(dtype=bool)
    found, place = tokens[kept], place[kept]
    quoted, start = np.zeros(len(found), dtype=bool), found["start"].to_numpy()
    for i in np.flatnonzero(np.isin(place, list(passages.quoted))).tolist():
        quoted[i] = inside(int(place[i]), passages.quoted, int(start[i]))
    code, vocabulary = pd.factorize(found["token"])
    stop = set(stopwords)
    listed = np.array([word in stop for word in vocabulary], dtype=bool)
    return Tokens(
        place.astype(np.int64),
        code.astype(np.int64),
        pd.Index(vocabulary),
        quoted,
        listed[code],
        len(passages.table),
    )


@dataclass(frozen=True)
class Strings:
    """Terms looked for in the text as it stands, in proportion to Han characters."""

    passages: Passages

    def of(self, claim: Claim, quotations: str, stopwords: str) -> tuple[Counts, Counts]:  # noqa: ARG002
        """Occurrences in each sentence, and its Han characters; stop words are no choice here."""
        counts = count_strings(claim.of, self.passages.texts[quotations])
        return counts, self.passages.han[quotations]


def count_strings(terms: Sequence[str], texts: Sequence[str]) -> Counts:
    """Occurrences of any of the terms in each text, the longest first chosen, none over another."""
    matcher = Matcher([Entry(term, "", "", 0) for term in terms])
    any_term = re.compile("|".join(map(re.escape, terms)))
    return np.array(
        [
            len(matcher.longest(matcher.all_matches(text))) if any_term.search(text) else 0
            for text in texts
        ],
        dtype=np.int64,
    )
