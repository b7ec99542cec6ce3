"""The battery of devices."""

import pytest

from chengyan.errors import LexiconError
from chengyan.rhetoric.devices import CODEBOOKS, COLUMNS, FAMILIES, WAYS, Device, read_devices

GOOD = {
    "device": "we",
    "zh": "我们",
    "en": "We",
    "family": "person",
    "codebook": "core",
    "found_by": "patterns",
    "definition": "first person plural as actor",
    "counts": "我们要…",
    "excludes": "我国",
    "literature": "Wilson 1990",
}
# The core codebook, in its order; the coded samples kept apart have these devices.
CORE = (
    "parallelism antithesis allusion leader_quotation numbered_shorthand quoted_slogan "
    "metaphor_war metaphor_journey metaphor_building metaphor_body metaphor_nature "
    "metaphor_machine metaphor_sport rank_claim numbers_evidence prohibition modality_strong "
    "modality_effort rhetorical_question we"
).split()
# Whose instances patterns propose.
BY_PATTERNS = ("patterns", "subject", "promise", "obligation", "rank", "thanks", "marks")


def write(folder, *rows):
    path = folder / "rhetoric.tsv"
    lines = ["\t".join(COLUMNS), *("\t".join(row[name] for name in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_devices_are_read_in_their_order(tmp_path):
    other = GOOD | {"device": "people", "zh": "人民", "literature": ""}
    assert read_devices(write(tmp_path, GOOD, other)) == [Device(**GOOD), Device(**other)]


def test_what_a_device_is_may_be_told_in_chinese_too(tmp_path):
    path = tmp_path / "rhetoric.tsv"
    columns, row = [*COLUMNS, "definition_zh"], GOOD | {"definition_zh": "作行为者的第一人称复数"}
    lines = ["\t".join(columns), "\t".join(row[name] for name in columns)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = read_devices(path)
    assert found == Device(**row)
    assert found.counts_zh == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"definition": ""}, "device 'us' has no definition. Say what it is: nobody can check"),
        ({"zh": ""}, "device 'us' has no zh. Say what it is"),
        ({"en": ""}, "device 'us' has no en. Say what it is"),
        ({"family": "persons"}, "family 'persons' is not one of form, formula, stance, person,"),
        ({"family": "persons"}, "Did you mean person?"),
        ({"codebook": "cores"}, "codebook 'cores' is not one of core, supplement, none. Did"),
        ({"found_by": "pattern"}, "found_by 'pattern' is not one of patterns, subject, promise"),
        ({"found_by": "pattern"}, "Did you mean patterns?"),
        ({"found_by": ""}, "found_by '' is not one of"),
        ({"device": "we"}, "device we stands in line 2 already. Remove one of the two"),
        ({"device": "u s"}, "device 'u s' is empty or holds a blank"),
        ({"device": ""}, "device '' is empty"),
    ],
)
def test_a_wrong_row_is_named_with_file_line_and_remedy(tmp_path, given, said):
    path = write(tmp_path, GOOD, GOOD | {"device": "us"} | given)
    with pytest.raises(LexiconError) as error:
        read_devices(path)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert said in str(error.value)


def test_a_battery_of_nothing_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"holds no device\. Write at least one"):
        read_devices(write(tmp_path))


def test_a_column_that_is_missing_is_named(tmp_path):
    path = tmp_path / "rhetoric.tsv"
    path.write_text("device\tzh\nwe\t我们\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"line 1: column en is missing\. Add that column"):
        read_devices(path)


def test_the_shipped_battery_holds_the_core_codebook(battery):
    core = [one.device for one in battery if one.codebook == "core"]
    assert sorted(core) == sorted(CORE)


def test_each_shipped_device_says_what_it_is_and_what_counts(battery):
    for one in battery:
        assert one.family in FAMILIES
        assert one.codebook in CODEBOOKS
        assert one.found_by in WAYS
        assert one.definition
        assert one.counts
        assert one.literature
        assert one.zh
        assert one.en
        assert one.definition_zh
        assert one.counts_zh
        assert bool(one.excludes_zh) == bool(one.excludes)
    for names in ([one.zh for one in battery], [one.en for one in battery]):
        assert len(set(names)) == len(names)


def test_each_family_and_each_way_is_used(battery):
    assert {one.family for one in battery} == set(FAMILIES)
    assert {one.found_by for one in battery} == set(WAYS)


def test_a_device_has_patterns_if_and_only_if_patterns_propose_it(battery, patterns):
    finding = {one.device for one in patterns if one.use == "find"}
    assert finding == {one.device for one in battery if one.found_by in BY_PATTERNS}


def test_each_way_has_a_detector():
    from chengyan.rhetoric.detectors import DETECTORS

    assert set(DETECTORS) == set(WAYS)
