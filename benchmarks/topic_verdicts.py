"""How often topics that are in the texts stand, and topics that are not fall."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from topic_corpora import MAX_SHARE, MIN_UNITS, SEED, TRIAL, Design, balanced, kept, matched

from chengyan.matrix import TermMatrix
from chengyan.randomness import generator_of
from chengyan.topics.agreement import matched as matched_words
from chengyan.topics.balance import repeats, subsample
from chengyan.topics.trial import shuffled
from chengyan.topics.voices import fit_words
from chengyan.topics.words import top_words

PLANTED, STRONG = 5, 0.05
# Noise in the texts, topics fitted.
CASES = {
    "planted": (0.0, PLANTED),
    "planted in noise": (0.3, PLANTED),
    "too many": (0.3, 8),
    "noise": (1.0, PLANTED),
    "noise, more topics": (1.0, 8),
}
# Most of them where fits are cheap.
SHUFFLES = {"nmf": 5, "lda": 3, "gibbs": 3}
DEPTH = 20


def topics(voice: str, case: str, corpora: int, folder: Path | None) -> Iterator[dict[str, object]]:
    """A row a corpus, fitted topic and number of words compared."""
    noise, k = CASES[case]
    design, number, made = Design(k=PLANTED, noise=noise), -1, 0
    while made < corpora:
        number += 1
        corpus = design.draw(number)
        if noise < 1 and balanced(corpus).min() < STRONG:
            continue
        made += 1
        corpus = corpus.pruned(MIN_UNITS, MAX_SHARE)
        fit = kept(
            folder,
            f"verdicts/{voice}/{case}/{number}",
            lambda corpus=corpus: both(corpus.matrix, voice, k),
        )
        partner, cosines = matched(corpus.words, fit["words"])
        for words in (5, 10, 15, 20):
            own = stability(fit["real"], words)
            null = np.stack([stability(ranks, words) for ranks in fit["null"]])
            for topic in range(k):
                planted = noise < 1 and topic in partner
                yield {
                    "case": case,
                    "corpus": number,
                    "topic": topic,
                    "planted": planted,
                    "cosine": cosines[list(partner).index(topic)] if planted else np.nan,
                    "words": words,
                    "likeness": own[:, topic],
                    "null": null.mean(axis=1).ravel(),
                }


def both(matrix: TermMatrix, voice: str, k: int) -> dict[str, NDArray]:
    """Ranked words on the texts, and on as many shuffles as come into question."""
    words, real = ranked(matrix, voice, k)
    null = [
        ranked(shuffled(matrix, generator_of(SEED, f"shuffle {number}")), voice, k)[1]
        for number in range(SHUFFLES[voice])
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


if __name__ == "__main__":
    import sys
    voice, n = sys.argv[1], int(sys.argv[2])
    for case in (sys.argv[4:] or CASES):
        t = pd.DataFrame(topics(voice, case, n, Path(sys.argv[3])))
        t.to_pickle(f"/tmp/ver_{voice}_{case.replace(' ', '_')}.pkl")
        print(case, flush=True)
