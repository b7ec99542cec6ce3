"""Read a file of any kind into texts."""

import os
import stat
from dataclasses import replace
from pathlib import Path

from chengyan.checks.characters import mojibake
from chengyan.han import has_han
from chengyan.intake.encoding import decode
from chengyan.intake.extract import USUAL, Extract, Limits, megabytes, printable, refusal
from chengyan.intake.formats import format_of
from chengyan.intake.sandbox import extract_safely
from chengyan.intake.tabular import read_csv, read_jsonl

__all__ = ["Extract", "Limits", "read_file"]


def read_file(path: str | Path, *, text_column: str = "", limits: Limits = USUAL) -> list[Extract]:
    """Read a file into the texts in it: one, or one a row of a table.

    Parameters
    ----------
    path : path
        Told by its content first and its name second, so a web page called ``.txt`` is read as
        one.
    text_column : str
        The column of a table that holds the texts; by default the first of text, content, body,
        正文, 内容, 文本, 全文.
    limits : Limits
        What the file may use up.

    Returns
    -------
    list of Extract
        Each with at least one Han character.

    Raises
    ------
    TextError
        With the code of the finding: ``unreadable``, ``too-large``, ``unknown-encoding``,
        ``unknown-format``, ``broken-file``, ``unsafe-file``, ``protected-file``, ``scanned-pdf`` or
        ``empty-text``.
    """
    path = Path(path)
    place = printable(path)
    data = _bytes_of(path, place, limits)
    kind = format_of(data, path.suffix.lower(), place)
    stem = printable(path.stem)
    if kind in ("csv", "jsonl"):
        read = read_csv if kind == "csv" else read_jsonl
        return read(data, place, stem, text_column)
    if kind in ("txt", "md"):
        decoded = decode(data, place)
        extract = Extract(
            name=stem,
            text=decoded.text,
            format=kind,
            encoding=decoded.encoding,
            doubts=decoded.doubts,
            verbatim=decoded.encoding.startswith("utf-8") and not decoded.doubts,
        )
    else:
        extract = replace(extract_safely(kind, data, place, limits), name=stem)
    if not has_han(extract.text):
        if broken := mojibake(extract.text):
            raise refusal("mojibake", place, f"“{broken}” comes of a wrong encoding")
        raise refusal("empty-text", place, "holds no Han character")
    return [extract]


def _bytes_of(path: Path, place: str, limits: Limits) -> bytes:
    """The bytes of a regular file within the limits; nothing else is waited for."""
    try:
        # Opening a pipe that nobody writes to would wait for ever.
        with open(
            path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)
        ) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise refusal("unreadable", place, "is no regular file")
            data = file.read(limits.size + 1) if about.st_size <= limits.size else None
    except IsADirectoryError:
        raise refusal("unreadable", place, "is a folder", "Name the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise refusal("unreadable", place, f"cannot be read ({reason})") from None
    if data is None or len(data) > limits.size:
        size = max(about.st_size, limits.size + 1)
        problem = f"has {megabytes(size)}, more than {megabytes(limits.size)}"
        raise refusal("too-large", place, problem)
    return data
