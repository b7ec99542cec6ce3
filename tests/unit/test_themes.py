"""Themes: the nearest heading that tells, the opening and the close."""

from pathlib import Path

import pandas as pd
import pytest

from chengyan.corpus import clean_document
from chengyan.lexicon import LABELS, THEMES, read_cues
from chengyan.themes import themes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cues():
    return read_cues(ROOT / "lexicon/sections.tsv", LABELS["sections"])


@pytest.fixture(scope="module")
def told(documents, cues):
    """The three texts by city."""
    tables = {}
    for city, document in documents.items():
        found = pd.DataFrame(clean_document(document)[1])
        found = found.assign(doc_id=document.doc_id)
        tables[city] = found.join(themes(found, cues, {document.doc_id: document.row["date"]}))
    return tables


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("一、2023年工作回顾", "review"),
        ("二、2024年工作安排", "plan"),
        ("（二）毫不动摇构建现代产业体系。", "economy"),
        ("二是协同发展迈出新步伐。", "region"),
        ("（三）高质量推进乡村振兴。", "rural"),
        ("四是污染防治取得新成果。", "ecology"),
        ("（二）办好人民满意的教育。", "livelihood"),
        ("（五）高站位建设文化保定。", "culture"),
        ("（四）毫不动摇深化改革开放。", "reform"),
        ("九是法治保定建设取得新进展。", "safety"),
        ("十是全面从严治党开创新局面。", "party"),
        ("三、全面加强政府自身建设", "party"),
        ("四是发展绿色经济。", "economy"),
        ("（三）毫不动摇提升县域经济整体水平。", "rural"),
        ("一是甲乙。", ""),
    ],
)
def test_a_heading_tells_its_theme(cues, heading, theme):
    rows = pd.DataFrame(
        {"doc_id": "a", "paragraph": [1, 2], "kind": ["heading", "body"], "level": [2, 0]}
    ).assign(text=[heading, "甲。"])
    found = themes(rows, cues, {"a": "2024"})
    assert found["theme"].tolist() == [theme, theme]
    for word in filter(None, found["theme_cues"].iloc[1].split(";")):
        assert word in heading


def test_an_inner_heading_that_tells_nothing_leaves_the_outer_one(cues):
    rows = pd.DataFrame(
        {
            "doc_id": "a",
            "paragraph": [1, 2, 3, 3, 4],
            "kind": ["heading", "heading", "heading", "body", "body"],
            "level": [1, 2, 3, 0, 0],
            "text": ["一、文化", "（一）甲。", "一是教育。", "乙。", "丙。"],
        }
    )
    # A heading of level 3 that is run in heads its paragraph alone.
    expected = ["culture", "culture", "livelihood", "livelihood", "culture"]
    assert themes(rows, cues, {})["theme"].tolist() == expected


def test_every_heading_of_the_report_has_a_theme(told):
    report = told["保定"]
    assert (report.loc[report["kind"] == "heading", "theme"] != "").all()
    analysed = report[report["kind"].isin(["heading", "body"])]
    assert set(analysed["theme"]) == set(THEMES)
    assert (analysed["theme"].iloc[0], analysed["theme"].iloc[-1]) == ("opening", "closing")
    rural = analysed[analysed["theme"] == "rural"]["text"].str.cat()
    assert rural.count("乡村") >= 10
    assert (report.loc[~report["kind"].isin(["heading", "body"]), "theme"] == "").all()


def test_texts_without_headings_have_no_theme_but_the_close(told):
    assert set(told["石家庄"]["theme"]) == {""}
    speech = told["廊坊"]
    assert set(speech["theme"]) == {"", "closing"}
    closing = speech[speech["theme"] == "closing"]
    assert closing["text"].iloc[0].startswith("各位代表、同志们")
    assert closing["sentence"].tolist() == list(range(68, 70))
