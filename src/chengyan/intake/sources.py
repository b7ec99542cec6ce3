"""Which files are meant, and what is said of each: folders, many files, a table of metadata."""

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chengyan.errors import ManifestError, TextError
from chengyan.intake.encoding import decode
from chengyan.intake.manifest import cell
from chengyan.intake.prepare import Source

# Names under which tables of metadata have the column of files.
FILE_COLUMNS = ("file", "path", "filename", "file_name", "文件", "文件名")
# Chinese names of the manifest's columns.
CHINESE = {
    "城市": "city", "标题": "title", "题目": "title", "作者": "author", "职务": "office",
    "体裁": "genre", "文体": "genre", "场合": "occasion", "日期": "date", "来源": "source",
}  # fmt: skip
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
        if row is not None and row in used:
            raise ManifestError(
                str(metadata), f"{row} names {file.name} in two folders", "Name it with its folder"
            )
        used.add(row)
        given = dict(rows[row]) if row is not None else {}
        given |= {key: _filled(key, value, file) for key, value in fields.items() if value}
        sources.append(Source(file, given))
    unused = [name for name in rows if name not in used]
    if unused:
        raise ManifestError(
            str(metadata),
            f"names {unused[0]}, which is none of the files given",
            "Mend the name, or give the file too",
        )
    return sources


def _filled(key: str, value: str, file: Path) -> str:
    """The value with the file's stem in place of ``{stem}``."""
    filled = value.replace("{stem}", file.stem)
    if unknown := re.search(r"\{[a-z_]+\}", filled):
        raise ManifestError(
            f"--{key} {value}", f"{unknown[0]} stands for nothing", "Only {stem} stands for a name"
        )
    return filled


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
    except OSError as error:
        raise ManifestError(
            str(metadata), f"cannot be read ({error.strerror})", "Mend --metadata"
        ) from None
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [cell(name) for name in next(reader, [])]
    columns = {name.lower(): place for place, name in enumerate(header)}
    at = next((columns[name] for name in FILE_COLUMNS if name in columns), None)
    if at is None:
        raise ManifestError(
            f"{metadata}, line 1",
            f"no column names the files (there are: {', '.join(filter(None, header)) or 'none'})",
            f"Call it {FILE_COLUMNS[0]}",
        )
    names = [CHINESE.get(name, name) for name in header]
    rows: dict[str, dict[str, str]] = {}
    for fields in reader:
        place = f"{metadata}, line {reader.line_num}"
        if not any(field.strip() for field in fields):
            continue
        if len(fields) < len(header) or any(field.strip() for field in fields[len(header) :]):
            raise ManifestError(
                place,
                f"has {len(fields)} fields where the header has {len(header)}",
                "Give each row one field a column, and quote fields that hold the separator",
            )
        name = fields[at].strip()
        if not name:
            raise ManifestError(place, "names no file", "Name it")
        if name in rows:
            raise ManifestError(place, f"{name} stands twice", "Remove one")
        rows[name] = {
            key: value.strip()
            for i, (key, value) in enumerate(zip(names, fields, strict=False))
            if key and i != at
        }
    return rows


def _row_of(file: Path, rows: Iterable[str]) -> str | None:
    """The row that names a file: by its path, the end of it, its name or its stem."""
    known = set(rows)
    parts = file.parts
    names = ["/".join(parts[i:]) for i in range(len(parts))]
    return next((name for name in (str(file), *names, file.stem) if name in known), None)
