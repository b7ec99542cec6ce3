"""The whole corpus: everything that is wrong is named, not the first thing alone."""

import os

import pytest
from reports import report

from chengyan.checks.corpus import check_corpus, stray_files
from chengyan.errors import ManifestError
from chengyan.findings import KINDS, Finding, by_weight, findings_table
from chengyan.manifest import examine_manifest

FIELDS = {"genre": "report", "office": "市长", "date": "2024"}


@pytest.fixture
def corpus(write_corpus):
    """A corpus of given texts, one a city."""

    def write(texts):
        columns = {"city": list(texts)} | {k: [v] * len(texts) for k, v in FIELDS.items()}
        return write_corpus(texts, **columns)

    return write


def codes(manifest):
    return [(f.code, f.doc_id) for f in check_corpus(manifest)]


def test_a_sound_corpus(corpus):
    assert codes(corpus({c: report(c) for c in ("唐山", "邯郸", "沧州")})) == []


def test_everything_is_found_at_once(corpus):
    texts = {c: report(c) for c in ("唐山", "邯郸", "沧州", "衡水")}
    manifest = corpus(texts | {"邢台": texts["唐山"].replace("唐山", "邢台")})
    base = manifest.parent
    (base / "邯郸.txt").write_bytes("坏".encode("gb18030"))
    (base / "沧州.txt").unlink()
    rows = manifest.read_text("utf-8") + "唐山\tx.txt\tx\t唐山\treport\t市长\t2024\nb\n"
    manifest.write_text(rows, encoding="utf-8")
    assert codes(manifest) == [
        ("bad-manifest", ""),
        ("bad-manifest", ""),
        ("digest-changed", "邯郸"),
        ("unreadable", "沧州"),
        ("duplicate-text", "邢台"),
    ]


def test_a_text_short_of_its_genre(corpus):
    texts = {c: report(c) for c in ("唐山", "邯郸", "沧州", "衡水")}
    manifest = corpus(texts | {"邢台": report("邢台", paragraphs=4)})
    assert ("short-text", "邢台") in codes(manifest)


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside.txt"])
def test_a_link_out_of_the_corpus_is_not_followed(corpus, target):
    manifest = corpus({c: report(c) for c in ("唐山", "邯郸")})
    (manifest.parent.parent / "outside.txt").write_text(report("唐山"), encoding="utf-8")
    path = manifest.parent / "唐山.txt"
    path.unlink()
    path.symlink_to(target)
    assert ("outside", "唐山") in codes(manifest)


def test_what_is_no_file_is_not_read(corpus):
    manifest = corpus({c: report(c) for c in ("唐山", "邯郸", "沧州")})
    for city, make in (("唐山", os.mkfifo), ("邯郸", os.mkdir)):
        (manifest.parent / f"{city}.txt").unlink()
        make(manifest.parent / f"{city}.txt")
    path = manifest.parent / "沧州.txt"
    path.unlink()
    path.symlink_to(path)
    assert set(codes(manifest)) == {("unreadable", c) for c in ("唐山", "邯郸", "沧州")}


def test_a_huge_file_is_refused_unread(corpus):
    manifest = corpus({c: report(c) for c in ("唐山", "邯郸")})
    with (manifest.parent / "唐山.txt").open("r+b") as file:
        file.truncate(2 * 1024**3)
    assert ("too-large", "唐山") in codes(manifest)


@pytest.mark.parametrize("path", ["../x.txt", "/etc/passwd", "a/../../x.txt", ""])
def test_a_path_out_of_the_corpus_is_refused(corpus, path):
    manifest = corpus({c: report(c) for c in ("唐山", "邯郸")})
    text = manifest.read_text("utf-8").replace("唐山.txt", path)
    manifest.write_text(text, encoding="utf-8")
    assert [code for code, _ in codes(manifest)] == ["bad-manifest"]


def test_stray_files_and_lost_originals(corpus):
    manifest = corpus({"唐山": report("唐山")})
    folder = manifest.parent / "唐山"
    folder.mkdir()
    (manifest.parent / "唐山.txt").rename(folder / "a.txt")
    (folder / "b.txt").write_text("多余", encoding="utf-8")
    rows = manifest.read_text("utf-8").replace("唐山.txt", "唐山/a.txt").splitlines()
    rows = [f"{rows[0]}\toriginal\toriginal_sha256", f"{rows[1]}\t唐山/c.docx\t00"]
    manifest.write_text("\n".join(rows), encoding="utf-8")
    assert ("original-missing", "唐山") in codes(manifest)
    (found,) = stray_files(manifest, examine_manifest(manifest)[0])
    assert (found.code, found.place) == ("stray-file", "唐山/b.txt")


def test_a_manifest_that_cannot_be_read(tmp_path):
    with pytest.raises(ManifestError, match="no such manifest"):
        check_corpus(tmp_path / "no.tsv")


def test_findings_have_a_weight_and_a_remedy():
    findings = [Finding(code, "a.txt", "x") for code in KINDS]
    table = findings_table(by_weight(findings))
    assert list(dict.fromkeys(table["severity"])) == ["error", "warning", "note"]
    assert table["remedy"].str.len().min() > 10
    with pytest.raises(ValueError, match="unheard-of"):
        Finding("unheard-of", "a", "b")


def test_an_original_is_not_looked_for_outside(corpus):
    manifest = corpus({c: report(c) for c in ("唐山", "邯郸")})
    head, one, other = manifest.read_text("utf-8").splitlines()
    rows = [f"{head}\toriginal\toriginal_sha256", f"{one}\t../../x\t0", f"{other}\t\t"]
    manifest.write_text("\n".join(rows), encoding="utf-8")
    assert codes(manifest) == [("bad-manifest", "")]
    manifest.write_text("\n".join(rows).replace("../../x", "x/o.txt"), encoding="utf-8")
    (manifest.parent / "x").symlink_to("/etc")
    assert codes(manifest) == [("outside", "唐山")]
