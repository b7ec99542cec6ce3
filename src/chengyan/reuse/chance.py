"""How many passages two texts share by chance: those of the same words in random order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from chengyan.randomness import generator_of
from chengyan.reuse.align import align
from chengyan.reuse.lines import Text
from chengyan.reuse.seeds import candidates

# ASSUME no passage scores less: five characters beyond formulas are a phrase of everyday.
FLOOR = 5
# Pairs of shuffled texts, and the passages among these that a count needs to be believed.
DRAWS, COUNTED = 500, 10


@dataclass(frozen=True)
class Chance:
    """The number of passages by chance that score at least so much.

    Attributes
    ----------
    counts : tuple of int
        Passages of shuffled texts that score FLOOR, FLOOR + 1, … or more; falling.
    area : float
        Sum over pairs of shuffled texts of the product of their lengths in Han characters.
    decay : float
        Of the logarithm of the number, with each character more.
    """

    counts: tuple[int, ...]
    area: float
    decay: float

    def expected(self, score: int, a: int, b: int) -> float:
        """Passages of at least that score between texts of `a` and `b` Han characters.

        Notes
        -----
        As many as were counted, for texts of that size; where fewer than ten were counted, the
        number falls from there by exp(-decay) a character, as it does for the best local alignments
        of random sequences (Karlin & Altschul 1990). Where none at all was counted, one is added.

        References
        ----------
        Karlin, S., & Altschul, S. F. (1990). Methods for assessing the statistical significance of
        molecular sequence features by using general scoring schemes. PNAS 87(6), 2264-2268.
        """
        sure = max((i for i, n in enumerate(self.counts) if n >= COUNTED), default=0)
        at = min(score - FLOOR, sure)
        number = max(self.counts[at] if at >= 0 and self.counts else 0, 1)
        return number * math.exp(-self.decay * (score - FLOOR - at)) * a * b / self.area

    def least(self, a: int, b: int, level: float) -> int:
        """The lowest score of which fewer than `level` passages are expected."""
        score = FLOOR
        while self.expected(score, a, b) >= level:
            score += 1
        return score


def chance_of(
    texts: Sequence[Text], pairs: Sequence[tuple[int, int]], *, seed: int, draws: int = DRAWS
) -> Chance:
    """Count the passages of texts in which the words of each sentence stand in random order.

    Such texts keep their words, their formulas, and which words a sentence holds together, so that
    texts about the same things stay so; but they cannot have copied a wording.

    Parameters
    ----------
    texts : sequence of Text
    pairs : sequence of pairs of int
        Numbers of the texts that are compared, one pair at the least.
    seed : int
    draws : int
        Pairs of shuffled texts, all pairs in turn; of more pairs than that, a sample.

    Notes
    -----
    Real sentences put words in an order that grammar and usage favour, so that two texts share more
    short phrases than shuffled ones: a passage beyond chance is one that the choice of words does
    not explain; it may yet be a phrase of the genre.
    """
    which = list(range(len(pairs)))
    if len(pairs) > draws:
        chosen = generator_of(seed, "pairs of reuse").choice(len(pairs), draws, replace=False)
        which = sorted(int(k) for k in chosen)
    counted: dict[int, int] = {}
    area = 0.0
    for turn, start in enumerate(range(0, draws, len(which))):
        those = [pairs[k] for k in which[: draws - start]]
        numbers = sorted({k for pair in those for k in pair})
        drawn = [
            texts[k].shuffled(generator_of(seed, f"reuse {texts[k].doc_id} {turn}"))
            for k in numbers
        ]
        place = {k: i for i, k in enumerate(numbers)}
        wanted = [(place[a], place[b]) for a, b in those]
        area += sum(drawn[a].han * drawn[b].han for a, b in wanted)
        for a, b, found in candidates(drawn, wanted):
            lines = [(drawn[a].lines[i], drawn[b].lines[j]) for i, j in found]
            for passage in chain.from_iterable(align(lines, FLOOR)):
                counted[passage.score] = counted.get(passage.score, 0) + 1
    highest = max(counted, default=FLOOR - 1)
    counts = tuple(
        sum(n for score, n in counted.items() if score >= least)
        for least in range(FLOOR, highest + 1)
    )
    # The decay of a geometric law; one passage of one character more is added, lest it be infinite.
    above = sum(counts[1:]) + 1
    return Chance(counts, area, math.log1p((sum(counts[:1]) + 1) / above))
