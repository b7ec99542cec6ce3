"""Streamed topics: the same as of all units in memory, however the units are cut and ordered."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from chengyan.errors import ConfigError, DesignError
from chengyan.topics import streaming
from chengyan.topics.balance import MOST_REPEATS
from chengyan.topics.inference import token_shares
from chengyan.topics.streaming import (
    UnitStream,
    fit_streamed,
    fit_to_all,
    sample_units,
    write_shares,
)
from chengyan.topics.synthetic import draw_corpus
from chengyan.topics.trial import pruned
from chengyan.topics.voices import fit_words, nmf_words, variational_words

K = 4


@pytest.fixture(scope="module")
def known():
    units = {"东": 150, "西": 150, "南": 40}
    return draw_corpus(np.random.default_rng(2), units, k=K, terms=150, unevenness=3.0)


@pytest.fixture(scope="module")
def table(known):
    matrix = known.matrix
    ends = matrix.counts.indptr
    words = [
        np.repeat(matrix.terms[matrix.counts.indices[a:b]], matrix.counts.data[a:b]).tolist()
        for a, b in pairwise(ends)
    ]
    return matrix.units.assign(words=words)


@pytest.fixture(scope="module")
def path(table, tmp_path_factory):
    path = tmp_path_factory.mktemp("units") / "units.parquet"
    table.to_parquet(path, index=False)
    return path


@pytest.fixture(scope="module")
def terms(known):
    return pruned(known.matrix, 2).terms


@pytest.fixture(scope="module")
def words(path, terms):
    return fit_streamed(UnitStream(path, terms), k=K, seed=1, balance=0.5)


def write(path, *units, group="g"):
    table = pd.DataFrame({"words": list(units)})
    table = table.assign(unit=range(len(table)), doc_id="d", group=group)
    table.to_parquet(path, index=False)
    return path


@pytest.mark.parametrize("batch", [1, 7, 10_000])
def test_counts_are_those_of_the_matrix(path, known, batch):
    matrix = known.matrix
    pieces = list(UnitStream(path, matrix.terms, batch))
    assert len(UnitStream(path, matrix.terms)) == len(matrix.units)
    assert max(len(units) for units, _ in pieces) <= batch
    counts = sparse.vstack([counts for _, counts in pieces])
    assert np.array_equal(counts.toarray(), matrix.counts.toarray())
    units = pd.concat([units for units, _ in pieces], ignore_index=True)
    assert list(units) == ["unit", "doc_id", "group"]
    assert units["unit"].tolist() == matrix.units["unit"].tolist()


def test_other_words_are_not_counted(tmp_path):
    path = write(tmp_path / "u.parquet", ["a", "x", "b", "a"], ["x"], [], ["b"])
    ((_, counts),) = UnitStream(path, np.array(["a", "b"], dtype=object))
    assert counts.toarray().tolist() == [[2, 1], [0, 0], [0, 0], [0, 1]]


@pytest.mark.parametrize("batch", [1, 13, 10_000])
def test_words_are_the_same_for_any_batch(path, terms, words, batch):
    again = fit_streamed(UnitStream(path, terms, batch), k=K, seed=1, balance=0.5)
    assert again.tobytes() == words.tobytes()


def test_words_are_the_same_for_any_order_of_rows(tmp_path, table, terms, words):
    other = tmp_path / "u.parquet"
    table.sample(frac=1, random_state=3).to_parquet(other, index=False, row_group_size=50)
    again = fit_streamed(UnitStream(other, terms), k=K, seed=1, balance=0.5)
    assert again.tobytes() == words.tobytes()


def test_another_seed_gives_other_words(path, terms, words):
    assert not np.array_equal(
        fit_streamed(UnitStream(path, terms), k=K, seed=2, balance=0.5), words
    )


def test_words_are_those_of_the_voice_in_memory(path, terms, known):
    streamed = fit_streamed(UnitStream(path, terms), k=K, seed=1, balance=0.0)
    counts = known.matrix.counts[:, np.isin(known.matrix.terms, terms)]
    from gensim.matutils import Sparse2Corpus

    units = list(Sparse2Corpus(counts, documents_columns=False))
    words = variational_words(units, nmf_words(counts, K, 1), seed=1, passes=1)
    # gensim's own first guesses come with the order of units, and do not matter.
    distances = cdist(streamed, words, "jensenshannon")
    assert distances[linear_sum_assignment(distances)].max() < 0.001


def test_planted_topics_are_found_as_well_as_in_memory(path, terms, known, words):
    kept = np.isin(known.matrix.terms, terms)
    planted = known.words[:, kept] / known.words[:, kept].sum(axis=1, keepdims=True)

    def worst(found):
        distances = cdist(found, planted, "jensenshannon")
        return distances[linear_sum_assignment(distances)].max()

    in_memory = fit_words(known.matrix.counts[:, kept], "lda", k=K, seed=1)
    assert worst(words) < max(0.1, 1.2 * worst(in_memory))


def test_groups_weigh_the_same(path, terms, tmp_path):
    stream = UnitStream(path, terms)
    weights = {"东": 1.0, "西": 2.5, "南": MOST_REPEATS}
    corpus = streaming._Shuffled(tmp_path, stream, weights, seed=1)
    ((units, counts),) = stream
    rows, keys = streaming._drawn(units, counts, weights, seed=1)
    times = np.bincount(rows, minlength=len(units))
    groups = units["group"].to_numpy()
    assert set(times[groups == "东"]) == {1}
    assert set(times[groups == "西"]) == {2, 3}
    assert times[groups == "西"].mean() == pytest.approx(2.5, abs=0.15)
    assert set(times[groups == "南"]) == {MOST_REPEATS}
    assert len(corpus) == len(rows) == len(list(corpus))
    assert len(set(keys.tolist())) == len(keys)


def test_the_order_on_disk_is_that_of_the_hashes(path, terms, tmp_path):
    stream = UnitStream(path, terms)
    weights = dict.fromkeys("东西南", 1.0)
    corpus = streaming._Shuffled(tmp_path, stream, weights, seed=5)
    ((units, counts),) = stream
    rows, keys = streaming._drawn(units, counts, weights, seed=5)
    expected = counts[rows[np.argsort(keys)]]
    for _ in range(2):
        assert (streaming._matrix(iter(corpus), len(terms)) != expected).nnz == 0


def test_units_without_words_are_no_part_of_a_fit(tmp_path, table, terms, words):
    empty = pd.DataFrame(
        {"unit": [900, 901], "doc_id": "z", "group": ["空", "东"], "words": [[], ["none"]]}
    )
    pd.concat([table, empty]).to_parquet(tmp_path / "u.parquet", index=False)
    stream = UnitStream(tmp_path / "u.parquet", terms)
    assert fit_streamed(stream, k=K, seed=1, balance=0.5).tobytes() == words.tobytes()
    prevalence = write_shares(stream, words, tmp_path / "shares.parquet")
    assert prevalence.loc["空"].isna().all()
    assert prevalence.drop("空").sum(axis=1).to_numpy() == pytest.approx(1)
    last = pq.read_table(tmp_path / "shares.parquet").to_pandas().tail(2)
    assert last["tokens"].tolist() == [0, 0]
    assert last["topic_1"].isna().all()


def test_too_many_topics_are_named(tmp_path):
    path = write(tmp_path / "u.parquet", ["a"], ["a", "b"], [], ["b"])
    with pytest.raises(DesignError, match="2 topics are more than 3 units hold"):
        fit_streamed(UnitStream(path, np.array(["a", "b"], dtype=object)), k=2, seed=1, balance=0.5)


def test_nothing_stays_in_the_scratch_folder(tmp_path, path, terms):
    fit_streamed(UnitStream(path, terms), k=2, seed=1, balance=0.5, scratch=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("batch", [11, 10_000])
def test_shares_are_those_of_all_units_at_once(tmp_path, path, terms, words, known, batch):
    stream = UnitStream(path, terms, batch)
    prevalence = write_shares(stream, words, tmp_path / "shares.parquet")
    ((units, counts),) = UnitStream(path, terms)
    taken = token_shares(counts, words)
    back = pq.read_table(tmp_path / "shares.parquet").to_pandas()
    shares = back[[f"topic_{topic + 1}" for topic in range(K)]].to_numpy()
    assert np.allclose(shares, taken / taken.sum(axis=1, keepdims=True), atol=1e-4)
    assert back[["unit", "doc_id", "group"]].equals(units)
    assert back["tokens"].tolist() == counts.sum(axis=1).A1.tolist()
    expected = pd.DataFrame(taken, columns=range(1, K + 1)).groupby(units["group"]).sum()
    expected = expected.div(expected.sum(axis=1), axis=0)
    assert prevalence.index.tolist() == sorted(["东", "西", "南"])
    assert np.allclose(prevalence, expected.loc[prevalence.index], atol=1e-5)
    # The order of topics is that of their shares, each group weighing the same.
    assert (np.diff(prevalence.mean()) < 0.03).all()


def test_a_broken_run_leaves_no_shares(tmp_path, path, terms, words, monkeypatch):
    def broken(counts, words):
        raise MemoryError

    monkeypatch.setattr(streaming, "token_shares", broken)
    with pytest.raises(MemoryError):
        write_shares(UnitStream(path, terms), words, tmp_path / "shares.parquet")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("voice", ["nmf", "gibbs"])
def test_a_voice_that_holds_everything_is_refused(path, terms, voice):
    with pytest.raises(ConfigError) as caught:
        fit_to_all(path, terms, voice, k=K, seed=1, balance=0.5)
    message = str(caught.value)
    assert "`topics.models`" in message
    assert f"{voice} holds all units in memory, and 340 are more" in message
    assert "Choose lda" in message


def test_the_voice_that_streams_is_fitted_to_all(path, terms, words):
    assert fit_to_all(path, terms, "lda", k=K, seed=1, balance=0.5).tobytes() == words.tobytes()


def test_a_sample_hangs_on_names_alone(path, table, tmp_path):
    drawn = sample_units(path, 100, seed=1)
    assert 60 < len(drawn) < 140
    assert list(drawn["words"].map(list)) == list(table["words"].loc[drawn["unit"]])
    table.sample(frac=1, random_state=3).to_parquet(tmp_path / "units.parquet", index=False)
    again = sample_units(tmp_path / "units.parquet", 100, seed=1, batch=7)
    assert sorted(again["unit"]) == sorted(drawn["unit"])
    assert sorted(sample_units(path, 100, seed=2)["unit"]) != sorted(drawn["unit"])
    assert len(sample_units(path, 340, seed=1)) == 340
