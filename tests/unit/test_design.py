"""The matched part of a corpus, against a search through all its parts."""

import os
import subprocess
import sys
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengyan.contrast import between
from chengyan.design import MatchedTexts, by_group, matched_strata, matched_texts

SOURCES = Path(__file__).parents[2] / "src"


def corpus(*texts):
    """Rows from (city, genre, office, date), with doc_ids a, b, c …"""
    columns = ("city", "genre", "office", "date")
    return [
        {"doc_id": chr(97 + i), **dict(zip(columns, text, strict=True))}
        for i, text in enumerate(texts)
    ]


def report(city, date="2021", genre="report", office="市长"):
    return city, genre, office, date


def test_a_matched_corpus_is_its_own_largest_part():
    rows = corpus(report("保定"), report("廊坊", "2022-01"), report("石家庄", "2021-02-03"))
    assert matched_texts(rows, "city") == MatchedTexts(
        ("a", "b", "c"), (), ("report",), ("市长",), (2021, 2022)
    )
    assert matched_texts(rows, "city", min_texts=2) == MatchedTexts()


def test_texts_of_other_genre_office_and_year_are_left_out():
    rows = corpus(
        report("保定"),
        report("保定", genre="speech"),
        report("廊坊", office="市委书记"),
        report("廊坊"),
        report("廊坊", "2024"),
        report("保定", office=""),
        report("廊坊", "spring"),
    )
    found = matched_texts(rows, "city")
    assert found.doc_ids == ("a", "d")
    assert (found.genre, found.office, found.years) == (("report",), ("市长",), (2021,))


def test_genres_that_every_group_has_stay_together():
    rows = corpus(
        report("保定"),
        report("廊坊"),
        report("保定", genre="plan", office="发改委"),
        report("廊坊", genre="plan", office="发改委"),
        report("廊坊", genre="speech"),
    )
    found = matched_texts(rows, "city")
    assert found.doc_ids == ("a", "b", "c", "d")
    assert (found.genre, found.office) == (("plan", "report"), ("发改委", "市长"))


def test_offices_that_are_alike_only_across_genres_are_no_match():
    rows = corpus(
        report("保定", genre="plan"),
        report("保定", office="书记"),
        report("廊坊"),
        report("廊坊", genre="plan", office="书记"),
        report("廊坊", genre="speech"),
    )
    assert matched_strata(rows, "city") == []


def test_one_window_of_two_years_the_later_of_two_alike():
    years = [report(city, str(year)) for year in range(2021, 2025) for city in ("保定", "廊坊")]
    strata = matched_strata(corpus(*years), "city")
    assert [part.years for part in strata] == [(2023, 2024), (2022, 2023), (2021, 2022)]
    assert matched_texts(corpus(*years, report("廊坊", "2021-05")), "city").years == (2021, 2022)
    assert [part.years for part in matched_strata(corpus(*years), "city", min_texts=2)] == [
        (2023, 2024),
        (2022, 2023),
        (2021, 2022),
    ]


def test_a_part_within_a_better_one_is_no_other():
    rows = corpus(report("保定", "2021"), report("廊坊", "2021"), report("保定", "2022"))
    assert [part.doc_ids for part in matched_strata([*rows, *corpus()], "city")] == [
        ("a", "b", "c")
    ]


def test_several_texts_of_a_group_belong_in():
    rows = corpus(*[report("保定")] * 3, report("廊坊"), report("廊坊", genre="speech"))
    assert matched_texts(rows, "city").doc_ids == ("a", "b", "c", "d")
    assert matched_texts(rows, "city", min_texts=2).doc_ids == ()


def test_other_columns_are_compared():
    rows = corpus(
        report("保定", "2015"), report("保定", "2021"), report("廊坊", "2021"), report("廊坊", "")
    )
    for row in rows:
        row["year"] = row["date"]
    known = rows[:3]
    by_year = matched_texts(known, "year")
    assert by_year == MatchedTexts(("a", "b"), ("保定",), ("report",), ("市长",), ())
    assert matched_texts(known, "date").doc_ids == ("a", "b")
    assert matched_texts(rows, "genre") == MatchedTexts()
    genres = corpus(report("保定"), report("保定", genre="speech"), report("廊坊"))
    assert matched_texts(genres, "genre") == MatchedTexts(
        ("a", "b"), ("保定",), (), ("市长",), (2021,)
    )


def test_nothing_to_compare():
    assert matched_texts([], "city") == MatchedTexts()
    assert matched_texts(corpus(report("保定"), report("保定")), "city") == MatchedTexts()
    assert matched_texts([{"doc_id": "a", "city": "保定"}] * 2, "city") == MatchedTexts()


TEXTS = st.tuples(
    st.sampled_from(("保定", "廊坊", "石家庄")),
    st.sampled_from(("report", "speech")),
    st.sampled_from(("市长", "市委书记", "")),
    st.sampled_from(("2020", "2021", "2022-05", "2023", "")),
)


def cells(rows):
    return {(row["genre"], row["office"]) for row in rows}


@given(st.lists(TEXTS, min_size=2, max_size=8), st.integers(1, 2))
@settings(max_examples=150)
def test_no_part_is_larger(texts, min_texts):
    rows = corpus(*texts)
    cities = {row["city"] for row in rows}

    def matched(part):
        groups = by_group(part, "city")
        return groups.keys() == cities and all(
            between(a, b, compare="city", min_texts=min_texts).contrast == "matched"
            for a, b in combinations(groups.values(), 2)
        )

    def narrow(part):
        """One window of two years, and the same genres by office in every group."""
        years = [int(row["date"][:4]) for row in part]
        kinds = [cells(group) for group in by_group(part, "city").values()]
        return max(years) - min(years) <= 1 and all(kind == kinds[0] for kind in kinds)

    parts = chain.from_iterable(combinations(rows, n) for n in range(len(rows), 1, -1))
    largest = next((p for p in parts if len(cities) > 1 and matched(p) and narrow(p)), ())
    found = matched_strata(rows, "city", min_texts)
    if len(cities) > 1 and matched(rows):
        assert [part.doc_ids for part in found] == [tuple(row["doc_id"] for row in rows)]
        return
    assert len(matched_texts(rows, "city", min_texts).doc_ids) == len(largest)
    for part in found:
        chosen = [row for row in rows if row["doc_id"] in part.doc_ids]
        assert [row["doc_id"] for row in chosen] == list(part.doc_ids)
        assert matched(chosen)
        assert narrow(chosen)
        assert cells(chosen) <= {(g, o) for g in part.genre for o in part.office}


@given(st.lists(TEXTS, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(texts, random):
    rows = corpus(*texts)
    shuffled = rows.copy()
    random.shuffle(shuffled)
    found, other = matched_texts(rows, "city"), matched_texts(shuffled, "city")
    assert set(found.doc_ids) == set(other.doc_ids)
    assert (found.genre, found.office, found.years) == (other.genre, other.office, other.years)


@pytest.mark.parametrize("module", ["design", "needs"])
def test_import_is_light(module):
    code = f"import sys, chengyan.{module}; print({{'numpy', 'pandas'}} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "set()"
