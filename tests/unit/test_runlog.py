"""The log of a job: it holds the traceback, and stderr says what a user can mend."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from chengyan.runlog import logged


def run(tmp_path, body):
    code = (
        "import sys, warnings, logging\nfrom chengyan.runlog import logged\n"
        "from chengyan.errors import TextError\n"
        f"with logged({str(tmp_path / 'logs/job.log')!r}):\n    {body}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done, (tmp_path / "logs/job.log").read_text("utf-8")


def test_what_a_user_can_mend_is_one_line(tmp_path):
    done, log = run(tmp_path, "raise TextError('a.txt', 'holds nothing', 'Fill it')")
    assert done.returncode == 1
    assert done.stderr == "chengyan: a.txt: holds nothing. Fill it.\n"
    assert "Traceback" in log
    assert "TextError" in log


def test_a_full_disk_is_one_line_too(tmp_path):
    done, log = run(tmp_path, "raise OSError(28, 'No space left on device', 'a.csv')")
    assert done.returncode == 1
    assert done.stderr.startswith("chengyan: a.csv: No space left on device. Make room")
    assert done.stderr.count("\n") == 1
    assert "Traceback" in log


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("open('no such file')", "FileNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("sys.exit(3)", "SystemExit"),
    ],
)
def test_any_other_failure_is_in_the_log_and_on_stderr(tmp_path, body, name):
    done, log = run(tmp_path, body)
    assert done.returncode == 1
    for text in (done.stderr, log):
        assert "Traceback" in text
        assert name in text


def test_a_user_who_stops_a_run_is_told_nothing(tmp_path):
    done, log = run(tmp_path, "raise KeyboardInterrupt")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "KeyboardInterrupt" in log


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_disk_too_full_for_the_log_is_one_line_too(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs/job.log").symlink_to("/dev/full")
    code = (
        "from chengyan.runlog import logged\n"
        f"with logged({str(tmp_path / 'logs/job.log')!r}):\n    print('runs')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "No space left on device. Make room" in done.stderr


def test_records_and_warnings_go_to_the_log(tmp_path):
    done, log = run(
        tmp_path, "warnings.warn('城市'); logging.getLogger('chengyan.x').info('字数 %d', 5)"
    )
    assert done.returncode == 0
    assert done.stdout + done.stderr == ""
    assert "城市" in log
    assert "INFO chengyan.x: 字数 5" in log
    assert log.splitlines()[0].endswith("begins")
    assert log.splitlines()[-1].endswith("ends")


def test_the_log_is_new_each_time_and_closed_after(tmp_path):
    path = tmp_path / "job.log"
    path.write_text("old", encoding="utf-8")
    before = list(logging.getLogger().handlers)
    with logged(path):
        pass
    assert "old" not in path.read_text("utf-8")
    assert logging.getLogger().handlers == before
    logging.captureWarnings(capture=False)
