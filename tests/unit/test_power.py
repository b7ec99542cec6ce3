"""Power against closed formulas and scipy; its errors, its seeds, its table."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.stats import nct, t, ttest_ind

from chengyan.errors import DesignError, TableError
from chengyan.matrix import TermMatrix
from chengyan.overdispersion import Overdispersion, assumed
from chengyan.power import power_table, term_power, texts_needed
from chengyan.power_curve import _welch, power_curve, simulated_counts

NONE = Overdispersion(0.0)
USUAL = {"tokens_per_text": 5800, "seed": 1}


def closed_power(mean, ratio, texts, alpha=0.05):
    """Two samples of roots of Poisson counts, whose variance is a quarter whatever their mean."""
    degrees = 2 * texts - 2
    shift = abs(np.sqrt(mean) - np.sqrt(mean * ratio)) * np.sqrt(2 * texts)
    bound = t.ppf(1 - alpha / 2, degrees)
    return nct.sf(bound, degrees, shift) + nct.cdf(-bound, degrees, shift)


@pytest.mark.parametrize(("mean", "ratio"), [(20, 1.25), (60, 1.1), (60, 1.25), (200, 0.95)])
def test_counts_that_vary_by_chance_alone(mean, ratio):
    curve = power_curve(
        mean, ratio, tokens_per_text=10_000, dispersion=NONE, seed=1, draws=6000, most=30
    )
    for texts in (6, 10, 20, 30):
        # Welch's test gives away some degrees of freedom where texts are few.
        assert curve[texts - 1] == pytest.approx(closed_power(mean, ratio, texts), abs=0.035)


def test_variation_of_texts_is_what_remains_of_long_texts():
    """Roots of gamma rates have variance v/4 where v is small, whatever the mean."""
    dispersion = Overdispersion(0.01)
    curve = power_curve(
        5000, 1.1, tokens_per_text=1e6, dispersion=dispersion, seed=1, draws=4000, most=20
    )
    # On a scale where that variance is a quarter.
    assert curve[19] == pytest.approx(closed_power(100, 1.1, 20), abs=0.035)


@pytest.mark.parametrize("texts", [3, 5, 10])
@pytest.mark.parametrize("rate", [2, 5, 20, 100])
def test_the_test_errs_no_more_often_than_it_says(rate, texts):
    curve = power_curve(rate, 1, dispersion=assumed(rate), draws=8000, most=texts, **USUAL)
    assert curve[texts - 1] <= 0.06


@pytest.mark.parametrize("dispersion", [NONE, Overdispersion(0.5, 8.0), Overdispersion(0.05, 0.0)])
def test_the_test_errs_no_more_often_with_other_dispersions(dispersion):
    curve = power_curve(10, 1, dispersion=dispersion, draws=8000, most=10, **USUAL)
    assert max(curve[1:]) <= 0.06


def test_one_text_is_no_test_and_two_see_little():
    curve = power_curve(20, 2, dispersion=assumed(20), most=3, **USUAL)
    assert np.isnan(curve[0])
    assert curve[1] < 0.15
    assert power_curve(20, 1, dispersion=assumed(20), draws=8000, most=2, **USUAL)[1] < 0.03


@given(
    st.sampled_from((2.0, 20.0, 80.0)),
    st.sampled_from((1.5, 2.0, 0.5)),
    st.sampled_from((0.02, 0.2)),
    st.integers(0, 2**32),
)
@settings(max_examples=20)
def test_more_texts_longer_texts_and_less_variation_see_more(rate, ratio, variance, seed):
    def curve(tokens=3000, text=variance, ratio=ratio):
        return power_curve(
            rate,
            ratio,
            tokens_per_text=tokens,
            dispersion=Overdispersion(text, 1.0),
            seed=seed,
            draws=1000,
            most=25,
        )[1:]

    usual = curve()
    assert (np.diff(usual) > -0.035).all()
    assert (curve(tokens=9000) > usual - 0.05).all()
    assert (curve(text=variance / 4) > usual - 0.05).all()
    assert (curve(ratio=ratio**2) > usual - 0.05).all()


def test_seeds():
    first = power_curve(20, 1.5, dispersion=NONE, tokens_per_text=1000, seed=1, draws=500)
    same = power_curve(20, 1.5, dispersion=NONE, tokens_per_text=1000, seed=1, draws=500)
    other = power_curve(20, 1.5, dispersion=NONE, tokens_per_text=1000, seed=2, draws=500)
    assert np.array_equal(first, same, equal_nan=True)
    assert not np.array_equal(first, other, equal_nan=True)
    assert first[1:] == pytest.approx(other[1:], abs=0.12)


def test_welch_is_scipy_s():
    rng = np.random.default_rng(1)
    a, b = rng.normal(5, 1, (50, 6)), rng.normal(5.5, 3, (50, 6))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = _welch(a, b)
    for n in range(2, 7):
        expected = ttest_ind(a[:, :n], b[:, :n], axis=1, equal_var=False).pvalue
        assert p[:, n - 1] == pytest.approx(expected, rel=1e-6)


def test_where_nothing_varies_nothing_is_seen():
    with np.errstate(divide="ignore", invalid="ignore"):
        p = _welch(np.full((1, 3), 0.1), np.full((1, 3), 0.7))
    assert p[0].tolist() == [1, 1, 1]


def test_simulated_counts_have_the_moments_of_the_model():
    dispersion = Overdispersion(0.2, 3.0, 100)
    counts = simulated_counts(np.random.default_rng(1), 40.0, 1000, dispersion, (400_000, 1))
    assert counts.mean() == pytest.approx(40, rel=0.01)
    assert counts.var() == pytest.approx(40 + 1600 * dispersion.of_whole_text(1000), rel=0.02)
    assert dispersion.of_whole_text(1000) == pytest.approx(1.2 * 1.3 - 1)


def test_texts_needed():
    usual = {"dispersion": assumed(20), **USUAL}
    needed = texts_needed(20, 2, **usual)
    curve = power_curve(20, 2, **usual)
    assert curve[needed - 1] >= 0.8 > curve[needed - 2]
    assert texts_needed(20, 2, power=0.5, **usual) < needed
    assert texts_needed(20, 2, alpha=0.2, **usual) < needed
    assert texts_needed(20, 1.05, **usual) is None
    assert texts_needed(20, 2, most=needed - 1, **usual) is None
    # Normal quantiles give n = 2 (1.96 + .84)² (1/4) / (√mean₁ - √mean₂)², and t a little more.
    many = texts_needed(60, 1.1, tokens_per_text=10_000, dispersion=NONE, seed=1, draws=8000)
    assert many == pytest.approx(0.5 * 2.8**2 / (np.sqrt(66) - np.sqrt(60)) ** 2, abs=3)


def test_the_table():
    start = perf_counter()
    table = power_table(**USUAL)
    assert perf_counter() - start < 8
    assert list(table.columns) == [
        *("per_10k", "ratio", "texts", "power", "power_se", "texts_needed"),
        *("tokens_per_text", "cv_text", "source"),
    ]
    assert len(table) == 3 * 3 * 10
    one = table[table["texts"] == 1]
    assert one["power"].isna().all()
    assert one["power_se"].isna().all()
    known = table.dropna(subset="power")
    assert known["power_se"].tolist() == pytest.approx(
        np.sqrt(known["power"] * (1 - known["power"]) / 2000).tolist()
    )
    for _, part in known.groupby(["per_10k", "ratio"]):
        needed = part["texts_needed"].iloc[0]
        assert (part["power"] >= 0.8).tolist() == (part["texts"] >= needed).tolist()
    row = table[(table["per_10k"] == 20) & (table["ratio"] == 2)].iloc[0]
    assert row["cv_text"] == pytest.approx(0.1**0.5)
    assert row["source"] == "assumed"
    assert row["texts_needed"] == texts_needed(20, 2, dispersion=assumed(20), **USUAL)


@pytest.fixture(scope="module")
def corpus():
    """Two groups of three texts; 要 makes up a fifth of the tokens of one, a tenth of the other."""
    rng = np.random.default_rng(3)
    counts = [[rng.poisson(20 if unit < 30 else 10), 80] for unit in range(60)]
    units = pd.DataFrame(
        {
            "unit": range(60),
            "doc_id": [f"d{unit // 10}" for unit in range(60)],
            "group": ["g" if unit < 30 else "h" for unit in range(60)],
            "paragraph": [unit % 10 + 1 for unit in range(60)],
        }
    )
    return TermMatrix(csr_matrix(counts), units, np.array(["要", "事"], dtype=object))


def test_terms_of_a_corpus(corpus):
    table = term_power(corpus, ["要", "事"], [1.1], [1, 3, 10], seed=1, draws=300)
    assert table["term"].tolist() == ["要"] * 3 + ["事"] * 3
    assert table["per_10k"].iloc[0] == pytest.approx((0.2 + 1 / 9) / 2 * 10_000, rel=0.05)
    assert set(table["source"]) == {"assumed"}
    tokens = corpus.counts.sum() / 6
    assert table["tokens_per_text"].tolist() == pytest.approx([tokens] * 6)
    genres = dict.fromkeys(corpus.units["doc_id"], "report")
    longer = term_power(corpus, ["要"], [1.2], [3], genres=genres, tokens_per_text=9000, seed=1)
    assert longer["tokens_per_text"].tolist() == [9000]
    with pytest.raises(TableError, match="民 does not occur"):
        term_power(corpus, ["民"], seed=1)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"per_10k": 0}, "per_10k: it is 0. Choose a number between 0 and 10000"),
        ({"ratio": -1}, "ratio: it is -1. Choose a number above 0"),
        ({"per_10k": 6000}, "per_10k times ratio: it is 12000"),
        ({"tokens_per_text": 0}, "tokens_per_text: it is 0"),
        ({"alpha": 1}, "alpha: it is 1"),
        ({"power": 1.0}, "power: it is 1.0"),
        ({"seed": -1}, "seed: it is -1. Choose 0 or more"),
        ({"draws": 0}, "draws: it is 0. Choose 1 or more"),
        ({"most": 1}, "most: it is 1. Choose 2 or more"),
    ],
)
def test_numbers_that_cannot_be(choice, message):
    given = {"per_10k": 20, "ratio": 2, "dispersion": NONE, **USUAL, **choice}
    with pytest.raises(DesignError, match=message):
        texts_needed(given.pop("per_10k"), given.pop("ratio"), **given)


def test_tables_that_cannot_be():
    with pytest.raises(DesignError, match="dispersions: 1 for 3 rates"):
        power_table(dispersions=[NONE], **USUAL)
    with pytest.raises(DesignError, match=r"texts: 50 is tried\. Choose numbers from 1 to 40"):
        power_table(texts=[50], **USUAL)
