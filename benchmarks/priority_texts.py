"""How often the interval of a code's share over several texts holds the truth.

The texts of a folder, all of one genre, are coded by the instrument; groups are drawn from them
with replacement, and the share of all of them is the truth. Prints a table; with `--write` that of
the package is written, from which it chooses.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from chengyan.corpus import clean_document
from chengyan.intervals.over_texts import COVERAGE, jackknife
from chengyan.manifest import Document
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.cues import read_code_cues
from chengyan.priorities.instrument import code_texts
from chengyan.priorities.samples import read_samples
from chengyan.randomness import generator_of
from chengyan.tables import write_table

ROOT = Path(__file__).parents[1]
TEXTS = (2, 3, 4, 5, 6, 8, 10, 15, 20, 30)
# Units with the code in a text, on the mean: the lower ends of bands.
POSITIVES = (0, 1, 2, 5, 10, 20)
KINDS = ["heading", "body"]


def main() -> None:
    """Code the texts, draw groups, count how often the truth is held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts, UTF-8, one file a text")
    parser.add_argument("--groups", type=int, default=4000, help="groups drawn of each size")
    parser.add_argument("--write", action="store_true", help=f"write {COVERAGE.name}")
    given = parser.parse_args()
    has, among = unit_counts(given.folder)
    rows = []
    for texts in TEXTS:
        drawn = generator_of(1947, f"{texts} texts").integers(
            0, has.shape[1], (given.groups, texts)
        )
        low, high = jackknife(has[:, drawn], among[:, drawn])
        truth = (has.sum(axis=1) / among.sum(axis=1))[:, None]
        held = ((low <= truth) & (truth <= high)).mean(axis=1)
        rows += [(texts, code, has[code].mean(), held[code]) for code in range(len(has))]
    every = pd.DataFrame(rows, columns=["texts", "code", "positives", "coverage"])
    every["positives"] = [
        max(band for band in POSITIVES if band <= number) for number in every["positives"]
    ]
    # The worst code of a band, so that none is promised more than it has.
    table = every.groupby(["texts", "positives"], as_index=False).agg(
        coverage=("coverage", "min"), mean=("coverage", "mean"), codes=("coverage", "size")
    )
    print(
        table.pivot_table(index="texts", columns="positives", values="coverage")
        .round(3)
        .to_string()
    )
    if given.write:
        write_table(table, COVERAGE)


def unit_counts(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Units with each code, and units of its denominator: codes × texts."""
    codebook = read_codebook(ROOT / "lexicon/codebook.tsv")
    codes = [code.code for code in codebook]
    cues = read_code_cues(ROOT / "lexicon/priorities.tsv", codes)
    samples = read_samples([ROOT / "coded/priorities.tsv"], codes)
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        sys.exit(f"{folder}: there is no .txt file")
    found = []
    for path in paths:
        row = {"doc_id": path.stem, "path": path.name, "genre": "", "city": path.stem, "date": ""}
        row["sha256"] = sha256(path.read_bytes()).hexdigest()
        _, sentences = clean_document(Document(path.stem, path, row, path.stem))
        table = pd.DataFrame(sentences)
        table.insert(0, "doc_id", path.stem)
        table["orientation"] = ""
        table["group"] = path.stem
        found.append(table)
    every = pd.concat(found, ignore_index=True)
    every = every[[*(name for name in every if name != "text"), "text"]]
    _, parts = code_texts(every, codebook, cues, samples, KINDS)
    counts = pd.crosstab(parts["primary"], parts["doc_id"]).reindex(index=codes, fill_value=0)
    has = counts.to_numpy(dtype=float)
    counted = np.array([code.counted for code in codebook])
    among = np.where(counted[:, None], has[counted].sum(axis=0), has.sum(axis=0))
    return has, among


if __name__ == "__main__":
    main()
