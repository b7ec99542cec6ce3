"""The tables of the page of rhetoric, from the battery and the published validation."""

from math import isnan
from pathlib import Path

from chengyan.rhetoric.devices import FAMILIES, read_devices
from chengyan.rhetoric.rates import pooled
from chengyan.rhetoric.worth import pooled_f1, statuses
from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of

ROOT = Path(__file__).parents[2]
DEVICES = ROOT / "lexicon/rhetoric.tsv"
VALIDATION = ROOT / "docs/gallery/tables/rhetoric_validation.csv"
CLEAN = "cities-2024-test"
CELLS = ["support", "precision", "recall", "f1", "coders_f1"]


def rhetoric_page(page: str) -> str:
    """The page with the tables between its marks made anew."""
    return between_marks(between_marks(page, "DEVICES", [_battery()]), "SCORES", [_scores()])


def _battery() -> str:
    devices = sorted(read_devices(DEVICES), key=lambda one: FAMILIES.index(one.family))
    rows = [
        [one.family, f"`{one.device}` {one.zh}", one.definition, one.found_by, one.literature]
        for one in devices
    ]
    return table_of(["family", "device", "what it is", "found by", "literature"], rows)


def _scores() -> str:
    table = read_table(VALIDATION)
    told, f1 = statuses(table), pooled_f1(table)
    support = table.groupby("device")["support"].sum()
    scored = table[table["sample"] == CLEAN].set_index("device")
    clean: dict[str, dict[str, float]] = {
        str(name): dict(zip(CELLS, map(float, row), strict=True))
        for name, row in zip(scored.index, scored[CELLS].to_numpy(), strict=True)
    }
    rows = []
    for name, (zh, *_) in pooled(read_devices(DEVICES)).items():
        if name in clean:
            own = clean[name]
            scores = [_short(own[each]) for each in CELLS[1:]]
            cells = [f"{own['support']:.0f}", *scores]
        else:
            cells = ["–"] * 5
        if name in told:
            rows.append([f"`{name}` {zh}", *cells, support[name], _short(f1[name]), told[name]])
    head = ["device", "coded, clean", "precision", "recall", "F1", "coders' F1"]
    return table_of([*head, "coded, all", "F1 that counts", "status"], rows)


def _short(value: float) -> str:
    return "–" if isnan(value) else f"{value:.2f}".removeprefix("0")
