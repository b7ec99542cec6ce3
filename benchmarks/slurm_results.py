"""Compare the results of a run with those of the same run on SLURM, byte for byte."""

import sys
from pathlib import Path
from typing import Annotated

import typer

# Logs are left out: they tell of a run, not of texts.
KINDS = ("tables", "figures", "topics", "report", "work")


def main(
    local: Annotated[Path, typer.Argument(help="results of a run without SLURM")],
    slurm: Annotated[Path, typer.Argument(help="results of the same run on SLURM")],
) -> None:
    """Print how many files of each kind there are and how many differ; end with 1 if any does."""
    print("| results | files | bytes | files that differ | bytes that differ |")
    print("|---|---|---|---|---|")
    alike = True
    for kind in KINDS:
        mine, theirs = (files(folder / kind) for folder in (local, slurm))
        off = {name: different(mine.get(name), theirs.get(name)) for name in mine | theirs}
        wrong = {str(name): count for name, count in sorted(off.items()) if count}
        size = sum(map(len, mine.values()))
        print(f"| {kind} | {len(off)} | {size:,} | {len(wrong)} | {sum(wrong.values()):,} |")
        for name, count in wrong.items():
            print(f"{kind}/{name}: {count:,} bytes differ", file=sys.stderr)
        alike &= bool(off) and not wrong
    sys.exit(not alike)


def files(folder: Path) -> dict[Path, bytes]:
    """What is in the files of a folder, by path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in found}


def different(one: bytes | None, other: bytes | None) -> int:
    """How many bytes differ; all of them, at least one, where a file is not there."""
    if one is None or other is None:
        return max(len(one or other or b""), 1)
    shared = zip(one, other, strict=False)
    return 0 if one == other else sum(a != b for a, b in shared) + abs(len(one) - len(other))


if __name__ == "__main__":
    typer.run(main)
