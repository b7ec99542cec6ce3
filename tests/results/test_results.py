"""The shipped analysis, run anew: what its tables promise, and what the README says of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import priority_cities
import pytest
import rhetoric_cities

import verify_gallery
from chengyan.dictionary.check import problems
from chengyan.han import han_only
from chengyan.tables import read_table
from chengyan.targets.score import target_validation

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))
HAN = {"baoding-2021": 19_771, "langfang-2022": 2_786, "shijiazhuang-2021": 3_645}
CITIES = ["保定", "廊坊", "石家庄"]


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of `snakemake` without options in a copy of the project.

    Or those of CHENGYAN_RESULTS, a folder where it has just run.
    """
    if given := os.environ.get("CHENGYAN_RESULTS"):
        return ROOT / given
    project = tmp_path_factory.mktemp("real") / "城言"
    ignored = shutil.ignore_patterns(".*", "results", "__pycache__", "tests", "docs")
    shutil.copytree(ROOT, project, ignore=ignored)
    process = subprocess.run(
        [sys.executable, "-m", "snakemake"],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return project / "results"


@pytest.fixture
def table(results: Path):
    return lambda name: read_table(results / f"tables/{name}.csv")


def test_tables_are_what_the_dictionary_says(results):
    tables = sorted((results / "tables").glob("*.csv"))
    assert [line for path in tables for line in problems(path)] == []


def test_the_report_can_be_mailed(results, tmp_path):
    packed = shutil.make_archive(str(tmp_path / "report"), "zip", results / "report")
    assert Path(packed).stat().st_size < 10_000_000


def test_every_han_character_is_in_a_paragraph_and_in_a_sentence(table):
    manifest = pd.read_csv(ROOT / "corpora/documents.tsv", sep="\t").set_index("doc_id")
    for name in ("paragraphs", "sentences"):
        kept = table(name).groupby("doc_id")["text"].agg("".join).map(han_only)
        assert kept.map(len).to_dict() == HAN
        for doc_id, text in kept.items():
            raw = (ROOT / "corpora" / manifest.loc[doc_id, "path"]).read_text(encoding="utf-8")
            assert text == han_only(raw)


def test_a_sentence_stands_on_the_lines_it_names(table):
    manifest = pd.read_csv(ROOT / "corpora/documents.tsv", sep="\t").set_index("doc_id")
    for doc_id, sentences in table("sentences").groupby("doc_id"):
        raw = (ROOT / "corpora" / manifest.loc[doc_id, "path"]).read_text(encoding="utf-8")
        lines = raw.split("\n")
        for row in sentences.itertuples():
            place = han_only("".join(lines[row.source_line - 1 : row.last_line]))
            assert han_only(row.text) in place
            assert row.source_line <= row.last_line


def test_page_breaks_are_healed(table):
    sentences = table("sentences")["text"]
    assert sentences.str.contains("中国式现代化新道路和人类文明新形态的保定实践").any()
    assert sentences.str.contains("坚决落实核酸检测、流调溯源、隔离转运等各项措施").any()
    body = table("paragraphs").query("kind == 'body'")["text"]
    assert body.str.fullmatch(r".*[。！？]”?").all()


def test_the_lexicon_joins_what_the_engine_breaks(table):
    segmentation = table("segmentation")
    found = segmentation.set_index(["term", "group"])["without_lexicon"].astype(str)
    for term, city in {
        ("京津冀协同发展", "石家庄"),
        ("四个意识", "保定"),
        ("最多跑一次", "保定"),
        ("医车电数游", "保定"),
        ("现代化品质生活之城", "保定"),
        ("专精特新", "廊坊"),
    }:
        assert ";" in found[term, city]
    assert (segmentation["count"] == segmentation["as_token"] + segmentation["nested"]).all()


def test_keyness_has_every_term_of_every_group_once(table):
    keyness = table("keyness")
    assert not keyness.duplicated(["group", "term"]).any()
    assert list(dict.fromkeys(keyness["group"])) == CITIES
    assert len(keyness) == 3 * keyness["term"].nunique()
    assert set(keyness["reference"]) == {"balanced"}
    assert set(keyness["contrast"]) == {"unmatched"}
    assert keyness["confounds"].str.contains("genre").all()
    assert keyness["ci_low"].eq("").all() or keyness["ci_low"].isna().all()
    occurs = keyness["count"] > 0
    assert keyness.loc[occurs, "dp_norm"].between(0, 1).all()
    assert (keyness["loo_low"] <= keyness["log_ratio"] + 1e-9).all()
    assert (keyness["loo_high"] >= keyness["log_ratio"] - 1e-9).all()


def test_function_words_are_gone_and_words_of_rhetoric_are_not(table):
    terms = set(table("keyness")["term"])
    assert {"我们", "必须", "要", "坚决", "我", "人民"} <= terms
    assert not {"的", "了", "和", "在"} & terms


def test_shares_add_up(table):
    prevalence = table("topic_prevalence")
    sums = prevalence.groupby(["model", "group"])["share"].sum()
    assert sums.between(1 - 1e-6, 1 + 1e-6).all()
    assert set(prevalence["model"]) == {"nmf", "lda", "gibbs"}
    ternary = table("ternary")
    assert ternary.groupby("term")["share"].sum().between(1 - 1e-6, 1 + 1e-6).all()
    assert (ternary["expected"] >= 5).all()


def test_likeness_of_three_genres_is_held_against_nothing(table):
    similarity = table("similarity")
    assert similarity["measure"].tolist() == ["cosine", "jsd"] * 3
    assert set(similarity["null_of"]) == {"none: genres differ"}
    assert (similarity["null_pairs"] == 0).all()
    assert similarity[["ci_low", "null_low", "percentile"]].isna().all(axis=None)
    assert set(similarity["sample_tokens"]) == {590}
    cosine = similarity[similarity["measure"] == "cosine"]
    assert cosine["value"].between(0.2, 0.3).all()
    # The ranges meet: none of the pairs is told to be the most alike.
    assert cosine["loo_low"].max() < cosine["loo_high"].min()


def test_results_are_those_published(results):
    published = verify_gallery.read_digests(ROOT / "docs/gallery/digests.tsv")
    verdicts = verify_gallery.verify(results, ROOT / "docs/gallery", published)
    assert len(verdicts) >= 20
    assert {v.name: v.difference for v in verdicts if v.difference} == {}


def test_what_the_readme_says_follows_from_the_tables(table):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    corpus = table("corpus").set_index("group")["han_chars"]
    lengths = f"{corpus['保定']:,} against {corpus['廊坊']:,} Han characters"
    assert f"{corpus['保定'] / corpus['廊坊']:.1f} times as long" in readme
    assert lengths in readme

    keyness = table("keyness").query("not occasion")
    against_each = keyness[keyness["firm_against"].map(lambda names: len(names.split(";")) == 2)]
    rates = keyness[keyness["term"] == "要"].set_index("group")["per_10k"].round().astype(int)
    assert f"Of {keyness['term'].nunique():,} different terms" in readme
    assert [(row.group, row.term, row.count) for row in against_each.itertuples(index=False)] == [
        ("石家庄", "要", 1)
    ]
    assert f"{rates['石家庄']} times in 10,000 words of 石家庄 against" in readme
    assert f"against {rates['保定']} in 保定 and {rates['廊坊']} in 廊坊" in readme
    assert not (against_each["lrc"] > 0).any()

    ternary = table("ternary").query("not occasion")
    assert [(row.term, row.group) for row in ternary.query("share > 0.5").itertuples()] == [
        ("要", "廊坊"),
        ("城市", "石家庄"),
    ]

    capital = table("spread").query("term == '首都'").set_index("group")["count"]
    told = f"{capital['廊坊']} times in the short text of 廊坊, {capital['保定']} times in the long"
    assert told in readme
    assert capital.get("石家庄", 0) == 0

    claims = table("claims")
    verdicts = claims["robust"].value_counts()
    assert f"Of {len(claims)} differences that a reader would expect" in readme
    ways = claims["specifications"]
    held = f"{verdicts['robust']} hold in at least 90 % of {ways.min()} to {ways.max()} ways"
    assert held in readme
    reversed_ = verdicts.get("reversed", 0)
    assert f"{verdicts['fragile']} hang on how one measures, none turns" in readme
    assert reversed_ == 0
    by_name = claims.set_index("id")
    assert by_name.loc["revolution", "robust"] == "robust"
    assert by_name.loc["culture", "robust"] == "fragile"
    assert "保定 gives culture more room than 石家庄: fragile" in readme

    past = table("parts").query("part == 'past'").set_index("group")["share"]
    shares = [f"{past[group]:.0%}".replace("%", " %") for group in ("石家庄", "保定", "廊坊")]
    assert "on {} of its length, 保定 on {}, 廊坊 on {}".format(*shares) in readme
    plans = table("keyness_parts").query("part == 'future' and not occasion and lrc > 0")
    assert plans["term"].tolist() == ["要"]
    assert "要 alone stays firm" in readme
    assert not re.search(r"TODO", readme)


def test_the_texts_differ_in_how_much_they_look_back(table):
    parts = table("parts")
    own = parts[parts["aspect"] == "orientation"].set_index(["part", "group"])
    past, future = own.loc["past"], own.loc["future"]
    assert past["share"].idxmax() == "石家庄"
    # Whichever paragraph is left out, the article looks back more than the two others.
    assert past.loc["石家庄", "loo_low"] > past.loc[["保定", "廊坊"], "loo_high"].max()
    assert future.loc["石家庄", "loo_high"] < future.loc[["保定", "廊坊"], "loo_low"].min()
    assert past["share"].round(2).to_dict() == {"保定": 0.18, "廊坊": 0.13, "石家庄": 0.41}
    assert future["share"].round(2).to_dict() == {"保定": 0.72, "廊坊": 0.75, "石家庄": 0.51}


def test_plan_is_set_against_plan(table):
    parts, keyness = table("parts"), table("keyness_parts")
    compared = parts[parts["compared"]].groupby("part", sort=False)["group"].agg(list)
    assert compared.to_dict() == {"past": ["保定", "石家庄"], "future": CITIES}
    ahead = keyness[keyness["part"] == "future"].set_index(["group", "term"])
    assert ahead[ahead["lrc"] > 0].index.tolist() == [("廊坊", "要")]
    sentences = table("sentences")
    told = sentences[(sentences["orientation"] == "future") & (sentences["group"] == "廊坊")]
    assert ahead.loc[("廊坊", "要"), "count"] <= told["text"].str.count("要").sum()
    assert (keyness["contrast"] == "unmatched").all()


def test_levels_of_headings_are_numbers(table):
    levels = table("sentences")["level"]
    assert levels.dtype.kind == "i"
    assert levels.max() >= 1


def test_what_falls_has_no_interval_and_what_stands_is_in_its_own(table):
    verdicts = table("topic_verdicts").set_index(["model", "topic"])["verdict"]
    assert set(verdicts) <= {"stands", "wobbles", "falls"}
    models = table("topic_models")
    assert models["chosen"].sum() == 1
    assert models["best"].sum() == models["model"].nunique() == 3
    best = models[models["best"]].set_index("model")
    standing = verdicts.eq("stands").groupby("model").sum()
    assert standing.to_dict() == best["standing"].astype(int).to_dict()
    shares = table("topic_prevalence")
    told = shares["ci_low"].notna()
    assert set(shares.loc[told, "verdict"]) <= {"stands"}
    assert (shares.loc[told, "ci_low"] <= shares.loc[told, "share"]).all()
    assert (shares.loc[told, "share"] <= shares.loc[told, "ci_high"]).all()
    assert (shares["model_low"] <= shares["share"] + 1e-9).all()


def test_typical_sentences_lead_to_their_lines(table):
    typical = table("topic_sentences")
    sentences = table("sentences").set_index(["doc_id", "sentence"])
    for row in typical.itertuples():
        found = sentences.loc[(row.doc_id, row.sentence)]
        assert (found["text"], found["source_line"]) == (row.text, row.source_line)


def test_the_readme_tells_how_many_topics_stand(table):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    models = table("topic_models")
    chosen = models[models["chosen"]].iloc[0]
    assert (chosen["standing"], chosen["k"]) == (1, 4)
    assert "Of four topics one is found again more surely than in shuffled words" in readme


def per_cent(share):
    return f"{share:.0%}".replace("%", " %")


def test_what_is_said_of_priorities_follows_from_the_tables(table):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    page = " ".join((ROOT / "docs/priorities.md").read_text(encoding="utf-8").split())
    shares = table("priorities").query("method == 'codebook' and unit == 'quasi_sentences'")
    policy = shares[shares["counted"].astype(str) == "True"].set_index(["group", "code"])["share"]
    assert {policy[city].idxmax() for city in CITIES} == {"LOYAL"}
    first = [per_cent(policy[city, "LOYAL"]) for city in CITIES]
    assert "{} in 保定, {} in 廊坊, {} in 石家庄".format(*first) in readme
    runners_up = policy["石家庄"].sort_values(ascending=False).head(2)
    assert runners_up.index.tolist() == ["LOYAL", "URBAN"]
    assert round(float(runners_up.iloc[0] - runners_up.iloc[1]) * 47) == 1
    for code, city in (("URBAN", "石家庄"), ("CULT", "保定")):
        share = f"{100 * policy[city, code]:.2g} %"
        assert f"({share} in {city}, {per_cent(policy['廊坊', code])} in" in readme
    checks = table("priority_validation").query("code == 'all'").set_index("method")
    own = checks.loc["codebook"]
    right = f"{per_cent(own['accuracy'])} of {own['support']} sentences of these texts"
    assert right in readme
    cities = pd.read_csv(ROOT / "benchmarks/priorities/cities.csv").query("code == 'all'")
    cities = cities.set_index(["sample", "method"])["accuracy"]
    clean = cities["cities-2024-test"]
    assert f"in {per_cent(clean['codebook'])} of 200 that nothing was tuned on" in readme
    spread = policy.unstack("group")
    assert (spread.max(axis=1) - spread.min(axis=1)).max() < 1 - own["accuracy_low"]
    assert "by more than the worst error of all codes together" in readme
    for accuracy in (*checks["accuracy"], *cities):
        assert per_cent(accuracy) in page
    corrected = table("priorities").query("method == 'codebook_corrected'")
    told = corrected[(corrected["unit"] == "quasi_sentences") & corrected["share"].notna()]
    assert set(told["group"]) == {"保定"}
    assert len(told) == 7
    assert "corrected shares, of seven codes" in page
    targets = table("targets").query("distinct")
    pledged = targets[targets["kind"] == "pledged"]
    dated = int(pledged["horizon_year"].notna().sum())
    quantities = f"{len(pledged)} of {len(targets)} different quantities are pledged, {dated} of"
    assert quantities in readme


def test_what_is_said_of_rhetoric_follows_from_the_tables(table):
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    rates, told = table("rhetoric"), table("rhetoric_differences")
    statuses = rates.drop_duplicates("device")["status"].value_counts()
    assert f"Of {len(set(rates['device'])) - 1} devices of rhetoric" in readme
    # Metaphor of all sources is no device of its own.
    assert f"{statuses['validated'] - 1} are found well enough to be called validated" in readme
    assert f"{len(told)} differences exceed" in readme
    assert len(set(told["device"])) == 5
    share = rates.set_index(["device", "group"])["rate"]
    row = told[(told["device"] == "we")].iloc[0]
    assert (row["more"], row["less"]) == ("石家庄", "保定")
    we = [per_cent(share["we", city]) for city in ("石家庄", "保定")]
    assert "is in {} of the sentences of 石家庄, in {} of those of 保定".format(*we) in readme
    assert set(told["contrast"]) == {"unmatched"}
    assert "modality_strong" not in set(told["device"])


def test_every_rate_of_rhetoric_follows_from_the_instances(table):
    rates, instances = table("rhetoric"), table("rhetoric_instances")
    sentences = table("sentences")
    kept = sentences[sentences["kind"].isin(["heading", "body"])]
    sizes = kept.groupby("group").size()
    text = kept.set_index(["doc_id", "sentence"])["text"]
    for row in instances.itertuples():
        assert text[row.doc_id, row.sentence][row.start : row.end] == row.text
    places = instances.drop_duplicates(["device", "group", "doc_id", "sentence"])
    found = places.groupby(["device", "group"]).size()
    for row in rates[rates["device"] != "metaphor"].itertuples():
        positives = found.get((row.device, row.group), 0)
        assert row.positives == positives
        assert row.rate == pytest.approx(positives / sizes[row.group], abs=1e-9)


def test_devices_are_found_as_well_as_is_said(table):
    scores = table("rhetoric_validation").set_index(["sample", "device"])
    clean = scores.loc["cities-2024-test"]
    for device in ("we", "modality_strong", "modality_effort", "numbered_shorthand"):
        assert clean.loc[device, "f1"] >= 0.85, device
    for device in ("numbers_evidence", "rank_claim"):
        assert clean.loc[device, "f1"] >= 0.85, device
    assert clean.loc["quoted_slogan", "f1"] >= 0.8
    assert clean.loc["antithesis", "f1"] >= 0.7
    assert clean.loc["parallelism", "f1"] >= 0.7
    assert clean.loc["metaphor", "f1"] >= 0.75
    assert not clean["seen"].any()
    own = scores.loc["hebei3-dev"]
    assert own.loc["parallelism", "f1"] >= 0.8


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the reports are not in {REPORTS}")
def test_scores_on_the_reports_are_as_published():
    published = read_table(ROOT / "coded/rhetoric_scores.csv")
    for name in ("dev", "test"):
        found = rhetoric_cities.scores(REPORTS, name).reset_index(drop=True)
        own = published[published["sample"] == f"cities-2024-{name}"].reset_index(drop=True)
        pd.testing.assert_frame_equal(found, own, check_dtype=False, atol=1e-9)


def test_no_local_formulation_is_shared_and_dates_are_kept(table):
    found = table("formulations")
    own = found[
        (found["role"] == "own") & (found["formulation"] == "激情奋进“十四五”、再造一个新保定")
    ]
    assert own["group"].tolist() == ["保定"]
    assert own["count"].item() == 12
    late = found[found["status"].isin(["not yet coined", "coined that year"])]
    assert late["count"].isna().all()
    assert set(late["level"]) == {"national"}


def test_codes_of_sentences_and_parts_hang_together(table):
    sentences = table("sentences").set_index(["doc_id", "sentence"])
    parts = table("quasi_sentences")
    whole = parts.groupby(["doc_id", "sentence"], sort=False)["text"].agg("".join)
    assert whole.equals(sentences.loc[whole.index, "text"].rename("text"))
    single = parts[~parts.duplicated(["doc_id", "sentence"], keep=False)]
    own = sentences.loc[list(zip(single["doc_id"], single["sentence"], strict=True)), "primary"]
    assert single["primary"].tolist() == own.tolist()
    # Every sentence has a code, and nearly every one cues that led to it.
    assert (sentences["primary"] != "").all()
    assert (sentences["primary_cues"] != "").mean() > 0.98


def test_numbers_are_found_as_they_were_annotated(table):
    annotation, read = (
        pd.read_csv(ROOT / f"coded/{name}.tsv", sep="\t", dtype=str, keep_default_na=False)
        for name in ("numbers", "numbers_read")
    )
    annotation["sentence"], read["sentence"] = (
        given["sentence"].astype(int) for given in (annotation, read)
    )
    found = target_validation(table("targets"), annotation, read.assign(half="all"))
    by_field = found.set_index("field")
    assert by_field.loc["finding", "f1"] >= 0.95
    for field in ("object", "horizon", "kind"):
        assert by_field.loc[field, "share"] >= 0.9, field


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the reports are not in {REPORTS}")
def test_codes_of_reports_that_nobody_tuned_on_are_as_published():
    published = pd.read_csv(ROOT / "benchmarks/priorities/cities.csv")
    published = published[published["sample"] == "cities-2024-test"].reset_index(drop=True)
    found = priority_cities.scores(REPORTS, ROOT / "coded/priorities_cities_test.tsv")
    pd.testing.assert_frame_equal(found, published, check_dtype=False, atol=1e-9)
    accuracy = found.query("method == 'codebook' and code == 'all'")["accuracy_low"]
    assert accuracy.item() >= 0.75
