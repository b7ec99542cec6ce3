"""Runs that are told to stop, and runs that come in while another is at work."""

import os
import random
import signal
from collections.abc import Iterable
from pathlib import Path

from faults.bench import Run, listing
from faults.record import Record

# To whom a signal goes, and what sends it so.
SIGNALS = {
    "Ctrl-C (SIGINT to all)": (signal.SIGINT, True),
    "closed terminal (SIGHUP to all)": (signal.SIGHUP, True),
    "SIGTERM to Snakemake": (signal.SIGTERM, False),
    "SIGTERM to all": (signal.SIGTERM, True),
}


def stopped(
    project: Path, faults: Iterable[str], seconds: float, chance: random.Random, record: Record
) -> None:
    """Send one signal after the other, at moments of a stretch of so many seconds; then go on."""
    for fault in faults:
        number, everyone = SIGNALS[fault]
        run = Run(project)
        moment = chance.uniform(1, seconds)
        for now in run.glances():
            if now >= moment and (run.jobs() or now > seconds):
                record.injected(fault, "any", f"after {now:.1f} s")
                # The leader lives, so the group is ours.
                (os.killpg if everyone else os.kill)(run.process.pid, number)
                break
        run.wait()
    Run(project).finish()
    record.ended(project / "results")


def two_at_once(project: Path, record: Record, times: int = 1) -> None:
    """A second run says that another is at work, fails and touches nothing; the first goes on."""
    first = Run(project)
    for _ in first.glances():
        if times and first.jobs() and (project / "results/work").exists():
            times -= 1
            record.injected("a second run at once", "any", "while jobs run")
            # Nobody else moves a file meanwhile.
            os.killpg(first.process.pid, signal.SIGSTOP)
            try:
                before = listing(project / "results")
                second = Run(project)
                said = second.fail()
                second.must("another run is at work" in said, "said nothing")
                second.must(
                    listing(project / "results") == before,
                    "touched what is another's",
                )
            finally:
                os.killpg(first.process.pid, signal.SIGCONT)
    first.finish()
    record.ended(project / "results")
