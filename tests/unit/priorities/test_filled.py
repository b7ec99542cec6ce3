"""Filled sheets: what is read of them, and each way in which they can be wrong."""

from pathlib import Path

import pytest

from chengyan.clean import clean
from chengyan.coded import digest_of
from chengyan.priorities.codebook import read_codebook
from chengyan.priorities.coding import CodeNames, sheet_of, units_of
from chengyan.priorities.filled import (
    Texts,
    doc_ids_of,
    examine,
    examine_adjudicated,
    unlike_samples,
)
from chengyan.priorities.sheets import Row
from chengyan.sampling import draw, frame_of

NAMES = CodeNames(read_codebook(Path(__file__).parents[3] / "lexicon/codebook.tsv"))
TEXT = "先说一句开场的话。修好城乡公路；办好乡村学校。治好大小河流。最后再说一句话。"


def texts_of(text):
    return Texts(units_of(frame_of([("a", "甲", clean(text)[1])]), parts=True))


def filled(source=TEXT, size=4, *, parts=False, seed=1, **cells):
    """The rows of a filled sheet: ECON throughout but for `cells`, by column."""
    drawn = draw(frame_of([("a", "甲", clean(source)[1])]), size, seed=seed)
    sheet = sheet_of(drawn, "mine", parts=parts).assign(primary="ECON").astype(str)
    for column, values in cells.items():
        for row, value in values.items():
            sheet.loc[row, column] = value
    records = sheet.to_dict("records")
    return [Row(f"mine.csv, row {i}", record) for i, record in enumerate(records, start=2)]


def told(rows, text=TEXT):
    coding, errors = examine(rows, texts_of(text), NAMES)
    return coding, [str(error) for error in errors]


def test_a_sheet_as_it_should_be():
    coding, errors = told(filled(size=3, primary={0: " live "}, secondary={0: "法治平安、econ"}))
    assert not errors
    assert coding.loc[0].to_dict() | {"id": ""} == {
        "id": "", "primary": "LIVE", "secondary": "SAFE,ECON", "note": "", "stratum": "甲",
        "frame": 4, "inclusion": 0.75, "sample": "mine",
    }  # fmt: skip
    assert doc_ids_of(filled()) == {"a"}


def test_parts_are_coded_too():
    coding, errors = told(filled(parts=True))
    assert not errors
    assert list(coding["id"]) == ["a-s1", "a-s2", "a-s2.1", "a-s2.2", "a-s3", "a-s4"]
    assert set(coding["inclusion"]) == {1.0}


@pytest.mark.parametrize("inclusion", ["0.6667", "0,666667", " 0.66666666666 "])
def test_rounded_probabilities_are_made_exact(inclusion):
    text = TEXT + "还有一句话要说。还有两句话要说。"
    rows = filled(text, 4, inclusion=dict.fromkeys(range(4), inclusion))
    coding, errors = told(rows, text)
    assert not errors
    assert set(coding["inclusion"]) == {4 / 6}


def test_a_digest_taken_for_a_number_is_no_matter_while_the_text_is_there():
    assert not told(filled(digest={1: "1.23E+15"}))[1]
    assert not told(filled(text={1: ""}))[1]
    assert not told(filled(text={1: "修好城乡公路； 办好乡村学校。 "}))[1]


WRONG = {
    "an unknown code": (
        {"primary": {1: "ECNO"}},
        ["row 3: primary 'ECNO' is no code of the codebook. Did you mean ECON?"],
    ),
    "an unknown secondary code": ({"secondary": {0: "x"}}, ["row 2: secondary 'x' is no code"]),
    "too many codes": ({"secondary": {0: "LIVE SAFE CULT"}}, ["row 2: has 3 secondary codes"]),
    "no code": ({"primary": {2: ""}}, ["row 4: has no primary code. Write one of ECON"]),
    "a changed text": (
        {"text": {1: "修好城乡公路，办好乡村学校。"}},
        ["row 3: its text is not the one that was drawn. Copy it back"],
    ),
    "an unknown sentence": (
        {"text": {1: "这里没有的一句话。"}, "digest": {1: digest_of("这里没有的一句话。")}},
        ["row 3: a-s2 stands no more in the text: 这里没有的一句话。. Restore the text"],
    ),
    "no text and no digest": ({"text": {1: ""}, "digest": {1: ""}}, ["row 3: a-s2 stands no more"]),
    "an unknown text": ({"id": {1: "b-s2"}}, ["row 3: b-s2 stands no more in the text"]),
    "an id that is none": ({"id": {1: "12"}}, ["row 3: id '12' is none that was drawn"]),
    "an id twice": ({"id": {1: "a-s1"}}, ["row 3: id a-s1 stands in row 2 already. Remove one"]),
    "another sample": (
        {"sample": {3: "other"}},
        ["row 5: is of sample 'other', the first row of 'mine'. Keep samples"],
    ),
    "a lost design": ({"frame": {0: ""}}, ["row 2: has no sample, stratum, frame and inclusion"]),
    "a share above 1": ({"inclusion": {0: "1.5"}}, ["row 2: has no sample, stratum"]),
    "two frames": ({"frame": {1: "5"}}, ["mine.csv: has 4 of the 4 sentences"]),
    "all at once, in the order of the sheet": (
        {"primary": {0: "x", 2: ""}, "id": {1: "12"}},
        ["row 2: primary 'x'", "row 3: id '12'", "row 4: has no primary"],
    ),
}


