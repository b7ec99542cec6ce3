"""Charts that answer: what they hold, that they are left out where nothing is, that they stay."""

import json
from functools import cache
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from altair.utils.schemapi import SchemaValidationError, debug_mode
from babel.messages.extract import extract_from_dir
from chart_tables import CONFIG, GROUPS, tables

from chengyan.errors import TableError
from chengyan.language import messages, speaking
from chengyan.plots.style import NEUTRAL, PALETTE
from chengyan.report import charts
from chengyan.report.charts.finish import finished, inline
from chengyan.report.charts.words import address, contrast, percent

FIRST = ("first_corpus", "first_priorities", "first_rhetoric", "first_words", "first_claims")
MANY = tuple(f"第{i}市" for i in range(28))
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "甲\u2028</script>")
# Fields that say where a mark stands; marks alone have a link.
HREF = "href"


@cache
def specs(language="en", groups=tuple(GROUPS)):
    """All charts, made once."""
    with speaking(language):
        return charts.specs(tables(groups), groups, CONFIG)


def chart(name, *, config=CONFIG, **changed):
    """One chart, of changed tables."""
    return charts.CHARTS[name](tables() | changed, GROUPS, config)


def values_of(spec):
    """All rows of data, of the whole and of its layers."""
    own = spec.get("data", {}).get("values", [])
    return own + [row for layer in spec.get("layer", []) for row in values_of(layer)]


def marks_of(spec):
    """Rows of marks with a link, each once."""
    told = {json.dumps(row, sort_keys=True) for row in values_of(spec) if HREF in row}
    return [json.loads(row) for row in sorted(told)]


def encodings(spec):
    """All encodings of a specification."""
    own = [spec["encoding"]] if "encoding" in spec else []
    return own + [one for layer in spec.get("layer", []) for one in encodings(layer)]


@pytest.mark.parametrize(
    ("language", "groups"),
    [("en", tuple(GROUPS)), ("zh", tuple(GROUPS)), ("en", MANY), ("zh", ("2023", "2024"))],
)
def test_all_charts_are_valid_and_refer_to_nothing(language, groups):
    made = specs(language, groups)
    assert list(made) == list(charts.CHARTS)
    for name, spec in made.items():
        alt.Chart.from_dict(spec | {"usermeta": {}}, validate=True)
        assert "http" not in json.dumps(spec), name
        assert spec["width"] == "container", name
        assert spec["description"], name
        assert spec["usermeta"]["note"], name
        assert spec["usermeta"]["table"] in tables(), name


def test_the_five_of_the_first_screen_are_low():
    made = specs()
    assert all(made[name]["height"] <= 310 for name in FIRST)
    many = specs("en", MANY)
    assert all(many[name]["height"] <= 310 for name in FIRST)


def test_the_same_tables_give_the_same_bytes():
    again = charts.specs(tables(), GROUPS, CONFIG)
    assert json.dumps(again) == json.dumps(specs("en", tuple(GROUPS)))


def test_every_mark_has_a_link_a_tooltip_and_a_name_to_be_read_out():
    for name, spec in specs().items():
        linked = [one for one in encodings(spec) if HREF in one]
        assert linked, name
        for one in linked:
            fields = {told["field"] for told in one["tooltip"]}
            for mark in marks_of(spec):
                assert fields <= set(mark) | {"words"}, name
                assert mark[HREF].startswith(("read.html#", "data.html#")), name


def test_links_lead_to_the_sentences_and_in_chinese_to_the_chinese_page():
    made = specs()
    links = {mark[HREF] for mark in marks_of(made["priorities"])}
    assert "read.html#group=%E7%94%B2&code=ECON" in links
    words = marks_of(specs("zh")["keyness"])
    assert {mark[HREF].split("#")[0] for mark in words} == {"read.zh.html"}
    assert "read.html#text=t0&s=7" in {mark[HREF] for mark in marks_of(made["targets"])}


def test_groups_have_the_colours_of_the_printed_figures():
    assert f'"range": {json.dumps(list(PALETTE[:3]))}' in json.dumps(specs()["priorities"])
    assert json.dumps([NEUTRAL]) in json.dumps(specs("en", MANY)["priorities"])


def test_a_mark_is_hollow_where_the_group_is_unmatched():
    table = tables()["priorities"]
    matched = table.assign(contrast="matched", confounds="")
    assert {mark["f"] for mark in marks_of(specs()["priorities"])} == {0}
    assert {mark["f"] for mark in marks_of(chart("priorities", priorities=matched))} == {1}


def test_only_validated_devices_are_full_and_those_that_fail_are_not_drawn():
    full = {mark["name"]: mark["f"] for mark in marks_of(specs()["rhetoric"])}
    assert full == {"parallelism": 1, "we": 0}


def test_words_of_the_occasion_are_left_out_unless_config_asks_for_them():
    def names(config):
        return {mark["name"] for mark in marks_of(chart("keyness", config=config))}

    assert "大会" not in names(CONFIG)
    assert "大会" in names({"figures": {"occasion_words": True}})


def test_words_of_the_same_counts_share_a_mark_and_none_is_lost():
    marks = [mark for mark in marks_of(specs()["effect"]) if mark["group"] == "甲"]
    assert sum(mark["n"] for mark in marks) == 6
    (pair,) = [mark for mark in marks if mark["n"] == 2]
    assert pair["name"] == "一, 二"
    assert pair[HREF] == "data.html#table=keyness&group=%E7%94%B2&count=4&other_count=0"


