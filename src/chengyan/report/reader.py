"""What the reading view needs of each text: sentences with codes and devices, and raw lines."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from chengyan.han import count_han
from chengyan.priorities.codebook import Code
from chengyan.rhetoric.devices import Device
from chengyan.tables import require_columns

SENTENCES = (
    *("doc_id", "group", "paragraph", "sentence", "source_line", "last_line", "kind", "section"),
    *("text", "primary", "secondary", "orientation"),
)
INSTANCES = ("device", "doc_id", "sentence", "start", "end")
PARTS = ("doc_id", "sentence", "primary")
FORMULATIONS = ("formulation", "sentences")
TOPICS = ("model", "topic", "label", "rank", "doc_id", "sentence")
LOOKS = ("past", "present", "future")
# Raw lines after the last sentence that is shown.
AROUND = 20

# Of one text a browser gets so much, a hundred times the longest report; tables have all of it.
MOST_SENTENCES, MOST_CHARACTERS = 100_000, 4_000_000

_SURROGATES = re.compile("[\ud800-\udfff]")
_FIRST_ASTRAL = 0x10000

Tables = Mapping[str, pd.DataFrame]
Documents = Sequence[Mapping[str, Any]]


def files(
    documents: Documents,
    tables: Tables,
    raw_lines: Mapping[str, Sequence[str]],
    codebook: Sequence[Code],
    devices: Sequence[Device],
) -> Iterator[tuple[str, bytes]]:
    """The chunks of data that the reading view loads, two a text.

    Parameters
    ----------
    documents : sequence of mapping
        Manifest rows with doc_id, group, title, path, in the order of the groups.
    tables : mapping of str to pandas.DataFrame
        ``sentences`` and ``rhetoric_instances``; ``formulations`` where there is one.
    raw_lines : mapping of str to sequence of str
        The lines of each raw file by doc_id.
    codebook : sequence of Code
    devices : sequence of Device

    Yields
    ------
    tuple of str and bytes
        Path within the report, and content: ``data/text-<n>.js`` with the sentences of the n-th
        document, ``data/lines-<n>.js`` with its raw lines.

    Raises
    ------
    TableError
        If a table lacks a column.
    """
    places = _Places(tables, codebook, devices)
    for number, document in enumerate(documents):
        doc_id = str(document["doc_id"])
        chunk = places.chunk(doc_id)
        yield f"data/text-{number}.js", script("text", number, chunk)
        lines = _bearable_lines(raw_lines.get(doc_id, ()), chunk["sentences"])
        yield f"data/lines-{number}.js", script("lines", number, lines)


def facts(
    documents: Documents, tables: Tables, codebook: Sequence[Code], devices: Sequence[Device]
) -> dict[str, Any]:
    """What the reading view knows before it loads a text.

    Returns
    -------
    dict
        texts (id, group, title, path, han, sentences, sections, and of a text that is cut the
        number of sentences shown), codes and devices (in the order
        to which chunks refer), kinds, formulations, topics; all but names in either language.
    """
    places = _Places(tables, codebook, devices)
    numbers = {str(document["doc_id"]): n for n, document in enumerate(documents)}
    return {
        "texts": [
            {
                "id": str(document["doc_id"]),
                "group": str(document["group"]),
                "title": str(document.get("title") or document["doc_id"]),
                "path": str(document.get("path") or ""),
                **places.size(str(document["doc_id"])),
            }
            for document in documents
        ],
        "codes": places.codes,
        "devices": places.devices,
        "kinds": places.kinds,
        "formulations": places.formulations,
        "used": sorted(set(places.stands)),
        "topics": _topics(tables.get("topic_sentences"), numbers),
    }


class _Places:
    """Where everything stands, and the short numbers that chunks have for it."""

    def __init__(self, tables: Tables, codebook: Sequence[Code], devices: Sequence[Device]) -> None:
        sentences, instances = tables["sentences"], tables["rhetoric_instances"]
        require_columns(sentences, SENTENCES, "sentences.csv")
        require_columns(instances, INSTANCES, "rhetoric_instances.csv")
        sentences = sentences.fillna("")
        self.own = {str(doc_id): own for doc_id, own in sentences.groupby("doc_id", sort=False)}
        found = instances.groupby("doc_id", sort=False)
        self.instances = {str(doc_id): own for doc_id, own in found}
        # What a table has and the codebook lacks is shown by its id.
        self.codes = _listed((c.code for c in codebook), sentences["primary"])
        self.devices = _listed((d.device for d in devices), instances["device"])
        self.kinds = _listed((), sentences["kind"])
        self.formulations: list[str] = []
        # Sentences of each formulation that is used: its number → doc_id → numbers.
        self.stands: dict[int, dict[str, list[int]]] = {}
        # Codes of each sentence's parts.
        self.parts: dict[tuple[str, int], set[str]] = {}
        if "quasi_sentences" in tables:
            require_columns(tables["quasi_sentences"], PARTS, "quasi_sentences.csv")
            columns = (tables["quasi_sentences"][name] for name in PARTS)
            for doc_id, sentence, code in zip(*columns, strict=True):
                self.parts.setdefault((str(doc_id), int(sentence)), set()).add(str(code))
        if "formulations" in tables:
            self._take_formulations(tables["formulations"])

    def _take_formulations(self, table: pd.DataFrame) -> None:
        require_columns(table, FORMULATIONS, "formulations.csv")
        number: dict[str, int] = {}
        columns = (table[name].fillna("").astype(str) for name in FORMULATIONS)
        for name, places in zip(*columns, strict=True):
            here = number.setdefault(name, len(number))
            for place in filter(None, places.split(";")):
                doc_id, _, sentence = place.rpartition(":")
                self.stands.setdefault(here, {}).setdefault(doc_id, []).append(int(sentence))
        self.formulations = list(number)

    def size(self, doc_id: str) -> dict[str, Any]:
        own = self.own.get(doc_id)
        if own is None:
            return {"characters": 0, "han": 0, "sentences": 0, "sections": []}
        return {
            "characters": sum(len(str(text)) for text in own["text"]),
            "han": sum(count_han(str(text)) for text in own["text"]),
            "sentences": len(own),
            "sections": _listed((), own["section"]),
            **({"shown": shown} if (shown := _bearable(own["text"])) < len(own) else {}),
        }

    def chunk(self, doc_id: str) -> dict[str, Any]:
        """Sections, sentences and formulations of a text.

        A sentence is number, first and last raw line, paragraph, section, kind, text, primary and
        secondary code, orientation (-1 where there is none), and device, start, end of each
        instance, all in one list; then codes of its parts beside these, if there are any. Offsets
        count as JavaScript does.
        """
        own = self.own.get(doc_id)
        if own is None:
            return {"sections": [], "sentences": [], "formulations": {}}
        own = own.head(_bearable(own["text"]))
        found = self._found(doc_id)
        sections = _listed((), own["section"])
        section, code, kind = (_places_in(names) for names in (sections, self.codes, self.kinds))
        looks = _places_in(LOOKS)
        sentences = []
        for values in zip(*(own[name] for name in SENTENCES[2:]), strict=True):
            paragraph, number, line, last, its_kind, its_section, text, first, second, way = values
            text = _short(str(text))
            offset = _utf16(text)
            flat = [
                place
                for device, start, end in found.get(int(number), [])
                for place in (device, offset(start), offset(end))
            ]
            parts = self.parts.get((doc_id, int(number)), set()) - {str(first), str(second)}
            beside = sorted(code[name] for name in parts if name in code)
            sentences.append(
                [
                    *(int(number), int(line), int(last), int(paragraph)),
                    *(section.get(str(its_section), -1), kind.get(str(its_kind), -1), text),
                    *(code.get(str(first), -1), code.get(str(second), -1), looks.get(str(way), -1)),
                    flat,
                    *([beside] if beside else []),
                ]
            )
        used = {number: at[doc_id] for number, at in self.stands.items() if doc_id in at}
        return {"sections": sections, "sentences": sentences, "formulations": used}

    def _found(self, doc_id: str) -> dict[int, list[tuple[int, int, int]]]:
        """Device, start and end of the instances in each sentence of a text."""
        instances = self.instances.get(doc_id)
        number = _places_in(self.devices)
        found: dict[int, list[tuple[int, int, int]]] = {}
        if instances is not None:
            columns = (instances[name] for name in ("device", "sentence", "start", "end"))
            for device, sentence, start, end in zip(*columns, strict=True):
                place = (number[str(device)], int(start), int(end))
                found.setdefault(int(sentence), []).append(place)
        return found


def _topics(table: pd.DataFrame | None, numbers: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """The most typical sentences of each topic, by ``<model>-<n>``: text and sentence."""
    if table is None:
        return {}
    require_columns(table, TOPICS, "topic_sentences.csv")
    topics: dict[str, dict[str, Any]] = {}
    for model, topic, label, _, doc_id, sentence in zip(
        *(table[name] for name in TOPICS), strict=True
    ):
        own = topics.setdefault(f"{model}-{topic}", {"label": str(label), "sentences": []})
        if str(doc_id) in numbers:
            own["sentences"].append([numbers[str(doc_id)], int(sentence)])
    return topics


def _bearable(texts: pd.Series) -> int:
    """How many sentences of a text a browser gets: one at the least."""
    few = texts.head(MOST_SENTENCES).astype(str).str.len().cumsum()
    return max(int((few <= MOST_CHARACTERS).sum()), min(len(few), 1))


def _bearable_lines(lines: Sequence[str], sentences: Sequence[Sequence[Any]]) -> list[str]:
    """The raw lines beside these sentences, each as long as a browser bears."""
    last = max((sentence[2] for sentence in sentences), default=0) + AROUND
    room = 2 * MOST_CHARACTERS
    told: list[str] = []
    for line in lines[:last]:
        if room <= 0:
            break
        told.append(line[:room])
        room -= len(line)
    return told


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def _listed(known: Iterable[str], met: pd.Series) -> list[str]:
    """Known ids in their order, then what was met beside them."""
    return list(dict.fromkeys([*known, *(str(name) for name in met.unique() if str(name))]))


def _places_in(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _utf16(text: str) -> Callable[[int], int]:
    """A function that turns an offset in characters into one as JavaScript counts."""
    astral = [place for place, mark in enumerate(text) if ord(mark) >= _FIRST_ASTRAL]
    if not astral:
        return int
    return lambda offset: int(offset) + sum(place < offset for place in astral)


def script(kind: str, name: object, value: object) -> bytes:
    """A value as a script that hands it to the page: a page on disk may load nothing else."""
    told = f"chengyan.take({safe_json(kind)},{safe_json(str(name))},{safe_json(value)});\n"
    return told.encode("utf-8")


def safe_json(value: object) -> str:
    """JSON that may stand in a script or a page: no tag ends there, no line is broken.

    Half a character (a lone surrogate) becomes U+FFFD, since no file can hold it.
    """
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return _SURROGATES.sub("\ufffd", told)
