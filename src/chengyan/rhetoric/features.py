"""What is known of a run of members: how like they are, what they are, where they stand."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chengyan.han import han_only
from chengyan.rhetoric.likeness import (
    affinity,
    order,
    places,
    same_first,
    same_last,
    without_lead,
    without_tail,
)
from chengyan.rhetoric.members import Member

# ASSUME: a neighbour is as like as the members of a run if it falls so little behind.
AS_LIKE = 0.4

# What is known of a run, in the order of the columns of `features`.
FEATURES = (
    "members",
    "left_out",
    "length",
    "same_length",
    "spread",
    "first",
    "last",
    "last_character",
    "same_places",
    "shared",
    "order",
    "nouns",
    "verb_object",
    "predicate",
    "idioms",
    "comma",
    "semicolon",
    "same_length_verbs",
    "same_length_comma",
    "first_comma",
    "last_nouns",
    "first_nouns",
    "order_same_length",
    "one_word",
    "four",
    "four_nouns",
    "longer",
    "alone",
    "all_of_chain",
    "phrases",
    "torn",
    "third",
    "listed",
    "then_deng",
    "then_de",
    "quoted",
    "ends_sentence",
    "figures",
    "lead",
    "tail",
)


def features(
    run: Sequence[Member], chain: Sequence[Member], mark: str, text: str
) -> NDArray[np.float64]:
    """What is known of a run of members.

    Parameters
    ----------
    run : sequence of Member
    chain : sequence of Member
        The chain that it is taken from.
    mark : str
        What joins them.
    text : str
        The sentence.

    Returns
    -------
    numpy.ndarray of float, shape (len(FEATURES),)
        Properties of the run (0 or 1), shares of its members that have one; ``members`` above two
        and ``length`` as logarithms.
    """
    pairs = list(pairwise(run))
    lengths = [m.length for m in run]
    n = len(run)

    def share(of: Callable[[Member], bool]) -> float:
        return sum(of(m) for m in run) / n

    def least(of: Callable[[Member, Member], float]) -> float:
        return float(min(of(a, b) for a, b in pairs))

    nouns = share(lambda m: set(m.shape) <= set("nmrfu"))
    verbs = share(lambda m: m.shape[0] in "vd" or m.shape == "i")
    first, last = least(same_first), least(same_last)
    same = float(len(set(lengths)) == 1)
    ordered = least(lambda a, b: order(a.shape, b.shape))
    comma = float(mark == "，")
    before, after = text[: run[0].start], text[run[-1].end :]
    whole = float(n == len(chain))
    then_de = float(after.lstrip("”’")[:1] == "的")
    trims = [float(not any(end is m for m in chain)) for end in (run[0], run[-1])]
    return np.array(
        [
            np.log(n - 1),
            1 - n / len(chain),
            np.log(np.mean(lengths)),
            same,
            (max(lengths) - min(lengths)) / max(lengths),
            first,
            last,
            least(lambda a, b: a.text[-1] == b.text[-1]),
            least(places),
            least(lambda a, b: len(set(a.text) & set(b.text)) / min(a.length, b.length)),
            ordered,
            nouns,
            share(lambda m: m.shape[0] in "vd" and m.shape[-1] == "n"),
            share(lambda m: m.shape[0] == "n" and m.shape[-1] in "vai"),
            share(lambda m: "i" in m.shape),
            comma,
            float(mark == "；"),
            same * verbs,
            same * comma,
            first * comma,
            last * nouns,
            first * nouns,
            ordered * same,
            share(lambda m: len(m.words) == 1),
            share(lambda m: m.length == 4) * (1 - nouns),
            share(lambda m: m.length == 4) * nouns,
            float(np.mean(lengths) > 4) * (1 - nouns) * same,
            float(not han_only(before[-1:]) and not han_only(after[:1]) and n == len(chain)),
            whole,
            whole * same * (1 - nouns) * (mark == "、") * (3 <= lengths[0] <= 8),
            trims[0] * trims[1] * (1 - then_de),
            float(third(run, chain, mark)),
            float(any(w.text == "等" for m in chain for w in m.words)),
            float(after[:1] == "等"),
            then_de,
            float(before[-1:] in ("“", "‘") and after[:1] in ("”", "’")),
            float(after[:1] in "。！？"),
            float(any(c.isascii() and c.isalnum() for m in run for c in m.text)),
            *trims,
        ],
        dtype=float,
    )


def third(run: Sequence[Member], chain: Sequence[Member], mark: str) -> bool:
    """Whether the member before or behind a run is as like its neighbour as those of the run."""
    i = next(i for i, m in enumerate(chain) if m.end >= run[0].end)
    j = i + len(run) - 1
    least = min(affinity(a, b) for a, b in pairwise(run)) - AS_LIKE
    if i > 0 and run[0] is chain[i]:
        before = without_lead(chain[i - 1], run[0], mark)
        if affinity(before, run[0]) >= least:
            return True
    if j + 1 < len(chain) and run[-1] is chain[j]:
        behind = without_tail(chain[j + 1], run[-1], mark)
        return affinity(run[-1], behind) >= least
    return False