def test_a_claim_leads_to_its_sentences_where_one_question_asks_for_them():
    links = [mark[HREF] for mark in marks_of(specs()["claims"])]
    assert sorted(links) == [
        "data.html#table=claims&id=c0",
        "read.html#group=%E7%94%B2&code=ECON",
        "read.html#group=%E7%94%B2&device=we",
        "read.html#q=%E5%9F%8E%E5%B8%82&group=%E7%94%B2",
    ]


def test_claims_are_found_where_findings_still_hold_them():
    given = tables()
    given["findings"] = given.pop("claims")
    made = charts.CHARTS["first_claims"](given, GROUPS, CONFIG)
    assert made["usermeta"]["table"] == "findings"


def test_promises_are_those_in_numbers_and_not_of_time():
    promised = marks_of(specs()["targets"])
    assert {mark["name"] for mark in promised} == {"GDP 5000亿元", "收入 5000亿元"}
    assert {mark["year"] for mark in promised} == {"2025", "no year"}


def test_a_chart_without_its_table_is_left_out():
    assert charts.specs({}, GROUPS, CONFIG) == {}
    empty = {name: table.head(0) for name, table in tables().items()}
    assert charts.specs(empty, GROUPS, CONFIG) == {}
    parts = {"parts": tables()["parts"]}
    assert list(charts.specs(empty | parts, GROUPS, CONFIG)) == ["orientation"]


def test_codes_without_a_coded_sample_say_so():
    spec = chart("first_priorities", priority_validation=pd.DataFrame())
    assert {mark["check"] for mark in marks_of(spec)} == {"no coded sample"}


def test_a_table_without_a_column_is_told():
    with pytest.raises(TableError, match="loo_low"):
        chart("priorities", priorities=tables()["priorities"].drop(columns="loo_low"))


def test_empty_cells_make_no_mark():
    table = tables()["priorities"]
    table.loc[table["code"] == "ECON", ["share", "loo_low", "loo_high"]] = None
    spec = chart("priorities", priorities=table)
    assert "经济" not in json.dumps(spec, ensure_ascii=False)
    assert "NaN" not in json.dumps(spec)


def test_files_are_scripts_that_no_name_breaks_out_of():
    found = dict(charts.files(tables(HOSTILE), HOSTILE, CONFIG))
    assert {Path(path).suffix for path in found} == {".js"}
    scripts = {path: body.decode() for path, body in found.items() if path.startswith("data/")}
    assert len(scripts) == 2 * len(charts.CHARTS)
    for path, body in scripts.items():
        name = path.removeprefix("data/chart-").removesuffix(".js")
        assert body.startswith(f'chengyan.take("chart","{name}",{{')
        assert not set("<>\u2028") & set(body), path


def test_vega_keeps_its_names_to_itself():
    script = charts.vega().decode()
    assert script.startswith("(()=>{")
    assert "window.vegaEmbed" in script
    assert "import " not in script[:200]


def test_every_message_of_charts_is_there_in_chinese():
    folder = Path(charts.__file__).parent
    there = messages("zh")
    said = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords={"_": None, "n_": (1, 2)}
    ):
        said.add(message if isinstance(message, str) else message[0])
    assert len(said) > 100
    assert sorted(said - set(there)) == []


def test_chinese_charts_say_nothing_in_english():
    for name, spec in specs("zh").items():
        assert not any(word in spec["usermeta"]["note"] for word in (" the ", " is ")), name
        assert spec["description"].isascii() is False, name


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0 %"), (0.004, "0.4 %"), (0.0999, "10.0 %"), (0.5, "50 %")]
)
def test_small_shares_have_a_decimal(share, told):
    assert percent(share) == told


def test_an_address_quotes_what_is_asked_and_leaves_out_what_is_not():
    link = address("read", q="a&b=c#d", group=None, year=2021.0)
    assert link == "read.html#q=a%26b%3Dc%23d&year=2021"


def test_a_contrast_names_in_what_groups_differ():
    row = pd.Series({"contrast": "unmatched", "confounds": "genre;office"})
    assert contrast(row) == "unmatched: genre, office"
    with speaking("zh"):
        assert contrast(row) == "不可比（体裁、主体）"


def test_a_chart_that_vega_lite_does_not_know_is_refused():
    data = inline([{"x": 1}])
    with debug_mode(False):
        wrong = alt.Chart(data).mark_point().encode(x=alt.X("x:Q", title=7))
    with pytest.raises(SchemaValidationError):
        finished(wrong, table="t", note="")


def test_rows_stand_in_their_place_and_hold_nothing_but_texts_and_numbers():
    right = alt.Chart(inline([{"x": 1, "n": None, "t": "文"}])).mark_point().encode(x="x:Q")
    assert finished(right, table="t", note="")["data"]["values"] == [{"x": 1, "n": None, "t": "文"}]
    wrong = alt.Chart(inline([{"x": [1]}])).mark_point().encode(x="x:Q")
    with pytest.raises(TypeError, match="x of a mark is a list"):
        finished(wrong, table="t", note="")
