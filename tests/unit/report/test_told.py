"""Findings come with their doubts and with addresses of what they rest on."""

import pandas as pd
import pytest

from chengyan.language import speaking
from chengyan.report.columns import COLUMNS
from chengyan.report.told import front_of, story_of, wanted_of

NOTHING = float("nan")


def findings(**changed):
    row = dict.fromkeys(COLUMNS["findings"].split(), "") | {
        "effect": 1.0, "ci_low": NOTHING, "ci_high": NOTHING, "loo_low": 0.5, "loo_high": 2.0,
        "robust": "fragile", "why_en": "a few words", "why_zh": "词少", "contrast": "unmatched",
        "confounds": "genre;office", "more": "甲", "less": "乙", "lead": 0, "text_en": "a",
        "text_zh": "甲",
    }  # fmt: skip
    return pd.DataFrame([row | changed])


def test_a_finding_tells_size_and_doubts_in_either_language():
    (told,) = story_of(findings())
    assert told["text"] == "a"
    assert told["size"] == "×2 (×1.4 to ×4, one paragraph or text left out)"
    assert told["doubts"] == "Not robust: a few words. Not matched in genre and office."
    with speaking("zh"):
        (told,) = story_of(findings())
        assert told["text"] == "甲"
        assert told["size"] == "×2（×1.4至×4，去掉任一段或一篇）"
        assert told["doubts"] == "不稳健：词少。不可比之处：体裁和主体。"


@pytest.mark.parametrize(
    ("changed", "size"),
    [
        ({"ci_low": 0.0, "ci_high": 1.0}, "×2 (×1 to ×2, 95 % interval)"),
        ({"loo_low": NOTHING, "loo_high": NOTHING}, "×2"),
        ({"effect": NOTHING}, ""),
    ],
)
def test_without_a_range_none_is_told(changed, size):
    assert story_of(findings(**changed))[0]["size"] == size


def test_what_is_robust_and_matched_has_no_doubts():
    (told,) = story_of(findings(robust="robust", why_en="", contrast="matched", confounds=""))
    assert told["doubts"] == ""


def test_rows_become_addresses_once_each():
    rows = "keyness: group=甲城 term=文化|%25 lrc>0;keyness: group=甲城 term=文化|%25; corpus:"
    (told,) = story_of(findings(rows=rows))
    assert [link["href"] for link in told["links"]] == [
        "data.html#table=keyness&group=%E7%94%B2%E5%9F%8E&term=%E6%96%87%E5%8C%96%7C%25",
        "data.html#table=corpus",
    ]
    wanted = wanted_of(findings(rows=rows))
    assert wanted["keyness"][:2] == [
        {"group": "甲城", "term": "文化"},
        {"group": "甲城", "term": "%"},
    ]


def test_the_front_has_what_leads_in_its_order():
    table = pd.concat(
        [findings(id=name, lead=lead) for name, lead in (("x", 2), ("y", 0), ("z", 1))]
    )
    assert [row["id"] for row in front_of(story_of(table))] == ["z", "x"]
