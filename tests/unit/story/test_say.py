"""How comparisons are put: sides, doubts, plurals."""

import pytest

from chengyan.story.finding import CHANCE, OVERLAP, and_en, and_zh, percent
from chengyan.story.say import Wording, compared, sides
from chengyan.story.values import Value

WORDING = Wording(
    en="{who} [is/are] keener {than}",
    zh="{who}{seem}比{than}更热心",
    noun_en="keenness",
    noun_zh="热心程度",
    case_en="cases",
    case_zh="句",
)


def value(group, count, of, low=None, high=None):
    share = count / of
    return Value(
        group, share, share if low is None else low, share if high is None else high,
        count=count, of=of,
    )  # fmt: skip


def say(*values):
    return compared(values, WORDING, name="x", chapter="words", rows=("t:",))


def test_what_is_apart_is_robust():
    found = say(value("甲", 50, 100), value("乙", 10, 100))
    assert found.text_en == "甲 is keener than 乙: 甲 50 % (50 of 100 cases), 乙 10 % (10 of 100)."
    assert found.text_zh == "甲比乙更热心：甲50%（100句中的50句）、乙10%（100句中的10句）。"
    assert found.verdict == "robust"
    assert found.effect == pytest.approx(2.3219, abs=1e-3)


def test_two_that_lead_are_named_together():
    found = say(value("甲", 50, 100), value("乙", 10, 100), value("丙", 48, 100))
    assert found.text_en.startswith("甲 and 丙 are keener than 乙: ")
    assert found.more == ("甲", "丙")


def test_doubt_is_said():
    found = say(value("甲", 4, 20, low=0.05), value("乙", 2, 40, high=0.08))
    assert found.text_en.startswith("甲 seems to be keener than 乙")
    assert found.text_zh.startswith("甲似比乙更热心")
    assert found.doubts == (OVERLAP, CHANCE)


def test_where_chance_would_do_no_side_is_taken():
    found = say(value("甲", 2, 20, low=0.02), value("乙", 3, 40, high=0.1))
    assert found.text_en.startswith("No clear difference shows in keenness")
    assert not found.more
    assert found.verdict == "fragile"


def test_what_is_alike_is_told_as_alike():
    found = say(value("甲", 500, 1000), value("乙", 490, 1000))
    assert found.text_en.startswith("They hardly differ in keenness")
    assert found.verdict == "robust"


@pytest.mark.parametrize("values", [(value("甲", 5, 10),), (value("甲", 0, 10), value("乙", 0, 9))])
def test_nothing_to_compare_is_no_sentence(values):
    assert say(*values) is None


def test_what_lies_between_is_on_no_side():
    ordered = [value("甲", 90, 100), value("乙", 50, 100), value("丙", 10, 100)]
    assert sides(ordered) == (("甲",), ("丙",))
    found = say(*ordered)
    assert found.text_en.startswith("甲 is keener than 丙, with 乙 in between: ")
    assert found.text_zh.startswith("甲比丙更热心，乙居中：")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.002, "0.2 %"), (0.068, "6.8 %"), (0.37, "37 %"), (1, "100 %")],
)
def test_percent(share, text):
    assert percent(share) == text


def test_lists():
    assert (and_en("a"), and_en("ab"), and_en("abc")) == ("a", "a and b", "a, b and c")
    assert (and_zh("a"), and_zh("ab"), and_zh("abc")) == ("a", "a和b", "a、b和c")
