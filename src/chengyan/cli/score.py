"""``chengyan score``: what people coded, checked, compared and made one sample."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from chengyan.cli.app import app
from chengyan.cli.output import progress, say, table
from chengyan.cli.project import Project, find_project
from chengyan.cli.sample import codebook_of, section
from chengyan.corpus import clean_document
from chengyan.errors import ConfigError, TableError
from chengyan.lexicon import rows_of
from chengyan.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from chengyan.priorities.sheets import Row

SAMPLES = ("coded/priorities.tsv",)
_EXAMPLES = """\
**Examples**

`chengyan score coded/mine-1.xlsx coded/mine-2.xlsx`  (checks, agreement, coded/mine.tsv)

`chengyan score coded/mine-1.xlsx coded/mine-2.xlsx --adjudicated coded/mine.disagreements.csv`

`chengyan score coded/mine.csv --out coded/first.tsv`  (one coder)

docs/coding.md says what comes before and after."""
# So many messages are shown; whoever has more of them has made one mistake many times.
_SHOWN = 20


@app.command(epilog=_EXAMPLES)
def score(
    sheets: Annotated[
        list[Path], typer.Argument(metavar="SHEET...", help="Filled sheets of one sample.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.tsv", help="The coded sample; left out: coded/SAMPLE.tsv."),
    ] = None,
    kind: Annotated[
        Literal["human", "model"], typer.Option(help="Who coded: people, or language models.")
    ] = "human",
    adjudicated: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The sheet of disagreements, codes decided upon in it."),
    ] = None,
    configfile: Annotated[
        Path | None,
        typer.Option(help="A file of keys that go over config.yaml, as snakemake takes it."),
    ] = None,
) -> None:
    """Check filled sheets, tell how far coders agree, and write the coded sample.

    Where stdout is no terminal the first field of each line says what it is: agreement,
    disagreement. Exit code 1: something is wrong, and nothing was written.
    """
    project = find_project(over=configfile)
    # pandas is slow to load.
    from chengyan.priorities.agreement import (
        agreement_table,
        coded_table,
        decide,
        disagreements,
    )
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.coding import CodeNames
    from chengyan.priorities.filled import (
        NEEDED,
        Texts,
        doc_ids_of,
        examine,
        examine_adjudicated,
        unlike_samples,
    )
    from chengyan.priorities.sheets import csv_bytes, read_sheet, tsv_bytes
    from chengyan.whole import write_whole

    _refuse_twice(sheets)
    names = CodeNames(read_codebook(codebook_of(project)))
    filled = {str(path): read_sheet(path, NEEDED) for path in sheets}
    units = _units(project, set().union(*map(doc_ids_of, filled.values())))
    texts = Texts(units)
    examined = {file: examine(rows, texts, names) for file, rows in filled.items()}
    _refuse([error for _, errors in examined.values() for error in errors])
    by_file = {file: coding for file, (coding, _) in examined.items()}
    _refuse(unlike_samples(by_file))
    codings = list(by_file.values())
    decisions = read_sheet(adjudicated, ("id", "primary")) if adjudicated else []
    chosen, errors = examine_adjudicated(decisions, names, set(codings[0]["id"]))
    _refuse(errors)

    decided = decide(codings, chosen)
    coded, left_out = coded_table(decided, codings[0], units, kind)
    sample = str(codings[0]["sample"].iloc[0])
    out = out or project.root / "coded" / f"{Path(sample).name}.tsv"
    _refuse_other(out, sample)
    left = disagreements(decided, codings, units)
    left_file = out.with_name(f"{out.stem}.disagreements.csv")
    keep = left_file.exists() and _has_codes(read_sheet(left_file, ("id", "primary")))
    write_whole(out, tsv_bytes(coded))
    if left_out and not keep:
        write_whole(left_file, csv_bytes(left))

    if len(codings) > 1:
        _show_agreement(agreement_table(decided))
        _show_disagreements(left)
    say(f"{_count(int((coded['part'] == 0).sum()))} in {out}.")
    if left_out:
        note = "codes stand in it and it is left as it is" if keep else "written just now"
        say(
            f"{_count(left_out)} left out, on which coders differ; without them shares lean to "
            f"what is easy. Decide in {left_file} ({note}), then score again with "
            f"`--adjudicated {shlex.quote(str(left_file))}`."
        )
    _show_config(project, out, coded)


def _count(sentences: int) -> str:
    return f"{sentences} sentence{'s' * (sentences != 1)}"


def _units(project: Project, doc_ids: set[str]) -> "pd.DataFrame":
    """All units of these texts, as they are now."""
    from chengyan.priorities.coding import units_of
    from chengyan.sampling import frame_of

    documents = [d for d in read_manifest(project.manifest) if d.doc_id in doc_ids]
    texts = [(d.doc_id, "", clean_document(d)[1]) for d in progress("Reading")(documents)]
    return units_of(frame_of(texts), parts=True)


def _refuse(errors: "Sequence[TableError]") -> None:
    """Tell all that is wrong in sheets, so that it can be mended in one go."""
    for error in errors[:_SHOWN]:
        say(f"chengyan: {error}")
    if len(errors) > _SHOWN:
        say(f"chengyan: and {len(errors) - _SHOWN} more of such rows.")
    if errors:
        raise typer.Exit(1)


def _refuse_twice(sheets: list[Path]) -> None:
    for i, path in enumerate(sheets):
        if path.resolve() in [other.resolve() for other in sheets[:i]]:
            problem = "is named twice, and would agree with itself"
            raise ConfigError(f"SHEET {path}", problem, "Name the sheet of each coder once")


def _refuse_other(out: Path, sample: str) -> None:
    """No coded sample is written over one of another name."""
    if out.suffix != ".tsv":
        raise ConfigError(f"--out {out}", "has another ending than .tsv", "Choose that one")
    others = {row["sample"] for row in _rows_of_sample(out)} - {sample}
    if others:
        problem = f"holds the sample {', '.join(sorted(others))}, not {sample}"
        raise ConfigError(f"--out {out}", problem, "Choose another name")


def _rows_of_sample(path: Path) -> list[dict[str, str]]:
    """The rows of a coded sample; none where there is no such file."""
    if not path.exists():
        return []
    columns = ("id", "sample", "doc_id", "sentence", "part")
    return [row for _, row in rows_of(path, columns, key=("id",), term="id")]


def _has_codes(rows: "Sequence[Row]") -> bool:
    return any(row["primary"] for row in rows)


def _show_agreement(agreement: "pd.DataFrame") -> None:
    columns = ["agreement", "alpha", "kappa"]
    told = agreement[columns].map(lambda share: f"{share:.3f}").replace("nan", "")
    shown = agreement.replace({"code": {"": "all"}}).assign(**told)
    rows = [("agreement", *row) for row in shown.itertuples(index=False)]
    table("Agreement on primary codes", ("", *map(str, agreement.columns)), rows)


def _show_disagreements(left: "pd.DataFrame") -> None:
    from chengyan.priorities.agreement import coders_of

    columns = ["id", *coders_of(left), "text"]
    rows = [("disagreement", *row) for row in left[columns].itertuples(index=False)]
    if rows:
        table("Disagreements", ("", *columns), rows)


def _show_config(project: Project, out: Path, coded: "pd.DataFrame") -> None:
    """What makes the corrected shares follow this sample."""
    known = section(project, "priorities").get("samples") or SAMPLES
    own = Path(os.path.relpath(out, project.root)).as_posix()
    others = [name for name in known if name != own]
    if own in known:
        say("config.yaml names this sample; the next run of `snakemake` follows it.")
    else:
        say("So that the corrected shares follow, put this into config.yaml:")
        say(f"priorities: {{samples: [{', '.join([*known, own])}]}}")
    sentences = set(zip(coded["doc_id"], coded["sentence"].astype(str), strict=True))
    for name in others:
        rows = _rows_of_sample(project.root / name)
        twice = sentences & {(row["doc_id"], row["sentence"]) for row in rows}
        if twice:
            number = _count(len(twice))
            say(f"{number} coded in {name} too; of such the codes that people gave count.")
