"""Local alignment of two lines of Han characters, in which a shared formula earns nothing.

Of the maintained packages that align, those for genomes (Biopython, parasail) know one score for a
pair of letters wherever it stands, and those for strings (RapidFuzz) have no local alignment. Here
an agreement counts by where it stands, and thousands of short pairs are aligned at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chengyan.reuse.lines import Array, Line

# ASSUME a character that is changed, added or left out costs what an equal one earns: two words of
# two characters that follow one another in both texts do not pay for two other ones between them.
COST = 1
# Cells of a row of a batch of alignments, and how far the number of its rows may differ.
BATCH, STEP = 16_384, 16


@dataclass(frozen=True)
class Passage:
    """A stretch that two lines share.

    Attributes
    ----------
    a, b : numpy.ndarray of int, shape (overlap,)
        Places of the equal characters in either line, rising.
    beyond : int
        Those that no formula covers, in neither line.
    changes : int
        Characters changed, added or left out between the first and the last equal one.
    """

    a: Array
    b: Array
    beyond: int
    changes: int

    @property
    def score(self) -> int:
        """What the lines have in common beyond formulas, less what is changed."""
        return self.beyond - COST * self.changes


def align(pairs: Sequence[tuple[Line, Line]], least: int) -> list[list[Passage]]:
    """The passages of pairs of lines, the best of each first, none over another.

    Parameters
    ----------
    pairs : sequence of pairs of Line
    least : int
        Score that a passage has at least, 1 or more.

    Returns
    -------
    list of lists of Passage
        One list a pair.

    Notes
    -----
    H[i, j] = max(0, H[i-1, j-1] + s(i, j), H[i-1, j] - 1, H[i, j-1] - 1) with s = 1 for equal
    characters outside formulas, 0 for equal ones of which a formula covers either, -1 for others.
    A passage that is found is taken out of both lines before the next is looked for. Passages of
    (b, a) are those of (a, b) with the sides changed: ties are broken in the order of code points.

    References
    ----------
    Smith, T. F., & Waterman, M. S. (1981). Identification of common molecular subsequences. Journal
    of Molecular Biology 147(1), 195-197.
    """
    turned = [a.codes.tolist() > b.codes.tolist() for a, b in pairs]
    lines = [(b, a) if turn else (a, b) for (a, b), turn in zip(pairs, turned, strict=True)]
    codes = [(a.codes.copy(), b.codes.copy()) for a, b in lines]
    found: list[list[Passage]] = [[] for _ in pairs]
    waiting = [k for k, (a, b) in enumerate(pairs) if min(len(a), len(b)) >= max(least, 1)]
    while waiting:
        left = []
        for batch in _batches(waiting, lines):
            tables = _tables([lines[k] for k in batch], [codes[k] for k in batch])
            best = tables.max(axis=(1, 2))
            for n in np.flatnonzero(best >= max(least, 1)):
                k, table = batch[n], tables[n]
                passage = _passage(_trace(table, *lines[k], *codes[k]), *lines[k], *codes[k])
                found[k].append(passage)
                for side, places, blank in zip(
                    codes[k], (passage.a, passage.b), (-1, -2), strict=True
                ):
                    side[places[0] : places[-1] + 1] = blank
                left.append(k)
        waiting = sorted(left)
    return [
        [Passage(p.b, p.a, p.beyond, p.changes) for p in own] if turn else own
        for own, turn in zip(found, turned, strict=True)
    ]


def _batches(which: Sequence[int], lines: Sequence[tuple[Line, Line]]) -> Iterator[list[int]]:
    """Pairs of about the same size together."""
    size = {k: (len(lines[k][0]) // STEP, len(lines[k][1])) for k in which}
    batch: list[int] = []
    for k in sorted(which, key=lambda k: (*size[k], k)):
        # The last pair of a batch is its widest.
        if batch and (size[k][0] > size[batch[0]][0] or size[k][1] * (len(batch) + 1) > BATCH):
            yield batch
            batch = []
        batch.append(k)
    yield batch


def _tables(lines: Sequence[tuple[Line, Line]], codes: Sequence[tuple[Array, Array]]) -> Array:
    """H of each pair, shape (pairs, characters of a + 1, characters of b + 1)."""
    (a, free_a), (b, free_b) = (
        _padded([code[side] for code in codes], [line[side].free for line in lines], -1 - side)
        for side in (0, 1)
    )
    ramp = COST * np.arange(b.shape[1], dtype=np.int16)
    tables = np.zeros((len(lines), a.shape[1] + 1, b.shape[1] + 1), np.int16)
    for i in range(a.shape[1]):
        above = tables[:, i]
        step = np.where(b == a[:, i, None], free_b & free_a[:, i, None], np.int16(-COST))
        row = np.maximum(above[:, :-1] + step, above[:, 1:] - COST)
        # A gap in a may be of any length; `ramp` makes all lengths one running maximum.
        row = np.maximum.accumulate(np.maximum(row, 0) + ramp, axis=1) - ramp
        tables[:, i + 1, 1:] = row
    return tables


def _padded(codes: Sequence[Array], free: Sequence[Array], blank: int) -> tuple[Array, Array]:
    """Codes, and 1 for what is free, of shape (lines, characters of the longest)."""
    shape = (len(codes), max(map(len, codes)))
    padded, unbound = np.full(shape, blank, np.int32), np.zeros(shape, np.int16)
    for k, (own, own_free) in enumerate(zip(codes, free, strict=True)):
        padded[k, : len(own)], unbound[k, : len(own)] = own, own_free
    return padded, unbound


def _trace(table: Array, a: Line, b: Line, codes_a: Array, codes_b: Array) -> list[tuple[int, int]]:
    """Places that stand over one another, on the way back from the highest score."""
    i, j = (int(x) for x in np.unravel_index(int(table.argmax()), table.shape))
    way: list[tuple[int, int]] = []
    while table[i, j] > 0:
        equal = codes_a[i - 1] == codes_b[j - 1]
        earns = int(a.free[i - 1] and b.free[j - 1]) if equal else -COST
        if table[i, j] == table[i - 1, j - 1] + earns:
            i, j = i - 1, j - 1
            way.append((i, j))
        elif table[i, j] == table[i - 1, j] - COST:
            i -= 1
        else:
            j -= 1
    return way[::-1]


def _passage(
    way: list[tuple[int, int]], a: Line, b: Line, codes_a: Array, codes_b: Array
) -> Passage:
    """The passage of a trace, with what is equal beside its ends: formula, which earned nothing."""
    for end, step in ((0, -1), (-1, 1)):
        i, j = way[end][0] + step, way[end][1] + step
        while 0 <= i < len(a) and 0 <= j < len(b) and codes_a[i] == codes_b[j]:
            way.insert(0 if end == 0 else len(way), (i, j))
            i, j = i + step, j + step
    one, other = np.array(way, np.int32).T
    equal = codes_a[one] == codes_b[other]
    gaps = sum(int(places[-1] - places[0]) + 1 - len(way) for places in (one, other))
    beyond = int((a.free[one] & b.free[other] & equal).sum())
    return Passage(one[equal], other[equal], beyond, int((~equal).sum()) + gaps)
