"""Mistyped names find their neighbour, others none."""

import pytest

from chengyan.nearest import nearest

VALID = ["manifest", "compare", "order", "engine", "石家庄", "保定"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("manifst", "manifest"),
        ("comparison", "compare"),
        ("石家莊", "石家庄"),
        ("order", "order"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_nearest(name, found):
    assert nearest(name, VALID) == found


def test_nothing_is_near_in_an_empty_list():
    assert nearest("engine", []) == ""
