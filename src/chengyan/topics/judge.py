"""The trial's judgement: which models, and which of their topics stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from chengyan.matrix import TermMatrix
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import CodeCue
from chengyan.priorities.ways import topic_codes
from chengyan.randomness import generator_of
from chengyan.topics.choice import above_chance, best_of_each, chosen, scores
from chengyan.topics.coherence import MEASURES, coherence
from chengyan.topics.trial import Trial, mean_prevalence, shuffled, try_model
from chengyan.topics.verdict import verdicts
from chengyan.topics.words import exclusivity, frex, labels, naming_words, top_words

Candidates = Mapping[tuple[str, int], Trial]
Texts = Sequence[Sequence[str]]
Options = Mapping[str, Any]


def coherences(
    candidates: Candidates, terms: np.ndarray, texts: Texts, words: int
) -> dict[tuple[str, int], dict[str, np.ndarray]]:
    """Coherence of each topic of each candidate, by measure; the windows are gone through once."""
    lists = {
        name: [terms[row].tolist() for row in top_words(trial.words, words)]
        for name, trial in candidates.items()
    }
    every = list(chain.from_iterable(lists.values()))
    ends = np.cumsum([len(topics) for topics in lists.values()])[:-1]
    found: dict[tuple[str, int], dict[str, np.ndarray]] = {name: {} for name in lists}
    for measure in MEASURES:
        parts = np.split(coherence(every, texts, measure), ends)
        for name, values in zip(lists, parts, strict=True):
            found[name][measure] = values
    return found


def measured(
    candidates: Candidates,
    coherent: Mapping[tuple[str, int], Mapping[str, np.ndarray]],
    options: Options,
) -> pd.DataFrame:
    """Every measure of every candidate, and which number of topics is the best of each voice.

    Parameters
    ----------
    candidates : mapping of (voice, k) to Trial
        In the order of the configuration.
    coherent : mapping of (voice, k) to mapping of str to numpy.ndarray
        As `coherences` gives it.
    options : mapping
        The configuration's keys of topics: words, frex_weight, choice.

    Returns
    -------
    pandas.DataFrame
        model, k, c_npmi, c_v, exclusivity, frex, held_out, stability (means over topics; held_out
        of models of probability only), score, best.
    """
    top, weight = options["words"], options["frex_weight"]
    rows = []
    for (voice, k), trial in candidates.items():
        naming = np.take_along_axis(
            frex(trial.words, weight), naming_words(trial.words, top, weight), axis=1
        )
        rows.append(
            {
                "model": voice,
                "k": k,
                **{name: _mean(values) for name, values in coherent[voice, k].items()},
                "exclusivity": exclusivity(trial.words, top, weight).mean(),
                "frex": naming.mean(),
                "held_out": np.nan if voice == "nmf" else _mean(trial.held_out),
                "stability": trial.likeness.mean(),
            }
        )
    table = pd.DataFrame(rows)
    table["score"] = scores(table, options["choice"])
    table["best"] = best_of_each(table)
    return table


def _mean(values: np.ndarray) -> float:
    """The mean of what is known; NaN where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else np.nan


def chance(
    matrix: TermMatrix, voice: str, k: int, *, shuffles: int, seed: int, **fitting: Any
) -> np.ndarray:
    """Stability of the topics of the same model on texts whose words are shuffled.

    Returns
    -------
    numpy.ndarray, shape (shuffles × k,)
    """
    found = [
        try_model(
            shuffled(matrix, generator_of(seed, f"shuffle {number}")),
            voice,
            k=k,
            seed=seed,
            **fitting,
        ).likeness.mean(axis=0)
        for number in range(shuffles)
    ]
    return np.concatenate(found)


