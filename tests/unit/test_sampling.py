"""What may be drawn, how many, and that each unit is as likely as is said."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengyan.clean import clean
from chengyan.corpus import clean_document
from chengyan.errors import ConfigError, DesignError
from chengyan.sampling import CONTEXT, draw, frame_of, shuffled, sizes_of

TEXT = """\
各位代表：

一、工作回顾

（一）经济稳中有进。全年增长百分之六。企业多了。

二、今后任务

一是抓好教育事业。新建学校十二所。二期工程已经开工。

要办好人民满意的教育。
"""


@pytest.fixture(scope="module")
def frame():
    return frame_of([("a", "甲", clean(TEXT)[1])], ["heading", "body"])


def test_a_sentence_stands_in_its_paragraph_under_its_headings(frame):
    told = frame.set_index("text")[["headings", "before", "after"]].to_dict("index")
    assert told["全年增长百分之六。"] == {
        "headings": "一、工作回顾 > （一）经济稳中有进。",
        "before": "（一）经济稳中有进。",
        "after": "企业多了。",
    }
    assert told["（一）经济稳中有进。"]["headings"] == "一、工作回顾"
    assert told["二、今后任务"] == {"headings": "", "before": "", "after": ""}
    # A heading run in at the head of a paragraph ends with it.
    assert told["新建学校十二所。"]["headings"] == "二、今后任务 > 一是抓好教育事业。"
    assert told["要办好人民满意的教育。"]["headings"] == "二、今后任务"


def test_numbers_are_those_of_the_table_of_sentences(documents):
    for document in documents.values():
        _, sentences = clean_document(document)
        frame = frame_of([(document.doc_id, "x", sentences)], ["body"], 6)
        by_number = {sentence.sentence: sentence.text for sentence in sentences}
        assert [by_number[number] for number in frame["sentence"]] == list(frame["text"])
        assert frame["sentence"].is_monotonic_increasing


def test_kinds_and_length_decide_what_may_be_drawn(frame):
    sentences = clean(TEXT)[1]
    assert len(frame_of([("a", "甲", sentences)])) == len(sentences)
    assert "各位代表：" not in set(frame["text"])
    six = frame_of([("a", "甲", sentences)], ["heading", "body"], 6)
    assert set(frame["text"]) - set(six["text"]) == {"一、工作回顾", "企业多了。", "二、今后任务"}
    # The context is whole, whatever may be drawn.
    assert six.loc[six["text"] == "全年增长百分之六。", "after"].item() == "企业多了。"


def test_of_a_long_paragraph_what_is_near_is_shown():
    text = "前" * 2 * CONTEXT + "。这一句要编码的话。" + "后" * 2 * CONTEXT + "。"
    row = frame_of([("a", "甲", clean(text)[1])]).iloc[1]
    assert row["before"] == "…" + "前" * (CONTEXT - 1) + "。"
    assert row["after"] == "后" * CONTEXT + "…"


def strata(**sizes):
    return pd.DataFrame(
        [(name, i) for name, size in sizes.items() for i in range(size)],
        columns=["stratum", "unit"],
    )


@pytest.mark.parametrize(
    ("written", "sizes"),
    [
        ("200", {"保定": 200, "廊坊": 60}),
        (" 50 ", {"保定": 50, "廊坊": 50}),
        ("保定=100,廊坊=40", {"保定": 100, "廊坊": 40}),
        ("廊坊 = 7 ； 保定=1", {"廊坊": 7, "保定": 1}),
        ("廊坊=60", {"廊坊": 60}),
    ],
)
def test_sizes_as_people_write_them(written, sizes):
    assert sizes_of(written, strata(保定=480, 廊坊=60)) == sizes


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("0", "no whole number above 0"),
        ("-3", "no whole number above 0"),
        ("many", "no whole number above 0"),
        ("保定=", "no whole number above 0"),
        ("保定=5,", "no group ''"),
        ("保订=5", "no group '保订'"),
        ("保定=5,保定=6", "stands twice"),
    ],
)
def test_sizes_that_cannot_be(written, message):
    with pytest.raises(ConfigError, match=message) as error:
        sizes_of(written, strata(保定=480, 廊坊=60))
    assert error.value.place == f"--size {written}"


@given(
    st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=3), st.integers(1, 12), min_size=1),
    st.data(),
)
def test_a_draw_is_without_replacement_and_tells_how_likely(sizes, data):
    wanted = {name: data.draw(st.integers(0, size)) for name, size in sizes.items()}
    frame = strata(**sizes)
    drawn = draw(frame, wanted, seed=data.draw(st.integers(0, 9)))
    assert not drawn.duplicated(["stratum", "unit"]).any()
    assert drawn.index.isin(frame.index).all()
    for name, size in sizes.items():
        units = drawn[drawn["stratum"] == name]
        assert len(units) == wanted[name]
        assert set(units["frame"]) <= {size}
        assert set(units["inclusion"]) <= {wanted[name] / size}
        assert units["unit"].is_monotonic_increasing


def test_the_draw_of_a_stratum_hangs_on_no_other():
    both = draw(strata(甲=40, 乙=30), 8, seed=3)
    alone = draw(strata(乙=30), {"乙": 8}, seed=3)
    assert list(both.loc[both["stratum"] == "乙", "unit"]) == list(alone["unit"])
    assert list(draw(strata(乙=30), 8, seed=4)["unit"]) != list(alone["unit"])


def test_each_unit_is_drawn_as_often_as_its_inclusion_says():
    frame = strata(甲=10)
    draws = pd.concat(draw(frame, 3, seed=seed) for seed in range(1000))
    often = draws["unit"].value_counts()
    # 300 expected, with a standard deviation of 14.5.
    assert len(often) == 10
    assert often.between(250, 350).all()


def test_no_more_can_be_drawn_than_there_are():
    with pytest.raises(DesignError, match="stratum 甲: has 4 units, of which 5 were to be drawn"):
        draw(strata(甲=4), 5, seed=1)
    assert draw(strata(), 5, seed=1).empty


def test_the_order_tells_nothing_and_is_the_same_again():
    units = strata(甲=30, 乙=30)
    order = shuffled(units, seed=1)
    assert order.equals(shuffled(units, seed=1))
    assert not order.equals(shuffled(units, seed=2))
    assert sorted(zip(*order.to_dict("list").values(), strict=True)) == sorted(
        zip(*units.to_dict("list").values(), strict=True)
    )
    changes = (order["stratum"] != order["stratum"].shift()).sum()
    # In blocks there would be 2; at random some 31.
    assert changes > 20
