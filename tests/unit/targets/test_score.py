"""Agreement with an annotator, on tables worked out by hand."""

import pandas as pd
import pytest

from chengyan.errors import DesignError, TableError
from chengyan.targets.score import target_validation

TEXT = "新增学校5所、医院5所，产值增长6%左右，用五年时间。"
FIELDS = ("object", "quantity", "unit", "modifier", "horizon", "kind")


def found(*rows):
    columns = ("doc_id", "sentence", "start", "expression", *FIELDS)
    table = pd.DataFrame(rows, columns=columns).assign(text=TEXT)
    return table.assign(end=table["start"] + table["expression"].str.len())


def annotated(*rows):
    columns = ("doc_id", "sentence", "text", "class", *FIELDS)
    return pd.DataFrame(rows, columns=columns)


def read(*places):
    return pd.DataFrame(places, columns=["half", "doc_id", "sentence"])


FOUND = found(
    ("a", 1, 4, "5所", "学校", 5, "所", "", "", "pledged"),
    ("a", 1, 9, "5所", "医院", 5, "所", "", "", "pledged"),
    ("a", 1, 16, "6%", "总产值", 6, "%", "增长;左右", "", "achieved"),
    ("a", 2, 0, "新增", "误", 1, "", "", "", "other"),
)
ANNOTATED = annotated(
    ("a", 1, "5所", "quantity", "学校", "5", "所", "", "", "pledged"),
    ("a", 1, "5所", "quantity", "医院", "5", "所", "", "", "pledged"),
    ("a", 1, "6%左右", "quantity", "产值", "6", "%", "增长;左右", "今年", "pledged"),
    ("a", 1, "五年", "quantity", "时间", "5", "年", "", "", "other"),
    ("a", 2, "十四五", "shorthand", "", "", "", "", "", ""),
)
READ = read(("dev", "a", 1), ("dev", "a", 2), ("test", "a", 3))


def by_field(table, half="dev"):
    return table[table["half"] == half].set_index("field")


def test_each_field_by_hand():
    table = by_field(target_validation(FOUND, ANNOTATED, READ))
    # Three of four found are annotated, three of four annotated are found.
    row = table.loc["finding"]
    assert (row["correct"], row["found"], row["support"]) == (3, 4, 4)
    assert (row["precision"], row["recall"], row["f1"]) == (0.75, 0.75, 0.75)
    # 总产值 is not 产值, but holds it.
    assert table.loc["object", "correct"] == 2
    assert table.loc["object", "share"] == pytest.approx(2 / 3)
    assert table.loc["object", "f1"] == 0.5
    assert table.loc["object_lenient", "correct"] == 3
    assert table.loc[["quantity", "unit", "modifier"], "correct"].tolist() == [3, 3, 3]
    assert table.loc[["horizon", "kind"], "correct"].tolist() == [2, 2]
    # One pair names a horizon, the annotator's alone.
    told = table.loc["horizon_told"]
    assert (told["correct"], told["matched"], told["found"], told["support"]) == (0, 1, 0, 1)


def test_a_half_without_numbers_has_no_shares():
    table = by_field(target_validation(FOUND, ANNOTATED, READ), "test")
    assert table["support"].eq(0).all()
    assert table[["precision", "recall", "f1", "share"]].isna().all(axis=None)
    assert table[["precision_low", "precision_high"]].drop_duplicates().to_numpy().tolist() == [
        [0.0, 1.0]
    ]


def test_equal_strings_are_paired_in_their_order():
    swapped = ANNOTATED.iloc[[1, 0, 2, 3, 4]]
    table = by_field(target_validation(FOUND, swapped, READ))
    # 医院 is annotated first now: both objects are wrong.
    assert table.loc["finding", "correct"] == 3
    assert table.loc["object", "correct"] == 0


def test_no_expression_is_paired_twice():
    twice = pd.concat([ANNOTATED.iloc[[2]]] * 2)
    row = by_field(target_validation(FOUND, twice, READ)).loc["finding"]
    assert (row["correct"], row["support"]) == (1, 2)


def test_a_sentence_that_was_not_read_is_refused():
    with pytest.raises(DesignError, match="sentence 1 of a is not among those read"):
        target_validation(FOUND, ANNOTATED, read(("dev", "a", 2)))


def test_missing_columns_are_named():
    with pytest.raises(TableError, match="horizon is missing"):
        target_validation(FOUND, ANNOTATED.drop(columns="horizon"), READ)
