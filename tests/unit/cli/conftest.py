"""A project with three reports, and a function that runs a command in it."""

import sys

import pytest
from reports import report

from chengyan.cli import main


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that is a config.yaml and nothing else, and a folder of reports beside it."""
    folder = tmp_path / "project"
    (folder / "deep/er").mkdir(parents=True)
    (folder / "config.yaml").write_text("manifest: corpora/documents.tsv\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()
    for city in ("唐山", "邯郸", "沧州"):
        text = report(city)
        (tmp_path / f"reports/{city}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(monkeypatch, capsys):
    """A function that runs a command and gives exit code, stdout and stderr."""

    def run_it(*arguments):
        monkeypatch.setattr(sys, "argv", ["chengyan", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        return stop.value.code or 0, out, err

    return run_it


_ADD = ("add", "../reports", "--city", "{stem}", "--genre", "report", "--office", "市长")


@pytest.fixture
def corpus(project, run):
    code, _, err = run(*_ADD, "--date", "2024-01")
    assert code == 0, err
    return project
