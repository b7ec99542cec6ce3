"""How a figure is laid out for its number of groups and texts.

Imports nothing, since it is read while the workflow is planned.
"""

# Up to so many groups have a panel, a lane and a colour each; beyond, one list or map takes all.
PANELS = 5
# Beyond so many, colours no longer tell groups apart; the next one would be yellow on white.
COLOURS = 7
# Height of a page's body, in inches, that leaves a page of 240 mm with its title and notes.
BODY_HEIGHT = 8.0
# Texts that have all that is known of them in a figure, and texts that it shows one by one at all.
FULL_TEXTS = 6
TEXTS = 40
# Figures whose rows are texts.
OF_TEXTS = ("corpus", "agenda", "course", "outlook", "xray")


def is_many(groups: int) -> bool:
    """Whether so many groups are drawn together rather than side by side."""
    return groups > PANELS


def are_many(texts: int) -> bool:
    """Whether so many texts have a line each, or less, and no block."""
    return texts > FULL_TEXTS


def is_compact(figure: str, texts: list[int]) -> bool:
    """Whether a figure of groups with so many texts each takes its form for many, for captions."""
    return are_many(sum(texts)) if figure in OF_TEXTS else is_many(len(texts))


def has_map(groups: int) -> bool:
    """Whether so many groups are drawn on a map of correspondence analysis: beyond a triangle."""
    return groups > 3


def rows_that_fit(blocks: int, heading: float, row: float, most: int) -> int:
    """Rows for each of so many blocks on one page, one at the least and `most` at most."""
    return max(1, min(most, int((BODY_HEIGHT / max(blocks, 1) - heading) / row)))
