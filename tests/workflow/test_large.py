"""A corpus in shards: the same numbers as from a manifest, wherever both have them."""

import os
import subprocess
import sys

import numpy as np
import pytest

from chengyan.tables import read_table


def pack(project, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "chengyan", "pack", "shards", *arguments],
        cwd=project,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def packed(finished):
    """A finished project whose texts are shards as well: of one text each."""
    made = pack(finished, "--manifest", "tiny/documents.tsv", "--megabytes", "0.001")
    assert made.returncode == 0, made.stderr
    assert "3 texts in 3 shards" in made.stderr + made.stdout
    return finished


def test_shards_give_the_numbers_of_the_manifest(packed, snakemake):
    shards = "shards={folder: shards, topics: 2, listed: 10000}"
    config = (shards, "results=large", "engine=rjieba")
    process = snakemake(packed, config=config)
    assert process.returncode == 0, process.stderr
    assert "Shards: 3." in process.stdout
    for name, keys, columns in (
        ("keyness", ["group", "term"], ["count", "g2", "log_ratio", "lrc", "dp_norm", "texts"]),
        ("tfidf", ["group", "term"], ["count", "tfidf"]),
        ("priorities", ["group", "code", "unit"], ["share", "positives"]),
        ("rhetoric", ["group", "device", "unit"], ["rate", "positives"]),
    ):
        found = read_table(packed / f"large/tables/{name}.csv")
        own = read_table(packed / f"results/tables/{name}.csv")
        both = found.merge(own, on=keys, suffixes=("", "_own"))
        assert len(both) == len(found) > 10, name
        for column in columns:
            np.testing.assert_allclose(both[column], both[f"{column}_own"], rtol=1e-8, atol=1e-9)
        if name != "tfidf":
            assert (both["contrast"] == both["contrast_own"]).all()
    prevalence = read_table(packed / "large/tables/topic_prevalence.csv")
    np.testing.assert_allclose(prevalence.groupby("group")["share"].sum(), 1)
    sentences = read_table(packed / "large/work/shards/00001/coded_sentences.parquet")
    own = read_table(packed / "results/tables/sentences.csv")
    own = own[own["group"] == "乙州"].reset_index(drop=True)
    assert sentences["primary"].tolist() == own["primary"].tolist()

    again = snakemake(packed, config=config)
    assert "Nothing to be done" in again.stderr + again.stdout


def test_wrong_shards_are_one_message(packed, snakemake):
    none = snakemake(packed, config=("shards={folder: nowhere}", "results=large"))
    assert none.returncode != 0
    assert "there is no .parquet file in 'nowhere'" in none.stderr
    (packed / "shards/00001.parquet").write_bytes(b"torn")
    torn = snakemake(packed, config=("shards={folder: shards}", "results=large"))
    assert torn.returncode != 0
    assert "shards/00001.parquet: cannot be read as Parquet" in torn.stdout + torn.stderr
    assert not (packed / "large/work/shards/00001").exists()


def test_shards_are_not_written_over(packed):
    before = {path: path.read_bytes() for path in (packed / "shards").iterdir()}
    again = pack(packed, "--manifest", "tiny/documents.tsv")
    assert again.returncode == 2
    assert "there are shards already" in again.stderr + again.stdout
    assert {path: path.read_bytes() for path in (packed / "shards").iterdir()} == before
