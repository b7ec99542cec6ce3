"""Tables: what is written comes back, whole or not at all."""

import csv

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from chengyan import tables
from chengyan.errors import TableError
from chengyan.tables import (
    in_group_order,
    parquet_writer,
    read_grouped,
    read_pieces,
    read_table,
    require_columns,
    table_shape,
    write_table,
)
from chengyan.topics.streaming import UnitStream
from chengyan.whole import write_whole

TERMS = np.array(["城", "市"])
ODD = [
    "NA",
    "null",
    "nan",
    "None",
    '"',
    ",",
    "；",
    "#",
    "'",
    "1e5",
    "inf",
    "-",
    "2021",
    "001",
    "",
    " ",
]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_odd_terms_come_back(tmp_path, ending):
    table = pd.DataFrame({"group": "2021", "term": ODD, "count": range(len(ODD))})
    write_table(table, tmp_path / f"t.{ending}")
    back = read_table(tmp_path / f"t.{ending}", ["group", "term", "count"])
    assert back["term"].tolist() == ODD
    assert set(back["group"]) == {"2021"}
    assert back["count"].tolist() == list(range(len(ODD)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=8
            ),
            st.floats(allow_nan=True, allow_infinity=False, width=32),
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )
)
@example([("a\u2028b", 1.0, True), ('"\x85', float("nan"), False)])
def test_any_table_comes_back(tmp_path, rows):
    table = pd.DataFrame(rows, columns=["term", "share", "occasion"])
    write_table(table, tmp_path / "t.csv")
    back = read_table(tmp_path / "t.csv")
    assert back["term"].tolist() == table["term"].tolist()
    assert back["occasion"].tolist() == table["occasion"].tolist()
    np.testing.assert_allclose(back["share"], table["share"], rtol=1e-9)


@pytest.mark.parametrize(
    "column",
    "doc_id group city date text section term phrase terms within label reference "
    "without_lexicon".split(),
)
def test_text_that_looks_like_numbers_stays_text(tmp_path, column):
    write_table(pd.DataFrame({column: ["001", "2021"], "n": [1, 2]}), tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv")[column].tolist() == ["001", "2021"]


def test_empty_cells(tmp_path):
    table = pd.DataFrame(
        {"label": ["一", ""], "section": ["", ""], "ci_low": [np.nan, 0.5], "ci_high": [np.nan] * 2}
    )
    write_table(table, tmp_path / "t.csv")
    back = read_table(tmp_path / "t.csv")
    assert back["label"].tolist() == ["一", ""]
    assert back["section"].tolist() == ["", ""]
    assert np.isnan(back["ci_low"][0])
    assert back["ci_low"][1] == 0.5
    assert back["ci_high"].dtype == float
    assert (tmp_path / "t.csv").read_text("utf-8").splitlines()[1] == "一,,,"


def test_format(tmp_path):
    table = pd.DataFrame({"term": ["城，", "a,b", 'c"d'], "x": [1 / 3, 1e-20, 2.0], "n": [1, 2, 3]})
    write_table(table, tmp_path / "deep/er/t.csv")
    assert (tmp_path / "deep/er/t.csv").read_bytes() == (
        'term,x,n\n城，,0.3333333333,1\n"a,b",1e-20,2\n"c""d",2,3\n'.encode()
    )
    assert (tmp_path / "deep/er/t.csv").stat().st_mode & 0o777 == 0o644


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "t.parquet"
    write_table(pd.DataFrame({"a": [1]}), path)
    old = path.read_bytes()
    with pytest.raises(Exception, match=r"Conversion failed|Expected bytes|mixed"):
        write_table(pd.DataFrame({"a": [1, "x", object()]}), path)
    with pytest.raises(TypeError):
        write_whole(path, "text")
    assert path.read_bytes() == old
    assert [file.name for file in tmp_path.iterdir()] == ["t.parquet"]


def test_other_endings():
    with pytest.raises(TableError, match=r"t\.xlsx: tables are \.csv or \.parquet"):
        write_table(pd.DataFrame(), "t.xlsx")


def test_missing_columns_are_named(tmp_path):
    write_table(pd.DataFrame({"a": [1], "b": [2]}), tmp_path / "t.csv")
    with pytest.raises(TableError) as error:
        read_table(tmp_path / "t.csv", ["a", "c", "d"])
    assert str(tmp_path / "t.csv") in str(error.value)
    assert "column c, d is missing (there are: a, b)" in str(error.value)
    require_columns(pd.DataFrame({"a": []}), ["a"], "here")


def test_texts_are_grouped_in_the_order_asked_for(tmp_path):
    for doc_id in "abc":
        table = pd.DataFrame({"doc_id": [doc_id] * 2, "sentence": [1, 2]})
        write_table(table, tmp_path / f"{doc_id}.parquet")
    groups = {"c": "丙", "a": "甲", "b": "丙"}
    table = read_grouped([tmp_path / f"{doc_id}.parquet" for doc_id in "abc"], groups)
    assert list(table) == ["doc_id", "group", "sentence"]
    assert table["doc_id"].tolist() == list("ccaabb")
    assert table["group"].tolist() == list("丙丙甲甲丙丙")
    assert table["sentence"].tolist() == [1, 2] * 3
    assert table.index.tolist() == list(range(6))


def test_group_order_keeps_rows_else_as_they_stood():
    table = pd.DataFrame({"group": ["甲", "乙", "甲", "乙"], "n": [4, 3, 2, 1]})
    expected = pd.DataFrame({"group": ["乙", "乙", "甲", "甲"], "n": [3, 1, 4, 2]})
    assert_frame_equal(in_group_order(table, ["乙", "甲"]), expected)


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-5%的降幅", "@SUM(A1)", "'=1", "普通"]
)
def test_no_cell_runs_as_a_formula_and_none_is_changed(tmp_path, text):
    path = tmp_path / "sentences.csv"
    write_table(pd.DataFrame({"text": [text, "另一句"], "count": [-1, 2]}), path)
    cells = next(csv.reader(path.read_text("utf-8").splitlines()[1:]))
    assert cells[0][0] not in "=+-@"
    assert cells[1] == "-1"
    assert list(read_table(path)["text"]) == [text, "另一句"]


