"""Covariates: what enters, least squares and HC3 by their formulas, years."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from chengyan.topics.covariates import COLUMNS, design_of, topic_effects, topic_years


def documents(*rows):
    return [dict(zip(("city", "genre", "date"), row, strict=True)) for row in rows]


def cities(*counts, genre="report", date=""):
    return documents(
        *(
            (city, genre, date)
            for city, n in zip("甲乙丙丁", counts, strict=False)
            for _ in range(n)
        )
    )


def test_nothing_is_estimated_from_few_or_like_texts():
    assert design_of([]) is None
    assert design_of(cities(1, 1, 1)) is None
    assert design_of(cities(12)) is None
    assert design_of(cities(5, 4)) is None  # five texts a coefficient
    assert design_of(cities(8, 2)) is None  # three a level
    assert design_of(cities(0, 0)) is None
    assert design_of([{"doc_id": str(i)} for i in range(20)]) is None


def test_levels_enter_against_the_commonest():
    design = design_of(cities(4, 6, 5, 2))
    assert design.names == [("city", "丙", "乙"), ("city", "甲", "乙")]
    # The two texts of the rarest level stay out.
    assert design.rows.tolist() == list(range(15))
    assert design.columns.sum(axis=0).tolist() == [15, 5, 4]
    assert design.columns[:, 0].tolist() == [1] * 15


def test_of_levels_as_common_the_first_name_is_the_baseline():
    assert design_of(cities(5, 5)).names == [("city", "甲", "乙")]


def test_a_level_that_another_covariate_makes_rare_stays_out():
    rows = [("甲", "报告", "")] * 6 + [("乙", "报告", "")] * 5 + [("乙", "讲话", "")] * 4
    rows += [("丙", "报告", "")] * 2 + [("丙", "公报", "")]
    design = design_of(documents(*rows))
    assert design.rows.tolist() == list(range(15))
    assert design.names == [("city", "甲", "乙"), ("genre", "讲话", "报告")]


def test_a_covariate_that_follows_from_another_stays_out():
    rows = [("甲", "报告", "")] * 8 + [("乙", "讲话", "")] * 8
    assert design_of(documents(*rows)).names == [("city", "甲", "乙")]


def test_the_year_is_a_number_where_three_are_known():
    years = [str(2015 + i % 5) for i in range(12)]
    design = design_of(documents(*(("甲", "", f"{year}-01") for year in years)))
    assert design.names == [("year", "per year", "")]
    centred = np.array(years, int) - np.mean([int(year) for year in years])
    assert design.columns[:, 1] == pytest.approx(centred)
    assert design_of(documents(*(("甲", "", year) for year in ["2015", "2016"] * 6))) is None
    assert design_of(documents(*(("甲", "", year) for year in [*years, "", "x"]))) is None


def test_effects_by_the_formulas():
    random = np.random.default_rng(4)
    design = design_of(cities(6, 5))
    shares = random.dirichlet(np.ones(3), (4, 11))
    table = topic_effects(shares, design, share=0.8)
    assert list(table) == COLUMNS
    assert table["topic"].tolist() == [1, 2, 3]
    assert set(table["texts"]) == {11}
    x = design.columns
    hat = x @ np.linalg.inv(x.T @ x) @ x.T
    for topic in range(3):
        # With one dummy the estimate is a difference of means.
        differences = [draw[6:, topic].mean() - draw[:6, topic].mean() for draw in shares]
        residuals = shares[0, :, topic] - hat @ shares[0, :, topic]
        bread = np.linalg.inv(x.T @ x)
        meat = x.T @ np.diag((residuals / (1 - np.diag(hat))) ** 2) @ x
        between = 4 * np.mean((np.array(differences[1:]) - differences[0]) ** 2)
        error = np.sqrt((bread @ meat @ bread)[1, 1] + between)
        row = table.loc[topic]
        assert row["estimate"] == pytest.approx(differences[0])
        assert row["std_error"] == pytest.approx(error)
        reach = student.ppf(0.975, 9) * error
        assert [row["ci_low"], row["ci_high"]] == pytest.approx(
            [differences[0] - reach, differences[0] + reach]
        )


def test_effects_of_texts_that_stay_out_are_not_heard():
    shares = np.random.default_rng(4).dirichlet(np.ones(2), (2, 13))
    few, all_of = cities(6, 5), cities(6, 5, 2)
    pd.testing.assert_frame_equal(
        topic_effects(shares[:, :11], design_of(few), share=0.8),
        topic_effects(shares, design_of(all_of), share=0.8),
    )


def test_without_a_design_there_are_columns_and_no_row():
    table = topic_effects(np.ones((2, 3, 2)), None, share=0.8)
    assert list(table) == COLUMNS
    assert table.empty


def test_years_by_hand():
    rows = documents(("甲", "", "2021-05"), ("甲", "", "2019"), ("乙", "", "2021"), ("乙", "", ""))
    shares = np.array([[0.5, 0.5], [0.1, 0.9], [0.7, 0.3], [0.0, 1.0]])
    assert topic_years(shares, rows).empty  # two years are no course
    rows[3]["date"] = "2020"
    table = topic_years(shares, rows)
    assert list(table) == ["topic", "year", "share", "texts"]
    assert table.to_numpy().tolist() == [
        [1, "2019", pytest.approx(0.1), 1],
        [1, "2020", pytest.approx(0.0), 1],
        [1, "2021", pytest.approx(0.6), 2],
        [2, "2019", pytest.approx(0.9), 1],
        [2, "2020", pytest.approx(1.0), 1],
        [2, "2021", pytest.approx(0.4), 2],
    ]


def test_texts_of_unknown_year_are_left_out():
    rows = documents(*(("甲", "", year) for year in ("2019", "", "2020", "2021")))
    table = topic_years(np.array([[0.1], [0.9], [0.2], [0.3]]), rows)
    assert table["share"].tolist() == pytest.approx([0.1, 0.2, 0.3])
