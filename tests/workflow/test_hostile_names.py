"""Names that a shell, a path or a page might take for commands are names."""

import hashlib
import os

import pandas as pd
import pytest
from conftest import copy_project
from tiny import text

# Each would leave a file behind if anything ran it.
CITIES = (
    "甲州'; touch ran #",
    '乙州"$(touch ran)"`touch ran`',
    "--丙州 <img src=x onerror=alert(1)>",
)
DOC_IDS = ("-rf", "--help", "-c")
FILES = ("甲'; touch ran #.txt", '乙$(touch ran)"`x`.txt', "-丙 *?[a] &|<>.txt")


@pytest.fixture
def hostile(tmp_path):
    """A project in a folder of a hostile name, with a corpus of such names."""
    project = copy_project(tmp_path / "城 $(touch ran) ' \" ; & -x")
    folder = project / "tiny"
    rows = ["doc_id\tcity\ttitle\tauthor\toffice\tgenre\toccasion\tdate\tpath\tsha256"]
    for city, doc_id, name in zip(CITIES, DOC_IDS, FILES, strict=True):
        raw = text(city[:2] if city[0] != "-" else "丙州").encode("utf-8")
        (folder / name).write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        row = (doc_id, city, f"{city}工作报告", "", "市长", "report", "", "2024", name, digest)
        rows.append("\t".join(row))
    (folder / "documents.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project


@pytest.mark.slow
def test_names_are_names(hostile, snakemake):
    results = "-out $(touch ran); ' &"
    process = snakemake(hostile, config=(f"results={results}",))
    assert process.returncode == 0, process.stderr
    keyness = pd.read_csv(hostile / results / "tables/keyness.csv")
    assert [name.removeprefix("'") for name in dict.fromkeys(keyness["group"])] == list(CITIES)
    assert (hostile / results / "report/index.html").is_file()
    left = [name for _, folders, files in os.walk(hostile.parent) for name in folders + files]
    assert "ran" not in left
