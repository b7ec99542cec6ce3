"""What is known of a run of members: how like they are, what they are, where they stand."""

import re
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from chengyan.han import has_han
from chengyan.rhetoric.likeness import Alike, alike
from chengyan.rhetoric.members import Member, Run
from chengyan.rhetoric.reading import Members

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


T = TypeVar("T")


class Traits(NamedTuple, Generic[T]):
    """What a member is by itself, or how many of several are."""

    nouns: T
    verbs: T
    verb_object: T
    predicate: T
    idiom: T
    one_word: T
    four: T
    figures: T


def traits(member: Member) -> Traits[bool]:
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


def features(runs: Sequence[Run], members: Members) -> NDArray[np.float64]:
    """What is known of runs of members.

    Parameters
    ----------
    runs : sequence of Run
    members : Members
        Compares those of the text that they are in.

    Returns
    -------
    numpy.ndarray of float, shape (len(runs), len(FEATURES))
        Properties of a run (0 or 1), shares of its members that have one; ``members`` above two
        and ``length`` as logarithms.
    """
    if not runs:
        return np.empty((0, len(FEATURES)))
    # Most members, and most pairs of neighbours, are in several runs.
    number: dict[Member, int] = {}
    at = np.array([number.setdefault(m, len(number)) for run in runs for m in run.members])
    own = list(number)
    n = np.array([len(run.members) for run in runs])
    starts = np.cumsum(n) - n
    lengths = np.array([m.length for m in own])[at]
    longest, shortest = (of.reduceat(lengths, starts) for of in (np.maximum, np.minimum))
    mean = np.add.reduceat(lengths, starts) / n
    of_members = np.array([traits(m) for m in own], dtype=np.int64)[at]
    shares = Traits(*(np.add.reduceat(of_members, starts) / n[:, None]).T)
    least = Alike(*np.minimum.reduceat(_of_pairs(own, at, starts), starts - np.arange(len(n))).T)
    size = np.array([len(run.chain.members) for run in runs])
    marks = np.array([run.chain.mark for run in runs])
    around = Around(*np.array([_around(run) for run in runs], dtype=float).T)

    comma, whole = marks == "，", n == size
    same, phrases = (longest == shortest).astype(float), 1 - shares.nouns
    columns = {
        "members": np.log(n - 1),
        "left_out": 1 - n / size,
        "length": np.log(mean),
        "same_length": same,
        "spread": (longest - shortest) / longest,
        "first": least.first,
        "last": least.last,
        "last_character": least.last_character,
        "same_places": least.places,
        "shared": least.shared,
        "order": least.order,
        "nouns": shares.nouns,
        "verb_object": shares.verb_object,
        "predicate": shares.predicate,
        "idioms": shares.idiom,
        "comma": comma,
        "semicolon": marks == "；",
        "same_length_verbs": same * shares.verbs,
        "same_length_comma": same * comma,
        "first_comma": least.first * comma,
        "last_nouns": least.last * shares.nouns,
        "first_nouns": least.first * shares.nouns,
        "order_same_length": least.order * same,
        "one_word": shares.one_word,
        "four": shares.four * phrases,
        "four_nouns": shares.four * shares.nouns,
        "longer": (mean > 4) * phrases * same,
        "alone": around.alone * whole,
        "all_of_chain": whole,
        "phrases": whole
        * same
        * phrases
        * (marks == "、")
        * ((lengths[starts] >= 3) & (lengths[starts] <= 8)),
        "torn": around.lead * around.tail * (1 - around.then_de),
        "third": [
            third(run, affine, members) for run, affine in zip(runs, least.affinity, strict=True)
        ],
        "listed": around.listed,
        "then_deng": around.then_deng,
        "then_de": around.then_de,
        "quoted": around.quoted,
        "ends_sentence": around.ends_sentence,
        "figures": shares.figures > 0,
        "lead": around.lead,
        "tail": around.tail,
    }
    return np.column_stack([columns[name] for name in FEATURES]).astype(float)


def _of_pairs(
    own: Sequence[Member], at: NDArray[np.int64], starts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What of each two neighbours in runs is alike."""
    former = np.delete(np.arange(len(at)), np.append(starts[1:], len(at)) - 1)
    pairs, place = np.unique(at[former] * len(own) + at[former + 1], return_inverse=True)
    found = [alike(own[pair // len(own)], own[pair % len(own)]) for pair in pairs.tolist()]
    return np.array(found, dtype=float)[place]


class Around(NamedTuple, Generic[T]):
    """What stands round a run, and what was left off."""

    alone: T
    listed: T
    then_deng: T
    then_de: T
    quoted: T
    ends_sentence: T
    lead: T
    tail: T


def _around(run: Run) -> Around[bool]:
    members, text = run.chain.members, run.chain.text
    start, end = run.members[0].start, run.members[-1].end
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return Around(
        not has_han(before) and not has_han(after),
        "等" in text and any(word.text == "等" for m in members for word in m.words),
        after == "等",
        text[end:].lstrip("”’")[:1] == "的",
        before in ("“", "‘") and after in ("”", "’"),
        after in "。！？",
        run.members[0] not in members,
        run.members[-1] not in members,
    )


def third(run: Run, least: float, members: Members) -> bool:
    """Whether the member before or behind a run is as like its neighbour as those of the run.

    Parameters
    ----------
    run : Run
    least : float
        The least affinity of two neighbours in it.
    members : Members
    """
    own, (chain, mark, _) = run.members, run.chain
    start, end = run.at, run.at + len(own)
    if start > 0 and own[0] is chain[start]:
        before = members.without_lead(chain[start - 1], own[0], mark)
        if members.affinity(before, own[0]) >= least - AS_LIKE:
            return True
    if end < len(chain) and own[-1] is chain[end - 1]:
        behind = members.without_tail(chain[end], own[-1], mark)
        return members.affinity(own[-1], behind) >= least - AS_LIKE
    return False
