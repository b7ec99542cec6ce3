"""The page on codebooks of one's own, followed: other codes, another country, by config alone."""

import shutil
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/own_codebook.md").read_text(encoding="utf-8")


def test_another_codebook_runs_from_its_folder(project, snakemake):
    assert "cp -r docs/examples/cap cap\nsnakemake --configfile cap/config.yaml\n" in PAGE
    shutil.copytree(ROOT / "docs/examples/cap", project / "cap")
    process = snakemake(project, "--configfile", "cap/config.yaml", small=False)
    assert process.returncode == 0, process.stderr
    results = project / "cap/results"
    shares = pd.read_csv(results / "tables/priorities.csv", dtype={"code": str})
    own = shares[(shares["method"] == "codebook") & (shares["unit"] == "quasi_sentences")]
    share = own.set_index(["group", "code"])["share"]
    # What the made-up speeches are made of: three paragraphs of eight, four of eight.
    assert share["总理", "14"] == share["总理", "6"] == 9 / 24
    assert share["财政部长", "1"] == 12 / 24
    assert share["总理", "1"] == 0
    assert set(own.loc[own["counted"], "code"]) == {"1", "3", "5", "6", "10", "14", "7"}
    sentences = pd.read_csv(results / "tables/sentences.csv", dtype=str, keep_default_na=False)
    told = sentences[sentences["text"].str.contains("碳税提高以后")].iloc[0]
    assert told["primary"] == "7"
    assert "碳税" in told["primary_cues"]
    assert pd.read_csv(results / "tables/priority_validation.csv").empty
    claims = pd.read_csv(results / "tables/claims.csv").set_index("id")
    assert claims.index.tolist() == ["housing"]
    assert claims.loc["housing", "robust"] == "robust"
    page = (results / "report/priorities.html").read_text(encoding="utf-8")
    assert "how often it is right is not known" in page
    assert "总体经济" in page
