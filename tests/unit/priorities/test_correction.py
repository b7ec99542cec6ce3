"""Shares corrected by a coded sample: exact where they can be, empty where little is known."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import priority_correction as benchmark
import priority_populations as populations
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from chengyan.errors import TableError
from chengyan.priorities import correction
from chengyan.priorities.correction import (
    COVERAGE,
    LEAST_COVERAGE,
    PRIOR,
    CodedCounts,
    calibrated,
    corrected_shares,
    covers,
    evidence_of,
)
from chengyan.tables import read_table, write_table

CODES = ["ECON", "LIVE", "CONG"]
COUNTED = ["ECON", "LIVE"]


def units_of(predicted, true, inclusion=0.5, **columns):
    """One unit a sentence, codes by their first letter, `-` where none was given."""
    names = {code[0]: code for code in CODES} | {"-": ""}
    table = {
        "group": "保定",
        "doc_id": "b",
        "sentence": range(len(predicted)),
        "predicted": [names[letter] for letter in predicted],
        "true": [names[letter] for letter in true],
        "inclusion": inclusion,
        "weight": 1.0,
    }
    return pd.DataFrame(table | columns)


def shares_of(units, **options):
    return calibrated(evidence_of(units, CODES), np.array([True, True, False]), **options)


@pytest.fixture
def coverage(tmp_path, monkeypatch):
    """Give the package another table of coverage."""

    def give(*rows):
        table = pd.DataFrame(rows, columns=["drawn", "positives", "coverage"])
        write_table(table, tmp_path / "coverage.csv")
        monkeypatch.setattr(correction, "COVERAGE", tmp_path / "coverage.csv")
        correction._coverage.cache_clear()

    yield give
    correction._coverage.cache_clear()


def test_a_coded_text_has_its_exact_shares_and_intervals_of_no_width():
    units = units_of("EEEELLLC", "EELLLLCC", inclusion=1.0)
    table = corrected_shares(units, CODES, COUNTED)
    # 2 and 4 of 6 counted units, 2 of all 8.
    assert table["share"].tolist() == [2 / 6, 4 / 6, 2 / 8]
    assert table["ci_low"].tolist() == table["share"].tolist() == table["ci_high"].tolist()
    assert table["coded"].tolist() == [8, 8, 8]
    assert table["positives"].tolist() == [2, 4, 2]


def test_shares_by_hand():
    # Coded: of four predicted E three are, of two predicted L both. Accuracy 5/6.
    units = units_of("EEEELL" + 7 * "E" + 5 * "L", "EEELLL" + 12 * "-")
    evidence = evidence_of(units, ["ECON", "LIVE"])
    assert evidence.confused == pytest.approx(np.array([[3, 1], [0, 2]]))
    assert evidence.known.tolist() == [3, 3]
    assert evidence.waiting.tolist() == evidence.squares.tolist() == [7, 5]
    share, half = calibrated(evidence, np.array([True, True]), prior=3)
    # E: 3 + 7 (3 + 3 * 5/6) / 7 + 5 (3 * 1/6) / 5 = 9 of 18.
    assert share == pytest.approx([0.5, 0.5])
    # With accuracy 5.5/7, q = .765306 and .128571; variances 12.25 q (1 - q) and 8.3333 q (1 - q)
    # come to 3.133928, t of 5 degrees is 2.570582: (2.570582 * 1.770290 + .5) / 18.
    assert half == pytest.approx([0.280593, 0.280593], abs=1e-6)


def test_the_standard_error_is_that_of_draws_from_the_posterior():
    confused = np.array([[8.0, 2, 1], [1, 6, 0], [2, 0, 4]])
    known, waiting = np.array([11.0, 8, 5]), np.array([300.0, 150, 200])
    counted = np.array([True, True, False])
    share, half = calibrated(CodedCounts(confused, known, waiting, waiting), counted)
    likely = correction._likely(confused, np.array(18.5 / 25), PRIOR)
    worth = confused.sum(axis=1) + PRIOR
    rng = np.random.default_rng(3)
    draws = np.tile(known, (20_000, 1))
    for k in range(3):
        parts = rng.dirichlet(worth[k] * likely[k], 20_000)
        draws += rng.multinomial(int(waiting[k]), parts)
    whole = np.where(counted, draws[:, :2].sum(axis=1, keepdims=True), draws.sum(1, keepdims=True))
    drawn = (draws / whole).std(axis=0)
    total = np.where(counted, (share * 674)[:2].sum(), 674)
    of_counted = 674 * (1 - share[2])
    unit = 0.5 / np.where(counted, of_counted, total)
    assert (half - unit) / stats.t.ppf(0.975, 23) == pytest.approx(drawn, rel=0.04)


@settings(max_examples=40, deadline=None)
@given(
    st.text("ELC", min_size=4, max_size=40).filter(lambda codes: set(codes) & set("EL")),
    st.data(),
)
def test_right_predictions_are_left_as_they_are(codes, data):
    coded = data.draw(st.lists(st.booleans(), min_size=len(codes), max_size=len(codes)))
    true = "".join(code if seen else "-" for code, seen in zip(codes, coded, strict=True))
    share, half = shares_of(units_of(codes, true))
    economy, life, congress = (codes.count(letter) for letter in "ELC")
    counted = economy + life
    assert share == pytest.approx([economy / counted, life / counted, congress / len(codes)])
    # That none of those seen is wrong does not make others certain.
    assert (half > 0).all() == (not all(coded))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from("ELC")] * 2, st.booleans()), min_size=3), st.data())
def test_order_and_scale_of_weights_change_nothing(rows, data):
    predicted, true, coded = zip(*rows, strict=True)
    true = [code if seen else "-" for code, seen in zip(true, coded, strict=True)]
    weight = [1 + (7 * i) % 5 for i in range(len(rows))]
    units = units_of(predicted, true, weight=weight)
    expected = shares_of(units)
    shuffled = units.iloc[data.draw(st.permutations(range(len(rows))))]
    for other in (shuffled, units.assign(weight=units["weight"] * 12.5)):
        for found, known in zip(shares_of(other), expected, strict=True):
            assert found == pytest.approx(known, nan_ok=True)
    share = expected[0]
    if not np.isnan(share).any():
        assert share[:2].sum() == pytest.approx(1)
        assert ((share >= 0) & (share <= 1 + 1e-12)).all()


def every_sample(predicted, true, size):
    for places in itertools.combinations(range(len(true)), size):
        seen = [code if i in places else "-" for i, code in enumerate(true)]
        yield units_of(predicted, seen, inclusion=size / len(true))


def test_without_a_prior_the_mean_over_all_samples_is_the_truth():
    predicted, true = "EEEELLL", "EELCELL"
    numbers = []
    for units in every_sample(predicted, true, 4):
        # Poststrata of which nothing was drawn have nothing but the prior.
        if units.loc[units["true"] != "", "predicted"].nunique() == 2:
            evidence = evidence_of(units, CODES)
            numbers.append(7 * calibrated(evidence, np.zeros(3, dtype=bool), prior=1e-9)[0])
    assert len(numbers) == 34
    assert np.mean(numbers, axis=0) == pytest.approx([3, 3, 1], abs=1e-6)


def test_with_its_prior_a_small_sample_is_drawn_towards_mistakes_being_alike():
    # All that is predicted L is E, nothing else is mistaken.
    means = {}
    for prior in (1e-9, PRIOR):
        numbers = [
            9 * calibrated(evidence_of(units, CODES), np.zeros(3, dtype=bool), prior=prior)[0][0]
            for units in every_sample("EEELLLCCC", "EEEEEECCC", 6)
            if units.loc[units["true"] != "", "predicted"].nunique() == 3
        ]
        means[prior] = np.mean(numbers)
    assert means[1e-9] == pytest.approx(6)
    assert 5 < means[PRIOR] < 5.9


def one_text(sentences, frame=None):
    """A text of one paragraph; sentences are their units' lengths."""
    parts = [len(lengths) for lengths in sentences]
    size = len(sentences)
    return populations.Text(
        "b",
        np.ones(sum(parts), dtype=int),
        np.repeat(np.arange(size), parts),
        np.concatenate(sentences).astype(float),
        np.ones(size, dtype=bool) if frame is None else np.array(frame),
        np.array([0]),
        np.full(3, 1 / 3),
    )


