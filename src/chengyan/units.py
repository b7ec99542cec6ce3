"""Which paragraph a token or sentence counts with."""

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
    documents = pd.factorize(tokens["doc_id"])[0]
    # Texts may take turns.
    order = np.argsort(documents, kind="stable")
    headings = tokens["kind"].eq("heading").to_numpy()
    opened = np.empty(len(tokens), np.int64)
    opened[order] = opened_by(
        documents[order], tokens["paragraph"].to_numpy()[order], headings[order]
    )
    return pd.Series(opened, tokens.index, name="paragraph")


def opened_by(
    documents: NDArray[Any], paragraphs: NDArray[Any], headings: NDArray[np.bool_]
) -> NDArray[Any]:
    """As `opened_paragraph`, text after text: whose each is, which paragraph's, whether heading."""
    begins = differs(documents, paragraphs)
    starts = np.flatnonzero(begins)
    owner, number = documents[starts], paragraphs[starts]
    lone = np.logical_and.reduceat(headings, starts)
    later = np.where(lone, len(starts) - 1, np.arange(len(starts)))
    later = np.minimum.accumulate(later[::-1])[::-1]
    opened = np.where(~lone[later] & (owner[later] == owner), number[later], number)
    found: NDArray[Any] = opened[np.cumsum(begins) - 1]
    return found


def differs(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows differ from the one before in some column; the first does."""
    begins = np.zeros(len(columns[0]), bool)
    begins[:1] = True
    for column in columns:
        begins[1:] |= column[1:] != column[:-1]
    return begins


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
    # A lone heading's sentences come before those of the paragraph that it opens.
    begins = differs(documents, paragraphs)
    starts = np.flatnonzero(begins)
    totals = np.add.reduceat(lengths, starts)
    ends = np.append(starts, len(lengths))[1:]
    for start, end in zip(starts[totals > longest], ends[totals > longest], strict=True):
        begins[start:end] = _split(lengths[start:end].tolist(), longest)
    starts = np.flatnonzero(begins)
    parts = np.add.reduceat(lengths, starts).tolist()
    texts = np.flatnonzero(differs(documents[starts])).tolist()
    units: list[int] = []
    for start, end in pairwise([*texts, len(parts)]):
        first = units[-1] + 1 if units else 0
        units += [first + run for run in _merged(parts[start:end], shortest, longest + shortest)]
    found: NDArray[np.int64] = np.array(units, np.int64)[np.cumsum(begins) - 1]
    return found


def _split(lengths: list[int], longest: int) -> list[bool]:
    """Which sentences begin one of neighbouring parts, about alike in length."""
    total = sum(lengths)
    number = min(-(-total // longest), len(lengths))
    begins: list[bool] = []
    parts = done = 0
    for length in lengths:
        middle = done + length / 2
        begins.append(not parts or (parts < number and middle >= total * parts / number))
        parts += begins[-1]
        done += length
    return begins


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
