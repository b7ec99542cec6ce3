"""Which pairs a pair may be held against, and where it stands among them."""

import numpy as np
import pytest

from chengyan.similarity.null import FEWEST, circumstances_of, held_against, null_of

REPORT = {"genre": "report", "date": "2024-01"}


def source(name, *rows):
    return circumstances_of(name, rows or [REPORT])


OTHERS = [source(f"other {i}") for i in range(12)]


def named(null, *lists):
    every = [s for sources in lists for s in sources]
    return [(every[a].name, every[b].name) for a, b in zip(null.first, null.second, strict=True)]


def test_a_pair_is_held_against_all_pairs_of_others():
    groups = [source("甲"), source("乙"), *OTHERS]
    null = null_of(0, 1, groups, [])
    assert null.of == "report (corpus)"
    assert len(null.first) == 12 * 11 / 2
    assert not {"甲", "乙"} & {name for pair in named(null, groups) for name in pair}


def test_the_reference_comes_first_and_without_the_two_themselves():
    groups = [source("甲"), source("other 3"), *[source(f"further {i}") for i in range(20)]]
    null = null_of(0, 1, groups, OTHERS)
    assert null.of == "report (reference)"
    names = {name for pair in named(null, groups, OTHERS) for name in pair}
    assert names == {f"other {i}" for i in range(12)} - {"other 3"}
    # Where it has too few of the genre, the corpus has to do.
    assert null_of(0, 1, groups, OTHERS[:5]).of == "report (corpus)"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"genre": "speech", "date": "2024"}], "genres differ"),
        ([{"genre": "", "date": "2024"}], "genre unknown"),
        ([{"date": "2024"}], "genre unknown"),
        ([{"genre": "report", "date": ""}], "year unknown"),
        ([{"genre": "report", "date": "2021"}], "more than 2 years apart"),
        ([REPORT, {"genre": "speech", "date": "2024"}], "genres differ"),
    ],
)
def test_without_one_genre_and_time_there_is_no_null(rows, why):
    groups = [source("甲"), source("乙", *rows), *OTHERS]
    null = null_of(0, 1, groups, [])
    assert null.of == f"none: {why}"
    assert not len(null.first)


def test_groups_of_the_same_genres_have_no_null_either():
    mixed = [REPORT, {"genre": "speech", "date": "2024"}]
    groups = [source(f"g{i}", *mixed) for i in range(14)]
    assert null_of(0, 1, groups, []).of == "none: several genres in a group"


def test_too_few_others_are_counted():
    groups = [source("甲"), source("乙"), *OTHERS[: FEWEST - 1]]
    null = null_of(0, 1, groups, [])
    assert null.of == "none: only 9 of the 10 others needed in this genre and time"


def test_no_two_texts_of_a_null_lie_more_than_two_years_apart():
    years = ["2022"] * 6 + ["2024"] * 6 + ["2026"] * 6
    others = [source(f"o{i}", {"genre": "report", "date": y}) for i, y in enumerate(years)]
    groups = [source("甲"), source("乙"), *others]
    pairs = named(null_of(0, 1, groups, []), groups)
    date = {f"o{i}": int(y) for i, y in enumerate(years)}
    assert len(pairs) == 18 * 17 / 2 - 36
    assert all(abs(date[a] - date[b]) <= 2 for a, b in pairs)


def test_the_percentile_counts_pairs_at_most_as_alike():
    null = np.array([0.1, 0.2, 0.3, 0.4])
    assert held_against(0.3, null, likeness=True)["percentile"] == 0.75
    assert held_against(0.3, null, likeness=False)["percentile"] == 0.5
    found = held_against(0.3, null, likeness=True)
    assert found["null_median"] == pytest.approx(0.25)
    assert found["null_pairs"] == 4
    assert found["null_low"] < found["null_median"] < found["null_high"]
    empty = held_against(0.3, np.empty(0), likeness=True)
    assert empty.pop("null_pairs") == 0
    assert np.isnan(list(empty.values())).all()
