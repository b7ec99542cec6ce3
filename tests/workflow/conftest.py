"""The real workflow in a copy of the project, in a folder with blanks and Chinese characters."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import write_corpus

ROOT = Path(__file__).parents[2]
PARTS = ("Snakefile", "config.yaml", "corpora", "lexicon", "profiles", "scripts", "src", "workflow")
SMALL = ("manifest=tiny/documents.tsv", "topics={k: 3, min_paragraphs: 1}", "ternary={min_expected: 1}")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the project with the tiny corpus in it."""
    folder = tmp_path / "城言 copy"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / part)
    write_corpus(folder / "tiny")
    return folder


@pytest.fixture
def snakemake() -> Run:
    """Run snakemake in a project as a user would, on the tiny corpus unless told otherwise."""

    def run(
        project: Path,
        *arguments: str,
        config: tuple[str, ...] = (),
        small: bool = True,
        environment: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        settings = [*(SMALL if small else ()), *config]
        return subprocess.run(
            [
                *(sys.executable, "-m", "snakemake", *arguments),
                *(["--config", *settings] if settings else []),
            ],
            cwd=project,
            env=os.environ | (environment or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return run
