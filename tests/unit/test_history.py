"""A slowdown between releases is seen."""

import pandas as pd
import pytest
from history import add_rows, main


@pytest.fixture
def ratios(tmp_path):
    path = tmp_path / "ratios.csv"
    add_rows(path, "throughput", {"raw to counts ÷ jieba": 5.0, "memory in GB": 0.4})
    add_rows(path, "main_job", {"wall ÷ computing": 1.4})
    return path


def test_ratios_are_kept_by_release(ratios, tmp_path, capsys):
    history = tmp_path / "history.csv"
    assert main(ratios, history, "0.1.0") == 0
    table = pd.read_csv(history)
    assert list(table) == ["version", "benchmark", "ratio", "value"]
    assert table["value"].tolist() == [5.0, 0.4, 1.4]
    assert main(ratios, history, "0.1.0") == 0
    assert len(pd.read_csv(history)) == 3
    assert main(ratios, history, "") == 0
    assert "5 (0.1.0)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ratio", "value", "code"),
    [
        ("raw to counts ÷ jieba", 4.5, 0),
        ("raw to counts ÷ jieba", 4.0, 1),
        ("raw to counts ÷ jieba", 9.0, 0),
        ("memory in GB", 0.45, 0),
        ("memory in GB", 0.6, 1),
        ("memory in GB", 0.1, 0),
        ("not measured before", 1.0, 0),
    ],
)
def test_what_is_worse_by_more_than_a_fifth_fails(ratios, tmp_path, ratio, value, code):
    history = tmp_path / "history.csv"
    main(ratios, history, "0.1.0")
    now = tmp_path / "now.csv"
    add_rows(now, "throughput", {ratio: value})
    assert main(now, history, "") == code
