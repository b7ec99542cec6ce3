"""Every instance of every device, found in a made-up text."""

from functools import partial

import pandas as pd
import pytest

from chengyan.errors import EngineError, TableError
from chengyan.rhetoric.instances import COLUMNS, instances

SPEECH = [
    ("在全市大会上的讲话", "title", "", 1),
    ("一、总体要求", "heading", "", 2),
    ("同志们：过去五年，市委带领全市人民打赢了脱贫攻坚战，9个贫困县全部脱贫。", "body", "past", 3),
    ("这是习近平总书记强调的“两个维护”的生动体现。", "body", "present", 3),
    ("我们要增强四个意识，坚决守住底线，决不允许返贫。", "body", "future", 4),
    ("我们将全面推进京津冀协同发展，力争走在全省前列。", "body", "future", 4),
    ("要唱好“双城记”，下足“绣花功夫”，办好十件实事。", "body", "future", 5),
    ("服务雄安新区和北京，不服务保定，也不服务河北。", "body", "", 5),
    ("到2025年，地区生产总值增长8%以上。", "body", "future", 6),
    ("让我们齐心协力，奔跑起来加油干！", "body", "future", 7),
]
# Device, form, sentence and words of each instance that is told here.
TOLD = [
    *[("we", "we", number, "我们") for number in (5, 6, 10)],
    *[("address", "", number, words) for number, words in [(3, "同志们"), (10, "让我们")]],
    ("modality_strong", "yao:us", 5, "要"),
    ("modality_strong", "resolve", 5, "坚决"),
    ("modality_strong", "yao:others", 7, "要"),
    ("prohibition", "", 5, "决不允许"),
    ("commissive", "", 6, "将"),
    ("modality_effort", "", 6, "力争"),
    ("rank_claim", "aimed", 6, "走在全省前列"),
    ("numbers_evidence", "achieved", 3, "9个"),
    ("numbers_evidence", "pledged", 9, "8%"),
    ("agent_city", "", 3, "市委"),
    *[
        ("numbered_shorthand", "known", 4, "两个维护"),
        ("numbered_shorthand", "known", 5, "四个意识"),
    ],
    *[("quoted_slogan", "", 7, words) for words in ("“双城记”", "“绣花功夫”")],
    *[("formulation", "national", *one) for one in [(3, "脱贫攻坚"), (4, "两个维护")]],
    *[("formulation", "national", 5, "四个意识"), ("formulation", "national", 6, "京津冀协同发展")],
    ("formulation", "local", 6, "走在全省前列"),
    *[("formulation", "local", 7, "双城记"), ("formulation", "national", 7, "绣花功夫")],
    ("formulation", "local", 10, "奔跑起来加油干"),
    *[("named_place", "", 8, words) for words in ("雄安新区", "北京")],
    ("exclamation", "", 10, "！"),
    ("idiom", "", 10, "齐心协力"),
    ("enumeration", "", 2, "一、"),
]


@pytest.fixture(scope="module")
def find(battery, patterns, entries, scorers):
    """`instances` with what is shipped."""
    return partial(instances, devices=battery, patterns=patterns, entries=entries, scorers=scorers)


@pytest.fixture(scope="module")
def speech(sentences_of):
    """The made-up text."""
    texts, kinds, looks, paragraphs = zip(*SPEECH, strict=True)
    return sentences_of(
        *texts,
        group="保定市",
        kind=list(kinds),
        orientation=list(looks),
        paragraph=list(paragraphs),
        source_line=[10 + paragraph for paragraph in paragraphs],
    )


@pytest.fixture(scope="module")
def table(find, speech, numbers_of):
    """Its instances."""
    return find(speech, numbers_of(speech))


def rows_of(table, device):
    own = table[table["device"] == device]
    return list(zip(*(own[name] for name in ("device", "form", "sentence", "text")), strict=True))


@pytest.mark.parametrize("device", list(dict.fromkeys(device for device, *_ in TOLD)))
def test_instances_of_a_device_stand_in_the_order_of_the_text(table, device):
    assert rows_of(table, device) == [row for row in TOLD if row[0] == device]


def test_whole_sentences_look_one_way(table, speech):
    for looks in ("past", "present", "future"):
        own = table[table["device"] == looks]
        expected = speech[speech["orientation"] == looks]
        assert own["text"].tolist() == expected["text"].tolist()


