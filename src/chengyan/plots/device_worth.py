"""What finding each device of rhetoric is worth, in figures' words."""

import math

import pandas as pd

from chengyan.language import _, n_
from chengyan.plots.style import SMALL, fit, records
from chengyan.plots.wording import decimal, joined
from chengyan.rhetoric.devices import POOLED
from chengyan.rhetoric.worth import (
    FAILED,
    LEAST_F1,
    LEAST_SUPPORT,
    LEAST_UNSEEN,
    VALIDATED,
    pooled_counts,
    pooled_f1,
)

VALIDATION_COLUMNS = ("device", "seen", "support", "found", "both", "sentences")
LONGEST = 1.4


def not_validated() -> str:
    """The head of devices that are not validated."""
    return _("Not validated: fewer than {least} coded sentences have it", least=LEAST_SUPPORT)


def worth(validation: pd.DataFrame) -> pd.DataFrame:
    """What finding each device is worth, over samples together.

    Parameters
    ----------
    validation : pandas.DataFrame
        The table ``rhetoric_validation.csv``.

    Returns
    -------
    pandas.DataFrame
        By device: f1 (as `chengyan.rhetoric.worth.pooled_f1` has it), of (coded sentences with
        the device in the samples of that F1), coded (those in all samples), clean (whether nothing
        was tuned on the samples of the F1).
    """
    names = ["support", "found", "both", "sentences"]
    table = validation.assign(**{name: pd.to_numeric(validation[name]) for name in names})
    counts = pooled_counts(table)
    return pd.DataFrame(
        {
            "f1": pooled_f1(table),
            "of": counts["support"],
            "coded": table.groupby("device", sort=False)["support"].sum(),
            "clean": counts["unseen"],
        }
    )


def scores(known: pd.DataFrame, device: str) -> tuple[str, str]:
    """F1 without its zero, and coded sentences, as figures have them beside a device's name.

    An F1 of samples that patterns were written by has a star; where it is of some of the coded
    sentences alone, both numbers are told.
    """
    if device not in known.index:
        return "–", "0"
    f1, of, coded = (float(known[name][device]) for name in ("f1", "of", "coded"))
    told = f"{coded:.0f}"
    if of != coded:
        told = _("{part} of {whole}", part=f"{of:.0f}", whole=told)
    if math.isnan(f1) or not coded:
        return "–", told
    star = "" if known["clean"][device] else "*"
    return decimal(f"{f1:.2f}") + star, told


def failed_note(rows: pd.DataFrame, known: pd.DataFrame) -> str:
    """Name the devices that are not drawn because they are found too badly."""
    gone = rows[rows["status"] == FAILED].drop_duplicates("device")
    told = [
        _(
            "{group} {share}",
            group=fit(row.zh, SMALL, LONGEST),
            share=scores(known, row.device)[0],
        )
        for row in records(gone)
    ]
    if not told:
        return ""
    sources = gone[(gone["family"] == POOLED) & (gone["device"] != POOLED)]
    pooled = ""
    if len(sources) and POOLED in {*rows.loc[rows["status"] != FAILED, "device"]}:
        pooled = n_(
            "All sources of metaphor together include {names}, which fails by itself. ",
            "All sources of metaphor together include {names}, which fail by themselves. ",
            len(sources),
            names=joined(fit(row.zh, SMALL, LONGEST) for row in records(sources)),
        )
    gone_note = _(
        "Not drawn, with an F1 below {least}: {names}. ", least=f"{LEAST_F1:g}", names=joined(told)
    )
    return gone_note + pooled


def status_note(rows: pd.DataFrame) -> str:
    """Say what a hollow mark is, where there is one."""
    if (rows["status"] == VALIDATED).all():
        return ""
    return _(
        "Hollow: not validated, since fewer than {least} coded sentences have it (of "
        "matching, see below).",
        least=LEAST_SUPPORT,
    )


def validation_note(known: pd.DataFrame, coding: str) -> str:
    """Say what the F1 of devices rest on."""
    if known.empty:
        return _("No sample is coded: how far finding a device errs is not known. ")
    said = _(
        "F1 of finding a device, and how many coded sentences have it ({coding}). ",
        coding=_(coding),
    )
    return said + part_note(known) + star_note(known)


def part_note(known: pd.DataFrame) -> str:
    """Say what two numbers of coded sentences are, where there are two."""
    if (known["of"] == known["coded"]).all():
        return ""
    return _("n of N: F1 is of n of these, in samples that nothing was tuned on. ")


def star_note(known: pd.DataFrame) -> str:
    """Say what a star at an F1 is, where there may be one."""
    if known["clean"].all():
        return ""
    return _(
        "Star: fewer than {least} of these are in samples that nothing was tuned on; F1 "
        "and errors are a fit, and flatter. ",
        least=LEAST_UNSEEN,
    )
