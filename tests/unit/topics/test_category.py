"""Categories of topics by hand."""

import numpy as np
import pytest

from chengyan.lexicon import LABELS, Cue, read_cues
from chengyan.topics.category import categories

TERMS = np.array(["产业", "养老", "服务业", "其他"], dtype=object)
CUES = [
    Cue("产业|服务业", "economy", "heading", 2.0),
    Cue("服务", "livelihood", "heading", 2.0),
    Cue("养老", "livelihood", "heading", 1.0),
    Cue("养", "livelihood", "heading", 1.0),
    Cue("其他", "plan", "heading", 1.0),
    Cue("其他", "party", "sentence", 1.0),
]
COLUMNS = ["category", "category_share", "category_covered"]


def test_categories_by_hand():
    words = np.array([[0.5, 0.1, 0.2, 0.2], [0.0, 0.3, 0.0, 0.7], [0.0, 0.0, 0.0, 1.0]])
    table = categories(words, TERMS, CUES)
    assert list(table) == COLUMNS
    # What two categories know counts half for each; forms and cues of sentences count for nothing.
    assert table.to_numpy().tolist() == [
        ["economy", pytest.approx(0.6 / 0.8), pytest.approx(0.8)],
        ["livelihood", pytest.approx(1.0), pytest.approx(0.3)],
        ["", pytest.approx(np.nan, nan_ok=True), 0.0],
    ]


def test_of_equal_categories_the_first_name():
    words = np.array([[0.5, 0.5, 0.0, 0.0]])
    assert categories(words, TERMS, CUES)["category"].tolist() == ["economy"]


def test_without_a_word_list_there_is_no_category():
    table = categories(np.full((2, 4), 0.25), TERMS, [])
    assert table["category"].tolist() == ["", ""]
    assert table["category_share"].isna().all()
    assert table["category_covered"].tolist() == [0, 0]


def test_the_shipped_word_list(pytestconfig):
    cues = read_cues(pytestconfig.rootpath / "lexicon/sections.tsv", LABELS["sections"])
    terms = np.array(["工业", "养老", "乡村", "干部"], dtype=object)
    table = categories(np.eye(4) * 0.97 + 0.01, terms, cues)
    assert table["category"].tolist() == ["economy", "livelihood", "rural", "party"]
    assert (table["category_share"] > 0.9).all()
