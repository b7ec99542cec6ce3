"""What the topic stage finds of topics that are known: words, weights, verdicts, intervals.

    python benchmarks/topic_recovery.py COMMAND --corpora N --folder FOLDER

Each command prints a table and writes it to benchmarks/topics/, from which `make docs` makes those
of docs/topics.md; `coverage` writes src/chengyan/topics/coverage.csv too.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from topic_corpora import VOICES
from topic_coverage import cases as coverage_cases
from topic_coverage import coverage_table, shipped
from topic_regression import effects, effects_table
from topic_verdicts import CASES, RULES, stability_rows, verdict_table
from topic_words import NAIVE, RECOVERY, recovery, recovery_table, weights, weights_table

from chengyan.tables import read_table, write_table

TABLES = Path(__file__).parent / "topics"
COVERAGE = Path(__file__).parents[1] / "src/chengyan/topics/coverage.csv"

Corpora = Annotated[int, typer.Option(min=2, help="How many, of each kind.")]
Folder = Annotated[
    Path | None, typer.Option(help="Where fits are kept, so that a run that is stopped goes on.")
]
Noise = Annotated[
    float | None, typer.Option(help="Share of words without a topic, in place of 0 and .2.")
]
Voices = Annotated[list[str] | None, typer.Option("--voice", help="May be repeated; or all.")]

app = typer.Typer(add_completion=False, help=__doc__)


@app.command("recovery")
def measure_recovery(corpora: Corpora = 20, large: Corpora = 3, folder: Folder = None) -> None:
    """Words and shares of planted topics by each voice, and by naive defaults."""
    rows = [
        row
        for design in RECOVERY
        for row in recovery(
            design, corpora if design.units < 1000 else large, [*VOICES, *NAIVE], folder
        )
    ]
    show(recovery_table(pd.DataFrame(rows)), "recovery", ["units", "unevenness", "model"])


@app.command("weights")
def measure_weights(corpora: Corpora = 50, voice: str = "nmf", folder: Folder = None) -> None:
    """What it does to weigh groups by their tokens, by the root of them, or alike."""
    table = weights_table(pd.DataFrame(weights(corpora, voice, folder)))
    show(table, "weights", ["unevenness", "balance"])


@app.command("verdicts")
def measure_verdicts(corpora: Corpora = 40, voice: Voices = None, folder: Folder = None) -> None:
    """How often planted topics stand and others fall, by several rules."""
    for name in voice or VOICES:
        rows = [row for case in CASES for row in stability_rows(name, case, corpora, folder)]
        table = verdict_table(pd.DataFrame(rows), RULES)
        add(table.assign(model=name), "verdicts", ["model"])


@app.command("coverage")
def measure_coverage(
    corpora: Corpora = 1000,
    units: int = 120,
    voice: Voices = None,
    noise: Noise = None,
    folder: Folder = None,
) -> None:
    """How often intervals of a topic's share hold it, by method."""
    for name in voice or VOICES:
        rows = pd.DataFrame(coverage_cases(name, units, corpora, folder, noise))
        keys = ["model", "units", "noise"]
        add(coverage_table(rows).assign(model=name, units=units), "coverage", keys)
    write_table(shipped(read_table(TABLES / "coverage.csv")), COVERAGE)


@app.command("regression")
def measure_regression(corpora: Corpora = 60, voice: str = "nmf", folder: Folder = None) -> None:
    """How often the interval of a genre's coefficient holds the difference of genres."""
    table = effects_table(pd.DataFrame(effects(corpora, voice, folder)))
    show(table.assign(model=voice), "regression", ["model"])


def add(table: pd.DataFrame, name: str, keys: Sequence[str]) -> None:
    """Put the table in place of those rows of the file that have the same keys."""
    path = TABLES / f"{name}.csv"
    if path.is_file():
        old = read_table(path)
        new = pd.MultiIndex.from_frame(table[[*keys]])
        table = pd.concat([old[~pd.MultiIndex.from_frame(old[[*keys]]).isin(new)], table])
    if "model" in table:
        table = table.sort_values([*keys], key=in_order, kind="stable")
    show(table, name, keys)


def in_order(values: pd.Series) -> pd.Series:
    """Voices in their order, numbers in theirs."""
    return values.map(VOICES.index) if values.name == "model" else values


def show(table: pd.DataFrame, name: str, first: Iterable[str]) -> None:
    """Write and print a table, those columns in front."""
    table = table[[*first, *(column for column in table.columns if column not in [*first])]]
    table = table.round(4)
    TABLES.mkdir(exist_ok=True)
    write_table(table, TABLES / f"{name}.csv")
    typer.echo(table.to_string(index=False))


if __name__ == "__main__":
    app()
