"""Documents with insides (HTML, Word, PDF) are taken apart by a child process.

Whatever a document does to the library that reads it, it does there: the child holds no file but
its pipes and is killed when it takes too long. One child serves many files of a format.
"""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from functools import cache
from typing import Any

from chengyan.findings import Finding
from chengyan.intake.extract import Extract, Limits, refusal
from chengyan.intake.worker import receive, send


def extract_safely(kind: str, data: bytes, place: str, limits: Limits) -> Extract:
    """Have a document read by a child process.

    Parameters
    ----------
    kind : {"html", "docx", "pdf"}
    data : bytes
    place : str
        The file, for messages.
    limits : Limits

    Raises
    ------
    TextError
        What the reader raises; ``unsafe-file`` if it takes too long or too much memory,
        ``broken-file`` if the child dies of it.
    """
    # A process that was forked from this one has pipes, but no child, of its own.
    return _sandbox(kind, os.getpid()).extract(data, place, limits)


@cache
def _sandbox(kind: str, _process: int) -> "_Sandbox":
    sandbox = _Sandbox(kind)
    atexit.register(sandbox.close)
    return sandbox


class _Sandbox:
    """A child for one format, begun when first needed and again after each death."""

    def __init__(self, kind: str) -> None:
        self._command = [sys.executable, "-P", "-m", "chengyan.intake.worker", kind]
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def extract(self, data: bytes, place: str, limits: Limits) -> Extract:
        with self._lock:
            answer = self._ask(data, place, limits)
        try:
            if "refused" in answer:
                raise refusal(*answer["refused"])
            fields = answer["extract"]
            doubts = tuple(Finding(**doubt) for doubt in fields.pop("doubts"))
            return Extract(**fields, doubts=doubts)
        except (AttributeError, KeyError, TypeError, ValueError):
            # A child that was taken over may say anything.
            raise refusal("unsafe-file", place, "makes its reader say nonsense") from None

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            # Closes the pipes as well; what was not yet written is of no use to anybody.
            with contextlib.suppress(BrokenPipeError):
                child.communicate()

    def _ask(self, data: bytes, place: str, limits: Limits) -> dict[str, Any]:
        child = self._running()
        if child.stdin is None or child.stdout is None:
            raise RuntimeError(child.args)
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            child.kill()

        request = json.dumps({"place": place, "limits": vars(limits)}).encode("ascii")
        timer = threading.Timer(limits.seconds, kill)
        timer.start()
        try:
            send(child.stdin, request, data)
            # An escaped character takes up to twelve bytes.
            answer: dict[str, Any] = json.loads(
                receive(child.stdout, 12 * limits.unpacked + (1 << 20))
            )
        except (OSError, EOFError, ValueError):
            self.close()
        else:
            return answer
        finally:
            timer.cancel()
            # Killed too late to matter to this document, but not to the next one.
            if overdue.is_set():
                self.close()
        if overdue.is_set() or child.returncode == -signal.SIGXCPU:
            raise refusal("unsafe-file", place, f"takes more than {limits.seconds} s to read")
        raise refusal("broken-file", place, "the program that reads it breaks down over it")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            # The folder it is called from, which may be a corpus, is none to take code from.
            paths = map(os.path.abspath, filter(None, sys.path))
            self._child = subprocess.Popen(  # noqa: S603, our own interpreter and module, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
                cwd="/",
            )
        return self._child
