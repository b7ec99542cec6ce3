"""How many texts a group it takes to see a difference of a given size."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.matrix import TermMatrix
from chengyan.overdispersion import Overdispersion, assumed, of_term, overdispersion_table, row_of
from chengyan.power_curve import lies_between, power_curve

Array = NDArray[Any]

RATES = (5.0, 20.0, 100.0)
RATIOS = (1.25, 1.5, 2.0)
TEXTS = (1, 2, 3, 5, 8, 10, 15, 20, 30, 40)


def texts_needed(
    per_10k: float,
    ratio: float,
    *,
    tokens_per_text: float,
    dispersion: Overdispersion,
    power: float = 0.8,
    alpha: float = 0.05,
    seed: int,
    draws: int = 2000,
    most: int = 40,
) -> int | None:
    """The number of texts in each of two groups from which on a difference is seen often enough.

    Parameters
    ----------
    per_10k : float
        Occurrences of the term in 10,000 tokens of one group.
    ratio : float
        How many times as often it occurs in the other.
    tokens_per_text : float
        Length of each text in tokens that count (see `chengyan.counting.countable`).
    dispersion : Overdispersion
        How the rate varies between texts of a group, and within them.
    power : float
        Share of corpora in which the difference shall be seen.
    alpha : float
        Level of the test, two-sided.
    seed : int
        From 0.
    draws : int
        Simulated corpora.
    most : int
        The largest number of texts that is tried.

    Returns
    -------
    int or None
        None if `most` texts are not enough.

    Raises
    ------
    DesignError
        If a number lies where it cannot.

    Notes
    -----
    See `power_curve`.
    """
    lies_between(power, "power", 0, 1)
    curve = power_curve(
        per_10k,
        ratio,
        tokens_per_text=tokens_per_text,
        dispersion=dispersion,
        alpha=alpha,
        seed=seed,
        draws=draws,
        most=most,
    )
    return _first_enough(curve, power)


def power_table(
    rates: Sequence[float] = RATES,
    ratios: Sequence[float] = RATIOS,
    texts: Sequence[int] = TEXTS,
    *,
    tokens_per_text: float,
    dispersions: Sequence[Overdispersion] | None = None,
    power: float = 0.8,
    alpha: float = 0.05,
    seed: int,
    draws: int = 2000,
    most: int = 40,
) -> pd.DataFrame:
    """Power by rate, ratio and number of texts a group.

    Parameters
    ----------
    rates, ratios : sequences of float
        Occurrences in 10,000 tokens of one group, and how many times as often the other has it.
    texts : sequence of int
        Numbers of texts in each group, up to `most`.
    dispersions : sequence of Overdispersion, optional
        One for each rate; by default what is `assumed`.
    tokens_per_text, power, alpha, seed, draws, most
        As in `texts_needed`.

    Returns
    -------
    pandas.DataFrame
        A row for each rate, ratio and number of texts, in this order. Columns: per_10k, ratio,
        texts; power and power_se, its Monte-Carlo standard error, both NaN for one text a group;
        texts_needed, the same in all rows of a rate and ratio, NaN if more than `most`;
        tokens_per_text; cv_text, the coefficient of variation, beyond chance, of the rate in texts
        of that length; source of the dispersion.

    Raises
    ------
    DesignError
        If a number lies where it cannot, or `dispersions` are not as many as `rates`.

    Notes
    -----
    See `power_curve`.
    """
    if dispersions is None:
        dispersions = [assumed(rate) for rate in rates]
    if len(dispersions) != len(rates):
        raise DesignError(
            "dispersions", f"{len(dispersions)} for {len(rates)} rates", "Give one for each rate"
        )
    lies_between(power, "power", 0, 1)
    for number in texts:
        if not 1 <= number <= most:
            raise DesignError("texts", f"{number} is tried", f"Choose numbers from 1 to {most}")
    parts = []
    for rate, dispersion in zip(rates, dispersions, strict=True):
        for ratio in ratios:
            curve = power_curve(
                rate,
                ratio,
                tokens_per_text=tokens_per_text,
                dispersion=dispersion,
                alpha=alpha,
                seed=seed,
                draws=draws,
                most=most,
            )
            shown = curve[np.array(texts) - 1]
            needed = _first_enough(curve, power)
            columns = {
                "per_10k": rate,
                "ratio": ratio,
                "texts": texts,
                "power": shown,
                "power_se": np.sqrt(shown * (1 - shown) / draws),
                "texts_needed": np.nan if needed is None else needed,
                "tokens_per_text": tokens_per_text,
                "cv_text": dispersion.of_whole_text(tokens_per_text) ** 0.5,
                "source": dispersion.source,
            }
            parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def term_power(
    matrix: TermMatrix,
    terms: Sequence[str],
    ratios: Sequence[float] = RATIOS,
    texts: Sequence[int] = TEXTS,
    *,
    genres: dict[str, str] | None = None,
    **choices: Any,
) -> pd.DataFrame:
    """Power for terms of a corpus, at their own rates and, where it can tell, their own dispersion.

    Parameters
    ----------
    matrix : TermMatrix
        Counts of all terms by paragraph.
    terms : sequence of str
    ratios, texts
        As in `power_table`.
    genres : dict of str to str, optional
        The genre of each text, by doc_id; see `overdispersion_table`.
    **choices
        As in `power_table`; tokens_per_text is by default the mean of the corpus.

    Returns
    -------
    pandas.DataFrame
        As `power_table` gives it, with a column term before the others. per_10k is the mean of the
        groups' rates, each weighing the same.

    Raises
    ------
    TableError
        If a term does not occur.
    DesignError
        As `power_table`.

    Notes
    -----
    Where source is ``assumed``, the variation is that of the middle one of terms as frequent. Words
    of style vary far more (docs/design.md): texts_needed is then the least.
    """
    variation = overdispersion_table(matrix, genres)
    groups = matrix.units["group"].to_numpy()
    tokens = np.asarray(matrix.counts.sum(axis=1)).ravel()
    choices = {"tokens_per_text": variation["tokens_per_text"].iloc[0], **choices}
    parts = []
    for term in terms:
        row_of(variation, term)
        count = matrix.counts[:, np.flatnonzero(matrix.terms == term)].toarray().ravel()
        sums = pd.DataFrame({"count": count, "tokens": tokens}).groupby(groups).sum()
        rate = float((sums["count"] / sums["tokens"]).mean() * 10_000)
        part = power_table([rate], ratios, texts, dispersions=[of_term(variation, term)], **choices)
        part.insert(0, "term", term)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _first_enough(curve: Array, power: float) -> int | None:
    """The number of texts from which on the curve stays at `power` or above."""
    short = np.flatnonzero(~(curve >= power))
    number = int(short[-1]) + 2
    return number if number <= len(curve) else None
