"""Which terms enter the models."""

import pandas as pd
import pytest

from chengyan.errors import DesignError
from chengyan.topics.corpus import topic_matrix

WORDS = [
    ["城市", "发展", "新甲州"],
    ["城市", "发展", "甲州"],
    ["发展", "书记", "甲州市"],
    ["书记", "罕"],
]
UNITS = pd.DataFrame(
    {
        "unit": range(4),
        "doc_id": ["a", "a", "b", "b"],
        "group": ["甲州", "甲州", "乙州", "乙州"],
        "paragraph": [1, 2, 1, 2],
        "words": WORDS,
        "sentences": [[1] * len(words) for words in WORDS],
    }
)


@pytest.fixture
def occasion(tmp_path):
    path = tmp_path / "occasion.tsv"
    path.write_text("term\tclass\treason\n书记\toffice\ta speaker\n", encoding="utf-8")
    return path


def terms_of(**given):
    options = {"occasion": [], "groups": ["甲州", "乙州"], "min_units": 1, "max_share": 1.0}
    return topic_matrix(UNITS, **(options | given)).terms.tolist()


def test_terms_that_enter(occasion):
    every = sorted({word for words in WORDS for word in words})
    assert terms_of() == every
    assert terms_of(min_units=2) == sorted(["城市", "发展", "书记"])
    assert terms_of(max_share=0.5) == sorted(set(every) - {"发展"})
    # Names of groups go with the rest of the occasion, inside longer words as well.
    assert terms_of(occasion=[occasion]) == sorted(["城市", "发展", "罕"])


def test_units_stay_in_their_order(occasion):
    matrix = topic_matrix(
        UNITS[::-1], occasion=[occasion], groups=["甲州"], min_units=2, max_share=1.0
    )
    assert matrix.units["doc_id"].tolist() == ["b", "b", "a", "a"]
    assert "words" not in matrix.units
    assert matrix.counts.sum(axis=1).ravel().tolist() == [[0, 1, 2, 2]]


def test_nothing_left(occasion):
    with pytest.raises(DesignError, match=r"`topics\.min_paragraphs`: no term occurs in 4"):
        terms_of(min_units=4)
    with pytest.raises(DesignError, match=r"`topics\.min_paragraphs`"):
        topic_matrix(
            UNITS[3:].assign(words=[["书记"]]),
            occasion=[occasion], groups=[], min_units=1, max_share=1.0,
        )  # fmt: skip
