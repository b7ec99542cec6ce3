"""How often intervals of keyness' log ratio hold the truth, in simulated corpora and real ones."""

import argparse
import itertools
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from power_calibration import near, read_counts, show, without_names

from chengyan.intervals.choice import COVERAGE
from chengyan.intervals.coverage import COUNTS, coverage_table, intervals_of, measure
from chengyan.intervals.simulated import (
    PARAGRAPH_SPREAD,
    PARAGRAPH_TOKENS,
    SPREAD_RATES,
    TRUTHS,
    Corpus,
    Design,
    simulate_corpora,
)
from chengyan.keyness import keyness
from chengyan.matrix import TermMatrix
from chengyan.overdispersion import overdispersion_table
from chengyan.tables import write_table

GROUPS, TEXTS, PARAGRAPHS = (2, 3), (1, 2, 3, 4, 5, 7, 10), (9, 12, 98)
# Fewer for two groups, and for methods that are not in use.
TWO_GROUPS_TEXTS, RESAMPLED_TEXTS = (2, 3, 5, 10), (1, 2, 3, 5, 10)
SPLITS = ((2, 2, 2), (3, 3, 3), (5, 5, 5), (8, 8, 8), (2, 12, 5), (12, 2, 5), (12, 12))
METHODS = ("cautious", "linearised")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts of one genre and year, one file a text")
    parser.add_argument("--corpora", type=int, default=2000, help="of each shape (2000)")
    parser.add_argument("--splits", type=int, default=200, help="of the real texts (200)")
    parser.add_argument("--seed", type=int, default=1947)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"write {COVERAGE}")
    given = parser.parse_args()
    matrix = without_names(read_counts(given.folder))
    show("Tokens of paragraphs", paragraphs(matrix))
    show("Spread of variation about what is usual", spread(matrix, given.seed))
    real = on_real_texts(matrix, given.splits, given.seed)
    show("Real texts in groups at random: coverage by occurrences, where it is least", real)
    leading = leading_words(matrix, given.splits, given.seed)
    show("Real texts in groups at random: the twelve leading words", leading)
    show("Six groups, where three were simulated", six_groups(given.corpora, given.seed))
    table = simulated(given.corpora, given.seed, given.processes)
    if given.write:
        write_table(table, COVERAGE)
    show("Coverage", table)


def simulated(corpora: int, seed: int, processes: int) -> pd.DataFrame:
    """The table that ships, in which the last figures are those of simulation's own error."""
    designs = [
        (groups, texts, paragraphs, corpora, seed, False)
        for groups, texts, paragraphs in itertools.product(GROUPS, TEXTS, PARAGRAPHS)
        if groups == max(GROUPS) or texts in TWO_GROUPS_TEXTS
    ]
    designs += [
        (max(GROUPS), texts, paragraphs, corpora, seed, True)
        for texts, paragraphs in itertools.product(RESAMPLED_TEXTS, PARAGRAPHS)
    ]
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(of_design, designs))
    table = pd.concat(found, ignore_index=True)
    # Of two groups, only what comes into question for use.
    table = table[(table["groups"] == max(GROUPS)) | table["method"].isin(METHODS)]
    return table.round(3).sort_values(
        ["of", "groups", "method", "texts", "paragraphs", "count"], ignore_index=True
    )


def of_design(design: tuple[int, int, int, int, int, bool]) -> pd.DataFrame:
    groups, texts, paragraphs, corpora, seed, resampled = design
    return coverage_table(
        groups, texts, paragraphs, corpora=corpora, seed=seed, resampled=resampled
    )


def paragraphs(matrix: TermMatrix) -> pd.DataFrame:
    tokens = np.asarray(matrix.counts.sum(axis=1)).ravel()
    spread = np.sqrt(np.log1p((tokens.std() / tokens.mean()) ** 2))
    measured = {"mean": tokens.mean(), "of the logarithm": spread}
    taken = {"mean": PARAGRAPH_TOKENS, "of the logarithm": PARAGRAPH_SPREAD}
    return pd.DataFrame([{"": "measured", **measured}, {"": "simulated", **taken}])


