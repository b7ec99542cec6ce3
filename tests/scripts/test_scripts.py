"""The scripts, from raw texts to tables, on a tiny corpus whose names look like numbers."""

import hashlib
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from tiny import CITIES, text

from chengyan.config import complete_config
from chengyan.manifest import group_documents, read_manifest
from chengyan.plan import Plan
from chengyan.tables import read_table, write_table

ROOT = Path(__file__).parents[2]
YEARS = ["2021", "2019", "2020"]
KINDS = ["heading", "body"]


def main(script):
    """The function of a script that takes paths."""
    return import_module(script).main


def write_manifest(folder):
    lines = ["doc_id\tcity\ttitle\tauthor\tdate\tpath\tsha256"]
    for number, (city, year) in enumerate(zip(CITIES, YEARS, strict=True), start=1):
        raw = text(city).encode("utf-8")
        (folder / f"{number}.txt").write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        lines.append(f"00{number}\t{city}\t{city}工作报告\t\t{year}\t{number}.txt\t{digest}")
    (folder / "documents.tsv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder / "documents.tsv"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with all tables, and the plan they were made by."""
    folder = tmp_path_factory.mktemp("scripts")
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text("utf-8"))
    config = complete_config({"compare": "year", "order": [2019]}, schema)
    documents = read_manifest(write_manifest(folder))
    plan = Plan(config, {"corpus": documents}, group_documents(documents, "year", config["order"]))
    groups, rows = list(plan.groups), plan.rows()
    lexicon = {name: [str(ROOT / path)] for name, path in config["lexicon"].items()}

    def paths(name):
        return [str(folder / d.doc_id / f"{name}.parquet") for d in documents]

    def table(name):
        return str(folder / f"{name}.csv")

    tokens, counts = paths("tokens"), str(folder / "counts.parquet")
    nested = str(folder / "nested.parquet")
    texts = zip(documents, paths("paragraphs"), paths("sentences"), tokens, strict=True)
    for document, paragraphs_of, sentences_of, tokens_of in texts:
        main("collect_text")(str(document.path), document.facts(), paragraphs_of, sentences_of)
        main("segment_text")(sentences_of, lexicon["formulations"], "rjieba", tokens_of)
    main("measure_corpus")(
        paths("paragraphs"),
        paths("sentences"),
        tokens,
        rows,
        KINDS,
        {name: table(name) for name in ("corpus", "paragraphs", "sentences")},
    )
    main("measure_segmentation")(
        tokens, lexicon["formulations"], rows, "rjieba", table("segmentation")
    )
    main("count_terms")(
        tokens, lexicon["stopwords"], plan.group_of("corpus"), KINDS, counts, nested
    )
    main("measure_tfidf")(counts, [], lexicon["occasion"], groups, table("tfidf"))
    main("compare_keyness")(
        counts,
        nested,
        lexicon["occasion"],
        rows,
        "year",
        1,
        config["keyness"],
        {name: table(name) for name in ("keyness", "pairs")},
    )
    main("measure_similarity")(
        ([counts], tokens, rows),
        ([], [], []),
        lexicon["occasion"],
        "year",
        1,
        KINDS,
        config["similarity"],
        table("similarity"),
    )
    main("measure_ternary")(counts, lexicon["occasion"], groups, 500.0, 1.0, table("ternary"))
    main("fit_topics")(
        counts,
        table("sentences"),
        lexicon["occasion"],
        groups,
        config["topics"] | {"k": 3},
        KINDS,
        {name: table(name) for name in ("topics", "prevalence", "course")},
    )
    return folder, plan


def read(made, name):
    return read_table(made[0] / f"{name}.csv")


def test_corpus(made):
    table = read(made, "corpus")
    assert table["doc_id"].tolist() == ["002", "001", "003"]
    assert table["group"].tolist() == ["2019", "2021", "2020"]
    assert table["city"].tolist() == ["乙州", "甲州", "丙州"]
    assert (table["sections"] == 2).all()
    assert (table["paragraphs"] == 6).all()
    assert (table["han_chars"] > table["analysed_han_chars"]).all()


def test_every_sentence_leads_to_its_line(made):
    folder, plan = made
    sentences = read(made, "sentences")
    assert sentences["group"].unique().tolist() == list(plan.groups)
    for row in sentences.itertuples():
        lines = plan.document("corpus", row.doc_id).path.read_text("utf-8").split("\n")
        assert row.text in "".join(lines[row.source_line - 1 : row.last_line])
    assert sentences["source_line"].lt(sentences["last_line"]).sum() == 3  # one page break each
    assert (folder / "002/tokens.parquet").is_file()


