"""From a file that has been read to a text ready to be stored, with its row but for its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from chengyan.checks.characters import TRADITIONAL
from chengyan.checks.text import read
from chengyan.findings import Finding
from chengyan.han import count_han
from chengyan.intake.extract import Extract
from chengyan.intake.manifest import TOLD, cell, is_formula
from chengyan.manifest import year_of_date
from chengyan.script import to_simplified, traditional_share

_SLASHED = re.compile(r"^(\d{4})[/.年](\d{1,2})(?:[/.月](\d{1,2})日?|月)?$")
# What adding a text finds out by itself cannot be given.
_FOUND_OUT = {"path", "sha256", *TOLD}


@dataclass(frozen=True)
class Source:
    """A file to add, with what its user says of it: fields of the manifest by name."""

    path: Path
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Prepared:
    """A text ready to be stored.

    Attributes
    ----------
    name : str
        The file, with the row where it holds several texts.
    content : bytes
        What is stored.
    row : dict of str to str
        Fields of the manifest, without doc_id (unless given), path and digests.
    doubts : tuple of Finding
        Without doc_id.
    ending : str
        Of the file to store.
    original, original_ending : bytes, str
        The file it was taken from, empty where that is stored itself.
    """

    name: str
    content: bytes
    row: dict[str, str]
    doubts: tuple[Finding, ...]
    ending: str
    original: bytes = field(default=b"", repr=False)
    original_ending: str = ""


def prepare(
    source: Source, extract: Extract, raw: bytes, script: str, *, several: bool
) -> Prepared:
    """Convert a text where that is asked for, and fill what its row says of it.

    Parameters
    ----------
    source : Source
    extract : Extract
        What was read of the source, or one text of several.
    raw : bytes
        The file.
    script : {"simplified", "keep"}
    several : bool
        Whether the file holds several texts; it is kept as the original of none then.

    Raises
    ------
    ManifestError
        If the date is none.
    """
    name = f"{source.path.name}, {extract.name}" if several else source.path.name
    fields = {**extract.metadata, **{k: v for k, v in source.fields.items() if v}}
    row = {cell(key): cell(value) for key, value in fields.items() if cell(key)}
    row["date"] = _SLASHED.sub(_dashed, row.get("date", ""))
    row = {key: value for key, value in row.items() if key not in _FOUND_OUT}
    doubts = [replace(doubt, place=cell(doubt.place)) for doubt in extract.doubts]
    text = extract.text
    traditional = traditional_share(text) >= TRADITIONAL
    convert = traditional and script == "simplified"
    if convert:
        text = to_simplified(text)
    verbatim = extract.verbatim and not convert
    year_of_date(row.get("date", ""), cell(name))
    if not row.get("title"):
        row["title"] = _printed_title(text)
    row |= {
        "source": row.get("source") or cell(name),
        "han_chars": str(count_han(text)),
        "format": extract.format,
        "encoding": extract.encoding,
        "script": "converted" if convert else "traditional" if traditional else "simplified",
    }
    for key, value in list(row.items()):
        if is_formula(value) or is_formula(key):
            row[_shielded(key)] = _shielded(row.pop(key))
            doubts.append(Finding("formula-cell", cell(name), f"{key} is {value[:40]}"))
    content = raw if verbatim and not several else text.encode("utf-8")
    return Prepared(
        cell(name),
        content,
        row,
        tuple(doubts),
        ".md" if extract.format == "md" else ".txt",
        b"" if verbatim or several else raw,
        source.path.suffix.lower(),
    )


def _dashed(date: re.Match[str]) -> str:
    """2024-01-17 of 2024/1/17, as spreadsheet programs write it."""
    return "-".join(part.zfill(2) for part in date.groups() if part)


def _shielded(value: str) -> str:
    """A field that no spreadsheet program takes for a formula."""
    return f"'{value}" if is_formula(value) else value


def _printed_title(text: str) -> str:
    """The title that stands on the text."""
    titles = [paragraph.text for paragraph in read(text, "").text("title")]
    return cell(" ".join(titles[:3]))[:200]
