"""Headings in force: a heading ends those of its level and below."""

from hypothesis import given
from hypothesis import strategies as st

from chengyan.outline import Outline


def test_headings_of_the_same_level_take_turns():
    outline = Outline()
    outline.enter(1, "a")
    outline.enter(2, "b")
    outline.enter(3, "c")
    assert outline.above() == ["a", "b", "c"]
    outline.enter(2, "d")
    assert outline.above() == ["a", "d"]


def test_a_run_in_heading_of_level_3_ends_with_its_paragraph():
    outline = Outline()
    outline.enter(2, "a", 4)
    outline.enter(3, "b", 4)
    outline.come_to(4)
    assert outline.above() == ["a", "b"]
    outline.come_to(5)
    assert outline.above() == ["a"]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers()), min_size=1))
def test_the_last_heading_is_innermost(headings):
    outline = Outline()
    for level, name in headings:
        outline.enter(level, (level, name))
    levels = [level for level, _ in outline.above()]
    assert outline.above()[-1] == headings[-1]
    assert levels == sorted(set(levels))
