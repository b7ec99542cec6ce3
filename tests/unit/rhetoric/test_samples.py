"""Coded samples of devices: read, checked, found in their texts."""

from pathlib import Path

import pandas as pd
import pytest

from chengyan.coded import digest_of
from chengyan.errors import LexiconError
from chengyan.rhetoric.samples import COLUMNS, has_device, in_texts, read_samples

DEVICES = ["we", "people", "idiom"]
CODED = {
    "hebei3-dev": 60,
    "hebei3-more": 207,
    "cities-2024-dev": 180,
    "cities-2024-test": 200,
}


def row(**given):
    text = given.get("text", "我们修水库。")
    whole = {
        **dict.fromkeys(COLUMNS, ""),
        "id": "a-1",
        "sample": "s",
        "kind": "model",
        "coders": "1",
        "seen": "yes",
        "doc_id": "a",
        "sentence": "1",
        "digest": digest_of(text),
        "codebooks": "core",
        "devices": "we",
        "coder_a": "we",
        "text": text,
    }
    return {**whole, **given}


def write(folder, *rows, name="coded.tsv"):
    lines = ["\t".join(COLUMNS), *("\t".join(r[name] for name in COLUMNS) for r in rows)]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_samples_are_read_with_numbers_and_place(tmp_path):
    one = write(tmp_path, row(), row(id="a-2", sentence="12", devices="", coder_a=""))
    two = write(tmp_path, row(sample="t", coders="2", coder_b="we,people"), name="two.tsv")
    table = read_samples([one, two], DEVICES)
    assert list(table.columns) == [*COLUMNS, "place"]
    assert table["sentence"].tolist() == [1, 12, 1]
    assert table["coders"].tolist() == [1, 1, 2]
    assert table["coder_b"].tolist() == ["", "", "we,people"]
    assert table["place"].tolist() == [f"{one}, line 2", f"{one}, line 3", f"{two}, line 2"]


def test_no_sample_gives_no_row_and_all_columns():
    assert list(read_samples([], DEVICES).columns) == [*COLUMNS, "place"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"devices": "we,idioms"}, "'idioms' is no device of the battery. Did you mean idiom?"),
        ({"coder_a": "us"}, "'us' is no device of the battery. Define it there"),
        ({"coder_b": "we, people"}, "' people' is no device of the battery"),
        ({"kind": "robot"}, "kind 'robot' is not one of model, human"),
        ({"codebooks": "core,more"}, "codebooks 'more' is not one of core, supplement"),
        ({"codebooks": ""}, "codebooks '' is not one of"),
        ({"coders": "3"}, "coders '3' is not one of 1, 2"),
        ({"seen": "True"}, "seen 'True' is not one of yes, no"),
        ({"sentence": "one"}, "sentence 'one' is no number. Write one, from 1"),
        ({"sentence": "0"}, "sentence '0' is no number"),
        ({"digest": "0" * 16}, "the digest 0000000000000000 is not that of the text. Code the"),
        ({"sentence": "1"}, "id b-1 stands in line 2 already. Remove one of the two"),
        ({"codebooks": "core,supplement"}, "codebooks is 'core,supplement', in sentences of s"),
        ({"seen": "no"}, "seen is 'no', in sentences of s above 'yes'. Make a sample of its own"),
    ],
)
def test_a_wrong_row_is_named_with_file_line_and_remedy(tmp_path, given, said):
    path = write(tmp_path, row(), row(id="b-1", sentence="2") | given)
    with pytest.raises(LexiconError) as error:
        read_samples([path], DEVICES)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert said in str(error.value)


def test_a_digest_holds_though_blanks_change_and_the_text_may_be_left_out(tmp_path):
    digest = digest_of("我们修水库。")
    path = write(
        tmp_path,
        row(text="我们 修水库。", digest=digest),
        row(sentence="2", text="", digest=digest),
    )
    assert read_samples([path], DEVICES)["digest"].tolist() == [digest] * 2


def test_coded_sentences_of_texts_that_are_here(tmp_path, sentences_of):
    path = write(tmp_path, row(), row(id="b-1", doc_id="b"))
    sample = read_samples([path], DEVICES)
    here = in_texts(sample, sentences_of("我们修水库。", "办学校。"))
    assert here["id"].tolist() == ["a-1"]
    assert in_texts(sample, sentences_of("办学校。", doc_id="c")).empty


@pytest.mark.parametrize("texts", [("我们修水坝。",), ("办学校。", "我们修水库。"), ()])
def test_a_text_that_has_changed_is_named_with_file_line_and_remedy(tmp_path, sentences_of, texts):
    path = write(tmp_path, row(sample="t", id="t-1", doc_id="b"), row())
    sentences = sentences_of(*texts, "后来。")
    with pytest.raises(LexiconError) as error:
        in_texts(read_samples([path], DEVICES), sentences)
    assert str(error.value) == (
        f"{path}, line 3: a-1 is not sentence 1 of a: the text has changed since it was coded. "
        "Put the text back, or leave that sample out (rhetoric: samples)."
    )


def test_whether_a_list_has_a_device():
    given = pd.Series(["we,people", "", "peoples", "idiom"])
    assert has_device(given, ["people", "idiom"]).tolist() == [True, False, False, True]
    assert has_device(given, []).tolist() == [False] * 4
    assert has_device(given.iloc[:0], ["we"]).tolist() == []


@pytest.fixture(scope="module")
def coded(battery):
    """The shipped samples."""
    folder = Path(__file__).parents[3] / "coded"
    return read_samples(
        [folder / f"rhetoric{name}.tsv" for name in ("", "_cities_dev", "_cities_test")],
        [one.device for one in battery],
    )


def test_the_shipped_samples_are_read(coded):
    assert coded.groupby("sample", sort=False).size().to_dict() == CODED
    assert coded["digest"].str.fullmatch("[0-9a-f]{16}").all()
    assert set(coded.loc[coded["seen"] == "no", "sample"]) == {"cities-2024-test"}


def test_texts_that_are_not_ours_to_give_on_are_not_given(coded):
    others = coded["sample"].str.startswith("cities")
    assert (coded.loc[others, "text"] == "").all()
    assert (coded.loc[~others, "text"] != "").all()


def test_shipped_samples_hold_devices_that_their_coders_looked_for(battery, coded):
    book = {one.device: one.codebook for one in battery}
    for name in ("devices", "coder_a", "coder_b"):
        for given, codebooks in zip(coded[name], coded["codebooks"], strict=True):
            assert {book[one] for one in given.split(",") if one} <= set(codebooks.split(","))


def test_second_coders_of_shipped_samples_stand_where_two_coded(coded):
    assert (coded.loc[coded["coders"] == 1, "coder_b"] == "").all()
    twice = coded[coded["coders"] == 2]
    assert (twice["coder_b"] != "").mean() > 0.9
