"""The learned weights of the features of a run, and how sure they make us."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of
from chengyan.rhetoric.features import FEATURES

COLUMNS = ("device", "feature", "weight")
INTERCEPT = "intercept"
# The devices that are found by weights.
LEARNED = ("parallelism", "antithesis")


@dataclass(frozen=True)
class Scorer:
    """A logistic regression over `FEATURES`.

    Attributes
    ----------
    intercept : float
    weights : numpy.ndarray of float, shape (len(FEATURES),)
    """

    intercept: float
    weights: NDArray[np.float64]

    def score(self, features: NDArray[np.float64]) -> float:
        """How likely coders call a run with these features an instance, 0 to 1."""
        return float(1 / (1 + np.exp(-self.intercept - features @ self.weights)))

    def scores(self, features: NDArray[np.float64]) -> list[float]:
        """That of each of several runs, a row each, one by one: as a product they would differ."""
        return [self.score(row) for row in features]


def read_scorers(path: str | Path, devices: Collection[str]) -> dict[str, Scorer]:
    """Read weights (the columns of `COLUMNS`, tab-separated), a scorer for each device.

    Parameters
    ----------
    path : path
    devices : collection of str
        Those that there must be weights for.

    Raises
    ------
    LexiconError
        With file and line: for an unknown device or feature, one that stands twice, a weight that
        is no number; for a device without an intercept.

    Notes
    -----
    Features without a row weigh nothing.
    """
    names = (INTERCEPT, *FEATURES)
    found: dict[str, dict[str, float]] = {device: {} for device in devices}
    for place, row in rows_of(path, COLUMNS, key=("device", "feature"), term="feature"):
        one_of(row["device"], devices, "device", place)
        one_of(row["feature"], names, "feature", place)
        try:
            weight = float(row["weight"])
        except ValueError:
            weight = np.nan
        if not np.isfinite(weight):
            raise LexiconError(place, f"weight {row['weight']!r} is no number", "Refit the table")
        found[row["device"]][row["feature"]] = weight
    for device, weights in found.items():
        if INTERCEPT not in weights:
            raise LexiconError(str(path), f"{device} has no {INTERCEPT}", "Refit the table")
    return {
        device: Scorer(weights[INTERCEPT], np.array([weights.get(name, 0.0) for name in FEATURES]))
        for device, weights in found.items()
    }
