"""How much of each group's text stands inside formulations."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.contrast import value_of
from chengyan.formulations.entries import KINDS, Formulation
from chengyan.formulations.uses import SENTENCE_KINDS, analysed_sentences, find_uses
from chengyan.han import count_han
from chengyan.leave_one_out import left_out_of, unit_codes
from chengyan.lexicon import LEVELS

Ints = NDArray[np.int64]

OWN_WORDS = "own words"
COLUMNS = [
    *("group", "level", "comparable", "share", "characters", "of_characters", "entries", "used"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "left_out"),
]


def coverage_table(
    sentences: pd.DataFrame,
    entries: Sequence[Formulation],
    documents: Sequence[Mapping[str, str]],
    *,
    kinds: Collection[str] = KINDS,
    sentence_kinds: Collection[str] = SENTENCE_KINDS,
) -> pd.DataFrame:
    """The share of each group's Han characters that stand inside formulations, by level.

    Parameters
    ----------
    sentences, entries, documents, kinds, sentence_kinds
        As of :func:`chengyan.formulations.table.formulation_table`.

    Returns
    -------
    pandas.DataFrame
        For each group the rows national, provincial, local and ``own words`` (the rest), which add
        up to 1 and are not comparable, and one of the comparable national formulations. Columns:
        group; level; comparable; share, characters (Han characters inside, each once),
        of_characters (all that are analysed); entries (of the lexicon that count here) and used (of
        these); ci_low, ci_high (empty: no interval has been shown to cover); loo_low, loo_high
        (range of share with one unit at a time left out) and left_out (``text`` of groups with
        several, else ``paragraph``).

    Raises
    ------
    TableError
        If a column is missing, or a text has no row among the documents.

    Notes
    -----
    A character belongs to the longest formulation that it stands in, and to its level. The shipped
    lexicon was drawn from three texts, so that shares of all entries tell how well it fits a text
    as much as how formulaic the text is: they are not comparable between groups. Comparable are
    national entries that a document outside these texts dates, to a year before that of every text
    compared; a longer formulation round them is no hindrance. Where a text has no date, its group
    has no comparable share. Even so a long text had more of its own put into the lexicon. ``used``
    grows with the length of a text and must not be compared.
    """
    analysed = analysed_sentences(sentences, documents, sentence_kinds)
    wanted = [entry for entry in entries if entry.is_of(kinds)]
    uses = find_uses(analysed, entries, kinds)
    years = {document["doc_id"]: value_of(document, "year") for document in documents}
    dated = {text: int(years[text]) for text in analysed["doc_id"].unique() if years[text]}
    known = comparable_terms(wanted, list(dated.values()))
    by_level = {name: {e.term for e in wanted if e.level == name} for name in LEVELS}
    places = analysed.assign(han=analysed["text"].map(count_han), code=unit_codes(analysed))
    tables = []
    for group in dict.fromkeys(document["group"] for document in documents):
        own, found = places[places["group"] == group], uses[uses["group"] == group]
        if own.empty:
            continue
        outer = found[found["inside"] == ""]
        inside = {name: _inside(own, outer, terms) for name, terms in by_level.items()}
        rest = own["han"].to_numpy(int) - np.sum([part for part, _ in inside.values()], axis=0)
        rows = [_row(own, *inside[name], name, len(by_level[name])) for name in LEVELS]
        rows.append(_row(own, rest, np.nan, OWN_WORDS, np.nan))
        compared = _row(own, *_inside(own, found, known), "national", len(known))
        if not own["doc_id"].isin(list(dated)).all():
            compared |= dict.fromkeys(
                ("share", "characters", "used", "loo_low", "loo_high"), np.nan
            )
        table = pd.DataFrame([*rows, compared])
        tables.append(table.assign(group=group, comparable=[False] * len(rows) + [True]))
    if not tables:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(tables, ignore_index=True).assign(ci_low=np.nan, ci_high=np.nan)
    return table.assign(left_out=table["group"].map(left_out_of(analysed)))[COLUMNS]


def comparable_terms(entries: Sequence[Formulation], years: Sequence[int]) -> set[str]:
    """National formulations that a document dates to before the first of these years."""
    # ASSUME a text may be older than what was put forward in its own year, so that year is not in.
    earliest = min(years, default=0)
    return {e.term for e in entries if e.level == "national" and 0 < e.first_use < earliest}


def _inside(own: pd.DataFrame, uses: pd.DataFrame, terms: Collection[str]) -> tuple[Ints, int]:
    """Han characters of each sentence inside a use of the terms, each once; terms used."""
    uses = uses[uses["term"].isin(list(terms))].sort_values(["row", "start", "end"], kind="stable")
    texts = dict(zip(own.index, own["text"], strict=True))
    inside, reached = dict.fromkeys(texts, 0), dict.fromkeys(texts, 0)
    for row, start, end in uses[["row", "start", "end"]].itertuples(index=False):
        inside[row] += count_han(texts[row][max(start, reached[row]) : end])
        reached[row] = max(end, reached[row])
    return np.array(list(inside.values()), np.int64), uses["term"].nunique()


def _row(
    own: pd.DataFrame, inside: Ints, used: float, level: str, entries: float
) -> dict[str, Any]:
    """A share of a group's sentences with its range, one unit at a time left out."""
    han, unit = own["han"].to_numpy(int), pd.factorize(own["code"])[0]
    total = han.sum()
    left = total - np.bincount(unit, weights=han)
    shares = (inside.sum() - np.bincount(unit, weights=inside))[left > 0] / left[left > 0]
    return {
        "level": level,
        "share": inside.sum() / total if total else np.nan,
        "characters": inside.sum(),
        "of_characters": total,
        "entries": entries,
        "used": used,
        # Of a single unit nothing is left.
        "loo_low": shares.min() if len(shares) > 1 else np.nan,
        "loo_high": shares.max() if len(shares) > 1 else np.nan,
    }
