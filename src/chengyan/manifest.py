"""The manifest: which texts there are, what is known of them, and how they group.

Imports the standard library alone, since it is read while the workflow is planned.
"""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chengyan.errors import ConfigError, ManifestError
from chengyan.nearest import nearest

REQUIRED = ("doc_id", "path", "sha256")
_DOC_ID = re.compile(r"[\w\-][\w\-.]*")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True)
class Document:
    """A row of the manifest.

    Attributes
    ----------
    doc_id : str
    path : pathlib.Path
        The raw file, from where the manifest's path starts.
    row : dict of str to str
        All columns, ``year`` added from ``date`` where the manifest has none of its own.
    place : str
        File and line of the row, for messages.
    """

    doc_id: str
    path: Path
    row: dict[str, str]
    place: str

    @property
    def base(self) -> Path:
        """The manifest's folder, from which its paths go down."""
        return self.path.parents[len(Path(self.row["path"]).parts) - 1]

    def facts(self) -> dict[str, str]:
        """What collecting the text depends on, so that other fields change without a rerun."""
        return {
            name: self.row.get(name, "") for name in ("doc_id", "title", "author", "path", "sha256")
        }


def read_manifest(path: str | Path, key: str = "manifest") -> list[Document]:
    """Read a manifest (UTF-8, tab-separated, one row a text) that a key of the config names.

    Raises
    ------
    ManifestError
        If the file, a required column or a field is missing, a row has too many or too few fields,
        a doc_id cannot be a file name or stands twice, a date is not YYYY, YYYY-MM or YYYY-MM-DD,
        or a path leaves the manifest's folder. The message names file and line.
    """
    documents, errors = examine_manifest(path, key)
    if errors:
        raise errors[0]
    return documents


def examine_manifest(
    path: str | Path, key: str = "manifest"
) -> tuple[list[Document], list[ManifestError]]:
    """Read a manifest to its end, whatever is wrong with single rows.

    Returns
    -------
    documents, errors : list of Document, list of ManifestError
        The rows that can be, and what is wrong with the others, in their order.

    Raises
    ------
    ManifestError
        If the file cannot be read or its header cannot be.
    """
    path = Path(path)
    header, rows = _header_and_rows(path, key)
    documents: list[Document] = []
    errors: list[ManifestError] = []
    seen: dict[str, str] = {}
    for number, fields in enumerate(rows, start=2):
        try:
            if not _whole_row(fields, header, f"{path}, line {number}"):
                continue
            row = dict(zip(header, fields, strict=True))
            document = parse_row(row, path, f"{path}, line {number}")
        except ManifestError as error:
            errors.append(error)
            continue
        if document.doc_id in seen:
            before = _line_of(seen[document.doc_id])
            problem = f"doc_id {document.doc_id} stands in {before} already"
            remedy = "Give each text a doc_id of its own"
            errors.append(ManifestError(document.place, problem, remedy))
        else:
            seen[document.doc_id] = document.place
            documents.append(document)
    if not documents and not errors:
        errors = [ManifestError(str(path), "lists no text", "Add a row for each text")]
    return documents, errors


def group_documents(
    documents: Sequence[Document], compare: str, order: Sequence[str] = ()
) -> dict[str, list[Document]]:
    """Documents by the value of the compared column, in the order of `order`, then of the manifest.

    Raises
    ------
    ManifestError
        If the manifest lacks the column or a row leaves it empty.
    ConfigError
        If `order` names a value that no text has, or one twice.
    """
    if compare not in documents[0].row:
        known = list(documents[0].row)
        raise ManifestError(
            documents[0].place.rpartition(",")[0],
            f"column {compare}, which `compare` names, is missing (there are: {', '.join(known)})",
            f"Add it, or set `compare` to {nearest(compare, known) or 'one of these'}",
        )
    found: dict[str, list[Document]] = {}
    for document in documents:
        value = document.row[compare]
        if not value:
            raise ManifestError(
                document.place, f"{compare} is empty, but `compare` names it", "Fill it in"
            )
        found.setdefault(value, []).append(document)
    for i, value in enumerate(order):
        if value not in found:
            raise ConfigError(
                "config key `order`",
                f"no text has {compare} {value!r} (there are: {', '.join(found)})",
                f"Write {nearest(value, found) or 'one of these'}",
            )
        if value in order[:i]:
            raise ConfigError("config key `order`", f"{value!r} stands twice", "Remove one")
    ordered = [*order, *(value for value in found if value not in order)]
    return {value: found[value] for value in ordered}


