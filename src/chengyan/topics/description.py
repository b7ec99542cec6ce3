"""What the topics of a judged model say, where, of whom, and with what they go."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from chengyan.matrix import TermMatrix
from chengyan.topics.balance import repeats
from chengyan.topics.covariates import design_of, topic_effects, topic_years
from chengyan.topics.intervals import method_for
from chengyan.topics.judge import Judged
from chengyan.topics.relations import correlations, topic_map
from chengyan.topics.sentences import typical_sentences
from chengyan.topics.shares import topic_prevalence
from chengyan.topics.trial import prevalence
from chengyan.topics.words import frex, top_words

Options = Mapping[str, Any]


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
