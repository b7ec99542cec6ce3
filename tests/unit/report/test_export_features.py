"""Counts and sentences for other programs: nothing lost, nothing that breaks a line."""

import io
import json
import zipfile

import numpy as np
import pandas as pd
import pytest
from scipy.io import mmread

from chengyan.report.export.features import features
from chengyan.report.export.sentences import sentence_lines

COLUMNS = "doc_id group paragraph sentence kind section source_line orientation".split()


@pytest.fixture
def made(counts, documents):
    return dict(features(counts, documents))


def names_of(content):
    """The rows of a file of names, as R's `read.delim(quote = "")` takes them."""
    return pd.read_csv(io.BytesIO(content), sep="\t", dtype=str, quoting=3, keep_default_na=False)


@pytest.mark.parametrize(
    ("file", "names"),
    [("features", "features_documents"), ("features_paragraphs", "features_paragraphs")],
)
def test_a_matrix_has_names_for_all_rows_and_columns(made, file, names):
    found = mmread(io.BytesIO(made[f"{file}.mtx"]))
    assert found.dtype.kind == "i"
    units, terms = names_of(made[f"{names}.tsv"]), names_of(made["features_terms.tsv"])
    assert found.shape == (len(units), len(terms))
    assert units["name"].is_unique
    assert units["tokens"].astype(int).tolist() == np.asarray(found.sum(axis=1)).ravel().tolist()
    assert terms["count"].astype(int).tolist() == np.asarray(found.sum(axis=0)).ravel().tolist()


def test_counts_are_those_of_the_analysis(made, counts):
    found = mmread(io.BytesIO(made["features.mtx"])).toarray()
    units, terms = names_of(made["features_documents.tsv"]), names_of(made["features_terms.tsv"])
    place = {term: column for column, term in enumerate(terms["term"])}
    for (doc_id, term), count in counts.groupby(["doc_id", "term"])["count"].sum().items():
        row = units.index[units["doc_id"] == doc_id][0]
        assert found[row, place[term]] == count
    assert found.sum() == counts["count"].sum()


def test_units_have_what_is_known_of_their_text(made):
    units = names_of(made["features_paragraphs.tsv"])
    assert units["name"].tolist()[:2] == ["baoding-2021:4", "baoding-2021:6"]
    assert units["genre"].tolist()[2:] == ["closing speech", "signed article"]
    assert units["date"].tolist()[2] == "2022-09-07"
    assert units["year"].tolist() == ["2021", "2021", "2022", "2021"]
    assert units["group"].tolist() == ["保定", "保定", "廊坊", "石家庄"]


def test_names_break_no_line(counts, documents):
    bad = [{**document, "author": 'a\t"b"\nc'} for document in documents]
    units = names_of(dict(features(counts, bad))["features_documents.tsv"])
    assert units["author"].tolist() == ['a "b" c'] * 3


@pytest.fixture
def sentences():
    rows = [
        (
            "a",
            "保定",
            1,
            1,
            "heading",
            "",
            3,
            "past",
            "一、“问题”\u2028</script>",
            "ECON",
            "INNO;LIVE",
        ),
        ("a", "保定", 2, 2, "body", "一、", 5, "", "好", "", ""),
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, "text", "primary", "secondary"])


@pytest.fixture
def instances():
    rows = [("we", "a", 1, 2, 4), ("we", "a", 1, 0, 1), ("bad", "a", 1, 0, 2)]
    return pd.DataFrame(rows, columns=["device", "doc_id", "sentence", "start", "end"])


@pytest.fixture
def rhetoric():
    return pd.DataFrame({"device": ["we", "bad"], "status": ["validated", "fails"]})


def test_a_sentence_is_a_line_with_all_that_is_known(sentences, instances, rhetoric):
    told = sentence_lines(sentences, instances, rhetoric).decode("utf-8")
    # Whatever a program takes for the end of a line, there are two.
    assert len(told.splitlines()) == 2
    first, second = map(json.loads, told.splitlines())
    assert first == {
        "doc_id": "a",
        "group": "保定",
        "section": "",
        "paragraph": 1,
        "sentence": 1,
        "line": 3,
        "kind": "heading",
        "text": "一、“问题”\u2028</script>",
        "codes": ["ECON", "INNO", "LIVE"],
        "devices": [
            {"device": "we", "start": 0, "end": 1},
            {"device": "we", "start": 2, "end": 4},
        ],
        "looks": "past",
    }
    assert (second["codes"], second["devices"], second["section"]) == ([], [], "一、")


def test_published_sentences_hold_the_devices_that_are_told_of_them(taken, table_paths):
    zipped = zipfile.ZipFile(io.BytesIO(taken["download/tables.zip"]))
    lines = zipped.read("sentences.jsonl").decode("utf-8").splitlines()
    texts = {(one["doc_id"], one["sentence"]): one for one in map(json.loads, lines)}
    assert len(texts) == len(pd.read_csv(table_paths["sentences"]))
    found = pd.read_csv(table_paths["rhetoric_instances"], keep_default_na=False)
    status = pd.read_csv(table_paths["rhetoric"]).set_index("device")["status"].to_dict()
    checked = 0
    for row in found[found["device"].map(status) != "fails"].head(500).itertuples():
        sentence = texts[row.doc_id, row.sentence]
        words = sentence["text"][row.start : row.end]
        assert words == row.text
        assert {"device": row.device, "start": row.start, "end": row.end} in sentence["devices"]
        checked += 1
    assert checked == 500
