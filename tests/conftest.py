"""What several test modules share; what is slow to make is made once."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from chengyan.lexicon import Entry, read_formulations
from chengyan.manifest import Document, read_manifest
from chengyan.segment import Segmenter

ROOT = Path(__file__).parents[1]

# The same examples in every run: a test that fails here fails for everyone.
settings.register_profile("chengyan", deadline=None, derandomize=True, database=None)
settings.load_profile("chengyan")

WriteCorpus = Callable[..., Path]


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The shipped schema of the configuration."""
    return yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The shipped texts by city."""
    return {d.row["city"]: d for d in read_manifest(ROOT / "corpora/documents.tsv")}


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    """The shipped formulations."""
    return read_formulations(ROOT / "lexicon/formulations.tsv")


@pytest.fixture(scope="session")
def engines(entries: list[Entry]) -> dict[str, Segmenter]:
    """Both engines with the shipped formulations."""
    return {name: Segmenter(name, entries) for name in ("jieba", "rjieba")}


@pytest.fixture
def write_corpus(tmp_path: Path) -> WriteCorpus:
    """A function that writes texts and their manifest and gives the manifest's path."""

    def write(texts: dict[str, str], **columns: list[str]) -> Path:
        lines = ["\t".join(["doc_id", "path", "sha256", *columns])]
        for i, (doc_id, text) in enumerate(texts.items()):
            raw = text.encode("utf-8")
            (tmp_path / f"{doc_id}.txt").write_bytes(raw)
            digest = hashlib.sha256(raw).hexdigest()
            fields = (values[i] for values in columns.values())
            lines.append("\t".join([doc_id, f"{doc_id}.txt", digest, *fields]))
        manifest = tmp_path / "documents.tsv"
        manifest.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
        return manifest

    return write
