"""The page of the reading view, and each text as a page that needs no JavaScript."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chengyan.language import _, n_, spoken
from chengyan.priorities.codebook import Code
from chengyan.report.reader import Documents, Tables, facts, safe_json
from chengyan.report.reader_words import families, kinds, statuses, words
from chengyan.report.told import story_of
from chengyan.report.wording import word
from chengyan.rhetoric.devices import Device

TEMPLATES = Path(__file__).parent / "templates"
# Characters of a corpus up to which each text is a static page as well: beyond, the folder would
# grow by as much again, and sentences.csv has them.
STATIC_ROOM = 400_000
# A sentence is cut there on a static page, which has nothing to show the rest by.
STATIC_CUT = 20_000
HEADS = {"heading", "title"}
# Findings told beside the sentences of one search.
TOLD = 3


def environment() -> Environment:
    """The templates of the reading view, in the language that is spoken."""
    made = Environment(
        loader=FileSystemLoader([TEMPLATES, TEMPLATES.parent]), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.globals |= {"_": _, "n_": n_, "gettext": _, "ngettext": n_}
    return made


def page_facts(
    documents: Documents, tables: Tables, codebook: Sequence[Code], devices: Sequence[Device]
) -> dict[str, Any]:
    """What the template ``read_main.html.j2`` and its scripts need, in the language spoken.

    Returns
    -------
    dict
        ``facts`` for scripts (names, words), as JSON that may stand in the page; ``groups``,
        ``codes``, ``devices`` by family, ``topics``, ``texts`` for the template; ``static``,
        whether there is a page of each text; ``suffix`` of pages in this language.

    Raises
    ------
    TableError
        If a table lacks a column.
    """
    known = facts(documents, tables, codebook, devices)
    known["codes"] = _codes(known["codes"], codebook)
    known["devices"] = _devices(known["devices"], devices, tables.get("rhetoric"))
    known["families"] = families()
    known["words"] = words()
    known["told"] = _told(tables.get("findings"))
    by_family: dict[str, list[dict[str, str]]] = {}
    for device in known["devices"]:
        by_family.setdefault(device["family"], []).append(device)
    names = known["families"]
    return {
        "facts": safe_json(known),
        "texts": known["texts"],
        "groups": list(dict.fromkeys(text["group"] for text in known["texts"])),
        "codes": known["codes"],
        "families": [(key, names.get(key, key), own) for key, own in by_family.items()],
        "topics": {key: topic["label"] for key, topic in known["topics"].items()},
        "static": _is_small(known["texts"]),
        "suffix": "" if spoken() == "en" else f".{spoken()}",
        "language": spoken(),
        "other": "zh" if spoken() == "en" else "en",
    }


def read_page(
    documents: Documents,
    tables: Tables,
    codebook: Sequence[Code],
    devices: Sequence[Device],
    *,
    layout: str = "bare.html.j2",
    scripts: Sequence[str] = (),
) -> str:
    """The page ``read.html`` (or ``read.zh.html``) in the language that is spoken.

    `layout` is the template it extends, `scripts` those of ``assets/`` it loads beside its own.
    """
    page = environment().get_template("read.html.j2")
    known = page_facts(documents, tables, codebook, devices)
    return page.render(**known, layout=layout, scripts=scripts)


def text_pages(documents: Documents, tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Each text as a page of its own, in the language that is spoken, where all are short.

    Yields
    ------
    tuple of str and bytes
        ``text-<n>.html`` (or ``text-<n>.zh.html``) and its content: paragraphs, each sentence
        with its number as anchor (``#s<number>``) and its raw line.
    """
    sentences = tables["sentences"].fillna("")
    own = {str(doc_id): rows for doc_id, rows in sentences.groupby("doc_id", sort=False)}
    if sum(map(len, sentences["text"].astype(str))) > STATIC_ROOM:
        return
    template = environment().get_template("text.html.j2")
    for number, document in enumerate(documents):
        rows = own.get(str(document["doc_id"]))
        page = template.render(
            layout="bare.html.j2",
            scripts=(),
            document={**document, "title": document.get("title") or document["doc_id"]},
            paragraphs=[] if rows is None else _paragraphs(rows),
            number=number,
            suffix="" if spoken() == "en" else f".{spoken()}",
            language=spoken(),
            other="zh" if spoken() == "en" else "en",
        )
        name = f"text-{number}{'' if spoken() == 'en' else '.' + spoken()}.html"
        yield name, page.encode("utf-8", "replace")


