"""All files of the folder ``download`` of the report."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from chengyan.archive import archive
from chengyan.lexicon import read_formulations
from chengyan.report.export.features import features
from chengyan.report.export.methods import NEEDED, methods
from chengyan.report.export.package import descriptor
from chengyan.report.export.parquet import to_parquet
from chengyan.report.export.references import references
from chengyan.report.export.run import run_record, version_of
from chengyan.report.export.sentences import sentence_lines
from chengyan.tables import read_table

LANGUAGES = ("en", "zh")
# Tables that are read, and of which columns, beside those of the methods.
READ = {
    **NEEDED,
    "similarity": "measure",
    "sentences": (
        "doc_id group paragraph sentence kind section source_line orientation primary secondary "
        "text"
    ),
    "rhetoric_instances": "device doc_id sentence start end",
}
# Bytes of a table that goes in as Parquet alone, a quarter of its size: the folder is to be mailed.
# One still larger, the pairs of many groups, is left out.
ONLY_PARQUET, LEFT_OUT = 64_000_000, 256_000_000
README = """\
What chengyan (城言) counted and computed, to go on with.

datapackage.json         what each table and column is (Frictionless Data Package)
tables/*.csv             all tables: UTF-8, one header line, lists inside a cell separated by ;
parquet/*.parquet        the same tables with their types; lists are lists
features.mtx             counts of terms (columns) in documents (rows), Matrix Market
features_paragraphs.mtx  the same in paragraphs
features_*.tsv           names of rows (documents, paragraphs) and of columns (terms), with a header
                         line and without quotation marks
sentences.jsonl          a sentence a line: place, text, codes, devices, where it looks

A cell of text in CSV that begins like a formula of a spreadsheet program (=, +, -, @) has an
apostrophe before it. Take it off when you read the table with a program; Parquet has none.
Devices that are found too badly to be shown are left out of sentences.jsonl, and stand in
tables/rhetoric_instances.csv.
The texts remain their authors'.

城言 chengyan 的计数与计算结果，供继续使用。

datapackage.json         各表各列的说明（Frictionless Data Package，description_zh 为中文）
tables/*.csv             全部结果表：UTF-8，首行为列名，单元格内的列表以 ; 分隔
parquet/*.parquet        同样的表，带数据类型，列表即为列表
features.mtx             词（列）在各文本（行）中的次数，Matrix Market 格式
features_paragraphs.mtx  同上，以自然段为行
features_*.tsv           行（文本、自然段）与列（词）的名称，首行为列名，不用引号
sentences.jsonl          每行一句：位置、原文、类目、修辞手段、时间指向

CSV 中形似电子表格公式（以 =、+、-、@ 开头）的文字单元格前有一个撇号，程序读取时请去掉；
Parquet 中没有。
识别效果太差、不予展示的修辞手段不在 sentences.jsonl 中，见 tables/rhetoric_instances.csv。
文本的权利属于其作者。
"""


def files(
    *,
    config: Mapping[str, Any],
    documents: Sequence[Mapping[str, str]],
    tables: Mapping[str, Path],
    figures: Mapping[str, Path],
    counts: Path,
    inputs: Iterable[Path],
    citation: Path,
    rhetoric_coding: str,
) -> Iterator[tuple[str, bytes]]:
    """Path in the report's folder and content of each file to take away.

    Parameters
    ----------
    config : mapping
        The complete configuration.
    documents : sequence of mapping
        Manifest rows with `group`, in the order of the groups; of the headline, or of the whole
        corpus where tables of an appendix are given.
    tables : mapping of str to path
        All CSV tables by name, ``appendix/`` before the names of those of the appendix.
    figures : mapping of str to path
        Figures by file name; only their digests are taken.
    counts : path
        Counts of terms in paragraphs, as `chengyan.matrix.to_table` writes them.
    inputs : iterable of path
        Manifest, word lists, codebook, coded samples and other files that the run read.
    citation : path
        ``CITATION.cff``.
    rhetoric_coding : str
        Who coded the samples of rhetoric.

    Raises
    ------
    TableError
        If a table is not as the data dictionary has it.
    """
    read = {
        name: read_table(tables[name], columns.split(), only=True) for name, columns in READ.items()
    }
    if "correspondence" in tables:
        read["correspondence"] = pd.DataFrame()
    inside = [
        *_package(tables, documents),
        *features(read_table(counts), documents),
        ("sentences.jsonl", _sentences(read)),
        ("README.txt", _readme(tables).encode("utf-8")),
    ]
    zipped = archive(inside)
    yield "download/tables.zip", zipped
    lexicon = config["lexicon"]["formulations"]
    entries = len(read_formulations(lexicon)) if lexicon else 0
    for language in LANGUAGES:
        told = methods(language, config, read, entries=entries, rhetoric_coding=rhetoric_coding)
        yield f"download/methods.{language}.txt", told.encode("utf-8")
    about = yaml.safe_load(citation.read_text(encoding="utf-8"))
    yield "download/references.bib", references(config, read, about)
    came_out: dict[str, bytes | Path] = {
        **{f"tables/{name}.csv": path for name, path in tables.items()},
        **{f"figures/{name}": path for name, path in figures.items()},
        "report/download/tables.zip": zipped,
    }
    yield "download/run.json", run_record(config, documents, inputs, came_out)


def _package(
    tables: Mapping[str, Path], documents: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, bytes]]:
    sizes = {name: tables[name].stat().st_size for name in sorted(tables)}
    paths = {name: f"tables/{name}.csv" for name, size in sizes.items() if size <= ONLY_PARQUET}
    for name, size in sizes.items():
        if size > LEFT_OUT:
            continue
        if name in paths:
            yield paths[name], tables[name].read_bytes()
        yield f"parquet/{name}.parquet", to_parquet(tables[name], name.rpartition("/")[2])
    about = descriptor(paths, documents, version_of("chengyan"))
    told = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    yield "datapackage.json", told.encode("utf-8")


def _readme(tables: Mapping[str, Path]) -> str:
    """What is in the archive, and which tables are too large for it."""
    sizes = {name: tables[name].stat().st_size for name in sorted(tables)}
    packed = [name for name, size in sizes.items() if ONLY_PARQUET < size <= LEFT_OUT]
    gone = [name for name, size in sizes.items() if size > LEFT_OUT]
    told = README
    if packed:
        told += f"\nToo large as CSV, here as Parquet alone: {', '.join(packed)}.\n"
        told += f"以下表 CSV 过大，此处仅有 Parquet：{'、'.join(packed)}。\n"
    if gone:
        told += f"\nToo large to be here, in the run's own folder tables/: {', '.join(gone)}.\n"
        told += f"以下表过大，未收入，见运行结果的 tables/ 目录：{'、'.join(gone)}。\n"
    return told


def _sentences(read: Mapping[str, pd.DataFrame]) -> bytes:
    return sentence_lines(read["sentences"], read["rhetoric_instances"], read["rhetoric"])
