"""Writing and shortening the manifest; gathering what is to be added."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import report

from chengyan.errors import ManifestError, TextError
from chengyan.intake.add import add_texts
from chengyan.intake.manifest import append_rows, cell, locked
from chengyan.intake.prepare import Source
from chengyan.intake.remove import remove_texts
from chengyan.intake.sources import gather
from chengyan.manifest import read_manifest


@given(st.text())
def test_a_field_is_on_one_line(value):
    field = cell(value)
    assert len(field.splitlines()) <= 1
    assert "\t" not in field
    assert cell(field) == field


def test_the_lock_is_waited_for_and_at_last_refused(tmp_path):
    with (
        locked(tmp_path),
        pytest.raises(ManifestError, match="another command"),
        locked(tmp_path, patience=0.1),
    ):
        pass
    entered = threading.Event()
    with locked(tmp_path):
        thread = threading.Thread(target=lambda: _enter(tmp_path, entered))
        thread.start()
        assert not entered.wait(0.2)
    thread.join()
    assert entered.is_set()


def _enter(folder, entered):
    with locked(folder):
        entered.set()


def test_new_columns_stand_behind_the_old_ones(tmp_path):
    manifest = tmp_path / "documents.tsv"
    manifest.write_text("doc_id\tpath\tsha256\na\ta.txt\tx\n", encoding="utf-8")
    append_rows(manifest, [{"doc_id": "b", "path": "b.txt", "sha256": "y", "new": "z"}])
    expected = "doc_id\tpath\tsha256\tnew\na\ta.txt\tx\t\nb\tb.txt\ty\tz\n"
    assert manifest.read_text("utf-8") == expected


@pytest.fixture
def corpus(tmp_path):
    sources = []
    for city in ("唐山", "邯郸"):
        path = tmp_path / f"{city}.txt"
        path.write_bytes(report(city).encode("gb18030"))
        sources.append(Source(path, {"city": city, "date": "2024"}))
    add_texts(tmp_path / "c/documents.tsv", sources)
    return tmp_path / "c/documents.tsv"


def test_a_removed_text_is_put_aside_and_can_come_back(corpus):
    base = corpus.parent
    whole = corpus.read_bytes()
    moves = remove_texts(corpus, ["唐山-2024"], dry_run=True)
    assert corpus.read_bytes() == whole
    assert remove_texts(corpus, ["唐山-2024"]) == moves
    assert [d.doc_id for d in read_manifest(corpus)] == ["邯郸-2024"]
    for _, old, new in moves:
        assert new.startswith(".removed/")
        assert (base / new).is_file()
        assert not (base / old).exists()
    assert len(moves) == 2


@pytest.mark.parametrize(
    ("doc_ids", "problem"),
    [
        (["唐山-2023"], "Did you mean 唐山-2024"),
        (["x"], "has no text x"),
        (["唐山-2024", "邯郸-2024"], "no text would be left"),
    ],
)
def test_what_cannot_be_removed(corpus, doc_ids, problem):
    whole = corpus.read_bytes()
    with pytest.raises(ManifestError, match=problem):
        remove_texts(corpus, doc_ids)
    assert corpus.read_bytes() == whole


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "reports"
    for name in (
        "b/乙.txt",
        "a.docx",
        "甲.txt",
        ".hidden/x.txt",
        "b/.y.txt",
        "notes.doc",
        "丙.HTML",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")
    return folder


def test_a_folder_is_searched_and_plain_text_comes_first(folder):
    found = [str(s.path.relative_to(folder)) for s in gather([folder], {"city": "{stem}"})]
    assert found == ["b/乙.txt", "甲.txt", "a.docx", "丙.HTML"]
    assert gather([folder], {"city": "{stem}市"})[0].fields == {"city": "乙市"}


@pytest.mark.parametrize("column", ["file", "文件", "Filename"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_metadata_say_what_each_file_is(folder, column, separator):
    table = folder / "meta.csv"
    rows = [
        [column, "city", "date"],
        ["甲.txt", "甲市", "2024"],
        ["b/乙.txt", "乙市", ""],
        ["a", "丁", "2023"],
        ["丙.HTML", "丙", "2024"],
    ]
    table.write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8-sig")
    sources = gather([folder], {"genre": "report", "date": "2025"}, table)
    fields = {s.path.name: dict(s.fields) for s in sources}
    assert fields["甲.txt"] == {"city": "甲市", "date": "2025", "genre": "report"}
    assert fields["乙.txt"]["city"] == "乙市"
    assert fields["a.docx"]["city"] == "丁"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("name,city\n甲.txt,甲", "no column names the files"),
        ("file,city\n甲.txt,甲\n甲.txt,乙", "stands twice"),
        ("file,city\n甲.txt,甲", "has no row for"),
        ("file,city\n甲.txt,甲,多\n", "line 2: has 3 fields"),
        ("file,city\n甲.txt\n", "line 2: has 1 fields"),
        (
            "file,city\n甲.txt,甲\nb/乙.txt,乙\na.docx,丁\n丙.HTML,丙\n戊.txt,戊",
            "戊.txt, which is none",
        ),
        ("", "no column names the files"),
    ],
)
def test_wrong_metadata(folder, content, problem):
    table = folder / "meta.csv"
    table.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(ManifestError, match=problem):
        gather([folder], {}, table)


def test_wrong_paths(tmp_path):
    with pytest.raises(TextError, match="no such file"):
        gather([tmp_path / "no"], {})
    with pytest.raises(TextError, match="no text lies"):
        gather([tmp_path], {})
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    with pytest.raises(ManifestError, match="cannot be read"):
        gather([tmp_path], {}, tmp_path / "no.csv")


def test_a_trailing_comma_shifts_nothing(folder):
    table = folder / "meta.csv"
    rows = "文件名,城市,体裁\n甲.txt,甲市,report,\n乙.txt,乙市,report,\na,丁,r,\n丙,丙,r,\n"
    table.write_bytes(rows.encode("gb18030"))
    fields = {s.path.name: dict(s.fields) for s in gather([folder], {}, table)}
    assert fields["甲.txt"] == {"city": "甲市", "genre": "report"}


def test_a_name_in_two_folders_is_ambiguous(folder):
    (folder / "b/甲.txt").write_text("文", encoding="utf-8")
    table = folder / "meta.csv"
    table.write_text("file,city\n甲.txt,甲\n乙.txt,乙\na,丁\n丙,丙\n", encoding="utf-8")
    with pytest.raises(ManifestError, match="in two folders"):
        gather([folder], {}, table)


def test_only_the_stem_stands_for_a_name(folder):
    with pytest.raises(ManifestError, match="stands for nothing"):
        gather([folder], {"city": "{name}"})


def test_removing_never_takes_what_add_did_not_make(corpus):
    rows = corpus.read_text("utf-8").replace("唐山/originals/唐山-2024.txt", "documents.tsv")
    corpus.write_text(rows, encoding="utf-8")
    remove_texts(corpus, ["唐山-2024"])
    assert [d.doc_id for d in read_manifest(corpus)] == ["邯郸-2024"]