def _told(findings: pd.DataFrame | None) -> dict[str, list[dict[str, Any]]]:
    """Findings that compare groups, by the search whose sentences they rest on.

    A search is named by its one key and value, such as ``q=首都``; whose sentences are asked for
    does not matter, for the finding sets all groups side by side.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    if findings is None:
        return found
    for row in story_of(findings):
        asked = [pair for pair in parse_qsl(row["sentences"]) if pair[0] != "group"]
        if len(asked) != 1 or not row["contrast"]:
            continue
        own = found.setdefault("=".join(asked[0]), [])
        if len(own) < TOLD:
            tags = [name for name in (row["robust"], row["contrast"]) if name]
            own.append(
                {
                    "text": str(row["text"]),
                    "tags": [[name, str(word(name))] for name in tags],
                    "why": " ".join(filter(None, (str(row["size"]), str(row["doubts"])))),
                }
            )
    return found


def _is_small(texts: Sequence[Mapping[str, Any]]) -> bool:
    return sum(int(text["characters"]) for text in texts) <= STATIC_ROOM


def _paragraphs(rows: pd.DataFrame) -> list[dict[str, Any]]:
    named = kinds()
    found: list[dict[str, Any]] = []
    for paragraph, own in rows.groupby("paragraph", sort=True):
        own_kinds = own["kind"].astype(str).tolist()
        kind = own_kinds[0]
        found.append(
            {
                "number": paragraph,
                "kind": kind,
                "is_head": set(own_kinds) <= HEADS,
                "named": "" if kind in HEADS | {"body"} else named.get(kind, kind),
                "sentences": [
                    (int(sentence), int(line), _cut(str(text)))
                    for sentence, line, text in zip(
                        own["sentence"], own["source_line"], own["text"], strict=True
                    )
                ],
            }
        )
    return found


def _cut(text: str) -> str:
    return text if len(text) <= STATIC_CUT else f"{text[:STATIC_CUT]}…"


def _codes(ids: Sequence[str], codebook: Sequence[Code]) -> list[dict[str, str]]:
    known = {code.code: code for code in codebook}
    spheres = list(dict.fromkeys(code.sphere for code in codebook if code.sphere))
    shown = []
    for name in ids:
        code = known.get(name)
        if code is None:
            shown.append({"id": name, "name": name, "short": name, "sphere": "none"})
            continue
        zh = spoken() == "zh"
        shown.append(
            {
                "id": name,
                "name": code.zh if zh else f"{code.en} {code.zh}",
                "short": code.zh,
                # Colours are few; the label tells what they cannot.
                "sphere": str(spheres.index(code.sphere) % 7) if code.sphere else "none",
            }
        )
    return shown


def _devices(
    ids: Sequence[str], devices: Sequence[Device], rates: pd.DataFrame | None
) -> list[dict[str, str]]:
    known = {device.device: device for device in devices}
    found: dict[str, str] = {}
    if rates is not None and {"device", "status"} <= set(rates):
        found = dict(zip(rates["device"].astype(str), rates["status"].astype(str), strict=True))
    told = statuses()
    shown = []
    for name in ids:
        device = known.get(name)
        label = name
        if device is not None:
            label = device.zh if spoken() == "zh" else f"{device.en} {device.zh}"
        shown.append(
            {
                "id": name,
                "name": label,
                "family": device.family if device else "other",
                "note": told.get(found.get(name, ""), ""),
            }
        )
    return shown
