"""The archive of tables: a data package that holds, Parquet with types, the same bytes always."""

import io
import json
import sys
import zipfile

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

from chengyan.archive import archive
from chengyan.dictionary.table import tables
from chengyan.errors import TableError
from chengyan.report.export.package import descriptor, references
from chengyan.report.export.parquet import to_parquet
from chengyan.tables import write_table

# What the standard (Data Package 1, tabular) asks of a description.
NAME = {"type": "string", "pattern": "^[-a-z0-9._]+$"}
FIELDS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
STANDARD = {
    "type": "object",
    "required": ["name", "profile", "licenses", "sources", "resources"],
    "properties": {
        "name": NAME,
        "profile": {"const": "tabular-data-package"},
        "licenses": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "sources": {"type": "array", "items": {"type": "object", "required": ["title"]}},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema", "encoding"],
                "properties": {
                    "name": NAME,
                    "path": {"type": "string", "pattern": r"^tables/[^.]+\.csv$"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"const": "utf-8"},
                    "schema": {
                        "type": "object",
                        "required": ["fields", "missingValues"],
                        "properties": {
                            "missingValues": {"const": [""]},
                            "primaryKey": FIELDS,
                            "foreignKeys": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["fields", "reference"],
                                    "properties": {"fields": FIELDS},
                                },
                            },
                            "fields": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["name", "type", "description", "constraints"],
                                    "properties": {
                                        "type": {
                                            "enum": ["string", "number", "integer", "boolean"]
                                        },
                                        "constraints": {
                                            "propertyNames": {
                                                "enum": [
                                                    *("required", "enum", "pattern"),
                                                    *("minimum", "maximum"),
                                                ]
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def zipped(taken):
    return zipfile.ZipFile(io.BytesIO(taken["download/tables.zip"]))


@pytest.fixture(scope="module")
def package(zipped):
    return json.loads(zipped.read("datapackage.json"))


def cells_of(zipped, name):
    """The cells of a table of the archive, as text."""
    file = io.BytesIO(zipped.read(f"tables/{name}.csv"))
    return pd.read_csv(file, dtype=str, keep_default_na=False, na_values={})


def test_all_files_are_there(taken, zipped, table_paths):
    assert set(taken) == {
        "download/tables.zip",
        "download/run.json",
        "download/methods.en.txt",
        "download/methods.zh.txt",
        "download/references.bib",
    }
    names = set(zipped.namelist())
    for name, path in table_paths.items():
        assert zipped.read(f"tables/{name}.csv") == path.read_bytes()
        assert f"parquet/{name}.parquet" in names
    for path in zipped.read("README.txt").decode().split():
        if path.endswith((".json", ".mtx", ".jsonl")):
            assert path in names


def test_it_is_small_enough_to_mail(taken):
    assert len(taken["download/tables.zip"]) < 4_000_000


def test_the_same_tables_give_the_same_bytes(taken, take_away):
    assert take_away() == taken


def test_an_archive_has_no_dates_and_its_files_are_sorted():
    files = [("b.parquet", b"x" * 99), ("a.txt", b"y" * 99)]
    one, other = archive(files), archive(reversed(files))
    assert one == other
    entries = zipfile.ZipFile(io.BytesIO(one)).infolist()
    assert [entry.filename for entry in entries] == ["a.txt", "b.parquet"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    # What is packed already is stored as it is.
    assert [entry.compress_size < entry.file_size for entry in entries] == [True, False]


def test_the_description_is_what_the_standard_asks_for(package):
    jsonschema.Draft202012Validator(STANDARD).validate(package)
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names
            assert len(key["fields"]) == len(key["reference"]["fields"])


def test_the_description_says_what_must_be_known_of_cells(package):
    assert "apostrophe" in package["description"]
    keyness = next(one for one in package["resources"] if one["name"] == "keyness")
    fields = {field["name"]: field for field in keyness["schema"]["fields"]}
    assert fields["log_ratio"]["unit"] == "binary logarithm"
    assert fields["dp_norm"]["constraints"] == {"required": False, "minimum": 0, "maximum": 1}
    assert fields["contrast"]["constraints"]["enum"] == ["matched", "unmatched"]
    assert fields["confounds"]["delimiter"] == ";"
    assert fields["occasion"]["trueValues"] == ["True"]
    assert not any("](" in field["description"] for field in fields.values())


def test_fields_are_those_of_the_files(package, zipped):
    for resource in package["resources"]:
        head = zipped.read(resource["path"]).decode().partition("\n")[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_keys_hold_in_the_tables(package, zipped):
    held = 0
    for resource in package["resources"]:
        cells = cells_of(zipped, resource["name"])
        own = resource["schema"].get("primaryKey", [])
        assert not own or not cells.duplicated(own).any(), resource["name"]
        for key in resource["schema"].get("foreignKeys", []):
            there = cells_of(zipped, key["reference"]["resource"])
            known = set(map(tuple, there[key["reference"]["fields"]].to_numpy()))
            pointing = set(map(tuple, cells[key["fields"]].to_numpy()))
            assert pointing <= known, resource["name"]
            held += len(pointing)
    assert held > 1000


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("corpus", []),
        ("paragraphs", ["corpus"]),
        ("targets", ["sentences"]),
        ("course", ["paragraphs"]),
        ("topics", ["topic_verdicts"]),
        ("topic_sentences", ["sentences", "topic_verdicts"]),
        ("robustness", ["claims", "specifications"]),
        ("reuse", ["sentences", "sentences"]),
        ("priority_accuracy", []),
    ],
)
def test_tables_lead_to_one_another(name, leads_to):
    assert [there for _, there, _ in references(tables()[name])] == leads_to


def test_tables_of_an_appendix_lead_to_one_another():
    paths = {name: f"tables/{name}.csv" for name in ("corpus", "appendix/corpus")}
    paths["appendix/paragraphs"] = "tables/appendix/paragraphs.csv"
    told = descriptor(paths, [{"doc_id": "a", "source": "https://x.example/1"}], "1")
    last = told["resources"][-1]
    assert last["name"] == "appendix.paragraphs"
    assert last["schema"]["foreignKeys"][0]["reference"]["resource"] == "appendix.corpus"
    assert told["sources"] == [{"title": "a: a", "path": "https://x.example/1"}]


@pytest.fixture
def claims(tmp_path):
    """A small table with a list, a flag, gaps, and a cell that a spreadsheet might run."""
    rows = [
        ("=a", "s1", 1.5, float("nan"), float("nan"), -0.25, 2.0, True, False),
        ("b", "s2", float("-inf"), float("nan"), float("nan"), 1.0, 2.0, False, False),
    ]
    names = [column.name for column in tables()["robustness"].columns]
    path = tmp_path / "robustness.csv"
    write_table(pd.DataFrame(rows, columns=names), path)
    return path


def test_parquet_has_the_types_of_the_dictionary(claims):
    table = pq.read_table(io.BytesIO(to_parquet(claims, "robustness")))
    types = {field.name: str(field.type) for field in table.schema}
    assert types["claim"] == "string"
    assert types["estimate"] == types["ci_low"] == "double"
    assert types["agrees"] == "bool"
    assert table.column("claim").to_pylist() == ["=a", "b"]
    assert table.column("estimate").to_pylist() == [1.5, float("-inf")]
    assert table.column("ci_low").to_pylist() == [None, None]
    assert table.schema.metadata is None
    about = table.schema.field("agrees").metadata
    assert about[b"description"].startswith(b"`True` where")


def test_every_parquet_table_holds_what_its_csv_holds(zipped, table_paths):
    for name in table_paths:
        found = pq.read_table(io.BytesIO(zipped.read(f"parquet/{name}.parquet")))
        cells = cells_of(zipped, name)
        assert found.column_names == list(cells.columns)
        assert len(found) == len(cells)
        for column in tables()[name].columns:
            values = found.column(column.name).to_pylist()
            told = cells[column.name].tolist()
            if column.kind == "list":
                assert [";".join(parts) for parts in values[:50]] == told[:50]
            elif column.kind in ("number", "integer"):
                expected = [float(cell) if cell else None for cell in told[:50]]
                assert values[:50] == expected


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("agrees", "agree", "column agree "), ("True", "yes", "column agrees"), ("1.5", "x", "x")],
)
def test_what_the_dictionary_does_not_have_is_named(claims, old, new, place):
    text = claims.read_text(encoding="utf-8").replace(old, new, 1)
    claims.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=place):
        to_parquet(claims, "robustness")


def test_a_table_too_large_to_be_mailed_is_parquet_alone_or_left_out(take_away, monkeypatch):
    module = sys.modules["chengyan.report.export.files"]
    monkeypatch.setattr(module, "ONLY_PARQUET", 100_000)
    monkeypatch.setattr(module, "LEFT_OUT", 3_000_000)
    with zipfile.ZipFile(io.BytesIO(take_away()["download/tables.zip"])) as archive:
        names = set(archive.namelist())
        told = archive.read("README.txt").decode()
    assert "parquet/keyness.parquet" in names
    assert "tables/keyness.csv" not in names
    assert "parquet/keyness_pairs.parquet" not in names
    assert "keyness_pairs" in told.partition("Too large to be here")[2]
