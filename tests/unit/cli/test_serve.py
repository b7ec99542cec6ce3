"""``chengyan serve``: an address on stdout, an end without noise, errors in one line."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def interruptible():
    """Whoever runs tests in the background may have Ctrl-C ignored, and what they start too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_it_prints_where_it_is_and_ends_quietly(project):
    report = project / "results/report"
    report.mkdir(parents=True)
    (report / "index.html").write_text("here", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "chengyan", "serve"],
        cwd=project / "deep", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    ) as process:  # fmt: skip
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                assert answer.read() == b"here"
        finally:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert out == ""
    assert "Traceback" not in err
    assert "Ctrl-C" in err


def test_without_report_it_says_what_to_do(project, run):
    code, out, err = run("serve")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "results/report: is no folder. Make the report with `make`" in err
