"""The reference run as a Workflow Run RO-Crate: workflow, inputs, choices, versions, results."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rocrate.model import ContextEntity, Entity
from rocrate.rocrate import ROCrate

from release_files.reference import sha256

# The newest that the profiles of runs build on.
RO_CRATE = "1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
PARAMETER = "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"
WORKFLOW = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
SNAKEMAKE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
LICENCE = "https://spdx.org/licenses/MIT"
# What goes in and comes out, told by where it lies.
INPUTS = {
    "config.yaml": "Every choice of the analysis",
    "corpora/": "The manifest and the raw texts that it lists",
    "lexicon/": "Word lists, codebook, devices of rhetoric and their patterns",
    "coded/": "Sentences that people coded, by which the instruments are judged",
}
OUTPUTS = {
    "results/tables/": "The tables, one file each",
    "results/figures/": "The figures, each drawn from one table",
    "results/report/": "The report, a folder of pages; index.html opens it",
}
# Beside the Snakefile, what the workflow is made of.
CODE = ("workflow/", "scripts/", "src/", "profiles/")
ABOUT = ("README.md", "LICENSE", "CITATION.cff", "requirements.lock", "environment.yml")
# Python's own list of types hangs on the system.
TYPES = {
    ".tsv": "text/tab-separated-values", ".csv": "text/csv", ".yaml": "application/yaml",
    ".yml": "application/yaml", ".cff": "application/yaml", ".md": "text/markdown",
    ".txt": "text/plain", ".lock": "text/plain", "": "text/plain", ".png": "image/png",
    ".svg": "image/svg+xml",
}  # fmt: skip


def run_crate(root: Path, results: Iterable[str], date: str, version: str) -> ROCrate:
    """Describe the run in a project's folder.

    Parameters
    ----------
    root : path
        A copy of the project as it was committed, with ``results`` in it.
    results : iterable of str
        Tables and figures, by path.
    date : str
        Of the commit, as ISO 8601.
    version : str
    """
    run = json.loads((root / "results/report/download/run.json").read_text(encoding="utf-8"))
    crate = ROCrate(version=RO_CRATE)
    crate.metadata.extra_terms["sha256"] = "https://w3id.org/ro/terms/workflow-run#sha256"
    _describe_root(crate, date, version)
    workflow = _workflow(crate, root, run, version)
    files = {
        path: _file(crate, root, path) for path in sorted({"config.yaml", *run["inputs"], *results})
    }
    files["results/report/"] = crate.add_directory(
        root / "results/report",
        "results/report/",
        properties={"name": "Report", "description": OUTPUTS["results/report/"]},
    )
    for way, kinds in (("input", INPUTS), ("output", OUTPUTS)):
        workflow[way] = [
            _parameter(crate, way, kind, told, [file for path, file in files.items()
                                                if path.startswith(kind)])
            for kind, told in kinds.items()
        ]  # fmt: skip
    action = ContextEntity(
        crate,
        "#reference-run",
        properties={
            "@type": "CreateAction",
            "name": f"The reference run of chengyan {version}",
            "description": "The three texts that come with chengyan, compared as config.yaml has "
            "it. No time stands here, so that the same run makes the same crate.",
            "actionStatus": "http://schema.org/CompletedActionStatus",
        },
    )
    crate.add(action)
    action["instrument"] = workflow
    action["agent"] = crate.root_dataset["author"]
    for way, kinds in (("object", INPUTS), ("result", OUTPUTS)):
        action[way] = [file for path, file in files.items() if path.startswith(tuple(kinds))]
    crate.root_dataset["mentions"] = action
    return crate


def _describe_root(crate: ROCrate, date: str, version: str) -> None:
    root = crate.root_dataset
    crate.name = f"chengyan {version}: the reference run"
    crate.description = (
        "Three Chinese city texts compared by the Snakemake workflow chengyan (城言): workflow, "
        "texts, choices, versions, tables, figures and the report of one run. The licence covers "
        "programs, word lists and results; the texts remain their authors'."
    )
    root["datePublished"] = date
    root["version"] = version
    root["keywords"] = "Chinese, text analysis, political texts, Snakemake"
    root["license"] = _context(crate, LICENCE, "CreativeWork", name="MIT License", url=LICENCE)
    root["author"] = _context(crate, "#authors", "Organization", name="The chengyan authors")
    root["publisher"] = root["author"]
    root["conformsTo"] = [
        _context(crate, profile, "CreativeWork", name=name, version=number)
        for profile, (name, number) in PROFILES.items()
    ]


def _workflow(crate: ROCrate, root: Path, run: dict[str, Any], version: str) -> Entity:
    """The workflow with its code and the versions that it ran with."""
    workflow = crate.add_workflow(
        root / "Snakefile",
        "Snakefile",
        main=True,
        properties={
            **_facts(root / "Snakefile"),
            "name": "chengyan",
            "version": version,
            "conformsTo": {"@id": WORKFLOW},
            "description": "Raw Chinese texts to segmentation, keyness, topics, priorities, "
            "rhetoric, figures and a report",
        },
    )
    workflow["programmingLanguage"] = _context(
        crate,
        SNAKEMAKE,
        "ComputerLanguage",
        name="Snakemake",
        version=run["packages"]["snakemake"],
        identifier={"@id": "https://doi.org/10.1093/bioinformatics/bts480"},
        url={"@id": "https://snakemake.readthedocs.io"},
    )
    root_dataset = crate.root_dataset
    for name in ("license", "author"):
        workflow[name] = root_dataset[name]
    workflow["softwareRequirements"] = [
        _software(crate, "Python", run["python"], f"https://www.python.org/downloads/release/"
                  f"python-{run['python'].replace('.', '')}/"),
        *(
            _software(crate, name, number, f"https://pypi.org/project/{name}/{number}/")
            for name, number in run["packages"].items()
        ),
    ]  # fmt: skip
    for folder in CODE:
        crate.add_directory(root / folder, folder, properties={"name": folder.rstrip("/")})
    for name in ABOUT:
        _file(crate, root, name)
    crate.get("README.md")["about"] = root_dataset
    return workflow


def _parameter(crate: ROCrate, way: str, kind: str, told: str, files: list[Entity]) -> Entity:
    """What goes in or comes out, as the workflow has it, with the files that did so in this run."""
    name = kind.rstrip("/").rpartition("/")[2].removesuffix(".yaml")
    parameter = _context(
        crate,
        f"#{way}-{name}",
        "FormalParameter",
        name=name,
        description=told,
        additionalType="Dataset" if kind == "results/report/" else "File",
        multipleValues=len(files) > 1,
        conformsTo={"@id": PARAMETER},
    )
    if way == "input":
        parameter["valueRequired"] = True
    parameter["workExample"] = files if len(files) > 1 else files[0]
    for file in files:
        file["exampleOfWork"] = parameter
    return parameter


def _software(crate: ROCrate, name: str, version: str, url: str) -> Entity:
    return _context(
        crate, url, "SoftwareApplication", name=name, softwareVersion=version, url={"@id": url}
    )


def _file(crate: ROCrate, root: Path, path: str) -> Entity:
    return crate.add_file(root / path, path, properties={"name": path, **_facts(root / path)})


def _facts(path: Path) -> dict[str, str]:
    return {
        "encodingFormat": TYPES.get(path.suffix, "application/octet-stream"),
        "contentSize": str(path.stat().st_size),
        "sha256": sha256(path),
    }


def _context(crate: ROCrate, at: str, kind: str, **properties: Any) -> Entity:
    entity = ContextEntity(crate, at, properties={"@type": kind, **properties})
    return crate.add(entity)
