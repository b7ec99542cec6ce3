"""Corpora whose truth is known, in which terms vary as they do in real ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.overdispersion import assumed

Array = NDArray[Any]

# Log ratios that the target has in truth.
TRUTHS = (0.0, 1.0, -1.0, 2.0, -2.0)
# ASSUME terms are the fewer the more frequent they are: numbers of terms by their expected count.
_EXPECTED = {5: 30, 10: 25, 20: 20, 40: 12, 80: 7, 160: 4, 400: 2}
# ASSUME nothing but a function word occurs more often than 300 times in 10,000 tokens.
_MOST_PER_10K = 300.0

# ASSUME what 25 government work reports of 2024 have (benchmarks/interval_coverage.py): the
# standard deviation of the logarithm of a term's variation between texts, about what is usual for
# terms that occur about so often in 10,000 tokens. Beyond, few terms tell: 1.2 at 22, .2 at 50.
SPREAD_RATES = (1.5, 3.0, 6.0)
SPREAD = (2.0, 1.5, 0.9)
# ASSUME likewise, tokens of a paragraph: mean and standard deviation of the logarithm.
PARAGRAPH_TOKENS, PARAGRAPH_SPREAD = 90.0, 0.65
_LEAST_TOKENS = 5
_NINTH_DECILE = 1.2816


@dataclass(frozen=True)
class Design:
    """Texts of each group, and paragraphs of each text of it; the first group is the target."""

    texts: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.texts) != len(self.paragraphs) or len(self.texts) < 2:
            raise DesignError("design", "it has no two groups", "Give texts and paragraphs of each")
        if min(*self.texts, *self.paragraphs) < 1:
            raise DesignError("design", "a group or text is empty", "Choose numbers from 1")


@dataclass(frozen=True)
class Corpus:
    """A simulated corpus.

    Attributes
    ----------
    counts : numpy.ndarray of int, shape (units, terms)
        The tokens that a unit has beside these terms are in `sizes` alone.
    sizes : numpy.ndarray, shape (units,)
    group, text : numpy.ndarray of int, shape (units,)
        Texts count through the corpus.
    truth : dict of str to numpy.ndarray, shape (terms,)
        The log ratio of the target's rate to the mean of the others': of ``group``, over all texts
        that it might have had; of ``text``, over all paragraphs that just these texts might have
        had.
    effect : numpy.ndarray, shape (terms,)
        The one of `TRUTHS` that a term was given, equal to the truth of ``group``.
    variable : numpy.ndarray of bool, shape (terms,)
        The tenth of the terms whose rates vary most, for terms as frequent.
    """

    counts: Array
    sizes: Array
    group: Array
    text: Array
    truth: dict[str, Array]
    effect: Array
    variable: Array

    def filled(self) -> Array:
        """Counts with a last column that holds the tokens beside these terms."""
        rest = self.sizes - self.counts.sum(axis=1)
        return np.column_stack([self.counts, np.maximum(rest, 0)])

    def by_text(self) -> "Corpus":
        """The same with texts as units."""
        first = np.unique(self.text, return_index=True)[1]
        counts, sizes = (np.add.reduceat(a, first, axis=0) for a in (self.counts, self.sizes))
        return replace(
            self, counts=counts, sizes=sizes, group=self.group[first], text=self.text[first]
        )


def simulate_corpora(
    design: Design,
    corpora: int,
    seed: int,
    *,
    whole_texts: bool = False,
    thinned: int = 1,
    variance: float = 1.0,
) -> Iterator[Corpus]:
    """Corpora of a design, one after another.

    Parameters
    ----------
    design : Design
    corpora : int
        How many.
    seed : int
        From 0.
    whole_texts : bool
        Make the counts of texts at once, which is faster. What paragraphs add to the variation of
        a text is then a gamma variable of the right variance, which it is if they are equally long.

    thinned : int
        Make only every so many terms.
    variance : float
        Of texts, as a multiple of what was measured.

    Yields
    ------
    Corpus
        Units are paragraphs, or texts with `whole_texts`.

    Notes
    -----
    A term of rate r in its group has in a paragraph of n tokens a Poisson count of mean n r U V,
    with gamma variables U of the text and V of the paragraph, both of mean 1 and of the variances
    that `chengyan.overdispersion.assumed` has for the rate, times a factor of the term's own, whose
    logarithm is normal with the standard deviation `SPREAD`. Effects are split evenly: a term with
    effect d is 2^(d/2) times as frequent as its base rate in the target, and 2^(-d/2) times in all
    others.
    """
    if corpora < 1 or seed < 0:
        raise DesignError("corpora", f"{corpora} with seed {seed}", "Choose 1 or more, from seed 0")
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(design.texts)), design.texts)
    paragraphs = np.repeat(design.paragraphs, design.texts)
    rates, text_variance, paragraph_variance, spread = (
        values[::thinned] for values in _terms(paragraphs.sum())
    )
    for _ in range(corpora):
        effect = rng.choice(TRUTHS, len(rates))
        deviate = rng.standard_normal(len(rates))
        own, variable = np.exp(spread * deviate), deviate > _NINTH_DECILE
        base = rates / 10_000 * 2 ** (np.where(group == 0, 0.5, -0.5)[:, np.newaxis] * effect)
        of_text = base * _gamma(rng, variance * text_variance * own, (len(group), len(rates)))
        sizes = _sizes(rng, paragraphs.sum())
        text = np.repeat(np.arange(len(group)), paragraphs)
        first = np.cumsum(paragraphs) - paragraphs
        if whole_texts:
            tokens = np.add.reduceat(sizes, first)
            per_square = np.add.reduceat(sizes**2, first) / tokens**2
            within = per_square[:, np.newaxis] * (paragraph_variance * own)
            factor = _gamma(rng, within, of_text.shape)
            units, text, means = tokens, np.arange(len(group)), of_text * factor
        else:
            factor = _gamma(rng, paragraph_variance * own, (len(text), len(rates)))
            units, means = sizes, of_text[text] * factor
        counts = rng.poisson(means * units[:, np.newaxis])
        tokens = np.add.reduceat(sizes, first)
        truth = {"group": effect, "text": _of_texts(of_text, tokens, group)}
        yield Corpus(counts, units, group[text], text, truth, effect, variable)


def _terms(paragraphs: int) -> tuple[Array, Array, Array, Array]:
    """Rates of the terms, usual variances of texts and paragraphs, and spread of these."""
    tokens = paragraphs * PARAGRAPH_TOKENS
    expected = np.repeat(list(_EXPECTED), list(_EXPECTED.values()))
    per_10k = np.minimum(expected / tokens * 10_000, _MOST_PER_10K)
    usual = {rate: assumed(rate) for rate in dict.fromkeys(per_10k.tolist())}
    text, paragraph = (
        np.array([getattr(usual[rate], name) for rate in per_10k.tolist()])
        for name in ("text", "paragraph")
    )
    return per_10k, text, paragraph, np.interp(np.log(per_10k), np.log(SPREAD_RATES), SPREAD)


def _gamma(rng: np.random.Generator, variance: Array, shape: tuple[int, int]) -> Array:
    variance = np.maximum(variance, 1e-9)
    return rng.gamma(1 / variance, variance, shape)


def _sizes(rng: np.random.Generator, number: int) -> Array:
    mean = np.log(PARAGRAPH_TOKENS) - PARAGRAPH_SPREAD**2 / 2
    return np.maximum(rng.lognormal(mean, PARAGRAPH_SPREAD, number).round(), _LEAST_TOKENS)


def _of_texts(rates: Array, tokens: Array, group: Array) -> Array:
    """The log ratio of just these texts."""
    groups = range(int(group.max()) + 1)
    own = [tokens[group == g] @ rates[group == g] / tokens[group == g].sum() for g in groups]
    with np.errstate(divide="ignore", invalid="ignore"):
        # Just these texts may hardly ever have the term, or never.
        truth: Array = np.log2(own[0] / np.mean(own[1:], axis=0))
    return truth
