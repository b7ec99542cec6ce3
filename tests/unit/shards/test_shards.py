"""What shards add up to is what all texts at once give, however they are cut."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shard_texts import OPTIONS

from chengyan.clean import Sentence, clean
from chengyan.compare import keyness_tables
from chengyan.counting import (
    count_terms,
    from_word_lists,
    nested_counts,
    word_lists,
)
from chengyan.describe import corpus_table
from chengyan.errors import ChengyanError, DesignError, TextError
from chengyan.segment import token_table
from chengyan.shards import counts
from chengyan.shards.compare import keyness_of_shards, tfidf_of_shards
from chengyan.shards.counts import add_up_groups
from chengyan.shards.merge import merge_sums, merged
from chengyan.shards.rows import read_rows
from chengyan.shards.spread import dp_norm, shared_with_sizes
from chengyan.shards.summary import circumstances, group_shares, group_table
from chengyan.shards.terms import REST, frequent_terms, group_terms
from chengyan.shards.texts import Text, read_texts, write_shards
from chengyan.shards.topics import ShardUnits, share_sums
from chengyan.tables import read_table
from chengyan.tfidf import group_tfidf
from chengyan.topics.streaming import fit_streamed

KEYS = ["term", "group"]


@pytest.fixture(scope="module")
def whole(texts, segmenter):
    """Paragraphs, sentences and tokens of all texts at once, as of a manifest's."""
    paragraphs, sentences = [], []
    for text in texts:
        parts, found = clean(text.text)
        keys = {"doc_id": text.doc_id, "group": text.group}
        paragraphs.append(pd.DataFrame(parts).assign(**keys))
        sentences.append(pd.DataFrame(found, columns=Sentence._fields).assign(**keys))
    paragraphs, sentences = (
        pd.concat(tables, ignore_index=True) for tables in (paragraphs, sentences)
    )
    tokens = token_table(sentences, segmenter)
    return paragraphs, sentences, tokens.assign(group=tokens["doc_id"].str.partition("-")[0])


@pytest.fixture(scope="module")
def matrix(whole):
    return count_terms(whole[2], OPTIONS["kinds"], OPTIONS["stopwords"])


@pytest.fixture(scope="module")
def added(shards, tmp_path_factory):
    """The merged sums, and the facts of groups."""
    path = tmp_path_factory.mktemp("merged") / "sums.parquet"
    merge_sums([files["sums"] for files in shards], path, KEYS, batch=500)
    return path, add_up_groups([read_table(files["groups"]) for files in shards])


@pytest.fixture(scope="module")
def terms(added):
    return group_terms(*added, frequent_terms(added[0], 100_000))


def table_of(shards, name):
    return pd.concat([read_table(files[name]) for files in shards], ignore_index=True)


def test_there_are_several_shards(shards):
    assert len(shards) > 2


def test_tokens_are_those_of_all_texts_at_once(shards, whole):
    tokens = table_of(shards, "tokens")
    pd.testing.assert_frame_equal(tokens, whole[2][tokens.columns], check_dtype=False)
    sentences = table_of(shards, "sentences")
    columns = [*sentences.columns]
    pd.testing.assert_frame_equal(sentences, whole[1][columns], check_dtype=False)


def test_facts_of_documents_are_those_of_the_corpus_table(shards, whole, texts):
    found = table_of(shards, "documents")
    rows = [{"doc_id": text.doc_id, "group": text.group} for text in texts]
    expected = corpus_table(*whole, rows, OPTIONS["kinds"])
    names = ["doc_id", "group", "han_chars", "analysed_han_chars", "tokens", "types"]
    names += ["paragraphs", "sentences"]
    pd.testing.assert_frame_equal(found[names], expected[names], check_dtype=False)
    assert set(found["genre"]) == {"report"}
    sizes = group_table([found], ["廊坊", "保定", "石家庄"])
    assert sizes["group"].tolist() == ["廊坊", "保定", "石家庄"]
    assert sizes["texts"].tolist() == [4, 4, 4]
    assert sizes["tokens"].sum() == found["tokens"].sum()


