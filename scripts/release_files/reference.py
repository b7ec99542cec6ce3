"""Digests: of the reference run, as the repository has them, and of what a release holds."""

import csv
import hashlib
from pathlib import Path

DIGESTS = "docs/gallery/digests.tsv"


def reference_digests(root: Path) -> dict[str, str]:
    """SHA-256 digests of the reference run by path: its inputs, tables and figures."""
    with (root / DIGESTS).open(encoding="utf-8", newline="") as lines:
        return {row["path"]: row["sha256"] for row in csv.DictReader(lines, delimiter="\t")}


def sha256(path: Path) -> str:
    """The SHA-256 digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def differing(root: Path, digests: dict[str, str]) -> list[str]:
    """The files that are missing or not those of the reference run."""
    return [
        name
        for name, digest in digests.items()
        if not ((root / name).is_file() and sha256(root / name) == digest)
    ]


def checksums(folder: Path) -> str:
    """A line for each file of a folder, as `sha256sum --check` reads them."""
    return "".join(f"{sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
