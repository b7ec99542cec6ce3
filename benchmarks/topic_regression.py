"""How often the interval of a genre's coefficient holds the difference of the genres."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from topic_corpora import SEED, TRIAL, Array, kept, matched, with_errors

from chengyan.randomness import generator_of
from chengyan.topics.covariates import design_of, topic_effects
from chengyan.topics.synthetic import KnownCorpus, draw_corpus
from chengyan.topics.trial import prevalence, try_model

TEXTS, PARAGRAPHS, K, TERMS = 60, 5, 5, 1200
# The Dirichlet parameters of a text's topics sum to so much; the logarithm of what a genre
# multiplies a topic's share by has so large a standard deviation.
ALIKE, SHIFT = 20.0, 0.7
# ASSUME as of intervals: as stable as one that stands.
STABLE = 0.5


def effects(corpora: int, voice: str, folder: Path | None) -> Iterator[dict[str, object]]:
    """A row a corpus and stable topic: the interval of its coefficient, and the truth."""
    for number in range(corpora):
        corpus, documents, truth = drawn(number)

        def fit(corpus: KnownCorpus = corpus) -> dict[str, Array]:
            trial = try_model(corpus.matrix, voice, k=K, seed=SEED, **TRIAL)
            shares = prevalence(trial.tokens, corpus.matrix.units["doc_id"].to_numpy())
            by_text = np.stack(list(shares.values()), axis=1)
            return {"words": trial.words, "by_text": by_text, "likeness": trial.likeness}

        made = kept(folder, f"regression/{voice} {number}", fit)
        table = topic_effects(made["by_text"], design_of(documents), share=TRIAL["share"])
        partner, _ = matched(corpus.words, made["words"])
        stability = made["likeness"].mean(axis=0)
        for planted, topic in enumerate(partner):
            if stability[topic] >= STABLE:
                row = table[table["topic"] == topic + 1].iloc[0]
                yield {
                    "corpus": number,
                    "truth": truth[planted],
                    "estimate": row["estimate"],
                    "low": row["ci_low"],
                    "high": row["ci_high"],
                }


def drawn(number: int) -> tuple[KnownCorpus, list[dict[str, str]], Array]:
    """A corpus of texts of two genres, their rows of a manifest, and the difference of genres."""
    random = generator_of(SEED, f"regression {number}")
    one = random.dirichlet(np.full(K, 5.0))
    other = one * np.exp(SHIFT * random.standard_normal(K))
    of_genre = {"a": one, "b": other / other.sum()}
    names = [f"text{text:02}" for text in range(TEXTS)]
    documents = [
        {"doc_id": name, "genre": "ab"[text % 2], "city": "", "date": ""}
        for text, name in enumerate(names)
    ]
    shares = {d["doc_id"]: random.dirichlet(ALIKE * of_genre[d["genre"]]) for d in documents}
    corpus = draw_corpus(
        random, dict.fromkeys(names, PARAGRAPHS), k=K, terms=TERMS, prevalence=shares
    )
    return corpus, documents, of_genre["b"] - of_genre["a"]


def effects_table(table: pd.DataFrame) -> pd.DataFrame:
    """Coverage, its error over corpora, mean width; and bias: the slope of estimate on truth."""
    holds = (table["low"] <= table["truth"]) & (table["truth"] <= table["high"])
    table = table.assign(coverage=holds.astype(float), of="genre")
    found = with_errors(table, ["of"], "coverage").reset_index(drop=True)
    slope = np.polyfit(table["truth"].astype(float), table["estimate"].astype(float), 1)[0]
    width = (table["high"] - table["low"]).mean()
    return found.assign(width=width, slope=slope, topics=len(table), texts=TEXTS)
