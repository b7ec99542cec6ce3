"""Who coded, as tables and captions say it; how far the coders of the samples agree."""

from pathlib import Path

import pytest
from nltk.metrics.agreement import AnnotationTask

from chengyan.coded import said_of, who_coded
from chengyan.errors import LexiconError
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.samples import read_samples

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["model", "model"], "model-coded"),
        (["human"], "human-coded"),
        (["human", "model"], "model-coded and human-coded"),
        ([], "none named"),
    ],
)
def test_who_coded_is_said_in_words(kinds, said):
    assert said_of(kinds) == said


def test_the_shipped_sample_is_model_coded():
    assert who_coded([ROOT / "coded/priorities.tsv"]) == "model-coded"
    assert who_coded([]) == "none named"


def test_a_sample_without_the_column_is_named(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("id\tsample\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine.tsv, line 1: column kind is missing"):
        who_coded([path])


def test_the_agreement_that_the_docs_tell():
    codes = [code.code for code in read_codebook(ROOT / "lexicon/codebook.tsv")]
    sample = read_samples([ROOT / "coded/priorities_cities_test.tsv"], codes)
    judged = [
        (coder, row["id"], row[f"coder_{coder}"])
        for row in sample.to_dict("records")
        for coder in ("a", "b")
    ]
    page = " ".join((ROOT / "docs/priorities.md").read_text(encoding="utf-8").split())
    alpha = f"{AnnotationTask(judged).alpha():.3f}".lstrip("0")
    agree = (sample["coder_a"] == sample["coder_b"]).sum()
    assert (
        f"agreed in {agree} of {len(sample)} primary codes (Krippendorff's alpha {alpha})" in page
    )
