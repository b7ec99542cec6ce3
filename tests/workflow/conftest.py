"""The real workflow in a copy of the project, in a folder with blanks and Chinese characters."""

import fcntl
import os
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import SMALL, copy_project

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the project with the tiny corpus in it."""
    return copy_project(tmp_path / "城言 copy")


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory, snakemake: Run) -> Path:
    """One run for all processes that test: the first to ask makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = base / "城言 done", base / "done"
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            process = snakemake(copy_project(folder))
            assert process.returncode == 0, process.stderr
            done.touch()
    return folder


@pytest.fixture
def finished(_finished: Path, tmp_path: Path) -> Path:
    """A copy of a project in which the tiny corpus has been analysed."""
    return shutil.copytree(_finished, tmp_path / "城言 moved")


@pytest.fixture(scope="session")
def interpreter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our Python under a path with blanks, as it is where a user's folder has them."""
    folder = tmp_path_factory.mktemp("venv") / "城言 venv"
    venv.create(folder, symlinks=True)
    return folder / "bin/python"


@pytest.fixture(scope="session")
def snakemake(interpreter: Path) -> Run:
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
                *(str(interpreter), "-m", "snakemake", *arguments),
                *(["--config", *settings] if settings else []),
            ],
            cwd=project,
            env=os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")} | (environment or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=1500,
            check=False,
        )

    return run
