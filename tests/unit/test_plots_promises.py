"""The figure of promises: whole, inside the page, and true to its table."""

import itertools

import pandas as pd
import pytest
from figure_texts import check, texts, words_of
from matplotlib.patches import Rectangle

from chengyan.errors import TableError
from chengyan.plots import promises, promises_labels, style
from chengyan.targets.distinct import distinct

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸"]
MANY = [f"{name}{number}" for name in ("甲", "乙", "丙", "丁") for number in range(7)]
OBJECTS = [
    "地区生产总值",
    "高新技术企业",
    "城乡居民人均可支配收入",
    "公园",
    "单位地区生产总值二氧化碳排放",
]


def row(group, sentence, counted, expression, year=None, **cells):
    return {
        "group": group, "doc_id": group, "sentence": sentence, "object": counted,
        "expression": expression, "modifier": "", "kind": "pledged", "measure": "level",
        "bound": "", "horizon_year": year, "horizon_from": "sentence" if year else "",
        "distinct": True, **cells,
    }  # fmt: skip


def table(groups, number, years=(2025, 2026, 2035, None)):
    """So many promises of each group, over the years in turn."""
    rows = [
        row(group, n, OBJECTS[(n + g) % len(OBJECTS)], f"{100 * n + g}亿元", years[n % len(years)])
        for g, group in enumerate(groups)
        for n in range(1, number + 1)
    ]
    return pd.DataFrame(rows).astype({"horizon_year": "Int64"})


def marks(figure):
    """Style of each mark: full, half or hollow."""
    lines = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    return [
        "half" if line.get_fillstyle() == "left"
        else "hollow" if line.get_markerfacecolor() == "white" else "full"
        for line in lines
    ]  # fmt: skip


@pytest.mark.parametrize("years", [(2025,), (None,), (2025, None), (2025, 2026, 2035, None),
                                   (2021, 2022, 2023, 2025, 2030, 2035, 2050, None)])  # fmt: skip
@pytest.mark.parametrize("groups", [1, 3, 5])
@pytest.mark.parametrize("number", [1, 9, 60])
def test_texts_are_whole_inside_and_apart(groups, number, years):
    check(promises.draw(table(GROUPS[:groups], number, years), GROUPS[:groups]))


@pytest.mark.parametrize("groups", [6, 28])
@pytest.mark.parametrize("number", [1, 40])
def test_many_groups_are_counted(groups, number):
    figure = promises.draw(table(MANY[:groups], number), MANY[:groups])
    check(figure)
    shown = [text for text, _ in texts(figure)]
    assert {*MANY[:groups], "2025" if number > 3 else "2026", "all"} <= set(shown)
    assert shown.count(str(number)) >= groups


def test_counts_are_those_of_the_table():
    rows = table(MANY[:6], 8, (2024, None))
    figure = promises.draw(rows, MANY[:6])
    shown = [text for text, _ in texts(figure)]
    # Four of eight are dated: a cell for each half in six rows.
    assert shown.count("4") == 12
    assert shown.count("8") == 6
    cells = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    assert len(cells) == 12
    assert "24 of 48 promised numbers have a date, all of them 2024" in shown


def test_rare_years_stand_together():
    years = (*range(2021, 2033), None)
    figure = promises.draw(table(MANY[:6], 26, years), MANY[:6])
    check(figure)
    assert "other years" in words_of(figure)
    assert "2032" not in words_of(figure)


def test_each_mark_is_labelled_and_as_full_as_its_year_is_told():
    rows = pd.DataFrame(
        [
            row("保定", 1, "总产值", "5000亿元", 2025),
            row("保定", 2, "收入", "7%", 2026, horizon_from="heading", measure="growth_rate",
                modifier="增长;左右"),
            row("保定", 3, "公园", "20个"),
        ]
    )  # fmt: skip
    figure = promises.draw(rows, ["保定"])
    assert sorted(marks(figure)) == ["full", "half", "hollow"]
    for label in ("总产值 5000亿元", "收入 增长7%", "公园 20个", "2025", "2026", "no date"):
        assert label in [text for text, _ in texts(figure)]
    assert "Full: the sentence names the year; half: only the heading" in words_of(figure)


def test_marks_stand_below_their_years():
    rows = table(["保定"], 6, (2025, 2026, 2035))
    figure = promises.draw(rows, ["保定"])
    heads = {
        text.get_text(): text.get_position()[0]
        for text in figure.axes[0].texts
        if text.get_text() in {"2025", "2026", "2035"}
    }
    places = sorted(float(line.get_xdata()[0]) for line in figure.axes[0].lines
                    if line.get_marker() == "o")  # fmt: skip
    assert places == pytest.approx(sorted([*heads.values()] * 2))
    assert heads["2025"] < heads["2026"] < heads["2035"]


