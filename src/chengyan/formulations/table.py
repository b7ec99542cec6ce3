"""The table of formulations: how often each group uses each, and whether it could have."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import value_of
from chengyan.formulations.entries import KINDS, Formulation
from chengyan.formulations.uses import SENTENCE_KINDS, analysed_sentences, find_uses
from chengyan.han import count_han
from chengyan.lexicon import LEVELS

COLUMNS = [
    *("formulation", "kind", "level", "first_use", "first_use_source", "group", "status", "role"),
    *("count", "per_10k", "nested", "paragraphs", "texts", "texts_able", "han_chars"),
    *("known_from", "shared_with", "sentences"),
]
STATUSES = (
    *("used", "not used", "coined that year", "not yet coined"),
    *("first use unknown", "date unknown"),
)
MEASURED = ["count", "nested", "paragraphs", "texts", "han_chars", "per_10k"]


def formulation_table(
    sentences: pd.DataFrame,
    entries: Sequence[Formulation],
    documents: Sequence[Mapping[str, str]],
    *,
    kinds: Collection[str] = KINDS,
    sentence_kinds: Collection[str] = SENTENCE_KINDS,
) -> pd.DataFrame:
    """How often each group uses each formulation, where a text of it could have.

    Parameters
    ----------
    sentences : pandas.DataFrame
        The table ``sentences.csv``: doc_id, group, paragraph, sentence, kind, text.
    entries : sequence of Formulation
        The whole lexicon.
    documents : sequence of mapping
        Rows of the manifest with doc_id, group and date, in the order of the groups.
    kinds, sentence_kinds : collection of str
        Kinds of entry and of sentence that are read.

    Returns
    -------
    pandas.DataFrame
        A row for each formulation and group: by level, those used most first, groups in order.
        formulation, kind, level, first_use (year), first_use_source; group; status; role
        (``repeated``: a national or provincial one that it uses; ``own``: a local one that it alone
        uses; ``shared``: a local one that others use too; else empty); count (uses that stand in no
        longer formulation), per_10k (of 10,000 Han characters of the texts that count), nested
        (further uses, inside longer ones), paragraphs and texts that hold it, texts_able (that use
        it or could have), han_chars (of these); known_from (the year from which texts could
        use it); shared_with (other groups that use it, separated by ``;``); sentences (where, as
        ``doc_id:sentence``).

    Raises
    ------
    TableError
        If a column is missing, or a text has no row among the documents.

    Notes
    -----
    status is ``used``; ``not used`` by any text that could have; ``not yet coined`` where every
    text is older than the year of first use; ``coined that year`` where the latest is of that year
    and may be older; ``first use unknown`` where the lexicon has no year and no text of that year
    or before uses it; ``date unknown`` where only a text without date could have. Under the last
    four there is no count: a text cannot leave out what did not exist. A formulation is known from
    the year after its first use, or from that of the first dated text that uses it, if earlier.
    count may be summed over formulations; together with nested it counts characters twice. A long
    text uses more of them than a short one; per_10k is comparable between texts of a kind.
    """
    analysed = analysed_sentences(sentences, documents, sentence_kinds)
    wanted = [entry for entry in entries if entry.is_of(kinds)]
    uses = find_uses(analysed, entries, kinds)
    texts = _texts(analysed, documents)
    rows = _listed(wanted, uses, texts).merge(texts, how="cross")
    rows = rows.merge(_counted(uses), how="left", on=["formulation", "doc_id"])
    used = rows["count"].notna()
    rows["able"] = used | (rows["known_from"] <= rows["year"])
    rows["undated"] = rows["year"].isna()
    rows["that_year"] = rows["year"] == rows["first_use"]
    table = _by_group(rows, used)
    open_to_doubt = [table["first_use"].isna(), table["undated"], table["that_year"]]
    table["status"] = np.select(
        [table["texts"] > 0, table["able"] > 0, *open_to_doubt],
        ["used", "not used", "first use unknown", "date unknown", "coined that year"],
        default="not yet coined",
    )
    table["per_10k"] = 1e4 * table["count"] / table["han_chars"].where(table["han_chars"] > 0)
    table[MEASURED] = table[MEASURED].astype(float).where(table["able"] > 0)
    table["shared_with"] = _others(table)
    table["role"] = np.select(
        [table["status"] != "used", table["level"] != "local", table["shared_with"] == ""],
        ["", "repeated", "own"],
        default="shared",
    )
    return _sorted(table.rename(columns={"able": "texts_able"}))[COLUMNS]


def _texts(analysed: pd.DataFrame, documents: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """A row a text: group, doc_id, year (NaN without a date), han (Han characters analysed)."""
    lengths = analysed["text"].map(count_han).groupby(analysed["doc_id"]).sum()
    rows = [
        (document["group"], document["doc_id"], float(value_of(document, "year") or "nan"))
        for document in documents
        if document["doc_id"] in lengths.index
    ]
    texts = pd.DataFrame(rows, columns=["group", "doc_id", "year"])
    return texts.assign(han=texts["doc_id"].map(lengths).astype(int))


def _listed(
    entries: Sequence[Formulation], uses: pd.DataFrame, texts: pd.DataFrame
) -> pd.DataFrame:
    """A row an entry, with the year from which it is known to exist, NaN where there is none."""
    columns = ["formulation", "kind", "level", "first_use", "first_use_source"]
    listed = pd.DataFrame(
        [(e.term, e.kind, e.level, e.first_use or np.nan, e.first_use_source) for e in entries],
        columns=columns,
    ).astype({"first_use": float})
    years = uses["doc_id"].map(texts.set_index("doc_id")["year"]).groupby(uses["term"]).min()
    seen = listed["formulation"].map(years).astype(float)
    # ASSUME a text of the year of first use may be older; one of that year that has it shows that
    # others could, and so it does where the lexicon has no year.
    return listed.assign(known_from=np.fmin(listed["first_use"] + 1, seen))


def _counted(uses: pd.DataFrame) -> pd.DataFrame:
    """A row a formulation and text that uses it."""
    told = uses.assign(
        count=(uses["inside"] == "").astype(int),
        nested=(uses["inside"] != "").astype(int),
        place=uses["doc_id"].astype(str) + ":" + uses["sentence"].astype(str),
    )
    counted = told.groupby(["term", "doc_id"], sort=False).agg(
        count=("count", "sum"),
        nested=("nested", "sum"),
        paragraphs=("unit", "nunique"),
        sentences=("place", _list),
    )
    return counted.reset_index().rename(columns={"term": "formulation"})


def _by_group(rows: pd.DataFrame, used: pd.Series) -> pd.DataFrame:
    rows = rows.assign(
        texts=used,
        han_chars=rows["han"].where(rows["able"], 0),
        sentences=rows["sentences"].where(used, ""),
    )
    keys = ["formulation", "kind", "level", "first_use", "first_use_source", "known_from", "group"]
    summed = ["count", "nested", "paragraphs", "texts", "able", "han_chars"]
    ways = dict.fromkeys(summed, "sum") | {"undated": "any", "that_year": "any"}
    table = rows.groupby(keys, sort=False, dropna=False).agg({**ways, "sentences": _list})
    return table.reset_index()


def _list(places: pd.Series) -> str:
    return ";".join(dict.fromkeys(filter(None, places)))


def _others(table: pd.DataFrame) -> list[str]:
    """For each row the other groups that use its formulation."""
    used = table[table["status"] == "used"]
    users = used.groupby("formulation", sort=False)["group"].agg(list).to_dict()
    pairs = zip(table["formulation"], table["group"], strict=True)
    return [";".join(one for one in users.get(term, []) if one != own) for term, own in pairs]


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    total = table.groupby("formulation")["count"].transform("sum")
    order = table.assign(rank=table["level"].map(LEVELS.index), total=-total.fillna(0))
    return order.sort_values(["rank", "total", "formulation"], kind="stable", ignore_index=True)
