"""How often numbers are found right in reports of cities that the rules' makers did not read.

The annotation of a sample is looked up in the texts of a folder; prints a table, and with `--write`
writes it to benchmarks/targets/cities.csv.
"""

import argparse
from pathlib import Path

import pandas as pd
from priority_cities import sentences_of

from chengyan.describe import told_sentences
from chengyan.lexicon import LABELS, read_cues, read_formulations
from chengyan.tables import write_table
from chengyan.targets.score import target_validation
from chengyan.targets.table import targets
from chengyan.targets.words import NumberWords, read_number_words

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks/targets/cities.csv"


def main() -> None:
    """Find the numbers of the annotated sentences, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts, UTF-8, one file a city")
    parser.add_argument("--write", action="store_true", help=f"write {RESULT.name}")
    given = parser.parse_args()
    table = scores(given.folder)
    shown = ["field", "correct", "matched", "found", "support", "f1", "share"]
    print(table[shown].round(3).to_string())
    if given.write:
        write_table(table, RESULT)


def scores(folder: Path) -> pd.DataFrame:
    """Agreement with the annotation, field by field."""
    annotation, read = (
        pd.read_csv(ROOT / f"coded/{name}.tsv", sep="\t", dtype=str, keep_default_na=False)
        for name in ("numbers_cities", "numbers_cities_read")
    )
    annotation["sentence"], read["sentence"] = (
        table["sentence"].astype(int) for table in (annotation, read)
    )
    cities = list(dict.fromkeys(read["doc_id"]))
    sentences = pd.concat([sentences_of(folder, city) for city in cities], ignore_index=True)
    sentences.insert(1, "group", sentences["doc_id"])
    documents = [{"doc_id": city, "date": "2024-01"} for city in cities]
    cues = [
        read_cues(ROOT / f"lexicon/{name}.tsv", LABELS[name])
        for name in ("orientation", "sections")
    ]
    words = NumberWords(
        read_number_words(ROOT / "lexicon/numbers.tsv"),
        read_formulations(ROOT / "lexicon/formulations.tsv"),
    )
    dates = dict.fromkeys(cities, "2024-01")
    found = targets(told_sentences(sentences, documents, *cues), words, dates)
    keys = pd.MultiIndex.from_frame(read[["doc_id", "sentence"]])
    own = pd.MultiIndex.from_frame(found[["doc_id", "sentence"]]).isin(keys)
    return target_validation(found[own], annotation, read)


if __name__ == "__main__":
    main()
