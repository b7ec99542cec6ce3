"""Files that are whole or not there, and whether they still are as they were written.

A file is written beside its place, under a name that begins with a point and ends in ``.part``,
and takes its place by a renaming, which happens at once or not at all. Before it does, the log of
the job gets a line with its SHA-256 digest: what a run finds is compared with it (`changed`).
"""

import hashlib
import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO

_PART = re.compile(r"\..+\.[a-z0-9_]{8}\.part")
_WROTE = re.compile(r" INFO chengyan\.whole: wrote ([0-9a-f]{64}) (.+)$", re.MULTILINE)
_log = logging.getLogger(__name__)


@contextmanager
def beside(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file in the same folder that takes the final name when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
    ) as handle:
        part = Path(handle.name)
        try:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
            part.chmod(0o644)
            handle.seek(0)
            # Right before the renaming: this stops a job whose place another took (`runlog`).
            _log.info("wrote %s %s", hashlib.file_digest(handle, "sha256").hexdigest(), path)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _keep_names(path.parent)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write bytes beside `path` and rename, so that a half-written file never bears its name."""
    with beside(Path(path)) as handle:
        handle.write(content)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Put a folder with these files in the place of the one that is there, once all are written.

    Parameters
    ----------
    folder : pathlib.Path
    files : iterable of (str, bytes)
        Path within the folder, and content.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent) as parts:
        made, old = Path(parts, "new"), Path(parts, "old")
        made.mkdir()
        digests = {}
        for name, content in files:
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
            digests[name] = hashlib.sha256(content).hexdigest()
        for name, digest in digests.items():
            _log.info("wrote %s %s", digest, folder / name)
        if folder.exists():
            folder.rename(old)
        try:
            made.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    _keep_names(folder.parent)


def remove_parts(folder: Path) -> None:
    """Remove what was being written below a folder when its writer was killed."""
    for part in [path for path in folder.rglob(".*.part") if _PART.fullmatch(path.name)]:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)


def changed(logs: Path) -> list[Path]:
    """Files that are there and not as any log says that they were written, sorted.

    Parameters
    ----------
    logs : pathlib.Path
        The folder of the logs of jobs. What none of them names is not looked at.
    """
    written: dict[str, set[str]] = {}
    for log in logs.rglob("*.log"):
        for digest, path in _WROTE.findall(log.read_text("utf-8", errors="replace")):
            written.setdefault(path, set()).add(digest)
    return [
        Path(path)
        for path, digests in sorted(written.items())
        if Path(path).is_file() and _digest(path) not in digests
    ]


def _digest(path: str) -> str:
    with Path(path).open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _keep_names(folder: Path) -> None:
    """See to it that names given in a folder outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
