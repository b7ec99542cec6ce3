"""What the Snakemake workflow catalog asks for is there, and is the same workflow."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def rules(*options: str, results: Path) -> set[str]:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "snakemake", "--dry-run", "--quiet", "progress", "host"),
            *options,
            *("--config", f"results={results}"),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return set(re.findall(r"^rule (\w+):", run.stdout + run.stderr, re.MULTILINE))


@pytest.mark.slow
def test_the_other_way_in_is_the_same_workflow(tmp_path):
    known = rules(results=tmp_path / "a")
    assert {"collect_text", "report_analysis"} <= known
    assert rules("--snakefile", "workflow/Snakefile", results=tmp_path / "b") == known - {"all"} | {
        "everything"
    }


def test_the_catalog_finds_what_it_asks_for():
    usage = yaml.safe_load((ROOT / ".snakemake-workflow-catalog.yml").read_text("utf-8"))["usage"]
    assert set(usage) == {"mandatory-flags", "software-stack-deployment"}
    assert set(usage["mandatory-flags"]) == {"desc", "flags"}
    deployment = usage["software-stack-deployment"]
    assert set(deployment) == {"conda", "apptainer", "apptainer+conda", "report"}
    assert deployment["report"] is True
    for name in ("config/README.md", "workflow/Snakefile"):
        assert (ROOT / name).is_file()
    # No rule brings an environment: --software-deployment-method conda would do nothing.
    texts = [path.read_text("utf-8") for path in (ROOT / "workflow").rglob("*.smk")]
    assert deployment["conda"] is any(
        re.search(r"^\s+conda:", text, re.MULTILINE) for text in texts
    )
    front = (ROOT / "README.md").read_text("utf-8").lower()
    assert "snakemake" in front
    assert "workflow" in front
