"""Rows of shares by group: a lane a group, or one strip for many groups."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from chengyan.language import _
from chengyan.plots.layout import is_many
from chengyan.plots.style import NEUTRAL, group_colours, is_matched, records
from chengyan.report.charts.dots import Form, Mark, Row
from chengyan.report.charts.words import chinese, contrast, cut, left_out, percent, span

ALL = ""


def group_colour(groups: Sequence[str]) -> dict[str, str]:
    """The colours of groups as in the printed figures; one for all where they are many."""
    if is_many(len(groups)):
        return {ALL: NEUTRAL}
    return group_colours(groups)


def key_of(group: str, groups: Sequence[str]) -> str:
    """What gives a group its colour."""
    return ALL if is_many(len(groups)) else group


def share_form(groups: Sequence[str], title: str, titles: Mapping[str, str], **more: Any) -> Form:
    """The form of rows of shares."""
    return Form(
        title=title,
        colours=group_colour(groups),
        titles=titles,
        lanes=1 if is_many(len(groups)) else len(groups),
        **{"format": ".0%", "scale": {"zero": True, "nice": True}, **more},
    )


def share_titles(value: str, count: str) -> dict[str, str]:
    """What tooltips of shares say, in order."""
    return {
        "group": _("Group"),
        "name": _("Name"),
        "value": value,
        "count": count,
        "interval": _("95 % interval"),
        "range": _("Range"),
        "corrected": _("Corrected for error"),
        "check": _("Validated"),
        "contrast": _("Contrast"),
    }


def share_mark(
    row: Any, *, value: float, name: str, count: str, href: str, form: Any = percent, **more: Any
) -> Mark:
    """A mark of a share with all that its row tells; `more` is for the tooltip."""
    told = {
        "group": row.group,
        "name": name,
        "value": form(value),
        "count": count,
        "interval": span(row.ci_low, row.ci_high, form) if hasattr(row, "ci_low") else "",
        "range": left_out(row, form),
        "contrast": contrast(row),
        **more,
    }
    return Mark(
        key=row.group,
        at=value,
        told=told,
        href=href,
        range=(row.loo_low, row.loo_high),
        interval=(getattr(row, "ci_low", None), getattr(row, "ci_high", None)),
        filled=float(is_matched(row.contrast)),
    )


def share_rows(
    table: pd.DataFrame,
    by: str,
    order: Sequence[Any],
    groups: Sequence[str],
    *,
    value: str,
    name: Callable[[Any], str],
    mark: Callable[[Any], Mark],
    aside: Callable[[Any], str] = lambda _row: "",
    form: Callable[[float], str] = percent,
) -> list[Row]:
    """Rows in an order; of many groups only the extremes are named, and no range is drawn."""
    rows = []
    for one in order:
        own = table[table[by] == one].dropna(subset=[value])
        if own.empty:
            continue
        lanes = {group: i for i, group in enumerate(groups)}
        first = next(records(own))
        if is_many(len(groups)):
            ranked = list(records(own.sort_values([value, "group"], kind="stable")))
            least, most = ranked[0], ranked[-1]
            marks = [
                replace(mark(row), key=ALL, range=(None, None), interval=(None, None))
                for row in ranked
            ]
            below = _(
                "least: {least} {low} · most: {most} {high}",
                least=cut(least.group),
                low=form(getattr(least, value)),
                most=cut(most.group),
                high=form(getattr(most, value)),
            )
            rows.append(Row(name(first), marks, aside(first), below))
            continue
        marks = [replace(mark(row), lane=lanes[row.group]) for row in records(own)]
        rows.append(Row(name(first), sorted(marks, key=lambda one: one.lane), aside(first)))
    return rows


def reading(groups: Sequence[str], *, hollow: str = "") -> str:
    """How rows of shares are to be read."""
    hollow = hollow or _("Hollow: unmatched.")
    if is_many(len(groups)):
        return hollow + sentence_gap() + _("A dot is a group; the least and the most are named.")
    return hollow + sentence_gap() + _("Thin line: range with one paragraph or text left out.")


def sentence_gap() -> str:
    """What stands between sentences."""
    return "" if chinese() else " "