def spread(matrix: TermMatrix, seed: int) -> pd.DataFrame:
    """Median and spread of variation with which simulated terms look as the real ones do."""
    table, texts = overdispersion_table(matrix), matrix.by_text()
    tokens = np.asarray(texts.counts.sum(axis=1)).ravel()
    quantiles = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
    rows = []
    for rate in (*SPREAD_RATES, 22.0, 50.0):
        terms = near(table, rate)
        rates = terms["per_10k"].to_numpy() / 10_000
        real = terms["of_texts"].quantile(quantiles).to_numpy()
        found = []
        for median, of_log in itertools.product(
            np.geomspace(0.02, 0.6, 18), np.arange(0, 2.1, 0.2)
        ):
            rng = np.random.default_rng(seed)
            p = np.tile(rates, max(1, 4000 // len(rates)))
            v = median * np.exp(of_log * rng.standard_normal(len(p)))
            counts = rng.poisson(rng.gamma(1 / v, v, (len(tokens), len(p))) * p * tokens[:, None])
            distance = np.abs(np.nanquantile(moments(counts, tokens), quantiles) - real).sum()
            found.append((distance, median, of_log))
        _, median, of_log = min(found)
        rows.append({"per_10k": rate, "terms": len(terms), "median": median, "spread": of_log})
    return pd.DataFrame(rows)


def moments(counts: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Written apart from the package's own: variation beyond chance in one group of texts."""
    total = counts.sum(axis=0)
    rate = total / tokens.sum()
    squares = (counts**2 / tokens[:, None]).sum(axis=0) - total * rate
    weight = rate**2 - rate / tokens.sum()
    effective = tokens.sum() - (tokens**2).sum() / tokens.sum()
    with np.errstate(all="ignore"):
        return (squares - (len(tokens) - 1) * rate) / (weight * effective)


def on_real_texts(matrix: TermMatrix, splits: int, seed: int) -> pd.DataFrame:
    """Texts put in groups at random, which differ by chance; counts thinned to differ by more."""
    rows = []
    for design in SPLITS:
        made = pseudo_groups(matrix, design, splits, seed, thinned=True)
        tally = measure(made, partial(intervals_of, methods=METHODS))
        for method in METHODS:
            table = tally.worst(("balanced", method, "group")).set_index("count")["coverage"]
            row = {"texts": " ".join(map(str, design)), "method": method}
            rows.append(row | {f"from {count}": table.get(count, np.nan) for count in COUNTS})
    return pd.DataFrame(rows)


def leading_words(matrix: TermMatrix, splits: int, seed: int, top: int = 12) -> pd.DataFrame:
    """Words of highest log-odds z where groups differ by chance alone, as a figure picks them."""
    rows = []
    for design in SPLITS:
        held = {method: [] for method in METHODS}
        for corpus in pseudo_groups(matrix, design, splits, seed, thinned=False):
            leading = leading_terms(corpus)[:top]
            for (_, method), (low, high) in intervals_of(corpus, METHODS).items():
                held[method].append(((low <= 0) & (high >= 0))[leading].mean())
        shares = {method: np.mean(found) for method, found in held.items()}
        rows.append({"texts": " ".join(map(str, design)), **shares})
    return pd.DataFrame(rows)


def leading_terms(corpus: Corpus) -> np.ndarray:
    """Numbers of the first group's terms, by falling log-odds z."""
    groups = np.unique(corpus.group)
    counts = np.stack([corpus.counts[corpus.group == group].sum(axis=0) for group in groups])
    group, term = np.nonzero(counts)
    long = pd.DataFrame({"group": group, "term": term, "count": counts[group, term]})
    table = keyness(long, reference="balanced", order=groups.tolist())
    return table.loc[table["group"] == 0, "term"].astype(int).to_numpy()


def pseudo_groups(
    matrix: TermMatrix, design: tuple[int, ...], splits: int, seed: int, *, thinned: bool
) -> Iterator[Corpus]:
    """Corpora of real texts; the effect of each term is one that thinning gave it."""
    counts = matrix.by_text().counts.toarray()
    tokens = counts.sum(axis=1).astype(float)
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(design)), design)
    for _ in range(splits):
        drawn = rng.permutation(len(tokens))[: len(group)]
        effect = rng.choice(TRUTHS, counts.shape[1]) if thinned else np.zeros(counts.shape[1])
        shares = np.where((group == 0)[:, None], 2.0**effect, 2.0**-effect)
        kept = rng.binomial(counts[drawn], np.minimum(shares, 1))
        nothing = np.zeros(len(effect), dtype=bool)
        text = np.arange(len(group))
        yield Corpus(kept, tokens[drawn], group, text, {"group": effect}, effect, nothing)


def six_groups(corpora: int, seed: int) -> pd.DataFrame:
    rows = []
    for texts, paragraphs_ in ((2, 12), (3, 98)):
        design = Design((texts,) * 6, (paragraphs_,) * 6)
        made = simulate_corpora(design, corpora // 4, seed, whole_texts=True)
        tally = measure(made, partial(intervals_of, methods=METHODS))
        for method in METHODS:
            table = tally.worst(("balanced", method, "group"))
            named = {"texts": texts, "paragraphs": paragraphs_, "method": method}
            rows += [
                {**named, **row} for row in table[["count", "coverage", "se"]].to_dict("records")
            ]
    return pd.DataFrame(rows)


if __name__ == "__main__":
    main()
