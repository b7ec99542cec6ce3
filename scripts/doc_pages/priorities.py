"""The tables of the page of priorities, from the gallery and what benchmarks measured."""

from pathlib import Path

import pandas as pd

from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of

ROOT = Path(__file__).parents[2]
CITIES = ROOT / "benchmarks/priorities/cities.csv"
CORRECTION = ROOT / "benchmarks/priorities/correction.csv"
VALIDATION = ROOT / "docs/gallery/tables/priority_validation.csv"
# What was drawn, of how many sentences, and what text that is.
DESIGNS = {
    (70, 484): "70 of 484 (保定)",
    (24, 68): "24 of 68 (廊坊)",
    (16, 45): "16 of 45 (石家庄)",
    (200, 484): "200 of 484",
}
ERRORS = {
    "even": "in proportion to shares",
    "uneven": "unlike from code to code",
    "sink": "one code draws most",
    "lost": "some codes are mostly missed",
}
SAMPLES = {
    "hebei3-dev": "three Hebei texts, development, cautious (`priority_validation.csv`)",
    "cities-2024-test": "ten reports of 2024 that nothing was tuned on",
    "cities-2024-dev": "fifteen reports of 2024 that the lexicon was mended by",
}
METHODS = ["keywords", "cues", "codebook"]


def priorities_page(page: str) -> str:
    """The page with the tables between its marks made anew."""
    return between_marks(between_marks(page, "ACCURACY", [_accuracy()]), "CORRECTION", [_errors()])


def _accuracy() -> str:
    every = pd.concat([read_table(VALIDATION), read_table(CITIES)])
    every = every[every["code"] == "all"].set_index(["sample", "method"])
    rows = []
    for sample, name in SAMPLES.items():
        own = every.loc[sample]
        measured = own.loc[METHODS, ["accuracy", "accuracy_low", "accuracy_high"]].to_numpy()
        cells = [
            f"{share:.0%} ({low:.0%}–{high:.0%})".replace("%", " %")
            for share, low, high in measured
        ]
        rows.append([name, own["support"].iloc[0], *cells])
    return table_of(
        ["sample", "sentences", "plain words", "cues of the sentence", "instrument"], rows
    )


def _errors() -> str:
    table = read_table(CORRECTION)
    table = table[
        (table["method"] == "calibrated") & (table["weight"] == "units") & (table["codes"] == "all")
    ]
    rows = []
    for (drawn, frame), name in DESIGNS.items():
        own = table[(table["drawn"] == drawn) & (table["frame"] == frame)]
        ratio = own.groupby("errors")["ratio"].agg(["min", "max"])
        held = own[own["errors"].isin(ERRORS)].groupby("errors")["coverage"].mean()
        spans = [*ratio.loc[list(ERRORS)].to_numpy(), (held.min(), held.max())]
        rows.append([name, *(f"{_short(low)}–{_short(high)}" for low, high in spans)])
    return table_of(["drawn of", *ERRORS.values(), "interval holds the truth"], rows)


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")
