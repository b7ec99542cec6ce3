"""The report says what the tables say, shows hostile text as text, and loads nothing."""

import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml
from lxml import etree
from report_priorities import priority_tables
from report_rhetoric import devices, rhetoric_tables

from chengyan.config import complete_config
from chengyan.errors import ChengyanError, TableError
from chengyan.report.captions import caption_html
from chengyan.report.chapters import about_tables
from chengyan.report.columns import COLUMNS
from chengyan.report.figures import FIGURES, Appendix
from chengyan.report.site import PAGES, Drawings, pages
from chengyan.report.streams import Material
from chengyan.tables import read_table, write_table

ROOT = Path(__file__).parents[2]
GROUPS = ("甲城", "乙城")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>x",
    "{{ 7*7 }}",
)


def png(width=40, height=30):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def keyness_row(group, term, **changed):
    row = {
        "group": group, "term": term, "count": 4, "other_count": 1.5, "per_10k": 40.0,
        "reference": "balanced", "log_ratio": 2.25, "lrc": 0.0, "log_odds_z": 1.5,
        "paragraphs": 2, "of_paragraphs": 17, "firm_against": "",
        "ci_low": float("nan"), "ci_high": float("nan"), "loo_low": -1.25, "loo_high": 3.5,
        "left_out": "paragraph", "contrast": "unmatched", "confounds": "genre;office unknown",
        "occasion": False,
    }  # fmt: skip
    return row | changed


def claim_row(name, text, **changed):
    row = {
        "id": name, "text_en": text, "text_zh": f"论断{name}", "kind": "terms", "effect": 1.0,
        "ci_low": float("nan"), "ci_high": float("nan"), "loo_low": 0.5, "loo_high": 2.0,
        "left_out": "paragraph",
        "robust": "robust", "agreeing": 0.95, "opposed": 0.01, "specifications": 512,
        "count_more": 5, "count_less": 1, "value_more": 66.4, "value_less": 33.2,
        "unit": "per 10,000 words", "dp_norm_more": 0.75,
        "dp_norm_less": 0.5, "paragraphs_more": 3, "of_paragraphs_more": 17, "paragraphs_less": 1,
        "of_paragraphs_less": 6, "unused_terms": "", "contrast": "unmatched",
        "confounds": "genre;office unknown",
    }  # fmt: skip
    return row | changed


def finding_row(**changed):
    nothing = dict.fromkeys(("effect", "ci_low", "ci_high", "loo_low", "loo_high"), float("nan"))
    row = {
        "id": "x", "chapter": "words", "text_en": "", "text_zh": "", "tables": "keyness",
        "rows": "", "robust": "robust", "why_en": "", "why_zh": "", "contrast": "",
        "confounds": "", "more": "", "less": "", "lead": 0, "sentences": "", **nothing,
    }  # fmt: skip
    return row | changed


FINDINGS = [
    {"id": "a", "chapter": "priorities", "text_en": "Of what 甲城 says", "text_zh": "甲城所说"},
    {
        "id": "b", "text_en": "甲城 says culture more often than 乙城.",
        "text_zh": "甲城比乙城更多谈文化。", "rows": "keyness: group=甲城 term=文化", "effect": 1.0,
        "loo_low": 0.5, "loo_high": 2.0, "robust": "fragile", "why_en": "it is one paragraph",
        "why_zh": "出自一段", "contrast": "unmatched", "confounds": "genre;office unknown",
        "lead": 1, "more": "甲城", "less": "乙城", "sentences": "group=甲城&q=文化",
    },
    {"id": "c", "chapter": "corpus", "text_en": "Two texts.", "text_zh": "两篇。", "lead": 2},
]  # fmt: skip


