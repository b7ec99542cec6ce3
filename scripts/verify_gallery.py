"""Compare a fresh run with docs/gallery, table by table and figure by figure.

Tables must agree within 1e-6 relative, texts exactly; figures may differ in one pixel of a hundred.
Whether they agree byte for byte is said as well. Exit code 0: all agree; 1: something differs; 2:
the run is of another corpus and cannot be compared.
"""

import argparse
import csv
import gzip
import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from matplotlib.image import imread

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs/gallery"
SHIPPED = "corpora/documents.tsv"
RELATIVE = 1e-6
# What is left of zero after cancellation.
ABSOLUTE = 1e-12
# Of 255; one pixel of a hundred may differ by more.
LEVELS, PIXELS = 16, 0.01


@dataclass(frozen=True)
class Verdict:
    """How a table or figure compares with the published one.

    Attributes
    ----------
    name : str
    difference : str
        Empty if it agrees within the tolerance.
    same_bytes : bool
    """

    name: str
    difference: str
    same_bytes: bool


def verify(results: Path, gallery: Path, published: Mapping[str, str]) -> list[Verdict]:
    """Compare every table and figure that is in the run, in the gallery or in both.

    Parameters
    ----------
    results, gallery : path
    published : mapping of str to str
        SHA-256 digests by path, as `read_digests` gives them.
    """
    names = {name.removeprefix("results/") for name in published if name.startswith("results/")}
    here = {
        path.relative_to(results).as_posix()
        for pattern in ("tables/*.csv", "figures/*.png", "figures/*.svg")
        for path in results.glob(pattern)
    }
    verdicts = []
    for name in sorted(names | here, key=lambda name: (Path(name).suffix, name)):
        if name not in here:
            verdicts.append(Verdict(name, "is missing in this run", same_bytes=False))
        elif name not in names:
            verdicts.append(Verdict(name, "is not published", same_bytes=False))
        else:
            content = (results / name).read_bytes()
            same = hashlib.sha256(content).hexdigest() == published[f"results/{name}"]
            difference = "" if same else _difference(name, content, gallery)
            verdicts.append(Verdict(name, difference, same_bytes=same))
    return verdicts


def _difference(name: str, content: bytes, gallery: Path) -> str:
    if name.endswith(".svg"):
        return ""  # The PNG beside it is drawn from the same figure and is compared in pixels.
    known = published_file(gallery, name)
    if known is None:
        return "its published copy is missing"
    compare = table_difference if name.endswith(".csv") else figure_difference
    return compare(known, content)


def published_file(gallery: Path, name: str) -> bytes | None:
    """The published copy of a result, unpacked; None if there is none."""
    path = gallery / name.removeprefix("figures/")
    if path.is_file():
        return path.read_bytes()
    path = path.with_name(f"{path.name}.gz")
    return gzip.decompress(path.read_bytes()) if path.is_file() else None


def table_difference(known: bytes, found: bytes) -> str:
    """Where a table differs first from the known one beyond the tolerance; empty if nowhere."""
    old, new = (
        pd.read_csv(BytesIO(content), dtype=str, keep_default_na=False)
        for content in (known, found)
    )
    if list(old.columns) != list(new.columns):
        changed = sorted(set(old.columns) ^ set(new.columns)) or ["their order"]
        return f"other columns: {', '.join(changed)}"
    if len(old) != len(new):
        return f"{len(new)} rows, {len(old)} published"
    first: tuple[int, str] | None = None
    for name in old.columns:
        differs = np.flatnonzero(~_agree(old[name], new[name]))
        if len(differs) and (first is None or differs[0] < first[0]):
            first = (int(differs[0]), name)
    if first is None:
        return ""
    row, name = first
    return f"row {row + 1}, {name}: {new[name].iloc[row]!r}, published {old[name].iloc[row]!r}"


