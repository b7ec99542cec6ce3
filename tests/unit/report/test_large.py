"""Tables that are met in pieces: the same rows as of one that is read whole."""

import pandas as pd
import pytest

from chengyan.errors import TableError
from chengyan.report import large
from chengyan.report.large import is_large, some_rows
from chengyan.report.reader_tables import MOST_ROWS, table_files
from chengyan.tables import read_table, write_table

ROWS = 4 * MOST_ROWS


@pytest.fixture
def path(tmp_path, monkeypatch):
    table = pd.DataFrame({"group": [f"g{i % 7}" for i in range(ROWS)]})
    table = table.assign(term=[f"词{i},“\n”" for i in range(ROWS)], log_ratio=0.5, count=3)
    table.loc[0, "term"] = "+互联网"
    write_table(table, tmp_path / "keyness_pairs.csv")
    # Many pieces.
    monkeypatch.setattr(large, "PIECE", 10_000)
    return tmp_path / "keyness_pairs.csv"


def test_the_viewer_gets_the_same_as_of_a_table_read_whole(path):
    wanted = {
        "keyness_pairs": [{"group": f"g{i % 7}", "term": f"词{i},“\n”"} for i in (3990, 3999)]
    }
    whole = dict(table_files({"keyness_pairs": read_table(path)}, wanted))
    assert dict(table_files({}, wanted, {"keyness_pairs": path})) == whole
    assert "词3999" in whole["data/table-keyness_pairs.js"].decode()


def test_no_more_is_kept_than_is_wanted(path):
    rows, total = some_rows(path, [{"term": "词3999,“\n”"}, {"nothing": "x"}], most=2)
    assert (len(rows), total) == (2 * 7 + 1, ROWS)


def test_what_is_no_table_is_named(path):
    path.write_bytes(b"group,term\na\n")
    with pytest.raises(TableError, match=r"keyness_pairs\.csv: "):
        some_rows(path, most=2)


def test_only_tables_that_no_page_rests_on_are_large(path, monkeypatch):
    assert not is_large(path)
    monkeypatch.setattr(large, "LARGE", 1_000)
    assert is_large(path)
    other = path.rename(path.with_name("keyness.csv"))
    assert not is_large(other)