def _header_and_rows(path: Path, key: str) -> tuple[list[str], list[list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ManifestError(
            str(path), "there is no such manifest", f"Set `{key}` in the config to one"
        ) from None
    except OSError as error:
        raise ManifestError(
            str(path), f"cannot be read ({error.strerror})", "Set `manifest` to a readable file"
        ) from None
    except UnicodeDecodeError:
        raise ManifestError(str(path), "is not UTF-8", "Save it as UTF-8") from None
    rows = list(csv.reader(re.split(r"\r?\n", text), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = rows[0]
    if not any(header):
        raise ManifestError(str(path), "is empty", "Give it a header line and a row for each text")
    if len(header) == 1:
        raise ManifestError(
            f"{path}, line 1", "the fields are not separated by tabs", "Separate them by tabs"
        )
    for name in REQUIRED:
        if name not in header:
            raise ManifestError(f"{path}, line 1", f"column {name} is missing", "Add that column")
    repeated = [name for name, count in Counter(header).items() if count > 1]
    if repeated:
        raise ManifestError(f"{path}, line 1", f"column {repeated[0]} stands twice", "Remove one")
    return header, rows[1:]


def year_of_date(date: str, place: str) -> str:
    """The year of a date; empty if there is none.

    Raises
    ------
    ManifestError
        If it is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    parts = _DATE.fullmatch(date)
    if date and not (parts and _is_date(parts)):
        raise ManifestError(place, f"date {date!r} is no date", "Write YYYY, YYYY-MM or YYYY-MM-DD")
    return parts[1] if parts else ""


def _is_date(parts: re.Match[str]) -> bool:
    """Whether there is such a day (no 30 February)."""
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def parse_row(row: dict[str, str], manifest: Path, place: str) -> Document:
    """A row of a manifest as a document, its fields checked.

    Raises
    ------
    ManifestError
        If its doc_id, date or path cannot be.
    """
    row = {name: value.strip() for name, value in row.items()}
    if not _DOC_ID.fullmatch(row["doc_id"]):
        raise ManifestError(
            place,
            f"doc_id {row['doc_id']!r} cannot be a file name",
            "Use letters, digits, `-`, `_` and `.`, and none but letters, digits, `-` or `_` first",
        )
    row.setdefault("year", year_of_date(row.get("date", ""), place))
    for name in ("path", "original"):
        value = row.get(name, "")
        path = Path(value)
        if (not value and name == "path") or path.is_absolute() or ".." in path.parts:
            raise ManifestError(
                place,
                f"{name} {value!r} does not lie in the manifest's folder",
                "Give the path from the manifest's folder downwards",
            )
    path = Path(row["path"])
    if set("{}") & set(row["path"]):
        raise ManifestError(
            place,
            f"path {row['path']!r} holds a brace, which opens a placeholder in the workflow",
            "Rename the file",
        )
    return Document(row["doc_id"], manifest.parent / path, row, place)


def _line_of(place: str) -> str:
    return place.rpartition(", ")[2]


def _whole_row(fields: list[str], header: list[str], place: str) -> bool:
    if not any(field.strip() for field in fields):
        return False
    if len(fields) != len(header):
        raise ManifestError(
            place,
            f"has {len(fields)} fields where the header has {len(header)}",
            "Separate the fields by single tabs and leave unknown ones empty",
        )
    return True
