"""The figure of where each text looks, sentence by sentence."""

import pandas as pd
import pytest
from figure_texts import check, title_of, words_of
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError, TableError
from chengyan.plots.outlook import LANES, draw, middle
from chengyan.plots.strips import placed

GROUPS = ["保定", "廊坊", "石家庄"]


def sentence(doc_id, group, number, looks, text="建设" * 5, kind="body", section=""):
    return (doc_id, group, number, kind, section, looks, text)


def table(rows):
    names = ["doc_id", "group", "sentence", "kind", "section", "orientation", "text"]
    return pd.DataFrame(rows, columns=names)


def text_of(doc_id, group, looks, section=""):
    return [sentence(doc_id, group, i, each, section=section) for i, each in enumerate(looks, 1)]


def three():
    past_first = ["past", "past", "present", "future", "future", "future", "", "future"]
    rows = text_of("a", GROUPS[0], past_first, section="一、回顾过去五年")
    rows += text_of("b", GROUPS[1], past_first[::-1])
    return table(rows + text_of("c", GROUPS[2], past_first[:4]))


def bars(figure):
    """Lower end of each bar of a sentence, by its left end, within the strips of a figure."""
    found = [
        patch
        for axes in figure.axes
        for container in axes.containers
        for patch in container.patches
        if isinstance(patch, Rectangle)
    ]
    return sorted((round(bar.get_x(), 4), round(bar.get_y(), 4)) for bar in found)


def test_sentences_stand_in_the_lane_of_where_they_look():
    figure = draw(table(text_of("a", "保定", ["past", "", "present", "future"])), ["保定"])
    check(figure)
    drawn = bars(figure)
    # The second sentence looks nowhere and leaves its place empty.
    assert len(drawn) == 3
    lefts, heights = zip(*drawn, strict=True)
    assert heights[0] < heights[1] < heights[2]
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], abs=1e-3)
    quarter = lefts[2] / 3
    assert lefts == pytest.approx((0, 2 * quarter, 3 * quarter), abs=1e-3)
    for label in LANES.values():
        assert label in words_of(figure)


def test_the_title_says_by_where_half_is_said():
    figure = draw(three(), GROUPS)
    check(figure)
    said = title_of(figure)
    assert (
        "Half of what looks back is said in the first 12 % of 保定, 88 % of 廊坊, 25 % of" in said
    )
    assert "half of what looks ahead in the first 62 % of 保定, 38 % of 廊坊, 100 % of" in said
    assert "一、回顾过去五年" in words_of(figure)
    assert "Unmatched" in words_of(figure)


def test_middles_weigh_sentences_by_their_length():
    rows = [
        sentence("a", "保定", 1, "past", "一"),
        sentence("a", "保定", 2, "future", "一" * 5),
        sentence("a", "保定", 3, "past", "一" * 4),
    ]
    frame = table(rows).assign(han=[1, 5, 4])
    ((_, _, text),) = placed(frame, ["保定"], "sentences")
    assert middle(text, "past") == 1.0
    assert middle(text, "future") == 0.6
    assert pd.isna(middle(text, "present"))


def test_what_is_not_analysed_takes_no_place():
    rows = [sentence("a", "保定", 1, "", "开头" * 50, kind="title")]
    rows += [sentence("a", "保定", 2, "past"), sentence("a", "保定", 3, "future")]
    figure = draw(table(rows), ["保定"])
    assert bars(figure)[0][0] == 0
    assert "20 Han characters, 2 sentences" in words_of(figure)


def test_nothing_that_looks_anywhere_is_said_so():
    figure = draw(table(text_of("a", "保定", ["", ""])), ["保定"])
    check(figure)
    assert "No sentence is told to look back or ahead" in title_of(figure)


@pytest.mark.parametrize("texts", [7, 28, 60])
def test_many_texts_are_thin_strips(texts):
    looks = ["past", "present", "future", "future"] * 3
    rows = [
        row
        for i in range(texts)
        for row in text_of(f"d{i:02d}", f"市{i % 28:02d}", looks, section="一、回顾")
    ]
    groups = list(dict.fromkeys(row[1] for row in rows))
    figure = draw(table(rows), groups, contrast="matched")
    check(figure)
    assert f"in {texts} texts" in title_of(figure)
    assert "Rule below" not in words_of(figure)


def test_several_texts_of_a_group_have_their_own_names():
    rows = text_of("first", "保定", ["past", "future"]) + text_of("second", "保定", ["future"])
    figure = draw(table(rows), ["保定"])
    check(figure)
    assert "保定 first" in words_of(figure)
    assert "100 % of second" in title_of(figure)


def test_a_missing_column_and_no_text_are_named():
    with pytest.raises(TableError, match="orientation"):
        draw(three().drop(columns="orientation"), GROUPS)
    with pytest.raises(DesignError, match="no text belongs to 邯郸"):
        draw(three(), ["邯郸"])
