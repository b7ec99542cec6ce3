"""Files are whole or not there, and what is not as it was written is found."""

import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from chengyan.runlog import logged
from chengyan.tables import write_table
from chengyan.whole import beside, changed, remove_parts, write_folder, write_whole

WRITERS = {
    "a file": "write_whole(folder / 'made', b'new')",
    "a folder": "write_folder(folder / 'made', [('a', b'1'), ('b/c', b'2')])",
}


def killed(folder, writer, number):
    """Whether a writer came to its call of that number, before which it kills itself."""
    code = f"""
import os, pathlib, signal, sys
from chengyan.whole import write_folder, write_whole
folder, left = pathlib.Path({str(folder)!r}), {number}
def watch(event, arguments):
    global left
    if event in ("os.rename", "os.chmod") or (event == "open" and str(folder) in str(arguments[0])):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
{writer}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def content(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_wherever_a_writer_is_killed_its_file_is_whole_or_not_there(tmp_path, writer):
    made = tmp_path / "made"
    made.mkdir()
    assert not killed(made, writer, 1000)
    whole = content(made)
    times = 0
    while True:
        folder = tmp_path / f"killed {times}"
        folder.mkdir()
        ended = not killed(folder, writer, times)
        remove_parts(folder)
        assert content(folder) in ({}, whole)
        if ended:
            break
        times += 1
    assert content(folder) == whole
    assert times >= 3


def test_a_full_disk_is_told_with_the_file(tmp_path):
    def full():
        with beside(tmp_path / "a.csv"):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match=r"No space left on device: '.*/a\.csv'"):
        full()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_writer_left_goes_and_nothing_else(tmp_path):
    stay = [tmp_path / name for name in ("a.part", ".b.part", ".c.12345678.txt", "deep/.d.csv")]
    go = [tmp_path / ".a.csv.abcd_123.part", tmp_path / "deep/.b.png.00000000.part"]
    for path in stay + go:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    folder = tmp_path / ".report.abcdefgh.part/new"
    folder.mkdir(parents=True)
    (folder / "index.html").touch()
    remove_parts(tmp_path)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(stay)
    assert not folder.parent.exists()


def test_what_is_not_as_the_log_says_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with logged("logs/a.log"):
        write_table(pd.DataFrame({"城": ["甲", "乙"]}), "tables/城 市.csv")
        write_table(pd.DataFrame({"a": [1]}), "work/a.parquet")
        write_whole("b.png", b"picture")
        write_folder(Path("report"), [("index.html", b"page"), ("data/x.js", b"1")])
    Path("of no log.csv").write_text("a", "utf-8")
    assert changed(Path("logs")) == []
    for name in ("tables/城 市.csv", "work/a.parquet", "report/data/x.js"):
        path = Path(name)
        whole = path.read_bytes()
        for damaged in (b"", whole[:-1], bytes([whole[0] ^ 1]) + whole[1:]):
            path.write_bytes(damaged)
            assert changed(Path("logs")) == [path]
        path.write_bytes(whole)
    Path("b.png").unlink()
    assert changed(Path("logs")) == []


def test_what_another_job_wrote_after_is_no_damage(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        with logged(f"logs/{name}.log"):
            write_whole("a.csv", name.encode())
    assert changed(Path("logs")) == []


def test_a_job_whose_place_was_taken_writes_no_more(tmp_path, capsys):
    log, path = tmp_path / "job.log", tmp_path / "a.csv"
    path.write_bytes(b"of the later run")

    def orphan():
        with logged(log), beside(path) as handle:
            handle.write(b"of the killed run")
            log.unlink()

    with pytest.raises(SystemExit):
        orphan()
    assert path.read_bytes() == b"of the later run"
    assert "a later run" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_replaced_whole(tmp_path):
    folder = tmp_path / "report"
    write_folder(folder, iter([("a.html", b"1"), ("data/b.js", b"2")]))
    write_folder(folder, iter([("a.html", b"3")]))
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["report", "a.html"]
    assert (folder / "a.html").read_bytes() == b"3"


def test_a_folder_stays_where_another_cannot_be_made(tmp_path):
    folder = tmp_path / "report"
    write_folder(folder, iter([("a.html", b"1")]))

    def broken():
        yield "a.html", b"2"
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        write_folder(folder, broken())
    assert (folder / "a.html").read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [folder]


def test_the_old_folder_comes_back_where_the_new_one_cannot_take_its_name(tmp_path, monkeypatch):
    folder = tmp_path / "report"
    write_folder(folder, iter([("a.html", b"1")]))
    rename = Path.rename

    def refused(path, to):
        if path.name == "new":
            raise PermissionError(13, "Permission denied", str(to))
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        write_folder(folder, iter([("a.html", b"2")]))
    assert (folder / "a.html").read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [folder]
