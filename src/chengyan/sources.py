"""Which files of the package a script runs on, so that an edit reruns just what it touches.

Imports the standard library alone, since it is read while the workflow is planned.
"""

import ast
from functools import cache
from pathlib import Path


def sources(script: str | Path, package: str | Path) -> list[str]:
    """Files of the package that a script imports, directly or through others, sorted.

    Parameters
    ----------
    script : path
        A Python file; its imports are read from its syntax tree, wherever they stand.
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
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    files: set[Path] = set()
    for name in names:
        head, *tail = name.split(".")
        if head != package.name:
            continue
        for i in range(len(tail) + 1):
            base = package.joinpath(*tail[:i])
            for candidate in (base.with_suffix(".py"), base / "__init__.py"):
                if candidate.is_file() and candidate != file:
                    files.add(candidate)
    return frozenset(files)
