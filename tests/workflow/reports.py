"""Made-up government work reports, long and varied enough to be checked as real ones are."""

import random

_SUBJECTS = """
工业 农业 教育 医疗 养老 就业 交通 水利 生态 环保 科技 人才 金融 商贸 文旅 体育 住房 社保 应急
数字 港口 铁路
""".split()
_ACTIONS = """
加快推进 全面深化 着力提升 持续优化 扎实做好 大力发展 统筹抓好 稳步实施 有序开展 有效保障
""".split()
_OBJECTS = """
体系建设 重点项目 服务能力 改革任务 基础设施 发展质量 创新平台 示范工程 安全水平 保障机制
产业链条
""".split()
_RESULTS = """
取得明显成效 迈上新的台阶 实现稳定增长 保持良好势头 得到群众认可 走在前列 打下坚实基础
见到实效
""".split()


def sentence(rng: random.Random) -> str:
    """A sentence of some thirty Han characters that hardly ever comes twice."""
    subject, other = rng.sample(_SUBJECTS, 2)
    actions, objects = rng.sample(_ACTIONS, 2), rng.sample(_OBJECTS, 3)
    number = rng.randrange(3, 980)
    return (
        f"{actions[0]}{subject}{objects[0]}，{actions[1]}{other}{objects[1]}，新增{objects[2]}{number}个，"
        f"{subject}工作{rng.choice(_RESULTS)}。"
    )


def report(city: str, year: int = 2024, seed: int = 0, paragraphs: int = 12) -> str:
    """A report of a city's government: address, review, plan, closing word."""
    rng = random.Random(f"{city} {year} {seed}")

    def body(number: int) -> list[str]:
        numerals = "一二三四五六七八九十"
        return [
            f"（{numerals[i % 10]}）{city}{rng.choice(_SUBJECTS)}发展迈出新步伐。"
            + "".join(sentence(rng) for _ in range(4))
            for i in range(number)
        ]

    half = min(paragraphs // 2, 10)
    return (
        "\n\n".join(
            [
                "各位代表：",
                "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。",
                f"一、{year - 1}年工作回顾",
                *body(half),
                f"二、{year}年重点工作安排",
                *body(half),
                f"各位代表！让我们更加紧密地团结起来，为建设更好的{city}而努力奋斗！",
            ]
        )
        + "\n"
    )
