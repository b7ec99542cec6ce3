"""Runs of the workflow on the tiny corpus: started, watched, killed, compared."""

import atexit
import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

import psutil
from tiny import ROOT, SMALL

# How often a run is looked at, in seconds.
GLANCE = 0.01
# After so long a run hangs.
PATIENCE = 600
# The rule of a job, in the script that Snakemake writes for it.
_RULE = re.compile(rb"rule\\x94\\x8c(?:\\x..|\\?.)(\w+)\\x94")
_STAGE = re.compile(r"^rule (\w+):", re.MULTILINE)


def stages() -> dict[str, str]:
    """The stage of each rule: the name of the file that it stands in."""
    files = sorted((ROOT / "workflow/rules").glob("*.smk"))
    return {rule: file.stem for file in files for rule in _STAGE.findall(file.read_text("utf-8"))}


class BrokenRunError(Exception):
    """A run that did not do what it should, with its last words."""


class Run:
    """A run of the workflow in a process group of its own."""

    def __init__(self, project: Path, *arguments: str) -> None:
        self.project = project
        self._output = TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "snakemake", *arguments, "--config", *SMALL],
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        atexit.register(self.kill)
        self._rules: dict[Path, str] = {}
        # What earlier runs that were killed have left.
        self._old = set(self._scripts())

    def said(self) -> str:
        """All that it has printed so far."""
        self._output.seek(0)
        return self._output.read().decode("utf-8", "replace")

    def jobs(self) -> dict[Path, str]:
        """Scripts that are at work now, and the rule of each."""
        now = {}
        for script in self._scripts():
            if script in self._old:
                continue
            if script not in self._rules:
                try:
                    found = _RULE.search(script.read_bytes())
                except FileNotFoundError:
                    continue
                if not found:
                    continue
                self._rules[script] = found[1].decode()
            now[script] = self._rules[script]
        return now

    def worker(self, script: Path) -> psutil.Process | None:
        """The process of a script, if it lives."""
        for worker in self.workers():
            try:
                if worker.cmdline()[-1:] == [str(script)]:
                    return worker
            except psutil.Error:
                continue
        return None

    def workers(self) -> list[psutil.Process]:
        """All processes that this run has started and not ended."""
        # The number of a process that ended may be another's by now.
        return [] if self.ended() else psutil.Process(self.process.pid).children(recursive=True)

    def ended(self) -> bool:
        """Whether it has come to an end, good or bad."""
        return self.process.poll() is not None

    def kill(self) -> None:
        """End it and all that it has started."""
        workers = self.workers()
        self.process.kill()
        for worker in workers:
            with suppress(psutil.NoSuchProcess):
                worker.kill()

    def wait(self) -> int:
        """Wait for the end; return the exit code."""
        return self.process.wait(PATIENCE)

    def must(self, holds: bool, what: str) -> None:
        """Raise BrokenRunError with what was printed unless something holds."""
        if not holds:
            raise BrokenRunError(f"{self.project}: {what}\n{self.said()[-6000:]}")

    def finish(self) -> str:
        """Wait for the end, which must be a good one; return what was printed."""
        self.wait()
        self.must(self.process.returncode == 0, "did not go through")
        return self.said()

    def fail(self) -> str:
        """Wait for the end, which must be a bad one; return what was printed."""
        self.wait()
        self.must(self.process.returncode != 0, "went through")
        return self.said()

    def until_job(self, number: int, delay: float = 0) -> None:
        """Wait until so many jobs have begun, and so many seconds more."""
        begun: set[Path] = set()
        moment = 0.0
        for now in self.glances():
            begun |= self.jobs().keys()
            moment = moment or (now + delay if len(begun) >= number else 0)
            if 0 < moment <= now:
                return
        self.must(holds=False, what="ended before its time")

    def glances(self) -> Iterator[float]:
        """Seconds since now, again and again until the run ends."""
        start = time.monotonic()
        while not self.ended():
            now = time.monotonic() - start
            self.must(now < PATIENCE, "hangs")
            yield now
            time.sleep(GLANCE)

    def _scripts(self) -> Iterator[Path]:
        return self.project.glob(".snakemake/scripts/tmp*")


def digests(results: Path) -> dict[str, str]:
    """Digests of all that a run makes, without logs and what was put aside."""
    return {
        str(name): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(results.rglob("*"))
        if path.is_file()
        and (name := path.relative_to(results)).parts[0] not in ("logs", "aside", ".lock")
        and path.name != ".snakemake_timestamp"
    }


def listing(folder: Path) -> dict[str, tuple[int, str]]:
    """Time and digest of every file of a folder."""
    return {
        str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def different(expected: dict[str, str], results: Path) -> list[str]:
    """Files that a results folder lacks, has too many, or has with other bytes."""
    found = digests(results)
    return sorted(name for name in expected | found if expected.get(name) != found.get(name))


def durations(run: Run) -> dict[str, float]:
    """Watch a run to its end; return how long a job of each rule takes, in seconds."""
    begun: dict[Path, float] = {}
    taken: dict[str, list[float]] = {}
    rules: dict[Path, str] = {}
    for now in run.glances():
        jobs = run.jobs()
        for script, rule in jobs.items():
            begun.setdefault(script, now)
            rules[script] = rule
        for script in [script for script in begun if script not in jobs]:
            taken.setdefault(rules[script], []).append(now - begun.pop(script))
    run.finish()
    return {rule: sum(times) / len(times) for rule, times in taken.items()}
