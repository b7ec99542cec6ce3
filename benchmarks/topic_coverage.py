"""How often intervals for a topic's share of a group hold the share that it has in those texts."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from topic_corpora import MAX_SHARE, MIN_UNITS, SEED, TRIAL, Design, kept, matched, with_errors

from chengyan.topics.intervals import METHODS
from chengyan.topics.synthetic import KnownCorpus
from chengyan.topics.trial import try_model

# Mixed, so that coverage is not that of one lucky design.
# noise, k, unevenness, sparsity.
DESIGNS = tuple(itertools.product((0.0, 0.2), (5, 8), (0.5, 1.0, 5.0), (0.05, 0.1)))
# ASSUME a topic that is as stable as one must be that stands does stand: shuffled texts are dear.
STABLE = 0.5


def design_of(number: int, units: int) -> Design:
    """One design after the other."""
    noise, k, unevenness, sparsity = DESIGNS[number % len(DESIGNS)]
    return Design(units, k, 1200, unevenness, sparsity=sparsity, noise=noise)


def cases(
    voice: str, units: int, corpora: int, folder: Path | None, noise: float | None = None
) -> Iterator[dict[str, object]]:
    """A row a corpus, stable topic, group and method; with that noise, not that of DESIGNS."""
    for number in range(corpora):
        design = design_of(number, units)
        if noise is not None:
            design = replace(design, noise=noise)
        corpus = design.draw(number).pruned(MIN_UNITS, MAX_SHARE)

        def fit(corpus: KnownCorpus = corpus, k: int = design.k) -> dict[str, Any]:
            trial = try_model(corpus.matrix, voice, k=k, seed=SEED, **TRIAL)
            arrays = {"words": trial.words, "tokens": trial.tokens, "likeness": trial.likeness}
            return {name: array.astype(np.float32) for name, array in arrays.items()}

        kind = units if noise is None else f"{units} noise {noise:g}"
        made = kept(folder, f"coverage/{voice}/{kind}/{number}", fit)
        partner, _ = matched(corpus.words, made["words"])
        # Of the words that follow a topic: noise is of none, and a model shares it out among all.
        truth = corpus.shares().iloc[:, : design.k]
        truth = truth.div(truth.sum(axis=1), axis=0)
        stability = made["likeness"].mean(axis=0)
        names = corpus.matrix.units["group"].to_numpy()
        for group, (method, interval) in itertools.product(truth.index, METHODS.items()):
            low, high = interval(made["tokens"][:, names == group].astype(float), TRIAL["share"])
            for planted, topic in enumerate(partner):
                if stability[topic] >= STABLE:
                    ends = truth.loc[group, planted], low[topic], high[topic]
                    yield {
                        "corpus": number,
                        "noise": design.noise,
                        "group": group,
                        "method": method,
                        **dict(zip(("truth", "low", "high"), ends, strict=True)),
                    }


def coverage_table(table: pd.DataFrame) -> pd.DataFrame:
    """Coverage and mean width by method and noise, of all groups (`all`) and of each.

    Returns
    -------
    pandas.DataFrame
        method, noise, group, coverage, se (over corpora), width, corpora, topics.
    """
    holds = (table["low"] <= table["truth"]) & (table["truth"] <= table["high"])
    table = table.assign(coverage=holds.astype(float), width=table["high"] - table["low"])
    both = pd.concat([table.assign(group="all"), table], ignore_index=True)
    keys = ["method", "noise", "group"]
    found = with_errors(both, keys, "coverage")
    groups = both.groupby(keys, sort=False)
    found["width"] = groups["width"].mean()
    one_group = groups["group"].size() // np.where(
        found.index.get_level_values("group") == "all", table["group"].nunique(), 1
    )
    return found.assign(topics=one_group).reset_index()


def shipped(table: pd.DataFrame) -> pd.DataFrame:
    """The coverage from which the package chooses: of each method, where it is least.

    Parameters
    ----------
    table : pandas.DataFrame
        As of `coverage_table`, with model and units.

    Returns
    -------
    pandas.DataFrame
        model, units, method, coverage (of the group and the noise that are covered worst), width
        (mean over groups and kinds of noise), corpora (of all kinds).
    """
    keys = ["model", "units", "method"]
    every = table[table["group"] == "all"].groupby(keys, sort=False)
    found = pd.DataFrame(
        {
            "coverage": table.groupby(keys, sort=False)["coverage"].min(),
            "width": every["width"].mean(),
            "corpora": every["corpora"].sum(),
        }
    )
    return found.reset_index().round(4)
