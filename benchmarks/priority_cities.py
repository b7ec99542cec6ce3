"""How often the instrument is right on reports of cities that its makers did not read.

The codes of a sample are looked up in the texts of a folder; prints a table, and with `--write`
writes it to benchmarks/priorities/cities.csv.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd

from chengyan.coded import digest_of
from chengyan.corpus import clean_document
from chengyan.manifest import Document
from chengyan.priorities.assign import assigned
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.cues import CodeCue, read_code_cues
from chengyan.priorities.evidence import evidence
from chengyan.priorities.instrument import make_instrument
from chengyan.priorities.samples import read_samples
from chengyan.priorities.validation import by_cues, by_keywords, validation
from chengyan.tables import write_table

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks/priorities/cities.csv"


def main() -> None:
    """Look the coded sentences up, code them, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts, UTF-8, one file a city")
    parser.add_argument("--write", action="store_true", help=f"write {RESULT.name}")
    given = parser.parse_args()
    tables = [
        scores(given.folder, ROOT / f"coded/priorities_cities_{name}.tsv")
        for name in ("dev", "test")
    ]
    table = pd.concat(tables, ignore_index=True)
    print(table[table["code"] == "all"].round(3).to_string())
    if given.write:
        write_table(table, RESULT)


def scores(folder: Path, sample: Path) -> pd.DataFrame:
    """Precision, recall, F1 and accuracy of each method on one sample."""
    codebook = read_codebook(ROOT / "lexicon/codebook.tsv")
    codes = [code.code for code in codebook]
    cues = read_code_cues(ROOT / "lexicon/priorities.tsv", codes)
    coded = read_samples([sample], codes)
    texts = pd.concat([sentences_of(folder, city) for city in coded["doc_id"].unique()])
    texts = texts.reset_index(drop=True)
    rows = found_rows(coded, texts)
    found = evidence(texts, cues, codes).take(rows)
    predicted = pd.concat(
        pd.DataFrame({"row": coded.index, "method": method, "repeat": 0, "predicted": given})
        for method, given in (
            ("keywords", by_keywords(texts["text"].iloc[rows].tolist(), cues, codes)),
            ("cues", by_cues(found, codes)),
            ("codebook", _by_instrument(found, codebook, cues)),
        )
    )
    return validation(coded, predicted, codes)


def _by_instrument(found: object, codebook: list, cues: list[CodeCue]) -> list[str]:
    codes = [code.code for code in codebook]
    samples = read_samples([ROOT / "coded/priorities.tsv"], codes)
    return assigned(found, make_instrument(codebook, cues, samples))["primary"].tolist()


def sentences_of(folder: Path, city: str) -> pd.DataFrame:
    """The cleaned sentences of one text."""
    path = folder / f"{city}.txt"
    if not path.is_file():
        sys.exit(f"{path} is not there: give the folder of the reports")
    row = {"doc_id": city, "path": path.name, "genre": "", "city": city, "date": ""}
    row["sha256"] = sha256(path.read_bytes()).hexdigest()
    _, sentences = clean_document(Document(city, path, row, city))
    table = pd.DataFrame(sentences)
    table.insert(0, "doc_id", city)
    return table


def found_rows(coded: pd.DataFrame, texts: pd.DataFrame) -> list[int]:
    """The row of each coded sentence, by text, number and digest."""
    place = {
        (doc_id, number, digest_of(text)): row
        for row, (doc_id, number, text) in enumerate(
            zip(texts["doc_id"], texts["sentence"], texts["text"], strict=True)
        )
    }
    keys = zip(coded["doc_id"], coded["sentence"], coded["digest"], strict=True)
    return [place[key] for key in keys]


if __name__ == "__main__":
    main()
