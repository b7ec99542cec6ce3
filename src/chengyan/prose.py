"""How long sentences and clauses are, and how common the words."""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from chengyan.errors import DesignError
from chengyan.han import count_han

# ASSUME a clause is what stands between commas, semicolons and colons. The enumeration comma 、
# sets words of a list apart (GB/T 15834-2011, 4.5), not clauses.
_PAUSE = re.compile(r"[，；：,;]|:(?!\d)|——|。|！|？|!|\?|…+")


def sentence_length(sentences: Iterable[str]) -> float:
    """Mean length of sentences in Han characters.

    Parameters
    ----------
    sentences : iterable of str
        Those without a Han character are none.

    Returns
    -------
    float

    Raises
    ------
    DesignError
        If no sentence holds a Han character.
    """
    return float(np.mean(han_lengths(sentences)))


def clause_length(sentences: Iterable[str]) -> float:
    """Mean length in Han characters of what stands between commas, semicolons and colons.

    Parameters
    ----------
    sentences : iterable of str

    Returns
    -------
    float

    Raises
    ------
    DesignError
        If no sentence holds a Han character.
    """
    return float(np.mean(han_lengths(clauses(sentences))))


def clauses(sentences: Iterable[str]) -> list[str]:
    """Cut sentences into what stands between pauses, each with a Han character at the least."""
    return [part for text in sentences for part in _PAUSE.split(text) if count_han(part)]


def han_lengths(texts: Iterable[str]) -> NDArray[np.int64]:
    """Han characters of each text that holds any.

    Raises
    ------
    DesignError
        If none does.
    """
    lengths = np.array([length for text in texts if (length := count_han(text))], np.int64)
    if not lengths.size:
        raise DesignError("sentences", "none holds a Han character", "Give Chinese text")
    return lengths
