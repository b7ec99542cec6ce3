"""Key word in context: where a term stands, and what stands around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chengyan.clean import Sentence


@dataclass(frozen=True)
class Line:
    """An occurrence.

    Attributes
    ----------
    place : str
        File and line of the raw text in which the sentence begins, as ``file:line``.
    doc_id : str
    sentence : int
    left, term, right : str
    """

    place: str
    doc_id: str
    sentence: int
    left: str
    term: str
    right: str


def concordance(
    sentences: Iterable[Sentence], pattern: re.Pattern[str], width: int, file: str, doc_id: str
) -> list[Line]:
    """Occurrences of a pattern in the sentences of a text, in their order.

    Parameters
    ----------
    sentences : iterable of Sentence
    pattern : re.Pattern
        Occurrences do not overlap; empty ones do not count.
    width : int
        Characters shown on either side, within the sentence.
    file, doc_id : str
        What the text is called.

    Returns
    -------
    list of Line
    """
    return [
        Line(
            f"{file}:{sentence.source_line}",
            doc_id,
            sentence.sentence,
            sentence.text[max(match.start() - width, 0) : match.start()],
            match[0],
            sentence.text[match.end() : match.end() + width],
        )
        for sentence in sentences
        for match in pattern.finditer(sentence.text)
        if match[0]
    ]
