"""``chengyan sample``: sentences drawn at random, in sheets for people to code."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from chengyan.clean import Sentence
from chengyan.cli.app import app
from chengyan.cli.output import progress, say, table
from chengyan.cli.project import Project, find_project, has_field
from chengyan.corpus import clean_document
from chengyan.errors import ConfigError, DesignError
from chengyan.manifest import Document, group_documents, read_manifest

ENDINGS = (".xlsx", ".csv")
KINDS = ("heading", "body")
CODEBOOK = "lexicon/codebook.tsv"
_EXAMPLES = """\
**Examples**

`chengyan sample coded/mine.xlsx --size 50 --unit quasi_sentence`  (50 sentences of each group, a \
sheet for each of two coders)

`chengyan sample coded/mine.csv --size 保定=100,廊坊=40 --coders 1`

`chengyan sample coded/mine.xlsx --where genre=report --seed 7`

docs/coding.md says how to go on."""


@app.command(epilog=_EXAMPLES)
def sample(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The sheet (.xlsx or .csv); its name, the sample.")
    ],
    size: Annotated[
        str, typer.Option(metavar="N|GROUP=N,…", help="Sentences of each group, or all it has.")
    ] = "200",
    unit: Annotated[
        Literal["sentence", "quasi_sentence"],
        typer.Option(help="Code sentences as a whole, or their parts between 。！？； as well."),
    ] = "quasi_sentence",
    by: Annotated[
        str, typer.Option(help="Column whose values are groups; left out: that of the config.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Another one draws other sentences.")] = 1947,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Only texts with this field; may be repeated."),
    ] = None,
    min_han: Annotated[
        int, typer.Option("--min-han", min=0, help="Han characters a sentence must have.")
    ] = 6,
    configfile: Annotated[
        Path | None,
        typer.Option(help="A file of keys that go over config.yaml, as snakemake takes it."),
    ] = None,
    coders: Annotated[int, typer.Option(min=1, max=26, help="Sheets, one a coder.")] = 2,
) -> None:
    """Draw sentences at random from each group, and write sheets for people to code.

    Needs no results. Exit code 2: a file of that name is there already.
    """
    sheets, codebook_file = _files(out, coders)
    for path in filter(None, (*sheets, codebook_file)):
        if path.exists():
            say(f"chengyan: {path}: is there already. Choose another name or move it away.")
            raise typer.Exit(2)
    project = find_project(over=configfile)
    # pandas is slow to load, and what is wrong so far needs none.
    from chengyan.priorities.codebook import read_codebook
    from chengyan.priorities.coding import codebook_table, sheet_of
    from chengyan.priorities.rules import rules_of
    from chengyan.priorities.sheets import csv_bytes, xlsx_bytes
    from chengyan.sampling import draw, frame_of, shuffled, sizes_of
    from chengyan.whole import write_whole

    codes, codebook = read_codebook(codebook_of(project)), codebook_table(codebook_of(project))
    groups = _groups(project, by, where or [])
    kinds = list(section(project, "analysis").get("kinds") or KINDS)
    frame = frame_of(_sentences(groups), kinds, min_han)
    if frame.empty:
        problem = f"have no sentence of {min_han} Han characters to draw"
        raise DesignError("the texts", problem, "Lower --min-han or add texts")
    drawn = draw(frame, sizes_of(size, frame), seed=seed)
    sheet = sheet_of(shuffled(drawn, seed=seed), out.stem, parts=unit == "quasi_sentence")
    if codebook_file:
        content = csv_bytes(sheet)
        write_whole(codebook_file, csv_bytes(codebook))
    else:
        content = xlsx_bytes(sheet, codebook, rules_of(codes))
    for path in sheets:
        write_whole(path, content)
    taken = drawn["stratum"].value_counts()
    table(
        "Sentences drawn",
        ("", "group", "drawn", "of", "inclusion"),
        [
            ("drawn", group, taken.get(group, 0), units, f"{taken.get(group, 0) / units:.3f}")
            for group, units in frame["stratum"].value_counts(sort=False).items()
        ],
    )
    written = " and ".join(map(str, sheets))
    say(f"{len(drawn)} sentences, {len(sheet)} rows to code, in {written}.")
    say(f"When they are coded: `chengyan score {shlex.join(map(str, sheets))}`.")


def section(project: Project, key: str) -> dict[str, Any]:
    """The keys below a key of the config; none where there is none."""
    found = project.config.get(key)
    return found if isinstance(found, dict) else {}


def codebook_of(project: Project) -> Path:
    """The codebook that the config names."""
    return project.root / str(section(project, "priorities").get("codebook") or CODEBOOK)


def _files(out: Path, coders: int) -> tuple[list[Path], Path | None]:
    """The sheets to write and, beside CSV, the codebook."""
    if out.suffix.lower() not in ENDINGS:
        raise ConfigError(
            f"OUT {out}", "has another ending than .xlsx or .csv", "Choose one of the two"
        )
    numbers = [f"-{number}" for number in range(1, coders + 1)] if coders > 1 else [""]
    sheets = [out.with_name(f"{out.stem}{number}{out.suffix}") for number in numbers]
    is_csv = out.suffix.lower() == ".csv"
    return sheets, out.with_name(f"{out.stem}.codebook.csv") if is_csv else None


def _groups(project: Project, by: str, where: list[str]) -> dict[str, list[Document]]:
    """The texts to draw from, by group."""
    compare = str(project.config["compare"])
    documents = [
        document
        for document in read_manifest(project.manifest)
        if all(has_field(document.row, condition) for condition in where)
    ]
    if not documents:
        raise ConfigError(
            f"--where {' --where '.join(where)}", "holds for no text", "Name fields of the manifest"
        )
    # The order of the config is one of all texts, and some of its groups may have none here.
    groups = group_documents(documents, by or compare)
    order = project.config.get("order") or [] if by in ("", compare) else []
    return {name: groups[name] for name in dict.fromkeys([*order, *groups]) if name in groups}


def _sentences(groups: dict[str, list[Document]]) -> Iterator[tuple[str, str, list[Sentence]]]:
    """doc_id, group and sentences of each text; a text that cannot be read is no matter to skip."""
    texts = [(group, document) for group, documents in groups.items() for document in documents]
    for group, document in progress("Reading")(texts):
        yield document.doc_id, group, clean_document(document)[1]
