"""The lexicon with its years and sources."""

from pathlib import Path

import pytest

from chengyan.errors import LexiconError
from chengyan.formulations.entries import KINDS, read_entries

SHIPPED = Path(__file__).parents[3] / "lexicon/formulations.tsv"


def word_list(path, *rows, columns="term kind level first_use first_use_source source"):
    path.write_text("\n".join(["\t".join(columns.split()), *rows, ""]), encoding="utf-8")
    return path


def test_entries_are_read_with_their_source(tmp_path):
    one = word_list(
        tmp_path / "a.tsv",
        "新发展理念\tformulation\tnational\t2015\t五中全会\tpolicy",
        "创新发展理念\tformulation\tnational\t\t\tlonger form that keeps 新发展 from cutting",
    )
    other = word_list(
        tmp_path / "b.tsv", "新发展理念\tidiom\tlocal\t", "新词\tidiom\tlocal\t",
        columns="term kind level first_use",
    )  # fmt: skip
    first, second, third = read_entries([one, other])
    assert (first.term, first.kind, first.first_use) == ("新发展理念", "formulation", 2015)
    assert (first.first_use_source, first.keeps) == ("五中全会", False)
    assert (second.first_use, second.first_use_source, second.keeps) == (0, "", True)
    assert (third.term, third.first_use_source) == ("新词", "")


def test_a_wrong_row_is_told_with_its_line(tmp_path):
    path = word_list(tmp_path / "a.tsv", "词\tplace\tglobal\t\t\t")
    with pytest.raises(LexiconError, match="line 2: level 'global'"):
        read_entries([path])


def test_shipped_years_have_a_document_and_documents_a_year():
    entries = read_entries([SHIPPED])
    assert [e.term for e in entries if bool(e.first_use) != bool(e.first_use_source)] == []
    dated = [e for e in entries if e.kind in KINDS and e.level == "national" and e.first_use]
    assert len(dated) >= 450
    assert {"新发展理念", "高质量发展", "新质生产力"} <= {e.term for e in dated}
    assert next(e for e in entries if e.term == "创新发展理念").keeps