def test_rows_are_the_document_term_matrix(shards, matrix):
    rows = [
        part.joined_by("paragraph")
        for files in shards
        for part in read_rows(files["counts"], files["vocabulary"], matrix.terms)
    ]
    assert np.concatenate([r.doc_id for r in rows]).tolist() == matrix.units["doc_id"].tolist()
    paragraphs = np.concatenate([r.paragraph for r in rows])
    assert paragraphs.tolist() == matrix.units["paragraph"].tolist()
    found = np.vstack([r.counts.toarray() for r in rows])
    assert np.array_equal(found, matrix.counts.toarray())
    sizes = np.concatenate([r.size for r in rows])
    assert np.array_equal(sizes, matrix.counts.sum(axis=1).A1)


def test_units_are_those_of_the_topic_models(shards, whole):
    lists = word_lists(whole[2], OPTIONS["kinds"], OPTIONS["stopwords"], **OPTIONS["unit"])
    expected = from_word_lists(lists)
    paths = [(files["counts"], files["vocabulary"]) for files in shards]
    units = list(ShardUnits(paths, expected.terms))
    names = pd.concat([names for names, _ in units], ignore_index=True)
    assert names["doc_id"].tolist() == expected.units["doc_id"].tolist()
    firsts = names.groupby("doc_id")["unit"].min()
    assert (firsts == 0).all()
    found = np.vstack([counts.toarray() for _, counts in units])
    assert np.array_equal(found, expected.counts.toarray())


def test_sums_are_those_of_the_matrix_and_hang_on_no_batch(
    shards, added, matrix, texts, count, tmp_path
):
    sums = read_table(added[0])
    assert list(zip(sums["term"], sums["group"], strict=True)) == sorted(
        zip(sums["term"], sums["group"], strict=True)
    )
    counts = matrix.by_group().rename(columns={"count": "expected"})
    both = sums.merge(counts, on=KEYS, how="outer")
    assert (both["count"] == both["expected"]).all()
    one = count(texts, tmp_path / "one", 10**9, batch=5_000)
    assert len(one) == 1
    assert pq.ParquetFile(one[0]["counts"]).num_row_groups > 3
    again = read_table(one[0]["sums"])
    exact = [name for name in sums if name != "per_size"]
    pd.testing.assert_frame_equal(again[exact], sums[exact])
    np.testing.assert_allclose(again["per_size"], sums["per_size"], rtol=1e-12)
    pd.testing.assert_frame_equal(read_table(one[0]["groups"]), added[1])


def test_sums_are_added_up_before_they_are_too_many(shards, texts, count, tmp_path, monkeypatch):
    monkeypatch.setattr(counts, "HELD", 100)
    again = count(texts, tmp_path, 20_000, batch=5_000)
    for few, many in zip(again, shards, strict=True):
        pd.testing.assert_frame_equal(read_table(few["sums"]), read_table(many["sums"]))


def test_a_shard_without_a_term_has_empty_sums(texts, count, tmp_path):
    silent = [Text(f"s{i}", "甲", "2021。", {"city": "甲"}) for i in range(3)]
    without, one = (
        count(given, tmp_path / name, 10**9)[0]
        for name, given in (("without", silent), ("one", texts))
    )
    for name in ("counts", "vocabulary", "sums", "groups"):
        assert read_table(without[name]).empty
    number = merge_sums([without["sums"], one["sums"]], tmp_path / "sums.parquet", KEYS)
    assert number == len(read_table(one["sums"]))