@pytest.mark.parametrize(
    ("years", "even"), [((2025, 2026, 2035, 2050), True), ((2025, 2030, 2035), False)]
)
def test_it_is_said_where_years_are_not_in_proportion(years, even):
    figure = promises.draw(table(["保定"], 8, years), ["保定"])
    assert ("Years are set evenly" in words_of(figure)) is even


def test_only_promises_are_drawn_each_once():
    rows = pd.DataFrame(
        [
            row("保定", 1, "学校", "12所"),
            row("保定", 2, "学校", "12所"),
            row("保定", 3, "学校", "12所", 2025),
            row("保定", 4, "医院", "3所", kind="achieved"),
            row("保定", 5, "时间", "五年"),
            row("保定", 6, "企业", "15", bound="low"),
            row("保定", 6, "企业", "20家", bound="high"),
            row("保定", 7, "覆盖率", "3%", bound="from"),
            row("保定", 7, "覆盖率", "5%", bound="to"),
            row("保定", 8, "千亿级产业集群", "5个"),
            row("保定", 8, "产业集群", "千亿级"),
            row("廊坊", 9, "学校", "1所"),
        ]
    )
    rows["distinct"] = distinct(rows)
    drawn = promises_labels.promises_of(rows[rows["group"] == "保定"])
    assert [(promise.label, promise.year) for promise in drawn] == [
        ("学校 12所", None), ("学校 12所", 2025), ("企业 15–20家", None), ("覆盖率 5%", None),
        ("千亿级产业集群 5个", None),
    ]  # fmt: skip


def test_of_more_than_a_page_holds_dated_ones_are_kept_and_the_rest_is_told():
    rows = pd.concat(
        [table(GROUPS[:2], 70, (None,)), table(GROUPS[:1], 3, (2030,))], ignore_index=True
    )
    figure = promises.draw(rows, GROUPS[:2])
    assert marks(figure).count("full") == 3
    assert len(marks(figure)) == promises_labels.LABELS
    assert f"{143 - promises_labels.LABELS} further promises are in the table only" in words_of(
        figure
    )
    check(figure)


def test_those_shown_come_from_all_over_the_text():
    every = promises_labels.promises_of(table(["保定"], 80, (None,)))
    shown = promises_labels.thinned(every, ["保定"])
    places = [every.index(promise) for promise in shown]
    assert len(places) == promises_labels.LABELS
    assert max(b - a for a, b in itertools.pairwise(places)) <= 2


def test_those_without_a_date_are_not_crowded_out():
    rows = pd.concat(
        [table(["保定"], 200, (2025,)), table(["保定"], 30, (None,)).assign(object="园区")],
        ignore_index=True,
    )
    figure = promises.draw(rows, ["保定"])
    assert marks(figure).count("hollow") == promises_labels.LABELS // 4
    assert "no date" in words_of(figure)


@pytest.mark.parametrize(
    ("number", "years", "title"),
    [
        (4, (None, None, None, 2025), "3 of 4 promised numbers have no date"),
        (4, (2025,), "4 of 4 promised numbers have a date, all of them 2025"),
        (5, (2025, 2025, 2030, None),
         "4 of 5 promised numbers have a date, most often 2025 (3)"),
    ],
)  # fmt: skip
def test_the_title_says_how_many_have_a_date(number, years, title):
    figure = promises.draw(table(["保定"], number, years), ["保定"])
    assert title in words_of(figure)


def test_groups_are_named_in_the_title():
    figure = promises.draw(table(GROUPS[:2], 4, (None, None, None, 2025)), GROUPS[:3])
    assert "dated are 1 of 4 in 保定, 1 of 4 in 廊坊, 0 of 0 in 石家庄" in words_of(figure)
    assert "no promise in numbers" in words_of(figure)


@pytest.mark.parametrize("groups", [2, 6])
def test_without_any_promise_it_says_so(groups):
    rows = table(MANY[:groups], 3).assign(kind="achieved")
    figure = promises.draw(rows, MANY[:groups])
    check(figure)
    assert "No text promises anything in numbers" in words_of(figure)


@pytest.mark.parametrize("contrast", ["matched", "unmatched"])
def test_whether_texts_are_matched_is_said(contrast):
    figure = promises.draw(table(GROUPS[:2], 3), GROUPS[:2], contrast=contrast)
    # The note may run over several lines.
    assert style.contrast_note(contrast).split(":")[0] in words_of(figure)


@pytest.mark.parametrize("column", promises.COLUMNS)
def test_a_missing_column_is_named(column):
    with pytest.raises(TableError, match=column):
        promises.draw(table(GROUPS[:2], 3).drop(columns=column), GROUPS[:2])
