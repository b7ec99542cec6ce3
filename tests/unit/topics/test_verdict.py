"""Verdicts at their borders."""

import numpy as np
import pytest

from chengyan.topics.verdict import VERDICTS, verdicts


def verdict_of(stability, null, stands=0.5, wobbles=0.0):
    likeness = np.full((3, 1), stability)
    return verdicts(likeness, np.full(4, null), stands=stands, wobbles=wobbles, chance=0.95)[
        "verdict"
    ][0]


@pytest.mark.parametrize(
    ("stability", "null", "verdict"),
    [
        (0.2, 0.2, "falls"),  # no more stable than chance
        (0.2 + 1e-6, 0.2, "wobbles"),
        (0.5 - 1e-6, 0.2, "wobbles"),
        (0.5, 0.2, "stands"),
        (0.9, 0.9, "falls"),  # however stable
        (1.0, 0.9, "stands"),
        (0.0, 0.0, "falls"),
    ],
)
def test_thresholds(stability, null, verdict):
    assert verdict_of(stability, null) == verdict
    assert verdict in VERDICTS


def test_no_verdict_hangs_on_the_last_bit():
    assert verdict_of(0.1 + 0.2, 0.3) == "falls"
    assert verdict_of(0.3, 0.1 + 0.2) == "falls"
    assert verdict_of(0.8 - 1e-16, 0.1, stands=0.8) == "stands"


def test_the_table_by_hand():
    likeness = np.array([[0.0, 0.6], [0.4, 0.8], [0.2, 1.0]])
    null = np.linspace(0, 0.4, 5)
    table = verdicts(likeness, null, stands=0.5, wobbles=0.0, chance=0.75)
    assert list(table) == ["stability", "stability_low", "null_stability", "verdict"]
    assert table["stability"].tolist() == pytest.approx([0.2, 0.8])
    # A fifth of the way from the least to the middle of three.
    assert table["stability_low"].tolist() == pytest.approx([0.04, 0.64])
    assert table["null_stability"].tolist() == pytest.approx([0.3, 0.3])
    assert table["verdict"].tolist() == ["falls", "stands"]


def test_below_the_least_stability_of_a_doubtful_topic_all_fall():
    assert verdict_of(0.44, 0.1, wobbles=0.45) == "falls"
    assert verdict_of(0.45, 0.1, wobbles=0.45) == "wobbles"
    assert verdict_of(0.5, 0.1, wobbles=0.45) == "stands"
