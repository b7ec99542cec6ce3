"""Texts into the corpus: copied, entered, looked at; never half, never over another."""

import csv
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import report

from chengyan.corpus import read_text
from chengyan.errors import ManifestError
from chengyan.han import han_only
from chengyan.intake.add import add_texts
from chengyan.intake.manifest import cell
from chengyan.intake.prepare import Source
from chengyan.manifest import read_manifest
from chengyan.script import to_simplified

ROOT = Path(__file__).parents[3]
FIELDS = {"city": "唐山", "genre": "report", "office": "市长", "date": "2024-01"}


@pytest.fixture
def manifest(tmp_path):
    return tmp_path / "corpora/documents.tsv"


@pytest.fixture
def give(tmp_path):
    """A function that writes a file and gives it as a source with fields."""

    def write(name, content, **fields):
        path = tmp_path / "given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return Source(path, FIELDS | fields)

    return write


def rows(manifest):
    lines = manifest.read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def files(manifest):
    """Digests of all files of the corpus, the lock left aside."""
    return {
        str(path.relative_to(manifest.parent)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(manifest.parent.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_a_text_is_copied_byte_for_byte_and_its_row_is_filled(manifest, give):
    raw = b"\xef\xbb\xbf" + report("唐山").replace("\n", "\r\n").encode("utf-8")
    (outcome,) = add_texts(manifest, [give("a.txt", raw)])
    assert (outcome.status, outcome.findings) == ("added", ())
    (document,) = read_manifest(manifest)
    assert document.path.read_bytes() == raw
    assert document.path == manifest.parent / "唐山/唐山-2024.txt"
    row = document.row
    assert row["sha256"] == hashlib.sha256(raw).hexdigest()
    assert row["han_chars"] == str(len(han_only(report("唐山"))))
    assert (row["encoding"], row["format"], row["script"]) == ("utf-8-sig", "txt", "simplified")
    assert row["source"] == "a.txt"
    assert row["original"] == ""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5hkscs"])
def test_other_encodings_are_converted_and_the_original_is_kept(manifest, give, encoding):
    text = report("唐山")
    if encoding == "big5hkscs":
        import opencc

        text = opencc.OpenCC("s2t").convert(text)
    raw = text.encode(encoding, errors="ignore")
    add_texts(manifest, [give("a.txt", raw)])
    (document,) = read_manifest(manifest)
    kept = raw.decode(encoding)
    assert han_only(read_text(document)) == han_only(to_simplified(kept))
    original = manifest.parent / document.row["original"]
    assert original.read_bytes() == raw
    assert document.row["original_sha256"] == hashlib.sha256(raw).hexdigest()


def test_traditional_script_is_converted_or_kept_as_the_config_says(manifest, give):
    text = report("唐山").translate(
        str.maketrans("产业发现动会实国务为经济项设", "產業發現動會實國務為經濟項設")
    )
    (converted,) = add_texts(manifest, [give("a.txt", text)])
    assert converted.document.row["script"] == "converted"
    assert "產業" not in read_text(read_manifest(manifest)[0])
    other = manifest.parent.parent / "other/documents.tsv"
    (kept,) = add_texts(other, [give("a.txt", text)], script="keep")
    assert kept.document.row["script"] == "traditional"
    assert [f.code for f in kept.findings] == ["traditional-script"]
    assert other.parent.joinpath("唐山/唐山-2024.txt").read_text("utf-8") == text


def test_a_dry_run_writes_nothing(manifest, give):
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"))], dry_run=True)
    assert outcome.status == "added"
    assert not manifest.parent.exists()


def test_adding_again_changes_nothing(manifest, give):
    sources = [give("a.txt", report("唐山")), give("b.txt", report("邯郸"), city="邯郸")]
    add_texts(manifest, sources)
    before = files(manifest)
    outcomes = add_texts(manifest, sources)
    assert [o.status for o in outcomes] == ["present", "present"]
    assert files(manifest) == before
    # The same text in another format is the same text.
    (outcome,) = add_texts(manifest, [give("c.txt", report("唐山").encode("gb18030"))])
    assert outcome.status == "present"
    assert files(manifest) == before


def test_a_lost_file_is_put_back(manifest, give):
    source = give("a.txt", report("唐山"))
    add_texts(manifest, [source])
    before = files(manifest)
    (manifest.parent / "唐山/唐山-2024.txt").unlink()
    (outcome,) = add_texts(manifest, [source])
    assert outcome.status == "present"
    assert files(manifest) == before


def test_two_texts_of_a_city_and_year_get_names_of_their_own(manifest, give):
    outcomes = add_texts(manifest, [give(f"{i}.txt", report("唐山", seed=i)) for i in range(3)])
    names = [outcome.document.doc_id for outcome in outcomes]
    assert names == ["唐山-2024", "唐山-2024-2", "唐山-2024-3"]


def test_a_file_that_lies_there_is_not_written_over(manifest, give):
    other = manifest.parent / "唐山/唐山-2024.txt"
    other.parent.mkdir(parents=True)
    other.write_text("别的文字", encoding="utf-8")
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"))])
    assert outcome.document.doc_id == "唐山-2024-2"
    assert other.read_text("utf-8") == "别的文字"


def test_one_report_under_two_cities_is_doubted_and_added(manifest, give):
    add_texts(manifest, [give("a.txt", report("唐山"))])
    text = report("唐山").replace("唐山", "邯郸")
    (outcome,) = add_texts(manifest, [give("b.txt", text, city="邯郸")])
    assert outcome.status == "added"
    assert {f.code for f in outcome.findings} == {"duplicate-text"}


def test_what_cannot_be_read_does_not_keep_the_others_out(manifest, give):
    outcomes = add_texts(
        manifest,
        [
            give("a.txt", report("唐山")),
            give("b.docx", b"PK\x03\x04 broken"),
            give("c.txt", ""),
            Source(Path("no.txt"), FIELDS),
        ],
    )
    assert [o.status for o in outcomes] == ["added", "refused", "refused", "refused"]
    assert [o.findings[0].code for o in outcomes[1:]] == ["broken-file", "empty-text", "unreadable"]
    assert len(read_manifest(manifest)) == 1


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"city": ""}, "no city"),
        ({"date": "January"}, "no date"),
        ({"doc_id": "../x"}, "cannot be a file name"),
        ({"doc_id": "a b"}, "cannot be a file name"),
    ],
)
def test_a_wrong_field_keeps_all_out(manifest, give, fields, problem):
    with pytest.raises(ManifestError, match=problem):
        add_texts(
            manifest, [give("a.txt", report("唐山")), give("b.txt", report("邯郸"), **fields)]
        )
    assert not manifest.exists()
    assert not list(manifest.parent.rglob("*.txt"))