SUMMED = st.lists(
    st.lists(
        st.tuples(st.sampled_from("国人民a﨎𠀀"), st.sampled_from("甲乙"), st.integers(0, 9)),
        max_size=12,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200)
@given(SUMMED, st.integers(1, 4))
def test_merging_is_adding_up(tmp_path_factory, parts, batch):
    folder = tmp_path_factory.mktemp("parts")
    tables = []
    for number, rows in enumerate(parts):
        table = pd.DataFrame(rows, columns=[*KEYS, "count"]).groupby(KEYS, as_index=False).sum()
        table = table.sort_values(KEYS, kind="stable", ignore_index=True).astype({"count": int})
        schema = pa.schema([("term", pa.string()), ("group", pa.string()), ("count", pa.int64())])
        pq.write_table(
            pa.Table.from_pandas(table, schema, preserve_index=False), folder / f"{number}.parquet"
        )
        tables.append(table)
    paths = [folder / f"{number}.parquet" for number in range(len(parts))]
    pieces = list(merged(paths, KEYS, batch))
    assert all(piece.num_rows for piece in pieces)
    found = pd.concat([piece.to_pandas() for piece in pieces]) if pieces else tables[0][:0]
    expected = pd.concat(tables).groupby(KEYS)["count"].sum()
    assert found.set_index(KEYS)["count"].to_dict() == expected.to_dict()
    assert list(zip(found["term"], found["group"], strict=True)) == sorted(expected.index)


def test_keyness_and_dispersion_are_those_of_one_matrix(whole, matrix, terms, shards, texts):
    rows = [{"doc_id": t.doc_id, "group": t.group, **t.row} for t in texts]
    rows.sort(key=lambda row: terms.order.index(row["group"]))
    nested = nested_counts(whole[2], OPTIONS["kinds"])
    expected, _ = keyness_tables(matrix, nested, rows, compare="city", min_texts=3, pairs_too=False)
    facts = circumstances(table_of(shards, "documents"), 3)
    assert len(circumstances(table_of(shards, "documents"), 1)) == len(rows) / 2
    contrast = {"compare": "city", "min_texts": 3}
    found = keyness_of_shards(terms, facts, contrast=contrast, listed=10**6)
    held = found[found["count"] > 0]
    parts = [
        shared_with_sizes(files["counts"], files["vocabulary"], held, terms.groups)
        for files in shards
    ]
    found["dp_norm"] = dp_norm(parts, found)
    assert (found["contrast"] == "matched").all()
    keys = ["group", "term"]
    both = expected.merge(found, on=keys, suffixes=("", "_found"), how="outer")
    assert len(both) == len(expected) == len(found)
    for name in (
        "count",
        "other_count",
        "g2",
        "log_ratio",
        "lrc",
        "log_odds_z",
        "dp_norm",
        "paragraphs",
        "of_paragraphs",
        "texts",
        "ci_low",
        "ci_high",
    ):
        np.testing.assert_allclose(
            both[f"{name}_found"], both[name], rtol=1e-9, atol=1e-9, err_msg=name
        )
    assert (both["ci_method"] == both["ci_method_found"]).all()
    fewer = keyness_of_shards(terms, facts, contrast=contrast, listed=5)
    assert fewer.groupby("group").size().tolist() == [5, 5, 5]
    leading = found.assign(z=found["log_odds_z"].abs()).groupby("group")["z"].nlargest(5)
    assert sorted(fewer["log_odds_z"].abs()) == sorted(leading)


def test_terms_that_are_not_compared_stay_tokens(added, terms):
    few = frequent_terms(added[0], 50)
    assert len(few) == 50
    totals = terms.counts().groupby("term")["count"].sum()
    assert totals[few].min() >= totals.drop([*few, REST], errors="ignore").max()
    some = group_terms(*added, few, ["石家庄", "保定", "廊坊"])
    assert some.order == ["石家庄", "保定", "廊坊"]
    assert some.sums["count"].sum() == totals.sum()
    assert (some.sums["count"][:, 0] > 0).all()
    without = frequent_terms(added[0], 50, dropped=lambda term: term in few[:10])
    assert not set(without) & set(few[:10])


def test_tfidf_is_that_of_one_matrix(matrix, terms):
    expected = group_tfidf(matrix)
    found = tfidf_of_shards(terms, 10**6)
    both = expected.merge(found, on=["group", "term"], suffixes=("", "_found"), how="outer")
    assert len(both) == len(expected) == len(found)
    np.testing.assert_allclose(both["tfidf_found"], both["tfidf"], rtol=1e-12)
    assert tfidf_of_shards(terms, 7).groupby("group").size().tolist() == [7, 7, 7]


def test_topics_are_streamed_and_shared_out(shards, added):
    vocabulary = np.array(frequent_terms(added[0], 300), object)
    paths = [(files["counts"], files["vocabulary"]) for files in shards]
    units = ShardUnits(paths, vocabulary)
    words = fit_streamed(units, k=4, seed=1, balance=0.5)
    np.testing.assert_allclose(words.sum(axis=1), 1)
    shares = pd.concat([share_sums(ShardUnits([pair], vocabulary), words) for pair in paths])
    assert len(shares) == 12
    topics = [f"topic_{number}" for number in range(1, 5)]
    np.testing.assert_allclose(shares[topics].sum(axis=1), shares["tokens"])
    backwards = fit_streamed(ShardUnits(paths[::-1], vocabulary), k=4, seed=1, balance=0.5)
    np.testing.assert_array_equal(words, backwards)


def test_shares_of_groups_have_intervals_over_many_texts():
    rng = np.random.default_rng(1)
    among = rng.integers(50, 150, 400)
    table = pd.DataFrame({"group": np.repeat(["甲", "乙"], 200), "statements": among})
    table["code_ECON"] = rng.binomial(among, np.repeat([0.3, 0.1], 200))
    table["code_NONE"] = 0
    found = group_shares(table, ["code_ECON", "code_NONE"], "statements", ["乙", "甲"])
    assert found["group"].tolist() == ["乙", "乙", "甲", "甲"]
    low, high = found["ci_low"], found["ci_high"]
    assert low[0] < 0.1 < high[0] < low[2] < 0.3 < high[2]
    assert found["share"][1] == 0
    assert np.isnan(low[1])


def write(folder, **columns):
    path = folder / "shard.parquet"
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"doc_id": ["a"], "city": ["甲"]}, "column text is missing"),
        ({"doc_id": ["a"], "text": ["国"]}, "column city is missing"),
        (
            {"doc_id": ["a", "a"], "city": ["甲", "乙"], "text": ["国", "民"]},
            "doc_id a stands twice",
        ),
        ({"doc_id": ["a", None], "city": ["甲", "乙"], "text": ["国", "民"]}, "doc_id is empty"),
        ({"doc_id": ["a", "b"], "city": ["甲", ""], "text": ["国", "民"]}, "city is empty"),
        ({"doc_id": ["a"], "city": ["甲"], "text": [1]}, "column text is int64"),
        (
            {
                "doc_id": pa.array([], pa.string()),
                "city": pa.array([], pa.string()),
                "text": pa.array([], pa.string()),
            },
            "holds no text",
        ),
    ],
)
def test_a_wrong_shard_is_one_message(tmp_path, columns, problem):
    path = write(tmp_path, **columns)
    with pytest.raises(TextError, match=problem) as error:
        list(read_texts(path, "city"))
    assert str(path) in str(error.value)


