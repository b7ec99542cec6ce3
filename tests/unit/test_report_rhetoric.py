"""What the report says of rhetoric, and the page of all its instances."""

import re

import pandas as pd
import pytest
from report_rhetoric import NAMED, devices
from test_report import GROUPS, HOSTILE, Page, conclusions, make_tables, many, reading, render

from chengyan.report import devices as devices_module
from chengyan.report.devices import CAPS, cap_of, pieces_of
from chengyan.rhetoric.passages import Passage

DOCUMENTS = [
    {"doc_id": f"d{i}", "group": group, "path": f"city/text_{i}.txt"}
    for i, group in enumerate(GROUPS)
]


def instances(tables=None, documents=DOCUMENTS, battery=None, language="en"):
    pages = render(tables, documents=documents, battery=battery or devices(), language=language)
    return pages["devices"]


def chapter(made):
    return made["rhetoric"]


def section(page, device):
    return page[page.index(f'<section id="{device}"') :].split("</section>")[0]


def test_the_battery_is_told_with_what_is_known_of_its_errors():
    said = reading(chapter(render()))
    # Metaphor of all sources is not counted again.
    assert "4 devices of person, form and metaphor were looked for" in said
    assert "(held, 100 sentences, model-coded), 1 of them is validated" in said
    assert "2 are not validated, for too few coded sentences have them" in said
    assert "1 fails and is neither drawn nor told." in said
    assert "agree with a median F1 of 0.75 (of 4 devices with at least 5 sentences)" in said
    assert "Language models coded these sentences, not people" in said
    assert "flatter" not in said
    assert "say how often 1 device of rhetoric is used in these texts" in conclusions(render())


def test_a_device_that_fails_has_no_rate_and_no_word():
    page = chapter(render())
    row = next(row for row in page.split("<tr") if "#parallelism" in row)
    assert reading("<tr" + row).strip() == "Parallelism 排比form –––– 0.2530fails"
    assert page.count("Parallelism") == 1
    made = render()
    assert not [name for name in made if name != "devices" and "Parallelism" in made[name]][1:]


def test_what_f1_is_of_and_sources_that_fail_stand_beside():
    tables = make_tables()
    scores = tables["rhetoric_validation"]
    seen = scores.assign(sample="dev", seen=True)
    held = scores.assign(sample="cities-2024-test")
    tables["rhetoric_validation"] = pd.concat([held, seen])
    table = tables["rhetoric"].assign(support=tables["rhetoric"]["support"] * 2)
    table.loc[table["device"] == "metaphor_war", "status"] = "fails"
    tables["rhetoric"] = table
    said = reading(chapter(render(tables)))
    assert "40 of 80" in said
    assert "includes 战争隐喻, which fails by itself" in said
    assert "holds government work reports: other genres are not tested by it" in said
    plain = reading(chapter(render()))
    assert "hold in other texts is not known" in plain
    for part in ("by itself", "work reports", "40 of"):
        assert part not in plain


def test_passages_over_one_another_count_once():
    tables = make_tables()
    tables["reuse"] = pd.concat([tables["reuse"], tables["reuse"].assign(start_a=2, start_b=2)])
    said = reading(chapter(render(tables)))
    assert "share 1 passage, in 2 pairs of places, beyond" in said


def test_hollow_devices_are_marked():
    rows = [row.split("</tr>")[0] for row in chapter(render()).split("<tr")]
    told = {
        found[1]: reading("<tr" + row)
        for row in rows
        if "<td" in row and (found := re.search(r"devices\.html#(\w+)", row))
    }
    assert told.keys() == NAMED.keys()
    for device, (*_, status) in NAMED.items():
        assert told[device].rstrip().endswith(status)
        assert ("○" in told[device]) == (status == "not validated")
        assert ("●" in told[device]) == (status == "validated")
    assert "50.0 6.2 to 75.0812.5 6.2 to 75.01" in told["we"]


def test_differences_are_told_with_their_bounds_and_an_example():
    said = reading(chapter(render()))
    assert (
        "We 我们 unmatched: 甲城 (50.0 %, at least 43.8 %) more than 乙城 (12.5 %, at most 25.0 %)."
        in (said.replace(" :", ":"))
    )
    assert "甲城: 文化兴城，文化强市。 (d0, line 12)" in said
    # Idiom differs as much, and is not validated.
    assert said.split("All devices in numbers")[0].count("Idiom") == 0


