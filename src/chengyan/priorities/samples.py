"""Coded samples: sentences whose codes somebody has given, and what stands round them."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.coded import KINDS, digest_of
from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of
from chengyan.sentences import split_sentences

COLUMNS = (
    *("id", "sample", "kind", "doc_id", "sentence", "part", "digest", "primary", "secondary"),
    *("coder_a", "coder_b", "stratum", "frame", "inclusion", "headings", "before", "text", "after"),
)
# Between the headings that a coded sentence stands under, the outermost first.
UNDER = " > "


def read_samples(paths: Iterable[str | Path], codes: Collection[str]) -> pd.DataFrame:
    """Read coded samples (the columns of `COLUMNS`, tab-separated).

    Parameters
    ----------
    paths : iterable of path
    codes : collection of str
        The codes of the codebook.

    Returns
    -------
    pandas.DataFrame
        The columns of `COLUMNS` (sentence, part, frame as integers, inclusion as a number) and
        place (file and line); what people coded first. Of a sentence that several samples hold,
        what people coded is kept, else what is read first.

    Raises
    ------
    LexiconError
        With file and line: for an unknown code or kind, a number that is none, a sentence that a
        sample holds twice, a text that is not that of its digest.
    """
    rows = []
    for path in paths:
        for place, row in rows_of(
            path, COLUMNS, key=("sample", "doc_id", "sentence", "part"), term="id"
        ):
            one_of(row["primary"], codes, "primary", place)
            one_of(row["kind"], KINDS, "kind", place)
            for code in filter(None, row["secondary"].split(",")):
                one_of(code, codes, "secondary", place)
            rows.append(
                {name: row[name] for name in COLUMNS}
                | {name: _whole(row[name], name, place) for name in ("sentence", "part", "frame")}
                | {"inclusion": _probability(row["inclusion"], place), "place": place}
            )
            if row["text"] and digest_of(row["text"]) != row["digest"]:
                raise LexiconError(
                    place,
                    f"the digest {row['digest']} is not that of the text",
                    f"If the text is as it was coded, write {digest_of(row['text'])}",
                )
    table = pd.DataFrame(rows, columns=[*COLUMNS, "place"])
    # What people coded comes first, here and in all that follows.
    ordered = table.sort_values("kind", key=lambda kinds: kinds != "human", kind="stable")
    return ordered.drop_duplicates(["doc_id", "sentence", "part"]).reset_index(drop=True)


def in_corpus(samples: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The coded sentences that are of these texts, each found where it stands now.

    Parameters
    ----------
    samples : pandas.DataFrame
        As `read_samples` gives it.
    sentences : pandas.DataFrame
        doc_id, sentence, text.

    Returns
    -------
    pandas.DataFrame
        The rows of `samples` whose text is in the corpus; `sentence` is the number it has there.

    Raises
    ------
    LexiconError
        With file and line: for a sentence that its text does not have.
    """
    place: dict[tuple[str, str], list[int]] = {}
    for doc_id, number, text in zip(
        *(sentences[name] for name in ("doc_id", "sentence", "text")), strict=True
    ):
        place.setdefault((doc_id, digest_of(text)), []).append(int(number))
    known = samples[samples["doc_id"].isin(sentences["doc_id"].unique())]
    numbers = {index: _found(row, place) for index, row in known[known["part"] == 0].iterrows()}
    whole = {
        (row["doc_id"], row["sentence"]): numbers[index]
        for index, row in known[known["part"] == 0].iterrows()
    }
    for index, row in known[known["part"] > 0].iterrows():
        if (row["doc_id"], row["sentence"]) not in whole:
            raise LexiconError(
                row["place"],
                f"part {row['part']} is coded of a sentence that is not",
                "Give the whole sentence a line too, with part 0",
            )
        numbers[index] = whole[row["doc_id"], row["sentence"]]
    return known.assign(sentence=pd.Series(numbers, dtype=int).reindex(known.index))


def in_context(samples: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Coded sentences as little texts: headings, the paragraph round the sentence.

    Returns
    -------
    sentences : pandas.DataFrame
        doc_id, paragraph, kind, level, text, as `chengyan.priorities.evidence.evidence` takes them.
    rows : array of int
        The row of each coded sentence.
    """
    rows: list[tuple[str, int, str, int, str]] = []
    places = []
    for number, row in enumerate(samples.to_dict("records")):
        name = str(number)
        headings = [text for text in row["headings"].split(UNDER) if text]
        for level, heading in enumerate(headings, start=1):
            rows.append((name, level, "heading", level, heading))
        paragraph = len(headings) + 1
        before, after = _sentences(row["before"]), _sentences(row["after"])
        places.append(len(rows) + len(before))
        rows += [(name, paragraph, "body", 0, text) for text in (*before, row["text"], *after)]
    table = pd.DataFrame(rows, columns=["doc_id", "paragraph", "kind", "level", "text"])
    return table, np.array(places, dtype=np.int64)


def _sentences(text: str) -> list[str]:
    return split_sentences(text)


def _found(row: pd.Series, place: Mapping[tuple[str, str], list[int]]) -> int:
    """The number of a coded sentence in its text; of equal ones the nearest to where it stood."""
    numbers = place.get((row["doc_id"], row["digest"]))
    if not numbers:
        raise LexiconError(
            row["place"],
            f"{row['doc_id']} has no such sentence ({row['text'][:20] or row['digest']}…)",
            "Leave the sample out of `priorities.samples`, or draw and code anew (without some of "
            "its lines it is no random sample)",
        )
    return min(numbers, key=lambda number: (abs(number - row["sentence"]), number))


def _whole(value: str, column: str, place: str) -> int:
    if not re.fullmatch(r"\d+", value):
        raise LexiconError(place, f"{column} {value!r} is no whole number", "Write one, such as 0")
    return int(value)


def _probability(value: str, place: str) -> float:
    if not re.fullmatch(r"[01](\.\d+)?|0?\.\d+(e-\d+)?", value) or not 0 < float(value) <= 1:
        raise LexiconError(
            place, f"inclusion {value!r} is no probability above 0", "Write one, such as 0.25"
        )
    return float(value)
