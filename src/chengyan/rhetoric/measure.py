"""The tables of rhetoric, from sentences to rates with what is known of their errors."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.contrast import verdicts
from chengyan.rhetoric.baseline import baselines
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.rates import rates
from chengyan.rhetoric.worth import NOT_VALIDATED, pooled_f1, statuses


def rhetoric_table(
    instances: pd.DataFrame,
    sentences: pd.DataFrame,
    devices: Sequence[Device],
    validated: pd.DataFrame,
    documents: Sequence[Mapping[str, str]],
    groups: Sequence[str],
    contrast: Mapping[str, Any],
    *,
    reference: tuple[pd.DataFrame, pd.DataFrame, Sequence[Mapping[str, str]]] | None = None,
    kinds: Collection[str] = ("heading", "body"),
) -> pd.DataFrame:
    """Rates of all groups with status, baseline and contrast.

    Parameters
    ----------
    instances, sentences : pandas.DataFrame
        As `chengyan.rhetoric.rates.rates` takes them.
    devices : sequence of Device
    validated : pandas.DataFrame
        As `chengyan.rhetoric.validation.validation` gives it; empty where nothing is coded.
    documents : sequence of mappings
        Rows of the manifest with group.
    groups : sequence of str
    contrast : mapping
        Arguments of `chengyan.contrast.verdicts`.
    reference : tuple, optional
        Instances, sentences and manifest rows of a reference corpus. A text of a name that the
        corpus has too is left out.
    kinds : collection of str

    Returns
    -------
    pandas.DataFrame
        The columns of `chengyan.rhetoric.rates.rates`; status (as
        `chengyan.rhetoric.worth.statuses` has it), f1 (of `pooled_f1`), support; the columns
        of `chengyan.rhetoric.baseline.baselines`; contrast, confounds.
    """
    table = rates(instances, sentences, devices, groups, kinds=kinds)
    status = statuses(validated)
    table["status"] = [status.get(device, NOT_VALIDATED) for device in table["device"]]
    table["f1"] = table["device"].map(pooled_f1(validated))
    support = validated.groupby("device")["support"].sum()
    table["support"] = table["device"].map(support).fillna(0).astype(int)
    alone = [_alone(instances, sentences, devices, kinds)]
    others = [dict(row) for row in documents]
    if reference is not None:
        found, told, rows = reference
        known = {row["doc_id"] for row in documents}
        alone.append(_alone(found, told[~told["doc_id"].isin(known)], devices, kinds))
        others += [{**row, "group": ""} for row in rows if row["doc_id"] not in known]
    table = baselines(table, pd.concat(alone, ignore_index=True), others)
    labels = verdicts(documents, **contrast)
    for name in ("contrast", "confounds"):
        table[name] = [getattr(labels[group], name) for group in table["group"]]
    return table


def _alone(
    instances: pd.DataFrame,
    sentences: pd.DataFrame,
    devices: Sequence[Device],
    kinds: Collection[str],
) -> pd.DataFrame:
    """The rates of each text by itself: doc_id, device, rate."""
    told = rates(
        instances,
        sentences.assign(group=sentences["doc_id"]),
        devices,
        list(sentences["doc_id"].unique()),
        kinds=kinds,
    )
    return told.rename(columns={"group": "doc_id"})[["doc_id", "device", "rate"]]