def test_no_parquet_is_one_message(tmp_path):
    (tmp_path / "shard.parquet").write_bytes(b"no table")
    with pytest.raises(TextError, match="cannot be read as Parquet"):
        list(read_texts(tmp_path / "shard.parquet", "city"))
    with pytest.raises(TextError, match="cannot be read as Parquet"):
        list(read_texts(tmp_path / "none.parquet", "city"))


def test_texts_come_back_in_batches(tmp_path):
    texts = [Text(f"d{i}", "甲", "国" * 10, {"city": "甲", "title": str(i)}) for i in range(10)]
    paths = write_shards(texts, tmp_path, 100)
    assert [path.name for path in paths] == ["00000.parquet", "00001.parquet", "00002.parquet"]
    batches = [list(read_texts(path, "city", 60)) for path in paths]
    assert [[len(b) for b in each] for each in batches] == [[2, 2], [2, 2], [2]]
    found = [text for each in batches for batch in each for text in batch]
    assert [(t.doc_id, t.group, t.text, t.row["title"]) for t in found] == [
        (t.doc_id, "甲", t.text, t.row["title"]) for t in texts
    ]


def test_one_group_or_a_wrong_order_is_refused(added):
    path, groups = added
    with pytest.raises(DesignError, match="one group only"):
        group_terms(path, groups[:1], ["国"])
    with pytest.raises(ChengyanError, match="the texts are of"):
        group_terms(path, groups, ["国"], ["甲", "乙", "丙"])
