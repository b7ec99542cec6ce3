"""Slogans in quotation marks, which are no shorthand by number."""

from collections.abc import Sequence

from chengyan.cues import Hit
from chengyan.rhetoric.patterns import DevicePattern


def without_shorthand(
    slogans: Sequence[Hit[DevicePattern]], shorthand: Sequence[Hit[DevicePattern]]
) -> list[Hit[DevicePattern]]:
    """Quoted slogans, but those that are a numbered shorthand from mark to mark.

    Both as found in one sentence; the slogans with their quotation marks.
    """
    return [
        slogan
        for slogan in slogans
        if all(other.start > slogan.start + 1 or other.end < slogan.end - 1 for other in shorthand)
    ]
