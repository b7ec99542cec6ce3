"""The paragraph of methods and its references say what was run, and nothing else."""

import re

import pandas as pd
import pytest
import yaml

from chengyan.report.export.files import READ
from chengyan.report.export.methods import NEEDED, WORDS, methods
from chengyan.report.export.references import entries, own_entry, references
from chengyan.tables import read_table

# A citation of the paragraph: key of the entry that it must have.
CITED = {
    "Salton & Buckley 1988": "salton1988",
    "Monroe et al. 2008": "monroe2008",
    "Hardie 2014": "hardie2014",
    "Evert 2022": "evert2022",
    "Dunning 1993": "dunning1993",
    "Gries 2008": "gries2008",
    "Greene et al. 2014": "greene2014",
    "Simonsohn et al. 2020": "simonsohn2020",
    "Mölder et al. 2021": "molder2021",
}


@pytest.fixture(scope="module")
def tables(table_paths):
    return {
        name: read_table(table_paths[name], columns.split(), only=True)
        for name, columns in READ.items()
    }


@pytest.fixture
def told(config, tables):
    def paragraph(language="en", *, given=None, entries=1777, coding="model-coded", **other):
        return methods(
            language,
            {**config, **(given or {})},
            {**tables, **other},
            entries=entries,
            rhetoric_coding=coding,
        )

    return paragraph


def keys_of(text):
    return re.findall(r"@\w+\{([^,]+),", text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_paragraph_has_the_numbers_of_the_tables(told, tables, language):
    text = told(language)
    chosen = tables["topic_models"].query("chosen")
    score = tables["priority_validation"].query("code == 'all' and method == 'codebook'")
    devices = tables["rhetoric"].query("device != 'metaphor'").drop_duplicates("device")
    numbers = [
        f"{tables['corpus']['han_chars'].sum():,}",
        f"{tables['keyness']['count'].sum():,}",
        f"{chosen['stability'].iloc[0]:.2f}",
        f"{100 * score['accuracy'].iloc[0]:.0f}",
        str(score["support"].iloc[0]),
        str((devices["status"] == "validated").sum()),
        str((tables["claims"]["robust"] == "robust").sum()),
        "1,777",
        "0.42.1",
    ]
    for number in numbers:
        assert re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d])", text), number
    assert not re.search(r"None|nan|\{\{|  ", text)
    assert text.count("\n") == 1


def test_the_paragraph_is_as_long_as_a_journal_allows(told):
    assert 200 <= len(told("en").split()) <= 310
    assert 300 <= len(re.findall(r"[一-鿿]", told("zh"))) <= 600


def test_english_is_in_the_past_tense(told):
    assert not re.search(r"\b(is|are|has|have|uses|shows?|may be)\b", told("en"))


def test_chinese_is_set_as_chinese(told):
    text = told("zh")
    assert not re.search(r"[一-鿿] [一-鿿]", text)
    assert not re.search(r"[一-鿿][,;:]", text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_follow_the_tables(told, tables, language):
    words = {
        "en": ("Of 50 claims", "No group was", "matched in genre", "accuracy was not", "pooled"),
        "zh": ("50条论断", "没有一组与其余各组可比", "上可比", "未经测量", "合并"),
    }[language]
    plain = told(language)
    assert words[0] in plain
    assert words[1] in plain
    alike = tables["keyness"].assign(contrast="matched", confounds="")
    other = told(
        language,
        given={"keyness": {"reference": "pooled", "prior": "uniform"}},
        claims=tables["claims"].head(0),
        keyness=alike,
        priority_validation=tables["priority_validation"].head(0),
    )
    assert words[0] not in other
    assert words[1] not in other
    for word in words[2:]:
        assert word in other


def test_some_groups_may_be_matched(told, tables):
    keyness = tables["keyness"]
    some = keyness.assign(
        contrast=keyness["contrast"].where(keyness["group"] != "保定", "matched"),
        left_out="text;paragraph",
    )
    assert "2 of 3 groups were not matched" in told("en", keyness=some)
    assert "3组中有2组" in told("zh", keyness=some)
    assert "one paragraph or text at a time" in told("en", keyness=some)
    assert "一段或一篇" in told("zh", keyness=some)


def test_without_intervals_none_are_told(told, tables):
    bare = {
        name: tables[name].assign(ci_low=float("nan"))
        for name in ("keyness", "priorities", "topic_prevalence", "rhetoric")
    }
    assert "No 95 % intervals were given" in told("en", **bare)
    assert "未给出95%置信区间" in told("zh", **bare)
    assert "intervals were given for shares of codes and shares of topics" in told("en")


def test_many_groups_are_counted_and_no_lexicon_is_not_told(told, tables):
    corpus = pd.concat([tables["corpus"].assign(group=str(year)) for year in range(2017, 2023)])
    text = told("en", corpus=corpus, entries=0)
    assert "18 texts of 6 groups" in text
    assert "lexicon" not in text
    assert "提法" not in told("zh", corpus=corpus, entries=0)


def test_every_word_for_the_paragraph_is_there_in_chinese():
    assert set(WORDS["en"]) <= set(WORDS["zh"])
    assert set(NEEDED) <= set(READ)


@pytest.fixture
def citation(taken):
    return yaml.safe_load(
        "{authors: [{name: The A}, {family-names: B, given-names: C}], title: t, version: 1.2.3,"
        " date-released: 2026-11-23}"
    )


def test_what_the_paragraph_cites_is_among_the_references(taken):
    text, given = (
        taken[f"download/{name}"].decode() for name in ("methods.en.txt", "references.bib")
    )
    years = re.findall(r"[A-ZÖ][^\s()]+(?: (?:&|et al\.) ?[A-Z]?[a-z]*)? (?:19|20)\d\d", text)
    assert {year.strip() for year in years} == set(CITED)
    assert set(CITED.values()) <= set(keys_of(given))
    assert keys_of(given)[0] == "chengyan"


def test_only_what_was_used_is_cited(config, tables, citation):
    bare = {**config, "topics": {**config["topics"], "models": ["nmf"]}}
    none = {**tables, "claims": tables["claims"].head(0)}
    keys = keys_of(references(bare, none, citation).decode())
    assert "lee1999" in keys
    assert not {"blei2003", "rehurek2010", "tomotopy", "simonsohn2020", "greenacre1984"} & set(keys)
    more = {**tables, "correspondence": pd.DataFrame()}
    delta = pd.DataFrame({"measure": ["burrows_delta"]})
    fast = {**config, "engine": "rjieba"}
    keys = keys_of(references(fast, {**more, "similarity": delta}, citation).decode())
    assert {"greenacre1984", "burrows2002", "rjieba", "jieba", "simonsohn2020"} <= set(keys)


def test_entries_are_whole():
    for key, entry in entries().items():
        assert entry.count("{") == entry.count("}"), key
        assert "title = {" in entry, key
        year = re.search(r"\d{4}$", key)
        assert not year or f"year = {{{year[0]}}}" in entry, key


def test_the_project_is_cited_from_its_citation_file(citation):
    entry = own_entry(citation)
    assert "author = {{The A} and B, C}" in entry
    assert "version = {1.2.3}" in entry
    assert "year = {2026}" in entry
