"""Patterns of devices: read, checked, found in texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.errors import LexiconError
from chengyan.lexicon import Entry
from chengyan.rhetoric.devices import Device
from chengyan.rhetoric.patterns import (
    COLUMNS,
    EXCEPT,
    FIND,
    DevicePattern,
    PatternFinder,
    check_battery,
    known_shorthands,
    read_patterns,
)

DEVICES = ["metaphor_nature", "prohibition", "we"]


def write(folder, *rows):
    path = folder / "patterns.tsv"
    lines = ["\t".join(COLUMNS), *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def pattern(term, use=FIND, device="metaphor_nature", form=""):
    return DevicePattern(term, device, form, use)


def found(text, *patterns, device="metaphor_nature"):
    hits = PatternFinder(patterns).find([text]).get(device, [[]])
    return [(hit.word, hit.start, hit.end) for hit in hits[0]]


def test_patterns_are_read(tmp_path):
    path = write(
        tmp_path,
        "we\tour\t我[市省]\tfind\tcodebook\tkin",
        "metaphor_nature\tmask\t护城河整治\texcept\ttexts\treal",
    )
    assert read_patterns(path, DEVICES) == [
        DevicePattern("我[市省]", "we", "our", "find"),
        DevicePattern("护城河整治", "metaphor_nature", "mask", "except"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("us\t\t我们\tfind\t\t", "device 'us' is not one of metaphor_nature, prohibition, we"),
        ("wee\t\t我们\tfind\t\t", "Did you mean we?"),
        ("we\t\t我们\tfinds\t\t", "use 'finds' is not one of find, except. Did you mean find?"),
        ("we\t\t我[们\tfind\t\t", "term '我[们' is no pattern"),
        ("we\t\t我[们\tfind\t\t", "Mend it, or put a backslash before signs"),
        ("we\t\t(我们)?\tfind\t\t", "matches nothing at all. Write what it shall find"),
        ("we\t\t咱\texcept\t\t", "term 咱 stands in line 2 already. Remove one of the two"),
        ("we\t\t我 们\tfind\t\t", "is empty or holds a blank"),
        ("we\t\t我们", "has 3 fields where the header has 6"),
    ],
)
def test_a_wrong_row_is_named_with_file_line_and_remedy(tmp_path, row, said):
    path = write(tmp_path, "we\t\t咱\tfind\t\t", row)
    with pytest.raises(LexiconError) as error:
        read_patterns(path, DEVICES)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert said in str(error.value)


def test_one_word_may_find_two_devices(tmp_path):
    path = write(tmp_path, "we\t\t我们\tfind\t\t", "prohibition\t\t我们\tfind\t\t")
    assert len(read_patterns(path, DEVICES)) == 2


def test_what_excepts_keeps_what_stands_inside_it_from_being_found():
    moat, works = pattern("护城河"), pattern("护城河整治", EXCEPT)
    assert found("当好护城河", moat, works) == [("护城河", 2, 5)]
    assert found("护城河整治，当好护城河", moat, works) == [("护城河", 8, 11)]


def test_what_excepts_wins_over_what_finds_the_same():
    assert found("护城河", pattern("护城河"), pattern("护.河", EXCEPT)) == []


def test_a_longer_find_wins_over_an_exception_inside_it():
    assert found("首都护城河整治", pattern("首都护城河整治"), pattern("护城河整治", EXCEPT)) == [
        ("首都护城河整治", 0, 7)
    ]


def test_an_exception_that_only_overlaps_silences_nothing():
    assert found("当好护城河", pattern("护城河"), pattern("好护", EXCEPT)) == [("护城河", 2, 5)]


def test_of_overlapping_finds_the_first_counts():
    assert found("一律不得", pattern("一律不"), pattern("不得")) == [("一律不", 0, 3)]


def test_of_finds_with_one_place_one_counts_with_the_first_form():
    hits = PatternFinder([pattern("沃土", form="soil"), pattern("沃.", form="land")])
    assert [hit.cue.form for hit in hits.find(["沃土"])["metaphor_nature"][0]] == ["land"]


def test_devices_do_not_silence_one_another():
    finder = PatternFinder([pattern("不让", device="prohibition"), pattern("不让须眉", EXCEPT)])
    assert [hit.word for hit in finder.find(["巾帼不让须眉"])["prohibition"][0]] == ["不让"]


def test_a_device_without_patterns_is_found_nowhere():
    assert PatternFinder([]).find(["我们", ""]) == {}


def test_numbered_shorthands_of_the_lexicon_are_patterns_that_stand_for_themselves():
    entries = [
        Entry("四个意识", "numbered_shorthand", "national", 2016),
        Entry("6+1", "numbered_shorthand", "local", 0),
        Entry("京津冀", "place", "national", 0),
    ]
    assert [(one.pattern, one.device, one.use) for one in known_shorthands(entries)] == [
        ("四个意识", "numbered_shorthand", "find"),
        (r"6\+1", "numbered_shorthand", "find"),
    ]
    assert found("开展6+1行动", *known_shorthands(entries), device="numbered_shorthand") == [
        ("6+1", 2, 5)
    ]


@given(st.lists(st.text(alphabet="护城河整治首都好不让得一律", max_size=10), max_size=4))
def test_places_are_apart_and_inside_the_text(texts):
    finder = PatternFinder(
        [
            *(pattern("护城河"), pattern("护城河整治", EXCEPT), pattern("首都护城河整治")),
            *(pattern("一律不"), pattern("不得"), pattern("[^好]让")),
        ]
    )
    found = finder.find(texts).get("metaphor_nature", [[] for _ in texts])
    for text, hits in zip(texts, found, strict=True):
        ends = [0, *(hit.end for hit in hits)]
        assert all(end <= hit.start < hit.end for end, hit in zip(ends, hits, strict=False))
        assert ends[-1] <= len(text)


def test_shipped_patterns_find_at_least_themselves(patterns, finder):
    """What finds is not silenced by what excepts: a plain word is found where it stands alone."""
    plain = [one for one in patterns if one.use == FIND and one.is_plain]
    found = finder.find([one.pattern for one in plain])
    silenced = [
        (one.device, one.pattern)
        for row, one in enumerate(plain)
        if [(hit.start, hit.end) for hit in found[one.device][row]] != [(0, len(one.pattern))]
    ]
    assert silenced == []


def test_no_shipped_pattern_finds_what_an_equal_one_excepts(patterns):
    both = {
        use: {(one.device, one.pattern) for one in patterns if one.use == use}
        for use in (FIND, EXCEPT)
    }
    assert not both[FIND] & both[EXCEPT]


def test_shipped_exceptions_are_of_devices_that_are_found(patterns):
    finding = {one.device for one in patterns if one.use == FIND}
    assert {one.device for one in patterns if one.use == EXCEPT} <= finding


def test_rungs_of_strong_obligation_are_those_of_the_ladder(patterns):
    forms = {one.form for one in patterns if one.device == "modality_strong" and one.use == FIND}
    assert forms == {"must", "yao", "resolve"}


def device(name, way, family="form"):
    return Device(name, name, name, family, "core", way, "what it is", "", "", "")


@pytest.mark.parametrize(
    ("one", "patterns", "said"),
    [
        (device("irony", "patterns"), [], "device irony: has no pattern to find it"),
        (
            device("irony", "quantity"),
            [DevicePattern("反话", "irony", "", "find")],
            "device irony: has patterns, but is found by quantity",
        ),
        (
            device("later", "orientation"),
            [],
            "device later: is found by orientation, which finds only past, present, future",
        ),
        (device("chiasmus", "likeness"), [], "finds only parallelism, antithesis"),
    ],
)
def test_a_device_that_nothing_could_find_is_refused(one, patterns, said):
    with pytest.raises(LexiconError, match=re.escape(said)):
        check_battery([one], patterns)


def test_the_shipped_battery_can_be_found(battery, patterns):
    check_battery(battery, patterns)
