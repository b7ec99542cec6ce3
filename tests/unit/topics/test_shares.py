"""Shares of groups: leave-one-out by hand, ranges that hold the share."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.matrix import TermMatrix
from chengyan.topics.intervals import composition
from chengyan.topics.shares import COLUMNS, topic_prevalence
from chengyan.topics.trial import Trial


def trial_of(tokens):
    tokens = np.asarray(tokens, float)
    resamples, topics = len(tokens) - 1, tokens.shape[2]
    return Trial(
        np.full((topics, 1), 1.0), tokens, np.ones((resamples, topics)), np.zeros(resamples)
    )


def matrix_of(groups, doc_ids=None):
    units = pd.DataFrame({"group": list(groups), "doc_id": list(doc_ids or groups)})
    return TermMatrix(None, units, np.array(["词"], dtype=object))


def prevalence_of(tokens, groups, doc_ids=None, methods=("", "")):
    return topic_prevalence(
        trial_of(tokens),
        matrix_of(groups, doc_ids),
        list(dict.fromkeys(groups)),
        share=0.8,
        methods=methods,
    )


TOKENS = [[[30, 0], [2.5, 7.5], [2.5, 2.5]], [[20, 20], [0, 0], [5, 0]]]


def test_shares_by_hand():
    table = prevalence_of(TOKENS, "甲甲乙")
    assert list(table) == COLUMNS
    assert table["group"].tolist() == ["甲", "乙"] * 2
    table = table.set_index(["group", "topic"])
    ranges = ["share", "loo_low", "loo_high", "model_low", "model_high"]
    assert table.loc[("甲", 1), ranges].tolist() == pytest.approx(
        [32.5 / 40, 0.25, 1.0, 0.5, 32.5 / 40]
    )
    # Of a group of one unit none can be left out.
    assert table.loc[("乙", 1), ranges].tolist() == pytest.approx(
        [0.5, np.nan, np.nan, 0.5, 1.0], nan_ok=True
    )
    assert table["units"].to_dict() == {
        (g, t): n for g, n in (("甲", 2), ("乙", 1)) for t in (1, 2)
    }
    assert set(table["left_out"]) == {"paragraph"}
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)
    assert set(table["ci_method"]) == {""}


def test_of_several_texts_one_text_is_left_out():
    tokens = np.array([[[1, 1], [3, 1], [6, 0], [4, 4]]])
    table = prevalence_of(tokens, "甲甲甲乙", "aabc").set_index(["group", "topic"])
    assert table.loc[("甲", 1), ["loo_low", "loo_high", "left_out"]].tolist() == [
        pytest.approx(4 / 6),
        1.0,
        "text",
    ]
    assert table.loc[("乙", 1), "left_out"] == "paragraph"


def test_a_second_text_without_words_is_none_that_could_be_left_out():
    table = prevalence_of([[[1, 1], [3, 1], [0, 0]]], "甲甲甲", "aab").set_index("topic")
    assert table.loc[1, ["loo_low", "loo_high", "left_out"]].tolist() == [0.5, 0.75, "paragraph"]


def test_intervals_where_there_is_a_method():
    table = prevalence_of(TOKENS, "甲甲乙", methods=("", "composition")).set_index(
        ["topic", "group"]
    )
    assert table.loc[1, ["ci_low", "ci_high"]].isna().all(axis=None)
    low, high = composition(np.array(TOKENS)[:, :2], 0.8)
    assert table.loc[(2, "甲"), ["ci_low", "ci_high", "ci_method"]].tolist() == [
        low[1],
        high[1],
        "composition",
    ]


@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(["a甲", "b甲", "c乙", "d丙"]), min_size=1, max_size=12),
    st.integers(1, 4),
    st.integers(0, 3),
)
def test_shares_sum_to_1_and_lie_in_their_ranges(seed, units, topics, resamples):
    random = np.random.default_rng(seed)
    groups, doc_ids = [unit[1] for unit in units], [unit[0] for unit in units]
    # Some units are empty, not all of a group.
    sizes = random.integers(0, 9, len(units)) * random.integers(0, 2, len(units))
    sizes[[groups.index(group) for group in set(groups)]] += 1
    tokens = sizes[:, None] * random.dirichlet(np.ones(topics), (1 + resamples, len(units)))
    table = prevalence_of(tokens, groups, doc_ids, ["refit range"] * topics)
    assert table.groupby("group")["share"].sum().tolist() == pytest.approx([1] * len(set(groups)))
    for kind in ("model", "ci", "loo"):
        low, high = table[f"{kind}_low"], table[f"{kind}_high"]
        assert ((low <= table["share"] + 1e-9) | low.isna()).all()
        assert ((table["share"] <= high + 1e-9) | high.isna()).all()
    assert table["loo_low"].isna().equals(table["loo_high"].isna())
