"""Disks that are full or may not be written to; needs the rights of root."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.bench import Run
from faults.record import Record

# Of the system, and of Snakemake where the folder holds the file already.
_UNWRITABLE = ("Read-only file system", "Write-protected output files")


def can_mount(folder: Path) -> bool:
    """Whether a disk of our own can be had here."""
    try:
        with disk(folder / "tried", 1 << 20):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def disk(folder: Path, size: int) -> Iterator[None]:
    """A disk in memory of so many bytes, at a folder, as long as the block lasts."""
    folder.mkdir(exist_ok=True)
    _call("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield
    finally:
        # Jobs of killed runs may still be at work there: it goes when they end.
        _call("umount", "--lazy", str(folder))


def full(project: Path, disk_at: Path, rooms: list[int], record: Record, fault: str) -> None:
    """A disk that is full time and again, with so many bytes more each time; then it has room."""
    for room in rooms:
        status = os.statvfs(disk_at)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        _call("mount", "-o", f"remount,size={used + room}", str(disk_at))
        run = Run(project)
        said = run.fail()
        run.must("No space left on device" in said, "did not say why")
        record.injected(fault, "any", f"room for {room:,} bytes")
    _call("mount", "-o", f"remount,size={1 << 30}", str(disk_at))
    Run(project).finish()
    record.ended(project / "results")


def read_only(project: Path, folders: list[str], record: Record) -> None:
    """Folders of the results that cannot be written to for a time."""
    for name in folders:
        folder = project / "results" / name
        folder.mkdir(parents=True, exist_ok=True)
        _call("mount", "--bind", str(folder), str(folder))
        try:
            _call("mount", "-o", "remount,ro,bind", str(folder))
            run = Run(project)
            said = run.fail()
            run.must(any(words in said for words in _UNWRITABLE), "did not say why")
        finally:
            _call("umount", "--lazy", str(folder))
        record.injected("folder read-only", "any", f"results/{name}")
    Run(project).finish()
    record.ended(project / "results")


def _call(*command: str) -> None:
    environment = os.environ | {"LC_ALL": "C"}
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
