"""How much of a text each code takes, in several units, with what hangs on a single paragraph."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from chengyan.han import count_han
from chengyan.intervals.over_texts import covers, jackknife
from chengyan.leave_one_out import left_out_of, share_range, unit_codes
from chengyan.priorities.codebook import Code
from chengyan.tables import require_columns

Array = NDArray[np.float64]

# What a share is one of: statements, Han characters, headings, statements that look ahead or back.
UNITS = ("quasi_sentences", "characters", "headings", "future", "past")
COLUMNS = (
    *("method", "unit", "group", "code", "zh", "en", "sphere", "cap", "counted", "share"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "left_out", "units", "positives", "first"),
)


def shares(
    parts: pd.DataFrame, codes: Sequence[Code], groups: Sequence[str], method: str = "codebook"
) -> pd.DataFrame:
    """Shares of codes in each group.

    Parameters
    ----------
    parts : pandas.DataFrame
        doc_id, group, paragraph, kind, orientation, primary, text: quasi-sentences in the order of
        the texts.
    codes : sequence of Code
    groups : sequence of str
    method : str
        The name of the way they were coded.

    Returns
    -------
    pandas.DataFrame
        method, unit (one of `UNITS`), group, code, zh, en, sphere, cap, counted; share (0–1: of
        counted codes among the units with a counted code, of others among all units; NaN where
        there are none); ci_low, ci_high (of quasi_sentences, over the texts of a group of several,
        where `chengyan.intervals.over_texts.covers`; a group of one text is a census of it);
        loo_low, loo_high (the range when one paragraph, or text where a group has several, is left
        out; no confidence interval), left_out; units (the denominator, in units or Han characters),
        positives (units with the code); first (where the code first comes, as the share of the
        text's Han characters before it; the mean over texts that have it; only with unit
        quasi_sentences).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    A share is of space, not of importance. It carries the error of the instrument
    (``priority_validation.csv``): differences smaller than that must not be read.
    """
    require_columns(
        parts, ["doc_id", "group", "paragraph", "kind", "orientation", "primary", "text"], "parts"
    )
    parts = parts.assign(
        unit=parts["paragraph"], han=parts["text"].map(count_han).astype(float), one=1.0
    )
    rows = [
        row
        for unit, (kept, weight) in _units(parts).items()
        for group in groups
        for row in _of_group(kept[kept["group"] == group], weight, codes, unit, group)
    ]
    table = pd.DataFrame(rows).assign(method=method)
    first = _first_mentions(parts, codes, groups)
    at = list(zip(table["group"], table["code"], strict=True))
    table["first"] = np.where(
        table["unit"] == UNITS[0], [first.get(key, np.nan) for key in at], np.nan
    )
    return table[list(COLUMNS)]


def _units(parts: pd.DataFrame) -> Mapping[str, tuple[pd.DataFrame, str]]:
    """The units that shares are of: which rows, and the column that weighs them."""
    return {
        "quasi_sentences": (parts, "one"),
        "characters": (parts, "han"),
        "headings": (parts[parts["kind"] == "heading"], "one"),
        "future": (parts[parts["orientation"] == "future"], "one"),
        "past": (parts[parts["orientation"] == "past"], "one"),
    }


def _of_group(
    parts: pd.DataFrame, weight: str, codes: Sequence[Code], unit: str, group: str
) -> Iterator[dict[str, object]]:
    counted = {code.code for code in codes if code.counted}
    weights, primary = parts[weight].to_numpy(), parts["primary"]
    left = unit_codes(parts) if len(parts) else np.empty(0, dtype=int)
    text, texts = pd.factorize(parts["doc_id"])
    left_out = left_out_of(parts).get(group, "")
    own = np.array([np.where(primary == code.code, weights, 0.0) for code in codes])
    policy = np.where(primary.isin(counted), weights, 0.0)
    for code, has in zip(codes, own, strict=True):
        among = policy if code.counted else weights
        low, high = share_range(has, among, left)
        # Shares of other units were not simulated.
        interval = (np.nan, np.nan)
        if unit == UNITS[0]:
            interval = _over_texts(has, among, text, len(texts))
        total = float(among.sum())
        yield {
            "unit": unit,
            "group": group,
            "code": code.code,
            "zh": code.zh,
            "en": code.en,
            "sphere": code.sphere,
            "cap": code.cap,
            "counted": code.counted,
            "share": has.sum() / total if total else np.nan,
            "left_out": left_out,
            "ci_low": interval[0],
            "ci_high": interval[1],
            "loo_low": low,
            "loo_high": high,
            "units": total,
            "positives": int((has > 0).sum()),
        }


def _over_texts(
    has: Array, among: Array, text: NDArray[np.int64], texts: int
) -> tuple[float, float]:
    """The interval of a share over texts, where it has been shown to cover."""
    if texts < 2 or not covers(texts, (has > 0).sum() / texts):
        return np.nan, np.nan
    top, bottom = (
        np.bincount(text, weights=weights, minlength=texts).astype(float)
        for weights in (has, among)
    )
    low, high = jackknife(top, bottom)
    return float(low), float(high)


def _first_mentions(
    parts: pd.DataFrame, codes: Sequence[Code], groups: Collection[str]
) -> dict[tuple[str, str], float]:
    """Where each code first comes in the texts of a group, on the mean."""
    before = parts.groupby("doc_id", sort=False)["han"].cumsum() - parts["han"]
    length = parts.groupby("doc_id", sort=False)["han"].transform("sum")
    place = parts.assign(place=before / length.where(length > 0, 1.0))
    first = place.groupby(["group", "doc_id", "primary"], sort=False)["place"].min()
    mean = first.groupby(["group", "primary"], sort=False).mean().to_dict()
    return {
        (group, code.code): float(mean[group, code.code])
        for group in groups
        for code in codes
        if (group, code.code) in mean
    }
