"""The whole corpus: manifest, files, each text, and the texts against one another."""

import hashlib
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chengyan.checks.duplicates import check_duplicates
from chengyan.checks.row import check_row
from chengyan.checks.text import Reading, check_form, read
from chengyan.corpus import read_text
from chengyan.errors import TextError
from chengyan.findings import Finding
from chengyan.han import count_han
from chengyan.manifest import Document, examine_manifest

# ASSUME a text so much shorter than the median of its genre is not whole, given three others.
_SHORT_OF_GENRE, _OTHERS = 0.4, 3


@dataclass(frozen=True)
class Checked:
    """A text as the checks need it once it has been read.

    Attributes
    ----------
    document : Document
    text : str
        Its paragraphs without furniture.
    findings : list of Finding
        Of its form and its row.
    """

    document: Document
    text: str
    findings: list[Finding]

    @property
    def place(self) -> str:
        """What it is called in messages: its file, from the manifest's folder."""
        return self.document.row["path"]


def check_corpus(
    manifest: str | Path, progress: Callable[[Sequence[Document]], Iterable[Document]] = iter
) -> list[Finding]:
    """Check everything that can be wrong with a corpus before it is analysed.

    Parameters
    ----------
    manifest : path
    progress : callable
        Wraps the sequence of texts that are read one by one.

    Returns
    -------
    list of Finding
        Of the manifest, then text by text in its order, then of the corpus as a whole; each with
        doc_id where it has one.

    Raises
    ------
    ManifestError
        Where the manifest as a whole cannot be read.
    """
    manifest = Path(manifest)
    documents, errors = examine_manifest(manifest)
    findings = [Finding("bad-manifest", e.place, e.problem) for e in errors]
    checked = []
    for document in progress(documents):
        try:
            checked.append(check_document(document))
        except TextError as error:
            findings.append(Finding(error.code, error.place, error.problem, document.doc_id))
        else:
            findings.extend(checked[-1].findings)
        findings.extend(_original(document))
    return [*findings, *check_together(checked)]


def check_document(document: Document) -> Checked:
    """Check a single text and its row.

    Raises
    ------
    TextError
        If the text cannot be read or holds nothing.
    """
    row = document.row
    reading = read(
        read_text(document), row["path"], title=row.get("title", ""), author=row.get("author", "")
    )
    return checked_reading(document, reading)


def checked_reading(document: Document, reading: Reading) -> Checked:
    """Check a text that has been read."""
    found = [*check_form(reading), *check_row(reading, document.row)]
    findings = [replace(finding, doc_id=document.doc_id) for finding in found]
    text = "\n".join(paragraph.text for paragraph in reading.text())
    return Checked(document, text, findings)


def check_together(checked: Sequence[Checked], new: Sequence[str] | None = None) -> list[Finding]:
    """Check texts against one another: copies, and texts too short for their genre.

    With `new`, only what concerns these doc_ids.
    """
    texts = {one.document.doc_id: one.text for one in checked}
    places = {one.document.doc_id: one.place for one in checked}
    return [*_short_of_genre(checked, new), *check_duplicates(texts, places, new)]


def _short_of_genre(checked: Sequence[Checked], new: Sequence[str] | None) -> Iterator[Finding]:
    lengths: dict[str, list[int]] = {}
    for one in checked:
        lengths.setdefault(one.document.row.get("genre", ""), []).append(count_han(one.text))
    for one in checked:
        genre, han = one.document.row.get("genre", ""), count_han(one.text)
        if not genre or len(lengths[genre]) <= _OTHERS:
            continue
        if new is not None and one.document.doc_id not in new:
            continue
        median = statistics.median(lengths[genre])
        known = any(finding.code == "short-text" for finding in one.findings)
        if han < _SHORT_OF_GENRE * median and not known:
            message = f"it has {han:,} Han characters, the median {genre} here {median:,.0f}"
            yield Finding("short-text", one.place, message, one.document.doc_id)


def _original(document: Document) -> Iterator[Finding]:
    """Whether the original that a text was taken from is there as it was."""
    name, digest = (document.row.get(key, "") for key in ("original", "original_sha256"))
    if not (name and digest):
        return
    path = document.base / name
    if not path.resolve().is_relative_to(document.base.resolve()):
        yield Finding("outside", name, "the original lies out of the corpus", document.doc_id)
        return
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        yield Finding("original-missing", name, error.strerror or "missing", document.doc_id)
    else:
        if found != digest:
            yield Finding("original-missing", name, "it has changed", document.doc_id)


def stray_files(manifest: Path, documents: Sequence[Document]) -> list[Finding]:
    """Files of the corpus, hidden ones and documentation left aside, that no row names."""
    base = manifest.parent
    named = {
        base / document.row.get(key, "")
        for document in documents
        for key in ("path", "original")
        if document.row.get(key)
    }
    folders = sorted({path.parent for path in named} - {base})
    found = (path for folder in folders for path in sorted(folder.iterdir()) if path.is_file())
    return [
        Finding("stray-file", str(path.relative_to(base)), "no row of the manifest names it")
        for path in found
        if path not in named and not path.name.startswith(".") and path.stem != "README"
    ]
