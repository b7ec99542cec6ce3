"""``chengyan kwic``: a term in its sentences, with file and line."""

import re
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from chengyan.cli.app import app
from chengyan.cli.output import console, is_terminal, line, progress, say
from chengyan.cli.project import find_project, has_field
from chengyan.concordance import Line, concordance
from chengyan.corpus import clean_document
from chengyan.errors import ChengyanError, ConfigError
from chengyan.han import HAN
from chengyan.layout import drop_blanks
from chengyan.manifest import read_manifest
from chengyan.normalise import normalise

_BETWEEN = re.compile(rf"(?<=[{HAN}]);|;(?=[{HAN}])")
_EXAMPLES = """\
**Examples**

`chengyan kwic 首都`

`chengyan kwic '人民;群众'`  (terms of a phrase, as collocations.csv lists them)

`chengyan kwic '必须|一定要' --regex --where city=廊坊 --width 20`

`chengyan kwic 必须 > 必须.tsv`  (tab-separated: file:line, doc_id, left, term, right)"""


@app.command(epilog=_EXAMPLES)
def kwic(
    term: Annotated[str, typer.Argument(help="Characters to look for, in a sentence.")],
    width: Annotated[int, typer.Option(min=1, help="Characters on either side.")] = 18,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Only texts with this field; may be repeated."),
    ] = None,
    *,
    regex: Annotated[bool, typer.Option("--regex", help="TERM is a regular expression.")] = False,
    furniture: Annotated[
        bool, typer.Option("--all", help="Front matter, bylines and furniture too.")
    ] = False,
) -> None:
    """Print a concordance: each occurrence of TERM with what stands around it, file and line.

    Exit code 0: found. 1: not found.
    """
    pattern = _pattern(term, regex=regex)
    project = find_project()
    documents = [
        d for d in read_manifest(project.manifest) if all(has_field(d.row, c) for c in where or ())
    ]
    kinds = None if furniture else project.config.get("analysis", {}).get("kinds")
    found: list[Line] = []
    for document in progress("Reading")(documents):
        try:
            _, sentences = clean_document(document)
        except ChengyanError as error:
            say(f"chengyan: {error}")
            continue
        kept = [s for s in sentences if not kinds or s.kind in kinds]
        found += concordance(kept, pattern, width, document.row["path"], document.doc_id)
    if not found:
        say(f"{term} stands in no sentence of {len(documents)} texts.")
        raise typer.Exit(1)
    _show(found)
    texts = len({one.doc_id for one in found})
    times = f"{len(found)} time{'s' * (len(found) != 1)}"
    say(f"{times} in {texts} of {len(documents)} texts.")


def _pattern(term: str, *, regex: bool) -> re.Pattern[str]:
    if not term:
        raise ConfigError("TERM", "is empty", "Write what to look for")
    try:
        return re.compile(term if regex else _literally(term))
    except re.error as error:
        raise ConfigError(
            f"TERM {term}", f"is no regular expression ({error})", "Mend it"
        ) from None


def _literally(term: str) -> str:
    """A pattern for the term as cleaned texts have it, the terms of a phrase side by side."""
    terms = _BETWEEN.split(drop_blanks(normalise(term).strip()))
    return ";?".join(map(re.escape, terms))


def _show(found: list[Line]) -> None:
    if not is_terminal():
        for one in found:
            line(one.place, one.doc_id, one.left, one.term, one.right)
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(style="cyan", overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    for one in found:
        table.add_row(*(Text(part) for part in (one.place, one.left, one.term, one.right)))
    console().print(table)
