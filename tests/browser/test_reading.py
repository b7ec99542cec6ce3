"""The reading view in a browser: from disk, silent, to the right line, by mouse and keyboard."""

import csv
import io
import json
from urllib.parse import quote

import pytest
from reading_corpus import ASTRAL, HOSTILE, IMAGE, SCRIPT

GROUP = f"乙{SCRIPT}"


def at(reading, page="read.html", **state):
    pairs = (f"{key}={quote(str(value))}" for key, value in state.items())
    return f"{reading}/{page}#{'&'.join(pairs)}"


def until(page, expression):
    """Wait for an expression to be true: `wait_for_function` would break the pages' policy."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def told(page):
    return page.locator("#told").inner_text()


def lines(page):
    return page.locator("#results li").all_inner_texts()


def downloaded(page, selector):
    with page.expect_download() as download:
        page.click(selector)
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_without_a_question_the_texts_are_offered(visit, reading):
    page = visit(at(reading))
    assert "Type a word" in told(page)
    assert page.locator("#texts li").count() == 2
    page.click("#texts a >> nth=0")
    page.wait_for_selector("#view:not([hidden])")
    assert page.locator("#title").inner_text() == f"甲城的报告{IMAGE}"
    assert page.locator("#text .s").count() == 8


def test_typing_searches_and_the_address_tells_it(visit, reading):
    page = visit(at(reading))
    page.fill("#ask-q", "首都")
    page.wait_for_selector("#results li")
    assert told(page) == "3 places; sentences: 2, texts: 1."
    assert page.url.endswith("#q=" + quote("首都"))
    assert page.locator("#results mark").all_inner_texts() == ["首都"] * 3
    where = page.locator("#results .where >> nth=0").text_content()
    assert where == "甲城 · 一、工作</script><b>粗 · 报告.txt:4"
    counts = page.locator("#counts tbody tr").all_inner_texts()
    assert [row.split()[1:3] for row in counts] == [["3", "2"], ["0", "0"]]
    han = page.evaluate("chengyan.facts.texts[0].han")
    assert counts[0].split()[3] == f"{30_000 / han:.2f}"
    page.fill("#ask-q", "无此词")
    until(page, "document.getElementById('told').textContent === 'Nothing found.'")
    assert page.locator("#results li").count() == 0


def test_nothing_is_searched_while_a_word_is_being_composed(visit, reading):
    page = visit(at(reading))
    page.evaluate("""() => {
      const field = document.getElementById("ask-q");
      field.focus();
      field.dispatchEvent(new CompositionEvent("compositionstart"));
      field.value = "shou'du";
      field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    }""")
    page.wait_for_timeout(400)
    assert "#q" not in page.url
    page.evaluate("""() => {
      const field = document.getElementById("ask-q");
      field.value = "首都";
      field.dispatchEvent(new CompositionEvent("compositionend"));
    }""")
    page.wait_for_selector("#results li")
    assert page.locator("#results li").count() == 3


def test_width_and_case_of_letters_do_not_matter_and_words_may_stand_apart(visit, reading):
    page = visit(at(reading, q="abc"))
    page.wait_for_selector("#results mark")
    assert page.locator("#results mark").inner_text() == "ＡBc"
    page.goto(at(reading, q="安全 拱卫"))
    until(page, "document.querySelector('#results mark')?.textContent === '安全'")
    assert page.locator("#results li").count() == 1


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ({"device": "we"}, ["我们", "我们", "首都"]),
        ({"device": "metaphor_war"}, ["拱卫"]),
        ({"formulation": "首都安全"}, ["首都安全"]),
        ({"q": "首都", "looks": "future"}, ["首都"]),
        ({"device": "metaphor"}, ["拱卫"]),
        ({"q": "安全|拱卫|卫"}, ["拱卫", "安全"]),
        ({"q": "首都 安全|无此词"}, ["首都", "首都"]),
        ({"q": "首都", "code": "NONE"}, ["首都", "首都", "首都"]),
        ({"q": "首都", "section": "一、工作</script><b>粗"}, ["首都", "首都"]),
        ({"q": "城", "group": GROUP}, ["城", "城"]),
    ],
)
def test_filters_of_the_address(visit, reading, state, found):
    page = visit(at(reading, **state))
    page.wait_for_selector("#results li")
    assert page.locator("#results mark").all_inner_texts() == found


def test_a_topic_lists_its_typical_sentences(visit, reading):
    page = visit(at(reading, topic="lda-1"))
    page.wait_for_selector("#results li")
    assert "most typical" in page.locator("#notes").inner_text()
    assert ASTRAL in lines(page)[0]


def test_a_hit_leads_to_its_sentence_and_raw_line_and_back(visit, reading):
    page = visit(at(reading, q="首都"))
    page.click("#results li:nth-child(3) a")
    page.wait_for_selector("#detail:not([hidden])")
    assert page.locator(".s.chosen").get_attribute("id") == "s3"
    assert page.locator("#text .s.chosen mark").inner_text() == "首都"
    raw = page.locator("#detail .raw li")
    assert raw.evaluate_all("all => all.map(each => each.value)") == [4, 5, 6]
    assert raw.nth(1).locator("mark").inner_text() == ASTRAL[:3] + " " + ASTRAL[3:] + "。"
    assert "甲/报告.txt:5" in page.locator("#detail dl").inner_text()
    assert page.evaluate("document.activeElement.closest('.s')?.id") == "s3"
    page.click("#previous")
    page.wait_for_selector("#s2.chosen")
    assert page.locator("#previous").count() == 0
    page.click("#back")
    page.wait_for_selector("#results li")
    assert page.locator("#view").is_hidden()
    assert "text=" not in page.url


def test_on_a_phone_the_details_stand_right_behind_the_sentence(visit, reading):
    page = visit(at(reading, text="jia-2021", s=2), width=360)
    page.wait_for_selector("#s2.chosen + #detail:not([hidden])")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_selector("#beside > #detail")


def test_what_no_reader_sees_in_a_raw_line_is_shown_by_its_number(visit, reading):
    page = visit(at(reading, text="jia-2021", s=1))
    page.wait_for_selector("#detail:not([hidden])")
    assert page.locator("#detail .raw li.own").inner_text() == "甲城⟨U+0000⟩的⟨U+202E⟩报告"


def test_layers_are_in_the_address_and_told_by_words(visit, reading):
    page = visit(at(reading, text="jia-2021", layers="codes,looks,formulations", underline="all"))
    page.wait_for_selector("#text .s")
    assert page.locator("#s2 .chip").inner_text() == "产业经济"
    assert page.locator("#s2 .looks").inner_text() == "← past"
    assert page.locator("#s2 .formulation").all_inner_texts() == ["首都安全"]
    assert page.locator("#s2 .device").all_inner_texts() == ["我们", "我们", "拱卫"]
    page.uncheck("#layer-codes")
    page.wait_for_selector("#text .chip", state="detached")
    assert "layers=looks%2Cformulations" in page.url
    page.select_option("#underline", "family-metaphor")
    until(page, "document.querySelectorAll('#s2 .device').length === 1")


def test_the_keyboard_alone_goes_through_list_and_text(visit, reading):
    page = visit(at(reading, q="首都"))
    page.wait_for_selector("#results li")
    assert page.locator("#results a[tabindex='0']").count() == 1
    page.locator("#results a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector("#s3.chosen")
    assert page.locator("#text a[tabindex='0']").count() == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#s2.chosen")


def test_unknown_values_are_told_and_can_be_left_out(visit, reading):
    page = visit(at(reading, group=IMAGE, code="X", device="y", looks="z", formulation="无",
                    section="九", topic="q-1", text="nobody"))  # fmt: skip
    assert page.locator("#unknown p").count() == 8
    assert IMAGE in page.locator("#unknown").inner_text()
    page.goto(at(reading, q="首都", group="天津"))
    until(page, "document.querySelectorAll('#unknown p').length === 1")
    assert told(page) == "Nothing found."
    page.click("#unknown a")
    page.wait_for_selector("#results li")
    page.goto(at(reading, text="jia-2021", s=99))
    page.wait_for_selector("#unknown:not([hidden])")
    assert "no sentence 99; it has 8" in page.locator("#unknown").inner_text()
    page.goto(f"{reading}/read.html#%E0%A4%A&q=%ZZ&=&text")
    page.wait_for_timeout(200)


def test_hostile_text_is_shown_as_text(visit, reading):
    page = visit(at(reading, text="jia-2021"))
    page.wait_for_selector("#text .s")
    shown = page.locator("#text .words").evaluate_all("all => all.map(each => each.textContent)")
    assert shown[3:] == list(HOSTILE)
    assert page.locator("main script, main img, main b >> text=粗").count() == 0
    page.goto(at(reading, q="<"))
    page.wait_for_selector("#results mark")
    assert page.locator("#results img, #results script").count() == 0


def test_a_sentence_of_a_million_characters_does_not_freeze_the_page(visit, long_reading):
    page = visit(at(long_reading, q="长", text="yi", s=2))
    page.wait_for_selector("#detail:not([hidden])")
    assert len(page.locator("#s2 .words").inner_text()) == 2000
    assert page.locator("#detail").evaluate("panel => panel.textContent.length") < 2500
    page.click("#s2 button")
    until(page, "document.querySelector('#s2 .words').textContent.length === 1e6")


def test_the_list_is_sorted_by_what_follows_or_stands_before(visit, reading):
    page = visit(at(reading, q="首都", sort="right"))
    page.wait_for_selector("#results li")
    right = page.locator("#results .right").all_inner_texts()
    assert right == ["，我们拱卫首都安全。", "安全。", "前。"]
    page.select_option("#sort", "left")
    until(page, "location.hash.includes('sort=left')")
    until(page, "document.querySelector('#results .left').textContent.endsWith('卫')")
    left = page.locator("#results .left").all_inner_texts()
    assert [text[-1] for text in left] == ["卫", "务", "在"]


def test_the_download_holds_all_hits_and_no_formula(visit, reading):
    page = visit(at(reading, q="首都"))
    page.wait_for_selector("#results li")
    head, *rows = downloaded(page, "#download")
    assert [row[head.index("hit")] for row in rows] == ["首都"] * 3
    assert [row[head.index("line")] for row in rows] == ["4", "4", "5"]
    assert rows[2][head.index("left")] == ASTRAL[:3]
    assert page.evaluate("""chengyan.csv([["=1", "-x", -1, "'=1", 'a"b', null, "@"]])""") == (
        "'=1,'-x,-1,''=1,\"a\"\"b\",,'@\n"
    )


def test_the_other_language_keeps_the_view(visit, reading):
    page = visit(at(reading, q="首都"))
    page.wait_for_selector("#results li")
    page.click("#other-language")
    page.wait_for_selector("#results li")
    assert "read.zh.html#q=" in page.url
    assert told(page) == "共3处，见于1篇文本的2个句子。"
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("state", [{"q": "首都"}, {"text": "jia-2021", "s": "2"}, {"group": "?"}])
def test_nothing_stands_out_of_the_page(visit, reading, width, state):
    page = visit(at(reading, "read.zh.html", **state), width=width)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if "q" in state:
        hits = page.locator("#results mark").evaluate_all(
            "all => all.map(each => Math.round(each.getBoundingClientRect().left))"
        )
        assert (len(set(hits)) == 1) == (width == 1440)


def test_a_missing_file_is_told(visit, reading, browser):
    page = browser.new_page()
    page.route("**/text-1.js", lambda route: route.abort())
    page.goto(at(reading, q="首都"))
    until(page, "/text-1.js .*missing/.test(document.getElementById('told').textContent)")
    page.close()


def test_without_scripts_the_texts_are_there(visit, reading):
    page = visit(at(reading), java_script_enabled=False)
    page.click("noscript a >> text=甲城")
    assert page.url.endswith("text-0.html")
    assert "我们要服务首都，我们拱卫首都安全。" in page.locator("main").inner_text()
    page.goto(f"{reading}/text-0.html#s2")
    assert page.locator(":target").inner_text() == "2·4"


def test_tables_of_a_page_sort_filter_and_download(visit, reading):
    page = visit(at(reading, "data.html"))
    first = "table.sortable tbody tr td:first-child"
    page.click("th >> nth=1 >> button")
    assert page.locator(first).all_inner_texts() == ["=1+1", "石家庄", "保定"]
    page.click("th >> nth=1 >> button")
    assert page.locator("th >> nth=1").get_attribute("aria-sort") == "descending"
    assert page.locator(first).all_inner_texts() == ["石家庄", "=1+1", "保定"]
    page.click("th >> nth=2 >> button")
    assert page.locator(first).all_inner_texts() == ["石家庄", "保定", "=1+1"]
    page.fill(".table-tools input", "1")
    until(page, "document.querySelector('.table-tools [role=status]').textContent")
    assert page.locator(".table-tools [role=status]").inner_text() == "2 of 3 rows"
    assert downloaded(page, ".table-tools button") == [
        ["City", "Characters", "Share"], ["石家庄", "1234", "−5 %"], ["'=1+1", "99", "30 %"],
    ]  # fmt: skip


def test_any_table_is_shown_by_the_address_and_leads_to_its_sentences(visit, reading):
    page = visit(at(reading, "data.html", table="sentences", group="甲城", sentence=3))
    page.wait_for_selector("#table-viewer tbody tr")
    assert page.locator("#table-viewer tbody tr").count() == 1
    page.click("#table-viewer tbody a")
    page.wait_for_selector("#s3.chosen")
    page.goto(at(reading, "data.zh.html", table="formulations"))
    page.click("#table-viewer tbody a >> nth=0")
    page.wait_for_selector("#results li")
    assert page.url.endswith("read.zh.html#formulation=" + quote("首都安全"))


def test_the_viewer_tells_what_it_has_not(visit, reading):
    page = visit(at(reading, "data.html", table=IMAGE))
    assert f"no table “{IMAGE}”" in page.locator("#table-viewer").inner_text()
    page.goto(at(reading, "data.html", table="sentences", nothing=1))
    until(page, "/no column “nothing”/.test(document.body.textContent)")


def test_facts_are_plain_json(visit, reading):
    page = visit(at(reading))
    assert json.loads(page.locator("#facts").text_content())["texts"][0]["id"] == "jia-2021"