def test_the_difference_that_lost_is_unbiased_over_all_samples():
    predicted, true = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 1, 1, 2, 2])
    text = replace(one_text([[1]] * 6), paragraph=np.arange(6), first=np.arange(6))
    drawn = np.array([np.isin(range(6), c) for c in itertools.combinations(range(6), 3)])
    table = [populations.by_sentence(text, codes, 3, np.ones(6)) for codes in (true, predicted)]
    share, half = benchmark.differences(text, *table, np.zeros(3, dtype=bool), drawn)["difference"]
    assert 6 * share.mean(axis=0) == pytest.approx([1, 3, 2])
    # Its variance too: half is t sd, and sd² is unbiased where what shares are of is known.
    sd = half / stats.t.ppf(0.975, 2)
    assert (sd**2).mean(axis=0) == pytest.approx(share.var(axis=0))


@pytest.mark.parametrize("weighted", [False, True])
def test_the_simulation_measures_what_the_package_does(weighted):
    rng = np.random.default_rng(8)
    sentences = [rng.integers(4, 60, rng.integers(1, 4)) for _ in range(30)]
    text = one_text(sentences, frame=[i % 7 != 3 for i in range(30)])
    true, predicted = rng.integers(0, 3, (2, len(text.sentence)))
    weight = text.length if weighted else np.ones(len(true))
    drawn = populations.draw(text, 9, 5, rng)
    assert drawn.sum(axis=1).tolist() == [9] * 5
    assert not drawn[:, ~text.frame].any()
    together = benchmark.evidence(text, true, predicted, weight, drawn)
    for i in range(5):
        seen = drawn[i][text.sentence]
        units = units_of(
            [CODES[code][0] for code in predicted],
            ["ELC"[code] if coded else "-" for code, coded in zip(true, seen, strict=True)],
            np.where(text.frame, 9 / text.frame.sum(), 0)[text.sentence],
            sentence=text.sentence,
            weight=weight,
        )
        alone = evidence_of(units, CODES)
        for name in ("confused", "known", "waiting", "squares"):
            assert getattr(together, name)[i] == pytest.approx(getattr(alone, name))


