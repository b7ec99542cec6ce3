"""How well each device is found, against what coders say, beside their own agreement."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from chengyan.priorities.coders import said_of
from chengyan.proportion import clopper_pearson
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.rates import pooled
from chengyan.rhetoric.samples import has_device

COLUMNS = (
    *(
        "sample",
        "coding",
        "seen",
        "device",
        "precision",
        "recall",
        "f1",
        "support",
        "found",
        "both",
    ),
    *("sentences", "recall_low", "recall_high", "precision_low", "precision_high"),
    *("coders_f1", "coders_alpha"),
)
_WHOLE = ("support", "found", "both", "sentences")
_TYPES = {"seen": bool, **dict.fromkeys(COLUMNS[4:], float), **dict.fromkeys(_WHOLE, int)}
# Below so many coded sentences a device counts as not validated; below that F1 it is not drawn.
LEAST_SUPPORT = 20
LEAST_F1 = 0.6
# ASSUME with fewer coded sentences, samples that nothing was tuned on tell too little alone.
LEAST_UNSEEN = 5
VALIDATED, NOT_VALIDATED, FAILED = "validated", "not validated", "fails"


def validation(
    samples: pd.DataFrame, instances: pd.DataFrame, devices: Sequence[Device]
) -> pd.DataFrame:
    """Compare what was found with what was coded, sentence by sentence.

    Parameters
    ----------
    samples : pandas.DataFrame
        As `chengyan.rhetoric.samples.read_samples` gives it; all of texts that were searched.
    instances : pandas.DataFrame
        device, doc_id, sentence.
    devices : sequence of Device

    Returns
    -------
    pandas.DataFrame
        One row a sample and device that its coders looked for: sample, coding (who coded), seen
        (whether the patterns were written with it in view), device; precision, recall, f1 (NaN
        where they have no denominator), support (sentences coded), found (sentences found), both,
        sentences (in the sample); recall_low … precision_high (95 %, Clopper and Pearson);
        coders_f1 (the second coder against the first), coders_alpha (Krippendorff's alpha of the
        two, from nltk; NaN where one did not code, or where all is alike).

    Notes
    -----
    A sentence has the device or not: how many instances it has, and where they begin, was not
    validated. Samples that the patterns were written by (`-dev`) flatter.

    References
    ----------
    Krippendorff, K. (2004). Content Analysis, 2nd ed. Sage.
    """
    places = instances[["device", "doc_id", "sentence"]].drop_duplicates()
    rows = []
    for sample, own in samples.groupby("sample", sort=False):
        place = pd.MultiIndex.from_frame(own[["doc_id", "sentence"]])
        books = set(own["codebooks"].iloc[0].split(","))
        asked = [device for device in devices if device.codebook in books]
        for name, (*_, members) in pooled(asked).items():
            found = places.loc[places["device"].isin(members), ["doc_id", "sentence"]]
            rows.append(
                {
                    "sample": sample,
                    "coding": said_of(own["kind"]),
                    "seen": own["seen"].iloc[0] == "yes",
                    "device": name,
                    **_scores(
                        has_device(own["devices"], members).to_numpy(),
                        place.isin(pd.MultiIndex.from_frame(found)),
                    ),
                    **_agreement(own, members),
                }
            )
    # With types of its own, a table without rows can stand before others.
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES)


def statuses(table: pd.DataFrame) -> Mapping[str, str]:
    """What may be said of each device.

    Parameters
    ----------
    table : pandas.DataFrame
        As `validation` gives it.

    Returns
    -------
    mapping of str to str
        ``validated``; ``not validated`` (fewer than `LEAST_SUPPORT` coded sentences in all
        samples); ``fails`` (F1 below `LEAST_F1`, with `LEAST_UNSEEN` coded sentences or more).

    Notes
    -----
    The F1 is that of `pooled_f1`.
    """
    support = table.groupby("device", sort=False)["support"].sum()
    f1 = pooled_f1(table)
    told = np.where(
        (f1 < LEAST_F1) & (support >= LEAST_UNSEEN),
        FAILED,
        np.where(support < LEAST_SUPPORT, NOT_VALIDATED, VALIDATED),
    )
    return dict(zip(support.index, told.tolist(), strict=True))


def pooled_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Coded and found sentences of each device over samples together.

    Parameters
    ----------
    table : pandas.DataFrame
        As `validation` gives it.

    Returns
    -------
    pandas.DataFrame
        By device support, found, both, sentences: of the samples that nothing was tuned on where
        they have at least `LEAST_UNSEEN` coded sentences with the device, else of all; unseen
        (which of the two).
    """
    counts = ["support", "found", "both", "sentences"]
    sums = table.groupby("device", sort=False)[counts].sum()
    unseen = table[~table["seen"].astype(bool)].groupby("device", sort=False)[counts].sum()
    told = unseen[unseen["support"] >= LEAST_UNSEEN]
    sums.loc[told.index] = told
    return sums.assign(unseen=sums.index.isin(told.index))


def pooled_f1(table: pd.DataFrame) -> pd.Series:
    """F1 of each device over samples together.

    Parameters
    ----------
    table : pandas.DataFrame
        As `validation` gives it.

    Returns
    -------
    pandas.Series
        By device: of the samples that `pooled_counts` takes; NaN where nothing was coded or found.
    """
    sums = pooled_counts(table)
    return 2 * sums["both"] / (sums["support"] + sums["found"]).replace(0, np.nan)


def _scores(coded: np.ndarray, found: np.ndarray) -> dict[str, float]:
    both, support, hits = (int(each.sum()) for each in (coded & found, coded, found))
    recall, precision = clopper_pearson(both, support), clopper_pearson(both, hits)
    return {
        "precision": both / hits if hits else np.nan,
        "recall": both / support if support else np.nan,
        "f1": 2 * both / (support + hits) if support + hits else np.nan,
        "support": support,
        "found": hits,
        "both": both,
        "sentences": len(coded),
        "recall_low": recall[0],
        "recall_high": recall[1],
        "precision_low": precision[0],
        "precision_high": precision[1],
    }


def _agreement(own: pd.DataFrame, members: Sequence[str]) -> dict[str, float]:
    """How far the two coders agree on a device, where two coded."""
    own = own[own["coders"] > 1]
    if own.empty:
        return {"coders_f1": np.nan, "coders_alpha": np.nan}
    a, b = (has_device(own[name], members).tolist() for name in ("coder_a", "coder_b"))
    either = sum(a) + sum(b)
    alpha = np.nan
    if 0 < either < 2 * len(own):
        task = AnnotationTask(
            [
                (coder, i, given)
                for coder, codes in (("a", a), ("b", b))
                for i, given in enumerate(codes)
            ]
        )
        alpha = float(task.alpha())
    together = sum(one and other for one, other in zip(a, b, strict=True))
    return {"coders_f1": 2 * together / either if either else np.nan, "coders_alpha": alpha}
