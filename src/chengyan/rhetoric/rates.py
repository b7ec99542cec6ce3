"""How often each device stands in the texts of each group."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.han import count_han
from chengyan.intervals.over_texts import covers, jackknife
from chengyan.leave_one_out import left_out_of, share_range, unit_codes
from chengyan.rhetoric.devices import POOLED, Device
from chengyan.tables import require_columns

# What a rate is a share of.
UNIT = "share of sentences"
COLUMNS = (
    *("group", "device", "zh", "en", "family", "count", "rate", "unit", "ci_low", "ci_high"),
    *("loo_low", "loo_high", "left_out", "positives", "sentences", "per_10k", "members"),
)


def rates(
    instances: pd.DataFrame,
    sentences: pd.DataFrame,
    devices: Sequence[Device],
    groups: Sequence[str],
    *,
    kinds: Collection[str] = ("heading", "body"),
) -> pd.DataFrame:
    """Shares of sentences that have a device.

    Parameters
    ----------
    instances : pandas.DataFrame
        ``rhetoric_instances.csv``; nothing else is counted.
    sentences : pandas.DataFrame
        doc_id, group, paragraph, sentence, kind, text: what the instances were found in.
    devices : sequence of Device
        Families of several sources (metaphor) come as a device of their own, pooled.
    groups : sequence of str
    kinds : collection of str
        Kinds of sentences that count.

    Returns
    -------
    pandas.DataFrame
        One row a group and device: group, device, zh, en, family; count (instances; a run over
        several sentences is one); rate (0–1), unit (what the rate is a share of); ci_low, ci_high
        (over the texts of a group of several, where
        `chengyan.intervals.over_texts.covers`); loo_low, loo_high (the range when one
        paragraph, or text where a group has several, is left out; no confidence interval),
        left_out; positives (sentences with the device), sentences; per_10k (instances per 10,000
        Han characters); members (of all instances: of runs, their members).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    A rate carries the errors of its device (``rhetoric_validation.csv``): differences smaller than
    these must not be read. Rates of devices that genres demand (要 in a report, 我们 in a speech)
    compare genres before they compare cities. per_10k of devices that run over members or sentences
    counts runs, and is not comparable with that of words.
    """
    require_columns(
        sentences, ["doc_id", "group", "paragraph", "sentence", "kind", "text"], "sentences"
    )
    require_columns(instances, ["device", "instance", "doc_id", "sentence", "members"], "instances")
    kept = sentences[sentences["kind"].isin(kinds)]
    kept = kept.assign(unit=kept["paragraph"], han=kept["text"].map(count_han))
    rows = [
        row
        for group in groups
        for row in _of_group(instances, kept[kept["group"] == group], devices, group)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def pooled(devices: Sequence[Device]) -> Mapping[str, tuple[str, str, str, list[str]]]:
    """Each device, and metaphor as one: zh, en, family and the devices that it holds."""
    each = {
        device.device: (device.zh, device.en, device.family, [device.device]) for device in devices
    }
    metaphors = [device.device for device in devices if device.family == POOLED]
    if len(metaphors) > 1:
        each[POOLED] = ("隐喻", "Metaphor, all sources", POOLED, metaphors)
    return each


def _of_group(
    instances: pd.DataFrame, own: pd.DataFrame, devices: Sequence[Device], group: str
) -> Iterator[dict[str, object]]:
    left = unit_codes(own) if len(own) else np.empty(0, dtype=int)
    text, texts = pd.factorize(own["doc_id"])
    among = np.ones(len(own))
    characters = int(own["han"].sum())
    place = pd.MultiIndex.from_frame(own[["doc_id", "sentence"]])
    by_device = dict(list(instances.groupby("device", sort=False)))
    for name, (zh, en, family, members) in pooled(devices).items():
        found = pd.concat(
            [instances.iloc[:0], *(by_device[each] for each in members if each in by_device)]
        )
        rows = pd.MultiIndex.from_frame(found[["doc_id", "sentence"]])
        has = place.isin(rows).astype(float)
        inside = found[rows.isin(place)]
        every = inside.drop_duplicates(["device", "doc_id", "instance"])
        count = len(every)
        low, high = share_range(has, among, left)
        ci = (np.nan, np.nan)
        if len(texts) > 1 and covers(len(texts), has.sum() / len(texts)):
            top, bottom = (
                np.bincount(text, weights=weights).astype(float) for weights in (has, among)
            )
            ends = jackknife(top, bottom)
            ci = (float(ends[0]), float(ends[1]))
        yield {
            "group": group,
            "device": name,
            "zh": zh,
            "en": en,
            "family": family,
            "count": count,
            "rate": has.mean() if len(own) else np.nan,
            "unit": UNIT,
            "ci_low": ci[0],
            "ci_high": ci[1],
            "loo_low": low,
            "loo_high": high,
            "left_out": left_out_of(own).get(group, ""),
            "positives": int(has.sum()),
            "sentences": len(own),
            "per_10k": count / characters * 10_000 if characters else np.nan,
            "members": int(every["members"].sum()),
        }
