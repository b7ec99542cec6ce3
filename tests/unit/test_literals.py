"""What a line must hold for a pattern to stand in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.literals import MOST, literals

ATOMS = st.sampled_from(
    ["甲", "乙乙", "丙", ".", "[甲乙]", "[^甲]", "[乙-丁]", r"\.", r"\d", "^", "$"]
)
LINES = st.text(alphabet="甲乙丙丁.1", max_size=12)


def _longer(parts):
    groups = st.sampled_from(["(%s)", "(?:%s)", "(?=%s)", "(?!%s)", "(?<=甲%s)"])
    times = st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{,1}", "{1,}?"])
    return st.one_of(
        st.lists(parts, min_size=1, max_size=4).map("".join),
        st.lists(parts, min_size=2, max_size=3).map(lambda many: f"(?:{'|'.join(many)})"),
        st.tuples(groups, parts).map(lambda pair: pair[0] % pair[1]),
        st.tuples(parts, times).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    )


PATTERNS = st.recursive(ATOMS, _longer, max_leaves=12)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("生态(?!优先)", {"生态"}),
        ("企业(?=.{0,4}500强)", {"500强"}),
        ("(顾全|融入)(国家)?大局", {"顾全大局", "顾全国家大局", "融入大局", "融入国家大局"}),
        (r"一代(代|又一代)[\u4e00-\u9fa5]{2,4}人", {"一代代", "一代又一代"}),
        ("(?<![主需])要(?![素件])", {"要"}),
        ("第[一二]?x{0,3}(?:条线){2}", {"条线"}),
        (r"a\.b{", {"a.b{"}),
        # What may be left out, and what is not understood, tells nothing.
        ("甲?", set()),
        ("甲|", set()),
        ("[^甲]", set()),
        ("(?i)甲", set()),
        ("(甲)\\1", set()),
        ("(?P<name>甲)", set()),
        (r"\u4e00", set()),
    ],
)
def test_words_of_patterns(pattern, words):
    assert re.compile(pattern)
    assert literals(pattern) == words


@given(PATTERNS, LINES)
def test_where_a_pattern_matches_one_of_its_words_stands(pattern, line):
    try:
        compiled = re.compile(pattern, re.MULTILINE)
    except re.error:  # what looks behind has no one width
        return
    words = literals(pattern)
    assert "" not in words
    assert len(words) <= MOST
    assert not words or not compiled.search(line) or any(word in line for word in words)
