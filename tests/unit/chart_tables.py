"""Small result tables for charts: three groups by default, or as many as are named."""

import pandas as pd

GROUPS = ["甲", "乙", "丙"]
CODES = [("ECON", "经济", "Economy"), ("LIVE", "民生", "Livelihood"), ("PARTY", "党建", "Party")]
CONFIG = {"figures": {"occasion_words": False}, "robustness": {"agree": 0.9}}
RANGE = {
    "ci_low": None,
    "ci_high": None,
    "left_out": "paragraph",
    "contrast": "unmatched",
    "confounds": "genre;office",
}


def tables(groups=GROUPS):
    """All tables that charts are drawn from."""
    return {
        "corpus": _corpus(groups),
        "priorities": _priorities(groups),
        "priority_validation": pd.DataFrame(
            [{"sample": "s", "method": "codebook", "code": "ECON", "f1": 0.8, "support": 30}]
        ),
        "rhetoric": _rhetoric(groups),
        "keyness": _keyness(groups),
        "claims": _claims(groups),
        "similarity": _similarity(groups),
        "topic_prevalence": _topics(groups),
        "topic_verdicts": pd.DataFrame(
            {
                "model": "lda",
                "topic": [1, 2],
                "label": ["产业 · 企业", "群众 · 教育"],
                "prevalence": [0.6, 0.4],
                "verdict": ["stands", "falls"],
                "stability": [0.8, 0.2],
            }
        ),
        "topic_models": pd.DataFrame({"model": ["lda", "nmf"], "chosen": [True, False]}),
        "formulation_coverage": _coverage(groups),
        "parts": _parts(groups),
        "targets": _targets(groups),
    }


def _ranged(value):
    return {"loo_low": value * 0.9, "loo_high": value * 1.1, **RANGE}


def _corpus(groups):
    return pd.DataFrame(
        {
            "doc_id": f"t{i}",
            "group": group,
            "title": f"{group}的报告",
            "genre": "report",
            "date": 2021,
            "han_chars": 1000 * (i + 1),
            "paragraphs": 10,
            "sentences": 40,
        }
        for i, group in enumerate(groups)
    )


def _priorities(groups):
    return pd.DataFrame(
        {
            "method": method,
            "unit": "quasi_sentences",
            "group": group,
            "code": code,
            "zh": zh,
            "en": en,
            "counted": code != "PARTY",
            "share": (share := (1 + (i + j) % 5) / 20),
            "units": 100,
            "positives": 5,
            **_ranged(share),
            **({"ci_low": share / 2, "ci_high": share * 2} if method != "codebook" else {}),
        }
        for method in ("codebook", "codebook_corrected")
        for i, group in enumerate(groups)
        for j, (code, zh, en) in enumerate(CODES)
    )


def _rhetoric(groups):
    return pd.DataFrame(
        {
            "group": group,
            "device": device,
            "zh": device,
            "en": device,
            "family": family,
            "count": 5,
            "rate": (rate := (1 + (i * j) % 4) / 10),
            "positives": 5,
            "sentences": 50,
            "status": status,
            "f1": 0.8,
            "support": 30,
            **_ranged(rate),
        }
        for i, group in enumerate(groups)
        for j, (device, family, status) in enumerate(
            (
                ("parallelism", "form", "validated"),
                ("we", "person", "not validated"),
                ("named_firm", "evidence", "fails"),
            )
        )
    )


def _keyness(groups):
    return pd.DataFrame(
        {
            "group": group,
            "term": term,
            "count": count,
            "other_count": other,
            "per_10k": float(count),
            "other_per_10k": float(other),
            "log_ratio": float(count - other) / 4,
            "lrc": 0.2 if term == "城市" else 0,
            "log_odds_z": float(count - other),
            "paragraphs": min(count, 3),
            "of_paragraphs": 10,
            "texts": 1,
            "firm_against": ";".join(one for one in groups if one != group),
            "occasion": term == "大会",
            **_ranged(1.0),
        }
        for group in groups
        for term, count, other in (
            ("城市", 9, 2),
            ("企业", 5, 5),
            ("产业", 1, 0),
            ("一", 4, 0),
            ("二", 4, 0),
            ("三", 0, 4),
            ("大会", 9, 0),
        )
    )


def _claims(groups):
    return pd.DataFrame(
        {
            "id": f"c{i}",
            "text_en": f"{groups[0]} says more of {verdict}",
            "text_zh": f"{groups[0]}说得更多（{i}）",
            "kind": kind,
            "of": of,
            "more": groups[0],
            "effect": 1.2,
            "robust": verdict,
            "agreeing": agreeing,
            "opposed": 0.0,
            "specifications": 512,
            "estimate_median": 1.0,
            "estimate_p05": 0.2,
            "estimate_p95": 1.8,
            **_ranged(1.2),
        }
        for i, (kind, of, verdict, agreeing) in enumerate(
            (
                ("terms", "城市;企业", "robust", 1.0),
                ("code", "ECON", "fragile", 0.5),
                ("device", "we", "reversed", 0.0),
                ("terms", "城市", "fragile", 0.52),
            )
        )
    )


def _similarity(groups):
    return pd.DataFrame(
        {
            "group_a": a,
            "group_b": b,
            "measure": "cosine",
            "value": 0.3 + i / 100,
            "null_low": None,
            "null_high": None,
            "null_pairs": 0,
            **_ranged(0.3),
        }
        for i, a in enumerate(groups)
        for b in groups[i + 1 :]
    )


def _topics(groups):
    return pd.DataFrame(
        {
            "model": "lda",
            "topic": topic,
            "label": label,
            "verdict": verdict,
            "group": group,
            "share": share,
            "units": 10,
            **_ranged(share),
        }
        for group in groups
        for topic, label, verdict, share in (
            (1, "产业 · 企业", "stands", 0.6),
            (2, "群众 · 教育", "falls", 0.4),
        )
    )


def _coverage(groups):
    return pd.DataFrame(
        {
            "group": group,
            "level": level,
            "comparable": comparable,
            "share": share,
            "characters": 100,
            "of_characters": 1000,
            "entries": 20,
            "used": None if level == "own words" else 5,
            **_ranged(share),
        }
        for group in groups
        for level, comparable, share in (
            ("national", False, 0.2),
            ("national", True, 0.1),
            ("own words", False, 0.8),
        )
    )


def _parts(groups):
    return pd.DataFrame(
        {
            "aspect": "orientation",
            "part": part,
            "group": group,
            "sentences": 10,
            "han_chars": 100,
            "share": share,
            **_ranged(share),
        }
        for group in groups
        for part, share in (("past", 0.2), ("present", 0.1), ("future", 0.7), ("untold", 0.0))
    )


def _targets(groups):
    return pd.DataFrame(
        {
            "group": group,
            "doc_id": "t0",
            "sentence": 7,
            "expression": "5000亿元",
            "object": thing,
            "modifier": None,
            "kind": kind,
            "horizon": None,
            "horizon_year": year,
            "horizon_from": told,
            "distinct": thing != "时间",
            "text": "字" * 99,
        }
        for group in groups
        for thing, kind, year, told in (
            ("GDP", "pledged", 2025, "sentence"),
            ("收入", "pledged", None, None),
            ("时间", "pledged", 2030, "sentence"),
            ("粮食", "achieved", 2020, "sentence"),
        )
    )