def make_tables():
    text = {"author": "某人", "office": "市委书记", "occasion": "会议", "date": "2021"}
    size = {"tokens": 90, "types": 60, "paragraphs": 3, "sentences": 9, "sections": 0}
    genres, lengths = ("report", "speech"), (3000, 1000)
    corpus = [
        {
            "doc_id": f"d{i}", "group": group, "title": f"{group}报告", "genre": genres[i],
            "han_chars": lengths[i], "analysed_han_chars": lengths[i] - 5, **text, **size,
        }
        for i, group in enumerate(GROUPS)
    ]  # fmt: skip
    keyness = [
        keyness_row("甲城", "代表", occasion=True, log_odds_z=9.0, lrc=1.0, count=11),
        keyness_row("甲城", "文化", log_odds_z=3.0, lrc=0.75, count=2, firm_against="乙城"),
        keyness_row("甲城", "产业", log_odds_z=-1.0, lrc=-0.5, count=1),
        keyness_row("乙城", "产业", of_paragraphs=6),
        keyness_row("乙城", "文化", log_odds_z=-3.0, count=0, log_ratio=-2.5, of_paragraphs=6),
    ]
    prevalence = [
        {
            "model": model, "topic": topic, "label": "文化 · 产业", "group": group, "share": share,
            "ci_low": float("nan"), "ci_high": float("nan"), "model_low": 0.1, "model_high": 0.9,
            "left_out": "paragraph", "units": units,
        }
        for model in ("lda", "nmf")
        for topic in (1, 2)
        for group, share, units in zip(GROUPS, (0.625, 0.375), (17, 6), strict=True)
    ]  # fmt: skip
    nothing = float("nan")
    tried = [("nmf", 2, 0.1, 0.5, 8.0, nothing, 0.75, 0.5, 0, 1.0, True),
             ("lda", 2, 0.1, 0.5, 8.5, -6.5, 0.8, 0.25, 1, 1.0, True),
             ("lda", 4, 0.2, 0.5, 9.0, -6.4, 0.4, nothing, nothing, 0.5, False)]  # fmt: skip
    verdicts = {("lda", 1): "falls", ("lda", 2): "stands", ("nmf", 1): "falls", ("nmf", 2): "falls"}
    told = [(model, topic, "文化 · 产业", 0.8 / topic, 0.5, verdict, "culture", 0.75, 0.25)
            for (model, topic), verdict in verdicts.items()]  # fmt: skip
    typical = [("lda", topic, 1, "甲城", "d0", 5, 12, "文化兴城。") for topic in (1, 2)]
    segmentation = pd.DataFrame(
        [
            ("新时代", "甲城", 3, "新;时代"),
            ("新时代", "乙城", 4, "新;时代"),
            ("人民", "甲城", 2, "人民"),
        ],
        columns=["term", "group", "count", "without_lexicon"],
    )
    text = "文化兴城，文化强市。"
    sentences = [("d0", "甲城", 2, 5, "body", 12, text), ("d1", "乙城", 1, 1, "body", 3, text)]
    ranks = [("甲城", "代表", 9, 0.9, 1, True), ("甲城", "文化", 2, 0.5, 2, False)]
    ranks += [("乙城", "产业", 4, 0.75, 1, False)]
    words = [(model, topic, i, word) for model in ("lda", "nmf") for topic in (1, 2)
             for i, word in enumerate(("文化", "产业"), start=1)]  # fmt: skip
    claims = [
        claim_row("culture", "甲城 speaks more of culture than 乙城"),
        claim_row("industry", "乙城 speaks more of industry than 甲城", robust="fragile",
                  agreeing=0.5, unused_terms="矿山;煤炭"),
        claim_row("past", "甲城 looks back more than 乙城", kind="measure", robust="reversed",
                  agreeing=0.0, opposed=1.0, effect=-1.0),
    ]  # fmt: skip
    measure = {"unit": "Han characters", "loo_low": 30.0, "loo_high": 45.5}
    readability = [
        {"group": group, "measure": "sentence_length_median", "value": value, **measure}
        for group, value in zip(GROUPS, (37.0, 41.0), strict=True)
    ]
    diversity = [
        {"group": group, "measure": "mattr", "value": 0.8125, **measure, "sample_tokens": 590}
        for group in GROUPS
    ]
    phrase = ("甲城", "人民群众", 5, 3.25, 4.5, 0.75, 4, 17)
    phrases = [(*phrase, "", False), ("甲城", "各位代表", *phrase[2:], "", True),
               ("甲城", "民群", *phrase[2:], "人民群众", False)]  # fmt: skip
    finding = ("cut-off", "warning", "d0", "a/d0.txt, line 9", "it ends “…所以”", "Get the rest")
    need = ("report", "市长", "2024", "甲城: d0", "乙城", 1)
    return {
        "corpus": pd.DataFrame(corpus),
        "claims": pd.DataFrame(claims),
        "findings": pd.DataFrame([finding_row(**given) for given in FINDINGS]),
        "similarity": pd.DataFrame({"null_pairs": [0]}),
        "readability": pd.DataFrame(readability),
        "diversity": pd.DataFrame(diversity),
        "collocations": pd.DataFrame(phrases, columns=COLUMNS["collocations"].split()),
        "checks": pd.DataFrame([finding], columns=COLUMNS["checks"].split()),
        "needs": pd.DataFrame([need], columns=COLUMNS["needs"].split()),
        "contrasts": pd.DataFrame([(*GROUPS, "unmatched")], columns=COLUMNS["contrasts"].split()),
        "keyness": pd.DataFrame(keyness),
        **priority_tables(GROUPS),
        **rhetoric_tables(GROUPS),
        "topic_prevalence": pd.DataFrame(prevalence),
        "topic_models": pd.DataFrame(tried, columns=COLUMNS["topic_models"].split()),
        "topic_verdicts": pd.DataFrame(told, columns=COLUMNS["topic_verdicts"].split()),
        "topic_sentences": pd.DataFrame(typical, columns=COLUMNS["topic_sentences"].split()),
        "topic_effects": pd.DataFrame(columns=COLUMNS["topic_effects"].split()),
        "segmentation": segmentation.assign(kind="formulation", level="national"),
        "sentences": pd.DataFrame(sentences, columns=COLUMNS["sentences"].split()),
        "tfidf": pd.DataFrame(ranks, columns=COLUMNS["tfidf"].split()),
        "topics": pd.DataFrame(words, columns=COLUMNS["topics"].split()),
        "ternary": pd.DataFrame({"term": ["文化"], "occasion": [False]}),
        "correspondence": pd.DataFrame(
            [("group", "甲城", 1, 0.6), ("term", "文化", 1, 0.6), ("term", "文化", 2, 0.2)],
            columns=["point", "name", "axis", "axis_share"],
        ),
    }


