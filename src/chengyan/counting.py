"""Tokens to counts: which tokens count, and in which units."""

from collections import Counter
from collections.abc import Collection, Iterable

import pandas as pd

from chengyan.errors import DesignError
from chengyan.han import has_letter
from chengyan.matrix import TermMatrix, counted_lists
from chengyan.units import even_units, opened_paragraph


def countable(
    tokens: pd.DataFrame, kinds: Collection[str], stopwords: Collection[str]
) -> pd.Series:
    """Which tokens count.

    A token counts if it stands in a sentence of one of `kinds`, holds a letter or Han character,
    and is no stop word. One-character words count like others.

    Parameters
    ----------
    tokens : pandas.DataFrame
        With columns kind and token.

    Returns
    -------
    pandas.Series of bool
    """
    # ASSUME numbers are no terms: they are data of their own, not vocabulary.
    worded = tokens["token"].map(has_letter).astype(bool)
    return tokens["kind"].isin(list(kinds)) & worded & ~tokens["token"].isin(list(stopwords))


def count_terms(
    tokens: pd.DataFrame, kinds: Collection[str], stopwords: Collection[str]
) -> TermMatrix:
    """Count terms by paragraph.

    A heading that stands alone counts with the paragraph it opens, so that each unit is a stretch
    of running text.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, group, paragraph, kind, token, in the order of the text.

    Returns
    -------
    TermMatrix

    Raises
    ------
    DesignError
        If nothing is left to count, of all texts or of a group.
    """
    groups = tokens["group"].unique()
    tokens = tokens[tokens["kind"].isin(list(kinds))]
    # ASSUME a heading that stands alone belongs to the paragraph it opens.
    tokens = tokens.assign(unit_paragraph=opened_paragraph(tokens))
    kept = tokens[countable(tokens, kinds, stopwords)]
    _require_words(kept, groups)
    units: list[tuple[object, ...]] = []
    lists: list[list[str]] = []
    for (doc_id, paragraph), part in kept.groupby(["doc_id", "unit_paragraph"], sort=False):
        units.append((len(units), doc_id, part["group"].iloc[0], paragraph))
        lists.append(part["token"].tolist())
    counts, terms = counted_lists(lists)
    return TermMatrix(
        counts, pd.DataFrame(units, columns=["unit", "doc_id", "group", "paragraph"]), terms
    )


def word_lists(
    tokens: pd.DataFrame,
    kinds: Collection[str],
    stopwords: Collection[str],
    *,
    shortest: int,
    longest: int,
) -> pd.DataFrame:
    """The counted terms of each unit of the topic models, in the order of the text.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, group, paragraph, sentence, kind, token, in the order of the text.
    kinds, stopwords
        As in `count_terms`.
    shortest, longest : int
        As in `chengyan.units.even_units`.

    Returns
    -------
    pandas.DataFrame
        unit (from 0), doc_id, group, paragraph, sentence, last_paragraph, last_sentence, words (a
        list of str), sentences (the sentence of each word); units without a counted term are left
        out.

    Raises
    ------
    DesignError
        If nothing is left to count, of all texts or of a group.
    """
    groups = tokens["group"].unique()
    tokens = tokens[tokens["kind"].isin(list(kinds))].reset_index(drop=True)
    kept = countable(tokens, kinds, stopwords)
    _require_words(tokens[kept], groups)
    tokens = tokens.assign(unit=even_units(tokens, kept, shortest=shortest, longest=longest))
    parts = tokens[kept].groupby("unit", sort=True)
    table = parts.agg(
        doc_id=("doc_id", "first"),
        group=("group", "first"),
        paragraph=("paragraph", "first"),
        sentence=("sentence", "first"),
        last_paragraph=("paragraph", "last"),
        last_sentence=("sentence", "last"),
        words=("token", list),
        sentences=("sentence", list),
    ).reset_index(drop=True)
    table.insert(0, "unit", range(len(table)))
    return table


def in_place_order(units: pd.DataFrame) -> pd.DataFrame:
    """A table of `word_lists` in the order of doc_id and place.

    It hangs on nothing but the texts themselves, so that no fit hangs on the order in which texts
    are listed.
    """
    order = ["doc_id", "paragraph", "sentence"]
    ordered = units.sort_values(order, kind="stable", ignore_index=True)
    return ordered.assign(unit=range(len(ordered)))


def from_word_lists(units: pd.DataFrame) -> TermMatrix:
    """The counts of a table of `word_lists`, units in the order in which they stand."""
    counts, terms = counted_lists(units["words"])
    return TermMatrix(counts, units.drop(columns=["words", "sentences"]), terms)


def nested_counts(tokens: pd.DataFrame, kinds: Collection[str]) -> pd.DataFrame:
    """How often terms stand inside longer entries of the lexicon, where they are no tokens.

    A term stands inside an entry if it is a shorter entry there, or a piece that the engine would
    cut the entry into.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns group, kind, token, nested and pieces (terms separated by ``;``).

    Returns
    -------
    pandas.DataFrame
        group, term, nested; pairs that occur, sorted.
    """
    entries = tokens[tokens["kind"].isin(list(kinds)) & (tokens["pieces"] != "")]
    found: Counter[tuple[str, str]] = Counter()
    for group, token, nested, pieces in zip(
        *(entries[name] for name in ("group", "token", "nested", "pieces")), strict=True
    ):
        inside = Counter(nested.split(";")) | Counter(pieces.split(";"))
        found.update({(group, term): n for term, n in inside.items() if term not in ("", token)})
    rows = [(group, term, number) for (group, term), number in sorted(found.items())]
    return pd.DataFrame(rows, columns=["group", "term", "nested"])


def _require_words(kept: pd.DataFrame, groups: Iterable[str]) -> None:
    if kept.empty:
        raise DesignError(
            "config key `analysis.kinds`",
            "leaves no token to count",
            "Add body, or shorten the list of stop words",
        )
    for group in groups:
        if group not in set(kept["group"]):
            raise DesignError(
                f"group {group}",
                "holds no word to count",
                "Add texts to it or shorten the list of stop words",
            )
