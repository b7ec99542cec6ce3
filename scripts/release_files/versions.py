"""Every place that names the version of the project."""

import re
from pathlib import Path

PACKAGE = "src/chengyan/__init__.py"
PLACES = {
    PACKAGE: r'^__version__ = "(.+)"$',
    "pyproject.toml": r'^version = "(.+)"$',
    "CITATION.cff": r"^version: (\S+)$",
    "CHANGELOG.md": r"^## \[(\d[^\]]*)\] - \S+$",
    "Dockerfile": r"docker build --tag chengyan:(\S+) ",
    "Snakefile": r'container:\s*"docker://chengyan:([^"]+)"',
}


def named_versions(root: Path) -> dict[str, str]:
    """The version that each place names, empty where it names none; of the changelog the newest."""
    named = {}
    for place, pattern in PLACES.items():
        found = re.search(pattern, (root / place).read_text(encoding="utf-8"), re.MULTILINE)
        named[place] = found[1] if found else ""
    return named


def disagreement(named: dict[str, str]) -> str:
    """The places that name another version than the package; empty if all agree."""
    return ", ".join(
        f"{place} names {version or 'no version'}"
        for place, version in named.items()
        if version != named[PACKAGE]
    )


def unreleased(root: Path) -> bool:
    """Whether the changelog holds changes that have no version yet."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE)
    return bool(found and found[1].strip())