def test_units_of_one_sentence_are_worth_one():
    units = units_of("EEEL", "EEEL", sentence=[0, 0, 0, 1])
    # Four units in sentences of 3 and 1: 4² / (3² + 1²) = 1.6 sentences.
    confused = evidence_of(units, CODES).confused
    assert confused.sum() == pytest.approx(1.6)
    assert confused[0, 0] == pytest.approx(1.2)


def test_coded_units_speak_for_those_that_were_not_drawn():
    units = units_of("EEELLL", "EE-LL-", inclusion=[0.2, 0.2, 0.2, 0.5, 0.5, 0.5])
    # Each speaks for four and for one: weights 4, 4, 1, 1, of 10² / 34 sentences.
    confused = evidence_of(units, CODES).confused
    assert confused[0, 0] == pytest.approx(0.8 * 100 / 34)
    assert confused[1, 1] == pytest.approx(0.2 * 100 / 34)
    # One that was certain to be drawn speaks for itself alone.
    units = units_of("EELL", "E-LL", inclusion=[0.5, 0.5, 1, 1])
    assert evidence_of(units, CODES).confused.tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_what_could_not_be_drawn_is_taken_as_predicted():
    units = units_of("EELL", "LL--", inclusion=[0.5, 0.5, 0, 0])
    evidence = evidence_of(units, CODES)
    assert evidence.known.tolist() == [0, 4, 0]
    assert evidence.waiting.tolist() == [0, 0, 0]
    share, half = shares_of(units)
    assert share.tolist() == [0, 1, 0]
    assert half.tolist() == [0, 0, 0]


def test_a_width_of_nothing_is_no_interval_where_something_could_not_be_drawn():
    inclusion = np.append(np.ones(60), 0)
    units = units_of(30 * "E" + 31 * "L", 30 * "E" + 30 * "L" + "-", inclusion)
    table = corrected_shares(units, CODES, COUNTED)
    assert table["share"].tolist()[:2] == [30 / 61, 31 / 61]
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)


def test_nothing_is_told_of_few_coded_units_or_few_of_a_code():
    units = units_of(60 * "E" + 60 * "L", 45 * "E" + 15 * "-" + 4 * "L" + 56 * "-")
    assert corrected_shares(units, CODES, COUNTED)["share"].isna().all()
    units.loc[64, "true"] = "ECON"
    table = corrected_shares(units, CODES, COUNTED)
    assert table["coded"].tolist() == [50, 50, 50]
    assert table["positives"].tolist() == [46, 4, 0]
    assert table["share"].notna().tolist() == [True, False, False]
    assert table["ci_low"].notna().tolist() == [covers(50, 46), False, False]


def test_intervals_only_where_they_were_shown_to_cover(coverage):
    units = units_of(60 * "E" + 60 * "L", 45 * "E" + 15 * "-" + 15 * "L" + 45 * "-")
    coverage((50, 5, 0.95), (50, 30, 0.89), (70, 5, 0.95), (70, 30, 0.95))
    table = corrected_shares(units, CODES, COUNTED)
    assert table["share"].notna().tolist() == [True, True, False]
    # 60 sentences are taken for 50, 45 positives for 30 and 15 for 5.
    assert table["ci_low"].notna().tolist() == [False, True, False]
    assert table["ci_low"][1] < table["share"][1] < table["ci_high"][1]
    assert [covers(49, 99), covers(50, 4), covers(50, 5), covers(50, 30), covers(999, 999)] == [
        *(False, False, True, False, True)
    ]


