"""Simplified and traditional script: which one a text is in, and conversion."""

from functools import cache
from typing import Any

from chengyan.han import han_only


@cache
def _converter(direction: str) -> Any:
    import opencc

    return opencc.OpenCC(direction)


def traditional_share(text: str) -> float:
    """The share of the Han characters that simplified script writes otherwise (0–1)."""
    han = han_only(text)
    if not han:
        return 0.0
    # One character at a time: as words, some would be turned into other words.
    simplified = {character: _converter("t2s").convert(character) for character in set(han)}
    changed = sum(1 for character in han if simplified[character] != character)
    return changed / len(han)


def to_simplified(text: str) -> str:
    """The text in simplified script, other characters as they are.

    Notes
    -----
    Words are kept (乾隆 stays 乾隆, 乾燥 becomes 干燥) as OpenCC's phrase tables know them; terms
    are not exchanged for those of the mainland (軟體 becomes 软体, not 软件).

    References
    ----------
    OpenCC, Open Chinese Convert, configuration t2s.
    """
    converted: str = _converter("t2s").convert(text)
    return converted
