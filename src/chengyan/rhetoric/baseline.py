"""What texts of the same genre and time do: the range that a group's rate is seen against."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from chengyan.contrast import value_of

# ASSUME a genre keeps its habits for so many years.
YEARS = 2
# ASSUME with fewer texts a range says little of the genre.
LEAST_TEXTS = 5
COLUMNS = ("baseline_low", "baseline_median", "baseline_high", "baseline_texts", "baseline_note")


def fitting(
    own: Sequence[Mapping[str, str]], others: Sequence[Mapping[str, str]]
) -> tuple[list[str], str]:
    """The texts that a group may be seen against, and why there are none.

    Parameters
    ----------
    own : sequence of mappings
        Rows of the manifest: the group's texts.
    others : sequence of mappings
        Rows of all other texts, those of a reference corpus too.

    Returns
    -------
    doc_ids : list of str
        Texts of the same genre, each within `YEARS` years of every text of the group.
    note : str
        Empty, or why there are fewer than `LEAST_TEXTS`.
    """
    genres = {value_of(row, "genre") for row in own}
    years = [value_of(row, "year") for row in own]
    if len(genres) != 1 or "" in genres:
        return [], "its texts are not of one known genre"
    if "" in years:
        return [], "a text of it has no date"
    genre = genres.pop()
    found = [
        row["doc_id"]
        for row in others
        if value_of(row, "genre") == genre
        and value_of(row, "year")
        and all(abs(int(value_of(row, "year")) - int(year)) <= YEARS for year in years)
    ]
    if len(found) < LEAST_TEXTS:
        return [], _too_few(len(found), f"of genre {genre} within {YEARS} years")
    return found, ""


def baselines(
    table: pd.DataFrame, shares: pd.DataFrame, documents: Sequence[Mapping[str, str]]
) -> pd.DataFrame:
    """Add to the rates of groups what fitting texts do.

    Parameters
    ----------
    table : pandas.DataFrame
        group, device, as `chengyan.rhetoric.rates.rates` gives them.
    shares : pandas.DataFrame
        doc_id, device, rate: of each text by itself, those of a reference corpus too.
    documents : sequence of mappings
        Rows of the manifests: doc_id, group (empty of a reference text), genre, date.

    Returns
    -------
    pandas.DataFrame
        `table` with baseline_low, baseline_median, baseline_high (the middle nine tenths of the
        fitting texts, 0–1), baseline_texts, and baseline_note (why there is none).

    Notes
    -----
    A baseline tells what the genre does at the time. It makes no contrast matched.
    """
    by_device = {name: own.set_index("doc_id")["rate"] for name, own in shares.groupby("device")}
    fits = {
        group: fitting(
            [row for row in documents if row["group"] == group],
            [row for row in documents if row["group"] != group],
        )
        for group in table["group"].unique()
    }
    rows = []
    for group, device in zip(table["group"], table["device"], strict=True):
        doc_ids, note = fits[group]
        rate = by_device[device].reindex(doc_ids).dropna().to_numpy(dtype=float)
        if not note and len(rate) < LEAST_TEXTS:
            rate, note = rate[:0], _too_few(len(rate), "with sentences")
        low, middle, high = np.quantile(rate, [0.05, 0.5, 0.95]) if len(rate) else [np.nan] * 3
        rows.append((low, middle, high, len(rate), note))
    return table.assign(**dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))


def _too_few(texts: int, which: str) -> str:
    return f"{texts} other text{'s' * (texts != 1)} {which}, {LEAST_TEXTS} are needed"
