"""What a release holds put to the test: the crate by its profile, the wheel by using it."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import requests
from rocrate_validator.services import ValidationSettings, validate

from chengyan.errors import ChengyanError

PROFILE = "workflow-run-crate-0.5"
# The terms of the crate's JSON stand there, and nowhere in the validator.
CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def check_crate(crate: Path) -> str:
    """What was found of a crate, where its terms can be had; a word that they cannot elsewhere.

    Raises
    ------
    ChengyanError
        If the crate lacks what the profile requires.
    """
    try:
        requests.get(CONTEXT, timeout=30).raise_for_status()
    except requests.RequestException:
        return f"{crate.name}: NOT held to {PROFILE}, since {CONTEXT} cannot be reached from here."
    found = validate(
        ValidationSettings(rocrate_uri=str(crate), profile_identifier=PROFILE, no_cache=True)
    )
    issues = [issue.message for issue in found.get_issues()]
    if issues:
        problem = f"lacks what {PROFILE} requires: {'; '.join(issues)}"
        raise ChengyanError(crate.name, problem, "Mend scripts/release_files/crate.py")
    return f"{crate.name}: holds what {PROFILE} requires."


def check_wheel(wheel: Path, python: str, text: Path, tracked: set[str]) -> str:
    """Use a wheel away from the repository: a text is added, checked and searched.

    Parameters
    ----------
    wheel : path
    python : str
        With the packages of the lock.
    text : path
        To add to a new corpus.
    tracked : set of str
        The files that the package has in the repository, from its own folder.

    Raises
    ------
    ChengyanError
        If the wheel lacks a file, or a command fails.
    """
    with TemporaryDirectory() as scratch:
        package, project = Path(scratch, "package"), Path(scratch, "project")
        project.mkdir()
        (project / "config.yaml").write_text("compare: city\n", encoding="utf-8")
        with ZipFile(wheel) as packed:
            packed.extractall(package)
            held = {name for name in packed.namelist() if name.startswith("chengyan/")}
        if held != tracked:
            problem = f"differs from src/chengyan in {', '.join(sorted(held ^ tracked)[:5])}"
            raise ChengyanError(wheel.name, problem, "Mend [tool.hatch] in pyproject.toml")
        environment = os.environ | {"PYTHONPATH": str(package), "PYTHONUTF8": "1"}
        for words in (["add", str(text), "--city", "甲州"], ["check"], ["kwic", "的"]):
            done = subprocess.run(  # noqa: S603, no shell
                [python, "-m", "chengyan", *words],
                cwd=project,
                env=environment,
                capture_output=True,
                check=False,
                text=True,
            )
            if done.returncode or not done.stdout:
                raise ChengyanError(
                    f"{wheel.name}: chengyan {words[0]}", done.stderr.strip(), "Mend the package"
                )
    return f"{wheel.name}: adds, checks and searches a text away from the repository."
