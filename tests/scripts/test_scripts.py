"""The scripts, from raw texts to tables, on a tiny corpus whose names look like numbers."""

import hashlib
import shutil
from importlib import import_module
from itertools import product
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
PRIORITY_TABLES = [
    *("priorities", "priority_validation", "priority_accuracy", "priority_confusion"),
    *("priority_coverage", "priority_ways", "priority_disputed", "priority_seeds"),
]
TOPIC_TABLES = (
    *("topics", "topic_models", "topic_verdicts", "topic_prevalence", "topic_sentences"),
    *("topic_correlations", "topic_effects", "topic_years", "topic_map", "course"),
)
RHETORIC_TABLES = [
    *("rhetoric", "rhetoric_instances", "rhetoric_validation", "rhetoric_differences"),
    *("rhetoric_examples", "modality"),
]
FORMULATION_TABLES = ["formulations", "formulation_coverage", "formulation_candidates"]
REUSE_TABLES = ["reuse", "reuse_groups", "echo", "echo_reference"]
YEARS = ["2021", "2019", "2020"]
KINDS = ["heading", "body"]
TOPICS = {
    "k": [2, 3],
    "unit": {"shortest": 5},
    "max_share": 0.9,
    "trial": {"resamples": 3, "shuffles": 1},
    "words": 5,
}


def main(script):
    """The function of a script that takes paths."""
    return import_module(script).main


def files(folder, *tables):
    """Paths of tables, as rules give them to scripts."""
    return [str(folder / f"{name}.csv") for name in tables]


