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
    project: Path, faults: Iterable[str], jobs: int, chance: random.Random, record: Record
) -> None:
    """Send one signal after the other, while one of the first so many jobs runs; then go on."""
    for number, _ in SIGNALS.values():
        # What we ignore, as behind nohup, our runs would ignore too; what we handle they do not.
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    for fault in faults:
        number, everyone = SIGNALS[fault]
        run = Run(project)
        begun = chance.randint(1, jobs)
        run.until_job(begun, chance.uniform(0, 1))
        record.injected(fault, "any", f"while job {begun} runs")
        # The leader lives, so the group is ours.
        (os.killpg if everyone else os.kill)(run.process.pid, number)
        run.fail()
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