def render(
    tables=None,
    config=None,
    figures=tuple(FIGURES),
    documents=None,
    appendix=None,
    language="en",
    battery=(),
):
    """All pages of a language, by name."""
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text("utf-8"))
    tables = make_tables() if tables is None else tables
    caption = (
        "Seed ``{{ snakemake.config['topics']['seed'] }}``, *so*. {{ snakemake.params.caveat }}"
    )
    material = Material(
        documents=documents or [{"doc_id": f"d{i}", "group": g} for i, g in enumerate(GROUPS)],
        tables=tables,
        raw_lines={},
        codebook=[],
        devices=list(battery),
        config=complete_config(config or {}, schema),
    )
    drawings = Drawings(
        figures={name: {"png": png(), "svg": b"<svg/>"} for name in figures},
        captions={"en": dict.fromkeys(FIGURES, caption), "zh": {}},
        coding="model-coded",
        rhetoric_coding="model-coded",
        caveat={
            "en": "The groups are unmatched (genre), with 1 text each.",
            "zh": "各组不可比。",
        },
        appendix=appendix,
    )
    shapes = {name: table.shape for name, table in tables.items()}
    made = pages(material, shapes, drawings, languages=(language,), reading=False)
    return {path.partition(".")[0]: content.decode("utf-8") for path, content in made}


def whole(*given, **named):
    """All pages one after the other, as one text."""
    return "".join(render(*given, **named).values())