def pictures(folder, least=5_000):
    """Names of the figures that are there in each of their endings, and no blank sheets."""
    drawn = {path.stem for path in folder.glob("*.png") if path.stat().st_size > least}
    others = [{path.stem for path in folder.glob(f"*.{ending}")} for ending in ("svg", "pdf")]
    return drawn.intersection(*others)


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
    config = complete_config({"compare": "year", "order": [2019], "topics": TOPICS}, schema)
    documents = read_manifest(write_manifest(folder))
    plan = Plan(config, {"corpus": documents}, group_documents(documents, "year", config["order"]))
    groups, rows = list(plan.groups), plan.rows()
    lexicon = {name: [str(ROOT / path)] for name, path in config["lexicon"].items()}

    def paths(name):
        return [str(folder / d.doc_id / f"{name}.parquet") for d in documents]

    def table(name):
        return str(folder / f"{name}.csv")

    tokens, counts = paths("tokens"), str(folder / "counts.parquet")
    nested, units = (str(folder / f"{name}.parquet") for name in ("nested", "units"))
    texts = zip(documents, paths("paragraphs"), paths("sentences"), tokens, strict=True)
    for document, paragraphs_of, sentences_of, tokens_of in texts:
        main("collect_text")(str(document.path), document.facts(), paragraphs_of, sentences_of)
        main("segment_text")(sentences_of, lexicon["formulations"], "rjieba", tokens_of)
    chosen = config["priorities"]
    codebook = {
        "codebook": [str(ROOT / chosen["codebook"])],
        "priorities": [str(ROOT / chosen["lexicon"])],
        "samples": [str(ROOT / path) for path in chosen["samples"]],
    }
    main("measure_corpus")(
        {
            "paragraphs": paths("paragraphs"),
            "sentences": paths("sentences"),
            "tokens": tokens,
        },
        {name: lexicon[name] for name in ("orientation", "sections")},
        codebook,
        rows,
        KINDS,
        {name: table(name) for name in ("corpus", "paragraphs", "sentences", "quasi_sentences")},
    )
    main("measure_segmentation")(
        tokens, lexicon["formulations"], rows, "rjieba", table("segmentation")
    )
    main("count_terms")(
        tokens,
        lexicon["stopwords"],
        plan.group_of("corpus"),
        KINDS,
        config["topics"]["unit"],
        {"counts": counts, "nested": nested, "units": units},
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
    main("compare_parts")(
        table("sentences"),
        tokens,
        lexicon["stopwords"],
        lexicon["occasion"],
        rows,
        {"kinds": KINDS, "compare": "year", "min_texts": 1},
        config["keyness"] | config["parts"] | {"min_tokens": 20},
        {"parts": table("parts"), "keyness": table("keyness_parts")},
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
    tried = []
    for model, k in product(config["topics"]["models"], config["topics"]["k"]):
        files = {
            name: str(folder / f"{model}-{k}-{name}.parquet")
            for name in ("words", "tokens", "refits")
        }
        main("try_topics")(units, lexicon["occasion"], groups, model, k, config["topics"], files)
        tried += files.values()
    main("judge_topics")(
        tried,
        {"units": [units], "reference": [], "sentences": [table("sentences")]},
        {"occasion": lexicon["occasion"]}
        | {name: codebook[name] for name in ("codebook", "priorities")},
        rows,
        groups,
        config["topics"] | {"kinds": KINDS},
        {"compare": "year", "min_texts": 1},
        {name: table(name) for name in TOPIC_TABLES},
    )
    main("export_topics")(
        {"units": [units], "occasion": lexicon["occasion"], "tried": tried}
        | {"models": [table("topic_models")]},
        rows,
        groups,
        config["topics"],
        str(folder / "topics"),
    )
    main("measure_priorities")(
        {name: [table(name)] for name in ("sentences", "quasi_sentences")}
        | {"units": [units], "occasion": lexicon["occasion"], "tried": tried}
        | {"models": [table("topic_models")], "verdicts": [table("topic_verdicts")]},
        codebook,
        rows,
        groups,
        {"seed": 1, "folds": 2, "repeats": 1, "kinds": KINDS},
        config["topics"],
        {"compare": "year", "min_texts": 1},
        {name: table(name) for name in PRIORITY_TABLES},
    )
    main("measure_targets")(
        table("sentences"),
        table("quasi_sentences"),
        *lexicon["numbers"],
        lexicon["formulations"],
        rows,
        KINDS,
        "rjieba",
        table("targets"),
    )
    spoken = config["rhetoric"]
    main("measure_rhetoric")(
        {name: [table(name)] for name in ("sentences", "targets")}
        | {name: [str(ROOT / spoken[name])] for name in ("devices", "patterns", "weights")}
        | {name: [str(ROOT / path) for path in spoken[name]] for name in ("samples", "scores")}
        | {name: lexicon[name] for name in ("formulations", "numbers", "orientation", "sections")}
        | {"reference": paths("sentences")},
        rows,
        [dict(row, group=row["doc_id"], genre="report") for row in rows],
        groups,
        {"kinds": KINDS, "engine": "rjieba"},
        {"compare": "year", "min_texts": 1},
        {name: table(name) for name in RHETORIC_TABLES},
    )
    main("measure_formulations")(
        table("sentences"),
        {name: lexicon[name] for name in ("formulations", "stopwords")},
        rows,
        KINDS,
        {"compare": "year", "min_texts": 1},
        {name: table(name) for name in FORMULATION_TABLES},
    )
    main("measure_reuse")(
        table("sentences"),
        {"formulations": lexicon["formulations"], "reference": paths("sentences")},
        [dict(row, group=row["doc_id"], doc_id=row["doc_id"]) for row in rows],
        KINDS,
        "rjieba",
        1,
        {name: table(name) for name in REUSE_TABLES},
    )
    main("measure_positions")(
        tokens,
        table("sentences"),
        rows,
        ["问题", "人民", "没有这个"],
        KINDS,
        {name: table(name) for name in ("positions", "spread")},
    )
    main("measure_collocations")(
        tokens, lexicon["stopwords"], lexicon["occasion"], rows, KINDS, 3, table("collocations")
    )
    main("measure_diversity")(tokens, rows, KINDS, "year", 1, 50, table("diversity"))
    main("measure_readability")(
        paths("sentences"), tokens, rows, KINDS, "year", 1, config["readability"],
        table("readability"),
    )  # fmt: skip
    claims = [
        {
            "id": "industry", "text_en": "2021 speaks more of industry", "text_zh": "多谈工业",
            "kind": "terms", "of": ["工业", "园区"], "more": ["2021"], "less": ["2019", "2020"],
            "min_effect": 0.5,
        },
        {
            "id": "sentences", "text_en": "Sentences are longer", "text_zh": "句子长",
            "kind": "measure", "of": ["sentence_length"], "more": ["2021"], "less": ["2019"],
            "min_effect": 0.2,
        },
        {
            "id": "we", "text_en": "2021 says we", "text_zh": "多说我们",
            "kind": "device", "of": ["we"], "more": ["2021"], "less": ["2019"],
            "min_effect": 0.2,
        },
    ]  # fmt: skip
    options, groups_of = plan.options(), plan.group_of("corpus")
    ordered = [str(folder / doc_id / "tokens.parquet") for doc_id in groups_of]
    cuts = [
        (variant, str(folder / f"{variant}.parquet"))
        for variant in ("jieba-with", "dictionary-without", "string")
    ]
    for variant, result in cuts:
        own = ordered if variant == "jieba-with" else []
        main("measure_claims")(
            table("sentences"),
            table("rhetoric_instances"),
            lexicon | {"tokens": own},
            claims,
            variant,
            options,
            {"engine": "rjieba", "seed": 1, "alpha0": 500.0, "whole": True},
            result,
        )
    main("measure_robustness")(
        table("sentences"),
        table("rhetoric_instances"),
        {
            "estimates": [path for _, path in cuts],
            "tokens": ordered,
            "stopwords": lexicon["stopwords"],
        },
        rows,
        claims,
        options,
        {"compare": "year", "agree": 0.9, "min_texts": 1},
        {name: table(name) for name in ("specifications", "robustness", "choices", "claims")},
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


def test_similarity(made):
    table = read(made, "similarity")
    pairs = [("2019", "2021"), ("2019", "2020"), ("2021", "2020")]
    assert list(zip(table["group_a"], table["group_b"], strict=True))[::2] == pairs
    assert table["measure"].tolist() == ["cosine", "jsd"] * 3
    assert table["value"].between(0, 1).all()
    assert table[["ci_low", "null_low", "null_high", "percentile"]].isna().all(axis=None)
    assert set(table["null_of"]) == {"none: genre unknown"}


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
    assert (table["loo_low"] <= table["share"] + 1e-9).all()
    assert (table["loo_high"] >= table["share"] - 1e-9).all()
    assert set(table["left_out"]) == {"paragraph"}


def test_positions_lead_to_their_sentences(made):
    found, spread = read(made, "positions"), read(made, "spread")
    sentences = read(made, "sentences").set_index(["doc_id", "sentence"])
    keyness = read(made, "keyness").set_index(["group", "term"])["count"]
    for row in found.itertuples():
        text = sentences.loc[(row.doc_id, row.sentence)]
        assert text["text"][row.start : row.end] == row.term
        assert (text["source_line"], text["paragraph"]) == (row.source_line, row.paragraph)
    assert found["doc_id"].drop_duplicates().tolist() == ["002", "001", "003"]
    assert set(found["term"]) == {"问题", "人民"}
    # 人民 stands in 人民至上 alone, which is one token.
    own = spread.set_index(["group", "term"])
    for year in YEARS:
        assert own.loc[(year, "人民"), "nested"] == 6
        assert own.loc[(year, "问题"), "token"] == keyness[year, "问题"] == 6
        assert own.loc[(year, "没有这个"), "count"] == 0


def test_figures_of_words(made, tmp_path):
    folder, plan = made
    options = {"occasion_words": False, "terms": 4, "min_expected": 1.0}
    tables = files(folder, "keyness", "tfidf", "ternary", "similarity", "readability")
    main("plot_words")(tables, list(plan.groups), "unmatched", options, tmp_path)
    names = {"keyness", "effect", "tfidf", "ternary", "similarity", "prose"}
    assert pictures(tmp_path) == names


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
    topics, models, prevalence = (
        read(made, name) for name in ("topics", "topic_models", "topic_prevalence")
    )
    assert topics.groupby(["model", "topic"]).size().eq(5).all()
    assert set(topics["model"]) == {"nmf", "lda", "gibbs"}
    assert models.groupby("model")["best"].sum().eq(1).all()
    best = models[models["best"]].set_index("model")["k"]
    assert topics.groupby("model")["topic"].max().to_dict() == best.to_dict()
    np.testing.assert_allclose(prevalence.groupby(["model", "group"])["share"].sum(), 1)
    assert prevalence["group"].drop_duplicates().tolist() == ["2019", "2021", "2020"]
    assert set(prevalence["contrast"]) == {"unmatched"}
    assert list(prevalence)[-2:] == ["contrast", "confounds"]


def test_the_course_is_of_the_chosen_model(made):
    course, models, verdicts = (
        read(made, name) for name in ("course", "topic_models", "topic_verdicts")
    )
    assert course["doc_id"].drop_duplicates().tolist() == ["002", "001", "003"]
    assert course.groupby("doc_id").size().eq(8).all()
    chosen = models.loc[models["chosen"], "model"].item()
    assert verdicts["model"].iloc[0] == chosen
    own = verdicts[verdicts["model"] == chosen].set_index("topic")
    shown = course[course["topic"] > 0]
    assert len(shown) > len(course) / 2
    for name in ("label", "verdict"):
        assert shown[name].tolist() == own.loc[shown["topic"], name].tolist()


def test_typical_sentences_lead_to_their_lines(made):
    _, plan = made
    for row in read(made, "topic_sentences").itertuples():
        lines = plan.document("corpus", row.doc_id).path.read_text("utf-8").split("\n")
        assert row.text[:4] in lines[row.source_line - 1]


def test_figures_of_topics_are_drawn_from_their_tables(made, tmp_path):
    folder, plan = made
    tables = files(folder, *TOPIC_TABLES, "positions", "spread")
    reference = "these texts themselves"
    main("plot_topics")(tables, list(plan.groups), "unmatched", reference, tmp_path)
    assert pictures(tmp_path) == {"topics", "trial", "topic_map", "course", "xray"}


def test_topics_leave_the_occasion_out_unless_asked(made, tmp_path):
    folder, plan = made
    occasion, terms = tmp_path / "occasion.tsv", []
    occasion.write_text("term\tclass\treason\n工业\tplace\ta district\n", encoding="utf-8")
    for told in (False, True):
        results = {n: str(tmp_path / f"{n}.parquet") for n in ("words", "tokens", "refits")}
        options = plan.config["topics"] | {"occasion_words": told, "min_paragraphs": 1}
        main("try_topics")(
            str(folder / "units.parquet"), [occasion], list(plan.groups), "nmf", 2, options, results
        )
        terms.append(set(read_table(results["words"])["term"]))
    assert terms[1] - terms[0] == {"工业"}


def test_collocations(made):
    table = read(made, "collocations")
    assert table["group"].drop_duplicates().tolist() == ["2019", "2021", "2020"]
    joined = table["terms"].str.replace(";", "")
    pd.testing.assert_series_equal(joined, table["phrase"], check_names=False)
    assert (table["count"] >= 3).all()
    assert (table["terms"].str.split(";").map(len) == table["length"]).all()
    sentences = read(made, "sentences").groupby("group")["text"].agg("".join)
    for row in table.itertuples():
        assert sentences[row.group].count(row.phrase) >= row.count
    assert not table["phrase"].str.contains("^的|的$").any()
    assert table["occasion"].dtype == bool


def test_diversity_says_what_is_too_short(made):
    table = read(made, "diversity").set_index(["group", "measure"])
    assert table.loc[("2019", "mattr"), "value"] > 0
    assert table["value"].isna().groupby("measure").all().to_dict() == {
        "hdd": False,
        "mattr": False,
        "mtld": True,
    }
    assert table.loc[("2021", "mtld"), "reason"].endswith("are shorter than 400")


def test_readability(made):
    table = read(made, "readability")
    values = table.set_index(["group", "measure"])["value"].unstack()
    assert values.index.tolist() == ["2019", "2020", "2021"]
    quantiles = [f"sentence_length_{name}" for name in ("p10", "p25", "median", "p75", "p90")]
    assert (values[quantiles].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    # Texts of one pattern, whose words are of one length.
    assert (values["sentence_length"] == values["sentence_length"].iloc[0]).all()


def test_sentences_know_where_they_look_and_what_they_are_on(made):
    sentences = read(made, "sentences")
    told = ["orientation", "orientation_cues", "theme", "theme_cues"]
    coded = ["primary", "secondary", "primary_probability", "primary_cues", "counted"]
    assert sentences.columns[-10:].tolist() == [*told, *coded, "text"]
    headings = sentences[sentences["kind"] == "heading"]
    by_heading = dict(zip(headings["text"], headings["orientation"], strict=True))
    assert by_heading == {"一、过去的工作": "past", "二、今后的打算": "future"}
    ahead = sentences["text"].str.startswith("我们必须坚持人民至上")
    assert (sentences.loc[ahead, "orientation"] == "future").all()
    outside = ~sentences["kind"].isin(KINDS)
    assert (sentences.loc[outside, told] == "").all(axis=None)


def test_parts_are_compared_with_like_parts(made):
    parts, keyness = read(made, "parts"), read(made, "keyness_parts")
    assert parts["group"].unique().tolist() == ["2019", "2021", "2020"]
    for _, own in parts.groupby(["aspect", "group"]):
        assert own["share"].sum() == pytest.approx(1)
    compared = parts[parts["compared"]]
    assert set(compared["part"]) == {"future"}
    assert set(keyness["part"]) == {"future"}
    by_year = {year: set(words) for year, words in zip(YEARS, CITIES.values(), strict=True)}
    for year, words in by_year.items():
        own = keyness[keyness["group"] == year].nlargest(3, "log_odds_z")
        assert set(own["term"]) == words
    assert keyness["occasion"].dtype == bool


def test_figures_of_texts(made, tmp_path):
    folder, plan = made
    options = {"occasion_words": False, "terms": 5, "kinds": KINDS, "min_tokens": 20}
    tables = files(folder, "corpus", "parts", "sentences", "keyness_parts", "targets")
    main("plot_texts")(tables, list(plan.groups), "unmatched", options, tmp_path)
    assert pictures(tmp_path) == {"corpus", "orientation", "outlook", "plan", "promises"}


def test_claims(made):
    found, every = read(made, "claims"), read(made, "robustness")
    assert found["id"].tolist() == ["industry", "sentences", "we"]
    assert found["less"].tolist() == ["2019;2020", "2019", "2019"]
    assert found["robust"].tolist() == ["robust", "fragile", "fragile"]
    assert found.loc[0, "count_less"] == 0
    assert every["agrees"].dtype == bool
    assert every.loc[every["claim"] == "industry", "agrees"].all()
    assert every[["ci_low", "ci_high"]].isna().all(axis=None)
    # The texts differ in three words alone, as long as one another.
    assert (every.loc[every["claim"] == "sentences", "estimate"].abs() < 0.2).all()
    assert set(every["specification"]) <= set(read(made, "specifications")["specification"])
    own = read(made, "choices").query("claim == 'sentences'")["choice"]
    assert own.tolist() == ["measure", "headings", "quotations", "sections", "length"]


def test_without_claims_tables_are_headers_and_figures_say_so(made, tmp_path):
    names = ("specifications", "robustness", "choices", "claims")
    paths = {name: str(tmp_path / f"{name}.csv") for name in names}
    nothing = {name: [] for name in ("estimates", "tokens", "stopwords")}
    main("measure_robustness")(
        *(str(made[0] / f"{name}.csv") for name in ("sentences", "rhetoric_instances")),
        *(nothing, [], [], made[1].options(), {}, paths),
    )
    assert all(read_table(path).empty for path in paths.values())
    main("plot_claims")(list(paths.values()), 0.9, tmp_path)
    assert pictures(tmp_path, least=1000) == {"robustness", "specifications"}


def test_figures_of_claims_are_drawn_from_their_tables(made, tmp_path):
    tables = files(made[0], "specifications", "robustness", "choices", "claims")
    main("plot_claims")(tables, 0.9, tmp_path)
    assert pictures(tmp_path, least=10_000) == {"robustness", "specifications"}


def test_without_word_lists(made, tmp_path):
    folder, _ = made
    out = str(tmp_path / "tokens.parquet")
    main("segment_text")(str(folder / "001/sentences.parquet"), [], "jieba", out)
    assert set(read_table(out)["by"]) == {"engine"}
    results = {name: str(tmp_path / f"{name}.parquet") for name in ("counts", "nested", "units")}
    main("count_terms")([out], [], {"001": "甲"}, KINDS, TOPICS["unit"] | {"longest": 9}, results)
    assert read_table(results["nested"]).empty
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


def test_rhetoric_of_years_is_told_and_drawn(made, tmp_path):
    folder, plan = made
    rates, instances = read(made, "rhetoric"), read(made, "rhetoric_instances")
    assert list(dict.fromkeys(rates["group"])) == ["2019", "2021", "2020"]
    assert {"we", "modality_strong"} <= set(instances["device"])
    # No sentence of these texts is coded: what is known is of the shipped scores alone.
    assert set(read(made, "rhetoric_validation")["sample"]) == {
        "cities-2024-dev", "cities-2024-test"
    }  # fmt: skip
    assert set(read(made, "echo")["doc_id"]) == {"001", "002", "003"}
    assert read(made, "echo_reference").shape == read(made, "echo").shape
    tables = files(folder, *RHETORIC_TABLES, "formulation_coverage", *REUSE_TABLES)
    main("plot_rhetoric")(tables, list(plan.groups), "unmatched", "model-coded", tmp_path)
    assert pictures(tmp_path) == {"rhetoric", "metaphors", "modality", "formulas", "echo"}


def test_priorities_of_years_are_told_by_three_ways_and_drawn(made, tmp_path):
    shares = read(made, "priorities")
    assert sorted(set(shares["group"])) == ["2019", "2020", "2021"]
    # None of these texts is coded: nothing to correct shares by, and the sample is of other texts.
    assert list(dict.fromkeys(shares["method"])) == ["codebook", "seeded", "topics"]
    accuracy = read(made, "priority_accuracy")
    assert set(accuracy["here"].astype(str)) == {"False"}
    counted = shares[
        (shares["method"] == "codebook")
        & (shares["unit"] == "quasi_sentences")
        & (shares["counted"].astype(str) == "True")
    ]
    assert counted.groupby("group")["share"].sum().to_numpy() == pytest.approx(1)
    targets = read(made, "targets")
    assert {"group", "object", "quantity", "kind"} <= set(targets.columns)
    folder, plan = made
    tables = files(folder, "quasi_sentences", "sentences", *PRIORITY_TABLES)
    codebook, groups = plan.config["priorities"]["codebook"], list(plan.groups)
    main("plot_priorities")(tables, codebook, groups, "unmatched", "model-coded", tmp_path)
    assert pictures(tmp_path) == {"priorities", "agenda", "praise", "confusion", "ways"}


def test_findings_are_told_of_groups_that_look_like_numbers(made, tmp_path):
    folder, plan = made
    whole = {name: str(tmp_path / f"{name}.csv") for name in ("contrasts", "needs")}
    main("measure_needs")(plan.rows(), "year", 1, whole)
    whole["keyness_pairs"] = str(shutil.copy(folder / "pairs.csv", tmp_path / "keyness_pairs.csv"))
    paths = [*whole.values(), *(str(path) for path in sorted(folder.glob("*.csv")))]
    main("report_findings")(paths, list(plan.groups), str(tmp_path / "findings.csv"))
    table = read_table(tmp_path / "findings.csv")
    assert table["id"].is_unique
    assert {"corpus", "claims", "matching"} <= set(table["id"])
    assert table.loc[table["id"] == "corpus", "groups"].tolist() == [";".join(plan.groups)]
    assert (table["lead"] > 0).sum() >= 5
