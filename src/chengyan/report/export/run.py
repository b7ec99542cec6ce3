"""What was run: versions, choices, and the digests of what went in and came out."""

import json
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePath
from typing import Any

# Where results lie says nothing of what they are.
PLACES = ("results",)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def run_record(
    config: Mapping[str, Any],
    documents: Sequence[Mapping[str, str]],
    inputs: Iterable[Path],
    results: Mapping[str, bytes | Path],
) -> bytes:
    """The run as JSON: no time, no path of this machine, no name of it.

    Parameters
    ----------
    config : mapping
        The complete configuration.
    documents : sequence of mapping
        Manifest rows; the digest of a text is that of its row, which is checked when it is read.
    inputs : iterable of path
        Manifest, word lists, codebook and coded samples.
    results : mapping of str to bytes or path
        What came out, by path in the results.
    """
    record = {
        "chengyan": version_of("chengyan"),
        "python": platform.python_version(),
        "packages": packages(config.get("engine", "")),
        "config": {name: _placeless(part) for name, part in config.items() if name not in PLACES},
        "texts": {document["doc_id"]: document.get("sha256", "") for document in documents},
        "inputs": {_shown(path): digest(path) for path in sorted(set(inputs))},
        "results": {name: digest(content) for name, content in sorted(results.items())},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def packages(engine: str = "") -> dict[str, str]:
    """Versions of the engine and of all packages that chengyan asks for, if they are installed."""
    try:
        asked = [line for line in requires("chengyan") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        asked = []
    names = sorted({found[0].lower() for line in [*asked, engine] if (found := _NAME.match(line))})
    return {name: told for name in names if (told := version_of(name))}


def version_of(package: str) -> str:
    """The version of a package; empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def digest(content: bytes | Path) -> str:
    """SHA-256 of bytes or of a file."""
    return sha256(content if isinstance(content, bytes) else content.read_bytes()).hexdigest()


def _placeless(part: Any) -> Any:
    """The same without the folders of this machine."""
    if isinstance(part, Mapping):
        return {name: _placeless(below) for name, below in part.items()}
    if isinstance(part, list | tuple):
        return [_placeless(below) for below in part]
    return _shown(Path(part)) if isinstance(part, str) and Path(part).is_absolute() else part


def _shown(path: Path) -> str:
    """A path as it may be given on: whole if it lies in the project, else its name."""
    inside = not path.is_absolute() and ".." not in path.parts
    return PurePath(path).as_posix() if inside else path.name
