"""One text under two names."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import report

from chengyan.checks import duplicates
from chengyan.checks.duplicates import check_duplicates

BESIDE = Path(__file__).parents[4] / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))
ONE, OTHER = report("唐山"), report("邯郸")


def found(**texts):
    return [(f.code, f.doc_id) for f in check_duplicates(texts, {n: f"{n}.txt" for n in texts})]


def test_texts_of_their_own_are_not_doubted():
    assert found(a=ONE, b=OTHER) == []
    assert found(a=ONE) == []
    assert found() == []


def test_the_same_text_under_two_names():
    assert found(a=ONE, b=OTHER, c=ONE) == [("duplicate-text", "c")]
    assert found(a=ONE, b=ONE.replace("唐山", "邯郸")) == [("duplicate-text", "b")]
    shuffled = ONE.split("\n\n")
    random.Random(1).shuffle(shuffled)
    assert found(a=ONE, b=" ".join(shuffled)) == [("duplicate-text", "b")]
    assert found(a=ONE, b=ONE.replace("，", ",").replace("\n", "\r\n")) == [("duplicate-text", "b")]


def test_a_part_of_another_text():
    assert found(a=ONE, b=ONE[: len(ONE) // 3]) == [("near-duplicate", "b")]
    half = len(ONE) // 2
    assert found(a=ONE, b=ONE[:half] + OTHER[half:]) == [("near-duplicate", "b")]


def test_a_pasted_passage():
    lines = ONE.split("\n\n")
    pasted = "\n\n".join([*OTHER.split("\n\n")[:6], *lines[4:6], *OTHER.split("\n\n")[6:]])
    (finding,) = check_duplicates({"a": ONE, "b": pasted}, {"a": "a.txt", "b": "b.txt"})
    assert finding.code == "near-duplicate"
    assert "characters on end stand in a too: “" in finding.message
    assert found(a=ONE, b=OTHER + lines[4][:150]) == []


def test_only_pairs_with_a_new_text():
    texts = {"a": ONE, "b": ONE, "c": OTHER}
    places = dict.fromkeys(texts, "x")
    assert check_duplicates(texts, places, new=["c"]) == []
    assert len(check_duplicates(texts, places, new=["a"])) == 1


def test_a_sample_of_the_runs_tells_the_same(monkeypatch):
    monkeypatch.setattr(duplicates, "_ALL_RUNS", 1)
    assert found(a=ONE, b=OTHER, c=ONE.replace("唐山", "邯郸")) == [("duplicate-text", "c")]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, min_size=2))
def test_the_order_of_texts_changes_nothing_but_the_name(order):
    texts = {name: {"a": ONE, "b": OTHER, "c": ONE}[name] for name in order}
    expected = (
        [("duplicate-text", [n for n in order if n != "b"][-1])] if {"a", "c"} <= set(order) else []
    )
    assert found(**texts) == expected


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"{REPORTS} is not there")
def test_real_reports_are_told_apart_and_their_copies_found():
    texts = {file.stem: file.read_text("utf-8") for file in sorted(REPORTS.glob("*.txt"))}
    assert found(**texts) == []
    copies = {f"{city}的副本": text.replace(city, "某某") for city, text in texts.items()}
    assert {name for _, name in found(**texts, **copies)} == set(copies)
    assert {code for code, _ in found(**texts, **copies)} == {"duplicate-text"}
