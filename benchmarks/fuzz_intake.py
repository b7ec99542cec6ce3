"""Send spoiled and odd files the whole way into an analysis: each is analysed or refused in words.

    python benchmarks/fuzz_intake.py --files 10000

Each file is read, added to a corpus, cleaned, cut by both engines and counted; no Han character may
be lost on the way without a word. Prints how often each outcome came, and the slowest file; stops
at the first other outcome, with the smallest file that brings it about.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from chengyan.errors import TextError
from chengyan.intake.read import Limits

sys.path.append(str(Path(__file__).parents[1] / "tests/unit/intake"))
from intake_files import any_file
from whole_way import assert_told, go_through

LIMITS = Limits(seconds=10)
UNFORESEEN = ("cannot be read (", "the program that reads it")
ROUND = 500


def main(files: int, first_seed: int, keep: Path | None) -> None:
    became: Counter[tuple[str, str]] = Counter()
    slowest = 0.0
    read = 0

    def send_one(file: tuple[str, bytes, str]) -> None:
        nonlocal slowest, read
        suffix, data, holds = file
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"spoiled{suffix}")
            path.write_bytes(data)
            try:
                outcomes = go_through(path, Path(folder, "corpus"), LIMITS, holds)
            except TextError as error:
                assert_told(error, path)
                outcomes = [error.code]
                # What no reader foresaw, or was stopped, is worth a look.
                if error.code == "unsafe-file" or error.problem.startswith(UNFORESEEN):
                    outcomes = [f"{error.code}: {error.problem}"]
                    if keep:
                        (keep / f"{error.code}-{read}{suffix}").write_bytes(data)
        became.update((suffix, outcome) for outcome in outcomes)
        slowest = max(slowest, time.monotonic() - begun)
        read += 1

    while read < files:
        many = min(ROUND, files - read)
        usual = settings(
            max_examples=many, deadline=None, database=None, suppress_health_check=HealthCheck
        )
        seed(first_seed)(usual(given(file=any_file())(send_one)))()
        first_seed += 1
    for (suffix, outcome), number in sorted(became.items()):
        print(f"| {suffix} | {outcome} | {number} |")
    print(f"{read} files, the slowest {slowest:.2f} s; the next seed {first_seed}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for files that were unsafe or broke it")
    options = parser.parse_args()
    main(options.files, options.seed, options.keep)
