"""What a reader gives, what it may use up, and how it says no."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from chengyan.errors import TextError
from chengyan.findings import KINDS, Finding

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Limits:
    """What one file may use up; no text of a person comes near.

    Attributes
    ----------
    size : int
        Bytes of the file.
    unpacked : int
        Bytes of XML or HTML that it unpacks to, and of the text that is taken from it.
    seconds : int
        Time for a web page, a Word file or a PDF.
    memory : int
        Bytes of memory for these.
    pages : int
        Pages of a PDF.
    """

    size: int = 200_000_000
    unpacked: int = 100_000_000
    seconds: int = 60
    memory: int = 2 * 2**30
    pages: int = 5_000


USUAL = Limits()


@dataclass(frozen=True)
class Extract:
    r"""A text and what is known of it from its file.

    Attributes
    ----------
    name : str
        The file's name without ending; for a row of a table its id or title, else
        ``<name>-<row>``.
    text : str
        Lines end in ``\n``; between two pages of a PDF stands a line that is just ``\f``.
    format : {"txt", "md", "html", "docx", "pdf", "csv", "jsonl"}
        What the file is, whatever its name says; a table with tabs is ``csv`` too.
    encoding : str
        As Python calls it; empty where the format has its own.
    metadata : dict of str to str
        The other columns of a table's row; of a document at most ``title``.
    doubts : tuple of Finding
        Without `doc_id`, which is not known yet. What concerns a whole table, or rows left out of
        it, stands with the first text.
    verbatim : bool
        Whether the file's bytes can be kept as they are: UTF-8 text throughout.
    """

    name: str
    text: str
    format: str
    encoding: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Finding, ...] = ()
    verbatim: bool = False


def refusal(code: str, place: str, problem: str, remedy: str = "") -> TextError:
    """A TextError of one of the kinds of `chengyan.findings`, by default with its remedy."""
    return TextError(place, problem, remedy or KINDS[code].remedy, code=code)


def megabytes(number: int) -> str:
    """A number of bytes for people."""
    return f"{number / 1e6:,.4g} MB"


def printable(path: str | Path) -> str:
    """A path that can be shown and stored: no control characters, nothing but UTF-8."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)


def with_line_ends(text: str) -> str:
    r"""The text with every line ended by ``\n``."""
    text = _LINE_END.sub("\n", text)
    return text if text.endswith("\n") or not text else text + "\n"