class Page(HTMLParser):
    """Text, tags and attributes of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self._open = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_data(self, data):
        if not {"style", "script"} & set(self._open[-1:]):
            self.text.append(data)

    def values(self, tag, attribute):
        return [attrs[attribute] for name, attrs in self.tags if name == tag and attribute in attrs]


def reading(page):
    return re.sub(r"\s+", " ", "".join(Page(page).text))


def conclusions(made):
    page = made["index"]
    part = page[page.index('<section id="conclusions"') : page.index('<section id="settle"')]
    return reading(part)


def test_pages_hold_every_section_figure_and_table():
    made = render(battery=devices())
    assert tuple(made) == PAGES
    sections = {name: Page(page).values("section", "id") for name, page in made.items()}
    assert sections == {
        "index": ["story", "conclusions", "settle", "chapters"],
        "corpus": ["said", "corpus", "checks", "needs"],
        "words": [
            *("said", "keyness", "tfidf", "ternary", "correspondence", "positions", "similarity"),
            *("prose", "lexicon"),
        ],
        "topics": ["topics", "effects"],
        "priorities": ["said", "priorities", "ways"],
        "rhetoric": ["rhetoric", "differences", "formulations", "reuse"],
        "promises": ["parts", "promises"],
        "robustness": ["claims"],
        "methods": ["methods", "intervals", "references", "versions"],
        "data": ["table-viewer", "tables", "follow", "download"],
        "devices": sections["devices"],
    }
    found = [name for page in made.values() for name in Page(page).values("figure", "id")]
    assert sorted(found) == sorted(f"figure-{name}" for name in FIGURES)
    for name, (chapter, _tables) in FIGURES.items():
        assert f'id="figure-{name}"' in made[chapter]
    links = Page("".join(made.values())).values("a", "href")
    assert {f"data.html#table={name}" for name in make_tables()} <= set(links)
    assert {f"figures/{n}.{end}" for n in FIGURES for end in ("svg", "png")} <= set(links)


def test_every_link_leads_to_a_place_that_is_there():
    for language in ("en", "zh"):
        made = {
            f"{name}{'' if language == 'en' else '.zh'}.html": page
            for name, page in render(language=language, battery=devices()).items()
        }
        places = {
            name: {attrs["id"] for _, attrs in Page(page).tags if "id" in attrs}
            for name, page in made.items()
        }
        known = set(about_tables(many=False))
        for name, page in made.items():
            for link in Page(page).values("a", "href"):
                file, _, place = link.partition("#")
                file = file or name
                if file.startswith(("read.", "figures/", "download/")):
                    continue
                if place.startswith("table="):
                    assert file.startswith("data.")
                    assert place.removeprefix("table=").partition("&")[0] in known
                elif file in made:
                    assert not place or place in places[file], (name, link)
                else:
                    other = "zh" if language == "en" else "en"
                    ending = ".zh.html" if other == "zh" else ".html"
                    assert file == name.split(".")[0] + ending, (name, link)


def test_the_first_screen_has_five_figures_with_title_table_and_doubt():
    for language in ("en", "zh"):
        page = Page(render(language=language)["index"])
        assert page.values("div", "data-chart") == [
            *("first_corpus", "first_priorities", "first_rhetoric", "first_words", "first_claims"),
        ]
        assert not page.values("img", "src")
    first = render()["index"].split('<section id="story"')[0]
    said = reading(first)
    assert "2 texts in 2 genres: 甲城 has 3.0 times as much text as 乙城" in said
    assert "What stands out most: 甲城" in said
    assert "unmatched Any other word may differ by chance; read them as a list." in said
    assert "1 of 3 claims hold in 90 % or more of the ways to measure; none is matched." in said
    assert len(first.encode()) < 100_000


def test_a_finding_has_its_numbers_sentences_and_doubts():
    story = '<section id="story"' + render()["index"].split('<section id="story"')[1]
    story = story.split("</section>")[0]
    said, links = reading(story), Page(story).values("a", "href")
    assert "甲城 says culture more often than 乙城. fragile unmatched ×2 (×1.4 to ×4, one" in said
    assert "data.html#table=keyness&group=%E7%94%B2%E5%9F%8E&term=%E6%96%87%E5%8C%96" in links
    assert "read.html#group=甲城&q=文化" in links
    # Lead 0 is for its chapter alone.
    assert "Of what 甲城 says" not in said
    assert "Of what 甲城 says" in reading(render()["priorities"])
    zh = reading(render(language="zh")["index"])
    assert "甲城比乙城更多谈文化。" in zh
    assert "不稳健：出自一段。" in zh


def test_images_have_size_and_alternative_text():
    images = [attrs for tag, attrs in Page(whole()).tags if tag == "img"]
    assert len(images) == len(FIGURES)
    for image in images:
        assert (image["width"], image["height"], image["loading"]) == ("40", "30", "lazy")
        assert len(image["alt"]) > 30
    alternatives = {image["src"]: image["alt"] for image in images}
    assert len(set(alternatives.values())) == len(FIGURES)
    assert "文化" in alternatives["figures/keyness.png"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_load_nothing_from_elsewhere(language):
    for text in render(language=language, battery=devices()).values():
        page = Page(text)
        policy = page.values("meta", "content")[0]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        for tag, attribute in (("script", "src"), ("link", "href")):
            assert all(value.startswith("assets/") for value in page.values(tag, attribute))
        assert {tag for tag, _ in page.tags}.isdisjoint({"iframe", "object", "base", "form"})
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert "//" not in text
        assert "url(" not in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_html(language):
    for name, page in render(language=language, battery=devices()).items():
        parser = etree.HTMLParser()
        etree.fromstring(page, parser)
        # The parser knows no element of HTML 5.
        found = [each for each in parser.error_log if each.type_name != "HTML_UNKNOWN_TAG"]
        assert not found, (name, found)
        ids = [attrs["id"] for _, attrs in Page(page).tags if "id" in attrs]
        assert len(ids) == len(set(ids)), name


def test_assets_load_nothing_from_elsewhere():
    for path in sorted((ROOT / "src/chengyan/report/assets").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"(?:https?:)?//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
        )
        assert "@import" not in text
        assert [url for url in re.findall(r"url\(([^)]*)\)", text) if url != '"font.woff"'] == []


def test_pages_are_the_same_again_and_know_no_place():
    made = render()
    assert made == render()
    assert str(ROOT) not in "".join(made.values())


def test_chinese_pages_speak_chinese():
    for name, page in render(language="zh", battery=devices()).items():
        assert '<html lang="zh-Hans"' in page
        assert f'href="{name}.html" hreflang="en"' in page
        # Captions that are not there in Chinese are marked.
        assert ('class="caption" lang="en"' in page) == ("<figure" in page)
    assert "没有一组对比具有可比性" in reading(render(language="zh")["index"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_shows_as_text(hostile):
    tables = {
        name: table.replace(list(GROUPS), [hostile, "乙城"])
        for name, table in make_tables().items()
    }
    for name, table in tables.items():
        for column in {
            "term",
            "title",
            "label",
            "genre",
            "kind",
            "level",
            "confounds",
            "model",
            "message",
            "place",
            "missing",
            "lack",
            "have",
        } & set(table):
            if (name, column) != ("sentences", "kind"):
                tables[name][column] = table[column].map(lambda value: f"{value}{hostile}")
    tables["sentences"]["text"] = f"文化{hostile}也是文化{hostile}。"
    tables[hostile] = pd.DataFrame({"x": [1]})
    documents = [{"doc_id": "d0", "group": hostile}, {"doc_id": "d1", "group": "乙城"}]
    config = {"lexicon": {"stopwords": hostile, "formulations": hostile}, "manifest": hostile}
    text = whole(tables, config, documents=documents)
    plain = Page(whole())
    page = Page(text)
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in plain.tags}
    assert [tag for tag, _ in page.tags].count("img") == len(FIGURES)
    assert {name for _, a in page.tags for name in a} == {name for _, a in plain.tags for name in a}
    assert hostile in reading(text)
    assert "</style>" not in text
    zh = Page(whole(tables, config, documents=documents, language="zh"))
    assert {tag for tag, _ in zh.tags} == {tag for tag, _ in plain.tags}


def test_hostile_caption_shows_as_text():
    source = '<script>x</script> {{ snakemake.config["compare"] }} https://example.org/a'
    source += "\n\n.. raw:: html\n\n   <b>"
    html = caption_html(source, {"compare": '<img src="x">'}, "The groups are unmatched.", many={})
    assert "&lt;script&gt;x&lt;/script&gt; &lt;img" in html
    assert not {tag for tag, _ in Page(html).tags} & {"script", "img", "b", "a"}


def test_caption_is_filled_from_the_config():
    assert '<span class="docutils literal">1947</span>, <em>so</em>.' in whole()
    assert '<span class="docutils literal">3</span>' in whole(config={"topics": {"seed": 3}})
    with pytest.raises(ChengyanError, match="Mend its Jinja expression"):
        caption_html("{{ snakemake.config['no']['such'] }}", {}, "", many={})


def test_claims_carry_size_doubt_and_place():
    page = reading(whole())
    assert "the reasonable ways to measure them agree with 1 of 3 claims written down" in page
    assert (
        "甲城 speaks more of culture than 乙城 (×2, ×1.4 to ×4 when one paragraph is left out; 5 "
        "against 1 occurrence, in 3 of 17 paragraphs against 1 of 6; 95 % of 512 ways agree; "
        "unmatched)" in page
    )
    assert "The opposite of “甲城 looks back more than 乙城” (×0.5," in page
    assert "nowhere: 矿山、煤炭" in page
    assert "it was not expected before, and is exploratory" in page


def test_without_claims_everything_is_exploratory():
    tables = make_tables()
    tables["claims"] = tables["claims"][:0]
    page = reading(whole(tables, figures=FIGURES))
    assert "no claim on these groups was written down before looking" in page
    assert "The configuration lists no claim" in page


def test_claims_that_cannot_be_tested_are_counted():
    claim = {
        "text_en": "a", "text_zh": "a", "kind": "terms", "of": ["红"], "more": ["甲城"],
        "less": ["乙城"], "min_effect": 0.5,
    }  # fmt: skip
    page = reading(whole(config={"claims": [{**claim, "id": f"c{i}"} for i in range(5)]}))
    assert "lists 5 differences" in page
    assert "2 of them cannot be tested here" in page


def test_a_claim_without_estimates_or_occurrences_has_dashes():
    tables = make_tables()
    empty = claim_row(
        "none", "Nobody says this", agreeing=float("nan"), opposed=float("nan"),
        effect=float("nan"), specifications=0, dp_norm_more="", dp_norm_less="", robust="fragile",
    )  # fmt: skip
    tables["claims"] = pd.DataFrame([empty])
    tables["diversity"]["loo_low"] = ""
    page = reading(whole(tables))
    assert "Nobody says this– ×1.4 to ×466.4 : 33.2" in page
    assert "– : –– –fragile" in page


def test_phrases_are_whole_and_no_occasion():
    page = reading(whole())
    assert "人民群众" in page
    assert "各位代表" not in page
    assert " 民群 " not in page


def test_conclusions_follow_from_the_tables():
    said = conclusions(render())
    assert (
        "No comparison on these pages is matched. Each city has one text: that is no sample."
        in said
    )
    assert "The texts differ in genre and do not all have a known office" in said
    assert "甲城 report; 乙城 speech" in said
    assert "甲城 (3,000 Han characters in 1 text) is 3.0 times as long as 乙城 (1,000)" in said
    assert "holds 75 % of all characters" in said
    numbers = "(×4.8, ×0.42 to ×11, in 2 of 17 paragraphs)"
    firm = f"甲城 文化 {numbers}; than in each of the others: 甲城 文化 {numbers}"
    assert f"than in the others taken together: {firm}" in said
    assert f"Less frequent than in the others taken together: 甲城 产业 {numbers};" in said
    assert said.count("than in each of the others: none.") == 1
    assert "乙城 has 6 paragraphs to leave out" in said
    assert "甲城unmatchedgenre, office unknown13,0001417" in said


def test_pairs_that_are_matched_are_told_where_no_group_is_with_all_others():
    tables = make_tables()
    tables["contrasts"]["contrast"] = "matched"
    tables["needs"]["lack"] = ""
    page = render(tables)
    said = conclusions(page)
    assert "No group is matched with all the others; of 1 pairs 1 are." in said
    assert "no group is matched with all the others." in reading(page["index"])
    assert "2 groups have the first of these already. A manifest of these alone" in (
        reading(page["index"])
    )


def test_conclusions_change_with_the_tables():
    tables = make_tables()
    tables["corpus"]["genre"] = "report"
    tables["corpus"]["han_chars"] = [1200, 4800]
    tables["keyness"] = tables["keyness"].assign(contrast="matched", confounds="", ci_low=0.5)
    tables["keyness"].loc[tables["keyness"]["term"] == "文化", "lrc"] = 0.0
    tables["claims"]["contrast"] = "matched"
    said = conclusions(render(tables))
    assert "All comparisons on these pages are matched on genre, office and year" in said
    assert "call a difference causal" in said
    assert "all texts are “report”" in said
    assert "乙城 (4,800 Han characters in 1 text) is 4.0 times as long as 甲城 (1,200)" in said
    assert "holds 80 % of all characters" in said
    assert "than in the others taken together: none; than in each of the others: none." in said
    assert "confidence intervals" not in said
    assert "unmatched" not in said


def test_conclusions_when_some_are_matched_and_groups_have_more_texts():
    tables = make_tables()
    tables["keyness"].loc[tables["keyness"]["group"] == "甲城", ["contrast", "confounds"]] = [
        "matched",
        "",
    ]
    tables["keyness"]["confounds"] = tables["keyness"]["confounds"].replace(
        "genre;office unknown", "too few texts"
    )
    more = tables["corpus"].iloc[[0]].assign(doc_id="d2")
    tables["corpus"] = pd.concat([tables["corpus"], more], ignore_index=True)
    documents = [
        {"doc_id": d, "group": g} for d, g in (("d0", "甲城"), ("d2", "甲城"), ("d1", "乙城"))
    ]
    said = conclusions(render(tables, {"compare": "genre"}, documents=documents))
    assert (
        "1 of 2 comparisons on these pages are unmatched (乙城). "
        "Texts in each group: 甲城 2, 乙城 1." in said
    )
    assert "one between values of genre. The texts are fewer than asked for;" in said
    assert "甲城 (6,000 Han characters in 2 texts) is 6.0 times as long as 乙城" in said


def test_numbers_of_terms_lexicon_and_trail():
    said = reading(whole())
    assert "●文化21.540.02.25−1.25 to 3.502 of 170.753.00" in said
    assert "2 entries of the lexicon occur in the texts, 9 times in all" in said
    assert "The engine alone would have broken 1 of them (50 %)." in said
    assert "新时代新 | 时代7formulationnational" in said
    assert (
        "文化 is counted 2 times in 甲城. The characters stand 2 times in 1 sentence. The first:"
        in said
    )
    assert '<td class="n">2</td><td class="n">5</td><td class="n">12</td>' in whole()
    assert "<mark>文化</mark>兴城，<mark>文化</mark>强市。" in whole()
    assert "62.5 10.0 to 90.0" in said


def test_the_trial_of_topics_is_told():
    made = render()
    page = made["topics"]
    said = reading(page)
    assert "1 of the 2 topics of the chosen model stands (variational LDA), 1 falls." in said
    assert "3 models were tried on 23 stretches of text" in said
    assert "weighted 2 : 1 : 1" in said
    assert "Coherence is counted over these texts themselves" in said
    assert "NMF (best)20.750.500.100.508.00–1.000" in said
    assert "variational LDA40.40–0.200.509.00−6.400.50–" in said
    assert "stands 0.40, chance 0.50" in said
    assert "The same by NMF: 0 of 2 stand" in said
    # Topics that fall have no typical sentences, and their rows are set apart.
    assert "Sentences most typical of topic 2, 文化 · 产业 (stands)" in said
    assert "Sentences most typical of topic 1" not in said
    assert "甲城, d0, line 12 文化兴城。" in said
    assert page.count('<tr class="fallen">') == 3
    assert "that takes three texts for each level and five for each coefficient" in said
    assert "topics/…/ldavis.html" in page
    assert "take 1 topic of the 2 of the best topic model for more than chance: 文化 · 产业." in (
        conclusions(made)
    )


def test_no_model_may_be_of_probability():
    tables = make_tables()
    tables["topic_models"]["held_out"] = ""
    assert "8.50–1.001" in reading(whole(tables))


def test_no_topic_may_stand():
    tables = make_tables()
    tables["topic_verdicts"]["verdict"] = "falls"
    made = render(tables)
    page = made["topics"]
    assert "No topic of the chosen model stands (variational LDA), 2 fall." in reading(page)
    assert "say that no topic of the best topic model is more than chance." in conclusions(made)
    assert "Sentences most typical of topic" not in page
    assert "not estimated: no topic stands or wobbles." in reading(page)


def test_effects_of_covariates_are_told_of_topics_that_do_not_fall():
    tables = make_tables()
    rows = [("lda", topic, "文化", verdict, "genre", "speech", "report", 0.125, -0.05, 0.3, 12)
            for topic, verdict in ((1, "falls"), (2, "stands"))]  # fmt: skip
    tables["topic_effects"] = pd.DataFrame(rows, columns=COLUMNS["topic_effects"].split())
    said = reading(whole(tables))
    assert "2 文化genre: speechreport12.5 −5.0 to 30.012" in said
    assert "1 文化genre" not in said
    assert "not estimated" not in said


def test_occasion_words_follow_the_config():
    row = re.compile(r'<th scope="row">[^\n]*<span lang="zh">代表</span>')
    assert not row.search(whole())
    assert "the conservative bound is above 0 for: 甲城 代表." in reading(whole())
    assert row.search(whole(config={"figures": {"occasion_words": True}}))


def test_methods_follow_the_config():
    given = {
        "keyness": {"reference": "pooled", "prior": "uniform", "alpha0": 0.5},
        "topics": {"k": 5, "seed": 7, "models": ["lda"]},
        "lexicon": {"stopwords": "/some/where/stop.tsv"},
    }
    said = reading(whole(config=given))
    assert "compared with the other groups taken together" in said
    assert "a uniform Dirichlet prior of 0.5 tokens a term" in said
    assert "By latent Dirichlet allocation by variational Bayes" in said
    assert "models were fitted with 5 topics, seed 7, to 23 stretches" in said
    assert "seed 7" in said
    assert "stop list stop.tsv" in said
    assert "/some/where" not in said
    assert "an informative Dirichlet prior, pooled frequencies weighing 500 tokens" in reading(
        whole()
    )


def test_ternary_and_map_may_be_absent():
    tables = make_tables()
    maps = ("ternary", "correspondence")
    for name in maps:
        del tables[name]
    page = whole(tables, figures=[name for name in FIGURES if name not in maps])
    for name in maps:
        assert f'id="{name}"' not in page
        assert f'"#{name}"' not in page
    assert "Figure 27.</b> Specification curve" in page


def test_nothing_distinctive_and_no_lexicon():
    tables = make_tables()
    tables["keyness"]["log_odds_z"] = -1.0
    tables["segmentation"] = tables["segmentation"].iloc[:0]
    said = reading(whole(tables))
    assert said.count("No term leans towards this group.") == 2
    assert "No entry of a lexicon occurs in the texts: the cut is that of jieba alone." in said
    assert "For example" not in said


def test_ternary_may_hold_no_term():
    tables = make_tables()
    tables["ternary"] = tables["ternary"].iloc[:0]
    assert "and 0 terms placed by the groups’ shares of its use." in whole(tables)


def test_groups_may_be_years():
    tables = make_tables()
    for table in tables.values():
        if "group" in table:
            table["group"] = table["group"].map({"甲城": 2021, "乙城": 2022})
    documents = [{"doc_id": "d0", "group": "2021"}, {"doc_id": "d1", "group": "2022"}]
    said = reading(whole(tables, {"compare": "year"}, documents=documents))
    assert "Texts of 2021 and 2022 compared" in said
    assert "Each year has one text" in said


def many():
    """Tables of seven groups, the second group's rows repeated under other names."""
    tables = make_tables()
    names = [f"丙{n}城" for n in range(5)]
    for name, table in tables.items():
        if "group" in table:
            own = table[table["group"] == "乙城"]
            more = [own.assign(group=group) for group in names]
            if name == "corpus":
                more = [t.assign(doc_id=f"m{i}") for i, t in enumerate(more)]
            tables[name] = pd.concat([table, *more], ignore_index=True)
    documents = [{"doc_id": group, "group": group} for group in (*GROUPS, *names)]
    return tables, documents


