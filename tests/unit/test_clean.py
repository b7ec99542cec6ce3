"""Cleaning: not a character is lost, sentences are whole, and each knows its lines."""

import itertools
import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chengyan.clean import clean, keeps_everything
from chengyan.corpus import clean_document, read_text
from chengyan.han import count_han, han_only, is_worded
from chengyan.kinds import KINDS
from chengyan.normalise import normalise
from chengyan.sentences import split_sentences

BESIDE = Path(__file__).parents[3] / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))
CLOSING = "。，、；：！？…”’」』》〉）)】〕］]"

LENGTHS = {"保定": 19_771, "廊坊": 2_786, "石家庄": 3_645}

# Everything that is not body: kind, level, raw line, text.
FURNITURE = {
    "保定": [
        ("title", 0, 3, "在中国共产党保定市第十二次代表大会上的报告"),
        ("byline", 0, 5, "保定市委书记党晓龙"),
        ("salutation", 0, 7, "同志们："),
        ("heading", 1, 21, "一、回顾过去五年工作，市第十一次党代会确定的主要目标任务圆满完成"),
        (
            "heading",
            1,
            63,
            "二、深入研判发展大势，肩负起激情奋进“十四五”、再造一个新保定的历史使命",
        ),
        ("heading", 1, 121, "三、聚焦发展第一要务，全力打造实力担当、产业鲜明的城市标杆"),
        ("heading", 1, 171, "四、聚焦现代化品质生活之城，全力打造宜居宜业、品质为先的城市标杆"),
        ("heading", 1, 219, "五、聚焦坚持人民至上，全力打造安居乐业、幸福安康的城市标杆"),
        (
            "heading",
            1,
            249,
            "六、全面加强党的建设，为激情奋进“十四五”、再造一个新保定提供坚强政治保障",
        ),
    ],
    "廊坊": [
        ("front_matter", 0, 4, "“日新月异”系列№4681"),
        ("front_matter", 0, 14, "扫描二维码关注“笔苑”公众号扫描二维码关注“文名”公众号"),
        ("front_matter", 0, 23, "2022年9月"),
        ("title", 0, 24, "坚决一点快一点奔跑起来加油干"),
        ("title", 0, 25, "奋力推动廊坊在京津冀协同发展上走在全省前列"),
        ("title", 0, 26, "在市八届人大三次会议闭幕时的讲话"),
        ("byline", 0, 27, "王立彤"),
        ("byline", 0, 28, "（2022年9月7日）"),
        ("salutation", 0, 30, "各位代表，同志们："),
    ],
    "石家庄": [
        ("title", 0, 3, "传承红色基因赓续奋斗精神"),
        ("byline", 0, 5, "中共石家庄市委、石家庄市人民政府"),
    ],
}
BODY = {"保定": 95, "廊坊": 9, "石家庄": 12}


