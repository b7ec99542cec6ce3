"""The tables of the page of faults, from the battery's own."""

from pathlib import Path

import pandas as pd

from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of

TABLE = Path(__file__).parents[2] / "benchmarks/faults/faults.csv"
_NUMBERS = ["injected", "recovered", "different"]


def faults_page(page: str) -> str:
    """The page with what the battery counted between its marks."""
    table = read_table(TABLE, ["fault", "stage", *_NUMBERS])
    kills = table[table["fault"].str.startswith("kill ")]
    return between_marks(
        page,
        "FAULTS",
        [
            _by_fault(table),
            "Kills by the stage at work, that is by the file of rules; recovered of injected:",
            _by_stage(kills),
        ],
    )


def _by_fault(table: pd.DataFrame) -> str:
    sums = table.groupby("fault", sort=True)[_NUMBERS].sum().reset_index()
    rows = [*sums.to_numpy().tolist(), ["**all**", *sums[_NUMBERS].sum()]]
    return table_of(["fault", "injected", "recovered", "files that differ"], rows)


def _by_stage(kills: pd.DataFrame) -> str:
    told = kills["recovered"].astype(str) + " of " + kills["injected"].astype(str)
    cells = kills.assign(told=told).pivot(index="stage", columns="fault", values="told").fillna("")
    return table_of(["stage", *cells.columns], cells.reset_index().to_numpy().tolist())
