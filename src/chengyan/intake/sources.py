"""Which files are meant, and what is said of each: folders, many files, a table of metadata."""

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from chengyan.errors import ManifestError, TextError
from chengyan.intake.encoding import decode
from chengyan.intake.prepare import Source

# Names under which tables of metadata have the column of files.
FILE_COLUMNS = ("file", "path", "filename", "file_name", "文件", "文件名")
_SEPARATORS = ",\t;"
# What a folder is searched for; a file that is named is read whatever it is called.
ENDINGS = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".csv", ".tsv",
    ".jsonl", ".ndjson",
)  # fmt: skip


def gather(
    paths: Sequence[Path], fields: Mapping[str, str], metadata: Path | None = None
) -> list[Source]:
    """List the files to add with their fields.

    Parameters
    ----------
    paths : sequence of path
        Files, and folders that are searched through; hidden files and folders are passed over.
    fields : mapping of str to str
        Fields that hold for all of them; ``{stem}`` in a value stands for the file's name without
        ending. They go before those of the metadata.
    metadata : path, optional
        A table (CSV or TSV) with a column of files and columns of the manifest.

    Returns
    -------
    list of Source
        Files of a folder sorted by name, plain text first.

    Raises
    ------
    TextError
        If a path is missing, a folder holds no text, or no encoding fits the metadata.
    ManifestError
        If the metadata cannot be read, or have no row for a file, or a row for none of the files.
    """
    files = [file for path in paths for file in _files(path, metadata)]
    rows = _rows(metadata) if metadata else {}
    sources, used = [], set()
    for file in files:
        row = _row_of(file, rows)
        if metadata and row is None and not fields.get("city"):
            raise ManifestError(
                str(metadata), f"has no row for {file.name}", "Add one, or leave the file out"
            )
        used.add(row)
        given = dict(rows[row]) if row is not None else {}
        given |= {key: value.replace("{stem}", file.stem) for key, value in fields.items() if value}
        sources.append(Source(file, given))
    unused = [name for name in rows if name not in used]
    if unused:
        raise ManifestError(
            str(metadata),
            f"names {unused[0]}, which is none of the files given",
            "Mend the name, or give the file too",
        )
    return sources


def _files(path: Path, metadata: Path | None) -> list[Path]:
    if not path.is_dir():
        if not os.path.lexists(path):
            raise TextError(str(path), "there is no such file or folder", "Mend the name")
        return [path]
    found = [
        file
        for folder, _, files in os.walk(path)
        for file in (Path(folder, name) for name in files)
        if file.suffix.lower() in ENDINGS
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and not (metadata and file.resolve() == metadata.resolve())
    ]
    if not found:
        raise TextError(str(path), "no text lies in this folder", f"Put {', '.join(ENDINGS)} there")
    # Where a folder has a text in two formats, the plain one is taken.
    return sorted(found, key=lambda file: (file.suffix.lower() not in ENDINGS[:3], file))


def _rows(metadata: Path) -> dict[str, dict[str, str]]:
    """Rows of the metadata by the file they name."""
    try:
        text = decode(metadata.read_bytes(), str(metadata)).text
        head = text.partition("\n")[0]
        table = pd.read_csv(
            io.StringIO(text),
            sep=max(_SEPARATORS, key=head.count),
            dtype=str,
            keep_default_na=False,
            skipinitialspace=True,
        )
    except OSError as error:
        raise ManifestError(
            str(metadata), f"cannot be read ({error.strerror})", "Mend --metadata"
        ) from None
    except ValueError as error:
        raise ManifestError(str(metadata), f"is no table ({error})", "Save it as CSV") from None
    columns = {str(name).strip().lower(): name for name in table.columns}
    column = next((columns[name] for name in FILE_COLUMNS if name in columns), None)
    if column is None:
        raise ManifestError(
            f"{metadata}, line 1",
            f"no column names the files (there are: {', '.join(map(str, table.columns))})",
            f"Call it {FILE_COLUMNS[0]}",
        )
    rows: dict[str, dict[str, str]] = {}
    for number, row in enumerate(table.to_dict("records"), start=2):
        name = str(row.pop(column)).strip()
        if not name:
            raise ManifestError(f"{metadata}, line {number}", "names no file", "Name it")
        if name in rows:
            raise ManifestError(f"{metadata}, line {number}", f"{name} stands twice", "Remove one")
        rows[name] = {str(key).strip(): str(value).strip() for key, value in row.items()}
    return rows


def _row_of(file: Path, rows: Iterable[str]) -> str | None:
    """The row that names a file: by its path, the end of it, its name or its stem."""
    known = set(rows)
    parts = file.parts
    names = ["/".join(parts[i:]) for i in range(len(parts))]
    return next((name for name in (str(file), *names, file.stem) if name in known), None)
