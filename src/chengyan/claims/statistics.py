"""One value a group, for any choice of its paragraphs, and without any one of its units.

Paragraphs, texts and groups are numbered from 0. A choice of paragraphs is a row of flags, so that
many are measured at once.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from chengyan.claims.measures import mattr
from chengyan.diversity import type_sum

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """Which paragraph a sentence is of, and which group and text a paragraph.

    Attributes
    ----------
    paragraph : array of int, shape (sentences,)
    group, text : array of int, shape (paragraphs,)
    groups : int
    several : array of bool, shape (groups,)
        Whether a text is left out at a time where texts are, and not a paragraph.
    """

    paragraph: Codes
    group: Codes
    text: Codes
    groups: int
    several: Flags

    def unit(self, unit: str) -> Codes:
        """The number of the unit that each paragraph is of: itself, or its text."""
        own = np.arange(len(self.group))
        if unit == "text":
            return np.where(self.several[self.group], len(own) + self.text, own)
        return own


@dataclass(frozen=True)
class Without:
    """Values of a group without one unit, an entry each: of which group, its value and size."""

    group: Codes
    rate: Array
    size: Array


class Statistic(Protocol):
    """A value and a size for each group."""

    def values(self, kept: Flags) -> tuple[Array, Array]:
        """Values and sizes, shape (choices, groups), of choices of shape (choices, paragraphs)."""
        ...

    def without(self, kept: Flags, unit: str) -> Without:
        """The same of one choice, shape (paragraphs,), without each of its units in turn."""
        ...


class Ratio:
    """Quotient of two sums over sentences, or the mean of such quotients over paragraphs.

    Parameters
    ----------
    layout : Layout
    numerator, denominator : array, shape (sentences,)
    each : {"sum", "paragraph"}
        Whether each unit of the denominator weighs the same, or each paragraph.
    """

    def __init__(
        self, layout: Layout, numerator: NDArray[Any], denominator: NDArray[Any], each: str
    ) -> None:
        self._layout, self._each = layout, each
        self._numerator, self._denominator = numerator.astype(float), denominator.astype(float)
        top, bottom = (self._by_paragraph(x) for x in (self._numerator, self._denominator))
        self._top, self._bottom = top, bottom
        if each == "paragraph":
            # Amount, weight and size of each paragraph.
            self._parts = np.stack([_quotient(top, bottom), bottom > 0, bottom], axis=1)
        else:
            self._parts = np.stack([top, bottom, bottom], axis=1)

    def _by_paragraph(self, numbers: Array) -> Array:
        layout = self._layout
        sums = np.bincount(layout.paragraph, weights=numbers, minlength=len(layout.group))
        return sums.astype(np.float64)

    def _totals(self, kept: Flags) -> Array:
        """Amount, weight and size, shape (choices, groups, 3)."""
        layout = self._layout
        chosen = kept.astype(float)
        return np.stack(
            [
                chosen[:, own] @ self._parts[own]
                for own in (layout.group == g for g in range(layout.groups))
            ],
            axis=1,
        )

    def values(self, kept: Flags) -> tuple[Array, Array]:
        """Quotients, and the sums of the denominators."""
        totals = self._totals(kept)
        return _quotient(totals[..., 0], totals[..., 1], np.nan), totals[..., 2]

    def without(self, kept: Flags, unit: str) -> Without:
        """The same without each paragraph, text or sentence."""
        layout = self._layout
        totals = self._totals(kept[None])[0]
        if unit == "sentence":
            here = kept[layout.paragraph]
            group, removed = layout.group[layout.paragraph[here]], self._sentences()[here]
        else:
            _, first, label = np.unique(
                layout.unit(unit)[kept], return_index=True, return_inverse=True
            )
            removed = np.zeros((len(first), 3))
            np.add.at(removed, label, self._parts[kept])
            group = layout.group[kept][first]
        left = np.maximum(totals[group] - removed, 0)
        return Without(group, _quotient(left[:, 0], left[:, 1], np.nan), left[:, 2])

    def _sentences(self) -> Array:
        """What each sentence takes away from amount, weight and size of its group."""
        if self._each == "sum":
            return np.stack([self._numerator, self._denominator, self._denominator], axis=1)
        place = self._layout.paragraph
        rate = _quotient(self._top, self._bottom)[place]
        left = self._bottom[place] - self._denominator
        some = left > 0
        lost = rate - np.where(some, _quotient(self._top[place] - self._numerator, left), 0)
        emptied = ~some & (self._denominator > 0)
        return np.stack([np.where(self._denominator > 0, lost, 0), emptied, self._denominator], 1)


class Median:
    """The median of values that stand in sentences, such as lengths of clauses."""

    def __init__(self, layout: Layout, value: Array, place: Codes) -> None:
        order = np.argsort(value, kind="stable")
        self._layout, self._value, self._place = layout, value[order], place[order]
        self._paragraph = layout.paragraph[self._place]
        self._group = layout.group[self._paragraph]

    def values(self, kept: Flags) -> tuple[Array, Array]:
        """Medians, and numbers of values."""
        shape = len(kept), self._layout.groups
        middle, size = np.full(shape, np.nan), np.zeros(shape)
        for i, chosen in enumerate(kept):
            for g in range(self._layout.groups):
                own = self._value[chosen[self._paragraph] & (self._group == g)]
                size[i, g] = len(own)
                if len(own):
                    middle[i, g] = (own[(len(own) - 1) // 2] + own[len(own) // 2]) / 2
        return middle, size

    def without(self, kept: Flags, unit: str) -> Without:
        """The same without each paragraph, text or sentence."""
        labels = self._place if unit == "sentence" else self._layout.unit(unit)[self._paragraph]
        parts = []
        for g in range(self._layout.groups):
            own = kept[self._paragraph] & (self._group == g)
            middle, size = _medians_without(self._value[own], labels[own])
            parts.append(Without(np.full(len(size), g), middle, size))
        return _joined(parts)


class Variety:
    """MATTR of tokens in running order."""

    def __init__(self, layout: Layout, code: Codes, paragraph: Codes, window: int) -> None:
        self._layout, self._window, self._paragraph = layout, window, paragraph
        # Numbers of two bytes are sorted ten times as fast.
        self._code = code.astype(np.min_scalar_type(code.max(initial=0)))
        self._group = layout.group[paragraph]

    def values(self, kept: Flags) -> tuple[Array, Array]:
        """MATTR, and numbers of tokens."""
        shape = len(kept), self._layout.groups
        variety, size = np.full(shape, np.nan), np.zeros(shape)
        for i, chosen in enumerate(kept):
            for g in range(self._layout.groups):
                own = self._code[chosen[self._paragraph] & (self._group == g)]
                variety[i, g], size[i, g] = mattr(own, self._window), len(own)
        return variety, size

    def without(self, kept: Flags, unit: str) -> Without:
        """The same without each paragraph or text; a sentence is shorter than a window."""
        labels = self._layout.unit(unit)[self._paragraph]
        parts = []
        for g in range(self._layout.groups):
            own = kept[self._paragraph] & (self._group == g)
            variety, size = _mattr_without(self._code[own], labels[own], self._window)
            parts.append(Without(np.full(len(size), g), variety, size))
        return _joined(parts)


def _quotient(top: Array, bottom: Array, empty: float = 0.0) -> Array:
    found: Array = np.divide(top, bottom, out=np.full(np.shape(top), empty), where=bottom > 0)
    return found


def _joined(parts: list[Without]) -> Without:
    return Without(
        np.concatenate([part.group for part in parts]).astype(np.int64),
        np.concatenate([part.rate for part in parts]),
        np.concatenate([part.size for part in parts]),
    )


def _runs(labels: Codes) -> list[Codes]:
    """Positions of each label, labels in order, positions rising."""
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(order) else []


def _medians_without(values: Array, labels: Codes) -> tuple[Array, Array]:
    """Medians of sorted values without those of each label."""
    n, middle, size = len(values), [], []
    for gone in _runs(labels):
        left = n - len(gone)
        size.append(float(left))
        ranks = [(left - 1) // 2, left // 2]
        # Values gone before a rank move it up.
        for place in gone.tolist():
            ranks = [rank + (place <= rank) for rank in ranks]
        middle.append((values[ranks[0]] + values[ranks[1]]) / 2 if left else np.nan)
    return np.array(middle), np.array(size)


def _mattr_without(codes: Codes, labels: Codes, window: int) -> tuple[Array, Array]:
    """MATTR without the tokens of each label, which stand together.

    Only windows that touch what is left out change, so only those are counted anew.
    """
    n, variety, size = len(codes), [], []
    total = type_sum(codes, window)
    for gone in _runs(labels):
        start, end = int(gone[0]), int(gone[-1]) + 1
        left = n - len(gone)
        size.append(float(left))
        if end - start != len(gone) or left < window:
            variety.append(mattr(np.delete(codes, gone), window))
            continue
        before, after = codes[max(start - window + 1, 0) : start], codes[end : end + window - 1]
        touched = np.concatenate([before, codes[start:end], after])
        types = total - type_sum(touched, window) + type_sum(np.append(before, after), window)
        variety.append(types / (window * (left - window + 1)))
    return np.array(variety), np.array(size)