def test_the_manifest_keeps_what_it_had(manifest, give):
    manifest.parent.mkdir()
    (manifest.parent / "x.txt").write_text("文字", encoding="utf-8")
    digest = hashlib.sha256("文字".encode()).hexdigest()
    head, row = "doc_id\tcity\tpath\tsha256\tnote", f'x\t沧州\tx.txt\t{digest}\tsays "this" '
    manifest.write_text(f"{head}\n\n{row}", encoding="utf-8")
    add_texts(manifest, [give("a.txt", report("唐山"), note="mine")])
    first, second = rows(manifest)
    assert (first["note"], first["doc_id"]) == ('says "this" ', "x")
    assert (second["note"], second["city"]) == ("mine", "唐山")


NAMES = [
    "a b.txt",
    "a'b\".txt",
    "a;b&c.txt",
    "a\nb.txt",
    "😀.txt",
    "$(touch x).txt",
    "-rf.txt",
    "a\tb.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_reach_neither_manifest_nor_shell(manifest, give, name):
    (outcome,) = add_texts(manifest, [give(name, report("唐山"))])
    assert outcome.status == "added"
    (document,) = read_manifest(manifest)
    assert document.row["path"] == "唐山/唐山-2024.txt"
    assert document.row["source"].lstrip("'") == cell(name)


def test_a_name_that_is_no_text(manifest, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(path)).write_text(report("唐山"), encoding="utf-8")
    (outcome,) = add_texts(manifest, [Source(Path(os.fsdecode(path)), FIELDS)])
    assert outcome.status == "added"
    read_manifest(manifest)


@pytest.mark.parametrize(
    "city", ["../../etc", "/etc", "a/b", "..", "😀", "CON", "唐" * 300, "\x00", "'; rm -rf"]
)
def test_a_city_never_leads_out_of_the_corpus(manifest, give, city):
    try:
        add_texts(manifest, [give("a.txt", report("唐山"), city=city)])
    except ManifestError:
        return
    (document,) = read_manifest(manifest)
    assert document.path.resolve().is_relative_to(manifest.parent.resolve())
    read_text(document)


def test_formulas_in_fields_are_shielded(manifest, give):
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"), title="=cmd|' /C calc'!A0")])
    assert "formula-cell" in {f.code for f in outcome.findings}
    assert rows(manifest)[0]["title"] == "'=cmd|' /C calc'!A0"


def test_what_adding_finds_out_cannot_be_given(manifest, give):
    odd = {"path": "/etc/passwd", "sha256": "x", "original": "../../x", "original_sha256": "y"}
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"), **odd, year="2023")])
    row = outcome.document.row
    assert (row["path"], row["original"]) == ("唐山/唐山-2024.txt", "")
    assert rows(manifest)[0]["year"] == "2023"


def test_rows_of_a_table_become_texts(manifest, give):
    texts = [report("唐山", seed=1), report("邯郸", seed=2)]
    cells = "".join(f'{city},2024,"{text}"\n' for city, text in zip("甲乙", texts, strict=True))
    source = give("reports.csv", "city,date,正文\n" + cells)
    outcomes = add_texts(manifest, [Source(source.path, {"genre": "report"})])
    assert [o.document.row["city"] for o in outcomes] == ["甲", "乙"]
    for document, text in zip(read_manifest(manifest), texts, strict=True):
        assert han_only(read_text(document)) == han_only(text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 3)), min_size=1, max_size=6))
