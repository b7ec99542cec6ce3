"""What voices find of topics that are known, naive defaults beside them, and what weights do."""

import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from gensim.matutils import Sparse2Corpus
from gensim.models import LdaModel
from numpy.typing import NDArray
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from topic_corpora import (
    MAX_SHARE,
    MIN_UNITS,
    TRIAL,
    VOICES,
    Array,
    Design,
    balanced,
    kept,
    matched,
)

from chengyan.matrix import TermMatrix
from chengyan.topics.synthetic import KnownCorpus
from chengyan.topics.trial import prevalence, try_model

NAIVE = ("scikit-learn LDA", "scikit-learn NMF", "gensim LDA")
RECOVERY = (
    Design(8000, k=10, terms=3000),
    Design(120, k=8, terms=1200),
    Design(120, k=8, terms=1200, unevenness=0.5),
)
BALANCES, UNEVENNESS = (0.0, 0.5, 1.0), (0.2, 0.5, 5.0)
# Of the tokens, groups weighing the same: less can be found by no model.
LARGE = 0.03


def recovery(
    design: Design, corpora: int, models: Iterable[str], folder: Path | None
) -> Iterator[dict[str, object]]:
    """A row a corpus and model."""
    for number in range(corpora):
        corpus = design.draw(number)
        truth = corpus.shares().to_numpy()[:, :-1]
        for model in models:
            name = f"recovery/{design.units} {design.unevenness:g}/{model} {number}"
            fit = kept(folder, name, lambda c=corpus, m=model, n=number: timed(c, m, n))
            partner, cosines = matched(corpus.words, fit["words"])
            yield {
                "units": design.units,
                "unevenness": design.unevenness,
                "model": model,
                "corpus": number,
                "cosine": cosines.mean(),
                "least": cosines.min(),
                "error": np.abs(fit["shares"][:, partner] - truth).mean(),
                "seconds": float(fit["seconds"]),
            }


def timed(corpus: KnownCorpus, model: str, seed: int) -> dict[str, Any]:
    """Words and shares by group of a fitted model, and the seconds of processor that it took."""
    # The processor's, since another program may be running.
    begun = time.process_time()
    words, tokens = fitted(corpus, model, seed)
    seconds = time.process_time() - begun
    groups = corpus.matrix.units["group"].to_numpy()
    return {
        "words": words,
        "shares": np.stack(list(prevalence(tokens, groups).values())),
        "seconds": seconds,
    }


def fitted(corpus: KnownCorpus, model: str, seed: int) -> tuple[Array, Array]:
    """Words of topics, and tokens of each unit by topic."""
    counts = corpus.matrix.counts
    k = len(corpus.words)
    if model in VOICES:
        trial = try_model(corpus.matrix, model, k=k, seed=seed, **{**TRIAL, "resamples": 0})
        return trial.words, trial.tokens[0]
    if model == "gensim LDA":
        texts = list(Sparse2Corpus(counts, documents_columns=False))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lda = LdaModel(texts, num_topics=k, random_state=seed)
            shares, _ = lda.inference(texts)
        words = np.zeros((k, counts.shape[1]))
        words[:, : lda.num_terms] = lda.get_topics()
    else:
        if model == "scikit-learn LDA":
            naive: Any = LatentDirichletAllocation(n_components=k, random_state=seed)
            shares = naive.fit_transform(counts)
        else:
            naive = NMF(n_components=k, random_state=seed)
            shares = naive.fit_transform(TfidfTransformer().fit_transform(counts))
        words = normalised(naive.components_)
    sizes = np.asarray(counts.sum(axis=1)).reshape(-1, 1)
    return words, sizes * normalised(shares)


def normalised(rows: NDArray[Any]) -> Array:
    totals = rows.sum(axis=1, keepdims=True)
    shares: Array = np.divide(
        rows, totals, out=np.full(rows.shape, 1 / rows.shape[1]), where=totals > 0
    )
    return shares


def weights(corpora: int, voice: str, folder: Path | None) -> Iterator[dict[str, object]]:
    """A row a corpus and weight of groups."""
    for unevenness in UNEVENNESS:
        for number in range(corpora):
            corpus = Design(unevenness=unevenness).draw(number).pruned(MIN_UNITS, MAX_SHARE)
            truth, large = corpus.shares().to_numpy()[:, :-1], balanced(corpus) > LARGE
            groups = corpus.matrix.units["group"].to_numpy()
            for balance in BALANCES:
                fitting = {**TRIAL, "seed": number, "resamples": 0, "balance": balance}

                def fit(
                    matrix: TermMatrix = corpus.matrix, fitting: dict[str, Any] = fitting
                ) -> dict[str, Array]:
                    trial = try_model(matrix, voice, k=8, **fitting)
                    return {"words": trial.words, "tokens": trial.tokens[0]}

                made = kept(folder, f"weights/{unevenness} {balance}/{voice} {number}", fit)
                partner, cosines = matched(corpus.words, made["words"])
                shares = np.stack(list(prevalence(made["tokens"], groups).values()))
                yield {
                    "unevenness": unevenness,
                    "balance": balance,
                    "corpus": number,
                    "cosine": cosines[large].mean(),
                    "error": np.abs(shares[:, partner] - truth)[:, large].mean(),
                }


def recovery_table(cases: pd.DataFrame) -> pd.DataFrame:
    """Means over corpora; times as ratios to naive scikit-learn LDA on the same corpora."""
    keys = ["units", "unevenness", "model"]
    table = cases.groupby(keys, sort=False).agg(
        cosine=("cosine", "mean"),
        least=("least", "mean"),
        error=("error", "mean"),
        time=("seconds", "mean"),
        corpora=("corpus", "nunique"),
    )
    base = table["time"].xs(NAIVE[0], level="model")
    table["time"] /= base.reindex(table.index.droplevel("model")).to_numpy()
    return table.reset_index()


def weights_table(cases: pd.DataFrame) -> pd.DataFrame:
    """Means over corpora; `gain` in cosine is that over balance 0 on the same corpora."""
    by_corpus = cases.set_index(["unevenness", "corpus"])
    unweighted = by_corpus.loc[by_corpus["balance"] == 0, "cosine"]
    gains = (by_corpus["cosine"] - unweighted.reindex(by_corpus.index)).to_numpy()
    cases = cases.assign(gain=gains)
    keys = ["unevenness", "balance"]
    table = cases.groupby(keys).agg(
        cosine=("cosine", "mean"), error=("error", "mean"), corpora=("corpus", "nunique")
    )
    gain = cases.groupby(keys)["gain"]
    return table.assign(gain=gain.mean(), gain_se=gain.sem()).reset_index()[
        [*keys, "cosine", "gain", "gain_se", "error", "corpora"]
    ]
