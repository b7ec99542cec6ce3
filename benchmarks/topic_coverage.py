"""How often intervals for a topic's share of a group hold the share that it has in those texts."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from topic_corpora import MAX_SHARE, MIN_UNITS, SEED, TRIAL, Array, Design, kept, matched

from chengyan.topics.intervals import METHODS
from chengyan.topics.trial import try_model

# Mixed, so that coverage is not that of one lucky design.
DESIGNS = tuple(
    itertools.product((0.0, 0.2), (5, 8), (0.5, 1.0, 5.0), (0.05, 0.1))
)  # noise, k, unevenness, sparsity
# ASSUME a topic that is as stable as one must be that stands does stand: shuffled texts are dear.
STABLE = 0.5


def design_of(number: int, units: int) -> Design:
    noise, k, unevenness, sparsity = DESIGNS[number % len(DESIGNS)]
    return Design(
        units, k, 1200 if units < 1000 else 3000, unevenness, sparsity=sparsity, noise=noise
    )


def cases(voice: str, units: int, corpora: int, folder: Path | None) -> Iterator[dict[str, object]]:
    """A row a corpus, stable topic, group and method."""
    for number in range(corpora):
        design = design_of(number, units)
        corpus = design.draw(number).pruned(MIN_UNITS, MAX_SHARE)
        fit = kept(
            folder,
            f"coverage/{voice}/{units}/{number}",
            lambda corpus=corpus, design=design: tried(corpus, voice, design.k),
        )
        partner, cosines = matched(corpus.words, fit["words"])
        truth, stability = corpus.shares(), fit["likeness"].mean(axis=0)
        names = corpus.matrix.units["group"].to_numpy()
        for group in truth.index:
            tokens = fit["tokens"][:, names == group].astype(float)
            for method, interval in METHODS.items():
                low, high = interval(tokens, TRIAL["share"])
                for planted, topic in enumerate(partner):
                    if stability[topic] >= STABLE:
                        yield {
                            "corpus": number,
                            "noise": design.noise,
                            "k": design.k,
                            "unevenness": design.unevenness,
                            "sparsity": design.sparsity,
                            "group": group,
                            "cosine": cosines[planted],
                            "method": method,
                            "truth": truth.loc[group, planted],
                            "low": low[topic],
                            "high": high[topic],
                        }


def tried(corpus, voice: str, k: int) -> dict[str, Array]:
    trial = try_model(corpus.matrix, voice, k=k, seed=SEED, **TRIAL)
    return {
        "words": trial.words.astype(np.float32),
        "tokens": trial.tokens.astype(np.float32),
        "likeness": trial.likeness,
    }


if __name__ == "__main__":
    import sys
    t = pd.DataFrame(cases(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])))
    t.to_parquet(f"/tmp/cov_{sys.argv[1]}_{sys.argv[2]}.parquet")
