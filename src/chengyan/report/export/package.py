"""The result tables as a Data Package: what each is, described for other programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from chengyan.dictionary.table import Column, Table, plain, tables

TYPES = {
    "text": "string",
    "list": "string",
    "number": "number",
    "integer": "integer",
    "flag": "boolean",
}
# Where columns of these names lead, first those that lead nearest; a table leads to one of them.
REFERENCES = (
    (("doc_id", "sentence"), "sentences", ("doc_id", "sentence")),
    (("doc_id", "paragraph"), "paragraphs", ("doc_id", "paragraph")),
    (("doc_id",), "corpus", ("doc_id",)),
    (("doc_a", "sentence_a"), "sentences", ("doc_id", "sentence")),
    (("doc_b", "sentence_b"), "sentences", ("doc_id", "sentence")),
    (("model", "topic"), "topic_verdicts", ("model", "topic")),
    (("claim",), "claims", ("id",)),
    (("specification",), "specifications", ("specification",)),
)
# Its texts may be of another corpus.
ELSEWHERE = ("priority_accuracy",)
LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "MIT, for what is counted and computed; quoted texts remain their authors'",
}
DESCRIPTION = (
    "What chengyan (城言) counted and computed in the texts under `sources`. Every number can be "
    "followed to its sentences in `sentences`, and every sentence to its line in the raw file. "
    "UTF-8, lists inside a cell separated by `;`. A cell of text that begins like a formula of a "
    "spreadsheet program (`=`, `+`, `-`, `@`) has an apostrophe before it in CSV, to be taken off "
    "by programs; Parquet has none. Ranges `loo_low` to `loo_high` are no confidence intervals, "
    "and contrasts that are `unmatched` compare texts of unlike genre, office or year."
)


def descriptor(
    paths: Mapping[str, str], documents: Sequence[Mapping[str, str]], version: str
) -> dict[str, Any]:
    """The package's description, as of Data Package 1.

    Parameters
    ----------
    paths : mapping of str to str
        Path in the package of each CSV table; ``appendix/`` stands before the names of those of the
        whole corpus, where it is an appendix.
    documents : sequence of mapping
        Manifest rows, the sources.
    version : str
        Of chengyan.
    """
    return {
        "profile": "tabular-data-package",
        "name": "chengyan-tables",
        "title": "What the texts say, and how they say it (城言 chengyan)",
        "description": DESCRIPTION,
        "keywords": ["Chinese", "political texts", "text analysis"],
        "software": f"chengyan {version}",
        "licenses": [LICENCE],
        "sources": [_source(document) for document in documents],
        "resources": [_resource(name, path, paths) for name, path in paths.items()],
    }


def _source(document: Mapping[str, str]) -> dict[str, str]:
    title = document.get("title") or document["doc_id"]
    about = {"title": f"{document['doc_id']}: {title}"}
    source = document.get("source", "")
    # By the standard a path is an address, and words are not.
    about |= {"path" if source.startswith(("http://", "https://")) else "origin": source}
    about |= {name: document.get(name, "") for name in ("licence", "sha256")}
    return {name: text for name, text in about.items() if text}


def _resource(name: str, path: str, paths: Mapping[str, str]) -> dict[str, Any]:
    part, slash, own = name.rpartition("/")
    table = tables()[own]
    note = f" {table.note}" if table.note else ""
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("/", "."),
        "path": path,
        "title": f"{own}: a row is {plain(table.en)}",
        "title_zh": table.zh,
        "description": plain(f"One row is {table.en}.{note}"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
        "schema": _schema(table, part + slash, paths),
    }


def _schema(table: Table, part: str, paths: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    # A key may hold empty cells only where the standard does not call it one.
    if table.key and not any(table.column(name).empty for name in table.key):
        schema["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": list(fields),
            "reference": {"resource": (part + there).replace("/", "."), "fields": list(theirs)},
        }
        for fields, there, theirs in references(table)
        if part + there in paths
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def references(table: Table) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Which columns of a table lead to which of another: (columns, table, its columns)."""
    sure = {column.name: column for column in table.columns if not column.empty}
    found: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    for fields, there, theirs in REFERENCES:
        taken = {name for names, *_ in found for name in names}
        if set(fields) - set(sure) or set(fields) & taken or there == table.name:
            continue
        # The course of a text has paragraphs in which no topic leads, numbered 0.
        numbered = "topic" not in fields or sure["topic"].low == 1
        if numbered and table.name not in ELSEWHERE:
            found.append((fields, there, theirs))
    return found


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": plain(column.en),
        "description_zh": column.zh,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.kind == "list":
        field["delimiter"] = ";"
    if column.kind == "flag":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    constraints: dict[str, Any] = {"required": not column.empty}
    if column.kind == "text" and column.allowed:
        constraints["enum"] = list(column.allowed)
    elif column.kind == "list" and column.allowed:
        one = f"({'|'.join(column.allowed)})"
        constraints["pattern"] = f"{one}(;{one})*"
    for name, bound in (("minimum", column.low), ("maximum", column.high)):
        if bound is not None:
            constraints[name] = int(bound) if bound.is_integer() else bound
    return field | {"constraints": constraints}
