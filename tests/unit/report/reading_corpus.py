"""Two small texts with hostile strings, as tables that the reading view takes."""

import pandas as pd

from chengyan.priorities.codebook import Code
from chengyan.rhetoric.devices import Device

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
CLOSING = "</script><b>粗"
BREAKS = "断\u2028行\u2029段"
TURNED = "左\u202e右"
ASTRAL = "𠮷字在首都前"
HOSTILE = (SCRIPT, IMAGE, CLOSING, BREAKS, TURNED)
LONG = "长" * 1_000_000

CODES = [
    Code("ECON", "产业经济", "Economy", "经济", "1", counted=True),
    Code("NONE", "无", "None", "", "", counted=False),
]


def _device(name, zh, en, family):
    return Device(name, zh, en, family, "core", "patterns", "", "", "", "")


DEVICES = [
    _device("we", "我们", "We", "person"),
    _device("metaphor_war", "战争隐喻", "War metaphor", "metaphor"),
]
DOCUMENTS = [
    {"doc_id": "jia-2021", "group": "甲城", "title": f"甲城的报告{IMAGE}", "path": "甲/报告.txt"},
    {"doc_id": "yi", "group": f"乙{SCRIPT}", "title": "", "path": "yi.txt"},
]


def sentence(doc_id, number, text, **changed):
    row = {
        "doc_id": doc_id,
        "group": "甲城" if doc_id == "jia-2021" else f"乙{SCRIPT}",
        "paragraph": number, "sentence": number, "source_line": number + 2,
        "last_line": number + 2, "kind": "body", "section": "", "text": text,
        "primary": "ECON", "secondary": "", "orientation": "past",
    }  # fmt: skip
    return row | changed


def corpus(*, long=False):
    """Documents, tables and raw lines."""
    texts = {
        "jia-2021": ["甲城的报告", "我们要服务首都，我们拱卫首都安全。", ASTRAL + "。", *HOSTILE],
        "yi": ["乙城没有那座城，只有ＡBc和2021年。", *([LONG] if long else [])],
    }
    rows = [
        sentence(doc_id, number, text)
        for doc_id, own in texts.items()
        for number, text in enumerate(own, start=1)
    ]
    rows[0] |= {"kind": "title", "primary": "", "orientation": ""}
    rows[1] |= {"section": f"一、工作{CLOSING}", "secondary": "NONE"}
    rows[2] |= {"orientation": "future"}
    instances = [
        {"device": "we", "doc_id": "jia-2021", "sentence": 2, "start": 0, "end": 2},
        {"device": "we", "doc_id": "jia-2021", "sentence": 2, "start": 8, "end": 10},
        {"device": "metaphor_war", "doc_id": "jia-2021", "sentence": 2, "start": 10, "end": 12},
        {"device": "we", "doc_id": "jia-2021", "sentence": 3, "start": 3, "end": 5},
    ]
    formulations = [
        {"formulation": "首都安全", "sentences": "jia-2021:2"},
        {"formulation": "从未用过", "sentences": ""},
    ]
    topics = [
        {"model": "lda", "topic": 1, "label": f"首都 · {IMAGE}", "rank": 1, "doc_id": "jia-2021",
         "sentence": 3},
    ]  # fmt: skip
    # A part of the third sentence has a code that the whole has not.
    parts = [{"doc_id": "jia-2021", "sentence": 3, "primary": code} for code in ("ECON", "NONE")]
    tables = {
        "sentences": pd.DataFrame(rows),
        "quasi_sentences": pd.DataFrame(parts),
        "rhetoric_instances": pd.DataFrame(instances),
        "formulations": pd.DataFrame(formulations),
        "topic_sentences": pd.DataFrame(topics),
        "rhetoric": pd.DataFrame(
            {"device": ["we", "metaphor_war"], "status": ["validated", "fails"]}
        ),
    }
    raw = {
        doc_id: ["", "卷首", *(_as_raw(i, text) for i, text in enumerate(own))]
        for doc_id, own in texts.items()
    }
    raw["jia-2021"][2] = "甲城\x00的\u202e报告"
    return DOCUMENTS, tables, raw


def _as_raw(number, text):
    """What cleaning takes away is there: blanks, and marks of a quotation."""
    return f"  {'> ' * (number % 2)}{text[:3]} {text[3:]}"