def test_of_many_groups_the_page_gives_numbers_and_folds_lists():
    tables, documents = many()
    tables["keyness_pairs"] = tables["keyness"]
    made = render(tables, documents=documents)
    page = "".join(made.values())
    said = conclusions(made)
    assert "Texts of 7 groups compared" in reading(page)
    assert "for 1 of 7 groups, than in each of the others for 0 of 7 groups" in said
    assert "speech (in 6 groups)" in said
    # Reach, firm terms, texts, two tables for each group; of topics all models, shares, the other
    # model, sentences; what the ways differ on, pledges; devices, formulations.
    assert folded(made) == 3 + 7 + 7 + 4 + 2 + 2
    assert "only terms that the conservative bound holds for" in reading(page)
    assert "firm" in Page(page).values("details", "id")
    assert folded(render()) == 3 + 3 + 1


def folded(made):
    """How much is folded on all pages, without what any page folds and the page of devices."""
    pages_of = [Page(page) for name, page in made.items() if name != "devices"]
    usual = {"menu", "caption-more", "marks-told"}
    return sum(
        tag == "details" and attrs.get("class") not in usual
        for p in pages_of
        for tag, attrs in p.tags
    )


def test_texts_left_out_at_a_time_are_said():
    tables = make_tables()
    for name in ("keyness", "topic_prevalence"):
        first = tables[name]["group"] == "甲城"
        tables[name]["left_out"] = first.map({True: "text", False: "paragraph"})
    said = reading(whole(tables))
    assert "when one paragraph at a time, or one text of a group with several, is left out" in said


