"""What people are given to code, and how what they write for a code is read.

A unit is a sentence (part 0) or, where sentences are coded by their parts too, one of the several
quasi-sentences of a drawn sentence (part 1 and on).
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from chengyan.coded import digest_of
from chengyan.errors import TableError
from chengyan.lexicon import rows_of
from chengyan.nearest import nearest
from chengyan.priorities.codebook import Code
from chengyan.quasi_sentences import split_parts
from chengyan.sampling import cut_after, cut_before

UNIT = "id doc_id sentence part headings before text after".split()
TO_FILL = "primary secondary note".split()
DESIGN = "stratum frame inclusion digest sample".split()
# ASSUME as the codebook has it: more would say that the unit is about everything.
MOST_SECONDARY = 2

_CODEBOOK = ("code", "zh", "en", "holds", "excludes")


def unit_id(doc_id: str, sentence: int, part: int = 0) -> str:
    """What a unit is called: ``baoding-2021-s12``, its first part ``baoding-2021-s12.1``."""
    return f"{doc_id}-s{sentence}" + (f".{part}" if part else "")


def units_of(frame: pd.DataFrame, *, parts: bool) -> pd.DataFrame:
    """The units that sentences are coded by.

    Parameters
    ----------
    frame : pandas.DataFrame
        As `chengyan.sampling.frame_of` gives it, with further columns or without.
    parts : bool
        Behind each sentence of several quasi-sentences, its parts.

    Returns
    -------
    pandas.DataFrame
        The rows of `frame` in their order with id, part and digest; those of parts with their own
        text, before and after.
    """
    rows: list[dict[str, Any]] = []
    for record in frame.to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        text = row["text"]
        spans = split_parts(text) if parts else []
        rows.append({**row, "part": 0})
        for part, (start, end) in enumerate(spans if spans[1:] else [], start=1):
            around = {
                "before": cut_before(row["before"] + text[:start]),
                "text": text[start:end].strip(),
                "after": cut_after(text[end:] + row["after"]),
            }
            rows.append({**row, **around, "part": part})
    for row in rows:
        row["id"] = unit_id(row["doc_id"], row["sentence"], row["part"])
        row["digest"] = digest_of(row["text"])
    return pd.DataFrame(rows, columns=[*frame.columns, "id", "part", "digest"])


def sheet_of(drawn: pd.DataFrame, sample: str, *, parts: bool) -> pd.DataFrame:
    """The sheet that a coder fills in: the units of the drawn sentences, and how they were drawn.

    Parameters
    ----------
    drawn : pandas.DataFrame
        As `chengyan.sampling.draw` gives it.
    sample : str
        What the sample is called.
    parts : bool
        As `units_of` takes it. `frame` and `inclusion` are those of the sentence.
    """
    units = units_of(drawn, parts=parts).assign(sample=sample, **dict.fromkeys(TO_FILL, ""))
    return units[[*UNIT, *TO_FILL, *DESIGN]]


def codebook_table(path: str | Path) -> pd.DataFrame:
    """What a coder must know of each code: code, zh, en, holds, excludes.

    Raises
    ------
    LexiconError
        As `chengyan.priorities.codebook.read_codebook`, which also checks the rest.
    """
    rows = [row for _, row in rows_of(path, _CODEBOOK, key=("code",), term="code")]
    return pd.DataFrame(rows, columns=list(_CODEBOOK))


class CodeNames:
    """Reads what people write for a code: its name or its Chinese or English name, in any case.

    Blanks and the width of letters do not count.
    """

    def __init__(self, codes: Sequence[Code]) -> None:
        self.codes = [code.code for code in codes]
        self._known: dict[str, str] = {}
        for name in ("code", "zh", "en"):
            for code in codes:
                self._known.setdefault(_folded(getattr(code, name)), code.code)

    def one(self, cell: str, column: str, place: str) -> str:
        """The code that a cell names.

        Raises
        ------
        TableError
            If it names none.
        """
        code = self._known.get(_folded(cell))
        if code is None:
            near = nearest(_folded(cell).upper(), self.codes)
            problem = f"{column} {cell!r} is no code of the codebook"
            remedy = f"Did you mean {near}?" if near else f"Write one of {', '.join(self.codes)}"
            raise TableError(place, problem, remedy)
        return code

    def several(self, cell: str, primary: str, place: str) -> list[str]:
        """The secondary codes of a cell, in its order, without the primary one.

        Raises
        ------
        TableError
            If one is unknown, or there are more than two.
        """
        written = re.split(r"[,;、/|]+", unicodedata.normalize("NFKC", cell))
        # A name in English holds blanks; codes may be parted by them.
        parts = [
            part
            for whole in written
            for part in ([whole] if _folded(whole) in self._known else whole.split())
        ]
        codes = dict.fromkeys(self.one(one, "secondary", place) for one in parts if one.strip())
        codes.pop(primary, None)
        if len(codes) > MOST_SECONDARY:
            problem = f"has {len(codes)} secondary codes"
            raise TableError(place, problem, f"Keep the {MOST_SECONDARY} weightiest")
        return list(codes)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
