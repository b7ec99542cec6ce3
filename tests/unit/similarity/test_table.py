"""The table of likeness: equal treatment, what a pair is held against, and when there is Delta."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from chengyan.matrix import TermMatrix
from chengyan.similarity.table import COLUMNS, Counts, similarity_table, without_own_names

WORDS = 150
THEMES = np.random.default_rng(11).dirichlet(np.full(WORDS, 0.15), 12)


def counts(paragraphs, seed=1, *, texts=1, genre="report", name="city", words=False, date="2024"):
    """Texts of so many paragraphs each, every paragraph on one of the themes that all share."""
    rng = np.random.default_rng(seed)
    rows, units, documents = [], [], []
    for i, number in enumerate(paragraphs):
        for text in range(texts):
            doc_id = f"{name}{i}-{text}"
            documents.append(
                {"doc_id": doc_id, "group": f"{name}{i}", "genre": genre, "office": "mayor",
                 "date": date}
            )  # fmt: skip
            for p in range(number):
                rows.append(rng.multinomial(20 + rng.integers(20), THEMES[rng.integers(12)]))
                units.append((len(units), doc_id, f"{name}{i}", p + 1))
    matrix = TermMatrix(
        sparse.csr_matrix(np.array(rows)),
        pd.DataFrame(units, columns=["unit", "doc_id", "group", "paragraph"]),
        np.array([f"w{i:03}" for i in range(WORDS)], dtype=object),
    )
    return Counts(documents, matrix, matrix if words else None)


def table(*parts, **options):
    return similarity_table(*parts, compare="city", **options)


def test_a_row_for_each_pair_and_measure():
    found = table(counts([12, 20, 30]))
    assert found.columns.tolist() == COLUMNS
    assert found["measure"].tolist() == ["cosine", "jsd"] * 3
    assert list(zip(found["group_a"], found["group_b"], strict=True))[::2] == [
        ("city0", "city1"), ("city0", "city2"), ("city1", "city2"),
    ]  # fmt: skip
    assert found[["ci_low", "ci_high", "percentile", "null_low"]].isna().all(axis=None)
    assert (found["null_pairs"] == 0).all()
    assert set(found["null_of"]) == {"none: only 1 of the 10 others needed in this genre and time"}
    assert (found["loo_low"] < found["value"]).all()
    assert (found["loo_high"] > found["value"]).all()
    assert set(found["left_out"]) == {"paragraph"}
    assert set(found["contrast"]) == {"matched"}
    assert len(set(found["sample_tokens"])) == 1


def test_groups_in_another_order_have_the_same_values():
    made = counts([12, 20, 30])
    turned = Counts(made.documents[::-1], made.terms)
    keys = ["group_a", "group_b", "measure", "value", "loo_low", "loo_high"]
    found = table(made)[keys]
    back = table(turned)[keys].rename(columns={"group_a": "group_b", "group_b": "group_a"})
    merged = found.merge(back, on=["group_a", "group_b", "measure"])
    assert len(merged) == 6
    for name in ("value", "loo_low", "loo_high"):
        np.testing.assert_allclose(merged[f"{name}_x"], merged[f"{name}_y"], rtol=1e-12)


def test_a_seed_gives_one_table_and_another_seed_nearly_the_same():
    made = counts([12, 20, 30])
    first, again, other = (table(made, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    change = (first["value"] - other["value"]).abs()
    assert 0 < change.max() < 0.03


def test_of_one_distribution_no_length_is_more_alike_than_usual():
    """Groups drawn alike but for their length, whose percentiles must not tell that length."""
    percentiles = {2: [], 0: []}
    whole = {2: [], 0: []}
    for seed in range(4):
        lengths = [8, 32] * 6
        made = counts(lengths, seed)
        found = table(made).query("measure == 'cosine'")
        assert (found["null_pairs"] == 45).all()
        sums = np.add.reduceat(made.terms.counts.toarray(), np.cumsum([0, *lengths[:-1]]))
        sums = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        naive = {pair: float(sums[list(pair)].prod(axis=0).sum())
                 for pair in itertools.combinations(range(12), 2)}  # fmt: skip
        ranks = pd.Series(naive).rank(pct=True)
        for row, pair in zip(found.itertuples(), naive, strict=True):
            long = sum(lengths[i] == 32 for i in pair)
            if long != 1:
                percentiles[long].append(row.percentile)
                whole[long].append(ranks[pair])
    means = {long: np.mean(values) for long, values in percentiles.items()}
    assert means[2] == pytest.approx(0.5, abs=0.12)
    assert means[0] == pytest.approx(0.5, abs=0.12)
    # The whole texts, unequal as they are, would be called alike because they are long.
    assert np.mean(whole[2]) - np.mean(whole[0]) > 0.5
    # Uniform in all: a fifth of the pairs in each fifth.
    share, _ = np.histogram([*percentiles[0], *percentiles[2]], 5, (0, 1))
    assert (share / share.sum() > 0.1).all()
    assert (share / share.sum() < 0.32).all()


def test_several_texts_of_a_group_do_not_make_it_more_alike():
    """A sample comes from one text where that is long enough, as those of the others do."""
    rng = np.random.default_rng(4)
    own = rng.dirichlet(np.full(WORDS, 0.5), 40)

    def text(number):
        return rng.multinomial(40, own[number], 14)

    numbers = list(range(17))
    groups = ["甲", "甲", "甲", *[f"c{i}" for i in range(14)]]
    rows = np.concatenate([text(number) for number in numbers])
    doc_ids = np.repeat([f"t{i}" for i in range(17)], 14)
    units = pd.DataFrame({"unit": range(len(rows)), "doc_id": doc_ids,
                          "group": np.repeat(groups, 14), "paragraph": 1})  # fmt: skip
    documents = [
        {"doc_id": f"t{i}", "group": group, "genre": "report", "office": "mayor", "date": "2024"}
        for i, group in enumerate(groups)
    ]
    terms = np.array([f"w{i:03}" for i in range(WORDS)], dtype=object)
    found = table(Counts(documents, TermMatrix(sparse.csr_matrix(rows), units, terms)))
    of_three = found[(found["group_a"] == "甲") & (found["measure"] == "jsd")]
    assert set(of_three["left_out"]) == {"text;paragraph"}
    assert of_three["percentile"].mean() == pytest.approx(0.5, abs=0.15)


def test_delta_needs_twenty_texts_and_words():
    few = table(counts([4] * 19, words=True))
    enough = table(counts([4] * 20, words=True), delta_words=40)
    without = table(counts([4] * 20))
    assert set(few["measure"]) == set(without["measure"]) == {"cosine", "jsd"}
    delta = enough[enough["measure"] == "burrows_delta"]
    assert len(delta) == 190
    assert (delta["value"] > 0).all()
    assert delta["percentile"].between(0, 1).all()


def test_a_pair_is_held_against_the_reference():
    made = counts([20, 20, 20])
    reference = counts([10, *[20] * 15], 7, name="other")
    found = table(made, reference)
    assert set(found["null_of"]) == {"report (reference)"}
    # A tenth of the reference may be too short for the samples, the shortest one here.
    assert (found["null_pairs"] == 15 * 14 / 2).all()
    assert found["percentile"].between(0, 1).all()
    assert (found["null_low"] < found["null_median"]).all()


def test_groups_longer_than_the_reference_are_compared_at_its_size():
    made = counts([40, 40, 40])
    reference = counts([12] * 12, 7, name="other")
    alone, held = table(made), table(made, reference)
    assert held["sample_tokens"].max() < alone["sample_tokens"].min() / 2
    assert (held["null_pairs"] > 40).all()
    # A reference of another genre is no measure of what is usual, and does not set the size.
    other = table(made, counts([12] * 12, 7, name="other", genre="speech"))
    assert other["sample_tokens"].tolist() == alone["sample_tokens"].tolist()
    assert set(other["null_of"]) == {"none: only 1 of the 10 others needed in this genre and time"}


def test_a_groups_own_name_is_out_of_its_own_text_only():
    terms = np.array(["保定", "新保定", "廊坊", "发展"], dtype=object)
    units = pd.DataFrame(
        [(0, "b", "保定", 1), (1, "l", "廊坊", 1)], columns=["unit", "doc_id", "group", "paragraph"]
    )
    matrix = TermMatrix(sparse.csr_matrix([[5, 1, 2, 3], [1, 1, 4, 2]]), units, terms)
    found = without_own_names(matrix, {"b": "保定", "l": "廊坊"})
    assert found.counts.toarray().tolist() == [[0, 0, 2, 3], [1, 1, 0, 2]]
    assert matrix.counts.toarray().tolist() == [[5, 1, 2, 3], [1, 1, 4, 2]]