def test_the_share_of_each_axis_is_told():
    assert "Axes by their share of the inertia: 1 60 %, 2 20 %." in reading(whole())


@pytest.mark.parametrize("name", COLUMNS)
def test_missing_column_is_named(name):
    for column in COLUMNS[name].split():
        tables = make_tables()
        tables[name] = tables[name].drop(columns=column)
        with pytest.raises(TableError, match=rf"{name}\.csv: column {column} is missing"):
            render(tables)


def test_missing_table_or_figure_is_named():
    tables = make_tables()
    del tables["keyness"]
    with pytest.raises(ChengyanError, match="table keyness: is missing"):
        render(tables)
    with pytest.raises(ChengyanError, match="figure effect: is missing"):
        render(figures=["corpus", "keyness", "tfidf", "course"])


def test_open_findings_and_missing_texts_are_told():
    said = " ".join(Page(whole()).text)
    for part in ("cut-off", "a/d0.txt, line 9", "Get the rest.", "甲城 : d0"):
        assert part in re.sub(r"\s+", " ", said)
    tables = make_tables()
    tables["checks"] = tables["checks"].head(0)
    tables["needs"] = tables["needs"].head(0)
    said = " ".join(Page(whole(tables)).text)
    assert "None: form, completeness, place, level and year" in said
    assert "tells too little of genre, office and date" in said


