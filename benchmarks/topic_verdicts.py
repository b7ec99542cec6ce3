"""How often topics that are in the texts stand, and topics that are not fall."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from topic_corpora import (
    MAX_SHARE,
    MIN_UNITS,
    SEED,
    TRIAL,
    Design,
    balanced,
    kept,
    matched,
    with_errors,
)

from chengyan.matrix import TermMatrix
from chengyan.randomness import generator_of
from chengyan.topics.agreement import matched as matched_words
from chengyan.topics.balance import repeats, subsample
from chengyan.topics.trial import shuffled
from chengyan.topics.verdict import verdicts
from chengyan.topics.voices import fit_words
from chengyan.topics.words import top_words

PLANTED, STRONG = 5, 0.05
# Noise in the texts, topics fitted.
CASES = {
    "planted": (0.0, PLANTED),
    "planted in noise": (0.3, PLANTED),
    "too many": (0.3, 8),
    "noise": (1.0, PLANTED),
}
SHUFFLES = 5
WORDS = (10, 20)
DEPTH = max(WORDS)


@dataclass(frozen=True)
class Rule:
    """Words compared, shuffles of the texts, and the configuration's keys of verdicts."""

    words: int = 10
    shuffles: int = 3
    chance: float = 0.95
    stands: float = 0.5
    wobbles: float = 0.0


RULES = (
    Rule(),
    Rule(chance=1),
    Rule(shuffles=5, chance=0.99),
    Rule(words=20),
    Rule(words=20, stands=0.6),
    Rule(words=20, chance=1),
    Rule(words=20, shuffles=5, chance=0.99),
    # That of the configuration.
    Rule(words=20, shuffles=5, chance=0.99, wobbles=0.45),
)


def stability_rows(
    voice: str, case: str, corpora: int, folder: Path | None
) -> Iterator[dict[str, Any]]:
    """A row a corpus and number of words compared: likeness of its topics, and of shuffled texts'.

    Yields
    ------
    dict
        case, corpus, words, planted (which fitted topics match one that is in the texts), likeness
        (resamples × topics), null (shuffles × topics: stability).
    """
    noise, k = CASES[case]
    design, number, made = Design(k=PLANTED, noise=noise), -1, 0
    while made < corpora:
        number += 1
        corpus = design.draw(number)
        if noise < 1 and balanced(corpus).min() < STRONG:
            continue
        made += 1
        corpus = corpus.pruned(MIN_UNITS, MAX_SHARE)
        name = f"verdicts/{voice}/{case}/{number}"
        fit = kept(folder, name, lambda matrix=corpus.matrix: both(matrix, voice, k))
        partner, _ = matched(corpus.words, fit["words"])
        for words in WORDS:
            yield {
                "case": case,
                "corpus": number,
                "words": words,
                "planted": np.isin(range(k), partner) & (noise < 1),
                "likeness": stability(fit["real"], words),
                "null": np.stack([stability(ranks, words).mean(axis=0) for ranks in fit["null"]]),
            }


def both(matrix: TermMatrix, voice: str, k: int) -> dict[str, NDArray]:
    """Ranked words on the texts, and on as many shuffles as come into question."""
    words, real = ranked(matrix, voice, k)
    null = [
        ranked(shuffled(matrix, generator_of(SEED, f"shuffle {number}")), voice, k)[1]
        for number in range(SHUFFLES)
    ]
    return {"words": words.astype(np.float32), "real": real, "null": np.stack(null)}


def ranked(matrix: TermMatrix, voice: str, k: int) -> tuple[NDArray, NDArray]:
    """Words of the topics of all units; most frequent words of these, and of each resample's.

    As `chengyan.topics.trial.try_model` does, but with more words than are compared.
    """
    groups, counts = matrix.units["group"].to_numpy(), matrix.counts
    sizes = np.asarray(counts.sum(axis=1)).ravel()

    def fitted(units: NDArray[np.intp]) -> NDArray:
        times = repeats(sizes[units], groups[units], TRIAL["balance"])
        return fit_words(counts[np.repeat(units, times)], voice, k=k, seed=SEED)

    first = fitted(np.arange(len(sizes)))
    draws = [
        subsample(groups, TRIAL["share"], generator_of(SEED, f"resample {number}"))
        for number in range(TRIAL["resamples"])
    ]
    fits = [first, *(fitted(units) for units in draws)]
    return first, np.stack([top_words(fit, DEPTH) for fit in fits])


def stability(ranks: NDArray, words: int) -> NDArray:
    """Likeness of each topic with its partners, resamples × topics."""
    cut = ranks[:, :, :words]
    return np.stack([matched_words(cut[0], other)[1] for other in cut[1:]])


def verdict_table(rows: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """How many topics have each verdict, by case and rule.

    Returns
    -------
    pandas.DataFrame
        case, topics (``planted`` or ``other``), the rule, then the shares
        falling, wobbling, standing, the standard error of `falling` over corpora, limit (mean
        stability that chance reaches), number of topics, corpora.
    """
    found = []
    for rule in rules:
        for row in rows[rows["words"] == rule.words].itertuples():
            if len(row.null) < rule.shuffles:
                continue
            null = row.null[: rule.shuffles].ravel()
            table = verdicts(
                row.likeness, null, stands=rule.stands, wobbles=rule.wobbles, chance=rule.chance
            )
            of = np.where(row.planted, "planted", "other")
            table = table.assign(case=row.case, corpus=row.corpus, topics=of)
            found.append(table.assign(**asdict(rule)))
    every = pd.concat(found, ignore_index=True)
    names = {"falls": "falling", "wobbles": "wobbling", "stands": "standing"}
    for verdict, name in names.items():
        every[name] = (every["verdict"] == verdict).astype(float)
    keys = ["case", "topics", *asdict(rules[0])]
    groups = every.groupby(keys, sort=False)
    return (
        groups[[*names.values()]]
        .mean()
        .assign(
            se=with_errors(every, keys, "falling")["se"],
            limit=groups["null_stability"].mean(),
            number=groups.size(),
            corpora=groups["corpus"].nunique(),
        )
        .reset_index()
    )
