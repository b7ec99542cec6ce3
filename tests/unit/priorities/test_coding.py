"""The units of a sheet, what it says of codes, and how people may write them."""

from pathlib import Path

import pytest

from chengyan.clean import clean
from chengyan.coded import digest_of
from chengyan.errors import LexiconError, TableError
from chengyan.priorities.codebook import Code, read_codebook
from chengyan.priorities.coding import (
    DESIGN,
    TO_FILL,
    UNIT,
    CodeNames,
    codebook_table,
    sheet_of,
    units_of,
)
from chengyan.priorities.rules import rules_of
from chengyan.sampling import draw, frame_of

CODEBOOK = Path(__file__).parents[3] / "lexicon/codebook.tsv"


@pytest.fixture(scope="module")
def names():
    return CodeNames(read_codebook(CODEBOOK))


def frame(text):
    return frame_of([("a-s1", "甲", clean(text)[1])])


def test_the_shipped_codebook():
    codes = {code.code: code for code in read_codebook(CODEBOOK)}
    assert [name for name, code in codes.items() if not code.counted] == ["CONG", "HIST", "NONE"]
    assert len(codes) == 16
    assert codes["LIVE"].cap == "3;5;6;13"
    table = codebook_table(CODEBOOK)
    assert list(table["code"]) == list(codes)
    assert table.set_index("code").loc["EPID", "excludes"] == "ordinary health care (LIVE)"


def test_a_codebook_that_is_not_there():
    with pytest.raises(LexiconError, match=r"no\.tsv"):
        codebook_table("no.tsv")


def test_a_digest_is_that_of_b2sum_and_knows_no_blanks():
    # printf 坚持人民至上。 | b2sum -l 64
    assert digest_of("坚持人民至上。") == "81dd4452c9c8e0f2"
    assert digest_of(" 坚持\u3000人民\n至上。") == "81dd4452c9c8e0f2"


def test_parts_stand_behind_their_sentence():
    units = units_of(frame("先说一句。修好公路；办好学校；治好河流。再说一句。"), parts=True)
    assert list(units["id"]) == [
        "a-s1-s1", "a-s1-s2", "a-s1-s2.1", "a-s1-s2.2", "a-s1-s2.3", "a-s1-s3"
    ]  # fmt: skip
    assert list(units["part"]) == [0, 0, 1, 2, 3, 0]
    second = units.set_index("id").loc["a-s1-s2.2"]
    assert tuple(second[["before", "text", "after"]]) == (
        "先说一句。修好公路；",
        "办好学校；",
        "治好河流。再说一句。",
    )
    assert second["digest"] == digest_of("办好学校；")
    assert list(units_of(frame("修好公路；办好学校。"), parts=False)["part"]) == [0]


def test_a_sheet_has_what_a_coder_needs_and_how_it_was_drawn_and_no_code():
    drawn = draw(frame("修好公路；办好学校。治好河流。"), 1, seed=1)
    sheet = sheet_of(drawn, "mine", parts=True)
    assert list(sheet) == [*UNIT, *TO_FILL, *DESIGN]
    assert (sheet[TO_FILL] == "").all(axis=None)
    assert set(sheet["inclusion"]) == {0.5}
    assert set(sheet["frame"]) == {2}
    assert set(sheet["sample"]) == {"mine"}


@pytest.mark.parametrize(
    "written",
    [
        *("LIVE", "live", " Live ", "ＬＩＶＥ", "l i v e", "民生福祉", " 民生\u3000福祉"),
        "Livelihood and public services",
    ],
)
def test_one_code_in_many_ways(names, written):
    assert names.one(written, "primary", "here") == "LIVE"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("", []),
        ("SAFE", ["SAFE"]),
        ("safe, econ", ["SAFE", "ECON"]),
        ("SAFE;ECON", ["SAFE", "ECON"]),
        ("法治平安、产业经济", ["SAFE", "ECON"]),
        ("SAFE ECON", ["SAFE", "ECON"]),
        ("ＳＡＦＥ，ECON；", ["SAFE", "ECON"]),
        ("ECON LIVE ECON", ["ECON"]),
    ],
)
def test_secondary_codes_in_many_ways(names, written, codes):
    assert names.several(written, "LIVE", "here") == codes


def test_codes_that_are_none(names):
    with pytest.raises(TableError, match=r"here: primary 'ECNO' is no code.*Did you mean ECON"):
        names.one("ECNO", "primary", "here")
    with pytest.raises(TableError, match=r"secondary 'x'.*Write one of ECON, INNO"):
        names.several("SAFE x", "LIVE", "here")
    with pytest.raises(TableError, match="has 3 secondary codes"):
        names.several("SAFE ECON OPEN", "LIVE", "here")


def test_rules_name_no_code_that_the_codebook_lacks():
    all_rules = rules_of(read_codebook(CODEBOOK))
    general = rules_of([Code("A", "甲", "A", "", "", counted=True)])
    assert len(all_rules) == 16
    assert set(general) < set(all_rules)
    assert not any("LIVE" in rule or "ECON" in rule for rule in general)
    assert "A heading is coded like a sentence." in general
