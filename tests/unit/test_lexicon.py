"""Word lists: errors with file and line, and matches that neither overlap nor miss a longer one."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.corpus import read_text
from chengyan.errors import LexiconError
from chengyan.lexicon import (
    LABELS,
    Cue,
    Entry,
    occasion_test,
    read_cues,
    read_formulations,
    read_terms,
)
from chengyan.matcher import Matcher

LEXICON = Path(__file__).parents[2] / "lexicon"
HEADER = "term\tkind\tlevel\tfirst_use\tsource"


def word_list(folder, *lines):
    path = folder / "list.tsv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def test_formulations_are_read(tmp_path):
    path = word_list(
        tmp_path,
        f"\ufeff{HEADER}",
        "两个维护\tformulation\tnational\t2018\tx",
        "",
        "6+1\tproject\tlocal\t\t",
    )
    assert read_formulations(path) == [
        Entry("两个维护", "formulation", "national", 2018),
        Entry("6+1", "project", "local", 0),
    ]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        ([""], ["line 1", "column term is missing"]),
        (["term\tkind\tlevel", "a\tb\tc"], ["line 1", "column first_use is missing"]),
        ([HEADER, "两个维护\tformulation\tnational"], ["line 2", "3 fields", "header has 5"]),
        ([HEADER, "", "词\tformulaton\tnational\t\t"], ["line 3", "'formulaton'", "formulation?"]),
        ([HEADER, "词\tplace\tglobal\t\t"], ["line 2", "level 'global'"]),
        ([HEADER, "词\tplace\tlocal\t21\t"], ["line 2", "first_use '21' is no year"]),
        ([HEADER, "两个 维护\tplace\tlocal\t\t"], ["line 2", "'两个 维护'", "blank"]),
        ([HEADER, "两个;维护\tplace\tlocal\t\t"], ["line 2", "'两个;维护'", "`;`"]),
        ([HEADER, "\tplace\tlocal\t\tx"], ["line 2", "term ''"]),
        ([HEADER, "，两个维护\tplace\tlocal\t\t"], ["line 2", "begins or ends with punctuation"]),
        ([HEADER, "“两个维护\tplace\tlocal\t\t"], ["begins or ends with punctuation"]),
        (
            [HEADER, "词\tplace\tlocal\t\t", "语\tplace\tlocal\t\t", "词\tidiom\tlocal\t\t"],
            ["line 4", "term 词 stands in line 2 already"],
        ),
    ],
)
def test_wrong_formulations(tmp_path, lines, parts):
    path = word_list(tmp_path, *lines)
    with pytest.raises(LexiconError) as error:
        read_formulations(path)
    for part in (str(path), *parts):
        assert part in str(error.value)


CUES = "term\tclass\twhere\tweight\treason"


def test_cues_are_read(tmp_path):
    path = word_list(tmp_path, CUES, "回顾|过去\ta\theading\t1.5\tx", "回顾|过去\ta\tsentence\t2\t")
    assert read_cues(path, ["a", "b"]) == [
        Cue("回顾|过去", "a", "heading", 1.5),
        Cue("回顾|过去", "a", "sentence", 2.0),
    ]


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("回顾\tc\theading\t1\t", ["line 3", "class 'c' is not one of a, b"]),
        ("回顾\ta\theadings\t1\t", ["line 3", "where 'headings'", "heading?"]),
        ("回顾\ta\theading\t0\t", ["line 3", "weight '0' is no number above 0"]),
        ("回顾\ta\theading\t-1\t", ["line 3", "weight '-1'"]),
        ("回(顾\ta\theading\t1\t", ["line 3", "'回(顾' is no pattern"]),
        ("过去\ta\theading\t2\t", ["line 3", "term 过去 stands in line 2 already"]),
    ],
)
def test_wrong_cues(tmp_path, row, parts):
    path = word_list(tmp_path, CUES, "过去\ta\theading\t1\t", row)
    with pytest.raises(LexiconError) as error:
        read_cues(path, ["a", "b"])
    for part in (str(path), *parts):
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "year", "found", "not_found"),
    [
        ("{earlier}年", 2021, ["2020年", "1947年", "二〇二〇年"], ["2021年", "2022年", "12020年"]),
        ("{own}年", 2021, ["2021年", "二〇二一年"], ["2020年", "2022年"]),
        ("到{later}年", 2021, ["到2035年", "到二〇三五年"], ["到2021年", "2035年"]),
        ("{ended}", 2021, ["“十三五”"], ["“十四五”"]),
        ("{coming}", 2021, ["“十四五”"], ["“十三五”"]),
        ("{coming}", 2024, ["“十五五”"], ["“十四五”", "“十三五”"]),
        ("{earlier}年", 0, [], ["2020年"]),
        ("甲{2,3}", 0, ["甲甲"], ["甲"]),
    ],
)
def test_years_of_a_cue_are_those_of_the_text(pattern, year, found, not_found):
    compiled = Cue(pattern, "a", "sentence", 1.0).compiled(year)
    assert [text for text in found if not compiled.search(text)] == []
    assert [text for text in not_found if compiled.search(text)] == []


@pytest.mark.parametrize("name", sorted(LABELS))
def test_the_shipped_cues_speak_for_every_class(name):
    cues = read_cues(LEXICON / f"{name}.tsv", LABELS[name])
    labels = {cue.label for cue in cues}
    # What stands above the first heading needs no cue.
    assert labels == set(LABELS[name]) - {"opening"}


def test_lists_that_cannot_be_read(tmp_path):
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(LexiconError, match="no such word list"):
            read_terms(path)
    path = tmp_path / "gbk.tsv"
    path.write_bytes("词".encode("gbk"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        read_terms(path)


def test_terms_are_read(tmp_path):
    assert read_terms(word_list(tmp_path, "term\tclass\treason", "的\tparticle\t")) == {
        "的": "particle"
    }
    with pytest.raises(LexiconError, match="column class"):
        read_terms(word_list(tmp_path, "term\tkind"))


@pytest.mark.parametrize(
    ("group", "terms", "others"),
    [
        ("保定", ["保定", "保定市", "代表"], ["定州", "市"]),
        ("保定市", ["保定", "保定市"], ["保"]),
        ("易县", ["易县"], ["易"]),
        ("2021", ["2021"], ["2020"]),
    ],
)
def test_groups_own_names_are_of_the_occasion(tmp_path, group, terms, others):
    listed = word_list(tmp_path, "term\tclass\treason", "代表\taddressee\t")
    names = occasion_test([listed], [group])
    assert all(names(term) for term in terms)
    assert not any(names(term) for term in others)


def matcher(*terms):
    return Matcher([Entry(term, "formulation", "national", 0) for term in terms])


@pytest.mark.parametrize(
    ("terms", "sentence", "chosen"),
    [
        (
            ["协同", "协同发展", "京津冀协同发展"],
            "推动京津冀协同发展，协同。",
            ["京津冀协同发展", "协同"],
        ),
        (["两个维护"], "做到“两个维护”，两个维护。", ["两个维护", "两个维护"]),
        (
            ["高质量发展", "发展格局"],
            "高质量发展格局",
            ["高质量发展"],
        ),  # equal ones: leftmost by length
        (["人民", "民生"], "人民生活", ["人民"]),
        (["6+1"], "“6+1”行动", ["6+1"]),
        (["6+1"], "6+1行动", []),
        (["6+1"], "“16+1”合作", []),
        (["11258"], "“11258”总体要求，11258", ["11258"]),
        (["11258"], "“11258总体要求”", []),
        (["11258"], "11258", []),
        (["30·60"], "「30·60」大会", ["30·60"]),
        (["GDP"], "人均GDP水平", ["GDP"]),
        (["GDP"], "GDPR", []),
        (["GDP"], "xGDP", []),
        (["5G"], "15G网络，5G网络", ["5G"]),
        (["互联网+"], "互联网+", ["互联网+"]),
        (["国"], "国", ["国"]),
        (["国"], "", []),
    ],
)
def test_longest_matches(terms, sentence, chosen):
    found = matcher(*terms)
    matches = found.longest(found.all_matches(sentence))
    assert [m.entry.term for m in matches] == chosen
    assert all(sentence[m.start : m.end] == m.entry.term for m in matches)


@given(
    st.sets(st.text("国人民a1+", min_size=1, max_size=5), max_size=12),
    st.lists(st.text("国人民生a1+“”\n", max_size=9), max_size=9),
)
def test_a_long_text_has_the_matches_of_its_sentences(terms, sentences):
    found = matcher(*terms)
    filler = "。" * 500
    begin, one_by_one = 0, []
    for sentence in [*sentences, filler]:
        one_by_one += [
            (begin + m.start, begin + m.end, m.entry) for m in found.all_matches(sentence)
        ]
        begin += len(sentence) + 1
    matches = found.all_matches("\n".join([*sentences, filler]))
    assert [tuple(match) for match in matches] == one_by_one


@given(
    st.sets(st.text("国人民a1+", min_size=1, max_size=5), max_size=12),
    st.text("国人民生a1+“”\n", max_size=60),
)
def test_matches_chosen_as_columns_are_those_chosen_one_by_one(terms, text):
    found = matcher(*terms)
    columns = found.choose(text)
    expected = found.chosen(found.all_matches(text))
    whole = zip(columns.start.tolist(), columns.end.tolist(), columns.entry.tolist(), strict=True)
    assert [
        (start, end, found.entries[number], columns.inside.get(place, ()))
        for place, (start, end, number) in enumerate(whole)
    ] == [(*match, inside) for match, inside in expected]


def test_all_matches_are_nested_too():
    found = matcher("协同", "协同发展", "京津冀协同发展", "发展").all_matches("京津冀协同发展")
    assert [(m.start, m.end) for m in found] == [(0, 7), (3, 5), (3, 7), (5, 7)]


@given(
    st.sets(st.text("国人民a1", min_size=1, max_size=4), max_size=8),
    st.text("国人民a1“”", max_size=14),
)
def test_matches_neither_overlap_nor_hide_in_a_free_longer_one(terms, sentence):
    found = matcher(*terms)
    possible = found.all_matches(sentence)
    chosen = found.longest(possible)
    ends = [0] + [m.end for m in chosen]
    assert all(end <= m.start for end, m in zip(ends, chosen, strict=False))
    for match in possible:
        rivals = [m for m in chosen if m.start < match.end and match.start < m.end]
        # Each possible match is chosen, or gave way to one at least as long.
        assert match in chosen or max(m.end - m.start for m in rivals) >= match.end - match.start


# The shipped lists.

STEMS = {"baoding": "保定", "langfang": "廊坊", "shijiazhuang": "石家庄"}


@pytest.fixture(scope="module")
def rows():
    header, *lines = (LEXICON / "formulations.tsv").read_text("utf-8").splitlines()
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="module")
def squeezed(documents):
    """The raw texts by city, without any blank."""
    return {city: re.sub(r"\s", "", read_text(d)) for city, d in documents.items()}


def test_shipped_formulations(entries):
    assert len(entries) >= 500
    assert sum(entry.first_use > 0 for entry in entries) > 0


def test_formulations_occur_where_their_source_says(rows, squeezed):
    absent = [
        (row["term"], city)
        for row in rows
        for stem, city in STEMS.items()
        if stem in row["source"] and row["term"] not in squeezed[city]
    ]
    assert not absent


def test_no_formulation_is_younger_than_a_text_that_uses_it(entries, squeezed):
    years = {"保定": 2021, "石家庄": 2021, "廊坊": 2022}
    younger = [
        (entry.term, entry.first_use, city)
        for entry in entries
        for city, year in years.items()
        if entry.first_use > year and entry.term in squeezed[city]
    ]
    assert not younger


def test_shipped_stop_words_leave_rhetoric_alone():
    stopped = read_terms(LEXICON / "stopwords.tsv")
    assert "的" in stopped
    assert not stopped.keys() & set("我们 必须 要 坚决 人民 群众".split())


def test_shipped_words_of_the_occasion():
    listed = read_terms(LEXICON / "occasion.tsv")
    assert {"代表", "同志", "保定", "廊坊", "石家庄"} & listed.keys()
    assert not listed.keys() & {"发展", "人民", "创新"}


def test_no_shipped_stop_word_is_a_formulation(entries):
    assert not {entry.term for entry in entries} & read_terms(LEXICON / "stopwords.tsv").keys()


def test_an_entry_does_not_match_beyond_the_end_of_a_sentence():
    found = matcher("再造一个新", "再造一个新保定", "新保定人")
    sentence = "再造一个新"
    assert [(m.start, m.end) for m in found.all_matches(sentence)] == [(0, 5)]
    assert all(m.end <= 8 for m in found.all_matches("要再造一个新保定"))


def test_with_inside_a_term_that_holds_a_groups_name_is_of_the_occasion(tmp_path):
    assert not occasion_test([], ["保定"])("再造一个新保定")
    assert occasion_test([], ["保定市"], inside=True)("再造一个新保定")
    assert not occasion_test([], ["保定"], inside=True)("再造一个新城")
