"""Random samples of sentences for people to code, with how likely each was to be drawn."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.clean import Sentence
from chengyan.errors import ConfigError, DesignError
from chengyan.han import count_han
from chengyan.nearest import nearest
from chengyan.outline import Outline
from chengyan.priorities.samples import UNDER
from chengyan.randomness import generator_of

FRAME = "doc_id stratum sentence headings before text after".split()
# ASSUME a coder reads no more of a paragraph than so many characters on either side.
CONTEXT = 1000
# ASSUME what is shorter holds a heading's number or a greeting.
LEAST_HAN = 6
_EXAMPLE = "Write --size 200, or --size 保定=100,廊坊=40"


def frame_of(
    texts: Iterable[tuple[str, str, Sequence[Sentence]]],
    kinds: Collection[str] | None = None,
    min_han: int = 0,
) -> pd.DataFrame:
    """All sentences that may be drawn, with what stands around them.

    Parameters
    ----------
    texts : iterable of (str, str, sequence of Sentence)
        doc_id, stratum and all sentences of each text.
    kinds : collection of str, optional
        Kinds of sentence that may be drawn; left out: all.
    min_han : int
        Han characters that a sentence must have.

    Returns
    -------
    pandas.DataFrame
        doc_id, stratum; sentence (its number, from 1 through the document); headings (those it
        stands under, the outermost first, joined by `` > ``); before, text, after: the sentence in
        its paragraph, of which no more than 1,000 characters stand on either side.
    """
    rows = [
        (doc_id, stratum, sentence.sentence, *around)
        for doc_id, stratum, sentences in texts
        for sentence, around in zip(sentences, _in_context(sentences), strict=True)
        if (kinds is None or sentence.kind in kinds) and count_han(sentence.text) >= min_han
    ]
    return pd.DataFrame(rows, columns=FRAME)


def _in_context(sentences: Sequence[Sentence]) -> Iterable[tuple[str, str, str, str]]:
    """Headings, before, text and after of each sentence of a text."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    outline: Outline[str] = Outline()
    for paragraph, within in paragraphs.items():
        outline.come_to(paragraph)
        for i, sentence in enumerate(within):
            if sentence.kind == "heading":
                outline.enter(sentence.level, sentence.text, paragraph if within[1:] else None)
            # A heading does not stand under itself.
            above = outline.above()[: -1 if sentence.kind == "heading" else None]
            before = "".join(one.text for one in within[:i])
            after = "".join(one.text for one in within[i + 1 :])
            yield UNDER.join(above), cut_before(before), sentence.text, cut_after(after)


def cut_before(text: str) -> str:
    """The end of what stands before a sentence."""
    return text if len(text) <= CONTEXT else f"…{text[-CONTEXT:]}"


def cut_after(text: str) -> str:
    """The beginning of what stands after a sentence."""
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT]}…"


def sizes_of(written: str, frame: pd.DataFrame) -> dict[str, int]:
    """How many units to draw of each stratum, as a person writes it.

    Parameters
    ----------
    written : str
        ``200``: so many of each stratum, or all where it has fewer; ``保定=100,廊坊=40``: so many
        of these and none of others.
    frame : pandas.DataFrame
        With a column `stratum`.

    Raises
    ------
    ConfigError
        If it is of neither form, or names a stratum that is not there or one twice.
    """
    place = f"--size {written}"
    strata = {str(name): len(units) for name, units in frame.groupby("stratum", sort=False)}
    if "=" not in written:
        size = _number(written, place)
        return {name: min(size, units) for name, units in strata.items()}
    sizes: dict[str, int] = {}
    for part in re.split("[,，;；]", written):
        name, _, number = (piece.strip() for piece in part.rpartition("="))
        if name not in strata:
            near = nearest(name, strata)
            raise ConfigError(
                place,
                f"there is no group {name!r} to draw from (there are: {', '.join(strata)})",
                f"Did you mean {near}?" if near else _EXAMPLE,
            )
        if name in sizes:
            raise ConfigError(place, f"{name} stands twice", "Remove one")
        sizes[name] = _number(number, place)
    return sizes


def _number(written: str, place: str) -> int:
    if not re.fullmatch(r"\s*0*[1-9]\d*\s*", written, re.ASCII):
        raise ConfigError(place, f"{written!r} is no whole number above 0", _EXAMPLE)
    return int(written)


def draw(frame: pd.DataFrame, sizes: Mapping[str, int] | int, *, seed: int) -> pd.DataFrame:
    """Draw units at random from each stratum, without replacement.

    Parameters
    ----------
    frame : pandas.DataFrame
        All units that may be drawn, with a column `stratum`; its order is part of the draw.
    sizes : mapping of str to int, or int
        Units to draw of each stratum, or of every one.
    seed : int
        A stratum's draw hangs on it and on the stratum's name alone.

    Returns
    -------
    pandas.DataFrame
        The drawn rows in the order of `frame`, with `frame` (units of the stratum) and `inclusion`
        (the probability of being drawn, above 0 and at most 1).

    Raises
    ------
    DesignError
        If a stratum holds fewer units than are to be drawn.
    """
    drawn = []
    for stratum, units in frame.groupby("stratum", sort=False):
        size = sizes if isinstance(sizes, int) else sizes.get(str(stratum), 0)
        if size > len(units):
            raise DesignError(
                f"stratum {stratum}",
                f"has {len(units)} units, of which {size} were to be drawn",
                "Ask for fewer",
            )
        places = generator_of(seed, str(stratum)).choice(len(units), size, replace=False)
        drawn.append(
            units.iloc[np.sort(places)].assign(frame=len(units), inclusion=size / len(units))
        )
    return pd.concat(drawn) if drawn else frame.assign(frame=0, inclusion=0.0)


def shuffled(units: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """The rows in an order that tells nothing, so that no coder sees one text after the other.

    It hangs on `seed` and on the number of rows; no stratum's draw is changed by it.
    """
    # No stratum can have this name.
    order = generator_of(seed, "\0order").permutation(len(units))
    return units.iloc[order].reset_index(drop=True)
