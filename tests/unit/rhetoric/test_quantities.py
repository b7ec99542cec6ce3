"""Which numbers argue."""

import pandas as pd
import pytest

from chengyan.rhetoric.quantities import argues, arguing


def told(text, expression, unit):
    start = text.index(expression)
    return argues(text, start, start + len(expression), unit)


@pytest.mark.parametrize(
    ("text", "expression", "unit", "does"),
    [
        ("9个贫困县全部脱贫。", "9个", "个", True),
        ("增长8%以上。", "8%", "%", True),
        ("四项工作受到表彰。", "四项", "项", True),
        ("两项工作受到表彰。", "两项", "项", False),
        ("总投资8272.61亿元。", "8272.61亿元", "元", True),
        ("五年来，我们奋斗。", "五年", "年", False),
        ("连续15年位居前列。", "15年", "年", True),
        ("连续15年推进。", "15年", "年", True),
        ("近15年推进。", "15年", "年", False),
        ("达到近20年最好水平。", "20年", "年", True),
        ("提前一年完成。", "一年", "年", True),
        ("24小时值守。", "24小时", "小时", False),
        ("统筹两个大局。", "两个", "个", False),
        ("统筹2个大局。", "2个", "个", True),
        ("落实“24个要”。", "24个", "个", False),
        ("建成12个不同的园。", "12个", "个", True),
        ("开展八大行动。", "八大", "大", False),
        ("获得九连冠。", "九连冠", "", False),
        ("实现九连冠。", "九连冠", "冠", False),
        ("辖三县。", "三县", "县", False),
        ("辖三县。", "三县", "", False),
        ("辖13县。", "13县", "县", True),
        ("翻了一番。", "一番", "番", True),
        ("五个重点领域。", "五个", "个", False),
        ("建成五个车间。", "五个", "个", True),
        ("建成一个车间。", "一个", "个", False),
        ("达到12345", "12345", "", True),
        ("产值有3个", "3个", "个", True),
    ],
)
def test_a_number_argues_if_it_supports_or_sets_a_target(text, expression, unit, does):
    assert told(text, expression, unit) is does


def test_rows_that_argue_are_kept_as_they_stand():
    table = pd.DataFrame(
        {
            "text": ["五年来，9个贫困县脱贫。"] * 2,
            "start": [0, 4],
            "end": [2, 6],
            "unit": ["年", "个"],
            "kind": ["other", "achieved"],
        },
        index=[7, 9],
    )
    pd.testing.assert_frame_equal(arguing(table), table.loc[[9]])
    assert arguing(table.iloc[:0]).empty
