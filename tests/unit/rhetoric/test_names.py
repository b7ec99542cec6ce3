"""Named places, projects and firms."""

import pytest

from chengyan.lexicon import Entry
from chengyan.rhetoric.names import name_spans
from chengyan.rhetoric.span import Span
from chengyan.segment import Token

ENTRIES = {
    term: Entry(term, kind, level, 0)
    for term, kind, level in [
        ("雄安新区", "place", "national"),
        ("长城汽车", "institution", "local"),
        ("中国汽车", "institution", "national"),
        ("保定学院", "institution", "local"),
        ("国家实验室", "institution", "national"),
        ("岳飞", "person", "national"),
        ("四个意识", "numbered_shorthand", "national"),
        ("东部高铁", "project", "local"),
        ("望都辣椒", "place", "local"),
    ]
}
OWN = ("保定", "保定市", "河北")


@pytest.mark.parametrize(
    ("word", "pos", "device"),
    [
        ("白洋淀", "ns", "named_place"),
        ("易县", "ns", "named_place"),
        ("乡村", "ns", ""),
        ("白洋淀", "n", ""),
        ("北京", "ns", "named_place"),
        ("北京市", "n", "named_place"),
        ("廊坊", "x", "named_place"),
        ("保定", "ns", ""),
        ("保定市", "ns", ""),
        ("河北", "ns", ""),
        ("中国", "ns", ""),
        ("某某集团", "nt", "named_firm"),
        ("某某集团", "n", ""),
        ("某某大学", "nt", "named_project"),
        ("国务院", "nt", ""),
        ("雄安新区", "ns", "named_place"),
        ("长城汽车", "nt", "named_firm"),
        ("中国汽车", "nt", ""),
        ("保定学院", "nt", "named_project"),
        ("国家实验室", "nt", ""),
        ("岳飞", "nr", ""),
        ("四个意识", "l", ""),
        ("东部高铁", "nz", "named_project"),
        ("望都辣椒", "ns", "named_place"),
    ],
)
def test_what_a_word_names(word, pos, device):
    spans = list(name_spans(3, [Token(word, 2, 2 + len(word), pos, "engine")], ENTRIES, OWN))
    assert spans == ([(device, Span(3, 2, 2 + len(word)))] if device else [])
