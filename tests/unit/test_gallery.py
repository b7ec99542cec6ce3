"""Publishing a run to docs/gallery, comparing a fresh one with it, and saying what a run did."""

import gzip
import os
import shutil
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imsave

import publish_gallery
import summarise_run
import verify_gallery
from chengyan.errors import ChengyanError
from chengyan.manifest import Document
from chengyan.plan import Plan

TABLE = "group,term,g2\n保定,发展,1.5\n廊坊,加油,\n"
CAPTION = 'Terms of ``{{ snakemake.config["compare"] }}``\nvalues.\n'
CONFIG = {
    "manifest": "corpora/documents.tsv",
    "compare": "city",
    "lexicon": {"stopwords": ""},
    "priorities": {"codebook": "codes.tsv", "lexicon": "cues.tsv", "samples": []},
    "rhetoric": {
        "devices": "devices.tsv",
        "patterns": "patterns.tsv",
        "weights": "weights.tsv",
        "samples": [],
        "scores": [],
    },
    "contrast": {"min_texts": 1, "headline": "matched"},
}
PLAN = Plan(CONFIG, {}, {city: [Document("a", Path(), {}, "")] for city in ("保定", "廊坊")})


def png(level: float = 0.0) -> bytes:
    """A picture of 10 × 20 pixels."""
    buffer = BytesIO()
    imsave(buffer, np.full((10, 20, 3), level), format="png")
    return buffer.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a complete run of one table and one figure, published."""
    for name, content in {
        "corpora/documents.tsv": b"doc_id\n",
        "config.yaml": b"compare: city\n",
        "codes.tsv": b"code\n",
        "cues.tsv": b"term\n",
        "devices.tsv": b"device\n",
        "patterns.tsv": b"term\n",
        "weights.tsv": b"weight\n",
        "workflow/report/keyness.rst": CAPTION.encode(),
        "results/tables/keyness.csv": TABLE.encode(),
        "results/figures/keyness.png": png(),
        "results/figures/keyness.svg": b"<svg/>",
        "results/report/index.html": b"<html/>",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    publish(tmp_path)
    return tmp_path


def publish(project: Path) -> list[Path]:
    return publish_gallery.publish(project / "results", project / "gallery", PLAN, project)


def verify(project: Path) -> int:
    return verify_gallery.main(project / "results", project / "gallery", project)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_published_run_holds_figures_tables_digests_and_a_page(project):
    gallery = project / "gallery"
    assert set(contents(gallery)) == {
        "README.md", "digests.tsv", "keyness.png", "tables/keyness.csv",
    }  # fmt: skip
    page = (gallery / "README.md").read_text(encoding="utf-8")
    assert "## Distinctive terms\n\n![Distinctive terms](keyness.png)" in page
    assert "Terms of `city` values." in page
    published = verify_gallery.read_digests(gallery / "digests.tsv")
    assert list(published) == [
        "corpora/documents.tsv",
        "config.yaml",
        "codes.tsv",
        "cues.tsv",
        "devices.tsv",
        "patterns.tsv",
        "weights.tsv",
        "results/tables/keyness.csv",
        "results/figures/keyness.png",
        "results/figures/keyness.svg",
    ]


def test_publishing_twice_changes_nothing_and_removes_what_is_no_more(project):
    before = contents(project / "gallery")
    (project / "gallery/tables/old.csv").write_bytes(b"a\n")
    (project / "gallery/old.png").write_bytes(b"")
    publish(project)
    assert contents(project / "gallery") == before


def test_a_large_table_is_published_compressed_and_the_same_each_time(project):
    name, content = publish_gallery.packed("keyness.csv", TABLE.encode(), most=10)
    assert name == "keyness.csv.gz"
    assert content == publish_gallery.packed("keyness.csv", TABLE.encode(), most=10)[1]
    assert gzip.decompress(content) == TABLE.encode()


def test_a_compressed_table_is_compared_like_another(project, capsys):
    table = project / "gallery/tables/keyness.csv"
    table.with_name("keyness.csv.gz").write_bytes(gzip.compress(table.read_bytes()))
    table.unlink()
    (project / "results/tables/keyness.csv").write_text(TABLE.replace("1.5", "1.50000000001"))
    assert verify(project) == 0
    (project / "results/tables/keyness.csv").write_text(TABLE.replace("1.5", "1.6"))
    assert verify(project) == 1


def test_an_incomplete_run_is_not_published(project):
    (project / "results/report/index.html").unlink()
    with pytest.raises(ChengyanError, match="Run `make` first"):
        publish(project)


def test_the_same_run_agrees_byte_for_byte(project, capsys):
    assert verify(project) == 0
    assert "3 the same byte for byte, 0 within the tolerance, 0 differ" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "difference"),
    [
        (TABLE, ""),
        (TABLE.replace("1.5", "1.5000001"), ""),
        (TABLE.replace("1.5", "1.50"), ""),
        (TABLE.replace("1.5", "1.51"), "row 1, g2: '1.51', published '1.5'"),
        (TABLE.replace("加油,", "加油,0"), "row 2, g2: '0', published ''"),
        (TABLE.replace("加油", "奔跑"), "row 2, term: '奔跑', published '加油'"),
        (TABLE.replace("g2", "chi2"), "other columns: chi2, g2"),
        ("group,g2,term\n保定,1.5,发展\n廊坊,,加油\n", "other columns: their order"),
        (TABLE + "石家庄,红色,1\n", "3 rows, 2 published"),
    ],
)
def test_a_table_is_compared_row_by_row(table, difference):
    assert verify_gallery.table_difference(TABLE.encode(), table.encode()) == difference


@pytest.mark.parametrize(
    ("value", "same"), [("1e-14", True), ("0", True), ("1e-9", False), ("-inf", False), ("", False)]
)
def test_what_is_left_of_zero_is_zero(value, same):
    known, found = f"a,b\n1,{0}\n".encode(), f"a,b\n1,{value}\n".encode()
    assert (verify_gallery.table_difference(known, found) == "") is same


def test_equal_infinities_and_missing_numbers_agree():
    table = b"a,b\n-inf,\nnan,x\n"
    assert verify_gallery.table_difference(table, table.replace(b"a,b", b"a,b")) == ""


def test_a_figure_may_differ_in_one_pixel_of_a_hundred(project, capsys):
    image = np.zeros((10, 20, 3))
    image[0, :2] = 1
    figure = project / "results/figures/keyness.png"
    imsave(figure, image)
    assert verify(project) == 0
    assert "1 within the tolerance" in capsys.readouterr().out
    image[0, :3] = 1
    imsave(figure, image)
    assert verify(project) == 1
    assert "1.5% of its pixels differ" in capsys.readouterr().out
    imsave(figure, np.zeros((10, 21, 3)))
    assert verify(project) == 1
    assert "21 × 10 pixels, published 20 × 10 pixels" in capsys.readouterr().out


def test_tables_that_are_missing_or_not_published_differ(project, capsys):
    shutil.copy(project / "results/tables/keyness.csv", project / "results/tables/new.csv")
    assert verify(project) == 1
    assert "is not published" in capsys.readouterr().out
    (project / "results/tables/new.csv").unlink()
    (project / "results/figures/keyness.svg").unlink()
    assert verify(project) == 1
    assert "is missing in this run" in capsys.readouterr().out


def test_another_corpus_is_not_compared(project, capsys):
    (project / "config.yaml").write_text("manifest: mine/documents.tsv\n")
    assert verify(project) == 2
    assert "names the manifest mine/documents.tsv" in capsys.readouterr().err
    (project / "config.yaml").write_text("compare: city\n")
    (project / "corpora/documents.tsv").write_text("doc_id\nnew\n")
    assert verify(project) == 2
    assert "is not the one the gallery was made from" in capsys.readouterr().err


def test_a_missing_gallery_names_the_command_that_makes_it(project, capsys):
    shutil.rmtree(project / "gallery")
    assert verify(project) == 2
    assert "make publish" in capsys.readouterr().err


def test_changed_choices_are_named(project, capsys):
    (project / "config.yaml").write_text("compare: city # one\n")
    assert verify(project) == 0
    assert "config.yaml is not the one" in capsys.readouterr().out


def test_a_run_that_made_nothing_says_so(project):
    results, since = project / "results", project / "results/.lock"
    since.touch()
    later = since.stat().st_mtime_ns
    for path in results.rglob("*"):
        os.utime(path, ns=(later, later))
    (results / "logs").mkdir()
    for name in ("logs/x.log", ".hidden", "README.md"):
        (results / name).touch()
        os.utime(results / name, ns=(later + 10**9, later + 10**9))
    text = summarise_run.summary(results)
    assert text.startswith("nothing to be done\n")
    assert str(results / "report/index.html") in text
    assert "missing" not in text


def test_a_run_that_made_something_says_how_much_and_what_is_missing(project):
    results, since = project / "results", project / "results/.lock"
    since.touch()
    earlier = since.stat().st_mtime_ns - 10**9
    os.utime(since, ns=(earlier, earlier))
    for path in results.rglob("*"):
        os.utime(path, ns=(earlier, earlier))
    (results / "tables/keyness.csv").touch()
    (results / "report/index.html").unlink()
    text = summarise_run.summary(results)
    assert text.startswith("1 file made or renewed.\n")
    assert "is missing" in text
    assert f"Tables:  {results}/tables/ (1)" in text


@pytest.mark.parametrize(
    ("config", "folder"), [("", "results"), ("results: 2021", "2021"), ("results: a/b", "a/b")]
)
def test_the_results_folder_is_that_of_the_configuration(tmp_path, config, folder):
    (tmp_path / "config.yaml").write_text(config)
    assert summarise_run.configured_results(tmp_path / "config.yaml") == Path(folder)
