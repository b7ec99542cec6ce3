"""The instrument: a small model over what speaks for each code, learned from a coded sample."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from chengyan.priorities.evidence import SOURCES, Evidence

Array = NDArray[np.float64]

# ASSUME before any sentence is coded: the sentence counts most, then its heading.
PRIOR = np.array([2.0, 2.0, 1.0, 0.5, 0.3, 0.5, 0.3, 0.3])

# ASSUME a hundred coded sentences move these somewhat, and what a code has by itself little.
PULL, PULL_BIAS = 3.0, 4.0


@dataclass(frozen=True)
class Instrument:
    """Weights of a conditional logit over codes.

    Attributes
    ----------
    codes : tuple of str
    sources : array, shape (len(SOURCES),)
        What a unit of each kind of evidence adds to the log odds of its code.
    bias, silent_bias : array, shape (codes,)
        What a code has by itself, and more where no cue stands in the sentence.
    """

    codes: tuple[str, ...]
    sources: Array
    bias: Array
    silent_bias: Array

    def probabilities(self, found: Evidence) -> Array:
        """The probability of each code, sentences × codes."""
        return np.asarray(softmax(self._scores(found), axis=1))

    def _scores(self, found: Evidence) -> Array:
        return np.asarray(
            found.support @ self.sources + self.bias + np.outer(found.silent, self.silent_bias)
        )


def fit(
    found: Evidence,
    primary: Sequence[str],
    codes: Sequence[str],
    *,
    pull: float = PULL,
    pull_bias: float = PULL_BIAS,
) -> Instrument:
    """Learn how much each kind of evidence counts (a conditional logit, penalised).

    Parameters
    ----------
    found : Evidence
        Of the coded sentences.
    primary : sequence of str
        Their primary codes.
    codes : sequence of str
    pull : float
        How strongly the weights of sources are held to `PRIOR`.
    pull_bias : float
        How strongly codes are held to be alike before anything is seen of a sentence.

    Returns
    -------
    Instrument
        Without a coded sentence, that of the prior.

    References
    ----------
    McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. In: Frontiers
    in Econometrics, 105-142.
    """
    n, k = len(SOURCES), len(codes)
    place = {code: i for i, code in enumerate(codes)}
    truth = np.array([place[code] for code in primary], dtype=int)
    rows = np.arange(len(truth))

    def loss(x: Array) -> tuple[float, Array]:
        weights, bias, silent = x[:n], x[n : n + k], x[n + k :]
        scores = found.support @ weights + bias + np.outer(found.silent, silent)
        logs = log_softmax(scores, axis=1)
        off = np.exp(logs)
        off[rows, truth] -= 1
        value = (
            -logs[rows, truth].sum()
            + pull / 2 * ((weights - PRIOR) ** 2).sum()
            + pull_bias / 2 * (bias @ bias + silent @ silent)
        )
        gradient = np.concatenate(
            [
                np.einsum("ik,iks->s", off, found.support) + pull * (weights - PRIOR),
                off.sum(axis=0) + pull_bias * bias,
                off[found.silent].sum(axis=0) + pull_bias * silent,
            ]
        )
        return float(value), gradient

    start = np.concatenate([PRIOR, np.zeros(2 * k)])
    x = minimize(loss, start, jac=True, method="L-BFGS-B").x if len(truth) else start
    return Instrument(tuple(codes), x[:n], x[n : n + k], x[n + k :])
