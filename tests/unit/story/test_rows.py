"""Conditions on rows: written, and found again, whatever the values hold."""

import pandas as pd
import pytest

from chengyan.story.rows import condition, reading, selected

AWKWARD = "坚决一点、快一点; a=b|c %&"


def test_a_condition_is_read_as_it_was_written():
    table = pd.DataFrame({"term": [AWKWARD, "产业", "文化"], "year": [2030.0, 2021.0, None]})
    written = condition("words", term=[AWKWARD, "文化"])
    assert ";" not in written
    assert selected(written, {"words": table})["term"].tolist() == [AWKWARD, "文化"]
    assert len(selected(condition("words", year=2030), {"words": table})) == 1
    assert len(selected(condition("words"), {"words": table})) == 3


@pytest.mark.parametrize(("side", "found"), [("above_count", [2, 3]), ("below_count", [0])])
def test_numbers_lie_above_or_below(side, found):
    table = pd.DataFrame({"count": [0, 1, 2, 3]})
    own = selected(condition("t", **{side: 1}), {"t": table})
    assert own["count"].tolist() == found


def test_a_link_leaves_out_what_is_not_known():
    assert reading(group="廊坊", q="首都", code="") == "group=廊坊&q=首都"
    assert reading(q="a b&c") == "q=a%20b%26c"
