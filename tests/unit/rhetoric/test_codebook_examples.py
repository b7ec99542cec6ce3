"""What the battery says that counts is found; what it says that does not count is not.

Devices of form (排比, 对偶 and their kin) have tests of their own.
"""

import pytest

COUNTS = [
    ("idiom", "全市上下齐心协力。", ["齐心协力"]),
    ("idiom", "实现近悦远来，久久为功。", ["近悦远来", "久久为功"]),
    ("rhetorical_question", "世界怎么了，我们怎么办。", ["怎么办"]),
    ("rhetorical_question", "路在何方？", ["？"]),
    ("exclamation", "让我们奔跑起来加油干！", ["！"]),
    ("enumeration", "一是抓项目。", ["一是"]),
    ("enumeration", "第二，抓环境。", ["第二，"]),
    ("enumeration", "（三）改善民生", ["（三）"]),
    ("enumeration", "做好三件事：一要抓项目，二要抓环境。", ["一要", "二要"]),
    ("numbered_shorthand", "增强四个意识。", ["四个意识"]),
    ("numbered_shorthand", "做到两个维护。", ["两个维护"]),
    ("numbered_shorthand", "实施“11258”工作思路。", ["11258"]),
    ("numbered_shorthand", "开展“6+1”专项行动。", ["6+1"]),
    ("numbered_shorthand", "落实中央八项规定，分三步走。", ["八项规定", "三步走"]),
    ("quoted_slogan", "唱好“双城记”，下足“绣花功夫”，当好“店小二”。",
     ["“双城记”", "“绣花功夫”", "“店小二”"]),
    ("formulation", "推进京津冀协同发展。", ["京津冀协同发展"]),
    ("formulation", "在以习近平同志为核心的党中央坚强领导下。", ["以习近平同志为核心的党中央"]),
    ("allusion", "天地之大，黎元为本。", ["天地之大，黎元为本"]),
    ("allusion", "要有快马加鞭不下鞍的劲头。", ["快马加鞭不下鞍"]),
    ("allusion", "江山就是人民、人民就是江山。", ["江山就是人民、人民就是江山"]),
    ("leader_quotation", "习近平总书记强调，发展是第一要务。", ["习近平总书记强调"]),
    ("leader_quotation", "岳峰书记“防止脱实向虚”的指示。", ["岳峰书记“防止脱实向虚”的指示"]),
    ("leader_quotation", "习近平总书记作出重要批示。", ["习近平总书记作出重要批示"]),
    ("modality_strong", "要加强领导，坚决守住底线。", ["要", "坚决"]),
    ("modality_strong", "必须毫不动摇，务必坚定不移。", ["必须", "毫不动摇", "务必", "坚定不移"]),
    ("modality_strong", "一定要把事情办好。", ["一定要"]),
    ("modality_effort", "力争完成任务，奋力谱写新篇。", ["力争", "奋力"]),
    ("weak_obligation", "应当看到，也有必要调整。", ["应当", "有必要"]),
    ("prohibition", "决不允许失守，一律不得外出。", ["决不允许", "一律不"]),
    ("prohibition", "坚决不让污水进淀。", ["决不让"]),
    ("commissive", "我们将全面推进改革。", ["将"]),
    ("certainty", "目标必将实现，我们坚信一定能成功。", ["必将", "坚信", "一定能"]),
    ("intensifier", "大力推进，切实加强，进一步提高。", ["大力", "切实", "进一步"]),
    ("intensifier", "全面提升，更加繁荣，十分重要。", ["全面", "更加", "十分"]),
    ("we", "我们要努力，我市也要努力。", ["我们", "我市"]),
    ("we", "我们党百年奋斗。", ["我们"]),
    ("first_singular", "我代表市委作报告，我相信大家。", ["我", "我"]),
    ("address", "同志们，各位代表，让我们奋斗。", ["同志们", "各位代表", "让我们"]),
    ("people", "人民满意，群众高兴，百姓安康，市民称赞。", ["人民", "群众", "百姓", "市民"]),
    ("agent_centre", "习近平总书记强调了这一点。", ["习近平总书记"]),
    ("agent_centre", "去年，国务院批准了规划。", ["国务院"]),
    ("agent_province", "省委对保定提出更高要求。", ["省委"]),
    ("agent_city", "市委带领大家前进，市政府始终坚持。", ["市委", "市政府"]),
    ("agent_people", "全市人民众志成城。", ["全市人民"]),
    ("thanks", "向大家表示衷心的感谢！", ["表示衷心的感谢"]),
    ("thanks", "致以崇高的敬意！", ["致以崇高的敬意"]),
    ("loyalty_centre", "在以习近平同志为核心的党中央坚强领导下。", ["以习近平同志为核心的党中央"]),
    ("loyalty_centre", "做到两个维护，学习习近平总书记重要讲话精神。",
     ["两个维护", "习近平总书记"]),
    ("loyalty_province", "在省委坚强领导下，按照省委要求。", ["省委", "省委"]),
    ("metaphor_war", "打赢攻坚战。", ["打赢攻坚战"]),
    ("metaphor_war", "敢于亮剑，主战场上建堡垒。", ["亮剑", "战场", "堡垒"]),
    ("metaphor_journey", "踏上新征程，迈出新步伐。", ["踏上", "征程", "迈出", "新步伐"]),
    ("metaphor_journey", "让我们奔跑起来，扬帆远航，换道超车。",
     ["奔跑", "扬帆", "远航", "换道", "超车"]),
    ("metaphor_building", "筑牢防线，夯实底座。", ["筑牢", "夯实", "底座"]),
    ("metaphor_body", "治理顽疾，不忘初心，建设城市大脑。", ["顽疾", "初心", "大脑"]),
    ("metaphor_body", "与群众心贴心。", ["心贴心"]),
    ("metaphor_nature", "打造创新高地，培育沃土，牵住牛鼻子。", ["高地", "沃土", "牛鼻子"]),
    ("metaphor_nature", "当好首都护城河，迎着浪潮。", ["护城河", "浪潮"]),
    ("metaphor_machine", "成为经济的发动机，引擎轰鸣，增强动能，用好指挥棒。",
     ["经济的发动机", "引擎", "动能", "指挥棒"]),
    ("metaphor_sport", "打好组合拳，交出答卷和成绩单。", ["组合拳", "答卷", "成绩单"]),
    ("metaphor_sport", "打好“雄安牌”。", ["打好“雄安牌”"]),
    ("metaphor_building", "教育是民族振兴的基石，产业是支柱。", ["基石", "支柱"]),
    ("metaphor_nature", "这是一方热土。", ["热土"]),
    ("named_place", "西大街改造完成。", ["西大街"]),
    ("numbers_evidence", "9个贫困县全部脱贫。", ["9个"]),
    ("numbers_evidence", "规上工业年均增幅8%以上。", ["8%"]),
    ("rank_claim", "总量位居全省前列。", ["位居全省前列"]),
    ("rank_claim", "走在全省前列，争当标杆。", ["走在全省前列", "标杆"]),
    ("named_place", "白洋淀水质改善，服务雄安新区和北京。", ["白洋淀", "雄安新区", "北京"]),
    ("named_project", "华北电力大学和保定学院扩建。", ["华北电力大学", "保定学院"]),
    ("named_firm", "长城汽车和华北制药厂都增产。", ["长城汽车", "华北制药厂"]),
]  # fmt: skip
EXCLUDES = [
    ("idiom", "踔厉奋发，推进改革开放。"),
    ("rhetorical_question", "想清楚是什么、为什么、怎么办，再动手。"),
    ("enumeration", "发展是第一要务，一是个数字。"),
    ("numbered_shorthand", "9个贫困县脱贫，“十四五”开局。"),
    ("quoted_slogan", "他说：“这件事一定办好。”"),
    ("quoted_slogan", "增强“四个意识”，实施“11258”思路，谋划“十四五”。"),
    ("formulation", "石家庄市人民政府和保定市。"),
    ("allusion", "抢抓机遇，人民就是我们的江山。"),
    ("leader_quotation", "以习近平新时代中国特色社会主义思想为指导，省委要求抓好落实。"),
    ("modality_strong", "主要任务是满足需要，重要的是要求。"),
    ("modality_effort", "经过全市上下的不懈努力，成绩显著。"),
    ("weak_obligation", "必须落实，务必完成应急预案，适应市场需求。"),
    ("prohibition", "不是没有困难，有些事不多。"),
    ("commissive", "将机遇转化为动能，节日即将到来。"),
    ("commissive", "全球经济将继续下行。"),
    ("certainty", "一定要取得一定的成绩。"),
    ("intensifier", "已经慢慢建成，坚决完成，全面小康。"),
    ("we", "我代表市委作报告，我国经济发展。"),
    ("first_singular", "我们在我市开展自我教育。"),
    ("address", "代表们审议了报告。"),
    ("people", "人民代表大会通过，居民收入增长。"),
    ("agent_centre", "在党中央坚强领导下，全市稳定。"),
    ("agent_province", "在省委坚强领导下，按照省委要求。"),
    ("agent_city", "为了全市的发展，各项工作推进。"),
    ("agent_people", "服务广大群众的需求，得到人民群众的好评。"),
    ("thanks", "坚持感恩奋进。"),
    ("loyalty_centre", "争取中央财政资金。"),
    ("loyalty_province", "全省第一，省城建设。"),
    ("metaphor_war", "解放战争时期，疫情防控有序。"),
    ("metaphor_journey", "道路建成通车，进一步推进发展。"),
    ("metaphor_building", "建设、构建和打造新的基础。"),
    ("metaphor_body", "做好居民健康管理。"),
    ("metaphor_nature", "护城河整治完成，水环境改善。"),
    ("metaphor_machine", "机器人产业发展。"),
    ("metaphor_sport", "在全国足球锦标赛中夺冠。"),
    ("numbers_evidence", "五年来，第一要务是发展，“十四五”开局，统筹两个大局。"),
    ("numbers_evidence", "2021年4月9日召开会议，增强“四个意识”。"),
    ("rank_claim", "发展是第一要务。"),
    ("named_place", "保定市和保定都在河北，建设中国的新城。"),
    ("named_project", "实施重点项目和民生工程。"),
    ("named_firm", "各类企业和公司发展。"),
]  # fmt: skip
# The codebook counts these; no pattern finds them, and a coded sample has to say what that costs.
MISSED = [
    ("metaphor_machine", "我市成为发动机。"),
    ("metaphor_machine", "掌握开门的钥匙。"),
    ("named_project", "京雄城际开通。"),
    ("named_project", "地铁3号线通车。"),
]
OF_FORM = {"parallelism", "antithesis", "anaphora", "four_character_run"}


