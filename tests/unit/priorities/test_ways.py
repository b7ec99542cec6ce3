"""Three ways to measure priorities, held against one another by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

from chengyan.errors import TableError
from chengyan.priorities.codebook import Code
from chengyan.priorities.cues import SILENT, CodeCue
from chengyan.priorities.seeded import Seeded
from chengyan.priorities.ways import (
    Way,
    codebook_way,
    seeded_way,
    topic_codes,
    topics_way,
    way_shares,
)
from chengyan.priorities.ways_agreement import (
    cohen_kappa,
    most_disputed,
    rank_correlation,
    way_agreement,
)

CODES = [
    Code("ECON", "经济", "Economy", "", "", counted=True),
    Code("LIVE", "民生", "Livelihood", "", "", counted=True),
    Code("HIST", "历史", "History", "", "", counted=False),
    Code("PARTY", "党建", "Party", "", "", counted=True),
]
NAMES = ("ECON", "LIVE", "PARTY")
TERMS = np.array(["产业", "党风", "服务业", "养老服务", "其他"], dtype=object)
CUES = [
    CodeCue("产业|服务业", "ECON", "any", 2.0),
    CodeCue("服务", "LIVE", "sentence", 1.0),
    CodeCue("养老", "LIVE", "any", 3.0),
    CodeCue("养老", "ECON", "any", 1.0),
    CodeCue("养老服务", "ECON", "any", -5.0),
    CodeCue("党风", "PARTY", "any", 3.0),
    CodeCue("党", "ECON", "any", 2.0),
    CodeCue("其他", "LIVE", "heading", 3.0),
    CodeCue("其他", "HIST", "any", 3.0),
]
NAN = float("nan")


def way(name, mass, rest=None, fits=None):
    mass = np.array(mass, dtype=float)
    rest = np.zeros(len(mass)) if rest is None else np.array(rest, dtype=float)
    return Way(name, "tokens", NAMES, mass, rest, mass[None] if fits is None else np.array(fits))


def leaders(name, codes):
    """A way of units that give all to one code, or to none."""
    return way(name, [[float(code == own) for own in NAMES] for code in codes], [1] * len(codes))


# Topics of the codes.


def test_codes_of_topics_by_hand():
    words = np.array(
        [
            [0.5, 0.1, 0.2, 0.0, 0.2],
            [0.0, 0.3, 0.0, 0.0, 0.7],
            [0.02, 0.0, 0.02, 0.0, 0.96],
            [0.0, 0.0, 0.0, 0.0, 1.0],
        ]
    )
    table = topic_codes(words, TERMS, CUES, CODES)
    assert list(table) == ["category", "category_share", "category_covered"]
    # 服务 is inside 服务业, and 党 inside 党风; nothing counted speaks for 其他 in a sentence.
    assert table.to_numpy().tolist() == [
        ["ECON", pytest.approx(0.7 / 0.8), pytest.approx(0.8)],
        ["PARTY", pytest.approx(1.0), pytest.approx(0.3)],
        ["", pytest.approx(1.0), pytest.approx(0.04)],
        ["", pytest.approx(NAN, nan_ok=True), 0.0],
    ]


def test_a_word_of_two_codes_is_shared_by_weight():
    cues = [CodeCue("养老", "ECON", "any", 1.0), CodeCue("养老", "LIVE", "any", 3.0)]
    words = np.array([[0.0, 0.0, 0.0, 0.8, 0.2]])
    [row] = topic_codes(words, TERMS, cues, CODES).to_dict("records")
    assert row == {
        "category": "LIVE",
        "category_share": pytest.approx(0.75),
        "category_covered": pytest.approx(0.8),
    }


def test_what_speaks_against_a_code_and_what_silences():
    words = np.eye(5)
    # 养老服务 silences 养老 and 服务 inside it, and itself speaks for nothing.
    assert topic_codes(words, TERMS, CUES, CODES)["category"].tolist()[3] == ""
    silent = [CodeCue("党风", SILENT, "any", 0.0), CodeCue("党", "PARTY", "any", 2.0)]
    assert topic_codes(words, TERMS, silent, CODES)["category"].tolist() == [""] * 5


def test_of_equal_codes_the_first_of_the_codebook():
    words = np.array([[0.4, 0.4, 0.0, 0.0, 0.2]])
    assert topic_codes(words, TERMS, CUES, CODES)["category"].tolist() == ["ECON"]


def test_without_cues_no_topic_has_a_code():
    table = topic_codes(np.full((2, 5), 0.2), TERMS, [], CODES)
    assert table["category"].tolist() == ["", ""]
    assert table["category_share"].isna().all()
    assert table["category_covered"].tolist() == [0, 0]


# The ways.


def test_characters_of_codes_by_hand():
    units = pd.DataFrame(
        {"doc_id": ["a", "a", "b"], "sentence": [2, 5, 1], "last_sentence": [4, 5, 2]}
    )
    rows = [
        ("a", 1, "ECON", "不在任何单元"),
        ("a", 2, "ECON", "发展产业，GDP 100；"),
        ("a", 2, "LIVE", "改善民生。"),
        ("a", 4, "ECON", "工业"),
        ("a", 5, "HIST", "回望历史"),
        ("b", 1, "PARTY", "从严治党"),
        ("b", 2, "", "同志们"),
        ("c", 1, "PARTY", "从严治党"),
    ]
    quasi = pd.DataFrame(rows, columns=["doc_id", "sentence", "primary", "text"])
    found = codebook_way(quasi, units, CODES)
    assert (found.name, found.unit, found.codes) == ("codebook", "characters", NAMES)
    assert found.mass.tolist() == [[6, 4, 0], [0, 0, 0], [0, 0, 4]]
    assert found.rest.tolist() == [0, 4, 3]
    assert found.leading().tolist() == [0, -1, 2]
    with pytest.raises(TableError, match="primary"):
        codebook_way(quasi.drop(columns="primary"), units, CODES)


def test_a_seeded_model_leaves_its_background_aside():
    tokens = np.array(
        [[[3.0, NAN, 1.0, 2.0], [0, NAN, 0, 0]], [[1.0, NAN, 1.0, 4.0], [0, NAN, 0, 0]]]
    )
    empty = np.zeros((3, 1))
    found = seeded_way(Seeded(NAMES, np.array(["产业"]), empty, empty, tokens))
    assert found.mass[0] == pytest.approx([2, NAN, 1], nan_ok=True)
    assert found.rest.tolist() == [3, 0]
    assert found.known.tolist() == [True, False, True]
    # Just half of the first unit is of codes; of the second there is nothing.
    assert found.leading().tolist() == [0, -1]
    shares = way_shares(found, pd.Series(["甲", "甲"])).set_index("code")
    assert shares.loc["ECON", ["share", "share_low", "share_high"]].tolist() == pytest.approx(
        [2 / 3, 0.5, 0.75]
    )
    assert shares.loc["LIVE", ["share", "share_low", "share_high"]].isna().all()


def test_topics_of_one_code_are_put_together():
    tokens = np.array([[[4.0, 1, 2, 3], [0, 1, 0, 9]], [[2.0, 2, 2, 4], [0, 0, 0, 10]]])
    found = topics_way(tokens, ["LIVE", "PARTY", "LIVE", ""], CODES)
    assert found.mass[:, 1:].tolist() == [[6, 1], [0, 1]]
    assert found.known.tolist() == [False, True, True]
    assert found.rest.tolist() == [3, 9]
    assert found.leading().tolist() == [1, -1]
    table = way_shares(found, pd.Series(["乙", "甲"]))
    assert list(table) == "method unit group code share share_low share_high".split()
    assert table["group"].tolist() == ["乙"] * 3 + ["甲"] * 3
    live = table[table["code"] == "LIVE"].set_index("group")
    # The first draw is the model of all units; the second gives 4 of 6 tokens.
    assert live.loc["乙", ["share", "share_low", "share_high"]].tolist() == pytest.approx(
        [6 / 7, 4 / 6, 6 / 7]
    )
    assert live.loc["甲", "share"] == 0


def test_a_model_without_a_named_topic_knows_nothing():
    found = topics_way(np.ones((2, 3, 2)), ["", ""], CODES)
    assert not found.known.any()
    assert found.leading().tolist() == [-1] * 3
    assert way_shares(found, pd.Series(["甲"] * 3))["share"].isna().all()


def test_shares_without_fits_have_no_range():
    table = way_shares(way("codebook", [[1, 3, 0], [1, 0, 0]]), pd.Series(["甲", "甲"]))
    assert table["share"].tolist() == pytest.approx([0.4, 0.6, 0])
    assert table[["share_low", "share_high"]].isna().to_numpy().all()


# Agreement.


def test_kappa_by_hand():
    # The textbook's table of 20, 5, 10 and 15: .7 agree, .5 would by chance.
    one = np.repeat([1, 1, 0, 0], [20, 5, 10, 15])
    two = np.repeat([1, 0, 1, 0], [20, 5, 10, 15])
    assert cohen_kappa(one, two) == pytest.approx(0.4)
    assert cohen_kappa(one, one) == pytest.approx(1)
    # One names all alike: no more agree than by chance.
    assert cohen_kappa(one, np.ones_like(one)) == pytest.approx(0)
    assert np.isnan(cohen_kappa(np.ones(3), np.ones(3)))
    assert np.isnan(cohen_kappa(np.array([]), np.array([])))


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 4)), min_size=2, max_size=30))
def test_kappa_is_that_of_scikit_learn(pairs):
    one, two = np.array(pairs).T
    if len({*one.tolist(), *two.tolist()}) > 1:
        assert cohen_kappa(one, two) == pytest.approx(cohen_kappa_score(one, two))
        assert cohen_kappa(one, two) == pytest.approx(cohen_kappa(two, one))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=30))
def test_rank_correlation_is_that_of_scipy(pairs):
    one, two = np.array(pairs, dtype=float).T
    found = rank_correlation(one, two)
    if np.ptp(one) == 0 or np.ptp(two) == 0:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(spearmanr(one, two).statistic)


def test_rank_correlation_leaves_out_what_is_not_known():
    assert rank_correlation(np.array([1, 2, NAN, 3]), np.array([1, 2, 0, 3])) == pytest.approx(1)
    assert np.isnan(rank_correlation(np.array([1.0, 2.0]), np.array([1.0, 2.0])))


def test_agreement_by_hand():
    one = leaders("codebook", ["ECON"] * 4 + ["LIVE"] * 4 + ["PARTY", ""])
    two = leaders("seeded", ["ECON"] * 3 + ["LIVE"] * 4 + ["PARTY"] * 3)
    groups = pd.Series(["甲"] * 4 + ["乙"] * 6)
    table = way_agreement([one, two], groups).set_index("code")
    assert table.index.tolist() == ["all", *NAMES]
    # Nine units; 3 + 3 + 1 agree; by chance (4·3 + 4·4 + 1·2) / 81.
    chance = 30 / 81
    row = table.loc["all"]
    assert row[["codes", "units", "leads_a", "leads_b"]].tolist() == [3, 9, 9, 9]
    assert row["agreement"] == pytest.approx(7 / 9)
    assert row["kappa"] == pytest.approx((7 / 9 - chance) / (1 - chance))
    # Shares of 甲: 1, 0, 0 against 3/4, 1/4, 0; of 乙: 0, 4/5, 1/5 against 0, 1/2, 1/2.
    assert row["difference"] == pytest.approx((0.25 + 0.25 + 0.3 + 0.3) / 6)
    pairs = [(1, 0.75), (0, 0.25), (0, 0), (0, 0), (0.8, 0.5), (0.2, 0.5)]
    assert row["rank_correlation"] == pytest.approx(spearmanr(*zip(*pairs, strict=True)).statistic)
    party = table.loc["PARTY"]
    assert party[["codes", "units", "leads_a", "leads_b"]].tolist() == [1, 9, 1, 2]
    assert party["agreement"] == pytest.approx(8 / 9)
    assert party["kappa"] == pytest.approx((8 / 9 - (2 + 56) / 81) / (1 - (2 + 56) / 81))
    assert party["difference"] == pytest.approx((0 + 0.3) / 2)
    assert np.isnan(party["rank_correlation"]), "two groups have no rank correlation"
    assert party["unit_correlation"] == pytest.approx(
        spearmanr([0] * 8 + [1], [0] * 7 + [1, 1]).statistic
    )


def test_codes_that_a_way_knows_nothing_of_are_not_compared():
    known = way("codebook", [[1, 3, 0], [2, 0, 0], [0, 0, 5]])
    partly = way("topics", [[2, NAN, 0], [1, NAN, 3], [0, NAN, 1]])
    table = way_agreement([known, partly], pd.Series(["甲", "乙", "丙"])).set_index("code")
    assert table["codes"].tolist() == [2, 1, 0, 1]
    assert table.loc["LIVE", ["units", "leads_a", "leads_b"]].tolist() == [3, 1, 0]
    assert table.loc["LIVE", "agreement":].isna().all()
    # A unit that leads with a code unknown to the other disagrees all the same.
    assert table.loc["all", "agreement"] == pytest.approx(1 / 3)
    assert table.loc["all", "difference"] == pytest.approx((0.75 + 0 + 0.75 + 0.75 + 0 + 0) / 6)


def test_ways_without_a_unit_in_common():
    one = leaders("codebook", ["ECON", ""])
    two = leaders("seeded", ["", "LIVE"])
    table = way_agreement([one, two], pd.Series(["甲", "乙"]))
    assert table["units"].tolist() == [0] * 4
    assert table[["agreement", "kappa"]].isna().to_numpy().all()


def test_three_ways_make_three_pairs():
    ways = [leaders(name, ["ECON", "LIVE"]) for name in ("codebook", "seeded", "topics")]
    table = way_agreement(ways, pd.Series(["甲", "乙"]))
    pairs = table[["way_a", "way_b"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["codebook", "seeded"], ["codebook", "topics"], ["seeded", "topics"]]
    assert (table.loc[table["code"] == "all", "agreement"] == 1).all()


def test_most_disputed_units_by_hand():
    units = pd.DataFrame(
        {
            "doc_id": ["a", "a", "a", "b"],
            "group": ["甲", "甲", "甲", "乙"],
            "paragraph": [1, 2, 3, 1],
            "sentence": [1, 4, 6, 2],
        }
    )
    one = way("codebook", [[6, 4, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]])
    two = way("seeded", [[4, 6, 0], [1, 0, 0], [0, 1, 0], [0, 2, 0]])
    three = way("topics", [[0, 4, 6], [0, 1, 0], [0, 0, 1], [0, 0, 1]], [0, 0, 2, 0])
    table = most_disputed([one, two, three], units, 5)
    # The second has two ways agree, of the third the topics say nothing.
    assert table[["doc_id", "paragraph", "sentence"]].to_numpy().tolist() == [
        ["b", 1, 2],
        ["a", 1, 1],
    ]
    assert table.loc[0, ["codebook", "seeded", "topics"]].tolist() == ["ECON", "LIVE", "PARTY"]
    assert table.loc[1, ["codebook_share", "seeded_share", "topics_share"]].tolist() == [0.6] * 3
    assert table["distance"].tolist() == pytest.approx([1, (0.2 + 0.6 + 0.6) / 3])
    assert len(most_disputed([one, two, three], units, 1)) == 1
    assert most_disputed([one, one, one], units, 5).empty
