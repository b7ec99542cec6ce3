"""Sentences told from tables: bound to their rows, right in direction, for any number of groups."""

import re
from functools import cache

import pandas as pd
import pytest
import story_tables
from story_tables import CITIES, of_groups, published

from chengyan.rhetoric.worth import FAILED
from chengyan.story.finding import CHAPTERS, COLUMNS, FRAGILE, ROBUST, percent, to_table
from chengyan.story.lead import LONGEST
from chengyan.story.rows import rows_of
from chengyan.story.tell import tell

# What a kind of finding compares, in which column.
COMPARED = {
    "code-": "share",
    "part-": "share",
    "coverage-": "share",
    "measure-": "value",
    "device-": "per_10k",
    "theme-": "per_10k_han",
}
NOUNS = "text|group|city|model|claim|pair|passage|national formulation|number|sentence|section"
NAMES = {
    n: tuple(f"{'甲乙丙丁戊己庚'[i % 7]}{'东南西北'[i // 7]}市" for i in range(n)) for n in (5, 28)
}


@cache
def told(number: int = 3):
    if number == 3:
        return tuple(tell(published(), CITIES))
    names = CITIES[:number] if number < 3 else NAMES[number]
    return tuple(tell(of_groups(names), names))


def tables_of(number: int):
    if number == 3:
        return published()
    return of_groups(CITIES[:number] if number < 3 else NAMES[number])


def by_id(findings):
    return {finding.id: finding for finding in findings}


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_each_condition_finds_its_rows(number):
    tables = tables_of(number)
    for finding in told(number):
        assert finding.rows, finding.id
        for condition, rows in rows_of(finding, tables).items():
            assert len(rows), (finding.id, condition)
            assert condition.partition(":")[0] in finding.tables


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_each_says_the_same_twice_in_whole_sentences(number):
    findings = told(number)
    assert len(by_id(findings)) == len(findings)
    for finding in findings:
        assert finding.chapter in CHAPTERS
        assert finding.text_en.endswith(".")
        assert finding.text_zh.endswith("。")
        for text in (finding.text_en, finding.text_zh):
            assert not re.search(r"\bnan\b|\{|\[|\(None|  |\bNone,", text), text
        assert not re.search(rf"(?<![\d.,])1 ({NOUNS})s\b", finding.text_en), finding.text_en
        # What stands in figures in one language stands so in the other.
        numbers = [
            sorted(re.findall(r"\d+\.\d+|\d+(?=\s?%)", text.replace(",", "")))
            for text in (finding.text_en, finding.text_zh)
        ]
        assert numbers[0] == numbers[1], finding.id
        assert set(finding.more).isdisjoint(finding.less)
        assert {*finding.more, *finding.less} <= set(finding.groups)


def test_every_text_has_its_numbers():
    wordless = ("needs", "matching", "alone-", "missing-", "slogans-", "images-", "topics-agree")
    for finding in told():
        if not finding.id.startswith(wordless):
            assert re.search(r"\d", finding.text_en), finding.text_en


@pytest.mark.parametrize("number", [2, 3, 5])
def test_who_has_more_has_more_in_the_rows(number):
    tables, seen = tables_of(number), set()
    for finding in told(number):
        kind = next((kind for kind in COMPARED if finding.id.startswith(kind)), None)
        if kind is None or not finding.more:
            continue
        seen.add(kind)
        own = next(iter(rows_of(finding, tables).values()))
        value = pd.to_numeric(own[COMPARED[kind]]).groupby(own["group"]).mean()
        low = min(value[group] for group in finding.more)
        assert low > max(value[group] for group in finding.less), finding.id
        assert low >= value.drop(list(finding.more)).max() or len(finding.more) == 1, finding.id
    assert {"code-", "part-", "device-", "theme-"} <= seen


def test_numbers_of_codes_come_from_their_rows():
    codes = [finding for finding in told() if finding.id.startswith(("code-", "aside-"))]
    assert len(codes) > 8
    for finding in codes:
        own = next(iter(rows_of(finding, published()).values()))
        for row in own.to_dict("records"):
            count = f"({int(row['positives'])} of {int(row['units']):,}"
            assert f"{row['group']} {percent(float(row['share']))}" in finding.text_en
            assert count in finding.text_en


