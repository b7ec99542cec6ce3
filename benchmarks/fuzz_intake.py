"""Feed spoiled files to the readers for as long as you like: nothing but a text or a refusal.

    python benchmarks/fuzz_intake.py --seconds 300

Prints how often each outcome came, and the slowest file; stops at the first other outcome, with the
smallest file that brings it about.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from chengyan.errors import TextError
from chengyan.intake.read import Limits, read_file

sys.path.append(str(Path(__file__).parents[1] / "tests/unit/intake"))
from intake_files import spoiled

LIMITS = Limits(seconds=10)
UNFORESEEN = ("cannot be read (", "the program that reads it")


def main(seconds: float, first_seed: int, folder: Path) -> None:
    outcomes: Counter[str] = Counter()
    slowest = 0.0

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=HealthCheck)
    @given(file=spoiled())
    def read_one(file: tuple[str, bytes]) -> None:
        nonlocal slowest
        suffix, data = file
        path = folder / f"spoiled{suffix}"
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            read_file(path, limits=LIMITS)
            outcome = "text"
        except TextError as error:
            outcome = error.code
            # What no reader foresaw, or was stopped, is worth a look.
            if error.code == "unsafe-file" or error.problem.startswith(UNFORESEEN):
                outcome += f": {error.problem}"
                (folder / f"{error.code}-{sum(outcomes.values())}{suffix}").write_bytes(data)
        outcomes[f"{suffix} {outcome}"] += 1
        slowest = max(slowest, time.monotonic() - begun)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seed(first_seed)(read_one)()
        first_seed += 1
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:8} {outcome}")
    print(
        f"{sum(outcomes.values())} files, the slowest {slowest:.2f} s; the next seed {first_seed}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for files that were unsafe or broke it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        main(options.seconds, options.seed, options.keep or Path(folder))
