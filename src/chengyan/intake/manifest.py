"""Writing the manifest: rows added and removed under a lock, the file whole at every moment."""

import csv
import fcntl
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from chengyan.errors import ManifestError
from chengyan.whole import write_whole

# What a new manifest has, and what adding a text tells of it.
COLUMNS = (
    *("doc_id", "city", "title", "author", "office", "genre", "occasion", "date", "source"),
    *("licence", "path", "sha256"),
)
TOLD = ("han_chars", "format", "encoding", "script", "original", "original_sha256")

# The folder, beside the texts of a city, of the files that texts were taken from.
ORIGINALS = "originals"

_FORMULA = re.compile(r"[=+\-@]")
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PATIENCE = 120.0


def cell(value: str) -> str:
    """A value as a field of the manifest: on one line, without tabs and control characters."""
    return _UNPRINTABLE.sub(" ", _SURROGATE.sub("�", value)).strip()


def is_formula(value: str) -> bool:
    """Whether a spreadsheet program would take a field for a formula."""
    return _FORMULA.match(value) is not None


@contextmanager
def locked(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the corpus for oneself; the lock goes with the process, however it ends.

    Raises
    ------
    ManifestError
        If another process holds it for longer than `patience` seconds, or the folder cannot be
        written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / ".lock").open("w")
    except OSError as error:
        raise ManifestError(
            str(folder), f"cannot be written ({error.strerror})", "Give access to the folder"
        ) from None
    with handle:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > end:
                    raise ManifestError(
                        str(folder), "another command is at work there", "Wait for it to end"
                    ) from None
                time.sleep(0.05)
        yield


def append_rows(manifest: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows below the others, and columns that they have and the manifest lacks.

    Must be called under `locked`. What stands in the manifest stays as it is, but for the fields
    added at the end of each row.
    """
    header, *old = _lines(manifest) if manifest.exists() else [[]]
    header = header if any(header) else list(COLUMNS)
    width = len(header)
    header += [name for row in rows for name in row if name not in header]
    header = list(dict.fromkeys(header))
    padding = [""] * (len(header) - width)
    new = [[row.get(name, "") for name in header] for row in rows]
    _write(manifest, [header, *([*fields, *padding] for fields in old if any(fields)), *new])


def remove_rows(manifest: Path, doc_ids: Collection[str]) -> None:
    """Drop the rows of these texts; the others stay as they are. Under `locked`."""
    header, *rows = _lines(manifest)
    at = header.index("doc_id")
    _write(
        manifest,
        [
            header,
            *(row for row in rows if row[at : at + 1] != [] and row[at].strip() not in doc_ids),
        ],
    )


def raw_rows(manifest: Path) -> list[str]:
    """The lines of a manifest as they stand, the header first.

    Raises
    ------
    ManifestError
        If it is not UTF-8.
    """
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ManifestError(str(manifest), "is not UTF-8", "Save it as UTF-8") from None
    return re.split(r"\r?\n", text.rstrip("\r\n"))


def _lines(manifest: Path) -> list[list[str]]:
    rows = csv.reader(raw_rows(manifest), delimiter="\t", quoting=csv.QUOTE_NONE)
    return list(rows) or [[]]


def _write(manifest: Path, rows: Sequence[Sequence[str]]) -> None:
    content = "".join("\t".join(fields) + "\n" for fields in rows)
    write_whole(manifest, content.encode("utf-8"))
