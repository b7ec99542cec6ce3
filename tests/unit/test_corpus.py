"""Manifest and texts: what is wrong is named with its place and its remedy."""

import hashlib
from pathlib import Path

import pytest

from chengyan.corpus import check_size, clean_document, read_text
from chengyan.errors import ConfigError, DesignError, ManifestError, TextError
from chengyan.manifest import group_documents, read_manifest

HEADER = "doc_id\tcity\tdate\tpath\tsha256"


def manifest(folder: Path, *lines: str, end: str = "\n") -> Path:
    path = folder / "documents.tsv"
    path.write_bytes(end.join([*lines, ""]).encode("utf-8"))
    return path


def says(error, *parts):
    """The message has a place, a problem and a remedy, and names these."""
    assert all((error.value.place, error.value.problem, error.value.remedy))
    for part in parts:
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        ([""], ["is empty", "header line"]),
        (["doc_id path sha256", "a x y"], ["line 1", "not separated by tabs"]),
        (["doc_id,path,sha256", "a,x,y"], ["line 1", "not separated by tabs"]),
        (["id\tpath\tsha256"], ["line 1", "column doc_id is missing", "Add that column"]),
        (["doc_id\tsha256", "a\tx"], ["line 1", "column path is missing"]),
        (["doc_id\tpath", "a\tx"], ["line 1", "column sha256 is missing"]),
        (["doc_id\tpath\tsha256\tpath", "a\tx\ty\tz"], ["line 1", "column path stands twice"]),
        ([HEADER], ["lists no text", "Add a row"]),
        ([HEADER, "", "\t\t\t\t"], ["lists no text"]),
        ([HEADER, "a\t甲\t2021\ta.txt"], ["line 2", "4 fields", "header has 5", "tabs"]),
        ([HEADER, "a\t甲\t2021\ta.txt\tx\ty"], ["line 2", "has 6 fields"]),
        (
            [HEADER, "a\t甲\t\ta.txt\tx", "", "a\t乙\t\tb.txt\tx"],
            ["line 4", "doc_id a stands in line 2 already"],
        ),
        ([HEADER, "\t甲\t\ta.txt\tx"], ["line 2", "doc_id ''", "file name"]),
        ([HEADER, "../a\t甲\t\ta.txt\tx"], ["line 2", "doc_id '../a'"]),
        ([HEADER, ".a\t甲\t\ta.txt\tx"], ["line 2", "doc_id '.a'"]),
        ([HEADER, "a b\t甲\t\ta.txt\tx"], ["line 2", "doc_id 'a b'"]),
        ([HEADER, "a\t甲\t2021年\ta.txt\tx"], ["line 2", "'2021年' is no date", "YYYY-MM-DD"]),
        ([HEADER, "a\t甲\t2021-13\ta.txt\tx"], ["'2021-13' is no date"]),
        ([HEADER, "a\t甲\t2021-1-1\ta.txt\tx"], ["'2021-1-1' is no date"]),
        ([HEADER, "a\t甲\t２０２１\ta.txt\tx"], ["'２０２１' is no date"]),
        ([HEADER, "a\t甲\t\t../a.txt\tx"], ["line 2", "'../a.txt'", "manifest's folder"]),
        ([HEADER, "a\t甲\t\t{a}.txt\tx"], ["line 2", "'{a}.txt' holds a brace", "Rename"]),
        ([HEADER, "a\t甲\t\tx/../../a.txt\tx"], ["'x/../../a.txt'"]),
        ([HEADER, "a\t甲\t\t/etc/passwd\tx"], ["'/etc/passwd'"]),
        ([HEADER, "a\t甲\t\t\tx"], ["line 2", "path ''"]),
    ],
)
def test_wrong_manifests(tmp_path, lines, parts):
    path = manifest(tmp_path, *lines)
    with pytest.raises(ManifestError) as error:
        read_manifest(path)
    says(error, str(path), *parts)


