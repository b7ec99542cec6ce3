"""Keyness against published numbers, scipy and a naive loop."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.sparse import csr_matrix
from scipy.stats import (
    beta,
    binomtest,
    chi2,
    chi2_contingency,
    false_discovery_control,
    fisher_exact,
)

from chengyan.errors import DesignError, TableError
from chengyan.keyness import keyness, keyness_pairs
from chengyan.leave_one_out import leave_one_out

D1 = "a a a b b c c c c c c d e f g h h"
D2 = "a a b c c d d d d e f h"

COUNTS = ["group", "term", "count", "other_count", "per_10k", "other_per_10k"]
TESTS = ["g2", "chi2", "p", "log_p", "q", "reference"]
EFFECTS = ["pmi", "log_ratio", "lrc", "log_odds", "log_odds_z"]
COLUMNS = COUNTS + TESTS + EFFECTS

CITIES = ["石家庄", "廊坊", "保定"]


def counted(**texts: str) -> pd.DataFrame:
    rows = [
        (group, term, count)
        for group, text in texts.items()
        for term, count in Counter(text.split()).items()
    ]
    return pd.DataFrame(rows, columns=["group", "term", "count"])


def three_cities() -> pd.DataFrame:
    counts = [[31, 9, 0, 2, 25, 1], [58, 20, 12, 3, 1, 0], [301, 60, 40, 18, 9, 0]]
    rows = [
        (city, term, n)
        for city, row in zip(CITIES, counts, strict=True)
        for term, n in zip("发展创新红色", row, strict=True)
    ]
    return pd.DataFrame(rows, columns=["group", "term", "count"])


def of_group(table: pd.DataFrame, group: str) -> pd.DataFrame:
    return table[table["group"] == group].set_index("term").sort_index()


ORACLE = {
    "a": (0.004739, 0.004739, 0.004751, 0.004289, 0.023257),
    "c": (1.221872, 0.467298, 1.274238, 1.188777, 0.246400),
    "d": (-3.715033, -2.040247, -3.779441, -3.411590, -1.075355),
    "g": (0.731092, 0.731092, 1.093291, 1.093291, 0.534082),
}


@pytest.mark.parametrize("term", ORACLE)
def test_published_numbers(term: str) -> None:
    counts = counted(d1=D1, d2=D2)
    plain, corrected = (
        of_group(keyness(counts, yates=choice, williams=choice), "d1").loc[term]
        for choice in (False, True)
    )
    found = plain["chi2"], corrected["chi2"], plain["g2"], corrected["g2"], plain["pmi"]
    assert found == pytest.approx(ORACLE[term], abs=5e-7)


@pytest.mark.parametrize(("few", "corrected"), [(4, True), (5, False)])
def test_yates_corrects_where_less_than_five_are_expected(few: int, corrected: bool) -> None:
    # 红 twice `few` times in 2 x 20 tokens: `few` are expected in each
    counts = counted(
        x="红 " * (few + 2) + "蓝 " * (18 - few), y="红 " * (few - 2) + "蓝 " * (22 - few)
    )
    chi2_of_x = of_group(keyness(counts, yates=True), "x").loc["红", "chi2"]
    cells = [[few + 2, 18 - few], [few - 2, 22 - few]]
    assert chi2_of_x == pytest.approx(chi2_contingency(cells, correction=corrected).statistic)


def test_log_odds_with_uniform_prior() -> None:
    table = of_group(keyness(counted(d1=D1, d2=D2), prior="uniform", alpha0=0.01), "d1")
    expected = [0.076102, 0.311326, 1.228044, -1.857190, -0.264864, -0.264864, 0.430762, 0.311326]
    assert list(table.index) == list("abcdefgh")
    assert table["log_odds_z"].to_list() == pytest.approx(expected, abs=5e-7)


def test_log_odds_with_informative_prior() -> None:
    table = of_group(keyness(counted(d1=D1, d2=D2), alpha0=100), "d1")
    expected = [0.026530, 0.455093, -0.741612, 0.304468]
    assert table.loc[list("acdg"), "log_odds_z"].to_list() == pytest.approx(expected, abs=5e-7)


def test_log_odds_by_hand() -> None:
    table = of_group(keyness(counted(x="红 红 红 蓝", y="红 蓝 蓝 蓝"), alpha0=4), "x")
    # 4 pseudo-tokens, half of them 红: 5 of 8 against 3 of 8
    log_odds = math.log(5 / 3) - math.log(3 / 5)
    assert table.loc["红", "log_odds"] == pytest.approx(log_odds)
    assert table.loc["红", "log_odds_z"] == pytest.approx(log_odds / math.sqrt(1 / 5 + 1 / 3))


def test_columns_rows_and_order() -> None:
    table = keyness(counted(d2=D2, d1=D1), order=["d1", "d2"])
    assert list(table.columns) == COLUMNS
    assert len(table) == 2 * 8
    assert table["group"].to_list() == ["d1"] * 8 + ["d2"] * 8
    # b and h occur equally often, as do e and f: code points decide
    assert "".join(table["term"][:8]) == "cgbhaefd"
    assert table["log_odds_z"][:8].is_monotonic_decreasing
    assert keyness(counted(d2=D2, d1=D1))["group"].iloc[0] == "d2"


def test_counts_and_rates() -> None:
    row = of_group(keyness(counted(d1=D1, d2=D2)), "d2").loc["g"]
    assert (row["count"], row["other_count"]) == (0, 1)
    assert (row["per_10k"], row["other_per_10k"]) == (0, pytest.approx(10_000 / 17))
    assert row["pmi"] == -math.inf
    assert row["log_ratio"] == pytest.approx(math.log2(0.5 / 12.5) - math.log2(1.5 / 17.5))


def test_chi2_and_g2_agree_with_scipy() -> None:
    table = keyness(three_cities())
    tokens = table.groupby("group")["count"].transform("sum")
    elsewhere = table.groupby("group")["other_count"].transform("sum")
    for row, n1, n2 in zip(table.itertuples(), tokens, elsewhere, strict=True):
        cells = [[row.count, n1 - row.count], [row.other_count, n2 - row.other_count]]
        pearson = chi2_contingency(cells, correction=False)
        likelihood = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert abs(row.chi2) == pytest.approx(pearson.statistic, abs=1e-9)
        assert abs(row.g2) == pytest.approx(likelihood.statistic, abs=1e-9)
        assert row.p == pytest.approx(likelihood.pvalue, rel=1e-9)
        assert (
            np.sign(row.g2) == np.sign(row.chi2) == np.sign(row.count / n1 - row.other_count / n2)
        )


def test_fisher_agrees_with_scipy() -> None:
    counts = counted(d1=D1, d2=D2)
    table = of_group(keyness(counts, fisher=True), "d1")
    assert list(table.columns) == [*COLUMNS[:1], *COLUMNS[2:], "fisher_p"]
    for row in table.itertuples():
        cells = [[row.count, 17 - row.count], [row.other_count, 12 - row.other_count]]
        assert row.fisher_p == pytest.approx(fisher_exact(cells).pvalue)
    balanced = keyness(three_cities(), reference="balanced", fisher=True)
    assert balanced["fisher_p"].between(0, 1).all()


def test_two_cell_g2_is_rayson_s() -> None:
    row = of_group(keyness(counted(d1=D1, d2=D2), two_cell=True), "d1").loc["d"]
    e1, e2 = 5 * 17 / 29, 5 * 12 / 29
    g2 = 2 * (math.log(1 / e1) + 4 * math.log(4 / e2))
    assert row["g2"] == pytest.approx(-g2)
    assert row["p"] == pytest.approx(chi2.sf(g2, 1))


def test_q_is_benjamini_and_hochberg_within_the_group() -> None:
    table = keyness(three_cities())
    for _, part in table.groupby("group"):
        assert part["q"].to_numpy() == pytest.approx(false_discovery_control(part["p"]), rel=1e-9)


@pytest.mark.parametrize("reference", ["pooled", "balanced"])
def test_lrc_comes_from_the_clopper_pearson_interval(reference: str) -> None:
    table = keyness(three_cities(), reference=reference, alpha=0.2)
    n1s = table.groupby("group")["count"].transform("sum")
    n2s = table.groupby("group")["other_count"].transform("sum")
    for row, n1, n2 in zip(table.itertuples(), n1s, n2s, strict=True):
        a, b, tail = row.count, row.other_count, 0.2 / 6 / 2
        if a / n1 >= b / n2:
            low = beta.ppf(tail, a, b + 1) if a else 0
            expected = max(0, math.log2(n2 / n1 * low / (1 - low)))
        else:
            high = beta.ppf(1 - tail, a + 1, b)
            expected = min(0, math.log2(n2 / n1 * high / (1 - high)))
        assert row.lrc == pytest.approx(expected, abs=1e-9)
    assert set(np.sign(table["lrc"])) == {-1, 0, 1}


def test_lrc_agrees_with_binomtest() -> None:
    counts = pd.DataFrame(
        [("x", "甲", 40), ("x", "乙", 960), ("y", "甲", 10), ("y", "乙", 1990)],
        columns=["group", "term", "count"],
    )
    interval = binomtest(40, 50).proportion_ci(1 - 0.05 / 2, method="exact")
    table = keyness(counts)
    lrc = math.log2(2000 / 1000 * interval.low / (1 - interval.low))
    assert lrc == pytest.approx(1.850, abs=5e-4)
    assert of_group(table, "x").loc["甲", "lrc"] == pytest.approx(lrc)
    assert of_group(table, "y").loc["甲", "lrc"] == pytest.approx(-lrc)


def test_lrc_agrees_with_another_package() -> None:
    # as scattertext 0.2.2 has them, translated there from Evert's own code
    counts = {"甲": (30, 10), "乙": (4, 9), "丙": (0, 25), "丁": (12, 12), "戊": (50, 2)}
    rows = [(g, t, n[i]) for i, g in enumerate("xy") for t, n in counts.items()]
    rows += [("x", "余", 4904), ("y", "余", 19942)]
    table = of_group(keyness(pd.DataFrame(rows, columns=["group", "term", "count"])), "x")
    expected = [2.195182854900, 0, -0.028486456660, 0.294554551571, 4.287509390755]
    assert table.loc[list(counts), "lrc"].to_list() == pytest.approx(expected, abs=1e-9)


def test_extreme_p_keeps_its_logarithm() -> None:
    counts = pd.DataFrame(
        [("x", "甲", 10**6), ("x", "乙", 10**6), ("y", "乙", 10**6)],
        columns=["group", "term", "count"],
    )
    row = of_group(keyness(counts), "x").loc["甲"]
    z = math.sqrt(row["g2"])
    # Mills' ratio of the normal tail
    log_p = math.log(2) - row["g2"] / 2 - math.log(z * math.sqrt(2 * math.pi)) - 1 / row["g2"]
    assert row["g2"] > 1e6
    assert row["p"] == row["q"] == 0
    assert row["log_p"] == pytest.approx(log_p, rel=1e-12)


def test_balanced_reference_averages_rates() -> None:
    counts = counted(x="红 蓝", y="红 " * 30 + "蓝 " * 70, z="红 " * 9 + "蓝 ")
    row = of_group(keyness(counts, reference="balanced"), "x").loc["红"]
    assert row["other_per_10k"] == pytest.approx((0.3 + 0.9) / 2 * 10_000)
    assert row["other_count"] == pytest.approx(0.6 * 110)
    assert row["reference"] == "balanced"
    assert of_group(keyness(counts), "x").loc["红", "other_count"] == 39


def test_two_groups_have_one_reference() -> None:
    balanced = keyness(counted(d1=D1, d2=D2), reference="balanced")
    pooled = keyness(counted(d1=D1, d2=D2))
    assert_frame_equal(
        balanced.drop(columns="reference"), pooled.drop(columns="reference"), check_exact=True
    )


def test_pairs() -> None:
    counts = three_cities()
    table = keyness_pairs(counts, prior="uniform", alpha0=0.5, order=CITIES)
    pairs = table[["group", "reference"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [[a, b] for a in CITIES for b in CITIES if a != b]
    assert list(table.columns) == COLUMNS
    for a, b in pairs:
        pair = counts[counts["group"].isin([a, b])]
        alone = of_group(keyness(pair, prior="uniform", alpha0=0.5, order=[a, b]), a)
        of_three = of_group(table[table["reference"] == b], a).loc[alone.index]
        columns = ["count", "other_count", "g2", "log_ratio"]
        assert_frame_equal(of_three[columns], alone[columns], check_exact=True)


def test_pairs_of_which_neither_has_the_term() -> None:
    table = keyness_pairs(counted(x="红 蓝", y="红 蓝 蓝", z="红 绿"))
    row = of_group(table[table["reference"] == "y"], "x").loc["绿"]
    assert (row["g2"], row["chi2"], row["p"], row["q"], row["lrc"]) == (0, 0, 1, 1, 0)
    assert math.isnan(row["pmi"])


def long_table(matrix: list[list[int]]) -> pd.DataFrame:
    rows = [(f"城{g}", f"词{t}", n) for g, row in enumerate(matrix) for t, n in enumerate(row)]
    return pd.DataFrame(rows, columns=["group", "term", "count"])


def has_two_terms(matrix: list[list[int]]) -> bool:
    return sum(map(any, zip(*matrix, strict=True))) >= 2


@st.composite
def corpora(draw: st.DrawFn) -> list[list[int]]:
    terms = draw(st.integers(2, 6))
    row = st.lists(st.integers(0, 300), min_size=terms, max_size=terms).filter(any)
    return draw(st.lists(row, min_size=2, max_size=4).filter(has_two_terms))


SIGNED = ["g2", "chi2", "log_ratio", "lrc", "log_odds", "log_odds_z"]


@settings(deadline=None)
@given(corpora())
def test_swapping_target_and_reference_turns_the_sign(matrix: list[list[int]]) -> None:
    table = keyness_pairs(long_table(matrix))
    there = table.set_index(["group", "reference", "term"]).sort_index()
    back = table.set_index(["reference", "group", "term"]).sort_index()
    assert there[SIGNED].to_numpy() == pytest.approx(-back[SIGNED].to_numpy(), abs=1e-9)
    assert there[["p", "q"]].to_numpy() == pytest.approx(back[["p", "q"]].to_numpy(), abs=1e-9)


@settings(deadline=None)
@given(corpora())
def test_others_may_be_merged_into_one_group(matrix: list[list[int]]) -> None:
    counts = long_table(matrix)
    merged = counts.assign(group=counts["group"].where(counts["group"] == "城0", "其余"))
    apart, together = (of_group(keyness(table), "城0") for table in (counts, merged))
    assert_frame_equal(apart, together)


@settings(deadline=None)
@given(corpora(), st.randoms(use_true_random=False), st.sampled_from(["pooled", "balanced"]))
def test_rows_may_be_shuffled_and_split(matrix, random, reference: str) -> None:
    counts = long_table(matrix)
    order = counts["group"].unique().tolist()
    rows = [
        (group, term, part)
        for group, term, n in counts.itertuples(index=False)
        for part in (n - n // 3, n // 3)
    ]
    random.shuffle(rows)
    shuffled = pd.DataFrame(rows, columns=counts.columns)
    table = keyness(counts, reference=reference, order=order)
    again = keyness(shuffled, reference=reference, order=order)
    assert table.to_csv() == again.to_csv()


@settings(deadline=None)
@given(corpora())
def test_rows_of_count_zero_say_nothing(matrix: list[list[int]]) -> None:
    counts = long_table(matrix)
    nowhere = pd.DataFrame([("城0", "无", 0)], columns=counts.columns)
    assert_frame_equal(keyness(counts), keyness(counts[counts["count"] > 0]), check_exact=True)
    assert_frame_equal(keyness(counts), keyness(pd.concat([counts, nowhere])), check_exact=True)


@settings(deadline=None)
@given(corpora(), st.integers(2, 50), st.sampled_from(["pooled", "balanced"]))
def test_a_corpus_several_times_as_large(matrix, factor: int, reference: str) -> None:
    counts = long_table(matrix)
    larger = counts.assign(count=counts["count"] * factor)
    keys = ["group", "term"]
    one = keyness(counts, reference=reference).sort_values(keys, ignore_index=True)
    many = keyness(larger, reference=reference).sort_values(keys, ignore_index=True)
    for column in ("g2", "chi2"):
        assert many[column].to_numpy() == pytest.approx(factor * one[column].to_numpy(), abs=1e-7)
    for column in ("per_10k", "other_per_10k", "pmi"):
        assert many[column].to_numpy() == pytest.approx(one[column].to_numpy())
    assert (many["lrc"].abs() >= one["lrc"].abs() - 1e-9).all()


@settings(deadline=None)
@given(corpora(), st.sampled_from(["pooled", "balanced"]))
def test_nothing_is_out_of_range(matrix: list[list[int]], reference: str) -> None:
    table = keyness(long_table(matrix), reference=reference)
    assert (table["p"] >= 0).all()
    assert (table["q"] >= table["p"]).all()
    assert (table["q"] <= 1).all()
    numbers = table.select_dtypes("number").drop(columns="pmi")
    assert np.isfinite(numbers.to_numpy()).all()
    assert "-0," not in table.to_csv(float_format="%.10g")
    by_group = table.groupby("group")
    assert by_group["other_count"].sum().to_numpy() == pytest.approx(
        table["count"].sum() - by_group["count"].sum().to_numpy()
    )


def spoilt(column: str, value: object) -> pd.DataFrame:
    counts = counted(d1=D1, d2=D2).astype(object)
    counts.loc[2, column] = value
    return counts


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("count", -1),
        ("count", 1.5),
        ("count", None),
        ("count", "x"),
        ("count", math.inf),
        ("group", None),
        ("term", None),
    ],
)
def test_impossible_rows(column: str, value: object) -> None:
    with pytest.raises(TableError, match=r"counts, row 3: .* whole number >= 0"):
        keyness(spoilt(column, value))


def test_missing_column() -> None:
    with pytest.raises(TableError, match="counts: column term is missing"):
        keyness(counted(d1=D1, d2=D2).drop(columns="term"))


@pytest.mark.parametrize("function", [keyness, keyness_pairs])
@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"prior": "flat"}, "prior: 'flat' is unknown. Choose informative or uniform."),
        ({"alpha0": 0}, "alpha0: it is 0. Choose a number above 0."),
        ({"alpha0": math.nan}, "alpha0: it is nan. Choose a number above 0."),
        ({"alpha": 1}, "alpha: it is 1. Choose a number between 0 and 1."),
        ({"order": ["d1"]}, "order: it names d1; there are d1, d2. Name every group once."),
        ({"order": ["d1", "d2", "d1"]}, "order: it names d1, d2, d1; there are d1, d2."),
        ({"order": ["d1", "d2", "d3"]}, "group d3: it has no tokens. Leave the group out"),
    ],
)
def test_impossible_choices(function, choice: dict[str, object], message: str) -> None:
    with pytest.raises(DesignError) as raised:
        function(counted(d1=D1, d2=D2), **choice)
    assert message in str(raised.value)


def test_unknown_reference() -> None:
    with pytest.raises(DesignError, match=r"'all' is unknown. Choose pooled or balanced"):
        keyness(counted(d1=D1, d2=D2), reference="all")
    with pytest.raises(DesignError, match=r"'all' is unknown. Choose pooled or balanced"):
        leave_one_out(csr_matrix([[1]]), ["x"], ["红"], reference="all")


def test_corpora_too_small() -> None:
    with pytest.raises(DesignError, match=r"group: there is only d1. Give the counts of at least"):
        keyness(counted(d1=D1))
    with pytest.raises(DesignError, match=r"term: there is only 红. Give the counts of all terms"):
        keyness(counted(x="红", y="红 红"))
    with pytest.raises(DesignError, match="group: there is none"):
        keyness(counted())
    without = pd.concat(
        [counted(d1=D1, d2=D2), pd.DataFrame([("d3", "a", 0)], columns=COLUMNS[:3])]
    )
    with pytest.raises(DesignError, match="group d3: it has no tokens"):
        keyness(without)


def naive_log_ratio(matrix, groups, target: str, reference: str) -> np.ndarray:
    """log_ratio from the units, group by group."""
    groups = np.array(groups)
    a = matrix[groups == target].sum(axis=0)
    others = [matrix[groups == group].sum(axis=0) for group in sorted(set(groups) - {target})]
    n2 = sum(counts.sum() for counts in others)
    b = sum(others)
    if reference == "balanced":
        b = np.mean([counts / counts.sum() for counts in others], axis=0) * n2
    return np.log2((a + 0.5) / (a.sum() + 0.5)) - np.log2((b + 0.5) / (n2 + 0.5))


@st.composite
def units(draw: st.DrawFn) -> tuple[np.ndarray, list[str]]:
    per_group = draw(st.lists(st.integers(2, 5), min_size=2, max_size=4))
    groups = [f"城{g}" for g, size in enumerate(per_group) for _ in range(size)]
    terms = draw(st.integers(2, 5))
    row = st.lists(st.integers(0, 3), min_size=terms, max_size=terms).filter(any)
    matrix = draw(st.lists(row, min_size=len(groups), max_size=len(groups)))
    return np.array(matrix), draw(st.permutations(groups))


@settings(deadline=None)
@given(units(), st.sampled_from(["pooled", "balanced"]))
def test_leave_one_out_agrees_with_a_loop(corpus, reference: str) -> None:
    matrix, groups = corpus
    terms = [f"词{t}" for t in range(matrix.shape[1])]
    cities = sorted(set(groups))
    table = leave_one_out(csr_matrix(matrix), groups, terms, reference=reference, order=cities)
    for city, part in table.groupby("group"):
        ratios = [
            naive_log_ratio(np.delete(matrix, unit, 0), np.delete(groups, unit), city, reference)
            for unit in range(len(groups))
        ]
        assert part["term"].to_list() == terms
        assert part["loo_low"].to_numpy() == pytest.approx(np.min(ratios, axis=0), abs=1e-9)
        assert part["loo_high"].to_numpy() == pytest.approx(np.max(ratios, axis=0), abs=1e-9)


def test_leave_one_out_by_hand() -> None:
    # x: 4 红 in 4 + 6 tokens; y: 2 红 in 5 + 5. Rates with half an occurrence more.
    matrix = csr_matrix([[4, 0], [0, 6], [1, 4], [1, 4]])
    table = leave_one_out(matrix, list("xxyy"), ["红", "蓝"], reference="pooled")
    row = table.iloc[0]
    without_first = math.log2(0.5 / 6.5) - math.log2(2.5 / 10.5)
    without_second = math.log2(4.5 / 4.5) - math.log2(2.5 / 10.5)
    assert row["loo_low"] == pytest.approx(without_first)
    assert row["loo_high"] == pytest.approx(without_second)
    assert table[["group", "term"]].to_numpy().tolist() == [
        ["x", "红"], ["x", "蓝"], ["y", "红"], ["y", "蓝"],
    ]  # fmt: skip


def test_empty_units_are_no_units() -> None:
    matrix = csr_matrix([[4, 0], [0, 6], [1, 4], [1, 4]])
    padded = csr_matrix([[4, 0], [0, 0], [0, 6], [1, 4], [0, 0], [1, 4]])
    table = leave_one_out(matrix, list("xxyy"), ["红", "蓝"], reference="balanced")
    with_empty = leave_one_out(padded, list("xxxyyy"), ["红", "蓝"], reference="balanced")
    assert_frame_equal(table, with_empty, check_exact=True)


def test_leave_one_out_needs_two_units_a_group() -> None:
    matrix = csr_matrix([[4, 1], [1, 6], [1, 4]])
    with pytest.raises(
        DesignError, match=r"group y: nothing is left without its only unit. Cut it"
    ):
        leave_one_out(matrix, list("xxy"), ["红", "蓝"], reference="pooled")
    with pytest.raises(
        DesignError, match=r"group: there is only x. Give the units of at least two"
    ):
        leave_one_out(matrix, list("xxx"), ["红", "蓝"], reference="pooled")
