"""Strings of Han characters that come again, how firmly they hold together, how freely they stand.

Linear in the length of the texts but for sorting: a string is looked at only where both strings
that are shorter by a character come again as well.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.han import has_han

Ints = NDArray[np.int64]

# Han characters of a string.
SHORTEST, LONGEST = 4, 16
# What may stand inside a string, and in all at the most.
INNER, ROOM = "、“”‘’", 8
COLUMNS = ["term", "count", "npmi", "left_entropy", "right_entropy"]


def repeated_strings(texts: Sequence[str], *, min_count: int = 3) -> pd.DataFrame:
    """Strings of 4 to 16 Han characters that occur at least `min_count` times.

    Parameters
    ----------
    texts : sequence of str
        Sentences; no string runs from one into the next.
    min_count : int

    Returns
    -------
    pandas.DataFrame
        term (begins with a Han character, quotation marks in it are paired), count, npmi,
        left_entropy and right_entropy (nats), by term.

    Raises
    ------
    DesignError
        If `min_count` is below 2.

    Notes
    -----
    npmi is that of the weakest split, min over splits w = ab of ln(p(w) / (p(a) p(b))) / -ln p(w),
    with p(x) the occurrences of x divided by the characters of the texts: 1 where no part stands
    alone, 0 where the string is no more frequent than chance. The entropy of what stands before
    (behind) it is ln c - sum m ln m / c over neighbours with m of its c occurrences; the edge of a
    sentence and punctuation are another neighbour each time, since nothing there ties the string.
    Both grow with the texts and must not be compared between corpora.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    Proceedings of GSCL 2009, 31-40.
    Feng, H., Chen, K., Deng, X. & Zheng, W. (2004). Accessor variety criteria for Chinese word
    extraction. Computational Linguistics 30(1), 75-93.
    Jin, Z. & Tanaka-Ishii, K. (2006). Unsupervised segmentation of Chinese text by use of branching
    entropy. Proceedings of COLING/ACL 2006, 428-435.
    """
    if min_count < 2:
        raise DesignError("min_count", f"is {min_count}", "Ask for 2 occurrences at the least")
    joined = "\n" + "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4")
    characters, code = np.unique(points, return_inverse=True)
    spelt = [chr(point) for point in characters]
    is_han = np.array([has_han(one) for one in spelt])[code]
    inside = is_han | np.array([one in INNER for one in spelt])[code]
    han = np.concatenate([[0], np.cumsum(is_han)])

    name = np.where(inside, code, -1).astype(np.int64)
    counts = [_counts(name)]
    total = int(inside.sum())
    tables = []
    for length in range(2, LONGEST + ROOM + 1):
        name = _longer(name, min_count)
        if (name < 0).all():
            break
        counts.append(_counts(name))
        starts = np.flatnonzero(name >= 0)
        held = han[starts + length] - han[starts]
        fits = (held >= SHORTEST) & (held <= LONGEST) & is_han[starts]
        if fits.any():
            found = starts[fits]
            tables.append(_of_length(joined, length, found, name[found], counts, total, is_han))
    if not tables:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(tables, ignore_index=True)
    paired = [_is_paired(term) for term in table["term"]]
    return table[paired].sort_values("term", ignore_index=True)[COLUMNS]


def _longer(name: Ints, min_count: int) -> Ints:
    """Number the strings longer by one character that come again; -1 where there is none."""
    longer = np.full(len(name), -1, np.int64)
    starts = np.flatnonzero((name[:-1] >= 0) & (name[1:] >= 0))
    pairs = name[starts] * (int(name.max(initial=0)) + 1) + name[starts + 1]
    _, number, count = np.unique(pairs, return_inverse=True, return_counts=True)
    again = count[number] >= min_count
    longer[starts[again]] = number[again]
    return longer


def _counts(name: Ints) -> NDArray[np.int32]:
    """How often the string that begins at each place occurs; 0 where there is none."""
    number = np.bincount(name[name >= 0], minlength=1)
    return np.where(name >= 0, number[name], 0).astype(np.int32)


def _of_length(
    joined: str,
    length: int,
    starts: Ints,
    names: Ints,
    counts: list[NDArray[np.int32]],
    total: int,
    is_han: NDArray[np.bool_],
) -> pd.DataFrame:
    _, first, which, count = np.unique(
        names, return_index=True, return_inverse=True, return_counts=True
    )
    at = starts[first]
    weakest = np.full(len(at), np.inf)
    for cut in range(1, length):
        parts = counts[cut - 1][at].astype(float) * counts[length - cut - 1][at + cut]
        weakest = np.minimum(weakest, np.log(count * total / parts))
    # Of one string that is all there is, nothing can be told.
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = weakest / -np.log(count / total)
    sides = {"left_entropy": starts - 1, "right_entropy": starts + length}
    points = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    entropies = {}
    for side, places in sides.items():
        neighbour = np.where(is_han[places], points[places], -1 - places)
        entropies[side] = _entropy(which, neighbour, count)
    terms = [joined[start : start + length] for start in at]
    return pd.DataFrame({"term": terms, "count": count, "npmi": npmi, **entropies})


def _entropy(which: Ints, neighbour: Ints, count: Ints) -> NDArray[np.float64]:
    pairs, times = np.unique(np.stack([which, neighbour]), axis=1, return_counts=True)
    weighed = np.bincount(pairs[0], weights=times * np.log(times), minlength=len(count))
    return np.log(count) - weighed / count


def _is_paired(term: str) -> bool:
    """Whether every quotation mark has its partner and the term does not end between words."""
    depth = 0
    for one in term:
        depth += (one in "“‘") - (one in "”’")
        if depth < 0:
            return False
    return depth == 0 and term[-1] != "、"
