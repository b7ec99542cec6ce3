"""Local alignment: by hand, against a plain table, and the same from either side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reuse_texts import line

from chengyan.reuse.align import align


def told(a, b, least=1):
    """The passages as (characters, beyond, changes)."""
    one = line(a)
    found = align([(one, line(b))], least)[0]
    return [("".join(chr(one.codes[i]) for i in p.a), p.beyond, p.changes) for p in found]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("甲乙丙丁戊", "天甲乙丙丁戊地", ("甲乙丙丁戊", 5, 0)),
        ("甲乙丙丁天戊己庚辛", "甲乙丙丁地戊己庚辛", ("甲乙丙丁戊己庚辛", 8, 1)),
        ("甲乙丙丁戊己", "甲乙丙天丁戊己", ("甲乙丙丁戊己", 6, 1)),
        ("甲乙丙丁天地戊己庚辛", "甲乙丙丁戊己庚辛", ("甲乙丙丁戊己庚辛", 8, 2)),
        # A formula between earns nothing and costs nothing.
        ("甲乙[丙丁]戊己", "甲乙[丙丁]戊己", ("甲乙丙丁戊己", 4, 0)),
        # What one lexicon entry covers in one of the lines only, earns nothing either.
        ("甲乙丙丁戊己", "甲乙[丙丁]戊己", ("甲乙丙丁戊己", 4, 0)),
        # A formula at the ends belongs to the passage.
        ("[天地]甲乙丙[丁戊]人", "[天地]甲乙丙[丁戊]口", ("天地甲乙丙丁戊", 3, 0)),
        # A changed formula costs what it changes.
        ("甲乙丙丁[天地]戊己庚辛", "甲乙丙丁[天人]戊己庚辛", ("甲乙丙丁天戊己庚辛", 8, 1)),
    ],
)
def test_passages_by_hand(a, b, found):
    assert told(a, b, 3) == [found]
    (own,) = align([(line(a), line(b))], 3)[0]
    assert own.score == found[1] - found[2]


def test_two_words_do_not_pay_for_two_others_between():
    assert told("甲乙天地丙丁", "甲乙人口丙丁", 2) == [("甲乙", 2, 0), ("丙丁", 2, 0)]


def test_the_best_passage_comes_first_and_none_lies_over_another():
    a, b = "甲乙丙天甲乙丙丁", "甲乙丙丁地甲乙丙"
    assert told(a, b, 3) == [("甲乙丙丁", 4, 0), ("甲乙丙", 3, 0)]


@pytest.mark.parametrize(
    ("a", "b"), [("甲乙丙", "丁戊己"), ("[甲乙丙]", "[甲乙丙]"), ("甲乙丙", "甲乙")]
)
def test_nothing_of_that_score(a, b):
    assert told(a, b, 3) == []


def test_many_pairs_at_once_are_as_each_alone():
    pairs = [(line("甲乙丙丁" * n), line("乙丙丁甲" * (40 - n))) for n in range(1, 40)]
    for pair, found in zip(pairs, align(pairs, 4), strict=True):
        (alone,) = align([pair], 4)
        assert [p.score for p in found] == [p.score for p in alone]
        assert [p.a.tolist() for p in found] == [p.a.tolist() for p in alone]


LINES = st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=12)
COVER = st.integers(0, 2**12 - 1)


def covered(characters, bits):
    return "".join(f"[{c}]" if bits >> i & 1 else c for i, c in enumerate(characters))


def plain_best(a, b):
    """Smith and Waterman's table, cell by cell."""
    table = np.zeros((len(a) + 1, len(b) + 1), int)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = a.codes[i - 1] == b.codes[j - 1]
            step = int(a.free[i - 1] and b.free[j - 1]) if same else -1
            around = table[i - 1, j - 1] + step, table[i - 1, j] - 1, table[i, j - 1] - 1
            table[i, j] = max(0, *around)
    return int(table.max())


@given(LINES, COVER, LINES, COVER)
def test_the_first_passage_is_the_best_there_is(one, bits, other, more):
    a, b = line(covered(one, bits)), line(covered(other, more))
    found = align([(a, b)], 1)[0]
    assert max((p.score for p in found), default=0) == plain_best(a, b)
    taken_a, taken_b = set(), set()
    for p in found:
        assert (np.diff(p.a) > 0).all()
        assert (np.diff(p.b) > 0).all()
        assert (a.codes[p.a] == b.codes[p.b]).all()
        assert p.beyond == (a.free[p.a] & b.free[p.b]).sum()
        for taken, places in ((taken_a, p.a), (taken_b, p.b)):
            span = set(range(places[0], places[-1] + 1))
            assert not taken & span
            taken.update(span)


@given(LINES, COVER, LINES, COVER)
def test_sides_change_and_nothing_else(one, bits, other, more):
    a, b = line(covered(one, bits)), line(covered(other, more))
    there, back = align([(a, b)], 1)[0], align([(b, a)], 1)[0]
    assert [(p.a.tolist(), p.b.tolist(), p.score) for p in there] == [
        (p.b.tolist(), p.a.tolist(), p.score) for p in back
    ]
