"""How commands print: tables for people at a terminal, tab-separated lines for everything else."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from chengyan.findings import SEVERITIES, Finding, by_weight

Item = TypeVar("Item")

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "ok": "green"}
_BREAKS = re.compile(r"[\t\r\n\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]+")


def is_terminal() -> bool:
    """Whether a person is looking at what is printed."""
    return sys.stdout.isatty()


def console() -> Console:
    """A console on stdout that takes no text for markup."""
    return Console(markup=False, highlight=False, emoji=False)


def line(*fields: object) -> None:
    """Print fields as one tab-separated line, never wrapped or cut."""
    print("\t".join(_BREAKS.sub(" ", str(field)) for field in fields))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: framed at a terminal, else tab-separated lines without a header.

    A column without name tells scripts what a line is; the frame has a title for that.
    """
    if not is_terminal():
        for row in rows:
            line(*row)
        return
    if not columns[0]:
        columns, rows = columns[1:], [row[1:] for row in rows]
    framed = Table(title=title or None, title_justify="left", title_style="bold", show_lines=False)
    for i, column in enumerate(columns):
        framed.add_column(column, overflow="fold", no_wrap=not i)
    for row in rows:
        framed.add_row(*(_cell(field) for field in row))
    console().print(framed)


def print_findings(findings: Sequence[Finding], title: str = "Findings") -> None:
    """Print findings, the gravest first: code, severity, doc_id, place, message."""
    rows = [
        (found.code, found.severity, found.doc_id, found.place, found.message)
        for found in by_weight(findings)
    ]
    if rows:
        table(title, ("code", "severity", "doc_id", "place", "message"), rows)
    if rows and is_terminal():
        remedies = dict.fromkeys((found.code, found.remedy) for found in by_weight(findings))
        for code, remedy in remedies:
            console().print(Text.assemble((f"  {code}: ", "bold"), f"{remedy}."))


def count_findings(findings: Sequence[Finding]) -> str:
    """How many findings of each weight there are."""
    counts = [(name, sum(f.severity == name for f in findings)) for name in SEVERITIES]
    named = [f"{number} {name}{'s' * (number != 1)}" for name, number in counts if number]
    return ", ".join(named) or "no findings"


def say(text: str) -> None:
    """Tell a person something that no script reads."""
    print(_BREAKS.sub(" ", text), file=sys.stderr)


def progress(what: str) -> Callable[[Sequence[Item]], Iterable[Item]]:
    """A wrapper that shows how far a loop is, where stderr is a terminal and it takes long."""

    def wrapped(items: Sequence[Item]) -> Iterator[Item]:
        shown = Console(stderr=True)
        yield from track(
            items, description=what, console=shown, transient=True,
            disable=not shown.is_terminal or len(items) < 3,
        )  # fmt: skip

    return wrapped


def _cell(field: Any) -> Text:
    text = _BREAKS.sub(" ", str(field))
    return Text(text, style=_STYLES.get(text, ""))
