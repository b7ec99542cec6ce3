"""The page of all findings, from the package."""

from chengyan.findings import KINDS, SEVERITIES

_FINDINGS = """\
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
    parts = [_FINDINGS]
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
