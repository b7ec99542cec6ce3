"""Texts whose codes are known, predictions that mistake them, and samples drawn to be coded."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import expit, logit

from chengyan.quasi_sentences import split_parts
from chengyan.tables import read_table

ERRORS = ("even", "uneven", "sink", "lost")
NOT_COUNTED = ("CONG", "HIST", "NONE")
# Sentences shorter than this could not be drawn, in characters.
SHORT = 6
# ASSUME of two sentences in a row, one has the code of the other, chance left aside: measured on
# the coded sample in a paragraph (18 pairs, 83 % alike) and across its end (42 pairs, 29 %).
STAYS, STAYS_ACROSS = 0.8, 0.2
# ASSUME which part of the variance of whether a prediction is right lies between paragraphs.
OF_PARAGRAPHS = 1 / 3
# The share of its units that a lost code keeps; codes that keep less than LOST are lost.
KEPT, LOST = 0.2, 0.3


@dataclass(frozen=True)
class Text:
    """Units of a text (paragraph, sentence, length), its sentences (frame), shares of codes."""

    name: str
    paragraph: np.ndarray
    sentence: np.ndarray
    length: np.ndarray
    frame: np.ndarray
    first: np.ndarray
    marginal: np.ndarray


def read_texts(sentences: Path, coded: Path) -> tuple[list[Text], list[str]]:
    """The texts of a table of sentences, and the codes of a coded sample of them."""
    gold = pd.read_csv(coded, sep="\t", dtype=str, keep_default_na=False)
    if "part" in gold:
        gold = gold[gold["part"] == "0"]
    codes = sorted(set(gold["primary"]))
    of_all = gold["primary"].value_counts().reindex(codes).to_numpy(float)
    texts = []
    for doc_id, rows in read_table(sentences).groupby("doc_id"):
        name = str(doc_id).split("-")[0]
        own = gold.loc[gold["id"].str.startswith(name), "primary"].value_counts()
        # Five sentences' worth of the other texts: what was not drawn may be there.
        shares = own.reindex(codes, fill_value=0).to_numpy(float) + 5 * of_all / of_all.sum()
        spans = [split_parts(text) for text in rows["text"]]
        parts = np.array([len(found) for found in spans])
        paragraph = rows["paragraph"].to_numpy()
        lengths = [end - start for found in spans for start, end in found]
        texts.append(
            Text(
                name,
                np.repeat(paragraph, parts),
                np.repeat(np.arange(len(rows)), parts),
                np.array(lengths, dtype=float),
                (rows["text"].str.len() >= SHORT).to_numpy(),
                np.flatnonzero(np.diff(paragraph, prepend=-1)),
                shares / shares.sum(),
            )
        )
    return texts, codes


def simulate_codes(text: Text, rng: np.random.Generator) -> np.ndarray:
    """Codes in runs, as paragraphs have them."""
    units = len(text.sentence)
    within = text.paragraph == np.roll(text.paragraph, 1)
    new = rng.random(units) >= np.where(within, STAYS, STAYS_ACROSS)
    new[0] = True
    drawn = rng.choice(len(text.marginal), units, p=text.marginal)
    return drawn[np.maximum.accumulate(np.where(new, np.arange(units), 0))]


def mistakes(
    true: np.ndarray, text: Text, accuracy: float, errors: str, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """How often each code is found, and what it is taken for where it is not.

    `even`: all codes alike, taken for others by their share. `uneven`: some codes far better than
    others, each taken for a few others above all. `sink`: seven of ten mistakes end in one code.
    `lost`: of up to three codes four fifths go to one other code.
    """
    size = len(text.marginal)
    shares = np.bincount(true, minlength=size) / len(true)
    found = np.full(size, accuracy)
    taken = np.tile(text.marginal, (size, 1))
    if errors == "uneven":
        spread = logit(np.clip(rng.beta(6 * accuracy, 6 * (1 - accuracy), size), 0.001, 0.999))
        shifts = np.linspace(-6, 6, 481)
        means = (expit(spread + shifts[:, None]) * shares).sum(axis=1)
        found = expit(spread + shifts[np.abs(means - accuracy).argmin()])
        taken = rng.dirichlet(4 * text.marginal + 0.05, size)
    elif errors == "sink":
        taken = 0.3 * taken
        taken[:, rng.choice(size, p=text.marginal)] += 0.7
    elif errors == "lost":
        found[:] = np.nan
        left = 1 - accuracy
        for code in rng.permutation(np.flatnonzero(shares > 0.04))[:3]:
            if (lost := shares[code] * (1 - KEPT)) < left:
                left -= lost
                found[code] = KEPT
                other = rng.choice(np.flatnonzero((shares > 0.04) & (np.arange(size) != code)))
                taken[code] *= 0.1
                taken[code, other] += 0.9
        others = np.isnan(found)
        found[others] = 1 - left / shares[others].sum()
    np.fill_diagonal(taken, 0)
    return found, (taken + 1e-12) / (taken + 1e-12).sum(axis=1, keepdims=True)


def predict(
    true: np.ndarray, text: Text, found: np.ndarray, taken: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Predictions whose mistakes gather in paragraphs; half of those of a paragraph are alike."""
    _, place = np.unique(text.paragraph, return_inverse=True)
    common = rng.standard_normal(place.max() + 1)[place]
    own = rng.standard_normal(len(true))
    ease = np.sqrt(OF_PARAGRAPHS) * common + np.sqrt(1 - OF_PARAGRAPHS) * own
    wrong = ease > stats.norm.ppf(np.clip(found, 1e-9, 1 - 1e-9))[true]
    which = np.where(
        rng.random(len(true)) < 0.5, rng.random(place.max() + 1)[place], rng.random(len(true))
    )
    other = (taken.cumsum(axis=1)[true] < which[:, None]).sum(axis=1)
    return np.where(wrong, np.minimum(other, len(found) - 1), true)


def by_sentence(text: Text, column: np.ndarray, size: int, weight: np.ndarray) -> np.ndarray:
    cell = text.sentence * size + column
    return np.bincount(cell, weight, len(text.frame) * size).reshape(-1, size)


def draw(text: Text, number: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """Which sentences are drawn, samples by sentences."""
    order = rng.random((samples, len(text.frame)))
    order[:, ~text.frame] = 2
    return order.argsort(axis=1).argsort(axis=1) < number


def whole_of(weight: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """What the weight of each code is a share of."""
    of_counted = weight[..., counted].sum(axis=-1, keepdims=True)
    return np.where(counted, of_counted, weight.sum(axis=-1, keepdims=True))


def shares(weight: np.ndarray, counted: np.ndarray) -> np.ndarray:
    return weight / whole_of(weight, counted)
