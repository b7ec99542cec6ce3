"""Shares of codes in a text, corrected by a coded sample for the mistakes of a classifier."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from chengyan.errors import TableError
from chengyan.tables import read_table, require_columns

Array = NDArray[Any]

COVERAGE = Path(str(files("chengyan.priorities"))) / "coverage.csv"
UNITS = ("group", "doc_id", "sentence", "predicted", "true", "inclusion", "weight")

# ASSUME with fewer coded units in a group, or fewer of a code, nothing is told of it.
LEAST_CODED, LEAST_POSITIVES = 50, 5
# An interval of 95 % that holds the truth less often is none.
LEAST_COVERAGE = 0.90
# ASSUME what is taken for likely before a predicted code is looked into weighs as much as this
# many coded sentences (benchmarks/priority_correction.py).
PRIOR = 3.0


@dataclass(frozen=True)
class CodedCounts:
    """What a coded sample says of a group; leading axes, if there are any, are samples.

    Attributes
    ----------
    confused : numpy.ndarray, shape (..., codes, codes)
        Coded units by predicted and true code, in sentences that they are worth.
    known : numpy.ndarray, shape (..., codes)
        Weight by code of units that are coded, or that could not be drawn.
    waiting : numpy.ndarray, shape (..., codes)
        Weight by predicted code of the others.
    squares : numpy.ndarray, shape (..., codes)
        The same of squared weights, those of a sentence's units with one prediction taken together.
    """

    confused: Array
    known: Array
    waiting: Array
    squares: Array


def corrected_shares(
    units: pd.DataFrame, codes: Sequence[str], counted: Collection[str]
) -> pd.DataFrame:
    """Correct the shares of codes in each group for mistakes that its coded sample shows.

    Parameters
    ----------
    units : pandas.DataFrame
        All units (quasi-sentences) of the texts: group; doc_id; sentence, its number in the text;
        predicted, a code by a model that has not seen the unit; true, the code that it was given
        by hand, empty where it was given none; inclusion, the probability with which its sentence
        was drawn, 0 where it could not be; weight, 1 for shares of units, its length for shares of
        characters.
    codes : sequence of str
        All codes, in the order wanted.
    counted : collection of str
        Codes whose shares are among counted units; those of others are among all.

    Returns
    -------
    pandas.DataFrame
        A row for each group and code with group, code, share, ci_low, ci_high, coded (units of the
        group coded by hand) and positives (of these, with the code).

    Raises
    ------
    TableError
        For a missing column, a code that is none, a probability or weight that cannot be, a coded
        unit that could not have been drawn, a sentence of which some units only are coded.

    Notes
    -----
    A unit that is coded counts as its true code. One with predicted code k that is not counts as
    code c in part, q_kc = (n_kc + s p_kc) / (n_k + s): n_kc of n_k coded units with that prediction
    are c, s is `PRIOR`, and p_kc what is likely before k is looked into: the accuracy of all
    predictions for c = k, and else the rest of it, by the share of c among coded units. Coded units
    count by weight (1 - i) / i, i the inclusion, scaled to add up to Kish's effective number of
    sentences, for it is sentences that are drawn: units of one sentence are taken as one.

    This is poststratification by prediction, shrunk. As the sample grows it tends to the truth
    whatever the mistakes are; in a small one it is drawn towards mistakes being alike and is not
    unbiased. ASSUME that units which could not be drawn (inclusion 0) are what they are predicted.

    The interval is share ± (t sd + half a unit), clipped to 0..1, which shares never leave: sd is
    that of the linearised ratio, where coded units are certain and the q_kc of others follow
    Dirichlet distributions; t has one degree of freedom less than there are effective sentences. It
    tells of the text as it stands: not of other texts, nor of mistakes of those who coded.

    Share and interval are NaN below `LEAST_CODED` and `LEAST_POSITIVES`, the interval also where a
    simulation did not show that it covers (`covers`), and where all that could be drawn is coded
    and something is left that could not. Where all is coded, shares are exact and all are told.

    The predictions must not come from a model that was made on the same coded units.

    References
    ----------
    Holt, D., & Smith, T. M. F. (1979). Post stratification. JRSS A, 142(1), 33-46.
    Egami, N., Hinck, M., Stewart, B. M., & Wei, H. (2023). Using imperfect surrogates for
    downstream inference: Design-based supervised learning. NeurIPS 36. What it proposes was tried
    beside this one: benchmarks/priority_correction.py.
    """
    _check(units, codes, counted)
    is_counted = np.isin(np.array(codes), list(counted))
    tables = []
    for group, rows in units.groupby("group", sort=False):
        evidence = evidence_of(rows, codes)
        share, half = calibrated(evidence, is_counted)
        true = rows["true"][rows["true"] != ""]
        positives = true.value_counts().reindex(list(codes), fill_value=0).to_numpy()
        drawn = len(rows.loc[true.index, ["doc_id", "sentence"]].drop_duplicates())
        whole = len(true) == len(rows)
        told = whole | ((len(true) >= LEAST_CODED) & (positives >= LEAST_POSITIVES))
        # Where nothing waits but what could not be drawn, there is a width of 0 that may not hold.
        held = evidence.waiting.any() & np.array([covers(drawn, int(n)) for n in positives])
        held = told & (whole | held)
        table = {
            "group": group,
            "code": list(codes),
            "share": np.where(told, share, np.nan),
            "ci_low": np.where(held, np.clip(share - half, 0, 1), np.nan),
            "ci_high": np.where(held, np.clip(share + half, 0, 1), np.nan),
            "coded": len(true),
            "positives": positives,
        }
        tables.append(pd.DataFrame(table))
    return pd.concat(tables, ignore_index=True)


def evidence_of(rows: pd.DataFrame, codes: Sequence[str]) -> CodedCounts:
    """What the units of one group say, as of `corrected_shares`."""
    size = len(codes)
    place = {code: i for i, code in enumerate(codes)}
    predicted = rows["predicted"].map(place).to_numpy(int)
    true = rows["true"].map(place).fillna(-1).to_numpy(int)
    weight, inclusion = rows["weight"].to_numpy(float), rows["inclusion"].to_numpy(float)
    sentence = rows.groupby(["doc_id", "sentence"], sort=False).ngroup().to_numpy()
    coded = true >= 0
    waits = ~coded & (inclusion > 0)
    stands_for = weight[coded] * (1 - inclusion[coded]) / inclusion[coded]
    of_sentences = np.bincount(sentence[coded], stands_for)
    scale = of_sentences.sum() / max((of_sentences**2).sum(), np.finfo(float).tiny)
    cell = predicted[coded] * size + true[coded]
    at_once = np.bincount(
        sentence[waits] * size + predicted[waits], weight[waits], (sentence.max() + 1) * size
    )
    known = np.where(coded, true, predicted)
    # Of nothing, bincount gives integers.
    return CodedCounts(
        confused=scale * np.bincount(cell, stands_for, size**2).reshape(size, size),
        known=np.bincount(known[~waits], weight[~waits], size).astype(float),
        waiting=np.bincount(predicted[waits], weight[waits], size).astype(float),
        squares=(at_once.reshape(-1, size) ** 2).sum(axis=0, dtype=float),
    )


def calibrated(
    evidence: CodedCounts, counted: Array, *, prior: float = PRIOR
) -> tuple[Array, Array]:
    """Shares of codes and half the width of their intervals of 95 %, which are not clipped.

    Parameters
    ----------
    evidence : CodedCounts
    counted : numpy.ndarray of bool, shape (codes,)
        Whose shares are among counted units.
    prior : float
        Coded sentences that it is worth, above 0.

    Returns
    -------
    tuple of numpy.ndarray, shape (..., codes)
        NaN where nothing is counted.
    """
    confused, waiting = evidence.confused, evidence.waiting
    total = confused.sum(axis=(-2, -1))
    right = np.trace(confused, axis1=-2, axis2=-1)
    rate = np.divide(right, total, out=np.ones_like(total), where=total > 0)
    likely = _likely(confused, rate, prior)
    weight = evidence.known + np.einsum("...k,...kc->...c", waiting, likely)
    whole = np.where(
        counted, weight[..., counted].sum(axis=-1, keepdims=True), weight.sum(-1, keepdims=True)
    )
    share = np.divide(weight, whole, out=np.full_like(weight, np.nan), where=whole > 0)
    # That no mistake was seen does not show that there is none.
    likely = _likely(confused, (right + 0.5) / (total + 1), prior)
    among = np.where(counted, likely[..., counted].sum(axis=-1, keepdims=True), 1.0)
    ratio = share[..., None, :]
    mean = likely - ratio * among
    variance = likely * (1 - ratio) ** 2 + (among - likely) * ratio**2 - mean**2
    worth = confused.sum(axis=-1) + prior
    of_class = (evidence.squares * worth + waiting**2) / (worth + 1)
    error = np.sqrt(np.einsum("...k,...kc->...c", of_class, np.maximum(variance, 0)))
    freedom = np.maximum(total - 1, 1)
    # What is not coded is a whole number of units, so that half of one is added.
    weights, squares = waiting.sum(axis=-1), evidence.squares.sum(axis=-1)
    unit = np.divide(squares, weights, out=np.zeros_like(weights), where=weights > 0)
    half = stdtrit(freedom, 0.975)[..., None] * error + unit[..., None] / 2
    return share, np.divide(half, whole, out=np.full_like(half, np.nan), where=whole > 0)


def covers(drawn: int, positives: int) -> bool:
    """Whether intervals were shown to hold the truth in 90 % of cases at the least.

    Parameters
    ----------
    drawn, positives : int
        Coded sentences of the group and coded units of the code; rounded down to the next ones
        that were simulated, in this order. Below the least there is nothing shown.
    """
    rows = _coverage()
    for name, value in (("drawn", drawn), ("positives", positives)):
        rows = rows[rows[name] <= value]
        rows = rows[rows[name] == rows[name].max()]
    return bool((rows["coverage"] >= LEAST_COVERAGE).any())


@cache
def _coverage() -> pd.DataFrame:
    return read_table(COVERAGE, ["drawn", "positives", "coverage"])


def _likely(confused: Array, rate: Array, prior: float) -> Array:
    """Of units with a predicted code, which part is which code; (..., predicted, true)."""
    size = confused.shape[-1]
    same = np.eye(size, dtype=bool)
    true = confused.sum(axis=-2) + 0.5
    others = np.where(same, 0.0, true[..., None, :])
    others /= others.sum(axis=-1, keepdims=True)
    rate = np.asarray(rate)[..., None, None]
    before = np.where(same, rate, (1 - rate) * others)
    worth = confused.sum(axis=-1, keepdims=True)
    return np.asarray((confused + prior * before) / (worth + prior))


def _check(units: pd.DataFrame, codes: Sequence[str], counted: Collection[str]) -> None:
    """Raise TableError for units that cannot be."""
    require_columns(units, UNITS, "units")
    coded = units["true"] != ""
    inclusion, weight = units["inclusion"], units["weight"]
    unknown = {*units["predicted"], *units["true"][coded], *counted} - set(codes)
    parts = coded.groupby([units["doc_id"], units["sentence"]]).nunique()
    problems = {
        f"unknown code {', '.join(sorted(map(repr, unknown)))}": bool(unknown),
        "inclusion is no probability": not inclusion.between(0, 1).all(),
        "a weight is no number of 0 or more": not weight.between(0, np.inf, "left").all(),
        "a coded unit has inclusion 0": (coded & (inclusion == 0)).any(),
        f"a sentence is coded in part: {parts.index[parts > 1].tolist()[:3]}": (parts > 1).any(),
        "there are no units": units.empty,
    }
    for problem, is_so in problems.items():
        if is_so:
            raise TableError(
                "units", problem, "Mend the table that the units are put together from"
            )
