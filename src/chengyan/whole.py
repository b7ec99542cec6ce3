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
from contextlib import contextmanager, suppress
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
        except BaseException as error:
            with suppress(OSError):
                handle.close()
            part.unlink(missing_ok=True)
            # What a handle raises where a disk is full names no file.
            if isinstance(error, OSError) and error.errno and not error.filename:
                error.filename = str(path)
            raise
    _keep(path.parent)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write bytes beside `path` and rename, so that a half-written file never bears its name."""
    with beside(Path(path)) as handle:
        handle.write(content)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill, which takes the final name and place of another when all went well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent) as parts:
        made, old = Path(parts, "new"), Path(parts, "old")
        made.mkdir()
        yield made
        for path in sorted(made.rglob("*")):
            if path.is_file():
                _keep(path)
                _log.info("wrote %s %s", _digest(path), folder / path.relative_to(made))
        if folder.exists():
            folder.rename(old)
        try:
            made.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    _keep(folder.parent)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Put a folder with these files in the place of the one that is there, once all are written.

    Parameters
    ----------
    folder : pathlib.Path
    files : iterable of (str, bytes)
        Path within the folder, and content.
    """
    with whole_folder(folder) as made:
        for name, content in files:
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


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
    written: dict[Path, set[str]] = {}
    for log in logs.rglob("*.log"):
        for digest, path in _WROTE.findall(log.read_text("utf-8", errors="replace")):
            written.setdefault(Path(path), set()).add(digest)
    return [
        path
        for path, digests in sorted(written.items())
        if path.is_file() and _digest(path) not in digests
    ]


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _keep(path: Path) -> None:
    """See to it that a file's content, or the names in a folder, outlive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
