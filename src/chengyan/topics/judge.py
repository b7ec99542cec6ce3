"""The trial's judgement: which models, which of their topics stand, and what those say of whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from chengyan.lexicon import Cue
from chengyan.matrix import TermMatrix
from chengyan.randomness import generator_of
from chengyan.topics.balance import repeats
from chengyan.topics.category import categories
from chengyan.topics.choice import above_chance, best_of_each, chosen, scores
from chengyan.topics.coherence import MEASURES, coherence
from chengyan.topics.covariates import design_of, topic_effects, topic_years
from chengyan.topics.intervals import method_for
from chengyan.topics.relations import correlations, topic_map
from chengyan.topics.sentences import typical_sentences
from chengyan.topics.shares import topic_prevalence
from chengyan.topics.trial import Trial, prevalence, shuffled, try_model
from chengyan.topics.verdict import verdicts
from chengyan.topics.words import exclusivity, frex, labels, naming_words, top_words

Candidates = Mapping[tuple[str, int], Trial]
Texts = Sequence[Sequence[str]]
Options = Mapping[str, Any]


def measured(
    candidates: Candidates, matrix: TermMatrix, texts: Texts, options: Options
) -> pd.DataFrame:
    """Every measure of every candidate, and which number of topics is the best of each voice.

    Parameters
    ----------
    candidates : mapping of (voice, k) to Trial
        In the order of the configuration.
    matrix : TermMatrix
        What they were fitted to.
    texts : sequence of sequences of str
        The words that coherence is counted over.
    options : mapping
        The configuration's keys of topics: words, frex_weight, choice.

    Returns
    -------
    pandas.DataFrame
        model, k, c_npmi, c_v, exclusivity, frex, held_out, stability (means over topics; held_out
        of models of probability only), score, best.
    """
    top, weight = options["words"], options["frex_weight"]
    lists = {
        key: [matrix.terms[row].tolist() for row in top_words(trial.words, top)]
        for key, trial in candidates.items()
    }
    every = [words for topics in lists.values() for words in topics]
    # Of all candidates at once: the windows are gone through once.
    values = {measure: coherence(every, texts, measure) for measure in MEASURES}
    rows, start = [], 0
    for (voice, k), trial in candidates.items():
        own = slice(start, start + k)
        start += k
        naming = np.take_along_axis(
            frex(trial.words, weight), naming_words(trial.words, top, weight), axis=1
        )
        rows.append(
            {
                "model": voice,
                "k": k,
                **{measure: _mean(values[measure][own]) for measure in MEASURES},
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
    texts: Texts,
    cues: Sequence[Cue],
    options: Options,
) -> Judged:
    """Give each topic of a model its verdict and what describes it."""
    top, weight = options["words"], options["frex_weight"]
    words = [matrix.terms[row].tolist() for row in top_words(trial.words, top)]
    by_group = prevalence(trial.tokens[0], matrix.units["group"].to_numpy())
    table = pd.DataFrame(
        {
            "model": voice,
            "k": len(words),
            "topic": range(1, len(words) + 1),
            "label": labels(trial.words, matrix.terms, top=top, weight=weight),
            "prevalence": np.mean(list(by_group.values()), axis=0),
        }
    )
    table = table.join(verdicts(trial.likeness, null, **options["verdicts"]))
    for measure in MEASURES:
        table[measure] = coherence(words, texts, measure)
    table["exclusivity"] = exclusivity(trial.words, top, weight)
    return Judged(voice, trial, table.join(categories(trial.words, matrix.terms, cues)))


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


def described(
    model: Judged,
    matrix: TermMatrix,
    units: pd.DataFrame,
    sentences: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    groups: list[str],
    options: Options,
) -> dict[str, pd.DataFrame]:
    """What a model's topics say, where, in whom, and with what they go.

    Parameters
    ----------
    model : Judged
    matrix : TermMatrix
        What it was fitted to.
    units : pandas.DataFrame
        Its units with their words, in the same order.
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, source_line, text.
    documents : sequence of mappings
        The manifest's rows.
    groups : list of str
    options : mapping
        The configuration's keys of topics.

    Returns
    -------
    dict of str to pandas.DataFrame
        By the name of the table.
    """
    trial, share = model.trial, options["trial"]["share"]
    sizes = np.asarray(matrix.counts.sum(axis=1)).ravel()
    names = matrix.units["group"].to_numpy()
    method = method_for(model.voice, np.unique(names, return_counts=True)[1].tolist())
    # An interval is known to cover for topics that stand.
    methods = [method if verdict == "stands" else "" for verdict in model.topics["verdict"]]
    typical = typical_sentences(
        trial.words, matrix.terms, units, sentences, number=options["sentences"]
    )
    pairs = correlations(trial.tokens, repeats(sizes, names, options["balance"]))
    # A text without a word that the model knows has no shares.
    worded = sizes > 0
    of_texts = prevalence(trial.tokens[:, worded], matrix.units["doc_id"].to_numpy()[worded])
    by_text = np.stack(list(of_texts.values()), axis=1)
    known = {document["doc_id"]: document for document in documents}
    listed = [known[text] for text in of_texts]
    effects = topic_effects(by_text, design_of(listed), share=share)
    places = topic_map(trial.words)
    spots = pd.DataFrame(
        {
            "topic": model.topics["topic"],
            "x": places[:, 0],
            "y": places[:, 1],
            "prevalence": model.topics["prevalence"],
        }
    )
    shares = topic_prevalence(trial, matrix, groups, share=share, methods=methods)
    return {
        "topics": model.named(_words(model, matrix, options)),
        "topic_prevalence": model.named(shares),
        "topic_sentences": model.named(typical),
        "topic_correlations": pairs.assign(model=model.voice)[["model", *pairs.columns]],
        "topic_effects": model.named(effects),
        "topic_years": model.named(topic_years(by_text[0], listed)),
        "topic_map": model.named(spots),
    }


def _words(model: Judged, matrix: TermMatrix, options: Options) -> pd.DataFrame:
    scores_of = frex(model.trial.words, options["frex_weight"])
    ranked = top_words(model.trial.words, options["words"])
    rows = [
        (
            topic + 1,
            rank,
            matrix.terms[term],
            model.trial.words[topic, term],
            scores_of[topic, term],
        )
        for topic, row in enumerate(ranked)
        for rank, term in enumerate(row, start=1)
    ]
    return pd.DataFrame(rows, columns=["topic", "rank", "term", "weight", "frex"])


def paragraph_topics(model: Judged, units: pd.DataFrame) -> pd.DataFrame:
    """The leading topic of each paragraph: that which most of its units' tokens are of.

    Parameters
    ----------
    model : Judged
    units : pandas.DataFrame
        doc_id, group, paragraph, last_paragraph, in the order of the model's units.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, paragraph, topic, label, verdict, share. A paragraph that was split has the
        tokens of all its units, one that was merged those of the unit it is in; one whose units
        have no word that the model knows is left out.
    """
    tokens = model.trial.tokens[0]
    table = units[["doc_id", "group", "paragraph", "last_paragraph"]].reset_index(drop=True)
    spans = [
        range(first, last + 1)
        for first, last in zip(table["paragraph"], table["last_paragraph"], strict=True)
    ]
    unit = np.repeat(np.arange(len(table)), [len(span) for span in spans])
    found = table.loc[unit, ["doc_id", "group"]].reset_index(drop=True)
    found["paragraph"] = [paragraph for span in spans for paragraph in span]
    keys = ["doc_id", "group", "paragraph"]
    sums = pd.DataFrame(tokens[unit]).join(found).groupby(keys, sort=False).sum()
    sums = sums[sums.sum(axis=1) > 0]
    values = sums.to_numpy()
    leading = np.round(values, 8).argmax(axis=1)
    table = sums.index.to_frame(index=False)
    table["topic"] = leading + 1
    table["share"] = values[np.arange(len(values)), leading] / values.sum(axis=1)
    names = model.topics.set_index("topic")
    for name in ("label", "verdict"):
        table[name] = table["topic"].map(names[name])
    return table[[*keys, "topic", "label", "verdict", "share"]]


def judge(
    candidates: Candidates,
    matrix: TermMatrix,
    texts: Texts,
    cues: Sequence[Cue],
    options: Options,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[pd.DataFrame, list[Judged]]:
    """Measure all candidates, hold the best of each voice against chance, and judge their topics.

    Returns
    -------
    pandas.DataFrame
        The table ``topic_models.csv``.
    list of Judged
        The best of each voice, the chosen one first.
    """
    table = measured(candidates, matrix, texts, options)
    fitting = {
        "seed": options["seed"],
        "resamples": options["trial"]["resamples"],
        "share": options["trial"]["share"],
        "balance": options["balance"],
        "words": options["trial"]["words"],
    }
    models, found = [], {}
    for voice, k in table.loc[table["best"], ["model", "k"]].itertuples(index=False):
        progress(f"{voice} with {k} topics on shuffled texts")
        null = chance(matrix, voice, k, shuffles=options["trial"]["shuffles"], **fitting)
        model = judged(voice, candidates[voice, k], null, matrix, texts, cues, options)
        models.append(model)
        found[voice] = float(null.mean()), int((model.topics["verdict"] == "stands").sum())
    table = with_chance(table, found)
    first = table.loc[table["chosen"], "model"].iloc[0]
    return table, sorted(models, key=lambda model: model.voice != first)
