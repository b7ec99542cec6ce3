"""How well each device is found, against what coders say, beside their own agreement."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chengyan.coded import said_of
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
        two; NaN where one did not code, or where all is alike).

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
    either, given = sum(a) + sum(b), 2 * len(own)
    together = sum(one and other for one, other in zip(a, b, strict=True))
    alpha = np.nan
    if 0 < either < given:
        apart = either - 2 * together
        alpha = 1 - apart * (given - 1) / (either * (given - either))
    return {"coders_f1": 2 * together / either if either else np.nan, "coders_alpha": alpha}
