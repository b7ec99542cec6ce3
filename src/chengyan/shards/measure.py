"""Codes and devices of the texts of a shard, counted text by text."""

from collections.abc import Collection

import pandas as pd


def counted_by_text(
    sentences: pd.DataFrame,
    parts: pd.DataFrame,
    instances: pd.DataFrame,
    codes: Collection[str],
    devices: Collection[str],
    kinds: Collection[str],
) -> pd.DataFrame:
    """How many statements of each text have a code, and how many sentences a device.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, sentence, kind; in the order of the texts.
    parts : pandas.DataFrame
        Quasi-sentences: doc_id, primary, counted.
    instances : pandas.DataFrame
        As `chengyan.rhetoric.instances.instances`.
    codes, devices : collection of str
    kinds : collection of str
        Kinds of sentences that count.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, statements (whose code is counted), sentences (of `kinds`), code_ and the
        name of each code, device_ and the name of each device.
    """
    table = sentences[["doc_id", "group"]].drop_duplicates().set_index("doc_id")
    counted = parts[parts["counted"]]
    table["statements"] = counted.groupby("doc_id").size()
    kept = sentences[sentences["kind"].isin(list(kinds))]
    table["sentences"] = kept.groupby("doc_id").size()
    for code in codes:
        table[f"code_{code}"] = counted[counted["primary"] == code].groupby("doc_id").size()
    places = instances.drop_duplicates(["device", "doc_id", "sentence"])
    for device in devices:
        table[f"device_{device}"] = places[places["device"] == device].groupby("doc_id").size()
    numbers = table.columns.difference(["group"], sort=False)
    table[numbers] = table[numbers].fillna(0).astype(int)
    return table.reset_index()
