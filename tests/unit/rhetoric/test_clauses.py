"""What stands round a word: who acts, who is told, what is promised, how a rank is claimed."""

import pytest

from chengyan.cues import Hit
from chengyan.rhetoric.addressee import addressee
from chengyan.rhetoric.commissive import committing
from chengyan.rhetoric.patterns import DevicePattern
from chengyan.rhetoric.quotation import without_shorthand
from chengyan.rhetoric.rank import ACHIEVED, AIMED, aim_of
from chengyan.rhetoric.subjects import acting
from chengyan.rhetoric.thanked import thanked


def hit(text, word):
    start = text.index(word)
    return Hit(start, start + len(word), DevicePattern(word, "d", "", "find"), word)


@pytest.mark.parametrize(
    ("text", "word", "acts"),
    [
        ("市委带领大家前进。", "市委", True),
        ("去年，市委带领大家前进。", "市委", True),
        ("今年以来市委带领大家前进。", "市委", True),
        ("这一切体现了党中央坚持为民。", "党中央", True),
        ("成绩的取得，关键在于党中央掌舵。", "党中央", True),
        ("省委要求我们加快发展。", "省委", True),
        ("落实省委要求。", "省委", False),
        ("省委要求，我们落实。", "省委", False),
        ("市委的领导是根本。", "市委", False),
        ("市委、市政府高度重视。", "市委", False),
        ("市委领导坚强有力。", "市委", False),
        ("感谢市委关心。", "市委", False),
        ("就是市委。", "市委", False),
        ("市委", "市委", False),
        ("人民群众获得感增强。", "人民群众", False),
    ],
)
def test_a_subject_stands_at_the_head_of_a_clause_with_a_predicate(text, word, acts):
    name = hit(text, word)
    assert acting(text, [name]) == ([name] if acts else [])


def test_names_are_told_apart_within_a_sentence():
    text = "市委带领大家，大家感谢省委。"
    names = [hit(text, "市委"), hit(text, "省委")]
    assert acting(text, names) == names[:1]
    assert acting(text, []) == []


@pytest.mark.parametrize(
    ("text", "word", "promises"),
    [
        ("我们将全面推进改革。", "将", True),
        ("新的一年，将实施十大工程。", "将", True),
        ("我们会努力工作。", "我们会", True),
        ("我们将以更大力度推进。", "将", True),
        ("将机遇转化为动能。", "将", False),
        ("我国将进入新阶段。", "将", False),
        ("世界经济仍将下行。", "将", False),
        ("形势严峻，我们将打造新城。", "将", True),
        ("它将改变生活。", "将", False),
        ("任务，我们将", "将", False),
    ],
)
def test_a_promise_is_an_act_to_come_of_the_citys_own(cut, text, word, promises):
    found = [hit(text, word)]
    assert committing(text, found, cut) == (found if promises else [])


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("我们要加快发展。", "要", "us"),
        ("我市必须，也一定能，加快发展。", "必须", "us"),
        ("各级各部门要加快发展。", "要", "others"),
        ("我们来了；各部门要加快发展。", "要", "others"),
        ("要相信我们。", "要", "others"),
        ("同志们，要加快发展。", "要", "assembly"),
        ("要加快发展，同志们。", "要", "assembly"),
        ("我们一定要加快发展。", "一定要", "assembly"),
        ("让我们必须坚持的坚持下去。", "必须", "assembly"),
        ("希望大家要团结。", "要", "assembly"),
    ],
)
def test_who_is_told(text, word, told):
    start = text.index(word)
    assert addressee(text, start, start + len(word)) == told


@pytest.mark.parametrize(
    ("text", "word", "looks", "aim"),
    [
        ("总量位居全省前列。", "位居", "past", ACHIEVED),
        ("总量位居全省前列。", "位居", "", ACHIEVED),
        ("总量位居全省前列。", "位居", "present", ACHIEVED),
        ("争当全国标杆。", "标杆", "future", AIMED),
        ("争当全国标杆。", "标杆", "", AIMED),
        ("争当全国标杆。", "标杆", "past", ACHIEVED),
        # 列 in 前列 tells no place held.
        ("努力走在全省前列。", "走在", "", AIMED),
        ("要力争全省前列。", "全省前列", "present", AIMED),
        ("打造系列标杆。", "标杆", "", AIMED),
        ("总量列全省第一。", "全省第一", "", ACHIEVED),
        ("力争列全省第一。", "全省第一", "", ACHIEVED),
        ("连续六年全省第一，明年再接再厉。", "全省第一", "future", ACHIEVED),
        ("明年建成，全省第一。", "全省第一", "future", AIMED),
        ("去年排名全省第一，今年要争当标杆。", "标杆", "", AIMED),
        ("我市是全国典范。", "典范", "", ACHIEVED),
    ],
)
def test_a_rank_is_achieved_or_aimed_at(text, word, looks, aim):
    assert aim_of(text, text.index(word), looks) == aim


@pytest.mark.parametrize(
    ("text", "shorthand", "kept"),
    [
        ("增强“四个意识”。", "四个意识", False),
        ("唱好“双城记”。", None, True),
        ("用好“四个意识”教育法。", "四个意识", False),
        ("办好“四个意识大讲堂”。", "四个意识", True),
        ("四个意识和“双城记”。", "四个意识", True),
    ],
)
def test_a_numbered_shorthand_from_mark_to_mark_is_no_slogan(text, shorthand, kept):
    slogan = hit(text, text[text.index("“") : text.index("”") + 1])
    others = [hit(text, shorthand)] if shorthand else []
    assert without_shorthand([slogan], others) == ([slogan] if kept else [])


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("我代表市委，向全体代表表示衷心的感谢！", "表示衷心的感谢", "全体代表"),
        (
            "我代表市委向全体代表，向工商联、人民团体，表示感谢！",
            "表示感谢",
            "全体代表;工商联、人民团体",
        ),
        ("向老同志、向驻军官兵致以崇高的敬意！", "致以崇高的敬意", "老同志;驻军官兵"),
        ("对各位的支持表示感谢！", "表示感谢", "各位的支持"),
        ("对过去最好的致敬，是创造未来。", "致敬", ""),
        ("向着未来，沿着正确方向，向前走，表示感谢。", "表示感谢", ""),
        ("感谢各位代表的信任，感谢大家。", "感谢", "各位代表的信任"),
        ("衷心感谢全市人民！", "衷心感谢", "全市人民"),
        ("谢谢大家！", "谢谢", "大家"),
        ("谢谢！", "谢谢", ""),
        ("铭记他们的功绩，向他们致以感谢！", "致以感谢", "他们"),
        ("向大家再次表示感谢！", "表示感谢", "大家"),
    ],
)
def test_who_is_thanked(text, words, who):
    start = text.index(words)
    assert thanked(text, start, start + len(words)) == who
