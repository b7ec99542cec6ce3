"""Which further texts would make groups comparable."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.design import matched_texts
from chengyan.errors import DesignError
from chengyan.needs import OTHERS, contrast_table, needs_table
from chengyan.series import SERIES

GWR, CONGRESS = (series.names[0] for series in SERIES)
PAIR = ("group_a", "group_b")


def corpus(*texts):
    columns = ("doc_id", "city", "genre", "office", "date")
    return [dict(zip(columns, text, strict=True)) for text in texts]


def report(doc_id, city, date="2024", genre=GWR, office="市长"):
    return doc_id, city, genre, office, date


@pytest.fixture(scope="module")
def shipped(documents):
    return [document.row for document in documents.values()]


def picked(table, *names, **values):
    return [
        tuple(row[name] for name in names)
        for row in table
        if all(row[name] == value for name, value in values.items())
    ]


def test_what_the_shipped_texts_need(shipped):
    table = needs_table(shipped, "city")
    assert table[0] == {
        "city": "",
        "genre": CONGRESS,
        "office": "市委书记",
        "years": "2021",
        "standing": True,
        "have": "保定: baoding-2021",
        "lack": "廊坊;石家庄",
        "needed": 2,
        "missing": f"廊坊: {CONGRESS} 2021 (市委书记);石家庄: {CONGRESS} 2021 (市委书记)",
        "cheapest": True,
    }
    assert picked(table, "genre", cheapest=True) == [(CONGRESS,)]
    assert picked(table, "years", "needed", genre=GWR) == [
        (year, 3) for year in ("2024", "2023", "2022", "2021")
    ]
    assert picked(table, "genre", "needed", standing=False) == [
        ("closing speech", 2),
        ("signed article", 2),
    ]


def test_contrasts_of_the_shipped_texts(shipped):
    table = contrast_table(shipped, "city")
    assert list(dict.fromkeys(picked(table, *PAIR))) == [
        ("保定", "廊坊"),
        ("保定", "石家庄"),
        ("廊坊", "石家庄"),
        ("保定", OTHERS),
        ("廊坊", OTHERS),
        ("石家庄", OTHERS),
    ]
    assert table[0] == {
        "group_a": "保定",
        "group_b": "廊坊",
        "contrast": "unmatched",
        "confounds": "genre",
        "texts_a": 1,
        "texts_b": 1,
        "city": "",
        "genre": CONGRESS,
        "office": "市委书记",
        "years": "2021",
        "standing": True,
        "have_a": "baoding-2021",
        "have_b": "",
        "needed": 1,
        "missing": f"廊坊: {CONGRESS} 2021 (市委书记)",
        "cheapest": True,
    }
    assert {row["contrast"] for row in table} == {"unmatched"}
    # A genre that neither of the two has, and nobody said that they must have, is not proposed.
    assert "signed article" not in {row["genre"] for row in table[:6]}
    against = picked(table, "genre", "have_a", "have_b", "needed", group_a="石家庄", cheapest=True)
    assert against == [(CONGRESS, "", "baoding-2021", 2)]


def test_a_matched_contrast_needs_nothing():
    rows = corpus(report("a", "保定", "2023"), report("b", "廊坊"), report("c", "石家庄", "2021"))
    row = contrast_table(rows, "city")[0]
    assert (row["contrast"], row["genre"], row["office"], row["years"]) == (
        "matched",
        GWR,
        "市长",
        "2023;2024",
    )
    assert (row["needed"], row["missing"], row["cheapest"]) == (0, "", True)
    assert (row["have_a"], row["have_b"]) == ("a", "b")
    table = contrast_table(rows, "city")
    assert len(picked(table, "needed", group_a="保定", group_b="廊坊")) == 1


def test_texts_that_stand_in_the_way():
    rows = corpus(
        report("a", "保定"), report("b", "廊坊"), report("c", "廊坊", genre="speech", office="")
    )
    row = contrast_table(rows, "city")[0]
    assert (row["contrast"], row["confounds"]) == ("unmatched", "genre;office unknown")
    assert (row["have_a"], row["have_b"], row["needed"], row["missing"]) == ("a", "b", 0, "")


def test_two_years_where_that_needs_fewer_texts():
    rows = corpus(
        report("a", "保定", "2023"), report("b", "廊坊"), report("c", "石家庄", genre="speech")
    )
    table = needs_table(rows, "city")
    assert (table[0]["years"], table[0]["needed"]) == ("2023;2024", 1)
    assert table[0]["missing"] == f"石家庄: {GWR} 2023 or 2024 (市长)"
    assert picked(table, "years", genre=GWR, needed=2) == [("2024",), ("2023",)]
    rows.append(corpus(report("d", "保定"))[0])
    assert picked(needs_table(rows, "city"), "years", needed=1) == [("2024",)]


def test_a_yearly_report_gives_two_texts_in_two_years_and_no_more():
    rows = corpus(report("a", "保定"), report("b", "廊坊", "2022", "speech"))
    table = needs_table(rows, "city", min_texts=2)
    assert picked(table, "years", "needed", "missing", genre=GWR)[0] == (
        "2023;2024",
        3,
        f"保定: {GWR} 2023 or 2024 (市长);廊坊: 2 × {GWR} 2023 and 2024 (市长)",
    )
    assert all(len(years.split(";")) == 2 for (years,) in picked(table, "years", genre=GWR))
    assert not picked(table, "years", genre=CONGRESS)
    three = needs_table(rows, "city", min_texts=3)
    assert picked(three, "genre", "needed") == [("speech", 5)]


def test_the_corpus_s_own_words_for_a_series():
    rows = corpus(
        report("a", "保定", genre="政府工作报告", office="市政府"),
        report("b", "廊坊", genre="政府工作报告", office="市政府"),
        report("c", "廊坊", "2011", genre="政府工作报告", office="代市长"),
    )
    table = needs_table(rows, "city")
    assert picked(table, "office", "years", "needed", standing=True, genre="政府工作报告") == [
        ("市政府", "2024", 0),
        *(("市政府", str(year), 2) for year in (2023, 2022, 2021, 2011)),
    ]
    assert picked(table, "office", "years", genre="政府工作报告", standing=False) == [
        ("代市长", "2011")
    ]
    assert picked(table, "office", "years", genre=CONGRESS) == [
        ("市委书记", "2021"),
        ("市委书记", "2011"),
    ]


def test_other_columns_are_compared():
    rows = corpus(
        report("a", "保定", "2021"),
        report("b", "廊坊", "2022", "speech"),
    )
    for row in rows:
        row["year"] = row["date"]
    by_genre = needs_table(rows, "genre")
    assert picked(by_genre, "city", "genre", "office", "years", "missing") == [
        ("廊坊", "", "市长", "2022", f"{GWR}: 廊坊 2022 (市长)"),
        ("保定", "", "市长", "2021", "speech: 保定 2021 (市长)"),
    ]
    assert picked(needs_table(rows, "year"), "city", "genre", "office", "years", "missing") == [
        ("保定", GWR, "市长", "", f"2022: 保定 {GWR} (市长)"),
        ("廊坊", "speech", "市长", "", "2021: 廊坊 speech (市长)"),
    ]
    assert needs_table(rows, "office")[0]["missing"] == ""
    assert not any(row["standing"] for row in needs_table(rows, "genre"))


def test_nothing_is_known():
    rows = [{"doc_id": "a", "genre": "report"}, {"doc_id": "b", "genre": "speech"}]
    assert needs_table(rows, "genre") == []
    row = contrast_table(rows, "genre")[0]
    assert (row["needed"], row["missing"], row["years"], row["cheapest"]) == (None, "", "", False)
    assert row["confounds"] == "city unknown;office unknown;year unknown"


def test_one_group_has_no_contrast():
    with pytest.raises(DesignError, match="there is no other group"):
        contrast_table(corpus(report("a", "保定")), "city")


TEXTS = st.tuples(
    st.sampled_from(("保定", "廊坊", "石家庄")),
    st.sampled_from(("2020", "2021", "2022", "2024", "")),
    st.sampled_from((GWR, CONGRESS, "speech")),
    st.sampled_from(("市长", "市委书记", "")),
)


@given(st.lists(TEXTS, min_size=2, max_size=7), st.integers(1, 2))
def test_with_the_missing_texts_all_groups_match(texts, min_texts):
    rows = corpus(*(report(str(i), *text) for i, text in enumerate(texts)))
    cities = list(dict.fromkeys(row["city"] for row in rows))
    for need in needs_table(rows, "city", min_texts):
        years = need["years"].split(";")
        added = []
        for item in filter(None, need["missing"].split(";")):
            city, _, what = item.partition(": ")
            times = int(what.split(" × ")[0]) if " × " in what else 1
            added += [
                report(f"new{len(added) + i}", city, years[i % len(years)], need["genre"])
                for i in range(times)
            ]
        assert len(added) == need["needed"]
        new = [{**row, "office": need["office"]} for row in corpus(*added)]
        if len(cities) > 1:
            part = matched_texts([*rows, *new], "city", min_texts)
            assert part.doc_ids
            assert need["needed"] == 0 or len(part.doc_ids) >= min_texts * len(cities)


def test_many_groups():
    rows = corpus(
        *(report(f"t{i}", f"city{i}", str(2020 + i % 5), f"genre{i % 9}") for i in range(28))
    )
    start = perf_counter()
    table = contrast_table(rows, "city")
    assert perf_counter() - start < 3
    assert len(dict.fromkeys(picked(table, *PAIR))) == 378 + 28
    assert len(needs_table(rows, "city")) < 80