def test_tokens_are_those_of_the_sentences(made):
    sentences = read(made, "sentences").set_index(["doc_id", "sentence"])["text"]
    for doc_id in ("001", "002", "003"):
        tokens = read_table(made[0] / doc_id / "tokens.parquet")
        joined = tokens.groupby(["doc_id", "sentence"])["token"].agg("".join)
        pd.testing.assert_series_equal(
            joined, sentences.loc[[doc_id]], check_names=False, check_index_type=False
        )


def test_counts_leave_out_stop_words_title_and_numbers(made):
    counts = read_table(made[0] / "counts.parquet")
    assert counts["group"].drop_duplicates().tolist() == ["2019", "2021", "2020"]
    assert counts.groupby("group")["unit"].nunique().to_dict() == dict.fromkeys(YEARS, 6)
    terms = set(counts["term"])
    assert {"我们", "必须", "工业"} <= terms
    assert not {"的", "，", "代表", "1"} & terms
    for city, own in counts.groupby("doc_id"):
        words = CITIES[list(CITIES)[int(city) - 1]]
        assert set(words) <= set(own["term"])


def test_tfidf_and_keyness_find_each_groups_own_words(made):
    by_year = {year: set(words) for year, words in zip(YEARS, CITIES.values(), strict=True)}
    tfidf, keyness = read(made, "tfidf"), read(made, "keyness")
    for year, words in by_year.items():
        top = tfidf[(tfidf["group"] == year) & (tfidf["rank"] <= 3)]
        assert set(top["term"]) == words
        own = keyness[keyness["group"] == year].nlargest(3, "log_odds_z")
        assert set(own["term"]) == words
    assert tfidf["group"].drop_duplicates().tolist() == ["2019", "2021", "2020"]
    assert keyness["occasion"].dtype == bool
    assert set(keyness["contrast"]) == {"unmatched"}


def test_pairs_are_of_two_different_groups(made):
    pairs = read(made, "pairs")
    assert len(pairs[["group", "reference"]].drop_duplicates()) == 6
    assert (pairs["group"] != pairs["reference"]).all()
    assert set(pairs["reference"]) == set(YEARS)


def test_similarity(made, tmp_path):
    table = read(made, "similarity")
    pairs = [("2019", "2021"), ("2019", "2020"), ("2021", "2020")]
    assert list(zip(table["group_a"], table["group_b"], strict=True))[::2] == pairs
    assert table["measure"].tolist() == ["cosine", "jsd"] * 3
    assert table["value"].between(0, 1).all()
    assert table[["ci_low", "null_low", "null_high", "percentile"]].isna().all(axis=None)
    assert set(table["null_of"]) == {"none: genre unknown"}
    main("plot_similarity")(
        str(made[0] / "similarity.csv"), list(made[1].groups), str(tmp_path / "similarity")
    )
    assert (tmp_path / "similarity.pdf").is_file()


def test_similarity_from_twenty_texts_on_counts_all_words(made, tmp_path):
    """The tiny texts, each several times over, set against a reference that is the same."""
    folder, plan = made
    names = [f"{d.doc_id}-{i}" for i in range(7) for d in plan.documents["corpus"]]
    rows = [
        {"doc_id": name, "group": name, "genre": "report", "date": "2024", "office": "市长"}
        for name in names
    ]
    counts = read_table(folder / "counts.parquet")
    every = pd.concat(
        [
            counts[counts["doc_id"] == name[:3]].assign(
                doc_id=name, group="reference", unit=lambda t, n=n: t["unit"] + 100 * n
            )
            for n, name in enumerate(names)
        ]
    )
    every["unit"] = pd.factorize(every["unit"])[0]
    write_table(every, tmp_path / "counts.parquet")
    tokens = []
    for name in names:
        path = tmp_path / f"{name}.parquet"
        write_table(read_table(folder / name[:3] / "tokens.parquet").assign(doc_id=name), path)
        tokens.append(str(path))
    main("measure_similarity")(
        ([str(folder / "counts.parquet")],
         [str(folder / d.doc_id / "tokens.parquet") for d in plan.documents["corpus"]],
         [{**row, "genre": "report", "date": "2024"} for row in plan.rows()]),
        ([str(tmp_path / "counts.parquet")], tokens, rows),
        [],
        "year",
        1,
        KINDS,
        {"seed": 1, "delta_words": 20, "occasion_words": True},
        str(tmp_path / "similarity.csv"),
    )  # fmt: skip
    table = read_table(tmp_path / "similarity.csv")
    assert table["measure"].tolist() == ["cosine", "jsd", "burrows_delta"] * 3
    assert set(table["null_of"]) == {"report (reference)"}
    assert (table["null_pairs"] == 210).all()
    # Stop words count for Delta, so that its samples are larger.
    sizes = table.groupby("measure")["sample_tokens"].first()
    assert sizes["burrows_delta"] > sizes["jsd"]