@pytest.mark.parametrize("rows", [0, 1, 3, 4, 7])
def test_a_table_written_in_pieces_is_the_same(tmp_path, monkeypatch, rows):
    table = pd.DataFrame({"term": ["a,b", 'c"d', "e\nf", "", "g", "h", "i"], "x": np.arange(7) / 3})
    table = table.head(rows)
    write_table(table, tmp_path / "whole.csv")
    monkeypatch.setattr(tables, "PIECE", 3)
    write_table(table, tmp_path / "pieces.csv")
    assert (tmp_path / "pieces.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert table_shape(tmp_path / "pieces.csv") == (rows, 2)


def test_other_columns_are_left_out_on_request(tmp_path):
    write_table(pd.DataFrame({"group": ["2021"], "x": [1], "y": [2]}), tmp_path / "t.csv")
    assert list(read_table(tmp_path / "t.csv", ["y", "group"], only=True)) == ["group", "y"]
    with pytest.raises(TableError, match="column z is missing"):
        read_table(tmp_path / "t.csv", ["z"], only=True)


@pytest.mark.parametrize("read", [read_table, lambda path: list(UnitStream(path, TERMS))])
def test_no_bit_of_bulk_data_turns_unseen(tmp_path, read):
    def outcome():
        try:
            return repr(read(path))
        except TableError as error:
            return str(error)

    path = tmp_path / "units.parquet"
    words = [["城", "市"], ["市"], ["城", "城"]] * 20
    units = pd.DataFrame({"unit": range(60), "doc_id": "a", "group": "甲", "words": words})
    write_table(units, path)
    whole, expected = path.read_bytes(), outcome()
    # What follows the pages, the description of columns, has no checksum; the log has the file's.
    pages = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    told = set()
    for at in range(0, pages, 2):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        told.add(outcome())
    told -= {expected}
    assert told
    assert all(line.startswith(f"{path}: cannot be read (") for line in told)
    assert all("\n" not in line for line in told)


@pytest.mark.parametrize("left", [0, 3, 100, -1])
def test_bulk_data_cut_short_is_named(tmp_path, left):
    path = tmp_path / "counts.parquet"
    write_table(pd.DataFrame({"n": range(1000)}), path)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(TableError, match=r"counts\.parquet: cannot be read .*Delete it and give"):
        read_table(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "is missing"), (b"", "cannot be read"), (b"a,b\n1,\xff\n", "cannot be read")],
)
def test_a_table_that_is_none_is_named(tmp_path, content, problem):
    path = tmp_path / "corpus.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableError, match=rf"corpus\.csv: {problem}"):
        read_table(path)


def test_pieces_come_back_and_only_gaps_asked_for_are_written(tmp_path):
    table = pa.table(
        {
            "doc_id": pa.array(["a", "b", "a"]).dictionary_encode(),
            "unit": pa.array([1, 2, 3], pa.int32()),
            "terms": pa.array([[1, 70_000], [], [3]], pa.list_(pa.int32())),
            "share": [0.5, 1.0, 0.25],
        }
    )
    with parquet_writer(tmp_path / "t.parquet", table.schema) as write:
        write(table[:2])
        write(table[2:])
    (piece,) = read_pieces(tmp_path / "t.parquet", 10)
    assert piece.to_pylist() == table.to_pylist()
    gap = pa.table({"share": [0.5, None]})
    with (
        pytest.raises(ValueError, match="share"),
        parquet_writer(tmp_path / "gap.parquet", gap.schema) as write,
    ):
        write(gap)
    assert not (tmp_path / "gap.parquet").exists()
    with parquet_writer(tmp_path / "gap.parquet", gap.schema, gaps=True) as write:
        write(gap)
    assert read_table(tmp_path / "gap.parquet")["share"].isna().tolist() == [False, True]
