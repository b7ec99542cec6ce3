"""Which lines may share a passage: those with strings of characters in common."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from chengyan.reuse.lines import Text

# ASSUME a passage holds two different strings of four characters that both lines have, thus five
# equal ones in a row or four twice.
SEED, SEEDS = 4, 2
# ASSUME a string that more lines have finds nothing by itself: what so many say alike is a formula
# that the lexicon lacks, or holds rarer strings too.
FREQUENT = 100


def candidates(
    texts: Sequence[Text], wanted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Pairs of lines that may share a passage.

    Parameters
    ----------
    texts : sequence of Text
    wanted : sequence of pairs of int
        Numbers of the texts to compare.

    Yields
    ------
    tuple of int, int, list of pairs of int
        The numbers of two texts, and of lines in these, in the order of `wanted`.
    """
    index = _index(texts)
    ends = np.cumsum([0, *(len(text.lines) for text in texts)])
    others: dict[int, list[int]] = {}
    for a, b in wanted:
        others.setdefault(a, []).append(b)
    for a, those in others.items():
        shared = (index[ends[a] : ends[a + 1]] @ index.T).tocoo()
        enough = shared.data >= SEEDS
        found = np.column_stack([shared.row[enough], shared.col[enough]])
        found = found[np.lexsort((found[:, 0], found[:, 1]))]
        bounds = np.searchsorted(found[:, 1], ends)
        for b in those:
            here = found[bounds[b] : bounds[b + 1]] - (0, ends[b])
            yield a, b, [(int(i), int(j)) for i, j in here[np.lexsort((here[:, 1], here[:, 0]))]]


def _index(texts: Sequence[Text]) -> sparse.csr_array:
    """Lines × strings: which line has which string, but for formulas and frequent ones."""
    lines = [line for text in texts for line in text.lines]
    codes, free, line_of = (np.empty(0, int) for _ in range(3))
    if lines:
        codes = np.concatenate([line.codes for line in lines])
        free = np.concatenate([line.free for line in lines])
        line_of = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    alphabet, letters = np.unique(codes, return_inverse=True)
    powers = np.uint64(len(alphabet) + 1) ** np.arange(SEED, dtype=np.uint64)
    begins = np.arange(max(len(codes) - SEED + 1, 0))
    begins = begins[line_of[begins] == line_of[begins + SEED - 1]]
    places = begins[:, None] + np.arange(SEED)
    told = free[places].any(axis=1)
    # An alphabet too large for 64 bits would but make some candidates more.
    strings = (letters.astype(np.uint64)[places[told]] * powers).sum(axis=1)
    known, columns = np.unique(strings, return_inverse=True)
    width = max(len(known), 1)
    at, columns = np.divmod(np.unique(line_of[begins[told]] * width + columns), width)
    counts = np.bincount(columns, minlength=len(known))
    useful = (counts[columns] > 1) & (counts[columns] <= FREQUENT)
    shape = (len(lines), len(counts))
    data = np.ones(int(useful.sum()), np.int32)
    return sparse.csr_array((data, (at[useful], columns[useful])), shape=shape)
