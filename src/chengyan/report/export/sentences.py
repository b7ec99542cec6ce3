"""Sentences as JSON, one a line, with all that is known of each."""

import json
from typing import Any

import pandas as pd

from chengyan.report.facts import rows

# Devices that are found too badly to be drawn are not given on either.
FAILS = "fails"
BREAKS = "\x85\u2028\u2029"


def sentence_lines(
    sentences: pd.DataFrame, instances: pd.DataFrame, rhetoric: pd.DataFrame
) -> bytes:
    """A line of JSON for each sentence: where it stands, its text, codes, devices, where it looks.

    Parameters
    ----------
    sentences, instances, rhetoric : pandas.DataFrame
        ``sentences.csv``, ``rhetoric_instances.csv`` and ``rhetoric.csv``.
    """
    failing = set(rhetoric.loc[rhetoric["status"] == FAILS, "device"])
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows(instances[~instances["device"].isin(failing)]):
        place = (str(row["doc_id"]), int(row["sentence"]))
        start, end = int(row["start"]), int(row["end"])
        found.setdefault(place, []).append({"device": row["device"], "start": start, "end": end})
    lines = [_told(_line(row, found)) for row in rows(sentences.fillna(""))]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _told(line: object) -> str:
    """JSON in which no character ends the line, whatever a program takes for its end."""
    told = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    for sign in BREAKS:
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return told


def _line(row: dict[str, Any], found: dict[tuple[str, int], list[dict[str, Any]]]) -> object:
    doc_id, number = str(row["doc_id"]), int(row["sentence"])
    devices = found.get((doc_id, number), [])
    return {
        "doc_id": doc_id,
        "group": str(row["group"]),
        "section": str(row["section"]),
        "paragraph": int(row["paragraph"]),
        "sentence": number,
        "line": int(row["source_line"]),
        "kind": row["kind"],
        "text": str(row["text"]),
        "codes": [code for code in (row["primary"], *str(row["secondary"]).split(";")) if code],
        "devices": sorted(devices, key=lambda one: (one["start"], one["end"], one["device"])),
        "looks": row["orientation"],
    }
