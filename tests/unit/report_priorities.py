"""Tables of priorities and numbers for tests of the report."""

import pandas as pd

from chengyan.report.columns import COLUMNS

NOTHING = float("nan")


def priority_tables(groups):
    """Two policy codes and one of the occasion, checked on one sample, three ways, two pledges."""
    codes = [("ECOL", "生态", "Environment", True), ("LIVE", "民生", "Livelihood", True),
             ("NONE", "无", "None", False)]  # fmt: skip
    shares = {"ECOL": 0.25, "LIVE": 0.75, "NONE": 0.125}
    rows = [
        ("codebook", unit, group, *code, shares[code[0]], NOTHING, NOTHING, 0.125, 0.875, i / 10)
        for unit in ("quasi_sentences", "characters", "headings", "future", "past")
        for group in groups
        for i, code in enumerate(codes)
    ]
    rows += [
        ("codebook_corrected", "quasi_sentences", groups[0], *codes[0], 0.3, 0.2, 0.4, NOTHING,
         NOTHING, NOTHING),
        ("seeded", "tokens", groups[0], *codes[0], 0.5, *[NOTHING] * 5),
    ]  # fmt: skip
    checks = [
        ("dev", "model-coded", method, code, 20, accuracy, accuracy - 0.1, accuracy + 0.1)
        for method, accuracy in (("keywords", 0.5), ("cues", 0.6), ("codebook", 0.85))
        for code in ("ECOL", "all")
    ]
    ways = [
        ("codebook", "seeded", "all", 2, 9, 0.75, 0.5),
        ("codebook", "topics", "all", 1, 8, 0.5, 0.25),
    ]
    disputed = [("d0", groups[0], 2, 5, "ECOL", "LIVE", "NONE")]
    targets = [
        (groups[0], "d0", 5, 12, "生产总值", "5000亿元", "突破", "到2025年", "pledged", True,
         "LIVE", "到2025年突破。"),
        (groups[0], "d0", 6, 13, "学校", "3所", "", "", "achieved", True, "LIVE",
         "建成3所学校。"),
    ]  # fmt: skip
    tables = {
        "priorities": rows,
        "priority_validation": checks,
        "priority_accuracy": [("d0", 14, 0.9), ("elsewhere", 6, 0.7)],
        "priority_confusion": [("LIVE", "ECOL", 1.5), ("ECOL", "ECOL", 8.0)],
        "priority_coverage": [("cue", 9), ("context", 2), ("nothing", 1)],
        "priority_ways": ways,
        "priority_disputed": disputed,
        "targets": targets,
    }
    return {
        name: pd.DataFrame(table, columns=COLUMNS[name].split()) for name, table in tables.items()
    }
