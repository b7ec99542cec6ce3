"""The word list of numbers: read, refused where it is wrong, looked up."""

import pytest

from chengyan.errors import LexiconError
from chengyan.lexicon import Entry
from chengyan.targets.words import CLASSES, NumberWord, NumberWords, read_number_words

HEADER = "term\tclass\tnormal\tfactor\treason\n"


def write(tmp_path, *rows):
    path = tmp_path / "numbers.tsv"
    path.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_unit_has_its_spelling_and_factor(tmp_path):
    path = write(
        tmp_path, ("个", "classifier", "", "", "a"), ("成", "unit", "%", "10", "b"),
        ("达", "bound", "", "", "c"),
    )  # fmt: skip
    assert read_number_words(path) == [
        NumberWord("个", "classifier", "个", 1.0),
        NumberWord("成", "unit", "%", 10.0),
        NumberWord("达", "bound", "达", 1.0),
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("个", "clasifier", "", "", ""), "Did you mean classifier"),
        (("达", "bound", "到", "", ""), "no unit to spell"),
        (("成", "unit", "%", "ten", ""), "no number above 0"),
        (("成", "unit", "%", "0", ""), "no number above 0"),
        (("成", "unit", "%", "inf", ""), "no number above 0"),
        (("了(", "achieved", "", "", ""), "is no pattern"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path, row, problem):
    with pytest.raises(LexiconError, match=problem):
        read_number_words(write(tmp_path, row))


def test_a_word_stands_once_in_a_class_and_may_stand_in_two(tmp_path):
    twice = ("件", "classifier", "", "", "")
    with pytest.raises(LexiconError, match="stands in line 2 already"):
        read_number_words(write(tmp_path, twice, twice))
    assert len(read_number_words(write(tmp_path, twice, ("件", "digits", "", "", "")))) == 2


def test_the_longest_word_is_found():
    words = NumberWords(
        NumberWord(term, label, term, 1.0)
        for term, label in (("人", "unit"), ("人次", "unit"), ("达", "bound"), ("达到", "bound"))
    )
    found = words.at(("unit",), "30人次，", 2)
    assert found
    assert found.term == "人次"
    found = words.before(("bound",), "率达到", 3)
    assert found
    assert found.term == "达到"
    assert words.at(("bound",), "30人次", 2) is None
    assert words.before(("unit",), "", 0) is None


def test_shorthands_of_the_lexicon_of_formulations_count_too():
    entries = [
        Entry("四个意识", "numbered_shorthand", "national", 2016),
        Entry("人民至上", "formulation", "national", 0),
    ]
    words = NumberWords([NumberWord("八项规定", "shorthand", "八项规定", 1.0)], entries)
    text = "落实八项规定、增强四个意识、坚持人民至上"
    assert [match.entry.term for match in words.shorthands(text)] == ["八项规定", "四个意识"]
    assert words.is_formulation("四个意识")
    assert not words.is_formulation("八项规定")


def test_a_predicate_is_known_where_words_run_together(words):
    assert words.begins_predicate("实现")
    assert words.begins_predicate("建成投产")
    assert not words.begins_predicate("建设项目")
    assert not words.begins_predicate("企业")


def test_an_empty_list_of_cues_speaks_for_nothing():
    assert not NumberWords([]).speaks("pledge", "力争完成")


def test_every_class_of_the_shipped_list_is_known_and_filled(words):
    empty = [label for label in CLASSES if not words.terms(label)]
    assert empty == []
