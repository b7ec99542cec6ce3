"""Effects of claims: hand-computed for every dimension, and what must always hold."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from claim_corpus import claim, sentences, tokens

from chengyan.claims.counts import Strings, tokens_of
from chengyan.claims.estimates import DRAWS, Estimator, equal_lengths, estimate_claims
from chengyan.claims.specifications import Options, names, specifications
from chengyan.claims.text import passages

# Group 甲: 3 红 among 12 characters in 3 paragraphs; 乙: 1 among 8 in 2. 的 is a stop word.
TABLE = sentences(
    ("a", "甲", 1, "红白", "heading", 1),
    ("a", "甲", 2, "红的白白。"),
    ("a", "甲", 2, "“红白”。"),
    ("a", "甲", 3, "白白。"),
    ("a", "甲", 4, "白白。"),
    ("b", "乙", 1, "白白白。"),
    ("b", "乙", 2, "红白白白白。"),
)
KINDS = ["heading", "body"]
RED = claim()
OPTIONS = Options()


def effects(table, one=RED, *, stopwords=("的",), options=OPTIONS, alpha0=10.0):
    """Estimates by specification under the cut into characters, called jieba-with."""
    found = passages(table, KINDS)
    cut = tokens_of(tokens(table), found, stopwords)
    estimates = estimate_claims([one], "jieba-with", found, cut, options, seed=7, alpha0=alpha0)
    by_name = {name: specification for specification, name in names().items()}
    return {by_name[row.specification]: row for row in estimates.itertuples()}


FOUND = effects(TABLE)
BASE = specifications(RED, OPTIONS)[0]


def ratio(a, n, b, m):
    return math.log2((a + 0.5) / (n + 0.5)) - math.log2((b + 0.5) / (m + 0.5))


def odds(a, n, b, m, alpha0=10):
    share = (a + b) / (n + m)
    one, other = a + alpha0 * share, b + alpha0 * share
    return math.log2(one / (n + alpha0 - one)) - math.log2(other / (m + alpha0 - other))


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, ratio(3, 11, 1, 8)),
        ({"stopwords": "in"}, ratio(3, 12, 1, 8)),
        ({"headings": "out"}, ratio(2, 9, 1, 8)),
        ({"quotations": "out"}, ratio(2, 9, 1, 8)),
        # 甲 begins at its heading and addresses nobody; 乙 has two paragraphs, too few to cut.
        ({"sections": "body"}, ratio(3, 11, 1, 8)),
        ({"measure": "log_odds"}, odds(3, 11, 1, 8)),
        ({"measure": "log_odds", "headings": "out"}, odds(2, 9, 1, 8)),
        ({"measure": "sentences", "stopwords": ""}, ratio(3, 5, 1, 2)),
        ({"measure": "sentences", "stopwords": "", "quotations": "out"}, ratio(2, 4, 1, 2)),
        # Paragraphs of 甲: 3 of 7, 0 of 2, 0 of 2; of 乙: 0 of 3, 1 of 5.
        ({"measure": "paragraphs"}, ratio(11 * (3 / 7) / 3, 11, 8 * (1 / 5) / 2, 8)),
    ],
)
def test_each_choice_gives_the_number_counted_by_hand(change, value):
    assert FOUND[replace(BASE, **change)].estimate == pytest.approx(value)


def test_strings_are_counted_in_han_characters():
    found = passages(TABLE, KINDS)
    red = claim(of=("红白",))
    estimates = estimate_claims(
        [red], "string", found, Strings(found), OPTIONS, seed=7, alpha0=10.0
    )
    base = replace(BASE, engine="string", lexicon="", stopwords="")
    own = estimates.set_index("specification")["estimate"]
    assert own[names()[base]] == pytest.approx(ratio(2, 12, 1, 8))
    held = replace(base, measure="log_odds")
    # The prior of ten words is one of twenty characters.
    assert own[names()[held]] == pytest.approx(odds(2, 12, 1, 8, alpha0=20))


def test_the_range_is_that_of_what_is_left():
    row = FOUND[BASE]
    left = [
        ratio(3, 11, 1, 8), ratio(0, 4, 1, 8), ratio(3, 9, 1, 8), ratio(3, 11, 1, 5),
        ratio(3, 11, 0, 3),
    ]  # fmt: skip
    assert (row.loo_low, row.loo_high) == pytest.approx((min(left), max(left)))
    by_sentence = FOUND[replace(BASE, unit="sentence")]
    left = [
        ratio(3, 11, 1, 8), ratio(2, 9, 1, 8), ratio(2, 8, 1, 8), ratio(3, 9, 1, 8),
        ratio(3, 11, 1, 5), ratio(3, 11, 0, 3),
    ]  # fmt: skip
    assert (by_sentence.loo_low, by_sentence.loo_high) == pytest.approx((min(left), max(left)))
    assert by_sentence.estimate == row.estimate


def test_ranges_hold_their_estimate():
    for row in FOUND.values():
        assert row.loo_low <= row.estimate <= row.loo_high


def test_a_text_is_left_out_where_a_group_has_several():
    more = pd.concat([TABLE, sentences(("c", "甲", 1, "白白白。"), ("c", "甲", 2, "白白红。"))])
    options = Options(several=frozenset({"甲"}))
    row = effects(more, options=options)[replace(BASE, unit="text")]
    left = [ratio(4, 17, 1, 8), ratio(1, 6, 1, 8), ratio(3, 11, 1, 8),
            ratio(4, 17, 1, 5), ratio(4, 17, 0, 3)]  # fmt: skip
    assert row.estimate == pytest.approx(left[0])
    assert (row.loo_low, row.loo_high) == pytest.approx((min(left), max(left)))


def test_both_sides_turned_turn_the_sign():
    turned = effects(TABLE, claim(more=("乙",), less=("甲",)))
    assert set(turned) == set(FOUND)
    for specification, row in FOUND.items():
        other = turned[specification]
        assert other.estimate == pytest.approx(-row.estimate)
        if specification.length == "all":
            assert other.loo_low == pytest.approx(-row.loo_high)


def test_a_third_group_changes_nothing():
    more = pd.concat([TABLE, sentences(("c", "丙", 1, "红红红。"), ("c", "丙", 2, "红红“红”。"))])
    for specification, row in effects(more).items():
        assert row[1:] == FOUND[specification][1:]


def test_groups_of_a_side_weigh_the_same():
    many = sentences(
        ("a", "甲", 1, "红白。"), ("a", "甲", 2, "红白。"),
        ("b", "乙", 1, "白白白白白白白白。"), ("b", "乙", 2, "白白白白白白白白。"),
        ("c", "丙", 1, "红白。"), ("c", "丙", 2, "红白。"),
    )  # fmt: skip
    row = effects(many, claim(less=("乙", "丙")))[BASE]
    # Half of the words of 丙 and none of 乙: a quarter of twenty words.
    assert row.estimate == pytest.approx(ratio(2, 4, 5, 20))
    assert (row.value_more, row.value_less) == (0.5, 0.25)


def test_where_neither_side_has_any_the_effect_is_none():
    assert {row.estimate for row in effects(TABLE, claim(of=("黑",))).values()} == {0.0}


def test_a_group_of_which_nothing_is_left_gives_no_estimate():
    quoted = pd.concat([TABLE[TABLE["group"] == "甲"], sentences(("b", "乙", 1, "“白红”"))])
    found = effects(quoted)
    assert {s.quotations for s in found} == {"in"}
    assert BASE in found


@pytest.mark.parametrize(
    ("of", "measure", "value"),
    [
        ("sentence_length", "mean", math.log2((12 / 5) / (8 / 2))),
        ("sentence_length", "median", math.log2(2 / 4)),
        ("sentence_length", "paragraphs", math.log2((8 / 3 + 2 + 2) / 3 / 4)),
        ("clause_length", "mean", math.log2((12 / 5) / (8 / 2))),
    ],
)
def test_lengths_are_compared_by_their_quotient(of, measure, value):
    own = claim(kind="measure", of=(of,))
    found = passages(TABLE, KINDS)
    estimates = estimate_claims(
        [own], "string", found, Strings(found), OPTIONS, seed=7, alpha0=10.0
    ).set_index("specification")
    base = specifications(own, OPTIONS)[0]
    row = estimates.loc[names()[replace(base, measure=measure)]]
    assert row["estimate"] == pytest.approx(value)


def test_shares_of_orientation_and_figures():
    table = TABLE.assign(orientation=["", "past", "past", "future", "past", "past", "future"])
    found = passages(table, KINDS)
    for of, measure, value in (
        ("past", "log_ratio", ratio(8, 12, 3, 8)),
        ("past", "sentences", ratio(3, 5, 1, 2)),
        ("numerals", "log_ratio", 0.0),
    ):
        own = claim(kind="measure", of=(of,))
        rows = estimate_claims([own], "string", found, Strings(found), OPTIONS, seed=7, alpha0=1.0)
        base = replace(specifications(own, OPTIONS)[0], measure=measure)
        estimate = rows.set_index("specification")["estimate"][names()[base]]
        assert estimate == pytest.approx(value)


def test_variety_is_measured_in_windows():
    table = sentences(
        ("a", "甲", 1, "".join(chr(0x4E00 + i) for i in range(60))),
        ("a", "甲", 2, "".join(chr(0x4E00 + i) for i in range(60))),
        ("b", "乙", 1, "白红" * 30), ("b", "乙", 2, "白红" * 30),
    )  # fmt: skip
    own = claim(kind="measure", of=("mattr",))
    found = effects(table, own, stopwords=())
    base = specifications(own, OPTIONS)[0]
    assert found[replace(base, measure="window_50")].estimate == pytest.approx(math.log2(50 / 2))
    assert found[base].estimate == pytest.approx(math.log2(60 / 2))


def test_equal_lengths_are_those_of_the_shortest_group():
    length, group = np.array([4.0, 4, 4, 4, 4, 6, 3]), np.array([0, 0, 0, 0, 0, 1, 1])
    lots = np.random.default_rng(1).random((2, 200, 7))
    kept = equal_lengths(length, group, lots)
    assert kept[:, 5:].all()
    # Two paragraphs of four are nearer to nine than three.
    assert (kept[:, :5].sum(axis=1) == 2).all()
    assert kept[:, :5].any(axis=0).all()
    alone = equal_lengths(np.array([9.0, 9.0, 1.0]), np.array([0, 0, 1]), lots[:, :, :3])
    assert (alone.sum(axis=1) == 2).all()


def test_the_draws_follow_the_seed_and_nothing_else():
    found = passages(TABLE, KINDS)

    def equal(seed):
        estimator = Estimator(found, Strings(found), OPTIONS, seed=seed, alpha0=1.0)
        return estimator.subset(("甲", "乙"), BASE).equal

    assert len(equal(1)) == DRAWS
    assert (equal(1) == equal(1)).all()
    assert (equal(1) != equal(2)).any()
    # The shortest group is whole.
    assert equal(1)[:, 3:].all()


def test_the_median_draw_is_reported():
    row = FOUND[replace(BASE, length="equal")]
    found = passages(TABLE, KINDS)
    estimator = Estimator(found, Strings(found), OPTIONS, seed=7, alpha0=10.0)
    kept = estimator.subset(("甲", "乙"), BASE).equal
    words = np.array([7, 2, 2, 3, 5])
    red = np.array([3, 0, 0, 0, 1])
    each = [ratio(red[:3][k].sum(), words[:3][k].sum(), 1, 8) for k in kept[:, :3]]
    assert row.estimate == pytest.approx(float(np.median(each)))