def test_long_lists_of_groups_are_cut():
    tables = make_tables()
    tables["needs"]["lack"] = ";".join(f"城{i}" for i in range(28))
    assert "and 23 more" in whole(tables)


def test_the_whole_corpus_is_the_appendix_of_a_matched_part():
    documents = [{"doc_id": f"d{i}", "group": GROUPS[i % 2]} for i in range(5)]
    own = {name: {"png": png(), "svg": b"<svg/>"} for name in FIGURES}
    caveat = {"en": "All are unmatched.", "zh": "均不可比。"}
    made = render(appendix=Appendix(own, documents, caveat))
    for name, page in made.items():
        chapters = {chapter for chapter, _tables in FIGURES.values()}
        parsed = Page(page)
        assert ("appendix" in parsed.values("section", "id")) == (name in chapters)
        found = [f for f in parsed.values("figure", "id") if f.startswith("appendix-")]
        assert found == [f"appendix-{f}" for f, (chapter, _) in FIGURES.items() if chapter == name]
    assert "Here are all 5. All are unmatched." in reading(made["words"])
    assert "figures/appendix/keyness.png" in Page(made["words"]).values("img", "src")
    assert "appendix" not in Page(whole()).values("section", "id")


def test_priorities_are_told_with_what_is_known_of_their_errors():
    said = reading(whole())
    assert "On 20 coded sentences that it had not seen (dev, model-coded) it gave the" in said
    assert "coders' code in 85 %" in said
    assert "(95 % interval 75 % to 95 %)" in said
    assert "A plain count of the lexicon's words gives it in 50 %" in said
    assert "Text by text: 甲城 90 % of 14." in said
    assert "Language models coded these sentences, not people" in said
    assert "Of 12 sentences 2 have a code from what stands round them alone, 1 by a guess" in said
    # Raw and corrected, counted codes by falling mean and the occasion last.
    assert "ECOL 生态Environment25.0 12.5 to 87.5 30.0 20.0 to 40.0, corrected" in said
    rows = ("LIVE 民生Livelihood", "ECOL 生态Environment", "NONE 无None")
    assert sorted(rows, key=said.index) == list(rows)
    assert "Most frequent errors: Livelihood taken for Environment (1.5)" in said
    assert "Codebook and seeded topics name the same leading code in 75 % of 9 stretches" in said
    assert "Of 2 different quantities in the texts 1 are pledged" in said
    assert "生产总值5000亿元 突破到2025年Livelihood到2025年突破。" in said


