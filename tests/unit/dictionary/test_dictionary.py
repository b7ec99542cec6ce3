"""The data dictionary is whole, and the tables that are written are what it says."""

import re
from pathlib import Path

import pandas as pd
import pytest

from chengyan.dictionary import table as dictionary
from chengyan.dictionary.check import fits, problems, problems_of, told
from chengyan.dictionary.table import Column, plain, shared_columns, tables
from chengyan.errors import TableError
from chengyan.tables import TEXT
from doc_pages.tables import tables_page

ROOT = Path(__file__).parents[3]
PUBLISHED = sorted((ROOT / "docs/gallery/tables").glob("*.csv*"))
RULES = (ROOT / "workflow/rules/common.smk").read_text(encoding="utf-8")


def column_of(line, name="x"):
    """The column of a line of the dictionary."""
    return next(dictionary._columns("words", "keyness", {name: line}))


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_a_published_table_is_what_the_dictionary_says(path):
    assert not problems(path), "Mend src/chengyan/dictionary, or the table, and run: make docs"


def test_the_dictionary_has_every_table_of_the_workflow_and_no_other():
    lists = RULES[RULES.index("MAP = (") : RULES.index("FIGURE_NAMES = [")]
    lists += RULES[RULES.index("TOPIC_TABLES = [") : RULES.index("\nTABLES = ")]
    # `tfidf.reference` is a key of the configuration there.
    assert set(re.findall(r'"(\w+)"', lists)) - {"reference"} == set(tables())


def test_every_table_and_column_is_told_in_both_languages():
    for table in tables().values():
        assert table.en, table.name
        assert re.search(r"[一-鿿]", table.zh), table.name
        for column in table.columns:
            place = f"{table.name}: {column.name}"
            assert column.en, place
            assert not column.en.endswith("."), place
            assert re.search(r"[一-鿿]|zh|Cohen|Krippendorff", column.zh), place
            assert not column.zh.endswith("。"), place


def test_no_column_is_told_twice_in_a_table():
    for table in tables().values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_a_table_says_shared_columns_as_all_do():
    shared = {column.name: column for column in shared_columns()}
    assert tables()["sentences"].column("doc_id") == shared["doc_id"]
    assert tables()["targets"].column("sentence") == shared["sentence"]


def test_what_is_read_as_text_is_no_number_in_the_dictionary():
    # Of these names one table has a number, or a flag, of its own.
    other = {("quasi_sentences", "part"), ("spread", "phrase"), ("priority_seeds", "seeded")}
    found = {
        (table.name, column.name)
        for table in tables().values()
        for column in table.columns
        if column.name in TEXT and column.kind not in ("text", "list")
    }
    assert found == other


@pytest.mark.parametrize(
    ("line", "kind", "empty", "allowed", "low", "high", "unit"),
    [
        ("text | a | 甲", "text", False, (), None, None, ""),
        ("share? | a | 甲", "number", True, (), 0, 1, ""),
        ("count[words] | a | 甲", "integer", False, (), 0, None, "words"),
        ("number?(-1..1)[bits] | a | 甲", "number", True, (), -1, 1, "bits"),
        ("number(..0) | a | 甲", "number", False, (), None, 0, ""),
        ("list?(a b, c) | a | 甲", "list", True, ("a b", "c"), None, None, ""),
    ],
)
def test_a_line_of_the_dictionary_is_read(line, kind, empty, allowed, low, high, unit):
    found = column_of(line)
    assert (found.kind, found.empty, found.allowed) == (kind, empty, allowed)
    assert (found.low, found.high, found.unit, found.en, found.zh) == (low, high, unit, "a", "甲")


@pytest.mark.parametrize("line", ["text | only English", "number(1.. | a | 甲", "blob | a | 甲"])
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(TableError, match=r"dictionary:.*x"):
        column_of(line)