def test_rows_say_where_they_stand(table, speech):
    assert list(table.columns) == list(COLUMNS)
    place = speech.set_index("sentence")
    for row in table.itertuples(index=False):
        sentence = place.loc[row.sentence]
        assert sentence["text"][row.start : row.end] == row.text != ""
        assert (row.paragraph, row.source_line) == (sentence["paragraph"], sentence["source_line"])
        assert (row.doc_id, row.group) == ("a", "保定市")


def test_rows_stand_by_device_and_say_its_family(table, battery):
    order = [one.device for one in battery]
    place = table["device"].map(order.index)
    assert place.is_monotonic_increasing
    assert (table["family"] == table["device"].map({b.device: b.family for b in battery})).all()


def test_instances_are_counted_within_device_and_text(table):
    for _, own in table.groupby("device"):
        assert own["instance"].drop_duplicates().tolist() == list(
            range(1, own["instance"].max() + 1)
        )


def test_of_two_texts_each_counts_from_one_and_names_its_own_place(
    find, speech, numbers_of, sentences_of
):
    other = sentences_of("我们在廊坊，我市不是保定。", doc_id="b", group="廊坊市")
    both = pd.concat([speech, other], ignore_index=True)
    table = find(both, numbers_of(both))
    we = table[table["device"] == "we"]
    assert we["doc_id"].tolist() == ["a"] * 3 + ["b"] * 2
    assert we["instance"].tolist() == [1, 2, 3, 1, 2]
    assert we["group"].tolist() == ["保定市"] * 3 + ["廊坊市"] * 2
    places = table[table["device"] == "named_place"]
    assert places["text"].tolist() == ["雄安新区", "北京", "保定"]


def test_kinds_that_are_not_asked_for_are_left_out_numbers_too(find, speech, numbers_of):
    numbers = numbers_of(speech)
    assert find(speech, numbers, kinds=["title"]).loc[:, "sentence"].isin([1]).all()
    headings = find(speech, numbers, kinds=["heading"])
    assert rows_of(headings, "enumeration") == [("enumeration", "", 2, "一、")]
    assert set(headings["sentence"]) == {2}
    body = find(speech, numbers, kinds=["body"])
    assert rows_of(body, "numbers_evidence") == [
        row for row in TOLD if row[0] == "numbers_evidence"
    ]
    assert 2 not in set(body["sentence"])


def test_no_sentence_gives_no_row_and_all_columns(find, speech, numbers_of):
    table = find(speech, numbers_of(speech), kinds=["byline"])
    assert table.empty
    assert list(table.columns) == list(COLUMNS)


def test_devices_that_are_not_asked_for_are_not_found(
    speech, numbers_of, patterns, battery, scorers
):
    we = [one for one in battery if one.device == "we"]
    table = instances(speech, numbers_of(speech), we, patterns, [], scorers)
    assert table["device"].unique().tolist() == ["we"]


def test_without_formulations_only_patterns_find_shorthand(
    speech, numbers_of, patterns, battery, scorers
):
    table = instances(speech, numbers_of(speech), battery, patterns, [], scorers)
    assert rows_of(table, "formulation") == []
    assert [row[3] for row in rows_of(table, "numbered_shorthand")] == ["两个维护", "四个意识"]


def test_both_engines_find_the_same(find, speech, numbers_of, table):
    pd.testing.assert_frame_equal(find(speech, numbers_of(speech), engine="rjieba"), table)


@pytest.mark.parametrize("name", ["orientation", "text", "group"])
def test_a_column_that_is_missing_is_named(find, speech, numbers_of, name):
    with pytest.raises(TableError, match=f"sentences: column {name} is missing"):
        find(speech.drop(columns=name), numbers_of(speech))


def test_an_unknown_engine_is_refused(find, speech, numbers_of):
    with pytest.raises(EngineError, match="jieba"):
        find(speech, numbers_of(speech), engine="scissors")


def test_a_citys_own_name_is_no_named_place_whatever_is_compared(sentences_of, numbers_of, find):
    told = sentences_of("保定市和廊坊市合作。", doc_id="a", group="2021")
    numbers = numbers_of(told)
    by_group = find(told, numbers)
    by_city = find(told, numbers, cities={"a": "保定市"})
    places = [
        table[table["device"] == "named_place"]["text"].tolist() for table in (by_group, by_city)
    ]
    assert places == [["保定市", "廊坊市"], ["廊坊市"]]


def test_members_of_runs_are_counted(sentences_of, numbers_of, find):
    told = sentences_of("天更蓝、山更绿、水更清。", "在二环内做“减法”、在二环外做“乘法”。")
    found = find(told, numbers_of(told)).set_index("device")
    assert found.loc["parallelism", "members"] == 3
    assert found.loc["antithesis", "members"] == 2
