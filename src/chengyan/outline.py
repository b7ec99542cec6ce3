"""The headings that a sentence stands under."""

from typing import Generic, TypeVar

Item = TypeVar("Item")


# ASSUME a heading of this level that is run in (一是…。 and the like) heads its paragraph alone.
OF_PARAGRAPH = 3


class Outline(Generic[Item]):
    """What is known of the headings in force, as a text is read from its head.

    A heading of a level ends those of the same and of deeper levels; one of the deepest level that
    is run in ends with its paragraph.
    """

    def __init__(self) -> None:
        self._levels: dict[int, tuple[Item, int | None]] = {}

    def come_to(self, paragraph: int) -> None:
        """Come to a sentence of that paragraph."""
        self._levels = {
            level: (item, within)
            for level, (item, within) in self._levels.items()
            if within in (None, paragraph)
        }

    def enter(self, level: int, item: Item, within: int | None = None) -> None:
        """Come to a heading of that level, run in at the head of paragraph `within` if given."""
        self._levels = {above: kept for above, kept in self._levels.items() if above < level}
        self._levels[level] = item, within if level >= OF_PARAGRAPH else None

    def above(self) -> list[Item]:
        """The headings in force, the outermost first."""
        return [self._levels[level][0] for level in sorted(self._levels)]
