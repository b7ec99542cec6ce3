"""Families of devices shared out to the two columns of a page."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from chengyan.plots.devices import METAPHOR, by_mean
from chengyan.plots.layout import BODY_HEIGHT
from chengyan.rhetoric.worth import VALIDATED

# Inches: of a page's head and foot, of a family's name, and what a long title and note take.
KEY, SCALE, HEAD, LESS = 0.32, 0.36, 0.27, 0.5
LANE, GAP, TWO_LINES, TALLEST = 0.062, 0.06, 0.235, 0.34

# A family and its devices.
Block = tuple[str, list[str]]


def columns_of(drawn: pd.DataFrame, groups: int) -> tuple[list[list[Block]], float, int]:
    """Two columns of families, the height of a row, and how many devices the page cannot hold."""
    order = most_telling(drawn)
    least = max(TWO_LINES, LANE * groups + GAP)
    for kept in range(len(order), 0, -1):
        columns = _balanced(_blocks(drawn[drawn["device"].isin(order[:kept])]))
        heads = HEAD * max(map(len, columns))
        room = BODY_HEIGHT - LESS - KEY - SCALE - heads
        row = min(max(TALLEST, least), room / max(map(rows_of, columns)))
        if row >= least:
            break
    return columns, row, len(order) - kept


def most_telling(drawn: pd.DataFrame) -> list[str]:
    """Devices, the validated ones first, and the frequent ones first among these."""
    status = dict(zip(drawn["device"], drawn["status"], strict=True))
    return sorted(by_mean(drawn), key=lambda device: status[device] != VALIDATED)


def _blocks(drawn: pd.DataFrame) -> list[Block]:
    """Families with their devices by falling mean, metaphor as a whole before its sources."""
    return [
        (str(family), sorted(by_mean(own), key=lambda device: device != METAPHOR))
        for family, own in drawn.groupby("family", sort=False)
    ]


def _balanced(blocks: Sequence[Block]) -> list[list[Block]]:
    """Share the families out to two columns so that the taller is as low as it may be."""

    def tallest(left: tuple[int, ...]) -> float:
        sides = [[b for i, b in enumerate(blocks) if (i in left) == side] for side in (True, False)]
        return max(rows_of(side) + len(side) for side in sides)

    # The first family stands at the left.
    choices = [
        (0, *more) for n in range(len(blocks)) for more in combinations(range(1, len(blocks)), n)
    ]
    left = min(choices, key=tallest)
    sides = ([b for i, b in enumerate(blocks) if (i in left) == side] for side in (True, False))
    return [side for side in sides if side]


def rows_of(blocks: Sequence[Block]) -> int:
    """Devices of some families."""
    return sum(len(devices) for _, devices in blocks)
