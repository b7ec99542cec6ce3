"""Charts of rhetoric: the share of sentences with each device."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from chengyan.errors import DesignError
from chengyan.language import _, n_
from chengyan.plots.devices import METAPHOR, shares_of
from chengyan.plots.style import plain
from chengyan.report.charts.dots import Mark, Row, dots
from chengyan.report.charts.finish import Spec, Tables, finished, given
from chengyan.report.charts.priorities import f1_phrase
from chengyan.report.charts.shares import (
    reading,
    sentence_gap,
    share_form,
    share_mark,
    share_rows,
    share_titles,
)
from chengyan.report.charts.words import address, both, label
from chengyan.rhetoric.worth import FAILED, VALIDATED

FIRST = 8
COLUMNS = (
    "group device zh en family count rate ci_low ci_high loo_low loo_high left_out positives "
    "sentences status f1 support contrast"
)
# A scale of square roots tells small shares apart and has a place for 0.
ROOTS = {"format": ".0%", "scale": {"type": "sqrt", "zero": True, "nice": False}}
LINES = (0, 0.02, 0.1, 0.25, 0.5, 0.75, 1)


def first_rhetoric(
    tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]
) -> Spec | None:
    """The validated devices that groups use most unlike, for the first screen."""
    rows = _rows(tables, groups)
    if rows is None:
        return None
    spans = rows.groupby("device", sort=False)["rate"].agg(lambda own: own.max() - own.min())
    status = dict(zip(rows["device"], rows["status"], strict=True))
    far = spans.sort_values(ascending=False, kind="stable").index
    differences = tables.get("rhetoric_differences")
    firm = set() if differences is None else set(differences["device"])
    order = sorted(far, key=lambda device: (status[device] != VALIDATED, device not in firm))
    told = _(
        "{some} of {all} devices: of the validated ones, those that differ by more than the errors "
        "seen, then those in which groups are farthest apart.",
        some=min(FIRST, len(order)),
        all=len(order),
    )
    shown = _named(rows, order[:FIRST], groups)
    return _chart(shown, groups, rows, told, len(order[:FIRST]))


def rhetoric(tables: Tables, groups: Sequence[str], _config: Mapping[str, Any]) -> Spec | None:
    """All devices by family, but for those that fail."""
    rows = _rows(tables, groups)
    if rows is None:
        return None
    shown: list[Row] = []
    for family, own in rows.groupby("family", sort=False):
        means = own.groupby("device", sort=False)["rate"].mean()
        order = list(means.sort_values(ascending=False, kind="stable").index)
        order.sort(key=lambda device: device != METAPHOR)
        shown += [Row(family_name(plain(family))), *_named(own, order, groups)]
    table = tables["rhetoric"]
    failed = table.loc[table["status"].map(plain) == FAILED, "device"].nunique()
    told = n_(
        "One device whose detection fails is left out.",
        "{number} devices whose detection fails are left out.",
        failed,
    )
    return _chart(shown, groups, rows, told if failed else "", rows["device"].nunique(), tall=True)


def _rows(tables: Tables, groups: Sequence[str]) -> pd.DataFrame | None:
    table = given(tables, "rhetoric", COLUMNS)
    if table is None:
        return None
    try:
        rows = shares_of(table, groups)
    except DesignError:
        return None
    rows = rows[rows["status"].map(plain) != FAILED].dropna(subset=["rate"])
    return None if rows.empty else rows


def _named(rows: pd.DataFrame, order: Sequence[str], groups: Sequence[str]) -> list[Row]:
    def mark(row: Any) -> Mark:
        validated = row.status == VALIDATED
        score = f1_phrase(row.f1, row.support)
        told = share_mark(
            row,
            value=row.rate,
            name=both(row.zh, row.en),
            count=_("{some} of {all}", some=f"{row.positives:,.0f}", all=f"{row.sentences:,.0f}"),
            href=address("read", group=row.group, device=row.device),
            check=_("yes: {score}", score=score) if validated else _("no: {score}", score=score),
        )
        return replace(told, filled=float(validated))

    return share_rows(
        rows, "device", order, groups, value="rate", mark=mark,
        name=lambda row: label(row.zh, row.en),
    )  # fmt: skip


def _chart(
    shown: Sequence[Row],
    groups: Sequence[str],
    rows: pd.DataFrame,
    told: str,
    number: int,
    *,
    tall: bool = False,
) -> Spec:
    titles = share_titles(_("Share of sentences"), _("Sentences"))
    values = [line for line in LINES if line <= rows["rate"].max() * 1.1]
    title = _("share of sentences (scale of square roots)")
    form = share_form(groups, title, titles, on_top=tall, values=values, **ROOTS)
    description = n_(
        "Share of sentences with a device of rhetoric, one device",
        "Share of sentences with a device of rhetoric, {number} devices",
        number,
    )
    note = reading(groups, hollow=_("Hollow: the device is not validated."))
    contrasts = set(rows["contrast"].map(plain))
    matching = _("All groups are matched.") if contrasts == {"matched"} else _("Unmatched.")
    words = [part for part in (told, note, matching) if part]
    return finished(
        dots(shown, form, description=description),
        table="rhetoric",
        note=sentence_gap().join(words),
    )


def family_name(family: str) -> str:
    """A family of devices in words."""
    return {
        "form": _("Form"),
        "formula": _("Formula"),
        "stance": _("Stance"),
        "person": _("Person"),
        "metaphor": _("Metaphor"),
        "evidence": _("Evidence"),
    }.get(family, family)
