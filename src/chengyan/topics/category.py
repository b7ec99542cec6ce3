"""Which category of a word list a topic is nearest to, and how near."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.lexicon import Cue

# What a section is in a text, not what it is on.
FORMS = ("opening", "review", "plan", "closing")


def categories(
    words: NDArray[np.float64], terms: NDArray[Any], cues: Sequence[Cue]
) -> pd.DataFrame:
    """The category that most of a topic's weight is of.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
    terms : numpy.ndarray of str
    cues : sequence of Cue
        Of the word list of sections: those of headings whose label is a subject.

    Returns
    -------
    pandas.DataFrame
        category (empty where no term is known), category_share (of the topic's weight on terms
        that some category knows), category_covered (share of the topic's weight on such terms).
        The last two are a description, no test: a word list that knows a twentieth of a topic says
        little of it.
    """
    names = sorted({c.label for c in cues if c.where == "heading" and c.label not in FORMS})
    known = np.zeros((len(names), len(terms)))
    for cue in cues:
        if cue.where != "heading" or cue.label in FORMS:
            continue
        pattern = cue.compiled(0)
        hits = [pattern.search(str(term)) is not None for term in terms]
        known[names.index(cue.label)] = np.maximum(known[names.index(cue.label)], hits)
    several = known.sum(axis=0)
    # A term of two categories counts half for each.
    known /= np.where(several > 0, several, 1)
    by_category = words @ known.T
    covered = by_category.sum(axis=1)
    best = np.round(by_category, 10).argmax(axis=1) if names else np.zeros(len(words), int)
    rows = []
    for topic, total in enumerate(covered):
        if total > 0:
            rows.append(
                (names[best[topic]], by_category[topic, best[topic]] / total, min(total, 1.0))
            )
        else:
            rows.append(("", np.nan, 0.0))
    return pd.DataFrame(rows, columns=["category", "category_share", "category_covered"])
