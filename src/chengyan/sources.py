"""Which files of the package a script runs on, so that an edit reruns just what it touches.

Imports the standard library alone, since it is read while the workflow is planned.
"""

import re
from functools import cache
from pathlib import Path

# Looked for as text: syntax trees of all files take as long as the rest of the plan.
_IMPORT = re.compile(r"^[ \t]*(?:from ([\w.]+) )?import (\([^)]*\)|.+)", re.MULTILINE)
_COMMENT = re.compile("#.*")
_NAME = re.compile(r"([\w.]+)(?:\s+as\s+\w+)?")


def sources(script: str | Path, package: str | Path) -> list[str]:
    """Files of the package that a script imports, directly or through others, sorted.

    Parameters
    ----------
    script : path
        A Python file; its imports count wherever they stand, also in the text of a string.
    package : path
        The package's folder; its name is the package's name.
    """
    package = Path(package)
    found: set[Path] = set()
    waiting = list(_imported(Path(script), package))
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(_imported(module, package))
    return sorted(map(str, found))


@cache
def _imported(file: Path, package: Path) -> frozenset[Path]:
    names: set[str] = set()
    for module, listed in _IMPORT.findall(file.read_text(encoding="utf-8")):
        for name in _NAME.findall(_COMMENT.sub("", listed)):
            names |= {module, f"{module}.{name}"} if module else {name}
    files = (path for name in names for path in _files_of(name, package))
    return frozenset(files) - {file}


@cache
def _files_of(name: str, package: Path) -> list[Path]:
    """The file of a module of the package and those of the packages it is in; of others none."""
    head, *tail = name.split(".")
    if head != package.name:
        return []
    bases = [package.joinpath(*tail[:depth]) for depth in range(len(tail) + 1)]
    files = (file for base in bases for file in (base.with_suffix(".py"), base / "__init__.py"))
    return [file for file in files if file.is_file()]
