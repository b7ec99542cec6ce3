"""What is beside the pages: charts, the reading view, tables to look into, files to take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pandas as pd

from chengyan.language import LANGUAGES, speaking
from chengyan.priorities.codebook import Code
from chengyan.report.facts import Row
from chengyan.report.filters import href
from chengyan.rhetoric.devices import Device

Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Material:
    """What the reading view and downloads are made from.

    Attributes
    ----------
    documents : list of dict
        Manifest rows with `group`, in the order of the groups.
    tables : dict of str to pandas.DataFrame
        All tables.
    raw_lines : dict of str to list of str
        The lines of each raw file, by doc_id.
    codebook : list of Code
    devices : list of Device
    config : dict
    """

    documents: list[dict[str, str]]
    tables: dict[str, pd.DataFrame]
    raw_lines: dict[str, list[str]]
    codebook: list[Code]
    devices: list[Device]
    config: dict[str, Any]


def _found(module: str, name: str) -> Any:  # stub
    """The function, or None until its part is there."""
    try:
        there = find_spec(module)
    except ModuleNotFoundError:
        return None
    return getattr(import_module(module), name, None) if there else None


def chart_files(material: Material, groups: Sequence[str]) -> Files:
    """The chart of each place in each language, as a script."""
    specs = _found("chengyan.report.charts", "specs")
    script = _found("chengyan.report.reader", "script")
    if not specs or not script:  # stub
        return
    for language in LANGUAGES:
        with speaking(language):
            for name, spec in specs(material.tables, groups, material.config).items():
                told = script("chart", f"{name}.{language}", spec)
                yield f"data/chart-{name}.{language}.js", told
    vega = _found("chengyan.report.charts", "library")
    if vega:
        yield "assets/vega.js", vega()


def reading_files(material: Material) -> Files:
    """The texts in chunks, and each as a page that needs no script."""
    files = _found("chengyan.report.reader", "files")
    if not files:  # stub
        return
    yield from files(
        material.documents,
        material.tables,
        material.raw_lines,
        material.codebook,
        material.devices,
    )
    pages = _found("chengyan.report.reader_page", "text_pages")
    for language in LANGUAGES if pages else ():
        with speaking(language):
            yield from pages(material.documents, material.tables)


def reading_page(material: Material) -> Row | None:
    """What the template of the reading view takes, in the language that is spoken."""
    facts = _found("chengyan.report.reader_page", "page_facts")
    if not facts:  # stub
        return None
    found: Row = facts(
        material.documents, material.tables, material.codebook, material.devices
    )
    return found


def table_files(material: Material) -> Files:
    """Tables to look into, as scripts."""
    files = _found("chengyan.report.reader", "table_files")
    if files:  # stub
        yield from files(material.tables)


def words() -> dict[str, Any]:
    """What scripts of charts and tables say, in the language that is spoken."""
    told: dict[str, Any] = {}
    for module in ("chengyan.report.charts", "chengyan.report.reader_tables"):
        own = _found(module, "words")
        told |= own() if own else {}  # stub
    return told


def download_files(material: Material, **given: Any) -> Files:
    """Files to take away."""
    files = _found("chengyan.report.export", "files")
    if files:  # stub
        yield from files(material, **given)


def scripts() -> Mapping[str, list[str]]:
    """Which scripts of ``assets/`` pages load beside the shell's, by page."""
    return {"data": ["tables.js"], "read": ["app.js"], "": ["charts.js", "tables.js"]}


def read_name() -> str:
    """The file of the reading view in the language that is spoken."""
    return href("read")