def test_whatever_is_added_can_be_read_again(tmp_path_factory, given_texts):
    folder = tmp_path_factory.mktemp("corpus")
    sources = []
    for i, (city, seed) in enumerate(given_texts):
        (folder / f"{i}.txt").write_text(report(city, seed=seed, paragraphs=2), encoding="utf-8")
        sources.append(Source(folder / f"{i}.txt", {"city": city}))
    add_texts(folder / "c/documents.tsv", sources)
    documents = read_manifest(folder / "c/documents.tsv")
    assert len(documents) == len(set(given_texts))
    for document in documents:
        read_text(document)


ADD = """
    import sys
    from pathlib import Path
    from chengyan.intake.add import add_texts
    from chengyan.intake.prepare import Source
    manifest, *paths = map(Path, sys.argv[1:])
    add_texts(manifest, [Source(p, {"city": p.stem.split("-")[0]}) for p in paths])
"""


def start(manifest, *paths):
    code = [sys.executable, "-c", textwrap.dedent(ADD), str(manifest), *map(str, paths)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.Popen(code, env=environment, stderr=subprocess.DEVNULL)


def test_two_at_once_lose_nothing(manifest, tmp_path):
    paths = [tmp_path / f"{city}-{seed}.txt" for city in ("唐山", "邯郸") for seed in range(6)]
    for path in paths:
        city, seed = path.stem.split("-")
        path.write_text(report(city, seed=int(seed), paragraphs=2), encoding="utf-8")
    processes = [start(manifest, *paths[i::4]) for i in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert len(read_manifest(manifest)) == 12
    for document in read_manifest(manifest):
        read_text(document)


def test_killed_at_any_moment_the_manifest_is_whole_and_a_second_add_ends_it(manifest, tmp_path):
    paths = [tmp_path / f"唐山-{seed}.txt" for seed in range(8)]
    for seed, path in enumerate(paths):
        path.write_text(report("唐山", seed=seed, paragraphs=2), encoding="utf-8")
    undisturbed = tmp_path / "whole/documents.tsv"
    assert start(undisturbed, *paths).wait() == 0
    begin = time.monotonic()
    assert start(undisturbed, *paths).wait() == 0
    span = time.monotonic() - begin
    for step in range(12):
        process = start(manifest, *paths)
        # Mostly near the end, where files are written.
        time.sleep(span * (0.4 + 0.6 * step / 11))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if manifest.exists():
            for document in read_manifest(manifest):
                read_text(document)
    assert start(manifest, *paths).wait() == 0
    assert files(manifest) == files(undisturbed)


def test_killed_between_files_and_row(manifest, give, monkeypatch):
    sources = [
        give("a.txt", report("唐山")),
        give("b.txt", report("邯郸").encode("gb18030"), city="邯郸"),
    ]

    def killed(*_):
        (manifest.parent / ".documents.tsv.abcd_123.part").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("chengyan.intake.add.append_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        add_texts(manifest, sources)
    monkeypatch.undo()
    assert not manifest.exists()
    add_texts(manifest, sources)
    assert sorted(files(manifest)) == [
        "documents.tsv",
        "唐山/唐山-2024.txt",
        "邯郸/originals/邯郸-2024.txt",
        "邯郸/邯郸-2024.txt",
    ]


def test_a_linked_folder_does_not_lead_out_of_the_corpus(manifest, give, tmp_path):
    manifest.parent.mkdir()
    (tmp_path / "out").mkdir()
    (manifest.parent / "唐山").symlink_to(tmp_path / "out")
    with pytest.raises(ManifestError, match="leads out of the corpus"):
        add_texts(manifest, [give("a.txt", report("唐山"))])
    assert not list((tmp_path / "out").iterdir())
    assert not manifest.exists()


def test_formulas_from_the_text_its_name_and_columns_are_shielded(manifest, give):
    raw = "=cmd|'/c calc'!A0关于今年工作的报告\n\n" + report("唐山")
    add_texts(manifest, [give("=HYPERLINK(1).txt", raw, **{"@cmd": "2"})])
    cells = [c for line in manifest.read_text("utf-8").splitlines() for c in line.split("\t")]
    assert not [c for c in cells if c[:1] in {"=", "+", "@"}]
    assert {"'@cmd", "'=HYPERLINK(1).txt"} <= set(cells)


def test_hidden_files_of_others_stay(manifest, give):
    manifest.parent.mkdir()
    (manifest.parent / ".user.part").write_text("x", encoding="utf-8")
    add_texts(manifest, [give("a.txt", report("唐山"))])
    assert (manifest.parent / ".user.part").exists()


def test_names_are_as_long_as_file_systems_allow(manifest, give):
    with pytest.raises(ManifestError, match="too long"):
        add_texts(manifest, [give("a.txt", report("唐山"), doc_id="x" * 300)])
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"), city="𠀀" * 80)])
    assert outcome.status == "added"
    read_text(read_manifest(manifest)[0])


@pytest.mark.parametrize("content", ["", "doc_id\tcity\tpath\tsha256\n"])
def test_a_manifest_without_rows_is_a_beginning(manifest, give, content):
    manifest.parent.mkdir()
    manifest.write_text(content, encoding="utf-8")
    add_texts(manifest, [give("a.txt", report("唐山"))])
    assert len(read_manifest(manifest)) == 1


def test_a_changed_file_is_put_aside_and_restored(manifest, give):
    source = give("a.txt", report("唐山"))
    add_texts(manifest, [source])
    path = manifest.parent / "唐山/唐山-2024.txt"
    path.write_text("改了。", encoding="utf-8")
    add_texts(manifest, [source])
    read_text(read_manifest(manifest)[0])
    assert (manifest.parent / ".removed/唐山/唐山-2024.txt").read_text("utf-8") == "改了。"


DATES = {"2024/1/17": "2024-01-17", "2024年1月": "2024-01", "2024.01": "2024-01"}


@pytest.mark.parametrize(("written", "date"), DATES.items())
def test_dates_as_spreadsheets_and_people_write_them(manifest, give, written, date):
    (outcome,) = add_texts(manifest, [give("a.txt", report("唐山"), date=written)])
    assert outcome.document.row["date"] == date


def test_there_is_no_30_february(manifest, give):
    with pytest.raises(ManifestError, match="no date"):
        add_texts(manifest, [give("a.txt", report("唐山"), date="2024-02-30")])


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_mojibake_without_a_han_character_is_called_so(manifest, give, wrong):
    raw = report("唐山").encode("gb18030").decode(wrong, errors="ignore")
    (outcome,) = add_texts(manifest, [give("a.txt", raw)])
    assert (outcome.status, outcome.findings[0].code) == ("refused", "mojibake")
