"""What a number counts, how it is meant, by when it holds, and whether it is reached."""

import pytest

from chengyan.targets.find import expressions
from chengyan.targets.horizon import horizon_year, phrase_of, time_phrases, years_named
from chengyan.targets.kinds import kind
from chengyan.targets.modifiers import inherited, measure, modifier


def told(text, words, objects, orientation="past", year=2021):
    """Expression, object, modifier, horizon and kind of each number of a sentence."""
    found = expressions(text, words)
    phrases = time_phrases(text)
    times = [(p.start, p.end) for p in phrases]
    modifiers = inherited(text, found, [modifier(text, e, words, times) for e in found], words)
    rows = []
    for e, counted, bounds in zip(found, objects.of(text, found, times), modifiers, strict=True):
        phrase = phrase_of(text, e, phrases)
        due = horizon_year(phrase.text, year) if phrase else None
        of_kind = kind(text, e, orientation=orientation, phrase=phrase, due=due, year=year,
                       words=words, counted=counted)  # fmt: skip
        rows.append(
            (text[e.start : e.end], counted, bounds, phrase.text if phrase else "", of_kind)
        )
    return rows


OBJECTS = [
    # Behind a classifier.
    ("12个示范园区建成投用。", ["示范园区"]),
    ("实施30项惠民工程建设。", ["惠民工程"]),
    ("有5名本地籍选手获奖。", ["本地籍选手"]),
    ("打造6个具有国际影响力的产业集群。", ["产业集群"]),
    ("挖掘40余处古村落的历史价值。", ["古村落"]),
    ("培育10家省级以上工程中心。", ["省级以上工程中心"]),
    ("引进一家以上、至少一家央企或外企。", ["央企或外企"]),
    ("形成3个千亿级产业集群。", ["千亿级产业集群", "产业集群"]),
    ("建设千亿级、百亿级开发区。", ["开发区", "开发区"]),
    ("引进15至20家企业。", ["企业", "企业"]),
    ("办好“双招双引”活动20场。", ["“双招双引”活动"]),
    ("聚焦文旅、康养等“三大产业”升级。", ["产业"]),
    ("8个县、三区联动。", ["县", "区"]),
    ("把600万群众的热情激发出来。", ["群众"]),
    ("发放2亿元救助资金。", ["救助资金"]),
    # Before a measure, or a number that ends its clause.
    ("全市森林覆盖率达到45.3%。", ["森林覆盖率"]),
    ("我国粮食产量突破1.3万亿斤。", ["粮食产量"]),
    ("对经济增长贡献率超过60%。", ["对经济增长贡献率"]),
    ("民营经济占全省比重超过70%。", ["民营经济占全省比重"]),
    ("新建改建农村公路800公里。", ["农村公路"]),
    ("新增高新技术企业120家、专精特新企业45家。", ["高新技术企业", "专精特新企业"]),
    ("完成老旧小区改造300个。", ["老旧小区改造"]),
    ("城镇新增就业5万人。", ["城镇新增就业"]),
    ("获批国家级高新区（园区）2家。", ["国家级高新区"]),
    ("PM2.5平均浓度较2015年下降40%。", ["PM2.5平均浓度"]),
    ("城镇和农村居民收入分别增长6%、7%。", ["城镇和农村居民收入"] * 2),
    ("肉类、蛋类产量分别达到20万吨、30万吨。", ["肉类、蛋类产量"] * 2),
    ("十亿元以上项目不少于5个。", ["项目", "十亿元以上项目"]),
    # Measures that share a predicate.
    ("绿化覆盖率、污水处理率均达98%。", ["绿化覆盖率、污水处理率"]),
    ("全市出口额、噪声强度分别比2018年下降3%、4%。", ["出口额", "噪声强度"]),
    ("入园率和巩固率分别达到97%和99%。", ["入园率", "巩固率"]),
    ("入园率、巩固率、升学率分别增长3%。", ["入园率、巩固率、升学率"]),
    ("优良天数比2018年增加20天。", ["优良天数"]),
    ("工业增加值年均增速9%以上。", ["工业增加值"]),
    ("举办龙舟、马拉松等品牌赛事30场。", ["品牌赛事"]),
    # What follows a counted noun is none of it.
    ("全市15个污水治理工程强势推进。", ["污水治理工程"]),
    ("凝聚500万江城人民奔向未来的力量。", ["江城人民"]),
    ("落实3个方面“12条要求”精神。", ["方面"]),
    ("推进老城六大厂工业遗址公园建设。", ["厂"]),
    ("布设20处“推窗见绿”的口袋公园。", ["口袋公园"]),
    ("出台20项细分产业支持政策。", ["细分产业支持政策"]),
    ("12个民间资本参与的治理项目完工。", ["治理项目"]),
    ("有12家企业参与的项目完工。", ["企业"]),
    ("把握这三者的关系。", ["者"]),
    ("把握“人机料”三要素，抓住五要素。", ["要素", "要素"]),
    # Verbal nouns and deeds.
    ("8所学校与20家医院开展60项合作。", ["学校", "医院", "合作"]),
    ("专家6次考察河道，2次登上主峰这座高地。", ["考察河道", "登上主峰这座高地"]),
    ("开展3次培训活动。", ["培训活动"]),
    # What a clause leaves to the one before.
    ("地区生产总值达到3000亿元、增长6%。", ["地区生产总值"] * 2),
    ("申报项目150个，已获批38个。", ["项目", "项目"]),
    ("累计完成交易6000万元、占全省80%。", ["交易"] * 2),
    ("覆盖率由3%提高到5%。", ["覆盖率"] * 2),
    ("生产总值从1978年的27亿元增长到2020年的5935亿元。", ["生产总值"] * 2),
    # Times and days.
    ("五年来成效明显，用三年时间完成。", ["时间", "时间"]),
    ("优良天数达到300天。", ["优良天数"]),
    ("庆祝建市40周年。", ["建市"]),
    # Medals and titles.
    ("代表队获得4金1银2铜。", ["金", "银", "铜"]),
    ("实现全国文明城市“六连冠”。", ["全国文明城市"]),
]


