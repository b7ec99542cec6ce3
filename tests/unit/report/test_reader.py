"""Chunks and pages of the reading view: offsets, hostile text, both languages, limits."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.extract import extract_from_file
from reading_corpus import ASTRAL, CODES, DEVICES, HOSTILE, IMAGE, SCRIPT, corpus

from chengyan.errors import TableError
from chengyan.language import messages, speaking
from chengyan.report import reader, reader_page
from chengyan.report.reader import facts, files, safe_json
from chengyan.report.reader_page import environment, page_facts, read_page, text_pages
from chengyan.report.reader_tables import (
    MOST_CHARACTERS,
    MOST_LINKED,
    MOST_ROWS,
    shown_rows,
    table_files,
)

REPORT = Path(reader_page.__file__).parent
NUMBER, LINE, TEXT, FIRST, SECOND, LOOKS, FOUND = 0, 1, 6, 7, 8, 9, 10


def taken(content):
    """What a chunk hands to the page."""
    match = re.fullmatch(
        r'chengyan\.take\("(\w+)","([^"]*)",(.*)\);\n', content.decode(), re.DOTALL
    )
    return match[1], match[2], json.loads(match[3])


@pytest.fixture(scope="module")
def chunks():
    documents, tables, raw = corpus()
    return {path: taken(data) for path, data in files(documents, tables, raw, CODES, DEVICES)}


def test_two_chunks_a_text_named_by_its_place(chunks):
    assert list(chunks) == [f"data/{kind}-{n}.js" for n in range(2) for kind in ("text", "lines")]
    assert [(kind, name) for kind, name, _ in chunks.values()] == [
        ("text", "0"), ("lines", "0"), ("text", "1"), ("lines", "1"),
    ]  # fmt: skip


def test_a_sentence_refers_to_codes_devices_and_sections_by_number(chunks):
    text = chunks["data/text-0.js"][2]
    title, second = text["sentences"][:2]
    assert second[:2] == [2, 4]
    assert text["sections"][second[4]].startswith("一、工作")
    assert title[4] == -1
    assert (title[FIRST], title[LOOKS]) == (-1, -1)
    assert (second[FIRST], second[SECOND], second[LOOKS]) == (0, 1, 0)
    assert second[FOUND] == [0, 0, 2, 0, 8, 10, 1, 10, 12]
    assert text["formulations"] == {"0": [2]}


def test_offsets_count_as_javascript_does(chunks):
    found = chunks["data/text-0.js"][2]["sentences"][2]
    _, start, end = found[FOUND]
    units = found[TEXT].encode("utf-16-le")
    assert ASTRAL[3:5] == "首都"
    assert units[2 * start : 2 * end].decode("utf-16-le") == "首都"


def test_raw_lines_are_kept_as_they_are(chunks):
    _, _, raw = corpus()
    assert chunks["data/lines-0.js"][2] == raw["jia-2021"]


def test_hostile_text_ends_no_script_and_breaks_no_line():
    documents, tables, raw = corpus()
    for _, data in files(documents, tables, raw, CODES, DEVICES):
        assert not re.search("[<>\u2028\u2029]", data.decode())
        assert data.count(b"\n") == 1
    assert json.loads(safe_json([*HOSTILE, "&"])) == [*HOSTILE, "&"]
    assert json.loads(safe_json("半\ud800个").encode()) == "半\ufffd个"


def test_facts_know_sizes_topics_and_what_is_used():
    documents, tables, _ = corpus()
    known = facts(documents, tables, CODES, DEVICES)
    first, second = known["texts"]
    assert (first["id"], first["group"], first["path"]) == ("jia-2021", "甲城", "甲/报告.txt")
    assert second["title"] == "yi"
    assert second["han"] == len("乙城没有那座城只有和年")
    assert (first["sentences"], first["sections"]) == (8, ["一、工作</script><b>粗"])
    assert known["topics"] == {"lda-1": {"label": f"首都 · {IMAGE}", "sentences": [[0, 3]]}}
    assert [known["formulations"][n] for n in known["used"]] == ["首都安全"]


def test_what_the_codebook_lacks_is_shown_by_its_id():
    documents, tables, _ = corpus()
    assert facts(documents, tables, CODES[1:], DEVICES[:1])["codes"] == ["NONE", "ECON"]
    assert facts(documents, tables, CODES, DEVICES[:1])["devices"] == ["we", "metaphor_war"]


@pytest.mark.parametrize("name", ["sentences", "rhetoric_instances", "formulations"])
def test_a_missing_column_is_told(name):
    documents, tables, raw = corpus()
    tables[name] = tables[name].iloc[:, :1]
    with pytest.raises(TableError, match=name):
        list(files(documents, tables, raw, CODES, DEVICES))


def test_a_text_without_sentences_is_an_empty_one():
    documents, tables, raw = corpus()
    documents = [*documents, {"doc_id": "空", "group": "丙", "title": "空", "path": "空.txt"}]
    last = [taken(data)[2] for _, data in files(documents, tables, raw, CODES, DEVICES)][-2:]
    assert last == [{"sections": [], "sentences": [], "formulations": {}}, []]


def test_optional_tables_may_be_missing():
    documents, tables, raw = corpus()
    tables = {name: tables[name] for name in ("sentences", "rhetoric_instances")}
    assert len(list(files(documents, tables, raw, CODES, DEVICES))) == 4
    assert "<label hidden>Topic" in read_page(documents, tables, CODES, DEVICES)


def page(language):
    documents, tables, _ = corpus()
    with speaking(language):
        return read_page(documents, tables, CODES, DEVICES)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_hostile_names_as_text_and_loads_from_its_folder_alone(language):
    html = page(language)
    for hostile in (SCRIPT, IMAGE):
        assert hostile not in html
    assert not re.search(r'(?:src|href)="(?:[a-z]+:)?//', html)
    assert re.findall(r"<script(?! type=\"application/json\" id=\"facts\">)[^>]*>", html) == [
        f'<script src="assets/{name}.js">'
        for name in ("core", "search", "reading", "results", "read")
    ]
    assert "default-src 'none'; script-src 'self'" in html


def test_the_pages_lead_to_one_another_and_to_static_ones():
    assert 'href="read.zh.html"' in page("en")
    chinese = page("zh")
    assert '<html lang="zh-Hans"' in chinese
    assert 'href="read.html"' in chinese
    noscript = re.search("<noscript>.*?</noscript>", chinese, re.DOTALL)[0]
    assert re.findall('href="([^"]+)"', noscript) == [
        "devices.zh.html", "text-0.zh.html", "text-1.zh.html",
    ]  # fmt: skip


def test_devices_say_when_they_are_not_to_be_trusted():
    documents, tables, _ = corpus()
    known = json.loads(page_facts(documents, tables, CODES, DEVICES)["facts"])
    assert known["devices"][0]["note"] == ""
    assert "found too badly" in known["devices"][1]["note"]


def test_a_static_page_holds_every_sentence_with_its_line():
    documents, tables, _ = corpus()
    pages = dict(text_pages(documents, tables))
    assert list(pages) == ["text-0.html", "text-1.html"]
    html = pages["text-0.html"].decode()
    assert re.findall(r'id="s(\d+)" href="#s\1"[^>]*>\1·(\d+)<', html) == [
        (str(n), str(n + 2)) for n in range(1, 9)
    ]
    assert SCRIPT not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_static_pages_are_left_out_where_they_would_double_the_folder():
    documents, tables, _ = corpus(long=True)
    assert list(text_pages(documents, tables)) == []
    html = read_page(documents, tables, CODES, DEVICES)
    assert "text-0.html" not in html
    assert "sentences.csv" in html


def test_everything_said_has_a_translation_with_the_same_places():
    said = set()
    for name in ("reader_words.py", "reader_page.py"):
        keywords = {"_": None, "n_": (1, 2)}
        found = extract_from_file("python", str(REPORT / name), keywords=keywords)
        said |= {message for _, message, _, _ in found}
    for name in ("read", "read_main", "text"):
        source = (REPORT / f"templates/{name}.html.j2").read_text("utf-8")
        for _, _, message in environment().extract_translations(source):
            said.add(message if isinstance(message, str) else message[0])
    known = messages("zh")
    assert len(said) > 100
    assert not sorted(message for message in said if message not in known)
    for message in said:
        assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", known[message]))


def test_scripts_say_nothing_that_has_no_words():
    documents, tables, _ = corpus()
    known = json.loads(page_facts(documents, tables, CODES, DEVICES)["facts"])["words"]
    for script in sorted((REPORT / "assets").glob("*.js")):
        if script.name in {"search.js", "reading.js", "results.js", "read.js", "tables.js"}:
            source = script.read_text("utf-8")
            assert set(re.findall(r'\bsay\("([\w-]+)"', source)) <= set(known), script.name


def table(rows=3, groups=1):
    return pd.DataFrame(
        {
            "group": [f"城{i * groups // rows}" for i in range(rows)],
            "term": ["=1+1", *(f"词{i}" for i in range(1, rows))],
            "count": range(rows),
            "rate": [0.1 + 0.2, float("nan"), *(1.5 for _ in range(rows - 2))],
            "firm": [True] * rows,
        }
    )


def test_a_table_keeps_numbers_as_numbers_and_text_as_text():
    [(path, data)] = table_files({"keyness": table()})
    kind, name, chunk = taken(data)
    assert (path, kind, name) == ("data/table-keyness.js", "table", "keyness")
    assert chunk["columns"] == ["group", "term", "count", "rate", "firm"]
    assert chunk["rows"][:2] == [["城0", "=1+1", 0, 0.3, "True"], ["城0", "词1", 1, None, "True"]]
    assert chunk["total"] == 3


def test_a_long_table_is_cut_the_same_in_each_group_and_says_so():
    [(_, data)] = table_files({"t": table(4 * MOST_ROWS, groups=4)})
    chunk = taken(data)[2]
    assert chunk["total"] == 4 * MOST_ROWS
    counts = pd.Series([row[0] for row in chunk["rows"]]).value_counts()
    assert counts.to_dict() == {f"城{i}": MOST_ROWS // 4 for i in range(4)}
    numbers = [row[2] for row in chunk["rows"]]
    assert numbers == sorted(numbers)


def test_rows_that_are_linked_to_are_never_cut():
    rows = shown_rows(table(2 * MOST_ROWS), [{"term": "词1999"}, {"nothing": "x"}])
    assert len(rows) == MOST_ROWS
    assert rows["term"].iloc[-1] == "词1999"


def test_of_the_many_rows_that_one_link_leads_to_the_first_are_there():
    many = table(2 * MOST_ROWS)
    many["claim"] = ["a"] * (2 * MOST_ROWS - 100) + ["b"] * 100
    rows = shown_rows(many, [{"claim": "b"}])
    assert len(rows) == MOST_ROWS
    own = rows.loc[rows["claim"] == "b", "term"]
    assert own.tolist() == many.loc[many["claim"] == "b", "term"].tolist()[:MOST_LINKED]


def test_a_cell_is_cut_where_nobody_reads_on():
    [(_, data)] = table_files({"t": pd.DataFrame({"text": ["长" * 10_000]})})
    assert taken(data)[2]["rows"] == [["长" * MOST_CHARACTERS + "…"]]


def many_sentences(number, text="好。"):
    documents, tables, raw = corpus()
    places = range(1, number + 1)
    rows = pd.DataFrame({"sentence": places, "source_line": places, "last_line": places})
    own = {"doc_id": "jia-2021", "group": "甲城", "paragraph": 1, "kind": "body", "section": ""}
    own |= {"text": text, "primary": "", "secondary": "", "orientation": ""}
    tables["sentences"] = rows.assign(**own)
    return documents, tables, {**raw, "jia-2021": [text] * number}


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        (2 * reader.MOST_SENTENCES, "好。", reader.MOST_SENTENCES),
        (9, "长" * (reader.MOST_CHARACTERS // 4), 4),
    ],
)
def test_a_text_too_long_for_a_browser_is_cut_and_says_so(number, text, shown):
    documents, tables, raw = many_sentences(number, text)
    made = dict(files(documents, tables, raw, CODES, DEVICES))
    chunk = taken(made["data/text-0.js"])[2]
    assert len(chunk["sentences"]) == shown
    assert shown <= len(taken(made["data/lines-0.js"])[2]) <= shown + reader.AROUND
    told = facts(documents, tables, CODES, DEVICES)["texts"][0]
    assert (told["sentences"], told["shown"]) == (number, shown)


def test_a_text_is_not_cut_that_a_browser_bears():
    documents, tables, raw = many_sentences(9)
    assert "shown" not in facts(documents, tables, CODES, DEVICES)["texts"][0]
    lines = taken(dict(files(documents, tables, raw, CODES, DEVICES))["data/lines-0.js"])[2]
    assert len(lines) == 9


def test_a_sentence_longer_than_a_text_may_be_is_cut():
    documents, tables, raw = many_sentences(1, "长" * (reader.MOST_CHARACTERS + 9))
    made = dict(files(documents, tables, raw, CODES, DEVICES))
    [sentence] = taken(made["data/text-0.js"])[2]["sentences"]
    assert len(sentence[6]) == reader.MOST_CHARACTERS + 1
