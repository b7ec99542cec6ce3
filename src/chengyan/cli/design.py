"""``chengyan design``: what the corpus can compare, and which texts it would take."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from chengyan.cli.app import app
from chengyan.cli.output import is_terminal, say, table
from chengyan.cli.project import Project, find_project
from chengyan.design import matched_texts
from chengyan.manifest import group_documents, read_manifest
from chengyan.needs import OTHERS, contrast_table, needs_table

_EXAMPLES = """\
**Examples**

`chengyan design`  (which contrasts are matched, and which texts would make the others so)

`chengyan design --term 要 --term 企业 --ratio 1.5`  (texts it would take to see that difference)

`chengyan design --compare genre --all`

docs/design.md says how the tables are read and what the simulation assumes."""

# ASSUME where no corpus was counted yet, a text has as many counted tokens as the median of 25
# government work reports.
_TOKENS_PER_TEXT = 5_800.0
_SEED = 1947
# With more groups than these each is listed against the others only.
_PAIRS = 6
# So many items of a list are shown at a terminal.
_LISTED = 3
_SIZES = (1, 2, 3, 5, 10, 20, 40)


@app.command(epilog=_EXAMPLES)
def design(
    compare: Annotated[
        str, typer.Option(help="Column whose values are compared; left out: that of the config.")
    ] = "",
    min_texts: Annotated[
        int, typer.Option("--min-texts", min=0, help="Texts each group must have.")
    ] = 0,
    term: Annotated[
        list[str] | None, typer.Option(help="A term to see a difference of; may be repeated.")
    ] = None,
    ratio: Annotated[
        list[float] | None, typer.Option(help="How many times as often; may be repeated.")
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="All pairs and all ways, not the cheapest alone.")
    ] = False,
) -> None:
    """Tell which contrasts are matched, which texts are missing, and how many it would take.

    Where stdout is no terminal the first field of each line says what it is: need, contrast, power.
    """
    project = find_project()
    compare = compare or str(project.config["compare"])
    chosen = project.config.get("contrast", {})
    least = min_texts or int(chosen.get("min_texts", 1))
    documents = read_manifest(project.manifest)
    order = project.config.get("order", []) if compare == project.config["compare"] else []
    groups = group_documents(documents, compare, order)
    rows = [
        {**document.row, compare: group} for group, texts in groups.items() for document in texts
    ]
    _headline(rows, compare, least)
    if len(groups) > 1:
        _needs(rows, compare, least)
        _contrasts(rows, compare, least, every=every, many=len(groups) > _PAIRS)
    _power(project, term or [], ratio or [1.5, 2.0])


def _headline(rows: Sequence[Mapping[str, str]], compare: str, least: int) -> None:
    found = matched_texts(rows, compare, least)
    groups = len({row[compare] for row in rows})
    if groups < 2:
        say(f"There is one {compare} only, and nothing to compare it with.")
    elif not found.doc_ids:
        say(f"No part of the corpus is matched: no genre, office and year that all {groups} have.")
    else:
        fields = (found.city, found.genre, found.office, found.years)
        what = ", ".join("/".join(map(str, values)) for values in fields if values)
        whole = len(found.doc_ids) == len(rows)
        part = "The whole corpus is" if whole else f"{len(found.doc_ids)} of {len(rows)} texts are"
        say(f"{part} matched ({what}); the workflow makes them its headline.")


def _needs(rows: Sequence[Mapping[str, str]], compare: str, least: int) -> None:
    needs = needs_table(rows, compare, least)
    columns = ("years", "genre", "office", "needed", "have", "missing", "cheapest")
    shown = [["need", *(_shown(row[name]) for name in columns)] for row in needs]
    table("Texts that would make all groups match", ("", *columns), shown)


def _contrasts(
    rows: Sequence[Mapping[str, str]], compare: str, least: int, *, every: bool, many: bool
) -> None:
    columns = (
        *("group_a", "group_b", "contrast", "confounds", "years", "genre", "office"),
        *("needed", "missing"),
    )
    shown = [
        ["contrast", *(_shown(row[name]) for name in columns)]
        for row in contrast_table(rows, compare, least)
        if every or (row["cheapest"] and (not many or row["group_b"] == OTHERS))
    ]
    table("Contrasts, and the cheapest way to match each", ("", *columns), shown)


def _power(project: Project, terms: Sequence[str], ratios: Sequence[float]) -> None:
    """How many texts a group it takes; for terms of the corpus where it has been counted."""
    # pandas and scikit-learn are slow to load, and the tables above need neither.
    from chengyan.power import power_table, term_power

    counts = project.root / str(project.config.get("results", "results")) / "work"
    counted = counts / "corpus_counts.parquet"
    if terms and not counted.is_file():
        say("chengyan: terms have not been counted yet. Run snakemake first.")
        raise typer.Exit(1)
    if terms:
        found = term_power(_matrix(counted), list(terms), ratios, _SIZES, seed=_SEED)
    else:
        found = power_table(
            ratios=ratios, texts=_SIZES, tokens_per_text=_TOKENS_PER_TEXT, seed=_SEED
        )
    keys = ["term"] * bool(terms) + ["per_10k", "ratio"]
    shown = []
    for names, part in found.groupby(keys, sort=False):
        first = part.iloc[0]
        needed = f"{first['texts_needed']:.0f}" if first["texts_needed"] > 0 else "over 40"
        powers = [f"{power:.0%}" if power >= 0 else "–" for power in part["power"]]
        numbers = [f"{name:.1f}" if isinstance(name, float) else name for name in names]
        shown.append(["power", *numbers, needed, *powers, first["source"]])
    columns = ("", *keys, "texts a group for 80 %", *(f"{n} texts" for n in _SIZES), "dispersion")
    table("Chance to see a difference, by texts a group", columns, shown)
    if is_terminal():
        say("One text a group tests nothing. What is assumed of dispersion: docs/design.md.")


def _matrix(counted: Path) -> Any:
    from chengyan.matrix import from_table
    from chengyan.tables import read_table

    return from_table(read_table(counted))


def _shown(value: object) -> str:
    """A cell; at a terminal a long list is cut, elsewhere it is whole."""
    if isinstance(value, bool):
        return "yes" if value else ""
    parts = ("" if value is None else str(value)).split(";")
    if is_terminal() and len(parts) > _LISTED:
        parts = [*parts[:_LISTED], f"and {len(parts) - _LISTED} more"]
        return "; ".join(parts)
    return ";".join(parts)