def check(raw, paragraphs, sentences):
    """What must hold of every cleaned text."""
    assert keeps_everything(raw, paragraphs)
    han = Counter(han_only(normalise(raw)))
    assert Counter("".join(han_only(s.text) for s in sentences)) == han
    assert [p.paragraph for p in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert [s.sentence for s in sentences] == list(range(1, len(sentences) + 1))
    own = {p.paragraph: [] for p in paragraphs}
    for sentence in sentences:
        own[sentence.paragraph].append(sentence)
    aside = {p.source_line for p in paragraphs if p.kind == "furniture"}
    lines = [normalise(line) for line in re.split("\r\n|\r|\n", raw)]
    for paragraph in paragraphs:
        parts = own[paragraph.paragraph]
        assert "".join(s.text for s in parts).replace(" ", "") == paragraph.text.replace(" ", "")
        assert paragraph.source_line == parts[0].source_line
        assert paragraph.last_line >= parts[-1].last_line
        assert (paragraph.kind == "heading") == (paragraph.level > 0)
    for sentence in sentences:
        assert sentence.kind in KINDS
        assert (sentence.kind == "heading") == (sentence.level in (1, 2, 3))
        assert is_worded(sentence.text)
        assert sentence.text == sentence.text.strip()
        assert len(sentence.text.splitlines()) == 1
        assert sentence.text[0] not in CLOSING
        first, last = lines[sentence.source_line - 1], lines[sentence.last_line - 1]
        assert sentence.text[0] in first
        assert sentence.text[-1] in last
        numbers = range(sentence.source_line, sentence.last_line + 1)
        whole = [lines[n - 1] for n in numbers if (n in aside) == (sentence.kind == "furniture")]
        assert han_only(sentence.text) in han_only("".join(whole))
    text = [s for s in sentences if s.kind != "furniture"]
    for one, following in itertools.pairwise(text):
        assert one.paragraph <= following.paragraph
        assert one.last_line <= following.source_line


@pytest.mark.parametrize("city", LENGTHS)
def test_shipped_texts_keep_every_character(documents, city):
    raw = read_text(documents[city])
    paragraphs, sentences = clean_document(documents[city])
    check(raw, paragraphs, sentences)
    assert sum(count_han(s.text) for s in sentences) == LENGTHS[city]


@pytest.mark.parametrize("city", LENGTHS)
def test_shipped_texts_have_their_kinds(documents, city):
    paragraphs, _ = clean_document(documents[city])
    found = [(p.kind, p.level, p.source_line, p.text) for p in paragraphs if p.kind != "body"]
    assert found == FURNITURE[city]
    assert len(paragraphs) - len(found) == BODY[city]


@pytest.mark.parametrize("city", LENGTHS)
def test_no_paragraph_of_the_shipped_texts_ends_in_mid_sentence(documents, city):
    paragraphs, _ = clean_document(documents[city])
    ends = {p.text.rstrip("”’）")[-1] for p in paragraphs if p.kind == "body"}
    assert ends <= set("。！？")


def test_run_in_headings_are_those_of_the_raw_text(documents):
    raw = read_text(documents["保定"])
    opening = r"^(?:（[一二三四五六]）|[一二三四五六七八九十]是|第[一二三]，)[^。]*。"
    paragraphs, sentences = clean_document(documents["保定"])
    whole = {p.paragraph for p in paragraphs if p.kind == "heading"}
    run_in = [s for s in sentences if s.kind == "heading" and s.paragraph not in whole]
    assert [s.text for s in run_in] == re.findall(opening, raw, flags=re.MULTILINE)
    assert Counter(s.level for s in run_in) == {2: 23, 3: 21}


def test_sections_are_the_headings_of_level_1(documents):
    _, sentences = clean_document(documents["保定"])
    sections = list(dict.fromkeys(s.section for s in sentences))
    assert sections == ["", *(text for kind, _, _, text in FURNITURE["保定"] if kind == "heading")]


@pytest.mark.parametrize(
    ("city", "part", "lines"),
    [
        ("保定", "交出中国式现代化新道路和人类文明新形态的保定实践的新答卷。", (15, 17)),
        ("石家庄", "坚决落实核酸检测、流调溯源、隔离转运等各项措施", (15, 17)),
        ("石家庄", "科技成果转化“经纪人”机制，将科技创新的资源优势", (23, 25)),
        ("保定", "经过五年来全市党员干部群众的团结奋斗、接续奋斗，", (23, 25)),
    ],
)
def test_page_breaks_are_healed(documents, city, part, lines):
    _, sentences = clean_document(documents[city])
    [sentence] = [s for s in sentences if part in s.text]
    assert (sentence.source_line, sentence.last_line) == lines


@pytest.mark.parametrize(
    ("city", "healed"),
    [("保定", "比2010年翻了一番"), ("保定", "年均增幅8%以上"), ("保定", "向1000万保定人民")],
)
def test_blanks_inside_dates_and_figures_are_dropped(documents, city, healed):
    paragraphs, _ = clean_document(documents[city])
    assert any(healed in p.text for p in paragraphs)


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"{REPORTS} is not there")
def test_reports_of_other_cities_keep_every_character():
    files = sorted(REPORTS.glob("*.txt"))
    assert files
    for file in files:
        raw = file.read_text("utf-8")
        paragraphs, sentences = clean(raw, title=f"{file.stem}市政府工作报告")
        check(raw, paragraphs, sentences)
        assert not any(re.search("[—–-][0-9]+[—–-]", s.text) for s in sentences), file.stem


