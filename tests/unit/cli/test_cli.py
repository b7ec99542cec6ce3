"""Commands: what they print to people and to scripts, their exit codes, their one message."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from reports import report

from chengyan.findings import KINDS
from chengyan.manifest import read_manifest

ROOT = Path(__file__).parents[3]
COMMANDS = ("add", "check", "design", "doctor", "kwic", "remove", "sample", "score", "serve")


ADD = ("add", "../reports", "--city", "{stem}", "--genre", "report", "--office", "市长")


def test_adding_a_folder_says_what_cleaning_made_of_each_text(project, run):
    code, out, err = run(*ADD, "--date", "2024-01")
    assert code == 0
    assert "唐山-2024: added from 唐山.txt (txt, utf-8, simplified)" in out
    assert "headings: 一、2023年工作回顾; 二、2024年重点工作安排" in out
    assert "kinds: 14 body, 2 heading, 1 salutation" in out
    assert "3 texts added; no findings." in err
    assert len(read_manifest(project / "corpora/documents.tsv")) == 3


def test_file_and_city_are_enough_and_doubts_do_not_fail(project, run):
    code, out, _ = run("add", "../reports/唐山.txt", "--city", "邯郸")
    assert code == 0
    fields = [line.split("\t") for line in out.splitlines() if "\t" in line]
    assert {f[0]: f[1] for f in fields} == {"other-place": "warning", "unknown-field": "note"}
    assert all(len(f) == 5 and f[2] == "邯郸" for f in fields)


def test_a_dry_run_writes_nothing(project, run):
    code, out, err = run(*ADD, "--dry-run")
    assert code == 0
    assert "would be added" in out + err
    assert not (project / "corpora").exists()


def test_what_is_refused_is_told_in_one_line_and_the_others_are_added(project, run, tmp_path):
    (tmp_path / "reports/坏.docx").write_bytes(b"PK\x03\x04")
    code, out, err = run(*ADD, "--date", "2024")
    assert code == 1
    assert len([line for line in err.splitlines() if line.startswith("chengyan: ")]) == 1
    assert "坏.docx" in err
    assert "broken-file\terror" in out
    assert len(read_manifest(project / "corpora/documents.tsv")) == 3


def test_any_folder_of_the_project_will_do(corpus, run, monkeypatch):
    monkeypatch.chdir(corpus / "deep/er")
    assert run("check")[:2] == (0, "")


def test_check_prints_five_fields_a_line_never_cut(corpus, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    path = corpus / "corpora/唐山/唐山-2024.txt"
    copy = path.read_text("utf-8").replace("唐山", "石家庄")
    (corpus / "x.txt").write_text(copy, encoding="utf-8")
    assert run("add", "x.txt", "--city", "石家庄", "--date", "2019")[0] == 0
    code, out, err = run("check")
    assert code == 1
    found = [line.split("\t") for line in out.splitlines()]
    assert {len(fields) for fields in found} == {5}
    assert [(f[0], f[1]) for f in found] == [
        ("duplicate-text", "error"),
        ("other-year", "warning"),
        ("unknown-field", "note"),
    ]
    assert "1 error, 1 warning, 1 note" in err
    assert all(fields[0] in KINDS for fields in found)


def test_strict_fails_on_any_finding(corpus, run):
    assert run("check", "--strict")[0] == 0
    (corpus / "corpora/唐山/多余.txt").write_text("x", encoding="utf-8")
    code, out, _ = run("check")
    assert (code, out.split("\t")[0]) == (0, "stray-file")
    assert run("check", "--strict")[0] == 1


def test_check_names_everything_in_a_broken_manifest(corpus, run):
    manifest = corpus / "corpora/documents.tsv"
    rows = manifest.read_text("utf-8").replace("唐山-2024\t", "唐山 2024\t")
    manifest.write_text(rows, encoding="utf-8")
    (corpus / "corpora/邯郸/邯郸-2024.txt").unlink()
    code, out, _ = run("check")
    assert code == 1
    codes = [line.split("\t")[0] for line in out.splitlines()]
    assert codes == ["bad-manifest", "unreadable"]


def test_a_concordance_has_file_and_line(corpus, run):
    code, out, err = run("kwic", "更好的唐山", "--width", "4")
    assert code == 0
    assert out == "唐山/唐山-2024.txt:33\t唐山-2024\t，为建设\t更好的唐山\t而努力奋\n"
    assert "1 time in 1 of 3 texts" in err
    code, out, _ = run("kwic", "更好的(唐山|邯郸)", "--regex", "--where", "city=邯郸")
    assert [line.split("\t")[1] for line in out.splitlines()] == ["邯郸-2024"]


@pytest.mark.parametrize(
    "written", ["更好;的;唐山", "更好的 唐山", " 更好的唐山\u3000", "更好\u200b的唐山"]
)
def test_a_phrase_is_found_however_it_is_written(corpus, run, written):
    plain, found = (run("kwic", term, "--width", "4")[:2] for term in ("更好的唐山", written))
    assert found == plain
    assert plain[0] == 0


def test_a_term_that_is_nowhere(corpus, run):
    code, out, err = run("kwic", "没有这个词")
    assert (code, out) == (1, "")
    assert "stands in no sentence of 3 texts" in err


def test_removing_puts_files_aside(corpus, run):
    code, out, _ = run("remove", "唐山-2024")
    assert code == 0
    assert out == "唐山-2024\t唐山/唐山-2024.txt\t.removed/唐山/唐山-2024.txt\n"
    assert len(read_manifest(corpus / "corpora/documents.tsv")) == 2
    assert run("check", "--strict")[0] == 0


def test_design_says_what_is_matched_and_what_is_missing(corpus, run):
    code, out, err = run("design")
    assert code == 0
    assert "The whole corpus is matched" in err
    assert {line.split("\t")[0] for line in out.splitlines()} == {"need", "contrast", "power"}
    path = corpus / "x.txt"
    path.write_text(report("保定", 2021), encoding="utf-8")
    assert (
        run(
            "add", path, "--city", "保定", "--date", "2021", "--genre", "report", "--office", "市长"
        )[0]
        == 0
    )
    code, out, err = run("design")
    assert "No part of the corpus is matched" in err
    assert "保定: report 2024 (市长)" in out


def test_the_doctor_looks_at_everything(corpus, run):
    code, out, err = run("doctor")
    states = {line.split("\t")[1]: line.split("\t")[0] for line in out.splitlines()}
    assert set(states) >= {
        "python",
        "packages",
        "engine jieba",
        "engine rjieba",
        "typeface",
        "disk",
    }
    assert code == 0, out
    assert set(states.values()) <= {"ok", "warning"}
    assert "All is well." in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_the_doctor_finds_a_folder_that_cannot_be_written(corpus, run):
    (corpus / "corpora").chmod(0o500)
    assert run("doctor")[0] == 1


MISTAKES = {
    "no project": (("check",), ["is no project", "config.yaml"]),
    "add outside a project": (ADD, ["is no project"]),
    "kwic outside a project": (("kwic", "x"), ["is no project"]),
}


@pytest.mark.parametrize(("arguments", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_outside_a_project(tmp_path, monkeypatch, run, arguments, parts):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert code == 1
    for part in parts:
        assert part in out + err
    assert "Traceback" not in err


WRONG = {
    "no city": (("add", "../reports/唐山.txt"), ["唐山.txt", "no city", "--city"]),
    "no such file": (("add", "no.txt", "--city", "唐山"), ["no.txt", "no such file"]),
    "an empty folder": (("add", "deep", "--city", "唐山"), ["deep", "no text lies"]),
    "a wrong date": ((*ADD, "--date", "Jan 2024"), ["date 'Jan 2024'", "YYYY"]),
    "a wrong field": ((*ADD, "--set", "note"), ["--set note", "="]),
    "no metadata": ((*ADD, "--metadata", "no.csv"), ["no.csv", "cannot be read"]),
    "a bad regular expression": (("kwic", "(", "--regex"), ["TERM (", "regular expression"]),
    "an empty term": (("kwic", ""), ["TERM", "is empty"]),
    "an unknown column": (("kwic", "x", "--where", "town=x"), ["--where town=x", "city"]),
    "an unknown text": (("remove", "唐山-2042"), ["唐山-2042", "Did you mean 唐山-2024"]),
    "an unknown term": (("design", "--term", "没有"), ["counted"]),
    "an unknown compared column": (("design", "--compare", "citi"), ["citi", "city"]),
}


@pytest.mark.parametrize(("arguments", "parts"), WRONG.values(), ids=WRONG)
def test_each_mistake_gets_one_message_and_changes_nothing(corpus, run, arguments, parts):
    before = {path: path.stat().st_mtime_ns for path in corpus.rglob("*") if path.is_file()}
    code, out, err = run(*arguments)
    assert code == 1
    messages = [line for line in err.splitlines() if line.startswith("chengyan: ")]
    assert len(messages) == 1, out + err
    for part in parts:
        assert part in messages[0]
    after = {path: path.stat().st_mtime_ns for path in corpus.rglob("*") if path.is_file()}
    assert {p: t for p, t in after.items() if p.name != ".lock"} == {
        p: t for p, t in before.items() if p.name != ".lock"
    }


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("manifest: [1", ["config.yaml, line 1"]),
        ("", ["holds no keys"]),
        ("manifest: no.tsv", ["no.tsv", "no such manifest"]),
        ("manifest: [1, 2]", ["manifest"]),
        ("intake: {script: foo}", ["intake.script", "'foo'"]),
        ("intake: foo", ["intake.script", "'foo'"]),
    ],
)
def test_a_wrong_configuration(project, run, content, parts):
    (project / "config.yaml").write_text(content, encoding="utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert out.split("\t")[0] in ("bad-configuration", "bad-manifest")
    for part in parts:
        assert part in out


@pytest.mark.parametrize("content", ["intake: {}", "intake:", "compare: city"])
def test_what_the_configuration_leaves_out_has_a_default(project, run, content):
    (project / "config.yaml").write_text(content, encoding="utf-8")
    assert run(*ADD)[0] == 0


def test_help_teaches_by_example(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)
    for command in COMMANDS:
        assert "Example" in run(command, "--help")[1]


def test_the_module_is_the_command(project):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"}

    def call(*command):
        process = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert process.returncode == 0, process.stderr.decode()
        return process.stdout.decode("utf-8")

    module = (sys.executable, "-m", "chengyan")
    assert call(*module, "--version").startswith("chengyan ")
    assert "唐山" in call(*module, *ADD)
    assert "唐山" in call(Path(sys.executable).with_name("chengyan"), "kwic", "唐山")
