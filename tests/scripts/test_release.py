"""What a release is refused for, what it is made of, and what an audit may say."""

import hashlib
import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from audit_lock import judge
from chengyan.errors import ChengyanError
from make_release import refuse
from release_files.reference import checksums, differing, reference_digests
from release_files.versions import PACKAGE, PLACES, named_versions, unreleased

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".venv-release/bin/python"
# In place of Snakemake: says what the test has it say.
SNAKEMAKE = """#!/bin/sh
cat said
"""


@pytest.fixture
def tree(tmp_path):
    """A repository with what is looked at before a release, in order."""
    root = tmp_path / "tree"
    for place in (*PLACES, "docs/gallery/digests.tsv"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes((ROOT / place).read_bytes())
    (root / "results/tables").mkdir(parents=True)
    (root / "results/tables/a.csv").write_text("a\n1\n")
    digest = hashlib.sha256(b"a\n1\n").hexdigest()
    lines = f"path\tsha256\tbytes\nresults/tables/a.csv\t{digest}\t4\n"
    (root / "docs/gallery/digests.tsv").write_text(lines)
    (root / "said").write_text("Nothing to be done (all requested files are present).\n")
    (root / "python").write_text(SNAKEMAKE)
    (root / "python").chmod(0o755)
    git(root, "init", "--quiet")
    commit(root)
    return root


def git(root, *command):
    subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


def commit(root):
    git(root, "add", "--all")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git(root, *who, "commit", "--quiet", "--allow-empty", "--message", "a")


def refusal(root):
    with pytest.raises(ChengyanError) as error:
        refuse(root, str(root / "python"))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_tree_in_order_is_not_refused(tree):
    refuse(tree, str(tree / "python"))


def test_a_tree_with_changes_is_refused(tree):
    (tree / "new.txt").write_text("a")
    assert "1 files are changed or new, the first new.txt. Commit them" in refusal(tree)


@pytest.mark.parametrize("place", [place for place in PLACES if place != PACKAGE])
def test_versions_that_disagree_are_refused(tree, place):
    path = tree / place
    path.write_text(path.read_text("utf-8").replace(named_versions(tree)[place], "9.9"), "utf-8")
    commit(tree)
    assert f"but {place} names 9.9" in refusal(tree)


@pytest.mark.parametrize("content", [None, "a\n2\n"])
def test_results_that_are_missing_or_others_are_refused(tree, content):
    path = tree / "results/tables/a.csv"
    path.unlink() if content is None else path.write_text(content)
    commit(tree)
    assert (
        "1 of 1 files are not those of docs/gallery/digests.tsv, the first results/tables/a.csv"
        in (refusal(tree))
    )


def test_results_that_the_workflow_would_make_anew_are_refused(tree):
    (tree / "said").write_text("report_analysis  1\n")
    commit(tree)
    assert "are not of this commit" in refusal(tree)


@pytest.mark.parametrize(
    ("changelog", "told"),
    [
        ("# C\n\n## [Unreleased]\n\n### Added\n- a\n\n## [1.0] - 2026-01-01\n- b\n", True),
        ("# C\n\n## [Unreleased]\n\n## [1.0] - 2026-01-01\n- b\n", False),
        ("# C\n\n## [1.0] - 2026-01-01\n- b\n", False),
    ],
)
def test_changes_without_a_version_are_told(tmp_path, changelog, told):
    (tmp_path / "CHANGELOG.md").write_text(changelog)
    assert unreleased(tmp_path) is told


def test_checksums_are_those_that_sha256sum_reads(tmp_path):
    for name in ("b.whl", "a b.zip"):
        (tmp_path / name).write_text(name)
    sums = checksums(tmp_path)
    assert sums.splitlines()[0].endswith("  a b.zip")
    for line in sums.splitlines():
        digest, _, name = line.partition("  ")
        assert digest == hashlib.sha256(name.encode()).hexdigest()


def test_inputs_of_the_reference_run_are_those_of_the_tree():
    digests = reference_digests(ROOT)
    inputs = {name: digest for name, digest in digests.items() if not name.startswith("results/")}
    assert "config.yaml" in inputs
    assert differing(ROOT, inputs) == []


def package(name, **facts):
    return {"name": name, "version": "1", **facts}


FLAW = {"id": "PYSEC-1", "fix_versions": ["2"]}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([package("a", vulns=[]), package("b", vulns=[])], 0, "2 packages, no known flaw"),
        ([package("a", vulns=[FLAW])], 1, "a 1: PYSEC-1, mended in 2"),
        ([package("a", vulns=[]), package("b", skip_reason="x")], 2, "1 of the 2 packages"),
        ([package("a", vulns=[FLAW]), package("b", skip_reason="x")], 1, "NOT audited"),
        ([package("a", skip_reason="x")], 2, "all 1 packages"),
        (None, 2, "cannot be reached"),
    ],
)
def test_what_could_not_be_looked_up_is_never_taken_for_sound(packages, code, said):
    found, lines = judge("a.lock", packages)
    assert found == code
    assert said in "\n".join(lines)