PIECES = [
    *"国人民㐀𠀀〇々\ufa6e\U0002a6e0\U00031350。，、；：！？“”‘’\"'「」『』《》（）()[]…—-·.!?09aBé№#",
    *" \t\u3000\u00a0\u2003\u200b\u200e\ufeff\u00ad\x0b\x0c\x1c\x85\u2028\x00\r\n",
    *("\r\n", "\n\n", "\n\n\n\n", "一、", "十二、", "（一）", "一是", "第一，", "1. ", "# ", "## "),
    *(
        "### ",
        "#### ",
        "同志们：",
        "各位代表！",
        "2021 年",
        "（2022年9月7日）",
        "……！",
        "？！",
        "。”",
    ),
    *(
        "！”，他说",
        "——",
        "二维码",
        "市委书记 王某",
        "讲话",
        "GDP total ",
        "— 12 —",
        "国家发展人民幸福的事业",
    ),
    *(
        "\f",
        "第12页",
        "12",
        "13",
        "14",
        "下载 打印",
        "来源：国家",
        "相关阅读",
        "⼈",
        "１２",
        "\ue5e5",
        "好。 ",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=1500)
@given(
    TEXTS, st.sampled_from(["", "国家发展人民幸福的事业"]), st.sampled_from(["", "人民", "王某"])
)
@example("\U00031350", "", "")
@example("，\n题\n同志们：好。", "", "")
def test_made_up_texts_keep_every_character(raw, title, author):
    check(raw, *clean(raw, title=title, author=author))


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_at_all_keeps_every_character(raw):
    check(raw, *clean(raw))


@pytest.mark.parametrize(
    "raw",
    [
        "国" + "！" * 50_000 + "，好。",
        "国" + "！？”" * 20_000 + "，",
        "“。" * 20_000,
        "国人。\n" * 20_000,
        "国\n" * 20_000,
        "国 " * 50_000,
        "、" * 50_000 + "书记",
        "各位代表" * 10_000 + "。",
        "一" * 50_000,
        "#" * 50_000,
    ],
    ids=lambda raw: raw[:4],
)
def test_no_text_hangs(raw):
    begin = time.process_time()
    clean(raw)
    # A pattern that backtracks takes hours.
    assert time.process_time() - begin < 30


@pytest.mark.parametrize(
    "sentences",
    [
        ["第一句。", "第二句！", "第三句？"],
        ["真的吗？！", "真的。"],
        ["没有句号"],
        ["他说：“好。”", "我走了。"],
        ["“好！”，他说。", "我走了。"],
        ["“在新一轮全球增长面前，唯创新者强。”", "只要我们努力。"],
        ["“他说：‘好。’”", "我走了。"],
        ["（见附件。）", "下一句。"],
        ['他说："好。"', "我走了。"],
        ['"好。"，他说。', '"再见。"', "完。"],
        ["无穷……！", "再来。"],
        ["三足鼎立……对过去最好的致敬，是创造。", "完。"],
        ["版本2.5发布了!", "好。"],
        ["见http://a.cn/?b=1。", "好。"],
        ["好!)", "再见。"],
        ["\U00031350。", "国。"],
        ["好。！？”", "再见。"],
    ],
    ids="|".join,
)
def test_sentences_are_split(sentences):
    assert split_sentences("".join(sentences)) == sentences


def test_punctuation_alone_is_no_sentence():
    assert split_sentences("“！”国。") == ["“！”国。"]
    assert split_sentences("国。“！”") == ["国。“！”"]
    assert split_sentences("！") == ["！"]
    assert split_sentences("") == []


@given(st.text('国a1。！？，”“’‘…!?") ', max_size=30))
def test_sentences_make_up_the_text(text):
    sentences = split_sentences(text)
    assert "".join(sentences) == text
    assert all(sentences)
    assert len(sentences) <= 1 or all(map(is_worded, sentences))


BODY_LINE = "各项事业取得了新的成就，人民生活得到了新的改善。"


def kinds(raw):
    return [(s.kind, s.level, s.text) for s in clean(raw)[1]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", []),
        ("\n \t\r\n\u3000", []),
        ("。，！……\n——", []),
        ("国", [("heading", 1, "国")]),
        ("国。", [("body", 0, "国。")]),
        ("\ufeff国，好。", [("body", 0, "国，好。")]),
        ("各位代表：", [("salutation", 0, "各位代表：")]),
        (
            f"一、过去的工作\n{BODY_LINE}",
            [("heading", 1, "一、过去的工作"), ("body", 0, BODY_LINE)],
        ),
        (
            f"（一）经济\n{BODY_LINE}\n1.农业\n{BODY_LINE}",
            [
                ("heading", 2, "（一）经济"),
                ("body", 0, BODY_LINE),
                ("heading", 3, "1.农业"),
                ("body", 0, BODY_LINE),
            ],
        ),
        (
            f"{BODY_LINE}\n主要做法：\n一是加强领导；\n二是突出重点，\n三是统筹推进。",
            [
                ("body", 0, BODY_LINE),
                ("body", 0, "主要做法："),
                ("body", 0, "一是加强领导；"),
                ("body", 0, "二是突出重点，"),
                ("body", 0, "三是统筹推进。"),
            ],
        ),
        (
            f"一是经济好。{BODY_LINE}",
            [("heading", 3, "一是经济好。"), ("body", 0, BODY_LINE)],
        ),
        (
            f"第一，经济好。{BODY_LINE}",
            [("heading", 2, "第一，经济好。"), ("body", 0, BODY_LINE)],
        ),
        (
            f"{BODY_LINE}\n# 甲\n{BODY_LINE}\n## 乙\n{BODY_LINE}\n### 丙\n#### 丁\n{BODY_LINE}",
            [
                ("body", 0, BODY_LINE),
                ("heading", 1, "甲"),
                ("body", 0, BODY_LINE),
                ("heading", 2, "乙"),
                ("body", 0, BODY_LINE),
                ("heading", 3, "丙"),
                ("heading", 3, "丁"),
                ("body", 0, BODY_LINE),
            ],
        ),
        (
            f"# 某市工作报告\n\n## 一、回顾\n\n{BODY_LINE}",
            [("title", 0, "某市工作报告"), ("heading", 2, "一、回顾"), ("body", 0, BODY_LINE)],
        ),
        (
            "一、回顾\n我们抓住机遇，乘势而\n\n上，走在前列。",
            [("heading", 1, "一、回顾"), ("body", 0, "我们抓住机遇，乘势而上，走在前列。")],
        ),
        (
            f"{BODY_LINE}\n同志们！\n{BODY_LINE}",
            [("body", 0, BODY_LINE), ("salutation", 0, "同志们！"), ("body", 0, BODY_LINE)],
        ),
        (
            f"同志们：\n{BODY_LINE[:14]}\n— 3 —\n{BODY_LINE[14:]}",
            [("salutation", 0, "同志们："), ("body", 0, BODY_LINE)],
        ),
        (
            f"{BODY_LINE}\n\n保定市委书记 党晓龙\n2021年11月",
            [
                ("body", 0, BODY_LINE),
                ("byline", 0, "保定市委书记党晓龙"),
                ("byline", 0, "2021年11月"),
            ],
        ),
        (
            f"{BODY_LINE}\n大会的主题是：高举旗\n。下一句，好。",
            [
                ("body", 0, BODY_LINE),
                ("body", 0, "大会的主题是：高举旗。"),
                ("body", 0, "下一句，好。"),
            ],
        ),
        (
            "他说：“好。\n”我走了，他走了。",
            [("body", 0, "他说：“好。”"), ("body", 0, "我走了，他走了。")],
        ),
    ],
)
def test_kinds_of_small_texts(raw, expected):
    assert kinds(raw) == expected


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("全市 比 2010 年 好。", "全市比2010年好。"),
        ("2019 年 6 月 1 日，好。", "2019年6月1日，好。"),
        ("人口 1 000 000 ，好。", "人口1000000，好。"),
        ("推进 smart   city 建设，好。", "推进smart city建设，好。"),
        ("人\u3000民\u00a0好\t，好。", "人民好，好。"),
        ("人\x0c民\x0b好，\u2028好。", "人民好，好。"),
        ("人\u200b民\ufeff好，好。", "人民好，好。"),
    ],
)
def test_blanks(raw, cleaned):
    assert [p.text for p in clean(raw)[0]] == [cleaned]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_alike(end):
    raw = f"某市工作报告\n\n同志们：\n{BODY_LINE[:14]}\n\n{BODY_LINE[14:]}\n"
    assert clean(raw.replace("\n", end)) == clean(raw)
    assert [(s.source_line, s.last_line) for s in clean(raw)[1]] == [(1, 1), (3, 3), (4, 6)]


