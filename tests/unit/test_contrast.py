"""Which contrasts are matched, and what confounds the others."""

import subprocess
import sys

import pytest

from chengyan.contrast import Contrast, against_rest, between, verdicts
from chengyan.errors import DesignError


def text(
    city: str = "保定", genre: str = "report", office: str = "市委书记", date: str = "2021"
) -> dict[str, str]:
    return {"city": city, "genre": genre, "office": office, "date": date}


MATCHED = Contrast("matched", "")


@pytest.mark.parametrize(
    ("other", "confounds"),
    [
        ({}, ""),
        ({"city": "廊坊"}, ""),
        ({"genre": "speech"}, "genre"),
        ({"office": "市长"}, "office"),
        ({"office": ""}, "office unknown"),
        ({"office": " "}, "office unknown"),
        ({"date": ""}, "year unknown"),
        ({"date": "spring"}, "year unknown"),
        ({"date": "2022"}, ""),
        ({"date": "2020-09"}, ""),
        ({"date": "2022-09-07"}, ""),
        ({"date": "2023-01-01"}, "year"),
        ({"date": "2021-09-07-01"}, "year unknown"),
        ({"date": "2023", "genre": "speech", "office": ""}, "genre;office unknown;year"),
    ],
)
def test_two_texts(other: dict[str, str], confounds: str) -> None:
    expected = Contrast("unmatched" if confounds else "matched", confounds)
    assert between([text()], [text(**other)], compare="city") == expected
    assert between([text(**other)], [text()], compare="city") == expected


def test_unknown_agrees_with_nothing() -> None:
    contrast = between([text(office="")], [text(office="")], compare="city")
    assert contrast == Contrast("unmatched", "office unknown")
    without_columns = between([{"city": "保定"}], [text()], compare="city")
    assert without_columns.confounds == "genre unknown;office unknown;year unknown"


@pytest.mark.parametrize(
    ("compare", "confounds"),
    [
        ("city", "genre;office;year"),
        ("genre", "city;office;year"),
        ("office", "city;genre;year"),
        ("date", "city;genre;office"),
        ("year", "city;genre;office"),
        ("occasion", "city;genre;office;year"),
    ],
)
def test_the_compared_column_is_left_out(compare: str, confounds: str) -> None:
    one, other = text(), text("廊坊", "speech", "市长", "2030")
    assert between([one], [other], compare=compare).confounds == confounds


def test_groups_of_several_texts() -> None:
    both = [text(genre="report"), text(genre="speech")]
    assert between(both, both[::-1] * 2, compare="city") == MATCHED
    assert between(both, both[:1], compare="city").confounds == "genre"
    known_in_part = [text(), text(office="")]
    assert between(known_in_part, [text()], compare="city").confounds == "office unknown"


def test_every_year_lies_near_every_other() -> None:
    years = [text(date="2020"), text(date="2021")]
    assert between(years, [text(date="2021-12-31")], compare="city") == MATCHED
    assert between(years, [text(date="2022-01-01")], compare="city").confounds == "year"


def test_too_few_texts() -> None:
    one, two = [text()], [text(), text()]
    assert between(two, two, compare="city", min_texts=2) == MATCHED
    assert between(two, one, compare="city", min_texts=2).confounds == "too few texts"
    assert between(one, one, compare="city") == MATCHED
    few_and_other = between(two, [text(genre="speech")], compare="city", min_texts=2)
    assert few_and_other.confounds == "genre;too few texts"
    assert between(one, [], compare="city").contrast == "unmatched"


def test_a_group_against_the_rest() -> None:
    groups = {
        "保定": [text()],
        "廊坊": [text(date="2022-09-07")],
        "石家庄": [text(genre="article", office="")],
        "沧州": [text(office="市长")],
    }
    assert against_rest(groups, "保定", compare="city") == Contrast(
        "unmatched", "genre;office;office unknown"
    )
    assert against_rest(groups, "石家庄", compare="city").confounds == "genre;office unknown"
    matched = {city: groups[city] for city in ("保定", "廊坊")}
    assert against_rest(matched, "保定", compare="city") == MATCHED
    assert against_rest(matched, "保定", compare="city", min_texts=2).confounds == "too few texts"


def test_groups_that_are_not_there() -> None:
    groups = {"保定": [text()], "廊坊": [text()]}
    with pytest.raises(
        DesignError, match=r"group 唐山: it is none of 保定, 廊坊. Choose one of these"
    ):
        against_rest(groups, "唐山", compare="city")
    with pytest.raises(
        DesignError, match=r"group 保定: there is no other group. Give the texts of"
    ):
        against_rest({"保定": [text()]}, "保定", compare="city")


def test_import_is_light() -> None:
    code = "import sys, chengyan.contrast; print({'numpy', 'pandas'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_verdicts_are_those_of_each_group_against_the_rest():
    rows = [
        {"group": name, "city": name, "genre": genre, "office": "市长", "date": "2021"}
        for name, genre in (("乙", "report"), ("甲", "report"), ("丙", "speech"), ("乙", "report"))
    ]
    found = verdicts(rows, compare="city")
    assert list(found) == ["乙", "甲", "丙"]
    assert {verdict.confounds for verdict in found.values()} == {"genre"}
    assert set(verdicts(rows[:2], compare="city").values()) == {Contrast("matched", "")}
    assert verdicts(rows[:2], compare="city", min_texts=2)["甲"].confounds == "too few texts"


def test_no_documents_are_no_groups():
    with pytest.raises(DesignError, match="documents: there is none"):
        verdicts([], compare="city")
