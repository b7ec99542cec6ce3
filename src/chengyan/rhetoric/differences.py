"""Differences between groups that the errors of finding a device could not make."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pandas as pd

from chengyan.proportion import clopper_pearson
from chengyan.rhetoric.worth import VALIDATED, pooled_counts
from chengyan.tables import require_columns

COLUMNS = (
    *("device", "zh", "en", "unseen", "more", "less", "rate_more", "rate_less"),
    *("least_more", "most_less", "contrast"),
)


@dataclass(frozen=True)
class Errors:
    """How wrong the rates of a device may be, by coded sentences.

    Attributes
    ----------
    precision, recall : float
        Lower ends of their 95 % intervals (Clopper and Pearson); 0 where nothing was found, coded.
    misread, missed : float
        Upper ends of the intervals of the shares of all sentences that were found and are not the
        device, that are the device and were not found.
    """

    precision: float
    recall: float
    misread: float
    missed: float

    @classmethod
    def of(cls, support: int, found: int, both: int, sentences: int) -> "Errors":
        """What a sample shows: sentences coded, found, both, and in all."""
        return cls(
            precision=clopper_pearson(both, found)[0],
            recall=clopper_pearson(both, support)[0],
            misread=clopper_pearson(found - both, sentences)[1],
            missed=clopper_pearson(support - both, sentences)[1],
        )

    def least(self, rate: float) -> float:
        """The lowest share that may stand behind a rate: all errors are sentences misread.

        The lower of ``rate × precision`` and ``rate − misread``, and no less than 0.
        """
        return max(0.0, min(rate * self.precision, rate - self.misread))

    def most(self, rate: float) -> float:
        """The highest share that may stand behind a rate: all errors are sentences missed.

        The higher of ``rate / recall`` and ``rate + missed``, and no more than 1.
        """
        full = rate / self.recall if self.recall else 1.0
        return min(1.0, max(full, rate + self.missed))


def differences(
    table: pd.DataFrame, validated: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    """Pairs of groups whose rates of a device differ by more than the errors seen allow.

    Parameters
    ----------
    table : pandas.DataFrame
        ``rhetoric.csv``: group, device, zh, en, status, rate, ci_low, ci_high, loo_low, loo_high,
        contrast. Only devices that are validated are compared.
    validated : pandas.DataFrame
        ``rhetoric_validation.csv``.
    groups : sequence of str

    Returns
    -------
    pandas.DataFrame
        By device in the order of `table`, groups in theirs: device, zh, en; unseen (whether
        the scores are of samples that nothing was tuned on; others flatter); more, less (groups),
        rate_more, rate_less; least_more, most_less (what may stand behind them at worst);
        contrast (``matched`` where both groups are, else ``unmatched``).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    A pair is told where the lower end of the one group's interval, or where it has none its range
    with one paragraph or text left out, lies above the upper end of the other's even if in the one
    group all errors were sentences misread and in the other all were sentences missed
    (`Errors.least`, `Errors.most`). Misread and missed are bounded twice, as shares of what was
    found or coded and as shares of all sentences: the first is nothing where a rate is 0, the
    second little where a sample has the device seldom. The bounds hold if coders are right and the
    texts no harder than the samples; no test was made, and nothing says what a difference comes
    from. Without a coded sentence none is told.
    """
    told = ["group", "device", "zh", "en", "status", "rate", "contrast"]
    ends = ["ci_low", "ci_high", "loo_low", "loo_high"]
    require_columns(table, [*told, *ends], "rhetoric")
    numbers = {name: pd.to_numeric(table[name], errors="coerce") for name in ("rate", *ends)}
    counts = pooled_counts(validated)
    kept = table.assign(**numbers)[(table["status"] == VALIDATED) & table["group"].isin(groups)]
    rows = [
        row
        for device, own in kept.groupby("device", sort=False)
        if device in counts.index
        for row in _of_device(own.set_index("group"), counts.loc[[device]].iloc[0], groups)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of_device(own: pd.DataFrame, known: pd.Series, groups: Sequence[str]) -> Iterator[Any]:
    names = ("support", "found", "both", "sentences")
    errors = Errors.of(*(int(known[name]) for name in names))
    rates = {group: row for group, row in own.to_dict("index").items() if row["rate"] >= 0}
    for more, less in permutations([group for group in groups if group in rates], 2):
        a, b = rates[more], rates[less]
        least, most = errors.least(_ends(a)[0]), errors.most(_ends(b)[1])
        if least > most:
            both = {a["contrast"], b["contrast"]} == {"matched"}
            yield (
                *(known.name, a["zh"], a["en"], bool(known["unseen"]), more, less),
                *(a["rate"], b["rate"], least, most, "matched" if both else "unmatched"),
            )


def _ends(row: dict[Any, Any]) -> tuple[float, float]:
    """The ends of the interval, else of the range, else the rate itself."""
    for low, high in (("ci_low", "ci_high"), ("loo_low", "loo_high"), ("rate", "rate")):
        if not math.isnan(row[low] + row[high]):
            break
    return row[low], row[high]