def test_manifests_that_cannot_be_read(tmp_path):
    with pytest.raises(ManifestError) as error:
        read_manifest(tmp_path / "none.tsv")
    says(error, "none.tsv", "no such manifest", "Set `manifest`")
    with pytest.raises(ManifestError) as error:
        read_manifest(tmp_path)
    says(error, str(tmp_path), "cannot be read")
    path = tmp_path / "gbk.tsv"
    path.write_bytes("doc_id\t城市".encode("gbk"))
    with pytest.raises(ManifestError) as error:
        read_manifest(path)
    says(error, "gbk.tsv", "is not UTF-8", "Save it as UTF-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_byte_order_mark_and_further_columns(tmp_path, end, mark):
    rows = [
        f"{mark}{HEADER}\tnote",
        'a\t 甲 \t2021-11-12\tx/a.txt\tAB\t"quoted',
        "b-1.c\t乙\t\tb\tx\t",
    ]
    first, second = read_manifest(manifest(tmp_path, *rows, end=end))
    assert first.doc_id == "a"
    assert first.path == tmp_path / "x/a.txt"
    assert first.row["city"] == "甲"
    assert first.row["note"] == '"quoted'
    assert first.row["year"] == "2021"
    assert first.place.endswith("documents.tsv, line 2")
    assert (second.doc_id, second.row["date"], second.row["year"]) == ("b-1.c", "", "")


def test_a_manifests_own_year_is_kept(tmp_path):
    [document] = read_manifest(manifest(tmp_path, f"{HEADER}\tyear", "a\t甲\t2021\ta\tx\t2020"))
    assert document.row["year"] == "2020"


def test_facts_are_what_collecting_depends_on(tmp_path):
    [document] = read_manifest(manifest(tmp_path, f"{HEADER}\ttitle", "a\t甲\t2021\ta\tx\t题"))
    facts = {"doc_id": "a", "title": "题", "author": "", "path": "a", "sha256": "x"}
    assert document.facts() == facts


@pytest.fixture
def cities(tmp_path):
    rows = ["a\t乙\t2021\ta\tx", "b\t甲\t2020-05\tb\tx", "c\t乙\t2020-01-31\tc\tx"]
    return read_manifest(manifest(tmp_path, HEADER, *rows))


@pytest.mark.parametrize(
    ("compare", "order", "groups"),
    [
        ("city", [], {"乙": ["a", "c"], "甲": ["b"]}),
        ("city", ["甲", "乙"], {"甲": ["b"], "乙": ["a", "c"]}),
        ("city", ["甲"], {"甲": ["b"], "乙": ["a", "c"]}),
        ("year", [], {"2021": ["a"], "2020": ["b", "c"]}),
        ("year", ["2020"], {"2020": ["b", "c"], "2021": ["a"]}),
        ("doc_id", ["c"], {"c": ["c"], "a": ["a"], "b": ["b"]}),
    ],
)
def test_groups(cities, compare, order, groups):
    found = group_documents(cities, compare, order)
    assert [(g, [d.doc_id for d in ds]) for g, ds in found.items()] == list(groups.items())


@pytest.mark.parametrize(
    ("kind", "compare", "order", "parts"),
    [
        (
            ManifestError,
            "citi",
            [],
            ["column citi", "there are: doc_id, city", "`compare` to city"],
        ),
        (ManifestError, "xyz", [], ["column xyz", "one of these"]),
        (ConfigError, "city", ["丙"], ["`order`", "no text has city '丙'", "there are: 乙, 甲"]),
        (ConfigError, "year", ["2012"], ["no text has year '2012'", "Write 2021"]),
        (ConfigError, "city", ["甲", "甲"], ["`order`", "'甲' stands twice", "Remove one"]),
    ],
)
def test_wrong_groups(cities, kind, compare, order, parts):
    with pytest.raises(kind) as error:
        group_documents(cities, compare, order)
    says(error, *parts)


def test_an_empty_compared_value_is_named_with_its_line(tmp_path):
    path = manifest(tmp_path, HEADER, "a\t甲\t2021\ta\tx", "b\t\t\tb\tx")
    for compare in ("city", "year"):
        with pytest.raises(ManifestError) as error:
            group_documents(read_manifest(path), compare)
        says(error, f"{path}, line 3", f"{compare} is empty", "Fill it in")


def document_of(folder, raw, digest=None):
    (folder / "a.txt").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest() if digest is None else digest
    return read_manifest(manifest(folder, HEADER, f"a\t甲\t\ta.txt\t{digest}"))[0]


def test_texts_are_read(tmp_path):
    raw = "\ufeff城市。\r\n".encode()
    assert read_text(document_of(tmp_path, raw)) == "城市。\r\n"
    assert read_text(document_of(tmp_path, raw, hashlib.sha256(raw).hexdigest().upper()))


@pytest.mark.parametrize(
    ("raw", "digest", "parts"),
    [
        ("城".encode(), "0" * 64, ["line 2", "sha256 is 000", "Restore the raw file"]),
        (
            "城".encode(),
            "",
            ["line 2", "sha256 is empty", hashlib.sha256("城".encode()).hexdigest()],
        ),
        (b"\xe5\x9f\x8e\n\n\xff\xfe", None, ["a.txt, line 3", "is not UTF-8"]),
        ("城市".encode("gb18030"), None, ["a.txt, line 1", "is not UTF-8"]),
        ("城市".encode("utf-16"), None, ["a.txt, line 1", "is not UTF-8"]),
        (b"", None, ["a.txt", "holds no Han character", "remove a from the manifest"]),
        (b"Baoding, 2021", None, ["holds no Han character"]),
    ],
)
def test_wrong_texts(tmp_path, raw, digest, parts):
    with pytest.raises(TextError) as error:
        read_text(document_of(tmp_path, raw, digest))
    says(error, *parts)


def test_missing_texts(tmp_path):
    document = document_of(tmp_path, "城".encode())
    document.path.unlink()
    with pytest.raises(TextError) as error:
        read_text(document)
    says(error, f"{document.path}", "No such file", "line 2", "mend `path`")
    document.path.mkdir()
    with pytest.raises(TextError) as error:
        read_text(document)
    says(error, f"{document.path}", "is not a file")


def test_a_lost_character_is_an_error(tmp_path, monkeypatch):
    document = document_of(tmp_path, "城市好。".encode())
    assert [s.text for s in clean_document(document)[1]] == ["城市好。"]
    monkeypatch.setattr("chengyan.corpus.clean", lambda _, **__: ([], []))
    with pytest.raises(TextError) as error:
        clean_document(document)
    says(error, "a.txt", "keeps 0 of 3 Han characters", "bug")


@pytest.mark.parametrize(
    ("paragraphs", "topics", "parts"),
    [
        ({}, [], ["`compare`", "one group only (none)"]),
        ({"甲": 9}, [], ["`compare`", "one group only (甲)", "Add texts"]),
        ({"甲": 9, "乙": 1}, [], ["group 乙", "has 1 paragraph to analyse", "two are the least"]),
        ({"甲": 9, "乙": 0}, [], ["group 乙", "has 0 paragraphs"]),
        (
            {"甲": 9, "乙": 2},
            [2, 6],
            ["`topics.k`", "6 topics", "11 paragraphs", "Leave out what is above 5"],
        ),
    ],
)
def test_corpora_too_small(paragraphs, topics, parts):
    with pytest.raises(DesignError) as error:
        check_size(paragraphs, topics)
    says(error, *parts)


def test_the_least_corpus_that_passes():
    check_size({"甲": 2, "乙": 2}, [2])