@pytest.mark.parametrize(("device", "words", "instances"), COUNTS)
def test_what_counts_is_found(found, device, words, instances):
    assert found(device, words) == instances


@pytest.mark.parametrize(("device", "words"), EXCLUDES)
def test_what_does_not_count_is_not_found(found, device, words):
    assert found(device, words) == []


@pytest.mark.parametrize("looks", ["past", "present", "future"])
def test_a_sentence_looks_one_way_as_a_whole(found, looks):
    words = "五年来，完成了任务。"
    assert found(looks, words, looks) == [words]
    assert [found(other, words, looks) for other in {"past", "present", "future"} - {looks}] == (
        [[], []]
    )
    assert found(looks, words) == []


def test_each_device_has_an_example_that_counts_and_one_that_does_not(battery):
    told = {one.device for one in battery if one.found_by != "orientation"} - OF_FORM
    assert {device for device, *_ in COUNTS} == told
    # A sentence that ends in ！ is one: nothing is excluded.
    assert {device for device, _ in EXCLUDES} == told - {"exclamation"}


@pytest.mark.parametrize(
    ("device", "words"),
    [pytest.param(*one, marks=pytest.mark.xfail(reason="known to be missed")) for one in MISSED],
)
def test_what_counts_and_is_missed(found, device, words):
    assert found(device, words)
