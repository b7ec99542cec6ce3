"""The lexicon's formulations with the year and the document that put them forward."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from chengyan.lexicon import Entry, read_formulations, rows_of

# ASSUME what is said in set words: names of places, persons, organs and projects are no choice of
# words, and idioms are everybody's.
KINDS = ("formulation", "numbered_shorthand")

_KEEPS = re.compile(r"\bkeeps\b.* from cutting\b")


@dataclass(frozen=True)
class Formulation(Entry):
    """An entry of the lexicon with its source.

    Attributes
    ----------
    first_use_source : str
        Where and when it was put forward; empty exactly where `first_use` is 0.
    keeps : bool
        Whether it stands in the lexicon to keep a shorter entry from being found where it is not
        meant (创新发展理念 for 新发展理念); by its source, which says what it keeps from cutting.
    """

    first_use_source: str = ""
    keeps: bool = False

    def is_of(self, kinds: Collection[str]) -> bool:
        """Whether it counts as a formulation: of one of the kinds, and no mere keeper."""
        return self.kind in kinds and not self.keeps


def read_entries(paths: Iterable[str | Path]) -> list[Formulation]:
    """Read word lists in the form of formulations.tsv; of a term in several, the first row counts.

    Raises
    ------
    LexiconError
        As `chengyan.lexicon.read_formulations`.
    """
    entries: dict[str, Formulation] = {}
    for path in paths:
        rows = [row for _, row in rows_of(path, ("term",))]
        for entry, row in zip(read_formulations(path), rows, strict=True):
            told = Formulation(
                **vars(entry),
                first_use_source=row.get("first_use_source", ""),
                keeps=_KEEPS.search(row.get("source", "")) is not None,
            )
            entries.setdefault(entry.term, told)
    return list(entries.values())
