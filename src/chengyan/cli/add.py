"""``chengyan add``: texts into the corpus, with what cleaning made of them."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from chengyan.cli.app import app
from chengyan.cli.output import console, count_findings, is_terminal, print_findings, progress, say
from chengyan.cli.project import find_project
from chengyan.errors import ManifestError
from chengyan.han import count_han
from chengyan.intake.add import Outcome, add_texts
from chengyan.intake.sources import gather

_EXAMPLES = """\
**Examples**

`chengyan add report.docx --city 承德 --genre report --date 2024-01`

`chengyan add reports/ --city '{stem}' --date 2024-01 --dry-run`  (files named after their cities)

`chengyan add reports/ --metadata reports.csv`  (a table with the columns file, city, genre, date …)

`chengyan add speeches.jsonl --text-column content`  (a row is a text, other columns its fields)

An unknown genre, office or date is better left out than guessed: it makes a contrast unmatched, \
a wrong one makes it matched wrongly. Doubts about a text do not keep it out: `chengyan check` \
lists them again."""
# So many headings and lines set aside are shown of a text.
_LISTED = 8


@app.command(epilog=_EXAMPLES)
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files (.txt .md .html .docx .pdf .csv .tsv .jsonl) or folders of such files.",
        ),
    ],
    city: Annotated[
        str, typer.Option(help="The city; `{stem}` stands for the file's name without ending.")
    ] = "",
    title: Annotated[str, typer.Option(help="As printed; left out: what stands on the text.")] = "",
    author: Annotated[str, typer.Option(help="Who speaks or signs.")] = "",
    office: Annotated[str, typer.Option(help="In which office: 市长, 市委书记 …")] = "",
    genre: Annotated[str, typer.Option(help="What sort of text; any words, always the same.")] = "",
    occasion: Annotated[str, typer.Option(help="For what it was made.")] = "",
    date: Annotated[str, typer.Option(help="2024, 2024-01 or 2024-01-17.")] = "",
    source: Annotated[str, typer.Option(help="Where the copy is from.")] = "",
    licence: Annotated[str, typer.Option(help="Who holds the rights.")] = "",
    doc_id: Annotated[
        str, typer.Option("--doc-id", help="Name of the text; left out: city and year.")
    ] = "",
    metadata: Annotated[
        Path | None,
        typer.Option(help="CSV or TSV with a column `file` and fields of the manifest."),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=VALUE", help="A further field of the manifest."),
    ] = None,
    text_column: Annotated[
        str, typer.Option("--text-column", help="Column of the text in .csv, .tsv and .jsonl.")
    ] = "",
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be made of it; write nothing.")
    ] = False,
) -> None:
    """Add texts: copy them into the corpus, fill their rows, show what cleaning made of them."""
    project = find_project()
    fields = {
        "city": city, "title": title, "author": author, "office": office, "genre": genre,
        "occasion": occasion, "date": date, "source": source, "licence": licence, "doc_id": doc_id,
    }  # fmt: skip
    for assignment in field or ():
        name, equals, value = assignment.partition("=")
        if not equals or not name:
            raise ManifestError(f"--set {assignment}", "has no `=`", "Write --set COLUMN=VALUE")
        fields[name] = value
    outcomes = add_texts(
        project.manifest,
        gather(files, fields, metadata),
        text_column=text_column,
        script=project.config["intake"]["script"],
        dry_run=dry_run,
        progress=progress("Reading"),
    )
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    for outcome in outcomes:
        _show(outcome, dry_run=dry_run)
    if not is_terminal() or len(outcomes) > 1:
        print_findings(findings)
    states = Counter(outcome.status for outcome in outcomes)
    made = "would be added" if dry_run else "added"
    parts = [f"{states['added']} text{'s' * (states['added'] != 1)} {made}"]
    parts += [f"{states['present']} there already"] * bool(states["present"])
    parts += [f"{states['refused']} refused"] * bool(states["refused"])
    say(f"{', '.join(parts)}; {count_findings(findings)}.")
    if not dry_run and states["added"]:
        say("Next: `chengyan check` for the whole corpus, then `snakemake`.")
    if states["refused"]:
        raise typer.Exit(1)


def _some(texts: list[str]) -> str:
    return "; ".join(texts[:_LISTED]) + (
        f"; and {len(texts) - _LISTED} more" if texts[_LISTED:] else ""
    )


def _show(outcome: Outcome, *, dry_run: bool) -> None:
    """Say what became of a text and what cleaning made of it."""
    document, reading = outcome.document, outcome.reading
    if not document or not reading:
        (finding,) = outcome.findings
        say(f"chengyan: {finding.place}: {finding.message}. {finding.remedy}.")
        return
    if outcome.status == "present":
        same = f"{outcome.name} is the text of {document.doc_id}; its row is left as it is"
        console().print(same, soft_wrap=True)
        return
    made = "would be added" if dry_run else "added"
    row, kinds = document.row, Counter(paragraph.kind for paragraph in reading.paragraphs)
    layout = reading.layout
    headings = [p.text for p in reading.paragraphs if p.kind == "heading" and p.level == 1]
    aside = [p for p in reading.paragraphs if p.kind in ("front_matter", "furniture")]
    healed = [
        f"{layout.joined} wrapped lines joined" * bool(layout.joined),
        f"{layout.split + 1} paragraphs told apart in one line" * bool(layout.split),
        f"{layout.page_numbers} page numbers dropped" * bool(layout.page_numbers),
        f"{len(layout.running_heads)} running heads set apart" * bool(layout.running_heads),
    ]
    how = ", ".join(filter(None, (row.get("format"), row.get("encoding"), row.get("script"))))
    facts = [
        (f"{document.doc_id}", f"{made} from {outcome.name} ({how})"),
        ("  file", row["path"]),
        ("  length", f"{count_han(reading.raw):,} Han characters"),
        ("  kinds", ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())),
        ("  headings", _some([heading[:24] for heading in headings]) or "none of level 1"),
        ("  set aside", _some([p.text[:24] for p in aside])),
        ("  healed", ", ".join(filter(None, healed))),
    ]
    for name, fact in facts:
        if fact:
            console().print(f"{name}: {fact}", soft_wrap=True)
    if is_terminal() and outcome.findings:
        for finding in outcome.findings:
            console().print(
                f"  {finding.severity} {finding.code}: {finding.message}", soft_wrap=True
            )
