"""What pairs of the same genre are usually like: the pairs that a pair is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.contrast import Document, value_of

Array = NDArray[Any]

# ASSUME with fewer than ten others of a genre (45 pairs) nobody knows what is usual in it.
FEWEST = 10
# ASSUME texts more than two years apart follow other plans and other news.
YEARS = 2
# Shares of the null's pairs below its bounds.
BOUNDS = (0.025, 0.5, 0.975)


@dataclass(frozen=True)
class Circumstances:
    """Of which genres and years the texts of a source are.

    Attributes
    ----------
    name : str
    genres : frozenset of str
        The empty one where a text's genre is unknown.
    years : tuple of int
        The first and the last; empty where a text's year is unknown.
    """

    name: str
    genres: frozenset[str]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Null:
    """What a pair is held against.

    Attributes
    ----------
    first, second : numpy.ndarray of int
        Places of the two sources of each pair; empty if there is no null.
    of : str
        Genre and where it is from, or why there is none.
    """

    first: Array
    second: Array
    of: str


def circumstances_of(name: str, documents: Sequence[Document]) -> Circumstances:
    """Genres and years of the texts of a source.

    Parameters
    ----------
    name : str
    documents : sequence of mappings
        Rows of the manifest with genre and date.
    """
    genres = frozenset(value_of(row, "genre") for row in documents)
    years = {value_of(row, "year") for row in documents}
    known = () if "" in years else (int(min(years)), int(max(years)))
    return Circumstances(name, genres, known)


def null_of(
    a: int, b: int, groups: Sequence[Circumstances], reference: Sequence[Circumstances]
) -> Null:
    """The pairs that a pair of groups is held against.

    Parameters
    ----------
    a, b : int
        Places of the two among `groups`.
    groups, reference : sequence of Circumstances
        Of the groups, and of the sources of the reference corpus. Places in the result count
        through both.

    Returns
    -------
    Null
        All pairs of other sources, if all texts of these and of the two groups are of one genre and
        lie within two years of one another: of the reference corpus if it has ten such sources,
        else of the groups. Sources with the name of one of the two are left out.

    Notes
    -----
    Where two groups differ in genre there is none. Their paragraphs, shuffled, would show that two
    genres differ, which is known.
    """
    pair = groups[a], groups[b]
    if why_not := _why_not(*pair):
        return Null(*_NONE, f"none: {why_not}")
    names = {source.name for source in pair}
    most = 0
    for origin, sources, start in (("reference", reference, len(groups)), ("corpus", groups, 0)):
        others = [
            i
            for i, source in enumerate(sources)
            if source.name not in names and not _why_not(*pair, source)
        ]
        most = max(most, len(others))
        if len(others) >= FEWEST:
            first, last = np.array([sources[i].years for i in others]).T
            span = np.maximum.outer(last, last) - np.minimum.outer(first, first)
            one, other = np.nonzero(np.triu(span <= YEARS, k=1))
            places = np.array(others) + start
            return Null(places[one], places[other], f"{next(iter(pair[0].genres))} ({origin})")
    return Null(*_NONE, f"none: only {most} of the {FEWEST} others needed in this genre and time")


def held_against(value: float, null: Array, *, likeness: bool) -> dict[str, float]:
    """Bounds of the null and the place of a value among it.

    Parameters
    ----------
    value : float
    null : numpy.ndarray
        Values of the pairs of the null; empty if there is none.
    likeness : bool
        Whether high values mean alike.

    Returns
    -------
    dict
        null_low, null_median, null_high (2.5, 50 and 97.5 % of the pairs lie below), null_pairs and
        percentile: the share, 0 to 1, of pairs that are at most as alike. NaN without a null.
    """
    bounds = ("null_low", "null_median", "null_high")
    if not len(null):
        return dict.fromkeys(bounds, np.nan) | {"null_pairs": 0, "percentile": np.nan}
    below = null <= value if likeness else null >= value
    found = dict(zip(bounds, np.quantile(null, BOUNDS).tolist(), strict=True))
    return found | {"null_pairs": len(null), "percentile": float(below.mean())}


_NONE = (np.empty(0, dtype=int), np.empty(0, dtype=int))


def _why_not(*sources: Circumstances) -> str:
    """Why sources are not of one genre and time; empty if they are."""
    genres = frozenset[str]().union(*(source.genres for source in sources))
    if "" in genres:
        return "genre unknown"
    if len(genres) > 1:
        alike = all(source.genres == sources[0].genres for source in sources)
        return "several genres in a group" if alike else "genres differ"
    years = [source.years for source in sources]
    if not all(years):
        return "year unknown"
    span = max(last for _, last in years) - min(first for first, _ in years)
    return f"more than {YEARS} years apart" if span > YEARS else ""
