"""The lexicon of a codebook: which words speak for which code."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from chengyan.cues import TextCue, checked
from chengyan.errors import LexiconError
from chengyan.lexicon import one_of, rows_of

# The class of cues that speak for nothing: they only silence what stands inside them.
SILENT = "-"
# Where a cue counts: in the sentence, as a heading for what stands under it, or both.
PLACES = ("any", "sentence", "heading")
_WEIGHT = re.compile(r"-?(\d+(\.\d+)?|\.\d+)")


@dataclass(frozen=True)
class CodeCue(TextCue):
    """A pattern that speaks for a code, or against it where its weight is below 0.

    `source` says where it comes from; that may be a coded sample.
    """

    code: str
    where: str
    weight: float
    source: str = ""

    @property
    def rank(self) -> tuple[str, ...]:
        """By code, then by pattern."""
        return (self.code, self.pattern)


def read_code_cues(path: str | Path, codes: Collection[str]) -> list[CodeCue]:
    """Read the lexicon of a codebook (term, class, where, weight, source, reason).

    Parameters
    ----------
    path : path
    codes : collection of str
        The codes of the codebook.

    Raises
    ------
    LexiconError
        With file and line: for a class that is no code, an unknown place, a weight that is no
        number or 0, a pattern that is none, a pattern that stands twice for a code and place.
    """
    cues = []
    columns = ("term", "class", "where", "weight", "source", "reason")
    for place, row in rows_of(path, columns, key=("term", "class", "where")):
        one_of(row["class"], (*codes, SILENT), "class", place)
        one_of(row["where"], PLACES, "where", place)
        silent = row["class"] == SILENT
        if not _WEIGHT.fullmatch(row["weight"]) or (not float(row["weight"]) and not silent):
            raise LexiconError(
                place,
                f"weight {row['weight']!r} is no number other than 0",
                "Write one, such as 2, or -1 for a cue that speaks against the code",
            )
        weight = 0.0 if silent else float(row["weight"])
        cue = CodeCue(row["term"], row["class"], row["where"], weight, row["source"])
        cues.append(checked(cue, place))
    return cues


def unsuggested(cues: Iterable[CodeCue], samples: Collection[str]) -> list[CodeCue]:
    """The cues that no coded sample of these names suggested: what may be tested on them."""
    return [cue for cue in cues if cue.source not in samples]