@pytest.mark.parametrize(("text", "counted"), OBJECTS, ids=[text for text, _ in OBJECTS])
def test_what_is_counted(text, counted, words, objects):
    assert [row[1] for row in told(text, words, objects)] == counted


@pytest.mark.parametrize(
    ("text", "modifiers", "measures"),
    [
        ("覆盖率达到95%以上。", ["达到;以上"], ["level"]),
        ("增长6%左右。", ["增长;左右"], ["growth_rate"]),
        ("收入年均增长8%。", ["年均增长"], ["growth_rate"]),
        ("占比提高3个百分点。", ["提高"], ["change"]),
        ("占比提高到30%。", ["提高到"], ["level"]),
        ("力争达到3%。", ["力争;达到"], ["level"]),
        ("分别增长6%左右、7%左右。", ["增长;左右", "增长;左右"], ["growth_rate"] * 2),
        ("分别达到25万头、22万只。", ["达到", "达到"], ["level"] * 2),
        ("均达到70%、80%。", ["达到", "达到"], ["level"] * 2),
        ("新增10家，通过20项，超30人。", ["", "", "超"], ["level"] * 3),
        ("建成1500余个、近百家。", ["余", "近"], ["level"] * 2),
        ("每县至少对接一家企业。", ["至少"], ["level"]),
        ("质量达到近20年最好水平，连续六年第一。", ["近", "连续"], ["level"] * 2),
        ("收入翻一番。", [""], ["growth_rate"]),
        ("开展素养提升七大行动。", [""], ["level"]),
        ("产值基本翻番。", ["基本"], ["growth_rate"]),
        ("收入年均增幅7%以上。", ["年均增幅;以上"], ["growth_rate"]),
        ("力争产值达到2万亿元左右，增长6%。", ["力争;达到;左右", "增长"], ["level", "growth_rate"]),
        ("贷款增速高于平均增速3个百分点。", ["增速;高于"], ["change"]),
        ("贷款增速高于各类贷款平均增速3个百分点。", [""], ["level"]),
        ("北通八县，南达九省。", ["", ""], ["level"] * 2),
    ],
)
def test_how_a_number_is_meant(text, modifiers, measures, words, objects):
    assert [row[2] for row in told(text, words, objects)] == modifiers
    found = expressions(text, words)
    assert [measure(e, m, words) for e, m in zip(found, modifiers, strict=True)] == measures


