"""How well the devices of rhetoric are found in reports of other cities, as coders see them.

The codes of the samples are looked up in the texts of a folder; prints a table, and with `--write`
writes it to coded/rhetoric_scores.csv, which the workflow reads while its word lists stand.
"""

import argparse
from pathlib import Path

import pandas as pd
from priority_cities import sentences_of

from chengyan.describe import told_sentences
from chengyan.formulations.entries import read_entries
from chengyan.lexicon import LABELS, read_cues
from chengyan.rhetoric.devices import read_devices
from chengyan.rhetoric.instances import instances
from chengyan.rhetoric.patterns import read_patterns
from chengyan.rhetoric.samples import in_texts, read_samples
from chengyan.rhetoric.scores import digest_of_lexicon
from chengyan.rhetoric.scoring import LEARNED, read_scorers
from chengyan.rhetoric.validation import validation
from chengyan.tables import write_table
from chengyan.targets.table import targets
from chengyan.targets.words import NumberWords, read_number_words

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "coded/rhetoric_scores.csv"
SAMPLES = ("dev", "test")
# In the order in which the workflow's digest takes them.
LISTS = {
    name: ROOT / f"lexicon/{name}.tsv"
    for name in (
        *("rhetoric", "rhetoric_patterns", "rhetoric_pairs", "numbers", "formulations"),
        "orientation",
    )
}


def main() -> None:
    """Look the coded sentences up, find the devices, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts, UTF-8, one file a city")
    parser.add_argument("--write", action="store_true", help=f"write {RESULT.name}")
    given = parser.parse_args()
    table = pd.concat([scores(given.folder, name) for name in SAMPLES], ignore_index=True)
    shown = ["sample", "device", "precision", "recall", "f1", "support", "coders_f1"]
    print(table.loc[table["support"] > 0, shown].round(2).to_string(index=False))
    if given.write:
        write_table(table, RESULT)


def scores(folder: Path, name: str) -> pd.DataFrame:
    """Scores of one sample, with the digest of the word lists."""
    devices = read_devices(LISTS["rhetoric"])
    names = [device.device for device in devices]
    coded = read_samples([ROOT / f"coded/rhetoric_cities_{name}.tsv"], names)
    cities = coded["doc_id"].unique()
    texts = pd.concat([sentences_of(folder, city) for city in cities], ignore_index=True)
    texts["group"] = texts["doc_id"]
    rows = [{"doc_id": city, "date": "2024"} for city in cities]
    cues = [
        read_cues(ROOT / f"lexicon/{name}.tsv", LABELS[name])
        for name in ("orientation", "sections")
    ]
    told = told_sentences(texts, rows, *cues)
    entries = read_entries([LISTS["formulations"]])
    words = NumberWords(read_number_words(LISTS["numbers"]), entries)
    found = instances(
        told,
        targets(told, words, dict.fromkeys(cities, "2024")),
        devices,
        read_patterns(LISTS["rhetoric_patterns"], names),
        entries,
        read_scorers(LISTS["rhetoric_pairs"], LEARNED),
    )
    return validation(in_texts(coded, told), found, devices).assign(
        lexicon=digest_of_lexicon(LISTS.values())
    )


if __name__ == "__main__":
    main()