def test_ternary(made):
    table = read(made, "ternary")
    assert {"发展", "问题"} <= set(table["term"])
    np.testing.assert_allclose(table.groupby("term")["share"].sum(), 1)


def test_correspondence(made, tmp_path):
    folder, plan = made
    options = {"min_groups": 0.5, "min_count": 1.0, "occasion_words": False}
    result = str(tmp_path / "correspondence.csv")
    main("measure_correspondence")(
        str(folder / "counts.parquet"), [], list(plan.groups), options, result
    )
    # What the tiny texts share they use alike, and their own words are no shared ones.
    table = read_table(result, ["point", "name", "axis", "coordinate", "axis_share"])
    assert table.empty
    counts = read_table(folder / "counts.parquet")
    often = counts["group"].eq("2019") & counts["term"].eq("发展")
    counts.loc[often, "count"] *= 9
    uneven = str(tmp_path / "counts.parquet")
    write_table(counts, uneven)
    main("measure_correspondence")(uneven, [], list(plan.groups), options, result)
    groups = read_table(result).query("point == 'group' and axis == 1")
    assert groups["name"].tolist() == list(plan.groups)
    assert groups["coordinate"].idxmax() == groups.index[0]


def test_segmentation_names_what_the_lexicon_joined(made):
    table = read(made, "segmentation")
    found = table[table["term"] == "人民至上"]
    assert set(found["group"]) == set(YEARS)
    assert (found["count"] == 6).all()
    assert set(found["without_lexicon"]) == {"人民;至上"}


def test_topics(made):
    topics, prevalence, course = (read(made, name) for name in ("topics", "prevalence", "course"))
    assert topics.groupby(["model", "topic"]).size().eq(10).all()
    assert set(topics["model"]) == {"nmf", "lda"}
    np.testing.assert_allclose(prevalence.groupby(["model", "group"])["share"].sum(), 1)
    assert prevalence["ci_low"].isna().all()
    assert course["doc_id"].drop_duplicates().tolist() == ["002", "001", "003"]
    assert course.groupby("doc_id").size().eq(8).all()
    assert course["topic"].between(1, 3).all()
    assert set(course["label"]) <= set(topics.loc[topics["model"] == "nmf", "label"])


def test_figures_take_groups_that_look_like_numbers(made, tmp_path):
    folder, plan = made
    main("plot_corpus")(str(folder / "corpus.csv"), list(plan.groups), str(tmp_path / "corpus"))
    assert (tmp_path / "corpus.png").stat().st_size > 10_000


def test_without_word_lists(made, tmp_path):
    folder, _ = made
    out = str(tmp_path / "tokens.parquet")
    main("segment_text")(str(folder / "001/sentences.parquet"), [], "jieba", out)
    assert set(read_table(out)["by"]) == {"engine"}
    counts, nested = (str(tmp_path / f"{name}.parquet") for name in ("counts", "nested"))
    main("count_terms")([out], [], {"001": "甲"}, KINDS, counts, nested)
    assert read_table(nested).empty
    assert "的" in set(read_table(tmp_path / "counts.parquet")["term"])
    rows = [{"doc_id": "001", "group": "甲"}]
    main("measure_segmentation")([out], [], rows, "jieba", str(tmp_path / "s.csv"))
    assert read_table(tmp_path / "s.csv").empty


def test_a_reference_corpus_teaches_the_idf(made, tmp_path):
    counts = str(made[0] / "counts.parquet")
    main("measure_tfidf")(counts, [counts], [], YEARS, str(tmp_path / "same.csv"))
    same, own = read_table(tmp_path / "same.csv"), read(made, "tfidf")
    pd.testing.assert_series_equal(
        same.set_index(["group", "term"])["tfidf"].sort_index(),
        own.set_index(["group", "term"])["tfidf"].sort_index(),
    )
    assert same["group"].drop_duplicates().tolist() == YEARS
