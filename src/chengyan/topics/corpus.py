"""The units of the topic models as counts: which terms enter, in which order units stand."""

from collections.abc import Sequence

import pandas as pd

from chengyan.counting import from_word_lists
from chengyan.lexicon import occasion_test
from chengyan.matrix import TermMatrix
from chengyan.topics.trial import pruned


def topic_matrix(
    units: pd.DataFrame,
    *,
    occasion: Sequence[str],
    groups: Sequence[str],
    min_units: int,
    max_share: float,
) -> TermMatrix:
    """Counts of the terms that enter the models.

    Parameters
    ----------
    units : pandas.DataFrame
        As `chengyan.counting.in_place_order` orders them.
    occasion : sequence of path
        Word lists whose terms are left out, as are terms that hold the name of a group; none is
        where all terms enter.
    groups : sequence of str
    min_units : int
        Units that a term must occur in.
    max_share : float
        Share of the units that a term may occur in at the most: a word of every paragraph is of
        every topic, and comes back in any fit, also to shuffled texts.

    Raises
    ------
    DesignError
        If no term is left.
    """
    matrix = from_word_lists(units)
    if occasion:
        matrix = matrix.without(occasion_test(list(occasion), list(groups), inside=True))
    return pruned(matrix, min_units, max_share)
