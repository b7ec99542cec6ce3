"""Adding texts to a corpus: read, looked at, stored, and entered in the manifest, in that order.

Killed at any moment, it leaves the manifest whole; the same command then ends what it began.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chengyan.checks.corpus import Checked, check_together, checked_reading
from chengyan.checks.text import Reading, read
from chengyan.corpus import read_text
from chengyan.errors import ChengyanError, ManifestError, TextError
from chengyan.findings import Finding
from chengyan.han import han_only
from chengyan.intake.manifest import ORIGINALS, TOLD, append_rows, locked, raw_rows
from chengyan.intake.prepare import Prepared, Source, prepare
from chengyan.intake.read import read_file
from chengyan.intake.remove import put_aside
from chengyan.manifest import Document, examine_manifest, parse_row
from chengyan.whole import remove_parts, write_whole

# In bytes: a file's name may have 255, and a temporary one is longer.
_LONGEST_NAME, _LONGEST_ID = 120, 160


@dataclass(frozen=True)
class Outcome:
    """What became of a text.

    Attributes
    ----------
    status : {"added", "present", "refused"}
        Present: it stood in the manifest already, with all its files.
    name : str
        The file, with the row where it holds several texts.
    document : Document, optional
        Its row, unless it was refused.
    reading : Reading, optional
        What cleaning made of it.
    findings : tuple of Finding
    """

    status: str
    name: str
    document: Document | None = None
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """A text with its row; `source` counts the files given, `present` says the corpus has it."""

    source: int
    text: Prepared
    document: Document
    present: bool


def add_texts(
    manifest: str | Path,
    sources: Sequence[Source],
    *,
    text_column: str = "",
    script: str = "simplified",
    dry_run: bool = False,
    progress: Callable[[Sequence[Source]], Iterable[Source]] = iter,
) -> list[Outcome]:
    """Add texts to the corpus of a manifest.

    Parameters
    ----------
    manifest : path
        Made if it is missing.
    sources : sequence of Source
        Each needs a city; a file with several texts (CSV, JSON lines) may have it in a column.
    text_column : str
        The column of the text in such a file.
    script : {"simplified", "keep"}
        Whether a text in traditional script is converted.
    dry_run : bool
        Look, and write nothing.
    progress : callable
        Wraps the sequence of sources while they are read.

    Returns
    -------
    list of Outcome
        In the order of the sources. What cannot be read is refused, with a finding that says why;
        the others are added all the same.

    Raises
    ------
    ManifestError
        If the manifest cannot be read or written, or a field cannot be. Then nothing was written.
    """
    manifest = Path(manifest)
    refused: dict[int, list[Outcome]] = {}
    texts: list[tuple[int, Prepared]] = []
    for i, source in enumerate(progress(sources)):
        try:
            extracts = read_file(source.path, text_column=text_column)
        except TextError as error:
            finding = Finding(error.code, error.place, error.problem)
            refused[i] = [Outcome("refused", str(source.path), findings=(finding,))]
            continue
        raw = source.path.read_bytes() if len(extracts) == 1 else b""
        several = len(extracts) > 1
        texts += [
            (i, prepare(source, extract, raw, script, several=several)) for extract in extracts
        ]
    if dry_run:
        outcomes = _enter(manifest, texts, write=False)
    else:
        with locked(manifest.parent):
            outcomes = _enter(manifest, texts, write=True)
    for i, outcome in outcomes:
        refused.setdefault(i, []).append(outcome)
    return [outcome for i in sorted(refused) for outcome in refused[i]]


def _enter(
    manifest: Path, texts: Sequence[tuple[int, Prepared]], *, write: bool
) -> list[tuple[int, Outcome]]:
    """Choose names, check, and, if asked to, write files first and rows after them."""
    documents = _documents(manifest)
    if write:
        remove_parts(manifest.parent)
    corpus = {document.doc_id: one for document in documents if (one := _unchecked(document))}
    known = {_identity(one.document.row, one.text): one.document for one in corpus.values()}
    # A row whose file is gone is known by its digest: adding the file again puts it back.
    known |= {
        (d.row.get("city", ""), d.row["sha256"].lower()): d
        for d in documents
        if d.doc_id not in corpus
    }
    taken = {document.doc_id for document in documents}
    entered: list[_Entry] = []
    for i, text in texts:
        digest = hashlib.sha256(text.content).hexdigest()
        identity = _identity(text.row, text.content.decode("utf-8-sig"))
        before = known.get(identity) or known.get((text.row.get("city", ""), digest))
        document = before or _document(manifest, text, digest, taken)
        taken.add(document.doc_id)
        known[identity] = document
        entered.append(_Entry(i, text, document, before is not None))
    outcomes = _outcomes(corpus, entered)
    if write:
        for entry in entered:
            _store(manifest.parent, entry)
        new = [_stored_row(entry) for entry in entered if not entry.present]
        if new:
            append_rows(manifest, new)
    return outcomes


def _documents(manifest: Path) -> list[Document]:
    """The texts there are: none where the manifest is missing, empty, or a header alone."""
    if not manifest.exists() or not "".join(raw_rows(manifest)[1:]):
        return []
    documents, errors = examine_manifest(manifest)
    if errors:
        raise errors[0]
    return documents


def _document(manifest: Path, text: Prepared, digest: str, taken: set[str]) -> Document:
    """The row of a new text, its names chosen so that no other text and no file is touched."""
    row = dict(text.row)
    if not row.get("city"):
        raise ManifestError(
            text.name, "no city is given", "Add --city, or a column city to the metadata"
        )
    given = row.get("doc_id", "")
    if given in taken:
        raise ManifestError(
            text.name, f"doc_id {given} stands in the manifest already", "Choose another --doc-id"
        )
    if len(given.encode("utf-8")) > _LONGEST_ID:
        raise ManifestError(
            text.name, f"doc_id {given[:20]}… is too long for a file's name", "Choose a shorter one"
        )
    folder = _slug(row["city"])
    year = row.get("date", "")[:4]
    stem = given or "-".join(filter(None, (_slug(row["city"]), year)))
    for number in range(1, len(taken) + 10_000):
        doc_id = stem if number == 1 else f"{stem}-{number}"
        path = Path(folder, doc_id + text.ending)
        if doc_id in taken or not _free(manifest.parent / path, text.content):
            if given:
                raise ManifestError(
                    text.name,
                    f"{path} is there already and is another text",
                    "Choose another --doc-id",
                )
            continue
        row |= {"doc_id": doc_id, "path": path.as_posix(), "sha256": digest}
        if text.original:
            original = Path(folder, ORIGINALS, doc_id + text.original_ending)
            row |= {
                "original": original.as_posix(),
                "original_sha256": hashlib.sha256(text.original).hexdigest(),
            }
        return parse_row({**dict.fromkeys(TOLD, ""), **row}, manifest, text.name)
    raise ManifestError(text.name, f"no name like {stem} is free", "Choose a --doc-id")


def _slug(name: str) -> str:
    """A name as part of a file's: letters and digits, as many as file systems allow."""
    short = re.sub(r"[^\w\-]+", "-", name).strip("-").encode("utf-8")[:_LONGEST_NAME]
    return short.decode("utf-8", errors="ignore").strip("-") or "text"