def test_words_change_when_the_tables_do():
    tables = dict(published())
    before = by_id(told())["code-CULT"]
    table = tables["priorities"]
    other = {"保定": "廊坊", "廊坊": "保定"}
    tables["priorities"] = table.assign(group=table["group"].replace(other))
    after = by_id(tell(tables, CITIES))["code-CULT"]
    assert before.more == ("保定",)
    assert after.more == ("廊坊",)
    assert after.text_en != before.text_en
    assert "廊坊 6.6 %" in after.text_en


def test_a_group_by_another_name_tells_the_same():
    names = ("甲东市", "乙东市", "丙东市")
    renamed = by_id(tell(of_groups_alike(names), names))
    for finding in told():
        if finding.id.startswith(("code-", "theme-", "part-")):
            text = finding.text_en
            for old, new in zip(CITIES, names, strict=True):
                text = text.replace(old, new)
            assert renamed[finding.id].text_en == text


def of_groups_alike(names):
    """The published tables under other names, nothing else changed."""
    kept, story_tables._smaller = story_tables._smaller, lambda piece, _: piece
    try:
        return of_groups(names)
    finally:
        story_tables._smaller = kept


def test_the_front_story_is_short_and_in_order():
    for number in (1, 2, 3, 5):
        lead = sorted((f for f in told(number) if f.lead), key=lambda f: f.lead)
        assert [finding.lead for finding in lead] == list(range(1, len(lead) + 1))
        assert len(lead) <= LONGEST
        assert len({finding.text_en for finding in lead}) == len(lead)
    names = [finding.id for finding in sorted(told(), key=lambda f: f.lead) if finding.lead]
    assert names[0] == "corpus"
    assert names[-2:] == ["matching", "needs"]
    assert sum(name.startswith("voice-") for name in names) == 3


def test_many_groups_name_the_ends_and_the_middle():
    finding = by_id(told(28))["part-past"]
    assert len(finding.groups) == 28
    assert len(finding.more) == len(finding.less) == 1
    assert "the other 27" in finding.text_en
    assert "in the middle" in finding.text_en
    assert "其余27组" in finding.text_zh


def test_what_is_in_doubt_is_said_with_its_reason():
    for finding in told():
        # The verdict on a claim is that of its ways to measure; what they leave out stands beside.
        if not finding.id.startswith("claim-"):
            assert (finding.verdict == ROBUST) == (not finding.doubts), finding.id
        if finding.id.startswith(("code-", "device-", "theme-")) and finding.more:
            assert ("seem" in finding.text_en) == (finding.verdict == FRAGILE)
            assert ("似" in finding.text_zh) == (finding.verdict == FRAGILE)


def test_devices_that_failed_are_not_told():
    rhetoric = published()["rhetoric"]
    failed = set(rhetoric.loc[rhetoric["status"] == FAILED, "device"])
    assert failed
    assert not failed & {f.id.removeprefix("device-") for f in told()}


def test_claims_keep_their_verdicts():
    claims = published()["claims"].set_index("id")
    found = {f.id.removeprefix("claim-"): f for f in told() if f.id.startswith("claim-")}
    assert set(found) == set(claims.index)
    for name, row in claims.iterrows():
        finding = found[name]
        assert finding.verdict == row["robust"]
        if row["effect"] >= row["min_effect"]:
            assert finding.more == tuple(row["more"].split(";"))
        elif row["effect"] <= -row["min_effect"]:
            assert finding.less == tuple(row["more"].split(";"))
            assert "other way round" in finding.text_en
        else:
            assert not finding.more


def test_the_table_has_a_row_a_finding():
    table = to_table(told())
    assert list(table.columns) == list(COLUMNS)
    assert table["id"].is_unique
    assert set(table["robust"]) <= {ROBUST, FRAGILE, "reversed"}
    fragile = table["robust"] == FRAGILE
    assert (table.loc[fragile, "why_en"] != "").all()
    assert (table.loc[fragile, "why_zh"] != "").all()
    assert table["effect"].notna().sum() > 60


def test_the_rule_hands_over_all_tables_that_are_told():
    rules = (story_tables.GALLERY.parents[2] / "workflow/rules/common.smk").read_text("utf-8")
    listed = re.findall(r'"(\w+)"', rules.partition("TOLD = [")[2].partition("]")[0])
    used = {table for finding in told() for table in finding.tables}
    assert used <= set(listed)
    given = {name: table for name, table in published().items() if name in listed}
    assert by_id(tell(given, CITIES)).keys() == by_id(told()).keys()