def test_without_a_coded_sample_nothing_is_claimed_of_the_instrument():
    tables = make_tables()
    for name in ("priority_validation", "priority_confusion"):
        tables[name] = tables[name].iloc[:0]
    corrected = tables["priorities"]["method"] == "codebook_corrected"
    tables["priorities"] = tables["priorities"][~corrected]
    said = reading(whole(tables))
    assert "how often it is right is not known, and no share below should be quoted" in said
    assert "it gave the coders' code" not in said
    assert (
        "corrected for the instrument's errors"
        not in said.split("All codes in numbers")[1].split("Where the instrument")[0]
    )


def test_a_sample_of_other_texts_says_nothing_of_these():
    tables = make_tables()
    tables["priority_accuracy"] = tables["priority_accuracy"].query("doc_id == 'elsewhere'")
    said = reading(whole(tables))
    assert "They are of other texts: how often it is right in these is not known." in said
    assert "Text by text" not in said


def test_a_group_that_is_coded_throughout_has_its_shares_shown():
    tables = make_tables()
    own = tables["priorities"]
    own["method"] = own["method"].replace("codebook_corrected", "coded")
    said = reading(whole(tables))
    assert "30.0 20.0 to 40.0, corrected" in said


def test_texts_without_a_number_pledge_none(tmp_path):
    tables = make_tables()
    write_table(tables["targets"][:0], tmp_path / "targets.csv")
    tables["targets"] = read_table(tmp_path / "targets.csv")
    said = reading(render(tables)["promises"])
    assert "Of 0 different quantities in the texts 0 are pledged" in said