@pytest.mark.parametrize(
    ("line", "good", "bad"),
    [
        ("flag", ["True", "False"], ["true", "1"]),
        ("count", ["0", "12"], ["-1", "1.0", "x"]),
        ("index", ["1"], ["0"]),
        ("share", ["0", "1", "0.5", "1e-09"], ["1.01", "-0.1", "half"]),
        ("number", ["-inf", "-3.2"], ["", "x"]),
        ("text(matched, unmatched)", ["matched"], ["Matched", "matched;unmatched"]),
        ("list(text, paragraph)", ["text", "text;paragraph"], ["sentence", "text;"]),
        ("text", ["anything;at all"], []),
    ],
)
def test_cells_fit_their_column(line, good, bad):
    column = column_of(f"{line} | a | 甲")
    assert all(fits(cell, column) for cell in good)
    assert not any(fits(cell, column) for cell in bad)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("share", "share"),
        ("count", "integer from 0"),
        ("number(..1)", "number up to 1"),
        ("number(-1..1)", "number from -1 to 1"),
        ("flag", "`True` or `False`"),
        ("list(a, b)", "list of `a`, `b`"),
    ],
)
def test_types_are_told_in_words(line, words):
    assert told(column_of(f"{line} | a | 甲")) == words


@pytest.fixture
def cells():
    """A few rows as `reuse_groups.csv` has them, every cell text."""
    rows = [["甲", "乙", "1", "10", "2", "1", "0.1"], ["乙", "甲", "1", "10", "2", "1", ""]]
    return pd.DataFrame(rows, columns=[c.name for c in tables()["reuse_groups"].columns])


def test_a_table_as_the_dictionary_has_it_has_no_problem(cells):
    assert problems_of(cells, tables()["reuse_groups"]) == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda t: t.drop(columns="shared"), "column shared is in the dictionary only"),
        (lambda t: t.assign(more="1"), "column more is not in the dictionary"),
        (lambda t: t[[*t.columns[::-1]]], "columns stand in another order"),
        (lambda t: t.assign(passages=""), "column passages has 2 empty cells"),
        (lambda t: t.assign(share="1.5"), "column share holds what is no share: 1.5"),
        (lambda t: t.assign(group_a="甲", group_b="乙"), "key group_a, group_b comes twice: 甲 乙"),
    ],
)
def test_drift_is_named_with_table_and_column(cells, change, line):
    found = problems_of(change(cells), tables()["reuse_groups"])
    assert any(f"reuse_groups: {line}" in one for one in found), found


def test_a_table_that_the_dictionary_lacks_is_named(tmp_path):
    (tmp_path / "novel.csv").write_text("a\n1\n", encoding="utf-8")
    assert problems(tmp_path / "novel.csv") == ["novel: the dictionary lacks this table"]


def test_an_apostrophe_before_a_formula_is_no_part_of_the_cell(tmp_path):
    names = [column.name for column in tables()["choices"].columns]
    row = "'=claim,engine,0.1,0.2,4"
    (tmp_path / "choices.csv").write_text(f"{','.join(names)}\n{row}\n", encoding="utf-8")
    assert problems(tmp_path / "choices.csv") == []


def test_links_are_taken_off_for_readers_elsewhere():
    assert plain("see [intervals.md](intervals.md#x), or `a`") == "see intervals.md, or `a`"


def test_the_page_has_every_table_and_column():
    page = tables_page("<!-- TABLES --><!-- /TABLES -->")
    for table in tables().values():
        start = page.index(f"## {table.name}.csv\n")
        section = page[start : page.find("\n## ", start + 1)]
        for column in table.columns:
            assert re.search(rf"^\| .*`{column.name}`.* \|", section, re.MULTILINE), table.name


def test_a_column_may_be_asked_for_by_name():
    column = tables()["keyness"].column("dp_norm")
    assert isinstance(column, Column)
    assert (column.kind, column.empty, column.low, column.high) == ("number", True, 0, 1)
