"""Which paragraph a token or sentence counts with."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.errors import ConfigError


def opened_paragraph(tokens: pd.DataFrame) -> pd.Series:
    """The paragraph that tokens or sentences count with: of a lone heading, the next that is none.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, paragraph, kind, in the order of the text.
    """
    places = [tokens["doc_id"], tokens["paragraph"]]
    lone = tokens["kind"].eq("heading").groupby(places, sort=False).transform("all")
    opened = tokens["paragraph"].where(~lone).groupby(tokens["doc_id"], sort=False).bfill()
    return opened.fillna(tokens["paragraph"]).astype(int)


def even_units(
    tokens: pd.DataFrame, counted: pd.Series, *, shortest: int, longest: int
) -> pd.Series:
    """Stretches of text of about one length: what the topic models take for a document.

    Paragraphs, a lone heading with the one it opens; one of more than `longest` counted tokens is
    split between sentences into so few parts that their mean keeps below it; one of less than
    `shortest` is put to the next of its text, or to the one before it where there is no next, as
    long as both together hold no more than `longest` + `shortest`.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, paragraph, sentence, kind, in the order of the text.
    counted : pandas.Series of bool
        Which tokens count; others have no part in the lengths.
    shortest, longest : int
        In counted tokens. With 0 and a number beyond any paragraph, units are paragraphs. A
        sentence is never split.

    Returns
    -------
    pandas.Series of int
        The unit of each token, from 0 in the order of the text; units of one text are neighbours.

    Raises
    ------
    ConfigError
        If `shortest` is more than `longest`.
    """
    if shortest > longest:
        raise ConfigError(
            "config key `topics.unit`",
            f"its shortest, {shortest}, is more than its longest, {longest}",
            "Set the one lower or the other higher",
        )
    keys = pd.DataFrame(
        {
            "doc_id": tokens["doc_id"].to_numpy(),
            "paragraph": opened_paragraph(tokens).to_numpy(),
            "sentence": tokens["sentence"].to_numpy(),
        }
    )
    names = ["doc_id", "paragraph", "sentence"]
    place = keys.groupby(names, sort=False).ngroup()
    sentences = keys.assign(length=counted.to_numpy(int)).groupby(names, sort=False)["length"].sum()
    found = units_of_sentences(
        sentences.index.get_level_values("doc_id").to_numpy(),
        sentences.index.get_level_values("paragraph").to_numpy(),
        sentences.to_numpy(),
        shortest=shortest,
        longest=longest,
    )
    return pd.Series(found[place.to_numpy()], index=tokens.index)


def units_of_sentences(
    documents: NDArray[Any],
    paragraphs: NDArray[Any],
    lengths: NDArray[Any],
    *,
    shortest: int,
    longest: int,
) -> NDArray[np.int64]:
    """The unit of each sentence, as of `even_units`.

    Parameters
    ----------
    documents, paragraphs, lengths : array, shape (sentences,)
        In the order of the texts: whose each is, which paragraph it counts with (as of
        `opened_paragraph`), how many counted tokens it has.
    shortest, longest : int
        As in `even_units`.
    """
    units: list[int] = []
    first = 0
    for text in _runs(documents):
        # A lone heading's sentences come before those of the paragraph that it opens.
        parts: list[list[int]] = []
        for paragraph in _runs(paragraphs[text]):
            parts += _split(lengths[text][paragraph].tolist(), longest)
        runs = _merged([sum(part) for part in parts], shortest, longest + shortest)
        for part, run in zip(parts, runs, strict=True):
            units += [first + run] * len(part)
        first += runs[-1] + 1
    return np.array(units, np.int64)


def _runs(values: NDArray[Any]) -> Iterator[slice]:
    """Where neighbours are the same."""
    starts = np.flatnonzero(values[1:] != values[:-1]) + 1
    for start, end in pairwise([0, *starts.tolist(), len(values)]):
        if end > start:
            yield slice(start, end)


def _split(lengths: list[int], longest: int) -> list[list[int]]:
    """Sentences in neighbouring parts, about alike in length."""
    total = sum(lengths)
    number = min(max(1, -(-total // longest)), len(lengths))
    if number == 1:
        return [lengths]
    parts: list[list[int]] = [[]]
    done = 0
    for length in lengths:
        middle = done + length / 2
        if parts[-1] and middle >= total * len(parts) / number and len(parts) < number:
            parts.append([])
        parts[-1].append(length)
        done += length
    return parts


def _merged(lengths: list[int], shortest: int, most: int) -> list[int]:
    """The run that each part belongs to."""
    runs: list[int] = []
    sizes: list[int] = []
    for length in lengths:
        fits = bool(sizes) and sizes[-1] + length <= most
        if fits and sizes[-1] < shortest:
            sizes[-1] += length
        else:
            sizes.append(length)
        runs.append(len(sizes) - 1)
    if len(sizes) > 1 and sizes[-1] < shortest and sizes[-2] + sizes[-1] <= most:
        runs = [min(run, len(sizes) - 2) for run in runs]
    return runs
