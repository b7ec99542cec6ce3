"""The tables of the page of faults, from the battery's own."""

from pathlib import Path

import pandas as pd

from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of

TABLE = Path(__file__).parents[2] / "benchmarks/faults/faults.csv"
_HEADS = ["injected", "recovered", "files that differ"]
_NUMBERS = ["injected", "recovered", "different"]


def faults_page(page: str) -> str:
    """The page with what the battery counted between its marks."""
    table = read_table(TABLE, ["fault", "stage", *_NUMBERS])
    kills = table[table["fault"].str.startswith("kill ")]
    return between_marks(
        page,
        "FAULTS",
        [
            _counted(table, ["fault"]),
            "Kills by the stage that was at work, that is by the file of rules:",
            _counted(kills, ["stage", "fault"]),
        ],
    )


def _counted(table: pd.DataFrame, keys: list[str]) -> str:
    sums = table.groupby(keys, sort=True)[_NUMBERS].sum().reset_index()
    total = ["**all**", *[""] * (len(keys) - 1), *sums[_NUMBERS].sum()]
    return table_of([*keys, *_HEADS], [*sums.to_numpy().tolist(), total])