def test_the_number_of_sentences_is_looked_up_and_not_that_of_units(coverage):
    units = units_of(120 * "E", 80 * "E" + 40 * "-", sentence=np.arange(120) // 2)
    coverage((40, 5, 0.95), (41, 5, 0.5))
    assert corrected_shares(units, CODES, COUNTED)["ci_low"].notna()[0]
    coverage((40, 5, 0.5))
    assert corrected_shares(units, CODES, COUNTED)["ci_low"].isna()[0]


def test_groups_stand_in_their_order_and_apart():
    one, other = units_of("EL", "EL", inclusion=1.0), units_of("EL", "--")
    units = pd.concat([one.assign(group="石家庄"), other.assign(group="廊坊", doc_id="l")])
    table = corrected_shares(units, CODES, COUNTED)
    assert table["group"].tolist() == ["石家庄"] * 3 + ["廊坊"] * 3
    assert table["share"].tolist()[:3] == [0.5, 0.5, 0]
    assert table["share"].isna().tolist()[3:] == [True] * 3
    assert table["coded"].tolist() == [2, 2, 2, 0, 0, 0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"predicted": "ECNO"}, "unknown code 'ECNO'"),
        ({"true": "?"}, "unknown code"),
        ({"inclusion": 1.5}, "inclusion is no probability"),
        ({"inclusion": np.nan}, "inclusion is no probability"),
        ({"inclusion": 0.0}, "a coded unit has inclusion 0"),
        ({"weight": -1.0}, "a weight is no number"),
        ({"weight": np.inf}, "a weight is no number"),
        ({"sentence": 1}, r"coded in part: \[\('b', 1\)\]"),
    ],
)
def test_units_that_cannot_be_are_named(change, problem):
    with pytest.raises(TableError, match=problem):
        corrected_shares(units_of("ELE", "E--").assign(**change), CODES, COUNTED)


def test_a_table_without_columns_rows_or_known_codes_is_refused():
    units = units_of("EL", "E-")
    with pytest.raises(TableError, match="column weight is missing"):
        corrected_shares(units.drop(columns="weight"), CODES, COUNTED)
    with pytest.raises(TableError, match="there are no units"):
        corrected_shares(units.iloc[:0], CODES, COUNTED)
    with pytest.raises(TableError, match="unknown code 'RURAL'"):
        corrected_shares(units, CODES, ["RURAL"])


def test_the_shipped_coverage_is_where_it_is_least():
    rows = [
        ("b", 484, 70, 0.6, "even", "units", 1, 400, 380),
        # Of two populations, one held in 190 of 200 and one in 180: 370 of 400.
        ("b", 484, 70, 0.7, "even", "units", 1, 200, 190),
        ("b", 484, 70, 0.7, "even", "units", 2, 200, 180),
        ("b", 484, 70, 0.8, "even", "units", 1, 200, 100),
        ("b", 70, 70, 0.6, "even", "units", 1, 400, 0),
    ]
    names = [*benchmark.DESIGN, "errors", "weight", "population", "seen_5", "held_5"]
    found = pd.DataFrame(rows, columns=names).assign(method="calibrated")
    for low in benchmark.POSITIVES[1:]:
        found[[f"seen_{low}", f"held_{low}"]] = 0
    # Of 200 samples nothing is said, and where all is drawn nothing is to be covered.
    table = benchmark.shipped(found)
    assert table.to_dict("records") == [
        # Each is 5 off: sqrt(2 * 5²) / 400.
        {"drawn": 70, "positives": 5, "coverage": 0.925, "se": 0.018, "seen": 400}
    ]


def test_the_shipped_tables_are_of_one_run():
    lookup = read_table(COVERAGE, ["drawn", "positives", "coverage", "seen"])
    result = read_table(benchmark.RESULT)
    assert set(lookup["drawn"]) == {number for _, number in benchmark.DESIGNS} - {68}
    assert lookup["coverage"].between(0.5, 1).all()
    assert set(result["method"]) == {"calibrated", "coded", "difference", "paragraphs", "tuned"}
    # Of all samples with five positives and more, intervals hold on average at the least.
    used = result[(result["method"] == "calibrated") & (result["codes"] == "all")]
    used = used[used["drawn"] < used["frame"]]
    assert (used.groupby("drawn")["shown_coverage"].mean() >= LEAST_COVERAGE).all()


def test_simulated_predictions_err_as_often_as_they_shall():
    rng = np.random.default_rng(5)
    text = replace(
        one_text([[1]] * 20_000),
        paragraph=np.arange(20_000) // 5,
        marginal=np.array([0.5, 0.3, 0.2]),
    )
    true = populations.simulate_codes(text, rng)
    assert np.bincount(true) / 20_000 == pytest.approx([0.5, 0.3, 0.2], abs=0.03)
    for errors in populations.ERRORS:
        found, taken = populations.mistakes(true, text, 0.7, errors, rng)
        assert taken.sum(axis=1) == pytest.approx(np.ones(3))
        assert np.diag(taken) == pytest.approx(np.zeros(3), abs=1e-9)
        right = populations.predict(true, text, found, taken, rng) == true
        assert right.mean() == pytest.approx(0.7, abs=0.02)