@pytest.mark.parametrize(("cells", "messages"), WRONG.values(), ids=WRONG)
def test_each_mistake_is_told_with_file_and_row(cells, messages):
    _, errors = told(filled(**cells))
    assert len(errors) == len(messages)
    for error, message in zip(errors, messages, strict=True):
        assert message in error
        assert error.startswith("mine.csv")


def test_what_was_drawn_must_all_be_there():
    rows = filled()
    _, errors = told(rows[:2] + rows[3:])
    (error,) = errors
    assert error == (
        "mine.csv: has 3 of the 4 sentences that were drawn of 甲. Put back the rows that are "
        "missing, from the sheet as it was drawn."
    )
    rows = filled(parts=True)
    for left_out, name in ((3, "a-s2.2"), (1, "a-s2.1")):
        _, errors = told(rows[:left_out] + rows[left_out + 1 :])
        assert f"mine.csv: of {name}, its sentence or other parts" in errors[0]


def test_sentences_are_found_where_they_stand_now():
    later = "新加在前面的一句话。" + TEXT
    coding, errors = told(filled(parts=True), later)
    assert not errors
    assert list(coding["id"]) == ["a-s2", "a-s3", "a-s3.1", "a-s3.2", "a-s4", "a-s5"]


def test_of_equal_sentences_each_gets_one_of_its_own():
    text = "加油干起来吧。中间有一句话。加油干起来吧。"
    more = "新加在前面的一句话。" + text
    coding, errors = told(filled(text, 3), more)
    assert not errors
    assert list(coding["id"]) == ["a-s2", "a-s3", "a-s4"]
    coding, errors = told(filled(text, 3), text)
    assert list(coding["id"]) == ["a-s1", "a-s2", "a-s3"]
    _, errors = told(filled(text, 3), "加油干起来吧。中间有一句话。")
    assert ["row 4: a-s3 stands no more" in error for error in errors] == [True]


def test_sheets_of_one_sample():
    text = TEXT * 2
    one, other = (told(filled(text, 5, seed=seed), text)[0] for seed in (1, 2))
    assert unlike_samples({"1.csv": one, "2.csv": one.iloc[::-1]}) == []
    (error,) = unlike_samples({"1.csv": one, "2.csv": other})
    assert str(error).startswith("2.csv: is of another draw than 1.csv: a-s")
    (error,) = unlike_samples({"1.csv": one, "2.csv": one.assign(sample="other")})
    assert str(error) == (
        "2.csv: is of sample 'other', but 1.csv of 'mine'. Score sheets of one sample together."
    )


def test_decisions_are_read_as_codes_are():
    rows = [
        Row("d.csv, row 2", {"id": "a-s1", "primary": "文化", "secondary": "live"}),
        Row("d.csv, row 3", {"id": "a-s2", "primary": ""}),
    ]
    assert examine_adjudicated(rows, NAMES, {"a-s1"}) == ({"a-s1": ("CULT", "LIVE")}, [])
    rows += [
        Row("d.csv, row 4", {"id": "a-s9", "primary": "LIVE"}),
        Row("d.csv, row 5", {"id": "a-s1", "primary": "LIVE"}),
        Row("d.csv, row 6", {"id": "a-s2", "primary": "?"}),
    ]
    _, errors = examine_adjudicated(rows, NAMES, {"a-s1", "a-s2"})
    assert [str(error).partition(". ")[0] for error in errors] == [
        "d.csv, row 4: id 'a-s9' is in no sheet",
        "d.csv, row 5: id 'a-s1' is there twice",
        "d.csv, row 6: primary '?' is no code of the codebook",
    ]
