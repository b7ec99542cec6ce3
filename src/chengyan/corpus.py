"""The texts that a manifest names: read, held to their digest, cleaned, and enough of them.

Imports the standard library alone, since it is read while the workflow is planned.
"""

import hashlib
import stat
from collections.abc import Iterable

from chengyan.clean import Paragraph, Sentence, clean, keeps_everything
from chengyan.errors import DesignError, TextError
from chengyan.han import count_han
from chengyan.manifest import Document

# ASSUME no text has more bytes: it would be a library, and no paragraph of it a paragraph.
LARGEST = 200_000_000


def read_text(document: Document) -> str:
    """The raw text of a document, its digest checked.

    Raises
    ------
    TextError
        If the file is missing, lies elsewhere, is too large, differs from its sha256, is not UTF-8,
        or holds no Han character. The error's code is that of the finding it amounts to.
    """
    raw = _raw_bytes(document)
    digest = hashlib.sha256(raw).hexdigest()
    if document.row["sha256"].lower() != digest:
        given = document.row["sha256"] or "empty"
        raise TextError(
            document.place,
            f"sha256 is {given}, but that of {document.path} is {digest}",
            "Restore the raw file, or write the new digest if the change is meant",
            code="digest-changed",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TextError(
            f"{document.path}, line {line}",
            "is not UTF-8",
            "Add the original file with `chengyan add`, which converts it, or save it as UTF-8",
            code="not-utf8",
        ) from None
    if not count_han(text):
        raise TextError(
            str(document.path),
            "holds no Han character",
            f"Put the text there or remove {document.doc_id} from the manifest",
            code="empty-text",
        )
    return text


def _raw_bytes(document: Document) -> bytes:
    """The bytes of a regular file below the manifest's folder."""
    path = document.path
    try:
        if not path.resolve().is_relative_to(document.base.resolve()):
            raise TextError(
                document.place,
                f"{path} is a link out of the manifest's folder",
                "Put a copy of the file there",
                code="outside",
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TextError(document.place, f"{path} is not a file", "Put a text there")
        if status.st_size > LARGEST:
            raise TextError(
                document.place,
                f"{path} has {status.st_size:,} bytes; {LARGEST:,} are the most",
                "Split it into its texts",
                code="too-large",
            )
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TextError(
            document.place, f"cannot read {path} ({reason})", "Put the file there or mend `path`"
        ) from None


def clean_document(document: Document) -> tuple[list[Paragraph], list[Sentence]]:
    """Read and clean a document; raise TextError if a single Han character were lost."""
    raw = read_text(document)
    paragraphs, sentences = clean(
        raw, title=document.row.get("title", ""), author=document.row.get("author", "")
    )
    if not keeps_everything(raw, paragraphs):
        kept = sum(count_han(paragraph.text) for paragraph in paragraphs)
        raise TextError(
            str(document.path),
            f"cleaning keeps {kept} of {count_han(raw)} Han characters, or not in their order",
            "Please report this text as a bug",
        )
    return paragraphs, sentences


def check_size(paragraphs: dict[str, int], topics: Iterable[int] = ()) -> None:
    """See that the corpus bears the analysis asked of it.

    Parameters
    ----------
    paragraphs : dict of str to int
        Number of paragraphs to analyse, by group.
    topics : iterable of int
        The numbers of topics asked for.

    Raises
    ------
    DesignError
        If there are fewer than two groups, a group has fewer than two paragraphs (leaving one out
        would leave none), or more topics are asked for than half the paragraphs.
    """
    if len(paragraphs) < 2:
        only = ", ".join(paragraphs) or "none"
        raise DesignError(
            "config key `compare`",
            f"there is one group only ({only}), and nothing to compare it with",
            "Add texts of another group, or compare another column",
        )
    for group, number in paragraphs.items():
        if number < 2:
            raise DesignError(
                f"group {group}",
                f"has {number} paragraph{'' if number == 1 else 's'} to analyse; two are the least",
                "Add texts to it or leave it out of the manifest",
            )
    total = sum(paragraphs.values())
    # ASSUME a topic wants two paragraphs at the least.
    for k in topics:
        if 2 * k > total:
            raise DesignError(
                "config key `topics.k`",
                f"{k} topics are more than {total} paragraphs can hold",
                f"Leave out what is above {total // 2}",
            )