def _free(path: Path, content: bytes) -> bool:
    """Whether a path can be written without loss: nothing is there, or the same bytes."""
    try:
        return not path.exists() or path.read_bytes() == content
    except OSError:
        return False


def _stored_row(entry: _Entry) -> dict[str, str]:
    """The row as it is written: a year that follows from the date is not."""
    own = entry.text.row
    return {k: v for k, v in entry.document.row.items() if k != "year" or "year" in own}


def _identity(row: Mapping[str, str], text: str) -> tuple[str, str]:
    """A city's text by its characters: a Word file and its copy as plain text are one text."""
    return row.get("city", ""), hashlib.sha256(han_only(text).encode("utf-8")).hexdigest()


def _outcomes(
    corpus: Mapping[str, Checked], entered: Sequence[_Entry]
) -> list[tuple[int, Outcome]]:
    """Check the texts one by one and against all others."""
    checked = dict(corpus)
    readings: dict[str, Reading] = {}
    for entry in entered:
        row, doc_id = entry.document.row, entry.document.doc_id
        if doc_id in readings:
            continue
        readings[doc_id] = reading = read(
            entry.text.content.decode("utf-8-sig"),
            row["path"],
            title=row.get("title", ""),
            author=row.get("author", ""),
        )
        checked[doc_id] = checked_reading(entry.document, reading)
    together = check_together(list(checked.values()), list(readings))
    outcomes = []
    for entry in entered:
        doc_id = entry.document.doc_id
        doubts = [replace(doubt, doc_id=doc_id) for doubt in entry.text.doubts]
        found = [*doubts, *checked[doc_id].findings, *_concerning(together, doc_id)]
        outcomes.append(
            (
                entry.source,
                Outcome(
                    "present" if entry.present else "added",
                    entry.text.name,
                    entry.document,
                    readings[doc_id],
                    () if entry.present else tuple(found),
                ),
            )
        )
    return outcomes


def _concerning(findings: Sequence[Finding], doc_id: str) -> list[Finding]:
    return [finding for finding in findings if finding.doc_id == doc_id]


def _unchecked(document: Document) -> Checked | None:
    """A text that is in the corpus already, as far as others are held against it."""
    try:
        return Checked(document, read_text(document), [])
    except ChengyanError:
        return None


def _store(base: Path, entry: _Entry) -> None:
    """Write a text, and the original it was taken from, where they are not there as they were.

    Raises
    ------
    ManifestError
        If the folder leads out of the corpus.
    """
    row, text = entry.document.row, entry.text
    files = [(row["path"], text.content, row["sha256"])]
    if text.original and row.get("original"):
        files.append((row["original"], text.original, row.get("original_sha256", "")))
    for name, content, digest in files:
        path = base / name
        if not path.resolve().is_relative_to(base.resolve()):
            raise ManifestError(
                str(path), "leads out of the corpus", "Put a folder in place of the link"
            )
        if hashlib.sha256(content).hexdigest() != digest.lower() or _has(path, content):
            continue
        if path.exists():
            put_aside(base, name)
        write_whole(path, content)


def _has(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