@dataclass(frozen=True)
class Judged:
    """The best model of one voice with the verdict on its topics.

    Attributes
    ----------
    voice : str
    trial : Trial
    topics : pandas.DataFrame
        A row a topic: model, topic, label, verdict and the rest of ``topic_verdicts.csv``.
    """

    voice: str
    trial: Trial
    topics: pd.DataFrame

    def named(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table with a column `topic`, with model, label and verdict put to it."""
        names = self.topics[["model", "topic", "label", "verdict"]]
        rest = [name for name in table.columns if name != "topic"]
        joined = table.assign(topic=table["topic"].astype(int)).merge(names, on="topic", how="left")
        return joined[["model", "topic", "label", "verdict", *rest]]


def judged(
    voice: str,
    trial: Trial,
    null: np.ndarray,
    matrix: TermMatrix,
    coherent: Mapping[str, np.ndarray],
    cues: Sequence[CodeCue],
    codes: Sequence[Code],
    options: Options,
) -> Judged:
    """Give each topic of a model its verdict and what describes it."""
    top, weight = options["words"], options["frex_weight"]
    table = pd.DataFrame(
        {
            "model": voice,
            "k": len(trial.words),
            "topic": range(1, len(trial.words) + 1),
            "label": labels(trial.words, matrix.terms, top=top, weight=weight),
            "prevalence": mean_prevalence(trial.tokens[0], matrix.units["group"].to_numpy()),
        }
    )
    table = table.join(verdicts(trial.likeness, null, **options["verdicts"]))
    table = table.assign(**coherent, exclusivity=exclusivity(trial.words, top, weight))
    return Judged(voice, trial, table.join(topic_codes(trial.words, matrix.terms, cues, codes)))


def with_chance(candidates: pd.DataFrame, found: Mapping[str, tuple[float, int]]) -> pd.DataFrame:
    """The table of `measured` with what shuffled texts say of the best of each voice.

    Parameters
    ----------
    candidates : pandas.DataFrame
    found : mapping of voice to (float, int)
        Mean stability on shuffled texts, and how many topics stand.
    """
    table = candidates.assign(null_stability=np.nan, above_chance=np.nan, standing=np.nan)
    for row in table.index[table["best"]]:
        null, standing = found[str(table.loc[row, "model"])]
        above = above_chance(float(table.loc[row, "stability"]), null)
        table.loc[row, ["null_stability", "above_chance", "standing"]] = null, above, standing
    table["standing"] = table["standing"].astype("Int64")
    table["chosen"] = chosen(table)
    columns = (
        "model k c_npmi c_v exclusivity frex held_out stability null_stability above_chance "
        "standing score best chosen"
    )
    return table[columns.split()]


def judge(
    candidates: Candidates,
    matrix: TermMatrix,
    texts: Texts,
    cues: Sequence[CodeCue],
    codes: Sequence[Code],
    options: Options,
) -> tuple[pd.DataFrame, list[Judged]]:
    """Measure all candidates, hold the best of each voice against chance, and judge their topics.

    Returns
    -------
    pandas.DataFrame
        The table ``topic_models.csv``.
    list of Judged
        The best of each voice, the chosen one first.
    """
    coherent = coherences(candidates, matrix.terms, texts, options["words"])
    table = measured(candidates, coherent, options)
    fitting = {
        "seed": options["seed"],
        "resamples": options["trial"]["resamples"],
        "share": options["trial"]["share"],
        "balance": options["balance"],
        "words": options["trial"]["words"],
    }
    models, found = [], {}
    for voice, k in table.loc[table["best"], ["model", "k"]].itertuples(index=False):
        null = chance(matrix, voice, k, shuffles=options["trial"]["shuffles"], **fitting)
        name = voice, k
        model = judged(voice, candidates[name], null, matrix, coherent[name], cues, codes, options)
        models.append(model)
        found[voice] = float(null.mean()), int((model.topics["verdict"] == "stands").sum())
    table = with_chance(table, found)
    first = table.loc[table["chosen"], "model"].iloc[0]
    return table, sorted(models, key=lambda model: model.voice != first)
