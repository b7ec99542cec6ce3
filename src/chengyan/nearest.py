"""The valid name that a mistyped one was probably meant to be."""

import difflib
from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str]) -> str:
    """The most similar of the valid names, or an empty string if none is near."""
    return next(iter(difflib.get_close_matches(name, list(valid), n=1, cutoff=0.5)), "")


def similarity(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: twice their common characters among all of both."""
    return difflib.SequenceMatcher(None, one, other).ratio()
