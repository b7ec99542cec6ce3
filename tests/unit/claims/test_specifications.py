"""The grid of choices: complete, each choice once, the config's own first."""

from collections import Counter
from dataclasses import replace

import pytest
from claim_corpus import claim

from chengyan.claims.claim import MEASURES
from chengyan.claims.specifications import (
    CHOICES,
    Options,
    names,
    options_of,
    specifications,
    variants,
)

WORDS = claim(of=("红色", "革命"))


def estimates(one, options=None):
    return [replace(s, unit="") for s in specifications(one, options or Options())]


@pytest.mark.parametrize(
    ("one", "number"),
    [
        # Engines with lexicon and stop words 8, strings 1; three measures, and sentences 4 + 1.
        (WORDS, (3 * 9 + 5) * 16),
        (claim(of=("要", "必须")), (3 * 8 + 4) * 16),
        (claim(kind="measure", of=("sentence_length",)), 3 * 16),
        (claim(kind="measure", of=("past",)), 3 * 16),
        (claim(kind="measure", of=("numerals",)), 3 * 16),
        (claim(kind="measure", of=("mattr",)), 2 * 2 * 2 * 2 * 16),
    ],
)
def test_each_estimate_stands_once_for_every_unit(one, number):
    found = Counter(estimates(one))
    assert len(found) == number
    units = {s.unit for s in specifications(one, Options())}
    assert units == ({"paragraph"} if one.subject == "mattr" else {"paragraph", "sentence"})
    assert set(found.values()) == {len(units)}


def test_the_first_is_the_configs_own():
    first = specifications(WORDS, Options())[0]
    assert vars(first) == {
        "engine": "jieba", "lexicon": "with", "stopwords": "out", "unit": "paragraph",
        "measure": "log_ratio", "headings": "in", "quotations": "in", "sections": "all",
        "length": "all",
    }  # fmt: skip
    bare = Options(False, False, ("body",), frozenset({"乙"}))
    first = specifications(WORDS, bare)[0]
    assert (first.lexicon, first.stopwords, first.headings) == ("without", "in", "out")
    assert first.unit == "text"


def test_lists_that_are_not_there_are_no_choice():
    bare = Options(lexicon=False, stopwords=False)
    assert {s.lexicon for s in specifications(WORDS, bare)} == {"without", ""}
    assert variants(bare) == ["jieba-without", "dictionary-without", "string"]
    assert len(set(estimates(WORDS, bare))) == (3 * 3 + 3) * 16
    assert {s.headings for s in specifications(WORDS, Options(kinds=("heading",)))} == {"in"}


def test_every_specification_belongs_to_one_cut():
    options = Options()
    found = {s.variant for c in (WORDS, claim(kind="measure", of=("past",)))
             for s in specifications(c, options)}  # fmt: skip
    assert found == set(variants(options))
    assert len(variants(options)) == 5


def test_names_are_the_same_under_every_config():
    assert len(set(names().values())) == len(names())
    for options in (
        Options(),
        Options(False, True, ("body",), frozenset({"甲"})),
        options_of({"lexicon": True, "stopwords": False, "kinds": ["heading"], "several": ["乙"]}),
    ):
        for one in (WORDS, *(claim(kind="measure", of=(name,)) for name in MEASURES)):
            assert set(specifications(one, options)) <= set(names())


def test_choices_are_all_but_the_unit():
    assert CHOICES == (
        "engine", "lexicon", "stopwords", "measure", "headings", "quotations", "sections", "length",
    )  # fmt: skip
