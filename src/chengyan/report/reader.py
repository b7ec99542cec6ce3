"""What the reading page needs of each text: sentences with codes and devices, and raw lines."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.tables import require_columns

SENTENCES = (
    *("doc_id", "group", "paragraph", "sentence", "source_line", "kind", "section", "text"),
    *("primary", "secondary", "orientation"),
)
INSTANCES = ("device", "doc_id", "sentence", "start", "end")


def chunk(
    document: Mapping[str, str],
    sentences: pd.DataFrame,
    instances: pd.DataFrame,
    lines: Sequence[str],
) -> dict[str, Any]:
    """One text as the reading page takes it.

    Parameters
    ----------
    document : mapping of str to str
        Manifest row with doc_id, group, title, path.
    sentences : pandas.DataFrame
        Rows of ``sentences.csv`` of this text.
    instances : pandas.DataFrame
        Rows of ``rhetoric_instances.csv`` of this text, those that may be shown.
    lines : sequence of str
        The lines of the raw file.

    Returns
    -------
    dict
        id, group, title, path; sections (names); sentences (lists of number, line, paragraph,
        section, kind, text, primary, secondary, orientation, instances); lines (by number, those
        that sentences come from).
    """
    require_columns(sentences, SENTENCES, "sentences.csv")
    require_columns(instances, INSTANCES, "rhetoric_instances.csv")
    found: dict[int, list[list[Any]]] = {}
    for device, sentence, start, end in zip(
        *(instances[name] for name in ("device", "sentence", "start", "end")), strict=True
    ):
        found.setdefault(int(sentence), []).append([str(device), int(start), int(end)])
    names = list(dict.fromkeys(str(name) for name in sentences["section"].fillna("")))
    place = {name: i for i, name in enumerate(names)}
    told = [
        [
            int(row["sentence"]),
            int(row["source_line"]),
            int(row["paragraph"]),
            place[str(row["section"])],
            str(row["kind"]),
            str(row["text"]),
            str(row["primary"]),
            str(row["secondary"]),
            str(row["orientation"]),
            found.get(int(row["sentence"]), []),
        ]
        for row in sentences.fillna("").to_dict("records")
    ]
    used = sorted({sentence[1] for sentence in told})
    return {
        "id": str(document["doc_id"]),
        "group": str(document["group"]),
        "title": str(document.get("title") or document["doc_id"]),
        "path": str(document.get("path", "")),
        "sections": names,
        "sentences": told,
        "lines": {line: lines[line - 1] for line in used if 0 < line <= len(lines)},
    }


def script(chunk: Mapping[str, Any]) -> str:
    """The chunk as a script that hands it to the page: a page on disk may load nothing else."""
    return f"chengyan.take({safe_json(chunk)});\n"


def safe_json(value: object) -> str:
    """JSON that may stand in a script or a page: no tag ends there, no line is broken."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return told
