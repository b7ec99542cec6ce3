"""What is known of a run of members: how like they are, what they are, where they stand."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chengyan.han import has_han
from chengyan.rhetoric.likeness import affinity, alike, without_lead, without_tail
from chengyan.rhetoric.members import Member

# ASSUME: a neighbour is as like as the members of a run if it falls so little behind.
AS_LIKE = 0.4
_NOMINAL = frozenset("nmrfu")
_FIGURE = re.compile("[A-Za-z0-9]")

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


class Traits(NamedTuple):
    """What a member is by itself."""

    nouns: bool
    verbs: bool
    verb_object: bool
    predicate: bool
    idiom: bool
    one_word: bool
    four: bool
    figures: bool


def traits(member: Member) -> Traits:
    """What a member is by itself."""
    shape = member.shape
    first, last = shape[0], shape[-1]
    return Traits(
        set(shape) <= _NOMINAL,
        first in "vd" or shape == "i",
        first in "vd" and last == "n",
        first == "n" and last in "vai",
        "i" in shape,
        len(member.words) == 1,
        member.length == 4,
        _FIGURE.search(member.text) is not None,
    )


class Comparisons:
    """What is known of the members of a text and of neighbours, worked out once.

    Attributes
    ----------
    traits, alike, affinity, without_lead, without_tail : callable
        As the functions of these names.
    """

    def __init__(self) -> None:
        self.traits = cache(traits)
        self.alike = cache(alike)
        self.affinity = cache(affinity)
        self.without_lead = cache(without_lead)
        self.without_tail = cache(without_tail)


def features(
    run: Sequence[Member],
    chain: Sequence[Member],
    mark: str,
    text: str,
    known: Comparisons | None = None,
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
    known : Comparisons, optional
        What is known of the members already; many runs are of the same ones.

    Returns
    -------
    numpy.ndarray of float, shape (len(FEATURES),)
        Properties of the run (0 or 1), shares of its members that have one; ``members`` above two
        and ``length`` as logarithms.
    """
    known = known or Comparisons()
    lengths = [m.length for m in run]
    n = len(run)
    shares = [sum(column) / n for column in zip(*map(known.traits, run), strict=True)]
    nouns, verbs, verb_object, predicate, idioms, one_word, four, figures = shares
    first, last, last_character, places, shared, order = map(
        min, zip(*map(known.alike, run, run[1:]), strict=True)
    )
    mean, longest = sum(lengths) / n, max(lengths)
    same = float(longest == min(lengths))
    comma = float(mark == "，")
    before, after = text[: run[0].start], text[run[-1].end :]
    whole = float(n == len(chain))
    then_de = float(after.lstrip("”’")[:1] == "的")
    trims = [float(not any(end is m for m in chain)) for end in (run[0], run[-1])]
    return np.array(
        [
            np.log(n - 1),
            1 - n / len(chain),
            np.log(mean),
            same,
            (longest - min(lengths)) / longest,
            first,
            last,
            last_character,
            places,
            shared,
            order,
            nouns,
            verb_object,
            predicate,
            idioms,
            comma,
            mark == "；",
            same * verbs,
            same * comma,
            first * comma,
            last * nouns,
            first * nouns,
            order * same,
            one_word,
            four * (1 - nouns),
            four * nouns,
            (mean > 4) * (1 - nouns) * same,
            not has_han(before[-1:]) and not has_han(after[:1]) and whole,
            whole,
            whole * same * (1 - nouns) * (mark == "、") * (3 <= lengths[0] <= 8),
            trims[0] * trims[1] * (1 - then_de),
            third(run, chain, mark, known),
            "等" in text and any(w.text == "等" for m in chain for w in m.words),
            after[:1] == "等",
            then_de,
            before[-1:] in ("“", "‘") and after[:1] in ("”", "’"),
            after[:1] in "。！？",
            figures > 0,
            *trims,
        ],
        dtype=float,
    )


def third(run: Sequence[Member], chain: Sequence[Member], mark: str, known: Comparisons) -> bool:
    """Whether the member before or behind a run is as like its neighbour as those of the run."""
    i = next(i for i, m in enumerate(chain) if m.end >= run[0].end)
    j = i + len(run) - 1
    least = min(map(known.affinity, run, run[1:])) - AS_LIKE
    if i > 0 and run[0] is chain[i]:
        before = known.without_lead(chain[i - 1], run[0], mark)
        if known.affinity(before, run[0]) >= least:
            return True
    if j + 1 < len(chain) and run[-1] is chain[j]:
        behind = known.without_tail(chain[j + 1], run[-1], mark)
        return known.affinity(run[-1], behind) >= least
    return False
