"""How many passages are expected by chance."""

import math
from dataclasses import replace

import numpy as np
import pytest
from reuse_texts import FORMULA, sentences, text

from chengyan.reuse.chance import FLOOR, Chance, chance_of
from chengyan.reuse.lines import texts_of
from chengyan.reuse.shared import find_shared


def test_expected_numbers_by_hand():
    chance = Chance((40, 20, 2), area=1000.0, decay=math.log(4))
    # As many as were counted, for the size of the texts.
    assert chance.expected(FLOOR, 20, 50) == pytest.approx(40)
    assert chance.expected(FLOOR + 1, 20, 50) == pytest.approx(20)
    assert chance.expected(FLOOR, 20, 5) == pytest.approx(4)
    # Two passages are too few to count: a quarter of 20, then a quarter again.
    assert chance.expected(FLOOR + 2, 20, 50) == pytest.approx(5)
    assert chance.expected(FLOOR + 4, 20, 50) == pytest.approx(20 / 64)
    # 20 / 4**k < 0.1 for k = 4 and not for 3.
    assert chance.least(20, 50, 0.1) == FLOOR + 5


def test_without_any_passage_one_is_added():
    chance = Chance((), area=1000.0, decay=math.log(2))
    assert chance.expected(FLOOR, 10, 10) == pytest.approx(0.1)
    assert chance.expected(FLOOR + 1, 10, 10) == pytest.approx(0.05)


def test_texts_whose_words_have_one_order_share_what_they_share():
    """A formula of two words in each sentence, in which order nothing can change."""
    same = text("甲", "甲乙丙丁戊己")
    whole = replace(same, lines=[replace(same.lines[0], words=np.zeros(6, int))])
    chance = chance_of([whole, whole], [(0, 1)], seed=1, draws=20)
    # A passage of six characters each time: 21 above 5 of 21, so that it halves at each step.
    assert chance.counts == (20, 20)
    assert chance.area == 20 * 36
    assert chance.decay == pytest.approx(math.log(2))
    assert chance.expected(6, 6, 6) == pytest.approx(1)


WORDS = (
    "人民 经济 社会 文化 城市 农村 工业 农业 科技 教育 医疗 就业 收入 环境 "
    "生态 企业 项目 投资 消费 市场 改革 开放 创新 服务 管理 制度 法律 安全 "
    "交通 能源 资源 土地 住房 学校 医院 老人 儿童 妇女 青年 干部 群众 党员 "
    "政府 机关 会议 报告 计划 目标 任务 措施 工程 技术 人才 品牌 质量 速度 "
    "结构 规模 效益 水平 "
).split()


def pair(seed):
    """Two texts that draw their words from one stock, without copying."""
    generator = np.random.default_rng(seed)
    return {
        (name, name): [
            "".join(WORDS[k] for k in generator.integers(0, len(WORDS), 12)) + "。"
            for _ in range(25)
        ]
        for name in "甲乙"
    }


def test_texts_that_copy_nothing_share_passages_at_the_stated_rate_at_most():
    level = 0.1
    shared = [
        len(find_shared(sentences(pair(seed)), [], seed=1, level=level, draws=30).found)
        for seed in range(25)
    ]
    # Binomial(25, 0.1) exceeds 6 once in a hundred times.
    assert sum(number > 0 for number in shared) <= 6


def test_seeds_tell_and_nothing_else():
    texts = texts_of(sentences(pair(3)), [FORMULA])
    first = chance_of(texts, [(0, 1)], seed=7, draws=5)
    assert first == chance_of(texts, [(0, 1)], seed=7, draws=5)
    assert first == chance_of(texts[::-1], [(0, 1)], seed=7, draws=5)
    assert first.counts != chance_of(texts, [(0, 1)], seed=8, draws=5).counts
    assert first.counts
    assert list(first.counts) == sorted(first.counts, reverse=True)


def test_of_many_pairs_a_sample_is_drawn():
    texts = texts_of(sentences(pair(3)), [])
    some = chance_of(texts, [(0, 1), (1, 0), (0, 1)], seed=7, draws=2)
    assert some.area == 2 * texts[0].han * texts[1].han
