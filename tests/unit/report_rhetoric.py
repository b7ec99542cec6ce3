"""Tables of rhetoric, formulations and reuse for tests of the report."""

import pandas as pd

from chengyan.report.columns import COLUMNS
from chengyan.rhetoric.devices import Device

NOTHING = float("nan")
NAMED = {
    "we": ("我们", "We", "person", "validated"),
    "idiom": ("成语", "Idiom", "form", "not validated"),
    "parallelism": ("排比", "Parallelism", "form", "fails"),
    "metaphor_war": ("战争隐喻", "War metaphor", "metaphor", "not validated"),
    "metaphor": ("隐喻", "Metaphor, all sources", "metaphor", "validated"),
}
# Coded, found, both, of 100 sentences of a sample that nothing was tuned on.
SCORES = {"we": (40, 40, 40), "idiom": (6, 5, 5), "parallelism": (30, 10, 5)} | {
    "metaphor_war": (10, 10, 10), "metaphor": (25, 25, 25),
}  # fmt: skip


def devices():
    """The battery, without what is pooled."""
    return [
        Device(
            name, zh, en, family, "core", "patterns", f"what {name} is", f"that {name}",
            f"no {name}", f"On {name} 1999",
        )
        for name, (zh, en, family, _) in NAMED.items()
        if name != "metaphor"
    ]  # fmt: skip


def rhetoric_tables(groups):
    """Five devices, one difference of 我们, a formulation of either group, a shared passage."""
    first, other = groups
    rates = [
        {
            "group": group, "device": name, "zh": zh, "en": en, "family": family,
            "count": 8 if group == first else 1, "rate": 0.5 if group == first else 0.125,
            "ci_low": NOTHING, "ci_high": NOTHING, "loo_low": 0.0625, "loo_high": 0.75,
            "sentences": 16, "status": status,
            "f1": {"parallelism": 0.25}.get(name, 0.9), "support": SCORES[name][0],
            "baseline_low": NOTHING, "baseline_high": NOTHING,
        }
        for group in groups
        for name, (zh, en, family, status) in NAMED.items()
    ]  # fmt: skip
    scores = [
        {
            "sample": "held", "coding": "model-coded", "seen": False, "device": name,
            "precision": both / found, "recall": both / support,
            "f1": 2 * both / (support + found), "support": support, "found": found, "both": both,
            "sentences": 100, "coders_f1": 0.75, "coders_alpha": 0.5,
        }
        for name, (support, found, both) in SCORES.items()
    ]  # fmt: skip
    instances = [
        # device, instance, form, group, doc_id, sentence, start, end
        ("we", 1, "", first, "d0", 5, 0, 2),
        ("we", 2, "", first, "d0", 5, 5, 7),
        ("idiom", 1, "", other, "d1", 1, 5, 9),
        ("parallelism", 1, "", first, "d0", 5, 0, 4),
    ]
    tables = {
        "rhetoric": pd.DataFrame(rates)[COLUMNS["rhetoric"].split()],
        "rhetoric_validation": pd.DataFrame(scores)[COLUMNS["rhetoric_validation"].split()],
        "rhetoric_differences": [
            ("we", "我们", "We", True, first, other, 0.5, 0.125, 0.4375, 0.25, "unmatched")
        ],
        "rhetoric_examples": [
            (first, "we", 1, "d0", 5, 12, 0, 2, "文化兴城，文化强市。"),
            (other, "idiom", 1, "d1", 5, 3, 5, 9, "文化兴城，文化强市。"),
        ],
        "rhetoric_instances": instances,
        "formulations": [
            ("协同发展", "national", first, "used", "repeated", 7),
            ("新城", "local", first, "used", "own", 2),
            ("新质", "national", other, "not yet coined", "", NOTHING),
        ],
        "formulation_coverage": [(first, True, 0.125, 0.1, 0.15), (other, False, 0.5, 0.4, 0.6)],
        "reuse": [
            (first, "d0", 5, 12, 0, 7, other, "d1", 1, 3, 0, 7, 25, 18, "做首都的护城河"),
        ],
        "echo": [(first, 200, 25, 18, 20, 155), (other, 100, 25, 18, 10, 65)],
    }
    return {
        name: table
        if isinstance(table, pd.DataFrame)
        else pd.DataFrame(table, columns=COLUMNS[name].split())
        for name, table in tables.items()
    }
