"""Whether two fits find the same topics: ranked words compared, topics matched one to one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Array = NDArray[np.float64]


def average_jaccard(one: Sequence[object], two: Sequence[object]) -> float:
    """Likeness of two ranked lists: the mean Jaccard index of their beginnings of each length.

    Parameters
    ----------
    one, two : sequences
        Words from first to last, without repeats; of one length.

    Returns
    -------
    float
        From 0 to 1. It grows with the length of the lists: compare those of one length only.

    References
    ----------
    Greene, D., O'Callaghan, D., & Cunningham, P. (2014). How many topics? Stability analysis for
    topic models. ECML PKDD.
    """
    depths = range(1, len(one) + 1)
    found = [len({*one[:d]} & {*two[:d]}) / len({*one[:d]} | {*two[:d]}) for d in depths]
    return float(np.mean(found))


def likeness(one: NDArray[np.intp], two: NDArray[np.intp]) -> Array:
    """Average Jaccard of each ranked list (row) of `one` with each of `two`."""
    return np.array([[average_jaccard(a, b) for b in two.tolist()] for a in one.tolist()])


def matched(one: NDArray[np.intp], two: NDArray[np.intp]) -> tuple[NDArray[np.intp], Array]:
    """Match topics one to one so that their ranked words are most alike in all.

    Parameters
    ----------
    one, two : numpy.ndarray of int, topics × words
        Ranked words of the same number of topics, as columns of one vocabulary.

    Returns
    -------
    partner : numpy.ndarray of int, shape (topics,)
        The row of `two` that each row of `one` is matched with.
    likeness : numpy.ndarray, shape (topics,)
        Average Jaccard of the pairs.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics
    Quarterly, 2, 83–97.
    """
    scores = likeness(one, two)
    rows, partner = linear_sum_assignment(-scores)
    return partner, scores[rows, partner]
