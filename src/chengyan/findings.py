"""What can be doubted in a text or a corpus, each kind with its code, its weight and what to do.

The list here is the only one: what finds something names a code of it, docs/findings.md is written
from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

ERROR, WARNING, NOTE = SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class FindingKind:
    """A kind of finding.

    Attributes
    ----------
    severity : {"error", "warning", "note"}
        ``error``: the text cannot be analysed, or would be counted wrongly. ``warning``: figures
        may mislead until somebody has looked. ``note``: worth knowing.
    meaning : str
        What is found, for the list in the documentation.
    remedy : str
        What to do, as an imperative.
    """

    severity: str
    meaning: str
    remedy: str


KINDS: dict[str, FindingKind] = {
    # The file
    "unreadable": FindingKind(
        ERROR,
        "the file is missing, not a regular file, or may not be read",
        "Put the file there, give access to it, or remove the text from the manifest",
    ),
    "outside": FindingKind(
        ERROR,
        "the path leads out of the corpus, by itself or through a symbolic link",
        "Put a copy of the file into the corpus and name that",
    ),
    "digest-changed": FindingKind(
        ERROR,
        "the file is no longer the one whose digest the manifest holds",
        "Restore the file, or add it anew if the change is meant",
    ),
    "too-large": FindingKind(
        ERROR,
        "the file, or what it unpacks to, is larger than any text",
        "Split it into its texts",
    ),
    "not-utf8": FindingKind(
        ERROR,
        "a text of the corpus is not UTF-8",
        "Add the file with `chengyan add`, which converts it",
    ),
    "unknown-encoding": FindingKind(
        ERROR,
        "no encoding fits the bytes of the file",
        "Save the text as UTF-8",
    ),
    "unknown-format": FindingKind(
        ERROR,
        "the file is of no format that can be read",
        "Save the text as .txt, .md, .html, .docx, .pdf, .csv or .jsonl",
    ),
    "broken-file": FindingKind(
        ERROR,
        "the file is damaged, or not what its name says",
        "Open it in the program it is for and save it again",
    ),
    "unsafe-file": FindingKind(
        ERROR,
        "the file holds what no honest document holds, such as a bomb of compressed data",
        "Do not open it; get the text from another source",
    ),
    "protected-file": FindingKind(
        ERROR,
        "the file is encrypted",
        "Save a copy without password",
    ),
    "scanned-pdf": FindingKind(
        ERROR,
        "the pages of the PDF are pictures without a text layer",
        "Run character recognition (OCR) on it first, and proof-read the result",
    ),
    "empty-text": FindingKind(
        ERROR,
        "the text holds no Han character",
        "Put the text there or remove it from the manifest",
    ),
    # The form of the text
    "mojibake": FindingKind(
        ERROR,
        "characters show that the text was once read in a wrong encoding",
        "Get the text again from its source; what is lost cannot be restored",
    ),
    "replaced-characters": FindingKind(
        WARNING,
        "some bytes fit no character and stand as �",
        "Look at these places and restore them from the source",
    ),
    "private-use": FindingKind(
        WARNING,
        "characters that only one font knows (private use), which no other program can show",
        "Replace them by the characters that the source shows",
    ),
    "scanned-pages": FindingKind(
        WARNING,
        "some pages of the PDF have no text layer",
        "Run character recognition (OCR) on these pages",
    ),
    "automatic-numbers": FindingKind(
        WARNING,
        "numbers that the word processor makes (一、 1.) are not in the text, so headings may be "
        "missed",
        "Turn the numbers into text in the word processor and add the file anew",
    ),
    "left-out": FindingKind(
        NOTE,
        "parts of the file are no part of the text (navigation, footnotes, headers) and were left "
        "out",
        "See that nothing of the text is among them",
    ),
    "traditional-script": FindingKind(
        WARNING,
        "the text is in traditional script, which segmentation and word lists do not know",
        "Set `intake.script` to simplified and add the file anew",
    ),
    "mixed-language": FindingKind(
        WARNING,
        "much of the text is not Chinese",
        "Keep the Chinese part in a file of its own",
    ),
    "table": FindingKind(
        WARNING,
        "rows of a table stand among the paragraphs",
        "Take the table out of the text, or see that its cells are not read as sentences",
    ),
    "markup": FindingKind(
        WARNING,
        "tags or entities of HTML stand in the text, and would be counted as words",
        "Save the page as .html and add that, or remove them",
    ),
    "lost-punctuation": FindingKind(
        WARNING,
        "sentences hardly ever end, so full stops may have been lost",
        "Get the text with its punctuation; sentences cannot be counted without",
    ),
    "noise": FindingKind(
        WARNING,
        "rare characters or ? among the others, as faulty character recognition (OCR) leaves them",
        "Proof-read the text against its source",
    ),
    "several-texts": FindingKind(
        WARNING,
        "a second text seems to begin in the file",
        "Put each text into a file of its own",
    ),
    "web-page": FindingKind(
        NOTE,
        "lines of the web page around the text (下载 打印 分享) were set apart as furniture",
        "See that nothing of the text is among them",
    ),
    "running-head": FindingKind(
        NOTE,
        "a line that comes again on page after page was set apart as furniture",
        "See that it is no line of the text",
    ),
    "hard-wrapped": FindingKind(
        NOTE,
        "the lines are cut at a fixed width; they were joined to paragraphs",
        "Compare some paragraphs with the source",
    ),
    "lost-line-breaks": FindingKind(
        WARNING,
        "paragraphs run on in one line; they were told apart where blanks, numbering or marks of a "
        "break allow it",
        "Compare the paragraphs with the source, or get the text with its line breaks",
    ),
    "heading-gap": FindingKind(
        WARNING,
        "numbered headings do not follow one another, so one may be lost or torn",
        "Look at the headings around it",
    ),
    "repeated-paragraph": FindingKind(
        WARNING,
        "the same paragraph stands more than once in the text",
        "Remove the copy from the source file, unless the author repeats himself",
    ),
    "short-text": FindingKind(
        WARNING,
        "the text is far too short for what it is said to be",
        "See whether it is complete",
    ),
    "cut-off": FindingKind(
        WARNING,
        "the text breaks off before its end",
        "Get the rest of the text",
    ),
    # The text against its row
    "other-place": FindingKind(
        WARNING,
        "the text speaks of another place than its row says",
        "Mend the row, or put the right file there",
    ),
    "other-level": FindingKind(
        WARNING,
        "the text speaks for another level of government than its row says",
        "Mend the row, or put the right file there",
    ),
    "other-year": FindingKind(
        WARNING,
        "the text speaks from another year than its row says",
        "Mend the date, or put the right file there",
    ),
    "unknown-field": FindingKind(
        NOTE,
        "a field that comparisons need (genre, office, date) is empty, so none can be matched",
        "Fill it in if it is known; leave it empty rather than guess",
    ),
    "formula-cell": FindingKind(
        WARNING,
        "a field begins like a formula of a spreadsheet; it was stored behind an apostrophe",
        "See whether it is meant",
    ),
    # The corpus
    "bad-manifest": FindingKind(
        ERROR,
        "a row or column of the manifest cannot be",
        "Mend it as the message says",
    ),
    "bad-configuration": FindingKind(
        ERROR,
        "the configuration cannot be",
        "Mend it as the message says",
    ),
    "duplicate-text": FindingKind(
        ERROR,
        "one text stands under two names, word for word or nearly so",
        "Remove one of the two, and see whose text it is",
    ),
    "near-duplicate": FindingKind(
        WARNING,
        "two texts share long stretches, or one holds much of the other",
        "See whether one is a version, an extract or a copy of the other",
    ),
    "too-small": FindingKind(
        ERROR,
        "a group has too little text to be analysed",
        "Add texts to it or remove it",
    ),
    "stray-file": FindingKind(
        NOTE,
        "a file lies in the corpus that no row of the manifest names",
        "Add it with `chengyan add`, or remove it",
    ),
    "original-missing": FindingKind(
        WARNING,
        "the original that a text was taken from is missing or changed",
        "Restore it, or empty the fields `original` and `original_sha256`",
    ),
}


@dataclass(frozen=True)
class Finding:
    """Something found, with its place.

    Attributes
    ----------
    code : str
        One of `KINDS`.
    place : str
        File, with line where there is one: ``保定/report.txt, line 12``.
    message : str
        What is found there; a clause without full stop.
    doc_id : str
        The text it belongs to; empty if to none.
    """

    code: str
    place: str
    message: str
    doc_id: str = ""

    def __post_init__(self) -> None:
        if self.code not in KINDS:
            raise ValueError(self.code)

    @property
    def severity(self) -> str:
        """How much it weighs: ``error``, ``warning`` or ``note``."""
        return KINDS[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do, as an imperative."""
        return KINDS[self.code].remedy


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; else as they came."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def findings_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a table: code, severity, doc_id, place, message, remedy."""
    import pandas as pd

    columns = "code severity doc_id place message remedy".split()
    rows = [[getattr(finding, name) for name in columns] for finding in findings]
    return pd.DataFrame(rows, columns=columns)
