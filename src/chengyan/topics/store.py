"""Trials as tables, so that one job fits and another judges."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.topics.trial import Trial

TABLES = ("words", "tokens", "refits")


def to_tables(trial: Trial, terms: NDArray[Any]) -> dict[str, pd.DataFrame]:
    """Turn a trial into the tables `words`, `tokens` and `refits`.

    Parameters
    ----------
    trial : Trial
    terms : numpy.ndarray of str

    Returns
    -------
    dict of str to pandas.DataFrame
        ``words``: term; ``tokens``: draw (0 is the model of all units), unit; ``refits``: draw,
        held_out; each with a column a topic, named from 1.
    """
    k = len(trial.words)
    topics = [str(topic + 1) for topic in range(k)]
    draws, units, _ = trial.tokens.shape
    words = pd.DataFrame(trial.words.T, columns=topics)
    words.insert(0, "term", terms)
    tokens = pd.DataFrame(trial.tokens.reshape(-1, k), columns=topics)
    tokens.insert(0, "draw", np.repeat(np.arange(draws), units))
    tokens.insert(1, "unit", np.tile(np.arange(units), draws))
    refits = pd.DataFrame(trial.likeness, columns=topics)
    refits.insert(0, "draw", np.arange(1, draws))
    refits.insert(1, "held_out", trial.held_out)
    return {"words": words, "tokens": tokens, "refits": refits}


def by_candidate(
    tried: Sequence[Any], voices: Sequence[str], numbers: Sequence[int]
) -> dict[tuple[str, int], Sequence[Any]]:
    """The `TABLES` of each candidate, where all are listed by voice and number of topics."""
    each = len(TABLES)
    return {
        name: tried[each * place : each * (place + 1)]
        for place, name in enumerate(product(voices, numbers))
    }


def from_tables(words: pd.DataFrame, tokens: pd.DataFrame, refits: pd.DataFrame) -> Trial:
    """The trial that `to_tables` made tables of."""
    topics = [name for name in words.columns if name != "term"]
    draws = tokens["draw"].nunique()
    return Trial(
        words[topics].to_numpy().T,
        tokens[topics].to_numpy().reshape(draws, -1, len(topics)),
        refits[topics].to_numpy(),
        refits["held_out"].to_numpy(),
    )
