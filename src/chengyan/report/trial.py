"""What the report says of the topic models."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.report.facts import Row, is_true, rows

VOICES = {"nmf": "NMF", "lda": "variational LDA", "gibbs": "sampled LDA"}


def trial_of(tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Row:
    """The trial of all models, and the topics of the best of each voice, the chosen one first.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        topic_models, topic_verdicts, topics, topic_prevalence, topic_sentences, topic_effects.
    groups : sequence of str

    Returns
    -------
    dict
        candidates (rows of topic_models), units (stretches of text that were fitted), models (each
        with its voice, its row of topic_models and its topics), effects (rows of topic_effects of
        the chosen model, topics that fall left out), intervals (whether any share has one).
    """
    tried = tables["topic_models"]
    # A column that is empty for all was read as text.
    tried = tried.assign(held_out=pd.to_numeric(tried["held_out"], errors="coerce"))
    candidates = [
        {**row, "name": VOICES.get(row["model"], row["model"]), "best": is_true(row["best"])}
        for row in rows(tried)
    ]
    best = {row["model"]: row for row in candidates if row["best"]}
    voices = list(dict.fromkeys(tables["topic_verdicts"]["model"]))
    shares = tables["topic_prevalence"]
    first = shares[(shares["model"] == voices[0]) & (shares["topic"] == 1)]
    effects = tables["topic_effects"]
    told = (effects["model"] == voices[0]) & (effects["verdict"] != "falls")
    return {
        "candidates": candidates,
        "units": int(first["units"].sum()),
        "models": [_model(voice, best[voice], tables, groups) for voice in voices],
        "effects": rows(effects[told]),
        "intervals": bool(pd.to_numeric(shares["ci_low"]).notna().any()),
    }


def _model(voice: str, best: Row, tables: Mapping[str, pd.DataFrame], groups: Sequence[str]) -> Row:
    own = {
        name: tables[name][tables[name]["model"] == voice]
        for name in ("topic_verdicts", "topics", "topic_prevalence", "topic_sentences")
    }
    order = {"stands": 0, "wobbles": 1, "falls": 2}
    topics: list[Row] = []
    for row in rows(own["topic_verdicts"]):
        here = {name: table[table["topic"] == row["topic"]] for name, table in own.items()}
        shares: dict[Any, Row] = {r["group"]: r for r in rows(here["topic_prevalence"])}
        topics.append(
            {
                **row,
                "number": row["topic"],
                "words": here["topics"].sort_values("rank")["term"].tolist(),
                "sentences": rows(here["topic_sentences"].sort_values("rank")),
                "shares": {group: shares[group] for group in groups if group in shares},
            }
        )
    topics.sort(key=lambda topic: (order.get(topic["verdict"], len(order)), topic["number"]))
    verdicts = [topic["verdict"] for topic in topics]
    return {
        "voice": voice,
        "name": VOICES.get(voice, voice),
        "best": best,
        "topics": topics,
        **{verdict: verdicts.count(verdict) for verdict in order},
    }
