"""Write docs/findings.md from the list of findings in the package."""

import argparse
import sys
from pathlib import Path

from chengyan.findings import KINDS, SEVERITIES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/findings.md"

_INTRODUCTION = """\
<!-- Written by `make docs` from src/chengyan/findings.py. Edit that file, not this. -->
# Findings

What `chengyan add` and `chengyan check` can find doubtful in a text or a corpus. The workflow makes
the same checks: they stand in `results/tables/checks.csv` and, while they are open, in the report.

At a terminal findings are a table; elsewhere each is one line of five fields separated by tabs:
code, severity, doc_id, place, message. `chengyan check` exits with 1 if there is an error, and with
`--strict` if there is any finding. A doubt does not keep a text out of the corpus: you decide.

A finding is a place to look at, not a verdict. The rules were tried on some thirty reports,
speeches and articles of Chinese cities from 2021 to 2024; texts of other kinds may be doubted
wrongly.
"""
_SEVERITIES = {
    "error": "The text cannot be analysed, or would be counted wrongly.",
    "warning": "Figures may mislead until somebody has looked.",
    "note": "Worth knowing.",
}


def findings_page() -> str:
    """The page, a section for each severity."""
    parts = [_INTRODUCTION]
    for severity in SEVERITIES:
        rows = [
            f"| `{code}` | {kind.meaning} | {kind.remedy} |"
            for code, kind in KINDS.items()
            if kind.severity == severity
        ]
        head = ["| code | what is found | what to do |", "|---|---|---|"]
        title = f"## {severity.capitalize()}s"
        parts.append("\n".join([title, _SEVERITIES[severity], "", *head, *rows, ""]))
    return "\n".join(parts)


def main(page: Path, *, check: bool) -> int:
    """Write the page, or say whether it is as it would be written; return the exit code."""
    text = findings_page()
    if not check:
        page.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if page.is_file() and page.read_text(encoding="utf-8") == text:
        return 0
    print(f"{page.name} is not what the package says. Run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if it is stale")
    sys.exit(main(PAGE, check=parser.parse_args().check))
