"""Effects: the values of groups turned into one number for two sides, and its range."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chengyan.claims.statistics import Array, Codes, Flags, Statistic

Scale = Callable[[Array, Array], Array]


def log_ratio(rate: Array, size: Array) -> Array:
    """Binary logarithm of a rate, half an occurrence added, as in `chengyan.keyness`."""
    result: Array = np.log2((rate * size + 0.5) / (size + 0.5))
    return result


def log_odds(share: float, alpha0: float) -> Scale:
    """Binary logarithm of the odds, shrunk by a prior of `alpha0` words that have this share."""

    def scale(rate: Array, size: Array) -> Array:
        held = rate * size + alpha0 * share
        result: Array = np.log2(held / (size + alpha0 - held))
        return result

    return scale


def log_mean(rate: Array, _size: Array) -> Array:
    """Binary logarithm of a mean, whatever its size."""
    result: Array = np.log2(rate)
    return result


@dataclass(frozen=True)
class Sides:
    """Positions of the groups on either side, and the scale on which these are compared."""

    more: Codes
    less: Codes
    scale: Scale

    def effects(self, rates: Array, sizes: Array) -> Array:
        """Effects of values and sizes of groups, shape (choices, groups)."""
        (more, n_more), (less, n_less) = (
            self.side(rates, sizes, own) for own in (self.more, self.less)
        )
        # Where neither side has any, halves of an occurrence would tell of sizes alone.
        some = (more > 0) | (less > 0)
        result = np.where(np.isnan(more + less), np.nan, 0.0)
        result[some] = self.scale(more[some], n_more[some]) - self.scale(less[some], n_less[some])
        return result

    @staticmethod
    def side(rates: Array, sizes: Array, own: Codes) -> tuple[Array, Array]:
        """Value and size of a side: each of its groups weighs the same."""
        return rates[..., own].mean(axis=-1), sizes[..., own].sum(axis=-1)

    def span(self, statistic: Statistic, kept: Flags, unit: str) -> tuple[float, float]:
        """Lowest and highest effect of one choice, and of it without each of its units."""
        rates, sizes = statistic.values(kept[None])
        without = statistic.without(kept, unit)
        row = np.arange(len(without.group))
        one_rate, one_size = (np.repeat(x, len(row), axis=0) for x in (rates, sizes))
        one_rate[row, without.group], one_size[row, without.group] = without.rate, without.size
        # A unit that was all there was of a group cannot be left out.
        found = np.append(self.effects(one_rate, one_size), self.effects(rates, sizes))
        return float(np.nanmin(found)), float(np.nanmax(found))
