"""The child that reads documents opens nothing, is killed when over its limits, and comes again."""

import os
import subprocess
import sys
import threading
import time

import pytest
from intake_files import REPORT, docx, html, pdf

from chengyan.errors import TextError
from chengyan.intake import sandbox, worker
from chengyan.intake.extract import Limits
from chengyan.intake.sandbox import extract_safely

# A reader of a format of our own does in the child what a taken-over library would try.
HOSTILE = """
import os, socket, subprocess, sys, time
from chengyan.intake.extract import Extract

def read_hostile(data, place, limits):
    return Extract("", str(eval(data.decode())), "hostile")
"""


@pytest.fixture
def hostile(tmp_path):
    """A function that has the child evaluate an expression."""
    (tmp_path / "hostile.py").write_text(HOSTILE)
    start = (
        "import sys, chengyan.intake as package; package.__path__.append(sys.argv[2]);"
        "from chengyan.intake.worker import main; main(sys.argv[1])"
    )
    box = sandbox._Sandbox("hostile")
    box._command = [sys.executable, "-P", "-c", start, "hostile", str(tmp_path)]

    def run(expression, **limits):
        return box.extract(expression.encode(), "a", Limits(**limits)).text

    yield run
    box.close()


def test_each_format_by_one_child_that_serves_many():
    for kind, data in (("html", html().encode()), ("docx", docx()), ("pdf", pdf())):
        first = extract_safely(kind, data, "a", Limits())
        child = sandbox._sandbox(kind, os.getpid())._child
        assert extract_safely(kind, data, "a", Limits()) == first
        assert sandbox._sandbox(kind, os.getpid())._child is child
        assert REPORT.replace("\n", "") == first.text.replace("\n", "")


def test_the_child_has_nothing_of_our_environment(hostile, monkeypatch):
    monkeypatch.setenv("SECRET", "geheim")
    assert "SECRET" not in hostile("dict(os.environ)")
    assert hostile("os.getcwd()") == "/"


@pytest.mark.parametrize(
    "expression",
    [
        "open('/etc/passwd').read()",
        "open('/dev/null', 'w')",
        "os.listdir('/')",
        "socket.socket()",
        "socket.getaddrinfo('example.org', 80)",
        "subprocess.run(['true'])",
        "os.pipe()",
        "__import__('sqlite3')",
    ],
)
def test_the_child_opens_nothing(hostile, expression):
    with pytest.raises(TextError) as error:
        hostile(expression)
    assert error.value.code == "broken-file"
    assert "cannot be read (" in error.value.problem


def test_a_child_that_hangs_is_killed_and_the_next_one_works(hostile):
    begun = time.monotonic()
    for expression in ("time.sleep(60)", "sum(iter(int, 1))"):
        with pytest.raises(TextError) as error:
            hostile(expression, seconds=1)
        assert error.value.code == "unsafe-file"
        assert "1 s" in error.value.problem
    assert time.monotonic() - begun < 20
    assert hostile("1 + 1") == "2"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS sets no limit to memory")
def test_a_child_that_wants_too_much_memory_is_told_so(hostile):
    with pytest.raises(TextError) as error:
        hostile("len(bytes(3 * 10**9))", memory=10**9)
    assert error.value.code == "unsafe-file"
    assert "1,000 MB" in error.value.problem
    assert hostile("1 + 1") == "2"


@pytest.mark.parametrize("expression", ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)"])
def test_a_child_that_dies_comes_again(hostile, expression):
    with pytest.raises(TextError) as error:
        hostile(expression)
    assert error.value.code == "broken-file"
    assert hostile("1 + 1") == "2"


@pytest.mark.parametrize(
    "expression",
    [
        "os.write(1, b'\\xff' * 20)",
        "os.write(1, bytes(7) + b'\\x03abc')",
        "os.write(1, bytes(7) + b'\\x01x' * 99)",
        "'甲' * 2000",
        "(lambda f: f(f))(lambda f: f(f))",
    ],
)
def test_answers_that_are_none_and_answers_too_long(hostile, expression):
    with pytest.raises(TextError) as error:
        hostile(expression, unpacked=1000)
    assert error.value.code in {"broken-file", "unsafe-file", "too-large"}
    assert hostile("1 + 1") == "2"


def test_a_crowd_waits_in_line():
    texts = []
    readers = [
        threading.Thread(
            target=lambda i=i: texts.append(
                extract_safely("html", html([f"甲{i}"]).encode(), "a", Limits()).text
            )
        )
        for i in range(8)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert sorted(texts) == [f"甲{i}\n" for i in range(8)]


def test_a_forked_process_has_a_child_of_its_own():
    program = (
        "import os, sys; from chengyan.intake.sandbox import extract_safely as read;"
        "from chengyan.intake.extract import Limits;"
        "page = lambda: read('html', '<p>甲'.encode(), 'a', Limits()).text;"
        "page(); sys.stdout.flush(); pid = os.fork();"
        "print(page(), end='', flush=True);"
        "pid and sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=True,
        encoding="utf-8",
    )
    assert (done.stdout, done.stderr) == ("甲\n甲\n", "")


def test_messages_that_are_not_whole():
    for data in (b"", b"\0\0\0", bytes(7) + b"\5abc", b"\1" + bytes(7)):
        reading, writing = os.pipe()
        os.write(writing, data)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream, pytest.raises(EOFError):
            worker.receive(stream, 1000)
