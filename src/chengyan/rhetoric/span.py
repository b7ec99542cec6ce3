"""Where an instance of a device stands."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one sentence.

    Attributes
    ----------
    row : int
        Position of the sentence among those that were searched.
    start, end : int
        Characters of its text.
    form : str
        Which kind of the device it is; of runs, what is alike: ``members`` of a sentence,
        ``sentences``, ``headings``. May be empty.
    members : int
        How many members of a run it holds.
    """

    row: int
    start: int
    end: int
    form: str = ""
    members: int = 1


# The stretches of one instance: one, or one in each sentence of a run.
Instance = tuple[Span, ...]


def apart(spans: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Of scored stretches, those that overlap no better one, in the order of the text.

    Parameters
    ----------
    spans : list of (score, start, end)
        Of equal ones the longer wins, then the earlier.
    """
    kept: list[tuple[int, int]] = []
    for _, start, end in sorted(spans, key=lambda s: (-s[0], s[1] - s[2], s[1])):
        if all(end <= other or to <= start for other, to in kept):
            kept.append((start, end))
    return sorted(kept)


def stretch(text: str, row: int, start: int, end: int, form: str, members: int = 1) -> Span:
    """The span of what was found, with the quotation mark that it would tear off."""
    inside = text[start:end]
    if inside.count("“") > inside.count("”") and text[end : end + 1] == "”":
        end += 1
    if inside.count("”") > inside.count("“") and text[start - 1 : start] == "“":
        start -= 1
    return Span(row, start, end, form, members)
