"""The record of a run: choices, versions and digests, and nothing of the machine it ran on."""

import json
import platform
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from chengyan.report.export.run import run_record

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def record(taken):
    return json.loads(taken["download/run.json"])


def test_versions_are_those_installed(record):
    assert record["python"] == platform.python_version()
    for name in ("jieba", "scikit-learn", "snakemake", "pandas"):
        assert record["packages"][name] == version(name)
    assert "pytest" not in record["packages"]


def test_the_configuration_is_whole_but_for_where_results_lie(record, config):
    assert set(record["config"]) == set(config) - {"results"}
    assert record["config"]["topics"] == config["topics"]
    assert record["config"]["claims"] == json.loads(json.dumps(config["claims"]))


def test_digests_are_those_of_the_files(record, taken, table_paths, documents):
    zipped = sha256(taken["download/tables.zip"]).hexdigest()
    assert record["results"]["report/download/tables.zip"] == zipped
    for name, path in table_paths.items():
        told = record["results"][f"tables/{name}.csv"]
        assert told == sha256(path.read_bytes()).hexdigest()
    assert record["texts"] == {row["doc_id"]: row["sha256"] for row in documents}
    manifest = sha256((ROOT / "corpora/documents.tsv").read_bytes()).hexdigest()
    assert record["inputs"]["documents.tsv"] == manifest


def test_no_place_or_time_is_told(taken, config, tmp_path):
    text = taken["download/run.json"].decode()
    assert str(ROOT) not in text
    assert platform.node() not in text or len(platform.node()) < 4
    elsewhere = {**config, "results": str(tmp_path), "samples": [str(tmp_path / "a.tsv")]}
    told = json.loads(run_record(elsewhere, [], [], {}))
    assert told["config"]["samples"] == ["a.tsv"]
    assert str(tmp_path) not in json.dumps(told)


def test_inputs_of_the_project_keep_their_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("lexicon").mkdir()
    Path("lexicon/a.tsv").write_bytes(b"a")
    told = json.loads(run_record({}, [], [Path("lexicon/a.tsv")], {"x": b"b"}))
    assert told["inputs"] == {"lexicon/a.tsv": sha256(b"a").hexdigest()}
    assert told["results"] == {"x": sha256(b"b").hexdigest()}
