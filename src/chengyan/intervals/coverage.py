"""How often intervals of a log ratio hold the truth."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.intervals.methods import METHODS, Bounds, Comparison, reference_weights
from chengyan.intervals.resampled import Resampling
from chengyan.intervals.simulated import TRUTHS, Corpus, Design, simulate_corpora
from chengyan.intervals.unit_sums import unit_sums

Array = NDArray[Any]
# Reference, method, and whose truth is held: that of groups or of just these texts.
Key = tuple[str, str, str]
Intervals = Callable[[Corpus], dict[tuple[str, str], Bounds]]

# Least occurrences of a term in the groups compared, all together, of a class.
COUNTS = (5, 10, 20, 50, 100)
# A class in which fewer intervals were seen tells nothing.
LEAST_SEEN = 300
_SORTED = sorted(TRUTHS)
_MEASURED = ("count", "coverage", "se", "effect", "average", "variable", "width")
# How often corpora are resampled, and which part of the terms is.
DRAWS, THINNED = 999, 4
RESAMPLED_COUNTS = (10, 50)
COLUMNS = [
    *("method", "of", "groups", "texts", "paragraphs", "count", "coverage", "se"),
    *("doubled", "doubled_se", "variable", "width", "corpora"),
]


def coverage_table(
    groups: int, texts: int, paragraphs: int, *, corpora: int, seed: int, resampled: bool = False
) -> pd.DataFrame:
    """Coverage of every method in a design, where it is least.

    Parameters
    ----------
    groups : int
        How many are compared, the first with the others.
    texts, paragraphs : int
        The least of a group and of a text.
    corpora : int
        Simulated corpora of each shape.
    seed : int
        From 0.
    resampled : bool
        The methods of `chengyan.intervals.resampled` in place of those of
        `chengyan.intervals.methods`.

    Returns
    -------
    pandas.DataFrame
        A row for each method and class of count with method; of (``group``, and ``text`` where
        there is one text a group); groups, texts, paragraphs, count; coverage and se, its
        Monte-Carlo standard error; doubled and doubled_se, the same where the coefficients of
        variation of texts are twice those measured; variable, coverage of the tenth of terms that
        vary most; width, in octaves, where all groups are alike; corpora.

    Notes
    -----
    Coverage is the least over true effects, shapes of the corpus (`shapes`) and references.
    Doubled is measured where all groups are alike; so are resampled methods, on fewer terms, in two
    classes of count, and without doubled. With one text a group, paragraphs are the units.
    """
    of = ("group", "text") if texts == 1 else ("group",)
    designs = shapes(groups, texts, paragraphs)
    plain = [(design, 1.0) for design in (designs[:1] if resampled else designs)]
    measured = []
    doubled_too = [] if resampled else [(designs[0], 4.0)]
    for i, (design, variance) in enumerate([*plain, *doubled_too]):
        made = simulate_corpora(
            design,
            corpora,
            seed + i,
            # Where paragraphs are units, or are resampled, they are needed.
            whole_texts=texts > 1 and not resampled,
            thinned=THINNED if resampled else 1,
            variance=variance,
        )
        references = ("balanced", "pooled") if i and groups > 2 else ("balanced",)
        intervals: Intervals = (
            Resampling(design, DRAWS, seed).intervals
            if resampled
            else partial(intervals_of, references=references)
        )
        tally = measure(made, intervals, of)
        tables = [tally.worst(key).assign(method=key[1], of=key[2]) for key in tally.held]
        measured.append(pd.concat(tables).assign(shape=i, variance=variance))
    every = pd.concat(measured, ignore_index=True)
    keys = ["method", "of", "count"]
    as_measured, doubled = every[every["variance"] == 1], every[every["variance"] > 1]
    found = as_measured.loc[as_measured.groupby(keys)["coverage"].idxmin()].set_index(keys)
    found["variable"] = as_measured.groupby(keys)["variable"].min()
    found["width"] = as_measured[as_measured["shape"] == 0].set_index(keys)["width"]
    found[["doubled", "doubled_se"]] = np.nan
    if len(doubled):
        twice = doubled.loc[doubled.groupby(keys)["coverage"].idxmin()].set_index(keys)
        found[["doubled", "doubled_se"]] = twice[["coverage", "se"]]
    if resampled:
        found = found[found.index.get_level_values("count").isin(RESAMPLED_COUNTS)]
    found = (
        found.reset_index()
        .assign(groups=groups, texts=texts, paragraphs=paragraphs, corpora=corpora)
        .astype({"count": int})
    )
    return found[COLUMNS]


def shapes(groups: int, texts: int, paragraphs: int) -> list[Design]:
    """Corpora in which no group has fewer texts, and no text fewer paragraphs.

    All groups alike; the first one small beside the others; with three groups and more, the first
    one large (of two, that is the same with the effect turned round). The large ones have five
    times as many texts and at least 98 paragraphs in each, others twice as many texts and at least
    30.
    """
    large, medium = (texts * 5, texts * 2) if texts > 1 else (1, 1)
    longest, longer = max(paragraphs, 98), max(paragraphs, 30)
    found = [Design((texts,) * groups, (paragraphs,) * groups)]
    rest = groups - 2
    found.append(
        Design((texts, large, *(medium,) * rest), (paragraphs, longest, *(longer,) * rest))
    )
    if groups > 2:
        found.append(
            Design((large, texts, *(medium,) * rest), (longest, paragraphs, *(longer,) * rest))
        )
    return found


def intervals_of(
    corpus: Corpus,
    methods: Sequence[str] = tuple(METHODS),
    references: Sequence[str] = ("balanced",),
) -> dict[tuple[str, str], Bounds]:
    """Intervals of the target's log ratios, all terms.

    Returns
    -------
    dict of (reference, method) to bounds
        NaN where a term occurs less often than the least of `COUNTS`.
    """
    sums = unit_sums(corpus.filled(), corpus.group, range(int(corpus.group.max()) + 1))
    terms = np.flatnonzero(corpus.counts.sum(axis=0) >= COUNTS[0])
    bounds = {}
    for reference in references:
        weights = reference_weights(sums.tokens, 0, reference)
        comparison = Comparison(sums, 0, weights, terms)
        for method in methods:
            found = np.full((2, corpus.counts.shape[1]), np.nan)
            found[:, terms] = METHODS[method](comparison)
            bounds[reference, method] = (found[0], found[1])
    return bounds


class Tally:
    """Intervals that held the truth, by class of count and by true effect.

    Attributes
    ----------
    held, seen : dict to list of numpy.ndarray, shape (counts, truths)
        By reference, method and whose truth; one array a corpus.
    variable : dict to numpy.ndarray, shape (counts, 2)
        Of the terms that vary most: intervals that held, and all.
    widths : dict to list of numpy.ndarray, shape (counts,)
        Median width in a corpus, in octaves.
    """

    def __init__(self) -> None:
        self.held: dict[Key, list[Array]] = {}
        self.seen: dict[Key, list[Array]] = {}
        self.variable: dict[Key, Array] = {}
        self.widths: dict[Key, list[Array]] = {}

    def add(self, key: Key, corpus: Corpus, count: Array, bounds: Bounds) -> None:
        """Add the intervals of a corpus, of terms that occur `count` times in all groups."""
        low, high = bounds
        truth = corpus.truth[key[2]]
        place = np.searchsorted(COUNTS, count, "right") - 1
        kept = place >= 0
        if not kept.any():
            return
        place, holds = place[kept], ((low <= truth) & (truth <= high))[kept]
        size = len(COUNTS) * len(TRUTHS)
        cell = place * len(TRUTHS) + np.searchsorted(_SORTED, corpus.effect[kept])
        for table, weight in ((self.seen, None), (self.held, holds)):
            found = np.bincount(cell, weight, size).reshape(len(COUNTS), len(TRUTHS))
            table.setdefault(key, []).append(found)
        most = corpus.variable[kept]
        self.variable.setdefault(key, np.zeros((len(COUNTS), 2)))
        for column, rows in enumerate((most & holds, most)):
            self.variable[key][:, column] += np.bincount(place[rows], minlength=len(COUNTS))
        width = (high - low)[kept]
        by_width = np.lexsort((width, place))
        number = np.bincount(place, minlength=len(COUNTS))
        middle = np.cumsum(number) - (number + 1) // 2 - (number == 0)
        medians = np.where(number > 0, width[by_width][np.minimum(middle, len(width) - 1)], np.nan)
        self.widths.setdefault(key, []).append(medians)

    def worst(self, key: Key) -> pd.DataFrame:
        """The coverage at the effect at which it is least, by class of count.

        Returns
        -------
        pandas.DataFrame
            count; coverage and se, its Monte-Carlo standard error (corpora are independent, terms
            of one corpus need not be); effect at which; average, coverage over all effects;
            variable, that of the terms that vary most; width, the mean over corpora of the median.
            Classes with too few intervals have no row.
        """
        held, seen = np.stack(self.held[key]), np.stack(self.seen[key])
        rows = []
        for c, count in enumerate(COUNTS):
            enough = np.flatnonzero(seen[:, c].sum(axis=0) >= LEAST_SEEN).tolist()
            if not enough:
                continue
            found = {_SORTED[t]: _share(held[:, c, t], seen[:, c, t]) for t in enough}
            effect = min(found, key=lambda truth: found[truth])
            most, all_most = self.variable[key][c]
            rows.append(
                {
                    "count": count,
                    "coverage": found[effect][0],
                    "se": found[effect][1],
                    "effect": effect,
                    "average": held[:, c].sum() / seen[:, c].sum(),
                    "variable": most / all_most if all_most else np.nan,
                    "width": np.nanmean(np.stack(self.widths[key])[:, c]),
                }
            )
        return pd.DataFrame(rows, columns=list(_MEASURED), dtype=float)


def _share(held: Array, seen: Array) -> tuple[float, float]:
    """Share of intervals that held, and its standard error over corpora."""
    share = held.sum() / seen.sum()
    corpora = len(held)
    error = np.sqrt(((held - share * seen) ** 2).sum() * corpora / max(corpora - 1, 1)) / seen.sum()
    # Where all held, one that did not would have been as likely as not beyond so many.
    return float(share), float(max(error, 1 / seen.sum()))


def measure(
    corpora: Iterable[Corpus], intervals: Intervals, of: Sequence[str] = ("group",)
) -> Tally:
    """Count how often the intervals of simulated corpora hold the truth.

    Parameters
    ----------
    corpora : iterable of Corpus
    intervals : callable
        As `intervals_of`.
    of : sequence of {"group", "text"}
        Whose truth.
    """
    tally = Tally()
    for corpus in corpora:
        count = corpus.counts.sum(axis=0)
        for (reference, method), bounds in intervals(corpus).items():
            for whose in of:
                tally.add((reference, method, whose), corpus, count, bounds)
    return tally
