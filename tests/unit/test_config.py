"""Configuration: defaults, words from the command line, and errors that name the key."""

import copy
from pathlib import Path

import pytest
import yaml

from chengyan import contingency, engines, kinds, reference
from chengyan.config import complete_config, named_files
from chengyan.errors import ConfigError
from chengyan.topics.voices import VOICES

CONFIG = Path(__file__).parents[2] / "config.yaml"


def leaves(schema, path=()):
    if schema.get("type") == "object":
        for key, part in schema["properties"].items():
            yield from leaves(part, (*path, key))
    else:
        yield path, schema


def test_the_shipped_config_is_the_defaults(schema):
    shipped = yaml.safe_load(CONFIG.read_text("utf-8"))
    # Claims are made of texts; another project has others.
    assert shipped.pop("claims")
    assert {**shipped, "claims": []} == complete_config({}, schema), (
        "config.yaml and the defaults in workflow/schemas/config.schema.yaml differ: "
        "edit one of the two so that each key stands in both, with one value"
    )


def test_every_key_has_a_default_and_a_description(schema):
    for path, part in leaves(schema):
        assert "default" in part, path
        assert part["description"].endswith("."), path


def test_every_object_refuses_unknown_keys(schema):
    objects = [schema, *(p for p in schema["properties"].values() if p.get("type") == "object")]
    assert all(part["additionalProperties"] is False for part in objects)


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("topics.seed", "5", 5),
        ("topics.seed", 5.0, 5),
        ("topics.seed", None, 1947),
        ("topics.k", "4, 8", [4, 8]),
        ("topics.k", 5, [5]),
        ("topics.k", 5.0, [5]),
        ("topics.k", ["4", 8.0], [4, 8]),
        ("topics.k", None, [4, 8, 12, 16]),
        ("topics.frex_weight", "0.5", 0.5),
        ("keyness.alpha0", 100, 100.0),
        ("results", 2021, "2021"),
        ("compare", None, "city"),
        ("order", "石家庄, 保定,", ["石家庄", "保定"]),
        ("order", ["石家庄"], ["石家庄"]),
        ("order", [2020, 2021], ["2020", "2021"]),
        ("order", 2021, ["2021"]),
        ("order", "", []),
        ("order", None, []),
        ("topics.models", "lda", ["lda"]),
        ("analysis.kinds", "body,heading", ["body", "heading"]),
        ("figures.occasion_words", "false", False),
        ("figures.occasion_words", "True", True),
        ("figures.occasion_words", "no", False),
        ("lexicon.stopwords", "", ""),
        ("lexicon.stopwords", None, "lexicon/stopwords.tsv"),
    ],
)
def test_values_become_what_the_schema_asks_for(schema, key, given, value):
    outer, _, inner = key.partition(".")
    config = complete_config({outer: {inner: given} if inner else given}, schema)
    found = config[outer][inner] if inner else config[outer]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"manifst": "x"}, ["`manifst`", "no key", "Did you mean `manifest`"]),
        ({"qqq": 1}, ["`qqq`", "Valid are manifest, results"]),
        ({"topics": {"modells": ["nmf"]}}, ["`topics.modells`", "Did you mean `topics.models`"]),
        ({"topics": {"zz": 1}}, ["`topics.zz`", "Valid are models, k"]),
        ({"topics": 5}, ["`topics`", "5 is not a set of keys", "models, k"]),
        ({"topics": [1]}, ["`topics`", "not a set of keys"]),
        ({"engine": "jeiba"}, ["`engine`", "'jeiba' is not one of jieba, rjieba", "jieba?"]),
        ({"engine": 5}, ["`engine`", "5 is not one of", "Choose one of these"]),
        ({"topics": {"models": ["ldaa"]}}, ["`topics.models.0`", "'ldaa'", "Did you mean lda?"]),
        ({"topics": {"models": "nmf,nmf"}}, ["`topics.models`", "non-unique"]),
        ({"topics": {"models": []}}, ["`topics.models`"]),
        ({"topics": {"seed": "five"}}, ["`topics.seed`", "'five' is not of type", "Seed of"]),
        ({"topics": {"seed": 2.5}}, ["`topics.seed`", "2.5 is not of type 'integer'"]),
        ({"topics": {"seed": True}}, ["`topics.seed`", "True is not of type 'integer'"]),
        ({"topics": {"k": "five"}}, ["`topics.k.0`", "'five' is not of type 'integer'"]),
        ({"topics": {"k": 2.5}}, ["`topics.k.0`", "2.5 is not of type 'integer'"]),
        ({"topics": {"k": True}}, ["`topics.k`", "True is not of type 'array'", "Numbers of"]),
        ({"topics": {"k": [4, 1]}}, ["`topics.k.1`", "1 is less than the minimum of 2"]),
        ({"topics": {"k": []}}, ["`topics.k`"]),
        ({"topics": {"k": "4,4"}}, ["`topics.k`", "non-unique"]),
        ({"topics": {"trial": {"share": 1}}}, ["`topics.trial.share`", "maximum of 0.95"]),
        ({"topics": {"choice": {"stability": 0}}}, ["`topics.choice.stability`", "minimum of 0"]),
        ({"topics": {"frex_weight": 1}}, ["`topics.frex_weight`", "maximum of 1"]),
        ({"keyness": {"alpha0": 0}}, ["`keyness.alpha0`", "minimum of 0"]),
        ({"keyness": {"alpha0": "nan"}}, ["`keyness.alpha0`", "'nan' is not of type 'number'"]),
        ({"keyness": {"alpha0": float("inf")}}, ["`keyness.alpha0`", "'inf'"]),
        ({"order": {"a": 1}}, ["`order`", "not of type 'array'"]),
        ({"compare": True}, ["`compare`", "True is not of type 'string'"]),
        ({"compare": ""}, ["`compare`"]),
        ({"figures": {"occasion_words": "maybe"}}, ["`figures.occasion_words`", "'boolean'"]),
    ],
)
def test_wrong_choices_are_named(schema, given, parts):
    with pytest.raises(ConfigError) as error:
        complete_config(given, schema)
    for part in parts:
        assert part in str(error.value)


