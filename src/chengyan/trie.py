"""Where terms stand in a long text, all places looked at at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Trie:
    """Finds terms by their characters, one after the other.

    Parameters
    ----------
    terms : sequence of str
        None is empty, none stands twice.

    Notes
    -----
    A double-array trie: from state s the character numbered c leads to state base[s] + c, if that
    one's parent is s.

    References
    ----------
    Aoe, J. (1989). An efficient digital search algorithm by using a double-array structure. IEEE
    Transactions on Software Engineering, 15(9), 1066-1077.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        followers: dict[str, str] = {"": ""}
        for term in terms:
            for end in range(1, len(term) + 1):
                if term[:end] not in followers:
                    followers[term[:end]] = ""
                    followers[term[: end - 1]] += term[end - 1]
        # Characters of no term have number 0, which leads nowhere.
        numbers = {c: number for number, c in enumerate(sorted(set("".join(terms))), start=1)}
        self._numbers = np.zeros(0x110000, np.int32)
        self._numbers[list(map(ord, numbers))] = list(numbers.values())
        self._longest = max(map(len, terms), default=0)

        taken = bytearray(b"\1")
        tried = 0
        states, bases, parents = {"": 0}, {}, {}
        for prefix, characters in followers.items():
            if not characters:
                continue
            state, own = states[prefix], [numbers[character] for character in characters]
            base = bases[state] = _room(own, taken, tried if len(own) > 1 else 0)
            # Several find no room where others have looked for it.
            tried = base if len(own) > 1 else tried
            taken.extend(bytes(max(base + max(own) + 1 - len(taken), 0)))
            for character, number in zip(characters, own, strict=True):
                taken[base + number] = 1
                states[prefix + character] = base + number
                parents[base + number] = state
        # No number leads out of the arrays.
        size = len(taken) + len(numbers) + 1
        self._base, self._parent, self._term = np.full((3, size), -1, np.int32)
        for column, values in (
            (self._base, bases),
            (self._parent, parents),
            (self._term, {states[term]: number for number, term in enumerate(terms)}),
        ):
            column[list(values)] = list(values.values())

    def find(self, text: str) -> tuple[Array, Array]:
        """Every occurrence of every term, from left to right, short first.

        Returns
        -------
        start, number : numpy.ndarray
            Where it stands, in characters; the place of the term among `terms`.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        number = np.append(self._numbers[codes], np.zeros(self._longest, np.int32))
        at = np.flatnonzero(number)
        state = np.zeros(len(at), np.int32)
        starts, terms = [at[:0]], [state[:0]]
        for length in range(self._longest):
            if not len(at):
                break
            following = self._base.take(state) + number.take(at + length)
            known = np.flatnonzero(self._parent.take(following) == state)
            at, state = at.take(known), following.take(known)
            term = self._term.take(state)
            ends = np.flatnonzero(term >= 0)
            starts.append(at.take(ends))
            terms.append(term.take(ends))
        start = np.concatenate(starts)
        order = np.argsort(start, kind="stable")
        return start[order], np.concatenate(terms)[order]


def _room(numbers: Sequence[int], taken: bytearray, least: int) -> int:
    """A base, `least` or more, from which none of some numbers leads to a state that is taken."""
    at = least + numbers[0]
    while True:
        at = taken.find(0, at)
        if at < 0:
            return max(len(taken), least)
        base = at - numbers[0]
        if not any(taken[base + number : base + number + 1] == b"\1" for number in numbers):
            return base
        at += 1
