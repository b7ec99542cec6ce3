"""Uses, what a text could have used, and coverage: as counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import TableError
from chengyan.formulations import coverage, table
from chengyan.formulations.coverage import comparable_terms, coverage_table
from chengyan.formulations.entries import Formulation
from chengyan.formulations.table import STATUSES, formulation_table
from chengyan.formulations.uses import analysed_sentences, find_uses


def entry(term, first_use=0, level="national", kind="formulation", *, keeps=False):
    return Formulation(term, kind, level, first_use, "a document" if first_use else "", keeps)


LEXICON = [
    entry("碳达峰、碳中和", 2020),
    entry("碳达峰", 2020),
    entry("高质量发展", 2017),
    entry("两个确立", 2021, kind="numbered_shorthand"),
    entry("新质生产力", 2023),
    entry("三农"),
    entry("再造新城", level="local"),
    entry("乡村振兴", 2017),
    entry("乡村振兴局", kind="institution"),
    entry("新发展理念", 2015),
    entry("创新发展理念", keeps=True),
]
DATES = {"a": ("甲", "2021"), "b": ("乙", "2022-09-07"), "c": ("丙", "2021-11")}
TEXTS = [
    # 8 Han characters: 碳达峰、碳中和 6, 三农 2. Then 10: 高质量发展 5, 再造新城 4, 好 1.
    ("a", 1, "碳达峰、碳中和，三农。"),
    ("a", 2, "高质量发展，再造新城，好。"),
    # 12: 高质量发展 5, 两个确立 4, 好 3.
    ("b", 1, "高质量发展“两个确立”好好好。"),
    # 11: a name, and what keeps 新发展理念 out.
    ("c", 1, "乡村振兴局，创新发展理念。"),
]


def documents(dates=DATES):
    return [{"doc_id": i, "group": group, "date": date} for i, (group, date) in dates.items()]


def sentence_table(texts=TEXTS, dates=DATES, kind="body"):
    rows = [(i, dates[i][0], paragraph, kind, text) for i, paragraph, text in texts]
    columns = ["doc_id", "group", "paragraph", "kind", "text"]
    return pd.DataFrame(rows, columns=columns).assign(sentence=range(1, len(rows) + 1))


def uses_in(text, lexicon=LEXICON):
    found = find_uses(analysed_sentences(sentence_table([("a", 1, text)]), documents()), lexicon)
    return list(zip(found["start"], found["term"], found["inside"], strict=True))


def made(texts=TEXTS, dates=DATES, lexicon=LEXICON, **choices):
    return formulation_table(sentence_table(texts, dates), lexicon, documents(dates), **choices)


def cell(found, term, group, *columns):
    (row,) = found[(found["formulation"] == term) & (found["group"] == group)].to_dict("records")
    return [row[name] for name in columns]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("碳达峰、碳中和", [(0, "碳达峰、碳中和", ""), (0, "碳达峰", "碳达峰、碳中和")]),
        ("先碳达峰再碳达峰", [(1, "碳达峰", ""), (5, "碳达峰", "")]),
        # Inside a name, and inside what keeps it out, nothing is used.
        ("乡村振兴局和乡村振兴", [(6, "乡村振兴", "")]),
        ("创新发展理念", []),
        ("新发展理念", [(0, "新发展理念", "")]),
        ("", []),
    ],
)
def test_uses_are_the_longest_and_what_stands_inside(text, found):
    assert uses_in(text) == found


def test_what_lies_across_the_edge_of_a_longer_one_is_not_used():
    lexicon = [entry("高质量发展"), entry("发展格局")]
    assert uses_in("高质量发展格局", lexicon) == [(0, "高质量发展", "")]


def test_only_kinds_asked_for_are_read():
    heads = sentence_table([("a", 1, "高质量发展")], kind="heading")
    analysed = analysed_sentences(heads, documents(), ["body"])
    assert find_uses(analysed, LEXICON).empty
    found = made(kinds=["numbered_shorthand"])
    assert set(found["formulation"]) == {"两个确立"}


@given(st.text("碳达峰中和、三农好", max_size=20))
def test_outer_uses_do_not_overlap(text):
    outer = [(start, term) for start, term, inside in uses_in(text) if not inside]
    ends = [0] + [start + len(term) for start, term in outer]
    assert all(end <= start for end, (start, _) in zip(ends, outer, strict=False))


def test_counts_of_a_group_and_where_they_stand():
    found = made()
    assert list(found.columns) == table.COLUMNS
    assert len(found) == 3 * 9
    told = "status", "role", "count", "nested", "paragraphs", "sentences"
    assert cell(found, "高质量发展", "甲", *told) == ["used", "repeated", 1, 0, 1, "a:2"]
    assert cell(found, "碳达峰", "甲", *told) == ["used", "repeated", 0, 1, 1, "a:1"]
    assert cell(found, "再造新城", "甲", *told) == ["used", "own", 1, 0, 1, "a:2"]
    assert cell(found, "高质量发展", "丙", *told) == ["not used", "", 0, 0, 0, ""]
    (rate,) = cell(found, "高质量发展", "甲", "per_10k")
    assert rate == pytest.approx(1e4 / 18)
    assert cell(found, "高质量发展", "甲", "shared_with", "texts", "texts_able") == ["乙", 1, 1]
    assert cell(found, "高质量发展", "丙", "shared_with", "texts_able") == ["甲;乙", 1]


def test_what_was_not_there_yet_is_not_left_out():
    found = made()
    told = {group: cell(found, "新质生产力", group, "status", "count") for group in "甲乙丙"}
    assert {status for status, _ in told.values()} == {"not yet coined"}
    assert all(np.isnan(count) for _, count in told.values())
    # Coined in the year of the texts, maybe after them; used by a later one.
    for group in "甲丙":
        status, count, rate, able = cell(
            found, "两个确立", group, "status", "count", "per_10k", "texts_able"
        )
        assert (status, able) == ("coined that year", 0)
        assert np.isnan(count)
        assert np.isnan(rate)
    assert cell(found, "两个确立", "乙", "status", "count") == ["used", 1]


def test_a_text_shows_that_others_of_its_year_and_after_could():
    found = made([*TEXTS, ("c", 2, "两个确立。")])
    assert cell(found, "两个确立", "甲", "status", "count", "known_from") == ["not used", 0, 2021]
    # The lexicon has no year, a text of 2021 has it.
    assert cell(found, "三农", "乙", "status", "count", "known_from") == ["not used", 0, 2021]
    earlier = made(dates={**DATES, "b": ("乙", "2020")})
    status, count = cell(earlier, "三农", "乙", "status", "count")
    assert status == "first use unknown"
    assert np.isnan(count)


def test_only_texts_of_a_group_count_that_could():
    dates = {"a": ("甲", "2016"), "b": ("甲", "2022"), "c": ("丙", "2021")}
    found = made([TEXTS[0], ("b", 1, "好好高质量发展。"), TEXTS[3]], dates)
    told = cell(found, "高质量发展", "甲", "count", "texts_able", "han_chars", "per_10k")
    assert told == [1, 1, 7, pytest.approx(1e4 / 7)]


def test_a_text_without_a_date_leaves_it_open():
    found = made(dates={**DATES, "c": ("丙", "")})
    told = "status", "count"
    status, count = cell(found, "高质量发展", "丙", *told)
    assert status == "date unknown"
    assert np.isnan(count)
    used = made([*TEXTS, ("c", 2, "高质量发展。")], {**DATES, "c": ("丙", "")})
    assert cell(used, "高质量发展", "丙", *told) == ["used", 1]
    assert set(used["status"]) <= set(STATUSES)


def test_the_most_used_of_a_level_stands_first():
    found = made()
    assert found["group"].tolist()[:3] == ["甲", "乙", "丙"]
    assert found["formulation"].iloc[0] == "高质量发展"
    assert found["level"].tolist() == ["national"] * 24 + ["local"] * 3


def test_wrong_input_is_told():
    with pytest.raises(TableError, match="column kind is missing"):
        formulation_table(sentence_table().drop(columns="kind"), LEXICON, documents())
    with pytest.raises(TableError, match="lacks the text c"):
        coverage_table(sentence_table(), LEXICON, documents()[:2])


def test_nothing_to_read():
    empty = sentence_table().iloc[:0]
    assert list(coverage_table(empty, LEXICON, documents()).columns) == coverage.COLUMNS
    assert formulation_table(empty, LEXICON, documents()).empty
    assert made(lexicon=[]).empty
    rest = coverage_table(sentence_table(), [], documents())
    assert set(rest.loc[rest["level"] == "own words", "share"]) == {1.0}


def shares(found, group):
    own = found[found["group"] == group]
    return own["level"].tolist(), own["share"].tolist()


def test_coverage_adds_up_and_counts_no_character_twice():
    found = coverage_table(sentence_table(), LEXICON, documents())
    levels, told = shares(found, "甲")
    assert levels == ["national", "provincial", "local", "own words", "national"]
    # 碳达峰、碳中和 6, 三农 2, 高质量发展 5 of 18; 再造新城 4; comparable: without 三农.
    assert told == pytest.approx([13 / 18, 0, 4 / 18, 1 / 18, 11 / 18])
    assert found["comparable"].tolist() == [False, False, False, False, True] * 3
    first = found.iloc[0]
    assert (first["characters"], first["of_characters"]) == (13, 18)
    assert (first["entries"], first["used"]) == (8, 3)
    # Of paragraphs with 8 and 10 characters, one left out: 5 of 10, or 8 of 8.
    assert (first["loo_low"], first["loo_high"], first["left_out"]) == (0.5, 1.0, "paragraph")
    assert found[["ci_low", "ci_high"]].isna().all(axis=None)
    # A single paragraph leaves nothing.
    assert found.loc[found["group"] == "乙", ["loo_low", "loo_high"]].isna().all(axis=None)


def test_comparable_is_what_was_dated_before_every_text():
    assert comparable_terms(LEXICON, [2022, 2021]) == {
        *("碳达峰、碳中和", "碳达峰", "高质量发展", "乡村振兴", "新发展理念")
    }
    assert comparable_terms(LEXICON, [2016, 2022]) == {"新发展理念"}
    assert comparable_terms(LEXICON, []) == set()
    # 两个确立 of 2021 is in no comparison with a text of 2021.
    _, told = shares(coverage_table(sentence_table(), LEXICON, documents()), "乙")
    assert told[0] == pytest.approx(9 / 12)
    assert told[-1] == pytest.approx(5 / 12)


def test_a_longer_formulation_hides_no_comparable_one():
    lexicon = [entry("全面推动高质量发展", level="local"), entry("高质量发展", 2017)]
    texts = [("a", 1, "全面推动高质量发展好。")]
    _, told = shares(coverage_table(sentence_table(texts), lexicon, documents()), "甲")
    assert told == pytest.approx([0, 0, 9 / 10, 1 / 10, 5 / 10])


def test_a_group_without_a_date_is_not_compared():
    dates = {**DATES, "b": ("乙", "")}
    found = coverage_table(sentence_table(dates=dates), LEXICON, documents(dates))
    row = found[found["comparable"] & (found["group"] == "乙")].iloc[0]
    assert np.isnan(row["share"])
    assert np.isnan(row["used"])
    assert found.loc[found["comparable"] & (found["group"] == "甲"), "share"].notna().all()


def test_of_several_texts_one_is_left_out():
    dates = {"a": ("甲", "2021"), "b": ("甲", "2022"), "c": ("丙", "2021")}
    found = coverage_table(sentence_table(dates=dates), LEXICON, documents(dates))
    first = found.iloc[0]
    assert first["left_out"] == "text"
    # National 13 of 18 and 9 of 12.
    assert first["share"] == pytest.approx(22 / 30)
    assert [first["loo_low"], first["loo_high"]] == pytest.approx([13 / 18, 9 / 12])


@given(st.lists(st.text("碳达峰中和、高质量发展好", max_size=15), min_size=1, max_size=5))
def test_levels_and_own_words_are_all(texts):
    rows = [("a", i, text) for i, text in enumerate(texts, start=1)]
    found = coverage_table(sentence_table(rows), LEXICON, documents())
    own = found[~found["comparable"]]
    assert own["characters"].sum() == own["of_characters"].iloc[0]
    assert (found["characters"] >= 0).all()
    assert (found["share"].dropna() <= 1).all()
