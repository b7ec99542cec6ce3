"""Which numbers of a sentence count or measure, and which only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.targets.find import expressions, shorthands
from chengyan.targets.numbers import write_numeral

# Sentence, and the quantities in it as they stand.
QUANTITIES = [
    # Digits with units.
    ("新建学校12所，新增学位1.5万个。", ["12所", "1.5万个"]),
    ("发电量达到36.5亿千瓦时，装机120万千瓦。", ["36.5亿千瓦时", "120万千瓦"]),
    ("最高气温41℃，浓度降至35微克/立方米。", ["41℃", "35微克/立方米"]),
    ("水域面积2.3平方公里、湿地500公顷。", ["2.3平方公里", "500公顷"]),
    ("游客突破3000万人次，出栏生猪80万头。", ["3000万人次", "80万头"]),
    ("提高2.5个百分点，增长1.2倍。", ["2.5个百分点", "1.2倍"]),
    ("产能达5GW，新增算力300P。", ["5GW", "300P"]),
    ("吞吐量1,200万标箱。", ["1,200万标箱"]),
    # Characters.
    ("建成三个园区、两座电站、十二条道路。", ["三个", "两座", "十二条"]),
    ("数十家企业、近百名专家、上千名群众到场。", ["数十家", "百名", "千名"]),
    ("有十几个村、百余户人家、三百多亩地。", ["十几个", "百余户", "三百多亩"]),
    ("占比超过七成，下降一成。", ["七成", "一成"]),
    ("百分之八十的企业、三分之二的村庄。", ["百分之八十", "三分之二"]),
    ("收入翻一番，产值翻两番，利润倍增。", ["翻一番", "翻两番", "倍增"]),
    ("近一半的街道，时间任务双双过半。", ["一半", "过半"]),
    ("保持两位数增长。", ["两位数"]),
    ("打造千亿级集群、五十亿级园区。", ["千亿级", "五十亿级"]),
    ("亿元以上项目20个。", ["亿元", "20个"]),
    ("经济总量跨过万亿。", ["万亿"]),
    ("实施三大工程、五大行动。", ["三大", "五大"]),
    ("市县两级联动，惠及600万群众。", ["两级", "600万"]),
    # Ranges and lists.
    ("引进15至20家企业。", ["15", "20家"]),
    ("增长5%—6%。", ["5%", "6%"]),
    ("建成3-5个基地。", ["3", "5个"]),
    ("需要两三年时间、七八个部门。", ["两", "三年时间", "七", "八个"]),
    ("分别达到70%、80%和90%。", ["70%", "80%", "90%"]),
    ("夺得3金2银1铜。", ["3金", "2银", "1铜"]),
    ("城乡收入比由2.6:1缩小到2.3:1。", ["2.6:1", "2.3:1"]),
    # Times.
    ("五年来，连续三年第一，用两年时间。", ["五年", "三年", "两年时间"]),
    ("审批缩短30天，2小时到达。", ["30天", "2小时"]),
    ("迎来建市40周年。", ["40周年"]),
    ("达到百年一遇防洪标准、30年一遇排涝标准。", ["百年一遇", "30年一遇"]),
    # 一 only where it counts.
    ("每月召开一次会议，至少引进一家企业，过去一年增长一倍。", ["一次", "一家", "一年", "一倍"]),
    ("建设一批园区、一个中心、一条大道，进一步统一思想。", []),
    ("降低1个百分点，1个专班。", ["1个百分点", "1个"]),
    # Dates, ranks, ordinals, enumerations.
    ("2021年9月12日，第十二次党代会在9时30分开幕。", []),
    ("到2025年，2021—2025年，上世纪80年代，20世纪。", []),
    ("居全省第3位，进入前10名，退出后十，列第一。", []),
    ("一是抓项目。", []),
    ("（三）改善民生，二要抓环境。", []),
    ("地铁3号线二期、二级医院、三期工程、二环路。", []),
    ("党的二十届三中全会、十四届全国人大二次会议。", []),
    ("承办第5届论坛、三届音乐大会，出席四届全国政协会议。", ["三届"]),
    ("市六届人大召开会议。", []),
    ("走过千山万水，覆盖近万家。", ["万家"]),
    ("激战三天三夜，处理好两者关系。", ["三天", "三夜", "两者"]),
    ("108国道、〔2023〕15号文件、6.0版方案、5G基站、PM2.5、5A级景区。", []),
    # Words and idioms.
    ("千方百计让千家万户万众一心，十分重视老百姓四季三餐。", []),
    ("长三角、三亚、四川、九江、五台山、三峡。", []),
    ("数字经济、数据中心、零售、二手房、五金、八方。", []),
    ("每万人拥有量、每10万人口、万元GDP能耗下降。", []),
    # Names and formulas.
    ("落实“十四五”规划、“1+5”布局、“11258”要求、12345热线。", []),
    ("增强四个意识、坚定四个自信、做到两个维护。", []),
    ("推进一网通办、三农工作、双碳目标、一带一路。", []),
    ("深化“三大工程”“四项机制”。", []),
    ("实施城市更新三年行动、三年行动计划。", []),
    ("建设三县一市、落实一案两单。", []),
    # What is quoted and counts.
    ("打造智造、文旅、康养等“三大产业”。", ["三大"]),
    ("完善“15分钟生活圈”，实现“一年打基础、三年见成效”。", ["15分钟", "三年"]),
    ("实现“十连冠”。", ["十连冠"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_what_counts(text, found, words):
    assert [text[e.start : e.end] for e in expressions(text, words)] == found


VALUES = [
    ("总投资101.59万亿元", 101_590_000_000_000, "元", 101_590_000_000_000, "元"),
    ("覆盖率99.7%", 99.7, "%", 99.7, "%"),
    ("占三成", 3, "成", 30, "%"),
    ("收入翻两番", 4, "倍", 4, "倍"),
    ("近一半", 0.5, "", 50, "%"),
    ("占三分之一", 0.3333, "", 33.33, "%"),
    ("一刻钟", 15, "分钟", 15, "分钟"),
    ("道路30千米", 30, "千米", 30, "公里"),
    ("绿地20平米", 20, "平米", 20, "平方米"),
    ("院士3名", 3, "名", 3, "人"),
    ("1000万人民", 10**7, "人", 10**7, "人"),
    ("数十家", 10, "家", 10, "家"),
    ("增长两位数", 10, "%", 10, "%"),
]


@pytest.mark.parametrize(("text", "quantity", "unit", "value", "normal"), VALUES)
def test_quantity_as_written_and_in_one_spelling(text, quantity, unit, value, normal, words):
    (found,) = expressions(text, words)
    assert found.quantity == pytest.approx(quantity, abs=1e-4)
    assert found.value == pytest.approx(value, abs=1e-2)
    assert (found.unit, found.unit_normal) == (unit, normal)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("增长5%—6%", ["low", "high"]),
        ("15至20家", ["low", "high"]),
        ("两三个", ["low", "high"]),
        ("由3.2%提高到5.6%", ["from", "to"]),
        ("从1978年的27亿元增长到2020年的5935亿元", ["from", "to"]),
        ("70%、80%", ["", ""]),
    ],
)
def test_ends_of_ranges_and_changes(text, bounds, words):
    assert [e.bound for e in expressions(text, words)] == bounds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“十四五”规划、“1+5”布局。", ["十四五", "1+5"]),
        ("深化“三大工程”。", ["三大工程"]),
        ("拨打12345热线。", ["12345"]),
        ("做到两个维护，建设三县一市。", ["两个维护", "三县一市"]),
        ("新增学位1.5万个。", []),
    ],
)
def test_names_are_listed_apart(text, found, words):
    assert [text[start:end] for start, end in shorthands(text, words)] == found


@given(number=st.integers(2, 99_999), unit=st.sampled_from(["个", "家", "公里", "万元", "%"]))
def test_any_number_with_a_unit_is_found_in_digits(number, unit, words):
    # A year may be meant.
    text = f"新增{number}{unit}。"
    (found,) = expressions(text, words)
    scale = 10**4 if unit == "万元" else 1
    assert found.quantity == number * scale
    assert text[found.start : found.end] == f"{number}{unit}"


@given(number=st.integers(11, 9999))
def test_any_number_with_a_unit_is_found_in_characters(number, words):
    text = f"新增{write_numeral(number)}个。"
    (found,) = expressions(text, words)
    assert found.quantity == number


@given(text=st.text("新增到2021年第一二三个家元%，。“”百万亿5.8—、至的大级", max_size=20))
def test_expressions_stand_in_order_inside_the_text(text, words):
    end = 0
    for found in expressions(text, words):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start :].startswith(found.number)
        end = found.end