def test_the_result_is_a_fresh_dict(schema):
    given = {"order": ["甲"], "topics": {"k": [3]}}
    before, shape = copy.deepcopy(given), copy.deepcopy(schema)
    config = complete_config(given, schema)
    config["order"].append("乙")
    config["topics"]["k"].append(9)
    config["analysis"]["kinds"].clear()
    assert given == before
    assert schema == shape
    assert complete_config(config | {"analysis": None}, schema)["analysis"] == {
        "kinds": ["heading", "body"]
    }


def test_completing_twice_changes_nothing(schema):
    once = complete_config({"topics": {"k": "5", "trial": {"share": "0.9"}}}, schema)
    assert complete_config(once, schema) == once


def test_the_schema_offers_what_the_package_knows(schema):
    choices = schema["properties"]
    assert tuple(choices["engine"]["enum"]) == engines.ENGINES
    inner = {name: choices[name]["properties"] for name in ("analysis", "keyness", "topics")}
    assert tuple(inner["analysis"]["kinds"]["items"]["enum"]) == kinds.KINDS
    assert set(inner["keyness"]["reference"]["enum"]) == set(reference.REFERENCES)
    assert set(inner["keyness"]["prior"]["enum"]) == set(contingency.PRIORS)
    assert tuple(inner["topics"]["models"]["items"]["enum"]) == tuple(VOICES)


def test_every_file_that_the_configuration_names_is_told(schema):
    config = complete_config({"tfidf": {"reference": "other/documents.tsv"}}, schema)

    plain = {name: part for name, part in config.items() if isinstance(part, dict)}
    files = {value for value in values_of_strings(plain) if value.endswith((".tsv", ".csv"))}
    assert files | {config["manifest"]} == set(named_files(config))
    none = complete_config({"lexicon": {"stopwords": ""}}, schema)
    assert "" not in named_files(none)


def values_of_strings(part):
    """Every string anywhere below."""
    if isinstance(part, str):
        return [part]
    below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [value for each in below for value in values_of_strings(each)]