def test_where_errors_could_make_all_differences_none_is_told():
    tables = make_tables()
    tables["rhetoric_differences"] = tables["rhetoric_differences"].head(0)
    said = reading(chapter(render(tables)))
    assert "No difference between groups is larger than what the errors" in said
    assert "more than" not in said.split("All devices in numbers")[0]
    assert "differences of" not in conclusions(render(tables))


def test_scores_that_flatter_are_marked():
    tables = make_tables()
    tables["rhetoric_validation"]["seen"] = True
    tables["rhetoric_differences"]["unseen"] = False
    said = reading(chapter(render(tables)))
    assert "held, 100 sentences, model-coded, seen when the patterns were written" in said
    assert "† marks them" in said
    assert "We 我们† unmatched" in said
    assert "0.90†" in said


def test_without_a_coded_sentence_nothing_is_claimed():
    tables = make_tables()
    for name in ("rhetoric_validation", "rhetoric_differences"):
        tables[name] = tables[name].head(0)
    tables["rhetoric"] = tables["rhetoric"].assign(status="not validated", f1="", support=0)
    said = reading(chapter(render(tables)))
    assert "No coded sentence is named (rhetoric.samples)" in said
    assert "no rate below should be quoted" in said
    assert "of rhetoric" not in conclusions(render(tables))
    assert "No coded sentence is named" in reading(instances(tables))


def test_formulations_and_shared_passages_are_told():
    said = reading(chapter(render()))
    assert "甲城“协同发展” (7)“新城” (2)–12.5 % 10.0 to 15.0" in said
    assert "乙城––“新质”–" in said
    assert "Texts of different groups share 1 passage beyond" in said
    assert "做首都的护城河甲城d0, line 12乙城d1, line 32518" in said
    assert "甲城 shares 9 % in passages beyond formulas and 14 % in formulas and names" in said
    tables = make_tables()
    tables["reuse"] = tables["reuse"].head(0)
    said = reading(chapter(render(tables)))
    assert "None: no two texts of different groups share a passage beyond" in said
    assert "A shared passage" not in said


def test_every_device_of_the_report_has_its_place_on_the_second_page():
    page = Page(instances())
    linked = {
        link.partition("#")[2]
        for link in Page(chapter(render())).values("a", "href")
        if link.startswith("devices.html#")
    }
    assert linked == NAMED.keys()
    sections = page.values("section", "id")
    assert sections == list(NAMED)
    own = {link[1:] for link in page.values("a", "href") if link.startswith("#")}
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert own <= ids
    assert "rhetoric.html" in page.values("a", "href")