@pytest.mark.parametrize(
    ("text", "horizons"),
    [
        ("到2025年，总量达到5000亿元，年均增长7%，占比60%。", ["2025年"] * 3),
        ("到2030年底建成10个。", ["2030年底"]),
        ("2020年总量达2万亿元，成为近25年来增速超过6%的城市。", ["2020年", "近25年来", "近25年来"]),
        ("未来五年，新增就业50万人。", ["未来五年"] * 2),
        ("五年来，建成三个园区，修路800公里。", ["五年来"] * 3),
        ("改造工作2023年完成，新增10个公园。", [""]),
        ("到“十四五”末，突破1000家。", ["“十四五”末"]),
        ("每月开展一次活动，每年培训10场。", ["每月", "每年"]),
        ("年均增长6%。", ["年均"]),
        ("总量比2010年翻了一番。", [""]),
        ("是上年的2.5倍。", [""]),
        ("唐代以来近50所书院。", ["唐代以来"]),
        ("连续六年第一。", ["连续六年"]),
        ("五年拼搏，收获满满。", [""]),
        ("实现“三年大变样、六年大改观”。", ["三年", "六年"]),
        ("今年主要目标是：总产值增长5%；投资增长8%。", ["今年"] * 2),
        ("今年增长5%；新增10家。", ["今年", ""]),
        ("办理时间压缩至3天以内。", [""]),
        ("党的十八大以来，建成3个。", ["党的十八大以来"]),
        ("特别是党的十九大以来，建成3个。", ["党的十九大以来"]),
        ("2020年优良天数比2016年增加60天。", ["2020年"]),
        ("1949年4月20日，激战三天三夜。", ["1949年4月20日"] * 2),
        ("到2025年，用三年时间建成10个。", ["", "2025年"]),
        ("自上次党代会以来的五年，是奋进的五年。", ["上次党代会以来的五年"] * 2),
    ],
)
def test_by_when(text, horizons, words, objects):
    assert [row[3] for row in told(text, words, objects)] == horizons


@pytest.mark.parametrize(
    ("phrase", "year", "due"),
    [
        ("2025年", 2021, 2025), ("2030年底", 0, 2030), ("2021—2025年", 2021, 2025),
        ("“十四五”末", 2021, 2025), ("十五五期间", 2021, 2030), ("十三五以来", 2021, None),
        ("未来五年", 2021, 2026), ("今后3年", 2024, 2027), ("3年内", 2021, 2024),
        ("今年", 2022, 2022), ("今年4月", 2021, 2021), ("明年", 2021, 2022), ("去年", 2021, 2020),
        ("年内", 2021, 2021), ("本世纪中叶", 2021, 2050), ("五年来", 2021, None),
        ("过去五年", 2021, None), ("每年", 2021, None), ("未来五年", 0, None), ("今年", 0, None),
    ],
)  # fmt: skip
def test_the_year_in_which_a_horizon_ends(phrase, year, due):
    assert horizon_year(phrase, year) == due


def test_years_in_a_heading():
    assert years_named("二、2024年工作安排") == [2024]
    assert years_named("2023年回顾和2024年安排") == [2023, 2024]


@pytest.mark.parametrize(
    ("orientation", "text", "kinds"),
    [
        ("past", "建成学校12所，覆盖率达到95%。", ["achieved"] * 2),
        ("past", "围绕产值过千亿元的目标，谋划建设三大基地。", ["pledged", "pledged"]),
        ("past", "推进20项民生工程。", ["achieved"]),
        ("past", "五年来成效明显，连续三年第一。", ["other", "achieved"]),
        ("future", "建成学校12所，完成投资600亿元。", ["pledged"] * 2),
        ("future", "到2025年，总产值达到1万亿元。", ["pledged"]),
        ("future", "去年已建成了12所，今年再建20所。", ["achieved", "pledged"]),
        ("future", "办好市县两级医院，加强两地合作。", ["other", "other"]),
        ("future", "把600万群众的热情激发出来。", ["other"]),
        ("future", "着力打造三大基地。", ["pledged"]),
        ("future", "实现“三年大变样”。", ["pledged"]),
        ("future", "用三年时间建成10个。", ["other", "pledged"]),
        ("present", "总产值达到1万亿元。", ["achieved"]),
        ("present", "力争达到1万亿元。", ["pledged"]),
        ("present", "今年是建市40周年。", ["other"]),
        ("past", "1953年，投资2亿元，建厂3个。", ["other", "other"]),
        ("future", "向600万海城人民交出答卷。", ["other"]),
        ("future", "惠及600万群众。", ["pledged"]),
        ("future", "落实3个方面要求，办好3个方面。", ["pledged", "other"]),
        ("future", "依托现有的书院等12家博物馆，新建3家博物馆。", ["achieved", "pledged"]),
        ("future", "建强全市8个园区，推动既有住宅增设电梯80台。", ["achieved", "pledged"]),
        ("future", "实现社区“15分钟阅读圈”全覆盖。", ["pledged"]),
        ("past", "建成“15分钟阅读圈”，30分钟到达。", ["achieved", "other"]),
        ("future", "推进老城六大厂工业遗址公园建设。", ["other"]),
        ("past", "使东部和西部两大片区连成一片，打造三大基地。", ["other", "achieved"]),
        ("past", "新增2个千亿级集群，市县两级联动。", ["achieved", "achieved", "other"]),
    ],
)
def test_reached_promised_or_neither(orientation, text, kinds, words, objects):
    assert [row[4] for row in told(text, words, objects, orientation)] == kinds
