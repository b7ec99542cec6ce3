"""Layout: what page, print and web put between the lines is undone, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.clean import clean, keeps_everything
from chengyan.furniture import is_furniture, is_page_number
from chengyan.layout import drop_blanks, lay_out, raw_lines
from chengyan.normalise import normalise

SENTENCES = [
    "过去一年我们坚持稳中求进工作总基调，全市地区生产总值增长百分之六，规模以上工业增加值增长百分之八，社会消费品零售总额增长较快。",
    "我们坚持把项目建设和扩大消费摆在优先位置，持续扩大全社会有效投资，开工建设重点项目三百个，完成投资一千亿元，为全年目标奠定基础。",
    "生态环境保护取得新的成效，空气质量优良天数比例持续提高，国考断面水质全部达到优良，绿色低碳转型迈出坚实步伐，群众获得感不断增强。",
    "教育医疗养老托育等民生事业全面进步，新建改扩建学校五十所，新增学位三万个，城乡居民基本养老保险覆盖面进一步扩大，社会大局保持稳定。",
]
PARAGRAPHS = [
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员和列席人员提出意见。",
    "一、过去一年工作回顾",
    *(SENTENCES[i % 4] + SENTENCES[(i + 1) % 4] for i in range(4)),
    "（一）着力抓好项目建设。" + SENTENCES[1],
    "二、今年工作安排",
    *(SENTENCES[(i + 2) % 4] + SENTENCES[i % 4] for i in range(4)),
]


def wrapped(paragraphs, width, *, indent="", blank=True, page=0, head=""):
    """A text as a printer cuts it, with page numbers and running heads if asked for."""
    lines = []
    for paragraph in paragraphs:
        first = paragraph[: width - 2]
        rest = paragraph[width - 2 :]
        lines.append(indent + first)
        lines += [rest[i : i + width] for i in range(0, len(rest), width)]
    out = []
    for i, line in enumerate(lines, start=1):
        out.append(line)
        if page and i % page == 0:
            out.append(f"— {i // page} —")
            if head:
                out.append(head)
    return ("\n\n" if blank else "\n").join(out) + "\n"


def texts(raw, *kinds):
    return [p.text for p in clean(raw)[0] if not kinds or p.kind in kinds]


@pytest.mark.parametrize("width", [20, 28, 35, 42, 72, 80, 96])
@pytest.mark.parametrize("blank", [True, False])
def test_wrapped_lines_become_paragraphs_again(width, blank):
    raw = wrapped(PARAGRAPHS, width, blank=blank)
    layout = lay_out(raw)
    assert abs(layout.width - width) <= 2
    assert texts(raw) == PARAGRAPHS


def test_page_numbers_and_running_heads_tear_nothing():
    raw = wrapped(PARAGRAPHS, 28, page=9, head="某某市政府工作报告")
    layout = lay_out(raw)
    assert layout.running_heads == ("某某市政府工作报告",)
    assert layout.page_numbers >= 3
    assert texts(raw, "salutation", "heading", "body") == PARAGRAPHS
    assert set(texts(raw, "furniture")) == {"某某市政府工作报告"}
    assert keeps_everything(raw, clean(raw)[0])


def test_an_indent_tells_a_paragraph_from_a_full_line():
    one, other = ((c * 8 + "。" + c * 7 + "，") * 2 + c * 5 + "。" for c in "甲乙")
    raw = "\n".join(("　　" + p[:18] + "\n" + p[18:38] + "\n" + p[38:]) for p in [one, other] * 5)
    assert texts(raw) == [one, other] * 5


SLOGANS = ["团结奋斗实干兴邦共创未来", "解放思想，勇立潮头再出发"]
VERSE = ["千里江山春色满", "一城灯火故人归"]
COUPLETS = [f"{v}{e}" for v, e in zip(VERSE * 28, "，。" * 28, strict=True)]


@pytest.mark.parametrize(
    "lines",
    [SLOGANS[:1] * 40, SLOGANS[1:] * 40, COUPLETS, ["一城灯火。万家团圆共今宵，"] * 40],
    ids=["slogans", "slogans with a comma", "verse", "verse of two sentences"],
)
def test_lines_that_end_where_something_ends_are_not_joined(lines):
    layout = lay_out("\n".join(lines))
    assert (layout.width, len(layout.lines)) == (0, len(lines))


def test_text_with_lines_of_its_own_is_left_alone():
    raw = "\n\n".join(PARAGRAPHS)
    layout = lay_out(raw)
    assert (layout.width, layout.joined, layout.split) == (0, 0, 0)
    assert texts(raw) == PARAGRAPHS


def test_wrapped_lines_keep_their_numbers():
    raw = wrapped(PARAGRAPHS, 28, blank=False)
    lines = raw.split("\n")
    for sentence in clean(raw)[1]:
        assert sentence.text[:3] in "".join(
            lines[sentence.source_line - 1 : sentence.source_line + 1]
        )
        assert sentence.text[-1] in lines[sentence.last_line - 1]


def test_paragraphs_that_lost_their_breaks_are_told_apart():
    many = [*PARAGRAPHS, *PARAGRAPHS[3:], *PARAGRAPHS[3:]]
    raw = " ".join(many)
    assert lay_out(raw).split > 0
    assert texts(raw) == many
    assert {p.source_line for p in clean(raw)[0]} == {1}


def test_a_long_paragraph_with_some_blanks_stays_one():
    paragraph = "坚持 稳中求进" * 400 + "。" + SENTENCES[0]
    assert lay_out(paragraph).split == 0


@pytest.mark.parametrize(
    "line",
    [
        *(
            "— 12 —",
            "-12-",
            "－12－",
            "第12页",
            "第 3 页 共 30 页",
            "共30页 第3页",
            "12/30",
            "Page 12",
        ),
        *("Page 12 of 30", "— 23", "·12·", "第十二页", "～3～"),
    ],
)
def test_page_numbers_in_many_styles(line):
    assert is_page_number(line)
    one, other = SENTENCES[0][:30], SENTENCES[0][30:]
    raw = f"{SENTENCES[1]}\n\n{one}\n\n{line}\n\n{other}"
    assert texts(raw, "body") == [SENTENCES[1], SENTENCES[0]]


@pytest.mark.parametrize(
    "line", ["2024", "第12条", "12%", "二〇二四年", "12月", "一、12", "1.5万亩"]
)
def test_what_is_no_page_number(line):
    assert not is_page_number(line)


def test_bare_numbers_that_count_up_are_page_numbers():
    pages = [f"{s[:30]}\n\n{number}\n\n{s[30:]}" for number, s in enumerate(SENTENCES, start=7)]
    raw = SENTENCES[3] + "\n\n" + "\n\n".join(pages)
    assert lay_out(raw).page_numbers == 4
    assert texts(raw) == [SENTENCES[3], *SENTENCES]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "下载 打印",
            "【字号：大 中 小】",
            "打印本页 关闭窗口",
            "分享到：微信 微博",
            "来源：某某日报",
        ),
        *(
            "责任编辑：张三",
            "发布时间：2024-01-20 09:30",
            "浏览次数：1234",
            "首页 > 政务公开 > 政府工作报告",
        ),
        *(
            "当前位置：首页 / 要闻",
            "相关阅读",
            "上一篇：某某会议召开",
            "版权所有 某某市人民政府办公室",
        ),
        *(
            "冀ICP备12345678号",
            "扫一扫在手机打开当前页",
            "主办：某某市人民政府",
            "首页 要闻动态 政务公开 政务服务 互动交流",
            "广告",
            "点击上方蓝字关注我们",
            "扫码关注某某发布",
            "— END —",
            "© 2024 City of Baoding",
        ),
    ],
)
def test_what_a_web_page_puts_around_a_text(line):
    assert is_furniture(line)
    raw = f"{line}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[3]}\n\n{line}\n"
    paragraphs = clean(raw)[0]
    assert [p.text for p in paragraphs if p.kind == "body"] == [PARAGRAPHS[1], PARAGRAPHS[3]]
    assert keeps_everything(raw, paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "坚持大中小企业融通发展",
            "下载量突破一亿次。",
            "来源广泛，结构合理",
            "打印产业园",
            "关闭小煤矿",
        ),
        *(
            "各位代表！",
            "主办城市：保定",
            "时间就是金钱，效率就是生命。",
            "中",
            "扩大",
            "教育",
            "首页设计",
            "扫码支付全面普及",
            "å¸\x82å§\x94ä¸\xad©å¿\x83",
        ),
    ],
)
def test_what_belongs_to_the_text(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "label", ["时间：六月底以前。具体安排如下", "地址：某某大厦", "关键词：改革", "来源：财政资金"]
)
def test_a_label_in_the_middle_belongs_to_the_text(label):
    body = [sentence + str(i) + "。" for i in range(6) for sentence in SENTENCES]
    assert texts("\n".join([*body[:12], label, *body[12:]]), "furniture") == []
    around = [*body[:12], "下载 打印", label, *body[12:]]
    assert texts("\n".join(around), "furniture") == ["下载打印", label]


@pytest.mark.parametrize(
    "style", ["[{}]", "（{}）", "〔{}〕", "={}=", "*{}*", "— {} —", "- {} -"], ids=str
)
def test_numbers_between_marks_that_count_up_are_page_numbers(style):
    numerals = {"— {} —": "一二三四", "- {} -": ["i", "ii", "iii", "iv"]}.get(style, range(4, 8))
    raw = "".join(
        f"{s}{s[:30]}\n{style.format(n)}\n{s[30:]}\n"
        for s, n in zip(SENTENCES, numerals, strict=True)
    )
    assert lay_out(raw).page_numbers == 4
    assert texts(raw, "body") == [part for s in SENTENCES for part in (s + s,)]


def test_items_of_a_list_are_no_page_numbers():
    raw = "\n".join(f"（{n}）\n{s}" for n, s in enumerate(SENTENCES, start=1))
    assert lay_out(raw).page_numbers == 0


def test_a_list_of_related_pages_ends_the_text():
    raw = "\n\n".join(
        [*PARAGRAPHS[:5], "相关阅读", "某市召开全会", "某区重点项目开工", "责任编辑：李四"]
    )
    assert texts(raw, "furniture") == [
        "相关阅读",
        "某市召开全会",
        "某区重点项目开工",
        "责任编辑：李四",
    ]


def test_a_repeated_heading_is_no_running_head():
    part = f"重点任务\n\n{SENTENCES[0]}\n\n"
    assert lay_out(part * 5).running_heads == ()


@given(
    st.lists(st.sampled_from([*PARAGRAPHS, "— 3 —", "下载 打印", "12", "短行", "\f"]), max_size=30)
)
def test_no_character_is_lost(parts):
    raw = "\n".join(parts)
    paragraphs, _ = clean(raw)
    assert keeps_everything(raw, paragraphs)
    assert not any(re.fullmatch("— 3 —", p.text) for p in paragraphs)


@given(
    st.text(
        st.characters() | st.sampled_from("国１．\r\n\u200b\ue5e5\u2f00\U000e0001"), max_size=40
    )
)
def test_a_text_is_normalised_as_its_lines_are(raw):
    assert lay_out(raw).normalised.split("\n") == [normalise(line) for line in raw_lines(raw)]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("", ""),
        ("国家", "国家"),
        ("国 家\u3000人", "国家人"),
        ("a \t b", "a b"),
        ("5 \xa05 %", "55 %"),
        ("GDP 增长", "GDP增长"),
    ],
)
def test_blanks_are_dropped_where_none_belongs(text, without):
    assert drop_blanks(text) == without


@pytest.mark.parametrize("point", [".", "．"])
def test_points_are_full_stops_where_there_are_no_others(point):
    text = [
        *PARAGRAPHS[:2],
        "一.过去",
        *PARAGRAPHS[3:7],
        "1.去年增长5.5个百分点。3家企业全省第1。",
        *PARAGRAPHS[-2:],
    ]
    raw = "\n".join(text).replace("。", point)
    assert texts(raw) == [normalise(line) for line in text]


def test_points_are_left_alone_where_there_are_full_stops():
    text = [*PARAGRAPHS, "圣.彼得堡。"]
    assert texts("\n".join(text)) == text


@pytest.mark.parametrize("mark", ["\\n", "\\r\\n", "<br>", "<br/>", "</p><p>"])
def test_breaks_in_writing_are_breaks(mark):
    assert texts(mark.join(PARAGRAPHS)) == PARAGRAPHS


def test_marks_of_markdown_and_entities_are_undone():
    raw = f"> **重点**：&ldquo;好&rdquo;&nbsp;是。{SENTENCES[0]}\n\n> > {SENTENCES[1]}"
    assert texts(raw) == [f"重点：“好”是。{SENTENCES[0]}", SENTENCES[1]]
