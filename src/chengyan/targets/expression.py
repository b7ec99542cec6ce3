"""A number with its unit, as it stands in a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_RANGE = re.compile(r"[-—–~～]+|[至到]")


@dataclass(frozen=True)
class Expression:
    """A number with its unit.

    Attributes
    ----------
    start, end : int
        In the sentence, in characters.
    number : str
        The numeral as written.
    quantity : float
        Its value, 万 and 亿 multiplied out; of vague ones (数十) the round base.
    unit : str
        As written.
    unit_class : str
        Class of the unit in the word list; empty where there is none.
    value, unit_normal : float, str
        Value and unit in the one spelling: 三成 is 30 %.
    vague : str
        数, 多, 余, 几.
    bound : str
        ``low`` or ``high`` of a range, ``from`` or ``to`` of a change, else empty.
    """

    start: int
    end: int
    number: str
    quantity: float
    unit: str
    unit_class: str
    value: float
    unit_normal: str
    vague: str = ""
    bound: str = ""


def with_bounds(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The expressions of a sentence with the ends of ranges and of changes told."""
    bounded = list(found)
    for i, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start]
        same = first.unit_normal == second.unit_normal
        if same and (_RANGE.fullmatch(between) or not between):
            bounded[i] = replace(bounded[i], bound="low")
            bounded[i + 1] = replace(bounded[i + 1], bound="high")
        elif (
            same
            and re.search(r"[由从](?:\d{4}年的?)?$", text[: first.start])
            and re.fullmatch(r"[^，。；、]{0,6}[到至为]了?(?:\d{4}年的?)?", between)
        ):
            bounded[i] = replace(bounded[i], bound="from")
            bounded[i + 1] = replace(bounded[i + 1], bound="to")
    return bounded