def test_each_device_has_definition_scores_examples_and_all_instances():
    page = instances()
    said = reading(section(page, "we"))
    for part in ("what we is", "that we", "no we", "On we 1999", "held", "1.001.001.00"):
        assert part in said
    assert "甲城 文化兴城，文化强市。 (d0, line 12)" in said
    # Two instances in one sentence are listed once.
    assert "甲城: 1 passage, 8 instances, 50.0 % of 16 sentences" in said
    assert "city/text_0.txt, by line 12 文化兴城，文化强市。" in said
    assert "<mark>文化</mark>兴城，<mark>文化</mark>强市。" in section(page, "we")
    assert "乙城: none." in said
    failing = reading(section(page, "parallelism"))
    assert "It is found too badly to be counted" in failing
    assert "甲城: 1 passage In the reading view" in failing
    assert "%" not in failing
    assert "Not validated: too few" in reading(section(page, "idiom"))
    assert "put together from War metaphor: see there" in reading(section(page, "metaphor"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_shows_as_text_on_the_second_page(hostile):
    tables = {
        name: table.replace(list(GROUPS), [hostile, "乙城"])
        for name, table in make_tables().items()
    }
    tables["sentences"]["text"] = f"文化{hostile}也是文化{hostile}。"
    tables["rhetoric_examples"]["text"] = f"文化{hostile}。"
    for column in ("en", "zh"):
        tables["rhetoric"][column] += hostile
    tables["rhetoric_validation"]["sample"] = hostile
    documents = [
        {"doc_id": "d0", "group": hostile, "path": hostile},
        {"doc_id": "d1", "group": "乙城", "path": "x"},
    ]
    battery = [
        type(device)(**vars(device) | {"definition": hostile, "literature": hostile})
        for device in devices()
    ]
    text = instances(tables, documents, battery)
    plain, page = Page(instances()), Page(text)
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in plain.tags}
    assert {name for _, a in page.tags for name in a} == {name for _, a in plain.tags for name in a}
    assert reading(text).count(hostile) > 10


def test_what_is_too_much_is_cut_and_said(monkeypatch):
    passages = [Passage("d", (i,), ((1, i, 0, 2, ""),)) for i in range(1, 401)]
    texts = {("d", i): ("文化兴城", i) for i in range(1, 401)}
    listed = {("we", "甲城"): passages}
    assert cap_of(listed, texts) == CAPS[0] == 300
    # 60 for each sentence, 60 for its mark, twelve bytes of text: 132 a passage.
    monkeypatch.setattr(devices_module, "ROOM", 132 * 100)
    assert cap_of(listed, texts) == 100
    monkeypatch.setattr(devices_module, "ROOM", 0)
    assert cap_of(listed, texts) == CAPS[-1]
    monkeypatch.setattr(devices_module, "CAPS", (1,))
    tables = make_tables()
    more = tables["rhetoric_instances"].iloc[[2]]
    tables["rhetoric_instances"] = pd.concat([more, more.assign(sentence=2, instance=2)])
    own = tables["sentences"]
    tables["sentences"] = pd.concat([own, own[own["doc_id"] == "d1"].assign(sentence=2)])
    assert "The first 1 of 2; rhetoric_instances.csv has the rest." in reading(instances(tables))


def test_sentences_of_a_run_stand_together():
    run = Passage("d", (1, 3), ((1, 1, 0, 2, ""), (1, 3, 1, 3, "")))
    texts = {("d", 1): ("文化兴。", 7), ("d", 3): ("再文化。", 9)}
    assert pieces_of(run, texts) == (
        7,
        [
            ("文化", True),
            ("兴。", False),
            (" … ", False),
            ("再", False),
            ("文化", True),
            ("。", False),
        ],
    )


def test_of_many_groups_tables_are_folded():
    tables, documents = many()
    said = reading(chapter(render(tables, documents=documents)))
    assert "most often in 甲城 (50.0 %); 1 of 21 pairs of groups differ so." in said
    assert "12.5 乙城12.550.0 甲城" in said
    assert "Of the characters of its sentences" not in said
    assert "Examples" in reading(instances(tables, documents))


def test_what_fails_among_metaphors_is_told_where_all_are_told():
    tables = make_tables()
    assert "counted here all the same" not in instances(tables)
    table = tables["rhetoric"]
    table = table.assign(
        status=table["status"].mask(table["device"] == "metaphor_war", "fails"),
        support=table["support"] * 2,
    )
    told = section(instances(tables | {"rhetoric": table}), "metaphor")
    assert "War metaphor 战争隐喻 fails by itself, and is counted here all the same" in reading(
        told
    )


def test_kinds_of_an_instance_stand_behind_it():
    tables = make_tables()
    found = tables["rhetoric_instances"]
    forms = found["form"].mask(found["device"] == "we", "全体代表;大家")
    page = instances(tables | {"rhetoric_instances": found.assign(form=forms)})
    assert "</mark>" in section(page, "we")
    assert '<span class="minor">全体代表; 大家</span></li>' in section(page, "we")


def test_the_second_page_speaks_chinese_as_far_as_the_battery_does():
    we = next(device for device in devices() if device.device == "we")
    idiom = next(device for device in devices() if device.device == "idiom")
    told = type(we)(**vars(we) | {"definition_zh": "作行为者的第一人称复数"})
    tables = make_tables()
    tables["rhetoric_instances"]["form"] = "yao:us"
    page = instances(tables, battery=[told, idiom], language="zh")
    own, other = section(page, "we"), section(page, "idiom")
    assert "<dd>作行为者的第一人称复数</dd>" in own
    assert f'<dd lang="en">{we.counts}</dd>' in own
    assert f'<dd lang="en">{idiom.definition}</dd>' in other
    assert '<span class="minor">要：对己方</span>' in page
