"""From a table to a chart, and from a chart to a specification that is the same every time."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from chengyan.language import _
from chengyan.plots.style import of_groups
from chengyan.tables import require_columns

Spec = dict[str, Any]
Tables = Mapping[str, pd.DataFrame]
NUMBERS = (
    *("share", "rate", "value", "count", "han_chars", "units", "positives", "sentences"),
    *("ci_low", "ci_high", "loo_low", "loo_high", "f1", "support"),
)


def given(
    tables: Tables, name: str, columns: str, groups: Sequence[str] | None = None
) -> pd.DataFrame | None:
    """A table, of some groups if it has any; nothing where it is missing or empty.

    Raises
    ------
    TableError
        Where it lacks one of the columns.
    """
    table = tables.get(name)
    if table is None or table.empty:
        return None
    require_columns(table, columns.split(), f"{name}.csv")
    if groups is not None:
        table = of_groups(table, groups)
    numbers = [column for column in NUMBERS if column in table]
    table = table.assign(**{one: pd.to_numeric(table[one], errors="coerce") for one in numbers})
    return None if table.empty else table


class _Kept(str):
    """Rows of data, which Altair takes for a text and neither copies nor looks through."""

    __slots__ = ("rows",)
    rows: list[Spec]


def inline(rows: Sequence[Spec]) -> alt.InlineData:
    """Rows as the data of a chart, for `finished` to put in their place."""
    kept = _Kept()
    kept.rows = list(rows)
    return alt.InlineData(values=kept)


def finished(chart: Any, *, table: str, note: str) -> Spec:
    """Give a chart as a Vega-Lite specification.

    Parameters
    ----------
    chart : altair chart
    table : str
        The table that holds its numbers.
    note : str
        How it is to be read.

    Returns
    -------
    dict
        Checked against Vega-Lite's schema; it refers to nothing outside. Under `usermeta` it says
        what charts.js writes beside the chart.
    """
    with alt.data_transformers.enable(consolidate_datasets=False):
        spec: Spec = _with_data(chart.to_dict())
    # The address of a schema, and the size of charts that are no wider than that.
    del spec["$schema"], spec["config"]
    words = {
        "printed": _("Show the printed figure"),
        "rows": _("Show as a table"),
        "chart": _("Show the chart"),
    }
    return spec | {"usermeta": {"table": table, "note": note, **words}}


def _with_data(part: Any) -> Any:
    """A part of a specification with the rows of data in their places."""
    if isinstance(part, _Kept):
        return [_row(row) for row in part.rows]
    if isinstance(part, dict):
        return {name: _with_data(value) for name, value in part.items()}
    return [_with_data(value) for value in part] if isinstance(part, list) else part


def _row(row: Spec) -> Spec:
    """A row of data as it is, if it is one: names, and texts or numbers or nothing."""
    for name, value in row.items():
        if not (value is None or isinstance(value, str | int | float)):
            raise TypeError(f"{name} of a mark is a {type(value).__name__}")
    return row
