"""Break runs in every way that is known, and see that the same command ends with the same bytes."""

import argparse
import random
import shutil
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from tiny import copy_project

from faults.bench import BrokenRunError, Run, digests, durations
from faults.damage import DAMAGES, clock_set, found_at_start, found_when_read, one_of_each_kind
from faults.disks import can_mount, disk, full, read_only
from faults.kills import aims, chain
from faults.record import Record
from faults.signals import SIGNALS, stopped, two_at_once

PARTS = ("kills", "signals", "two", "disks", "damage", "clock")


class Battery:
    """All faults, one part after the other, in a folder whose name is none for shells."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311
        self.done = copy_project(folder / "undisturbed 未扰")
        print("An undisturbed run", flush=True)
        self.seconds = durations(Run(self.done))
        self.record = Record(digests(self.done / "results"))
        self._number = 0

    def fresh(self) -> Path:
        """A project in which nothing has run."""
        return copy_project(self._place())

    def finished(self) -> Path:
        """A copy of the project in which all has been made."""
        return shutil.copytree(self.done, self._place(), symlinks=True)

    def _place(self) -> Path:
        self._number += 1
        return self.folder / f"城言 faults {self._number}"

    def kills(self, number: int) -> None:
        """Chains of kills until as many as asked for have been, and every rule was hit."""
        left = aims(self.seconds, number, self.chance)
        for turn in range(6):
            if not left:
                break
            starts = max(1, number // 10) if not turn else 0
            left = chain(self.fresh(), left, self.seconds, self.chance, self.record, starts)
        if left:
            raise BrokenRunError(f"no moment came up to kill {', '.join(aim.rule for aim in left)}")

    def signals(self, number: int) -> None:
        """Each signal some times."""
        times = 3 if number >= len(self.seconds) else 1
        stopped(self.fresh(), list(SIGNALS) * times, 5, self.chance, self.record)

    def two(self, number: int) -> None:
        """A second run while a first is at work."""
        two_at_once(self.fresh(), self.record, times=3 if number >= len(self.seconds) else 1)

    def disks(self, number: int) -> None:
        """Disks that are full or may not be written to."""
        if not can_mount(self.folder):
            print("  left out: no disk can be mounted here (it takes root)", flush=True)
            return
        size = sum(path.stat().st_size for path in (self.done / "results").rglob("*"))
        many = number >= len(self.seconds)
        # Together less than a run takes, so that each is too small.
        rooms = [int(share * size) for share in ((0.02, 0.15, 0.2, 0.2) if many else (0.3,))]
        project = self.fresh()
        results = project / "results"
        with disk(results, 1 << 30):
            full(project, results, rooms, self.record, "disk of results full")
        place = self._place()
        with disk(place, 1 << 30):
            project = copy_project(place / "城言")
            full(project, place, rooms, self.record, "disk of all full")
        folders = ["", "work", "logs", "tables", "figures"] if many else ["tables"]
        read_only(self.fresh(), folders, self.record)

    def damage(self, number: int) -> None:
        """Each kind of file damaged in each manner."""
        project = self.finished()
        for fault in DAMAGES:
            paths = one_of_each_kind(project / "results", self.chance)
            found_at_start(project, fault, self.chance, self.record, paths)
            if number < len(self.seconds):
                return
        found_when_read(project, self.chance, self.record)

    def clock(self, number: int) -> None:
        """Clocks that were fast, and slow."""
        hours = [5, -5, 30, -30] if number >= len(self.seconds) else [5]
        clock_set(self.fresh(), self.chance, self.record, hours)


def main(number: int, seed: int, parts: list[str], *, write: bool) -> int:
    folder = Path(mkdtemp(prefix="城言 faults "))
    started = time.monotonic()
    try:
        battery = Battery(folder, seed)
        for part in parts:
            print(f"{part} ({time.monotonic() - started:.0f} s)", flush=True)
            getattr(battery, part)(number)
    except BrokenRunError as error:
        print(f"{error}\nThe projects are kept in {folder}", file=sys.stderr)
        return 1
    record = battery.record
    print(record.table().to_string(index=False))
    if not record.whole():
        print(f"Not every run came to the same bytes; they are kept in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    if write:
        record.write()
    print(f"All runs came to the same bytes ({time.monotonic() - started:.0f} s).")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument(
        "--kills",
        type=int,
        default=120,
        help="at least so many; fewer than rules make a short battery",
    )
    parser.add_argument("--seed", type=int, default=1949, help="of the moments of kills")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--write", action="store_true", help="write the table of docs/faults.md")
    given = parser.parse_args()
    sys.exit(main(given.kills, given.seed, given.parts, write=given.write))
