"""Words as strings, persons, years to come, and the voice of each group."""

import pandas as pd
import pytest
from story_tables import CITIES, of_groups, published

from chengyan.story.context import Context
from chengyan.story.finding import FRAGILE
from chengyan.story.persons import persons
from chengyan.story.promises import findings as promises
from chengyan.story.strings import Strings
from chengyan.story.strings import findings as strings
from chengyan.story.tell import tell
from chengyan.story.voice import findings as voices


def context(**changed):
    return Context(published() | changed, CITIES)


def with_text(group, text):
    """The published sentences, with one more clause in the first that a group has."""
    sentences = published()["sentences"].copy()
    echo = published()["echo"]
    kept = sentences.merge(echo[["doc_id", "sentence"]], on=["doc_id", "sentence"])
    first = kept[kept["group"] == group].iloc[0]
    place = (sentences["doc_id"] == first["doc_id"]) & (sentences["sentence"] == first["sentence"])
    sentences.loc[place, "text"] = sentences.loc[place, "text"] + text
    return sentences


def test_a_string_that_is_never_said_is_not_in_the_text():
    found = {finding.id: finding for finding in strings(context())}
    never = found["never-石家庄"]
    assert "北京" in never.text_en
    said = context(sentences=with_text("石家庄", "北京"))
    again = {finding.id: finding for finding in strings(said)}
    assert "北京" not in again["never-石家庄"].text_en


def test_strings_are_said_twice_as_often_as_by_each_other_group():
    counted = Strings(context())
    for group in CITIES:
        for term, value, _ in counted.leading(group):
            rates = {g: counted.counts[term][g] / counted.length[g] for g in CITIES}
            assert value.count == counted.counts[term][group] >= 5
            assert all(rates[group] > 2 * rates[g] for g in CITIES if g != group), term


def test_what_is_picked_from_many_words_is_not_robust():
    told = list(strings(context()))
    assert told
    assert {finding.verdict for finding in told} == {FRAGILE}


@pytest.mark.parametrize(
    ("clause", "name"),
    [("向李小红同志学习", "李小红"), ("听取王岚书记讲话", "王岚")],
)
def test_a_person_with_a_title_is_named(clause, name):
    (finding,) = persons(context(sentences=with_text("石家庄", clause)))
    assert f"石家庄 {name} (1)" in finding.text_en
    assert f"石家庄{name}（1次）" in finding.text_zh


@pytest.mark.parametrize("clause", ["全体老同志", "各级党委书记", "主要负责同志", "江委书记"])
def test_a_title_without_a_name_is_no_person(clause):
    (finding,) = persons(context(sentences=with_text("石家庄", clause)))
    assert "石家庄 none" in finding.text_en


def test_only_years_after_that_of_the_text_are_to_come():
    sentences = with_text("石家庄", "1999年和2040年")
    found = {f.id: f for f in promises(context(sentences=sentences))}
    assert "石家庄 2040 (1)" in found["horizons"].text_en
    assert "1999" not in found["horizons"].text_en


def test_a_voice_leaves_out_what_leads_everywhere():
    found = {finding.id: finding for finding in voices(context())}
    first = found["first-everywhere"]
    assert first.text_en.startswith("All of them")
    table = published()["priorities"]
    shares = pd.to_numeric(table["share"], errors="coerce")
    one = (table["group"] == "石家庄") & (table["code"] == "URBAN")
    turned = table.assign(share=shares.where(~one, 0.9))
    found = {finding.id: finding for finding in voices(context(priorities=turned))}
    assert "first-everywhere" not in found
    assert "Besides" not in found["voice-石家庄"].text_en
    assert "urban construction and transport (90 %)" in found["voice-石家庄"].text_en


def test_one_group_and_many_have_no_voices_of_their_own():
    names = tuple(f"{name}市" for name in "甲乙丙丁戊己庚")
    for groups in (CITIES[:1], names):
        told = tell(of_groups(groups), groups)
        assert not [f for f in told if f.id.startswith(("voice-", "strings-", "never-"))]
