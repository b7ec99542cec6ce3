"""Coded samples: read, checked, found in their texts."""

from pathlib import Path

import pandas as pd
import pytest

from chengyan.coded import digest_of
from chengyan.errors import LexiconError
from chengyan.priorities.samples import COLUMNS, in_context, in_corpus, read_samples

ROOT = Path(__file__).parents[3]
CODES = ["ECOL", "LIVE", "NONE"]


def row(**given):
    text = given.get("text", "修水库。")
    whole = {
        **dict.fromkeys(COLUMNS, ""),
        "id": "a-1",
        "sample": "s",
        "kind": "human",
        "doc_id": "a",
        "sentence": "1",
        "part": "0",
        "digest": digest_of(text),
        "primary": "ECOL",
        "text": text,
        "stratum": "a",
        "frame": "10",
        "inclusion": "0.5",
    }
    return {**whole, **given}


def write(folder, *rows, name="coded.tsv"):
    lines = ["\t".join(COLUMNS), *("\t".join(r[name] for name in COLUMNS) for r in rows)]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_blanks_do_not_change_a_digest():
    assert digest_of("修 水\u3000库。\n") == digest_of("修水库。") != digest_of("修水库")
    assert len(digest_of("")) == 16


def test_a_sample_is_read_with_numbers_and_place(tmp_path):
    path = write(tmp_path, row(), row(id="a-2", sentence="2", secondary="LIVE,NONE", inclusion="1"))
    sample = read_samples([path], CODES)
    assert sample["inclusion"].tolist() == [0.5, 1.0]
    assert sample["frame"].tolist() == [10, 10]
    assert sample["place"].tolist() == [f"{path}, line 2", f"{path}, line 3"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"primary": "ECON"}, "primary 'ECON' is not one of ECOL, LIVE, NONE. Did you mean ECOL"),
        ({"secondary": "LIVE,ART"}, "secondary 'ART' is not one of"),
        ({"kind": "robot"}, "kind 'robot' is not one of model, human"),
        ({"sentence": "one"}, "sentence 'one' is no whole number"),
        ({"inclusion": "0"}, "inclusion '0' is no probability above 0"),
        ({"inclusion": "1.5"}, "inclusion '1.5' is no probability above 0"),
        ({"digest": "0" * 16}, "is not that of the text"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, given, said):
    path = write(tmp_path, row(**given))
    with pytest.raises(LexiconError) as error:
        read_samples([path], CODES)
    assert str(error.value).startswith(f"{path}, line 2: ")
    assert said in str(error.value)


def test_of_a_sentence_coded_twice_what_people_coded_is_kept(tmp_path):
    model = write(tmp_path, row(kind="model"), row(kind="model", sentence="2"))
    people = write(tmp_path, row(sample="mine", primary="LIVE"), name="mine.tsv")
    sample = read_samples([model, people], CODES)
    assert sample[["sentence", "kind", "primary"]].to_numpy().tolist() == [
        *([1, "human", "LIVE"], [2, "model", "ECOL"]),
    ]


def test_a_sample_that_holds_a_sentence_twice_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"coded.tsv, line 3: id x stands in line 2 already"):
        read_samples([write(tmp_path, row(), row(id="x"))], CODES)


def test_coded_sentences_are_found_where_they_stand_now(tmp_path):
    sentences = pd.DataFrame(
        {
            "doc_id": ["a", "a", "a", "a"],
            "sentence": [1, 2, 3, 9],
            "text": ["题目", "修水库。", "办学校。", "修 水库。"],
        }
    )
    sample = read_samples(
        [
            write(
                tmp_path,
                row(sentence="7"),
                row(id="a-7-1", sentence="7", part="1", text="修水库"),
                row(id="b-1", doc_id="b"),
            )
        ],
        CODES,
    )
    found = in_corpus(sample, sentences)
    # Of two equal sentences the nearer one; the part goes with its whole; b is not of this corpus.
    assert found["sentence"].tolist() == [9, 9]


def test_a_sentence_that_its_text_lacks_is_named(tmp_path):
    sentences = pd.DataFrame({"doc_id": ["a"], "sentence": [1], "text": ["办学校。"]})
    sample = read_samples([write(tmp_path, row())], CODES)
    with pytest.raises(LexiconError, match="line 2: a has no such sentence") as error:
        in_corpus(sample, sentences)
    assert "修水库" in str(error.value)


def test_a_part_needs_its_whole(tmp_path):
    sentences = pd.DataFrame({"doc_id": ["a"], "sentence": [1], "text": ["修水库。"]})
    sample = read_samples([write(tmp_path, row(part="1"))], CODES)
    with pytest.raises(LexiconError, match="part 1 is coded of a sentence that is not"):
        in_corpus(sample, sentences)


def test_a_coded_sentence_stands_in_its_paragraph_under_its_headings(tmp_path):
    given = row(headings="一、大局 > （二）水利", before="先看山。再看路。", after="后看人。")
    sentences, rows = in_context(read_samples([write(tmp_path, given)], CODES))
    assert sentences["text"].tolist() == [
        *("一、大局", "（二）水利", "先看山。", "再看路。", "修水库。", "后看人。"),
    ]
    assert sentences["kind"].tolist() == ["heading"] * 2 + ["body"] * 4
    assert sentences["level"].tolist() == [1, 2, 0, 0, 0, 0]
    assert rows.tolist() == [4]


def test_the_development_sample_is_that_of_the_codebook():
    codes = [
        line.split("\t")[0]
        for line in (ROOT / "lexicon/codebook.tsv").read_text("utf-8").splitlines()
    ]
    sample = read_samples([ROOT / "coded/priorities.tsv"], codes[1:])
    whole = sample[sample["part"] == 0]
    assert whole.groupby("doc_id", sort=False).size().to_dict() == {
        "baoding-2021": 70, "langfang-2022": 24, "shijiazhuang-2021": 16,
    }  # fmt: skip
    assert (whole["coder_a"] == whole["coder_b"]).sum() >= 105
    # Parts of the few sentences that hold several quasi-sentences.
    assert sample[sample["part"] > 0].groupby(["doc_id", "sentence"]).ngroups == 5
