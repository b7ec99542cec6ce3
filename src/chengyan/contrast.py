"""Whether two groups of texts differ in what is compared only, or in other things as well.

Imports nothing but the standard library: it is read while the workflow starts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chengyan.errors import DesignError
from chengyan.language import _

Document = Mapping[str, str]

FIELDS = ("city", "genre", "office", "year")

_DATE = re.compile(r"(\d{4})(-\d{2}){0,2}")
_TOO_FEW = "too few texts"
_CONFOUNDS = [name for field in FIELDS for name in (field, f"{field} unknown")] + [_TOO_FEW]


@dataclass(frozen=True)
class Contrast:
    """What a contrast between groups can be taken for.

    Attributes
    ----------
    contrast : {"matched", "unmatched"}
    confounds : str
        In what else the groups differ, or may differ, joined by ``;``: a field (``genre``), a field
        that some text leaves empty (``office unknown``), ``too few texts``. Empty if matched.
    """

    contrast: str
    confounds: str


def between(
    documents_a: Sequence[Document],
    documents_b: Sequence[Document],
    *,
    compare: str,
    min_texts: int = 1,
) -> Contrast:
    """Compare the circumstances of two groups of texts.

    Parameters
    ----------
    documents_a, documents_b : sequences of mappings
        Rows of the manifest, with the columns city, genre, office and date; a missing column counts
        as empty.
    compare : str
        The column whose values make the groups. It is left out, as is the year where dates are
        compared.
    min_texts : int
        How many texts each group needs.

    Returns
    -------
    Contrast
        Matched if both groups have the same genres and offices (and cities, where another column is
        compared), every text of one group lies within a year of every text of the other, nothing of
        this is unknown, and both have enough texts.

    Notes
    -----
    Matched means alike in these fields and no more. It makes no contrast causal.
    """
    return _contrast(_confounds(documents_a, documents_b, compare, min_texts))


def against_rest(
    documents_by_group: Mapping[str, Sequence[Document]],
    group: str,
    *,
    compare: str,
    min_texts: int = 1,
) -> Contrast:
    """Compare the circumstances of a group with those of every other group.

    Parameters
    ----------
    documents_by_group : mapping of str to sequences of mappings
        The manifest's rows of each group.
    group : str
        The group that is held against the others.
    compare, min_texts
        As in `between`.

    Returns
    -------
    Contrast
        Matched if the group is matched with every other one; its confounds are those of all.

    Raises
    ------
    DesignError
        If there is no such group, or no other.
    """
    if group not in documents_by_group:
        raise DesignError(
            f"group {group}",
            f"it is none of {', '.join(documents_by_group)}",
            "Choose one of these",
        )
    others = [documents for name, documents in documents_by_group.items() if name != group]
    if not others:
        raise DesignError(
            f"group {group}", "there is no other group", "Give the texts of at least two groups"
        )
    confounds: set[str] = set()
    for other in others:
        confounds |= _confounds(documents_by_group[group], other, compare, min_texts)
    return _contrast(confounds)


def verdicts(
    documents: Sequence[Document], *, compare: str, min_texts: int = 1
) -> dict[str, Contrast]:
    """Compare each group with all others.

    Parameters
    ----------
    documents : sequence of mappings
        Rows of the manifest with `group`.
    compare, min_texts
        As in `between`.

    Returns
    -------
    dict of str to Contrast
        In the order in which the groups appear.

    Raises
    ------
    DesignError
        If there are fewer than two groups.
    """
    by_group: dict[str, list[Document]] = {}
    for document in documents:
        by_group.setdefault(document["group"], []).append(document)
    if not by_group:
        raise DesignError("documents", "there is none", "Give the manifest's rows")
    return {
        group: against_rest(by_group, group, compare=compare, min_texts=min_texts)
        for group in by_group
    }


def value_of(document: Document, field: str) -> str:
    """What a text has in one of `FIELDS`; empty where that is unknown."""
    if field != "year":
        return (document.get(field) or "").strip()
    dated = _DATE.fullmatch((document.get("date") or "").strip())
    return dated[1] if dated else ""


def confound_word(confound: str) -> str:
    """What two groups differ in, in the language that is spoken."""
    known = {
        "city": _("city"),
        "city unknown": _("city unknown"),
        "genre": _("genre"),
        "genre unknown": _("genre unknown"),
        "office": _("office"),
        "office unknown": _("office unknown"),
        "year": _("year"),
        "year unknown": _("year unknown"),
        _TOO_FEW: _("too few texts"),
    }
    return known.get(confound, confound)


def _contrast(confounds: set[str]) -> Contrast:
    named = sorted(confounds, key=_CONFOUNDS.index)
    return Contrast("unmatched" if named else "matched", ";".join(named))


def _confounds(
    documents_a: Sequence[Document], documents_b: Sequence[Document], compare: str, min_texts: int
) -> set[str]:
    confounds = set()
    for field in FIELDS:
        if field == compare or (field, compare) == ("year", "date"):
            continue
        a, b = ({value_of(row, field) for row in rows} for rows in (documents_a, documents_b))
        # ASSUME a group that tells a field of some of its texts only has not told it.
        if not a or not b or "" in a | b:
            confounds.add(f"{field} unknown")
        elif not _agree(field, a, b):
            confounds.add(field)
    if min(len(documents_a), len(documents_b)) < min_texts:
        confounds.add(_TOO_FEW)
    return confounds


def _agree(field: str, a: set[str], b: set[str]) -> bool:
    if field == "year":
        return all(abs(int(one) - int(other)) <= 1 for one in a for other in b)
    return a == b
