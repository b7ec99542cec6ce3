"""What all shards say of groups: shares of codes, devices and topics; how large groups are."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import FIELDS, value_of
from chengyan.intervals.over_texts import covers, jackknife
from chengyan.shards.cut import FACTS


def group_shares(
    by_text: pd.DataFrame, columns: Sequence[str], among: str, groups: Sequence[str]
) -> pd.DataFrame:
    """The share that each group has of each column.

    Parameters
    ----------
    by_text : pandas.DataFrame
        A row a text: group, `among` and `columns`, which hold numbers of units.
    columns : sequence of str
    among : str
        Column of the denominator.
    groups : sequence of str

    Returns
    -------
    pandas.DataFrame
        group, column, share (0–1), ci_low, ci_high (delete-one jackknife over texts, where
        `chengyan.intervals.over_texts.covers`), positives, units, texts (with units).

    Notes
    -----
    The interval is one over texts like these; it does not hold the errors of what coded or counted
    them.
    """
    rows = []
    for group in groups:
        own = by_text[(by_text["group"] == group) & (by_text[among] > 0)]
        bottom = own[among].to_numpy(float)
        for column in columns:
            top = own[column].to_numpy(float)
            ends = (np.nan, np.nan)
            if len(own) > 1 and covers(len(own), top.sum() / len(own)):
                low, high = jackknife(top, bottom)
                ends = float(low), float(high)
            share = top.sum() / bottom.sum() if len(own) else np.nan
            rows.append((group, column, share, *ends, top.sum(), bottom.sum(), len(own)))
    names = "group column share ci_low ci_high positives units texts".split()
    return pd.DataFrame(rows, columns=names)


def share_tables(
    shares: pd.DataFrame,
    topics: pd.DataFrame,
    measures: pd.DataFrame | None,
    groups: Sequence[str],
) -> dict[str, pd.DataFrame]:
    """The tables topic_prevalence and, where texts are measured, priorities and rhetoric.

    Parameters
    ----------
    shares : pandas.DataFrame
        As `chengyan.shards.topics.share_sums`, of all shards.
    topics : pandas.DataFrame
        As `chengyan.shards.topics.topic_words`.
    measures : pandas.DataFrame, optional
        As `chengyan.shards.measure.counted_by_text`, of all shards.
    groups : sequence of str
    """
    labels = topics.drop_duplicates("topic").set_index("topic")["label"]
    columns = [str(name) for name in shares if str(name).startswith("topic_")]
    found = group_shares(shares, columns, "tokens", groups)
    found["topic"] = found.pop("column").str.removeprefix("topic_").astype(int)
    found = found.assign(model="lda", label=found["topic"].map(labels))
    first = ["model", "topic", "label", "group", "share", "ci_low", "ci_high"]
    tables = {"topic_prevalence": found[[*first, "texts"]]}
    if measures is None:
        return tables
    for table, key, among, unit in (
        ("priorities", "code", "statements", "quasi_sentences"),
        ("rhetoric", "device", "sentences", "share of sentences"),
    ):
        columns = [str(name) for name in measures if str(name).startswith(f"{key}_")]
        found = group_shares(measures, columns, among, groups)
        found[key] = found.pop("column").str.removeprefix(f"{key}_")
        share = "share" if key == "code" else "rate"
        found = found.rename(columns={"share": share}).assign(unit=unit)
        rest = [share, "ci_low", "ci_high", "positives", "units", "texts"]
        tables[table] = found[["group", key, "unit", *rest]]
    return tables


def group_table(documents: Iterable[pd.DataFrame], groups: Sequence[str]) -> pd.DataFrame:
    """How large each group is: group, texts and the sums of `chengyan.shards.cut.FACTS`.

    Types, which do not add up, are left out.
    """
    facts = [name for name in FACTS if name != "types"]
    parts = [
        table.groupby("group")[facts].sum().assign(texts=table.groupby("group").size())
        for table in documents
    ]
    summed = pd.concat(parts).groupby(level="group").sum()
    return summed.loc[list(groups), ["texts", *facts]].reset_index()


def circumstances(documents: pd.DataFrame, most: int) -> list[dict[str, str]]:
    """Facts of texts by which groups are matched, those of like texts at the most so many times.

    Parameters
    ----------
    documents : pandas.DataFrame
        group, and what there is of city, genre, office and date.
    most : int
        How many texts a group needs to be called matched.
    """
    fields = {name: [value_of(row, name) for row in _rows(documents)] for name in FIELDS}
    table = pd.DataFrame({"group": documents["group"].tolist()} | fields)
    table = table[table.groupby([*table.columns]).cumcount() < max(most, 1)]
    return [
        {**{str(k): str(v) for k, v in row.items()}, "date": str(row["year"])}
        for row in table.to_dict("records")
    ]


def _rows(documents: pd.DataFrame) -> list[Mapping[str, str]]:
    names = [name for name in ("city", "genre", "office", "date") if name in documents]
    return [dict(zip(names, row, strict=True)) for row in documents[names].itertuples(index=False)]