def test_only_headings_and_body_stand_in_a_section():
    raw = f"一、甲\n{BODY_LINE}\n同志们！\n{BODY_LINE}\n二、乙\n{BODY_LINE}"
    assert [s.section for s in clean(raw)[1]] == [
        "一、甲",
        "一、甲",
        "",
        "一、甲",
        "二、乙",
        "二、乙",
    ]


def test_a_colophon_stands_apart_from_the_title():
    raw = f"某某读书会推荐阅读\n\n\n某市政府工作报告\n{BODY_LINE}"
    assert [p.kind for p in clean(raw)[0]] == ["front_matter", "title", "body"]
    assert [p.kind for p in clean(raw.replace("\n\n\n", "\n\n"))[0]] == ["title", "title", "body"]


def test_the_manifest_tells_title_and_author():
    raw = f"砥砺前行再创辉煌\n石门\n{BODY_LINE}"
    found = [(p.kind, p.text) for p in clean(raw, title="砥砺前行 再创辉煌", author="石门")[0]]
    assert found == [("title", "砥砺前行再创辉煌"), ("byline", "石门"), ("body", BODY_LINE)]


@pytest.mark.parametrize("number", ["— 23 —", "—23", "- 7 -", "– 112 –"])
def test_a_page_number_is_no_paragraph_and_tears_no_sentence(number):
    torn = f"同志们：\n坚持人民至上、生命至上，坚决落实核酸检\n{number}\n\n测各项措施。\n{number}\n"
    paragraphs, _ = clean(torn)
    assert [p.text for p in paragraphs] == [
        "同志们：",
        "坚持人民至上、生命至上，坚决落实核酸检测各项措施。",
    ]
