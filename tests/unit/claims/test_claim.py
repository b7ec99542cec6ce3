"""Claims of a config: read, checked, and told apart from those a corpus has no groups for."""

import pytest
import yaml
from claim_corpus import claim

from chengyan.claims.claim import MEASURES, check_terms, claim_of, read_claims, unused_terms
from chengyan.config import complete_config
from chengyan.errors import ConfigError

DEVICES = "we modality_strong modality_effort numbers_evidence people loyalty_centre".split()
CODES = "ECON INNO OPEN REGION URBAN RURAL ECOL LIVE CULT SAFE EPID PARTY LOYAL".split()


def row(name="one", **changes):
    given = {
        "id": name, "text_en": "More", "text_zh": "多", "kind": "terms", "of": ["文化"],
        "more": ["保定"], "less": ["石家庄"], "min_effect": 0.5,
    }  # fmt: skip
    return given | changes


CITIES = ["保定", "廊坊", "石家庄"]


def test_the_shipped_claims_are_all_tested_on_the_shipped_groups(schema, request):
    shipped = yaml.safe_load((request.config.rootpath / "config.yaml").read_text("utf-8"))
    claims = complete_config(shipped, schema)["claims"]
    tested, left_out = read_claims(claims, CITIES, codes=CODES, devices=DEVICES)
    assert len(tested) == 50
    assert left_out == []
    assert tested[1].groups == ("廊坊", "保定", "石家庄")
    assert {c.subject for c in tested} - {"terms", "code", "device"} <= set(MEASURES)
    # With another codebook, what was expected of these codes is not asked.
    found = read_claims(claims, CITIES, codes=["1", "3"], devices=DEVICES)
    assert {c.kind for c in found[1]} == {"code"}
    # Nor with another battery of devices.
    found = read_claims(claims, CITIES, codes=CODES, devices=["irony"])
    assert {c.kind for c in found[1]} == {"device"}


def test_a_claim_of_which_only_some_codes_are_known_is_refused(schema):
    rows = [row(kind="code", of=["ECON", "ECOM"])]
    with pytest.raises(ConfigError, match="'ECOM' is none of the counted codes"):
        read_claims(rows, ["甲州", "乙州"], codes=CODES)
    rows = [row(kind="device", of=["we", "wee"])]
    with pytest.raises(ConfigError, match="'wee' is none of the devices"):
        read_claims(rows, ["甲州", "乙州"], devices=DEVICES)


def test_claims_on_groups_that_are_not_there_are_left_out(schema, request):
    shipped = yaml.safe_load((request.config.rootpath / "config.yaml").read_text("utf-8"))
    claims = complete_config(shipped, schema)["claims"]
    # 潍坊 is as near to 廊坊 as a misspelling, and another city.
    tested, left_out = read_claims(claims, ["保定", "石家庄", "潍坊"])
    assert {g for c in tested for g in c.groups} == {"保定", "石家庄"}
    assert len(tested) + len(left_out) == 50
    assert read_claims(claims, ["甲州", "乙州"])[0] == []
    assert read_claims([], CITIES) == ([], [])


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([row(), row()], ["`claims.one`", "2 claims have this id"]),
        ([row(less=["保定", "廊坊"])], ["`claims.one`", "保定", "`more` and in `less`"]),
        ([row(kind="measure", of=["past", "future"])], ["`claims.one.of`", "2 measures"]),
        ([row(kind="measure", of=["sentence_lenght"])], ["Did you mean sentence_length?"]),
        ([row(kind="measure", of=["文化"])], ["none of the measures", "set `kind` to terms"]),
        ([row(more=["保定市"])], ["`claims.one.more`", "保定市", "Did you mean 保定?"]),
        ([row(), row("two", more=["保订"])], ["`claims.two.more`", "保订", "Did you mean 保定?"]),
        ([row(less=["石家圧"])], ["`claims.one.less`", "Did you mean 石家庄?"]),
    ],
)
def test_what_is_wrong_with_a_claim_is_named(rows, parts):
    with pytest.raises(ConfigError) as error:
        read_claims(rows, CITIES)
    for part in parts:
        assert part in str(error.value)


def test_a_year_that_is_not_there_is_no_misspelt_one():
    years = row(more=["2021"], less=["2019"])
    assert read_claims([years], ["2020", "2019"]) == ([], [claim_of(years)])


def test_terms_that_stand_nowhere_are_listed_and_none_at_all_is_an_error():
    own = claim(of=("文化", "文旅", "科技"))
    assert unused_terms(own, ["传统文化和科", "技"]) == ["文旅", "科技"]
    check_terms([own], ["传统文化"])
    check_terms([claim(kind="measure", of=("past",))], ["无"])
    with pytest.raises(ConfigError) as error:
        check_terms([own], ["无", "科", "技"])
    for part in ("`claims.any.of`", "文化, 文旅, 科技", "remove the claim"):
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ([row(min_effect=0)], ["`claims.one.min_effect`", "smallest difference"]),
        ([row(min_effect="much")], ["`claims.one.min_effect`", "'much'"]),
        ([row(), row("two", kind="term")], ["`claims.two.kind`", "Did you mean terms?"]),
        ([row(of=[])], ["`claims.one.of`"]),
        ([row(off=["x"])], ["`claims.one.off`", "no key", "Did you mean `claims.one.of`?"]),
        ([row(text_zh=None)], ["`claims.one`", "lacks the key `text_zh`", "claim in Chinese"]),
        ([row(), {"text_en": "x"}], ["`claims.1`", "lacks the key `id`"]),
        (["culture"], ["`claims.0`", "'culture' is not a set of keys", "id, text_en"]),
        ([row("Culture")], ["`claims.Culture.id`", "Name of the claim"]),
    ],
)
def test_the_config_names_claim_and_key(schema, given, parts):
    with pytest.raises(ConfigError) as error:
        complete_config({"claims": given}, schema)
    for part in parts:
        assert part in str(error.value)


def test_values_of_a_claim_become_what_the_schema_asks_for(schema):
    given = row(min_effect="0.5", more=[2021], less="2019, 2020", of="文化")
    (found,) = complete_config({"claims": [given]}, schema)["claims"]
    assert found["min_effect"] == 0.5
    assert found["more"] == ["2021"]
    assert found["less"] == ["2019", "2020"]
    assert found["of"] == ["文化"]


def test_claims_on_orientation_are_left_out_where_nothing_tells_it():
    rows = [row("past", kind="measure", of=["past"]), row()]
    assert [len(claims) for claims in read_claims(rows, CITIES)] == [2, 0]
    tested, left_out = read_claims(rows, CITIES, oriented=False)
    assert [c.id for c in tested] == ["one"]
    assert [c.id for c in left_out] == ["past"]


@pytest.mark.parametrize("term", ["。", "5", "100%"])
def test_what_is_never_counted_is_no_term(term):
    with pytest.raises(ConfigError, match="no word: numbers and punctuation are not counted"):
        read_claims([row(of=["文化", term])], CITIES)
