"""What the parts of topic_recovery.py share: corpora, kept fits, topics matched to the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from chengyan.randomness import generator_of
from chengyan.topics.synthetic import KnownCorpus, draw_corpus

Array = NDArray[np.float64]

SEED = 1947
VOICES = ("nmf", "lda", "gibbs")
# As the bundled corpus: one report of 98 paragraphs, two of 10 and 12. And larger ones.
UNITS = {
    120: {"long": 98, "short": 10, "middle": 12},
    180: {"long": 147, "short": 15, "middle": 18},
    400: {"long": 320, "short": 35, "middle": 45},
    8000: {"long": 5000, "short": 1500, "middle": 1500},
}
# As config.yaml has it.
MIN_UNITS, MAX_SHARE = 2, 0.3
TRIAL = {"resamples": 10, "share": 0.8, "balance": 0.5, "words": 10}


@dataclass(frozen=True)
class Design:
    """A kind of corpus, as `draw_corpus` draws them; `units` is a key of UNITS."""

    units: int = 120
    k: int = 8
    terms: int = 1200
    unevenness: float = 5.0
    sparsity: float = 0.05
    noise: float = 0.0

    def draw(self, number: int) -> KnownCorpus:
        """The corpus of that number."""
        random = generator_of(SEED, f"{self} {number}")
        return draw_corpus(
            random,
            UNITS[self.units],
            k=self.k,
            terms=self.terms,
            unevenness=self.unevenness,
            sparsity=self.sparsity,
            noise=self.noise,
        )


def balanced(corpus: KnownCorpus) -> Array:
    """The share of each planted topic in all tokens, each group weighing the same."""
    shares: Array = corpus.shares().to_numpy()[:, : len(corpus.words)].mean(axis=0)
    return shares


def matched(planted: Array, found: Array) -> tuple[NDArray[np.intp], Array]:
    """The found topic of each planted one, matched one to one by cosine, and that cosine.

    Parameters
    ----------
    planted, found : numpy.ndarray, topics × terms
        At least as many found as planted.
    """
    norms = [words / np.linalg.norm(words, axis=1, keepdims=True) for words in (planted, found)]
    cosines = norms[0] @ norms[1].T
    rows, partner = linear_sum_assignment(-cosines)
    return partner, cosines[rows, partner]


def kept(
    folder: Path | None, name: str, make: Callable[[], Mapping[str, Array]]
) -> Mapping[str, Array]:
    """What `make` makes, or made in a run before: arrays in a file of that name."""
    if folder is None:
        return make()
    path = folder / f"{name}.npz"
    if path.is_file():
        with np.load(path) as arrays:
            return dict(arrays)
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.npz")
    np.savez(part, **made)
    part.rename(path)
    return made


def with_errors(table: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    """Mean of `value` over the rows of each of `keys`, and its standard error over corpora."""
    by_corpus = table.groupby([*keys, "corpus"], sort=False)[value].mean()
    groups = by_corpus.groupby(keys, sort=False)
    return pd.DataFrame({value: groups.mean(), "se": groups.sem(), "corpora": groups.size()})
