"""What is beside the pages: charts, the reading view, tables to look into."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chengyan.language import LANGUAGES, speaking
from chengyan.priorities.codebook import Code
from chengyan.report import charts, reader, reader_page, reader_tables, reader_words
from chengyan.report.facts import Row
from chengyan.rhetoric.devices import Device

Files = Iterator[tuple[str, bytes]]

_CHART = re.compile(r"data/chart-(\w+)\.en\.js")

# Which scripts of assets/ pages load beside the shell's.
SCRIPTS = {"data": ["tables.js"], "read": ["app.js"]}
USUAL = ["charts.js", "tables.js"]


@dataclass(frozen=True)
class Material:
    """What pages and what is beside them are made from.

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
        The complete configuration.
    """

    documents: list[dict[str, str]]
    tables: dict[str, pd.DataFrame]
    raw_lines: dict[str, list[str]]
    codebook: list[Code]
    devices: list[Device]
    config: dict[str, Any]

    @property
    def groups(self) -> list[str]:
        """The groups in their order."""
        return list(dict.fromkeys(row["group"] for row in self.documents))


def chart_files(material: Material) -> Files:
    """Charts as scripts, and the library that draws them."""
    yield from charts.files(material.tables, material.groups, material.config)


def charts_of(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """The chart that takes the place of each figure, where one was made."""
    found = (_CHART.fullmatch(path) for path, _content in files)
    names = [match[1] for match in found if match and not match[1].startswith("first_")]
    return {charts.FIGURES.get(name, name): name for name in names}


def beside(material: Material, wanted: Mapping[str, Sequence[Mapping[str, str]]]) -> Files:
    """Texts and tables as scripts, and each short text as a page without any.

    Parameters
    ----------
    material : Material
    wanted : mapping of str to sequence of mapping
        By table, conditions on rows that pages link to.
    """
    yield from reader.files(
        material.documents,
        material.tables,
        material.raw_lines,
        material.codebook,
        material.devices,
    )
    for language in LANGUAGES:
        with speaking(language):
            yield from reader_page.text_pages(material.documents, material.tables)
    yield from reader_tables.table_files(material.tables, wanted)


def reading_page(material: Material) -> Row:
    """What the template of the reading view takes, in the language that is spoken."""
    return reader_page.page_facts(
        material.documents, material.tables, material.codebook, material.devices
    )


def words() -> dict[str, Any]:
    """What scripts of tables say, in the language that is spoken."""
    return dict(reader_words.table_words())
