"""Correspondence analysis against a textbook, and against what must hold of any."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from chengyan.correspondence import COLUMNS, correspondence
from chengyan.errors import DesignError

# Smoking habits of the staff of a firm: Greenacre (1984), Theory and Applications of Correspondence
# Analysis, table 3.1.
HABITS = ["none", "light", "medium", "heavy"]
STAFF = {
    "SM": [4, 2, 3, 2], "JM": [4, 3, 7, 4], "SE": [25, 10, 12, 4], "JE": [18, 24, 33, 13],
    "SC": [10, 6, 7, 2],
}  # fmt: skip


def long(table, terms):
    return pd.DataFrame(
        [
            {"group": group, "term": term, "count": count}
            for group, counts in table.items()
            for term, count in zip(terms, counts, strict=True)
            if count
        ]
    )


@pytest.fixture
def smoking():
    return correspondence(long(STAFF, HABITS), list(STAFF), min_count=1)


def of(table, point, axis):
    rows = table[(table["point"] == point) & (table["axis"] == axis)]
    return rows.set_index("name")


def test_inertias_are_those_of_the_textbook(smoking):
    axes = smoking.drop_duplicates("axis")
    assert axes["axis_inertia"].round(4).tolist() == [0.0748, 0.0100, 0.0004]
    assert axes["axis_share"].round(3).tolist() == [0.878, 0.118, 0.005]
    assert axes["axis_inertia"].sum() == pytest.approx(0.0852, abs=5e-5)


def test_coordinates_are_those_of_the_textbook_up_to_the_sign_of_an_axis(smoking):
    for axis, told in (
        (1, [0.066, -0.259, 0.381, -0.233, 0.201]),
        (2, [0.194, 0.243, 0.011, -0.058, -0.079]),
    ):
        found = of(smoking, "group", axis)["coordinate"].to_numpy()
        assert np.abs(found).round(3).tolist() == np.abs(told).tolist()
        assert abs(np.sign(found) @ np.sign(told)) == 5
    assert of(smoking, "term", 1)["coordinate"].round(3)[HABITS].abs().tolist() == [
        0.393, 0.099, 0.196, 0.294,
    ]  # fmt: skip


def test_inertia_is_chi2_over_n_and_parts_add_up(smoking):
    table = np.array(list(STAFF.values()))
    total = chi2_contingency(table, correction=False).statistic / table.sum()
    for point in ("group", "term"):
        rows = smoking[smoking["point"] == point]
        assert rows.drop_duplicates("name")["inertia"].sum() == pytest.approx(total)
        assert rows.drop_duplicates("name")["mass"].sum() == pytest.approx(1)
        np.testing.assert_allclose(rows.groupby("axis")["contribution"].sum(), 1)
        np.testing.assert_allclose(rows.groupby("name")["cos2"].sum(), 1, atol=1e-8)


def test_a_group_is_the_mean_of_its_terms_divided_by_the_axis(smoking):
    table = np.array(list(STAFF.values()))
    profiles = table / table.sum(axis=1, keepdims=True)
    for axis in (1, 2, 3):
        terms = of(smoking, "term", axis).loc[HABITS]
        groups = of(smoking, "group", axis).loc[list(STAFF)]
        mean = profiles @ terms["coordinate"] / np.sqrt(terms["axis_inertia"].iloc[0])
        np.testing.assert_allclose(groups["coordinate"], mean, atol=1e-8)


def test_an_axis_points_to_its_farthest_group_in_any_order_of_rows(smoking):
    for axis in (1, 2, 3):
        coordinates = of(smoking, "group", axis)["coordinate"]
        assert coordinates.max() == coordinates.abs().max()
    shuffled = long(STAFF, HABITS).sample(frac=1, random_state=3)
    again = correspondence(shuffled, list(STAFF), min_count=1)
    pd.testing.assert_frame_equal(again, smoking)


def test_terms_of_few_groups_and_rare_ones_are_left_out():
    table = {"a": [30, 20, 50, 1], "b": [20, 30, 0, 1], "c": [25, 5, 0, 1], "d": [9, 9, 0, 1]}
    found = correspondence(long(table, ["x", "y", "name", "rare"]), list(table))
    assert set(found.loc[found["point"] == "term", "name"]) == {"x", "y"}
    all_of_them = correspondence(
        long(table, ["x", "y", "name", "rare"]), list(table), min_groups=0.1, min_count=1
    )
    # A word of a single group says nothing but whose it is.
    assert set(all_of_them.loc[all_of_them["point"] == "term", "name"]) == {"x", "y", "rare"}


def test_a_group_without_any_of_the_terms_is_left_out():
    table = {"a": [30, 20, 0], "b": [20, 30, 0], "c": [25, 5, 0], "d": [0, 0, 9]}
    found = correspondence(long(table, ["x", "y", "z"]), list(table))
    assert list(found.loc[found["point"] == "group", "name"].unique()) == ["a", "b", "c"]


def test_without_terms_or_differences_the_table_is_empty():
    alike = {"a": [4, 4], "b": [8, 8], "c": [6, 6]}
    for table in (alike, {"a": [1, 0], "b": [0, 1], "c": [1, 0]}):
        found = correspondence(long(table, ["x", "y"]), list(table))
        assert found.empty
        assert list(found.columns) == COLUMNS


def test_two_groups_need_no_map():
    with pytest.raises(DesignError, match="needs three groups, not 2"):
        correspondence(long({"a": [1, 2], "b": [2, 1]}, ["x", "y"]), ["a", "b"])
