"""``chengyan check``: everything that is doubtful in the corpus, before it reaches a figure."""

from typing import Annotated

import typer

from chengyan.checks.corpus import check_corpus, stray_files
from chengyan.cli.app import app
from chengyan.cli.output import count_findings, is_terminal, print_findings, progress, say
from chengyan.cli.project import Project, find_project
from chengyan.errors import ChengyanError, ConfigError, DesignError, ManifestError
from chengyan.findings import Finding
from chengyan.manifest import examine_manifest
from chengyan.plan import make_plan

_EXAMPLES = """\
**Examples**

`chengyan check`  (exit code 1 if there is an error)

`chengyan check --strict`  (exit code 1 if there is anything at all)

`chengyan check | cut -f1 | sort | uniq -c`  (how often each code; tab-separated: code, severity, \
doc_id, place, message)

All codes with what to do are listed in docs/findings.md."""


@app.command(epilog=_EXAMPLES)
def check(
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on any finding, not on errors alone.")
    ] = False,
) -> None:
    """Check manifest, files, texts and rows; print what is doubtful.

    Exit code 0: no error. 1: an error, or with --strict any finding.
    """
    project, findings = _project()
    if project:
        findings += _check(project)
    print_findings(findings)
    say(f"{count_findings(findings).capitalize()}.")
    if is_terminal() and not findings:
        say("Nothing speaks against an analysis.")
    if any(found.severity == "error" for found in findings) or (strict and findings):
        raise typer.Exit(1)


def _project() -> tuple[Project | None, list[Finding]]:
    try:
        return find_project(), []
    except ConfigError as error:
        return None, [Finding("bad-configuration", error.place, error.problem)]


def _check(project: Project) -> list[Finding]:
    manifest = project.manifest
    try:
        findings = check_corpus(manifest, progress("Checking"))
        documents, _ = examine_manifest(manifest)
    except ManifestError as error:
        return [Finding("bad-manifest", error.place, error.problem)]
    findings += stray_files(manifest, documents)
    if project.schema and not any(found.severity == "error" for found in findings):
        findings += _as_a_whole(project)
    return findings


def _as_a_whole(project: Project) -> list[Finding]:
    """What only the analysis as configured shows: groups, their size, word lists."""
    config = {**project.config, "manifest": str(project.manifest)}
    config["lexicon"] = {
        name: str(project.root / path) if path else "" for name, path in config["lexicon"].items()
    }
    try:
        make_plan(config, project.schema)
    except ChengyanError as error:
        code = {DesignError: "too-small", ManifestError: "bad-manifest"}.get(type(error))
        return [Finding(code or "bad-configuration", error.place, error.problem)]
    return []