def _agree(old: pd.Series, new: pd.Series) -> np.ndarray:
    """Which cells are the same text, or the same number within the tolerance."""
    same: np.ndarray = (old == new).to_numpy(dtype=bool)
    numbers = [pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float) for cells in (old, new)]
    close: np.ndarray = np.isclose(numbers[1], numbers[0], rtol=RELATIVE, atol=ABSOLUTE)
    agreeing: np.ndarray = same | close
    return agreeing


def figure_difference(known: bytes, found: bytes) -> str:
    """How a PNG differs from the known one beyond the tolerance; empty if it does not."""
    old, new = (imread(BytesIO(content), format="png") for content in (known, found))
    if old.shape != new.shape:
        return f"{_size(new)}, published {_size(old)}"
    differing = float((np.abs(new - old).max(axis=2) * 255 > LEVELS).mean())
    return f"{differing:.1%} of its pixels differ" if differing > PIXELS else ""


def _size(image: np.ndarray) -> str:
    return f"{image.shape[1]} × {image.shape[0]} pixels"


def read_digests(path: Path) -> dict[str, str]:
    """SHA-256 digests of the published files and of what they were made from, by path."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["path"]: row["sha256"] for row in csv.DictReader(lines, delimiter="\t")}


def other_corpus(config: Mapping[str, object], published: Mapping[str, str], root: Path) -> str:
    """Why the run cannot be compared; empty if it can."""
    manifest = str(config.get("manifest") or SHIPPED)
    if manifest != SHIPPED:
        return f"config.yaml names the manifest {manifest}; the gallery shows {SHIPPED}"
    if hashlib.sha256((root / SHIPPED).read_bytes()).hexdigest() != published.get(SHIPPED):
        return f"{SHIPPED} is not the one the gallery was made from"
    return ""


def changed_inputs(published: Mapping[str, str], root: Path) -> list[str]:
    """Choices and word lists that are no longer those the gallery was made with."""
    return [
        name
        for name, digest in published.items()
        if not name.startswith("results/")
        and not (
            (root / name).is_file()
            and hashlib.sha256((root / name).read_bytes()).hexdigest() == digest
        )
    ]


def verdict_table(verdicts: list[Verdict]) -> str:
    """The verdicts for reading: a line each."""
    width = max(len(verdict.name) for verdict in verdicts)
    lines = [f"{'':{width}}  same bytes  verdict"]
    for verdict in verdicts:
        bytes_ = "yes" if verdict.same_bytes else "no"
        words = verdict.difference or ("agrees" if not verdict.name.endswith(".svg") else "")
        lines.append(f"{verdict.name:{width}}  {bytes_:10}  {words}".rstrip())
    return "\n".join(lines)


def main(results: Path | None, gallery: Path, root: Path) -> int:
    """Compare, print, and return the exit code."""
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8")) or {}
    if not (gallery / "digests.tsv").is_file():
        print(f"{gallery}: there is no gallery to compare with. Run: make publish", file=sys.stderr)
        return 2
    published = read_digests(gallery / "digests.tsv")
    reason = other_corpus(config, published, root)
    if reason:
        print(f"Nothing compared: {reason}.", file=sys.stderr)
        return 2
    verdicts = verify(results or root / str(config.get("results") or "results"), gallery, published)
    print(verdict_table(verdicts))
    for name in changed_inputs(published, root):
        print(f"Note: {name} is not the one the gallery was made with.")
    differing = sum(bool(verdict.difference) for verdict in verdicts)
    same = sum(verdict.same_bytes for verdict in verdicts)
    print(
        f"{len(verdicts)} tables and figures: {same} the same byte for byte, "
        f"{len(verdicts) - same - differing} within the tolerance, {differing} differ."
    )
    return 1 if differing else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--results", type=Path, help="folder of the run (default: the configured one)"
    )
    parser.add_argument("--gallery", type=Path, default=GALLERY, help="folder to compare with")
    arguments = parser.parse_args()
    sys.exit(main(arguments.results, arguments.gallery, ROOT))
