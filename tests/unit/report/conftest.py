"""The files to take away, made once from the published tables."""

import gzip
from pathlib import Path

import pandas as pd
import pytest
import yaml

from chengyan.config import complete_config
from chengyan.manifest import read_manifest
from chengyan.matrix import from_table
from chengyan.report.export import files

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def config():
    given = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    schema = ROOT / "workflow/schemas/config.schema.yaml"
    complete = complete_config(given, yaml.safe_load(schema.read_text(encoding="utf-8")))
    lexicon = complete["lexicon"]["formulations"]
    complete["lexicon"]["formulations"] = str(ROOT / lexicon)
    return complete


@pytest.fixture(scope="session")
def documents():
    rows = (document.row for document in read_manifest(ROOT / "corpora/documents.tsv"))
    return [{**row, "group": row["city"]} for row in rows]


@pytest.fixture(scope="session")
def table_paths(tmp_path_factory):
    """The published tables, none compressed."""
    folder = tmp_path_factory.mktemp("tables")
    for path in (ROOT / "docs/gallery/tables").iterdir():
        packed = path.suffix == ".gz"
        content = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
        (folder / path.name.removesuffix(".gz")).write_bytes(content)
    return {path.stem: path for path in sorted(folder.glob("*.csv"))}


@pytest.fixture(scope="session")
def counts():
    """Counts of two words in four paragraphs of the three texts."""
    rows = [
        (0, "baoding-2021", "保定", 4, "发展", 2),
        (0, "baoding-2021", "保定", 4, "+互联网", 1),
        (1, "baoding-2021", "保定", 6, "发展", 3),
        (2, "langfang-2022", "廊坊", 5, "干", 4),
        (3, "shijiazhuang-2021", "石家庄", 2, "发展", 1),
    ]
    return pd.DataFrame(rows, columns=["unit", "doc_id", "group", "paragraph", "term", "count"])


@pytest.fixture(scope="session")
def matrix(counts):
    return from_table(counts)


@pytest.fixture(scope="session")
def take_away(config, documents, table_paths, counts, tmp_path_factory):
    """Make the files, with other arguments where asked."""
    path = tmp_path_factory.mktemp("work") / "counts.parquet"
    counts.to_parquet(path)

    def made(**other):
        given = {
            "config": config,
            "documents": documents,
            "tables": table_paths,
            "figures": {"corpus.png": ROOT / "docs/gallery/corpus.png"},
            "counts": path,
            "inputs": [ROOT / "corpora/documents.tsv", ROOT / "lexicon/codebook.tsv"],
            "citation": ROOT / "CITATION.cff",
            "rhetoric_coding": "model-coded",
        }
        return dict(files(**given | other))

    return made


@pytest.fixture(scope="session")
def taken(take_away):
    return take_away()
