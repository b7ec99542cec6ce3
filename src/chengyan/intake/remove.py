"""Taking texts out of a corpus: their rows go, their files are put aside."""

from collections.abc import Sequence
from pathlib import Path

from chengyan.errors import ManifestError
from chengyan.intake.manifest import ORIGINALS, locked, remove_rows
from chengyan.manifest import Document, examine_manifest
from chengyan.nearest import nearest

ASIDE = ".removed"


def remove_texts(
    manifest: str | Path, doc_ids: Sequence[str], *, dry_run: bool = False
) -> list[tuple[str, str, str]]:
    """Remove texts from a manifest.

    Parameters
    ----------
    manifest : path
    doc_ids : sequence of str
    dry_run : bool
        Change nothing.

    Returns
    -------
    list of (doc_id, file, new place)
        Files from the manifest's folder; a file that another text needs stays, and its new place is
        empty.

    Raises
    ------
    ManifestError
        If a doc_id is unknown, or the last text would go. Then nothing was changed.
    """
    manifest = Path(manifest)
    with locked(manifest.parent):
        documents, errors = examine_manifest(manifest)
        if errors:
            raise errors[0]
        by_id = {document.doc_id: document for document in documents}
        for doc_id in doc_ids:
            if doc_id not in by_id:
                near = nearest(doc_id, by_id)
                raise ManifestError(
                    f"{manifest}",
                    f"has no text {doc_id}",
                    f"Did you mean {near}?" if near else "See its column doc_id",
                )
        kept = [document for document in documents if document.doc_id not in set(doc_ids)]
        if not kept:
            raise ManifestError(str(manifest), "no text would be left", "Keep one at least")
        needed = {name for document in kept for name in _files(document)}
        moves = [
            (doc_id, name, "" if name in needed else _aside(manifest.parent, name))
            for doc_id in dict.fromkeys(doc_ids)
            for name in _files(by_id[doc_id])
        ]
        if not dry_run:
            # The row first: a file that no row names harms nobody, a row without its file does.
            remove_rows(manifest, set(doc_ids))
            for _, name, new in moves:
                if new:
                    put_aside(manifest.parent, name)
    return moves


def put_aside(base: Path, name: str) -> str:
    """Move a file of the corpus below `.removed`, and tell where it is now."""
    old, new = base / name, _aside(base, name)
    (base / new).parent.mkdir(parents=True, exist_ok=True)
    old.replace(base / new)
    for folder in (old.parent, old.parent.parent):
        if folder != base and folder.is_relative_to(base) and not any(folder.iterdir()):
            folder.rmdir()
    return new


def _files(document: Document) -> list[str]:
    """The text and its original, as far as they are files of the corpus and of `add`'s making."""
    base = document.base
    names = [document.row["path"]]
    if Path(document.row.get("original", "")).parent.name == ORIGINALS:
        names.append(document.row["original"])
    return [name for name in names if (base / name).is_file() and not (base / name).is_symlink()]


def _aside(base: Path, name: str) -> str:
    """A place below `.removed` where nothing lies yet."""
    path = Path(ASIDE, name)
    number = 1
    while (base / path).exists():
        number += 1
        path = Path(ASIDE, name).with_stem(f"{Path(name).stem}~{number}")
    return path.as_posix()
