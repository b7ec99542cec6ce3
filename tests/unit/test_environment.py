"""The ways to install agree, and so do the places that name the version."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from chengyan import __version__
from release_files.versions import PACKAGE, PLACES, named_versions

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
RELEASE_LOCK = (ROOT / "requirements-release.lock").read_text(encoding="utf-8")
LOCKS = pytest.mark.parametrize(
    "lock", [pytest.param(LOCK, id="analysis"), pytest.param(RELEASE_LOCK, id="release")]
)
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
# Packages that conda knows under another name than pip.
CONDA_NAMES = {"matplotlib-base": "matplotlib", "snakemake-minimal": "snakemake"}
CONDA_PYTHON = {"python_version": "3.12", "python_full_version": "3.12.0"}
_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ; (.+?))? \\$", re.MULTILINE)


def locked(python: dict[str, str], lock: str = LOCK) -> dict[str, str]:
    """Versions that a lock gives to a Python, by package."""
    return {
        canonicalize_name(name): version
        for name, version, marker in _ENTRY.findall(lock)
        if not marker or Marker(marker).evaluate(python)
    }


def conda_pins() -> dict[str, str]:
    """Versions that environment.yml gives, under the names of pip."""
    pins = {}
    for line in ENVIRONMENT["dependencies"]:
        if isinstance(line, dict):
            pins |= dict(entry.split("==") for entry in line["pip"])
        elif line.partition(" ")[0] not in ("python", "pip"):
            name, version = line.split(" ==")
            pins[CONDA_NAMES.get(name, name)] = version
    return pins


def demanded(*extras: str) -> set[str]:
    """Packages that pyproject.toml asks for."""
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][name] for name in extras)]
    return {canonicalize_name(Requirement(line).name) for lines in lists for line in lines}


@pytest.mark.parametrize(("name", "version"), sorted(conda_pins().items()))
def test_conda_and_lock_name_the_same_version(name, version):
    expected = locked(CONDA_PYTHON).get(name)
    conda = {pip: conda for conda, pip in CONDA_NAMES.items()}.get(name, name)
    assert version == expected, (
        f"environment.yml has {conda} {version}, requirements.lock {expected}. Run: "
        f"sed -i -E 's/^( *- {conda} ?=+).*/\\1{expected}/' environment.yml"
    )


def test_conda_brings_what_the_package_asks_for():
    missing = demanded("fast", "cluster", "test") - conda_pins().keys()
    lines = [f"- {name}=={locked(CONDA_PYTHON).get(name)}" for name in sorted(missing)]
    assert not missing, f"add to environment.yml, under pip or as a conda package: {lines}"


def test_conda_takes_pythons_that_the_package_supports():
    python = next(line for line in ENVIRONMENT["dependencies"] if str(line).startswith("python "))
    conda, package = (
        Requirement(f"python{line}").specifier
        for line in (python.removeprefix("python "), PROJECT["requires-python"])
    )
    minors = [f"3.{minor}" for minor in range(9, 20)]
    taken = [minor for minor in minors if minor in conda]
    assert taken
    assert taken[0] == "3.12", "write `python >=3.12,<…` in environment.yml: its pins are for 3.12"
    assert all(minor in package for minor in taken), "mend `python` in environment.yml"


def test_conda_asks_no_default_channel():
    assert ENVIRONMENT["name"] == PROJECT["name"]
    assert ENVIRONMENT["channels"] == ["conda-forge", "bioconda", "nodefaults"]


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_the_lock_holds_what_the_package_asks_for(minor):
    python = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}
    missing = demanded("fast", "cluster", "test", "lint") - locked(python).keys()
    assert not missing, f"requirements.lock lacks {', '.join(sorted(missing))}. Run: make lock"


def test_the_lock_of_a_release_holds_its_tools():
    tools = {canonicalize_name(name) for name in PYPROJECT["dependency-groups"]["release"]}
    backend = Requirement(PYPROJECT["build-system"]["requires"][0])
    versions = locked({"python_version": "3.11", "python_full_version": "3.11.0"}, RELEASE_LOCK)
    assert not tools - versions.keys(), "Run: make lock"
    assert versions[canonicalize_name(backend.name)] in backend.specifier


@LOCKS
def test_a_lock_names_no_host(lock):
    named = [
        line
        for line in lock.splitlines()
        if "://" in line or re.match(r"\s*(-i|-f|--)\S*(index|find)", line)
    ]
    assert not named, f"a lock names a host: {named[:3]}. Run: make lock"


@LOCKS
def test_every_entry_of_a_lock_has_a_hash(lock):
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.strip())
    bare = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert len(entries) == len(_ENTRY.findall(lock)), "an entry has no pin. Run: make lock"
    assert not bare, f"without a hash: {bare[:3]}. Run: make lock"


def released() -> tuple[str, str]:
    """Version and date of the newest release in CHANGELOG.md."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## \[(\d[^\]]*)\] - (\S+)$", changelog, re.MULTILINE)
    assert found, "CHANGELOG.md names no release: write `## [version] - date`"
    return found[1], found[2]


@pytest.mark.parametrize("place", [place for place in PLACES if place != PACKAGE])
def test_all_places_name_the_version_of_the_package(place):
    version = named_versions(ROOT)[place]
    assert version == __version__, (
        f"{place} names {version or 'no version'}, the package {__version__}: write it there, as "
        "scripts/release_files/versions.py looks for it"
    )


def test_the_citation_is_complete_and_dated_as_the_release():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"]
    assert citation["authors"] == PROJECT["authors"]
    assert citation["license"] == PROJECT["license"]
    date = released()[1]
    assert str(citation["date-released"]) == date, (
        f"Run: sed -i 's/^date-released: .*/date-released: {date}/' CITATION.cff"
    )