CRATE = """
import sys
from pathlib import Path
from release_files.artefacts import write_zip
from release_files.crate import run_crate

root, scratch = map(Path, sys.argv[1:])
for name in ("once", "twice"):
    results = ["results/tables/a.csv", "results/figures/a.png"]
    run_crate(root, results, "2026-01-02T03:04:05+00:00", "9.9").write(scratch / name)
    write_zip(scratch / name, scratch / f"{name}.zip")
"""


@pytest.fixture
def crate(tmp_path):
    """Folder and metadata of the crate of a made-up run, by the tools of a release."""
    if not TOOLS.is_file():
        pytest.skip("no tools of a release: `make .venv-release/.ready` gets them")
    root = tmp_path / "root"
    packages = {"snakemake": "9.0", "numpy": "2.0"}
    inputs = dict.fromkeys(["corpora/甲.txt", "lexicon/a.tsv", "coded/a.tsv"], "")
    run = {"python": "3.11.7", "packages": packages, "inputs": inputs}
    names = (
        *("README.md", "LICENSE", "CITATION.cff", "environment.yml", "requirements.lock"),
        *("Snakefile", "workflow/a", "scripts/a", "src/a", "profiles/a", "config.yaml", *inputs),
        *("results/tables/a.csv", "results/figures/a.png"),
    )
    files = dict.fromkeys(names, "甲") | {"results/report/download/run.json": json.dumps(run)}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [TOOLS, "-c", CRATE, root, scratch],
        env={"PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT / 'src'}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    metadata = json.loads((scratch / "once/ro-crate-metadata.json").read_text("utf-8"))
    return scratch, {entity["@id"]: entity for entity in metadata["@graph"]}


def ids(value):
    return {one["@id"] for one in (value if isinstance(value, list) else [value])}


def test_a_crate_has_what_its_profiles_require(crate):
    folder, entities = crate
    root = entities["./"]
    profiles = {"process/0.5", "workflow/0.5"}
    assert {f"https://w3id.org/ro/wfrun/{name}" for name in profiles} < ids(root["conformsTo"])
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    workflow = entities[root["mainEntity"]["@id"]]
    assert set(workflow["@type"]) == {"File", "SoftwareSourceCode", "ComputationalWorkflow"}
    assert entities[workflow["programmingLanguage"]["@id"]]["version"] == "9.0"
    action = entities[root["mentions"]["@id"]]
    assert action["@type"] == "CreateAction"
    assert action["instrument"] == {"@id": workflow["@id"]}
    for parameters, given in ((workflow["input"], "object"), (workflow["output"], "result")):
        examples = set()
        for name in ids(parameters):
            assert entities[name]["@type"] == "FormalParameter"
            assert entities[name]["additionalType"]
            examples |= ids(entities[name]["workExample"])
        assert examples == ids(action[given])
    for name, entity in entities.items():
        if "File" in entity["@type"] and name != "ro-crate-metadata.json":
            content = (folder / "once" / unquote(name)).read_bytes()
            assert entity["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_crate_is_the_same_bytes_twice(crate):
    folder, _ = crate
    assert (folder / "once.zip").read_bytes() == (folder / "twice.zip").read_bytes()
