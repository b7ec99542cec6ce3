"""Findings as pages show them: the sentence, how sure it is, and links to what it rests on."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import product
from urllib.parse import unquote

import pandas as pd

from chengyan.language import _, spoken
from chengyan.report.facts import Row, rows
from chengyan.report.filters import table_at
from chengyan.report.wording import listed, said, span, tell, times, word

# As `chengyan.story.rows.condition` writes them; bounds (< and >) are no address.
_CONDITION = re.compile(r"(\w+)=(\S*)")
_NUMBERS = ("effect", "ci_low", "ci_high", "loo_low", "loo_high", "lead")


def story_of(findings: pd.DataFrame) -> list[Row]:
    """All findings in the language that is spoken, in the order of their table."""
    table = findings.assign(
        **{name: pd.to_numeric(findings[name], errors="coerce") for name in _NUMBERS}
    )
    words = table.columns.difference(list(_NUMBERS))
    return [_told(row) for row in rows(table.assign(**table[words].fillna("").astype(str)))]


def front_of(story: Sequence[Row]) -> list[Row]:
    """The findings of the front page, in their order."""
    return sorted((row for row in story if row["lead"] > 0), key=lambda row: row["lead"])


def _told(row: Row) -> Row:
    language = spoken()
    return {
        **row,
        "text": row[f"text_{language}"],
        "compares": bool(row["more"] and row["less"]),
        "size": _size(row),
        "doubts": _doubts(row, row[f"why_{language}"]),
        "links": _links(row["rows"]),
        "sentences": row["sentences"].lstrip("#"),
    }


def _size(row: Row) -> str:
    """The effect as a multiple, with its interval or its range."""
    if math.isnan(row["effect"]):
        return ""
    for kind, told in (("ci", _("95 % interval")), ("loo", _("one paragraph or text left out"))):
        low, high = row[f"{kind}_low"], row[f"{kind}_high"]
        if not math.isnan(low) and not math.isnan(high):
            return tell(
                "{times} ({range}, {kind})",
                times=times(row["effect"]),
                range=span(times(low), times(high)),
                kind=told,
            )
    return times(row["effect"])


def _doubts(row: Row, why: str) -> str:
    """Why it is not robust, and in what it is not matched."""
    # A comparison of whole groups may be without a table of contrasts: then nothing is named.
    confounds = [word(part) for part in row["confounds"].split(";") if part]
    return said(
        why and row["robust"] != "robust" and tell("Not robust: {why}.", why=why.rstrip(".。")),
        why and row["robust"] == "robust" and tell("{why}.", why=why.rstrip(".。")),
        row["contrast"] == "unmatched"
        and confounds
        and tell("Not matched in {what}.", what=listed(confounds)),
    )


def wanted_of(findings: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    """Conditions on rows that findings rest on, by table; one for each of several values."""
    wanted: dict[str, list[dict[str, str]]] = {}
    for conditions in findings["rows"].fillna("").astype(str):
        for table, found in _conditions(conditions):
            names = list(found)
            for values in product(*(found[name].split("|") for name in names)):
                wanted.setdefault(table, []).append(dict(zip(names, values, strict=True)))
    return wanted


def _links(conditions: str) -> list[Row]:
    """Addresses of the rows, one for each table and conditions."""
    links: list[Row] = []
    for table, found in _conditions(conditions):
        link = {"table": table, "href": table_at(table, found)}
        if link not in links:
            links.append(link)
    return links


def _conditions(conditions: str) -> Iterator[tuple[str, dict[str, str]]]:
    for condition in filter(None, map(str.strip, conditions.split(";"))):
        table, _colon, pairs = condition.partition(":")
        found = {name: unquote(value) for name, value in _CONDITION.findall(pairs)}
        yield table.strip().removesuffix(".csv"), found
